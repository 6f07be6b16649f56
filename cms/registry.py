"""What other parts of the house show on public pages. cms knows no salon and no newsletter: they register in `apps.ready()`.

    registry.register(Part(place=Place.HOME, name="issues", find=newest_issues, template="newsletter/parts/newest.html"))

`find` gets the reader and, on the page of an organisation, the organisation, on that of a case or practice, the page. It goes through `visible_to(reader)` of its
model. The reader is always a stranger: public pages are the same for everybody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Place(Enum):
    """Where a part can be shown."""

    HOME = "home"
    ORGANISATION = "organisation"
    STORY = "story"  # beneath the text of a case or practice


# Gets who asks and the page of a case or practice; answers with the address where they ask its organisation, or ""
Asking = Callable[[Any, Any], str]
_asking: list[Asking] = []


def ask_by(way: Asking) -> None:
    """「この団体に聞いてみる」 leads members there. One way is enough: the last that was named."""
    _asking[:] = [way]


def where_to_ask(person, page) -> str:
    """For whom there is no such way the answer is "": they write to the secretariat."""
    return next((way(person, page) for way in _asking), "")


# Answers with addresses below this site and when each changed last
Addresses = Callable[[], Iterable[tuple[str, datetime | None]]]
_addresses: dict[str, Addresses] = {}


def put_on_map(name: str, find: Addresses) -> None:
    """What is no page, and search engines are told of. The same name replaces."""
    _addresses[name] = find


def on_map() -> list[tuple[str, datetime | None]]:
    return [one for _name, find in sorted(_addresses.items()) for one in find()]


@dataclass(frozen=True)
class Part:
    """`template` is included with `items`; nothing is drawn for no items."""

    place: Place
    name: str
    find: Callable[..., Iterable[Any]]
    template: str
    order: int = 100
    # Of a page in a query, whether there is something to show: where it says no, `find` is not asked
    has: Callable[[], Exists] | None = None


_parts: dict[tuple[Place, str], Part] = {}


def register(part: Part) -> None:
    """The same name at the same place replaces: `ready()` may run twice in tests."""
    _parts[part.place, part.name] = part


def forget(part: Part) -> None:
    """Take it away again, for tests."""
    _parts.pop((part.place, part.name), None)


def present(place: Place) -> dict[str, Exists]:
    """Annotations for the query that fetches the page, so that parts which have nothing to show cost none of their own."""
    return {f"has_{part.name}": part.has() for part in _parts.values() if part.place is place and part.has}


def shown(place: Place, subject=None) -> list[dict[str, Any]]:
    """Template and items of every part that has something to show."""
    reader = AnonymousUser()
    answer = []
    for part in sorted((p for p in _parts.values() if p.place is place), key=lambda p: (p.order, p.name)):
        if not getattr(subject, f"has_{part.name}", True):
            continue
        items = list(part.find(reader) if subject is None else part.find(reader, subject))
        if items:
            answer.append({"template": part.template, "items": items})
    return answer


def drawn(place: Place, subject=None) -> list[SafeString]:
    """The same as HTML, for a page that is drawn from plain facts."""
    return [render_to_string(part["template"], {"items": part["items"]}) for part in shown(place, subject)]
