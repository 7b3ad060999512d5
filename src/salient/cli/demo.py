"""`salient demo`: the main job on the reports that ship."""

from __future__ import annotations

from pathlib import Path

import click

from salient.cli.inputs import name_refusals
from salient.cli.options import open_bench, say
from salient.cli.progress import Progress
from salient.cli.writing import text_output
from salient.errors import OutputError

__all__ = ["demo"]

DAY = "2022-05-14"
_TOLD = {
    "assessment.html": "the assessment as a page with its map: open it in a browser",
    "assessment.md": "the same as text",
    "map.png": "the map for print",
    "control.geojson": "the estimates for a map program",
    "control.csv": "the estimates as a table",
    "claims.jsonl": "the claims that the assessment rests on, one JSON object a line",
    "ledger.db": "the ledger, with all reports and claims",
}


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
            f"cannot make the folder {out} ({error.strerror}); give --out a folder that you may "
            "write"
        ) from error
    _fill(out)
    width = max(len(str(out / name)) for name in _TOLD)
    click.echo("Open these:")
    for name, told in _TOLD.items():
        click.echo(f"  {out / name!s:<{width}}  {told}")
    click.echo(f"Ask for more:\n  salient why --ledger {out / 'ledger.db'} Izium --on {DAY}")


def _fill(out: Path) -> None:
    from salient.assessment import write_assessment
    from salient.documents import DocumentDefaults
    from salient.theatre import example_reports
    from salient.workbench import documents_in

    ledger = out / "ledger.db"
    say(f"Reading the example's reports into {ledger}")
    with open_bench(str(ledger), "ukraine", create=True) as bench:
        defaults = DocumentDefaults(timezone=bench.theatre.timezone)
        with Progress("reading", "reports") as progress:
            summary = bench.add_documents(
                documents_in([str(example_reports())], defaults), heard=lambda _: progress.step()
            )
        name_refusals(summary.refused)
        stats = bench.ledger.stats()
        say(f"{stats.documents} reports, {stats.current_claims} claims. Assessing {DAY}")
        with text_output(out / "control.csv") as stream:
            bench.control(on=DAY).write_csv(stream)
        write_assessment(bench.assess(DAY), out)
