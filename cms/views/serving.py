"""The pages of Wagtail: every public address leads into the one tree of originals."""

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from cms.models import HomePage
from cms.models.base import borrowed, locked, unlocked
from cms.models.cases import case_at
from cms.models.translations import say
from members.asked import asked


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail does it, from the home page itself.

    Wagtail would ask for the home page of the language first: a question for every page, and another tree than ours
    (cms/models/translations.py). What is found stands where it would keep it.
    """
    if site := site_of(request):
        request._wagtail_route_for_request = _route(request, site, path)  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def _route(request: HttpRequest, site: Site, path: str) -> RouteResult | None:
    """Cases are read most, and then what stands right below the first page: they are fetched without the pages on the way."""
    parts = [part for part in path.split("/") if part]
    at = f"{getattr(site, 'home_path', '')}{'/'.join(parts)}/"
    if len(parts) == 2 and (case := case_at(at)):
        return RouteResult(case)
    try:
        if len(parts) == 1 and (told := next(iter(_pages_at(at)), None)):
            found = unlocked(told.specific, told).route(request, [])
            say([found.page])
            return found
        return home_of(site).route(request, parts)
    except Http404:
        return None


def site_of(request: HttpRequest) -> Site | None:
    """By Wagtail's rule. Where there is one site it stands at every name of this house, and is asked for in ready words."""
    sites = _sites()
    if len(sites) == 1 and sites[0].is_default_site:
        request._wagtail_site = sites[0]  # type: ignore[attr-defined]
    return Site.find_for_request(request)


def home_of(site: Site) -> Page:
    """As what it is, where another kind of page was put in its place."""
    return next(iter(_homes(site.root_page_id)), None) or site.root_page.specific


@asked
def _sites() -> QuerySet[Site]:
    return Site.objects.order_by("pk").annotate(home_path=F("root_page__url_path"))[:2]


@asked
def _pages_at(url_path: str) -> QuerySet[Page]:
    found = Page.objects.filter(url_path=url_path, live=True)
    return found.select_related("content_type").annotate(is_locked=locked(), is_borrowed=borrowed())


@asked
def _homes(page: int) -> QuerySet[HomePage]:
    return HomePage.objects.filter(pk=page)
