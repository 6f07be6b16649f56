"""Whoever is excluded, deleted or loses membership holds no seat: whoever waits longest has it a moment later, and is told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from members.mail import schedule
from members.models import Affiliation, Person
from salon.gatherings import attending, freeing, opening
from salon.models import Room
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import excluded, gathering_in, kinki

pytestmark = pytest.mark.django_db


def shut(person):
    person.is_active = False
    person.save()


WAYS_OUT = {
    "excluded from the room": lambda person, gathering: excluded(person, gathering.room),
    "excluded from all": lambda person, gathering: excluded(person, None),
    "deleted": lambda person, gathering: Person.objects.get(pk=person.pk).delete(),
    "shut": lambda person, gathering: shut(person),
    "no member any more": lambda person, gathering: Affiliation.objects.filter(person=person).delete(),
}


@pytest.fixture
def place():
    """One seat: the first has it, the second and the third wait."""
    here, one, two = kinki()
    third = member_of(two.organisations().get(), name="三人目")
    gathering = gathering_in(here, FacilitatorFactory(), seats=1)
    for person in (one, two, third):
        attending.join(person, gathering)
    return gathering, one, two, third


def coming(gathering):
    return [one.person.name for one in gathering.attendances.coming().select_related("person")]


def told():
    schedule.tick()
    return [message.to for message in mail.outbox if "空きが出ました" in message.subject]


@pytest.mark.parametrize("way", WAYS_OUT)
def test_the_seat_goes_to_who_waits_longest(place, way):
    gathering, one, two, _third = place
    assert freeing.hand_over() == 0
    before = freeing.who_may()
    WAYS_OUT[way](one, gathering)
    assert freeing.who_may() != before, "or the clock would not look"
    assert freeing.hand_over() == 1
    assert coming(gathering) == [two.name]
    assert told() == [[two.email]]
    assert freeing.hand_over() == 0, "once"


def test_also_when_the_membership_ends_by_the_calendar(place, time_machine):
    gathering, one, two, _third = place
    Affiliation.objects.filter(person=one).update(until=timezone.localdate())
    before = freeing.who_may()
    assert freeing.hand_over() == 0
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    assert freeing.who_may() != before
    freeing.hand_over()
    assert coming(gathering) == [two.name]


def test_it_goes_past_who_may_not_come_either_and_who_comes_back_asks_anew(place):
    gathering, one, two, third = place
    mine, theirs = excluded(one, gathering.room), excluded(two, gathering.room)
    freeing.hand_over()
    assert coming(gathering) == [third.name]
    for exclusion in (mine, theirs):
        exclusion.delete()
    assert freeing.hand_over() == 0
    assert coming(gathering) == [third.name]
    assert attending.join(one, gathering).is_waiting
    assert [waiting.person for waiting in gathering.attendances.waiting()] == [two, one]


def test_who_may_come_again_has_the_seat_that_nobody_took(place):
    gathering, one, two, third = place
    attending.step_back(third, gathering)
    theirs = excluded(two, gathering.room)
    attending.step_back(one, gathering)
    assert coming(gathering) == []
    theirs.delete()
    freeing.hand_over()
    assert coming(gathering) == [two.name]


def test_a_gathering_of_the_whole_network_is_kept_so_too_and_a_cancelled_one_stays(place):
    _gathering, one, two, _third = place
    desk = FacilitatorFactory()
    open_one, cancelled = gathering_in(None, desk, seats=1), gathering_in(None, desk, seats=1)
    for person in (one, two):
        attending.join(person, open_one)
        attending.join(person, cancelled)
    opening.cancel(desk, cancelled, "雨")
    excluded(one, Room.objects.get(kind=Room.Kind.SMALL_TALK))
    freeing.hand_over()
    assert coming(open_one) == [one.name], "of one room is not of all"
    excluded(one, None)
    freeing.hand_over()
    assert coming(open_one) == [two.name]
    assert coming(cancelled) == [one.name]
