"""What kinds of things everybody can find. cms knows neither salon nor newsletter: they register in `apps.ready()`.

    sources.register(Source("newsletter", _("お便り"), find=public, order=300))

`find` gets the reader, who is always a stranger, and goes through `visible_to(reader)` of a model that Wagtail's search
knows (`Indexed`, with `search_fields`). So what is not public is found by nobody, whatever stands in the index.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Shown:
    """What the list says of one thing that was found, besides the words themselves."""

    title: str
    address: str
    meta: str = ""
    is_sample: bool = False


def show_page(page) -> Shown:
    return Shown(page.full_title, page.url, is_sample=getattr(page, "is_sample", False))


@dataclass(frozen=True)
class Source:
    """One kind. `paths`: for each facet that it knows, the ways from a row to the words of that facet.

    `read`: a text of it as people read it, where it is written with marks.
    """

    name: str
    label: Any
    find: Callable[[Any], QuerySet]
    show: Callable[[Any], Shown] = show_page
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: int = 100
    read: Callable[[str], str] = str

    def narrowed(self, rows: QuerySet, chosen: Mapping[str, list[str]]) -> QuerySet:
        """Within a facet any value will do, every facet must be met; what knows nothing of a facet does not meet it."""
        for param, values in chosen.items():
            if param not in self.paths:
                return rows.none()
            met = Q()
            for path in self.paths[param]:
                met |= Q(**{f"{path}__in": values})
            rows = rows.filter(pk__in=rows.model._base_manager.filter(met).values("pk"))
        return rows


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """The same name replaces: `ready()` may run twice in tests."""
    _sources[source.name] = source


def forget(source: Source) -> None:
    """Take it away again, for tests."""
    _sources.pop(source.name, None)


def every() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.name))
