"""The index of cases, and a case."""

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.template.response import TemplateResponse

from cms import casework, filtering
from cms.models import CasePage
from cms.searching.meaning import meaning
from cms.views.answering import public

A_PAGE = 12


@public
def show_cases(page, request):
    everything = casework.public()
    facets = casework.facets()
    filtering.fill(facets, everything, everything)
    selection = filtering.read(request.GET, facets)
    paginator = Paginator(casework.for_cards(selection.narrow(everything, meaning(CasePage))), A_PAGE)
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
    _fetch_renditions(page)
    draft = getattr(request, "is_preview", False)
    return TemplateResponse(
        request,
        "cms/case.html",
        {
            "page": page,
            "labels": casework.draft_labels(page) if draft else casework.labels([page])[page.pk],
            # Known from the way here (CaseIndexPage.route); a draft did not come that way and links nowhere
            "organisation_is_public": getattr(page, "organisation_is_public", False),
        },
    )


def _fetch_renditions(page) -> None:
    """Those of the main picture and of all photos at once, however many there are."""
    photos = [row["image"] for block in page.body if block.block_type == "photos" for row in block.value["rows"]]
    images = [image for image in (page.picture, *photos) if image is not None]
    if images:
        prefetch_related_objects(images, "renditions")
