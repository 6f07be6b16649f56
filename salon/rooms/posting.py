"""Posting: one transaction gives the message its number and stores it; the ring follows the commit.

Sending the same post again with the same key answers with the first message, however often and from
wherever it comes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model
from django.utils import timezone

from members.asked import asked
from members.models import Organisation, Person
from members.questions import changed, new, put, store
from salon import bell
from salon.models import Message, PostingKey, Room, RoomEvent, Topic
from salon.rooms import again, attaching, events, mentions, numbering
from salon.rooms.attaching import Attached
from salon.rooms.attaching import FilesGone as FilesGone
from salon.rooms.numbering import NotInRoom as NotInRoom
from salon.rooms.numbering import RoomClosed as RoomClosed
from salon.rooms.speaking import speaks_for as speaks_for
from salon.searching import index


class KeyConflict(Exception):
    """The key was used for another room, topic, kind of topic, text, organisation or answered message."""


class TopicClosed(Exception):
    """The secretariat closed the topic: nothing more is written there."""


class Moved(Exception):
    """The topic went elsewhere between looking it up and holding its room."""


class CannotAnswer(Exception):
    """What the post answers stands in another topic, or was taken back or hidden in the meantime."""


@dataclass(frozen=True)
class Posted:
    """What a post led to. `new` is False when the key had been used for this very post before."""

    message: Message
    new: bool


@dataclass(frozen=True)
class Voice:
    """Who says it, where that is not who types it: the author (or nobody), the name shown, and for whom."""

    author: Person | None
    name: str
    organisation: Organisation | None = None


def post(
    *,
    person: Person,
    topic: Topic,
    text: str,
    key: str,
    organisation: Organisation | None = None,
    reply_to: Message | None = None,
    voice: Voice | None = None,
    attached: Attached | None = None,
) -> Posted:
    """Add a message to `topic`; with a `voice` for somebody else, which is written beside it.

    Raises KeyConflict, NotInRoom, RoomClosed, TopicClosed, CannotAnswer, FilesGone.
    """
    return _once(person, topic.room, topic, "", text, key, organisation, reply_to, voice=voice, attached=attached)


def open_topic(
    *,
    person: Person,
    room: Room,
    title: str,
    text: str,
    key: str,
    organisation: Organisation | None = None,
    kind: str = Topic.Kind.TALK,
    voice: Voice | None = None,
    attached: Attached | None = None,
) -> Posted:
    """Open a topic with its first message. Raises KeyConflict, NotInRoom, RoomClosed, FilesGone."""
    return _once(person, room, None, title, text, key, organisation, kind=kind, voice=voice, attached=attached)


def is_known(person: Person, key: str) -> bool:
    return PostingKey.objects.filter(person=person, key=key).exists()


def came_before(
    *, person: Person, place: Room | int, key: str, title: str, text: str, kind: str, marks: Sequence[str]
) -> Message | None:
    """What this very post led to when it came first, whatever speaks against it by now.

    `place`: a room, or the number of the topic in the address.
    """
    used = PostingKey.objects.select_related("message__room").filter(person=person, key=key).first()
    is_same = used and used.fingerprint == _fingerprint(place, title, text, None, kind, marks)
    return used.message if used and is_same else None


def publish(*, room: Room, topic: Topic | None, title: str, text: str, name: str, kind: str) -> Message:
    """What nobody posted by name: no author, no organisation, no key, and so nothing that leads to anybody.

    `topic` None opens one. Raises RoomClosed, TopicClosed, Moved. The caller sees to it that it happens once.
    """
    called = mentions.in_text(room, text)
    with transaction.atomic():
        seq = numbering.next_number(room.pk)
        if topic:
            topic = Topic.objects.select_related("room").get(pk=topic.pk)
            _must_be_here(topic, room)
            _must_be_open(topic)
        elif Room.objects.filter(pk=room.pk, closed_at__isnull=False).exists():
            raise RoomClosed
        message, _event = _write(room, topic, seq, title, kind, {"author": None, "author_name": name, "text": text})
        mentions.store(message, called)
        bell.ring(room.pk, seq)
        return message


_places = asked(
    lambda person, topic, room, key: (
        Topic.objects.select_related("room")
        .filter(pk=topic)
        .annotate(
            may_read=Exists(Room.objects.visible_to(person).filter(pk=room)),
            is_known=Exists(PostingKey.objects.filter(person=person, key=key)),
        )
    )
)


def _once(
    person, room, topic, title, text, key, organisation, reply_to=None, kind=Topic.Kind.TALK, voice=None, attached=None
) -> Posted:
    attached = attached or Attached()
    fingerprint = _fingerprint(topic.pk if topic else room, title, text, voice, kind, attached.marks)
    # Before the room is held: finding names takes a moment
    called = mentions.in_text(room, text)
    is_inner = transaction.get_connection().in_atomic_block
    try:
        while True:
            # More may follow, also where somebody else's transaction goes on
            is_all = not (attached.names or called or is_inner)
            try:
                with transaction.atomic():
                    message, event = _store(
                        person, room, topic, title, text, key, organisation, reply_to, kind, voice, fingerprint, is_all
                    )
                    if called:
                        mentions.store(message, called)
                    attaching.hang(person, message, attached)
                    if attached.names:
                        index.messages([message])
                    bell.ring(room.pk, event.seq, partial(events.of_new, event) if is_all and not reply_to else None)
                    return Posted(message, new=True)
            except Moved:
                # Whoever writes on a page that did not hear of it yet, writes where the topic went
                topic, room = _place(topic)
                called = mentions.in_text(room, text)
    except IntegrityError:
        # The same key came before, or at the same moment: the number is given back
        if known := _known(person, key, fingerprint, topic, organisation, reply_to):
            return known
        raise


def _place(topic: Topic) -> tuple[Topic, Room]:
    """Where the topic stands now, and in which room."""
    topic = Topic.objects.select_related("room", "merged_into__room").get(pk=topic.pk)
    topic = topic.merged_into or topic
    return topic, topic.room


def _store(person, room, topic, title, text, key, organisation, reply_to, kind, voice, fingerprint, is_last):
    # The number first: it locks the room. What is asked after it is true until the end
    if topic:
        seq, [place] = put(numbering.taking(room.pk), _places.about(person, topic.pk, room.pk, key))
        topic = _held(place, room)
        room = topic.room
    else:
        seq = numbering.next_number(room.pk)
        if PostingKey.objects.filter(person=person, key=key).exists():
            raise IntegrityError("posted before")
        numbering.must_write(person, room.pk)
    if reply_to and not Message.objects.filter(pk=reply_to.pk, topic=topic, withdrawn_at=None, hidden_at=None).exists():
        raise CannotAnswer
    said = {"text": text, "reply_to": reply_to}
    if voice:
        said |= {"author": voice.author, "author_name": voice.name, "organisation": voice.organisation}
        said |= {"written_by": person, "written_by_name": person.name, "of_organisation": voice.author is None}
    else:
        organisation = organisation or next(iter(speaks_for(person, room)), None)
        said |= {"author": person, "author_name": person.name, "organisation": organisation}
    used = PostingKey(person=person, key=key, fingerprint=fingerprint)
    return _write(room, topic, seq, title, kind, said, used, is_last)


def _held(place: Topic, room: Room) -> Topic:
    """The topic as it is now that its room is held, unless something speaks against writing there."""
    if place.is_known:  # type: ignore[attr-defined]
        raise IntegrityError("posted before")
    # First: whether the person reads it is asked of the room where it stands
    _must_be_here(place, room)
    if not place.may_read:  # type: ignore[attr-defined]
        raise NotInRoom
    _must_be_open(place)
    return place


def _must_be_here(place: Topic, room: Room) -> None:
    if place.room_id != room.pk or place.merged_into_id:
        raise Moved


def _must_be_open(place: Topic) -> None:
    numbering.must_be_open(place.room)
    if place.closed_at:
        raise TopicClosed


def _write(
    room: Room,
    topic: Topic | None,
    seq: int,
    title: str,
    kind: str,
    said: dict,
    key: PostingKey | None = None,
    is_last: bool = False,
) -> tuple[Message, RoomEvent]:
    now, opens = timezone.now(), topic is None
    if topic is None:
        topic = Topic.objects.create(room=room, title=title, kind=kind, opened_by=said["author"], created_at=now)
    message = Message(room=room, topic=topic, seq=seq, created_at=now, **said)
    event = RoomEvent(room=room, seq=seq, kind=RoomEvent.Kind.POST, topic=topic, message=message, at=now)
    topic.last_seq, topic.last_post_at = seq, now
    rows: list[Model] = [message, event]
    if key:
        key.message = message
        rows.append(key)
    store(
        *map(new, rows),
        changed(topic, "last_seq", "last_post_at"),
        *index.posted(message, title if opens else ""),
        is_last=is_last,
    )
    return message, event


def _known(person, key, fingerprint, topic, organisation, reply_to) -> Posted | None:
    of_message = ("message__topic", "message__room", "message__organisation", "message__reply_to")
    used = PostingKey.objects.select_related(*of_message).filter(person=person, key=key).first()
    if used is None:
        return None
    first = used.message
    is_same = used.fingerprint == fingerprint and again.is_same(first, person, topic, organisation, reply_to)
    if not is_same:
        raise KeyConflict
    return Posted(first, new=False)


def _fingerprint(place: Room | int, title: str, text: str, voice: Voice | None, kind: str, marks: Sequence[str]) -> str:
    # Not the room of a topic: the same post comes again after the topic was moved
    parts = [str(place.pk), ""] if isinstance(place, Room) else ["", str(place)]
    parts += [title, text]
    if voice:
        parts += [voice.name, str(voice.author.pk if voice.author else ""), str(voice.organisation)]
    if isinstance(place, Room) and kind != Topic.Kind.TALK:
        parts.append(kind)
    parts += marks
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
