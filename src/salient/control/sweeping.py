"""The filter for many named places, day by day: phase, observations, the field at every place.

What `salient.control.fusing` and `salient.control.projecting` do where the named places are few,
with the field of `salient.control.anchored`. A `Sweep` holds all that the next day needs, so it can
stop after any day and go on later.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy, deepcopy
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
from salient.control.trails import Counts

__all__ = ["Sweep", "Swept"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Swept(NamedTuple):
    """A day's observations that counted, and what they did.

    `day` is the day, `rows` are their positions among those given, `group` the place of each in
    `told.places`, `shares` what each counts for there, and `values` (m × sides) what each says of
    the field beyond the prior.
    """

    day: int
    today: Observations
    rows: Ints
    group: Ints
    shares: Floats
    values: Floats
    told: Told
    taken: Taken


class Sweep:
    """The filter over all sites, to be given one day after the other.

    `mobility` (0..1, one a cell of `cell_of_site`) is that of the last day.
    """

    def __init__(self, sites: Sites, settings: ControlSettings) -> None:
        cells, self.cell_of_site = cells_of(sites, settings.phase.cell_km)
        ragged = opening_share(sites, settings.phase)
        self._sites, self._settings = sites, settings
        self._phase = Phase(sites.points[cells], settings.phase, ragged)
        self.field = AnchoredField(
            sites.points, self.cell_of_site, prior_means(sites, settings), settings
        )
        self.neighbours = Neighbours(sites.points, self.field.anchors.short)
        self._moved = [np.zeros(len(cells))]
        self.day = -1
        self.mobility = self._phase.mobility()

    def step(self, today: Observations) -> Swept | None:
        """Take in the sided observations of the next day; what they did, None without any."""
        field, settings = self.field, self._settings
        self.day += 1
        field.name(np.unique(today.site))
        rows = np.flatnonzero(today.counted(field.expected(today.site)))
        if len(rows) < len(today):
            today = today.take(rows)
        triggers = triggers_of(today, field.expected(today.site), settings.phase)
        moving = np.flatnonzero(triggers)
        self.mobility = mobility = self._phase.advance(
            self.day, self._sites.points[today.site[moving]], triggers[moving]
        )
        if self.day:
            field.pass_day(mobility)
            self._moved.append(self._moved[-1] + settings.mobile_rate * mobility)
        if not len(today):
            return None
        places, group = np.unique(today.site, return_inverse=True)
        each = 1.0 / (1.0 / today.precision + self._drift(today))
        precision: Floats = np.bincount(group, each, len(places)).astype(float)
        shares = each / precision[group]
        expected = field.expected(places)
        steps = steps_of(today, expected[group])
        innovation = np.zeros_like(expected)
        np.add.at(innovation, group, shares[:, None] * steps)
        told = Told(places, precision, innovation)
        values = steps + (expected - field.prior[places])[group]
        return Swept(self.day, today, rows, group, shares, values, told, field.update(told))

    def name(self, places: Iterable[Ints]) -> None:
        """Name places before their days, so that the anchors stay what they are from the first."""
        for some in places:
            self.field.name(some)

    def snapshot(self) -> Sweep:
        """Copy of it as it stands, to go on from later; what never changes is shared.

        No place may be named anew afterwards.
        """
        kept = copy(self)
        kept.field, kept._phase = self.field.snapshot(), deepcopy(self._phase)
        kept._moved = list(self._moved)
        return kept

    def settle(self) -> tuple[Floats, Floats]:
        """Mean (n × sides) and variance (n) of the field at each site."""
        return self.neighbours.settle(self.field)

    def counts(self, places: Ints) -> Counts:
        """What each mean of the field counts for at some places, one value a place."""
        field, lent = self.field, self.neighbours.lent(self.field)
        n, values = len(field.tie), np.arange(len(places))
        counts = Counts(
            np.zeros((self._settings.anchors.most, len(places))), np.zeros((n, len(places)))
        )
        at = np.searchsorted(lent.place, places)
        for value, place in zip(values, places, strict=True):
            i = int(at[value])
            own, tie = np.zeros(len(places)), field.tie[place]
            own[value] = 1.0
            if i < len(lent.place) and lent.place[i] == place:
                other, borrowed = int(lent.other[i]), lent.borrowed[i]
                tie = lent.kept[i] * tie
                counts.own[other] += borrowed * own
                counts.hang(
                    field.hangs(np.array([other])), -borrowed * field.tie[other] * own[None]
                )
                own = lent.kept[i] * own
            counts.own[place] += own
            whole = np.zeros((1, len(places)))
            whole[0, value] = 1.0 - tie
            counts.hang(field.hangs(np.array([place])), whole)
        return counts

    def _drift(self, today: Observations) -> Floats:
        """Variance that each observation's place has gathered since the event."""
        drift = self._settings.still_rate * today.lag.astype(float)
        cells = self.cell_of_site[today.site]
        for lag in np.unique(today.lag[today.lag > 0]):
            late = today.lag == lag
            since = self._moved[self.day - int(lag)]
            drift[late] += (self._moved[-1] - since)[cells[late]]
        return drift
