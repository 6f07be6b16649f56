"""The index of cases, and a case."""

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.template.response import TemplateResponse

from cms import casework, filtering
from cms.views.answering import public
from members.models import Organisation

A_PAGE = 12


@public
def show_cases(page, request):
    everything = casework.public()
    facets = casework.facets()
    filtering.fill(facets, everything, everything)
    selection = filtering.read(request.GET, facets)
    paginator = Paginator(casework.for_cards(selection.narrow(everything, "folded_text")), A_PAGE)
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
    organisation = page.organisation
    return TemplateResponse(
        request,
        "cms/case.html",
        {
            "page": page,
            "labels": casework.draft_labels(page) if draft else casework.labels([page])[page.pk],
            "organisation_is_public": organisation is not None
            and Organisation.objects.visible_to(AnonymousUser()).filter(pk=organisation.pk).exists(),
        },
    )


def _fetch_renditions(page) -> None:
    """Those of the main picture and of all photos at once, however many there are."""
    photos = [row["image"] for block in page.body if block.block_type == "photos" for row in block.value["rows"]]
    images = [image for image in (page.picture, *photos) if image is not None]
    if images:
        prefetch_related_objects(images, "renditions")
