"""Looking at every record of a ledger: it decodes, fits its columns, and its quote stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select

from salient.ledger.backend import Row
from salient.ledger.gate import holds, rejection_record
from salient.ledger.moments import span_of, stored_days, to_micros
from salient.ledger.rows import table_rows
from salient.ledger.schema import claim, claim_place, document, reading, rejection, version
from salient.ledger.writing import place_ids_of
from salient.model import Claim, Document, Rejected

__all__ = ["Finding", "wrong_records"]

_Noun = TypeVar("_Noun")
_CLAIM = msgspec.json.Decoder(Claim).decode
_DOCUMENT = msgspec.json.Decoder(Document).decode
_REJECTED = msgspec.json.Decoder(Rejected).decode
_MODULUS = 2**64


class Finding(msgspec.Struct, frozen=True):
    """Something wrong in a ledger.

    `kind` is one of `database` (the engine itself reports it), `table` (missing), `guard` (a
    trigger is missing), `reference` (a row refers to none), `record` (it cannot be decoded, or
    contradicts its columns), `quote` (not in its document), `order` (recorded time runs
    backwards, or numbers have gaps), `count`, `lookup` (the places of claims) and `index` (what is
    derived is not in step). `where` names table and key; `detail` is for people.
    """

    kind: str
    where: str
    detail: str


def wrong_records(connection: Connection) -> Iterator[Finding]:
    """Yield each record that is damaged or contradicts what stands beside it."""
    for rows in table_rows(connection, version, chunk=200):
        yield from _versions(connection, rows)
    expected = _Multiset()
    for rows in table_rows(connection, claim):
        yield from _claims(connection, rows, expected)
    yield from _lookup(connection, expected)
    for rows in table_rows(connection, rejection):
        yield from _rejections(rows)


def _decoded(where: str, record: object, decode: Callable[[str], _Noun]) -> _Noun | Finding:
    try:
        return decode(str(record))
    except (msgspec.DecodeError, UnicodeError) as error:
        return Finding("record", where, f"it cannot be decoded: {error}")


def _versions(connection: Connection, rows: list[Row]) -> Iterator[Finding]:
    keys = {row[2] for row in rows}
    asked = select(document.c.document_key, document.c.document_id).where(
        document.c.document_key.in_(keys)
    )
    ids = {row[0]: row[1] for row in connection.execute(asked)}
    for key, _, document_key, _, fingerprint, published, _, record in rows:
        kept = _decoded(f"version {key}", record, _DOCUMENT)
        if isinstance(kept, Finding):
            yield kept
            continue
        told = (kept.document_id, kept.fingerprint, to_micros(kept.published, "the time"))
        if (ids.get(document_key), fingerprint, published) != told:
            detail = "its id, fingerprint or publication time is not what its columns say"
            yield Finding("record", f"version {key}", detail)


def _texts(connection: Connection, rows: list[Row]) -> dict[object, str]:
    """Return, by reading key, the text that the claims of `rows` quote."""
    asked = (
        select(reading.c.reading_key, version.c.record)
        .join(version, version.c.version_key == reading.c.version_key)
        .where(reading.c.reading_key.in_({row[1] for row in rows}))
    )
    texts: dict[object, str] = {}
    for key, record in connection.execute(asked):
        kept = _decoded("", record, _DOCUMENT)
        if isinstance(kept, Document):
            texts[key] = kept.text
    return texts


def _claims(connection: Connection, rows: list[Row], expected: _Multiset) -> Iterator[Finding]:
    texts = _texts(connection, rows)
    for key, reading_key, claim_id, event_type, span, earliest, latest, record in rows:
        where = f"claim {key}"
        kept = _decoded(where, record, _CLAIM)
        if isinstance(kept, Finding):
            yield kept
            continue
        first, last = stored_days(kept.time)
        told = (kept.claim_id, kept.event_type, span_of(first, last))
        days = (first.isoformat(), last.isoformat())
        if (claim_id, event_type, span) != told or (earliest, latest) != days:
            yield Finding("record", where, "its id, event or days are not what its columns say")
        for place_id in place_ids_of(kept):
            expected.add((place_id, span, latest, key, earliest))
        if reading_key in texts and not holds(texts[reading_key], kept.quote):
            detail = (
                f"claim {claim_id} quotes {kept.quote.text[:80]!r}, which its document does not "
                f"hold at {kept.quote.start} to {kept.quote.end}"
            )
            yield Finding("quote", where, detail)


class _Multiset:
    """Tells whether two streams hold the same rows in whatever order, in little memory."""

    def __init__(self) -> None:
        self.count = 0
        self.total = 0

    def add(self, row: Iterable[object]) -> None:
        digest = hashlib.blake2b(repr(tuple(row)).encode(), digest_size=8).digest()
        self.total = (self.total + int.from_bytes(digest, "big")) % _MODULUS
        self.count += 1


def _lookup(connection: Connection, expected: _Multiset) -> Iterator[Finding]:
    found = _Multiset()
    for rows in table_rows(connection, claim_place):
        for row in rows:
            found.add(row)
    if (found.count, found.total) != (expected.count, expected.total):
        detail = (
            f"it holds {found.count} rows, and the claims ask for {expected.count}; "
            "not all of them are the same"
        )
        yield Finding("lookup", "claim_place", detail)


def _rejections(rows: list[Row]) -> Iterator[Finding]:
    for key, _, _, _, stage, reason, digest, record in rows:
        where = f"rejection {key}"
        kept = _decoded(where, record, _REJECTED)
        if isinstance(kept, Finding):
            yield kept
        elif (stage, reason, digest) != (kept.stage, kept.reason, rejection_record(kept)[2]):
            yield Finding("record", where, "its stage, reason or digest is not its columns'")
