"""The index of cases, and a case."""

from collections.abc import Sequence
from typing import Any

from django.template.response import TemplateResponse
from django.utils import translation

from cms import casework, drawing, near, pictures, registry, structured
from cms.models import CasePage
from cms.views.answering import public
from cms.views.listing import show_list


@public(reads=("q", "page", *(facet.param for facet in casework.facets())))
def show_cases(page, request):
    return show_list(
        page,
        request,
        "cms/cases.html",
        casework.public(),
        casework.facets(),
        casework.for_cards,
        casework.cards,
    )


@public
def show_case(page, request):
    if getattr(request, "is_preview", False):
        return TemplateResponse(request, "cms/case.html", context_of_draft(page))
    beside = near.like(page)
    said = casework.labels([page, *beside])
    situation = near.situation_of(said[page.pk])
    context = _context(page, said[page.pk], beside)
    context["near"] = near.told(situation, casework.cards(beside, said))
    return TemplateResponse(request, "cms/case.html", context)


def context_of_draft(page: CasePage) -> dict[str, Any]:
    """What is not published has its words with it, and tells search engines nothing."""
    return {**_context(page, casework.draft_labels(page)), "structured": ""}


def _context(
    page: CasePage, labels: dict[str, list[dict[str, str]]], beside: Sequence[CasePage] = ()
) -> dict[str, Any]:
    _fetch_renditions(page, beside)
    card = page.picture and pictures.linked(page.picture)
    words = [word["name"] for kind in ("target", "approach", "theme", "tag") for word in labels.get(kind, ())]
    places = [word["name"] for word in labels.get("prefecture", ())]
    with translation.override(page.said_in):
        body = drawing.body(page.body)
    return {
        "page": page,
        "address": page.address,
        "body": body,
        "labels": labels,
        "cohort": str(page.cohort or ""),
        "card": card,
        "parts": registry.shown(registry.Place.STORY, page),
        "structured": structured.article(page, words, places, card["full_url"] if card else ""),
        # Known from the way here (cms.models.cases.case_at); a draft did not come that way and links nowhere
        "organisation_is_public": getattr(page, "organisation_is_public", False),
    }


def _fetch_renditions(page, beside) -> None:
    """Those of the main picture, of all photos and of the cards beneath at once, however many there are."""
    raw = enumerate(page.body.raw_data)
    photos = [row["image"] for place, one in raw if one["type"] == "photos" for row in page.body[place].value["rows"]]
    pictures.fetch((page.picture, *photos, *(one.picture for one in beside)))
