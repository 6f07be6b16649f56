"""Questions that are put to the database at every post: worded once in a process, and asked with other values.

Putting a queryset into SQL costs Django more than the database needs to answer it. PostgreSQL is given such a question as
a prepared statement, so that it does not plan it anew each time either. Only for what is asked many times a second:
anything else stays an ordinary queryset.
"""

import copy
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import NotSupportedError, connection
from django.db.models import Model, QuerySet

from members.models import Person
from members.prepared import SOMEBODY, in_place_of

M = TypeVar("M", bound=Model)
# Stand where a value will stand; no question holds them otherwise.
NUMBER = 7_205_759_403_792
TEXT = "\ue000 a text \ue001"
FLAGS = ("is_facilitator", "is_editor", "is_administrator")


def asked(question: Callable[..., QuerySet[M]]) -> Callable[..., list[M]]:
    """`question(*values)` as a function that gives the list of its results.

    Values are a person (of whom only the key and the flags of the roles may matter), numbers and texts. The question may
    not look at them: it is worded once for all, on another day too. Anything else is asked as ever.
    """

    @lru_cache(maxsize=64)
    def worded(vendor: str, kinds: tuple) -> _Words:
        return _Words(question(*(_stand_in(kind, place) for place, kind in enumerate(kinds))))

    def ask(*values: Any) -> list[M]:
        if not all(map(_is_ordinary, values)) or sum(isinstance(value, Person) for value in values) > 1:
            return list(question(*values))
        words = worded(connection.vendor, tuple(map(_kind, values)))
        person = next((value.pk for value in values if isinstance(value, Person)), SOMEBODY)
        new = in_place_of(person) | {
            _mark(value, place): value for place, value in enumerate(values) if not isinstance(value, Person)
        }
        return words.ask(tuple(new.get(value, value) for value in words.values))

    _kept.append(worded.cache_clear)
    return ask


_kept: list[Callable[[], None]] = []


def forget() -> None:
    """Every question is worded anew: for tests that put another rule in the place of one, before and after that."""
    for clear in _kept:
        clear()


def _is_ordinary(value: Any) -> bool:
    """Django gives what cannot be an answer without a question: nobody who left, no number that no column holds."""
    if isinstance(value, Person):
        return value.is_active
    return isinstance(value, str) or (type(value) is int and 0 <= value < 2**63)


def _kind(value: Any) -> tuple:
    return (
        (Person, *(getattr(value, flag) for flag in FLAGS))
        if isinstance(value, Person)
        else (str if isinstance(value, str) else int,)
    )


def _mark(value: Any, place: int) -> int | str:
    return NUMBER + place if isinstance(value, int) else f"{TEXT}{place}"


def _stand_in(kind: tuple, place: int) -> Any:
    if kind[0] is Person:
        return Person(pk=SOMEBODY, is_active=True, **dict(zip(FLAGS, kind[1:], strict=True)))
    return _mark(kind[0](), place)


class _Words(Generic[M]):
    """A queryset in SQL, with what Django knows about reading its rows."""

    def __init__(self, found: QuerySet[M]) -> None:
        self.found = found
        self.compiler = found.query.get_compiler(connection=connection)
        self.sql, self.values = self.compiler.as_sql()
        self.compiler.connection = None

    def ask(self, values: tuple) -> list[M]:
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.__dict__["execute_sql"] = lambda *_, **__: [self._rows(values)]
        query = copy.copy(self.found.query)
        query.__dict__["get_compiler"] = lambda *_, **__: compiler
        rows = self.found.__class__(model=self.found.model, query=query)
        for kept in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(rows, kept, getattr(self.found, kept))
        return list(rows)

    def _rows(self, values: tuple) -> list[tuple]:
        try:
            return self._fetched(values)
        except NotSupportedError:
            # A migration changed a column while this process goes on serving. A transaction that ends so ends the plans, too
            if connection.in_atomic_block:
                raise
            connection.close()
            return self._fetched(values)

    def _fetched(self, values: tuple) -> list[tuple]:
        with _cursor() as cursor:
            cursor.execute(self.sql, values)
            return cursor.fetchall()


def _cursor():
    """On PostgreSQL one that keeps the plan; not behind a pooler that changes connections between transactions.

    Nor where somebody looks at what is asked: such a cursor cannot say it.
    """
    pooled = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    if connection.vendor != "postgresql" or pooled or connection.queries_logged:
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if connection.connection.prepare_threshold is None:
        connection.connection.prepare_threshold = 3
    with connection.wrap_database_errors:
        return connection._prepare_cursor(ServerBindingCursor(connection.connection))  # type: ignore[attr-defined,call-arg]
