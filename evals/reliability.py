"""How often the estimates of control are right when they are this sure, and where and when not.

Changing places are those with more than one true state within the window, as for the scorer; steady
ones are the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.scenes import Ints, Scene

__all__ = ["BINS", "Curve", "bins", "by_region", "by_week", "draw", "table"]

BINS = 20

Curve = Sequence[tuple[float, float, int]]
Shares = Mapping[str, tuple[float | None, float | None, int]]


def bins(scene: Scene, probability: npt.NDArray[np.float32]) -> list[tuple[float, float, int]]:
    """Give mean certainty, share right and number of estimates by steps of certainty.

    Over places that change hands and all their days of which something is known.
    """
    judged = (scene.truth >= 0) & scene.changing[None, :]
    sure = probability.max(axis=2)[judged].astype(float)
    right = (probability.argmax(axis=2) == scene.truth)[judged]
    step = np.minimum((sure * BINS).astype(int), BINS - 1)
    counts = np.bincount(step, minlength=BINS)
    said = np.bincount(step, sure, minlength=BINS)
    true = np.bincount(step, right, minlength=BINS)
    return [
        (float(s / n), float(t / n), int(n))
        for s, t, n in zip(said, true, counts, strict=True)
        if n
    ]


def by_region(scene: Scene, state: Ints) -> Shares:
    """Give the share right by region: where places change hands, where they do not, place-days.

    Over days on which the truth names a side. None where there are none.
    """
    names, which = np.unique(scene.regions, return_inverse=True)
    return {
        str(name): found
        for i, name in enumerate(names)
        if (found := _shares(scene, state, slice(None), which == i))[2]
    }


def by_week(scene: Scene, state: Ints) -> Shares:
    """Give the same by week, named by its Monday."""
    weeks = np.array([day.toordinal() - day.weekday() for day in scene.days])
    everywhere = np.ones(len(scene.places), dtype=bool)
    return {
        type(scene.days[0]).fromordinal(int(week)).isoformat(): found
        for week in np.unique(weeks)
        if (found := _shares(scene, state, weeks == week, everywhere))[2]
    }


def _shares(
    scene: Scene, state: Ints, days: slice | npt.NDArray[np.bool_], places: npt.NDArray[np.bool_]
) -> tuple[float | None, float | None, int]:
    sided, right = scene.sided[days][:, places], (state == scene.truth)[days][:, places]
    changing = scene.changing[places]
    parts = [right[:, c][sided[:, c]] for c in (changing, ~changing)]
    shares = [float(part.mean()) if part.size else None for part in parts]
    return shares[0], shares[1], int(sided.sum())


def table(what: str, columns: Mapping[str, Shares]) -> str:
    """Lay the shares of several windows out side by side, as a Markdown table."""
    groups = sorted({group for shares in columns.values() for group in shares})
    heads = " | ".join(f"{name}: changing / steady" for name in columns)
    lines = [f"| {what} | {heads} |", "|---" * (len(columns) + 1) + "|"]
    for group in groups:
        cells = [_cell(shares.get(group)) for shares in columns.values()]
        lines.append(f"| {group} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(found: tuple[float | None, float | None, int] | None) -> str:
    if found is None:
        return ""
    return " / ".join("-" if share is None else f"{share:.3f}" for share in found[:2])


def draw(curves: Mapping[str, Curve], out: Path) -> None:
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
