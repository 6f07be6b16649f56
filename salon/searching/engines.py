"""The index over messages, once for each database: numbers of `tokens` to messages. The rest of the wing knows no SQL.

PostgreSQL keeps the numbers as an array beside the text, under a GIN index. SQLite keeps them in an FTS5 table of its own
without the text, whose entries are taken out by naming the numbers that were put in; they follow from the row.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from django.db import connection
from django.db.models import QuerySet

from members.questions import Question, put
from salon.searching import tokens

TABLE = "salon_searchedmessage"
COLUMNS = "message_id, room_id, organisation_id, text"
# Of PostgreSQL: among so many of the latest one looks first, and portion by portion further back; so many are few
LATEST, FURTHER, FEW = 5_000, 40_000, 2_000


class Row(NamedTuple):
    """A message as it is searched; `text` is folded."""

    message: Any  # its key, or `KeyOf` one that is stored in the same go
    room: int
    organisation: int | None
    text: str

    def numbers(self) -> set[int]:
        return tokens.of_text(self.text) | tokens.of_rooms([self.room]) | tokens.of_organisation(self.organisation)


class Lookup(NamedTuple):
    """Messages with all of these numbers, and with one of those where there are any; keys from `first` to `last`."""

    all_of: set[int]
    any_of: set[int]
    first: int
    last: int


class Engine(Protocol):
    make: tuple[str, ...]
    unmake: tuple[str, ...]
    empty: tuple[str, ...]
    sort_in: tuple[str, ...]

    def put(self, rows: Iterable[Row]) -> None:
        """Rows that are not there."""

    def putting(self, row: Row) -> list[Question]:
        """The same for one row, as questions to be put."""

    def drop(self, rows: Iterable[Row]) -> None:
        """Rows exactly as they were put."""

    def newest(self, found: QuerySet, lookup: Lookup, limit: int) -> list[int]:
        """Keys of what is in `found` and in `lookup`, the newest first."""


class PostgreSQL:
    """GIN brings in all places of a word before one is looked at, and those of a common word are all messages there are.

    So one looks among the latest first, where a common word fills the page. Then the index is asked, and left alone
    where it has more than a few; then one looks further back, portion by portion.
    """

    make: tuple[str, ...] = (
        f"ALTER TABLE {TABLE} ADD COLUMN numbers integer[] NOT NULL",
        f"CREATE INDEX salon_searched_numbers ON {TABLE} USING gin (numbers)",
    )
    unmake: tuple[str, ...] = (f"ALTER TABLE {TABLE} DROP COLUMN numbers",)
    empty: tuple[str, ...] = (f"DELETE FROM {TABLE}",)
    sort_in: tuple[str, ...] = ("SELECT gin_clean_pending_list('salon_searched_numbers')",)

    def put(self, rows: Iterable[Row]) -> None:
        put(*(question for row in rows for question in self.putting(row)))

    def putting(self, row: Row) -> list[Question]:
        sql = f"INSERT INTO {TABLE} ({COLUMNS}, numbers) VALUES (%s, %s, %s, %s, %s::integer[])"
        # As PostgreSQL writes an array: the driver would look at each number
        numbers = f"{{{','.join(map(str, row.numbers()))}}}"
        return [Question(sql, (*row, numbers))]

    def drop(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE message_id = ANY(%s)", [[row.message for row in rows]])

    def newest(self, found: QuerySet, lookup: Lookup, limit: int) -> list[int]:
        keys = found.order_by("-pk").values_list("pk", flat=True)
        numbered, values = self._numbered(lookup)
        narrowed = keys.extra(where=numbered, params=values)
        first = max(lookup.first, lookup.last - LATEST + 1)
        got = list(narrowed.filter(pk__gte=first, pk__lte=lookup.last)[:limit])
        rest = lookup._replace(last=first - 1)
        if numbered and rest.first <= rest.last and len(got) < limit:
            few = self._few(rest)
            if len(few) <= FEW:
                return got + list(keys.filter(pk__in=few)[: limit - len(got)])
        while rest.first <= rest.last and len(got) < limit:
            first = max(rest.first, rest.last - FURTHER + 1)
            got += narrowed.filter(pk__gte=first, pk__lte=rest.last)[: limit - len(got)]
            rest = rest._replace(last=first - 1)
        return got

    def _few(self, lookup: Lookup) -> list[int]:
        """Keys of what the index has, in no order; more than FEW where it has more."""
        numbered, values = self._numbered(lookup)
        where = " AND ".join([*numbered, "message_id BETWEEN %s AND %s"])
        with connection.cursor() as cursor:
            # Planned as if all were wanted: for the sake of the limit alone PostgreSQL would read on in the hope of a hit
            cursor.execute(
                f"WITH found AS MATERIALIZED (SELECT message_id FROM {TABLE} WHERE {where})"
                f" SELECT message_id FROM found LIMIT {FEW + 1}",
                [*values, lookup.first, lookup.last],
            )
            return [key for (key,) in cursor.fetchall()]

    def _numbered(self, lookup: Lookup) -> tuple[list[str], list]:
        asked = [("@>", lookup.all_of), ("&&", lookup.any_of)]
        return (
            [f"{TABLE}.numbers {operator} %s::integer[]" for operator, numbers in asked if numbers],
            [list(numbers) for _operator, numbers in asked if numbers],
        )


class SQLite:
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
    sort_in: tuple[str, ...] = ()

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

    def newest(self, found: QuerySet, lookup: Lookup, limit: int) -> list[int]:
        keys = found.values_list("pk", flat=True)
        asked = [_term(number) for number in lookup.all_of]
        if lookup.any_of:
            asked.append(f"({' OR '.join(map(_term, lookup.any_of))})")
        if not asked:
            return list(keys.filter(pk__gte=lookup.first, pk__lte=lookup.last).order_by("-pk")[:limit])
        return list(
            keys.extra(
                tables=["salon_searchednumbers"],
                where=[
                    f"salon_searchednumbers.rowid = {TABLE}.message_id",
                    "salon_searchednumbers MATCH %s",
                    "salon_searchednumbers.rowid BETWEEN %s AND %s",
                ],
                params=[" AND ".join(asked), lookup.first, lookup.last],
                # FTS5 walks from the newest back, and stops when the page is full
                order_by=["-salon_searchednumbers.rowid"],
            )[:limit]
        )


def _term(number: int) -> str:
    return f"n{number & 0xFFFFFFFF:x}"


def engine() -> Engine:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
