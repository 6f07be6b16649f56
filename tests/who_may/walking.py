"""Everything that answers: the patterns of the resolver, the pages of Wagtail with what is routed beneath, the sockets."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, get_page_models


@dataclass(frozen=True)
class Pattern:
    """One pattern; `route` is what stands in the urlconfs from the first to the last, and identifies it."""

    route: str
    name: str

    def __str__(self) -> str:
        return f"/{self.route} ({self.name or 'no name'})"


def patterns(urlconf: str | None = None) -> list[Pattern]:
    """Every pattern of the resolver. Of two with the same route only the first is ever reached."""
    found: dict[str, Pattern] = {}
    for pattern in _walk(get_resolver(urlconf), "", ()):
        found.setdefault(pattern.route, pattern)
    return list(found.values())


def _walk(resolver: URLResolver, route: str, namespaces: tuple[str, ...]) -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, here, inner)
        else:
            yield Pattern(here, ":".join((*namespaces, entry.name)) if entry.name else "")


def pages() -> list[str]:
    """`app.Model` of every page type of ours, and `app.Model route` for what a page routes beneath itself."""
    found = []
    for model in get_page_models():
        if model is Page:
            continue
        found.append(model._meta.label)
        if issubclass(model, RoutablePageMixin):
            found += [f"{model._meta.label} {route.pattern}" for route in model.get_subpage_urls()]
    return found


def sockets() -> list[str]:
    from salon.live.routing import application

    return [str(route.pattern) for route in application.application.routes]
