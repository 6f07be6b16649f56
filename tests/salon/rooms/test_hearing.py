"""What of a room somebody hears of: levels, followed and muted topics. Everything stays readable."""

import pytest

from members import access
from salon.models import Following, Seat
from salon.rooms import hearing, reading
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, topic_in(here, one), topic_in(here, one, "二つめ")


def badges(person, here):
    """Of the room, and of each of its topics."""
    [room] = [room for room in reading.rooms_with_unread(person) if room == here]
    topics = {topic.pk: topic.unread for topic in reading.topics_with_unread(person, here)}
    assert all(room.heard.hears(pk) for pk, unread in topics.items() if unread)
    return room.unread, topics


def test_everything_raises_a_badge_until_a_topic_is_muted(place):
    here, one, two, first, second = place
    assert badges(two, here) == (2, {first.pk: 1, second.pk: 1})
    hearing.follow(two, first, False)
    assert badges(two, here) == (1, {first.pk: 0, second.pk: 1})
    assert reading.first_unread(two, first)
    said(first, two)
    assert badges(one, here)[0] == 1


def test_where_one_hears_of_what_concerns_oneself_only_followed_topics_raise_a_badge(place):
    here, _, two, first, second = place
    hearing.set_level(two, here, Seat.Level.CONCERNING)
    assert badges(two, here) == (0, {first.pk: 0, second.pk: 0})
    hearing.follow(two, second, True)
    assert badges(two, here) == (1, {first.pk: 0, second.pk: 1})


def test_where_one_hears_of_nothing_nothing_raises_a_badge(place):
    here, _, two, first, second = place
    hearing.follow(two, second, True)
    hearing.set_level(two, here, Seat.Level.NOTHING)
    assert badges(two, here) == (0, {first.pk: 0, second.pk: 0})


def test_who_opened_or_answered_follows_until_it_is_said_otherwise(place):
    _, one, two, first, _ = place
    assert hearing.follows(one, first) is True
    assert hearing.follows(two, first) is None
    said(first, two)
    assert hearing.follows(two, first) is True
    hearing.follow(two, first, False)
    said(first, two)
    hearing.take_part({(one.pk, first.pk), (two.pk, first.pk)})
    assert hearing.follows(two, first) is False
    assert Following.objects.get(person=one, topic=first).followed


def test_another_level_makes_no_socket_ask_for_its_rights_again(place):
    here, one, *_ = place
    hearing.set_level(one, here, Seat.Level.NOTHING)
    before = access.version()
    hearing.set_level(one, here, Seat.Level.ALL)
    assert hearing.level(one, here) == Seat.Level.ALL
    assert access.version() == before


def test_the_browser_is_told_what_the_server_counts(place):
    here, _, two, first, second = place
    heard = hearing.in_rooms(two, [here])[here.pk]
    assert (heard.but, heard.only) == (" ", None)
    hearing.follow(two, first, False)
    hearing.follow(two, second, True)
    assert hearing.in_rooms(two, [here])[here.pk].but == f" {first.pk} "
    hearing.set_level(two, here, Seat.Level.CONCERNING)
    assert hearing.in_rooms(two, [here])[here.pk].only == f" {second.pk} "
