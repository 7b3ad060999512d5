"""Bringing the search index up to what is stored, in steps that each reach the disk.

Adding does not wait for it: the index is made from what is kept, afterwards, and can be made again
at any time. What is not in it yet is counted, never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, Table, exists, func, literal, select, true

from salient.ledger.backend import Backend, Row
from salient.ledger.keys import next_key
from salient.ledger.schema import claim, version
from salient.ledger.schema_search import (
    INDEXES,
    SEARCH,
    WORD_COLUMNS,
    claim_row,
    empty_search,
    search_claim,
    search_progress,
    search_version,
    version_row,
)
from salient.ledger.search_blocks import block_marks
from salient.ledger.search_words import METHOD
from salient.model import Claim, Document

__all__ = ["Progress", "Standing", "bring_up", "progress_of", "standing"]

CLAIMS_A_STEP = 20_000
VERSIONS_A_STEP = 2_000

_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_document = msgspec.json.Decoder(Document).decode


class Progress(NamedTuple):
    """The greatest keys up to which all is indexed."""

    claim_key: int
    version_key: int


class Standing(NamedTuple):
    """The greatest keys that are stored, and those up to which all is indexed."""

    stored: Progress
    indexed: Progress

    @property
    def missing(self) -> Progress:
        """Count the claims and the wordings that a search would miss, as keys not reached."""
        return Progress(*(max(0, a - b) for a, b in zip(self.stored, self.indexed, strict=True)))


def _method(connection: Connection) -> str:
    """Name how the rows of the index are made."""
    return METHOD if connection.dialect.name == "sqlite" else f"{METHOD}, in blocks"


def standing(connection: Connection) -> Standing:
    """Say how far the index has come; not at all if it was made by another method."""
    row = connection.execute(_STANDING).one()
    made = row.method == _method(connection)
    return Standing(
        Progress(row.last_claim, row.last_version),
        Progress(row.claim_key, row.version_key) if made else Progress(0, 0),
    )


def progress_of(connection: Connection) -> Progress:
    """Give the keys up to which all is indexed."""
    return standing(connection).indexed


def bring_up(backend: Backend) -> Progress:
    """Index all that is not indexed yet; return how many claims and wordings were.

    Each step is a transaction of its own, so that a run that breaks off has lost one at most and
    other writers get their turn.
    """
    backend.require(SEARCH.since, "a search")
    claims = versions = 0
    while True:
        with backend.reading("looking at the index of") as connection:
            if standing(connection).missing == (0, 0):
                return Progress(claims, versions)
        with backend.writing("indexing the ledger at") as connection:
            step = _step(backend, connection)
        claims, versions = claims + step.claim_key, versions + step.version_key


def _step(backend: Backend, connection: Connection) -> Progress:
    """Index the next claims, or, when there are no more, the next wordings."""
    found = connection.execute(_LATEST).one_or_none()
    if found is not None and found.method != _method(connection):
        empty_search(connection)
    last, done = standing(connection)
    rows = _after(connection, claim, done.claim_key, CLAIMS_A_STEP, claim.c.reading_key)
    reached = Progress(rows[-1][0] if rows else last.claim_key, done.version_key)
    made = [_row(connection, *row) for row in rows]
    if made:
        _insert(backend, connection, search_claim, made)
        count = Progress(len(made), 0)
    else:
        wordings = _after(connection, version, done.version_key, VERSIONS_A_STEP)
        reached = Progress(reached.claim_key, wordings[-1][0] if wordings else last.version_key)
        made = [version_row(key, _decode_document(record)) for key, record in wordings]
        _insert(backend, connection, search_version, made)
        count = Progress(0, len(made))
    row: Row = (next_key(connection, search_progress), *reached, _method(connection))
    backend.insert(connection, search_progress, [row])
    return count


def _row(connection: Connection, key: int, record: str, reading_key: int) -> Row:
    *columns, marks = claim_row(key, reading_key, _decode_claim(record))
    if connection.dialect.name == "postgresql":
        marks = f"{marks} {block_marks(key)}"
    return *columns, marks


def _insert(backend: Backend, connection: Connection, table: Table, rows: list[Row]) -> None:
    backend.insert(connection, table, rows)
    if connection.dialect.name != "sqlite" or not rows:
        return
    columns = WORD_COLUMNS[table]
    statement = (
        f"INSERT INTO {table.name}_words(rowid, {', '.join(columns)}) "  # noqa: S608 - fixed names
        f"VALUES ({', '.join('?' * (len(columns) + 1))})"
    )
    width = len(columns)
    connection.exec_driver_sql(statement, [(row[0], *row[-width:]) for row in rows])


def _after(
    connection: Connection, table: Table, last: int, most: int, *further: ColumnElement[int]
) -> Sequence[Any]:
    """Give key, record and `further` of what lies after a key and is not indexed, by the key."""
    name = f"{table.name}_key"
    indexed = INDEXES[table.name].c[name]
    key = table.c[name]
    asked = (
        select(key, table.c.record, *further)
        .where(key > last, ~exists().where(indexed == key))
        .order_by(key)
        .limit(most)
    )
    return connection.execute(asked).all()


_LATEST = select(search_progress).order_by(search_progress.c.search_progress_key.desc()).limit(1)


def _standing() -> Select[Any]:
    latest = _LATEST.subquery("latest")
    always = select(literal(1).label("always")).subquery("always")
    return select(
        select(func.coalesce(func.max(claim.c.claim_key), 0)).scalar_subquery().label("last_claim"),
        select(func.coalesce(func.max(version.c.version_key), 0))
        .scalar_subquery()
        .label("last_version"),
        latest.c.claim_key,
        latest.c.version_key,
        latest.c.method,
    ).select_from(always.outerjoin(latest, true()))


_STANDING = _standing()
