"""`salient drawn`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from salient.cli.options import (
    day_option,
    gazetteer_option,
    ledger_option,
    open_bench,
    say,
    theatre_option,
)

__all__ = ["drawn"]


def _sides(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    sides: dict[str, str] = {}
    for value in values:
        side, equals, stated = value.partition("=")
        if not side:
            raise click.BadParameter(
                f"{value!r} names no side; give SIDE, or SIDE=VALUE with --property",
                ctx=context, param=parameter,
            )  # fmt: skip
        sides[stated if equals else ""] = side
    return sides


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--holder", required=True, metavar="NAME", help="Who drew the map.")
@day_option("--on", required=True, help="The day that the map shows.")
@click.option("--property", "property_name", metavar="NAME",
              help="The property of a feature that says who holds its ground.")  # fmt: skip
@click.option("--held", "sides", multiple=True, required=True, metavar="SIDE[=VALUE]",
              callback=_sides,
              help="Whose ground the polygons are: a side alone for all of them, or, with "
              "--property, a side and the value that stands for it. May be given several "
              "times.")  # fmt: skip
@click.option("--rest", metavar="SIDE",
              help="The side that holds what no polygon covers; left out, the map says nothing of "
              "it.")  # fmt: skip
@click.option("--within", "within_km", type=click.FloatRange(min=0), default=25.0,
              show_default=True, metavar="KM",
              help="Claims are made of settlements this near to a line of the map; 0 for "
              "all.")  # fmt: skip
@click.option("--url", help="Where the map was published.")
def drawn(
    *,
    file: Path,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    holder: str,
    on: date,
    property_name: str | None,
    sides: dict[str, str],
    rest: str | None,
    within_km: float,
    url: str | None,
) -> None:
    """Add a map that an institution drew, a GeoJSON FILE of polygons, as claims of its own.

    A map is never taken as the truth: each settlement near a line becomes a claim that its holder
    makes of that day, weighed like the claims of its texts.
    """
    if (property_name is None) != ("" in sides and len(sides) == 1):
        raise click.UsageError(
            "with --property give --held SIDE=VALUE for each side; without it --held SIDE, once"
        )
    from salient.workbench.drawn import Legend, draw_reading, read_drawn_map

    legend = Legend(property=property_name, sides=sides, rest=rest)
    with open_bench(ledger, theatre, gazetteers, create=True) as bench:
        shown = read_drawn_map(file, holder=holder, day=on, legend=legend, url=url)
        reading = draw_reading(shown, bench.ground, within_km=within_km)
        report = bench.ledger.add(reading, datetime.now(UTC), theatre=bench.theatre.name)
        say(
            f"{bench.ledger.target}: map of {on} by {holder}: "
            + (f"{report.claims:,} claims added" if report.claims else "there already")
        )
