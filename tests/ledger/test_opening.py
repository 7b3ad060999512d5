"""Which targets are ledgers, and what is said of those that are none."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import RECORDED, document, reading

from salient.errors import LedgerError, LedgerVersionError, UsageError
from salient.ledger import open_ledger
from salient.ledger.parts import SCHEMA_VERSION


def refusal(target: Any, **options: bool) -> str:
    with pytest.raises(LedgerError) as raised:
        open_ledger(target, **options)
    return str(raised.value)


def test_a_path_may_be_text_or_a_path(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with open_ledger(path, create=True) as ledger:
        ledger.add(reading(document()), RECORDED)
        assert ledger.target == str(path)
    with open_ledger(str(path)) as ledger:
        assert len(list(ledger.claims())) == 1


@pytest.mark.parametrize("name", ["a b.db", "per%20cent.db", "что?.db", "a#b&mode=ro.db", "Ї.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with open_ledger(path, create=True) as ledger:
        ledger.add(reading(document()), RECORDED)
    assert [one.name for one in tmp_path.iterdir()] == [name]
    with open_ledger(path, read_only=True) as ledger:
        assert len(list(ledger.claims())) == 1


def test_a_missing_ledger_names_the_command_that_makes_one(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    expected = f"no ledger at {path}; make one with: salient add PATHS --ledger {path}"
    assert refusal(path) == expected
    assert refusal(path, read_only=True) == expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["mysql", "sqlite", "postgres", "http", "file", "POSTGRESQL"])
def test_another_scheme_is_refused(scheme: str) -> None:
    assert refusal(f"{scheme}://host/name", create=True) == (
        f"cannot open a ledger at a {scheme}:// address; "
        "a ledger is a file's path or a postgresql:// URL"
    )


@pytest.mark.parametrize("path", ["", "a\0b"])
def test_what_no_path_can_be_is_refused(path: str) -> None:
    assert refusal(path, create=True) == f"{path!r} is no file's path; give the path of a ledger"


def test_making_and_reading_only_exclude_each_other(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        open_ledger(tmp_path / "x.db", create=True, read_only=True)
    assert str(raised.value) == ("a ledger cannot be made and opened read-only at once; choose one")


def _execute(path: Path, *statements: str) -> None:
    driver = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        driver.execute(statement)
    driver.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.db"
    open_ledger(made, create=True).close()
    return made


@pytest.mark.parametrize("options", [{}, {"create": True}, {"read_only": True}])
def test_a_newer_schema_is_refused_and_left_alone(path: Path, options: dict[str, bool]) -> None:
    _execute(path, f"INSERT INTO ledger_schema VALUES ({SCHEMA_VERSION + 1})")
    before = path.read_bytes()
    with pytest.raises(LedgerVersionError) as raised:
        open_ledger(path, **options)
    assert str(raised.value) == (
        f"the ledger at {path} has schema version {SCHEMA_VERSION + 1}, and this salient "
        f"reads up to {SCHEMA_VERSION}; "
        "bring salient up to date with: pip install --upgrade salient"
    )
    assert path.read_bytes() == before


def test_a_lost_schema_version_is_damage(path: Path) -> None:
    _execute(path, "DROP TRIGGER ledger_schema_keeps_on_delete", "DELETE FROM ledger_schema")
    assert refusal(path) == (
        f"the ledger at {path} has lost its schema version, so it is damaged; "
        "restore it from a backup, or add the documents to a new ledger"
    )


def test_a_lost_table_is_an_error_that_names_the_ledger(path: Path) -> None:
    _execute(path, "DROP TABLE ledger_schema")
    assert re.fullmatch(
        rf"opening {re.escape(str(path))} failed: nothing of this step was stored "
        r"\(SQLite: no such table: ledger_schema\)",
        refusal(path),
    )
