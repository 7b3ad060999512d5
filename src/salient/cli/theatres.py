"""`salient theatre make` and `salient theatre check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from salient.workbench import check_theatre_folder, make_theatre_folder

__all__ = ["theatre"]

_NAMED = 10


@click.group()
def theatre() -> None:
    """Make and check theatres: the configuration of one conflict."""


@theatre.command("make")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--gazetteer", type=click.Path(path_type=Path), metavar="FILE",
              help="Its places: a GeoNames dump or a CSV with name, latitude, longitude, also .gz.")  # fmt: skip
@click.option("--start", type=click.Path(path_type=Path), metavar="FILE",
              help="Starting control: a CSV with place_id or geonames_id, date, control, also .gz.")  # fmt: skip
@click.option("--extends", default="ukraine", show_default=True, metavar="NAME",
              help="Theatre whose sides, sources and regions it takes over; `none` for a blank one.")  # fmt: skip
@click.option("--name", default=None, help="Its name; the folder's where left out.")
@click.option("--side", "sides", multiple=True, metavar="ID",
              help="A side of a blank theatre; give one for each, at least two.")  # fmt: skip
def make(
    folder: Path,
    gazetteer: Path | None,
    start: Path | None,
    extends: str,
    name: str | None,
    sides: tuple[str, ...],
) -> None:
    """Make a theatre in the folder DIR; use it with `--theatre DIR`."""
    made = make_theatre_folder(
        folder,
        gazetteer=gazetteer,
        start=start,
        extends=None if extends == "none" else extends,
        name=name,
        sides=sides,
    )
    report = made.gazetteer
    if report is not None:
        click.echo(
            f"{report.places} places with {report.names} names; {len(report.duplicates)} ids given "
            f"twice; {report.filled} without a region took that of their neighbours",
            err=True,
        )
        for row in report.broken[:_NAMED]:
            click.echo(str(row), err=True)
        if len(report.broken) > _NAMED:
            click.echo(f"… and {len(report.broken) - _NAMED} more broken rows", err=True)
    click.echo(
        f"made the theatre {made.theatre.name} in {folder}: sides "
        f"{', '.join(made.theatre.side_ids)}; {len(made.theatre.start)} places with starting "
        f"control on {made.theatre.first_day}",
        err=True,
    )


@theatre.command("check")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def check(folder: Path) -> None:
    """Say what is missing or odd in the theatre in DIR; exit 1 if it cannot be loaded."""
    findings = check_theatre_folder(folder)
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.message}")
    if not findings:
        click.echo(f"{folder}: nothing to mend")
    if any(finding.severity == "error" for finding in findings):
        sys.exit(1)
