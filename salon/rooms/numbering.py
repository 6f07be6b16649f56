"""The numbers of a room's events: in the order of commits, without a gap. Each step is part of the caller's transaction."""

from django.db.models import F
from django.utils import timezone

from members.models import Person
from salon import bell
from salon.models import Message, Room, RoomEvent, Topic


class NotInRoom(Exception):
    """The person may not read, and so not write, in this room (any more)."""


class RoomClosed(Exception):
    """The secretariat closed the room: it is read, and nothing more is written there."""


def must_read(person: Person, room_id: int) -> None:
    """Asked with the room in hand, so that nobody is let in by what was true a moment ago. Raises NotInRoom."""
    if not Room.objects.visible_to(person).filter(pk=room_id).exists():
        raise NotInRoom


def must_write(person: Person, room_id: int) -> None:
    """As `must_read`, for who adds something. Raises NotInRoom, RoomClosed."""
    found = Room.objects.visible_to(person).filter(pk=room_id).values_list("closed_at")[:1]
    if not found:
        raise NotInRoom
    if found[0][0]:
        raise RoomClosed


def hold(person: Person, room_id: int) -> None:
    """Whoever changes something in a room waits here for who came before. Raises NotInRoom.

    PostgreSQL locks the row; on SQLite one transaction writes at a time anyway.
    """
    Room.objects.select_for_update().only("pk").get(pk=room_id)
    must_read(person, room_id)


def next_number(room_id: int) -> int:
    """Take the room's next number, and with it the room until the transaction ends."""
    Room.objects.filter(pk=room_id).update(last_seq=F("last_seq") + 1)
    return Room.objects.values_list("last_seq", flat=True).get(pk=room_id)


def record(kind: str, topic: Topic, message: Message | None = None) -> int:
    """Something is another than it was: give it a number, and ring for it after the commit."""
    seq = next_number(topic.room_id)
    RoomEvent.objects.create(room_id=topic.room_id, seq=seq, kind=kind, topic=topic, message=message, at=timezone.now())
    bell.ring(topic.room_id, seq)
    return seq
