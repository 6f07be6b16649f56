"""Questions that are put to the database at every post: worded once in a process, and asked with other values.

Putting a queryset into SQL costs Django more than the database needs to answer it. Only for what is asked many times a
second: anything else stays an ordinary queryset.
"""

import copy
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.utils.functional import cached_property

from members.models import Person
from members.prepared import SOMEBODY, in_place_of
from members.questions import Question, put

M = TypeVar("M", bound=Model)
# Stand where a value will stand; no question holds them otherwise.
NUMBER = 7_205_759_403_792
TEXT = "\ue000 a text \ue001"
FLAGS = ("is_facilitator", "is_editor", "is_administrator")
_kept: list[Callable[[], None]] = []


class asked(Generic[M]):
    """`question(*values)` as a function that gives the list of its results. `about` gives it as something to `put`.

    Values are a person (of whom only the key and the flags of the roles may matter), numbers and texts. The question may
    not look at them: it is worded once for all, on another day too. Anything else is asked as ever.
    """

    def __init__(self, question: Callable[..., QuerySet[M]]) -> None:
        self.question = question
        self.worded = lru_cache(maxsize=64)(self._worded)
        _kept.append(self.worded.cache_clear)

    def __call__(self, *values: Any) -> list[M]:
        [found] = put(self.about(*values))
        return found

    def about(self, *values: Any) -> Question[list[M]]:
        if not all(map(_is_ordinary, values)) or sum(isinstance(value, Person) for value in values) > 1:
            return Question("", (), lambda _rows: list(self.question(*values)))
        words = self.worded(connections[DEFAULT_DB_ALIAS].vendor, tuple(map(_kind, values)))
        person = next((value.pk for value in values if isinstance(value, Person)), SOMEBODY)
        new = in_place_of(person) | {
            _mark(value, place): value for place, value in enumerate(values) if not isinstance(value, Person)
        }
        return Question(words.sql, [new.get(value, value) for value in words.values], words.read)

    def _worded(self, vendor: str, kinds: tuple) -> "_Words":
        return _Words(self.question(*(_stand_in(kind, place) for place, kind in enumerate(kinds))))


def rounded_up(keys: Iterable[int], to: int = 8) -> list[int]:
    """Keys for a question about many, so many that it has few wordings: nothing has the key 0."""
    keys = list(keys)
    return keys + [0] * (-len(keys) % to if keys else to)


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
        self.converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        is_plain = found._iterable_class is ModelIterable and not found._prefetch_related_lookups  # type: ignore[attr-defined]
        self.read = self._models if is_plain else self._anything

    def _models(self, rows: list[tuple]) -> list[M]:
        """What ModelIterable makes of them; what it finds out for each queryset anew is known here."""
        if self.converters:
            rows = self.compiler.apply_converters(rows, self.converters)
        return [self._model(row) for row in rows]

    def _model(self, row: tuple) -> M:
        columns, names, related = self._plan
        one = self.found.model.from_db(DEFAULT_DB_ALIAS, names, row[columns])
        for populator in related:
            populator.populate(row, one)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(one, name, row[place])
        return one

    @cached_property
    def _plan(self) -> tuple[slice, list[str], list]:
        compiler = self.compiler
        places = compiler.klass_info["select_fields"]
        columns = slice(places[0], places[-1] + 1)
        names = [column.target.attname for column, *_ in compiler.select[columns]]
        related = get_related_populators(compiler.klass_info, compiler.select, connection.alias)  # type: ignore[call-arg]
        return columns, names, related

    def _anything(self, rows: list[tuple]) -> list[M]:
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.__dict__["execute_sql"] = lambda *_, **__: [rows]
        query = copy.copy(self.found.query)
        query.__dict__["get_compiler"] = lambda *_, **__: compiler
        found = self.found.__class__(model=self.found.model, query=query)
        for kept in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(found, kept, getattr(self.found, kept))
        return list(found)
