"""Which targets are ledgers, and what is said of those that are none."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import RECORDED, document, reading

from salient.errors import LedgerError, LedgerVersionError, UsageError
from salient.ledger import making_ledger, open_ledger
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


def _nothing_there(target: str) -> bool:
    try:
        open_ledger(target).close()
    except LedgerError as error:
        return str(error).startswith("no ledger at ")
    return False


def _fill_in_vain(target: str | Path, *, stored: bool = False) -> str:
    """Break off filling; what the error said."""

    def fill() -> None:
        with making_ledger(target) as ledger:
            if stored:
                ledger.add(reading(document(2)), RECORDED)
            raise LedgerError(f"{ledger.target} is not filled")

    with pytest.raises(LedgerError) as raised:
        fill()
    return str(raised.value)


def test_a_ledger_whose_filling_fails_is_not_left_behind(target: str) -> None:
    assert "is not filled" in _fill_in_vain(target)
    assert _nothing_there(target)
    with making_ledger(target) as ledger:
        ledger.add(reading(document(1)), RECORDED)
    with open_ledger(target) as ledger:
        assert len(list(ledger.claims())) == 1
        assert list(ledger.check()) == []


def test_a_ledger_that_was_there_outlives_a_filling_that_fails(target: str) -> None:
    open_ledger(target, create=True).close()
    _fill_in_vain(target)
    assert not _nothing_there(target)
    _fill_in_vain(target, stored=True)
    with open_ledger(target) as ledger:
        assert len(list(ledger.claims())) == 1


@pytest.mark.postgresql
def test_in_postgresql_only_an_empty_ledger_is_removed(fresh_schema: Callable[[], str]) -> None:
    target = fresh_schema()
    _fill_in_vain(target, stored=True)
    with open_ledger(target) as ledger:
        assert len(list(ledger.claims())) == 1


def test_a_file_gets_its_name_when_it_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with making_ledger(path) as ledger:
        assert ledger.target == str(path)
        assert not path.exists()
    assert list(tmp_path.iterdir()) == [path]
    assert _fill_in_vain(tmp_path / "new.db") == f"{tmp_path / 'new.db'} is not filled"
    assert list(tmp_path.iterdir()) == [path]
    missing = tmp_path / "none" / "war.db"
    with pytest.raises(LedgerError) as raised, making_ledger(missing):
        pass
    assert str(raised.value).startswith(f"cannot make a ledger at {missing}: the folder ")


def test_a_file_that_has_come_to_be_there_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "war.db"

    def fill() -> None:
        with making_ledger(path) as ledger:
            ledger.add(reading(document(2)), RECORDED)
            with open_ledger(path, create=True) as other:
                other.add(reading(document(1)), RECORDED)

    with pytest.raises(LedgerError) as raised:
        fill()
    assert str(raised.value) == (
        f"{path} has come to be there meanwhile; it was left as it is, so give another path and "
        "run the same command again"
    )
    assert list(tmp_path.iterdir()) == [path]
    with open_ledger(path) as ledger:
        assert [one.document_id for one in ledger.documents()] == ["doc-0001"]
