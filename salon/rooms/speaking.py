"""For whom somebody speaks in a room."""

from members.asked import asked
from members.models import Organisation, Person
from salon.models import Room

organisations = asked(lambda person: person.organisations())
"""Those to which a person belongs today."""


def speaks_for(person: Person, room: Room) -> list[Organisation]:
    """Organisations for which the person can speak here, those that are in the room first."""
    return in_order(organisations(person), room)


def in_order(mine: list[Organisation], room: Room) -> list[Organisation]:
    """These, those that are in the room first."""
    if len(mine) < 2:
        return mine
    in_room = set(room.organisations().values_list("pk", flat=True))
    return sorted(mine, key=lambda organisation: organisation.pk not in in_room)
