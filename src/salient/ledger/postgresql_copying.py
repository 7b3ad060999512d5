"""Rows into PostgreSQL by binary COPY, at once or while the next rows are being made."""

from __future__ import annotations

from collections import deque
from contextlib import AbstractContextManager, suppress
from itertools import islice
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import BigInteger, Connection, Integer, SmallInteger, Table, Text

from salient.errors import LedgerError
from salient.ledger.backend import Appender, Row

if TYPE_CHECKING:
    from psycopg import Copy

__all__ = ["CopyAppender", "Copying", "copy_rows"]

# Subclasses before what they are a subclass of. Binary COPY takes each value in its column's width.
_KINDS = ((SmallInteger, "int2"), (BigInteger, "int8"), (Integer, "int4"), (Text, "text"))
_WIDTHS = {"int2": 15, "int4": 31}

_AT_ONCE = 32
"""Rows that are written between two looks at whether the server has taken what came before."""


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


def _command(table: Table) -> str:
    columns = ", ".join(column.name for column in table.columns)
    return f"COPY {table.name} ({columns}) FROM STDIN (FORMAT BINARY)"


def copy_rows(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Append `rows` and wait until the server has them."""
    _check_widths(table, rows)
    cursor: Any = connection.connection.cursor()
    copying: AbstractContextManager[Copy] = cursor.copy(_command(table))
    with copying as copy:
        copy.set_types(_type_names(table))
        for row in rows:
            copy.write_row(row)


class CopyAppender(Appender):
    """Keeps the server at work while more rows are made.

    One after the other, client and server would each wait for the other half of the time. Here
    the server gets as much as it takes whenever there is something to give, and is waited for
    only at the end.
    """

    def __init__(self, connection: Connection) -> None:
        self._driver: Any = connection.connection.driver_connection
        self._waiting: deque[tuple[Table, list[Row]]] = deque()
        self._running: Copying | None = None

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
        elif self._running is not None:
            self._running.break_off(error)

    def put(self, table: Table, rows: list[Row]) -> None:
        """Take rows, to be written after those that came before."""
        if rows:
            _check_widths(table, rows)
            self._waiting.append((table, rows))

    def go_on(self) -> None:
        """Write as many of the rows that wait as the server takes at once."""
        while (running := self._running or self._next()) is not None:
            if not running.go_on():
                return
            self._running = None

    def catch_up(self) -> None:
        """Wait until the server has all rows."""
        self.finish()

    def finish(self) -> None:
        """Write all that wait, and wait until the server has them."""
        while (running := self._running or self._next()) is not None:
            running.finish()
            self._running = None

    def _next(self) -> Copying | None:
        if self._waiting:
            self._running = Copying(self._driver, *self._waiting.popleft())
        return self._running


class Copying:
    """One COPY on a psycopg connection that is in a transaction; it waits only when told to.

    The driver's own COPY waits for the server as it begins and as it ends.
    """

    def __init__(self, driver: Any, table: Table, rows: list[Row]) -> None:
        from psycopg import Copy

        self._pgconn = driver.pgconn
        self._rows = iter(rows)
        sender: Any = _Sender(self._pgconn)
        self._copy = Copy(driver.cursor(), binary=True, writer=sender)
        self._copy.set_types(_type_names(table))
        self._refusal: Any = None
        self._broken_by: BaseException | None = None
        self._step: Literal["asked", "open", "closed", "ended"] = "asked"
        self._pgconn.send_query(_command(table).encode())

    def go_on(self) -> bool:
        """Do what can be done at once; say whether the server has all rows.

        Raises psycopg's error where the server refuses them or has gone.
        """
        if self._step == "asked" and self._answered():
            self._step = "open"
        if self._step == "open":
            self._write()
        if self._step == "closed" and self._answered():
            self._step = "ended"
        return self._step == "ended"

    def finish(self) -> None:
        """Wait until the server has all rows."""
        socket = self._pgconn.socket
        with DefaultSelector() as selector:
            selector.register(socket, EVENT_READ)
            while not self.go_on():
                # Rows that are not written yet wait until the server takes some.
                sending = self._step == "open" or self._pgconn.flush() != 0
                selector.modify(socket, EVENT_READ | EVENT_WRITE if sending else EVENT_READ)
                selector.select()

    def break_off(self, error: BaseException) -> None:
        """Have the server forget the rows, so that the connection can be used again."""
        from psycopg import Error

        self._rows = iter(())
        self._broken_by = error
        with suppress(Error):
            self.finish()

    def _write(self) -> None:
        """Write rows until the driver has to keep some back, or there are no more."""
        while self._pgconn.flush() == 0:
            some = list(islice(self._rows, _AT_ONCE))
            for row in some:
                self._copy.write_row(row)
            if len(some) < _AT_ONCE:
                self._copy.finish(self._broken_by)
                self._step = "closed"
                return

    def _answered(self) -> bool:
        """Say whether the server has answered; raise its answer where that is an error."""
        from psycopg import DatabaseError
        from psycopg.pq import ExecStatus

        self._pgconn.flush()
        self._pgconn.consume_input()
        while not self._pgconn.is_busy():
            result = self._pgconn.get_result()
            if result is None and self._refusal is not None:
                raise DatabaseError(self._refusal.get_error_message(), info=self._refusal)
            if result is None or result.status == ExecStatus.COPY_IN:
                return True
            if result.status != ExecStatus.COMMAND_OK:
                self._refusal = result
        return False


class _Sender:
    """Takes what the driver has made of rows; what the socket does not take, it keeps."""

    def __init__(self, pgconn: Any) -> None:
        self._pgconn = pgconn

    def write(self, data: bytes) -> None:
        self._pgconn.put_copy_data(data)

    def finish(self, error: BaseException | None = None) -> None:
        self._pgconn.put_copy_end(None if error is None else b"the rows were broken off")
