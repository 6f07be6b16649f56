"""Written by the secretariat for somebody who telephoned. It is theirs: they change it and take it back themselves."""

from dataclasses import dataclass

from members.models import Organisation, Person
from salon.models import Room
from salon.rooms import attendance
from salon.rooms.posting import Voice


@dataclass(frozen=True)
class Whose:
    """Somebody in a room for whom one may write; `code` names them in a form."""

    code: str
    voice: Voice

    @property
    def label(self) -> str:
        return self.voice.name


def choices(room: Room) -> list[tuple[str, list[Whose]]]:
    """By the name of the organisation: the organisation itself, then its people who read this room."""
    organisations, _secretariat = attendance.of(room)
    found = [
        (
            present.organisation.name,
            [_all_of(present.organisation)] + [_one(p, present.organisation) for p in present.people],
        )
        for present in organisations
    ]
    here = {one.code for _name, some in found for one in some}
    alone = [_one(person, person.organisations().first()) for person in attendance.alone_in(room)]
    return [*found, ("", [one for one in alone if one.code not in here])] if alone else found


def _all_of(organisation: Organisation) -> Whose:
    return Whose(f"o{organisation.pk}", Voice(None, organisation.name[:60], organisation))


def _one(person: Person, organisation: Organisation | None) -> Whose:
    code = f"p{person.pk}-{organisation.pk if organisation else 0}"
    return Whose(code, Voice(person, person.name, organisation))
