"""From our records to what programs are told."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from cms import casework, portrait
from cms.filtering import Facet
from cms.models import CasePage
from members.models import Organisation

Told = dict[str, Any]
KINDS = {
    "targets": "target",
    "approaches": "approach",
    "themes": "theme",
    "blocks": "block",
    "prefectures": "prefecture",
    "tags": "tag",
}


def of_cases(cases: Iterable[CasePage]) -> list[Told]:
    cases = list(cases)
    said = casework.labels(cases)
    return [
        {
            "slug": case.slug,
            "title": case.title,
            "summary": case.summary,
            "address": case.address,
            "organisation": case.organisation.name if case.organisation else "",
            "is_sample": case.is_sample,
            "is_composite": case.is_composite,
            "published": case.first_published_at,
            "changed": case.last_published_at,
            **{name: said[case.pk][kind] for name, kind in KINDS.items()},
        }
        for case in cases
    ]


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
