"""Ledgers that an older salient made: read as they are, and brought up to date when written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import NEWER_RULES, RECORDED, document, reading
from older_ledgers import make_version_1

from salient.errors import LedgerError
from salient.ledger import Ledger, open_ledger
from salient.ledger.parts import PARTS, SCHEMA_VERSION, guard_names, kept_tables
from salient.ledger.schema import ledger_schema
from salient.ledger.sqlite import APPLICATION_ID


@pytest.fixture
def old(target: str) -> str:
    make_version_1(target)
    return target


def _answers(ledger: Ledger) -> Any:
    moments = [None, *(RECORDED + timedelta(hours=hours) for hours in range(3))]
    return [
        [
            (list(ledger.claims(known_by=moment)), list(ledger.documents(known_by=moment)))
            for moment in moments
        ],
        [ledger.versions(f"doc-{number:04}") for number in (1, 2)],
        list(ledger.rejections()),
    ]


def test_the_record_is_one_that_the_first_schema_made(old: str) -> None:
    with open_ledger(old, read_only=True) as ledger:
        stats = ledger.stats()
        assert (stats.schema_version, stats.documents, stats.versions) == (1, 2, 3)
        assert (stats.readings, stats.claims, stats.current_claims) == (4, 4, 2)
        assert ledger.schema_version == 1
        wording = ledger.versions("doc-0001")[1]
        assert wording.document == document(1, " edited")
        assert ledger.unread([document(2)], NEWER_RULES) == []


def test_reading_an_older_ledger_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    make_version_1(str(path))
    before = path.read_bytes()
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.stats().current_claims == 2
    assert path.read_bytes() == before


def test_opening_for_writing_brings_it_up_to_date_and_keeps_every_answer(old: str) -> None:
    with open_ledger(old, read_only=True) as ledger:
        before = _answers(ledger)
    with open_ledger(old) as ledger:
        assert ledger.stats().schema_version == ledger.schema_version == SCHEMA_VERSION
        assert _answers(ledger) == before
        assert ledger.add(reading(document(2)), RECORDED).unchanged == 1
        assert ledger.add(reading(document(3)), RECORDED).added == 1
    with open_ledger(old, read_only=True) as ledger:
        assert ledger.schema_version == SCHEMA_VERSION
        assert ledger.stats().documents == 3


def test_what_came_later_is_refused_in_an_older_ledger(old: str) -> None:
    with open_ledger(old, read_only=True) as ledger:
        backend = ledger._open().backend
        backend.require(1, "the first schema")
        with pytest.raises(LedgerError) as raised:
            backend.require(2, "a review")
    assert str(raised.value) == (
        f"the ledger at {backend.label} has schema version 1, and a review came with version 2; "
        f"bring it up to date with: salient ledger migrate --ledger {backend.label}"
    )


def test_a_migration_that_fails_leaves_the_older_ledger(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LedgerError("no")

    with monkeypatch.context() as patched:
        patched.setattr("salient.ledger.parts.derive_all", fail)
        with pytest.raises(LedgerError, match="no"):
            open_ledger(old)
    with open_ledger(old, read_only=True) as ledger:
        assert ledger.stats().schema_version == 1
    with open_ledger(old) as ledger:
        assert ledger.stats().schema_version == SCHEMA_VERSION


def _columns(target: str) -> Any:
    plain = sqlite3.connect(target)
    tables = plain.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    found = {
        (kind, name): " ".join(sql.replace(" \n", "\n").split())
        for kind, name, sql in plain.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        )
    }
    plain.close()
    assert tables
    return found


def test_an_old_ledger_brought_up_to_date_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    old, new = str(tmp_path / "old.db"), str(tmp_path / "new.db")
    make_version_1(old)
    open_ledger(old).close()
    open_ledger(new, create=True).close()
    assert _columns(old) == _columns(new)


def test_parts_come_in_order_of_their_version_and_share_no_name() -> None:
    assert [part.since for part in PARTS] == sorted(part.since for part in PARTS)
    assert max(part.since for part in PARTS) == SCHEMA_VERSION
    assert len({part.name for part in PARTS}) == len(PARTS)
    assert kept_tables(1) == list(PARTS[0].tables)
    assert kept_tables()[0] is ledger_schema


def test_every_kept_table_has_its_guards(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    open_ledger(path, create=True).close()
    plain = sqlite3.connect(path)
    found = {row[0] for row in plain.execute("SELECT name FROM sqlite_schema WHERE type='trigger'")}
    plain.close()
    wanted = {name for table in kept_tables() for name in guard_names(table.name, "sqlite")}
    assert wanted <= found


@pytest.mark.postgresql
def test_every_kept_table_has_its_guard_in_postgresql(fresh_schema: Callable[[], str]) -> None:
    import psycopg

    target = fresh_schema()
    open_ledger(target, create=True).close()
    with psycopg.connect(target) as plain:
        found = plain.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE relnamespace = current_schema()::regnamespace AND tgenabled = 'O'"
        )
        names = {row[0] for row in found}
    assert {name for t in kept_tables() for name in guard_names(t.name, "postgresql")} <= names


def test_the_recorded_sqlite_file_is_marked_as_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    make_version_1(str(path))
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
