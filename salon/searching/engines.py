"""The index over messages, once for each database: numbers of `tokens` to messages. The rest of the wing knows no SQL.

PostgreSQL keeps the numbers as an array beside the text, under a GIN index. SQLite keeps them in an FTS5 table of its own
without the text, whose entries are taken out by naming the numbers that were put in; they follow from the row.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.models import QuerySet

from members.questions import Question, put
from salon.searching import tokens

TABLE = "salon_searchedmessage"
COLUMNS = "message_id, room_id, organisation_id, text"


class Row(NamedTuple):
    """A message as it is searched; `text` is folded."""

    message: int
    room: int
    organisation: int | None
    text: str

    def numbers(self) -> set[int]:
        return tokens.of_text(self.text) | tokens.of_rooms([self.room]) | tokens.of_organisation(self.organisation)


class Engine(Protocol):
    make: tuple[str, ...]
    unmake: tuple[str, ...]
    empty: tuple[str, ...]
    # Among so many of the latest messages one looks first; 0 where the index is read from the newest back anyway
    latest: int

    def put(self, rows: Iterable[Row]) -> None:
        """Rows that are not there."""

    def putting(self, row: Row) -> list[Question]:
        """The same for one row, as questions to be put."""

    def drop(self, rows: Iterable[Row]) -> None:
        """Rows exactly as they were put."""

    def narrow(self, found: QuerySet, all_of: set[int], any_of: set[int]) -> QuerySet:
        """Those with all of these numbers, and with one of those."""


class PostgreSQL:
    latest = 20_000
    make: tuple[str, ...] = (
        f"ALTER TABLE {TABLE} ADD COLUMN numbers integer[] NOT NULL",
        f"CREATE INDEX salon_searched_numbers ON {TABLE} USING gin (numbers)",
    )
    unmake: tuple[str, ...] = (f"ALTER TABLE {TABLE} DROP COLUMN numbers",)
    empty: tuple[str, ...] = (f"DELETE FROM {TABLE}",)

    def put(self, rows: Iterable[Row]) -> None:
        put(*(question for row in rows for question in self.putting(row)))

    def putting(self, row: Row) -> list[Question]:
        sql = f"INSERT INTO {TABLE} ({COLUMNS}, numbers) VALUES (%s, %s, %s, %s, %s::integer[])"
        return [Question(sql, (*row, list(row.numbers())))]

    def drop(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE message_id = ANY(%s)", [[row.message for row in rows]])

    def narrow(self, found: QuerySet, all_of: set[int], any_of: set[int]) -> QuerySet:
        if all_of:
            found = found.extra(where=[f"{TABLE}.numbers @> %s::integer[]"], params=[list(all_of)])
        if any_of:
            found = found.extra(where=[f"{TABLE}.numbers && %s::integer[]"], params=[list(any_of)])
        return found


class SQLite:
    latest = 0
    # Numbers only: neither the text once more, nor where in it they stand
    make: tuple[str, ...] = (
        "CREATE VIRTUAL TABLE salon_searchednumbers"
        " USING fts5(numbers, content='', detail=none, columnsize=0, tokenize='ascii')",
    )
    unmake: tuple[str, ...] = ("DROP TABLE salon_searchednumbers",)
    empty: tuple[str, ...] = (
        f"DELETE FROM {TABLE}",
        "INSERT INTO salon_searchednumbers (salon_searchednumbers) VALUES ('delete-all')",
    )

    def put(self, rows: Iterable[Row]) -> None:
        put(*(question for row in rows for question in self.putting(row)))

    def putting(self, row: Row) -> list[Question]:
        numbers = "INSERT INTO salon_searchednumbers (rowid, numbers) VALUES (%s, %s)"
        return [
            Question(f"INSERT INTO {TABLE} ({COLUMNS}) VALUES (%s, %s, %s, %s)", row),
            Question(numbers, (row.message, " ".join(map(_term, row.numbers())))),
        ]

    def drop(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE message_id = %s", [(row.message,) for row in rows])
            cursor.executemany(
                "INSERT INTO salon_searchednumbers (salon_searchednumbers, rowid, numbers) VALUES ('delete', %s, %s)",
                [(row.message, " ".join(map(_term, row.numbers()))) for row in rows],
            )

    def narrow(self, found: QuerySet, all_of: set[int], any_of: set[int]) -> QuerySet:
        asked = [_term(number) for number in all_of]
        if any_of:
            asked.append(f"({' OR '.join(map(_term, any_of))})")
        if not asked:
            return found
        return found.extra(
            tables=["salon_searchednumbers"],
            where=[f"salon_searchednumbers.rowid = {TABLE}.message_id", "salon_searchednumbers MATCH %s"],
            params=[" AND ".join(asked)],
            # FTS5 walks from the newest back, and stops when the page is full
            order_by=["-salon_searchednumbers.rowid"],
        )


def _term(number: int) -> str:
    return f"n{number & 0xFFFFFFFF:x}"


def engine() -> Engine:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
