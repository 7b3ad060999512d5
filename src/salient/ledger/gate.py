"""What a ledger lets in: only what it can give back exactly, and only claims with their quote."""

from __future__ import annotations

from datetime import datetime, timezone

import msgspec

from salient.errors import UsageError
from salient.ledger.moments import to_micros
from salient.model import Claim, Document, Reader, Rejected, Span, content_id

__all__ = [
    "StoredDocument",
    "claim_record",
    "document_record",
    "holds",
    "rejection_record",
    "storable",
]

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_document = msgspec.json.Decoder(Document).decode
_ESCAPED_NUL = b"\\u0000"
_STAGE = "ledger"


class StoredDocument(msgspec.Struct, frozen=True):
    """A document ready to be stored: its JSON and its publication time in microseconds."""

    record: str
    published: int


def _refuse(reason: str, detail: str, source: str) -> Rejected:
    return Rejected(stage=_STAGE, reason=reason, detail=detail, source=source)


def _with_plain_offset(moment: datetime) -> datetime:
    """Return the same moment and offset, without the named zone, which JSON cannot carry."""
    offset = moment.utcoffset()
    if offset is None:
        return moment
    return moment.replace(tzinfo=timezone(offset), fold=0)


def storable(key: str) -> bool:
    """Say whether every backend can hold `key` in a column: no NUL, no unpaired surrogate."""
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in key


def document_record(document: Document, reader: Reader) -> StoredDocument | Rejected:
    """Return the document as the ledger keeps it, or why it cannot.

    Refused are a publication time without an offset (`no-offset`) and a document that would not
    come back as it went in, or of which an id, the fingerprint or the reader's name holds a NUL
    (`not-storable`).
    """
    source = document.document_id
    try:
        published = to_micros(document.published, "the publication time")
    except UsageError as error:
        return _refuse("no-offset", str(error), source)
    keys = (document.document_id, document.fingerprint, reader.name, reader.version)
    if not all(storable(key) for key in keys):
        detail = (
            "the document's id or fingerprint, or the reader's name or version, holds a NUL or an "
            "unpaired surrogate"
        )
        return _refuse("not-storable", detail, source)
    kept = msgspec.structs.replace(document, published=_with_plain_offset(document.published))
    problem = _trouble(kept, kept.document_id)
    if problem is not None:
        return problem
    return StoredDocument(_encode(kept).decode(), published)


def _trouble(kept: Document, source: str) -> Rejected | None:
    try:
        same = _decode_document(_encode(kept)) == kept
    except (UnicodeError, TypeError, ValueError) as error:
        return _refuse("not-storable", f"the document cannot be written as JSON: {error}", source)
    if not same:
        return _refuse("not-storable", "the document would not come back as it was given", source)
    return None


def claim_record(claim: Claim, document: Document, taken: set[str]) -> str | Rejected:
    """Return the claim as JSON, or why it is refused; its id is put into `taken`.

    Refused are a claim of another document (`other-document`), a quote that is not at its offsets
    in the document's text (`quote-not-in-text`), a claim that would not come back as it went in
    (`not-storable`: a number that is none, an unpaired surrogate, a value of the wrong type, an id
    with a NUL), and a second claim with an id in `taken` (`repeated-id`).
    """
    source = document.document_id
    misplaced = _misplaced(claim, document)
    if misplaced is not None:
        return misplaced
    try:
        record = _encode(claim)
        same = _decode_claim(record) == claim
    except (UnicodeError, TypeError, ValueError) as error:
        detail = f"claim {claim.claim_id!r} cannot be written as JSON: {error}"
        return _refuse("not-storable", detail, source)
    if not same or (_ESCAPED_NUL in record and _nul_in_keys(claim)):
        detail = f"claim {claim.claim_id!r} would not come back as it was given"
        return _refuse("not-storable", detail, source)
    if claim.claim_id in taken:
        return _refuse("repeated-id", f"claim {claim.claim_id} is in the reading twice", source)
    taken.add(claim.claim_id)
    return record.decode()


def _misplaced(claim: Claim, document: Document) -> Rejected | None:
    """Refuse a claim of another document, or whose quote the text does not hold."""
    source, other, quote = document.document_id, claim.document.document_id, claim.quote
    if other != source:
        detail = f"claim {claim.claim_id} belongs to document {other}"
        return _refuse("other-document", detail, source)
    if not holds(document.text, quote):
        detail = (
            f"claim {claim.claim_id} quotes {quote.text[:80]!r}, which the text does not hold "
            f"at {quote.start} to {quote.end}"
        )
        return _refuse("quote-not-in-text", detail, source)
    return None


def holds(text: str, quote: Span) -> bool:
    """Say whether the quote stands verbatim at its offsets in the text."""
    return (
        0 <= quote.start < quote.end
        and quote.end - quote.start == len(quote.text)
        and text.startswith(quote.text, quote.start)
    )


def _nul_in_keys(claim: Claim) -> bool:
    places = [mention.place_id or "" for mention in claim.places]
    effects = [effect.place_id for effect in claim.control]
    return any("\0" in key for key in (claim.claim_id, claim.event_type, *places, *effects))


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def rejection_record(rejected: Rejected) -> tuple[Rejected, str, str]:
    """Return the rejection, its JSON, and a digest by which the same one is known again.

    Characters that cannot be stored, such as those of a file name in a broken encoding, are
    written out as escapes: a rejection is for people and must never be refused itself.
    """
    kept = msgspec.structs.replace(
        rejected,
        stage=_printable(rejected.stage),
        reason=_printable(rejected.reason),
        detail=_printable(rejected.detail),
        source=_printable(rejected.source),
    )
    digest = content_id(
        "rejected", kept.stage, kept.reason, kept.detail, kept.source, kept.start, kept.end
    )
    return kept, _encode(kept).decode(), digest
