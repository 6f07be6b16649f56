"""The pages of Wagtail: every public address leads into the one tree of originals."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail does it, from the home page itself.

    Wagtail would ask for the home page of the language first: a question for every page, and another tree than ours
    (cms/models/translations.py). What is found stands where it would keep it.
    """
    if site := Site.find_for_request(request):
        try:
            found = site.root_page.specific.route(request, [part for part in path.split("/") if part])
        except Http404:
            found = None
        request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    return wagtail_serve(request, path)
