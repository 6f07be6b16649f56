"""What a member asks about a page begins at the desk, and the network does not read it."""

import pytest
from django.urls import reverse

from members.models import Organisation
from salon.desk import asking, browsing, candidates, needs, worklist
from salon.models import Introduction, Posting
from salon.searching import beside
from salon.searching.finding import Conditions
from tests.factories.cms import practice
from tests.factories.members import FacilitatorFactory, OrganisationFactory, PersonFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    organisation = OrganisationFactory(code="owner", name="縁側の会")
    member_of(organisation)
    return practice("朝の台所", organisation=organisation)


@pytest.fixture
def asker(page):
    return member_of(OrganisationFactory(code="asker", name="みなとの会"))


@pytest.fixture
def asked(page, asker):
    return asking.ask(
        person=asker, organisation=asker.organisations().get(), page=page, text="会場はどう見つけましたか"
    )


def test_it_waits_at_the_desk_with_whom_it_is_put_to(asked):
    [line] = worklist.unanswered_needs()
    assert line.posting == asked
    assert "縁側の会に聞いてみたい" in line.notes
    assert asked.about.specific.title == "朝の台所"


def test_ones_own_people_and_the_desk_read_it_and_nobody_else(asked, asker, page):
    colleague = member_of(asker.organisations().get())
    for person in (asker, colleague, FacilitatorFactory()):
        assert asked in Posting.objects.visible_to(person)
    others = (member_of(page.organisation), member_of(OrganisationFactory()), PersonFactory())
    for person in others:
        assert asked not in Posting.objects.visible_to(person)
        assert asked not in browsing.in_network(person)
        assert asked not in beside.postings(person, Conditions(words=("会場",)))


def test_no_proposal_to_others_speaks_of_it(asked, asker, page):
    need = needs.post(
        person=member_of(page.organisation),
        organisation=page.organisation,
        kind="offer",
        title="題",
        text="文",
        kinds=list(asked.kinds.all()),
    )
    fit = candidates.one(need, asker.organisations().get())
    assert all(paper.pk != asked.pk for paper in fit.facts.papers)


def test_pressed_twice_it_is_asked_once(asked, asker, page):
    again = asking.ask(person=asker, organisation=asker.organisations().get(), page=page, text=asked.text)
    assert again == asked
    assert Posting.objects.count() == 1


def test_a_long_title_still_fits(asker, page):
    page.title = "と" * 200
    posting = asking.ask(person=asker, organisation=asker.organisations().get(), page=page, text="文")
    posting.full_clean(exclude=["posted_by"])
    assert len(posting.title) <= 80


def test_nobody_asks_oneself_or_whom_nobody_can_be_introduced_to(page, asker):
    assert asking.address(asker, page) == reverse("desk:ask", args=[page.pk])
    assert asking.address(member_of(page.organisation), page) == ""
    assert asking.address(PersonFactory(), page) == ""
    Organisation.objects.filter(pk=page.organisation_id).update(status=Organisation.Status.PAUSED)
    assert asking.address(asker, page) == ""


def test_from_the_page_to_the_introduction(page, asker, client):
    client.force_login(asker)
    address = reverse("desk:ask", args=[page.pk])
    refused = client.post(address, {"text": "090-1234-5678へ"})
    assert refused.status_code == 422
    assert "090-1234-5678" in refused.text
    answer = client.post(address, {"text": "会場はどう見つけましたか"}, follow=True)
    assert "事務局に伝えました" in answer.text
    posting = Posting.objects.get()
    client.force_login(FacilitatorFactory())
    fits = client.get(reverse("desk:fits", args=[posting.pk])).text
    propose = reverse("desk:propose", args=[posting.pk, "owner"])
    assert f'href="{propose}"' in fits
    client.post(propose, {"words_to_owner": "文", "words_to_other": "文", "step": "send"})
    introduction = Introduction.objects.get()
    assert introduction.other.code == "owner"
    client.force_login(member_of(page.organisation))
    shown = client.get(reverse("desk:introduction", args=[introduction.pk])).text
    assert "朝の台所" in shown
