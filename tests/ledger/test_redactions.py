"""Redaction: the only change that a ledger knows, and what stays of it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from ledger_factories import (
    NEWER_RULES,
    PUBLISHED,
    RECORDED,
    claim,
    document,
    reading,
    rejected,
)
from older_ledgers import make_version_1

from salient.errors import LedgerError, UsageError
from salient.ledger import Ledger, open_ledger
from salient.ledger.search import SearchQuestion

LATER = RECORDED + timedelta(days=1)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    edited = document(1, " with a name in it", published=PUBLISHED + timedelta(hours=1))
    ledger.add_many([reading(document(number)) for number in (1, 2)], RECORDED)
    ledger.add_many(
        [
            reading(edited),
            reading(document(2), reader=NEWER_RULES),
            rejected(source="doc-0001"),
            rejected(2),
        ],
        RECORDED,
    )
    return ledger


def _redact(ledger: Ledger, document_id: str = "doc-0001") -> Any:
    return ledger.redact(document_id, LATER, redacted_by="O. Desk", reason="names a child")


def test_nothing_of_the_document_is_left_but_the_log(filled: Ledger) -> None:
    kept = list(filled.claims(document_ids=["doc-0002"]))
    made = _redact(filled)
    assert (made.document_id, made.versions, made.claims) == ("doc-0001", 2, 2)
    assert (made.redacted_by, made.reason) == ("O. Desk", "names a child")
    assert made.recorded_at == LATER.astimezone(UTC)
    assert filled.redactions() == [made]
    assert [one.document_id for one in filled.documents()] == ["doc-0002"]
    assert list(filled.claims()) == kept
    assert filled.versions("doc-0001") == ()
    assert filled.claims_by_id([claim(document(1)).claim_id]) == {}
    assert [one.source for one in filled.rejections()] == ["reports/2.txt"]
    assert list(filled.documents(known_by=RECORDED)) == list(filled.documents())
    stats = filled.stats()
    assert (stats.documents, stats.versions, stats.readings) == (1, 1, 2)


def test_a_redacted_document_does_not_come_back(filled: Ledger) -> None:
    _redact(filled)
    report = filled.add_many([reading(document(1)), reading(document(3))], LATER)
    assert (report.added, report.claims) == (1, 1)
    (refused,) = report.refused
    assert (refused.stage, refused.reason, refused.source) == ("ledger", "redacted", "doc-0001")
    assert refused.detail == (
        "this document was redacted and is not taken in again; "
        "salient ledger redact --list says by whom and why"
    )
    assert filled.add(reading(document(1)), LATER).rejections == 0


def test_the_guards_are_back_and_time_goes_on_from_the_redaction(filled: Ledger) -> None:
    _redact(filled)
    with filled._open().backend.writing("testing") as connection:
        for table in ("claim", "redaction"):
            with (
                pytest.raises(Exception, match="a ledger is append-only"),
                connection.begin_nested(),
            ):
                connection.exec_driver_sql(f"DELETE FROM {table}")
    report = filled.add(reading(document(4)), RECORDED)
    assert report.recorded_at == LATER


def test_the_digest_tells_what_was_removed(filled: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "again.db", create=True) as twin:
        twin.add(reading(document(2)), RECORDED)
        same = twin.redact("doc-0002", LATER, redacted_by="another", reason="another")
    other = _redact(filled, "doc-0001").digest
    assert len(same.digest) == 64
    assert same.digest != other


def test_an_unknown_document_is_named(filled: Ledger) -> None:
    with pytest.raises(LedgerError) as raised:
        _redact(filled, "doc-0009")
    assert str(raised.value) == (
        f"the ledger at {filled.target} holds no document 'doc-0009'; "
        "check the id: salient search and salient why show it"
    )
    assert filled.redactions() == []
    assert filled.stats().documents == 2


@pytest.mark.parametrize(("by", "reason", "missing"), [(" ", "a", "who redacts"), ("a", "", "why")])
def test_a_redaction_says_who_and_why(filled: Ledger, by: str, reason: str, missing: str) -> None:
    with pytest.raises(UsageError, match=f"a redaction must say {missing}; '.*' does not"):
        filled.redact("doc-0001", LATER, redacted_by=by, reason=reason)
    assert filled.stats().documents == 2


def _holding(folder: Path, word: str) -> list[str]:
    """The files in which the word stands, in whatever case: the index holds it folded."""
    small = word.lower().encode()
    return [one.name for one in folder.iterdir() if small in one.read_bytes().lower()]


def test_the_words_are_gone_from_the_files(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    secret = "Xyzzyplugh"
    with open_ledger(path, create=True) as ledger:
        ledger.add_many([reading(document(number)) for number in range(1, 30)], RECORDED)
        text = f"A witness named {secret} spoke. Troops hold the village."
        whole = document(30, text=text)
        ledger.add(reading(whole, claim(whole)), RECORDED)
        named = claim(whole, f"A witness named {secret} spoke.", claim_id="another")
        ledger.add(reading(whole, named, reader=NEWER_RULES), RECORDED)
        assert ledger.search.find(SearchQuestion(text=secret)).hits
        assert _holding(tmp_path, secret)
        ledger.redact("doc-0030", LATER, redacted_by="O. Desk", reason="names a witness")
        assert not _holding(tmp_path, secret)
        assert not ledger.search.find(SearchQuestion(text=secret)).hits
        assert ledger.search.find(SearchQuestion(text="village")).hits
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()


def test_reading_only_does_not_redact_and_an_older_ledger_has_no_redactions(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    make_version_1(str(path))
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.redactions() == []
        with pytest.raises(LedgerError, match="was opened for reading only"):
            _redact(ledger)
