"""The ground behind a place that a side took or holds.

Villages behind a line are seldom named: the towns are, and whoever holds a town came to it from
somewhere and supplies it from there. A claim that a side took or holds a place therefore speaks,
more weakly, for the settlements on its way there. A way is the shorter the less is said for the
others along it: ground that reports give to the other side makes a detour, ground that they give to
the side itself a short cut.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from salient.control.compiled import within_reach
from salient.control.settings import HinterlandSettings
from salient.control.sites import Sites, thin

__all__ = ["Hinterlands"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

NEIGHBOURS = 8
LONGEST_STEP = 6.0
"""Of a step between neighbours, in spacings: wider gaps are seas, not ground."""
GRAINS = 35.0
"""Of the plausible distance, at least, in steps between places: in a sparse theatre all is far."""
GATE = 1e-6
"""Kilometres from the ground that a side comes from to the nodes that lie on it."""
CHEAPEST, DEAREST = -1.0, 1.6
"""Bounds of the logarithm of what a kilometre counts for."""


class Hinterlands:
    """The ways of each side, as they change with what is told; days must not go backwards."""

    def __init__(self, sites: Sites, settings: HinterlandSettings) -> None:
        self._settings = settings
        self._sites = thin(sites.points, settings.spacing_km)
        self._where = sites.points
        self._points = sites.points[self._sites]
        self._tree = cKDTree(self._points)
        self._nearest = _nearest(self._tree, sites.points).tolist() if len(sites) else []
        self._around: dict[int, tuple[Ints, Floats]] = {}
        self._from, self._to, self._steps = _neighbours(self._points, settings.spacing_km)
        self._first = np.searchsorted(self._from, np.arange(len(self._points) + 1))
        self._told = np.zeros((len(sites.sides), len(self._points)))
        self._entries = [_distances_to_ground(sites, side, self._points) for side in sites.sides]
        self._plausible_km = max(settings.plausible_km, GRAINS * _grain(sites.points))
        self._day = 0
        self._ways: dict[int, tuple[Floats, Floats]] = {}
        self._likely: dict[tuple[int, int], float] = {}
        self._asked: dict[tuple[int, int], int] = {}

    def hear(self, day: int, told: Iterable[tuple[int, int, float]]) -> None:
        """Take in what is told of who holds which place, all of one day: side, site, precision."""
        settings = self._settings
        self._told *= 0.5 ** ((day - self._day) / settings.memory_days)
        self._day = day
        sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for side, site, precision in told:
            sums[side][site] += precision
        for side, sites in sums.items():
            around = [self._near(site) for site in sites]
            amounts = [
                precision * share
                for (_, share), precision in zip(around, sites.values(), strict=True)
            ]
            where = np.concatenate([near for near, _ in around])
            self._told[side] += np.bincount(where, np.concatenate(amounts), len(self._points))
        self._ways.clear()
        self._likely.clear()

    def _near(self, site: int) -> tuple[Ints, Floats]:
        """Find the ground that something told of a site tells of, and how much of it."""
        if site not in self._around:
            centre, reach = self._where[site], self._settings.belief_km
            near = np.array(self._tree.query_ball_point(centre, 3.0 * reach), dtype=np.intp)
            away = ((self._points[near] - centre) ** 2).sum(axis=1)
            self._around[site] = near, np.exp(-0.5 * away / reach**2)
        return self._around[site]

    def plausible(self, side: int, site: int) -> float:
        """How plausible it is that `side` has come to `site`, 0..1: 1 at its own ground.

        1 / (1 + (way / `plausible_km`)²). A name taken for the wrong place and a boast put a side
        where nothing else has it; a string of towns on a way makes the next one near. Where no way
        leads, the straight distance counts; of a side without ground everything is plausible.
        """
        node = self._nearest[site]
        if (side, node) not in self._likely:
            self._likely[side, node] = self._plausible_at(side, node)
        return self._likely[side, node]

    def _plausible_at(self, side: int, node: int) -> float:
        straight = float(self._entries[side][node])
        if not math.isfinite(straight):
            return 1.0
        way = float(self._of_side(side)[1][node])
        way = way if math.isfinite(way) else straight
        return 1.0 / (1.0 + (way / self._plausible_km) ** 2)

    def behind(self, side: int, site: int) -> tuple[list[int], float]:
        """Find the sites that `side` passes on its way to `site`, ascending, and how sure that is.

        The second is the share of what has been told of the place that is for the side, 0..1. No
        sites where the place lies at the side's own ground, further than `longest_km`, or was asked
        for within `quiet_days`.
        """
        settings = self._settings
        if self._day - self._asked.get((side, site), -settings.quiet_days) < settings.quiet_days:
            return [], 0.0
        steps, reached = self._of_side(side)
        node = self._nearest[site]
        length = float(reached[node])
        if not settings.spacing_km < length <= settings.longest_km:
            return [], 0.0
        self._asked[side, site] = self._day
        longest = length * (1.0 + settings.widen) + settings.margin_km
        start = np.full(len(reached), np.inf)
        start[node] = 0.0
        back = self._shortest(steps, start, reached, longest)
        passed = self._sites[reached + back <= longest]
        own = self._told[side, node] + settings.doubt
        others = self._told[:, node].sum() - self._told[side, node]
        return [int(i) for i in passed if i != site], float(own / (own + others))

    def _of_side(self, side: int) -> tuple[Floats, Floats]:
        """Weighted steps for a side, and how far each node is from its own ground."""
        if side not in self._ways:
            own = self._told[side]
            against = self._settings.resistance * (self._told.sum(axis=0) - 2.0 * own)
            cost = np.exp(np.clip(against, CHEAPEST, DEAREST))
            steps = 0.5 * self._steps * (cost[self._from] + cost[self._to])
            entry = self._entries[side]
            gates = entry < 2.0 * self._settings.spacing_km
            start = np.where(gates, entry * cost + GATE, np.inf)
            self._ways[side] = steps, self._shortest(steps, start, np.zeros(len(cost)), np.inf)
        return self._ways[side]

    def _shortest(self, steps: Floats, start: Floats, beyond: Floats, longest: float) -> Floats:
        return within_reach((self._first, self._to, steps), start, beyond, longest)


def _nearest(tree: cKDTree, points: Floats) -> Ints:
    return np.asarray(tree.query(points)[1], dtype=np.intp)


def _neighbours(points: Floats, spacing_km: float) -> tuple[Ints, Ints, Floats]:
    """Steps both ways between near points: from, to, kilometres; each once."""
    wanted = min(NEIGHBOURS + 1, len(points))
    if wanted < 2:
        none = np.empty(0, dtype=np.intp)
        return none, none, np.empty(0)
    found = cKDTree(points).query(points, wanted)
    away, to = np.asarray(found[0], dtype=float), np.asarray(found[1], dtype=np.intp)
    near = away[:, 1:].ravel() <= LONGEST_STEP * spacing_km
    a = np.repeat(np.arange(len(points)), wanted - 1)[near]
    b = to[:, 1:].ravel()[near]
    pairs = np.unique(np.concatenate([a * len(points) + b, b * len(points) + a]))
    start, end = pairs // len(points), pairs % len(points)
    return start, end, np.linalg.norm(points[start] - points[end], axis=1)


def _grain(points: Floats) -> float:
    """Typical distance from a place to its nearest neighbour, kilometres."""
    if len(points) < 2:
        return 0.0
    return float(np.median(np.asarray(cKDTree(points).query(points, 2)[0])[:, 1]))


def _distances_to_ground(sites: Sites, side: str, points: Floats) -> Floats:
    """Kilometres from each point to the nearest ground that a side held at the start."""
    held = np.array([s == side for s in sites.start], dtype=bool)
    beyond = [sites.embedded(o.latitude, o.longitude) for o in sites.outside if o.side == side]
    ground = np.concatenate([sites.points[held], *beyond])
    if not len(ground):
        return np.full(len(points), np.inf)
    return np.asarray(cKDTree(ground).query(points)[0], dtype=float)
