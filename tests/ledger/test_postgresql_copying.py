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
from salient.ledger import postgresql_copying, schema
from salient.ledger.backend import Row
from salient.ledger.postgresql_copying import CopyAppender, copy_rows

TABLES = (schema.document, schema.batch)


class Recorder:
    """Stands in for the driver: notes what is begun, written and ended, in order."""

    def __init__(self, table: Any, told: list[Any]) -> None:
        self._table, self._told = table, told

    def __enter__(self) -> Recorder:
        self._told.append(("begin", self._table.name))
        return self

    def __exit__(self, kind: Any, *_: object) -> None:
        self._told.append(("end" if kind is None else "abort", self._table.name))

    def set_types(self, names: list[str]) -> None:
        assert len(names) == len(self._table.columns)

    def write_row(self, row: Row) -> None:
        self._told.append(row)


@contextmanager
def recorded() -> Iterator[list[Any]]:
    """Give what the driver is told within the block."""
    told: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgresql_copying, "_begin", lambda _, table: Recorder(table, told))
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
            st.tuples(st.sampled_from(TABLES), st.integers(0, 5)), st.integers(0, 7), st.none()
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
                if step is None:
                    appender.finish()
                    assert told == expected
                elif isinstance(step, int):
                    appender.go_on(step)
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
        appender.put(schema.document, [(1, "a"), (2, "b")])
        appender.put(schema.document, [(3, "c")])
        appender.go_on(1)
        raise LedgerError("stop")


def test_an_error_ends_the_copy_that_is_open_and_writes_no_more(connection: Connection) -> None:
    with recorded() as told, pytest.raises(LedgerError, match="stop"):
        _broken_off(CopyAppender(connection))
    assert told == [("begin", "document"), (1, "a"), ("abort", "document")]


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

    from salient.ledger import open_ledger

    target = fresh_schema()
    rows: list[Row] = [(1, 2**62, "Харків \\N\t\n", None), (2, -(2**62), "", "ukraine")]
    with open_ledger(target, create=True) as ledger:
        with ledger.backend.writing("testing") as connection:
            ledger.backend.insert(connection, schema.batch, rows)
        with psycopg.connect(target) as plain:
            assert plain.execute("SELECT * FROM batch ORDER BY 1").fetchall() == rows
