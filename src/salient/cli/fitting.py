"""`salient control fit`: the constants of the model of control, estimated from a truth."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

import salient
from salient.cli.listing import name_unknown, place_ids, places_option
from salient.cli.options import (
    day_option,
    gazetteer_option,
    ledger_option,
    open_bench,
    say,
    theatre_option,
)
from salient.cli.progress import Progress
from salient.cli.writing import output_file

__all__ = ["ControlCommand", "fit"]


class ControlCommand(click.Command):
    """`salient control`, which has a command of its own beside what it does itself."""

    @property
    def further(self) -> dict[str, click.Command]:
        """Commands that follow this one's name."""
        return {"fit": fit}

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Give the context of the command that follows, if one does."""
        if args and args[0] in self.further:
            name = f"{info_name} {args[0]}"
            return self.further[args[0]].make_context(name, args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command()
@ledger_option
@theatre_option
@gazetteer_option
@click.option("--settings", type=click.Path(path_type=Path), metavar="FILE",
              help="Begin the search at these constants, not at those that ship.")  # fmt: skip
@click.option("--truth", required=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Who held places: a CSV with place_id or geonames_id, date and control, one row "
              "a change, also .gz.")  # fmt: skip
@day_option("--from", "first", required=True, help="The first day to score.")
@day_option("--to", "last", required=True, help="The last day to score.")
@places_option("Score only the place ids in this file, one a line.")
@click.option("--blocks", type=click.IntRange(min=2), default=4, show_default=True,
              help="Blocks of days for cross-validation.")  # fmt: skip
@click.option("--evaluations", type=click.IntRange(min=1), default=60, show_default=True,
              help="Settings to try, for each block and for the whole.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the search.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
              metavar="FILE", help="Write the constants with their provenance here.")  # fmt: skip
def fit(
    *,
    ledger: str,
    theatre: str,
    gazetteers: tuple[Path, ...],
    settings: Path | None,
    truth: Path,
    first: date,
    last: date,
    places: Path | None,
    blocks: int,
    evaluations: int,
    seed: int,
    out: Path,
) -> None:
    """Estimate the constants of the model from who held places, and store them with provenance.

    Every day is scored as it was known at its end, and each block of days under constants fitted
    on the others. `--settings` of `salient control`, `why` and `assess` takes the file.
    """
    from salient.workbench import fit_control, fitted_file

    unknown: list[str] = []
    with (
        open_bench(ledger, theatre, gazetteers, settings=settings) as bench,
        Progress("fitting", "try") as progress,
        output_file(out) as path,
    ):
        scored = None
        if places is not None:
            scored, unknown = place_ids(places, bench.ground.places)
        found = fit_control(
            bench, truth, first, last,
            places=scored, blocks=blocks, evaluations=evaluations, seed=seed,
            heard=lambda _done, _of: progress.step(),
        )  # fmt: skip
        file = fitted_file(
            found, ledger=bench.ledger.target, truth=str(truth), version=salient.__version__
        )
        path.write_bytes(file)
    before = sum(s.headline for s in found.held_out_start) / len(found.held_out_start)
    after = sum(s.headline for s in found.held_out) / len(found.held_out)
    say(
        f"headline on held-out blocks {before:.3f} before, {after:.3f} after; on all days "
        f"{found.start.headline:.3f} before, {found.scores.headline:.3f} after; "
        f"calibration error {found.scores.calibration_error:.3f}"
    )
    name_unknown(places, unknown)
