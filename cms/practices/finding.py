"""Which practices there are, by which words they are found, and what a card says of each."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from cms import casework
from cms.models import PracticePage, Uptake


def public() -> QuerySet:
    """What everybody reads, with what a card shows."""
    return PracticePage.objects.visible_to(AnonymousUser()).newest_first()


def for_cards(practices: QuerySet) -> QuerySet:
    return practices.defer(*PracticePage.PARTS).select_related("organisation")


def cards(practices: Iterable[PracticePage]) -> list[dict[str, Any]]:
    """As those of cases."""
    practices = list(practices)
    return casework.cards(practices, labels(practices))


def labels(practices: Iterable[PracticePage]) -> casework.Labels:
    """As `casework.labels`, for practices."""
    return casework.labels(practices, "practices", "/practices/")


def taken_up(practice: PracticePage) -> QuerySet[Uptake]:
    """Who does it too and agreed to be named, first come first."""
    return (
        Uptake.objects.visible_to(AnonymousUser())
        .filter(practice=practice.pk)
        .exclude(organisation=practice.organisation_id)
        .select_related("organisation")
    )
