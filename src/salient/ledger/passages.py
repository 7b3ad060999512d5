"""Finding the words of a document that shall be redacted, and who else published them."""

from __future__ import annotations

import re

from salient.errors import LedgerError, UsageError
from salient.ledger.masking import plain_words
from salient.ledger.search import SearchQuestion
from salient.ledger.store import Ledger

__all__ = ["claim_passage", "others_with", "passage_words"]

MOST_OTHERS = 20
_LOOKED_FOR = 12
"""Words of a passage by which others that hold it are looked for, before they are compared."""
_LOOKED_AT = 200

_TOKEN = re.compile(r"[^\W_]+")


def passage_words(
    ledger: Ledger, document_id: str, start: int, end: int, version: int | None = None
) -> str:
    """Return the words from code point `start` to `end` (exclusive) of a document's text.

    `version` is the number of a wording, the latest by default. A word of which only a part lies
    in the passage is given whole: half a name would give away the other half.

    Raises LedgerError where the ledger does not hold the document or the version, UsageError where
    the passage does not lie in the text or holds no word.
    """
    whole = ledger.document(document_id, version)
    if whole is None:
        held = len(ledger.versions(document_id))
        missing = f"holds no document {document_id!r}; check the id: salient search shows it"
        if held:
            missing = f"has versions 1 to {held} of {document_id!r}, and not {version}"
        raise LedgerError(f"the ledger at {ledger.target} {missing}")
    if not 0 <= start < end <= len(whole.text):
        raise UsageError(
            f"the passage {start}:{end} does not lie in the text of {document_id!r}, which has "
            f"{len(whole.text)} characters; give START:END with 0 <= START < END"
        )
    touched = [
        token.span()
        for token in _TOKEN.finditer(whole.text)
        if token.start() < end and token.end() > start
    ]
    if not touched:
        raise UsageError(
            f"there is no word in the passage {start}:{end} of {document_id!r}; it may have been "
            "redacted already: salient ledger redact --list tells"
        )
    return whole.text[touched[0][0] : touched[-1][1]]


def claim_passage(ledger: Ledger, claim_id: str) -> tuple[str, str]:
    """Return the id of a claim's document and the words that the claim quotes.

    Raises LedgerError where the ledger does not hold the claim, UsageError where no word is left
    of its quote.
    """
    found = ledger.claims_by_id([claim_id], reviewed=False).get(claim_id)
    if found is None:
        raise LedgerError(
            f"the ledger at {ledger.target} holds no claim {claim_id!r}; "
            "check the id: salient search and salient why show it"
        )
    if not plain_words(found.quote.text):
        raise UsageError(
            f"no word is left of what claim {claim_id!r} quotes; it was redacted already: "
            "salient ledger redact --list tells"
        )
    return found.document.document_id, found.quote.text


def others_with(ledger: Ledger, document_id: str, words: str) -> list[str]:
    """Find other documents whose latest wording holds these words, at most `MOST_OTHERS`.

    A redaction is of one document, and what one channel wrote others have copied. They are looked
    for in the search index, so that what is not indexed yet is not found.
    """
    plain = plain_words(words)
    phrase = " ".join(plain.split()[:_LOOKED_FOR])
    question = SearchQuestion(text=f'"{phrase}"', kind="documents", limit=_LOOKED_AT)
    hits = ledger.search.find(question).hits
    ids = [hit.document.document_id for hit in hits if hit.document.document_id != document_id]
    found = []
    for one in ledger.documents(document_ids=ids):
        held = plain_words(f"{one.title or ''} {one.text}")
        if f" {plain} " in f" {held} ":
            found.append(one.document_id)
    return found[:MOST_OTHERS]
