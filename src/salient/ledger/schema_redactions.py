"""The logs of redactions, the only changes that a ledger knows.

redaction   one document that was removed
blackening  some words of a document that were blackened, wherever they stood in it
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from salient.ledger.schema_base import KEY, METADATA, TEXT, Part

__all__ = ["BLACKENINGS", "REDACTIONS", "blackening", "redaction"]

redaction = Table(
    "redaction",
    METADATA,
    Column("redaction_key", KEY, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("document_id", TEXT, nullable=False, unique=True),
    Column("redacted_by", TEXT, nullable=False),
    Column("reason", Text, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("digest", TEXT, nullable=False),
)

REDACTIONS = Part(name="redactions", since=2, tables=(redaction,))

blackening = Table(
    "blackening",
    METADATA,
    Column("blackening_key", KEY, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("document_id", TEXT, nullable=False),
    Column("redacted_by", TEXT, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("digest", TEXT, nullable=False),
    Index("blackening_of_document", "document_id"),
)

BLACKENINGS = Part(name="blackenings", since=3, tables=(blackening,))
