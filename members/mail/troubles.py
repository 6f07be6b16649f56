"""Letters that a person has to look at: nobody knows whether they arrived, or they could not be delivered."""

from datetime import timedelta

from django.db.models import F, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from members.models import Letter, Suppression

State = Letter.State

# Later nobody remembers; the address fails again with the next letter
FAILED_LATELY = timedelta(days=60)


def uncertain() -> QuerySet[Letter]:
    """Somebody decides whether they go out again."""
    return _of_somebody().filter(state=State.UNCERTAIN)


def failed() -> QuerySet[Letter]:
    """Lately, to the address that the person still has and that nothing has been decided about."""
    return (
        _of_somebody()
        .filter(state=State.FAILED, batch__created_at__gte=timezone.now() - FAILED_LATELY)
        .filter(address=Lower("person__email"))
        .exclude(address__in=Suppression.objects.values("address"))
    )


def _of_somebody() -> QuerySet[Letter]:
    """Newest first, without a word of what stands in them."""
    unread = ("batch__subject", "batch__text", "batch__html")
    found = Letter.objects.filter(person__isnull=False).select_related("person", "batch").defer(*unread)
    return found.order_by(F("batch__created_at").desc(), "pk")
