"""`salient theatre make` and `salient theatre check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from salient.cli.options import say

if TYPE_CHECKING:
    from salient.places import BrokenRow
    from salient.workbench import MadeTheatre

__all__ = ["theatre"]

_NAMED = 10


@click.group()
def theatre() -> None:
    """Make and check theatres: the configuration of one conflict."""


@theatre.command("make")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--gazetteer", type=click.Path(path_type=Path), metavar="FILE",
              help="Its places: a GeoNames dump or a CSV with name, latitude, longitude, also .gz; "
              "or an OpenStreetMap extract (.osm.pbf, extra osm).")  # fmt: skip
@click.option("--start", type=click.Path(path_type=Path), metavar="FILE",
              help="Starting control: a CSV with place_id or geonames_id, date, control; "
              "also .gz.")  # fmt: skip
@click.option("--extends", default="ukraine", show_default=True, metavar="NAME",
              help="Theatre whose sides, sources and regions it takes over; none for a blank "
              "one.")  # fmt: skip
@click.option("--name", default=None, help="Its name; the folder's where left out.")
@click.option("--side", "sides", multiple=True, metavar="ID",
              help="A side of a blank theatre; give one for each, at least two.")  # fmt: skip
def make(
    *,
    folder: Path,
    gazetteer: Path | None,
    start: Path | None,
    extends: str,
    name: str | None,
    sides: tuple[str, ...],
) -> None:
    """Make a theatre in the folder DIR; use it with `--theatre DIR`."""
    from salient.workbench import make_theatre_folder

    _tell_made(
        folder,
        make_theatre_folder(
            folder,
            gazetteer=gazetteer,
            start=start,
            extends=None if extends == "none" else extends,
            name=name,
            sides=sides,
        ),
    )


def _tell_made(folder: Path, made: MadeTheatre) -> None:
    report = made.gazetteer
    if report is not None:
        say(
            f"{report.places:,} places with {report.names:,} names; {len(report.duplicates):,} ids "
            f"given twice; {report.filled:,} places without a region took that of their neighbours"
        )
        _name(report.broken, "rows that cannot be used")
        _name(report.repeated, "rows that give a place again")
    say(
        f"made the theatre {made.theatre.name} in {folder}: sides "
        f"{', '.join(made.theatre.side_ids)}; {len(made.theatre.start):,} places with starting "
        f"control on {made.theatre.first_day}; use it with --theatre {folder}"
    )


def _name(rows: Sequence[BrokenRow], what: str) -> None:
    for row in rows[:_NAMED]:
        say(str(row))
    if len(rows) > _NAMED:
        say(f"… and {len(rows) - _NAMED:,} more {what}")


@theatre.command("check")
@click.argument("folder", metavar="DIR")
def check(folder: str) -> None:
    """Say what is missing or odd in the theatre in DIR; exit 1 if it cannot be loaded.

    DIR may also be the name of a theatre that ships.
    """
    from salient.workbench import check_theatre_folder

    findings = check_theatre_folder(folder)
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.message}")
    if not findings:
        click.echo(f"{folder}: nothing to mend")
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)
