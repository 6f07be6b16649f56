"""An index of pages with filters: of cases, and of practices."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.template.response import TemplateResponse

from cms import filtering
from cms.filtering import Facet
from cms.searching.meaning import meaning

A_PAGE = 12


def show_list(
    page,
    request,
    template: str,
    everything: QuerySet,
    facets: list[Facet],
    for_cards: Callable[[QuerySet], QuerySet],
    cards: Callable[[Iterable], list[dict[str, Any]]],
) -> TemplateResponse:
    """Those of `everything` that meet the conditions in the address, a page of them at a time."""
    filtering.fill(facets, everything, everything)
    selection = filtering.read(request.GET, facets)
    paginator = Paginator(for_cards(selection.narrow(everything, meaning(everything.model))), A_PAGE)
    shown = paginator.page(filtering.page_number(request.GET, paginator.num_pages, selection))
    context = {
        "page": page,
        "selection": selection,
        "cards": cards(shown.object_list),
        "shown": shown,
        "total": paginator.count,
    }
    return TemplateResponse(request, template, context)
