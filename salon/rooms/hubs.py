"""拠点 in a room: organisations that others of the block or theme can turn to."""

from django.db.models import Q, QuerySet

from members.models import Organisation, Person
from salon.models import Room


def of(room: Room) -> QuerySet[Organisation]:
    """Hubs of the room's block or theme, today; other rooms have none."""
    hubs = Organisation.objects.opening_rooms().hubs()
    if room.kind == Room.Kind.BLOCK:
        return hubs.filter(hub_blocks=room.block_id)
    if room.kind == Room.Kind.THEME:
        return hubs.filter(hub_themes=room.theme_id)
    return hubs.none()


def is_in(person: Person, room: Room) -> bool:
    """Belongs to a hub of the room."""
    return of(room).filter(pk__in=person.organisations().values("pk")).exists()


def leads(person: Person, room: Room) -> bool:
    """May open and change what brings the room together: facilitators in every room, hubs in theirs."""
    return person.is_facilitator or is_in(person, room)


def led_by(person: Person) -> QuerySet[Room]:
    """The rooms of which a hub is among the person's organisations."""
    hubs = Organisation.objects.opening_rooms().hubs().filter(pk__in=person.organisations().values("pk"))
    places = Q(block__in=hubs.values("hub_blocks")) | Q(theme__in=hubs.values("hub_themes"))
    return Room.objects.visible_to(person).filter(places)
