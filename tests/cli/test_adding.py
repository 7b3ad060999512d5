"""`salient add`: into a ledger, twice, with bad files among them."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from salient.ledger import open_ledger
from salient.reading import EnglishReader


def test_adding_again_is_harmless_and_said(run, ledger, reports, theatre, tmp_path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(ledger.read_bytes())
    with open_ledger(copy, read_only=True) as before:
        stats = before.stats()
    result = run("add", *reports, "--ledger", copy, "--theatre", theatre)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"{copy}: documents: 6 there already; claims: 0 added\n"
    with open_ledger(copy, read_only=True) as after:
        assert after.stats() == stats


def test_bad_files_are_named_kept_and_the_rest_is_added(run, theatre, post, tmp_path) -> None:
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    (folder / "empty.txt").touch()
    (folder / "deeper" / "good.json").write_text(
        '{"text": "Russian forces captured Popasna.", "published": "2022-05-08", "publisher": "X"}'
    )
    target = tmp_path / "new.db"
    arguments = ("add", folder, post, "*.none", "--ledger", target, "--theatre", theatre)
    result = run(*arguments)
    assert result.exit_code == 1
    first, *named = result.stderr.splitlines()
    assert first.startswith(f"{target}: documents: 1 added, 3 refused; claims: ")
    assert [line.partition(": ")[0] for line in named] == [
        "*.none", str(folder / "empty.txt"), str(post),
    ]  # fmt: skip
    with open_ledger(target, read_only=True) as kept:
        assert [r.reason for r in kept.rejections()] == ["not-found", "empty", "no-date"]


def test_a_reader_that_breaks_off_is_named_and_the_rest_is_added(
    run, theatre, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = EnglishReader.read

    def breaks(self, document):
        if "storm" in document.text:
            raise IndexError("out of the storm")
        return read(self, document)

    monkeypatch.setattr(EnglishReader, "read", breaks)
    stated = '"published": "2022-05-08", "publisher": "X"'
    for name, text in (("a", "A storm came."), ("b", "Russian forces captured Popasna.")):
        (tmp_path / f"{name}.json").write_text(
            f'{{"document_id": "doc-{name}", "text": "{text}", {stated}}}'
        )
    target = tmp_path / "kept.db"
    result = run("add", tmp_path, "--ledger", target, "--theatre", theatre)
    assert result.exit_code == 1
    told, named = result.stderr.splitlines()
    assert told == f"{target}: documents: 2 added, 1 refused; claims: 1 added"
    assert named.startswith("doc-a: the reader salient-english ")
    assert "broke off with IndexError: out of the storm (test_adding.py, line " in named
    result = run("read", tmp_path / "a.json", tmp_path / "b.json", "--theatre", theatre)
    assert result.exit_code == 1
    assert result.stderr.startswith("doc-a: the reader salient-english ")
    assert len(result.stdout.splitlines()) == 1


def test_documents_in_other_languages_are_kept_and_counted(run, theatre, tmp_path) -> None:
    stated = '"text": "Ворог обстріляв місто.", "published": "2022-05-08", "publisher": "X"'
    (tmp_path / "uk.json").write_text(f'{{"language": "uk", {stated}}}', "utf-8")
    (tmp_path / "some.json").write_text(f"{{{stated}}}", "utf-8")
    result = run("add", tmp_path, "--ledger", tmp_path / "x.db", "--theatre", theatre)
    assert result.exit_code == 0
    assert result.stderr.endswith(
        "kept without claims, in languages that the reader does not read: 1 in 'uk', "
        "1 in an unknown language\n"
    )


def test_a_wrong_date_makes_no_claims_and_stops_at_once(run, post, tmp_path) -> None:
    result = run("add", post, "--ledger", tmp_path / "x.db", "--published", "2022-13-45")
    assert result.exit_code == 2
    assert "'--published': the publication date '2022-13-45' is not a date" in result.stderr


# -- ledgers that are none -----------------------------------------------------------------


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO ledger_schema VALUES (99)")


@pytest.mark.parametrize("command", ["add", "control"])
def test_a_ledger_of_a_newer_salient_is_refused_with_the_mend(
    run, ledger, theatre, post, tmp_path, command: str
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(ledger.read_bytes())
    newer(copy)
    before = copy.read_bytes()
    last = (post,) if command == "add" else ("--on", "2022-05-14")
    result = run(command, "--ledger", copy, "--theatre", theatre, *last)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f"salient: the ledger at {copy} has schema version 99, and this"
    )
    assert "pip install --upgrade salient" in result.stderr
    assert copy.read_bytes() == before


def test_a_text_file_is_no_ledger_and_stays_as_it_is(run, post: Path) -> None:
    before = post.read_text()
    result = run("add", post, "--ledger", post)
    assert result.exit_code == 2
    assert "is not a ledger: it is not an SQLite file; give the path of a ledger" in result.stderr
    assert post.read_text() == before


def test_a_server_that_refuses_is_explained_without_the_password(run, post: Path) -> None:
    result = run("add", post, "--ledger", "postgresql://desk:secret@127.0.0.1:1/war")
    assert result.exit_code == 2
    assert "the server cannot be reached" in result.stderr
    assert "secret" not in result.stderr


@contextmanager
def without_privileges() -> Iterator[None]:
    """As a user whom file rights bind: root may write what is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked() -> Iterator[Path]:
    # Not tmp_path: its parents are closed to every other user.
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "post.txt").write_text("All quiet.\n")
        Path(folder).chmod(0o555)
        yield Path(folder)
        Path(folder).chmod(0o755)


def test_a_read_only_folder_is_named_with_the_mend(run, ledger: Path, locked: Path) -> None:
    assert ledger.exists()
    with without_privileges():
        result = run("add", locked / "post.txt", "--ledger", locked / "war.db")
    assert result.exit_code == 2
    assert f"the folder {locked} is read-only; give yourself the right" in result.stderr
    assert [path.name for path in locked.iterdir()] == ["post.txt"]


def test_a_read_only_folder_for_the_output_is_named_with_the_mend(run, ledger, locked) -> None:
    assert ledger.exists()
    post, out = locked / "post.txt", locked / "out.jsonl"
    with without_privileges():
        result = run("read", post, "--layer", "places", "--theatre", "none", "--out", out)
    assert result.exit_code == 2
    assert result.stderr == (
        f"salient: cannot write {out} (Permission denied); give --out a file in a folder that you "
        "may write\n"
    )
