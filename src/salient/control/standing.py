"""The estimate as known at the end of a day, carried on from day to day.

Where thousands of places are named, `estimate` is one `Standing` taken through all days.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salient.control.contested import is_over, reach_of
from salient.control.likely import Likely
from salient.control.movers import Movers
from salient.control.observations import Observations
from salient.control.runs import Runs
from salient.control.series import ControlSeries
from salient.control.settings import ContestSettings, ControlSettings
from salient.control.sites import Sites
from salient.control.sweeping import Sweep
from salient.model import CONTESTED

__all__ = ["Reckoning", "Standing"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Standing:
    """Who likely holds the `chosen` sites at the end of the last day given."""

    def __init__(self, sites: Sites, settings: ControlSettings, chosen: Ints) -> None:
        self._chosen = chosen
        self.sweep = Sweep(sites, settings)
        self._movers = Movers(len(sites), settings.anchors.most, settings.carriers)
        self._reckoning = Reckoning(sites, settings, chosen)

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
        wanted = self._reckoning.wanted
        self._reckoning.step(mean[wanted], variance[wanted], today)

    def write(self, series: ControlSeries, row: int) -> None:
        """Write the estimate into a row of a series of the chosen sites."""
        self._reckoning.write(series, row, self.sweep.field.silent[self._chosen])
        series.carriers[row] = self._movers.of_places(self.sweep.field, self._chosen)


class Reckoning:
    """From the field of each day to what is likely, and since when, at the `chosen` sites.

    `wanted` are the sites at which it must be told the field, the chosen ones first.
    """

    def __init__(self, sites: Sites, settings: ControlSettings, chosen: Ints) -> None:
        self._fights = _Fights(sites, chosen, settings.contest)
        self._likely, self._runs = Likely(sites, settings, chosen), Runs(len(chosen))
        self.wanted = self._likely.wanted
        self._probability: Floats = np.empty((len(chosen), len(sites.sides) + 1))
        self._variance: Floats = np.empty(len(chosen))
        self._day = -1

    def step(self, mean: Floats, variance: Floats, today: Observations) -> None:
        """Take the field of the next day at the `wanted` sites, and all its observations."""
        self._day += 1
        fighting = self._fights.on_next(today)
        self._probability = self._likely.next_day(np.asfortranarray(mean), variance, fighting)
        self._variance = variance[: self._likely.size]
        self._runs.hear(self._day, self._probability)

    def write(self, series: ControlSeries, row: int, silent: Floats) -> None:
        """Write the estimate into a row of a series, but for the claims that carry it.

        `silent` is the variance of each site, had nothing been observed.
        """
        series.probability[row] = self._probability
        series.since[row] = self._runs.since
        series.since_earliest[row] = self._runs.earliest
        series.since_latest[row] = self._runs.latest(self._day)
        series.evidence[row] = 1.0 - np.minimum(self._variance / silent, 1.0)


class _Fights:
    """How much fighting has been reported around each of the chosen sites, fading with time."""

    def __init__(self, sites: Sites, chosen: Ints, settings: ContestSettings) -> None:
        self._fade = 0.5 ** (1.0 / settings.half_life_days)
        self._fade_open = 0.5 ** (1.0 / settings.opening_days)
        self._level = np.zeros(len(sites))
        self._chosen, self._told = chosen, np.zeros(len(sites), dtype=bool)
        self._open = np.array([sites.start[i] == CONTESTED for i in chosen]) * settings.opening
        self._reach = reach_of(sites.points[chosen], sites.points, settings.length_km)
        self._begun = False

    def on_next(self, today: Observations) -> Floats:
        """Level at each chosen site at the end of the next day, after all its observations."""
        if self._begun:
            self._level *= self._fade
            self._open = self._open * self._fade_open
        self._begun = True
        fights = today.take(today.sign == 0)
        np.add.at(self._level, fights.site, fights.precision)
        moved = today.take((today.sign != 0) & (today.movement > 0.0))
        np.multiply.at(self._level, moved.site, 1.0 - is_over(moved))
        self._told[moved.site] = True
        opening = np.where(self._told[self._chosen], 0.0, self._open)
        level: Floats = self._reach @ self._level + opening
        return level
