"""`salient fronts`, `salient areas` and `salient changes`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec

from salient.cli.options import (
    as_known_option,
    day_option,
    gazetteer_option,
    known_by_option,
    ledger_option,
    only_source_option,
    open_bench,
    out_option,
    theatre_option,
    without_source_option,
)
from salient.cli.writing import text_output

__all__ = ["areas", "changes", "fronts"]


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@day_option("--on", required=True, help="The day.")
@known_by_option
@as_known_option
@only_source_option
@without_source_option
@out_option
def fronts(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    on: date,
    out: Path | None,
    **asked: Any,
) -> None:
    """Draw front lines and areas of one day, as GeoJSON.

    Each feature has a `layer`: `area` (ground by likeliest state), `front` (the line between two
    sides, with its length) and `band` (the ground on which the line may lie: no side has 80 %
    against the others there).
    """
    with open_bench(ledger, theatre, gazetteers) as bench, text_output(out) as stream:
        territory = bench.territory(on=on, **asked)
        _write_json(territory.fronts_geojson(on), stream)


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@day_option("--on", help="One day.")
@day_option("--from", "first", help="The first of several days.")
@day_option("--to", "last", help="The last of several days.")
@known_by_option
@as_known_option
@only_source_option
@without_source_option
@out_option
def areas(
    *, ledger: str, theatre: str, gazetteers: tuple[Path, ...], out: Path | None, **asked: Any
) -> None:
    """Say how much ground and how many people each side holds, by region and day, as CSV.

    Expected values, each with an interval of 90 %; population as the gazetteer has it, before the
    war.
    """
    with open_bench(ledger, theatre, gazetteers) as bench, text_output(out) as stream:
        _write_rows(bench.territory(**asked).held(), stream)


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@day_option("--from", "first", required=True, help="The earlier day.")
@day_option("--to", "last", required=True, help="The later day.")
@known_by_option
@as_known_option
@only_source_option
@without_source_option
@click.option("--format", "form", type=click.Choice(["csv", "geojson"]), default="csv",
              show_default=True,
              help="A table of settlements, or the ground that changed.")  # fmt: skip
@out_option
def changes(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    first: date,
    last: date,
    form: str,
    out: Path | None,
    **asked: Any,
) -> None:
    """Say what changed between two days: settlements as CSV, or ground as GeoJSON."""
    with open_bench(ledger, theatre, gazetteers) as bench, text_output(out) as stream:
        territory = bench.territory(first=first, last=last, ends=True, **asked)
        if form == "geojson":
            _write_json(territory.changes_geojson(first, last), stream)
        else:
            _write_rows(territory.changes(first, last), stream, _CHANGES)


_CHANGES = (
    "place_id", "name", "latitude", "longitude", "admin1", "before", "after", "p_before",
    "p_after", "claims",
)  # fmt: skip


def _write_json(value: Mapping[str, Any], stream: TextIO) -> None:
    stream.write(msgspec.json.encode(value).decode() + "\n")


def _write_rows(
    rows: Iterable[Mapping[str, Any]], stream: TextIO, columns: tuple[str, ...] = ()
) -> None:
    """Write rows as CSV; `columns` head the table where there may be no row."""
    writer = csv.writer(stream, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    for number, row in enumerate(rows):
        if number == 0 and not columns:
            writer.writerow(row)
        writer.writerow(row.values())
