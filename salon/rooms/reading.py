"""What is unread, and marking it read: a mark for a person in a topic, over the floor of the seat."""

from collections import defaultdict
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from members.asked import asked
from members.models import Person
from salon.models import Message, ReadMark, Room, Seat, Topic
from salon.rooms.hearing import heard, in_rooms

COUNTED = 100  # unread messages of a topic: more than 99 are shown as 99+


def mark_read(person: Person, topic: Topic, seq: int) -> None:
    """Everything in `topic` up to `seq` is read. Never goes back, never past the topic's newest post.

    Nothing where it went to another room since it was looked up: the numbers of this one would hide there what is to come.
    """
    seq = min(seq, topic.last_seq)
    marks = ReadMark.objects.filter(person=person, topic=topic)
    with transaction.atomic():
        moved = marks.filter(topic__room=topic.room_id, seq__lt=seq).update(seq=seq)
        if not moved and not marks.exists() and Topic.objects.filter(pk=topic.pk, room=topic.room_id).exists():
            ReadMark.objects.get_or_create(person=person, topic=topic, defaults={"seq": seq})


def unread_messages(person: Person) -> QuerySet[Message]:
    """What can be read of others, since the person joined, past mark and floor, in rooms the person may read.

    It looks at every message, so it is for what is asked seldom or of few topics; pages count by `waiting_topics`.
    """
    found = Message.objects.visible_to(person).annotate(read_up_to=_read_up_to(person, topic="topic"))
    return _by_others(person, found).filter(seq__gt=F("read_up_to"))


def waiting_topics(person: Person) -> QuerySet[Any]:
    """Topics in which something waits, with `.unread`, how many messages, COUNTED at most, and `.first`, the number of the first.

    Each topic is looked into from its mark on, so that it costs the same however much was read before, or waits.
    """
    after_mark = Message.objects.filter(topic=OuterRef("pk"), seq__gt=OuterRef("read_up_to"))
    past = _by_others(person, after_mark).order_by("seq")
    return (
        Topic.objects.visible_to(person)
        .annotate(read_up_to=_read_up_to(person, topic="pk"))
        # A topic that rests since before the person came holds nothing for them, and need not be looked into
        .filter(last_seq__gt=F("read_up_to"), last_post_at__gte=_joined(person))
        .annotate(unread=_NumberOf(past.order_by().values("pk")[:COUNTED]), first=Subquery(past.values("seq")[:1]))
        .filter(Exists(past))
    )


class _NumberOf(Subquery):
    """How many rows a question has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS found)"
    output_field = IntegerField()


def _read_up_to(person: Person, *, topic: str) -> Greatest:
    mark = ReadMark.objects.filter(person=person, topic=OuterRef(topic)).values("seq")
    floor = Seat.objects.filter(person=person, room=OuterRef("room")).values("floor")
    return Greatest(Coalesce(Subquery(mark), Value(0)), Coalesce(Subquery(floor), Value(0)))


def _joined(person: Person) -> Subquery:
    # Asked along, so that the question is the same for everybody
    return Subquery(Person.objects.filter(pk=person.pk).order_by().values("date_joined"))


def _by_others(person: Person, messages: QuerySet[Message]) -> QuerySet[Message]:
    """What was taken back or hidden waits for nobody: there is nothing to read."""
    readable = messages.filter(withdrawn_at=None, hidden_at=None, created_at__gte=_joined(person))
    return readable.exclude(author=person)


_rooms = asked(lambda person: Room.objects.visible_to(person))
_numbers = asked(
    lambda person: heard(person, waiting_topics(person), topic="pk").order_by().values_list("room", "unread")
)
_first = asked(lambda person, topic: waiting_topics(person).filter(pk=topic).order_by().values_list("first", flat=True))


def rooms_with_unread(person: Person) -> list[Room]:
    """Rooms the person may read, each with `.unread`, the number of messages waiting that the person hears of, and `.heard`."""
    # The rooms with their heads first: what comes in between is counted twice by no page, and asked for again by each
    rooms = _rooms(person)
    counts: dict[int, int] = defaultdict(int)
    for here, number in _numbers(person):
        counts[here] += number
    hears = in_rooms(person, rooms)
    for room in rooms:
        room.unread, room.heard = counts[room.pk], hears[room.pk]
    return rooms


def topics_with_unread(person: Person, room: Room, most: int = 100, before: int = 0) -> list[Topic]:
    """Topics of the room, each with `.unread`: none where the person hears of nothing.

    Pinned ones first, then at most `most` others, the newest post first; with `before` only those whose newest post is older.
    """
    return _topics(most, bool(before))(person, room.pk, before)


@cache
def _topics(most: int, is_past: bool) -> asked[Topic]:
    def question(person: Person, room: int, before: int) -> QuerySet[Topic]:
        order = (F("pinned_at").desc(nulls_last=True), "-last_seq")
        # Chosen before anything is counted: SQLite would count for every topic that ever was
        here = Topic.objects.filter(room=room).standing().order_by()
        others = here.filter(pinned_at=None)
        if is_past:
            others = others.filter(last_seq__lt=before)
        shown = Q(pk__in=others.order_by("-last_seq").values("pk")[:most])
        if not is_past:
            shown |= Q(pk__in=here.exclude(pinned_at=None).values("pk"))
        waiting = (
            heard(person, waiting_topics(person), topic="pk").filter(pk=OuterRef("pk")).order_by().values("unread")
        )
        posts = Message.objects.filter(topic=OuterRef("pk")).order_by().values("topic").annotate(number=Count("pk"))
        return (
            Topic.objects.filter(shown)
            .select_related("opened_by")
            .annotate(unread=Coalesce(Subquery(waiting), Value(0)), posts=Subquery(posts.values("number")))
            .order_by(*order)
        )

    return asked(question)


def first_unread(person: Person, topic: Topic) -> int | None:
    """Number of the first unread message in `topic`."""
    return next(iter(_first(person, topic.pk)), None)


def first_waiting(person: Person, room: Room) -> Topic | None:
    """The topic of the room with the oldest message that waits and that the person hears of."""
    return heard(person, waiting_topics(person), topic="pk").filter(room=room).order_by("first").first()
