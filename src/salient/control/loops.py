"""Loops that are compiled by numba. `salient.control.compiled` is the door to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

__all__ = ["hang", "hear_runs", "heaviest", "keep_heaviest", "settle", "spread", "within_reach"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.int32]
Claims = npt.NDArray[np.int32]
Weights = npt.NDArray[np.float32]

compiled: Callable[[Any], Any] = numba.njit(cache=True, error_model="numpy")


@compiled
def spread(covariance: Floats, index: Ints, weight: Floats, out: Floats) -> None:
    """Variance of weighted sums of rows of `covariance`, into `out` (n)."""
    n, k = index.shape
    for row in range(n):
        total = 0.0
        for i in range(k):
            at = index[row, i]
            mixed = 0.5 * covariance[at, at] * weight[row, i]
            for j in range(i + 1, k):
                mixed += covariance[at, index[row, j]] * weight[row, j]
            total += 2.0 * weight[row, i] * mixed
        out[row] = total


@compiled
def hang(mean: Floats, index: Ints, weight: Floats, out: Floats) -> None:
    """Weighted sums of rows of `mean`, into `out` (n × sides)."""
    n, k = index.shape
    for row in range(n):
        for side in range(mean.shape[1]):
            total = 0.0
            for i in range(k):
                total += weight[row, i] * mean[index[row, i], side]
            out[row, side] = total


@compiled
def _push(heap_key: Floats, heap_node: Ints, size: int, key: float, node: int) -> None:
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if heap_key[above] <= key:
            break
        heap_key[at] = heap_key[above]
        heap_node[at] = heap_node[above]
        at = above
    heap_key[at] = key
    heap_node[at] = node


@compiled
def _pop(heap_key: Floats, heap_node: Ints, size: int) -> None:
    """Take the first off a heap of `size`; the rest is in order again."""
    last = size - 1
    key, node = heap_key[last], heap_node[last]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= last:
            break
        if below + 1 < last and heap_key[below + 1] < heap_key[below]:
            below += 1
        if heap_key[below] >= key:
            break
        heap_key[at] = heap_key[below]
        heap_node[at] = heap_node[below]
        at = below
    heap_key[at] = key
    heap_node[at] = node


@compiled
def within_reach(
    first: Ints, ends: Ints, lengths: Floats, start: Floats, beyond: Floats, longest: float
) -> Floats:
    """Lengths of the shortest ways, as `salient.control.compiled.within_reach` says."""
    n = len(first) - 1
    found = np.full(n, np.inf)
    heap_key = np.empty(len(ends) + n + 1)
    heap_node = np.empty(len(ends) + n + 1, dtype=np.intp)
    size = 0
    for node in range(n):
        if start[node] < np.inf and start[node] + beyond[node] <= longest:
            found[node] = start[node]
            _push(heap_key, heap_node, size, start[node], node)
            size += 1
    while size > 0:
        key, node = heap_key[0], heap_node[0]
        _pop(heap_key, heap_node, size)
        size -= 1
        if key > found[node]:
            continue
        for edge in range(first[node], first[node + 1]):
            end = ends[edge]
            length = key + lengths[edge]
            if length < found[end] and length + beyond[end] <= longest:
                found[end] = length
                _push(heap_key, heap_node, size, length, end)
                size += 1
    return found


@compiled
def settle(
    groups: tuple[Ints, Ints, Ints, Ints, Floats],
    field: tuple[Floats, Floats, Floats, Floats, Floats],
    silences: tuple[Floats, Floats],
    limits: tuple[float, float],
    settled: tuple[Floats, Floats],
) -> None:
    """What neighbours lend and the field that makes, as `salient.control.neighbours` says.

    `groups` are where each place's pairs begin, their positions, and of all pairs the place, the
    other place and the correlation; `field` is own, tie, own variance, long and its variance,
    `silences` those of the own part and of the short scales, `limits` the precision below which
    nothing is taken, and the least variance. Of `settled` the mean (n × sides), which holds the
    prior, is added to, and the variance (n) filled.
    """
    first, active, place, other, correlation = groups
    own, tie, own_variance, long, long_variance = field
    silent, short = silences
    mean, variance = settled
    sides = own.shape[1]
    for i in range(len(tie)):
        loose = 1.0 - tie[i]
        variance[i] = loose**2 * long_variance[i] + own_variance[i]
        for side in range(sides):
            mean[i, side] += own[i, side] + loose * long[i, side]
    for group in range(len(first) - 1):
        i = place[active[first[group]]]
        most, slope, noise, lender = limits[0], 0.0, 1.0, -1
        for at in range(first[group], first[group + 1]):
            pair = active[at]
            o = other[pair]
            along = correlation[pair] * np.sqrt(short[i] * short[o]) / silent[o]
            left = max(silent[i] - along**2 * (silent[o] - own_variance[o]), limits[1])
            told = 1.0 / left - 1.0 / silent[i]
            if told > most:
                most, slope, noise, lender = told, along, left, o
        if lender < 0:
            continue
        alone = 1.0 / (1.0 / own_variance[i] + most)
        kept, borrowed = alone / own_variance[i], alone * slope / noise
        before = 1.0 - tie[i]
        loose = 1.0 - (kept * tie[i] + borrowed * tie[lender])
        variance[i] = loose**2 * long_variance[i] + alone
        for side in range(sides):
            lent = own[lender, side] - tie[lender] * (long[lender, side] - long[i, side])
            own_now = kept * own[i, side] + borrowed * lent
            mean[i, side] += own_now - own[i, side] + (loose - before) * long[i, side]


@compiled
def hear_runs(
    probability: Floats,
    day: int,
    sure_from: float,
    state: Ints,
    runs: tuple[Days, Days, Days, Days],
) -> None:
    """Take in the probabilities of a day, as `salient.control.runs` says.

    `state` is that of the day before, -1 before the first; `runs` are since when, since when sure,
    when each state was last sure, and the earliest beginning.
    """
    since, sure, last_sure, earliest = runs
    n, states = probability.shape
    for i in range(n):
        now = 0
        for k in range(1, states):
            if probability[i, k] > probability[i, now]:
                now = k
        if state[i] >= 0 and now != state[i]:
            since[i] = day
            sure[i] = -1
        state[i] = now
        if probability[i, now] >= sure_from:
            if sure[i] == -1:
                sure[i] = day
            last_sure[i, now] = day
        latest = -1
        for k in range(states):
            if k != now and last_sure[i, k] > latest:
                latest = last_sure[i, k]
        earliest[i] = latest + 1


@compiled
def keep_heaviest(weight: Weights, claims: Claims, rows: Ints, told: Claims, pull: Weights) -> None:
    """Put claims that pulled rows among the heaviest of each, as `salient.control.movers` says."""
    kept = weight.shape[1]
    for i in range(len(rows)):
        row, at = rows[i], kept
        while at > 0 and pull[i] > weight[row, at - 1]:
            at -= 1
        for place in range(kept - 1, at, -1):
            weight[row, place] = weight[row, place - 1]
            claims[row, place] = claims[row, place - 1]
        if at < kept:
            weight[row, at] = pull[i]
            claims[row, at] = told[i]


@compiled
def heaviest(
    own: tuple[Weights, Claims],
    far: tuple[Weights, Claims],
    hangs: tuple[Ints, Floats],
    least: float,
    out: Claims,
) -> None:
    """Heaviest different claims of places and of their anchors, into `out` (m × kept).

    `own` and `far` are weights and claims of the places and of the anchors, `hangs` the anchors of
    each place and what their weights count for at it.
    """
    index, share = hangs
    near, kept = own[0].shape[1], out.shape[1]
    weight = np.empty(near * (1 + index.shape[1]))
    claims = np.empty(len(weight), dtype=np.int32)
    for i in range(len(out)):
        for j in range(near):
            weight[j], claims[j] = own[0][i, j], own[1][i, j]
        for anchor in range(index.shape[1]):
            for j in range(near):
                at = near * (1 + anchor) + j
                weight[at] = far[0][index[i, anchor], j] * share[i, anchor]
                claims[at] = far[1][index[i, anchor], j]
        for rank in range(kept):
            best = np.argmax(weight)
            if weight[best] < least:
                break
            out[i, rank] = claims[best]
            for at in range(len(weight)):
                if claims[at] == out[i, rank]:
                    weight[at] = 0.0
