"""Home and pages that are texts."""

from django.template.response import TemplateResponse

from cms import casework, directory, registry
from cms.views.answering import public


@public
def show_home(page, request):
    cases = list(casework.for_cards(casework.public())[:3])
    labels = casework.labels(cases)
    return TemplateResponse(
        request,
        "cms/home.html",
        {
            "page": page,
            "cards": [{"case": case, "labels": labels[case.pk]} for case in cases],
            "figures": directory.figures(),
            "parts": registry.shown(registry.Place.HOME),
        },
    )


@public
def show_text(page, request):
    return TemplateResponse(request, "cms/text.html", {"page": page})
