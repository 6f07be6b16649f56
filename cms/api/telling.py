"""From our records to what programs are told."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from cms import casework, portrait
from cms.filtering import Facet
from cms.models import CasePage, PracticePage
from cms.practices import finding
from members.models import Organisation

Told = dict[str, Any]
KINDS = {
    "targets": "target",
    "approaches": "approach",
    "themes": "theme",
    "blocks": "block",
    "prefectures": "prefecture",
}


def of_cases(cases: Iterable[CasePage]) -> list[Told]:
    cases = list(cases)
    said = casework.labels(cases)
    return [
        {**_story(case, said[case.pk]), "is_composite": case.is_composite, "tags": said[case.pk]["tag"]}
        for case in cases
    ]


def of_practices(practices: Iterable[PracticePage]) -> list[Told]:
    practices = list(practices)
    said = finding.labels(practices)
    return [_story(one, said[one.pk]) for one in practices]


def of_practice(practice: PracticePage) -> Told:
    parts = [{"name": str(heading), "value": text} for heading, text in practice.parts()]
    taken_up = [uptake.organisation.name for uptake in finding.taken_up(practice)]
    return {**of_practices([practice])[0], "parts": parts, "taken_up": taken_up}


def _story(page: CasePage | PracticePage, said: Told) -> Told:
    """What cases and practices have in common; `said` are the words of the page."""
    return {
        "slug": page.slug,
        "title": page.title,
        "summary": page.summary,
        "address": page.address,
        "organisation": page.organisation.name if page.organisation else "",
        "is_sample": page.is_sample,
        "published": page.first_published_at,
        "changed": page.last_published_at,
        **{name: said[kind] for name, kind in KINDS.items()},
    }


def of_case(case: CasePage) -> Told:
    """With its text, as its page shows it to everybody."""
    parts = [{"kind": block.block_type, "html": str(block.render({"page": case}))} for block in case.body]
    return {**of_cases([case])[0], "parts": parts}


def of_organisations(organisations: Iterable[Organisation]) -> list[Told]:
    """Their prefectures and target groups are fetched already."""
    return [
        {
            "code": one.code,
            "name": one.name,
            "legal_form": one.legal_form,
            "address": f"{settings.SITE_URL}/organisations/{one.code}/",
            "is_sample": one.is_sample,
            "nationwide": one.nationwide,
            "prefectures": [{"name": word.name, "slug": word.code} for word in one.prefectures.all()],
            "targets": [{"name": word.name, "slug": word.slug} for word in one.target_groups.all()],
        }
        for one in organisations
    ]


def of_organisation(one: Organisation) -> Told:
    facts, _unwritten = portrait.of(one)
    return {
        **of_organisations([one])[0],
        "summary": one.summary,
        "website": one.website,
        "facts": [{"name": str(name), "value": str(value)} for name, value in facts],
    }


def of_facets(facets: Iterable[Facet]) -> list[Told]:
    return [
        {
            "parameter": facet.param,
            "name": str(facet.label),
            "values": [{"name": option.name, "slug": option.slug} for option in facet.options],
        }
        for facet in facets
    ]
