"""`salient demo`: the main job on the reports that ship."""

from __future__ import annotations

from pathlib import Path

import click

from salient.assessment import write_assessment
from salient.cli.adding import report_refusals
from salient.cli.options import open_bench
from salient.cli.progress import Progress
from salient.errors import OutputError
from salient.documents import DocumentDefaults, expand_inputs, read_documents
from salient.theatre import example_reports

__all__ = ["demo"]

DAY = "2022-05-14"


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"),
              show_default=True, metavar="DIR", help="Folder for the results.")  # fmt: skip
def demo(out: Path) -> None:
    """Do the main job on the example: read, keep, estimate, assess one day of a war.

    The example's reports were written for it, from public facts of 20 April to 16 May 2022 around
    Kharkiv, Izium and Sievierodonetsk. Running it again adds nothing twice.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot make the folder {out}: {error.strerror}; give --out a folder that you may write"
        ) from error
    ledger = out / "ledger.db"
    reports = expand_inputs([str(example_reports())])
    click.echo(f"Reading {len(reports)} files of example reports into {ledger}", err=True)
    with open_bench(str(ledger), "ukraine", create=True) as bench:
        defaults = DocumentDefaults(timezone=bench.theatre.timezone)
        with Progress("reading", "reports") as progress:
            summary = bench.add_documents(
                (item for path in reports for item in read_documents(path, defaults)),
                heard=lambda _: progress.step(),
            )
        report_refusals(list(summary.refused))
        stats = bench.ledger.stats()
        click.echo(
            f"{stats.documents} reports, {stats.current_claims} claims. Assessing {DAY}", err=True
        )
        control = out / "control.csv"
        with control.open("w", encoding="utf-8", newline="") as stream:
            bench.control(on=DAY).write_csv(stream)
        files = write_assessment(bench.assess(DAY), out)
    told = {
        "assessment.html": "the assessment as a page with its map; open it in a browser",
        "assessment.md": "the same as text",
        "map.png": "the map for print",
        "control.geojson": "the estimates for a GIS",
        "claims.jsonl": "every claim cited, one JSON object a line",
    }
    click.echo("\nOpen these:")
    for path in files:
        click.echo(f"  {path}  {told.get(path.name, '')}")
    click.echo(f"  {control}  who likely holds each settlement, as a table")
    click.echo(f"  {ledger}  the ledger; ask it: salient why --ledger {ledger} Izium --on {DAY}")
