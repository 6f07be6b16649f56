"""Notices are made of the events of all rooms, in their order, behind whoever posts. Doing it again makes nothing twice.

How far it has come is kept for each room in the transaction that makes the notices: whatever stops in between goes on
where it was, and no way of posting can forget it. Rooms are taken together: fifty that are busy cost little more than one.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from members.models import Affiliation, Person
from salon.models import Following, Mention, Notice, NoticeHead, Room, RoomEvent, Seat
from salon.notices import mailing
from salon.notices.announcing import announce
from salon.rooms import hearing
from salon.rooms.attendance import Readers

PAGE = 200
ROOMS = 100  # that are taken together
# What is older than this when it is found is told by the digest
AT_ONCE = timedelta(days=1)


def catch_up(mail: bool = True, readers: Readers | None = None) -> None:
    """Make the notices that are missing. `mail`: those about oneself are mailed, too. `readers`: kept from the last time."""
    readers, more = readers or Readers(), True
    # What is posted meanwhile waits for the next time: who keeps up with every post works without a rest
    while more and (rooms := list(behind()[:ROOMS])):
        more = _step(rooms, mail, readers)


def behind() -> QuerySet[Room]:
    """Rooms in which something happened that no notices were made of."""
    return Room.objects.filter(last_seq__gt=0).exclude(notice_head__seq__gte=F("last_seq")).order_by("pk")


@transaction.atomic
def _step(rooms: list[Room], mail: bool, readers: Readers) -> bool:
    """The next events of these rooms, a page at most; True when there were more at that time."""
    heads = _held(rooms)
    found = RoomEvent.objects.filter(room__in=heads, seq__gt=F("room__notice_head__seq"))
    events = list(found.select_related("message__reply_to").order_by("room", "seq")[:PAGE])
    if len(events) < PAGE:
        # Also past a number whose event was deleted with its topic
        heads = {room.pk: max(heads[room.pk], room.last_seq) for room in rooms}
    heads |= {event.room_id: event.seq for event in events}
    made = Notice.objects.bulk_create(_Making(events, readers).notices())
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE salon_noticehead SET seq = %s WHERE room_id = %s", [(seq, room) for room, seq in heads.items()]
        )
    fresh = {event.message_id for event in events if event.at > timezone.now() - AT_ONCE}
    if mail:
        mailing.promise([notice for notice in made if notice.is_personal and notice.message_id in fresh])
    announce([notice for notice in made if notice.message_id in fresh])
    return len(events) == PAGE or len(rooms) == ROOMS


def _held(rooms: list[Room]) -> dict[int, int]:
    """Up to which event of each of these rooms notices were made; nobody else makes any until the transaction ends."""
    # In one order: two processes at the same work wait for each other
    found = NoticeHead.objects.select_for_update().filter(room__in=rooms).order_by("room").values_list("room", "seq")
    heads = dict(found)
    if len(heads) < len(rooms):
        missing = (NoticeHead(room=room) for room in rooms if room.pk not in heads)
        NoticeHead.objects.bulk_create(missing, ignore_conflicts=True)
        heads = dict(found.all())
    return heads


class _Making:
    """What events mean for whom."""

    def __init__(self, events: list[RoomEvent], readers: Readers) -> None:
        self.readers = readers
        self.posts = [event.message for event in events if event.kind == RoomEvent.Kind.POST and event.message]
        self.messages = {event.message.pk: event.message for event in events if event.message is not None}
        self.new = {message.pk for message in self.posts}
        self.kinds: dict[tuple[int, int], str] = {}

    def notices(self) -> list[Notice]:
        if self.messages:
            self._mentions()
        if self.posts:
            self._replies()
            self._followed()
        return [
            Notice(person_id=person, message_id=message, kind=kind, by_edit=message not in self.new)
            for person, message, kind in sorted(self._heard(), key=lambda one: (one[1], one[0]))
        ]

    def _heard(self) -> set[tuple[int, int, str]]:
        """What was found, without what was told before, and without who may not or does not want to hear of the room."""
        wanted = {(*pair, kind) for pair, kind in self.kinds.items()}
        known = Notice.objects.filter(message__in={message for _person, message, _kind in wanted})
        told = set(known.values_list("person", "message", "kind"))
        # An edit that also calls whom it answers is no second cause for a mail
        in_person = {one[:2] for one in told if one[2] != Notice.Kind.FOLLOWED}
        wanted = {one for one in wanted - told if one[2] == Notice.Kind.FOLLOWED or one[:2] not in in_person}
        rooms = Room.objects.in_bulk({self.messages[message].room_id for _person, message, _kind in wanted})
        readers = self.readers.of(rooms.values()) if rooms else {}
        silent = set(Seat.objects.filter(room__in=rooms, level=Seat.Level.NOTHING).values_list("person", "room"))
        return {
            (person, message, kind)
            for person, message, kind in wanted
            if person in readers[room := self.messages[message].room_id] and (person, room) not in silent
        }

    def _add(self, people: Iterable[int], message_id: int, kind: str) -> None:
        """The first kind that is found for a person and a message stays: mention before answer before topic."""
        message = self.messages[message_id]
        for person in people if message.is_readable else ():
            if person != message.author_id:
                self.kinds.setdefault((person, message_id), kind)

    def _mentions(self) -> None:
        untold = Mention.objects.filter(message__in=self.messages, told=False)
        found = list(untold)
        untold.update(told=True)
        people = _people_of({one.organisation_id for one in found if one.organisation_id})
        desk: set[int] = set()
        if any(one.key == "s" for one in found):
            desk = set(Person.objects.filter(is_facilitator=True, is_active=True).values_list("pk", flat=True))
        for one in found:
            called = {one.person_id} if one.person_id else people[one.organisation_id] if one.organisation_id else desk
            self._add(called, one.message_id, Notice.Kind.MENTION)

    def _replies(self) -> None:
        answers = [(message.pk, message.reply_to) for message in self.posts if message.reply_to is not None]
        # Written by the secretariat for the whole of an organisation, it is theirs, as changing it is (salon/rooms/changing.py)
        told = {one.pk: one.organisation_id for _pk, one in answers if one.of_organisation}
        people = _people_of({organisation for organisation in told.values() if organisation})
        for pk, one in answers:
            whose = [one.author_id] if one.author_id else people[told.get(one.pk) or 0]
            self._add(whose, pk, Notice.Kind.REPLY)

    def _followed(self) -> None:
        """In the order of the posts: who writes hears of what comes after that."""
        topics = {message.topic_id for message in self.posts}
        chosen: dict[tuple[int, bool], set[int]] = defaultdict(set)
        for topic, person, followed in Following.objects.filter(topic__in=topics).values_list(
            "topic", "person", "followed"
        ):
            chosen[topic, followed].add(person)
        readable = Notice.objects.filter(message__withdrawn_at=None, message__hidden_at=None)
        waiting = readable.filter(kind=Notice.Kind.FOLLOWED, message__topic__in=topics).waiting()
        told: dict[int, set[int]] = defaultdict(set)
        for topic, person in waiting.values_list("message__topic", "person"):
            told[topic].add(person)
        untold = {topic: chosen[topic, True] - told[topic] for topic in topics}
        newcomers = set()
        for message in self.posts:
            topic, author = message.topic_id, message.author_id
            self._add(untold[topic], message.pk, Notice.Kind.FOLLOWED)
            untold[topic] = {one for one in untold[topic] if self.kinds.get((one, message.pk)) != Notice.Kind.FOLLOWED}
            if author and author not in chosen[topic, True] and author not in chosen[topic, False]:
                newcomers.add((author, topic))
                chosen[topic, True].add(author)
                if author not in told[topic]:
                    untold[topic].add(author)
        hearing.take_part(newcomers)


def _people_of(organisations: set[int]) -> dict[int, set[int]]:
    """Those who belong to each of them today."""
    people: dict[int, set[int]] = defaultdict(set)
    today = Affiliation.objects.current().filter(organisation__in=organisations)
    for organisation, person in today.values_list("organisation", "person") if organisations else ():
        people[organisation].add(person)
    return people
