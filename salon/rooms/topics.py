"""What a topic is called and where it stands. Each change is an event of the room; the same again changes nothing."""

from django.db import transaction
from django.utils import timezone

from members.models import Person
from salon.models import RoomEvent, Topic
from salon.rooms import numbering
from salon.rooms.changing import NotYours

# A state of a topic, by the name in its address, and the field that says since when
STATES = {"answered": "answered_at", "pinned": "pinned_at", "closed": "closed_at"}


def may_name(person: Person, topic: Topic) -> bool:
    return person.is_facilitator or topic.opened_by_id == person.pk


def may_set(person: Person, topic: Topic, state: str) -> bool:
    if state == "answered":
        return topic.kind == Topic.Kind.QUESTION and may_name(person, topic)
    return person.is_facilitator


def set_state(person: Person, topic: Topic, state: str, on: bool) -> None:
    """Answered or not, pinned or not, closed or not. Raises NotYours, NotInRoom; KeyError for another state."""
    field = STATES[state]
    with transaction.atomic():
        topic = _held(person, topic)
        if not may_set(person, topic, state):
            raise NotYours
        if bool(getattr(topic, field)) == on:
            return
        setattr(topic, field, timezone.now() if on else None)
        topic.save(update_fields=[field])
        numbering.record(RoomEvent.Kind.TOPIC, topic)


def name(person: Person, topic: Topic, title: str, kind: str) -> None:
    """Another title or kind. What is no question is not answered either. Raises NotYours, NotInRoom."""
    with transaction.atomic():
        topic = _held(person, topic)
        if not may_name(person, topic):
            raise NotYours
        if (topic.title, topic.kind) == (title, kind):
            return
        topic.title, topic.kind = title, kind
        if kind != Topic.Kind.QUESTION:
            topic.answered_at = None
        topic.save(update_fields=["title", "kind", "answered_at"])
        numbering.record(RoomEvent.Kind.TOPIC, topic)


def _held(person: Person, topic: Topic) -> Topic:
    numbering.hold(person, topic.room_id)
    return Topic.objects.select_related("room").get(pk=topic.pk)
