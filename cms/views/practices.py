"""The index of practices, and one of them."""

from django.template.response import TemplateResponse
from wagtail.images.shortcuts import get_rendition_or_not_found

from cms import casework, registry, structured
from cms.practices import finding
from cms.views.answering import public
from cms.views.listing import show_list


@public(reads=("q", "page", *(facet.param for facet in casework.word_facets())))
def show_practices(page, request):
    return show_list(
        page,
        request,
        "cms/practices.html",
        finding.public(),
        casework.word_facets(),
        finding.for_cards,
        finding.cards,
    )


@public
def show_practice(page, request):
    draft = getattr(request, "is_preview", False)
    labels = casework.draft_labels(page) if draft else finding.labels([page])[page.pk]
    card = page.picture and get_rendition_or_not_found(page.picture, "fill-1200x630|format-jpeg")
    context = {
        "page": page,
        "labels": labels,
        "card": card,
        # A draft tells search engines nothing
        "structured": "" if draft else _structured(page, labels, card.full_url if card else ""),
        "parts": registry.shown(registry.Place.STORY, page),
        "taken_up": finding.taken_up(page),
        # Known from the way here (PracticeIndexPage.route); a draft did not come that way and links nowhere
        "organisation_is_public": getattr(page, "organisation_is_public", False),
    }
    return TemplateResponse(request, "cms/practice.html", context)


def _structured(page, labels, picture: str):
    words = [word["name"] for kind in ("target", "approach", "theme") for word in labels.get(kind, ())]
    return structured.article(page, words, [word["name"] for word in labels.get("prefecture", ())], picture)
