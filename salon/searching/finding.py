"""What a person finds. Who may read it is asked in the query itself, and nothing is counted beyond the page that is shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, Max, Min, OuterRef, QuerySet

from members.models import Organisation, Person
from salon.models import Attachment, Message, Posting, Room, SearchedMessage, Topic
from salon.searching import tokens
from salon.searching.engines import Lookup, engine

ON_A_PAGE = 20
LITTLE = 20_000  # events in all rooms of a person
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
    found = with_words(SearchedMessage.objects.visible_to(person), wanted)
    all_of: set[int] = set().union(*map(tokens.of_word, wanted.words))
    if wanted.organisation:
        all_of |= tokens.of_organisation(wanted.organisation.pk)
        found = found.filter(message__organisation=wanted.organisation)
    if wanted.room:
        all_of |= tokens.of_rooms([wanted.room.pk])
        found = found.filter(message__room=wanted.room)
    if wanted.kind:
        found = found.filter(message__topic__kind=wanted.kind)
    if wanted.with_files:
        found = found.filter(Exists(Attachment.objects.filter(message=OuterRef("message"), dropped_at=None)))
    found = within(found, "message__created_at", wanted)
    first, last = _keys(wanted, before)
    pks = engine().newest(found, Lookup(all_of, _small_rooms(person, wanted), first, last), limit)
    # The rule once more: a moment later a message may stand elsewhere
    related = Message.objects.visible_to(person).select_related("topic", "room", "organisation", "poll")
    return list(related.filter(pk__in=pks).order_by("-pk"))


def _keys(wanted: Conditions, before: int) -> tuple[int, int]:
    """Between which keys all lie that can be found; the second is the smaller one where nothing does.

    What is of a time stands together, and without these bounds one would go through everything newer first.
    """
    messages = Message.objects.order_by()
    if wanted.since or wanted.until:
        # Something to count with, and not the key itself: the databases would walk along all keys to the first that fits
        key = ExpressionWrapper(F("pk") + 0, BigIntegerField())
        bounds = within(messages, "created_at", wanted).aggregate(first=Min(key), last=Max(key))
    else:
        # Two questions: each stands at an end of the index, which SQLite does not see when both are asked at once
        bounds = messages.aggregate(first=Min("pk")) | messages.aggregate(last=Max("pk"))
    first, last = bounds["first"] or 0, bounds["last"] or -1
    return first, min(last, before - 1) if before else last


def _small_rooms(person: Person, wanted: Conditions) -> set[int]:
    """The rule stands in the query. Where a person reads little of all there is, the rooms help the index to it."""
    if wanted.room or person.is_facilitator:
        return set()
    rooms = Room.objects.visible_to(person).order_by().values_list("pk", "last_seq")
    return tokens.of_rooms(pk for pk, _seq in rooms) if sum(seq for _pk, seq in rooms) < LITTLE else set()


def with_words(found: QuerySet, wanted: Conditions) -> QuerySet:
    for word in wanted.words:
        found = found.filter(text__contains=word)
    return found


def within(found: QuerySet, when: str, wanted: Conditions) -> QuerySet:
    conditions: dict[str, Any] = {f"{when}__gte": wanted.since, f"{when}__lt": wanted.until}
    return found.filter(**{name: day for name, day in conditions.items() if day})
