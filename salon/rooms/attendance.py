"""Who is in a room today, as everybody in it may see."""

from django.db.models import Prefetch

from members.models import Affiliation, Organisation, Person
from salon.models import Room


def of(room: Room) -> tuple[list[Organisation], list[Person]]:
    """Organisations of the room, each with `.here` (its people who may read it), and the facilitators."""
    readers = room.people()
    affiliations = (
        Affiliation.objects.current().filter(person__in=readers).select_related("person").order_by("person__reading")
    )
    organisations = list(
        room.organisations()
        .filter(is_secretariat=False)
        .select_related("home_prefecture")
        .prefetch_related(Prefetch("affiliations", affiliations, to_attr="current"))
    )
    for organisation in organisations:
        organisation.here = [affiliation.person for affiliation in organisation.current]
    return organisations, list(readers.filter(is_facilitator=True))
