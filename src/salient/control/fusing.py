"""The filter over the places that evidence names: one pass in time, exact for the model.

The latent field is a Gaussian process whose temporal part has independent increments, so what is
known of it on a day is the covariance among the named places and their means; a day adds variance
(`salient.control.kernels`) and its observations take some away. Cost grows with named places
squared times observations, not with observations cubed. What each day did is kept as a `Fusion`,
from which the field at any other place follows (`salient.control.projecting`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.spatial import cKDTree

from salient.control.covariances import Covariances
from salient.control.observations import Observations
from salient.control.phase import Phase, opening_share
from salient.control.settings import ControlSettings, PhaseSettings
from salient.control.sites import Sites, thin

__all__ = ["Fused", "Fusion", "cells_of", "fuse", "prior_means", "steps_of", "triggers_of"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fusion:
    """What one day's observations did.

    `named` are positions in `Fused.named` of the m places observed, `cross` (m × U) the covariance
    of those with all named places before the update, `inverse` (m × m) the inverse of the
    observations' covariance, `innovation` (m × sides) observed minus `expected`. `members` lists,
    for each of the m, the observations pooled there, `shares` what each counted for, and `steps`
    what each says beyond what was expected, per side.
    """

    day: int
    named: Ints
    cross: Singles
    inverse: Floats
    innovation: Floats
    expected: Floats
    members: tuple[Ints, ...]
    shares: tuple[Floats, ...]
    steps: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Fused:
    """The whole pass: `named` sites, the mobility of each cell and day, and each day's fusion."""

    named: Ints
    cell_of_site: Ints
    mobility: Singles
    fusions: tuple[Fusion, ...]
    observations: Observations


def prior_means(sites: Sites, settings: ControlSettings) -> Floats:
    """Latent value per site and side on the first day (n × sides), summing to 0 over the sides.

    A place starts at `prior_mean` for the side that held it, less the nearer it lay to other
    ground; at 0 for all where it was contested or nothing is known.
    """
    n_sides = len(sites.sides)
    means = np.zeros((len(sites), n_sides))
    strength = settings.prior_mean * (
        1.0 - settings.front_discount * np.exp(-sites.line_distance() / settings.front_km)
    )
    for j, side in enumerate(sites.sides):
        mine = np.array([s == side for s in sites.start], dtype=bool)
        means[mine] = -strength[mine, None] / (n_sides - 1)
        means[mine, j] = strength[mine]
    return means


def fuse(sites: Sites, observed: Observations, settings: ControlSettings, last_day: int) -> Fused:
    """Run the filter from the first day to `last_day` (days since the first, included)."""
    sided = observed.take((observed.sign != 0) & (observed.day <= last_day))
    cells, cell_of_site = cells_of(sites, settings.phase.cell_km)
    ragged = opening_share(sites, settings.phase)
    phase = Phase(sites.points[cells], settings.phase, ragged)
    mobility = np.zeros((last_day + 1, len(cells)), dtype=np.float32)
    named = np.unique(sided.site)
    field = _NamedField(sites, named, cell_of_site[named], settings)
    position = np.searchsorted(named, sided.site)
    bounds = np.searchsorted(sided.day, np.arange(last_day + 2))
    fusions = []
    for day in range(last_day + 1):
        today = np.arange(bounds[day], bounds[day + 1])
        now = sided.between(int(bounds[day]), int(bounds[day + 1]))
        if (counts := now.counted(field.mean[position[today]])).size and not counts.all():
            today, now = today[counts], now.take(counts)
        triggers = triggers_of(now, field.mean[position[today]], settings.phase)
        points = sites.points[sided.site[today]]
        mobility[day] = phase.advance(day, points, triggers)
        if day:
            field.pass_day(mobility[day])
        if today.size:
            fusions.append(field.update(day, position, sided, today))
    return Fused(named, cell_of_site, mobility, tuple(fusions), sided)


def cells_of(sites: Sites, spacing_km: float) -> tuple[Ints, Ints]:
    """Sites that stand for the cells of the phase, and the cell of each site."""
    if not len(sites):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    cells = thin(sites.points, spacing_km)
    nearest = cKDTree(sites.points[cells]).query(sites.points)[1]
    return cells, np.asarray(nearest, dtype=np.intp)


def triggers_of(today: Observations, means: Floats, settings: PhaseSettings) -> Floats:
    """How far each claim of movement runs against `means` (of the day before, m × sides), 0..1."""
    expected = means[np.arange(len(today)), today.side] * today.sign
    against = np.clip((-expected - settings.slack) / (settings.full - settings.slack), 0.0, 1.0)
    triggers: Floats = today.movement * against
    return triggers


class _NamedField:
    """Mean and covariance of the field at the named places, day by day."""

    def __init__(self, sites: Sites, named: Ints, cells: Ints, settings: ControlSettings) -> None:
        ground = sites.points[named], cells
        self._covariances = Covariances(ground, ground, settings, np.float64)
        self._cells, self._settings = cells, settings
        self._drift = [np.zeros(len(named))]
        self.mean = prior_means(sites, settings)[named]

    def pass_day(self, mobility: Singles) -> None:
        added = self._settings.mobile_rate * mobility[self._cells].astype(float)
        self._drift.append(self._drift[-1] + added + self._settings.still_rate)
        self._covariances.pass_day(mobility)

    def _precision(self, day: int, position: Ints, observed: Observations, today: Ints) -> Floats:
        """Precision about the present of what was seen a while ago."""
        where = position[today]
        drift = np.array(
            [self._drift[day][u] - self._drift[day - lag][u]
             for u, lag in zip(where, observed.lag[today], strict=True)]
        )  # fmt: skip
        precision: Floats = 1.0 / (1.0 / observed.precision[today] + drift)
        return precision

    def update(self, day: int, position: Ints, observed: Observations, today: Ints) -> Fusion:
        named, group = np.unique(position[today], return_inverse=True)
        each = self._precision(day, position, observed, today)
        precision = np.bincount(group, each)
        expected = self.mean[named]
        steps = steps_of(observed.take(today), expected[group])
        innovation = np.zeros_like(expected)
        np.add.at(innovation, group, each[:, None] * steps)
        innovation /= precision[:, None]
        cross = self._covariances.columns(day, named).T
        total = cross[:, named] + np.diag(1.0 / precision)
        inverse = cho_solve(cho_factor(total, lower=True), np.eye(named.size))
        inverse = 0.5 * (inverse + inverse.T)
        gain = cross.T @ inverse
        self.mean = self.mean + gain @ innovation
        self._covariances.take(gain, cross)
        members = tuple(today[group == i] for i in range(named.size))
        return Fusion(
            day=day,
            named=named,
            cross=cross.astype(np.float32),
            inverse=inverse,
            innovation=innovation,
            expected=expected,
            members=members,
            shares=tuple(each[group == i] / precision[i] for i in range(named.size)),
            steps=tuple(steps[group == i] for i in range(named.size)),
        )


def steps_of(today: Observations, expected: Floats) -> Floats:
    """Observed minus expected for each observation, per side (m × sides).

    An observation for a side says that the latent value of the side is at least 1, one against it
    that it is at most -1: a value already beyond that stays. The other sides give way alike, so
    what it says of one side leaves the odds among the others alone.
    """
    n_sides = expected.shape[1]
    sign, side = today.sign, today.side
    short = np.maximum(0.0, 1.0 - sign * expected[np.arange(len(today)), side]) * sign
    steps = np.repeat(-short[:, None] / (n_sides - 1), n_sides, axis=1)
    steps[np.arange(len(today)), side] = short
    return steps
