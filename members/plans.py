"""PostgreSQL asked without a cursor of the driver's, over the same connection.

A cursor weighs anew at each question whether it is worth a plan, waits in a dozen steps of Python, and opens a transaction
by a question of its own. Here every wording has its plan from the first time, what belongs together goes over the wire
together, and a transaction begins with the first question in it.
"""

import re
import select
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from psycopg import Connection, OperationalError, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

MOST = 200  # plans that one connection keeps; a page asks some dozens of questions
Statement = tuple[str, Sequence[Any]]
_TEXT = 0  # how answers come


class Plans:
    """Those of one connection, which no other thread uses meanwhile."""

    def __init__(self, driver: Connection) -> None:
        self.driver, self.pgconn = driver, driver.pgconn
        self.adapting = Transformer(driver)
        self.names: dict[tuple, bytes] = {}
        self.numbers = count(1)
        self.wire = select.poll()

    def ask(self, statements: Sequence[Statement]) -> list[list[tuple]]:
        """The rows of each, in order; `%s` stands for a value. Raises what the driver raises, of the first that fails."""
        begins = not self.driver.autocommit and self.pgconn.transaction_status == TransactionStatus.IDLE
        ready = [self._ready(*statement) for statement in statements]
        if begins or len(ready) > 1:
            results = self._together(ready, begins)
        else:
            results = [self.pgconn.exec_prepared(*one, _TEXT) for one in ready]
        return [self._rows(result) for result in results]

    def _ready(self, sql: str, values: Sequence[Any]) -> tuple[bytes, Sequence, Sequence]:
        dumped = self.adapting.dump_sequence(values, [PyFormat.AUTO] * len(values))
        types, formats = self.adapting.types, self.adapting.formats
        key = (sql, types)
        if (name := self.names.pop(key, None)) is None:
            name = self._plan(key)
        # The newest stands last: what has to go is no part of what is asked now
        self.names[key] = name
        return name, dumped, formats or ()

    def _plan(self, key: tuple) -> bytes:
        sql, types = key
        if len(self.names) >= MOST:
            self._must_have_worked(self.pgconn.exec_(b"DEALLOCATE " + self.names.pop(next(iter(self.names)))))
        name = b"asked_%d" % next(self.numbers)
        self._must_have_worked(self.pgconn.prepare(name, _numbered(sql).encode(), types))
        return name

    def _together(self, ready: Sequence[tuple[bytes, Sequence, Sequence]], begins: bool) -> list[PGresult]:
        try:
            self.pgconn.enter_pipeline_mode()
            if begins:
                self.pgconn.send_query_params(b"BEGIN", None)
            for name, dumped, formats in ready:
                self.pgconn.send_query_prepared(name, dumped, formats, result_format=_TEXT)
            self.pgconn.pipeline_sync()
            results = self._answers()
            self.pgconn.exit_pipeline_mode()
        except BaseException:
            # Half an answer is left on the wire
            self.pgconn.finish()
            raise
        if begins:
            self._must_have_worked(results.pop(0))
        return results

    def _answers(self) -> list[PGresult]:
        found: list[PGresult] = []
        while True:
            while (unsent := self.pgconn.flush()) or self.pgconn.is_busy():
                # Others have their turn while PostgreSQL is at work
                self.wire.register(self.pgconn.socket, select.POLLIN | (select.POLLOUT if unsent else 0))
                self.wire.poll()
                self.pgconn.consume_input()
            result = self.pgconn.get_result()
            if result is None:
                continue
            if result.status == ExecStatus.PIPELINE_SYNC:
                return found
            found.append(result)

    def _rows(self, result: PGresult) -> list[tuple]:
        self._must_have_worked(result)
        self.adapting.set_pgresult(result)
        return self.adapting.load_rows(0, result.ntuples, tuple)

    def _must_have_worked(self, result: PGresult) -> None:
        if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
            return
        if self.pgconn.status == ConnStatus.BAD:
            raise OperationalError(result.get_error_message())
        raise errors.error_from_result(result)


@lru_cache(maxsize=512)
def _numbered(sql: str) -> str:
    places = count(1)
    return re.sub("%[s%]", lambda found: f"${next(places)}" if found[0] == "%s" else "%", sql)
