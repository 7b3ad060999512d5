"""Which documents the readers read."""

from __future__ import annotations

from salient.model import Document, Rejected

__all__ = ["is_english", "not_read"]


def is_english(document: Document) -> bool:
    """Whether the reader of English reads a document: it is English, or too short to tell."""
    return document.language == "en" or (document.language == "und" and document.text.isascii())


def not_read(document: Document, reader: str, mend: str) -> Rejected:
    """Refuse a document whose language no reader reads; `mend` says what becomes of it."""
    return Rejected(
        stage="reading",
        reason="language",
        detail=f"the document is in {document.language!r}, and {reader} reads English ('en'); "
        + mend,
        source=document.document_id,
    )
