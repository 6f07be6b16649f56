"""The map with its tables, and the cases nearest to a situation."""

from django.template.response import TemplateResponse

from cms import areas, filtering, near
from cms.views.answering import public
from members.models import Prefecture


@public(reads=["of"])
def show_areas(page, request):
    of_cases = request.GET.get("of") == "cases"
    rows = areas.coverage(of_cases=of_cases)
    return TemplateResponse(
        request,
        "cms/areas.html",
        {
            "page": page,
            "regions": areas.regions(),
            "rows": rows,
            "missing": areas.missing(rows),
            "of_cases": of_cases,
            "list": "/cases/" if of_cases else "/organisations/",
            "nationwide": areas.nationwide(),
        },
    )


@public(reads=near.ASKED)
def show_near(page, request):
    facets = near.choices()
    selection = filtering.read(request.GET, facets)
    situation = {facet.param: [option.slug for option in facet.chosen] for facet in facets}
    asked = any(situation.values())
    # Who is not in the same prefecture may be next to it
    blocks = Prefecture.objects.filter(code__in=situation["prefecture"]).values_list("block__slug", flat=True)
    situation["block"] = list(blocks) if situation["prefecture"] else []
    return TemplateResponse(
        request,
        "cms/near.html",
        {
            "page": page,
            "facets": facets,
            "selection": selection,
            "asked": asked,
            "found": near.nearest(situation) if asked else [],
        },
    )
