"""What waits at the desk, longest first."""

import datetime

import pytest
from django.utils import timezone

from cms.practices import uptake
from members.models import Organisation
from salon.desk import introducing, needs, outcomes, worklist
from salon.models import Interest, IntroductionSide, Outcome, Posting
from salon.rooms import changing
from tests.factories.cms import practice
from tests.factories.desk import OfferFactory, PostingFactory, introduction
from tests.factories.members import OrganisationFactory, member_of
from tests.factories.salon import kinki, topic_in

pytestmark = pytest.mark.django_db

YES, NO = IntroductionSide.Answer.YES, IntroductionSide.Answer.NO


def organisation():
    found = OrganisationFactory()
    member_of(found)
    return found


def answer(proposed, given):
    for side in proposed.sides.all():
        introducing.answer(side, side.organisation.affiliations.get().person, given)
    proposed.refresh_from_db()


def unanswered():
    return [line.posting for line in worklist.unanswered_needs()]


def test_the_longest_wait_stands_first_with_its_days():
    today = timezone.now()
    young = PostingFactory(created_at=today - datetime.timedelta(days=1))
    old = PostingFactory(created_at=today - datetime.timedelta(days=9))
    assert unanswered() == [old, young]
    assert [posting.days for posting in unanswered()] == [9, 1]


def test_offers_ended_needs_and_needs_of_who_left_do_not_wait():
    OfferFactory()
    PostingFactory(state=Posting.State.ANSWERED)
    PostingFactory(organisation__status=Organisation.Status.LEFT)
    assert unanswered() == []


def test_a_need_waits_again_after_a_no_and_after_a_meeting_that_did_not_fit():
    proposed = introduction(organisation(), organisation())
    assert unanswered() == []
    answer(proposed, NO)
    assert unanswered() == [proposed.posting]
    second = introducing.propose(
        facilitator=None, posting=proposed.posting, other=organisation(), words_to_owner="あ", words_to_other="い"
    ).introduction
    answer(second, YES)
    assert unanswered() == []
    tell(second, Outcome.Result.NO_FIT)
    assert unanswered() == [proposed.posting]


def test_a_need_that_led_somewhere_no_longer_waits():
    proposed = introduction(organisation(), organisation())
    answer(proposed, YES)
    assert list(worklist.without_result()) == [proposed]
    tell(proposed, Outcome.Result.STARTED)
    assert unanswered() == [] and list(worklist.without_result()) == []
    assert [told.introduction for told in worklist.results()] == [proposed]


def tell(proposed, result):
    outcomes.tell(
        introduction=proposed, person=None, organisation=None, result=result, note="", day=timezone.localdate()
    )


def test_who_has_not_answered_yet_is_on_the_list():
    proposed = introduction(organisation(), organisation())
    assert list(worklist.waiting()) == [proposed]
    answer(proposed, YES)
    assert list(worklist.waiting()) == []


def test_a_raised_hand_waits_until_that_organisation_was_introduced():
    posting, raising = PostingFactory(organisation=organisation()), organisation()
    person = raising.affiliations.get().person
    needs.raise_hand(person=person, organisation=raising, posting=posting, kind=Interest.Kind.HELP)
    [line] = worklist.raised_hands()
    assert line.posting == posting and line.notes == [f"{raising}：うちが手伝えそう"]
    introducing.propose(facilitator=None, posting=posting, other=raising, words_to_owner="あ", words_to_other="い")
    assert worklist.raised_hands() == []


def test_alone_is_who_never_posted_never_raised_a_hand_and_was_never_introduced():
    silent = organisation()
    posted, raised, introduced = PostingFactory(organisation=organisation()), organisation(), organisation()
    needs.raise_hand(person=None, organisation=raised, posting=posted, kind=Interest.Kind.SAME)
    introduction(organisation(), introduced)
    OrganisationFactory(status=Organisation.Status.PAUSED)
    OrganisationFactory(is_secretariat=True)
    assert worklist.alone() == worklist.Alone([silent], 1)


def test_the_list_of_the_alone_is_short_and_says_how_many_there_are():
    for _ in range(worklist.ALONE_SHOWN + 3):
        OrganisationFactory()
    found = worklist.alone()
    assert (len(found.some), found.count) == (worklist.ALONE_SHOWN, worklist.ALONE_SHOWN + 3)


def test_who_would_like_to_do_the_same_is_known_to_the_desk():
    here, one, two = kinki()
    topic = topic_in(here, one, "朝の野菜")
    changing.react(two, topic.messages.get(), "wish")
    changing.react(two, topic.messages.get(), "thanks")
    page = practice("台所", organisation=one.organisations().get())
    for stage, person in (("wish", two), ("doing", member_of(OrganisationFactory()))):
        organisation = person.organisations().get()
        uptake.take_up(person=person, practice=page, organisation=organisation, stage=stage, is_shown=False)
    assert [(wish.organisation.name, wish.title) for wish in worklist.wishes()] == [
        ("兵庫の団体", "台所"),
        ("兵庫の団体", "朝の野菜"),
    ]
    changing.withdraw(one, topic.messages.get())
    assert [wish.title for wish in worklist.wishes()] == ["台所"]
