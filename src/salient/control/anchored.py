"""The filter for many named places: the long scales at anchors, the rest place by place.

The field at a place is its prior, plus l, the long part (a weighted sum of the anchors'), plus s, a
part of its own (the short scales and what the anchors do not carry). The anchors have a joint
covariance, as in the exact filter. Of each place's own part is known what it is given l: it is
normal about a - b·l with variance v. An observation of the place is then one of (1 - b)·l with
noise v + r, and moves a, b and v by a scalar update: so what is said of a place again and again
counts for the place in full, and for the country around it once. While the long part stands still
this loses nothing; when it moves, the tie of the place's own part to it is loosened so that their
variances and their covariance stay what they were.

Cost of a day: anchors² times places observed, or anchors³ where more are observed than there are
anchors; a few numbers a place for the rest.
"""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular
from scipy.linalg.lapack import dpotrf, dpotri

from salient.control.anchors import Anchors
from salient.control.compiled import hanging, spread
from salient.control.settings import ControlSettings
from salient.control.trails import Trail

__all__ = ["AnchoredField", "Told"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

MANY = 0.8
"""From this share of the anchors on, a day's observations are taken in through the inverse."""


class Told(NamedTuple):
    """What one day's observations say of each place observed, pooled by place.

    `places` (m, ascending), `precision` (m) and `innovation` (m × sides), observed minus expected.
    """

    places: Ints
    precision: Floats
    innovation: Floats


class Taken(NamedTuple):
    """What a day's observations did, for each of the m places observed.

    `anchors` and `weight` (m × k) are what each observes of the anchors, with variance `seen`;
    `share` is how far its innovation moved the place's own part, and `kept` how much of the own
    part's variance is left. `variance` is that of each anchor afterwards, `anchor_kept` how much of
    it is left.
    """

    anchors: Ints
    weight: Floats
    seen: Floats
    share: Floats
    kept: Floats
    variance: Floats
    anchor_kept: Floats


class AnchoredField:
    """The field at n places, as days pass and observations come.

    `points` (n × 3, kilometres), `cells` (n) the cell of each place for the mobility of a day, and
    `prior` (n × sides) the prior means. `own` (n × sides), `tie` and `own_variance` (n) are a, b
    and v; `long` (n × sides) and `long_variance` (n) mean and variance of l. `trail`, if one is
    given, keeps what each step did.
    """

    def __init__(self, points: Floats, cells: Ints, prior: Floats, settings: ControlSettings):
        n, sides = prior.shape
        self.anchors = Anchors(points, settings)
        self.prior = prior
        self._settings, self._cells = settings, cells
        most = settings.anchors.most
        self._covariance = np.zeros((most, most))
        self._mean = np.zeros((most, sides))
        self.heard = np.zeros(n, dtype=bool)
        self.own, self.tie = np.zeros((n, sides)), np.zeros(n)
        self.long = np.zeros((n, sides))
        self._spread, self._spread_late = np.zeros(n), False
        self._moved = np.full(int(cells.max(initial=-1)) + 1, settings.start_variance)
        self._stood = settings.still_rate * settings.stood_days
        self.own_variance = self._drifted(self._loosest())
        self.trail: Trail | None = None

    def snapshot(self) -> AnchoredField:
        """Copy of the field as it stands, to which no anchor may be added; they are shared."""
        kept = copy(self)
        kept._covariance, kept._mean = self.covariance.copy(), self.mean.copy()
        for name in ("own", "tie", "own_variance", "long", "_spread", "_moved"):
            setattr(kept, name, getattr(self, name).copy())
        return kept

    @property
    def covariance(self) -> Floats:
        """Covariance among the anchors, a view."""
        held = len(self.anchors)
        return self._covariance[:held, :held]

    @property
    def mean(self) -> Floats:
        """Mean of the long part at the anchors, anchors × sides, a view."""
        return self._mean[: len(self.anchors)]

    @property
    def silent(self) -> Floats:
        """Variance of the field at each place, had nothing been observed."""
        return self._moved[self._cells] + self._stood

    @property
    def moved(self) -> Floats:
        """Variance of the start and of mobile days so far, one a cell; a view."""
        return self._moved

    @property
    def stood(self) -> float:
        """Variance of still days so far."""
        return self._stood

    def own_silent(self) -> Floats:
        """Variance of each place's own part, had nothing been observed."""
        return self._drifted(self._loosest())

    def short_silent(self) -> Floats:
        """Variance of the short scales at each place, had nothing been observed."""
        return self.silences(self._moved, self._stood)[1]

    def silences(self, moved: Floats, stood: float) -> tuple[Floats, Floats]:
        """Variance of the own part and of the short scales at each place without observations.

        `moved` (one a cell) and `stood` are what variance has come until then.
        """
        moving, still = self._loosest()
        there, anchors = moved[self._cells], self.anchors
        short: Floats = anchors.short_moving * there + anchors.short_still * stood
        return moving * there + still * stood, short

    def drift(self, moved: Floats, places: Ints) -> tuple[Floats, Floats]:
        """What a day adds to the covariance of the anchors and to the own variance of places.

        `moved` is the variance, one a cell, that comes with the day's mobility.
        """
        settings, anchors, held = self._settings, self.anchors, len(self.anchors)
        amplitude = np.sqrt(moved)[self._cells[np.array(anchors.sites, dtype=np.intp)]]
        added = (amplitude[:, None] * amplitude) * anchors.moving[:held, :held]
        if anchors.short_still < 1.0:
            added += settings.still_rate * anchors.still[:held, :held]
        moving, still = self._loosest()
        own = moving[places] * moved[self._cells[places]] + still[places] * settings.still_rate
        return added, own

    def expected(self, places: Ints) -> Floats:
        """Mean of the field at some places, m × sides."""
        loose = (1.0 - self.tie[places])[:, None]
        expected: Floats = self.prior[places] + self.own[places] + loose * self.long[places]
        return expected

    def _loosest(self) -> tuple[Floats, Floats]:
        anchors = self.anchors
        return (
            anchors.short_moving + anchors.loose_moving,
            anchors.short_still + anchors.loose_still,
        )

    def _drifted(self, shares: tuple[Floats, Floats], chosen: Ints | slice = slice(None)) -> Floats:
        moving, still = shares
        cells = self._cells[chosen]
        drifted: Floats = moving[chosen] * self._moved[cells] + still[chosen] * self._stood
        return drifted

    def pass_day(self, mobility: npt.NDArray[np.floating]) -> None:
        """Add what a day with this mobility (0..1 a cell) adds."""
        settings, anchors, before = self._settings, self.anchors, self.long_variance
        moved = settings.mobile_rate * mobility.astype(float)
        held = len(anchors)
        amplitude = np.sqrt(moved)[self._cells[np.array(anchors.sites, dtype=np.intp)]]
        covariance = self.covariance
        covariance += (amplitude[:, None] * amplitude) * anchors.moving[:held, :held]
        if anchors.short_still < 1.0:
            covariance += settings.still_rate * anchors.still[:held, :held]
        self._moved += moved
        self._stood += settings.still_rate
        moving, still = self._loosest()
        self.own_variance += moving * moved[self._cells] + still * settings.still_rate
        tied = np.flatnonzero(self.tie)
        self._loosen(tied, before[tied], self._long_variance(tied))
        self._spread_late = True

    @property
    def long_variance(self) -> Floats:
        """Variance of the long part at each place (n)."""
        if self._spread_late and len(self.anchors):
            self._spread = spread(self._covariance, self.anchors.index, self.anchors.weight)
        self._spread_late = False
        return self._spread

    def _loosen(self, tied: Ints, old: Floats, new: Floats) -> None:
        """Tie places' own parts to the long part as it is, no longer as it was: its variances."""
        share = np.where(new > 0.0, old / np.where(new > 0.0, new, 1.0), 1.0)
        share = np.minimum(share, 1.0)
        tie = self.tie[tied]
        freed = tie * (1.0 - share)
        self.own[tied] -= freed[:, None] * self.long[tied]
        if self.trail is not None:
            self.trail.loosened(tied, freed, self.hangs(tied))
        self.own_variance[tied] += tie**2 * old * (1.0 - share)
        self.tie[tied] = tie * share

    def name(self, places: Ints) -> None:
        """Make anchors of those of today's places that need be, in their order."""
        for site in places[~self.heard[places]]:
            if self.anchors.wanted(int(site)):
                self._anchor(int(site))
        self.heard[places] = True

    def _anchor(self, site: int) -> None:
        anchors, before = self.anchors, self.long_variance
        index, weight = anchors.index.copy(), anchors.weight.copy()
        added = len(anchors)
        on_all, moving, still = anchors.joining(site)
        reach = on_all @ self.covariance
        alone = moving * self._moved[self._cells[site]] + still * self._stood
        mean = on_all @ self.mean
        changed = anchors.add(site)
        self._covariance[added, :added] = self._covariance[:added, added] = reach
        self._covariance[added, added] = reach @ on_all + alone
        self._mean[added] = mean
        if self.trail is not None:
            self.trail.joined(added, on_all)
        tied = changed[self.tie[changed] != 0.0]
        self._rebase(tied, index[tied], weight[tied])
        fresh = changed[self.tie[changed] == 0.0]
        self.own_variance[fresh] = self._drifted(self._loosest(), fresh)
        self.long[fresh] = self._long_mean(fresh)
        before[fresh] = self._long_variance(fresh)

    def _rebase(self, places: Ints, index: Ints, weight: Floats) -> None:
        """Tie observed places to new weights: the field there stays as well known as it was."""
        if not places.size:
            return
        anchors = self.anchors
        mean, variance = self._long_mean(places), self._long_variance(places)
        among = self._covariance[index[:, :, None], anchors.index[places][:, None, :]]
        shared = np.einsum("ni,nij,nj->n", weight, among, anchors.weight[places])
        slope = shared / np.maximum(variance, 1e-12)
        left = np.maximum(self._spread[places] - slope * shared, 0.0)
        loose = 1.0 - self.tie[places]
        self.own[places] += loose[:, None] * (self.long[places] - slope[:, None] * mean)
        if self.trail is not None:
            self.trail.loosened(places, -loose, (index, weight))
            self.trail.loosened(places, loose * slope, self.hangs(places))
        self.own_variance[places] += loose**2 * left
        self.tie[places] = 1.0 - loose * slope
        self.long[places], self._spread[places] = mean, variance

    def hangs(self, places: Ints) -> tuple[Ints, Floats]:
        """Anchors of some places and their weights on them, m × k each."""
        return self.anchors.index[places], self.anchors.weight[places]

    def _long_mean(self, chosen: Ints | slice = slice(None)) -> Floats:
        return hanging(self._mean, self.anchors.index[chosen], self.anchors.weight[chosen])

    def _long_variance(self, chosen: Ints) -> Floats:
        return spread(self._covariance, self.anchors.index[chosen], self.anchors.weight[chosen])

    def update(self, told: Told) -> Taken:
        """Take in a day's observations, one a place."""
        places, noise = told.places, 1.0 / told.precision
        index, weight = self.anchors.index[places], self.anchors.weight[places]
        loose = 1.0 - self.tie[places]
        weight = weight * loose[:, None]
        own = self.own_variance[places]
        seen = own + noise
        known = np.diagonal(self.covariance).copy()
        if len(places) < MANY * len(self.anchors):
            self._take_few(index, weight, seen, told.innovation)
        else:
            self._take_many(index, weight, seen, told.innovation)
        share = own / seen
        value = told.innovation + loose[:, None] * self.long[places]
        self.own[places] += share[:, None] * value
        self.tie[places] += share * loose
        self.own_variance[places] = share * noise
        self.long = self._long_mean()
        self._spread_late = True
        if self.trail is not None:
            self.trail.updated(places, (index, weight), seen, share, self.covariance)
        left = np.diagonal(self.covariance).copy()
        return Taken(index, weight, seen, share, noise / seen, left, left / known)

    def _take_few(self, index: Ints, weight: Floats, seen: Floats, innovation: Floats) -> None:
        covariance = self.covariance
        cross = weight[:, :1] * covariance[index[:, 0]]
        for j in range(1, index.shape[1]):
            cross += weight[:, j, None] * covariance[index[:, j]]
        total = weight[:, :1].T * cross[:, index[:, 0]]
        for j in range(1, index.shape[1]):
            total += weight[:, j] * cross[:, index[:, j]]
        total[np.diag_indices_from(total)] += seen
        lower = np.linalg.cholesky(0.5 * (total + total.T))
        half = solve_triangular(lower, cross, lower=True, check_finite=False)
        within = solve_triangular(lower, innovation, lower=True, check_finite=False)
        self.mean[:] += half.T @ within
        covariance -= half.T @ half

    def _take_many(self, index: Ints, weight: Floats, seen: Floats, innovation: Floats) -> None:
        held = len(self.anchors)
        information = _inverse(self.covariance)
        pairs = (index[:, :, None] * held + index[:, None, :]).ravel()
        added = (weight[:, :, None] * weight[:, None, :] / seen[:, None, None]).ravel()
        information += np.bincount(pairs, added, held * held).reshape(held, held)
        pull = np.zeros((held, innovation.shape[1]))
        for j in range(index.shape[1]):
            np.add.at(pull, index[:, j], (weight[:, j] / seen)[:, None] * innovation)
        covariance = _inverse(information)
        self.covariance[:] = covariance
        self.mean[:] += covariance @ pull


def _inverse(matrix: Floats) -> Floats:
    """Inverse of a symmetric positive definite matrix."""
    # By columns LAPACK takes it without a copy in between; symmetric, it is the same.
    lower, failed = dpotrf(matrix.T, lower=1, clean=1)
    if failed:
        raise np.linalg.LinAlgError("the covariance among the anchors is not positive definite")
    inverse, _ = dpotri(lower, lower=1, overwrite_c=1)
    whole: Floats = inverse + inverse.T
    np.einsum("ii->i", whole)[:] *= 0.5
    return whole
