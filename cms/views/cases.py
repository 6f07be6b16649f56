"""The index of cases, and a case."""

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.template.response import TemplateResponse

from cms import casework, filtering, near
from cms.views.answering import public

A_PAGE = 12


@public
def show_cases(page, request):
    everything = casework.public()
    facets = casework.facets()
    filtering.fill(facets, everything, everything)
    selection = filtering.read(request.GET, facets)
    paginator = Paginator(casework.for_cards(selection.narrow(everything, filtering.contains("folded_text"))), A_PAGE)
    shown = paginator.page(filtering.page_number(request.GET, paginator.num_pages, selection))
    return TemplateResponse(
        request,
        "cms/cases.html",
        {
            "page": page,
            "selection": selection,
            "cards": casework.cards(shown.object_list),
            "shown": shown,
            "total": paginator.count,
        },
    )


@public
def show_case(page, request):
    draft = getattr(request, "is_preview", False)
    beside = (
        [] if draft else list(near.like(page).defer("body", "folded_text").select_related("organisation", "picture"))
    )
    _fetch_renditions(page, beside)
    said = casework.labels([page, *beside])
    labels = casework.draft_labels(page) if draft else said[page.pk]
    return TemplateResponse(
        request,
        "cms/case.html",
        {
            "page": page,
            "labels": labels,
            "near": [
                near.Near(card, near.reasons(near.situation_of(labels), card["labels"]))
                for card in casework.cards(beside, said)
            ],
            # Known from the way here (CaseIndexPage.route); a draft did not come that way and links nowhere
            "organisation_is_public": getattr(page, "organisation_is_public", False),
        },
    )


def _fetch_renditions(page, beside) -> None:
    """Those of the main picture, of all photos and of the cards beneath at once, however many there are."""
    photos = [row["image"] for block in page.body if block.block_type == "photos" for row in block.value["rows"]]
    images = [image for image in (page.picture, *photos, *(one.picture for one in beside)) if image is not None]
    if images:
        prefetch_related_objects(images, "renditions")
