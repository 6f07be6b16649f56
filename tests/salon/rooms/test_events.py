"""What an open page is sent is the same whether the database was asked for it or it was ready with the post."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Organisation
from salon import bell
from salon.models import RoomEvent, Topic
from salon.rooms import changing, posting, topics
from salon.rooms.events import events_after
from tests.factories.salon import key, kinki, said, topic_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready(monkeypatch, django_assert_num_queries):
    """What came ready with each ring, by number; None where the database has to be asked."""
    found = {}
    monkeypatch.setattr(bell, "_ring", lambda room, seq, item: found.__setitem__((room, seq), item() if item else None))
    return found


def last(room, ready):
    room.refresh_from_db()
    return ready[room.pk, room.last_seq], events_after(room.pk, room.last_seq - 1)[0]


def test_a_plain_post_is_ready(ready):
    here, one, two = kinki()
    topic = topic_in(here, one, text="**太字** と https://example.org/ へのリンク")
    came, found = last(here, ready)
    assert came == found
    said(topic, two, text=f"{settings.SITE_URL}/ をごらんください")
    came, found = last(here, ready)
    assert came == found


def test_what_nobody_is_named_for_is_ready_too(ready):
    here, one, _ = kinki()
    topic = topic_in(here, one)
    voice = posting.Voice(None, "電話のかた", Organisation.objects.first())
    posting.post(person=one, topic=topic, text="電話で聞いた文", key=key(), voice=voice)
    came, found = last(here, ready)
    assert came == found
    assert "電話のかた" in came["html"]


def test_the_topic_is_as_it_is_now_and_not_as_it_was_when_the_page_was_opened(ready):
    here, one, two = kinki()
    opened = {"person": one, "room": here, "title": "質問の題", "text": "どうしていますか", "kind": Topic.Kind.QUESTION}
    old = posting.open_topic(**opened, key=key()).message.topic
    topics.set_state(one, Topic.objects.get(pk=old.pk), "answered", True)
    said(old, two)
    came, found = last(here, ready)
    assert came == found
    assert "解決" in came["state"]


def test_what_brings_more_than_its_text_is_asked_for(ready):
    here, one, two = kinki()
    topic = topic_in(here, one)
    first = topic.messages.get()
    posting.post(person=two, topic=topic, text="返事の文", key=key(), reply_to=first)
    assert last(here, ready)[0] is None
    posting.post(person=two, topic=topic, text=f"@{one.name} さん", key=key())
    assert last(here, ready)[0] is None
    assert RoomEvent.objects.filter(room=here).count() == 3


def test_plain_posts_are_read_in_one_question_and_others_in_a_few_however_many_there_are(django_assert_num_queries):
    here, one, two = kinki()
    topic = topic_in(here, one)
    for number in range(5):
        said(topic, two, text=f"文{number}")
    events_after(here.pk, 0)
    with django_assert_num_queries(1):
        assert len(events_after(here.pk, 0)) == 6
    for message in topic.messages.all():
        changing.react(one, message, "useful", True)
        posting.post(person=one, topic=topic, text="返事", key=key(), reply_to=message)
    with django_assert_num_queries(5):
        assert len(events_after(here.pk, 0)) > 12


def test_cards_of_our_own_pages_are_found_for_all_messages_together():
    here, one, two = kinki()
    topic = topic_in(here, one)

    def asked():
        with CaptureQueriesContext(connection) as questions:
            events_after(here.pk, 0)
        return len(questions)

    said(topic, two, text=f"{settings.SITE_URL}/ をごらんください")
    asked()
    before = asked()
    for _ in range(4):
        said(topic, two, text=f"{settings.SITE_URL}/ をごらんください")
    assert asked() == before


def test_who_knows_of_one_and_who_knows_of_no_end_are_told_the_same():
    here, one, _ = kinki()
    topic = topic_in(here, one)
    for number in range(3):
        said(topic, one, text=f"文{number}")
    everything = events_after(here.pk, 0)
    for item in everything:
        assert events_after(here.pk, item["seq"] - 1, item["seq"]) == [item]
        assert events_after(here.pk, 0, item["seq"])[: item["seq"]] == everything[: item["seq"]]
    # Told of what is not there (any more), nothing is found
    assert events_after(here.pk, len(everything), len(everything) + 1) == []
