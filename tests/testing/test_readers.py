from __future__ import annotations

from typing import cast

import msgspec
import pytest

from salient.model import (
    Claim,
    Document,
    DocumentRef,
    Holder,
    Predicate,
    Reader,
    Rejected,
    Span,
    TimeMention,
)
from salient.testing import ReaderConformance, check_reading, report

TEXT = "Troops shelled the town. Troops left."


def made(document: Document, word: str, **changed: object) -> Claim:
    start = document.text.index(word)
    claim = Claim(
        claim_id=f"{document.document_id}-{word}",
        document=DocumentRef(
            document_id=document.document_id, publisher="Example Post", url=None, title=None,
            language="en", published=document.published.isoformat(),
        ),
        quote=Span(word, start, start + len(word)),
        holders=(Holder(name="Example Post", kind="publisher", start=None, end=None),),
        event_type="other", plover=None, acled=None,
        predicate=Predicate(lemma=word, text=word, start=start, end=start + len(word)),
        actor=None, target=None, places=(),
        time=TimeMention(text=None, start=None, end=None, earliest=None, latest=None),
        polarity="positive", mood="reported", probability=(1.0, 1.0), probability_term=None,
        quantities=(), control=(), reader=Reader(name="words", version="1"),
    )  # fmt: skip
    return msgspec.structs.replace(claim, **changed)


class WordReader:
    """Claims that something happened wherever it knows a word."""

    name = "words"
    version = "1"
    languages: tuple[str, ...] = ("en",)

    def read(self, document: Document) -> list[Claim | Rejected]:
        return [made(document, w) for w in ("shelled", "left") if w in document.text]


class TestGoodReader(ReaderConformance):
    def make_reader(self) -> WordReader:
        return WordReader()


class Broken(WordReader):
    def __init__(self, **changed: object) -> None:
        self.changed = changed

    def read(self, document: Document) -> list[Claim | Rejected]:
        return [made(document, "shelled", **self.changed), made(document, "left")]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"event_type": "raid"}, "event_type is 'raid'"),
        ({"reader": Reader(name="other", version="1")}, "it says that other 1 read it"),
        ({"quote": Span("shelled", 0, 7)}, "the quote 'shelled' does not stand at 0 to 7"),
    ],
)
def test_a_claim_outside_the_contract_fails(changed: dict[str, object], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        check_reading(Broken(**changed), report(TEXT), ("UA",))


def test_repeated_ids_and_disorder_fail() -> None:
    class Twice(WordReader):
        def read(self, document: Document) -> list[Claim | Rejected]:
            return [made(document, "left"), made(document, "shelled"), made(document, "left")]

    with pytest.raises(
        AssertionError, match="two claims have one id; the claims are not in the order"
    ):
        check_reading(Twice(), report(TEXT), ("UA",))


def suite(reader: object) -> ReaderConformance:
    class Suite(ReaderConformance):
        def make_reader(self) -> WordReader:
            return cast("WordReader", reader)

    return Suite()


def test_a_reader_that_counts_its_calls_fails_as_not_the_same() -> None:
    class Counting(WordReader):
        calls = 0

        def read(self, document: Document) -> list[Claim | Rejected]:
            self.calls += 1
            return [made(document, "shelled", claim_id=f"claim-{self.calls}")]

    with pytest.raises(AssertionError, match="two readings differ"):
        suite(Counting()).test_the_same_document_gives_the_same_claims()


def test_a_reader_that_falls_over_an_odd_text_is_told_which() -> None:
    class Fragile(WordReader):
        def read(self, document: Document) -> list[Claim | Rejected]:
            if "\x00" in document.text:
                raise ValueError("embedded null")
            return []

    with pytest.raises(AssertionError, match="control characters: ValueError: embedded null"):
        suite(Fragile()).test_odd_texts_are_read_or_refused()


def test_a_reader_that_finds_nothing_in_a_plain_report_fails() -> None:
    class Blind(WordReader):
        def read(self, document: Document) -> list[Claim | Rejected]:
            return []

    with pytest.raises(AssertionError, match="it finds no claim in"):
        suite(Blind()).test_a_plain_report_gives_claims_that_keep_the_contract()
