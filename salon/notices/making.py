"""Notices are made of the events of a room, in their order, behind whoever posts. Doing it again makes nothing twice.

How far it has come is kept for each room in the transaction that makes the notices: whatever stops in between goes on
where it was, and no way of posting can forget it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from members.models import Affiliation, Person
from salon.models import Following, Mention, Notice, NoticeHead, Room, RoomEvent, Seat
from salon.notices import mailing
from salon.notices.announcing import announce
from salon.rooms import hearing

PAGE = 200
# What is older than this when it is found is told by the digest
AT_ONCE = timedelta(days=1)


def catch_up(mail: bool = True) -> None:
    """Make the notices that are missing. `mail`: those about oneself are mailed, too."""
    for room in behind():
        while _step(room, mail):
            pass


def behind() -> QuerySet[Room]:
    """Rooms in which something happened that no notices were made of."""
    return Room.objects.filter(last_seq__gt=0).exclude(notice_head__seq__gte=F("last_seq"))


@transaction.atomic
def _step(room: Room, mail: bool) -> bool:
    """The next events of one room; True when there may be more."""
    NoticeHead.objects.get_or_create(room=room)
    head = NoticeHead.objects.select_for_update().get(room=room)
    found = RoomEvent.objects.filter(room=room, seq__gt=head.seq).select_related("message__reply_to")
    events = list(found.order_by("seq")[:PAGE])
    if not events:
        return False
    made = Notice.objects.bulk_create(_Making(room, events).notices())
    NoticeHead.objects.filter(pk=head.pk).update(seq=events[-1].seq)
    fresh = {event.message_id for event in events if event.at > timezone.now() - AT_ONCE}
    if mail:
        mailing.promise(notice for notice in made if notice.is_personal and notice.message_id in fresh)
    announce([notice for notice in made if notice.message_id in fresh])
    return len(events) == PAGE


class _Making:
    """What the events of one room mean for whom."""

    def __init__(self, room: Room, events: list[RoomEvent]) -> None:
        self.posts = [event.message for event in events if event.kind == RoomEvent.Kind.POST and event.message]
        self.messages = {event.message.pk: event.message for event in events if event.message is not None}
        self.new = {message.pk for message in self.posts}
        silent = Seat.objects.filter(room=room, level=Seat.Level.NOTHING).values("person")
        self.hearers = set(room.people().exclude(pk__in=silent).values_list("pk", flat=True))
        self.kinds: dict[tuple[int, int], str] = {}

    def notices(self) -> list[Notice]:
        self._mentions()
        self._replies()
        self._followed()
        self._take_part()
        known = Notice.objects.filter(message__in=self.messages).values_list("person", "message", "kind")
        wanted = {(*pair, kind) for pair, kind in self.kinds.items()} - set(known)
        return [
            Notice(person_id=person, message_id=message, kind=kind, by_edit=message not in self.new)
            for person, message, kind in sorted(wanted, key=lambda one: (one[1], one[0]))
        ]

    def _add(self, people: Iterable[int], message_id: int, kind: str) -> None:
        """The first kind that is found for a person and a message stays: mention before answer before topic."""
        message = self.messages[message_id]
        for person in people if message.is_readable else ():
            if person in self.hearers and person != message.author_id:
                self.kinds.setdefault((person, message_id), kind)

    def _mentions(self) -> None:
        untold = Mention.objects.filter(message__in=self.messages, told=False)
        found = list(untold)
        untold.update(told=True)
        organisations = {one.organisation_id for one in found if one.organisation_id}
        people: dict[int, set[int]] = defaultdict(set)
        today = Affiliation.objects.current().filter(organisation__in=organisations)
        for organisation, person in today.values_list("organisation", "person") if organisations else ():
            people[organisation].add(person)
        desk: set[int] = set()
        if any(one.key == "s" for one in found):
            desk = set(Person.objects.filter(is_facilitator=True, is_active=True).values_list("pk", flat=True))
        for one in found:
            called = {one.person_id} if one.person_id else people[one.organisation_id] if one.organisation_id else desk
            self._add(called, one.message_id, Notice.Kind.MENTION)

    def _replies(self) -> None:
        for message in self.posts:
            if message.reply_to is not None and message.reply_to.author_id:
                self._add([message.reply_to.author_id], message.pk, Notice.Kind.REPLY)

    def _followed(self) -> None:
        """In the order of the posts: who writes hears of what comes after that."""
        topics = {message.topic_id for message in self.posts}
        chosen: dict[tuple[int, bool], set[int]] = defaultdict(set)
        for topic, person, followed in Following.objects.filter(topic__in=topics).values_list(
            "topic", "person", "followed"
        ):
            chosen[topic, followed].add(person)
        told = Notice.objects.filter(kind=Notice.Kind.FOLLOWED, message__topic__in=topics).waiting()
        known = set(told.values_list("message__topic", "person"))
        for message in self.posts:
            topic, followers = message.topic_id, chosen[message.topic_id, True]
            self._add((one for one in followers if (topic, one) not in known), message.pk, Notice.Kind.FOLLOWED)
            known |= {(topic, one) for one in followers if self.kinds.get((one, message.pk)) == Notice.Kind.FOLLOWED}
            if message.author_id and message.author_id not in chosen[topic, False]:
                followers.add(message.author_id)

    def _take_part(self) -> None:
        authors: dict[int, set[int]] = defaultdict(set)
        for message in self.posts:
            if message.author_id:
                authors[message.topic_id].add(message.author_id)
        for topic, people in authors.items():
            hearing.take_part(people, topic)
