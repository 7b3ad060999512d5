"""What of a document is read, and what is refused: its length and its encoding."""

from __future__ import annotations

from salient.model import Document, Rejected

__all__ = ["MAX_TEXT", "refusal_of"]

MAX_TEXT = 1_000_000
"""Code points of a document that are read; the rest is refused, so that time stays bounded."""


def refusal_of(document: Document) -> Rejected | None:
    """Why a document cannot be read, or its end cannot; None where it is read whole.

    One with the reason `surrogate` is not read at all, of one that is `too-long` the first
    `MAX_TEXT` characters are.
    """
    if _unwritable(document.text):
        return Rejected(
            stage="reading",
            reason="surrogate",
            detail="the text holds half of a character (a lone surrogate), which no file "
            "can keep; mend the encoding of its source",
            source=document.document_id,
        )
    if len(document.text) > MAX_TEXT:
        return Rejected(
            stage="reading",
            reason="too-long",
            detail=f"the text has {len(document.text):,} characters; the first "
            f"{MAX_TEXT:,} were read. Split the document to have the rest read",
            source=document.document_id,
            start=MAX_TEXT,
            end=len(document.text),
        )
    return None


def _unwritable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
