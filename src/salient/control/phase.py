"""Which sectors are mobile: found from the claims themselves, as known on the day.

Where lines stand, claims agree with the picture and taken ground lies at the line. Where they move,
claims of movement keep contradicting it. Each contradiction adds to a score around it that halves
with time; the score sets how far the latent field may move there in a day. The score of a day is
made before that day's claims are fused, from that day's claims against the day before's estimate,
so that the first claims of a breakthrough already count with the variance that it brings.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.kernels import distances_km
from salient.control.settings import PhaseSettings

__all__ = ["Phase"]

Floats = npt.NDArray[np.float64]


class Phase:
    """The running mobility of a set of cells, each a point in space (kilometres)."""

    def __init__(self, cells: Floats, settings: PhaseSettings) -> None:
        self._cells, self._settings = cells, settings
        self._score = np.zeros(len(cells))
        self._opening = settings.opening
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
