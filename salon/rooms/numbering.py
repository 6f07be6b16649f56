"""The numbers of a room's events: in the order of commits, without a gap. Each step is part of the caller's transaction."""

from collections.abc import Sequence

from django.utils import timezone

from members.models import Person
from members.questions import Question, put
from salon import bell
from salon.models import Message, Room, RoomEvent, Topic
from salon.searching import index


class NotInRoom(Exception):
    """The person may not read, and so not write, in this room (any more)."""


class RoomClosed(Exception):
    """The secretariat closed the room: it is read, and nothing more is written there."""


class NotYours(Exception):
    """Only its author changes a message, and only who opened a topic names it; the rest is the secretariat's."""


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


def must_be_open(room: Room) -> None:
    """Asked of a room that is held. Raises RoomClosed."""
    if room.closed_at:
        raise RoomClosed


def hold(person: Person, *room_ids: int) -> None:
    """Whoever changes something in a room waits here for who came before. Raises NotInRoom.

    PostgreSQL locks the rows, of several rooms always in the same order; on SQLite one transaction writes at a time anyway.
    """
    list(Room.objects.select_for_update().filter(pk__in=room_ids).order_by("pk").values_list("pk", flat=True))
    for room_id in room_ids:
        must_read(person, room_id)


def taking(room_id: int, count: int = 1) -> Question[int]:
    """Take the room's next `count` numbers, and with them the room until the transaction ends. The answer: the first."""
    # Both databases give back what they have raised; Django would ask a second time
    sql = "UPDATE salon_room SET last_seq = last_seq + %s WHERE id = %s RETURNING last_seq"
    return Question(sql, [count, room_id], lambda rows: rows[0][0] - count + 1)


def next_number(room_id: int) -> int:
    return next_numbers(room_id, 1)


def next_numbers(room_id: int, count: int) -> int:
    [first] = put(taking(room_id, count))
    return first


def record(kind: str, topic: Topic, message: Message | None = None, *, room_id: int | None = None) -> int:
    """Something is another than it was: give it a number, ring for it after the commit, and let it be found as it is now.

    It happened in the topic's room, or in `room_id`, which the topic has left.
    """
    return record_all(kind, topic, [message], room_id=room_id)


def record_all(kind: str, topic: Topic, messages: Sequence[Message | None], *, room_id: int | None = None) -> int:
    """The same for several messages, one number after the other. Returns the first of them."""
    room_id = room_id or topic.room_id
    first, now = next_numbers(room_id, len(messages)), timezone.now()
    RoomEvent.objects.bulk_create(
        RoomEvent(room_id=room_id, seq=seq, kind=kind, topic=topic, message=message, at=now)
        for seq, message in enumerate(messages, first)
    )
    _let_it_be_found(kind, topic, messages)
    bell.ring(room_id, first + len(messages) - 1)
    return first


def _let_it_be_found(kind: str, topic: Topic, messages: Sequence[Message | None]) -> None:
    if kind == RoomEvent.Kind.MOVE:
        index.whole_topic(topic)
    elif changed := [message for message in messages if message]:
        index.messages(changed)
    else:
        index.topic_name(topic)
