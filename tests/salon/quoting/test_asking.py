"""A facilitator picks words of a topic for a page; whoever wrote them is asked, once."""

import pytest
from django.urls import reverse

from cms.models import CasePage
from members.models import Letter
from salon.models import Mention, Quote
from salon.quoting import asking
from salon.rooms import changing
from tests.factories.cms import case, page_tree
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    page_tree()
    here, one, two = kinki()
    return topic_in(here, one, "会場さがし", "公民館に頼みました"), one, two


def test_each_author_is_asked_by_one_mail_however_many_words_are_picked(place):
    topic, one, two = place
    words = [topic.messages.get(), said(topic, one, "二階です"), said(topic, two, "うちは寺です")]
    page = case("会場", live=False)
    assert len(asking.ask(FacilitatorFactory(), page, words)) == 3
    assert asking.ask(FacilitatorFactory(), page, words) == []
    assert [asking.waiting(person) for person in (one, two)] == [2, 1]
    for person in (one, two):
        [letter] = Letter.objects.filter(person=person)
        assert "公民館" not in letter.batch.text and "会場" not in letter.batch.text
    assert set(Quote.objects.values_list("answer", flat=True)) == {"pending"}


def test_what_nobody_said_by_name_and_what_names_others_cannot_be_picked(place):
    topic, one, two = place
    by_name, hidden, taken_back, calling, nameless = (said(topic, one, f"ことば{n}") for n in range(5))
    changing.hide(FacilitatorFactory(), hidden, "わけ")
    changing.withdraw(one, taken_back)
    Mention.objects.create(message=calling, person=two, name=two.name)
    type(nameless).objects.filter(pk=nameless.pk).update(author=None)
    found = set(asking.quotable(topic))
    assert by_name in found
    assert not found & {hidden, taken_back, calling, nameless}


def test_a_facilitator_picks_them_into_a_new_draft(place, client):
    topic, one, _two = place
    address = reverse("quoting:pick", args=[topic.room.slug, topic.pk])
    client.force_login(FacilitatorFactory())
    assert f'href="{address}"' in client.get(reverse("salon:topic", args=[topic.room.slug, topic.pk])).text
    picked = {"messages": [str(topic.messages.get().public_id)]}
    for wrong in (picked, {"title": "題"}, {**picked, "title": "題", "page": case("今ある").pk}):
        assert client.post(address, wrong).status_code == 422, wrong
    client.post(address, {**picked, "title": "会場のさがし方"})
    draft = CasePage.objects.get(title="会場のさがし方")
    assert not draft.live
    assert "公民館" not in str(draft.get_latest_revision().content)
    assert Quote.objects.get().page_id == draft.pk
    client.force_login(one)
    assert client.get(address).status_code == 404
    assert client.post(address, {**picked, "title": "べつ"}).status_code == 404
