"""Who held places, from a file, to fit the model against or to score it."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from salient.control import Truth
from salient.errors import UsageError
from salient.model import CONTESTED

__all__ = ["read_truth"]


def read_truth(path: Path, sides: Sequence[str]) -> Truth:
    """Read a CSV (also .gz) with `place_id` or `geonames_id`, `date` and `control`.

    One row a change, as in a starting-control file: from its date the place is held by a side of
    `sides`, is contested, or (empty) not known. UsageError names the first row that is not so.
    """
    spelling = {side.upper(): side for side in sides} | {CONTESTED.upper(): CONTESTED}
    states: dict[str, list[tuple[date, str | None]]] = defaultdict(list)
    for number, place_id, day, control in _rows(path):
        state = spelling.get(control.upper())
        if control and state is None:
            raise UsageError(
                f"--truth {path}:{number} gives control to {control!r}; allowed are "
                f"{', '.join(spelling)} and nothing where it is not known"
            )
        try:
            states[place_id].append((date.fromisoformat(day), state))
        except ValueError as error:
            raise UsageError(
                f"--truth {path}:{number} has the date {day!r}; write it as 2022-04-20"
            ) from error
    return Truth(
        states={place: sorted(rows, key=lambda row: row[0]) for place, rows in states.items()}
    )


def _rows(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Give line number, place id, date and control of each row."""
    try:
        with _open(path) as stream:
            table = csv.DictReader(stream)
            columns = set(table.fieldnames or ())
            id_column = next((c for c in ("place_id", "geonames_id") if c in columns), None)
            if id_column is None or not {"date", "control"} <= columns:
                raise UsageError(
                    f"--truth {path} has the columns {', '.join(sorted(columns)) or 'none'}; it "
                    "needs place_id or geonames_id, date and control"
                )
            for row in table:
                place = row[id_column] or ""
                place = f"geonames:{place}" if id_column == "geonames_id" else place
                yield table.line_num, place, row["date"] or "", row["control"] or ""
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"--truth {path} cannot be read ({error}); give a CSV, also gzipped"
        ) from error


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")
