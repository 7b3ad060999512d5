"""Whose ground lies around a place: where sides meet, those who draw maps disagree.

A place far behind a line is seldom called contested, whatever its odds; one near a line often is,
however sure the odds. So the chance of `contested` listens to how the ground around a place is
shared among its likely holders, at places thinned to a grain that stand for the ground.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array
from scipy.spatial import cKDTree

from salient.control.settings import ContestSettings
from salient.control.sites import Sites, thin

__all__ = ["Surroundings"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

GRAIN = 2.0 / 3.0
REACH = 2.0
"""Of the length over which ground counts: how far apart, and how far off, what stands for it is."""


class Surroundings:
    """How the ground around the `chosen` of some sites is shared, from day to day.

    `nodes` are the sites that stand for the ground; what is said of a place does not depend on
    which others are chosen.
    """

    def __init__(self, sites: Sites, chosen: Ints, settings: ContestSettings) -> None:
        length, points = settings.line_km, sites.points
        self.nodes: Ints = np.empty(0, dtype=np.intp)
        if len(chosen):
            every = thin(points, GRAIN * length)
            away = cKDTree(points[chosen]).query(points[every])[0]
            self.nodes = every[away <= REACH * length]
        self._weight = _weights(points[chosen], points[self.nodes], length)
        self._share = np.zeros((len(chosen), len(sites.sides)))
        self._holder = np.full(len(self.nodes), -1, dtype=np.intp)

    def mixed(self, holder: Ints) -> Floats:
        """How mixed the ground around each place is, 0 (one side's) to 1 (two have half each).

        `holder` gives the position of the side that likely holds each node, -1 where none does.
        """
        changed = np.flatnonzero(holder != self._holder)
        if changed.size:
            sides = np.arange(self._share.shape[1])
            now = (holder[changed, None] == sides).astype(float)
            before = self._holder[changed, None] == sides
            self._share += self._weight[:, changed] @ (now - before)
            self._holder = holder.copy()
        together = 1.0 - np.einsum("ij,ij->i", self._share, self._share)
        mixed: Floats = np.sqrt(np.clip(2.0 * together, 0.0, 1.0))
        return mixed


def _weights(points: Floats, nodes: Floats, length_km: float) -> csc_array:
    """What each node counts for at each point, n × nodes; rows sum to 1."""
    shape = (len(points), len(nodes))
    if not all(shape):
        return csc_array(shape)
    near = cKDTree(points).sparse_distance_matrix(
        cKDTree(nodes), REACH * length_km, output_type="coo_matrix"
    )
    weight = np.exp(-0.5 * (near.data / length_km) ** 2)
    total = np.bincount(near.row, weight, len(points))
    return csr_array((weight / total[near.row], (near.row, near.col)), shape=shape).tocsc()
