"""What the ledger refuses, and in which words."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

import msgspec
import pytest
from ledger_factories import PUBLISHED, RULES, claim, document, mention, rejected

from salient.ledger.gate import claim_record, document_record, rejection_record, storable
from salient.model import Claim, Document, Holder, Quantity, Reader, Rejected, Span

WHOLE = document()
BAD_KEY = (
    "the document's id or fingerprint, or the reader's name or version, holds a NUL or an "
    "unpaired surrogate"
)
NO_OFFSET = (
    "the publication time is 2022-05-14T00:00:00, which has no offset from UTC; "
    "give one, such as 2022-05-14T00:00:00+00:00"
)
NO_TITLE = "the document cannot be written as JSON: Expected `str | null`, got `int` - at `$.title`"


def refused(one: Claim) -> Rejected:
    answer = claim_record(one, WHOLE, set())
    assert isinstance(answer, Rejected)
    assert (answer.stage, answer.source) == ("ledger", WHOLE.document_id)
    return answer


def test_a_good_claim_becomes_the_json_of_the_contract() -> None:
    one = claim(WHOLE)
    record = claim_record(one, WHOLE, set())
    assert isinstance(record, str)
    assert msgspec.json.decode(record, type=Claim) == one
    assert list(msgspec.json.decode(record)) == list(Claim.__struct_fields__)


@pytest.mark.parametrize(
    "quote",
    [
        Span("Troops held the village.", 10, 34),
        Span("Troops hold the village.", 11, 35),
        Span("Troops hold the village.", 10, 33),
        Span("", 10, 10),
        Span(WHOLE.text[-6:-1], -6, -1),
        Span(WHOLE.text[-5:], len(WHOLE.text) - 5, len(WHOLE.text) + 10),
    ],
)
def test_a_quote_must_stand_in_the_text_at_its_offsets(quote: Span) -> None:
    answer = refused(claim(WHOLE, quote=quote))
    assert answer.reason == "quote-not-in-text"
    assert answer.detail.endswith(
        f" quotes {quote.text!r}, which the text does not hold at {quote.start} to {quote.end}"
    )


def test_a_claim_of_another_document_is_refused() -> None:
    answer = refused(claim(document(2), claim_id="claim-x"))
    assert answer.reason == "other-document"
    assert answer.detail == "claim claim-x belongs to document doc-0002"


def test_an_id_taken_is_refused() -> None:
    taken: set[str] = set()
    one = claim(WHOLE, claim_id="claim-x")
    assert isinstance(claim_record(one, WHOLE, taken), str)
    answer = claim_record(one, WHOLE, taken)
    assert isinstance(answer, Rejected)
    assert answer.reason == "repeated-id"
    assert answer.detail == "claim claim-x is in the reading twice"


@pytest.mark.parametrize(
    "changes",
    [
        {"probability": (math.nan, 1.0)},
        {"probability": (0.5, math.inf)},
        {"probability": None},
        {"probability": [0.5, 1.0]},
        {"event_type": 7},
        {"mood": "\ud800"},
        {"claim_id": "claim\0"},
        {"event_type": "\0"},
        {"places": ("geonames:\0",)},
        {"control": ("geonames:\0",)},
        {"holders": (Holder(name="\udfff", kind="person", start=None, end=None),)},
        {"quantities": (Quantity(kind="killed", side=None, low=math.nan, high=None, text=""),)},
    ],
)
def test_what_would_not_come_back_as_it_went_in_is_refused(changes: dict[str, Any]) -> None:
    answer = refused(claim(WHOLE, **changes))
    assert answer.reason == "not-storable"
    assert "would not come back as it was given" in answer.detail or (
        "cannot be written as JSON: " in answer.detail
    )


def test_a_latitude_that_is_no_number_is_refused_not_nulled() -> None:
    astray = msgspec.structs.replace(mention("geonames:1"), latitude=math.nan)
    one = msgspec.structs.replace(claim(WHOLE), places=(astray,))
    assert refused(one).reason == "not-storable"


def test_a_nul_in_words_is_kept_because_only_ids_must_be_free_of_it() -> None:
    one = claim(WHOLE, holders=(Holder(name="a\0b", kind="person", start=None, end=None),))
    assert isinstance(claim_record(one, WHOLE, set()), str)


@pytest.mark.parametrize(
    ("changed", "reason", "detail"),
    [
        (
            {"published": datetime(2022, 5, 14)},  # noqa: DTZ001
            "no-offset",
            NO_OFFSET,
        ),
        (
            {"document_id": "a\0b"},
            "not-storable",
            BAD_KEY,
        ),
        (
            {"fingerprint": "\ud800"},
            "not-storable",
            BAD_KEY,
        ),
        (
            {"title": 5},
            "not-storable",
            NO_TITLE,
        ),
    ],
)
def test_a_document_that_cannot_be_kept_is_refused(
    changed: dict[str, Any], reason: str, detail: str
) -> None:
    answer = document_record(document(**changed), RULES)
    assert isinstance(answer, Rejected)
    assert (answer.stage, answer.reason, answer.detail) == ("ledger", reason, detail)


def test_an_unpaired_surrogate_in_the_text_is_refused() -> None:
    answer = document_record(document(text="a \ud800 b", fingerprint="x"), RULES)
    assert isinstance(answer, Rejected)
    assert answer.reason == "not-storable"
    assert answer.detail.startswith("the document cannot be written as JSON: ")


def test_a_reader_whose_name_holds_a_nul_is_refused() -> None:
    answer = document_record(document(), Reader(name="a\0", version="1"))
    assert isinstance(answer, Rejected)
    assert answer.reason == "not-storable"


def test_a_document_is_kept_with_its_microseconds() -> None:
    stored = document_record(WHOLE, RULES)
    assert not isinstance(stored, Rejected)
    assert msgspec.json.decode(stored.record, type=Document) == WHOLE
    assert stored.published == int(PUBLISHED.timestamp()) * 1_000_000


def test_a_rejection_is_never_refused_itself() -> None:
    kept, record, _ = rejection_record(rejected(source="caf\udce9\0.txt", detail="\ud800"))
    assert kept.source == "caf\\udce9\\x00.txt"
    assert kept.detail == "\\ud800"
    assert msgspec.json.decode(record, type=Rejected) == kept


def test_the_digest_tells_rejections_apart_by_every_field() -> None:
    variants = [
        rejected(),
        rejected(stage="reading"),
        rejected(reason="binary"),
        rejected(detail=""),
        rejected(source="x"),
        rejected(start=1),
        rejected(end=1),
    ]
    digests = [rejection_record(one)[2] for one in variants]
    assert len(set(digests)) == len(variants)
    assert rejection_record(rejected())[2] == digests[0]


def test_keys_that_no_backend_can_hold_are_known() -> None:
    assert all(storable(key) for key in ("geonames:1", "", "Ізюм 🇺🇦"))
    assert not any(storable(key) for key in ("a\0", "\ud800"))
