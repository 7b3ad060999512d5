"""`salient control`, `salient why` and `salient assess`."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click
import msgspec

from salient.assessment import write_assessment
from salient.cli.options import gazetteer_option, ledger_option, open_bench, out_option, theatre_option
from salient.cli.writing import text_output
from salient.errors import UsageError
from salient.workbench import Why

__all__ = ["assess", "control", "why"]


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--on", metavar="DATE", help="One day.")
@click.option("--from", "first", metavar="DATE", help="The first of several days.")
@click.option("--to", "last", metavar="DATE", help="The last of several days.")
@click.option("--places", type=click.Path(path_type=Path), metavar="FILE",
              help="Limit the answer to the place ids in this file, one a line.")  # fmt: skip
@click.option("--known-by", metavar="DATE", help="Use only what was published by the end of this day.")
@click.option("--as-known", is_flag=True, help="Give each day as it was known at its end.")
@click.option("--format", "form", type=click.Choice(["csv", "geojson", "parquet"]), default="csv",
              show_default=True)  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=None, metavar="FILE",
              help="Write here instead of to standard output (parquet needs it).")  # fmt: skip
def control(
    ledger: str,
    theatre: str,
    gazetteers: tuple[str, ...],
    on: str | None,
    first: str | None,
    last: str | None,
    places: Path | None,
    known_by: str | None,
    as_known: bool,  # noqa: FBT001 - click passes options by name
    form: str,
    out: Path | None,
) -> None:
    """Who likely holds each settlement, on a day or on each of several days.

    A probability for each side and for contested, which sum to 1; the likeliest state and since
    when; and the claims that moved the estimate most.
    """
    with open_bench(ledger, theatre, gazetteers, read_only=True) as bench:
        wanted = None if places is None else _ids(places, set(bench.ground.places))
        picture = bench.control(
            on=on, first=first, last=last, places=wanted, known_by=known_by, as_known=as_known
        )
    if form == "parquet":
        if out is None:
            raise UsageError("--format parquet needs --out FILE, as it is no text")
        import pyarrow.parquet as pq

        pq.write_table(picture.to_arrow(), out)
        return
    with text_output(out) as stream:
        if form == "csv":
            picture.write_csv(stream)
        else:
            stream.write(picture.to_geojson())


def _ids(file: Path, known: set[str]) -> list[str]:
    """The place ids in a file; a bare number is a GeoNames id. Unknown ones are left out, named."""
    try:
        lines = file.read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"--places {file} cannot be read ({error}); give a text file with one place id a line"
        ) from error
    ids = [line if ":" in line else f"geonames:{line}" for line in lines]
    unknown = [i for i in ids if i not in known]
    if unknown:
        click.echo(
            f"{file}: {len(unknown)} of {len(ids)} ids are no places of the theatre and are left "
            f"out, the first {unknown[0]}",
            err=True,
        )
    return [i for i in dict.fromkeys(ids) if i in known]


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@click.argument("place")
@click.option("--on", required=True, metavar="DATE", help="The day.")
@click.option("--known-by", metavar="DATE", help="Use only what was published by the end of this day.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--limit", default=12, show_default=True, help="Claims to print, the heaviest first.")
@out_option
def why(
    ledger: str,
    theatre: str,
    gazetteers: tuple[str, ...],
    place: str,
    on: str,
    known_by: str | None,
    form: str,
    limit: int,
    out: Path | None,
) -> None:
    """The claims behind the estimate of a PLACE (a name or an id), each with its weight."""
    with open_bench(ledger, theatre, gazetteers, read_only=True) as bench:
        _, others = bench.ground.find(place)
        answer = bench.why(place, on, known_by=known_by)
    if others:
        named = ", ".join(f"{p.place_id} ({p.admin1 or '?'})" for p in others[:5])
        click.echo(f"{place} is taken for {answer.place.place_id}; also so named: {named}", err=True)
    with text_output(out) as stream:
        if form == "jsonl":
            for row in answer.rows():
                stream.write(msgspec.json.encode(row).decode() + "\n")
        else:
            stream.write(_told(answer, limit))


def _told(answer: Why, limit: int) -> str:
    estimate, explanation = answer.estimate, answer.explanation
    shares = ", ".join(f"{state} {p:.2f}" for state, p in estimate.probabilities.items())
    lines = [
        f"{answer.place.name} ({answer.place.place_id}) on {estimate.day.isoformat()}: {estimate.state}",
        f"  probabilities  {shares}",
        f"  since          {estimate.since.isoformat()}",
        f"  from evidence  {estimate.evidence:.0%} of the certainty; the rest persists from before",
        f"  log-odds for {explanation.side}: {explanation.log_odds:+.2f} = "
        f"{explanation.prior:+.2f} from the start {explanation.log_odds - explanation.prior:+.2f} from claims",
        "",
    ]
    rows = list(answer.rows())
    if not rows:
        lines.append("No claim bears on it: the estimate rests on the starting control alone.")
    for row in rows[:limit]:
        lines.append(
            f"{row['weight']:+7.2f}  {row['published'][:10]}  {' > '.join(row['holders'])}: "
            f"{row['event_type']}, {row['polarity']}, {row['mood']}  ({row['distance_km']:.0f} km off)"
        )
        lines += textwrap.wrap(f"“{' '.join(row['quote'].split())}”", 92, initial_indent=" " * 9,
                               subsequent_indent=" " * 9)  # fmt: skip
        lines.append(f"         {row['claim_id']}  {row['url'] or row['document_id']}")
    if len(rows) > limit:
        rest = sum(row["weight"] for row in rows[limit:])
        lines.append(f"{rest:+7.2f}  {len(rows) - limit} further claims; --limit shows more")
    return "\n".join(lines) + "\n"


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--on", required=True, metavar="DATE", help="The day to assess.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Folder for assessment.md, assessment.html, map.png, control.geojson and claims.jsonl.")  # fmt: skip
def assess(ledger: str, theatre: str, gazetteers: tuple[str, ...], on: str, out: Path) -> None:
    """Write the assessment of one day, from what was published by its end."""
    with open_bench(ledger, theatre, gazetteers, read_only=True) as bench:
        found = bench.assess(on)
    for path in write_assessment(found, out):
        click.echo(str(path))

