"""The rooms of a person in the order in which they are looked for."""

from typing import TypedDict

from members.models import Person
from salon.models import Room
from salon.rooms import reading


class Listing(TypedDict):
    """Rooms with `.unread`. `rooms` stand open in the list, the others are folded beneath it."""

    rooms: list[Room]
    own_rooms: list[Room]
    ended_rooms: list[Room]


def of(person: Person) -> Listing:
    """A facilitator reads the room of every organisation: those where something was said, beside the rest."""
    found = reading.rooms_with_unread(person)
    mine = set(person.organisations().values_list("pk", flat=True)) if person.is_facilitator else set()
    others = [
        room
        for room in found
        if person.is_facilitator and room.kind == Room.Kind.OWN and room.organisation_id not in mine
    ]
    open_to_all = [room for room in found if room not in others]
    return {
        "rooms": [room for room in open_to_all if not room.closed_at],
        "own_rooms": [room for room in others if room.last_seq],
        "ended_rooms": [room for room in open_to_all if room.closed_at],
    }
