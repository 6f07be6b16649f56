"""What is unread, for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Person
from salon.home import news
from salon.models import Room, Seat, Topic
from salon.moderation import moving
from salon.notices import digests
from salon.rooms import changing, hearing, reading
from tests.factories.members import FacilitatorFactory
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


def test_no_more_are_counted_than_a_badge_can_say(client):
    here, one, two = kinki()
    much, little = topic_in(here, one), topic_in(here, one, "二つめ")
    for _ in range(reading.COUNTED + 5):
        last = said(much, one)
    waiting = {topic.pk: topic.unread for topic in reading.waiting_topics(two)}
    assert waiting == {much.pk: reading.COUNTED, little.pk: 1}
    client.force_login(two)
    page = client.get(f"/salon/rooms/{here.slug}/").content.decode()
    assert page.count("99+") == 2, "in the list of rooms and of topics"
    # Of the last ones the number is known
    much.refresh_from_db()
    reading.mark_read(two, much, last.seq - 3)
    assert {topic.pk: topic.unread for topic in reading.waiting_topics(two)} == {much.pk: 3, little.pk: 1}


def counts(person, here):
    """What every list says of the room: rooms, topics, the first page, and one by one."""
    moment = timezone.now() - timedelta(days=1)
    in_topics = sum(topic.unread for topic in reading.topics_with_unread(person, here))
    first_page = sum(one.unread for one in news.since(person, moment))
    digest = sum(one.count for one in digests.missed(person, moment, timezone.now())[0])
    by_message = reading.unread_messages(person).count()
    return {unread(person).get(here.name, 0), in_topics, first_page, digest, by_message}


def test_what_can_be_read_no_more_is_not_unread_and_every_list_says_the_same():
    here, one, two = kinki()
    desk = FacilitatorFactory()
    topic = topic_in(here, one)
    second, third = said(topic, one), said(topic, one)
    assert counts(two, here) == {3}
    changing.withdraw(one, second)
    assert counts(two, here) == {2}
    changing.hide(desk, third, "わけ")
    assert counts(two, here) == {1}
    changing.show_again(desk, third)
    assert counts(two, here) == {2}
    changing.edit(one, third, "直した文")
    assert counts(two, here) == {2}
    other = topic_in(here, one, "二つめ")
    assert counts(two, here) == {3}
    moving.merge(desk, other, topic)
    assert counts(two, here) == {3}


def test_a_topic_in_which_nothing_can_be_read_any_more_has_no_first_unread():
    here, one, two = kinki()
    topic = topic_in(here, one)
    topic.refresh_from_db()
    reading.mark_read(two, topic, topic.last_seq)
    first, second = said(topic, one), said(topic, one)
    changing.withdraw(one, first)
    assert reading.first_unread(two, topic) == second.seq
    changing.withdraw(one, second)
    assert reading.first_unread(two, topic) is None
    assert reading.first_waiting(two, here) is None


def test_what_was_taken_back_brings_back_no_mark_when_topics_become_one():
    here, one, two = kinki()
    into, gone = topic_in(here, one), topic_in(here, one, "二つめ")
    taken = said(gone, one)
    changing.withdraw(one, taken)
    gone.refresh_from_db()
    reading.mark_read(two, gone, taken.seq - 1)
    last = said(into, one)
    into.refresh_from_db()
    reading.mark_read(two, into, last.seq)
    moving.merge(FacilitatorFactory(), gone, into)
    assert unread(two) == {}


def test_the_first_that_waits_in_a_room_is_the_oldest_one_hears_of():
    here, one, two = kinki()
    muted, first = topic_in(here, one), topic_in(here, one, "二つめ")
    topic_in(here, one, "三つめ")
    hearing.follow(two, muted, followed=False)
    assert reading.first_waiting(two, here) == first
    assert reading.first_waiting(outsider(), here) is None


def test_the_first_page_counts_nothing_of_a_topic_that_is_muted():
    here, one, two = kinki()
    hearing.follow(two, topic_in(here, one), followed=False)
    [new] = news.since(two, timezone.now() - timedelta(days=1))
    assert new.unread == 0


@pytest.mark.parametrize("was_here", [True, False])
def test_a_page_that_was_drawn_while_its_topic_went_to_another_room_hides_nothing_there(was_here):
    """Its numbers are those of a busy room, and would cover everything that is to come in a quiet one."""
    here, one, two = kinki()
    elsewhere = topic_in(here, one, "二つめ")
    for _ in range(10):
        said(elsewhere, one)
    topic = topic_in(here, one)
    first, last = topic.messages.get(), said(topic, one)
    topic.refresh_from_db()
    if was_here:
        reading.mark_read(two, topic, first.seq)
    moving.move_topic(FacilitatorFactory(), topic, room("雑談"))
    reading.mark_read(two, topic, last.seq)  # as it was looked up before
    topic = Topic.objects.select_related("room").get(pk=topic.pk)
    reading.mark_read(two, topic, topic.last_seq)
    said(topic, one)
    assert unread(two)["雑談"] == 1
