"""「近い事例」: cases that share something with a situation, the most first, each with the reason.

A situation is facts of pages, as `casework.labels` says them: kind → slugs. Worked out in the database, so that a
network with thousands of cases reads three of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Exists, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import casework, drawing, filtering
from cms.filtering import Facet
from cms.models import CasePage
from cms.pictures import Pictures
from members.asked import asked
from members.models import Approach, Prefecture, TargetGroup, Theme

SHOWN = 3
ASKED = ("prefecture", "target", "approach")
SHARED_PREFECTURE, SHARED_BLOCK = 3, 2
# kind: vocabulary, what each shared word is worth, how it is said
WORDS: dict[str, tuple[type[Model], int, Any]] = {
    "target": (TargetGroup, 3, gettext_lazy("同じ対象：%(words)s")),
    "approach": (Approach, 2, gettext_lazy("同じ取組：%(words)s")),
    "theme": (Theme, 1, gettext_lazy("同じテーマ：%(words)s")),
}

Situation = Mapping[str, Iterable[str]]


def choices() -> list[Facet]:
    """What can be said of a situation without knowing us: where, for whom, doing what."""
    by_param = {facet.param: facet for facet in casework.facets()}
    facets = [by_param[param] for param in ASKED]
    everything = casework.public()
    filtering.fill(facets, everything, everything)
    for facet in facets:
        if facet.param != "prefecture":
            # A town without a case has neighbours; a word without one leads nowhere
            facet.options = facet.offered
    return facets


def nearest(situation: Situation) -> list[dict[str, Any]]:
    """At most three, the nearest first, newer ones before older ones; none that shares nothing."""
    words = {
        kind: model._default_manager.filter(slug__in=list(situation.get(kind, ())))
        for kind, (model, *_) in WORDS.items()
    }
    places = Prefecture.objects.filter(code__in=list(situation.get("prefecture", ())))
    beside = Prefecture.objects.filter(block__slug__in=list(situation.get("block", ())))
    found = list(casework.for_cards(_scored(words, places, beside)[:SHOWN]))
    return told(situation, casework.cards(found))


def told(situation: Situation, cards: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each card, drawn, with why it is near, in words."""
    return [{"html": card["html"], "reasons": reasons(situation, card["labels"])} for card in cards]


def told_beside(case: CasePage, beside: list[CasePage], said: casework.Labels, shown: Pictures) -> list[dict[str, Any]]:
    """The same for what `like` found for a case; `said` and `shown` are words and pictures of it and of them."""
    situation = situation_of(said[case.pk])
    facts = [(casework.facts(one), said[one.pk], shown.facts.get(one.picture_id or 0)) for one in beside]
    # With an address, as all of them change when the site begins at another page
    return drawing.remembered(
        lambda: told(situation, casework.cards(beside, said, shown)),
        "near",
        case.url,
        situation,
        facts,
        hold=shown.are_as_known,
    )


def like(case: CasePage) -> list[CasePage]:
    """The same for what a published case is about; without renditions and labels."""
    return _like(case.pk)


@asked
def _like(case: int) -> QuerySet:
    words = {kind: model._default_manager.filter(cases=case) for kind, (model, *_) in WORDS.items()}
    places = Prefecture.objects.filter(cases=case)
    beside = Prefecture.objects.filter(block__prefectures__cases=case)
    found = _scored(words, places, beside).exclude(pk=case)[:SHOWN]
    return found.only(*casework.FACTS).select_related("organisation", "cohort")


def situation_of(labels: Mapping[str, list[dict[str, str]]]) -> Situation:
    """That of a case, from its `casework.labels`."""
    return {kind: [word["slug"] for word in words] for kind, words in labels.items()}


def _scored(words: Mapping[str, QuerySet], places: QuerySet, beside: QuerySet) -> QuerySet:
    """Cases that have one of these words or places, the nearest first."""
    score: Any = SHARED_PREFECTURE * _is_so(places.filter(cases=OuterRef("pk")))
    score = score + SHARED_BLOCK * _is_so(beside.filter(cases=OuterRef("pk")))
    for kind, (_model, worth, _said) in WORDS.items():
        score = score + worth * _shared(words[kind])
    cases = casework.public().annotate(nearness=score).filter(nearness__gt=0)
    return cases.order_by("-nearness", "-first_published_at", "-pk")


def _shared(words: QuerySet) -> Any:
    """How many of these words a case has."""
    # In a condition of its own: the words may be those of another case
    here = words.order_by().filter(cases=OuterRef("pk")).annotate(case=Value(1)).values("case")
    return Coalesce(Subquery(here.annotate(n=Count("pk", distinct=True)).values("n"), output_field=IntegerField()), 0)


def _is_so(rows: QuerySet) -> Any:
    return Cast(Exists(rows), IntegerField())


def reasons(situation: Situation, labels: Mapping[str, list[dict[str, str]]]) -> list[str]:
    """What both share, in words."""

    def shared(kind: str) -> list[str]:
        wanted = set(situation.get(kind, ()))
        return [word["name"] for word in labels[kind] if word["slug"] in wanted]

    said = []
    if places := shared("prefecture"):
        said.append(_("同じ地域：%(words)s") % {"words": "、".join(places)})
    elif blocks := shared("block"):
        said.append(_("同じブロック：%(words)s") % {"words": "、".join(blocks)})
    for kind, (_model, _worth, words) in WORDS.items():
        if names := shared(kind):
            said.append(str(words) % {"words": "、".join(names)})
    return said
