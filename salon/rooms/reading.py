"""What is unread, and marking it read: a mark for a person in a topic, over the floor of the seat."""

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from members.models import Person
from salon.models import Message, ReadMark, Room, Seat, Topic
from salon.rooms.hearing import heard, in_rooms


def mark_read(person: Person, topic: Topic, seq: int) -> None:
    """Everything in `topic` up to `seq` is read. Never goes back, never past the topic's newest post."""
    seq = min(seq, topic.last_seq)
    with transaction.atomic():
        moved = ReadMark.objects.filter(person=person, topic=topic, seq__lt=seq).update(seq=seq)
        if not moved:
            ReadMark.objects.get_or_create(person=person, topic=topic, defaults={"seq": seq})


def unread_messages(person: Person) -> QuerySet[Message]:
    """Messages of others, since the person joined, past mark and floor, in rooms the person may read."""
    mark = ReadMark.objects.filter(person=person, topic=OuterRef("topic")).values("seq")
    floor = Seat.objects.filter(person=person, room=OuterRef("room")).values("floor")
    return (
        Message.objects.visible_to(person)
        .filter(created_at__gte=person.date_joined)
        .exclude(author=person)
        .annotate(read_up_to=Greatest(Coalesce(Subquery(mark), Value(0)), Coalesce(Subquery(floor), Value(0))))
        .filter(seq__gt=F("read_up_to"))
    )


def rooms_with_unread(person: Person) -> list[Room]:
    """Rooms the person may read, each with `.unread`, the number of messages waiting that the person hears of, and `.heard`."""
    counts = dict(heard(person, unread_messages(person)).order_by().values_list("room").annotate(number=Count("pk")))
    rooms = list(Room.objects.visible_to(person))
    hears = in_rooms(person, rooms)
    for room in rooms:
        room.unread, room.heard = counts.get(room.pk, 0), hears[room.pk]
    return rooms


def topics_with_unread(person: Person, room: Room) -> QuerySet[Topic]:
    """Topics of the room, pinned ones first, then newest post first, each with `.unread`: none where the person hears of nothing."""
    waiting = (
        heard(person, unread_messages(person))
        .filter(topic=OuterRef("pk"))
        .order_by()
        .values("topic")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        room.topics.standing()
        .select_related("opened_by")
        .annotate(
            unread=Coalesce(Subquery(waiting), Value(0)),
            posts=Count("messages", filter=Q(messages__isnull=False)),
        )
        .order_by(F("pinned_at").desc(nulls_last=True), "-last_seq")
    )


def first_unread(person: Person, topic: Topic) -> int | None:
    """Number of the first unread message in `topic`."""
    return unread_messages(person).filter(topic=topic).order_by("seq").values_list("seq", flat=True).first()
