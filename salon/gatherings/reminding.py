"""The day before, from eight in the morning, those who come are reminded; a server that was away makes up for it.

Who asks for a seat later than that gets the same mail at once: it has the way there and the entrance, and lies on top of
the others on the day. Whose turn comes that late has it all in the mail about the seat.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from salon.gatherings import telling
from salon.models import Gathering

HOUR = 8  # in Japan


def hand_over(now: datetime | None = None) -> int:
    """Called by the clock, in any process. Answers of how many gatherings reminders were promised."""
    now = now or timezone.now()
    due = Gathering.objects.filter(cancelled_at=None, starts__gt=now, starts__lt=_until(now)).filter(_not_yet())
    return sum(_remind(pk) for pk in list(due.values_list("pk", flat=True)))


def is_due(gathering: Gathering) -> bool:
    """So near that a reminder would be on its way."""
    return gathering.starts < _until(timezone.now())


def _remind(pk: int) -> bool:
    with transaction.atomic():
        gathering = Gathering.objects.select_for_update().filter(_not_yet(), pk=pk, cancelled_at=None).first()
        if gathering is None:
            return False  # another process was here
        Gathering.objects.filter(pk=pk).update(reminded_for=gathering.starts)
        telling.remind(gathering)
        return True


def _not_yet() -> Q:
    return Q(reminded_for=None) | ~Q(reminded_for=F("starts"))


def _until(now: datetime) -> datetime:
    """Before this moment begins what is reminded of now."""
    here = timezone.localtime(now)
    days = 2 if here.hour >= HOUR else 1
    return timezone.make_aware(datetime.combine(here.date() + timedelta(days=days), time.min))
