"""団体をさがす: which organisations a stranger sees, and by which conditions."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms import filtering
from cms.filtering import Facet, choice_facet, word_facet
from members.models import Approach, Block, Organisation, Prefecture, TargetGroup, Theme
from members.models.organisations import OrganisationQuerySet

FOUNDED: dict[str, tuple[Any, Q]] = {
    "before-2000": (_("1999年より前"), Q(founded_year__lt=2000)),
    "2000s": (_("2000〜2009年"), Q(founded_year__range=(2000, 2009))),
    "2010s": (_("2010〜2019年"), Q(founded_year__range=(2010, 2019))),
    "2020s": (_("2020年から"), Q(founded_year__gte=2020)),
}


def public() -> OrganisationQuerySet:
    """Active organisations; 見本 stand last and count nowhere. The same for whoever reads the page."""
    return Organisation.objects.visible_to(AnonymousUser()).order_by("is_sample", "code")


def _founded(slugs: list[str]) -> Q:
    found = Q()
    for slug in slugs:
        found |= FOUNDED[slug][1]
    return found


def facets() -> list[Facet]:
    """Those of the cases, the prefecture, and the profile (R2)."""
    return [
        word_facet("target", filtering.TARGET, TargetGroup.objects.all(), "target_groups__slug"),
        word_facet("approach", filtering.APPROACH, Approach.objects.all(), "approaches__slug", group="approach_class"),
        word_facet("theme", filtering.THEME, Theme.objects.all(), "target_groups__themes__slug", "extra_themes__slug"),
        word_facet("block", filtering.BLOCK, Block.objects.all(), "prefectures__block__slug", "extra_blocks__slug"),
        word_facet("prefecture", filtering.PREFECTURE, Prefecture.objects.all(), "prefectures__code"),
        choice_facet("founded", _("設立"), [(slug, name) for slug, (name, _q) in FOUNDED.items()], _founded),
        choice_facet("size", _("組織の規模"), Organisation.Size.choices, lambda slugs: Q(size__in=slugs)),
        choice_facet("office", _("事務の体制"), Organisation.Office.choices, lambda slugs: Q(office__in=slugs)),
        choice_facet("ties", _("地域との関係"), Organisation.LocalTies.choices, lambda slugs: Q(local_ties__in=slugs)),
    ]


PROFILE_PARAMS = {"founded", "size", "office", "ties", "approach"}


def numbers(rows: QuerySet) -> tuple[int, int]:
    """How many are listed, and how many of them count."""
    found = rows.order_by().aggregate(listed=Count("pk"), counted=Count("pk", filter=Q(is_sample=False)))
    return found["listed"], found["counted"]


def figures() -> dict[str, int]:
    """The network in numbers, for the first page."""
    return (
        public()
        .counted()
        .order_by()
        .aggregate(
            organisations=Count("pk", distinct=True),
            in_prefectures=Count("prefectures", distinct=True),
            in_blocks=Count("prefectures__block", distinct=True),
        )
    )
