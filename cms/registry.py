"""What other parts of the house show on public pages. cms knows no salon and no newsletter: they register in `apps.ready()`.

    registry.register(Part(place=Place.HOME, name="issues", find=newest_issues, template="newsletter/parts/newest.html"))

`find` gets the reader and, on the page of an organisation, the organisation. It goes through `visible_to(reader)` of its
model. The reader is always a stranger: public pages are the same for everybody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import AnonymousUser


class Place(Enum):
    """Where a part can be shown."""

    HOME = "home"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Part:
    """`template` is included with `items`, and `organisation` where there is one; nothing is drawn for no items."""

    place: Place
    name: str
    find: Callable[..., Iterable[Any]]
    template: str
    order: int = 100


_parts: dict[tuple[Place, str], Part] = {}


def register(part: Part) -> None:
    """The same name at the same place replaces: `ready()` may run twice in tests."""
    _parts[part.place, part.name] = part


def forget(part: Part) -> None:
    """Take it away again, for tests."""
    _parts.pop((part.place, part.name), None)


def shown(place: Place, organisation=None) -> list[dict[str, Any]]:
    """Template and items of every part that has something to show."""
    reader = AnonymousUser()
    answer = []
    for part in sorted((p for p in _parts.values() if p.place is place), key=lambda p: (p.order, p.name)):
        items = list(part.find(reader) if organisation is None else part.find(reader, organisation))
        if items:
            answer.append({"template": part.template, "items": items})
    return answer
