"""What is unread, for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Person
from salon.models import Room, Seat
from salon.rooms import reading
from tests.factories.salon import kinki, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db


def unread(person):
    return {here.name: here.unread for here in reading.rooms_with_unread(person) if here.unread}


def test_what_others_write_is_unread_until_the_topic_is_read():
    here, one, two = kinki()
    topic = topic_in(here, one)
    message = said(topic, one)
    assert unread(two) == {"近畿": 2}
    assert unread(one) == {}
    topic.refresh_from_db()
    reading.mark_read(two, topic, message.seq)
    assert unread(two) == {}


def test_reading_one_topic_does_not_read_the_other():
    here, one, two = kinki()
    first, second = topic_in(here, one), topic_in(here, one, "二つめ")
    second.refresh_from_db()
    reading.mark_read(two, second, second.last_seq)
    assert {topic.pk: topic.unread for topic in reading.topics_with_unread(two, here)} == {first.pk: 1, second.pk: 0}


def test_a_mark_never_goes_back_and_never_past_the_newest_post():
    here, one, two = kinki()
    topic = topic_in(here, one)
    topic.refresh_from_db()
    reading.mark_read(two, topic, 10**18)
    reading.mark_read(two, topic, 0)
    assert unread(two) == {}
    said(topic, one)
    assert unread(two) == {"近畿": 1}


def test_the_floor_of_the_seat_counts_as_read():
    here, one, two = kinki()
    topic_in(here, one)
    Seat.objects.create(person=two, room=here, floor=Room.objects.get(pk=here.pk).last_seq)
    assert unread(two) == {}


def test_what_was_said_before_somebody_joined_is_not_unread():
    here, one, two = kinki()
    topic_in(here, one)
    Person.objects.filter(pk=two.pk).update(date_joined=timezone.now() + timedelta(seconds=1))
    two.refresh_from_db()
    assert unread(two) == {}


def test_unread_counts_nothing_of_rooms_one_may_not_read():
    here, one, _ = kinki()
    stranger = outsider()
    topic_in(here, one)
    topic_in(room("雑談"), one)
    assert unread(stranger) == {"雑談": 1}


def test_the_first_unread_message_is_known():
    here, one, two = kinki()
    topic = topic_in(here, one)
    topic.refresh_from_db()
    reading.mark_read(two, topic, topic.last_seq)
    first, _ = said(topic, one), said(topic, one)
    assert reading.first_unread(two, topic) == first.seq
