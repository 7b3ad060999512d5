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
        line_km, country_km = settings.contest.line_km, settings.country_km
        self._line = Surroundings(sites, chosen, line_km, grain_km=2.0 / 3.0 * line_km, reach=2.0)
        self._country = Surroundings(
            sites, chosen, country_km, grain_km=country_km / 3.0, reach=3.0, home=True
        )
        self.wanted: Ints = np.concatenate((chosen, self._line.nodes, self._country.nodes))
        self._at = slice(0, len(self._line.nodes)), slice(len(self._line.nodes), None)
        self._here, self._around = Tenure(settings.tenure), Tenure(settings.tenure)
        self.tenure: Floats = np.zeros((len(chosen), len(sites.sides)))
        """What who held the place and the ground around it the day before adds to the last day's
        log-odds (size × sides)."""

    def next_day(self, mean: Floats, variance: Floats, fighting: Floats) -> Floats:
        """Probability per side and of contested (size × sides + 1) at the end of the next day.

        `mean` (sites × sides) and `variance` are the field's at the `wanted` sites, `fighting` the
        level of reported fighting at the chosen ones.
        """
        odds = log_odds(mean, variance, self._settings, mean.shape[1])
        line, country = self._at
        before = self._around.before(odds[self.size :])
        leaning = self._settings.country * self._country.leaning(before[country])
        own = odds[: self.size] + leaning
        self.tenure = leaning + self._here.of_holders(own)
        self._around.hold(odds[self.size :])
        mixed = self._line.mixed(self._around.holder[line])
        # Sums over the few sides are quick only where the sides lie apart in memory.
        held = np.asfortranarray(self._here.hold(own))
        return probabilities(held, fighting, mixed, self._settings.contest)
