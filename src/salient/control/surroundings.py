"""Whose ground lies around a place.

It bears on two things. A village that no report names goes with the country around it, wherever
single claims far off would leave it. And where sides meet, those who draw maps disagree: a place
far behind a line is seldom called contested, whatever its odds; one near a line often is, however
sure the odds. Both listen to how the ground around a place is shared among its likely holders, at
places thinned to a grain that stand for the ground.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array
from scipy.spatial import cKDTree

from salient.control.sites import Sites, thin

__all__ = ["Surroundings"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

NOBODY = -1


class Surroundings:
    """How the ground around the `chosen` of some sites is shared, from day to day.

    Ground counts by a Gaussian of `length_km`, to `reach` times that. `nodes` are the sites that
    stand for it, one in `grain_km`; what is said of a place does not depend on which others are
    chosen. With `home` ground beyond the sites
    counts as well, always as its side's.
    """

    def __init__(
        self,
        sites: Sites,
        chosen: Ints,
        length_km: float,
        *,
        grain_km: float,
        reach: float,
        home: bool = False,
    ) -> None:
        beyond, sides = _beyond(sites) if home else _nothing(sites)
        points = sites.points
        self.nodes: Ints = np.empty(0, dtype=np.intp)
        if len(chosen):
            tree, farthest = cKDTree(points[chosen]), reach * length_km
            every = thin(points, grain_km)
            self.nodes = every[tree.query(points[every])[0] <= farthest]
            across = thin(beyond, grain_km)
            beyond, sides = beyond[across], sides[across]
            near = tree.query(beyond)[0] <= farthest
            beyond, sides = beyond[near], sides[near]
        ground = np.concatenate((points[self.nodes], beyond))
        self._weight = _weights(points[chosen], ground, length_km, reach)
        self._beyond = sides
        self._share = np.zeros((len(chosen), len(sites.sides)))
        self._holder = np.full(len(ground), NOBODY, dtype=np.intp)

    def shares(self, holder: Ints) -> Floats:
        """Share of the ground around each place that each side holds, places × sides.

        `holder` gives the position of the side that likely holds each node, -1 where none does.
        """
        held = np.concatenate((holder, self._beyond))
        changed = np.flatnonzero(held != self._holder)
        if changed.size:
            sides = np.arange(self._share.shape[1])
            now = (held[changed, None] == sides).astype(float)
            before = self._holder[changed, None] == sides
            self._share += self._weight[:, changed] @ (now - before)
            self._holder = held
        return self._share

    def mixed(self, holder: Ints) -> Floats:
        """How mixed the ground around each place is, 0 (one side's) to 1 (two have half each)."""
        share = self.shares(holder)
        together = 1.0 - np.einsum("ij,ij->i", share, share)
        mixed: Floats = np.sqrt(np.clip(2.0 * together, 0.0, 1.0))
        return mixed

    def leaning(self, holder: Ints) -> Floats:
        """How far the ground around each place is each side's more than another's, -1 to 1.

        Its share less the mean of the others', places × sides; sums to 0 over the sides.
        """
        share = self.shares(holder)
        others = share.sum(axis=1, keepdims=True) - share
        leaning: Floats = share - others / (share.shape[1] - 1)
        return leaning


def _nothing(sites: Sites) -> tuple[Floats, Ints]:
    return np.empty((0, sites.points.shape[1])), np.empty(0, dtype=np.intp)


def _beyond(sites: Sites) -> tuple[Floats, Ints]:
    """Points of the ground beyond the sites, and the position of the side that each is home to."""
    points, sides = _nothing(sites)
    for ground in sites.outside:
        found = sites.embedded(ground.latitude, ground.longitude)
        points = np.concatenate((points, found))
        side = sites.sides.index(ground.side)
        sides = np.concatenate((sides, np.full(len(found), side, dtype=np.intp)))
    return points, sides


def _weights(points: Floats, nodes: Floats, length_km: float, reach: float) -> csc_array:
    """What each node counts for at each point, n × nodes; rows sum to 1."""
    shape = (len(points), len(nodes))
    if not all(shape):
        return csc_array(shape)
    near = cKDTree(points).sparse_distance_matrix(
        cKDTree(nodes), reach * length_km, output_type="coo_matrix"
    )
    weight = np.exp(-0.5 * (near.data / length_km) ** 2)
    total = np.bincount(near.row, weight, len(points))
    return csr_array((weight / total[near.row], (near.row, near.col)), shape=shape).tocsc()
