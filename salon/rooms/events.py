"""What happened in a room since a number. Socket and HTTP give the same items, made here."""

from typing import TypedDict

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.asked import asked
from members.language import in_japanese
from salon.models import Attachment, Mention, Message, Poll, Reaction, Room, RoomEvent, Topic
from salon.models.messages import topic_address
from salon.rooms import previews, summaries
from salon.rooms.rendering import message_html, topic_state_html, with_all

PAGE = 200


class Item(TypedDict):
    """One event as a client gets it; docs/realtime.md describes every key."""

    seq: int
    kind: str
    topic: int
    title: str
    url: str
    message: str | None
    author: int | None
    by: str
    at: str
    html: str
    state: str
    summary: str


def head(room_id: int) -> int:
    """Number of the newest event, 0 in a room without any. Raises Room.DoesNotExist."""
    return Room.objects.values_list("last_seq", flat=True).get(pk=room_id)


def heads(room_ids: list[int]) -> dict[int, int]:
    """Newest event number of each of these rooms; one query."""
    return dict(Room.objects.filter(pk__in=room_ids).values_list("pk", "last_seq"))


# What a render asks of a message beyond its own row
_more = [
    Exists(found.filter(message=OuterRef("message")))
    for found in (Reaction.objects, Mention.objects, Attachment.objects, Poll.objects)
]
_whole = RoomEvent.objects.select_related("room", "topic", "message__topic", "message__organisation").annotate(
    has_more=Q(message__reply_to__isnull=False) | Q(*_more, _connector=Q.OR)
)
_after = asked(lambda room, after: _whole.filter(room=room, seq__gt=after).order_by("seq")[:PAGE])
# PostgreSQL keeps its plan for one; for any number of them it makes one anew each time, which takes longer than the answer
_at = asked(lambda room, seq: _whole.filter(room=room, seq=seq))


def events_after(room_id: int, after: int, to: int | None = None) -> list[Item]:
    """At most PAGE events with a number above `after`, in order; `to` is the last one of which the caller knows."""
    events = _at(room_id, after + 1) if to == after + 1 else _after(room_id, after)
    whole = [event.message_id for event in events if event.message_id and event.has_more]  # type: ignore[attr-defined]
    found = with_all(Message.objects.select_related("topic")).in_bulk(whole) if whole else {}
    for event in events:
        if event.message_id in found:
            event.message = found[event.message_id]
    _complete([event for event in events if event.message_id not in found])
    return [_item(event) for event in events]


def of_new(event: RoomEvent) -> Item:
    """The event of a message that was stored just now: as `events_after` would find it, without a question.

    Only for one without files, calls, an answered message or a poll; its topic is as it was with the room in hand.
    """
    _complete([event])
    return _item(event)


def _complete(events: list[RoomEvent]) -> None:
    """Make messages to which nothing more belongs than their row what `with_all` makes of them, without asking for it."""
    plain = [(event.message, event.room) for event in events if event.message]
    for message, room in plain:
        message._prefetched_objects_cache = {"reactions": [], "mentions": [], "attachments": []}  # type: ignore[attr-defined]
        Message.poll.related.set_cached_value(message, None)
        if message.room_id == room.pk:
            message.room = room
    previews.attach([message for message, _room in plain])


@in_japanese
def _item(event: RoomEvent) -> Item:
    message = event.message
    topic = message.topic if message else event.topic
    if topic.room_id != event.room_id or topic.merged_into_id:
        return _away(event, topic)
    # What came from another room has got its number here with this event, as if it had been written
    came = message is not None and message.seq == event.seq
    return {
        "seq": event.seq,
        "kind": RoomEvent.Kind.POST if came else event.kind,
        "topic": topic.pk,
        "title": topic.title,
        "url": topic_address(event.room.slug, topic.pk),
        "message": str(message.public_id) if message else None,
        "author": message.author_id if message else None,
        "by": message.author_name if message else "",
        "at": date_format(timezone.localtime(message.created_at if message else event.at), _("n月j日 H:i")),
        "html": message_html(message) if message else "",
        "state": topic_state_html(topic),
        "summary": summaries.html(summaries.of(topic)) if event.kind == RoomEvent.Kind.TOPIC else "",
    }


def _away(event: RoomEvent, topic: Topic) -> Item:
    """Whatever happened once: this is not in the room any more, and no word of it reaches those who are."""
    name = str(event.message.public_id) if event.message else None
    nothing = dict.fromkeys(("title", "url", "by", "at", "html", "state", "summary"), "")
    return Item(seq=event.seq, kind="away", topic=topic.pk, message=name, author=None, **nothing)  # type: ignore[typeddict-item]
