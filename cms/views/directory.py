"""The directory of organisations, and the public page of one."""

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse

from cms import casework, directory, filtering, portrait, registry, structured, wording
from cms.practices import finding
from cms.views.answering import public

A_PAGE = 24


@public(reads=("q", "page", *(facet.param for facet in directory.facets())))
def show_directory(page, request):
    everything = directory.public()
    facets = directory.facets()
    filtering.fill(facets, everything, everything.counted())
    selection = filtering.read(request.GET, facets)
    found = selection.narrow(everything, wording.meaning(everything, facets))
    listed, counted = directory.numbers(found)
    paginator = Paginator(found.prefetch_related("prefectures", "target_groups"), A_PAGE)
    paginator.count = listed  # known already: one query less
    shown = paginator.page(filtering.page_number(request.GET, paginator.num_pages, selection))
    return TemplateResponse(
        request,
        "cms/directory.html",
        {
            "page": page,
            "selection": selection,
            "asks_profile": any(facet.chosen and facet.param in directory.PROFILE_PARAMS for facet in facets),
            "organisations": shown.object_list,
            "shown": shown,
            "counted": counted,
            "samples": listed - counted,
        },
    )


@public
def show_organisation(page, request, code):
    organisation = directory.public().filter(code=code).select_related("type").first()
    if organisation is None:
        raise Http404
    facts, unwritten = portrait.of(organisation)
    address = f"{page.address}{organisation.code}/"
    return TemplateResponse(
        request,
        "cms/organisation.html",
        {
            "page": page,
            "address": address,
            "structured": structured.organisation(organisation, address),
            "organisation": organisation,
            "participations": organisation.participations.filter(withdrawn=False)
            .select_related("cohort")
            .prefetch_related("target_groups"),
            "cards": casework.cards(casework.for_cards(casework.public().filter(organisation=organisation))),
            "practices": finding.cards(finding.for_cards(finding.public().filter(organisation=organisation))),
            "facts": facts,
            "unwritten": unwritten,
            "parts": registry.shown(registry.Place.ORGANISATION, organisation),
        },
    )
