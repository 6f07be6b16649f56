"""A message goes to another topic, a topic to another room, two topics become one. By the secretariat.

Within a room a message keeps its number, and so its place in the order of writing. In another room it gets a new one, as
everything that happens there. What happened in the old room keeps its numbers too, but says nothing any more:
`salon.rooms.events` tells those who are there only that it is away.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from members.models import Person
from salon import bell
from salon.models import Deed, Message, Room, RoomEvent, Topic
from salon.moderation import carrying
from salon.rooms import logbook, numbering
from salon.rooms.changing import NotYours
from salon.searching import index


class StandsElsewhere(Exception):
    """It was moved in the meantime, by whoever pressed first."""


def move_message(
    person: Person, message: Message, *, to: Topic | None = None, title: str = "", with_answers: bool = False
) -> Topic:
    """To topic `to` of the same room, or to a new one named `title`. Returns the topic.

    Raises NotYours, NotInRoom, StandsElsewhere.
    """
    with transaction.atomic():
        numbering.hold(person, message.room_id)
        _by_the_desk(person)
        now = Message.objects.select_related("topic__room", "author").get(pk=message.pk)
        if now.topic_id != message.topic_id or now.room_id != message.room_id:
            raise StandsElsewhere
        moved = [now, *_answers(now)] if with_answers else [now]
        if to is None:
            opens = not Message.objects.filter(topic=now.topic_id, seq__lt=now.seq).exists()
            same = {"kind": now.topic.kind, "answered_at": now.topic.answered_at} if opens else {}
            to = Topic.objects.create(
                **same, room=now.topic.room, title=title, opened_by=now.author, created_at=moved[0].created_at
            )
        else:
            to = _standing(to, now.room_id)
            if to.pk == now.topic_id:
                return to
        _into(moved, to)
        logbook.write(person, Deed.Kind.MOVE_MESSAGE, message=now, topic=to)
        return to


def merge(person: Person, topic: Topic, into: Topic) -> None:
    """All messages of `topic` stand in `into`, and `topic` is none any more. Raises NotYours, NotInRoom, StandsElsewhere."""
    with transaction.atomic():
        numbering.hold(person, topic.room_id)
        _by_the_desk(person)
        gone, into = _standing(topic, topic.room_id), _standing(into, topic.room_id)
        if gone.pk == into.pk:
            raise StandsElsewhere
        _into(list(gone.messages.select_related("topic__room").order_by("seq")), into)
        logbook.write(person, Deed.Kind.MERGE, topic=into)


def move_topic(person: Person, topic: Topic, room: Room) -> None:
    """With all its messages to another room. Who may not read that one, reads nothing of it any more.

    Raises NotYours, NotInRoom, StandsElsewhere.
    """
    with transaction.atomic():
        numbering.hold(person, topic.room_id, room.pk)
        _by_the_desk(person)
        old, topic = topic.room, _standing(topic, topic.room_id)
        if room.pk == old.pk:
            return
        messages = list(topic.messages.order_by("seq"))
        numbers = [message.seq for message in messages]
        first = numbering.next_numbers(room.pk, len(messages))
        carrying.to_room(topic, numbers, first)
        for seq, message in enumerate(messages, first):
            message.room, message.seq = room, seq
        Message.objects.bulk_update(messages, ["room", "seq"], batch_size=200)
        topic.room, topic.last_seq, topic.pinned_at = room, first + len(messages) - 1, None
        topic.save(update_fields=["room", "last_seq", "pinned_at"])
        now = timezone.now()
        RoomEvent.objects.bulk_create(
            RoomEvent(room=room, seq=message.seq, kind=RoomEvent.Kind.MOVE, topic=topic, message=message, at=now)
            for message in messages
        )
        bell.ring(room.pk, topic.last_seq)
        numbering.record(RoomEvent.Kind.MOVE, topic)
        numbering.record(RoomEvent.Kind.MOVE, topic, room_id=old.pk)
        _tell_who_quotes(messages, old.pk, room.pk)
        logbook.write(person, Deed.Kind.MOVE_TOPIC, topic=topic, room=old, to_room=room, person=topic.opened_by)


def answers(message: Message) -> int:
    """How many messages of its topic answer it, and those answers in turn."""
    return len(_answers(message))


def _answers(message: Message) -> list[Message]:
    found: dict[int, Message] = {}
    latest = [message.pk]
    while latest:
        step = Message.objects.filter(topic=message.topic_id, reply_to__in=latest).select_related("topic__room")
        latest = [one.pk for one in step if one.pk not in found]
        found |= {one.pk: one for one in step}
    return sorted(found.values(), key=lambda one: one.seq)


def _by_the_desk(person: Person) -> None:
    if not person.is_facilitator:
        raise NotYours


def _standing(topic: Topic, room_id: int) -> Topic:
    """The topic as it is now. Raises StandsElsewhere when it is not in this room any more."""
    found = Topic.objects.standing().select_related("room", "opened_by").filter(pk=topic.pk, room=room_id).first()
    if found is None:
        raise StandsElsewhere
    return found


def _into(messages: Sequence[Message], target: Topic) -> None:
    source = messages[0].topic
    carrying.to_topic(messages, target)
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(topic=target)
    for message in messages:
        message.topic = target
    _renew(target)
    numbering.record_all(RoomEvent.Kind.MOVE, target, messages)
    index.whole_topic(source)
    if not _renew(source):
        # A topic is what was written in it: without that, its address leads to where it went
        Topic.objects.filter(pk=source.pk).update(merged_into=target)
        Topic.objects.filter(merged_into=source).update(merged_into=target)
        carrying.whole_topic(source, target)
        numbering.record(RoomEvent.Kind.MOVE, source)
        numbering.record(RoomEvent.Kind.TOPIC, target)
    _tell_who_quotes(messages, target.room_id)


def _renew(topic: Topic) -> bool:
    """Number and time of the newest post as it is now. False when there is none."""
    newest = topic.messages.aggregate(seq=Max("seq"), at=Max("created_at"))
    if newest["seq"] is None:
        return False
    topic.last_seq, topic.last_post_at = newest["seq"], newest["at"]
    topic.save(update_fields=["last_seq", "last_post_at"])
    return True


def _tell_who_quotes(moved: Sequence[Message], *rooms: int) -> None:
    """Quotes that stayed behind lead elsewhere now, or say nothing any more."""
    names = [message.pk for message in moved]
    quoting = Message.objects.filter(reply_to__in=names, room__in=rooms).exclude(pk__in=names).select_related("topic")
    for one in quoting.order_by("room", "seq"):
        numbering.record(RoomEvent.Kind.CHANGE, one.topic, one)
