"""`salient ledger` and its commands, over a small ledger whose document was edited."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from salient.ledger import open_ledger
from salient.ledger.parts import SCHEMA_VERSION

Run = Callable[..., Result]
POST = "Ukrainian forces captured Izyum on 13 May. Russian troops hold Lyman."
EDITED = "Ukrainian forces captured Izyum on 13 May. Russian troops left Lyman."


def _document(folder: Path, text: str, number: int, month: int) -> Path:
    file = folder / f"{number}.json"
    document = {
        "document_id": f"doc-{number}",
        "publisher": "The Example Courier",
        "published": f"2022-{month:02}-14T08:00:00+00:00",
        "language": "en",
        "text": text,
    }
    file.write_text(json.dumps(document), "utf-8")
    return file


@pytest.fixture(scope="session")
def filled(run: Run, theatre: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("filled")
    for text, number, month in ((POST, 1, 5), (EDITED, 1, 5), (POST, 2, 6)):
        file = _document(folder, text, number, month)
        added = run("add", file, "--ledger", folder / "war.db", "--theatre", theatre)
        assert added.exit_code == 0, added.stderr
    return (folder / "war.db").read_bytes()


@pytest.fixture
def war(filled: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    path.write_bytes(filled)
    return path


def test_stats_counts_what_there_is(run: Run, war: Path) -> None:
    result = run("ledger", "stats", "--ledger", war)
    told = json.loads(result.stdout)
    assert (told["documents"], told["versions"], result.exit_code) == (2, 3, 0)
    assert told["claims"] > told["current_claims"] > 0


def test_check_says_that_a_ledger_is_sound_or_names_each_finding(run: Run, war: Path) -> None:
    result = run("ledger", "check", "--ledger", war)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{war}: sound\n")
    plain = sqlite3.connect(war)
    plain.execute("DROP TRIGGER claim_keeps_on_delete")
    plain.close()
    result = run("ledger", "check", "--ledger", war)
    assert result.exit_code == 1
    kind, where, detail = result.stdout.rstrip("\n").split("\t")
    assert (kind, where) == ("guard", "claim")
    assert detail.startswith("the trigger claim_keeps_on_delete, ")
    assert result.stderr == f"{war}: 1 finding\n"


def test_check_of_a_file_cut_short_says_what_to_do(run: Run, war: Path) -> None:
    war.write_bytes(war.read_bytes()[:20_000])
    result = run("ledger", "check", "--ledger", war)
    assert result.exit_code == 2
    assert "is cut short: 20000 bytes are left of" in result.stderr
    assert "restore it from a backup" in result.stderr


def test_migrate_leaves_what_is_up_to_date(run: Run, war: Path) -> None:
    result = run("ledger", "migrate", "--ledger", war)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{war}: up to date, with schema version ")


def test_migrate_says_from_where_to_where(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    plain = sqlite3.connect(old, isolation_level=None)
    recorded = Path(__file__).parents[1] / "ledger" / "version_1.sqlite.sql"
    plain.executescript(recorded.read_text("utf-8"))
    plain.execute(f"PRAGMA application_id={0x53414C31}")
    plain.close()
    result = run("ledger", "migrate", "--ledger", old)
    assert result.stderr == f"{old}: brought from schema version 1 to {SCHEMA_VERSION}\n"
    assert run("ledger", "check", "--ledger", old).stderr == f"{old}: sound\n"


def test_backup_copy_and_archive_give_the_same_ledger(run: Run, war: Path, tmp_path: Path) -> None:
    backed, copied, again = (tmp_path / f"{name}.db" for name in ("backed", "copied", "again"))
    archive = tmp_path / "war.jsonl.gz"
    results = [
        run("ledger", "backup", "--ledger", war, "--out", backed),
        run("ledger", "copy", war, copied),
        run("ledger", "export", "--ledger", war, "--out", archive),
        run("ledger", "import", archive, "--ledger", again),
    ]
    assert [one.exit_code for one in results] == [0, 0, 0, 0], [one.stderr for one in results]
    assert results[0].stderr == f"{war}: backed up to {backed}\n"
    assert results[1].stderr.startswith(f"{war}: copied to {copied}: 3 batch, 2 document, ")
    assert results[2].stderr.startswith(f"{war}: exported to {archive}: 3 batch, 2 document, ")
    assert results[3].stderr.startswith(f"{again}: imported {archive}: 3 batch, 2 document, ")
    with open_ledger(war, read_only=True) as first:
        claims, stats = list(first.claims()), first.stats()
    for path in (backed, copied, again):
        with open_ledger(path, read_only=True) as ledger:
            assert (list(ledger.claims()), ledger.stats()) == (claims, stats)


def test_an_export_can_be_read_without_unpacking(run: Run, war: Path, tmp_path: Path) -> None:
    out = tmp_path / "war.jsonl"
    assert run("ledger", "export", "--ledger", war, "--out", out).exit_code == 0
    assert json.loads(out.read_text("utf-8").splitlines()[0])["salient_ledger"] == 1


def test_an_import_of_something_else_is_refused(run: Run, war: Path, tmp_path: Path) -> None:
    result = run("ledger", "import", war, "--ledger", tmp_path / "new.db")
    assert result.exit_code == 2
    assert result.stderr == (
        f"salient: cannot import {war}: it is no ledger's archive; "
        "give a file that salient ledger export wrote\n"
    )
    assert not (tmp_path / "new.db").exists()


def test_parquet_is_written_by_month_and_may_end_at_a_day(
    run: Run, war: Path, tmp_path: Path
) -> None:
    out = tmp_path / "all"
    options = ("ledger", "export", "--ledger", war, "--format", "parquet")
    result = run(*options, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert {one.name for one in (out / "claims").iterdir()} == {"month=2022-05", "month=2022-06"}
    early = run(*options, "--out", tmp_path / "may", "--known-by", "2022-05-31")
    assert early.stderr.endswith(", 1 documents\n")
    refused = run("ledger", "export", "--ledger", war, "--out", out, "--known-by", "2022-05-31")
    assert refused.exit_code == 2
    assert "--known-by goes with --format parquet; an archive holds everything" in refused.stderr


def test_redact_removes_and_lists(run: Run, war: Path) -> None:
    result = run("ledger", "redact", "doc-1", "--ledger", war, "--by", "O. Desk", "--reason", "why")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{war}: redacted doc-1: 2 wordings and ")
    assert result.stderr.endswith("backups and exports made before still hold them\n")
    listed = run("ledger", "redact", "--list", "--ledger", war)
    told = json.loads(listed.stdout)
    assert (told["document_id"], told["redacted_by"], told["reason"]) == ("doc-1", "O. Desk", "why")
    again = run("ledger", "redact", "doc-1", "--ledger", war, "--by", "O. Desk", "--reason", "why")
    assert again.exit_code == 2
    assert "holds no document 'doc-1'; check the id" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("doc-1",), "give the document's id, --by NAME and --reason TEXT; or --list alone"),
        (("doc-1", "--by", "me"), "give the document's id, --by NAME and --reason TEXT"),
        (("doc-1", "--list"), "--list goes alone; leave out the rest"),
    ],
)
def test_redact_wants_who_and_why(
    run: Run, war: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("ledger", "redact", *arguments, "--ledger", war)
    assert result.exit_code == 2
    assert words in result.stderr
    assert run("ledger", "redact", "--list", "--ledger", war).stdout == ""


SAID = ("--by", "O. Desk", "--reason", "why")


def test_redact_blackens_words_and_names_who_else_has_them(run: Run, war: Path) -> None:
    told = ("ledger", "redact", "doc-1", "--ledger", war, *SAID)
    result = run(*told, "--words", "captured IZYUM")
    assert result.exit_code == 0, result.stderr
    first, second = result.stderr.splitlines()
    assert first.startswith(
        f"{war}: redacted 2 words in doc-1: 26 characters of 2 wordings blackened and "
    )
    assert first.endswith(" changed; backups and exports made before still hold them")
    assert second == "the same words stand in doc-2; redact them there as well if need be"
    (listed,) = run("ledger", "redact", "--list", "--ledger", war).stdout.splitlines()
    assert json.loads(listed)["words"] == 2
    with open_ledger(war, read_only=True) as opened:
        whole = opened.document("doc-1")
        assert whole is not None
        assert whole.text == EDITED.replace("captured Izyum", "████████ █████")
    assert run("ledger", "check", "--ledger", war).exit_code == 0
    again = run(*told, "--words", "captured Izyum")
    assert again.exit_code == 2
    assert "no wording of 'doc-1' in the ledger" in again.stderr


def test_redact_takes_a_passage_and_a_claim(run: Run, war: Path) -> None:
    told = ("ledger", "redact", "--ledger", war, *SAID)
    passage = run(*told, "doc-1", "--passage", "17:28", "--version", "1")
    assert "redacted 2 words in doc-1: 26 characters of 2 wordings" in passage.stderr
    with open_ledger(war, read_only=True) as opened:
        of_other = next(iter(opened.claims(document_ids=["doc-2"])))
    claim = run(*told, "--claim", of_other.claim_id)
    assert "in doc-2: " in claim.stderr
    with open_ledger(war, read_only=True) as opened:
        left = opened.claims_by_id([of_other.claim_id])[of_other.claim_id].quote
        assert set(left.text) == {"█", " "}
        assert (left.start, left.end) == (of_other.quote.start, of_other.quote.end)
    other = run(*told, "doc-1", "--claim", of_other.claim_id)
    assert other.exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("doc-1", "--passage", "5"), "'5' is no passage; write START:END, counted in"),
        (("doc-1", "--words", "a", "--passage", "0:1"), "give one of --words, --passage and"),
        (("doc-1", "--version", "1"), "--version says which wording --passage counts in; give"),
        (("doc-1", "--words", "a", "--version", "1"), "--version says which wording --passage"),
        (("--words", "Izyum"), "give the document's id, --by NAME and --reason TEXT"),
        (("doc-1", "--words", "why"), "the reason repeats the words that are to be removed"),
        (("--claim", "claim-0"), "holds no claim 'claim-0'; check the id"),
    ],
)
def test_redact_refuses_what_it_cannot_make_out(
    run: Run, war: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("ledger", "redact", *arguments, "--ledger", war, *SAID)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert run("ledger", "redact", "--list", "--ledger", war).stdout == ""


def test_versions_shows_text_and_claims(run: Run, war: Path) -> None:
    lines = run("ledger", "versions", "doc-1", "--ledger", war).stdout.splitlines()
    assert lines[0].startswith("version 1 to 2, recorded ")
    assert "  - Russian troops hold Lyman." in lines
    assert "  + Russian troops left Lyman." in lines
    assert "  claims: 1 kept" in lines
    assert any(line.startswith("  - hold, positive, reported, ") for line in lines)
    assert any(line.startswith("  + withdraw, positive, reported, ") for line in lines)
    told = json.loads(
        run("ledger", "versions", "doc-1", "--ledger", war, "--format", "jsonl").stdout
    )
    assert (told["older"], told["newer"]) == (1, 2)
    one = run("ledger", "versions", "doc-2", "--ledger", war)
    assert (one.stdout, one.stderr) == ("", "doc-2: one wording only\n")
