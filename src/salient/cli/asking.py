"""`salient control`, `salient why` and `salient assess`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from salient.cli.fitting import ControlCommand
from salient.cli.listing import name_unknown, place_ids, places_option
from salient.cli.options import (
    as_known_option,
    day_option,
    gazetteer_option,
    known_by_option,
    ledger_option,
    only_source_option,
    open_bench,
    out_option,
    say,
    settings_option,
    theatre_option,
    without_source_option,
)
from salient.cli.telling import told
from salient.cli.writing import output_file, text_output

if TYPE_CHECKING:
    from salient.workbench import ControlPicture

__all__ = ["assess", "control", "why"]


@click.command(
    cls=ControlCommand,
    epilog="`salient control fit` estimates the constants of the model from who held places.",
)
@ledger_option
@theatre_option
@gazetteer_option
@settings_option
@day_option("--on", help="One day.")
@day_option("--from", "first", help="The first of several days.")
@day_option("--to", "last", help="The last of several days.")
@places_option("Limit the answer to the place ids in this file, one a line.")
@known_by_option
@as_known_option
@only_source_option
@without_source_option
@click.option("--format", "form", type=click.Choice(["csv", "geojson", "parquet"]), default="csv",
              show_default=True, help="How to write the answer.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write here instead of to standard output; parquet needs it.")  # fmt: skip
def control(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    settings: Path | None,
    places: Path | None,
    form: str,
    out: Path | None,
    **asked: Any,
) -> None:
    """Say who likely holds each settlement, on a day or on each of several days.

    A probability for each side and for contested, which sum to 1; the likeliest state and since
    when; and the claims that moved the estimate most.
    """
    _check_days(asked["on"], asked["first"], asked["last"])
    if form == "parquet" and out is None:
        raise click.UsageError("--format parquet needs --out FILE, as it is no text")
    with open_bench(ledger, theatre, gazetteers, settings=settings) as bench:
        unknown: list[str] = []
        if places is not None:
            asked["places"], unknown = place_ids(places, bench.ground.places)
        _write(lambda: bench.control(**asked), form, out)
    name_unknown(places, unknown)


def _check_days(on: date | None, first: date | None, last: date | None) -> None:
    one = on is not None and first is None and last is None
    several = on is None and first is not None and last is not None
    if not one and not several:
        raise click.UsageError("give one day as --on DATE, or several as --from DATE --to DATE")


def _write(ask: Any, form: str, out: Path | None) -> None:
    """Write the picture that `ask` makes; whether it can be written is found before it is made."""
    if form == "parquet" and out is not None:
        with output_file(out) as path:
            _write_parquet(ask(), path)
        return
    with text_output(out) as stream:
        picture: ControlPicture = ask()
        if form == "csv":
            picture.write_csv(stream)
        else:
            picture.write_geojson(stream)


def _write_parquet(picture: ControlPicture, path: Path) -> None:
    table = picture.to_arrow()
    import pyarrow.parquet as pq

    pq.write_table(table, path)


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@settings_option
@click.argument("place")
@day_option("--on", required=True, help="The day.")
@known_by_option
@as_known_option
@click.option("--without-source", "without_sources", multiple=True, metavar="NAME",
              help="Tell also what it would be without what this source holds or passes on. May be "
              "given several times.")  # fmt: skip
@click.option("--without-claim", "without_claims", multiple=True, metavar="ID",
              help="Tell also what it would be without this claim. May be given several "
              "times.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True,
              help="Text to read; one JSON object; or one JSON object a claim.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), default=12, show_default=True,
              help="Claims to print as text, the heaviest first.")  # fmt: skip
@out_option
def why(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    settings: Path | None,
    place: str,
    form: str,
    limit: int,
    out: Path | None,
    **asked: Any,
) -> None:
    """Show the claims behind the estimate of a PLACE (a name or an id), each with its weight."""
    with open_bench(ledger, theatre, gazetteers, settings=settings) as bench:
        answer = bench.why(place, **asked)
    if answer.namesakes:
        others = ", ".join(f"{p.place_id} (admin1 {p.admin1 or '?'})" for p in answer.namesakes[:5])
        more = f" and {len(answer.namesakes) - 5} more" if len(answer.namesakes) > 5 else ""
        say(
            f"{place}: taken for {answer.place.place_id} (admin1 {answer.place.admin1 or '?'}), "
            f"the most populous; give an id for another: {others}{more}"
        )
    with text_output(out) as stream:
        if form == "text":
            stream.write(told(answer, limit))
        else:
            rows = [answer.record()] if form == "json" else answer.rows()
            stream.writelines(msgspec.json.encode(row).decode() + "\n" for row in rows)


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@settings_option
@day_option("--on", required=True, help="The day to assess.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path),
              metavar="DIR", help="Folder for assessment.md, assessment.html, map.png, "
              "control.geojson and claims.jsonl.")  # fmt: skip
def assess(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    settings: Path | None,
    on: date,
    out: Path,
) -> None:
    """Write the assessment of one day, from what was published by its end."""
    with open_bench(ledger, theatre, gazetteers, settings=settings) as bench:
        found = bench.assess(on)
    from salient.assessment import write_assessment

    for path in write_assessment(found, out):
        click.echo(str(path))
