"""Guests: asked by a form, confirmed by a mailed link, in one line with members, and erased when it is over.

Whoever steps back is erased at once: what nobody needs any more, nobody keeps.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from members.models import Person
from salon.gatherings import attending, guest_mail, opening
from salon.gatherings.attending import Over
from salon.models import Attendance, Gathering, Guest

# An address that nobody confirmed is somebody's who may know nothing of it
UNCONFIRMED = timedelta(days=2)
KEPT_DAYS = 30  # after the end
MOST_ASKED = 3
AGAIN_AFTER = timedelta(minutes=10)


def ask(gathering: Gathering, name: str, address: str) -> None:
    """Promise the mail with the link. Who asks again and again gets few mails. Raises Over, Gathering.DoesNotExist."""
    now = timezone.now()
    with transaction.atomic():
        gathering = Gathering.objects.open_to_guests().select_for_update().get(pk=gathering.pk)
        if not gathering.takes_people:
            raise Over
        guest, is_new = Guest.objects.get_or_create(gathering=gathering, address=address, defaults={"name": name})
        if not is_new:
            if guest.times_asked >= MOST_ASKED or guest.asked_at > now - AGAIN_AFTER:
                return
            guest.times_asked, guest.asked_at = guest.times_asked + 1, now
            if not guest.confirmed_at:
                guest.name = name
            guest.save()
        guest_mail.promise(guest_mail.CONFIRM, str(guest.times_asked), guest)


def behind(key: uuid.UUID) -> Guest | None:
    """Who holds the link. What is closed to guests concerns only those who were in by then."""
    may = Q(gathering__is_public=True) | Q(confirmed_at__isnull=False)
    return Guest.objects.select_related("gathering").filter(may, key=key).first()


def confirm(key: uuid.UUID) -> Attendance:
    """A seat, or a place in the line. Again it changes nothing. Raises Over, and Guest.DoesNotExist as `behind`."""
    with transaction.atomic():
        guest = _held(key)
        if not guest.confirmed_at:
            if not guest.gathering.is_public:
                raise Guest.DoesNotExist
            if not guest.gathering.takes_people:
                raise Over
            guest.confirmed_at = timezone.now()
            guest.save(update_fields=["confirmed_at"])
            return attending.admit(guest.gathering, guest)
        return guest.attendance


def leave(key: uuid.UUID) -> None:
    """The seat goes to who waits; nothing of the guest stays. Raises Guest.DoesNotExist."""
    with transaction.atomic():
        guest = _held(key)
        _erase(guest)
        if guest.gathering.takes_people:
            attending.fill(guest.gathering)


def erase_due(now: datetime | None = None) -> int:
    """Called by the clock, in any process. Answers how many were erased."""
    now = now or timezone.now()
    over = Q(gathering__ends__lte=now - timedelta(days=KEPT_DAYS))
    due = Guest.objects.filter(over | Q(confirmed_at=None, asked_at__lte=now - UNCONFIRMED))
    return sum(_erase_if(due, key) for key in list(due.values_list("key", flat=True)))


def shown_to(person: Person, gathering: Gathering) -> QuerySet[Guest]:
    """Names and addresses are for those who organise it; only of guests who confirmed."""
    confirmed = gathering.guests.exclude(confirmed_at=None).select_related("attendance")
    return confirmed.order_by("confirmed_at", "pk") if opening.may_change(person, gathering) else confirmed.none()


def _held(key: uuid.UUID) -> Guest:
    """With the gathering in the hands of this transaction, as for members: seats are given to one after the other."""
    pk = Guest.objects.values_list("gathering", flat=True).get(key=key)
    gathering = Gathering.objects.select_for_update().get(pk=pk)
    guest = Guest.objects.get(key=key)
    guest.gathering = gathering
    return guest


def _erase_if(due: QuerySet[Guest], key: uuid.UUID) -> bool:
    with transaction.atomic():
        try:
            guest = _held(key)
        except Guest.DoesNotExist:
            return False  # another process was here
        # Confirmed in this very moment
        if not due.filter(pk=guest.pk).exists():
            return False
        _erase(guest)
        return True


def _erase(guest: Guest) -> None:
    guest_mail.forget(guest)
    guest.delete()
