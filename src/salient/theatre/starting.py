"""Starting-control files: who holds each place on a theatre's first day."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO

from salient.errors import TheatreError
from salient.model import StartingControl
from salient.model.control import CONTESTED
from salient.theatre.findings import ERROR, WARNING, Finding

__all__ = ["StartRow", "latest_day", "on_first_day", "read_start"]

_COLUMNS = "place_id (or geonames_id), date, control"


class StartRow(NamedTuple):
    """One row of a starting-control file, with its line."""

    line: int
    place_id: str
    day: date
    control: str


def read_start(
    path: Path, side_ids: Iterable[str] | None, findings: list[Finding]
) -> list[StartRow]:
    """Read the rows of a starting-control file, a CSV as it is or gzipped.

    `control` of a row is a side's id as the theatre spells it, or `contested`; rows with an empty
    `control` (not known) are left out. With `side_ids` None any id is taken, in the file's own
    spelling. Rows that cannot be used become findings. Ids of places are not looked up.

    Raises TheatreError where the file cannot be read or has no usable header.
    """
    spelling = None if side_ids is None else {side.upper(): side for side in side_ids}
    days: dict[str, date] = {}
    rows = []
    for line, place_id, day_text, control_text in _cells(path):
        problem = None
        day = days.get(day_text) or _day(day_text)
        control = _control(control_text, spelling)
        if not place_id:
            problem = "has no place_id"
        elif day is None:
            problem = f"has the date {day_text!r}; write it as 2022-04-20"
        elif control is None:
            allowed = ", ".join([*(spelling or {}).values(), "CONTESTED"])
            problem = f"has control by {control_text!r}, which is no side; allowed are: {allowed}"
        if problem is not None:
            findings.append(Finding(ERROR, f"{path}:{line}: {place_id or 'a row'} {problem}"))
        elif day is not None and control:
            days[day_text] = day
            rows.append(StartRow(line, place_id, day, control))
    return rows


def _cells(path: Path) -> Iterator[tuple[int, str, str, str]]:
    try:
        with _open(path) as stream:
            table = csv.reader(stream)
            header = [cell.strip().lower() for cell in next(table, [])]
            id_column, prefix = _id_column(path, header)
            day_column, control_column = header.index("date"), header.index("control")
            width = max(id_column, day_column, control_column)
            for cells in table:
                if not cells:
                    continue
                if len(cells) <= width:
                    raise TheatreError(
                        f"{path}:{table.line_num}: has {len(cells)} of {len(header)} columns; "
                        "mend or remove the row"
                    )
                identifier = cells[id_column].strip()
                yield (
                    table.line_num,
                    prefix + identifier if identifier else "",
                    cells[day_column].strip(),
                    cells[control_column].strip(),
                )
    except OSError as error:
        raise TheatreError(
            f"{path}: cannot be read: {error.strerror or error}; give a CSV file with the "
            f"columns {_COLUMNS}, as it is or gzipped"
        ) from error
    except (EOFError, zlib.error) as error:
        raise TheatreError(f"{path}: is a damaged gzip file: {error}") from error
    except UnicodeDecodeError as error:
        raise TheatreError(f"{path}: is not UTF-8 text; save the file in UTF-8") from error
    except csv.Error as error:
        raise TheatreError(f"{path}: is no CSV file: {error}") from error


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _id_column(path: Path, header: list[str]) -> tuple[int, str]:
    missing = [name for name in ("date", "control") if name not in header]
    if "place_id" not in header and "geonames_id" not in header:
        missing.insert(0, "place_id (or geonames_id)")
    if missing:
        found = ", ".join(header) if any(header) else "no header at all"
        raise TheatreError(
            f"{path}:1: a starting-control file needs the columns {_COLUMNS}; "
            f"found {found}; missing: {', '.join(missing)}"
        )
    if "place_id" in header:
        return header.index("place_id"), ""
    return header.index("geonames_id"), "geonames:"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _control(text: str, spelling: dict[str, str] | None) -> str | None:
    upper = text.upper()
    if not text:
        return ""
    if upper == CONTESTED.upper():
        return CONTESTED
    return text if spelling is None else spelling.get(upper)


def latest_day(rows: Iterable[StartRow]) -> date | None:
    """Return the last date, the day from which all rows are known; None for no rows."""
    return max((row.day for row in rows), default=None)


def on_first_day(
    path: Path, rows: Iterable[StartRow], first_day: date, findings: list[Finding]
) -> tuple[StartingControl, ...]:
    """Control on `first_day`: of each place the latest row up to that day.

    Rows of later days are left out with a finding, for estimates begin on the first day. Two rows
    of one place and day that disagree are an error.
    """
    held: dict[str, StartRow] = {}
    later = 0
    for row in rows:
        if row.day > first_day:
            later += 1
            continue
        before = held.get(row.place_id)
        if before is None or row.day > before.day:
            held[row.place_id] = row
        elif row.day == before.day and row.control != before.control:
            findings.append(
                Finding(
                    ERROR,
                    f"{path}:{row.line}: {row.place_id} is {row.control} on {row.day}, but "
                    f"{before.control} in line {before.line}; keep one of the two rows",
                )
            )
    if later:
        findings.append(
            Finding(
                WARNING,
                f"{path}: {later} rows are later than the first day, {first_day}, and are left "
                "out; change first_day in theatre.toml if they should count",
            )
        )
    return tuple(
        StartingControl(place_id=row.place_id, day=first_day, control=row.control)
        for row in held.values()
    )
