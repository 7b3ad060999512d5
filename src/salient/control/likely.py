"""From the field of each day to probabilities at some places: tenure, surroundings, contested."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.contested import Tenure, log_odds, probabilities
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.control.surroundings import Surroundings

__all__ = ["Likely"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Likely:
    """What is likely at the `chosen` sites, one day after the other.

    `wanted` are the sites at which it must be told the field: the chosen ones, `size` in number,
    and after them those that stand for the ground around them.
    """

    def __init__(self, sites: Sites, settings: ControlSettings, chosen: Ints) -> None:
        self._settings, self.size = settings, len(chosen)
        self._surroundings = Surroundings(sites, chosen, settings.contest)
        self.wanted: Ints = np.concatenate((chosen, self._surroundings.nodes))
        self._tenure = Tenure(settings.tenure)

    def next_day(self, mean: Floats, variance: Floats, fighting: Floats) -> Floats:
        """Probability per side and of contested (size × sides + 1) at the end of the next day.

        `mean` (sites × sides) and `variance` are the field's at the `wanted` sites, `fighting` the
        level of reported fighting at the chosen ones.
        """
        odds = self._tenure.hold(log_odds(mean, variance, self._settings, mean.shape[1]))
        mixed = self._surroundings.mixed(self._tenure.holder[self.size :])
        # Sums over the few sides are quick only where the sides lie apart in memory.
        held = np.asfortranarray(odds[: self.size])
        return probabilities(held, fighting, mixed, self._settings.contest)
