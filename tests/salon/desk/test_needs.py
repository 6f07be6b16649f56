"""Posting, ending and raising a hand; pressing twice changes nothing."""

import pytest

from salon.desk import needs
from salon.models import Interest, Posting
from tests.factories.desk import NeedKindFactory, OfferFactory, PostingFactory
from tests.factories.members import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def post(organisation, **changed):
    facts = {
        "title": "車が足りません",
        "text": "送り迎えの車です",
        "kinds": [NeedKindFactory(name="移動手段")],
        **changed,
    }
    return needs.post(person=PersonFactory(), organisation=organisation, kind=Posting.Kind.NEED, **facts)


def test_the_same_need_sent_twice_stands_there_once():
    organisation = OrganisationFactory()
    assert post(organisation) == post(organisation)
    assert Posting.objects.count() == 1


def test_another_organisation_or_another_text_is_another_need():
    organisation = OrganisationFactory()
    post(organisation), post(organisation, text="運転する人です"), post(OrganisationFactory())
    assert Posting.objects.count() == 3


def test_a_need_that_was_taken_back_can_be_posted_again():
    organisation = OrganisationFactory()
    needs.end(post(organisation), Posting.State.CLOSED)
    post(organisation)
    assert Posting.objects.filter(state=Posting.State.OPEN).count() == 1


def test_changing_keeps_what_was_not_asked_for():
    posting = post(OrganisationFactory(), quantity="1台")
    needs.change(
        PersonFactory(), posting, title="車と運転手が足りません", kinds=[NeedKindFactory(name="人材・ボランティア")]
    )
    posting.refresh_from_db()
    assert (posting.title, posting.quantity) == ("車と運転手が足りません", "1台")
    assert [kind.name for kind in posting.kinds.all()] == ["人材・ボランティア"]


def test_only_the_first_press_ends_it():
    posting = PostingFactory()
    assert needs.end(posting, Posting.State.ANSWERED)
    assert not needs.end(posting, Posting.State.CLOSED)
    posting.refresh_from_db()
    assert posting.state == Posting.State.ANSWERED


def test_put_up_again_it_has_waited_since_the_first_day():
    posting = PostingFactory()
    needs.end(posting, Posting.State.CLOSED)
    assert needs.open_again(PersonFactory(), posting)
    assert not needs.open_again(PersonFactory(), posting)
    again = Posting.objects.get()
    assert again.is_open and again.created_at == posting.created_at and again.ended_at is None


def test_one_hand_for_each_organisation_the_last_word_counts():
    posting, organisation, person = PostingFactory(), OrganisationFactory(), PersonFactory()
    for kind in (Interest.Kind.HELP, Interest.Kind.SAME):
        needs.raise_hand(person=person, organisation=organisation, posting=posting, kind=kind)
    assert [hand.kind for hand in posting.interests.all()] == [Interest.Kind.SAME]
    needs.lower_hand(organisation=organisation, posting=posting)
    assert not posting.interests.exists()


def test_nobody_can_say_we_have_that_too_of_an_offer():
    assert needs.fitting_hands(OfferFactory()) == [Interest.Kind.WISH]
    assert Interest.Kind.WISH not in needs.fitting_hands(PostingFactory())


def test_who_goes_back_and_ticks_another_box_finds_it_ticked():
    organisation = OrganisationFactory()
    first = post(organisation, quantity="1台")
    again = post(organisation, quantity="2台", kinds=[NeedKindFactory(name="人材・ボランティア")])
    assert (again, Posting.objects.count()) == (first, 1)
    again.refresh_from_db()
    assert again.quantity == "2台"
    assert [kind.name for kind in again.kinds.all()] == ["人材・ボランティア"]
