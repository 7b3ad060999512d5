"""A copy or a backup holds every row, answers alike, and leaves out nothing while others add."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_factories import RECORDED, document, reading
from older_ledgers import make_version_1
from whole_ledgers import answers, everything, fill

from salient.errors import LedgerError, OutputError
from salient.ledger import Ledger, backup_ledger, copy_ledger, open_ledger

CHILD = Path(__file__).parent / "adding_until_killed.py"


def test_a_copy_has_every_row_and_answers_alike(
    ledger: Ledger, fresh_target: Callable[[], str]
) -> None:
    fill(ledger)
    heard: list[int] = []
    with open_ledger(fresh_target(), create=True) as copy:
        counts = copy_ledger(ledger, copy, heard=heard.append)
        assert everything(copy) == everything(ledger)
        assert answers(copy) == answers(ledger)
        assert list(copy.check()) == []
    assert counts["claim"] == ledger.stats().claims > 20
    assert sum(heard) == sum(counts.values())


@pytest.mark.postgresql
def test_there_and_back_again_between_the_backends(
    fresh_schema: Callable[[], str], tmp_path: Path
) -> None:
    with (
        open_ledger(tmp_path / "first.db", create=True) as first,
        open_ledger(fresh_schema(), create=True) as server,
        open_ledger(tmp_path / "last.db", create=True) as last,
    ):
        fill(first)
        copy_ledger(first, server)
        copy_ledger(server, last)
        assert everything(first) == everything(server) == everything(last)
        assert answers(first) == answers(server) == answers(last)
        assert list(last.check()) == list(server.check()) == []


def test_a_copy_goes_on_where_the_first_one_was(
    ledger: Ledger, fresh_target: Callable[[], str]
) -> None:
    fill(ledger)
    with open_ledger(fresh_target(), create=True) as copy:
        copy_ledger(ledger, copy)
        for one in (ledger, copy):
            report = one.add_many([reading(document(n)) for n in (10, 12, 40)], RECORDED)
            assert (report.unchanged, report.added, len(report.refused)) == (1, 1, 1)
        assert everything(copy) == everything(ledger)


def test_an_older_ledger_is_copied_into_the_present_schema(
    target: str, fresh_target: Callable[[], str]
) -> None:
    make_version_1(target)
    with (
        open_ledger(target, read_only=True) as old,
        open_ledger(fresh_target(), create=True) as copy,
    ):
        copy_ledger(old, copy)
        assert {name: rows for name, rows in everything(copy).items() if rows} == everything(old)
        assert list(copy.check()) == []


def test_only_an_empty_ledger_takes_a_copy(ledger: Ledger, fresh_target: Callable[[], str]) -> None:
    fill(ledger)
    with open_ledger(fresh_target(), create=True) as copy:
        copy.add(reading(document(1)), RECORDED)
        before = everything(copy)
        with pytest.raises(LedgerError) as raised:
            copy_ledger(ledger, copy)
        assert everything(copy) == before
    assert str(raised.value) == (
        f"the ledger at {copy.target} is not empty (it has rows in 'batch'); "
        "give a new ledger, which is made where there is none"
    )


def test_a_damaged_ledger_is_not_copied(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db", create=True) as ledger:
        fill(ledger)
    plain = sqlite3.connect(tmp_path / "war.db", isolation_level=None)
    plain.execute("DROP TRIGGER claim_keeps_on_update")
    plain.execute("UPDATE claim SET record = '{}' WHERE claim_key = 3")
    plain.close()
    with (
        open_ledger(tmp_path / "war.db", read_only=True) as ledger,
        open_ledger(tmp_path / "copy.db", create=True) as copy,
    ):
        with pytest.raises(LedgerError) as raised:
            copy_ledger(ledger, copy)
        assert str(raised.value).startswith(
            f"the ledger at {ledger.target} is not sound, and nothing of it was stored: claim 3: "
        )
        assert copy.stats().documents == 0


def test_a_backup_is_a_ledger_with_every_row(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    path = tmp_path / "backups" / "monday.db"
    path.parent.mkdir()
    backup_ledger(ledger, path)
    assert list(path.parent.iterdir()) == [path]
    with open_ledger(path, read_only=True) as copy:
        assert everything(copy) == everything(ledger)
        assert answers(copy) == answers(ledger)
        assert list(copy.check()) == []


def test_a_backup_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "monday.db"
    path.write_text("mine")
    with pytest.raises(OutputError) as raised:
        backup_ledger(ledger, path)
    assert str(raised.value) == f"{path} is there already; give a new name for the backup"
    assert path.read_text() == "mine"
    with pytest.raises(OutputError, match=r"the folder .*none does not exist; make it first"):
        backup_ledger(ledger, tmp_path / "none" / "monday.db")


def test_backups_taken_while_another_process_adds_are_each_whole(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path), "7"], stdout=subprocess.PIPE, text=True
    )
    held = []
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        child.stdout.readline()
        with open_ledger(path, read_only=True) as ledger:
            for number in range(3):
                reported = int(child.stdout.readline())
                backup_ledger(ledger, tmp_path / f"{number}.db")
                held.append(reported)
    finally:
        child.kill()
        child.communicate()
    for number, reported in enumerate(held):
        with open_ledger(tmp_path / f"{number}.db", read_only=True) as copy:
            stats = copy.stats()
            assert stats.documents == stats.claims >= reported
            assert list(copy.check()) == []
