"""What came of it: told by either side or the desk, once a press, only of what was joined."""

import pytest
from django.utils import timezone

from salon.desk import introducing, outcomes
from salon.models import Introduction, IntroductionSide, Outcome
from tests.factories.desk import introduction
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed():
    owner, other = OrganisationFactory(), OrganisationFactory()
    member_of(owner), member_of(other)
    return introduction(owner, other)


def join(proposed):
    for side in proposed.sides.all():
        introducing.answer(side, side.organisation.affiliations.get().person, IntroductionSide.Answer.YES)
    proposed.refresh_from_db()


def tell(proposed, result=Outcome.Result.MET, organisation=None):
    told = outcomes.tell(
        introduction=proposed,
        person=FacilitatorFactory(),
        organisation=organisation,
        result=result,
        note="",
        day=timezone.localdate(),
    )
    proposed.refresh_from_db()
    return told


def test_nothing_comes_of_what_was_not_joined(proposed):
    assert tell(proposed) is None
    assert not Outcome.objects.exists() and proposed.is_waiting


def test_a_result_ends_the_waiting_and_leaves_the_room(proposed):
    join(proposed)
    tell(proposed)
    assert proposed.state == Introduction.State.DONE and proposed.room is not None


def test_no_contact_yet_stays_on_the_list(proposed):
    join(proposed)
    tell(proposed, Outcome.Result.NO_CONTACT)
    assert proposed.state == Introduction.State.AGREED


def test_the_same_press_twice_is_one_result_and_a_later_one_adds_to_it(proposed):
    join(proposed)
    tell(proposed), tell(proposed), tell(proposed, Outcome.Result.STARTED)
    assert [one.result for one in proposed.outcomes.order_by("pk")] == ["met", "started"]


def test_both_sides_and_the_desk_can_each_tell(proposed):
    join(proposed)
    for organisation in (proposed.posting.organisation, proposed.other, None):
        tell(proposed, organisation=organisation)
    assert proposed.outcomes.count() == 3
