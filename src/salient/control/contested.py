"""Probabilities of sides and of `contested`, from the latent field and reports of fighting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from salient.control.observations import Observations
from salient.control.settings import ContestSettings, ControlSettings
from salient.control.sites import Sites
from salient.model import CONTESTED

__all__ = ["Fighting", "Tenure", "is_over", "log_odds", "probabilities", "reach_of"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

REACH = 3.0
NOBODY = -1
USUAL_ODDS = 2.5
"""Log-odds at which several other sides together weigh as much as one."""


def log_odds(mean: Floats, variance: Floats, settings: ControlSettings, sides: int) -> Floats:
    """Log-odds (nats) of each side against the geometric mean of the others, n × sides.

    What is uncertain counts for less: slope · mean / sqrt(1 + spread · variance), the usual
    approximation to the mean of a logistic under a normal distribution. With more than two sides
    the slope is steeper, so that who would hold a place with 92 % against one other side does so
    against several.
    """
    slope = settings.slope * (1.0 + np.log(sides - 1.0) / USUAL_ODDS)
    scaled: Floats = slope * mean / np.sqrt(1.0 + settings.spread * variance)[:, None]
    return scaled


def probabilities(
    odds: Floats, fighting: Floats, mixed: Floats, settings: ContestSettings
) -> Floats:
    """Probability per side, then of contested (n × sides + 1); rows sum to 1.

    `fighting` and `mixed` (n) are the level of reported fighting and how mixed the ground is around
    each place.
    """
    n_sides = odds.shape[1]
    exponent = odds * (n_sides - 1) / n_sides
    exponent = np.exp(exponent - exponent.max(axis=1, keepdims=True))
    sided = exponent / exponent.sum(axis=1, keepdims=True)
    evenness = (1.0 - (sided**2).sum(axis=1)) * n_sides / (n_sides - 1)
    quiet = settings.floor + settings.doubt * evenness / 4.0 + settings.line * mixed
    reported = settings.fighting * (1.0 - np.exp(-fighting))
    contested = np.minimum(quiet + reported, settings.ceiling)
    return np.column_stack((sided * (1.0 - contested)[:, None], contested))


class Tenure:
    """What having held a place the day before adds to the log-odds of holding it still.

    Ground does not change hands by itself: where the field leaves two sides about even, the one
    that held the place keeps it, and a change is one change rather than three.
    """

    def __init__(self, advantage: float) -> None:
        """Begin without holders; `advantage` (nats) is the holder's over any other side."""
        self._advantage = advantage
        self._holder: Ints | None = None

    @property
    def holder(self) -> Ints:
        """Position of the side that held each place the day before, -1 where none did."""
        return np.empty(0, dtype=np.intp) if self._holder is None else self._holder

    def before(self, odds: Floats) -> Ints:
        """Who held each place the day before: on the first day, who is likeliest by `odds`."""
        return _likeliest(odds) if self._holder is None else self._holder

    def of_holders(self, odds: Floats) -> Floats:
        """What it adds to the log-odds (n × sides) of the next day.

        On the first day the likeliest is taken to hold the place already. Where none is likelier
        than all others nobody does.
        """
        holder = self.before(odds)
        added = np.full(odds.shape, -self._advantage / (odds.shape[1] - 1))
        added[np.arange(len(odds)), holder] = self._advantage
        added[holder == NOBODY] = 0.0
        return added

    def hold(self, odds: Floats) -> Floats:
        """Log-odds of the next day with it added; what is likeliest then holds the place."""
        held: Floats = odds + self.of_holders(odds)
        self._holder = _likeliest(held)
        return held


def _likeliest(odds: Floats) -> Ints:
    first = np.argmax(odds, axis=1)
    best = odds[np.arange(len(odds)), first]
    alone = (odds >= best[:, None]).sum(axis=1) == 1
    return np.where(alone, first, NOBODY)


def is_over(moved: Observations) -> Floats:
    """Share of the fighting reported of each observation's place so far that is over after it.

    Who took or left a place ended the fight for it: the surer that is told, and by the more, the
    less of the fighting told until then goes on.
    """
    over: Floats = 1.0 - np.exp(-moved.precision)
    return over


class Fighting:
    """How much fighting has been reported around each place, fading with time."""

    def __init__(
        self, sites: Sites, observed: Observations, chosen: Ints, settings: ContestSettings
    ) -> None:
        fights = observed.take(observed.sign == 0)
        self._settings, self._last = settings, -1
        self._day, self._precision = fights.day, fights.precision
        where, self._position = np.unique(fights.site, return_inverse=True)
        self._level = np.zeros(where.size)
        self._open = np.array([sites.start[i] == CONTESTED for i in chosen]) * settings.opening
        self._reach = reach_of(sites.points[chosen], sites.points[where], settings.length_km)
        moved = observed.take((observed.sign != 0) & (observed.movement > 0.0))
        fought_over = moved.take(np.isin(moved.site, where))
        self._ended = np.searchsorted(where, fought_over.site)
        self._end_day, self._over = fought_over.day, is_over(fought_over)
        told = np.full(len(sites), np.inf)
        np.minimum.at(told, moved.site, moved.day)
        self._told = told[chosen]

    def on(self, day: int) -> Floats:
        """Level at each place at the end of `day`; days must not go backwards."""
        for each in range(self._last + 1, day + 1):
            self._level *= 0.5 ** (1.0 / self._settings.half_life_days)
            new = self._day == each
            np.add.at(self._level, self._position[new], self._precision[new])
            ended = self._end_day == each
            np.multiply.at(self._level, self._ended[ended], 1.0 - self._over[ended])
        self._last = day
        faded_open = self._open * 0.5 ** (day / self._settings.opening_days)
        # Who took or left a place that was open at the start is told from then on.
        opening = np.where(day < self._told, faded_open, 0.0)
        level: Floats = self._reach @ self._level + opening
        return level


def reach_of(points: Floats, fights: Floats, length_km: float) -> csr_array:
    """How much of a fight at each of some points is felt at others, n × m, 1 at the point."""
    shape = (len(points), len(fights))
    if not all(shape):
        return csr_array(shape)
    near = cKDTree(points).sparse_distance_matrix(
        cKDTree(fights), REACH * length_km, output_type="coo_matrix"
    )
    weight = np.exp(-0.5 * (near.data / length_km) ** 2)
    return csr_array((weight, (near.row, near.col)), shape=shape)
