"""What of a room a person hears of: the level of the room, and topics that are followed or muted.

| level | unread badges, notices and digest |
|---|---|
| すべて | everything but muted topics |
| 自分に関わるものだけ | followed topics; mentions and answers to oneself |
| 知らせない | nothing |

A mention or an answer reaches its person in a muted topic too; only 知らせない of the room stops it. Everything stays readable.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from members.models import Person
from salon.models import Following, Room, Seat, Topic

Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True)
class Heard:
    """Which topics of a room raise a badge: all but `but`, or `only` these."""

    level: str
    followed: frozenset[int]
    muted: frozenset[int]

    def hears(self, topic_id: int) -> bool:
        if self.level == Seat.Level.ALL:
            return topic_id not in self.muted
        return self.level == Seat.Level.CONCERNING and topic_id in self.followed

    @property
    def but(self) -> str | None:
        """For the browser: ids of the topics that raise none; None when others are named."""
        return _ids(self.muted) if self.level == Seat.Level.ALL else None

    @property
    def only(self) -> str | None:
        """For the browser: ids of the topics that alone raise one."""
        if self.level == Seat.Level.ALL:
            return None
        return _ids(self.followed if self.level == Seat.Level.CONCERNING else ())


def heard(person: Person, found: QuerySet[Found], topic: str = "topic") -> QuerySet[Found]:
    """What of messages, or of topics with `topic="pk"`, this person wants to hear of."""
    seats, topics = Seat.objects.filter(person=person), Following.objects.filter(person=person)
    narrow = seats.filter(level=Seat.Level.CONCERNING).values("room")
    muted, followed = (topics.filter(followed=way).values("topic") for way in (False, True))
    return (
        found.exclude(room__in=silent(person))
        .exclude(**{f"{topic}__in": muted})
        .filter(~Q(room__in=narrow) | Q(**{f"{topic}__in": followed}))
    )


def silent(person: Person) -> QuerySet[Any]:
    """Ids of the rooms of which the person wants to hear nothing, not even what is for oneself."""
    return Seat.objects.filter(person=person, level=Seat.Level.NOTHING).values("room")


def in_rooms(person: Person, rooms: Iterable[Room]) -> dict[int, Heard]:
    """What of each room the person hears of, by the room's id; two queries."""
    ids = [room.pk for room in rooms]
    levels = dict(Seat.objects.filter(person=person, room__in=ids).values_list("room", "level"))
    chosen: dict[tuple[int, bool], set[int]] = defaultdict(set)
    found = Following.objects.filter(person=person, topic__room__in=ids)
    for room, topic, followed in found.values_list("topic__room", "topic", "followed"):
        chosen[room, followed].add(topic)
    return {
        room: Heard(levels.get(room, Seat.Level.ALL), frozenset(chosen[room, True]), frozenset(chosen[room, False]))
        for room in ids
    }


def level(person: Person, room: Room) -> str:
    return Seat.objects.filter(person=person, room=room).values_list("level", flat=True).first() or Seat.Level.ALL


def set_level(person: Person, room: Room, wanted: str) -> None:
    """`wanted`: one of Seat.Level."""
    # An UPDATE first: a save would make every open socket ask for its rights again
    if not Seat.objects.filter(person=person, room=room).update(level=wanted):
        seat, is_new = Seat.objects.get_or_create(person=person, room=room, defaults={"level": wanted})
        if not is_new:
            Seat.objects.filter(pk=seat.pk).update(level=wanted)


def follows(person: Person, topic: Topic) -> bool | None:
    """True: followed, False: muted, None: neither. Who opened or answered follows until it is said otherwise."""
    chosen = Following.objects.filter(person=person, topic=topic).values_list("followed", flat=True).first()
    if chosen is None and topic.messages.filter(author=person).exists():
        return True
    return chosen


def follow(person: Person, topic: Topic, followed: bool) -> None:
    """Follow the topic, or mute it."""
    Following.objects.update_or_create(person=person, topic=topic, defaults={"followed": followed})


def take_part(writers: Iterable[tuple[int, int]]) -> None:
    """Who writes in a topic, as (person, topic), follows it from then on. What a person chose stays."""
    Following.objects.bulk_create(
        (Following(person_id=person, topic_id=topic, followed=True) for person, topic in sorted(writers)),
        ignore_conflicts=True,
    )


def _ids(topics: Iterable[int]) -> str:
    return "".join(f" {topic}" for topic in sorted(topics)) + " "
