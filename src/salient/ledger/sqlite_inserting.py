"""Rows into SQLite in a thread of its own, while the next ones are made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain

from sqlalchemy import Connection, Table

from salient.ledger.backend import Appender, Row

__all__ = ["Inserter", "inserting"]

_TOGETHER = 1_000
"""Rows of one statement, where the engine takes so many values.

The interpreter's lock is given back only while a statement runs, and then waited for, up to
5 ms: statements of one row would make the thread wait nearly all of the time.
"""


class Inserter(Appender):
    """Inserts in a thread of its own as soon as there are rows for whole statements.

    The connection is used by one thread at a time: by the other one from `go_on` until what it
    was given is stored, for which `catch_up` and `finish` wait. The rows that are left over are
    inserted by `finish`, in the caller's thread; so a small batch starts no other.
    """

    def __init__(self, connection: Connection, thread: ThreadPoolExecutor) -> None:
        driver = connection.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError(f"{driver!r} is no connection to SQLite")
        self._driver = driver
        self._most_values = driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        self._thread = thread
        self._running: Future[None] | None = None
        self._held: dict[Table, list[Row]] = {}
        self._fresh = False

    def put(self, table: Table, rows: list[Row]) -> None:
        """Take rows; they wait for `go_on` or `finish`."""
        if rows:
            self._held.setdefault(table, []).extend(rows)
            self._fresh = True

    def go_on(self) -> None:
        """Give the thread what waits, if it has nothing to do."""
        if not self._fresh or (self._running is not None and not self._running.done()):
            return
        self.catch_up()
        self._fresh = False
        taken = [(table, self._whole_statements(table)) for table in self._held]
        if any(rows for _, rows in taken):
            self._running = self._thread.submit(self._insert_all, taken)

    def catch_up(self) -> None:
        """Wait until the thread has stored what it was given; raise what made it fail."""
        if self._running is not None:
            running, self._running = self._running, None
            running.result()

    def finish(self) -> None:
        """Store every row."""
        self.catch_up()
        held, self._held, self._fresh = self._held, {}, False
        for table, rows in held.items():
            # Nobody else wants the interpreter's lock now.
            self._driver.executemany(_statement(table, 1), rows)

    def _together(self, table: Table) -> int:
        return max(1, min(_TOGETHER, self._most_values // len(table.columns)))

    def _whole_statements(self, table: Table) -> list[Row]:
        """Take as many of the rows that wait as fill statements."""
        rows, together = self._held[table], self._together(table)
        whole = len(rows) // together * together
        self._held[table] = rows[whole:]
        return rows[:whole]

    def _insert_all(self, taken: list[tuple[Table, list[Row]]]) -> None:
        for table, rows in taken:
            together = self._together(table)
            statement = _statement(table, together)
            for first in range(0, len(rows), together):
                values: Sequence[object] = tuple(chain(*rows[first : first + together]))
                self._driver.execute(statement, values)


def _statement(table: Table, rows: int) -> str:
    columns = ", ".join(column.name for column in table.columns)
    places = f"({', '.join('?' * len(table.columns))})"
    return f"INSERT INTO {table.name} ({columns}) VALUES {', '.join([places] * rows)}"  # noqa: S608


@contextmanager
def inserting(connection: Connection) -> Iterator[Inserter]:
    """Lend an inserter; leaving the block without an error stores every row.

    After an error the thread has ended before the block is left, so that nothing is inserted
    while the transaction is rolled back.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="salient-inserting") as thread:
        inserter = Inserter(connection, thread)
        yield inserter
        inserter.finish()
