"""Naming the words to be redacted by where they stand, and finding who else published them."""

from __future__ import annotations

import pytest
from ledger_factories import RECORDED, claim, document, reading

from salient.errors import LedgerError, UsageError
from salient.ledger import Ledger, claim_passage, others_with, passage_words
from salient.model import Document

# "Report 1. Troops hold the village. Others left the town on the eastern bank of the river."


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add_many([reading(document(number)) for number in (1, 2)], RECORDED)
    ledger.add(reading(document(1, ", edited")), RECORDED)
    return ledger


@pytest.mark.parametrize(
    ("start", "end", "version", "words"),
    [
        (10, 16, 1, "Troops"),
        (10, 16, None, "edited"),
        (12, 20, 1, "Troops hold"),
        (15, 18, 1, "Troops hold"),
        (0, 9, 1, "Report 1"),
        (7, 11, 1, "1. Troops"),
    ],
)
def test_a_passage_takes_in_whole_words(
    filled: Ledger, start: int, end: int, version: int | None, words: str
) -> None:
    assert passage_words(filled, "doc-0001", start, end, version) == words


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (-1, 4), (80, 90)])
def test_a_passage_outside_the_text(filled: Ledger, start: int, end: int) -> None:
    with pytest.raises(UsageError) as raised:
        passage_words(filled, "doc-0001", start, end, 1)
    assert str(raised.value) == (
        f"the passage {start}:{end} does not lie in the text of 'doc-0001', which has 89 "
        "characters; give START:END with 0 <= START < END"
    )


def test_a_passage_without_a_word(filled: Ledger) -> None:
    with pytest.raises(UsageError, match="there is no word in the passage 9:10 of 'doc-0001'"):
        passage_words(filled, "doc-0001", 9, 10, 1)


def test_an_unknown_document_version_and_claim(filled: Ledger) -> None:
    with pytest.raises(LedgerError, match="holds no document 'doc-0009'; check the id"):
        passage_words(filled, "doc-0009", 0, 1)
    with pytest.raises(LedgerError, match="has versions 1 to 2 of 'doc-0001', and not 3"):
        passage_words(filled, "doc-0001", 0, 1, 3)
    with pytest.raises(LedgerError, match="holds no claim 'claim-0'; check the id"):
        claim_passage(filled, "claim-0")


def test_a_claim_leads_to_its_document_and_words_until_they_are_gone(filled: Ledger) -> None:
    one = claim(document(2))
    assert claim_passage(filled, one.claim_id) == ("doc-0002", "Troops hold the village.")
    filled.redact("doc-0002", RECORDED, redacted_by="a", reason="b", words=one.quote.text)
    with pytest.raises(UsageError, match=f"no word is left of what claim '{one.claim_id}' quotes"):
        claim_passage(filled, one.claim_id)


def test_others_are_those_whose_latest_wording_holds_all_the_words(filled: Ledger) -> None:
    longer = "one two three four five six seven eight nine ten eleven twelve thirteen"
    texts = {3: "TROOPS - hold the village", 4: "troops holding the village", 5: longer}
    filled.add_many(
        [reading(whole, claim(whole, whole.text)) for whole in _documents(texts)], RECORDED
    )
    assert others_with(filled, "doc-0001", "Troops hold the village.") == ["doc-0002", "doc-0003"]
    assert others_with(filled, "doc-0001", f"{longer} fourteen") == []
    assert others_with(filled, "doc-0001", longer) == ["doc-0005"]


def _documents(texts: dict[int, str]) -> list[Document]:
    return [document(number, text=text) for number, text in texts.items()]
