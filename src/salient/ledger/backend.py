"""What a database engine must offer to hold a ledger."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from salient.errors import LedgerError

__all__ = ["Appender", "Backend", "Kind", "Row"]

Row = tuple[str | int | None, ...]
Kind = Literal["text", "key"]


class Appender(ABC):
    """Takes the rows of one transaction and gives them to the engine in the order they come.

    It may be behind while more rows are made; nothing else may be asked of the connection until
    `finish` has returned.
    """

    @abstractmethod
    def put(self, table: Table, rows: list[Row]) -> None:
        """Append `rows`, each in the order of the table's columns; the list is the appender's."""

    @abstractmethod
    def go_on(self) -> None:
        """Give the engine what it takes of the rows that wait; called as more are made."""

    @abstractmethod
    def catch_up(self) -> None:
        """Wait until few rows wait; called before more are put."""

    @abstractmethod
    def finish(self) -> None:
        """Return when the engine has every row."""


class Backend(ABC):
    """How one engine locks, lists, inserts and fails; everything else is shared.

    `writer` and `reader` may be one engine; `reader` opens no transaction of its own. `label`
    names the ledger in messages: the file's path, or the URL without its password.
    `driver_error` is the root of what the engine's driver raises. `schema_version` is that of the
    ledger: an older one that is only read lacks the tables of later versions.
    """

    driver_error: type[Exception]
    schema_version: int
    made = False
    """Whether opening it has made the ledger, which was not there before."""

    def __init__(self, writer: Engine, reader: Engine, label: str) -> None:
        self._writer = writer
        self._reader = reader
        self.label = label

    @abstractmethod
    def lock(self, connection: Connection) -> None:
        """Keep other writers out until the transaction ends; readers go on."""

    @abstractmethod
    def listed(self, parameter: str, kind: Kind) -> ColumnElement[Any]:
        """Name the column of values of a list that travels whole, as the one `parameter`."""

    @abstractmethod
    def packed(self, values: Sequence[str] | Sequence[int]) -> object:
        """Return `values` in the form in which they travel as one parameter."""

    @abstractmethod
    def insert(self, connection: Connection, table: Table, rows: list[Row]) -> None:
        """Append `rows`, each in the order of the table's columns."""

    @abstractmethod
    def appending(self, connection: Connection) -> AbstractContextManager[Appender]:
        """Lend what appends many rows; leaving the block without an error finishes them."""

    @abstractmethod
    def explain(self, error: BaseException) -> str:
        """Say what the driver's `error` means and what to do about it; it continues a sentence."""

    @abstractmethod
    def problems(self) -> list[str]:
        """Have the engine check its own files; what it finds wrong, empty where all is well."""

    @abstractmethod
    def erase(self, connection: Connection) -> None:
        """Have this transaction overwrite what it deletes, where the engine can."""

    @abstractmethod
    def erased(self) -> None:
        """After such a transaction, clear out what the engine still keeps of deleted rows."""

    @contextmanager
    def failures(self, doing: str) -> Iterator[None]:
        """Turn whatever the engine raises into a LedgerError that says what to do."""
        try:
            yield
        except (DBAPIError, self.driver_error) as error:
            original = error.orig if isinstance(error, DBAPIError) and error.orig else error
            raise LedgerError(f"{doing} {self.label} failed: {self.explain(original)}") from error

    @contextmanager
    def reading(self, doing: str = "reading") -> Iterator[Connection]:
        """Lend a connection on which each statement sees the ledger as it is at that moment.

        That is enough for a whole answer: rows never change, so what one statement found is what
        the next one fetches.
        """
        with self.failures(doing), self._reader.connect() as connection:
            yield connection

    @abstractmethod
    def freeze(self, connection: Connection) -> None:
        """Begin a transaction on `connection` that sees the ledger as it is now until it ends."""

    @contextmanager
    def snapshot(self, doing: str) -> Iterator[Connection]:
        """Lend a connection on which every statement sees the ledger as it was at the beginning.

        For what walks through whole tables while others may write.
        """
        with self.failures(doing), self._writer.connect() as connection, connection.begin():
            self.freeze(connection)
            yield connection

    @contextmanager
    def writing(self, doing: str) -> Iterator[Connection]:
        """Lend the only writing connection; leaving the block commits, an error rolls back."""
        with self.failures(doing), self._writer.connect() as connection, connection.begin():
            self.lock(connection)
            yield connection

    def require(self, schema_version: int, what: str) -> None:
        """Raise LedgerError, naming `what`, if the ledger has not reached `schema_version`."""
        if self.schema_version < schema_version:
            raise LedgerError(
                f"the ledger at {self.label} has schema version {self.schema_version}, and {what} "
                f"came with version {schema_version}; bring it up to date with: "
                f"salient ledger migrate --ledger {self.label}"
            )

    def close(self) -> None:
        """Give back every connection."""
        self._writer.dispose()
        self._reader.dispose()
