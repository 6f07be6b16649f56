"""Nothing of one side reaches the other before both said yes; then room and contacts are there, once."""

import datetime
from functools import partial

import pytest
from django.utils import timezone

from members.models import Affiliation, ContactGrant, Organisation
from members.profile.contact import contact_visible_to
from salon.desk import introducing
from salon.models import Introduction, IntroductionSide, Room, ShutOut
from tests.at_once import at_once
from tests.factories.desk import PostingFactory, introduction
from tests.factories.members import AffiliationFactory, FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import excluded

YES, NO = IntroductionSide.Answer.YES, IntroductionSide.Answer.NO
State = Introduction.State

pytestmark = pytest.mark.django_db


class Pair:
    """Two organisations with a person each, and an introduction between them."""

    def __init__(self):
        self.owner, self.other = OrganisationFactory(name="困る会"), OrganisationFactory(name="助ける会")
        self.asker, self.helper = member_of(self.owner), member_of(self.other)
        self.introduction = introduction(self.owner, self.other)

    def answer(self, person, given, words=""):
        organisation = self.owner if person in self.owner_people() else self.other
        side = self.introduction.sides.get(organisation=organisation)
        introducing.answer(side, person, given, words)
        self.introduction.refresh_from_db()

    def owner_people(self):
        return [one.person for one in self.owner.affiliations.all()]


@pytest.fixture
def pair():
    return Pair()


def propose(posting, other):
    return introducing.propose(
        facilitator=FacilitatorFactory(), posting=posting, other=other, words_to_owner="あ", words_to_other="い"
    )


def nothing_was_opened():
    return not Room.objects.filter(kind=Room.Kind.INTRODUCTION).exists() and not ContactGrant.objects.exists()


def test_proposing_twice_asks_once(pair):
    again = propose(pair.introduction.posting, pair.other)
    assert not again.new and again.introduction == pair.introduction
    assert Introduction.objects.count() == 1 and IntroductionSide.objects.count() == 2


def test_after_a_no_the_same_two_can_be_asked_again(pair):
    pair.answer(pair.helper, NO)
    assert propose(pair.introduction.posting, pair.other).new


def test_nobody_is_introduced_to_itself_to_who_left_or_where_nobody_could_answer():
    posting = PostingFactory()
    member_of(posting.organisation)
    left = OrganisationFactory(status=Organisation.Status.LEFT)
    for other in (posting.organisation, left, OrganisationFactory()):
        with pytest.raises(introducing.CannotPropose):
            propose(posting, other)
    assert not Introduction.objects.exists()


def test_what_has_ended_is_proposed_to_nobody():
    posting, other = PostingFactory(state="closed"), OrganisationFactory()
    member_of(other)
    with pytest.raises(introducing.CannotPropose):
        propose(posting, other)


@pytest.mark.parametrize("first", ["asker", "helper"])
def test_one_yes_opens_nothing(pair, first):
    pair.answer(getattr(pair, first), YES)
    assert pair.introduction.state == State.WAITING
    assert nothing_was_opened()


def test_two_yes_open_one_room_and_show_who_said_yes_to_the_other_side(pair):
    third, facilitator = member_of(OrganisationFactory()), FacilitatorFactory()
    colleague = member_of(pair.owner)
    pair.answer(pair.asker, YES)
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.AGREED
    room = Room.objects.get(kind=Room.Kind.INTRODUCTION)
    assert room == pair.introduction.room and room.name == "おつなぎ：困る会 × 助ける会"
    for person in (pair.asker, pair.helper, colleague, facilitator):
        assert room in Room.objects.visible_to(person)
    assert room not in Room.objects.visible_to(third)
    assert introducing.contacts(pair.introduction, colleague) == {pair.other.pk: [pair.helper]}
    assert introducing.contacts(pair.introduction, pair.helper) == {pair.owner.pk: [pair.asker]}
    assert introducing.contacts(pair.introduction, third) == {}
    assert set(introducing.contacts(pair.introduction, facilitator)) == {pair.owner.pk, pair.other.pk}


@pytest.mark.parametrize("answers", [("asker", "helper"), ("helper", "asker")])
def test_a_no_opens_nothing_whoever_said_yes_before(pair, answers):
    pair.answer(getattr(pair, answers[0]), YES)
    pair.answer(getattr(pair, answers[1]), NO)
    assert pair.introduction.state == State.DECLINED
    assert nothing_was_opened()


def test_a_press_after_it_was_decided_changes_nothing(pair):
    pair.answer(pair.asker, YES)
    pair.answer(pair.helper, YES)
    pair.answer(pair.helper, YES)
    pair.answer(pair.asker, NO)
    assert pair.introduction.state == State.AGREED
    assert Room.objects.filter(kind=Room.Kind.INTRODUCTION).count() == 1
    assert ContactGrant.objects.count() == 2


def test_a_colleague_at_the_same_time_answers_for_the_same_side(pair):
    colleague = member_of(pair.other)
    pair.answer(pair.helper, YES)
    pair.answer(colleague, YES)
    assert pair.introduction.state == State.WAITING
    assert nothing_was_opened()


def test_a_yes_can_become_a_no_until_the_other_answers(pair):
    pair.answer(pair.asker, YES)
    pair.answer(pair.asker, NO)
    assert pair.introduction.state == State.DECLINED


def test_a_no_can_become_a_yes_until_the_other_answers(pair):
    pair.answer(pair.asker, NO)
    pair.answer(pair.asker, YES)
    assert pair.introduction.state == State.WAITING
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.AGREED


def test_after_a_no_one_may_think_again_whatever_the_other_had_said(pair):
    pair.answer(pair.helper, YES)
    pair.answer(pair.asker, NO)
    assert introducing.may_still_answer(pair.introduction.sides.get(organisation=pair.owner))
    pair.answer(pair.asker, YES)
    # The yes was for then: the other is asked anew
    assert pair.introduction.state == State.WAITING
    assert nothing_was_opened()
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.AGREED


def test_who_is_excluded_everywhere_says_nothing_to_the_other_side(pair):
    excluded(pair.asker, None)
    for given, words in ((YES, ""), (NO, "ことば")):
        with pytest.raises(ShutOut):
            pair.answer(pair.asker, given, words)
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.WAITING
    pair.answer(pair.asker, NO)
    assert pair.introduction.state == State.DECLINED


def test_after_a_no_the_other_side_is_not_asked_any_more(pair):
    pair.answer(pair.asker, NO)
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.DECLINED
    assert pair.introduction.sides.get(organisation=pair.other).answer == IntroductionSide.Answer.PENDING


def test_a_no_does_not_come_back_to_life_beside_a_newer_introduction(pair):
    pair.answer(pair.asker, NO)
    newer = propose(pair.introduction.posting, pair.other).introduction
    pair.answer(pair.asker, YES)
    assert pair.introduction.state == State.DECLINED
    newer.refresh_from_db()
    assert newer.state == State.WAITING


def test_who_left_after_saying_yes_is_nobodys_contact(pair):
    pair.answer(pair.asker, YES)
    Affiliation.objects.filter(person=pair.asker).update(until=timezone.localdate() - datetime.timedelta(days=1))
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.AGREED
    assert introducing.contacts(pair.introduction, pair.helper) == {}


def test_who_leaves_later_is_no_longer_shown(pair):
    pair.answer(pair.asker, YES)
    pair.answer(pair.helper, YES)
    Affiliation.objects.filter(person=pair.asker).update(until=timezone.localdate() - datetime.timedelta(days=1))
    assert introducing.contacts(pair.introduction, pair.helper) == {}


def test_who_goes_on_elsewhere_is_reached_by_nobody_through_what_was_given_for_another(pair):
    AffiliationFactory(person=pair.asker, organisation=OrganisationFactory())
    pair.answer(pair.asker, YES)
    pair.answer(pair.helper, YES)
    reached = contact_visible_to(pair.helper).filter(pk=pair.asker.pk)
    assert reached.exists()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Affiliation.objects.filter(person=pair.asker, organisation=pair.owner).update(since=yesterday, until=yesterday)
    assert not reached.all().exists()


def test_where_the_other_organisation_has_left_nothing_is_opened(pair):
    pair.answer(pair.asker, YES)
    pair.owner.status = Organisation.Status.LEFT
    pair.owner.save()
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.WITHDRAWN
    assert nothing_was_opened()


def test_withdrawn_it_cannot_be_answered(pair):
    assert introducing.withdraw(pair.introduction)
    assert not introducing.withdraw(pair.introduction)
    pair.answer(pair.asker, YES)
    pair.answer(pair.helper, YES)
    assert pair.introduction.state == State.WITHDRAWN
    assert nothing_was_opened()


def test_what_was_joined_cannot_be_withdrawn(pair):
    pair.answer(pair.asker, YES)
    pair.answer(pair.helper, YES)
    assert not introducing.withdraw(pair.introduction)


def test_a_room_takes_its_name_also_from_very_long_names():
    owner, other = OrganisationFactory(name="長" * 120), OrganisationFactory(name="い" * 120)
    pair = introduction(owner, other) if member_of(owner) and member_of(other) else None
    for side in pair.sides.all():
        introducing.answer(side, side.organisation.affiliations.get().person, YES)
    assert len(Room.objects.get(kind=Room.Kind.INTRODUCTION).name) <= 80


@pytest.mark.django_db(transaction=True)
def test_two_yes_at_the_same_moment_open_exactly_one_room():
    for _ in range(3):
        pair = Pair()
        sides = {side.organisation_id: side for side in pair.introduction.sides.all()}
        at_once(
            partial(introducing.answer, sides[pair.owner.pk], pair.asker, YES),
            partial(introducing.answer, sides[pair.other.pk], pair.helper, YES),
            partial(introducing.answer, sides[pair.other.pk], pair.helper, YES),
        )
        pair.introduction.refresh_from_db()
        assert pair.introduction.state == State.AGREED
        assert Room.objects.filter(introduction=pair.introduction).count() == 1
    assert Room.objects.filter(kind=Room.Kind.INTRODUCTION).count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_facilitators_at_the_same_moment_ask_once():
    posting, other = PostingFactory(), OrganisationFactory()
    member_of(posting.organisation), member_of(other)
    at_once(lambda: propose(posting, other), lambda: propose(posting, other))
    assert Introduction.objects.count() == 1 and IntroductionSide.objects.count() == 2
