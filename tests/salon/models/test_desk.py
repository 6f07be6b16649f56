"""Who reads needs, offers, raised hands, introductions and what is told of them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from members.models import Organisation
from salon.models import Interest, Introduction, Outcome, Posting
from tests.factories.desk import OfferFactory, PostingFactory, introduction
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    former_member_of,
    member_of,
)

pytestmark = pytest.mark.django_db


def nobody_of_the_network(organisation):
    """Those who must never see anything, though they have signed in or once belonged."""
    gone = OrganisationFactory(status=Organisation.Status.LEFT)
    guest = OrganisationFactory(membership=Organisation.Membership.GUEST)
    switched_off = member_of(organisation)
    switched_off.is_active = False
    switched_off.save()
    return [
        AnonymousUser(),
        PersonFactory(),
        EditorFactory(),
        AdministratorFactory(),
        former_member_of(organisation),
        member_of(gone),
        member_of(guest),
        switched_off,
    ]


def test_members_read_what_is_open_in_the_whole_network():
    posting = PostingFactory()
    elsewhere = member_of(OrganisationFactory())
    assert list(Posting.objects.visible_to(elsewhere)) == [posting]


def test_what_a_resting_organisation_posted_stays_readable():
    posting = PostingFactory(organisation__status=Organisation.Status.PAUSED)
    assert posting in Posting.objects.visible_to(member_of(OrganisationFactory()))


@pytest.mark.parametrize("state", [Posting.State.ANSWERED, Posting.State.CLOSED])
def test_what_has_ended_is_read_by_its_own_people_and_facilitators_only(state):
    posting = PostingFactory(state=state)
    assert posting in Posting.objects.visible_to(member_of(posting.organisation))
    assert posting in Posting.objects.visible_to(FacilitatorFactory())
    assert posting not in Posting.objects.visible_to(member_of(OrganisationFactory()))


def test_what_an_organisation_that_left_or_withdrew_had_posted_disappears():
    left = PostingFactory(organisation__status=Organisation.Status.LEFT)
    withdrew = PostingFactory(organisation=ParticipationFactory(withdrawn=True).organisation)
    guest = PostingFactory(organisation__membership=Organisation.Membership.GUEST)
    seen = Posting.objects.visible_to(member_of(OrganisationFactory()))
    assert not {left, withdrew, guest} & set(seen)


def test_nobody_outside_the_network_reads_a_posting():
    posting = PostingFactory()
    for person in nobody_of_the_network(posting.organisation):
        assert not Posting.objects.visible_to(person).exists(), person
        assert not Posting.objects.editable_by(person).exists(), person
        assert not Posting.objects.closable_by(person).exists(), person


def test_words_are_changed_by_their_own_people_only_and_taken_away_by_facilitators_too():
    posting = PostingFactory()
    colleague, other, facilitator = (
        member_of(posting.organisation),
        member_of(OrganisationFactory()),
        FacilitatorFactory(),
    )
    assert posting in Posting.objects.editable_by(colleague)
    assert posting not in Posting.objects.editable_by(other)
    assert posting not in Posting.objects.editable_by(facilitator)
    assert posting in Posting.objects.closable_by(facilitator)
    assert posting not in Posting.objects.closable_by(other)


def test_a_raised_hand_is_hidden_from_the_organisation_it_is_raised_for():
    offer = OfferFactory()
    raising = OrganisationFactory()
    hand = Interest.objects.create(posting=offer, organisation=raising, kind=Interest.Kind.WISH)
    assert hand in Interest.objects.visible_to(FacilitatorFactory())
    assert hand in Interest.objects.visible_to(member_of(raising))
    for person in [member_of(offer.organisation), member_of(OrganisationFactory()), *nobody_of_the_network(raising)]:
        assert not Interest.objects.visible_to(person).exists(), person


@pytest.fixture
def proposed():
    owner, other = OrganisationFactory(), OrganisationFactory()
    member_of(owner), member_of(other)
    return introduction(owner, other)


def test_an_introduction_is_read_by_the_two_sides_and_facilitators(proposed):
    for person in (member_of(proposed.posting.organisation), member_of(proposed.other), FacilitatorFactory()):
        assert list(Introduction.objects.visible_to(person)) == [proposed]


def test_nobody_else_reads_an_introduction(proposed):
    third = member_of(OrganisationFactory())
    for person in [
        third,
        *nobody_of_the_network(proposed.other),
        *nobody_of_the_network(proposed.posting.organisation),
    ]:
        assert not Introduction.objects.visible_to(person).exists(), person


def test_what_one_side_tells_of_it_is_not_for_the_other(proposed):
    owner = proposed.posting.organisation
    by_owner = Outcome.objects.create(introduction=proposed, result=Outcome.Result.NO_FIT, told_for=owner)
    by_desk = Outcome.objects.create(introduction=proposed, result=Outcome.Result.MET)
    assert set(Outcome.objects.visible_to(FacilitatorFactory())) == {by_owner, by_desk}
    assert list(Outcome.objects.visible_to(member_of(owner))) == [by_owner]
    for person in [member_of(proposed.other), member_of(OrganisationFactory()), *nobody_of_the_network(owner)]:
        assert not Outcome.objects.visible_to(person).exists(), person
