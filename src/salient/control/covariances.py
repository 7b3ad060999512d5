"""What is still unknown of some places together with the named ones, kept cheap to ask.

Only the columns of the places that a day's claims name are ever needed. So what days add is kept
as one factor a pair of cells (`motion`) beside the kernel, and what observations take away waits in
a panel that is folded in when it is full: a day without claims costs next to nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from salient.control.kernels import distances_km, moving_kernel, still_kernel
from salient.control.settings import ControlSettings

__all__ = ["Covariances"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Reals = npt.NDArray[Any]

PANEL = 256
"""Observations that wait before they are folded in; changes speed only."""


class Covariances:
    """Covariance between n places and the u named ones, as days pass and claims come.

    `points` and `named` are coordinates in space (kilometres), `cells` and `named_cells` the cell
    of each. `kind` is the precision to calculate in.
    """

    def __init__(
        self,
        ground: tuple[Floats, Ints],
        named: tuple[Floats, Ints],
        settings: ControlSettings,
        kind: type[np.float32] | type[np.float64],
    ) -> None:
        (points, cells), (named_points, named_cells) = ground, named
        distances = distances_km(points, named_points)
        self._moving = moving_kernel(distances, settings).astype(kind)
        self._still = still_kernel(distances, settings).astype(kind)
        self._rows, self._row = np.unique(cells, return_inverse=True)
        self._columns, self._column = np.unique(named_cells, return_inverse=True)
        self._settings = settings
        self._motion = np.full((len(self._rows), len(self._columns)), settings.start_variance)
        self._taken = np.zeros_like(self._moving)
        self._gains = np.empty((len(points), PANEL), dtype=kind)
        self._crosses = np.empty((PANEL, len(named_points)), dtype=kind)
        self._waiting = 0

    def pass_day(self, mobility: Reals) -> None:
        """Add what a day with this mobility (0..1 a cell) adds at mobile scales."""
        amplitude = np.sqrt(self._settings.mobile_rate * mobility.astype(float))
        self._motion += amplitude[self._rows, None] * amplitude[self._columns]

    def columns(self, day: int, chosen: Ints) -> Reals:
        """Covariance of the n places with the `chosen` of the named ones on `day`, n × m."""
        motion: Reals = self._motion.astype(self._moving.dtype)[:, self._column[chosen]][self._row]
        out: Reals = np.multiply(
            self._still[:, chosen], self._settings.still_rate * (day + self._settings.stood_days)
        )
        out += motion * self._moving[:, chosen]
        out -= self._taken[:, chosen]
        waiting = slice(0, self._waiting)
        out -= self._gains[:, waiting] @ self._crosses[waiting, chosen]
        return out

    def all(self, day: int) -> Reals:
        """Covariance of the n places with all named ones on `day`, n × u."""
        return self.columns(day, np.arange(self._moving.shape[1]))

    def times(self, day: int, vectors: Reals) -> Floats:
        """Covariance with the named places on `day` times `vectors` (u × k), n × k.

        The same as `all(day) @ vectors` without laying the covariance out.
        """
        vectors = vectors.astype(self._moving.dtype)
        waiting = slice(0, self._waiting)
        out = (self._still @ vectors).astype(float) * (
            self._settings.still_rate * (day + self._settings.stood_days)
        )
        out -= self._taken @ vectors
        out -= self._gains[:, waiting] @ (self._crosses[waiting] @ vectors)
        for cell in range(len(self._columns)):
            inside = np.flatnonzero(self._column == cell)
            reached = self._moving[:, inside] @ vectors[inside]
            out += self._motion[self._row, cell][:, None] * reached
        return out

    def take(self, gain: Reals, cross: Reals) -> None:
        """Take away what m observations explained: `gain` (n × m) times `cross` (m × u)."""
        for start in range(0, gain.shape[1], PANEL):
            part = slice(start, start + PANEL)
            self._wait(gain[:, part], cross[part])

    def _wait(self, gain: Reals, cross: Reals) -> None:
        if self._waiting + len(cross) > PANEL:
            waiting = slice(0, self._waiting)
            self._taken += self._gains[:, waiting] @ self._crosses[waiting]
            self._waiting = 0
        added = slice(self._waiting, self._waiting + len(cross))
        self._gains[:, added] = gain
        self._crosses[added] = cross
        self._waiting += len(cross)
