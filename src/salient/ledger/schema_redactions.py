"""The log of redactions, the only changes that a ledger knows."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from salient.ledger.schema_base import KEY, METADATA, TEXT, Part

__all__ = ["REDACTIONS", "redaction"]

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
