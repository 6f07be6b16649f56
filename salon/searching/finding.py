"""What a person finds. Who may read it is asked in the query itself, and nothing is counted beyond the page that is shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from members.models import Organisation, Person
from salon.models import Attachment, Message, Posting, Room, SearchedMessage, Topic
from salon.searching import tokens
from salon.searching.engines import engine

ON_A_PAGE = 20
GATHERING = "gathering"  # a kind beside those of topics and postings


@dataclass(frozen=True)
class Conditions:
    """`words`: folded, all of them. `kind`: of a topic or posting, or GATHERING. `since`, `until`: the second is no part of it."""

    words: tuple[str, ...] = ()
    room: Room | None = None
    organisation: Organisation | None = None
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None
    with_files: bool = False

    @property
    def is_about_postings(self) -> bool:
        return self.kind in Posting.Kind.values

    @property
    def is_about_gatherings(self) -> bool:
        return self.kind == GATHERING

    @property
    def is_about_messages(self) -> bool:
        """What neither a need nor a gathering is."""
        return bool(self.with_files or self.kind in Topic.Kind.values)


def messages(person: Person, wanted: Conditions, before: int = 0, limit: int = ON_A_PAGE) -> list[Message]:
    """The newest messages that meet all conditions and are older than `before`, the key of one; at most `limit`."""
    found = SearchedMessage.objects.visible_to(person).order_by("-pk")
    all_of: set[int] = set().union(*map(tokens.of_word, wanted.words))
    if wanted.organisation:
        all_of |= tokens.of_organisation(wanted.organisation.pk)
        found = found.filter(message__organisation=wanted.organisation)
    if wanted.room:
        found = found.filter(message__room=wanted.room)
    # The rule stands in the query; the rooms help the index, which otherwise would go through those of everybody
    rooms = [wanted.room.pk] if wanted.room else Room.objects.visible_to(person).values_list("pk", flat=True)
    reads_all = person.is_facilitator and not wanted.room and all_of
    found = engine().narrow(found, all_of, set() if reads_all else tokens.of_rooms(rooms))
    found = with_words(found, wanted)
    if wanted.kind:
        found = found.filter(message__topic__kind=wanted.kind)
    if wanted.with_files:
        found = found.filter(Exists(Attachment.objects.filter(message=OuterRef("message"), dropped_at=None)))
    found = within(found, "message__created_at", wanted)
    if before:
        found = found.filter(pk__lt=before)
    # The latest messages hold nothing of a time that is over
    pks = list(found.values_list("pk", flat=True)[:limit]) if wanted.until else _newest(found, before, limit)
    related = Message.objects.select_related("topic", "room", "organisation", "poll")
    return list(related.filter(pk__in=pks).order_by("-pk"))


def _newest(found: QuerySet, before: int, limit: int) -> list[int]:
    """Keys only, and where the index is not read from the newest back, first among the latest messages.

    There a common word fills the page, and does not bring in its hundred thousand places first. A rare one has few.
    """
    keys = found.values_list("pk", flat=True)
    if latest := engine().latest:
        newest = before or SearchedMessage.objects.aggregate(newest=Max("pk"))["newest"] or 0
        among = list(keys.filter(pk__gt=newest - latest)[:limit])
        if len(among) == limit:
            return among
    return list(keys[:limit])


def with_words(found: QuerySet, wanted: Conditions) -> QuerySet:
    for word in wanted.words:
        found = found.filter(text__contains=word)
    return found


def within(found: QuerySet, when: str, wanted: Conditions) -> QuerySet:
    conditions: dict[str, Any] = {f"{when}__gte": wanted.since, f"{when}__lt": wanted.until}
    return found.filter(**{name: day for name, day in conditions.items() if day})
