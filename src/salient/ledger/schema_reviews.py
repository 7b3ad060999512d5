"""The table of reviews: what analysts said about claims, documents and sources.

    review   one act of review; `record` is the whole noun as JSON

`document_id` is that of the reviewed claim's document, and null for a review of anything else. It
refers to no row: a review outlives a redaction of what it is about only if it quotes nothing of it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Index, Table, Text, select

from salient.ledger.backend import Backend
from salient.ledger.schema_base import KEY, METADATA, TEXT, Part, Removed

__all__ = ["REVIEWS", "review"]

review = Table(
    "review",
    METADATA,
    Column("review_key", KEY, primary_key=True, autoincrement=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("review_id", TEXT, nullable=False, unique=True),
    Column("document_id", TEXT),
    Column("record", Text, nullable=False),
    Index("review_of_document", "document_id"),
)


def _forget(backend: Backend, connection: Connection, removed: Removed) -> None:
    """Remove the reviews of a removed document's claims: they quote it."""
    gone = review.c.document_id.in_(select(backend.listed("documents", "text")))
    connection.execute(
        review.delete().where(gone), {"documents": backend.packed(removed.document_ids)}
    )


REVIEWS = Part(name="reviews", since=2, tables=(review,), forget=_forget)
