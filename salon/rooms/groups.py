"""作業グループ: a room that the secretariat makes, with people and organisations it chooses.

What a facilitator does there stands in the log: `by`. The demonstration opens its own, by nobody.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from members.models import Affiliation, Organisation, Person
from members.text import fold
from salon.models import Deed, Room, RoomMember
from salon.rooms import logbook

FOUND_AT_MOST = 20


@transaction.atomic
def open_group(name: str, purpose: str, by: Person | None = None) -> Room:
    """A group with nobody in it yet but the facilitators."""
    room = Room.objects.create(
        kind=Room.Kind.GROUP,
        slug=f"group-{get_random_string(10).lower()}",
        name=name,
        purpose=purpose,
        order=700,
    )
    _log(by, Deed.Kind.OPEN_GROUP, room)
    return room


def name(room: Room, name: str, purpose: str) -> None:
    room.name, room.purpose = name, purpose
    room.save(update_fields=["name", "purpose"])


@transaction.atomic
def close(room: Room, on: bool, by: Person | None = None) -> None:
    """A closed room is read by whoever was in it; nothing more is written there."""
    if bool(room.closed_at) != on:
        room.closed_at = timezone.now() if on else None
        room.save(update_fields=["closed_at"])
        _log(by, Deed.Kind.CLOSE_GROUP if on else Deed.Kind.REOPEN_GROUP, room)


@transaction.atomic
def add(room: Room, who: Person | Organisation, by: Person | None = None) -> None:
    """Saved one by one: each save raises the access version."""
    _member, is_new = RoomMember.objects.get_or_create(room=room, **_as_member(who))
    if is_new:
        _log(by, Deed.Kind.TAKE_IN, room, who)


@transaction.atomic
def remove(room: Room, who: Person | Organisation, by: Person | None = None) -> None:
    members = list(room.members.filter(**_as_member(who)))
    for member in members:
        member.delete()
    if members:
        _log(by, Deed.Kind.TAKE_OUT, room, who)


def _log(by: Person | None, kind: str, room: Room, who: Person | Organisation | None = None) -> None:
    if by:
        logbook.write(by, kind, room=room, **(_as_member(who) if who else {}))


def _as_member(who: Person | Organisation) -> dict:
    return {"organisation": who} if isinstance(who, Organisation) else {"person": who}


def organisations() -> QuerySet[Organisation]:
    """Those that may be in a group."""
    return Organisation.objects.active().opening_rooms()


def found(room: Room, words: str) -> tuple[QuerySet[Organisation], QuerySet[Person]]:
    """Who could come into the group, by a part of the name; people also by their organisation."""
    words = words.strip()
    theirs = Q(folded_name__contains=fold(words))
    of_these = Affiliation.objects.current().filter(organisation__in=organisations().filter(theirs))
    people = Person.objects.members().filter(
        Q(name__icontains=words) | Q(reading__icontains=words) | Q(pk__in=of_these.values("person"))
    )
    listed = room.members.all()
    return (
        organisations()
        .filter(theirs)
        .exclude(pk__in=listed.exclude(organisation=None).values("organisation"))
        .order_by("folded_name")[:FOUND_AT_MOST],
        people.exclude(pk__in=listed.exclude(person=None).values("person")).prefetch_related(
            "affiliations__organisation"
        )[:FOUND_AT_MOST],
    )
