"""The first page of the admin: a greeting, what waits, and the usual work, for each role what it may do.

What waits is known where it arises. Each package says it here through `register()`; this module knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.admin.ui.components import Component

from members.models import Person


@dataclass(frozen=True)
class Waiting:
    """A sentence about what waits, how much of it, and where it is done."""

    text: str
    number: int
    url: str


@dataclass(frozen=True)
class Work:
    text: str
    url: str
    icon: str


_waiting: list[Callable[[Person], Iterable[Waiting]]] = []
_work: list[Callable[[Person], Iterable[Work]]] = []


def register(waiting: Callable[[Person], Iterable[Waiting]], work: Callable[[Person], Iterable[Work]]) -> None:
    """Both are asked with the person who looks, and name nothing that this person may not do."""
    _waiting.append(waiting)
    _work.append(work)


def waiting_for(person: Person) -> list[Waiting]:
    return [one for asked in _waiting for one in asked(person) if one.number]


def work_for(person: Person) -> list[Work]:
    return [one for asked in _work for one in asked(person)]


class StartPanel(Component):
    name = "start"
    order = 10
    template_name = "members/admin/start.html"

    def get_context_data(self, parent_context):
        person = parent_context["request"].user
        return {"person": person, "waiting": waiting_for(person), "work": work_for(person)}
