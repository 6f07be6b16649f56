"""The last seat is given once; who steps back makes room for who waits longest, and that person is told."""

from functools import partial

import pytest
from django.core import mail

from members.mail import schedule
from members.models import Affiliation
from salon.gatherings import attending, opening
from salon.models import Attendance, Gathering
from tests.at_once import at_once
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import gathering_in, kinki, outsider

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, FacilitatorFactory()


def states(gathering):
    return dict(gathering.attendances.values_list("person__name", "state"))


def test_joining_twice_is_joining_once_and_keeps_the_organisation(place):
    here, one, _two, desk = place
    gathering = gathering_in(here, desk)
    first, again = attending.join(one, gathering), attending.join(one, gathering)
    assert (first.pk, first.at) == (again.pk, again.at)
    assert first.organisation == one.organisations().get()
    attending.step_back(one, gathering)
    attending.step_back(one, gathering)
    assert states(gathering) == {one.name: "declined"}
    assert Attendance.objects.count() == 1


def test_who_finds_it_full_waits_and_gets_the_seat_in_turn_and_is_told(place):
    here, one, two, desk = place
    third = member_of(two.organisations().get(), name="三人目")
    gathering = gathering_in(here, desk, seats=1)
    for person in (one, two, third):
        attending.join(person, gathering)
    assert states(gathering) == {one.name: "coming", two.name: "waiting", "三人目": "waiting"}
    attending.step_back(one, gathering)
    assert states(gathering) == {one.name: "declined", two.name: "coming", "三人目": "waiting"}
    # Who comes back stands at the end
    attending.join(one, gathering)
    assert [waiting.person for waiting in gathering.attendances.waiting()] == [third, one]
    schedule.tick()
    [message] = [one for one in mail.outbox if "空きが出ました" in one.subject]
    assert message.to == [two.email]


def test_who_waits_and_steps_back_gives_nobody_a_seat(place):
    here, one, two, desk = place
    gathering = gathering_in(here, desk, seats=1)
    attending.join(one, gathering)
    attending.join(two, gathering)
    attending.step_back(two, gathering)
    assert states(gathering) == {one.name: "coming", two.name: "declined"}


def test_who_has_left_the_room_gets_no_seat(place):
    here, one, two, desk = place
    third = member_of(OrganisationFactory(prefecture="京都府"), name="三人目")
    gathering = gathering_in(here, desk, seats=1)
    for person in (one, two, third):
        attending.join(person, gathering)
    Affiliation.objects.filter(person=two).delete()
    attending.step_back(one, gathering)
    assert states(gathering) == {one.name: "declined", two.name: "waiting", "三人目": "coming"}


def test_who_may_not_see_it_cannot_join_and_nobody_joins_what_is_over(place):
    here, one, _two, desk = place
    gathering = gathering_in(here, desk)
    with pytest.raises(Gathering.DoesNotExist):
        attending.join(outsider(), gathering)
    opening.cancel(desk, gathering, "雨")
    with pytest.raises(attending.Over):
        attending.join(one, gathering)
    with pytest.raises(attending.Over):
        attending.step_back(one, gathering)
    assert not Attendance.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_as_many_come_as_there_are_seats():
    here, one, _two = kinki()
    people = [member_of(one.organisations().get()) for _ in range(6)]
    gathering = gathering_in(here, FacilitatorFactory(), seats=2)
    at_once(*(partial(attending.join, person, gathering) for person in people))
    assert gathering.attendances.coming().count() == 2
    assert gathering.attendances.waiting().count() == 4
    # Two go while one who comes presses twice: their seats are given once each
    gone = [attendance.person for attendance in gathering.attendances.coming()]
    at_once(
        *(partial(attending.step_back, person, gathering) for person in gone),
        *(partial(attending.join, one, gathering) for _ in range(2)),
    )
    assert gathering.attendances.coming().count() == 2
    assert gathering.attendances.waiting().count() == 3
    assert gathering.attendances.filter(person=one).count() == 1
