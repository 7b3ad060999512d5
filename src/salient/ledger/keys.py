"""What a writing transaction hands out: ascending keys, and a moment that never goes back."""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, select

from salient.ledger.parts import kept_tables

__all__ = ["next_key", "transaction_moment"]


def next_key(connection: Connection, table: Table) -> int:
    """Return the key after the greatest in `table`; only the holder of the write lock may ask."""
    key = table.c[f"{table.name}_key"]
    greatest: int = connection.execute(select(func.coalesce(func.max(key), 0))).scalar_one()
    return greatest + 1


def transaction_moment(connection: Connection, asked: int) -> int:
    """Return the microseconds `asked`, or the ledger's latest moment where that is later.

    A past picture would change if something could still be recorded before it. Looks at every
    table that dates its own rows; those that hang on a batch have the batch's moment.
    """
    dated = [
        table
        for table in kept_tables()
        if "recorded_at" in table.c and (table.name == "batch" or "batch_key" not in table.c)
    ]
    latest = (
        select(table.c.recorded_at).order_by(table.c[f"{table.name}_key"].desc()).limit(1)
        for table in dated
    )
    moments = connection.execute(select(*(one.scalar_subquery() for one in latest))).one()
    return max([asked, *(int(moment) for moment in moments if moment is not None)])
