"""Rows go into SQLite in a thread of their own: all of them, in order, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, Text, create_engine
from sqlalchemy.pool import StaticPool

from salient.ledger.sqlite_inserting import inserting

_METADATA = MetaData()
_NOTES = Table(
    "notes", _METADATA, Column("number", Integer, primary_key=True), Column("text", Text)
)
_OTHERS = Table("others", _METADATA, Column("number", Integer))


def _engine(where: str = "sqlite://") -> Engine:
    engine = create_engine(where, connect_args={"check_same_thread": False}, poolclass=StaticPool)
    _METADATA.create_all(engine)
    return engine


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = _engine()
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _numbers(connection: Connection, table: Table) -> list[int]:
    found = connection.exec_driver_sql(f"SELECT number FROM {table.name} ORDER BY rowid")
    return [number for (number,) in found]


@settings(deadline=None, max_examples=25)
@given(sizes=st.lists(st.integers(0, 2_600), max_size=5), go_on=st.booleans())
def test_every_row_is_stored_in_order(sizes: list[int], go_on: bool) -> None:
    engine = _engine()
    with engine.connect() as connection:
        with inserting(connection) as inserter:
            at = 0
            for size in sizes:
                inserter.put(_NOTES, [(i, f"note {i}") for i in range(at, at + size)])
                inserter.put(_OTHERS, [(i,) for i in range(at, at + size)])
                if go_on:
                    inserter.go_on()
                at += size
        assert _numbers(connection, _NOTES) == list(range(at))
        assert _numbers(connection, _OTHERS) == list(range(at))
    engine.dispose()


def test_what_fails_in_the_thread_is_raised_and_leaves_nothing(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO notes VALUES (500, 'first')")
    connection.commit()
    connection.exec_driver_sql("DELETE FROM others")
    with (  # noqa: PT012
        pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"),
        inserting(connection) as inserter,
    ):
        inserter.put(_OTHERS, [(i,) for i in range(1_000)])
        inserter.put(_NOTES, [(i, "again") for i in range(1_000)])
        inserter.go_on()
        inserter.catch_up()
    connection.rollback()
    assert _numbers(connection, _NOTES) == [500]
    assert _numbers(connection, _OTHERS) == []


def test_a_file_holds_what_was_inserted(tmp_path: Path) -> None:
    engine = _engine(f"sqlite:///{tmp_path / 'notes.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM notes")
        with inserting(connection) as inserter:
            inserter.put(_NOTES, [(i, "text") for i in range(3_500)])
            inserter.go_on()
    engine.dispose()
    again = create_engine(f"sqlite:///{tmp_path / 'notes.db'}")
    with again.connect() as connection:
        assert _numbers(connection, _NOTES) == list(range(3_500))
    again.dispose()
