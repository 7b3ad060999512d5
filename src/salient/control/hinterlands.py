"""The ground behind a place that a side took or holds.

Villages behind a line are seldom named: the towns are, and whoever holds a town came to it from
somewhere and supplies it from there. A claim that a side took or holds a place therefore speaks,
more weakly, for the settlements on its way there. A way is the shorter the less is said for the
others along it: ground that reports give to the other side makes a detour, ground that they give to
the side itself a short cut.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from salient.control.compiled import within_reach
from salient.control.settings import HinterlandSettings
from salient.control.sites import Sites, thin

__all__ = ["Hinterlands"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Singles = npt.NDArray[np.float32]

NEIGHBOURS = 8
LONGEST_STEP = 6.0
"""Of a step between neighbours, in spacings: wider gaps are seas, not ground."""
GRAINS = 35.0
"""Of the plausible distance, at least, in steps between places: in a sparse theatre all is far."""
GATE = 1e-6
"""Kilometres from the ground that a side comes from to the nodes that lie on it."""
CHEAPEST, DEAREST = -1.0, 1.6
"""Bounds of the logarithm of what a kilometre counts for."""
UNSOUGHT = -1


class Hinterlands:
    """The ways of each side, as they change with what is told; days must not go backwards."""

    def __init__(self, sites: Sites, settings: HinterlandSettings) -> None:
        self._settings = settings
        self._sites = thin(sites.points, settings.spacing_km)
        self._where = sites.points
        self._points = sites.points[self._sites]
        self._tree = cKDTree(self._points)
        self._nearest = _nearest(self._tree, sites.points)
        self._around = _Around(self._tree, settings.belief_km)
        self._from, self._to, self._steps = _neighbours(self._points, settings.spacing_km)
        self._first = np.searchsorted(self._from, np.arange(len(self._points) + 1))
        self._told = np.zeros((len(sites.sides), len(self._points)))
        self._believed = self._told
        self._entries = [_distances_to_ground(sites, side, self._points) for side in sites.sides]
        self._plausible_km = max(settings.plausible_km, GRAINS * _grain(sites.points))
        self._day = 0
        self._ways: dict[int, tuple[Floats, Floats]] = {}
        self._asked = np.full((len(sites.sides), len(sites)), -settings.quiet_days)

    def hear(
        self, day: int, sides: Ints, sites: Ints, precisions: Floats, later: Singles | None = None
    ) -> None:
        """Take in what is told of who holds which place, all of one day, in parallel arrays.

        `later`, of `told_after`, is what the days after it tell; for that day alone.
        """
        self._told *= 0.5 ** ((day - self._day) / self._settings.memory_days)
        self._day = day
        self._ways.clear()
        if len(sites):
            self._told += self._spread(sides, sites, precisions)
        self._believed = self._told if later is None else self._told + later

    def told_after(self, days: Sequence[tuple[int, Ints, Ints, Floats]]) -> list[Singles]:
        """What the days after each tell of the ground, sides × nodes, fading as what is past does.

        `days`, ascending, each with what `hear` is given of it.
        """
        later, after = np.zeros_like(self._told), 0
        found: list[Singles] = []
        for day, sides, sites, precisions in reversed(days):
            later *= 0.5 ** (max(after - day, 0) / self._settings.memory_days)
            found.append(later.astype(np.float32))
            if len(sites):
                later += self._spread(sides, sites, precisions)
            after = day
        return found[::-1]

    def _spread(self, sides: Ints, sites: Ints, precisions: Floats) -> Floats:
        each, near, share = self._around.of(sites, self._where)
        told: Floats = np.bincount(
            sides[each] * len(self._points) + near, precisions[each] * share, self._told.size
        ).astype(float)
        return told.reshape(self._told.shape)

    def plausible(self, sides: Ints, sites: Ints) -> Floats:
        """How plausible it is that a side has come to a site, 0..1: 1 at its own ground.

        1 / (1 + (way / `plausible_km`)²). A name taken for the wrong place and a boast put a side
        where nothing else has it; a string of towns on a way makes the next one near. Where no way
        leads, the straight distance counts; of a side without ground everything is plausible.
        """
        out = np.ones(len(sites))
        nodes = self._nearest[sites]
        for side in np.unique(sides).tolist():
            asked = np.flatnonzero(sides == side)
            straight = self._entries[side][nodes[asked]]
            if not np.isfinite(straight).any():
                continue
            way = self._of_side(side)[1][nodes[asked]]
            way = np.where(np.isfinite(way), way, straight)
            out[asked] = 1.0 / (1.0 + (way / self._plausible_km) ** 2)
        return out

    def asks(self, sides: Ints, sites: Ints) -> npt.NDArray[np.bool_]:
        """Which sides and sites to ask `behind` of, each pair once.

        Not where the place lies at the side's own ground, further than `longest_km`, or was asked
        for within `quiet_days`.
        """
        out = np.zeros(len(sites), dtype=bool)
        out[np.unique(sides * len(self._where) + sites, return_index=True)[1]] = True
        out &= self._day - self._asked[sides, sites] >= self._settings.quiet_days
        for side in np.unique(sides[out]).tolist():
            mine = out & (sides == side)
            length = self._of_side(side)[1][self._nearest[sites[mine]]]
            out[mine] = self._far_enough(length)
        return out

    def _far_enough(self, length: Floats) -> npt.NDArray[np.bool_]:
        return (length > self._settings.spacing_km) & (length <= self._settings.longest_km)

    def behind(self, side: int, site: int) -> tuple[list[int], float]:
        """Find the sites that `side` passes on its way to `site`, ascending, and how sure that is.

        The second is the share of what has been told of the place that is for the side, 0..1. Only
        to be asked where `asks` says so.
        """
        settings = self._settings
        steps, reached = self._of_side(side)
        node = self._nearest[site]
        length = float(reached[node])
        self._asked[side, site] = self._day
        longest = length * (1.0 + settings.widen) + settings.margin_km
        start = np.full(len(reached), np.inf)
        start[node] = 0.0
        back = self._shortest(steps, start, reached, longest)
        passed = self._sites[reached + back <= longest]
        own = self._believed[side, node] + settings.doubt
        others = self._believed[:, node].sum() - self._believed[side, node]
        return passed[passed != site].tolist(), float(own / (own + others))

    def _of_side(self, side: int) -> tuple[Floats, Floats]:
        """Weighted steps for a side, and how far each node is from its own ground."""
        if side not in self._ways:
            own = self._believed[side]
            against = self._settings.resistance * (self._believed.sum(axis=0) - 2.0 * own)
            cost = np.exp(np.clip(against, CHEAPEST, DEAREST))
            steps = 0.5 * self._steps * (cost[self._from] + cost[self._to])
            entry = self._entries[side]
            gates = entry < 2.0 * self._settings.spacing_km
            start = np.where(gates, entry * cost + GATE, np.inf)
            self._ways[side] = steps, self._shortest(steps, start, np.zeros(len(cost)), np.inf)
        return self._ways[side]

    def _shortest(self, steps: Floats, start: Floats, beyond: Floats, longest: float) -> Floats:
        return within_reach((self._first, self._to, steps), start, beyond, longest)


class _Around:
    """Which ground something told of a site tells of, and how much of it; found once a site."""

    def __init__(self, tree: cKDTree, reach_km: float) -> None:
        self._tree, self._reach = tree, reach_km
        self._begin = np.empty(0, dtype=np.intp)
        self._count = np.empty(0, dtype=np.intp)
        self._near = np.empty(0, dtype=np.intp)
        self._share = np.empty(0)

    def of(self, sites: Ints, points: Floats) -> tuple[Ints, Ints, Floats]:
        """For each node near one of `sites`: which of them, the node, and its share."""
        if not len(self._begin):
            self._begin, self._count = np.full((2, len(points)), UNSOUGHT)
        self._find(np.unique(sites[self._begin[sites] == UNSOUGHT]), points)
        counts = self._count[sites]
        before = np.cumsum(counts) - counts
        rows = np.arange(counts.sum()) + np.repeat(self._begin[sites] - before, counts)
        return np.repeat(np.arange(len(sites)), counts), self._near[rows], self._share[rows]

    def _find(self, sites: Ints, points: Floats) -> None:
        if not len(sites):
            return
        lists = self._tree.query_ball_point(points[sites], 3.0 * self._reach)
        found: list[list[int]] = np.asarray(lists, dtype=object).tolist()
        counts = [len(nodes) for nodes in found]
        self._count[sites] = counts
        self._begin[sites] = len(self._near) + np.cumsum(counts) - counts
        near = np.array([node for nodes in found for node in nodes], dtype=np.intp)
        gone = self._tree.data[near] - np.repeat(points[sites], counts, axis=0)
        share = np.exp(-0.5 * (gone**2).sum(axis=1) / self._reach**2)
        self._near = np.concatenate((self._near, near))
        self._share = np.concatenate((self._share, share))


def _nearest(tree: cKDTree, points: Floats) -> Ints:
    if not len(points):
        return np.empty(0, dtype=np.intp)
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
