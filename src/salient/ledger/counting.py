"""Counting what a ledger holds."""

from __future__ import annotations

from sqlalchemy import select

from salient.ledger.moments import from_micros
from salient.ledger.queries import Question, Statements
from salient.ledger.records import LedgerStats
from salient.ledger.schema import batch

__all__ = ["counted"]


def counted(statements: Statements) -> LedgerStats:
    """Count what the ledger holds, and tell what it was made by."""
    parameters = Question().parameters(statements.backend)
    with statements.backend.reading() as connection:
        totals = connection.execute(statements.totals, parameters).one()._asdict()
        writers = connection.execute(select(batch.c.salient_version).distinct()).scalars().all()
        theatres = connection.execute(select(batch.c.theatre).distinct()).scalars().all()
    for moment in ("first_published", "last_published", "last_recorded"):
        micros = totals[moment]
        totals[moment] = None if micros is None else from_micros(micros)
    return LedgerStats(
        **totals,
        salient_versions=tuple(sorted(writers)),
        theatres=tuple(sorted(name for name in theatres if name is not None)),
    )
