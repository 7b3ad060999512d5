"""The estimate as known at the end of a day, carried on from day to day.

Where thousands of places are named, `estimate` is one `Standing` taken through all days.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.contested import Tenure, log_odds, probabilities, reach_of
from salient.control.movers import Movers
from salient.control.observations import Observations
from salient.control.runs import Runs
from salient.control.series import ControlSeries
from salient.control.settings import ContestSettings, ControlSettings
from salient.control.sites import Sites
from salient.control.sweeping import Sweep
from salient.model import CONTESTED

__all__ = ["Standing"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Standing:
    """Who likely holds the `chosen` sites at the end of the last day given."""

    def __init__(self, sites: Sites, settings: ControlSettings, chosen: Ints) -> None:
        self._settings, self._chosen = settings, chosen
        self.sweep = Sweep(sites, settings)
        self._movers = Movers(len(sites), settings.anchors.most, settings.carriers)
        self._fights = _Fights(sites, chosen, settings.contest)
        self._runs, self._tenure = Runs(len(chosen)), Tenure(settings.tenure)
        self.probability: Floats = np.empty((len(chosen), len(sites.sides) + 1))
        self._variance: Floats = np.empty(len(chosen))

    @property
    def day(self) -> int:
        """The last day given, counted from the sites' first; -1 before that."""
        return self.sweep.day

    def step(self, today: Observations) -> None:
        """Take in all observations of the next day."""
        sided = today.sign != 0
        swept = self.sweep.step(today if sided.all() else today.take(sided))
        if swept is not None:
            self._movers.hear(swept)
        mean, variance = self.sweep.settle()
        if len(self._chosen) != len(mean):
            mean, variance = mean[self._chosen], variance[self._chosen]
        # Sums over the few sides are quick only where the sides lie apart in memory.
        mean = np.asfortranarray(mean)
        odds = log_odds(mean, variance, self._settings, mean.shape[1])
        fighting = self._fights.on_next(today.take(~sided))
        held = np.asfortranarray(self._tenure.hold(odds))
        self.probability = probabilities(held, fighting, self._settings.contest)
        self._variance = variance
        self._runs.hear(self.day, self.probability)

    def write(self, series: ControlSeries, row: int) -> None:
        """Write the estimate into a row of a series of the chosen sites."""
        series.probability[row] = self.probability
        series.since[row] = self._runs.since
        series.since_earliest[row] = self._runs.earliest
        series.since_latest[row] = self._runs.latest(self.day)
        silent = self.sweep.field.silent[self._chosen]
        series.evidence[row] = 1.0 - np.minimum(self._variance / silent, 1.0)
        series.carriers[row] = self._movers.of_places(self.sweep.field, self._chosen)


class _Fights:
    """How much fighting has been reported around each of the chosen sites, fading with time."""

    def __init__(self, sites: Sites, chosen: Ints, settings: ContestSettings) -> None:
        self._fade = 0.5 ** (1.0 / settings.half_life_days)
        self._fade_open = 0.5 ** (1.0 / settings.opening_days)
        self._level = np.zeros(len(sites))
        self._open = np.array([sites.start[i] == CONTESTED for i in chosen]) * settings.opening
        self._reach = reach_of(sites.points[chosen], sites.points, settings.length_km)
        self._begun = False

    def on_next(self, fights: Observations) -> Floats:
        """Level at each chosen site at the end of the next day."""
        if self._begun:
            self._level *= self._fade
            self._open = self._open * self._fade_open
        self._begun = True
        np.add.at(self._level, fights.site, fights.precision)
        level: Floats = self._reach @ self._level + self._open
        return level
