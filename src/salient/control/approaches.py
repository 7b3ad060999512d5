"""The way by which a side came to a place that it took.

Ground behind a line is seldom named: the towns are, and whoever holds a town came to it from
somewhere. A claim that a side took a place therefore speaks, more weakly, for the settlements
between it and the nearest ground that the side held before: where it held from the start (outside
the sites included) or that it was said to have taken since.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from salient.control.settings import ApproachSettings
from salient.control.sites import Sites, unit_sphere_km

__all__ = ["Approaches"]

Floats = npt.NDArray[np.float64]


class Approaches:
    """The ground of each side as it grows; claims must come in the order of their days."""

    def __init__(self, sites: Sites, settings: ApproachSettings) -> None:
        self._points, self._settings = sites.points, settings
        self._all = cKDTree(sites.points) if len(sites) else None
        self._start = [_ground(sites, side) for side in sites.sides]
        self._taken: list[dict[int, None]] = [{} for _ in sites.sides]

    def take(self, side: int, site: int) -> list[int]:
        """Sites on the way of `side` to `site` (positions, ascending), which is its ground then."""
        origin = self._nearest(side, site)
        for other, taken in enumerate(self._taken):
            if other != side:
                taken.pop(site, None)
        self._taken[side][site] = None
        if origin is None or self._all is None:
            return []
        target = self._points[site]
        length = float(np.linalg.norm(origin - target))
        if not self._settings.spacing_km < length <= self._settings.longest_km:
            return []
        steps = np.arange(self._settings.spacing_km, length, self._settings.spacing_km) / length
        way = target + steps[:, None] * (origin - target)
        passed = np.unique(self._all.query(way)[1])
        return [int(i) for i in passed if i != site]

    def _nearest(self, side: int, site: int) -> Floats | None:
        target = self._points[site]
        ways = []
        start = self._start[side]
        if start is not None:
            ways.append(np.asarray(start.data[start.query(target)[1]], dtype=float))
        if self._taken[side]:
            taken = self._points[list(self._taken[side])]
            ways.append(taken[np.argmin(((taken - target) ** 2).sum(axis=1))])
        if not ways:
            return None
        return min(ways, key=lambda point: float(((point - target) ** 2).sum()))


def _ground(sites: Sites, side: str) -> cKDTree | None:
    held = np.array([s == side for s in sites.start], dtype=bool)
    beyond = [unit_sphere_km(o.latitude, o.longitude) for o in sites.outside if o.side == side]
    ground = np.concatenate([sites.points[held], *beyond])
    return cKDTree(ground) if len(ground) else None
