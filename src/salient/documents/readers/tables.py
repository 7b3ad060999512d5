"""CSV and its relatives: a header with the contract's keys, one document a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from salient.documents.assembly import Draft
from salient.documents.readers.records import KEYS, draft_of_record
from salient.documents.refusals import RefusalError, refuse
from salient.documents.sources import Source
from salient.model import Rejected

__all__ = ["TableReader", "header_of", "records_of"]

_DELIMITERS = (",", ";", "\t", "|")
_LINE_END = re.compile(r"[\r\n]")
_COLUMN = re.compile(r"\w[\w .-]{0,60}")


class TableReader:
    """Reads rows under a header that has a column `text`; comma, semicolon, tab or bar between."""

    name = "CSV"
    suffixes = frozenset({".csv", ".tsv", ".tab"})

    def recognises(self, source: Source) -> bool:
        """Whether the first line is a header with `text` and another of the contract's keys."""
        columns = header_of(source.head_text)[0]
        known = set(columns) & set(KEYS)
        plausible = all(_COLUMN.fullmatch(column) for column in columns)
        return plausible and "text" in known and len(known) > 1

    def read(self, source: Source) -> Iterator[Draft | Rejected]:
        """One draft a row; a row of another width than the header is refused, not guessed at."""
        decoded = source.read_text(source.limits.whole, "a table")
        text = decoded.text.lstrip("\ufeff")
        columns, delimiter = header_of(text)
        if "text" not in columns:
            found = ", ".join(f"'{column}'" for column in columns[:12]) or "no header"
            raise RefusalError(
                "no-text", f"has no column 'text' but {found}; name the column of the words 'text'"
            )
        twice = sorted({column for column in columns if columns.count(column) > 1} & set(KEYS))
        if twice:
            raise RefusalError("bad-csv", f"has the column '{twice[0]}' twice; name one otherwise")
        for where, record in records_of(source.name, text, columns, delimiter):
            yield record if isinstance(record, Rejected) else draft_of_record(where, record)


def header_of(text: str) -> tuple[list[str], str]:
    """Return a table's column names in lower case, and what stands between them."""
    line = _LINE_END.split(text.lstrip("\ufeff"), maxsplit=1)[0][:4096]
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        names = []
    return [name.strip().lower() for name in names], delimiter


def records_of(
    name: str, text: str, columns: list[str], delimiter: str
) -> Iterator[tuple[str, dict[str, str] | Rejected]]:
    """Yield each row below the header, with where it stands, as a record or a refusal.

    Raises RefusalError where the table breaks off, and where it has no rows.
    """
    # The module's own ceiling of 128 kB is below the length of a long report; it can only be
    # raised for the whole process, and raising it harms nobody.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found = False
    line = 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error as problem:
            raise RefusalError(
                "bad-csv",
                f"line {line} begins a row that is no CSV ({problem}); it and what follows it were "
                "not read. Close the quotation mark, or double it inside a quoted text",
            ) from None
        if row is None:
            break
        if row and line > 1:
            found = True
            yield f"{name}:{line}", _of_row(f"{name}:{line}", row, columns)
        line = rows.line_num + 1
    if not found:
        raise RefusalError("empty", "has a header and no rows")


def _of_row(where: str, row: list[str], columns: list[str]) -> dict[str, str] | Rejected:
    if len(row) != len(columns):
        return refuse(
            where,
            "bad-row",
            f"the row has {len(row)} fields where the header has {len(columns)}; "
            "put texts with commas or line ends between quotation marks",
        )
    return dict(zip(columns, row, strict=True))
