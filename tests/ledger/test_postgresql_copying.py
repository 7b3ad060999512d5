"""Rows go to PostgreSQL in the order in which they were put, however far behind the writing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from salient.errors import LedgerError
from salient.ledger import Ledger, open_ledger, postgresql_copying, schema
from salient.ledger.backend import Row
from salient.ledger.postgresql_copying import CopyAppender, Copying, copy_rows

TABLES = (schema.document, schema.batch)


class Recorder:
    """Stands in for one COPY: takes two rows at a time, and then some again when asked."""

    def __init__(self, told: list[Any], table: Any, rows: list[Row]) -> None:
        self._told, self._name, self._rows = told, table.name, list(rows)
        told.append(("begin", table.name))

    def go_on(self) -> bool:
        taken, self._rows = self._rows[:2], self._rows[2:]
        self._told += taken
        if not self._rows and len(taken) < 2:
            self._told.append(("end", self._name))
            return True
        return False

    def finish(self) -> None:
        while not self.go_on():
            pass

    def break_off(self, error: BaseException) -> None:
        self._told.append((str(error), self._name))


@contextmanager
def recorded() -> Iterator[list[Any]]:
    """Give what the driver is told within the block."""
    told: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgresql_copying, "Copying", lambda _, *given: Recorder(told, *given))
        yield told


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as lent:
        yield lent
    engine.dispose()


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.sampled_from(TABLES), st.integers(0, 5)),
            st.sampled_from(["go on", "finish"]),
        ),
        max_size=12,
    )
)
def test_every_row_is_written_once_in_order(connection: Connection, steps: list[Any]) -> None:
    expected: list[Any] = []
    number = 0
    with recorded() as told:
        with CopyAppender(connection) as appender:
            for step in steps:
                if step == "finish":
                    appender.finish()
                    assert told == expected
                elif step == "go on":
                    appender.go_on()
                    assert told == expected[: len(told)]
                else:
                    table, count = step
                    rows: list[Row] = [(number + at,) for at in range(count)]
                    number += count
                    appender.put(table, rows)
                    if rows:
                        expected += [("begin", table.name), *rows, ("end", table.name)]
        assert told == expected


def _broken_off(appender: CopyAppender) -> None:
    with appender:
        appender.put(schema.document, [(1, "a"), (2, "b"), (3, "c")])
        appender.put(schema.document, [(4, "d")])
        appender.go_on()
        raise LedgerError("stop")


def test_an_error_breaks_off_the_copy_that_is_open_and_writes_no_more(
    connection: Connection,
) -> None:
    with recorded() as told, pytest.raises(LedgerError, match="stop"):
        _broken_off(CopyAppender(connection))
    assert told == [("begin", "document"), (1, "a"), (2, "b"), ("stop", "document")]


WIDEST = "which holds whole numbers up to"
LEFT = "nothing of this step was stored"


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        (schema.claim_place, ("geonames:1", 2**15, "2022", 1, "2022"),
         f"32,768 does not fit into claim_place.span, {WIDEST} 32,767; {LEFT}"),
        (schema.version, (1, 1, 1, -(2**31) - 1, "print", 0, 0, "{}"),
         f"-2,147,483,649 does not fit into version.number, {WIDEST} 2,147,483,647; {LEFT}"),
    ],
)  # fmt: skip
def test_a_number_wider_than_its_column_is_refused(
    connection: Connection, table: Any, row: Row, message: str
) -> None:
    with pytest.raises(LedgerError) as raised:
        copy_rows(connection, table, [row])
    assert str(raised.value) == message


@pytest.mark.postgresql
def test_the_widest_values_come_back_as_they_were(fresh_schema: Callable[[], str]) -> None:
    import psycopg

    target = fresh_schema()
    rows: list[Row] = [(1, 2**62, "Харків \\N\t\n", None), (2, -(2**62), "", "ukraine")]
    with open_ledger(target, create=True) as ledger:
        with ledger.backend.writing("testing") as connection:
            ledger.backend.insert(connection, schema.batch, rows)
        with psycopg.connect(target) as plain:
            assert plain.execute("SELECT * FROM batch ORDER BY 1").fetchall() == rows


class Slow:
    """A connection's libpq that takes so many bytes at a time, and only when it is told to."""

    def __init__(self, pgconn: Any, room: int) -> None:
        self._pgconn, self._room, self._held = pgconn, room, 0
        self.kept_back = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pgconn, name)

    def put_copy_data(self, data: bytes) -> int:
        self._held += len(data)
        return int(self._pgconn.put_copy_data(data))

    def flush(self) -> int:
        left = self._pgconn.flush()
        self._held = max(0, self._held - self._room)
        self.kept_back += self._held > 0
        return int(left or self._held > 0)


class Driver:
    """A psycopg connection with another libpq."""

    def __init__(self, connection: Any, pgconn: Any) -> None:
        self.cursor, self.pgconn = connection.cursor, pgconn


@pytest.mark.postgresql
@pytest.mark.parametrize("room", [1, 1000, 10**9])
def test_a_server_that_takes_little_at_a_time_gets_every_row(
    fresh_schema: Callable[[], str], room: int
) -> None:
    import psycopg

    rows: list[Row] = [(number, 0, "x" * 500, None) for number in range(1, 300)]
    with psycopg.connect(fresh_schema()) as plain:
        plain.execute("CREATE TABLE batch (batch_key int8, recorded_at int8, salient_version text,"
                      " theatre text)")  # fmt: skip
        slow = Slow(plain.pgconn, room)
        copying = Copying(Driver(plain, slow), schema.batch, rows)
        copying.finish()
        assert copying.go_on() is True
        assert plain.execute("SELECT * FROM batch ORDER BY 1").fetchall() == rows
        assert (slow.kept_back > 0) == (room < 10**9)


def _batches(many: int) -> list[Row]:
    return [(number, 0, "x" * 1000, None) for number in range(1, many + 1)]


def _add_and_stop(ledger: Ledger, steps: int) -> None:
    with (
        ledger.backend.writing("testing") as connection,
        ledger.backend.appending(connection) as appender,
    ):
        appender.put(schema.batch, _batches(3000))
        for _ in range(steps):
            appender.go_on()
        raise LedgerError("stop")


def _add(ledger: Ledger, rows: list[Row]) -> None:
    with (
        ledger.backend.writing("testing") as connection,
        ledger.backend.appending(connection) as appender,
    ):
        appender.put(schema.batch, rows)


@pytest.mark.postgresql
@pytest.mark.parametrize("steps", [0, 1, 50])
def test_what_was_broken_off_is_gone_and_the_connection_can_go_on(
    fresh_schema: Callable[[], str], steps: int
) -> None:
    with open_ledger(fresh_schema(), create=True) as ledger:
        with pytest.raises(LedgerError, match="stop"):
            _add_and_stop(ledger, steps)
        with ledger.backend.writing("testing") as connection:
            assert connection.execute(schema.batch.select()).all() == []
            ledger.backend.insert(connection, schema.batch, _batches(2))
            assert len(connection.execute(schema.batch.select()).all()) == 2


@pytest.mark.postgresql
def test_a_row_that_the_server_refuses_is_told_of_with_its_reason(
    fresh_schema: Callable[[], str],
) -> None:
    with open_ledger(fresh_schema(), create=True) as ledger:
        with pytest.raises(LedgerError, match="duplicate key value violates") as raised:
            _add(ledger, [*_batches(2000), *_batches(1)])
        assert "nothing of this step was stored" in str(raised.value)
        with ledger.backend.reading() as connection:
            assert connection.execute(schema.batch.select()).all() == []
