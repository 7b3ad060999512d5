"""The tables of a ledger, the same on every backend.

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
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

__all__ = [
    "SCHEMA_VERSION",
    "batch",
    "claim",
    "claim_place",
    "create_tables",
    "document",
    "ledger_schema",
    "reading",
    "rejection",
    "version",
]

SCHEMA_VERSION = 1

# SQLite's row key must be declared INTEGER; PostgreSQL's must hold more than 2**31 claims.
_KEY = BigInteger().with_variant(Integer, "sqlite")
# Both backends must sort by code point, or the order of answers would depend on a locale.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

_metadata = MetaData()

ledger_schema = Table(
    "ledger_schema",
    _metadata,
    Column("schema_version", Integer, primary_key=True, autoincrement=False),
)

batch = Table(
    "batch",
    _metadata,
    Column("batch_key", _KEY, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("salient_version", _TEXT, nullable=False),
    Column("theatre", _TEXT),
)

document = Table(
    "document",
    _metadata,
    Column("document_key", _KEY, primary_key=True, autoincrement=False),
    Column("document_id", _TEXT, nullable=False, unique=True),
)

version = Table(
    "version",
    _metadata,
    Column("version_key", _KEY, primary_key=True, autoincrement=False),
    Column("batch_key", _KEY, ForeignKey("batch.batch_key"), nullable=False),
    Column("document_key", _KEY, ForeignKey("document.document_key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("fingerprint", _TEXT, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("document_key", "fingerprint"),
    Index("version_of_document", "document_key", "version_key", "recorded_at", "published"),
)

reading = Table(
    "reading",
    _metadata,
    Column("reading_key", _KEY, primary_key=True, autoincrement=False),
    Column("batch_key", _KEY, ForeignKey("batch.batch_key"), nullable=False),
    Column("document_key", _KEY, ForeignKey("document.document_key"), nullable=False),
    Column("version_key", _KEY, ForeignKey("version.version_key"), nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("reader_name", _TEXT, nullable=False),
    Column("reader_version", _TEXT, nullable=False),
    Column("first_claim_key", BigInteger, nullable=False),
    Column("claim_count", Integer, nullable=False),
    UniqueConstraint("version_key", "reader_name", "reader_version"),
    Index("reading_of_version", "version_key", "reading_key", "recorded_at"),
)

claim = Table(
    "claim",
    _metadata,
    Column("claim_key", _KEY, primary_key=True, autoincrement=False),
    Column("reading_key", _KEY, ForeignKey("reading.reading_key"), nullable=False),
    Column("claim_id", _TEXT, nullable=False),
    Column("event_type", _TEXT, nullable=False),
    Column("span", SmallInteger, nullable=False),
    Column("earliest", _TEXT, nullable=False),
    Column("latest", _TEXT, nullable=False),
    Column("record", Text, nullable=False),
    Index("claim_by_id", "claim_id"),
    Index("claim_by_day", "span", "latest", "earliest", "event_type", "reading_key"),
)

claim_place = Table(
    "claim_place",
    _metadata,
    Column("place_id", _TEXT, primary_key=True),
    Column("span", SmallInteger, primary_key=True, autoincrement=False),
    Column("latest", _TEXT, primary_key=True),
    Column("claim_key", _KEY, ForeignKey("claim.claim_key"), primary_key=True, autoincrement=False),
    Column("earliest", _TEXT, nullable=False),
    sqlite_with_rowid=False,
)

rejection = Table(
    "rejection",
    _metadata,
    Column("rejection_key", _KEY, primary_key=True, autoincrement=False),
    Column("batch_key", _KEY, ForeignKey("batch.batch_key"), nullable=False),
    Column("reading_key", _KEY, ForeignKey("reading.reading_key")),
    Column("recorded_at", BigInteger, nullable=False),
    Column("stage", _TEXT, nullable=False),
    Column("reason", _TEXT, nullable=False),
    Column("digest", _TEXT, nullable=False),
    Column("record", Text, nullable=False),
    Index("rejection_by_digest", "digest"),
    Index("rejection_of_reading", "reading_key"),
)

_REFUSAL = "a ledger is append-only: its rows are never changed or deleted"


def _guards(dialect: str) -> list[str]:
    """Statements that make the database itself refuse changes and deletions."""
    tables = [table.name for table in _metadata.sorted_tables]
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_keeps_on_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for table in tables
            for verb in ("update", "delete")
        ]
    body = f"BEGIN RAISE EXCEPTION '{_REFUSAL}'; END"
    return [
        f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        *(
            f"CREATE TRIGGER {table}_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for table in tables
        ),
    ]


def create_tables(connection: Connection) -> None:
    """Make every table, index and guard inside the connection's transaction.

    A table of the same name that is there already is an error, never taken over.
    """
    _metadata.create_all(connection, checkfirst=False)
    for statement in _guards(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(ledger_schema.insert().values(schema_version=SCHEMA_VERSION))
