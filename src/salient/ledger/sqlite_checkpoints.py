"""Bringing SQLite's write-ahead log into the file while the next batch is being read."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from threading import Lock, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

__all__ = ["Checkpoints"]

_DUE = 4_000
"""Rows stored since the last checkpoint that make the next one worth its while: some 30 MB."""

_OVERDUE = 250_000
"""Rows stored while a checkpoint runs for which the next writer waits: some 400 MB of log.

The log begins anew only when a writer comes to one that has been brought in as a whole.
"""


class Checkpoints:
    """Runs checkpoints in a thread of their own, one at a time.

    SQLite's own come within the commit, so that whoever adds waits until each page has been
    written twice. What a commit has put into the log is safe there; a checkpoint that fails or is
    cut off costs nothing but that the next one has more to do.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._thread: Thread | None = None
        self._rows = 0

    def give_way(self) -> None:
        """Wait for the checkpoint that runs if so much was stored meanwhile that the log grows."""
        if self._rows >= _OVERDUE:
            self.wait()

    def stored(self, rows: int) -> None:
        """Count rows that were committed, and begin a checkpoint if it is time for one."""
        with self._lock:
            self._rows += rows
            if self._rows < _DUE or (self._thread is not None and self._thread.is_alive()):
                return
            self._rows = 0
            self._thread = Thread(target=self._run, name="salient-checkpoint")
            self._thread.start()

    def wait(self) -> None:
        """Return when no checkpoint runs."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        with (
            suppress(DBAPIError, sqlite3.Error),
            self._engine.connect() as connection,
        ):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
