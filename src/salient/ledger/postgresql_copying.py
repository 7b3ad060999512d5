"""Rows into PostgreSQL by binary COPY, at once or while the next rows are being made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Connection, Integer, SmallInteger, Table, Text

from salient.errors import LedgerError
from salient.ledger.backend import Appender, Row

if TYPE_CHECKING:
    from psycopg import Copy

__all__ = ["CopyAppender", "copy_rows"]

# Subclasses before what they are a subclass of. Binary COPY takes each value in its column's width.
_KINDS = ((SmallInteger, "int2"), (BigInteger, "int8"), (Integer, "int4"), (Text, "text"))
_WIDTHS = {"int2": 15, "int4": 31}


def _type_names(table: Table) -> list[str]:
    """Name the server's types of the columns."""
    return [
        next(name for kind, name in _KINDS if isinstance(column.type, kind))
        for column in table.columns
    ]


def _check_widths(table: Table, rows: list[Row]) -> None:
    """Refuse a number that is wider than its column: the driver would cut it off."""
    for place, (column, name) in enumerate(zip(table.columns, _type_names(table), strict=True)):
        if name not in _WIDTHS:
            continue
        most = 2 ** _WIDTHS[name]
        for row in rows:
            value = row[place]
            if isinstance(value, int) and not -most <= value < most:
                raise LedgerError(
                    f"{value:,} does not fit into {table.name}.{column.name}, which holds whole "
                    f"numbers up to {most - 1:,}; nothing of this step was stored"
                )


def _begin(connection: Connection, table: Table) -> AbstractContextManager[Copy]:
    columns = ", ".join(column.name for column in table.columns)
    cursor: Any = connection.connection.cursor()
    copying: AbstractContextManager[Copy] = cursor.copy(
        f"COPY {table.name} ({columns}) FROM STDIN (FORMAT BINARY)"
    )
    return copying


def copy_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Append `rows` and wait until the server has them."""
    _check_widths(table, rows)
    with _begin(connection, table) as copy:
        copy.set_types(_type_names(table))
        for row in rows:
            copy.write_row(row)


class CopyAppender(Appender):
    """Hands the server rows a few at a time, so that it stores them while more are made.

    One after the other, client and server would each wait for the other half of the time. The
    driver never waits in the middle of a COPY, only at its end; so rows are written in step with
    the making of the next ones, and the server is behind by little when they end.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: deque[tuple[Table, list[Row]]] = deque()
        self._copying: AbstractContextManager[Copy] | None = None
        self._copy: Copy | None = None
        self._rows: Iterator[Row] = iter(())

    def __enter__(self) -> CopyAppender:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.finish()
        elif self._copying is not None:
            self._copying.__exit__(kind, error, trace)

    def put(self, table: Table, rows: list[Row]) -> None:
        """Take rows, to be written after those that came before."""
        if rows:
            _check_widths(table, rows)
            self._waiting.append((table, rows))

    def go_on(self, rows: int) -> None:
        """Write as many of the rows that wait, if there are."""
        for _ in range(rows):
            copy = self._copy or self._next()
            if copy is None:
                return
            row = next(self._rows, None)
            if row is None:
                self._end()
            else:
                copy.write_row(row)

    def finish(self) -> None:
        """Write all that wait, and wait until the server has them."""
        while (copy := self._copy or self._next()) is not None:
            for row in self._rows:
                copy.write_row(row)
            self._end()

    def _next(self) -> Copy | None:
        if not self._waiting:
            return None
        table, rows = self._waiting.popleft()
        copying = _begin(self._connection, table)
        copy = copying.__enter__()
        self._copying, self._copy, self._rows = copying, copy, iter(rows)
        copy.set_types(_type_names(table))
        return copy

    def _end(self) -> None:
        copying, self._copying, self._copy = self._copying, None, None
        if copying is not None:
            copying.__exit__(None, None, None)
