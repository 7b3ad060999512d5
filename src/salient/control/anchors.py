"""The places that carry the long part of the field, and how every other place hangs on them.

Where reports name thousands of places, the covariance among all of those is too large to hold. The
field is then split into the scales that reach far and those that do not. The long part is held at
anchors, named places no nearer to each other than `spacing_km`; at any other place it is a short
weighted sum of the nearest anchors (simple kriging with the kernel of the long scales) and a
residual of its own. Anchors are made as places are first named, so what a day knows never depends
on what later days name.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

from salient.control.kernels import distances_km, moving_kernel, still_kernel
from salient.control.settings import ControlSettings, KernelScale

__all__ = ["Anchors"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Reals = npt.NDArray[np.floating]

LONG_SCALE = 0.75
"""Scales at least this share of `spacing_km` long are held at the anchors."""
JITTER = 1e-9


class Anchors:
    """Anchors among n places, at most `most` of them, and the weights of all places on them.

    `index` and `weight` (n × `neighbours`) are the anchors of each place and their weights,
    0 where there are fewer; `loose_moving` and `loose_still` (n) the shares of what mobile and
    still days add that neither the anchors nor the short scales account for. `sites` are the
    positions of the anchors. `short` are the settings with the short scales alone,
    `short_moving` and `short_still` the shares of those.
    """

    def __init__(self, points: Floats, settings: ControlSettings) -> None:
        shortest = LONG_SCALE * settings.anchors.spacing_km
        long = [s for s in settings.scales if s.length_km >= shortest]
        self._long = _only(settings, long)
        self.short = _only(settings, [s for s in settings.scales if s not in long])
        self.short_moving = 1.0 - sum(s.weight for s in long)
        self.short_still = 1.0 - sum(s.still for s in long)
        self.points, self._settings = points, settings
        n, k = len(points), settings.anchors.neighbours
        self.index = np.zeros((n, k), dtype=np.intp)
        self.weight = np.zeros((n, k))
        self.loose_moving = np.full(n, 1.0 - self.short_moving)
        self.loose_still = np.full(n, 1.0 - self.short_still)
        self._away = np.full((n, k), np.inf)
        self.sites: list[int] = []
        self.moving = np.empty((settings.anchors.most, settings.anchors.most))
        self.still = np.empty((settings.anchors.most, settings.anchors.most))
        self._factor = np.zeros((settings.anchors.most, settings.anchors.most))

    def __len__(self) -> int:
        return len(self.sites)

    def wanted(self, site: int) -> bool:
        """Whether a place that is named becomes an anchor."""
        if len(self.sites) >= self._settings.anchors.most:
            return False
        return bool(self._away[site, 0] > self._settings.anchors.spacing_km)

    def joining(self, site: int) -> tuple[Floats, float, float]:
        """Weights of a place on all anchors, and the shares of mobile and still days they leave."""
        held = len(self.sites)
        away = distances_km(self.points[self.sites], self.points[[site]])[:, 0]
        here, still = moving_kernel(away, self._long), still_kernel(away, self._long)
        scale, left = 1.0 - self.short_moving, 1.0 - self.short_still
        if not held or scale <= 0.0:
            return np.zeros(held), scale, left
        lower = self._factor[:held, :held]
        half = solve_triangular(lower, here, lower=True, check_finite=False)
        weight: Floats = solve_triangular(lower, half, lower=True, trans=1, check_finite=False)
        among = self.still[:held, :held]
        left += float(weight @ among @ weight - 2.0 * weight @ still)
        return weight, max(scale - float(half @ half), 0.0), max(left, 0.0)

    def add(self, site: int) -> Ints:
        """Make a place an anchor; the places whose weights that changes, ascending."""
        added = len(self.sites)
        self.sites.append(site)
        among = distances_km(self.points[self.sites], self.points[[site]])[:, 0]
        for kernel, values in (
            (self.moving, moving_kernel(among, self._long)),
            (self.still, still_kernel(among, self._long)),
        ):
            kernel[: added + 1, added] = kernel[added, : added + 1] = values
        self._extend_factor(added)
        away = distances_km(self.points, self.points[[site]])[:, 0]
        reach = np.minimum(self._away[:, -1], self._settings.anchors.reach_km)
        changed = np.flatnonzero(away < reach)
        if changed.size:
            self._insert(changed, added, away[changed])
            self._weigh(changed)
        return changed

    def _extend_factor(self, added: int) -> None:
        row = solve_triangular(
            self._factor[:added, :added],
            self.moving[:added, added],
            lower=True,
            check_finite=False,
        )
        self._factor[added, :added] = row
        left = self.moving[added, added] * (1.0 + JITTER) - row @ row
        self._factor[added, added] = np.sqrt(max(left, JITTER))

    def _insert(self, places: Ints, added: int, away: Floats) -> None:
        distances = np.column_stack((self._away[places], away))
        anchors = np.column_stack((self.index[places], np.full(places.size, added)))
        order = np.argsort(distances, axis=1, kind="stable")[:, :-1]
        self._away[places] = np.take_along_axis(distances, order, axis=1)
        self.index[places] = np.take_along_axis(anchors, order, axis=1)

    def _weigh(self, places: Ints) -> None:
        index, away = self.index[places], self._away[places]
        there = np.isfinite(away)
        reached = np.where(there, away, 0.0)
        both = there[:, :, None] & there[:, None, :]
        pairs = index[:, :, None], index[:, None, :]
        same = np.eye(index.shape[1])
        among = np.where(both, self.moving[pairs], same)
        here = np.where(there, moving_kernel(reached, self._long), 0.0)
        scale = 1.0 - self.short_moving
        if scale > 0.0:
            solved = np.linalg.solve(among + JITTER * same, here[..., None])
            weight = np.asarray(solved[..., 0], dtype=float)
        else:
            weight = np.zeros_like(here)
        weight[~there] = 0.0
        self.weight[places] = weight
        self.loose_moving[places] = _left(scale, weight, here, among)
        among = np.where(both, self.still[pairs], 0.0)
        here = np.where(there, still_kernel(reached, self._long), 0.0)
        self.loose_still[places] = _left(1.0 - self.short_still, weight, here, among)


def _only(settings: ControlSettings, scales: list[KernelScale]) -> ControlSettings:
    return msgspec.structs.replace(settings, scales=tuple(scales))


def _left(alone: float, weight: Floats, here: Reals, among: Reals) -> Floats:
    """Variance that a weighted sum leaves of a value with variance `alone`."""
    explained = 2.0 * (weight * here).sum(axis=1)
    explained -= np.einsum("ij,ijk,ik->i", weight, among, weight)
    left: Floats = np.maximum(alone - explained, 0.0)
    return left
