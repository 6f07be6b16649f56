"""What is new: topics of my rooms in which others wrote, and nothing of any other room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from salon.home import news
from salon.moderation import announcing
from salon.rooms import changing
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db


def lately():
    return timezone.now() - timedelta(hours=1)


def test_a_topic_says_how_many_wrote_and_who_last():
    here, one, two = kinki()
    topic = topic_in(here, one, "題", "自分の文")
    said(topic, two)
    said(topic, two)
    [new] = news.since(one, lately())
    assert (new.topic, new.posts, new.first, new.others, new.unread) == (topic, 2, "兵庫のひと（兵庫の団体）", 0, 2)


def test_what_one_wrote_oneself_or_was_taken_back_is_not_new():
    here, one, two = kinki()
    topic_in(here, one)
    changing.withdraw(two, topic_in(here, two).messages.get())
    assert news.since(one, lately()) == []


def test_an_announcement_to_all_rooms_is_told_once_and_leaves_room_for_the_others():
    here, one, two = kinki()
    desk = FacilitatorFactory()
    topic = topic_in(here, two)
    announcing.announce(desk, [here, room("雑談")], "年末のお休み", "事務局はお休みします。", "key-of-the-announcement")
    assert sorted(new.topic.title for new in news.since(one, lately())) == sorted(["年末のお休み", topic.title])


def test_what_was_said_before_is_not_new_and_what_was_read_stays_listed():
    here, one, two = kinki()
    topic = topic_in(here, two)
    assert news.since(one, timezone.now()) == []
    from salon.rooms.reading import mark_read

    topic.refresh_from_db()
    mark_read(one, topic, topic.last_seq)
    [new] = news.since(one, lately())
    assert new.unread == 0


def test_nobody_hears_of_a_room_that_is_not_theirs():
    here, one, two = kinki()
    topic_in(here, two, "ひみつの題")
    assert news.since(outsider(), lately()) == []
    assert len(news.since(one, lately())) == 1
