"""What goes into a ledger and what it answers, as frozen records."""

from __future__ import annotations

from datetime import datetime

import msgspec

from salient.model import Claim, Document, Reader, Rejected

__all__ = ["AddReport", "DocumentReading", "DocumentVersion", "LedgerStats"]


class DocumentReading(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader found in one version of one document.

    A reading without claims is still a reading: it says that the document was read and that
    nothing was found. `rejected` holds what the reader refused while reading it.
    """

    document: Document
    reader: Reader
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class AddReport(msgspec.Struct, frozen=True, kw_only=True):
    """What adding a batch did; when it is returned, all that it counts is on disk.

    Every reading of the batch is counted once: in `added` (the document is new), `new_versions`
    (a known document with another wording), `reread` (a known version, another reader or reader
    version), `unchanged` (stored before), or as a refusal of the whole document in `refused`.
    `claims` and `rejections` count the rows stored. `refused` lists what the ledger itself would
    not store, each also stored as a rejection; the rest of the batch was stored. `recorded_at` is
    the transaction time given to the batch: the moment that was asked for, or the ledger's latest
    moment where that is later.
    """

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    reread: int = 0
    claims: int = 0
    rejections: int = 0
    refused: tuple[Rejected, ...] = ()
    recorded_at: datetime | None = None

    def __add__(self, other: AddReport) -> AddReport:
        """Return the report of two batches together; `recorded_at` is that of the later one."""
        return AddReport(
            added=self.added + other.added,
            unchanged=self.unchanged + other.unchanged,
            new_versions=self.new_versions + other.new_versions,
            reread=self.reread + other.reread,
            claims=self.claims + other.claims,
            rejections=self.rejections + other.rejections,
            refused=self.refused + other.refused,
            recorded_at=other.recorded_at or self.recorded_at,
        )


class DocumentVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a document: its number, from 1, and when the ledger learned it (UTC)."""

    number: int
    recorded_at: datetime
    document: Document


class LedgerStats(msgspec.Struct, frozen=True, kw_only=True):
    """How much a ledger holds.

    `claims` and `readings` count all that is stored; `current_claims` those that answer a query
    without a past moment. `salient_versions` and `theatres` name what the batches were written by
    and for, sorted. The moments are UTC, and None in an empty ledger.
    """

    schema_version: int
    salient_versions: tuple[str, ...]
    theatres: tuple[str, ...]
    documents: int
    versions: int
    readings: int
    claims: int
    current_claims: int
    rejections: int
    first_published: datetime | None
    last_published: datetime | None
    last_recorded: datetime | None
