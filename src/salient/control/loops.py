"""Loops that are compiled by numba. `salient.control.compiled` is the door to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

__all__ = ["hang", "spread", "within_reach"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

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
