"""`salient disagreement`."""

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
    open_bench,
    out_option,
    say,
    settings_option,
    theatre_option,
)
from salient.cli.writing import text_output

__all__ = ["disagreement"]

Rows = Iterable[dict[str, Any]]


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@settings_option
@day_option("--on", required=True, help="The day.")
@click.option("--sources", multiple=True, metavar="NAME",
              help="Compare this institution: a holder or publisher by any of its names. May be "
              "given several times; without it, the six with most evidence and each side's own "
              "institutions together.")  # fmt: skip
@known_by_option
@as_known_option
@click.option("--format", "form", type=click.Choice(["csv", "geojson", "jsonl"]), default="csv",
              show_default=True, help="How to write the answer.")  # fmt: skip
@out_option
def disagreement(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    settings: Path | None,
    on: date,
    form: str,
    out: Path | None,
    **asked: Any,
) -> None:
    """Show over which settlements institutions conflict, each by its own claims alone.

    A row for each settlement that two of them give to different sides with 60 % or more, the
    sharpest conflict first, beside the estimate from all claims.
    """
    with (
        open_bench(ledger, theatre, gazetteers, settings=settings) as bench,
        text_output(out) as stream,
    ):
        found = bench.disagreement(on, **asked)
        _WRITERS[form](stream, found.columns, found.rows())
    counts = ", ".join(f"{name} ({n})" for name, n in found.evidence.items())
    say(f"compared, with how many pieces of evidence: {counts or 'nobody, as no claim bears'}")


def _write_csv(stream: TextIO, columns: list[str], rows: Rows) -> None:
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _write_jsonl(stream: TextIO, _columns: list[str], rows: Rows) -> None:
    stream.writelines(msgspec.json.encode(_listed(row)).decode() + "\n" for row in rows)


def _write_geojson(stream: TextIO, _columns: list[str], rows: Rows) -> None:
    features = []
    for row in rows:
        point = [row.pop("longitude"), row.pop("latitude")]
        geometry = {"type": "Point", "coordinates": point}
        features.append({"type": "Feature", "geometry": geometry, "properties": _listed(row)})
    collection = {"type": "FeatureCollection", "features": features}
    stream.write(msgspec.json.encode(collection).decode() + "\n")


def _listed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the claims as lists, as JSON can hold them."""
    return {
        key: [c for c in value.split("|") if c] if key.startswith("claims_") else value
        for key, value in row.items()
    }


_WRITERS = {"csv": _write_csv, "geojson": _write_geojson, "jsonl": _write_jsonl}
