"""How often the estimates of control are right when they are this sure, and where and when not.

    python -m evals.reliability --shared FOLDER [--estimates FOLDER] [--out FILE]

Takes the estimates that `python -m evals --control` keeps (or those of `--estimates`, one
`WINDOW.csv` each, as `salient control --as-known --format csv` writes them), compares them with
what independent mapmakers agree on, and prints Markdown tables by region and by week. Changing
places are those whose control changes within the window, as for the scorer; steady ones are the
others. `--out` draws the reliability diagram, over changing places.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evals.control import BUILD, WINDOWS, Window, reading_state
from salient.theatre import load_theatre

__all__ = ["BINS", "Judged", "bins", "by", "compare", "draw", "table"]

BINS = 20
CONTESTED = "CONTESTED"

Steps = Sequence[tuple[str, str]]


class Judged(NamedTuple):
    """One estimate beside the truth: of which region and week, how sure, whether right.

    `changing` says whether the place changes hands within the window, `sided` whether the truth
    names a side.
    """

    region: str
    week: str
    sure: float
    right: bool
    changing: bool
    sided: bool


def read_truth(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Read who held each place from which day on, by GeoNames id."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["geonames_id"]].append((row["date"], row["control"].upper()))
    return {place: sorted(steps) for place, steps in found.items()}


def held(steps: Steps, day: str) -> str:
    """Say who held a place on a day; nothing where that is not known."""
    i = bisect_right(steps, day, key=lambda step: step[0])
    return steps[i - 1][1] if i else ""


def changes_hands(steps: Steps, window: Window) -> bool:
    """Whether a place has more than one state within the window."""
    within = {state for day, state in steps if window.first < day <= window.last}
    return len((within | {held(steps, window.first)}) - {""}) > 1


def compare(
    rows: Iterable[Mapping[str, str]], truth: Mapping[str, Steps], window: Window
) -> Iterator[Judged]:
    """Judge estimates; those of places and days of which nothing is known are passed over."""
    changing = {place: changes_hands(steps, window) for place, steps in truth.items()}
    weeks: dict[str, str] = {}
    for row in rows:
        place, day = row["place_id"].split(":")[-1], row["date"]
        state = held(truth.get(place, ()), day)
        if not state or not window.first <= day <= window.last:
            continue
        yield Judged(
            region=row["admin1"] or "?",
            week=weeks.setdefault(day, _week(day)),
            sure=float(row[f"p_{_spelt(row['state'])}"]),
            right=row["state"].upper() == state,
            changing=changing[place],
            sided=state != CONTESTED,
        )


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return date.fromisocalendar(year, week, 1).isoformat()


def _spelt(state: str) -> str:
    return "contested" if state.upper() == CONTESTED else state


def bins(judged: Iterable[Judged]) -> list[tuple[float, float, int]]:
    """Give mean certainty, share right and number of estimates by steps of certainty.

    Over places that change hands, as in the scorer's calibration error.
    """
    sums = [[0.0, 0, 0] for _ in range(BINS)]
    for one in judged:
        if one.changing:
            step = sums[min(BINS - 1, int(one.sure * BINS))]
            step[0] += one.sure
            step[1] += one.right
            step[2] += 1
    return [(sure / n, right / n, int(n)) for sure, right, n in sums if n]


def by(judged: Iterable[Judged], what: str) -> dict[str, tuple[float | None, float | None, int]]:
    """Give the share right by `region` or `week`: where places change hands, where they do not.

    Over days on which the truth names a side; with the number of those. None where there are none.
    """
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in judged:
        if one.sided:
            tally = sums[getattr(one, what)]
            tally[0 if one.changing else 2] += one.right
            tally[1 if one.changing else 3] += 1
    return {
        group: (a / n if n else None, b / m if m else None, n + m)
        for group, (a, n, b, m) in sorted(sums.items())
    }


def table(what: str, groups: Mapping[str, tuple[float | None, float | None, int]]) -> str:
    """Lay the shares out as a Markdown table."""
    lines = [f"| {what} | changing | steady | place-days |", "|---|---|---|---|"]
    for group, (changing, steady, n) in groups.items():
        shares = " | ".join("" if s is None else f"{s:.3f}" for s in (changing, steady))
        lines.append(f"| {group} | {shares} | {n:,} |")
    return "\n".join(lines)


def draw(curves: Mapping[str, Sequence[tuple[float, float, int]]], out: Path) -> None:
    """Draw what was said against what was right, and how often each was said, as PNG."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 7), layout="constrained")
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    upper.plot([0.3, 1], [0.3, 1], color="0.7", linewidth=1, label="perfectly calibrated")
    for (name, curve), mark in zip(curves.items(), "os^Dv", strict=False):
        whole = sum(n for _, _, n in curve)
        upper.plot([c[0] for c in curve], [c[1] for c in curve], marker=mark, ms=5, label=name)
        lower.plot([c[0] for c in curve], [c[2] / whole for c in curve], marker=mark, ms=3)
    upper.set(ylabel="share of these that were right", xlim=(0.3, 1), ylim=(0, 1))
    upper.legend(loc="lower right", frameon=False)
    lower.set(xlabel="probability of the likeliest state", ylabel="share of all", ylim=(0, None))
    for axes in (upper, lower):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(out, dpi=130, metadata={"Software": None})


def region_names() -> dict[str, str]:
    """Name the first-order divisions of the theatre `ukraine`, by code."""
    regions = load_theatre("ukraine").regions
    return {r.admin1[0]: r.name for r in regions if r.kind == "region" and len(r.admin1) == 1}


def main(given: Sequence[str] | None = None) -> int:
    """Compare all windows whose estimates are there; print tables, draw; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.reliability", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder of the measuring data")
    parser.add_argument("--estimates", type=Path, help="folder of WINDOW.csv")
    parser.add_argument("--out", type=Path, metavar="FILE", help="draw the diagram here, as PNG")
    options = parser.parse_args(given)
    folder = options.estimates or BUILD / reading_state()
    present = {name: w for name, w in WINDOWS.items() if (folder / f"{name}.csv").is_file()}
    if not present:
        print(
            f"evals: {folder} holds no estimates ({', '.join(f'{n}.csv' for n in WINDOWS)}); "
            "run `python -m evals --control` first or give --estimates",
            file=sys.stderr,
        )
        return 2
    truth = read_truth(options.shared / "data" / "control" / "agreed.csv.gz")
    names = region_names()
    curves = {}
    for name, window in present.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            judged = list(compare(csv.DictReader(stream), truth, window))
        curves[name] = bins(judged)
        regions = {names.get(code, code): shares for code, shares in by(judged, "region").items()}
        print(
            f"## {name}\n\n{table('region', regions)}\n\n{table('week of', by(judged, 'week'))}\n"
        )
        told = "; ".join(f"{sure:.2f} {right:.2f} ({n:,})" for sure, right, n in curves[name])
        print(f"Said, right, place-days: {told}\n")
    if options.out is not None:
        draw(curves, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
