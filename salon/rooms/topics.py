"""What a topic is called and where it stands. Each change is an event of the room; the same again changes nothing."""

from django.db import transaction
from django.utils import timezone

from members.models import Person
from salon.models import Deed, RoomEvent, Topic
from salon.rooms import logbook, numbering
from salon.rooms.changing import NotYours

# A state of a topic, by the name in its address, and the field that says since when
STATES = {"answered": "answered_at", "pinned": "pinned_at", "closed": "closed_at"}
# What of it is written down
DEEDS = {
    ("pinned", True): Deed.Kind.PIN,
    ("pinned", False): Deed.Kind.UNPIN,
    ("closed", True): Deed.Kind.CLOSE,
    ("closed", False): Deed.Kind.REOPEN,
}


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
        topic = held(person, topic)
        if not may_set(person, topic, state):
            raise NotYours
        if bool(getattr(topic, field)) == on:
            return
        setattr(topic, field, timezone.now() if on else None)
        topic.save(update_fields=[field])
        numbering.record(RoomEvent.Kind.TOPIC, topic)
        if deed := DEEDS.get((state, on)):
            logbook.write(person, deed, topic=topic)


def name(person: Person, topic: Topic, title: str, kind: str) -> None:
    """Another title or kind. What is no question is not answered either. Raises NotYours, NotInRoom, RoomClosed."""
    with transaction.atomic():
        topic = held(person, topic)
        if not may_name(person, topic):
            raise NotYours
        # A title may tell too much: the secretariat takes it away as it hides a message
        if not person.is_facilitator:
            numbering.must_be_open(topic.room)
        if (topic.title, topic.kind) == (title, kind):
            return
        topic.title, topic.kind = title, kind
        if kind != Topic.Kind.QUESTION:
            topic.answered_at = None
        topic.save(update_fields=["title", "kind", "answered_at"])
        numbering.record(RoomEvent.Kind.TOPIC, topic)
        if topic.opened_by_id != person.pk:
            logbook.write(person, Deed.Kind.NAME, topic=topic, person=topic.opened_by)


def held(person: Person, topic: Topic) -> Topic:
    """The topic as it is now, with its room held until the transaction ends. Raises NotInRoom."""
    numbering.hold(person, topic.room_id)
    now = Topic.objects.standing().select_related("room").filter(pk=topic.pk, room=topic.room_id).first()
    if now is None:  # it was moved away a moment ago
        raise numbering.NotInRoom
    return now
