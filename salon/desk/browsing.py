"""The list of needs and offers, narrowed down by what a member chose."""

import re

from django.db.models import Q, QuerySet

from members.models import Block, Organisation, Person, TargetGroup
from salon.models import NeedKind, Posting, organisations_of


def in_network(person: Person) -> QuerySet[Posting]:
    """What others have open, newest first, found through the person. One's own stands in a list of its own."""
    found = Posting.objects.visible_to(person).filter(state=Posting.State.OPEN)
    return _with_all(found.exclude(organisation__in=organisations_of(person).values("pk")))


def own(person: Person) -> QuerySet[Posting]:
    """Everything of the person's organisations, what is open first."""
    return _with_all(Posting.objects.editable_by(person)).order_by("-state", "-created_at", "-pk")


def narrow(
    postings: QuerySet[Posting],
    *,
    kind: str = "",
    about: NeedKind | None = None,
    group: TargetGroup | None = None,
    block: Block | None = None,
    q: str = "",
) -> QuerySet[Posting]:
    """All conditions together. Where a posting names no group or place, that of its organisation counts."""
    if kind:
        postings = postings.filter(kind=kind)
    if about:
        postings = postings.filter(pk__in=Posting.kinds.through.objects.filter(needkind=about).values("posting"))
    if group:
        named = Posting.target_groups.through.objects
        of_organisation = Organisation.target_groups.through.objects.filter(targetgroup=group).values("organisation")
        postings = postings.filter(
            Q(pk__in=named.filter(targetgroup=group).values("posting"))
            | Q(organisation__in=of_organisation) & ~Q(pk__in=named.values("posting"))
        )
    if block:
        of_block = Organisation.objects.filter(Q(prefectures__block=block) | Q(extra_blocks=block)).values("pk")
        postings = postings.filter(
            Q(anywhere=True) | Q(prefecture__block=block) | Q(prefecture=None, organisation__in=of_block)
        )
    for word in re.split(r"\s+", q.strip())[:8]:
        postings = postings.filter(
            Q(title__icontains=word) | Q(text__icontains=word) | Q(organisation__name__icontains=word)
        )
    return postings


def _with_all(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    return postings.select_related("organisation", "prefecture").prefetch_related("kinds", "target_groups")
