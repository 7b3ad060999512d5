"""The database itself refuses what would lose or change a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from ledger_factories import RECORDED, document, reading, rejected

from salient.ledger import Ledger, open_ledger
from salient.ledger.parts import PARTS, kept_tables

TABLES = (
    "ledger_schema",
    "batch",
    "document",
    "version",
    "reading",
    "claim",
    "claim_place",
    "rejection",
)


@contextmanager
def _driver(target: str) -> Iterator[Any]:
    """A plain connection of the backend's own driver, past all of salient's code."""
    if target.startswith("postgresql://"):
        import psycopg

        with psycopg.connect(target, autocommit=True) as connection:
            yield connection
    else:
        plain = sqlite3.connect(target, isolation_level=None)
        try:
            yield plain
        finally:
            plain.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET {column} = 7"])
def test_no_row_can_be_changed_or_deleted(
    ledger: Ledger, target: str, table: str, statement: str
) -> None:
    ledger.add_many([reading(document()), rejected()], RECORDED)
    before = list(ledger.claims()), list(ledger.documents()), ledger.stats()
    column = {"ledger_schema": "schema_version", "claim_place": "span"}.get(table, f"{table}_key")
    with _driver(target) as driver:
        assert driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 1
        with pytest.raises(Exception, match="a ledger is append-only: its rows are never changed"):
            driver.execute(statement.format(table=table, column=column))
    assert (list(ledger.claims()), list(ledger.documents()), ledger.stats()) == before


def test_the_first_tables_are_those_listed_here_and_none_is_forgotten(
    ledger: Ledger, target: str
) -> None:
    schema = (
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
        if target.startswith("postgresql://")
        else "SELECT name FROM sqlite_schema WHERE type = 'table'"
    )
    assert tuple(table.name for table in kept_tables(1)) == TABLES
    with _driver(target) as driver:
        found = {row[0] for row in driver.execute(schema).fetchall()}
    assert {table.name for part in PARTS for table in (*part.tables, *part.derived)} <= found


def test_both_backends_store_the_same_rows(ledger: Ledger, target: str) -> None:
    ledger.add_many([reading(document()), rejected()], RECORDED, theatre="ukraine")
    recorded = int(RECORDED.timestamp()) * 1_000_000
    published = recorded - 12 * 3_600_000_000
    expected = {
        "SELECT batch_key, recorded_at, theatre FROM batch": (1, recorded, "ukraine"),
        "SELECT * FROM document": (1, "doc-0001"),
        "SELECT version_key, document_key, number, published, recorded_at FROM version": (
            1, 1, 1, published, recorded,
        ),
        "SELECT * FROM reading": (1, 1, 1, 1, published, recorded, "rules", "1", 1, 1),
        "SELECT claim_key, reading_key, event_type, span, earliest, latest FROM claim": (
            1, 1, "hold", 0, "2022-05-13", "2022-05-13",
        ),
        "SELECT * FROM claim_place": ("geonames:706483", 0, "2022-05-13", 1, "2022-05-13"),
        "SELECT rejection_key, batch_key, reading_key, recorded_at, stage, reason FROM rejection": (
            1, 1, None, recorded, "documents", "empty",
        ),
    }  # fmt: skip
    with _driver(target) as driver:
        for statement, row in expected.items():
            assert driver.execute(statement).fetchall() == [row]


def test_a_second_opening_does_not_make_the_tables_again(ledger: Ledger, target: str) -> None:
    ledger.add(reading(document()), RECORDED)
    with open_ledger(target, create=True) as again:
        assert again.stats() == ledger.stats()
