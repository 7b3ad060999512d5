"""Walking through a whole table in the order of its key, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, select, tuple_

from salient.ledger.backend import Row

__all__ = ["table_rows"]

_CHUNK = 1000


def table_rows(connection: Connection, table: Table, chunk: int = _CHUNK) -> Iterator[list[Row]]:
    """Yield the rows of `table` by primary key, up to `chunk` at a time, none left out or doubled.

    Rows are tuples in the order of the table's columns. For a consistent answer the connection
    must be a snapshot.
    """
    keys = list(table.primary_key.columns)
    places = [list(table.c).index(key) for key in keys]
    first = select(table).order_by(*keys).limit(chunk)
    statement = first
    while True:
        rows: list[Row] = [tuple(row) for row in connection.execute(statement)]
        if rows:
            yield rows
        if len(rows) < chunk:
            return
        last = tuple(rows[-1][place] for place in places)
        beyond = tuple_(*keys) > last if len(keys) > 1 else keys[0] > last[0]
        statement = first.where(beyond)
