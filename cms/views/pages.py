"""Home and pages that are texts."""

from django.template.response import TemplateResponse

from cms import casework, directory, near, registry, structured
from cms.views.answering import public


@public
def show_home(page, request):
    return TemplateResponse(
        request,
        "cms/home.html",
        {
            "page": page,
            "structured": structured.network(),
            "cards": casework.cards(casework.for_cards(casework.public())[:3]),
            "figures": directory.figures(),
            "near_facets": near.choices(),
            "parts": registry.shown(registry.Place.HOME),
        },
    )


@public
def show_text(page, request):
    return TemplateResponse(request, "cms/text.html", {"page": page})
