"""What is put to the database many times a second, in words that are ready.

Django words each statement anew, wraps cursor and answer several times, and has PostgreSQL plan it anew: that costs more
than finding the answer. Here the words stand, go to the driver directly, and PostgreSQL keeps its plan.
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Question(Generic[R]):
    """SQL with its values, and what its rows are made into; without `read` there are none.

    Without SQL nothing is put, and `read` finds the answer. `stores` is the row that it makes, if any.
    """

    sql: str
    values: Sequence[Any]
    read: Callable[[list[tuple]], R] | None = None
    stores: Model | None = None


@dataclass(frozen=True, slots=True)
class KeyOf:
    """Stands among values for the key of a row that is stored before, in the same go."""

    row: Model


def _here() -> BaseDatabaseWrapper:
    # Not through the proxy, which looks it up at every attribute
    return connections[DEFAULT_DB_ALIAS]


def put(*questions: Question) -> list:
    """The answers, in the order of the questions, which are put in it. Raises what the first one raises that fails.

    What changes anything belongs into a transaction: what only reads is put once more when the connection was lost.
    """
    try:
        found = _rows(questions)
    except (NotSupportedError, OperationalError):
        # A migration changed a column while this process goes on serving, or the server began anew since the last question.
        # A transaction that ends so ends the plans, too
        if _here().vendor != "postgresql" or not _may_be_put_again(questions):
            raise
        _here().close()
        found = _rows(questions)
    return [question.read(rows) if question.read else None for question, rows in zip(questions, found, strict=True)]


def _may_be_put_again(questions: Sequence[Question]) -> bool:
    return not _here().in_atomic_block and all(
        question.sql.startswith(("SELECT", "WITH")) and not question.stores for question in questions if question.sql
    )


def store(*questions: Question, is_last: bool = False) -> None:
    """Put what belongs together and only writes, rows and what is said of them; on PostgreSQL as one statement.

    So none of it may look for what another one did, but for its key: `KeyOf`. Their SQL has "%s" for values only.
    `is_last`: with it the transaction is done, the outermost one, whose end then need not be said by itself.
    """
    if _here().vendor != "postgresql":
        for question in questions:
            put(question)
        return
    rows = [question.stores for question in questions]
    links, values = [], []
    for place, question in enumerate(questions):
        for at, value in enumerate(question.values):
            if isinstance(value, KeyOf):
                links.append((place, at, next(other for other, row in enumerate(rows) if row is value.row)))
            else:
                values.append(value)
    sql = _as_one(tuple(question.sql for question in questions), tuple(links), tuple(map(bool, rows)))
    whole = Question(sql, values, list, next(filter(None, rows)))
    [keys], *_done = put(whole, _END) if is_last and _is_quiet(_here()) else put(whole)
    made = [question for question in questions if question.stores and question.read]
    for question, key in zip(made, keys, strict=True):
        question.read([(key,)])  # type: ignore[misc]


_END: Question[None] = Question("COMMIT", ())


@lru_cache(maxsize=64)
def _as_one(statements: tuple[str, ...], links: tuple[tuple[int, int, int], ...], stores: tuple[bool, ...]) -> str:
    """`links` are the values that are keys: the statement, the place among its values, the statement that makes the key."""
    known = {(place, at): f"(SELECT * FROM s{row})" for place, at, row in links}
    parts = []
    for place, statement in enumerate(statements):
        first, *rest = statement.split("%s")
        parts.append(
            f"s{place} AS ({first}{''.join(known.get((place, at), '%s') + text for at, text in enumerate(rest))})"
        )
    keys = [f"(SELECT * FROM s{place})" for place, is_row in enumerate(stores) if is_row]
    return f"WITH {', '.join(parts)} SELECT {', '.join(keys)}"


def new(one: Model) -> Question[None]:
    """Store what is not there yet, as `save` does, but nobody is told by a signal. Its key is there with the answer.

    What it leads to may be stored in the same go, before it.
    """
    sql, fields = _insert(type(one))
    here = _here()
    values = [_value(one, field, here) for field in fields]

    def stored(rows: list[tuple]) -> None:
        [(one.pk,)] = rows
        one._state.adding, one._state.db = False, DEFAULT_DB_ALIAS
        for field, value in zip(fields, values, strict=True):
            if isinstance(value, KeyOf):
                # As if it had been known: to set it would forget the row that it leads to
                vars(one)[field.attname] = value.row.pk

    return Question(sql, values, stored, one)


def _value(one: Model, field: Any, here: BaseDatabaseWrapper) -> Any:
    value = field.pre_save(one, True)
    if value is None and field.is_relation and field.is_cached(one) and (other := getattr(one, field.name)):
        return KeyOf(other)
    return field.get_db_prep_save(value, here)


def changed(one: Model, *names: str) -> Question[None]:
    """Store these fields as they are now, as `save(update_fields=…)` does, but nobody is told by a signal."""
    sql, fields = _update(type(one), names)
    here = _here()
    values = [field.get_db_prep_save(getattr(one, field.attname), here) for field in fields]
    return Question(sql, values)


@cache
def _insert(model: type[Model]) -> tuple[str, list]:
    key, fields = model._meta.pk, [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places}) RETURNING "{key.column}"', fields


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list]:
    key = model._meta.pk
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{key.column}" = %s', [*fields, key]


def _rows(questions: Sequence[Question]) -> list[list[tuple]]:
    here = _here()
    if _is_quiet(here):
        with here.wrap_database_errors:
            if here.vendor == "postgresql":
                return _planned(here, questions)
            embedded = _embedded_cursor(here)
            return [_found(embedded, question) for question in questions]
    with here.cursor() as cursor:
        return [_found(cursor, question) for question in questions]


def _found(cursor, question: Question) -> list[tuple]:
    if not question.sql:
        return []
    cursor.execute(question.sql, _known(question.values))
    return cursor.fetchall() if question.read else []


def _known(values: Sequence[Any]) -> Sequence[Any]:
    if any(type(value) is KeyOf for value in values):
        return [value.row.pk if type(value) is KeyOf else value for value in values]
    return values


def _is_quiet(here: BaseDatabaseWrapper) -> bool:
    """Whether the driver may be asked directly: not behind a pooler that changes connections between transactions.

    Nor where somebody looks at what is asked: it would not be seen. And a transaction begins as PostgreSQL begins one.
    """
    options = here.settings_dict
    is_special = options.get("DISABLE_SERVER_SIDE_CURSORS") or "isolation_level" in options["OPTIONS"]
    return not (is_special or here.queries_logged or here.execute_wrappers)


class _EmbeddedCursor(sqlite3.Cursor):
    """As Django's, which words the places of values anew each time."""

    def execute(self, sql: str, parameters: Any = (), /) -> "_EmbeddedCursor":
        return super().execute(_with_marks(sql), parameters)


@lru_cache(maxsize=512)
def _with_marks(sql: str) -> str:
    return re.sub("%[s%]", lambda found: "?" if found[0] == "%s" else "%", sql)


def _embedded_cursor(here: BaseDatabaseWrapper) -> sqlite3.Cursor:
    here.ensure_connection()
    here.validate_no_broken_transaction()
    return here.connection.cursor(_EmbeddedCursor)


def _planned(here: BaseDatabaseWrapper, questions: Sequence[Question]) -> list[list[tuple]]:
    """As Django's own cursor has its connection; but what may be put again finds out by itself whether it still lives."""
    if _may_be_put_again(questions):
        here.health_check_done = True  # type: ignore[attr-defined]
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_no_broken_transaction()
    kept = vars(here.connection)
    if "plans" not in kept:
        from members.plans import Plans

        kept["plans"] = Plans(here.connection)
    put_now = [question for question in questions if question.sql]
    found = iter(kept["plans"].ask([(question.sql, _known(question.values)) for question in put_now]))
    return [next(found) if question.sql else [] for question in questions]
