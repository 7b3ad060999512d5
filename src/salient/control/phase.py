"""Which sectors are mobile: found from the claims themselves, as known on the day.

Where lines stand, claims agree with the picture and taken ground lies at the line. Where they move,
claims of movement keep contradicting it. Each contradiction adds to a score around it that halves
with time; the score sets how far the latent field may move there in a day. The score of a day is
made before that day's claims are fused, from that day's claims against the day before's estimate,
so that the first claims of a breakthrough already count with the variance that it brings.

On the first day there are no claims yet, but there is a map. A line that has stood is smooth;
columns on the march leave a ragged one, with ground of the other side on both flanks. So the score
with which a theatre opens follows from how ragged its starting line is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from salient.control.kernels import distances_km
from salient.control.settings import PhaseSettings
from salient.control.sites import Sites

__all__ = ["Phase", "opening_share", "raggedness"]

Floats = npt.NDArray[np.float64]

AT_LINE_KM = 10.0
AROUND_KM = 60.0
UNSEEN_LINE = 0.25
"""Share of the opening score where places lie too far apart for a line to be seen."""


class Phase:
    """The running mobility of a set of cells, each a point in space (kilometres)."""

    def __init__(self, cells: Floats, settings: PhaseSettings, ragged: float = 1.0) -> None:
        """Open with the share `ragged` (0..1) of the opening score."""
        self._cells, self._settings = cells, settings
        self._score = np.zeros(len(cells))
        self._opening = settings.opening * ragged
        self._day = 0

    def advance(self, day: int, points: Floats, triggers: Floats) -> Floats:
        """Mobility (0..1) of each cell on `day`, after that day's triggers at `points`.

        Days must not go backwards. Triggers are what claims add at their own place.
        """
        kept = 0.5 ** ((day - self._day) / self._settings.half_life_days)
        self._day = day
        self._score *= kept
        self._opening *= kept
        if len(points):
            distances = distances_km(self._cells, points)
            reach = np.exp(-0.5 * (distances / self._settings.length_km) ** 2)
            self._score = np.minimum(self._score + reach @ triggers, self._settings.most)
        return self.mobility()

    def mobility(self) -> Floats:
        """Mobility (0..1) of each cell as of the last day."""
        score = self._score + self._opening
        power = (score / self._settings.threshold) ** self._settings.steepness
        mobility: Floats = power / (1.0 + power)
        return mobility


def raggedness(sites: Sites) -> float | None:
    """How ragged the line is on the first day; None without one.

    Of the places within 60 km of one at the line (within 10 km of another side's ground), the share
    that lie at the line themselves, as a median over those at the line. Along a line that has
    stood it is 0.16 or so, whatever its length.
    """
    start = np.array([s or "" for s in sites.start], dtype=object)
    at_line = np.zeros(len(sites), dtype=bool)
    for side in sites.sides:
        mine = np.flatnonzero(start == side)
        others = sites.points[np.isin(start, [s for s in sites.sides if s != side])]
        if mine.size and len(others):
            at_line[mine] = cKDTree(others).query(sites.points[mine])[0] <= AT_LINE_KM
    if not at_line.any():
        return None
    line = sites.points[at_line]
    near_line = cKDTree(line).query_ball_point(line, AROUND_KM, return_length=True)
    near = cKDTree(sites.points).query_ball_point(line, AROUND_KM, return_length=True)
    return float(np.median(np.asarray(near_line) / np.asarray(near)))


def opening_share(sites: Sites, settings: PhaseSettings) -> float:
    """Share of the opening score that the starting line calls for, 0..1."""
    ragged = raggedness(sites)
    if ragged is None:
        return UNSEEN_LINE
    return min(max((ragged - settings.smooth) / (settings.ragged - settings.smooth), 0.0), 1.0)
