"""Since when something is new for a person: since the visit before this one, however often the page is loaded."""

from datetime import datetime, timedelta

from django.utils import timezone

from members.models import Person
from salon.models import Visit

APART = timedelta(hours=1)  # who comes back later than this, comes anew
CHEAP = timedelta(minutes=5)  # within this nothing is written
AT_FIRST = timedelta(days=7)  # what somebody sees who was never here


def arrive(person: Person) -> tuple[datetime, bool]:
    """The person is here: the time since when things are new, and whether that is the end of an earlier visit."""
    now = timezone.now()
    visit = Visit.objects.filter(person=person).first()
    if visit is None:
        visit, _made = Visit.objects.get_or_create(person=person, defaults={"seen_at": now})
    elif now - visit.seen_at > APART:
        # Two pages that come at once name the same visit before: the second finds it gone and keeps what the first wrote
        Visit.objects.filter(person=person, seen_at=visit.seen_at).update(since=visit.seen_at, seen_at=now)
        visit.refresh_from_db()
    elif now - visit.seen_at > CHEAP:
        Visit.objects.filter(person=person).update(seen_at=now)
    return _shown(visit)


def look(person: Person) -> tuple[datetime, bool]:
    """The same without being here: a device that renews what it keeps is nobody's visit."""
    visit = Visit.objects.filter(person=person).first()
    return _shown(visit or Visit(person=person))


def _shown(visit: Visit) -> tuple[datetime, bool]:
    return visit.since or timezone.now() - AT_FIRST, visit.since is not None
