"""Who comes: the last seat is given once, and who waits longest gets the one that becomes free."""

from django.db import transaction
from django.utils import timezone

from members.models import Organisation, Person
from salon.gatherings import reminding, telling
from salon.models import Attendance, Gathering, Guest, organisations_of

State = Attendance.State


class Over(Exception):
    """It is past, or was cancelled: nothing about it changes any more."""


def held(person: Person, gathering: Gathering) -> Gathering:
    """As it is now, in the hands of this transaction until it ends. Raises Gathering.DoesNotExist for who may not see it."""
    return Gathering.objects.visible_to(person).select_for_update().get(pk=gathering.pk)


def of(person: Person, gathering: Gathering) -> Attendance | None:
    return Attendance.objects.filter(gathering=gathering, person=person).first()


def join(person: Person, gathering: Gathering, organisation: Organisation | None = None) -> Attendance:
    """A seat, or a place among those who wait. Again it changes nothing. Raises Over, Gathering.DoesNotExist."""
    with transaction.atomic():
        gathering = _open(person, gathering)
        mine = of(person, gathering)
        if mine and mine.state != State.DECLINED:
            return mine
        own = speaks_for(person)
        organisation = organisation if organisation in own else next(iter(own), None)
        return _seated(gathering, organisation, person=person)


def admit(gathering: Gathering, guest: Guest) -> Attendance:
    """The same for a guest, who has confirmed. With the gathering held, and open."""
    return _seated(gathering, guest=guest)


def step_back(person: Person, gathering: Gathering) -> None:
    """The seat goes to who waits. Raises Over, Gathering.DoesNotExist."""
    with transaction.atomic():
        gathering = _open(person, gathering)
        mine = of(person, gathering)
        if mine and mine.state != State.DECLINED:
            mine.state, mine.at = State.DECLINED, timezone.now()
            mine.save(update_fields=["state", "at"])
            fill(gathering)


def fill(gathering: Gathering) -> None:
    """Give what seats are free to those who wait, and tell them. With the gathering held."""
    for waiting in gathering.attendances.waiting().select_related("person", "guest"):
        if is_full(gathering):
            return
        # Who has left the room since keeps the place in the line, but gets no seat
        if waiting.guest or Gathering.objects.visible_to(waiting.person).filter(pk=gathering.pk).exists():
            waiting.state, waiting.at = State.COMING, timezone.now()
            waiting.save(update_fields=["state", "at"])
            telling.moved_up(waiting)


def is_full(gathering: Gathering) -> bool:
    return gathering.seats is not None and gathering.attendances.coming().count() >= gathering.seats


def speaks_for(person: Person) -> list[Organisation]:
    """Organisations for which the person can come; a facilitator may have none that enters the salon."""
    return list(organisations_of(person).order_by("pk"))


def _seated(gathering: Gathering, organisation: Organisation | None = None, **who) -> Attendance:
    state = State.WAITING if is_full(gathering) else State.COMING
    now = {"organisation": organisation, "state": state, "at": timezone.now()}
    mine = Attendance.objects.update_or_create(gathering=gathering, **who, defaults=now)[0]
    if mine.is_coming and reminding.is_due(gathering):
        telling.remind(gathering, [mine])
    return mine


def _open(person: Person, gathering: Gathering) -> Gathering:
    gathering = held(person, gathering)
    if not gathering.takes_people:
        raise Over
    return gathering
