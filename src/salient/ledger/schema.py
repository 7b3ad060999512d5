"""The first tables of a ledger, the same on every backend; `parts` names the others.

    ledger_schema   one row for each schema version that the ledger has had
    batch           one transaction: when it was recorded, by which salient, for which theatre
    document        one row for each document_id
    version         one wording of a document
    reading         what one reader version found in one version
    claim           one claim of one reading
    claim_place     the places that a claim names or says something about
    rejection       what could not be used, and why

Keys are whole numbers that the writer hands out in ascending order while it holds the ledger's
only write lock: a greater key was recorded later. Moments are microseconds since 1970-01-01T00:00Z,
days are ISO 8601 texts. `record` is the whole noun as JSON; the other columns repeat what queries
look up. Triggers refuse to change or delete a row.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from salient.ledger.schema_base import KEY, METADATA, TEXT, Part

__all__ = [
    "CORE",
    "batch",
    "claim",
    "claim_place",
    "document",
    "ledger_schema",
    "reading",
    "rejection",
    "version",
]

ledger_schema = Table(
    "ledger_schema",
    METADATA,
    Column("schema_version", Integer, primary_key=True, autoincrement=False),
)

batch = Table(
    "batch",
    METADATA,
    Column("batch_key", KEY, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("salient_version", TEXT, nullable=False),
    Column("theatre", TEXT),
)

document = Table(
    "document",
    METADATA,
    Column("document_key", KEY, primary_key=True, autoincrement=False),
    Column("document_id", TEXT, nullable=False, unique=True),
)

version = Table(
    "version",
    METADATA,
    Column("version_key", KEY, primary_key=True, autoincrement=False),
    Column("batch_key", KEY, ForeignKey("batch.batch_key"), nullable=False),
    Column("document_key", KEY, ForeignKey("document.document_key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("fingerprint", TEXT, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("document_key", "fingerprint"),
    Index("version_of_document", "document_key", "version_key", "recorded_at", "published"),
)

reading = Table(
    "reading",
    METADATA,
    Column("reading_key", KEY, primary_key=True, autoincrement=False),
    Column("batch_key", KEY, ForeignKey("batch.batch_key"), nullable=False),
    Column("document_key", KEY, ForeignKey("document.document_key"), nullable=False),
    Column("version_key", KEY, ForeignKey("version.version_key"), nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("reader_name", TEXT, nullable=False),
    Column("reader_version", TEXT, nullable=False),
    Column("first_claim_key", BigInteger, nullable=False),
    Column("claim_count", Integer, nullable=False),
    UniqueConstraint("version_key", "reader_name", "reader_version"),
    Index("reading_of_version", "version_key", "reading_key", "recorded_at"),
)

claim = Table(
    "claim",
    METADATA,
    Column("claim_key", KEY, primary_key=True, autoincrement=False),
    Column("reading_key", KEY, ForeignKey("reading.reading_key"), nullable=False),
    Column("claim_id", TEXT, nullable=False),
    Column("event_type", TEXT, nullable=False),
    Column("span", SmallInteger, nullable=False),
    Column("earliest", TEXT, nullable=False),
    Column("latest", TEXT, nullable=False),
    Column("record", Text, nullable=False),
    Index("claim_by_id", "claim_id"),
    Index("claim_by_day", "span", "latest", "earliest", "event_type", "reading_key"),
)

claim_place = Table(
    "claim_place",
    METADATA,
    Column("place_id", TEXT, primary_key=True),
    Column("span", SmallInteger, primary_key=True, autoincrement=False),
    Column("latest", TEXT, primary_key=True),
    Column("claim_key", KEY, ForeignKey("claim.claim_key"), primary_key=True, autoincrement=False),
    Column("earliest", TEXT, nullable=False),
    sqlite_with_rowid=False,
)

rejection = Table(
    "rejection",
    METADATA,
    Column("rejection_key", KEY, primary_key=True, autoincrement=False),
    Column("batch_key", KEY, ForeignKey("batch.batch_key"), nullable=False),
    Column("reading_key", KEY, ForeignKey("reading.reading_key")),
    Column("recorded_at", BigInteger, nullable=False),
    Column("stage", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False),
    Column("record", Text, nullable=False),
    Index("rejection_by_digest", "digest"),
    Index("rejection_of_reading", "reading_key"),
)

CORE = Part(
    name="core",
    since=1,
    tables=(
        ledger_schema,
        batch,
        document,
        version,
        reading,
        claim,
        claim_place,
        rejection,
    ),
)
