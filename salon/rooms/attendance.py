"""Who is in a room today, as everybody in it may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from members import access
from members.models import Affiliation, Organisation, Person
from members.models.pauses import organisations_paused_on, people_paused_on
from salon.models import Room

# Organisations with somebody in the room: fewer, and "an organisation of this room" is nearly a name
FEWEST = 4


class Readers:
    """Who may read which room, found once and kept until anybody's rights, or the day, are others."""

    def __init__(self) -> None:
        self.known: dict[int, frozenset[int]] = {}
        self.as_of: tuple[int, date] | None = None

    def of(self, rooms: Iterable[Room]) -> dict[int, frozenset[int]]:
        """Ids of people by the id of the room."""
        # The number first: what changes meanwhile raises it, and is asked for the next time
        now = (access.version(), timezone.localdate())
        if now != self.as_of:
            self.known, self.as_of = {}, now
        for room in rooms:
            if room.pk not in self.known:
                self.known[room.pk] = frozenset(room.people().values_list("pk", flat=True))
        return self.known


@dataclass(frozen=True)
class Present:
    """An organisation in a room, and those of its people who may read it, each with `.is_resting`."""

    organisation: Organisation
    people: list[Person]
    is_resting: bool


def of(room: Room) -> tuple[list[Present], list[Person]]:
    """Who is here of which organisation, and the facilitators."""
    readers = room.people()
    affiliations = (
        Affiliation.objects.current().filter(person__in=readers).select_related("person").order_by("person__reading")
    )
    organisations = (
        room.organisations()
        .filter(is_secretariat=False)
        .prefetch_related(Prefetch("affiliations", affiliations, to_attr="of_readers"))
    )
    today = timezone.localdate()
    resting = set(people_paused_on(today).filter(pk__in=readers.values("pk")).values_list("pk", flat=True))
    resting_organisations = set(organisations_paused_on(today).values_list("pk", flat=True))
    present = []
    for organisation in organisations:
        people = [affiliation.person for affiliation in vars(organisation)["of_readers"]]
        present.append(Present(organisation, people, organisation.pk in resting_organisations))
    secretariat = list(readers.filter(is_facilitator=True))
    for person in chain(secretariat, *(one.people for one in present)):
        person.is_resting = person.pk in resting  # type: ignore[attr-defined]
    return present, secretariat


def alone_in(room: Room) -> QuerySet[Person]:
    """Who is here by name, without their organisation."""
    listed = room.members.exclude(person=None).values("person")
    return room.people().filter(pk__in=listed, is_facilitator=False).order_by("reading")


def could_be_several(room: Room, is_sample: bool = False) -> bool:
    """Whether what "an organisation of this room" says could be said by several: by 見本 only where that is one itself."""
    present = Affiliation.objects.current().filter(person__is_active=True).values("organisation")
    found = room.organisations().filter(pk__in=present, is_secretariat=False)
    if not is_sample:
        found = found.filter(is_sample=False)
    return found[:FEWEST].count() == FEWEST
