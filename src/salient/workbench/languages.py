"""Which documents a reader reads."""

from __future__ import annotations

from salient.model import ClaimReader, Document, Rejected

__all__ = ["not_read", "reads"]


def reads(reader: ClaimReader, document: Document) -> bool:
    """Whether a reader reads a document: it knows the language, or the text is too short to tell.

    A text whose language could not be told goes to a reader of English if it is plain ASCII.
    """
    if not reader.languages or document.language in reader.languages:
        return True
    return document.language == "und" and "en" in reader.languages and document.text.isascii()


def not_read(document: Document, reader: ClaimReader, mend: str) -> Rejected:
    """Refuse a document whose language the reader does not read; `mend` says what becomes of it."""
    known = ", ".join(repr(language) for language in reader.languages)
    return Rejected(
        stage="reading",
        reason="language",
        detail=f"the document is in {document.language!r}, and {reader.name} reads {known}; {mend}",
        source=document.document_id,
    )
