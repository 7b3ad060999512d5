"""Whole ledgers from one place to another: row by row between backends, or as a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from salient.errors import LedgerError, OutputError
from salient.ledger.backend import Backend
from salient.ledger.checking import findings
from salient.ledger.opening import open_ledger
from salient.ledger.parts import PARTS, SCHEMA_VERSION, derive_all, stored_tables
from salient.ledger.rows import table_rows
from salient.ledger.sqlite import SqliteBackend, draft_of, put_in_place
from salient.ledger.store import Ledger

__all__ = ["backup_ledger", "copy_ledger", "filling"]

Heard = Callable[[int], None]


def _unheard(rows: int) -> None:
    del rows


@contextmanager
def filling(target: Backend, source: str, doing: str) -> Iterator[Connection]:
    """Lend a connection to fill an empty ledger; when the block ends it is checked and indexed.

    One transaction: after an error nothing of `source`, which names where the rows come from, is
    stored. Raises LedgerError if the ledger is not empty, or if what was filled in is not sound.
    """
    with target.writing(doing) as connection:
        for table in stored_tables():
            if connection.execute(select(table).limit(1)).first() is not None:
                raise LedgerError(
                    f"the ledger at {target.label} is not empty (it has rows in {table.name!r}); "
                    "give a new ledger, which is made where there is none"
                )
        yield connection
        wrong = next(findings(connection, SCHEMA_VERSION, derived=False), None)
        if wrong is not None:
            raise LedgerError(
                f"{source} is not sound, and nothing of it was stored: {wrong.where}: "
                f"{wrong.detail}"
            )
        derive_all(target, connection, list(PARTS))


def copy_ledger(source: Ledger, target: Ledger, *, heard: Heard = _unheard) -> dict[str, int]:
    """Copy every row of `source`, as it is at this moment, into the empty ledger `target`.

    Keys, moments and records stay what they are, so that both answer alike, now and as of any
    past moment; what is derived is computed anew. Returns the number of rows by table. `heard` is
    told how many rows each step copied. Raises LedgerError if `target` is not empty, if `source`
    is not sound, or if either is lost; then nothing was copied.
    """
    counts: dict[str, int] = {}
    doing = "copying into the ledger at"
    with (
        source.backend.snapshot("copying from the ledger at") as origin,
        filling(target.backend, f"the ledger at {source.target}", doing) as connection,
    ):
        for table in stored_tables(source.schema_version):
            counts[table.name] = 0
            for rows in table_rows(origin, table):
                target.backend.insert(connection, table, rows)
                counts[table.name] += len(rows)
                heard(len(rows))
            _same_count(origin, connection, table)
    return counts


def _same_count(origin: Connection, copy: Connection, table: Table) -> None:
    counting = select(func.count()).select_from(table)
    expected, found = (one.execute(counting).scalar_one() for one in (origin, copy))
    if expected != found:
        raise LedgerError(
            f"{found} of {expected} rows of {table.name!r} were copied; nothing was stored, so "
            "run the same command again"
        )


def backup_ledger(source: Ledger, path: Path, *, heard: Heard = _unheard) -> None:
    """Write the ledger, as it is at this moment, to the new file `path`, while others may add.

    The file is a ledger itself: SQLite page by page, PostgreSQL row by row. It is checked by
    SQLite before it gets its name. Raises OutputError if there is something at `path` or it cannot
    be written, LedgerError if the ledger cannot be read or the copy is damaged.
    """
    if path.exists():
        raise OutputError(f"{path} is there already; give a new name for the backup")
    if not path.parent.is_dir():
        raise OutputError(
            f"cannot write {path}: the folder {path.parent} does not exist; make it first"
        )
    draft = draft_of(path)
    try:
        if isinstance(source.backend, SqliteBackend):
            source.backend.copy_file(draft)
        else:
            with open_ledger(draft, create=True) as copy:
                copy_ledger(source, copy, heard=heard)
        with open_ledger(draft, read_only=True) as copy:
            problems = copy.backend.problems()
        if problems:
            raise LedgerError(
                f"the backup of {source.target} is damaged ({problems[0]}); look the ledger over "
                f"with: salient ledger check --ledger {source.target}"
            )
        if not put_in_place(draft, path):
            raise OutputError(f"{path} has come to be there; give a new name for the backup")
    except OSError as error:
        raise OutputError(
            f"cannot write {path} ({error.strerror or error}); give a file in a folder that you "
            "may write"
        ) from error
    finally:
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
