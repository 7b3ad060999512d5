"""Finding the right backend for a target, and refusing what this salient cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from salient.errors import LedgerError, LedgerVersionError, UsageError
from salient.ledger.backend import Backend
from salient.ledger.parts import SCHEMA_VERSION, migrate, stored_version
from salient.ledger.postgresql import PostgresqlBackend, open_postgresql
from salient.ledger.sqlite import draft_of, open_sqlite, put_in_place
from salient.ledger.store import Ledger

__all__ = ["making_ledger", "open_ledger"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def open_ledger(target: str | Path, *, create: bool = False, read_only: bool = False) -> Ledger:
    """Open the ledger at `target`: a file's path, or a URL that begins with `postgresql://`.

    With `create` a ledger that is not there is made; one that is there is opened as it is.
    `read_only` opens without touching anything and works on read-only files and folders.

    A ledger that an older salient made is brought up to date when it is opened for writing: in one
    transaction, which makes the tables that it lacks and changes no row. Opened with `read_only`
    it stays and answers as it is.

    Raises LedgerError if there is no ledger or it cannot be used, LedgerVersionError if a newer
    salient made it, MissingExtraError for a PostgreSQL ledger without the extra `postgresql`,
    UsageError if both options are set. Each says what to do.
    """
    if create and read_only:
        raise UsageError("a ledger cannot be made and opened read-only at once; choose one")
    scheme = _SCHEME.match(target) if isinstance(target, str) else None
    backend: Backend
    if scheme is None:
        if "\0" in str(target) or not str(target):
            raise LedgerError(f"{str(target)!r} is no file's path; give the path of a ledger")
        backend = open_sqlite(Path(target), create=create, read_only=read_only)
    elif scheme.group(1) == "postgresql":
        backend = open_postgresql(str(target), create=create)
    else:
        raise LedgerError(
            f"cannot open a ledger at a {scheme.group(1)}:// address; "
            "a ledger is a file's path or a postgresql:// URL"
        )
    try:
        backend.schema_version = _version(backend)
        if backend.schema_version < SCHEMA_VERSION and not read_only:
            with backend.writing("bringing up to date the ledger at") as connection:
                migrate(backend, connection)
            backend.schema_version = SCHEMA_VERSION
    except LedgerError:
        backend.close()
        raise
    return Ledger(backend, read_only=read_only)


@contextmanager
def making_ledger(target: str | Path) -> Iterator[Ledger]:
    """Lend the ledger at `target` to be filled, made where there is none.

    After an error in the block nothing is left of a ledger that was made for it; one that was
    there before is left as it was. A file gets its name when the block has ended; in PostgreSQL
    the tables of the ledger are removed again, unless another process has stored something.

    Raises what `open_ledger` raises, and LedgerError if a file has come to stand at `target`.
    """
    path = None if isinstance(target, str) and _SCHEME.match(target) else Path(target)
    if path is None or not str(target) or "\0" in str(target) or path.exists():
        with open_ledger(target, create=True) as ledger:
            yield from _kept_or_unmade(ledger)
        return
    draft = draft_of(path)
    try:
        backend = open_sqlite(draft, create=True, read_only=False, shown=path)
        backend.schema_version = SCHEMA_VERSION
        with Ledger(backend) as ledger:
            yield ledger
        if not put_in_place(draft, path):
            raise LedgerError(
                f"{path} has come to be there meanwhile; it was left as it is, so give another "
                "path and run the same command again"
            )
    finally:
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _kept_or_unmade(ledger: Ledger) -> Iterator[Ledger]:
    try:
        yield ledger
    except BaseException:
        if ledger.backend.made and isinstance(ledger.backend, PostgresqlBackend):
            # What went wrong first is what the user must hear of.
            with suppress(LedgerError):
                ledger.backend.unmake()
        raise


def _version(backend: Backend) -> int:
    with backend.reading("opening") as connection:
        found = stored_version(connection)
    if found is None:
        raise LedgerError(
            f"the ledger at {backend.label} has lost its schema version, so it is damaged; "
            "restore it from a backup, or add the documents to a new ledger"
        )
    if found > SCHEMA_VERSION:
        raise LedgerVersionError(
            f"the ledger at {backend.label} has schema version {found}, and this salient reads "
            f"up to {SCHEMA_VERSION}; bring salient up to date with: pip install --upgrade salient"
        )
    return found
