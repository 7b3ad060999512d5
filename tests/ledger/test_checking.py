"""A check names what is wrong, and finds nothing in a ledger that was only added to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import (
    IZIUM,
    KHARKIV,
    NEWER_RULES,
    PUBLISHED,
    RECORDED,
    claim,
    document,
    reading,
    rejected,
)
from older_ledgers import make_version_1

from salient.ledger import Finding, Ledger, open_ledger
from salient.ledger.parts import PARTS, kept_tables
from salient.ledger.search import SearchQuestion


def _fill(ledger: Ledger) -> None:
    whole = document(3)
    two = (
        claim(whole, places=(KHARKIV, IZIUM), control=(IZIUM,)),
        claim(whole, "Others left the town", places=(None,), days=(None, PUBLISHED.date())),
    )
    edited = document(1, " edited", published=PUBLISHED + timedelta(days=1))
    ledger.add_many([reading(document(1)), reading(document(2)), rejected()], RECORDED)
    ledger.add_many(
        [reading(whole, *two), reading(edited), reading(document(2), reader=NEWER_RULES)],
        RECORDED + timedelta(hours=1),
    )


def test_a_sound_ledger_has_no_findings(ledger: Ledger) -> None:
    assert list(ledger.check()) == []
    _fill(ledger)
    assert list(ledger.check()) == []
    ledger.redact("doc-0001", RECORDED, redacted_by="O. Desk", reason="a name")
    assert list(ledger.check()) == []


def test_an_older_ledger_is_checked_as_what_it_is(target: str) -> None:
    make_version_1(target)
    with open_ledger(target, read_only=True) as ledger:
        assert list(ledger.check()) == []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.db"
    with open_ledger(made, create=True) as ledger:
        _fill(ledger)
    return made


def _found(path: Path, *statements: str) -> list[Finding]:
    """What a check finds after `statements`, which get past the guards."""
    plain = sqlite3.connect(path, isolation_level=None)
    names = [row[0] for row in plain.execute("SELECT name FROM sqlite_schema WHERE type='trigger'")]
    guards = [
        plain.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        for name in names
    ]
    for name in names:
        plain.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        plain.execute(statement)
    for guard in guards:
        plain.execute(guard)
    plain.close()
    with open_ledger(path, read_only=True) as ledger:
        return list(ledger.check())


DAMAGE = [
    ("UPDATE claim SET record = '{' WHERE claim_key = 1", "record", "claim 1",
     "it cannot be decoded: "),
    ("UPDATE claim SET latest = '2022-05-20' WHERE claim_key = 2", "record", "claim 2",
     "its id, event or days are not what its columns say"),
    ("UPDATE claim SET record = replace(record, 'Troops hold', 'Troops sold') WHERE claim_key = 1",
     "quote", "claim 1", "quotes 'Troops sold the village.', which its document does not hold at"),
    ("UPDATE version SET record = '[]' WHERE version_key = 2", "record", "version 2",
     "it cannot be decoded: "),
    ("UPDATE version SET published = 7 WHERE version_key = 2", "record", "version 2",
     "its id, fingerprint or publication time is not what its columns say"),
    ("UPDATE version SET number = 5 WHERE version_key = 4", "order", "document 1",
     "its 2 versions are not numbered 1 to 2; the last is 5"),
    ("UPDATE batch SET recorded_at = 5 WHERE batch_key = 2", "order", "batch 2",
     "it was recorded before the batch that came before it"),
    ("DELETE FROM claim WHERE claim_key = 2", "count", "reading 2",
     "it tells of 1 claims from its first key on; the table holds 0"),
    ("UPDATE reading SET claim_count = 3 WHERE reading_key = 1", "count", "reading 1",
     "it tells of 3 claims from its first key on; the table holds 1"),
    ("DELETE FROM batch WHERE batch_key = 1", "reference", "reading.batch_key",
     "2 rows refer to a batch that is not there, first 1"),
    ("UPDATE claim_place SET place_id = 'x' WHERE claim_key = 1", "lookup", "claim_place",
     "it holds 6 rows, and the claims ask for 6; not all of them are the same"),
    ("UPDATE rejection SET reason = 'x' WHERE rejection_key = 1", "record", "rejection 1",
     "its stage, reason or digest is not its columns'"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "kind", "where", "detail"), DAMAGE)
def test_each_damage_is_named(
    path: Path, statement: str, kind: str, where: str, detail: str
) -> None:
    found = _found(path, statement)
    named = [one for one in found if (one.kind, one.where) == (kind, where)]
    assert named, found
    assert detail in named[0].detail


def test_missing_guards_and_tables_are_named(path: Path) -> None:
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("DROP TRIGGER claim_keeps_on_update")
    plain.execute("DROP TABLE redaction")
    plain.close()
    with open_ledger(path, read_only=True) as ledger:
        found = list(ledger.check())
    missing = "the trigger claim_keeps_on_update, which keeps its rows from being changed"
    assert Finding("guard", "claim", f"{missing}, is missing") in found
    detail = "the table is missing; restore it from a backup"
    assert Finding("table", "redaction", detail) in found


def test_a_damaged_page_is_a_finding_and_no_traceback(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = content.index(b'{"claim_id"') // 8192 * 8192
    content[page : page + 8192] = b"\x55" * 8192
    path.write_bytes(bytes(content))
    with open_ledger(path, read_only=True) as ledger:
        found = list(ledger.check())
    assert "database" in {one.kind for one in found}


def test_a_check_sees_one_moment_while_others_add(
    ledger: Ledger, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(ledger)
    from salient.ledger import checking

    references = checking._references

    def meanwhile(connection: Any, table: Any) -> Any:
        with open_ledger(target) as other:
            other.add(reading(document(100 + len(list(other.documents())))), RECORDED)
        return references(connection, table)

    monkeypatch.setattr(checking, "_references", meanwhile)
    assert list(ledger.check()) == []
    assert ledger.stats().documents == 3 + len(kept_tables())


@pytest.mark.postgresql
def test_a_disabled_guard_is_named_in_postgresql(fresh_schema: Callable[[], str]) -> None:
    import psycopg

    target = fresh_schema()
    with open_ledger(target, create=True) as ledger:
        with psycopg.connect(target, autocommit=True) as plain:
            plain.execute("ALTER TABLE claim DISABLE TRIGGER claim_keeps")
        (found,) = ledger.check()
    assert (found.kind, found.where) == ("guard", "claim")


def test_what_is_derived_is_checked_by_its_part(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from salient.ledger import checking

    part = replace(PARTS[0], name="words", check=lambda _: iter(["3 documents are not in it"]))
    monkeypatch.setattr(checking, "PARTS", (*PARTS, part))
    assert list(ledger.check()) == [Finding("index", "words", "3 documents are not in it")]


@pytest.mark.parametrize(
    ("statement", "detail"),
    [
        ("DELETE FROM search_claim WHERE claim_key = 1",
         "1 rows of search_claim, the words of the search, of a claim are missing"),
        ("UPDATE search_version SET version_key = 99 WHERE version_key = 1",
         "1 rows of search_version, the words of the search, belong to no version"),
    ],
)  # fmt: skip
def test_a_search_index_out_of_step_is_named(path: Path, statement: str, detail: str) -> None:
    with open_ledger(path) as ledger:
        assert ledger.search.find(SearchQuestion(text="village")).hits
        assert list(ledger.check()) == []
    assert Finding("index", "search", detail) in _found(path, statement)
