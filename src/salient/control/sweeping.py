"""The filter for many named places, day by day: phase, observations, the field at every place.

What `salient.control.fusing` and `salient.control.projecting` do where the named places are few,
with the field of `salient.control.anchored`. A `Sweep` holds all that the next day needs, so it can
stop after any day and go on later.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salient.control.anchored import AnchoredField, Taken, Told
from salient.control.fusing import cells_of, prior_means, steps_of, triggers_of
from salient.control.neighbours import Neighbours
from salient.control.observations import Observations
from salient.control.phase import Phase, opening_share
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Sweep", "Swept"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Swept(NamedTuple):
    """A day's observations that counted, the place of each in `told.places`, and what they did."""

    today: Observations
    group: Ints
    told: Told
    taken: Taken


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

    def step(self, today: Observations) -> Swept | None:
        """Take in the sided observations of the next day; what they did, None without any."""
        field, settings = self.field, self._settings
        self.day += 1
        field.name(np.unique(today.site))
        counts = today.counted(field.expected(today.site))
        if not counts.all():
            today = today.take(counts)
        triggers = triggers_of(today, field.expected(today.site), settings.phase)
        moving = np.flatnonzero(triggers)
        mobility = self._phase.advance(
            self.day, self._sites.points[today.site[moving]], triggers[moving]
        )
        if self.day:
            field.pass_day(mobility)
            self._moved.append(self._moved[-1] + settings.mobile_rate * mobility)
        if not len(today):
            return None
        places, group = np.unique(today.site, return_inverse=True)
        told = self._told(today, places, group)
        return Swept(today, group, told, field.update(told))

    def settle(self) -> tuple[Floats, Floats]:
        """Mean (n × sides) and variance (n) of the field at each site."""
        return self._neighbours.settle(self.field)

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
