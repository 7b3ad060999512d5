"""A ledger as JSON lines: everything that was put into it, to keep, to read, to take in again.

The first line tells the format; each further line is one row, `{"TABLE": {"COLUMN": VALUE, …}}`,
tables in the order of their references and rows by key; the last line counts the rows and gives
the SHA-256 of all lines before it. A `record` is the noun itself as JSON, byte for byte as stored.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from typing import Annotated, Any, BinaryIO, cast

import msgspec
from sqlalchemy import Boolean, Float, Integer, Table

from salient.errors import LedgerError, LedgerVersionError
from salient.ledger.backend import Row
from salient.ledger.copying import filling
from salient.ledger.parts import SCHEMA_VERSION, stored_tables
from salient.ledger.rows import table_rows
from salient.ledger.store import Ledger
from salient.ledger.writing import salient_version

__all__ = ["ARCHIVE_FORMAT", "export_archive", "import_archive"]

ARCHIVE_FORMAT = 1
"""The number in the first line of an archive; another number is another layout of the lines."""

_MARK = "salient_ledger"
_FIRST_LINE = 4_096
_LONGEST_LINE = 256 * 2**20
_GZIP = b"\x1f\x8b"
_CHUNK = 1000

Heard = Callable[[int], None]


def _unheard(rows: int) -> None:
    del rows


class _Header(msgspec.Struct):
    salient_ledger: int
    schema_version: int
    salient_version: str


class _Footer(msgspec.Struct, forbid_unknown_fields=True):
    rows: dict[str, int]
    sha256: str


# What a column of whole numbers can hold, on both backends.
_Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]


def _row_type(table: Table) -> type[msgspec.Struct]:
    """Make a struct with the fields of a table; `record` is left as it is written."""
    fields: list[tuple[str, Any]] = []
    for column in table.columns:
        kind: Any = str
        if column.name == "record":
            kind = msgspec.Raw
        elif isinstance(column.type, Boolean):
            kind = bool
        elif isinstance(column.type, Float):
            kind = float
        elif isinstance(column.type, Integer):
            kind = _Whole
        fields.append((str(column.name), kind | None if column.nullable else kind))
    return msgspec.defstruct(str(table.name), fields, forbid_unknown_fields=True)


def export_archive(
    ledger: Ledger, out: BinaryIO, *, packed: bool = True, heard: Heard = _unheard
) -> dict[str, int]:
    """Write the ledger, as it is at this moment, to `out`; packed by gzip unless told otherwise.

    The same rows give the same bytes. Returns the number of rows by table; `heard` is told how
    many rows each step wrote. Raises LedgerError if the ledger cannot be read or a record in it is
    damaged.
    """
    if not packed:
        return _export(ledger, out, heard)
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as stream:
        return _export(ledger, cast("BinaryIO", stream), heard)


def _export(ledger: Ledger, out: BinaryIO, heard: Heard) -> dict[str, int]:
    digest = hashlib.sha256()

    def write(thing: object) -> None:
        line = msgspec.json.encode(thing) + b"\n"
        digest.update(line)
        out.write(line)

    version = ledger.schema_version
    write(_Header(ARCHIVE_FORMAT, version, salient_version()))
    counts: dict[str, int] = {}
    with ledger.backend.snapshot("exporting the ledger at") as connection:
        for table in stored_tables(version):
            counts[table.name] = 0
            kind = _row_type(table)
            where = _record_at(table)
            for rows in table_rows(connection, table):
                for row in rows:
                    write({table.name: kind(*_with_raw(row, where, ledger.target, table.name))})
                counts[table.name] += len(rows)
                heard(len(rows))
    out.write(msgspec.json.encode(_Footer(counts, digest.hexdigest())) + b"\n")
    return counts


def _record_at(table: Table) -> int | None:
    names = [column.name for column in table.columns]
    return names.index("record") if "record" in names else None


def _with_raw(row: Row, where: int | None, label: str, table: str) -> Row:
    """Put a row's record into the line as JSON; it must be some, or the line would be none."""
    if where is None:
        return row
    record = str(row[where]).encode()
    problem = "it spans several lines" if b"\n" in record else _no_json(record)
    if problem is not None:
        raise LedgerError(
            f"the ledger at {label} holds a damaged record in {table} {row[0]} ({problem}); look "
            f"it over with: salient ledger check --ledger {label}"
        )
    return cast("Row", (*row[:where], msgspec.Raw(record), *row[where + 1 :]))


def _no_json(record: bytes) -> str | None:
    try:
        msgspec.json.decode(record, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeError) as error:
        return str(error)
    return None


def import_archive(
    stream: BinaryIO, name: str, ledger: Ledger, *, heard: Heard = _unheard
) -> dict[str, int]:
    """Take an archive, packed or not, into the empty `ledger`, which then answers as the first did.

    Nothing is trusted: every line is held to the tables' columns, lengths are limited, the digest
    must fit, and the whole is checked as `salient ledger check` does, before any of it is kept.
    Returns the number of rows by table. `name` is what messages call the archive.

    Raises LedgerVersionError for an archive of a newer salient, LedgerError for what is no archive,
    is damaged, cut short or not sound, or if the ledger is not empty; nothing was stored then.
    """
    lines = _Lines(stream, name)
    header = lines.header()
    tables = {table.name: table for table in stored_tables(header.schema_version)}
    decoders = {key: msgspec.json.Decoder(_row_type(tables[key])) for key in tables}
    counts = dict.fromkeys(tables, 0)
    doing = "importing into the ledger at"
    with filling(ledger.backend, f"the archive {name}", doing) as connection:
        for table, rows in _grouped(lines, decoders):
            ledger.backend.insert(connection, tables[table], rows)
            counts[table] += len(rows)
            heard(len(rows))
        if lines.footer is None:
            raise lines.trouble("it is cut short: its last line, which counts the rows, is missing")
        if counts != lines.footer.rows:
            raise lines.trouble("its last line counts other rows than it holds")
    return counts


class _Lines:
    """The lines of an archive, their lengths limited, with the digest of those read."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._name = name
        self._number = 0
        self._digest = hashlib.sha256()
        self.footer: _Footer | None = None
        begin = stream.read(2)
        stream.seek(0)
        unpacked = gzip.GzipFile(fileobj=stream) if begin == _GZIP else stream
        self._stream = cast("BinaryIO", unpacked)

    def trouble(self, problem: str) -> LedgerError:
        return LedgerError(
            f"cannot import {self._name}: {problem}; nothing was stored, so get the archive anew "
            "and run the same command again"
        )

    def _line(self, longest: int) -> bytes:
        try:
            line = self._stream.readline(longest + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise self.trouble(f"it is damaged or cut short ({error})") from error
        self._number += bool(line)
        if len(line) > longest:
            raise self.trouble(f"line {self._number} is longer than {longest:,} bytes")
        return line

    def header(self) -> _Header:
        """Read the first line, and refuse what is no archive that this salient can take in."""
        foreign = "it is no ledger's archive; give a file that salient ledger export wrote"
        try:
            line = self._line(_FIRST_LINE)
            found = msgspec.json.decode(line, type=_Header)
        except LedgerError as error:
            if "is longer than" not in str(error):
                raise
            raise LedgerError(f"cannot import {self._name}: {foreign}") from error
        except (msgspec.DecodeError, UnicodeError) as error:
            raise LedgerError(f"cannot import {self._name}: {foreign}") from error
        self._digest.update(line)
        if found.salient_ledger > ARCHIVE_FORMAT or found.schema_version > SCHEMA_VERSION:
            raise LedgerVersionError(
                f"cannot import {self._name}: salient {found.salient_version} wrote it, with "
                f"schema version {found.schema_version}, and this salient reads up to "
                f"{SCHEMA_VERSION}; bring salient up to date with: pip install --upgrade salient"
            )
        return found

    def rows(self) -> Iterator[tuple[str, msgspec.Raw]]:
        """Yield table and row of each line up to the last, which becomes `footer`."""
        split = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
        while line := self._line(_LONGEST_LINE):
            try:
                found = split(line)
            except (msgspec.DecodeError, UnicodeError) as error:
                raise self.trouble(f"line {self._number} is no JSON object ({error})") from error
            if len(found) != 1:
                self._end(line)
                return
            self._digest.update(line)
            yield next(iter(found.items()))

    def _end(self, line: bytes) -> None:
        try:
            self.footer = msgspec.json.decode(line, type=_Footer)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise self.trouble(f"line {self._number} is no row of a table ({error})") from error
        if self.footer.sha256 != self._digest.hexdigest():
            raise self.trouble("its content is not what its digest says, so it was changed")
        if self._line(_FIRST_LINE):
            raise self.trouble(f"line {self._number} stands after the last")

    def row(self, table: str, raw: msgspec.Raw, decoders: dict[str, Any]) -> Row:
        """Read one row by its table's columns, in their order."""
        decoder = decoders.get(table)
        if decoder is None:
            raise self.trouble(f"line {self._number} is of a table {table[:80]!r}, unknown here")
        try:
            values = msgspec.structs.astuple(decoder.decode(raw))
            return tuple(
                bytes(value).decode() if isinstance(value, msgspec.Raw) else value
                for value in values
            )
        except (msgspec.DecodeError, UnicodeError) as error:
            problem = f"line {self._number} is no row of {table!r} ({error})"
            raise self.trouble(problem) from error


def _grouped(lines: _Lines, decoders: dict[str, Any]) -> Iterator[tuple[str, list[Row]]]:
    """Gather the rows of one table that follow each other, up to a thousand."""
    table, rows = "", list[Row]()
    for name, raw in lines.rows():
        if rows and (name != table or len(rows) >= _CHUNK):
            yield table, rows
            rows = []
        table = name
        rows.append(lines.row(name, raw, decoders))
    if rows:
        yield table, rows
