"""SQLite's own troubles: foreign, damaged, read-only and full files."""

from __future__ import annotations

import os
import resource
import sqlite3
import struct
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ledger_factories import RECORDED, document, reading

from salient.errors import LedgerError
from salient.ledger import Ledger, open_ledger
from salient.ledger.sqlite import APPLICATION_ID

NEW_OR_BACKUP = "restore it from a backup, or add the documents to a new ledger"


def refusal(path: Path, **options: bool) -> str:
    with pytest.raises(LedgerError) as raised:
        open_ledger(path, **options)
    return str(raised.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.db"
    with open_ledger(made, create=True) as ledger:
        ledger.add_many([reading(document(number)) for number in range(1, 101)], RECORDED)
    return made


@pytest.mark.parametrize("options", [{}, {"create": True}, {"read_only": True}])
class TestWhatIsNoLedger:
    def test_a_folder(self, tmp_path: Path, options: dict[str, bool]) -> None:
        assert refusal(tmp_path, **options) == (
            f"{tmp_path} is a folder, and a ledger is a file; "
            f"give a file's name, such as {tmp_path / 'ledger.db'}"
        )

    def test_a_device(self, options: dict[str, bool]) -> None:
        assert refusal(Path("/dev/null"), **options) == (
            "/dev/null is not a regular file; give the path of a ledger file"
        )

    @pytest.mark.parametrize("content", [b"not a database", b"x" * 5000, b"SQLite format 4"])
    def test_another_kind_of_file(
        self, tmp_path: Path, options: dict[str, bool], content: bytes
    ) -> None:
        path = tmp_path / "report.txt"
        path.write_bytes(content)
        assert refusal(path, **options) == (
            f"{path} is not a ledger: it is not an SQLite file; give the path of a ledger"
        )
        assert path.read_bytes() == content
        assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]

    def test_an_sqlite_file_of_another_program(
        self, tmp_path: Path, options: dict[str, bool]
    ) -> None:
        path = tmp_path / "other.db"
        driver = sqlite3.connect(path)
        driver.execute("CREATE TABLE claim (claim_id TEXT)")
        driver.close()
        before = path.read_bytes()
        assert refusal(path, **options) == (
            f"{path} is an SQLite file of another program, not a ledger; "
            "give the path of a ledger, or another path to make a new one"
        )
        assert path.read_bytes() == before
        assert [one.name for one in tmp_path.iterdir()] == ["other.db"]

    @pytest.mark.parametrize("left", [1, 15, 16, 99])
    def test_a_file_cut_short_within_its_header(
        self, path: Path, options: dict[str, bool], left: int
    ) -> None:
        os.truncate(path, left)
        assert refusal(path, **options) == (
            f"the ledger at {path} is cut short: {left} bytes are left of 100; {NEW_OR_BACKUP}"
        )

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
    def test_a_file_cut_short(self, path: Path, options: dict[str, bool], share: float) -> None:
        whole = path.stat().st_size
        os.truncate(path, int(whole * share))
        assert refusal(path, **options) == (
            f"the ledger at {path} is cut short: {int(whole * share)} bytes are left of {whole}; "
            f"{NEW_OR_BACKUP}"
        )


class TestAnEmptyFile:
    def test_is_no_ledger(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.db"
        path.touch()
        assert refusal(path) == (
            f"{path} is empty, so it is not a ledger; "
            f"make it one with: salient add PATHS --ledger {path}"
        )
        assert path.stat().st_size == 0

    def test_becomes_a_ledger_when_one_may_be_made(self, tmp_path: Path) -> None:
        path = tmp_path / "empty.db"
        path.touch()
        with open_ledger(path, create=True) as ledger:
            assert ledger.add(reading(document()), RECORDED).added == 1


def _ask_everything(ledger: Ledger) -> None:
    list(ledger.claims(place_ids=["geonames:706483"]))
    list(ledger.claims())


class TestDamage:
    def test_pages_overwritten_are_an_error_with_a_mend(self, path: Path) -> None:
        driver = sqlite3.connect(path)
        roots = driver.execute(
            "SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ('claim', 'claim_place')"
        ).fetchall()
        driver.close()
        content = bytearray(path.read_bytes())
        for (page,) in roots:
            start = (page - 1) * 8192
            content[start : start + 4096] = b"\xff" * 4096
        path.write_bytes(content)
        with pytest.raises(LedgerError) as raised, open_ledger(path, read_only=True) as ledger:
            _ask_everything(ledger)
        assert str(raised.value) == (
            f"reading {path} failed: the file is damaged; {NEW_OR_BACKUP} "
            "(SQLite: database disk image is malformed)"
        )

    def test_a_record_that_is_no_json_is_an_error_with_a_mend(self, path: Path) -> None:
        driver = sqlite3.connect(path)
        driver.execute("DROP TRIGGER claim_keeps_on_update")
        driver.execute("UPDATE claim SET record = substr(record, 1, 50) WHERE claim_key = 7")
        driver.commit()
        driver.close()
        with pytest.raises(LedgerError) as raised, open_ledger(path) as ledger:
            list(ledger.claims())
        assert str(raised.value) == (
            f"the ledger at {path} holds a damaged record (Input data was truncated); "
            f"{NEW_OR_BACKUP}"
        )


class TestTheFile:
    def test_is_marked_as_a_ledger(self, path: Path) -> None:
        assert struct.unpack_from(">I", path.read_bytes(), 68) == (APPLICATION_ID,)
        assert path.read_bytes()[68:72] == b"SAL1"

    def test_leaves_nothing_beside_it_when_closed(self, path: Path) -> None:
        assert [one.name for one in path.parent.iterdir()] == ["war.db"]

    def test_commits_reach_the_disk_before_they_are_reported(self, path: Path) -> None:
        with open_ledger(path) as ledger:
            statements = ledger._open()
            with statements.backend.writing("testing") as connection:
                settings = [
                    connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in ("journal_mode", "synchronous")
                ]
        assert settings == ["wal", 2]

    def test_the_same_documents_make_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("one.db", "two.db"):
            with open_ledger(tmp_path / name, create=True) as ledger:
                ledger.add_many([reading(document(number)) for number in (3, 1, 2)], RECORDED)
        assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "none" / "war.db"
        assert refusal(path, create=True) == (
            f"cannot make a ledger at {path}: the folder {path.parent} does not exist; "
            "make it first, or give another path"
        )


@contextmanager
def _without_privileges() -> Iterator[None]:
    """As a user whom file rights bind: root may write what is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


class TestRights:
    @pytest.fixture
    def path(self) -> Iterator[Path]:
        # Not tmp_path: its parents are closed to every other user.
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "war.db"
            with open_ledger(made, create=True) as ledger:
                ledger.add(reading(document()), RECORDED)
            made.chmod(0o444)
            Path(folder).chmod(0o555)
            yield made
            Path(folder).chmod(0o755)

    def test_a_read_only_folder_is_named(self, path: Path) -> None:
        with _without_privileges():
            for target in (path, path.with_name("new.db")):
                assert refusal(target, create=True) == (
                    f"cannot write the ledger at {target}: the folder {path.parent} is "
                    "read-only; give yourself the right to write it, or copy the ledger to where "
                    "you have that right"
                )

    def test_a_read_only_file_is_named(self, path: Path) -> None:
        path.parent.chmod(0o777)
        with _without_privileges():
            assert refusal(path) == (
                f"cannot write the ledger at {path}: the file {path} is read-only; give "
                "yourself the right to write it, or copy the ledger to where you have that right"
            )

    def test_both_can_still_be_read(self, path: Path) -> None:
        with _without_privileges(), open_ledger(path, read_only=True) as ledger:
            assert len(list(ledger.claims())) == 1
        assert [one.name for one in path.parent.iterdir()] == ["war.db"]

    def test_a_file_that_may_not_be_read_is_named(self, path: Path) -> None:
        path.chmod(0o000)
        with _without_privileges():
            assert refusal(path, read_only=True) == (
                f"cannot read the ledger at {path}: Permission denied; check who may read the file"
            )


class TestTrouble:
    def test_another_writer_that_does_not_end_is_waited_for_then_named(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("salient.ledger.sqlite._BUSY_SECONDS", 0.05)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with open_ledger(path) as ledger:
                assert len(list(ledger.claims())) == 100
                with pytest.raises(LedgerError) as raised:
                    ledger.add(reading(document(200)), RECORDED)
                other.execute("ROLLBACK")
                assert ledger.add(reading(document(200)), RECORDED).added == 1
        finally:
            other.close()
        assert str(raised.value) == (
            f"adding to the ledger at {path} failed: another process is writing to it; "
            "try again when that one has ended (SQLite: database is locked)"
        )

    def test_a_full_disk_loses_nothing_that_was_reported(self, path: Path) -> None:
        adding = textwrap.dedent("""
            import sys
            from pathlib import Path
            sys.path.insert(0, sys.argv[1])
            from ledger_factories import RECORDED, document, reading
            from salient.errors import LedgerError
            from salient.ledger import open_ledger
            with open_ledger(sys.argv[2]) as ledger:
                for first in range(1000, 100_000, 50):
                    batch = [reading(document(n)) for n in range(first, first + 50)]
                    try:
                        ledger.add_many(batch, RECORDED)
                    except LedgerError as error:
                        print(error)
                        break
                    print(first)
        """)
        limit = path.stat().st_size + 1_500_000

        def no_more_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run(
            [sys.executable, "-c", adding, str(Path(__file__).parent), str(path)],
            preexec_fn=no_more_room,
            capture_output=True,
            text=True,
            check=True,
        )
        *reported, message = done.stdout.splitlines()
        assert message == (
            f"adding to the ledger at {path} failed: the disk reported an error; check the disk "
            "and its free space, then run the same command again: what was reported as added is "
            "kept (SQLite: disk I/O error)"
        )
        assert reported
        with open_ledger(path) as ledger:
            assert ledger.stats().documents == 100 + 50 * len(reported)
            assert ledger.add(reading(document(2)), RECORDED).unchanged == 1
            assert ledger.add(reading(document(5)), RECORDED).unchanged == 1
            assert ledger.add(reading(document(500)), RECORDED).added == 1

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (sqlite3.SQLITE_BUSY, "another process is writing to it; try again when"),
            (sqlite3.SQLITE_READONLY, "it may not be written; give yourself the right"),
            (sqlite3.SQLITE_IOERR_WRITE, "the disk reported an error; check the disk"),
            (sqlite3.SQLITE_CORRUPT, "the file is damaged; restore it from a backup"),
            (sqlite3.SQLITE_NOTADB, "the file is damaged; restore it from a backup"),
            (sqlite3.SQLITE_FULL, "the disk is full; free some space and run the same command"),
            (sqlite3.SQLITE_CANTOPEN, "the file or its folder cannot be opened; check that"),
            (sqlite3.SQLITE_NOMEM, "nothing of this step was stored"),
        ],
    )
    def test_each_result_code_has_its_mend(self, path: Path, code: int, words: str) -> None:
        error = sqlite3.OperationalError("what SQLite says")
        error.sqlite_errorcode = code
        with open_ledger(path) as ledger:
            backend = ledger._open().backend
        with pytest.raises(LedgerError) as raised, backend.failures("reading"):
            raise error
        assert str(raised.value).startswith(f"reading {path} failed: {words}")
        assert str(raised.value).endswith(" (SQLite: what SQLite says)")
