"""The scorer's measures of control, over arrays: the same figures, in a hundredth of the time.

States are numbered as in `evals.scenes`: sides first, then contested; arrays are days × places.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Figures", "confusion", "figures", "moves"]

Ints = npt.NDArray[np.intp]
Probabilities = npt.NDArray[np.float32]

BINS = 10
LASTING, NEAR = 5, 3


class Figures(NamedTuple):
    """How well estimates agree with a truth, as the scorer defines it.

    `sided` is the share of place-days right among changing places while a side holds them, `steady`
    the same among places that never change, `headline` their mean, `accuracy` the share right of
    three states among changing places. `calibration_error` is None where no probability was given,
    `recall` and `precision` are of changes of side within three days, None where there are none.
    """

    headline: float
    sided: float
    steady: float
    accuracy: float
    calibration_error: float | None
    recall: float | None
    precision: float | None


def figures(
    state: Ints, truth: Ints, sides: int, probability: Probabilities | None = None
) -> Figures:
    """Score states (and their probabilities, days × places × states) against a truth."""
    changing = np.sum([(truth == s).any(axis=0) for s in range(sides + 1)], axis=0) > 1
    right, sided = state == truth, (truth >= 0) & (truth < sides)
    known = (truth >= 0) & changing
    shares = (
        float(right[sided & changing].mean()),
        float(right[sided & ~changing].mean()),
    )
    seen, changes, confirmed, claimed = _changes(state[:, changing], truth[:, changing], sides)
    return Figures(
        headline=(shares[0] + shares[1]) / 2,
        sided=shares[0],
        steady=shares[1],
        accuracy=float(right[known].mean()),
        calibration_error=None
        if probability is None
        else _calibration_error(probability.max(axis=2)[known], right[known]),
        recall=seen / changes if changes else None,
        precision=confirmed / claimed if claimed else None,
    )


def confusion(state: Ints, truth: Ints, sides: int) -> Ints:
    """Count place-days of changing places by true state (rows) and estimated one (columns)."""
    changing = np.sum([(truth == s).any(axis=0) for s in range(sides + 1)], axis=0) > 1
    known = (truth >= 0) & changing[None, :] & (state >= 0)
    counts = np.zeros((sides + 1, sides + 1), dtype=np.intp)
    np.add.at(counts, (truth[known], state[known]), 1)
    return counts


def moves(series: Ints, sides: int, lasting: int) -> list[tuple[int, int]]:
    """Find when a place came to another side: day and side.

    Contested and unknown days belong to the side before. A stay of fewer days than `lasting` is
    flicker, save the last one.
    """
    held = np.flatnonzero((series >= 0) & (series < sides))
    if not held.size:
        return []
    days = np.arange(held[0], len(series))
    carried = series[held[np.searchsorted(held, days, side="right") - 1]]
    begins = np.flatnonzero(np.diff(carried, prepend=-1))
    ends = np.append(begins[1:], len(carried))
    kept: list[tuple[int, int]] = []
    for begin, end in zip(begins, ends, strict=True):
        stays = end - begin >= lasting or end == len(carried)
        if stays and (not kept or kept[-1][1] != carried[begin]):
            kept.append((int(days[begin]), int(carried[begin])))
    return kept[1:]


def _changes(state: Ints, truth: Ints, sides: int) -> tuple[int, int, int, int]:
    """Count true changes seen, all true changes, estimated ones confirmed, all estimated ones."""
    seen = changes = confirmed = claimed = 0
    for guessed, held in _columns(state, truth):
        true, told = moves(held, sides, LASTING), moves(guessed, sides, 1)
        changes += len(true)
        claimed += len(told)
        seen += sum(any(_near(a, b) for b in told) for a in true)
        confirmed += sum(any(_near(a, b) for b in true) for a in told)
    return seen, changes, confirmed, claimed


def _columns(state: Ints, truth: Ints) -> Iterator[tuple[Ints, Ints]]:
    yield from zip(state.T, truth.T, strict=True)


def _near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] == other[1] and abs(one[0] - other[0]) <= NEAR


def _calibration_error(said: npt.NDArray[np.float32], right: npt.NDArray[np.bool_]) -> float:
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, said.astype(float) - right, minlength=BINS)
    return float(np.abs(gaps).sum() / said.size)
