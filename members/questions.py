"""What is put to the database again and again, in words that are ready: alone, or several in one go.

PostgreSQL is given the words as a prepared statement, so that it does not plan them anew; and what is put together goes
there and back once, however much it is. Each question still sees what those before it did.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import NotSupportedError, OperationalError, connection
from django.db.models import Model

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Question(Generic[R]):
    """SQL with its values, and what its rows are made into; without `read` there are none.

    Without SQL nothing is put, and `read` finds the answer.
    """

    sql: str
    values: Sequence[Any]
    read: Callable[[list[tuple]], R] | None = None


def put(*questions: Question) -> list:
    """The answers, in the order of the questions, which are put in it. Raises what the first one raises that fails.

    What changes anything belongs into a transaction: what only reads is put once more when the connection was lost.
    """
    try:
        found = _rows(questions)
    except (NotSupportedError, OperationalError):
        # A migration changed a column while this process goes on serving, or the server began anew since the last question.
        # A transaction that ends so ends the plans, too
        if connection.vendor != "postgresql" or not _may_be_put_again(questions):
            raise
        connection.close()
        found = _rows(questions)
    return [question.read(rows) if question.read else None for question, rows in zip(questions, found, strict=True)]


def _may_be_put_again(questions: Sequence[Question]) -> bool:
    only_reads = all(question.sql.startswith(("SELECT", "WITH")) for question in questions if question.sql)
    return only_reads and not connection.in_atomic_block


def new(one: Model) -> Question[None]:
    """Store what is not there yet, as `save` does, but nobody is told by a signal. Its key is there with the answer."""
    sql, fields = _insert(type(one))

    def stored(rows: list[tuple]) -> None:
        [(one.pk,)] = rows
        one._state.adding, one._state.db = False, connection.alias

    values = [field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields]
    return Question(sql, values, stored)


def changed(one: Model, *names: str) -> Question[None]:
    """Store these fields as they are now, as `save(update_fields=…)` does, but nobody is told by a signal."""
    sql, fields = _update(type(one), names)
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields]
    return Question(sql, values)


@cache
def _insert(model: type[Model]) -> tuple[str, list]:
    key, fields = model._meta.pk, [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({places}) RETURNING "{key.column}"', fields


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list]:
    key, fields = model._meta.pk, [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{key.column}" = %s', [*fields, key]


def _rows(questions: Sequence[Question]) -> list[list[tuple]]:
    asked = [question for question in questions if question.sql]
    keeps = _keeps_plans()
    if keeps:
        _connect(questions)
    with connection.wrap_database_errors:
        with connection.connection.pipeline() if keeps and len(asked) > 1 else nullcontext():
            cursors = [_put(question, keeps) for question in asked]
        found = [cursor.fetchall() if one.read else [] for one, cursor in zip(asked, cursors, strict=True)]
    answers = iter(found)
    return [next(answers) if question.sql else [] for question in questions]


def _put(question: Question, keeps: bool):
    cursor = _cursor() if keeps else connection.cursor()
    cursor.execute(question.sql, question.values)
    return cursor


def _keeps_plans() -> bool:
    """Whether statements are prepared: not behind a pooler that changes connections between transactions.

    Nor where somebody looks at what is asked: such a cursor cannot say it.
    """
    pooled = connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    return connection.vendor == "postgresql" and not pooled and not connection.queries_logged


def _connect(questions: Sequence[Question]) -> None:
    """As Django's own cursor does; but what may be put again finds out by itself whether the connection still lives."""
    if _may_be_put_again(questions):
        connection.health_check_done = True
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if connection.connection.prepare_threshold is None:
        connection.connection.prepare_threshold = 3


def _cursor():
    from django.db.backends.postgresql.base import ServerBindingCursor

    return connection._prepare_cursor(ServerBindingCursor(connection.connection))  # type: ignore[attr-defined,call-arg]
