"""The index, once for each database: tokens (`cms.searching.tokens`) to entries. The rest of the room knows no SQL.

PostgreSQL keeps the tokens as a tsvector under a GIN index, beside a text that is fetched only to be compared. SQLite keeps
them in an FTS5 table of its own. Both are asked with the same expressions and answer the newest first.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.models.expressions import RawSQL

TABLE = "cms_searchentry"
TOKENS = "cms_searchtokens"  # of SQLite
COLUMNS = "key, content_type_id, object_id, title, text"


class Row(NamedTuple):
    """An entry as it is stored; `title` and `text` are folded."""

    key: int
    content_type: int
    object_id: int
    title: str
    text: str


class Hit(NamedTuple):
    key: int
    object_id: int


class Condition(NamedTuple):
    """`match` goes to the index; where that says too little, `sql` with `values` compares the texts themselves."""

    match: str
    sql: str = ""
    values: tuple[str, ...] = ()


class Engine(Protocol):
    make: tuple[str, ...]
    unmake: tuple[str, ...]
    empty: tuple[str, ...]
    #: How the parts of an expression are written: a token, the beginning of tokens, and, or, and not
    token: str
    beginning: str
    both: str
    either: str
    without: str
    #: SQL for "this text holds that word"
    holds: str

    def put(self, rows: Sequence[tuple[Row, Iterable[str]]]) -> None:
        """Entries that are not there, each with its tokens."""

    def drop(self, content_type: int, object_ids: Sequence[int]) -> None:
        """Entries of these objects, if there are any."""

    def newest(self, wanted: Condition, below: int, limit: int) -> list[Hit]:
        """What meets the condition with a key below `below`, the newest first; at most `limit`."""

    def matching(self, wanted: Condition) -> RawSQL:
        """A subquery with the object_id of everything that meets the condition."""


class PostgreSQL:
    make: tuple[str, ...] = (
        f"ALTER TABLE {TABLE} ADD COLUMN tokens tsvector NOT NULL",
        # Rows stay short, so that thousands of them are looked at in a moment: text and tokens stand beside the table
        f"ALTER TABLE {TABLE} ALTER COLUMN text SET STORAGE EXTERNAL",
        f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
        f"CREATE INDEX cms_searchentry_tokens ON {TABLE} USING gin (tokens)",
    )
    unmake: tuple[str, ...] = (f"ALTER TABLE {TABLE} DROP COLUMN tokens",)
    empty: tuple[str, ...] = (f"DELETE FROM {TABLE}",)
    token, beginning, both, either, without = "'{}'", "'{}':*", " & ", " | ", " & !"
    holds = "strpos({}, %s) > 0"

    def put(self, rows: Sequence[tuple[Row, Iterable[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} ({COLUMNS}, tokens) VALUES (%s, %s, %s, %s, %s, array_to_tsvector(%s::text[]))",
                [(*row, list(tokens)) for row, tokens in rows],
            )

    def drop(self, content_type: int, object_ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE content_type_id = %s AND object_id = ANY(%s)",
                [content_type, list(object_ids)],
            )

    def newest(self, wanted: Condition, below: int, limit: int) -> list[Hit]:
        with connection.cursor() as cursor:
            # The index first and as a whole: for the sake of the limit PostgreSQL would walk along all keys in the hope
            # of a hit. Then sorted, and compared only until the page is full
            compared = f"JOIN {TABLE} USING (key) WHERE {wanted.sql}" if wanted.sql else ""
            cursor.execute(
                f"WITH found AS MATERIALIZED (SELECT key, object_id FROM {TABLE} WHERE tokens @@ %s::tsquery AND key < %s)"
                f" SELECT found.key, found.object_id FROM (SELECT * FROM found ORDER BY key DESC) found {compared}"
                " ORDER BY found.key DESC LIMIT %s",
                [wanted.match, below, *wanted.values, limit],
            )
            return [Hit(*row) for row in cursor.fetchall()]

    def matching(self, wanted: Condition) -> RawSQL:
        compared = f" AND {wanted.sql}" if wanted.sql else ""
        return RawSQL(
            f"SELECT object_id FROM {TABLE} WHERE tokens @@ %s::tsquery{compared}", [wanted.match, *wanted.values]
        )


class SQLite:
    make: tuple[str, ...] = (
        # Whether a token is there, and nothing else: neither where nor how often
        f"CREATE VIRTUAL TABLE {TOKENS} USING fts5(tokens, detail=none, columnsize=0, tokenize='ascii')",
    )
    unmake: tuple[str, ...] = (f"DROP TABLE {TOKENS}",)
    empty: tuple[str, ...] = (f"DELETE FROM {TABLE}", f"DELETE FROM {TOKENS}")
    token, beginning, both, either, without = '"{}"', '"{}" *', " AND ", " OR ", " NOT "
    holds = "instr({}, %s) > 0"

    def put(self, rows: Sequence[tuple[Row, Iterable[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s)", [row for row, _tokens in rows]
            )
            cursor.executemany(
                # What a test that empties tables has left of it is written over
                f"INSERT OR REPLACE INTO {TOKENS} (rowid, tokens) VALUES (%s, %s)",
                [(row.key, " ".join(tokens)) for row, tokens in rows],
            )

    def drop(self, content_type: int, object_ids: Sequence[int]) -> None:
        places = ", ".join(["%s"] * len(object_ids))
        found = f"FROM {TABLE} WHERE content_type_id = %s AND object_id IN ({places})"
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TOKENS} WHERE rowid IN (SELECT key {found})", [content_type, *object_ids])
            cursor.execute(f"DELETE {found}", [content_type, *object_ids])

    def newest(self, wanted: Condition, below: int, limit: int) -> list[Hit]:
        with connection.cursor() as cursor:
            # FTS5 walks from the newest back, and stops when the page is full
            cursor.execute(
                f"SELECT {TABLE}.key, object_id {self._found(wanted)} AND {TOKENS}.rowid < %s"
                f" ORDER BY {TOKENS}.rowid DESC LIMIT %s",
                [wanted.match, *wanted.values, below, limit],
            )
            return [Hit(*row) for row in cursor.fetchall()]

    def matching(self, wanted: Condition) -> RawSQL:
        return RawSQL(f"SELECT object_id {self._found(wanted)}", [wanted.match, *wanted.values])

    def _found(self, wanted: Condition) -> str:
        compared = f" AND {wanted.sql}" if wanted.sql else ""
        return f"FROM {TOKENS} CROSS JOIN {TABLE} ON {TABLE}.key = {TOKENS}.rowid WHERE {TOKENS} MATCH %s{compared}"


def engine() -> Engine:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
