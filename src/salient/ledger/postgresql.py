"""Ledgers in a PostgreSQL database."""

from __future__ import annotations

import selectors
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError

from salient.errors import LedgerError, MissingExtraError
from salient.ledger.backend import Appender, Backend, Kind, Row
from salient.ledger.parts import PARTS, create_tables, drop_tables, stored_tables
from salient.ledger.postgresql_copying import CopyAppender, copy_rows
from salient.ledger.schema import ledger_schema

__all__ = ["PostgresqlBackend", "open_postgresql"]

# Unless the URL says otherwise. Without the encoding, a database that has none gives bytes.
_SETTINGS = {"connect_timeout": 10, "client_encoding": "utf8", "application_name": "salient"}

# Any number does that no other program is likely to lock; it keeps two makers apart.
_MAKING_LOCK = 0x53414C31

# By SQLSTATE or its class (the first two characters); the longer one counts.
_ADVICE = {
    "08": "the connection was lost; what was reported as added is kept, so run the same command "
    "again when the server is back",
    "28": "the server refused the user or the password; check both in the URL",
    "3D000": "the server has no such database; make it first with: createdb NAME",
    "42501": "the user lacks a right; have the database's owner run: GRANT CREATE ON SCHEMA, and "
    "SELECT and INSERT on the ledger's tables",
    "42P07": "it has a table of that name which is no ledger's; give the ledger a database or a "
    "schema of its own (add ?options=-csearch_path%3DSCHEMA to the URL)",
    "3F000": "the schema to make the tables in does not exist; make it first with: CREATE SCHEMA",
    "25006": "the server or the user may only read; write to the primary server",
    "53100": "the server's disk is full; free some space and run the same command again: what was "
    "reported as added is kept",
    "53300": "the server has no connection left; try again later, or raise max_connections",
    "57P": "the server ended the connection; what was reported as added is kept, so run the same "
    "command again when the server is back",
}
_UNREACHED = (
    "the server cannot be reached or has gone away; check that it runs and that the URL's host, "
    "port, user and database are right, then run the same command again: what was reported as "
    "added is kept"
)


class PostgresqlBackend(Backend):
    """PostgreSQL through psycopg; writers take turns, one batch each."""

    driver_error: type[Exception] = DBAPIError

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """Begin a transaction in which one process at a time makes the tables."""
        with (
            self.failures("making the ledger at"),
            self._writer.connect() as connection,
            connection.begin(),
        ):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MAKING_LOCK})")
            yield connection

    def unmake(self) -> None:
        """Remove the tables of a ledger that nothing has been stored in; else leave it alone."""
        with self.writing("removing the empty ledger at") as connection:
            for table in stored_tables():
                if connection.execute(select(table).limit(1)).first() is not None:
                    return
            drop_tables(connection)

    def lock(self, connection: Connection) -> None:
        """Let one writer in at a time; EXCLUSIVE does not hold up readers."""
        connection.exec_driver_sql("LOCK TABLE batch IN EXCLUSIVE MODE")

    def freeze(self, connection: Connection) -> None:
        """Make it a reading transaction that sees one moment throughout."""
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def listed(self, parameter: str, kind: Kind) -> ColumnElement[Any]:
        """Unnest an array."""
        array = bindparam(parameter, type_=ARRAY(BigInteger() if kind == "key" else Text()))
        table = func.unnest(array).table_valued("value").render_derived(name=f"asked_{parameter}")
        return table.c.value

    def packed(self, values: Sequence[str] | Sequence[int]) -> object:
        """Return `values` as they are: the driver makes an array of them."""
        return list(values)

    def insert(self, connection: Connection, table: Table, rows: list[Row]) -> None:
        """Append `rows` by COPY, PostgreSQL's path for bulk."""
        if rows:
            copy_rows(connection, table, rows)

    def appending(self, connection: Connection) -> AbstractContextManager[Appender]:
        """Lend what writes rows while the next ones are made."""
        return CopyAppender(connection)

    def problems(self) -> list[str]:
        """Find nothing: the server checks its pages itself as it reads them."""
        return []

    def erase(self, connection: Connection) -> None:
        """Do nothing: PostgreSQL marks rows as dead and clears them out later."""

    def erased(self) -> None:
        """Clear out the dead rows."""
        with self.reading("clearing out") as connection:
            for table in (one for part in PARTS for one in (*part.tables, *part.derived)):
                connection.exec_driver_sql(f"VACUUM {table.name}")

    def explain(self, error: BaseException) -> str:
        """Give the mend for the server's SQLSTATE, and the first line of what it said."""
        state = getattr(error, "sqlstate", None) or ""
        said = str(error).strip().partition("\n")[0]
        advice = "nothing of this step was stored" if state else _UNREACHED
        for length in (2, 3, 5):
            advice = _ADVICE.get(state[:length], advice)
        return f"{advice} (PostgreSQL: {said})"


def open_postgresql(target: str, *, create: bool) -> PostgresqlBackend:
    """Open the ledger in the database that the URL `target` names, made first if `create` is set.

    Its tables lie in the first schema of the connection's search path. Raises LedgerError where
    the server, the database or a right is missing, MissingExtraError without psycopg.
    """
    try:
        url = make_url(target).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise LedgerError(
            f"cannot read the ledger's URL: {error}; "
            "write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        ) from error
    try:
        import psycopg
    except ImportError as error:
        raise MissingExtraError("a ledger in PostgreSQL", "postgresql") from error
    settings = {name: value for name, value in _SETTINGS.items() if name not in url.query}
    writer = create_engine(url, connect_args=settings)
    # Connections of its own: to change how one commits, and back, takes longer than a question.
    reader = create_engine(url, connect_args=settings, isolation_level="AUTOCOMMIT")
    for engine in (writer, reader):
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "checkout", _look_after)
    backend = PostgresqlBackend(writer, reader, _label(url))
    backend.driver_error = psycopg.Error
    try:
        _find_or_make(backend, create=create)
    except LedgerError:
        backend.close()
        raise
    return backend


def _prepare(connection: Any, _record: object) -> None:
    """Plan each statement once: planning it takes longer than running it.

    Such a plan knows not how few the answers will be, and would start workers or compile code for
    many, which takes ten times as long as to give the few.
    """
    connection.prepare_threshold = 0
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SET jit = off")
    connection.commit()


# Where there is one, that which takes no file of its own.
_Selector = getattr(selectors, "PollSelector", selectors.DefaultSelector)


def _look_after(connection: Any, _record: object, _proxy: object) -> None:
    """Have a new connection made in the place of one that the server has ended meanwhile.

    An idle connection on which something can be read has news, mostly that it has ended. To ask
    the server each time, as SQLAlchemy can, would cost every question one more way there and back.
    """
    from psycopg import OperationalError

    try:
        with _Selector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            if not selector.select(timeout=0):
                return
        connection.execute("SELECT 1")
        connection.rollback()
    except OperationalError as error:
        raise DisconnectionError(str(error)) from error


def _label(url: URL) -> str:
    """Return the URL as the user wrote it, less any password."""
    shown = url.set(drivername="postgresql").difference_update_query(["password"])
    return shown.render_as_string(hide_password=True)


def _find_or_make(backend: PostgresqlBackend, *, create: bool) -> None:
    with backend.reading("opening") as connection:
        if inspect(connection).has_table(ledger_schema.name):
            return
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if not create:
        raise LedgerError(
            f"no ledger at {backend.label}; "
            f"make one with: salient add PATHS --ledger {backend.label}"
        )
    if encoding != "UTF8":
        raise LedgerError(
            f"cannot make a ledger at {backend.label}: the database's encoding is {encoding}; "
            "make the database with: createdb --encoding=UTF8 --template=template0 NAME"
        )
    with backend.making() as connection:
        if not inspect(connection).has_table(ledger_schema.name):
            create_tables(connection)
            backend.made = True
