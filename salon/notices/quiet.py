"""静かな時間: between two hours of the clock in Japan no mail leaves for a person; it waits until the end."""

from datetime import datetime, timedelta

from django.utils import timezone

from members.models import Person
from salon.models import Wishes


def wishes_of(person: Person) -> Wishes:
    """What the person chose, or the defaults (not stored)."""
    return Wishes.objects.filter(person=person).first() or Wishes(person=person)


def until_for(person: Person) -> datetime | None:
    """The same as `until`, of a person."""
    return until(wishes_of(person))


def until(wishes: Wishes, now: datetime | None = None) -> datetime | None:
    """When the quiet hours that hold now will end; None when none hold."""
    here = timezone.localtime(now)
    begin, end = wishes.quiet_from, wishes.quiet_until
    if begin < end:
        quiet = begin <= here.hour < end
    else:
        # Over midnight; the same hour twice: never
        quiet = begin != end and (here.hour >= begin or here.hour < end)
    if not quiet:
        return None
    end_today = here.replace(hour=end, minute=0, second=0, microsecond=0)
    return end_today if end_today > here else end_today + timedelta(days=1)
