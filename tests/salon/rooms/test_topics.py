"""A topic has a kind and a state; who opened it says when a question is answered, the desk pins and closes."""

import pytest
from django.utils import timezone

from salon.models import Message, Room, Topic
from salon.rooms import posting, reading, topics
from salon.rooms.changing import NotYours
from salon.rooms.events import events_after, head
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import key, kinki, outsider, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    topic = posting.open_topic(
        person=one, room=here, title="どうしていますか", text="文", key=key(), kind=Topic.Kind.QUESTION
    ).message.topic
    return topic, one, two


def test_a_change_is_an_event_once(place):
    topic, one, _ = place
    for _time in range(2):
        topics.set_state(one, topic, "answered", True)
    [event] = events_after(topic.room_id, head(topic.room_id) - 1)
    assert (event["kind"], event["topic"], event["message"]) == ("topic", topic.pk, None)
    assert "解決" in event["state"]
    assert topic.room.events.count() == head(topic.room_id) == 2


def test_who_opened_it_and_the_desk_say_that_it_is_answered(place):
    topic, one, two = place
    with pytest.raises(NotYours):
        topics.set_state(two, topic, "answered", True)
    topics.set_state(FacilitatorFactory(), topic, "answered", True)
    topics.set_state(one, topic, "answered", False)
    topic.refresh_from_db()
    assert topic.answered_at is None


@pytest.mark.parametrize("state", ["pinned", "closed"])
def test_only_the_desk_pins_and_closes(place, state):
    topic, one, _ = place
    with pytest.raises(NotYours):
        topics.set_state(one, topic, state, True)
    topics.set_state(FacilitatorFactory(), topic, state, True)
    topic.refresh_from_db()
    assert getattr(topic, topics.STATES[state])


def test_only_a_question_is_answered(place):
    topic, one, _ = place
    topics.set_state(one, topic, "answered", True)
    topics.name(one, topic, "いい話", Topic.Kind.PRACTICE)
    topic.refresh_from_db()
    assert (topic.title, topic.answered_at) == ("いい話", None)
    with pytest.raises(NotYours):
        topics.set_state(one, topic, "answered", True)


def test_who_may_not_read_the_room_changes_nothing(place):
    topic, _, _ = place
    with pytest.raises(posting.NotInRoom):
        topics.name(outsider(), topic, "よその題", Topic.Kind.TALK)
    topic.refresh_from_db()
    assert topic.title == "どうしていますか"


def test_nothing_more_is_written_in_a_closed_topic_and_what_was_acknowledged_stays_so(place):
    topic, one, _ = place
    sent = posting.post(person=one, topic=topic, text="終わる前", key="key-aaaa").message
    topics.set_state(FacilitatorFactory(), topic, "closed", True)
    with pytest.raises(posting.TopicClosed):
        said(topic, one)
    assert posting.post(person=one, topic=topic, text="終わる前", key="key-aaaa").message == sent


def test_pinned_topics_stand_first(place):
    topic, one, two = place
    newer = topic_in(topic.room, two)
    assert list(reading.topics_with_unread(one, topic.room)) == [newer, topic]
    topics.set_state(FacilitatorFactory(), topic, "pinned", True)
    assert list(reading.topics_with_unread(one, topic.room)) == [topic, newer]


def test_the_form_that_was_sent_to_a_closed_topic_keeps_what_was_typed(client, place):
    topic, one, _ = place
    client.force_login(one)
    topics.set_state(FacilitatorFactory(), topic, "closed", True)
    address = f"/salon/rooms/{topic.room.slug}/topics/{topic.pk}/"
    assert "この話題は終了しました" in client.get(address).text
    answer = client.post(address, {"body": "もう遅い文"})
    assert answer.status_code == 409
    assert "もう遅い文" in answer.text
    assert not Message.objects.filter(text="もう遅い文").exists()


def test_a_title_has_no_signs_that_nobody_sees(client, place):
    topic, one, _ = place
    client.force_login(one)
    address = f"/salon/rooms/{topic.room.slug}/topics/{topic.pk}/edit/"
    client.post(address, {"title": "\u202e\u200b夏の会 ", "kind": "talk"})
    topic.refresh_from_db()
    assert topic.title == "夏の会"
    assert client.post(address, {"title": "夏\x00", "kind": "talk"}).status_code == 422
    assert client.post(address, {"title": "\u200b", "kind": "talk"}).status_code == 422


def test_names_and_states_are_changed_with_forms(client, place):
    topic, one, two = place
    client.force_login(one)
    address = f"/salon/rooms/{topic.room.slug}/topics/{topic.pk}/"
    assert "解決した</button>" in client.get(address).text
    assert "解決" in client.post(f"{address}answered/", {"on": "1"}, follow=True).text
    assert client.post(f"{address}edit/", {"title": "", "kind": "question"}).status_code == 422
    assert client.post(f"{address}edit/", {"title": "題", "kind": "poem"}).status_code == 422
    client.post(f"{address}edit/", {"title": "よい題", "kind": "practice"})
    topic.refresh_from_db()
    assert (topic.title, topic.kind) == ("よい題", "practice")
    assert client.post(f"{address}pinned/", {"on": "1"}).status_code == 404
    assert client.post(f"{address}burnt/", {"on": "1"}).status_code == 404
    client.force_login(two)
    assert client.get(f"{address}edit/").status_code == 404


def test_in_a_closed_room_only_the_secretariat_takes_a_title_away(place, client):
    topic, one, _two = place
    Room.objects.filter(pk=topic.room_id).update(closed_at=timezone.now())
    client.force_login(one)
    where = f"/salon/rooms/{topic.room.slug}/topics/{topic.pk}/edit/"
    page = client.post(where, {"title": "終了後の題", "kind": "talk"})
    assert (page.status_code, "このルームは終了しました" in page.text, "終了後の題" in page.text) == (422, True, True)
    topics.name(FacilitatorFactory(), topic, "消した題", topic.kind)
    topic.refresh_from_db()
    assert topic.title == "消した題"
