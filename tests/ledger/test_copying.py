"""A copy or a backup holds every row, answers alike, and leaves out nothing while others add."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def test_a_backup_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    with open_ledger(path, create=True) as ledger:
        fill(ledger)
    backing = textwrap.dedent("""
        import sys
        from pathlib import Path
        from salient.errors import SalientError
        from salient.ledger import backup_ledger, open_ledger
        with open_ledger(sys.argv[1], read_only=True) as ledger:
            try:
                backup_ledger(ledger, Path(sys.argv[2]))
            except SalientError as error:
                print(error)
    """)

    def no_more_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    (tmp_path / "out").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", backing, str(path), str(tmp_path / "out" / "copy.db")],
        preexec_fn=no_more_room,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(f"backing up {path} failed: the disk ")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.postgresql
def test_a_server_gone_in_mid_copy_leaves_an_empty_ledger(
    fresh_schema: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    target = fresh_schema()
    with (
        open_ledger(tmp_path / "war.db", create=True) as ledger,
        open_ledger(target, create=True) as server,
        psycopg.connect(target, autocommit=True) as admin,
    ):
        fill(ledger)
        insert = server.backend.insert

        def cut(connection: Any, table: Any, rows: Any) -> None:
            if table.name == "claim":
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = 'salient' AND state = 'idle in transaction'"
                )
            insert(connection, table, rows)

        with monkeypatch.context() as patched:
            patched.setattr(server.backend, "insert", cut)
            with pytest.raises(LedgerError) as raised:
                copy_ledger(ledger, server)
        assert str(raised.value).startswith("copying into the ledger at postgresql://")
        assert server.stats().documents == 0
        copy_ledger(ledger, server)
        assert everything(server) == everything(ledger)


@pytest.mark.postgresql
def test_a_guest_may_neither_migrate_nor_redact(fresh_schema: Callable[[], str]) -> None:
    import psycopg

    target = fresh_schema()
    schema = target.rpartition("search_path%3D")[2]
    make_version_1(target)
    with psycopg.connect(target, autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS salient_test_reader")
        admin.execute("CREATE ROLE salient_test_reader LOGIN")
        try:
            admin.execute(f"GRANT USAGE ON SCHEMA {schema} TO salient_test_reader")
            admin.execute(
                f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO salient_test_reader"
            )
            guest = target.replace("postgresql://postgres@", "postgresql://salient_test_reader@")
            with open_ledger(guest, read_only=True) as ledger:
                assert ledger.stats().documents == 2
            with pytest.raises(LedgerError, match=r"bringing up to date .* the user lacks a right"):
                open_ledger(guest)
            open_ledger(target).close()
            admin.execute(
                f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO salient_test_reader"
            )
            with open_ledger(guest) as ledger:
                with pytest.raises(LedgerError, match=r"redacting in .* the user lacks a right"):
                    ledger.redact("doc-0001", RECORDED, redacted_by="a guest", reason="to try")
                assert ledger.stats().documents == 2
        finally:
            admin.execute("DROP OWNED BY salient_test_reader")
            admin.execute("DROP ROLE salient_test_reader")
