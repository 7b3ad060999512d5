"""Removing words of a document: from every row that holds them, for good, and logged."""

from __future__ import annotations

import io
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
    mention,
    reading,
    rejected,
)
from msgspec.structs import replace
from older_ledgers import make_version_1
from whole_ledgers import answers, everything

from salient.errors import LedgerError, UsageError
from salient.ledger import (
    DocumentReading,
    Ledger,
    SearchQuestion,
    anchor_of,
    backup_ledger,
    copy_ledger,
    export_archive,
    import_archive,
    open_ledger,
)
from salient.ledger.masking import words_digest
from salient.ledger.parts import PARTS, SCHEMA_VERSION
from salient.model import Claim, ClaimReview, Document, Reader

LATER = RECORDED + timedelta(days=1)
SECRET = "Xyzzy Plughova"
TEXT = f"Report 1. {SECRET} said that troops hold the village near Izium. Others left the town."
QUOTE = f"{SECRET} said that troops hold the village near Izium."


def _document(wording: str = "", **changes: Any) -> Document:
    return document(1, text=TEXT + wording, title=f"{SECRET} speaks", **changes)


def _claim(whole: Document, **changes: Any) -> Claim:
    one = claim(whole, QUOTE, **changes)
    start = TEXT.index(SECRET)
    named = replace(one.holders[1], name=SECRET, start=start, end=start + len(SECRET))
    at = TEXT.index("Izium")
    where = replace(mention(IZIUM), text="Izium", name="Izium", start=at, end=at + 5)
    verb = TEXT.index("hold")
    return replace(
        one,
        holders=(one.holders[0], named),
        places=(where,),
        predicate=replace(one.predicate, start=verb, end=verb + 4),
    )


def _reading(whole: Document, reader: Reader | None = None) -> DocumentReading:
    other = claim(whole, "Others left the town.", claim_id="other")
    refused = rejected(source="doc-0001", detail=f"no side for {SECRET[:9]!r}")
    claims = (_claim(whole, claim_id="named", control=(IZIUM, KHARKIV)), other)
    if reader is not None:
        claims = (replace(claims[0], claim_id="named again"), replace(other, claim_id="other 2"))
    return DocumentReading(
        document=whole,
        reader=reader or claims[0].reader,
        claims=claims,
        rejected=(refused,),
    )


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two wordings with the words, one without, a review, and another document with the words."""
    ledger.add_many(
        [_reading(_document()), rejected(source="doc-0001", detail=f"as {SECRET} says")], RECORDED
    )
    edited = _document(" Edited.", published=PUBLISHED + timedelta(hours=1))
    ledger.add_many([_reading(edited), reading(document(2))], RECORDED + timedelta(hours=1))
    ledger.add(reading(document(1, " plain")), RECORDED + timedelta(hours=2))
    ledger.add(reading(document(3, text=f"So said {SECRET}. Troops hold the village.")), RECORDED)
    review = ClaimReview(anchor=anchor_of(_claim(_document(), claim_id="named")), verdict="accept")
    ledger.reviews.add(
        review, by="Olena", reason=f"I know {SECRET}", recorded_at=RECORDED + timedelta(hours=3)
    )
    ledger.search.index()
    return ledger


def _redact(ledger: Ledger, words: str = SECRET, **said: str) -> Any:
    said = {"redacted_by": "O. Desk", "reason": "names a witness", **said}
    return ledger.redact("doc-0001", LATER, words=words, **said)


def _rows_with(ledger: Ledger, word: str) -> set[str]:
    """The tables with a row that holds the word."""
    return {
        name
        for name, rows in everything(ledger).items()
        if any(word.lower() in str(row).lower() for row in rows)
    }


def test_no_row_of_the_document_holds_the_words_any_more(filled: Ledger) -> None:
    assert _rows_with(filled, "Plughova") == {"version", "claim", "rejection", "review"}
    kept = list(filled.claims(document_ids=["doc-0002"]))
    made = _redact(filled)
    assert (made.versions, made.claims, made.words) == (2, 4, 2)
    assert made.characters == 2 * len("XyzzyPlughova")
    assert made.digest == words_digest("doc-0001", "xyzzy plughova")
    assert (made.redacted_by, made.reason) == ("O. Desk", "names a witness")
    assert filled.redactions() == [made]
    assert [one.document_id for one in filled.documents() if SECRET in one.text] == ["doc-0003"]
    assert list(filled.claims(document_ids=["doc-0002"])) == kept
    filled.redact("doc-0003", LATER, redacted_by="O. Desk", reason="the same")
    assert _rows_with(filled, "Plughova") == _rows_with(filled, "Xyzzy") == set()


def test_offsets_ids_and_what_else_was_read_stay(filled: Ledger) -> None:
    before = filled.claims_by_id(["named"])["named"]
    _redact(filled)
    one = filled.claims_by_id(["named"], reviewed=False)["named"]
    first, second, _ = filled.versions("doc-0001")
    assert first.document.text == TEXT.replace(SECRET, "█████ ████████")
    assert second.document.title == "█████ ████████ speaks"
    assert one.quote.text == first.document.text[one.quote.start : one.quote.end]
    assert (one.quote.start, one.quote.end) == (before.quote.start, before.quote.end)
    assert [holder.name for holder in one.holders] == ["The Example Courier", "█████ ████████"]
    assert (one.places, one.predicate, one.control) == (
        before.places, before.predicate, before.control,
    )  # fmt: skip
    assert {rejection.detail for rejection in filled.rejections() if "doc" in rejection.source} == {
        "as █████ ████████ says"
    }
    assert [hit.document.document_id for hit in _found(filled, "Plughova")] == ["doc-0003"]


def _found(ledger: Ledger, text: str) -> Any:
    return ledger.search.find(SearchQuestion(text=text, kind="documents")).hits


def test_the_ledger_is_sound_afterwards_and_its_guards_are_back(filled: Ledger) -> None:
    _redact(filled, "near Izium")
    assert list(filled.check()) == []
    assert filled.search.index() == (2, 2)
    assert list(filled.check()) == []
    with (
        filled.backend.writing("testing") as connection,
        pytest.raises(Exception, match="a ledger is append-only"),
        connection.begin_nested(),
    ):
        connection.exec_driver_sql("DELETE FROM blackening")


def test_a_claim_is_no_longer_found_by_a_place_that_was_removed(filled: Ledger) -> None:
    past = RECORDED + timedelta(hours=1)
    asked = {"place_ids": [IZIUM], "known_by": past}
    assert [one.claim_id for one in filled.claims(**asked)] == ["named"]
    _redact(filled, "near Izium")
    assert list(filled.claims(**asked)) == []
    assert "named" in {one.claim_id for one in filled.claims(**{**asked, "place_ids": [KHARKIV]})}


def test_a_review_holds_on_to_what_is_left_of_its_words(filled: Ledger) -> None:
    _redact(filled)
    assert [one.reason for one in filled.reviews.all()] == ["I know █████ ████████"]
    past = RECORDED + timedelta(hours=1)
    named = filled.claims_by_id(["named"])["named"]
    assert [one.verdict for one in getattr(named, "reviews", ())] == ["accept"]
    assert filled.reviews.overlay(past, None).unattached == ()


def test_adding_the_same_again_does_not_bring_the_words_back(filled: Ledger) -> None:
    _redact(filled)
    before = everything(filled)
    report = filled.add(_reading(_document()), LATER)
    assert (report.unchanged, report.claims, report.refused) == (1, 0, ())
    assert everything(filled) == before


def test_a_newer_reader_s_work_is_blackened_as_the_stored_wording_is(filled: Ledger) -> None:
    _redact(filled)
    assert filled.unread([_document()], NEWER_RULES)
    report = filled.add(_reading(_document(), NEWER_RULES), LATER)
    assert (report.reread, report.claims, report.refused) == (1, 2, ())
    one = filled.claims_by_id(["named again"])["named again"]
    assert one.quote.text == QUOTE.replace(SECRET, "█████ ████████")
    _only_the_other_document_holds_them(filled)


def test_a_later_wording_is_blackened_too(filled: Ledger) -> None:
    _redact(filled)
    moved = document(1, text=f"First of all, xyzzy PLUGHOVA. {TEXT}")
    report = filled.add(reading(moved, claim(moved, "First of all, xyzzy PLUGHOVA.")), LATER)
    assert (report.new_versions, report.claims, report.refused) == (1, 1, ())
    latest = filled.document("doc-0001")
    assert latest is not None
    assert latest.text.startswith("First of all, █████ ████████. Report 1. █████ ████████ said")
    other = claim(moved, "Others left the town.")
    again = filled.add(reading(moved, other, reader=NEWER_RULES), LATER)
    assert (again.reread, again.refused) == (1, ())
    _only_the_other_document_holds_them(filled)
    assert list(filled.check()) == []


def _only_the_other_document_holds_them(ledger: Ledger) -> None:
    ledger.redact("doc-0003", LATER, redacted_by="O. Desk", reason="the same")
    assert _rows_with(ledger, "Plughova") == set()


def test_copies_archives_and_backups_made_later_do_not_hold_the_words(
    filled: Ledger, tmp_path: Path
) -> None:
    _redact(filled)
    filled.redact("doc-0003", LATER, redacted_by="O. Desk", reason="the same")
    archive = io.BytesIO()
    export_archive(filled, archive, packed=False)
    assert b"Plughova" not in archive.getvalue()
    archive.seek(0)
    with (
        open_ledger(tmp_path / "copy.db", create=True) as copy,
        open_ledger(tmp_path / "taken.db", create=True) as taken,
    ):
        copy_ledger(filled, copy)
        import_archive(archive, "a", taken)
        assert answers(copy) == answers(taken) == answers(filled)
        for one in (copy, taken):
            report = one.add(_reading(_document(), NEWER_RULES), LATER)
            assert (report.reread, report.refused) == (1, ())
            assert _rows_with(one, "Plughova") == set()
    backup_ledger(filled, tmp_path / "backup.db")
    for path in tmp_path.iterdir():
        assert b"plughova" not in path.read_bytes().lower()


def test_the_words_are_gone_from_the_files(tmp_path: Path) -> None:
    path = tmp_path / "war.db"

    def holding() -> list[str]:
        return [one.name for one in tmp_path.iterdir() if b"plughova" in one.read_bytes().lower()]

    with open_ledger(path, create=True) as ledger:
        ledger.add_many([reading(document(number)) for number in range(2, 30)], RECORDED)
        ledger.add(_reading(_document(" and more" * 3000)), RECORDED)
        ledger.search.index()
        assert holding()
        _redact(ledger)
        assert holding() == []
        assert not _found(ledger, "Plughova")
        assert _found(ledger, "village")
        assert holding() == []
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()


@pytest.mark.postgresql
def test_postgresql_clears_every_table_of_what_it_no_longer_shows(
    fresh_schema: Callable[[], str],
) -> None:
    with open_ledger(fresh_schema(), create=True) as ledger:
        ledger.add(_reading(_document()), RECORDED)
        ledger.search.index()
        _redact(ledger)
        with ledger.backend.reading() as connection:
            cleared = set(
                connection.exec_driver_sql(
                    "SELECT relname FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL "
                    "AND schemaname = current_schema()"
                ).scalars()
            )
    assert cleared == {table.name for part in PARTS for table in (*part.tables, *part.derived)}


@pytest.mark.parametrize(
    ("words", "said", "problem"),
    [
        ("…", {}, "there is no word in what is to be redacted; give the words, or a passage"),
        (SECRET, {"redacted_by": " "}, "a redaction must say who redacts; ' ' does not"),
        (SECRET, {"reason": ""}, "a redaction must say why; '' does not"),
        (
            SECRET,
            {"reason": "xyzzy, Plughova asks for it"},
            "the reason repeats the words that are to be removed; say it without them",
        ),
    ],
)
def test_what_a_redaction_must_say(
    filled: Ledger, words: str, said: dict[str, str], problem: str
) -> None:
    before = everything(filled)
    with pytest.raises(UsageError) as raised:
        _redact(filled, words, **said)
    assert str(raised.value) == problem
    assert everything(filled) == before


def test_words_that_are_not_there_and_a_document_that_is_not(filled: Ledger) -> None:
    _redact(filled)
    before = everything(filled)
    with pytest.raises(LedgerError) as raised:
        _redact(filled)
    assert str(raised.value) == (
        f"no wording of 'doc-0001' in the ledger at {filled.target} holds these words; case and "
        "punctuation make no difference, the forms of words do: give them as they stand in the "
        "text"
    )
    with pytest.raises(LedgerError, match="holds no document 'doc-0009'; check the id"):
        filled.redact("doc-0009", LATER, redacted_by="a", reason="b", words="c")
    assert everything(filled) == before


def test_redactions_come_in_the_order_of_their_moments(filled: Ledger) -> None:
    words = _redact(filled)
    whole = filled.redact("doc-0002", RECORDED, redacted_by="a", reason="b")
    more = _redact(filled, "Troops")
    assert filled.redactions() == [whole, words, more]
    assert whole.recorded_at == words.recorded_at == LATER
    assert (whole.words, whole.characters) == (None, None)


def test_a_ledger_of_schema_version_2_is_read_as_it_is_and_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "war.db"
    make_version_1(str(path))
    open_ledger(path).close()
    plain = sqlite3.connect(path)
    names = plain.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN "
        "('blackening', 'ledger_schema')"
    ).fetchall()
    guards = plain.execute(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'ledger_schema'"
    ).fetchall()
    for (name,) in names:
        plain.execute(f"DROP TRIGGER {name}")
    plain.execute("DROP TABLE blackening")
    plain.execute("UPDATE ledger_schema SET schema_version = 2 WHERE schema_version > 1")
    for (statement,) in guards:
        plain.execute(statement)
    plain.commit()
    plain.close()
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.schema_version == 2
        assert ledger.redactions() == []
        assert len(list(ledger.claims())) == 2
        assert ledger.reviews.overlay(None, None).unattached == ()
        assert list(ledger.check()) == []
    with open_ledger(path) as ledger:
        assert ledger.schema_version == SCHEMA_VERSION
        assert list(ledger.check()) == []
        made = ledger.redact("doc-0001", LATER, redacted_by="a", reason="b", words="village")
        assert ledger.redactions() == [made]
