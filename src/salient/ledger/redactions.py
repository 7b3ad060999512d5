"""Removing a document for good: explicit, logged, and the only change that a ledger knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Table, delete, select

from salient.errors import LedgerError, UsageError
from salient.ledger.backend import Backend
from salient.ledger.gate import storable
from salient.ledger.keys import next_key, transaction_moment
from salient.ledger.moments import from_micros, to_micros
from salient.ledger.parts import PARTS, derive_all, unguarded
from salient.ledger.schema import claim, claim_place, document, reading, rejection, version
from salient.ledger.schema_base import Removed
from salient.ledger.schema_redactions import BLACKENINGS, REDACTIONS, redaction
from salient.model import Rejected

__all__ = [
    "Redaction",
    "check_said",
    "loose_rejections",
    "no_document",
    "redact",
    "redactions",
]

_REJECTED = msgspec.json.Decoder(Rejected).decode


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """One document that was removed, or of which words were: when (UTC), by whom and why.

    `versions` and `claims` count what was removed, or changed. Of a whole document `digest` is the
    SHA-256 of the removed records, each with its length before it, so that whoever still has them
    can show that they are these, and `words` and `characters` are null. Of words, these say how
    many they are and how many characters of all wordings' texts were blackened, and `digest` is
    that of `salient.ledger.masking.words_digest`.
    """

    document_id: str
    recorded_at: datetime
    redacted_by: str
    reason: str
    versions: int
    claims: int
    digest: str
    words: int | None = None
    characters: int | None = None


_LOGGED = frozenset(Redaction.__struct_fields__)


def redactions(connection: Connection, schema_version: int) -> list[Redaction]:
    """List every redaction by its moment; of one moment, those of whole documents first."""
    found: list[Redaction] = []
    for part in (REDACTIONS, BLACKENINGS):
        if schema_version < part.since:
            continue
        (table,) = part.tables
        for row in connection.execute(select(table).order_by(table.c[f"{table.name}_key"])):
            values = {name: value for name, value in row._mapping.items() if name in _LOGGED}
            recorded_at = from_micros(row.recorded_at)
            found.append(Redaction(**{**values, "recorded_at": recorded_at}))
    return sorted(found, key=lambda one: one.recorded_at)


def check_said(redacted_by: str, reason: str) -> None:
    """Raise UsageError unless a redaction says by whom and why."""
    for what, given in (("who redacts", redacted_by), ("why", reason)):
        if not given.strip() or not storable(given):
            raise UsageError(f"a redaction must say {what}; {given!r} does not")


def no_document(backend: Backend, document_id: str) -> LedgerError:
    """Say that the ledger does not hold a document."""
    return LedgerError(
        f"the ledger at {backend.label} holds no document {document_id!r}; "
        "check the id: salient search and salient why show it"
    )


def redact(
    backend: Backend, document_id: str, recorded_at: datetime, *, redacted_by: str, reason: str
) -> Redaction:
    """Remove every wording, reading, claim and rejection of a document, and log that it was done.

    One transaction lifts the guards, removes, writes the log, and puts the guards back. Raises
    UsageError where the name or the reason is missing, LedgerError where the ledger does not hold
    the document.
    """
    moment = to_micros(recorded_at, "the time of recording")
    check_said(redacted_by, reason)
    with backend.writing("redacting in the ledger at") as connection:
        backend.erase(connection)
        found = _found(connection, document_id)
        if found is None:
            raise no_document(backend, document_id)
        document_key, removed, records = found
        with unguarded(connection):
            _remove(backend, connection, document_key, removed)
        made = Redaction(
            document_id=document_id,
            recorded_at=from_micros(transaction_moment(connection, moment)),
            redacted_by=redacted_by,
            reason=reason,
            versions=len(removed.version_keys),
            claims=len(removed.claim_keys),
            digest=_digest(records),
        )
        _log(backend, connection, made)
    backend.erased()
    return made


def _found(connection: Connection, document_id: str) -> tuple[int, Removed, list[str]] | None:
    """Return the document's key, the keys of what hangs on it, and every record that will go."""
    key = connection.execute(
        select(document.c.document_key).where(document.c.document_id == document_id)
    ).scalar()
    if key is None:
        return None
    versions = connection.execute(
        select(version.c.version_key, version.c.record)
        .where(version.c.document_key == key)
        .order_by(version.c.version_key)
    ).all()
    runs = connection.execute(
        select(reading.c.first_claim_key, reading.c.claim_count)
        .where(reading.c.document_key == key, reading.c.claim_count > 0)
        .order_by(reading.c.reading_key)
    )
    claims = [
        row
        for first, count in runs.all()
        for row in connection.execute(
            select(claim.c.claim_key, claim.c.record)
            .where(claim.c.claim_key.between(first, first + count - 1))
            .order_by(claim.c.claim_key)
        )
    ]
    removed = Removed([document_id], [row[0] for row in versions], [row[0] for row in claims])
    return key, removed, [row[1] for row in (*versions, *claims)]


def _remove(backend: Backend, connection: Connection, key: int, removed: Removed) -> None:
    for part in PARTS:
        if part.forget is not None:
            part.forget(backend, connection, removed)
    readings = select(reading.c.reading_key).where(reading.c.document_key == key)
    for table in (claim_place, claim):
        _delete(backend, connection, table, removed.claim_keys)
    loose = loose_rejections(connection, removed.document_ids[0])
    _delete(backend, connection, rejection, loose)
    connection.execute(delete(rejection).where(rejection.c.reading_key.in_(readings)))
    for table in (reading, version, document):
        connection.execute(delete(table).where(table.c.document_key == key))
    again = [part for part in PARTS if part.derive is not None and part.forget is None]
    derive_all(backend, connection, again)


def _delete(backend: Backend, connection: Connection, table: Table, keys: list[int]) -> None:
    """Delete the rows of `table` whose claim key, or own key, is among `keys`."""
    column = table.c["rejection_key" if table is rejection else "claim_key"]
    asked = select(backend.listed("keys", "key"))
    connection.execute(delete(table).where(column.in_(asked)), {"keys": backend.packed(keys)})


def loose_rejections(connection: Connection, document_id: str) -> list[int]:
    """Find the rejections outside any reading whose source is the document."""
    rows = connection.execute(
        select(rejection.c.rejection_key, rejection.c.record).where(
            rejection.c.reading_key.is_(None)
        )
    )
    return [key for key, record in rows if _REJECTED(record).source == document_id]


def _digest(records: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for record in records:
        encoded = record.encode()
        digest.update(f"{len(encoded)}:".encode("ascii"))
        digest.update(encoded)
    return digest.hexdigest()


def _log(backend: Backend, connection: Connection, made: Redaction) -> None:
    row = (
        next_key(connection, redaction),
        to_micros(made.recorded_at, "the time of recording"),
        made.document_id,
        made.redacted_by,
        made.reason,
        made.versions,
        made.claims,
        made.digest,
    )
    backend.insert(connection, redaction, [row])
