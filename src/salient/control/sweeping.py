"""The filter for many named places, day by day: phase, observations, the field at every place.

What `salient.control.fusing` and `salient.control.projecting` do where the named places are few,
with the field of `salient.control.anchored`. A `Sweep` holds all that the next day needs, so it can
stop after any day and go on later.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from salient.control.anchored import AnchoredField, Told
from salient.control.fusing import cells_of, prior_means, steps_of, triggers_of
from salient.control.neighbours import Neighbours
from salient.control.observations import Observations
from salient.control.phase import Phase, opening_share
from salient.control.projecting import FieldDay
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Sweep", "sweep"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Sweep:
    """The filter over all sites, to be given one day after the other."""

    def __init__(self, sites: Sites, settings: ControlSettings) -> None:
        cells, self.cell_of_site = cells_of(sites, settings.phase.cell_km)
        ragged = opening_share(sites, settings.phase)
        self._sites, self._settings = sites, settings
        self._phase = Phase(sites.points[cells], settings.phase, ragged)
        self.field = AnchoredField(
            sites.points, self.cell_of_site, prior_means(sites, settings), settings
        )
        self._neighbours = Neighbours(sites.points, self.field.anchors.short)
        self._moved = [np.zeros(len(cells))]
        self.day = -1

    def step(self, today: Observations) -> FieldDay:
        """Take in the sided observations of the next day; the field at all sites at its end."""
        field, settings = self.field, self._settings
        self.day += 1
        field.name(np.unique(today.site))
        today = today.take(today.counted(field.expected(today.site)))
        places, group = np.unique(today.site, return_inverse=True)
        triggers = triggers_of(today, field.expected(today.site), settings.phase)
        moving = np.flatnonzero(triggers)
        mobility = self._phase.advance(
            self.day, self._sites.points[today.site[moving]], triggers[moving]
        )
        if self.day:
            field.pass_day(mobility)
            self._moved.append(self._moved[-1] + settings.mobile_rate * mobility)
        if places.size:
            field.update(self._told(today, places, group))
        mean, variance = self._neighbours.settle(field)
        return FieldDay(
            day=self.day,
            mean=mean,
            variance=variance,
            silent=field.silent,
            kept=np.ones(len(mean)),
            gain=None,
            fusion=None,
        )

    def _told(self, today: Observations, places: Ints, group: Ints) -> Told:
        each = 1.0 / (1.0 / today.precision + self._drift(today))
        precision: Floats = np.bincount(group, each, len(places)).astype(float)
        expected = self.field.expected(places)
        innovation = np.zeros_like(expected)
        np.add.at(innovation, group, each[:, None] * steps_of(today, expected[group]))
        return Told(places, precision, innovation / precision[:, None])

    def _drift(self, today: Observations) -> Floats:
        """Variance that each observation's place has gathered since the event."""
        drift = self._settings.still_rate * today.lag.astype(float)
        cells = self.cell_of_site[today.site]
        for lag in np.unique(today.lag[today.lag > 0]):
            late = today.lag == lag
            since = self._moved[self.day - int(lag)]
            drift[late] += (self._moved[-1] - since)[cells[late]]
        return drift


def sweep(
    sites: Sites, observed: Observations, settings: ControlSettings, last_day: int
) -> Iterator[FieldDay]:
    """Give the field at all sites on each day from the first to `last_day`."""
    sided = observed.take((observed.sign != 0) & (observed.day <= last_day))
    bounds = np.searchsorted(sided.day, np.arange(last_day + 2))
    run = Sweep(sites, settings)
    for day in range(last_day + 1):
        yield run.step(sided.between(int(bounds[day]), int(bounds[day + 1])))
