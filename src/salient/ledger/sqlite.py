"""Ledgers in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    Text,
    bindparam,
    create_engine,
    event,
    func,
)
from sqlalchemy.pool import NullPool, QueuePool

from salient.errors import LedgerError
from salient.ledger.backend import Appender, Backend, Kind, Row
from salient.ledger.parts import create_tables
from salient.ledger.sqlite_checkpoints import Checkpoints
from salient.ledger.sqlite_inserting import inserting

__all__ = ["APPLICATION_ID", "SqliteBackend", "draft_of", "open_sqlite", "put_in_place"]

APPLICATION_ID = 0x53414C31
"""Bytes 68 to 71 of a ledger's file (`SAL1`), by which it is told from other SQLite files."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100
# A claim takes about 1.5 kB, so pages of 4 kB would waste a third of the file.
_PAGE_SIZE = 8192
_CACHE_KIB = 65_536
_BUSY_SECONDS = 30.0

_ADVICE = {
    sqlite3.SQLITE_BUSY: "another process is writing to it; try again when that one has ended",
    sqlite3.SQLITE_READONLY: "it may not be written; give yourself the right to write the file "
    "and its folder, or copy it to where you have that right",
    sqlite3.SQLITE_IOERR: "the disk reported an error; check the disk and its free space, then "
    "run the same command again: what was reported as added is kept",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore it from a backup, or add the documents "
    "to a new ledger",
    sqlite3.SQLITE_NOTADB: "the file is damaged; restore it from a backup, or add the documents "
    "to a new ledger",
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the same command again: what "
    "was reported as added is kept",
    sqlite3.SQLITE_CANTOPEN: "the file or its folder cannot be opened; check that both exist and "
    "that you may read and write them",
}


class SqliteBackend(Backend):
    """SQLite in write-ahead mode: any number of readers beside one writer.

    `synchronous=FULL` makes each commit reach the disk before it returns. With NORMAL the last
    commits could be lost with the power after they had been reported as stored.
    """

    driver_error = sqlite3.Error

    def __init__(self, writer: Engine, reader: Engine, label: str) -> None:
        super().__init__(writer, reader, label)
        self._checkpoints = Checkpoints(reader)

    @contextmanager
    def writing(self, doing: str) -> Iterator[Connection]:
        """Lend the only writing connection; what it commits is brought into the file later."""
        self._checkpoints.give_way()
        with super().writing(doing) as connection:
            driver: Any = connection.connection.driver_connection
            before = driver.total_changes
            yield connection
            rows = driver.total_changes - before
        self._checkpoints.stored(rows)

    def close(self) -> None:
        """Give back every connection; the last one brings the rest of the log into the file."""
        self._checkpoints.wait()
        super().close()

    def lock(self, connection: Connection) -> None:
        """Take the file's write lock, waiting up to 30 seconds for another writer."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def freeze(self, connection: Connection) -> None:
        """Begin a reading transaction; it is of the moment of its first statement."""
        connection.exec_driver_sql("BEGIN")

    def listed(self, parameter: str, kind: Kind) -> ColumnElement[Any]:
        """Unpack a JSON array; its values have their own types."""
        del kind
        array = func.json_each(bindparam(parameter, type_=Text()))
        return array.table_valued("value", name=f"asked_{parameter}").c.value

    def packed(self, values: Sequence[str] | Sequence[int]) -> object:
        """Write `values` as a JSON array."""
        return msgspec.json.encode(values).decode()

    def insert(self, connection: Connection, table: Table, rows: list[Row]) -> None:
        """Append `rows` by position, which skips the binding by name and its cost."""
        if rows:
            statement = str(table.insert().compile(dialect=connection.dialect))
            connection.exec_driver_sql(statement, rows)

    def appending(self, connection: Connection) -> AbstractContextManager[Appender]:
        """Lend what inserts rows while the next ones are made."""
        return inserting(connection)

    def problems(self) -> list[str]:
        """Ask for SQLite's integrity check, which reads the whole file."""
        with self.reading("checking") as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        return [] if list(said) == ["ok"] else [str(line) for line in said]

    def erase(self, connection: Connection) -> None:
        """Overwrite what is deleted with zeros."""
        connection.exec_driver_sql("PRAGMA secure_delete=ON")

    def erased(self) -> None:
        """Empty the write-ahead log, which still holds the pages as they were."""
        self._checkpoints.wait()
        with self.reading("clearing the log of") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_file(self, target: Path) -> None:
        """Write the ledger as it is at this moment, page by page, into the new file `target`.

        All in one step: while one step lasts, SQLite reads one moment and writers go on; between
        steps it would begin anew after each batch that somebody adds.
        """
        copy = sqlite3.connect(target)
        try:
            with self.reading("backing up") as connection:
                source = connection.connection.driver_connection
                if isinstance(source, sqlite3.Connection):
                    source.backup(copy, pages=-1)
        finally:
            copy.close()

    def explain(self, error: BaseException) -> str:
        """Give the mend for each of SQLite's primary result codes."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return f"{_ADVICE.get(code, 'nothing of this step was stored')} (SQLite: {error})"


def open_sqlite(
    path: Path, *, create: bool, read_only: bool, shown: Path | None = None
) -> SqliteBackend:
    """Open the ledger in the file `path`, made first if `create` is set and there is none.

    `shown` is the path that messages name, where it is to be another. Raises LedgerError for
    whatever is there and is no ledger, or cannot be used as one.
    """
    if path.is_dir():
        raise LedgerError(
            f"{path} is a folder, and a ledger is a file; "
            f"give a file's name, such as {path / 'ledger.db'}"
        )
    if path.exists() and not path.is_file():
        raise LedgerError(f"{path} is not a regular file; give the path of a ledger file")
    if not path.exists() and not create:
        raise LedgerError(f"no ledger at {path}; make one with: salient add PATHS --ledger {path}")
    if not read_only:
        _check_writable(shown or path)
    if not path.exists() or (create and path.stat().st_size == 0):
        _create(path, str(shown or path))
    _check_file(path)
    engine = _engine(path, read_only=read_only)
    return SqliteBackend(engine, engine, str(shown or path))


def _check_writable(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise LedgerError(
            f"cannot make a ledger at {path}: the folder {folder} does not exist; "
            "make it first, or give another path"
        )
    for thing, kind in ((folder, "folder"), (path, "file")):
        if thing.exists() and not _may(thing, os.W_OK):
            raise LedgerError(
                f"cannot write the ledger at {path}: the {kind} {thing} is read-only; give "
                "yourself the right to write it, or copy the ledger to where you have that right"
            )


def _may(path: Path, mode: int) -> bool:
    effective = os.access in os.supports_effective_ids
    return os.access(path, mode, effective_ids=effective)


def _check_file(path: Path) -> None:
    """Look at the file's first bytes before SQLite does: it would write beside a foreign file."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
        size = path.stat().st_size
    except OSError as error:
        raise LedgerError(
            f"cannot read the ledger at {path}: {error.strerror}; check who may read the file"
        ) from error
    if not header:
        raise LedgerError(
            f"{path} is empty, so it is not a ledger; "
            f"make it one with: salient add PATHS --ledger {path}"
        )
    if not header.startswith(_MAGIC[: len(header)]):
        raise LedgerError(
            f"{path} is not a ledger: it is not an SQLite file; give the path of a ledger"
        )
    if len(header) == _HEADER_LENGTH:
        (application,) = struct.unpack_from(">I", header, 68)
        if application != APPLICATION_ID:
            raise LedgerError(
                f"{path} is an SQLite file of another program, not a ledger; "
                "give the path of a ledger, or another path to make a new one"
            )
    expected = _expected_size(path, header)
    if size < expected:
        raise LedgerError(
            f"the ledger at {path} is cut short: {size} bytes are left of {expected}; "
            "restore it from a backup, or add the documents to a new ledger"
        )


def _expected_size(path: Path, header: bytes) -> int:
    """Work out how long the file must be, by its header; at least the header itself.

    While a journal or a write-ahead log is beside it the file may lag behind its own header.
    """
    logs = [path.with_name(path.name + suffix) for suffix in ("-wal", "-journal")]
    if len(header) < _HEADER_LENGTH or any(log.exists() for log in logs):
        return _HEADER_LENGTH
    page_size = int.from_bytes(header[16:18], "big")
    changes, pages = struct.unpack_from(">II", header, 24)
    (pages_valid_for,) = struct.unpack_from(">I", header, 92)
    if changes != pages_valid_for:
        return _HEADER_LENGTH
    return int(pages) * (65_536 if page_size == 1 else page_size)


def _connect(path: Path, query: str) -> sqlite3.Connection:
    """Return a connection on which transactions begin and end only where the code says so."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _create(path: Path, label: str) -> None:
    """Make the ledger under another name and put it in place whole.

    A process killed here leaves no half-made ledger, only a file that the next one does not look
    at. Of two processes that make one at once the first wins. Write-ahead mode is switched on by
    the next connection, because switching writes the file's header at once, before it could be
    marked as a ledger.
    """
    draft = draft_of(path)
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(draft, "mode=rwc"), poolclass=NullPool
    )
    event.listen(engine, "connect", _prepare_new)
    try:
        with SqliteBackend(engine, engine, label).writing("making the ledger") as connection:
            create_tables(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        engine.dispose()
        put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def draft_of(path: Path) -> Path:
    """Name a file beside `path` in which to make what shall come to stand there whole."""
    return path.with_name(f".{path.name}.{os.getpid()}-{uuid4().hex[:8]}.new")


def put_in_place(draft: Path, path: Path) -> bool:
    """Give the finished file its name, unless something has come to stand there meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        if path.stat().st_size > 0:
            return False
        draft.replace(path)
    except OSError:
        # A file system without hard links; a rename is whole as well.
        if path.exists():
            return False
        draft.replace(path)
    return True


def _prepare_new(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA page_size={_PAGE_SIZE}")
    connection.execute("PRAGMA synchronous=FULL")


def _engine(path: Path, *, read_only: bool) -> Engine:
    query = "mode=rw"
    if read_only:
        log = path.with_name(path.name + "-wal")
        # Without the right to write beside it, SQLite can read a file in write-ahead mode only
        # as one that nobody changes; with a log there, that would miss what the log holds.
        frozen = not _may(path.parent, os.W_OK) and not log.exists()
        query = "mode=ro&immutable=1" if frozen else "mode=ro"
    engine = create_engine("sqlite://", creator=lambda: _connect(path, query), poolclass=QueuePool)

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        settings = ["synchronous=FULL", f"cache_size=-{_CACHE_KIB}", "temp_store=MEMORY"]
        if not read_only:
            # Checkpoints are run by the backend, beside whoever writes.
            settings = ["journal_mode=WAL", "wal_autocheckpoint=0", *settings]
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    event.listen(engine, "connect", prepare)
    return engine
