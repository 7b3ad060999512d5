"""`salient sources`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
import msgspec

from salient.cli.options import (
    day_option,
    gazetteer_option,
    ledger_option,
    open_bench,
    out_option,
    say,
    settings_option,
    theatre_option,
)
from salient.cli.writing import text_output

if TYPE_CHECKING:
    from salient.workbench.sources import HolderRecord

__all__ = ["sources"]

_NAME = 52
_STANCES = {"own": "own side", "against": "against it", "none": ""}


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@day_option(
    "--on", help="The records as they stood at the end of this day; else of the last claim's."
)
@click.option("--least", type=click.IntRange(min=1), default=5, show_default=True,
              help="Claims that a holder has at least.")  # fmt: skip
@settings_option
@click.option("--format", "form", type=click.Choice(["text", "csv", "jsonl"]), default="text",
              show_default=True,
              help="Text to read, a row for each holder and kind, or one JSON object a holder.",
              )  # fmt: skip
@out_option
def sources(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    on: date | None,
    least: int,
    settings: Path | None,
    form: str,
    out: Path | None,
) -> None:
    """Show each holder's record: claims, borne out, contradicted, lean, delay.

    A claim about who holds a place is judged ten days after it was published, by what all reports
    made likely then, if somebody else had told the same.
    """
    with open_bench(ledger, theatre, gazetteers, settings=settings) as bench:
        found = bench.sources(on, least=least)
    with text_output(out) as stream:
        if form == "jsonl":
            stream.writelines(msgspec.json.encode(r.as_json()).decode() + "\n" for r in found)
        elif form == "csv":
            _write_csv(stream, found)
        else:
            stream.writelines(line + "\n" for line in _told(found))
    if not found:
        say(
            f"no holder has {least} claims about who holds a place; "
            "--least 1 shows those with fewer"
        )


def _write_csv(stream: TextIO, found: Sequence[HolderRecord]) -> None:
    from salient.workbench.sources import COLUMNS

    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for record in found for row in record.rows())


def _told(found: Sequence[HolderRecord]) -> Iterator[str]:
    if not found:
        return
    yield f"Records at the end of {found[0].on}, for claims about who holds a place"
    yield (
        f"{'':{_NAME}}{'claims':>7}{'borne out':>11}{'contradicted':>14}{'undecided':>11}"
        f"{'open':>6}{'delay':>7}  holds up in"
    )
    for record in found:
        yield ""
        total, *kinds = record.rows()
        side = f" ({total['side']})" if total["side"] else ""
        lean = "" if total["lean"] is None else f", lean {total['lean']:+.2f}"
        yield _line(f"{record.holder[: _NAME - 6]}{side}", total) + lean
        for row in kinds:
            yield _line(f"  {row['kind']:<12}{_STANCES[row['stance']]}", row)


def _line(name: str, row: dict[str, Any]) -> str:
    delay = "" if row["delay"] is None else f"{row['delay']:.1f}d"
    return (
        f"{name:<{_NAME}}{row['claims']:>7}{row['borne_out']:>11}{row['contradicted']:>14}"
        f"{row['undecided']:>11}{row['open']:>6}{delay:>7}  "
        f"{row['reliability']:.0%} ({row['low']:.0%} to {row['high']:.0%})"
    )
