"""Turning a batch into rows: what is new gets keys, what is known is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, select

from salient.ledger.backend import Appender, Row
from salient.ledger.gate import (
    StoredDocument,
    claim_record,
    document_record,
    rejection_record,
)
from salient.ledger.keys import transaction_moment
from salient.ledger.masking import Mask, mask_reading
from salient.ledger.moments import from_micros, span_of, stored_days
from salient.ledger.parts import PARTS
from salient.ledger.queries import Statements, askable
from salient.ledger.records import AddReport, DocumentReading
from salient.ledger.schema import batch, claim, claim_place, document, reading, rejection, version
from salient.ledger.schema_base import Added
from salient.model import Claim, Document, Reader, Rejected, TimeMention

__all__ = [
    "BatchWriter",
    "Known",
    "Provenance",
    "known_documents",
    "place_ids_of",
    "salient_version",
]

# Parents before children, so that every reference finds its row.
_HELD_TABLES = (document, version, reading, claim, rejection)
_KEYED = (batch, document, version, reading, claim, rejection)

_HELD = 2_000
"""Claims whose rows are held before they go to the database.

All rows of a batch of 50,000 claims would take 80 MB more, and be stored no faster.
"""

_PLACES_HELD = 10_000
"""Rows of places that are held where the engine stores them while more are made.

Elsewhere all of a batch are, so that they go into the tree in one walk.
"""

_decode_document = msgspec.json.Decoder(Document).decode

_Outcome = Literal["added", "new_versions", "reread"]


class Known:
    """What the ledger holds of one document: its key, its versions, and who has read which."""

    __slots__ = ("document_key", "read", "versions")

    def __init__(self, document_key: int) -> None:
        self.document_key = document_key
        self.versions: dict[str, int] = {}
        self.read: set[tuple[int, str, str]] = set()

    def has(self, wording: Document, reader: Reader) -> bool:
        """Say whether this wording is stored and this reader's reading of it too."""
        version_key = self.versions.get(wording.fingerprint)
        return version_key is not None and self.has_reading(version_key, reader)

    def has_reading(self, version_key: int, reader: Reader) -> bool:
        """Say whether this reader's reading of this version is stored."""
        return (version_key, reader.name, reader.version) in self.read


def known_documents(
    statements: Statements, connection: Connection, document_ids: Iterable[str]
) -> dict[str, Known]:
    """Find, by id, what is stored of each of the documents that the ledger knows."""
    ids = statements.backend.packed(askable(dict.fromkeys(document_ids)))
    known: dict[str, Known] = {}
    for row in connection.execute(statements.readings_known, {"documents": ids}):
        entry = known.setdefault(row.document_id, Known(row.document_key))
        entry.versions[row.fingerprint] = row.version_key
        if row.reader_name is not None:
            entry.read.add((row.version_key, row.reader_name, row.reader_version))
    return known


def redacted_documents(
    statements: Statements, connection: Connection, document_ids: Iterable[str]
) -> set[str]:
    """Find which of the documents were redacted, and so must not come back."""
    ids = statements.backend.packed(askable(dict.fromkeys(document_ids)))
    return set(connection.execute(statements.redacted, {"documents": ids}).scalars())


def masks_of(
    statements: Statements, connection: Connection, document_ids: Iterable[str]
) -> dict[str, Mask]:
    """Give, by id, what finds the words that were blackened in a document."""
    ids = statements.backend.packed(askable(dict.fromkeys(document_ids)))
    known: dict[str, list[tuple[int, str]]] = {}
    for row in connection.execute(statements.blackened, {"documents": ids}):
        known.setdefault(row.document_id, []).append((row.words, row.digest))
    return {key: Mask(key, known[key]) for key in known}


def _redacted(document_id: str) -> Rejected:
    detail = (
        "this document was redacted and is not taken in again; "
        "salient ledger redact --list says by whom and why"
    )
    return Rejected(stage="ledger", reason="redacted", detail=detail, source=document_id)


class Provenance(msgspec.Struct, frozen=True):
    """What a batch says of itself; `recorded_at` is in microseconds."""

    recorded_at: int
    salient_version: str
    theatre: str | None


class BatchWriter:
    """Collects the rows of one batch inside the transaction that will write them."""

    def __init__(
        self, statements: Statements, connection: Connection, provenance: Provenance
    ) -> None:
        self._statements = statements
        self._backend = statements.backend
        self._connection = connection
        self._next = self._next_keys()
        self._batch_key = self._next["batch"]
        self._provenance = msgspec.structs.replace(
            provenance, recorded_at=transaction_moment(connection, provenance.recorded_at)
        )
        self._rows: dict[str, list[Row]] = {table.name: [] for table in _HELD_TABLES}
        self._places: list[Row] = []
        self._stored: Counter[str] = Counter()
        self._added = Added()
        self._counts: Counter[str] = Counter()
        self._refused: list[Rejected] = []
        self._loose: dict[str, Row] = {}
        self._days: dict[tuple[date | None, date | None], tuple[int, str, str]] = {}

    def _next_keys(self) -> dict[str, int]:
        greatest = (
            select(func.coalesce(func.max(table.c[f"{table.name}_key"]), 0)).scalar_subquery()
            for table in _KEYED
        )
        row = self._connection.execute(select(*greatest)).one()
        return {table.name: last + 1 for table, last in zip(_KEYED, row, strict=True)}

    def _key(self, table: str) -> int:
        key = self._next[table]
        self._next[table] = key + 1
        return key

    def write(self, items: list[DocumentReading | Rejected]) -> AddReport:
        """Store what is new in `items` and say what was done."""
        readings = [item for item in items if isinstance(item, DocumentReading)]
        ids = [item.document.document_id for item in readings]
        known = known_documents(self._statements, self._connection, ids)
        redacted = redacted_documents(self._statements, self._connection, ids)
        masks = masks_of(self._statements, self._connection, ids)
        masked = [self._masked(item, masks, known) for item in items] if masks else items
        with self._backend.appending(self._connection) as appender:
            for item in masked:
                if isinstance(item, Rejected):
                    self._reject(item)
                elif item.document.document_id in redacted:
                    self._refuse(_redacted(item.document.document_id))
                else:
                    self._consider(item, known)
                    appender.go_on()
                if len(self._rows["claim"]) >= _HELD:
                    self._flush(appender)
            appender.finish()
            self._add_loose_rejections()
            self._insert(appender)
        for part in PARTS if self._stored else ():
            if part.derive is not None:
                part.derive(self._backend, self._connection, self._added)
        return self._report()

    def _masked(
        self, item: DocumentReading | Rejected, masks: dict[str, Mask], known: dict[str, Known]
    ) -> DocumentReading | Rejected:
        """Blacken in a reading, if it is new, what was blackened in the document."""
        if isinstance(item, Rejected) or item.document.document_id not in masks:
            return item
        entry = known.get(item.document.document_id)
        if entry is not None and entry.has(item.document, item.reader):
            return item
        key = None if entry is None else entry.versions.get(item.document.fingerprint)
        asked = self._statements.version_records, {"version_key": key}
        record = None if key is None else self._connection.execute(*asked).scalar()
        stored = None if record is None else _decode_document(record)
        return mask_reading(item, masks[item.document.document_id], stored)

    def _consider(self, item: DocumentReading, known: dict[str, Known]) -> None:
        entry = known.get(item.document.document_id)
        if entry is not None and entry.has(item.document, item.reader):
            self._counts["unchanged"] += 1
        else:
            self._take(item, known)

    def _take(self, item: DocumentReading, known: dict[str, Known]) -> None:
        stored = document_record(item.document, item.reader)
        if isinstance(stored, Rejected):
            self._refuse(stored)
            return
        outcome: _Outcome = "reread"
        entry = known.get(item.document.document_id)
        if entry is None:
            outcome = "added"
            entry = known[item.document.document_id] = Known(self._key("document"))
            self._rows["document"].append((entry.document_key, item.document.document_id))
        version_key = entry.versions.get(item.document.fingerprint)
        if version_key is None:
            outcome = "new_versions" if outcome == "reread" else outcome
            version_key = self._add_version(item.document, stored, entry)
        self._add_reading(item, stored, entry.document_key, version_key)
        entry.read.add((version_key, item.reader.name, item.reader.version))
        self._counts[outcome] += 1

    def _add_version(self, wording: Document, stored: StoredDocument, entry: Known) -> int:
        version_key = self._key("version")
        entry.versions[wording.fingerprint] = version_key
        row = (
            version_key,
            self._batch_key,
            entry.document_key,
            len(entry.versions),
            wording.fingerprint,
            stored.published,
            self._provenance.recorded_at,
            stored.record,
        )
        self._rows["version"].append(row)
        self._added.versions.append((version_key, wording))
        return version_key

    def _add_reading(
        self, item: DocumentReading, stored: StoredDocument, document_key: int, version_key: int
    ) -> None:
        reading_key = self._key("reading")
        first = self._next["claim"]
        taken: set[str] = set()
        # Claims get their keys in the order in which queries answer, which saves sorting them.
        for one in sorted(item.claims, key=_place_in_text):
            record = claim_record(one, item.document, taken)
            if isinstance(record, Rejected):
                self._refuse(record, reading_key)
            else:
                self._add_claim(one, record, reading_key)
        for rejected in item.rejected:
            self._reject(rejected, reading_key)
        row = (
            reading_key,
            self._batch_key,
            document_key,
            version_key,
            stored.published,
            self._provenance.recorded_at,
            item.reader.name,
            item.reader.version,
            first,
            self._next["claim"] - first,
        )
        self._rows["reading"].append(row)

    def _add_claim(self, one: Claim, record: str, reading_key: int) -> None:
        claim_key = self._key("claim")
        self._added.claims.append((claim_key, one))
        span, earliest, latest = self._days_of(one.time)
        self._rows["claim"].append(
            (claim_key, reading_key, one.claim_id, one.event_type, span, earliest, latest, record)
        )
        for place_id in place_ids_of(one):
            self._places.append((place_id, span, latest, claim_key, earliest))

    def _days_of(self, time: TimeMention) -> tuple[int, str, str]:
        """Return the class, first and last day of a time; most claims of a batch share a few."""
        asked = (time.earliest, time.latest)
        days = self._days.get(asked)
        if days is None:
            first, last = stored_days(time)
            days = self._days[asked] = (span_of(first, last), first.isoformat(), last.isoformat())
        return days

    def _refuse(self, refusal: Rejected, reading_key: int | None = None) -> None:
        self._refused.append(refusal)
        self._reject(refusal, reading_key)

    def _reject(self, rejected: Rejected, reading_key: int | None = None) -> None:
        kept, record, digest = rejection_record(rejected)
        columns = (self._provenance.recorded_at, kept.stage, kept.reason, digest, record)
        if reading_key is None:
            self._loose.setdefault(digest, columns)
            return
        key = self._key("rejection")
        self._rows["rejection"].append((key, self._batch_key, reading_key, *columns))

    def _add_loose_rejections(self) -> None:
        """Keep those rejections outside any reading that are not stored yet."""
        if not self._loose:
            return
        digests = {"digests": self._backend.packed(list(self._loose))}
        stored = self._connection.execute(self._statements.loose_digests, digests)
        seen = set(stored.scalars())
        for digest, columns in self._loose.items():
            if digest not in seen:
                key = self._key("rejection")
                self._rows["rejection"].append((key, self._batch_key, None, *columns))

    def _insert(self, appender: Appender) -> None:
        """Write what is held, then the places."""
        self._flush(appender)
        self._put_places(appender)

    def _flush(self, appender: Appender) -> None:
        """Hand over the rows held so far, before them that of the batch."""
        appender.catch_up()
        if not any(self._rows.values()):
            return
        if not self._stored:
            given = self._provenance
            row: Row = (self._batch_key, given.recorded_at, given.salient_version, given.theatre)
            appender.put(batch, [row])
        for table in _HELD_TABLES:
            rows = self._rows[table.name]
            appender.put(table, rows)
            self._stored[table.name] += len(rows)
            self._rows[table.name] = []
        if len(self._places) >= _PLACES_HELD:
            self._put_places(appender)

    def _put_places(self, appender: Appender) -> None:
        # In the order of its key the lookup's tree is walked once, not once for each row.
        self._places.sort()
        appender.put(claim_place, self._places)
        self._places = []

    def _report(self) -> AddReport:
        return AddReport(
            **self._counts,
            claims=self._stored["claim"],
            rejections=self._stored["rejection"],
            refused=tuple(self._refused),
            recorded_at=from_micros(self._provenance.recorded_at),
        )


def place_ids_of(one: Claim) -> list[str]:
    """Return the places by which a claim is looked up: named in it, or spoken of as to control."""
    ids = {mention.place_id for mention in one.places if mention.place_id is not None}
    for effect in one.control:
        ids.add(effect.place_id)
    return sorted(ids)


def _place_in_text(one: Claim) -> tuple[int, str]:
    return one.quote.start, one.claim_id


def salient_version() -> str:
    """Return the version of the installed package; a bare source tree has none."""
    try:
        return installed_version("salient")
    except PackageNotFoundError:
        return "unknown"
