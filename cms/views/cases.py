"""The index of cases, and a case."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

from cms import casebody, casework, drawing, near, registry, structured
from cms.models import CasePage
from cms.models.translations import say
from cms.pictures import Pictures
from cms.views.answering import public
from cms.views.listing import show_list

SAID = (
    "pk",
    "title",
    "title_read",
    "summary_read",
    "has_readings",
    "said_in",
    "seo_title",
    "description",
    "picture_alt",
    "is_sample",
    "is_composite",
    "first_published_at",
    "last_published_at",
)
PICTURE = {
    "sizes_made": "width-{640,1120,1600} format-{avif,webp}",
    "sizes": "(min-width: 64rem) 62rem, 94vw",
    "fetchpriority": "high",
}


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
    say([page, *beside])
    said = casework.labels([page, *beside])
    pictures = casebody.pictures(page, beside)
    facts = _facts(page, said[page.pk], pictures)
    facts["near"] = near.told_beside(page, beside, said, pictures)
    return HttpResponse(drawing.page(request, "cms/case.html", **facts))


def context_of_draft(page: CasePage) -> dict[str, Any]:
    """What is not published has its words with it, and tells search engines nothing."""
    return {**_facts(page, casework.draft_labels(page), casebody.pictures(page)), "structured": ""}


def _facts(page: CasePage, labels: dict[str, list[dict[str, str]]], pictures: Pictures) -> dict[str, Any]:
    """All that the template sees: words, numbers, what is drawn already."""
    card = pictures.linked(page.picture_id)
    words = [word["name"] for kind in ("target", "approach", "theme", "tag") for word in labels.get(kind, ())]
    places = [word["name"] for word in labels.get("prefecture", ())]
    with translation.override(page.said_in):
        body = casebody.draw(page.body, pictures)
    return {
        "page": {name: getattr(page, name) for name in SAID},
        "organisation": page.organisation and {name: getattr(page.organisation, name) for name in ("code", "name")},
        "address": page.address,
        "picture": pictures.draw(page.picture_id, **PICTURE, alt=page.picture_alt),
        "body": body,
        "labels": labels,
        "cohort": str(page.cohort or ""),
        # A name is Japanese; without one a year is said in the language of the page
        "cohort_is_named": bool(page.cohort and page.cohort.title),
        "card": card,
        "parts": registry.drawn(registry.Place.STORY, page),
        "structured": structured.article(page, words, places, card["full_url"] if card else ""),
        # Known from the way here (cms.models.cases.case_at); a draft did not come that way and links nowhere
        "organisation_is_public": getattr(page, "organisation_is_public", False),
        "seed": {name: getattr(page, f"seed_{name}", "") for name in ("slug", "title")},
    }
