"""The schema as a whole: its parts, how they are made, guarded, and brought up to date.

Each schema version adds parts to the one before and takes nothing away, so that a newer salient
reads an older ledger as it is, and going forward is one transaction that makes what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection, Table, func, select

from salient.ledger.backend import Backend
from salient.ledger.schema import CORE, claim, ledger_schema, version
from salient.ledger.schema_base import METADATA, Added, Part
from salient.ledger.schema_redactions import BLACKENINGS, REDACTIONS
from salient.ledger.schema_references import REFERENCE_FUNCTIONS, REFERENCES
from salient.ledger.schema_reviews import REVIEWS
from salient.ledger.schema_search import SEARCH
from salient.model import Claim, Document

__all__ = [
    "PARTS",
    "SCHEMA_VERSION",
    "create_tables",
    "derive_all",
    "drop_tables",
    "guard_names",
    "kept_tables",
    "migrate",
    "stored_tables",
    "stored_version",
    "unguarded",
]

SCHEMA_VERSION = 4

# Parents before children; what refers to a table of another part comes after that part.
PARTS: tuple[Part, ...] = (CORE, REDACTIONS, REVIEWS, SEARCH, BLACKENINGS, REFERENCES)

_REFUSAL = "a ledger is append-only: its rows are never changed or deleted"
_CALL = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
_CHUNK = 500

_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_document = msgspec.json.Decoder(Document).decode


def kept_tables(schema_version: int = SCHEMA_VERSION) -> list[Table]:
    """Return every kept table of a schema version, parents before children."""
    return [table for part in PARTS if part.since <= schema_version for table in part.tables]


def stored_tables(schema_version: int = SCHEMA_VERSION) -> list[Table]:
    """Return the kept tables that hold what was put into a ledger: all but `ledger_schema`."""
    return [table for table in kept_tables(schema_version) if table is not ledger_schema]


def guard_names(table: str, dialect: str) -> list[str]:
    """Name the triggers that keep the rows of `table`."""
    if dialect == "sqlite":
        return [f"{table}_keeps_on_{verb}" for verb in ("update", "delete")]
    return [f"{table}_keeps"]


def _guards(table: str, dialect: str) -> list[str]:
    """Statements that make the database itself refuse changes and deletions."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_keeps_on_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for verb in ("update", "delete")
        ]
    event = "BEFORE UPDATE OR DELETE OR TRUNCATE"
    return [f"CREATE TRIGGER {table}_keeps {event} ON {table} {_CALL}"]


def _make(connection: Connection, part: Part) -> None:
    dialect = connection.dialect.name
    METADATA.create_all(connection, tables=[*part.tables, *part.derived], checkfirst=False)
    for statement in part.statements(dialect):
        connection.exec_driver_sql(statement)
    if part is CORE and dialect == "postgresql":
        body = f"BEGIN RAISE EXCEPTION '{_REFUSAL}'; END"
        connection.exec_driver_sql(
            f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
        )
    for table in part.tables:
        for statement in _guards(table.name, dialect):
            connection.exec_driver_sql(statement)


def create_tables(connection: Connection) -> None:
    """Make every table, index and guard inside the connection's transaction.

    A table of the same name that is there already is an error, never taken over.
    """
    for part in PARTS:
        _make(connection, part)
    connection.execute(ledger_schema.insert().values(schema_version=SCHEMA_VERSION))


def drop_tables(connection: Connection) -> None:
    """Undo `create_tables` on PostgreSQL, inside the connection's transaction."""
    tables = [table for part in PARTS for table in (*part.tables, *part.derived)]
    METADATA.drop_all(connection, tables=tables, checkfirst=False)
    for name in ("refuse_change", *REFERENCE_FUNCTIONS):
        connection.exec_driver_sql(f"DROP FUNCTION {name}()")


def stored_version(connection: Connection) -> int | None:
    """Return the schema version of a ledger; None if it has lost it."""
    found: int | None = connection.execute(
        select(func.max(ledger_schema.c.schema_version))
    ).scalar_one()
    return found


def migrate(backend: Backend, connection: Connection) -> int:
    """Bring an older ledger to the present schema inside the connection's writing transaction.

    Makes the parts that it lacks and derives what they hold from what is stored; stored rows stay
    as they are. Returns the version that the ledger had. Of two processes that do this at once the
    second finds nothing to do.
    """
    found = stored_version(connection) or SCHEMA_VERSION
    fresh = [part for part in PARTS if part.since > found]
    for part in fresh:
        _make(connection, part)
    derive_all(backend, connection, fresh)
    if found < SCHEMA_VERSION:
        connection.execute(ledger_schema.insert().values(schema_version=SCHEMA_VERSION))
    return found


def derive_all(backend: Backend, connection: Connection, parts: list[Part]) -> None:
    """Compute the derived tables of `parts` anew, in chunks, from all that is stored."""
    deriving = [part for part in parts if part.derive is not None]
    for part in deriving:
        for statement in part.emptying(connection.dialect.name):
            connection.exec_driver_sql(statement)
    if not deriving:
        return
    for added in _stored(connection):
        for part in deriving:
            if part.derive is not None:
                part.derive(backend, connection, added)


def _stored(connection: Connection) -> Iterator[Added]:
    for rows in _chunks(connection, version):
        yield Added(versions=[(key, _decode_document(record)) for key, record in rows])
    for rows in _chunks(connection, claim):
        yield Added(claims=[(key, _decode_claim(record)) for key, record in rows])


def _chunks(connection: Connection, table: Table) -> Iterator[list[tuple[int, str]]]:
    """Yield key and record of every row of `table`, in the order of the keys."""
    key = table.c[f"{table.name}_key"]
    last = 0
    while True:
        found = connection.execute(
            select(key, table.c.record).where(key > last).order_by(key).limit(_CHUNK)
        )
        rows = [(row[0], row[1]) for row in found]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Lift every guard for the length of the block, inside the connection's transaction.

    Only a redaction may do this. If the transaction is rolled back the guards were never lifted;
    nobody else sees the ledger without them, since both backends hold the tables locked until the
    transaction ends.
    """
    dialect = connection.dialect.name
    tables = [table.name for table in kept_tables()]
    for table in tables:
        for guard in guard_names(table, dialect):
            connection.exec_driver_sql(
                f"DROP TRIGGER {guard}"
                if dialect == "sqlite"
                else f"ALTER TABLE {table} DISABLE TRIGGER {guard}"
            )
    yield
    for table in tables:
        if dialect == "sqlite":
            for statement in _guards(table, dialect):
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER {table}_keeps")
