"""What is put to the database many times a second, in words that are ready.

Django words each statement anew, wraps cursor and answer several times, and has PostgreSQL plan it anew: that costs more
than finding the answer. Here the words stand, go to the driver directly, and PostgreSQL keeps its plan. (Several in one
go over the wire, as the driver offers it, was tried: it takes more of the processor than one after the other.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, OperationalError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
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
    return not connection.in_atomic_block and all(
        question.sql.startswith(("SELECT", "WITH")) for question in questions if question.sql
    )


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
    key = model._meta.pk
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "{key.column}" = %s', [*fields, key]


def _rows(questions: Sequence[Question]) -> list[list[tuple]]:
    here = connections[DEFAULT_DB_ALIAS]
    if _keeps_plans(here):
        cursor = _ready_cursor(here, questions)
        with here.wrap_database_errors:
            return [_found(cursor, question) for question in questions]
    with here.cursor() as cursor:
        return [_found(cursor, question) for question in questions]


def _found(cursor, question: Question) -> list[tuple]:
    if not question.sql:
        return []
    cursor.execute(question.sql, question.values)
    return cursor.fetchall() if question.read else []


def _keeps_plans(here: BaseDatabaseWrapper) -> bool:
    """Whether statements are prepared: not behind a pooler that changes connections between transactions.

    Nor where somebody looks at what is asked: such a cursor cannot say it.
    """
    pooled = here.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    return here.vendor == "postgresql" and not pooled and not here.queries_logged


def _ready_cursor(here: BaseDatabaseWrapper, questions: Sequence[Question]):
    """One for a connection: it knows how to read each column that it has read before.

    Of a connection as Django's own cursor has it; but what may be put again finds out by itself whether it still lives.
    """
    if _may_be_put_again(questions):
        here.health_check_done = True  # type: ignore[attr-defined]
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_no_broken_transaction()
    driver = here.connection
    kept = vars(driver)
    if "ready_cursor" not in kept:
        from django.db.backends.postgresql.base import ServerBindingCursor

        driver.prepare_threshold = 3
        kept["ready_cursor"] = ServerBindingCursor(driver)  # type: ignore[call-arg]
    return kept["ready_cursor"]
