"""Sums over many places and shortest ways: compiled where numba is installed.

`pip install salient[fast]` installs it. Without it NumPy and SciPy do the same work, to rounding
with the same answers, several times slower.
"""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

__all__ = ["COMPILED", "hanging", "spread", "within_reach"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

COMPILED = find_spec("numba") is not None
"""Whether numba is installed."""
TINY = 1e-9
WORTHWHILE = 500
"""Rows from which on loading the compiled loops pays."""


def spread(covariance: Floats, index: Ints, weight: Floats, *, compiled: bool = COMPILED) -> Floats:
    """Variance of n weighted sums: weights (n × k) at positions `index` of `covariance`."""
    out = np.zeros(len(index))
    if compiled and len(index) > WORTHWHILE:
        from salient.control import loops

        loops.spread(covariance, index, weight, out)
        return out
    for i in range(index.shape[1]):
        for j in range(i, index.shape[1]):
            twice = 1.0 if i == j else 2.0
            out += twice * weight[:, i] * weight[:, j] * covariance[index[:, i], index[:, j]]
    return out


def hanging(mean: Floats, index: Ints, weight: Floats, *, compiled: bool = COMPILED) -> Floats:
    """Weighted sums of rows of `mean`: weights (n × k) at positions `index`, n × sides."""
    if compiled and len(index) > WORTHWHILE:
        from salient.control import loops

        out = np.empty((len(index), mean.shape[1]))
        loops.hang(mean, index, weight, out)
        return out
    plain: Floats = np.einsum("nk,nks->ns", weight, mean[index])
    return plain


def within_reach(
    edges: tuple[Ints, Ints, Floats],
    start: Floats,
    beyond: Floats,
    longest: float,
    *,
    compiled: bool = COMPILED,
) -> Floats:
    """Lengths of the shortest ways from the nodes where `start` is finite, that being added.

    `edges` are (first, ends, lengths): those of node i go to `ends[first[i]:first[i + 1]]` and are
    `lengths` long, more than 0. `start` is 0 or more. Nodes whose way and `beyond` add up to more
    than `longest` are not followed, and infinite; `beyond` must not shrink along an edge by more
    than the edge's length. By Dijkstra's algorithm.
    """
    first, ends, lengths = edges
    n = len(start)
    if compiled and n > WORTHWHILE:
        from salient.control import loops

        found: Floats = loops.within_reach(first, ends, lengths, start, beyond, longest)
        return found
    # A node of its own stands before all starts; SciPy takes an edge of length zero for none.
    gates = np.flatnonzero(np.isfinite(start))
    own = np.repeat(np.arange(n), np.diff(first))
    weights = np.concatenate([lengths, np.maximum(start[gates], TINY)])
    ends = np.concatenate([ends, gates])
    rows = np.concatenate([own, np.full(gates.size, n)])
    graph = csr_array((weights, (rows, ends)), shape=(n + 1, n + 1))
    limit = float(longest - beyond.min(initial=0.0)) if np.isfinite(longest) else np.inf
    plain = np.asarray(dijkstra(graph, indices=np.array([n]), limit=limit))[0, :n]
    return np.where(plain + beyond <= longest, plain, np.inf)
