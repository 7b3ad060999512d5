"""Hindsight where thousands of places are named: the anchored filter, retraced from its last day.

After Rauch, Tung and Striebel (1965): the field of a day is what the filter made of it, moved by as
much of what the next day turned out to be as the two have in common. Of the anchors that is done
jointly. Of each place's own part, what is known of it *given* the long part is carried back by a
scalar step, and tied to the long part of its own day by how the long parts of the two days go
together. While the long part stands still this loses nothing against joint inference, as in the
filter (`salient.control.anchored`); when it moves, what places' own parts say of how it moved is
lost. What claims of movement say does not look back (`salient.control.smoothing`).

The filter is run twice, once to keep its state every few weeks, and once from there, last stretch
first, so that the states of one stretch are all that is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array

from salient.control.compiled import hanging, spread
from salient.control.observations import Observations
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.control.smoothing import looks_back
from salient.control.sweeping import Sweep, Swept

__all__ = ["FieldThen", "retrace"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

JITTER = 1e-13
LEAST = 1e-9
"""Variance below which rounding is all that is left."""


class FieldThen(NamedTuple):
    """The field at the chosen places on one day, with hindsight.

    `mean` (n × sides), `variance` (n), and `silent` (n), the variance that no evidence would have
    left.
    """

    day: int
    mean: Floats
    variance: Floats
    silent: Floats


@dataclass(slots=True)
class _Known:
    """What is known of the anchors (`mean`, `covariance`) and of the named places' own parts.

    `own`, `tie` and `own_variance` as in `AnchoredField`.
    """

    mean: Floats
    covariance: Floats
    own: Floats
    tie: Floats
    own_variance: Floats


class _Stood(NamedTuple):
    """A day as the filter left it; `moved` and `stood` are what variance has come since the start.

    `swept` is what its observations did, None without any.
    """

    known: _Known
    moved: Floats
    stood: float
    swept: Swept | None


@dataclass(slots=True)
class _Then:
    """The field of a day at all places, as `Neighbours` settles it."""

    heard: npt.NDArray[np.bool_]
    prior: Floats
    own: Floats
    tie: Floats
    own_variance: Floats
    long: Floats
    long_variance: Floats
    silent: Floats
    short: Floats

    def own_silent(self) -> Floats:
        """Variance of each place's own part, had nothing been observed."""
        return self.silent

    def short_silent(self) -> Floats:
        """Variance of the short scales at each place, had nothing been observed."""
        return self.short


def retrace(
    sites: Sites,
    observed: Observations,
    settings: ControlSettings,
    chosen: Ints,
    last_day: int,
    hear: Callable[[Sweep, Swept | None], None],
) -> Iterator[FieldThen]:
    """Give the field at the `chosen` sites on each day to `last_day`, knowing all that is observed.

    `observed` may go on beyond `last_day`. `hear` is told of each day as the filter takes it in.
    Takes room for two numbers a chosen place and day with two sides, one more for each further.
    """
    sided = observed.take(observed.sign != 0)
    end = max(last_day, int(sided.day.max(initial=0)))
    run = _Run(sites, sided, settings, end)
    kept = run.forwards(hear)
    means = np.empty((last_day + 1, len(chosen), len(sites.sides) - 1), dtype=np.float32)
    variances = np.empty((last_day + 1, len(chosen)), dtype=np.float32)
    for day, then in run.backwards(kept, last_day):
        mean, variance = run.neighbours.settle(then)
        means[day] = mean[chosen, :-1]
        variances[day] = variance[chosen]
    for day in range(last_day + 1):
        mean = means[day].astype(float)
        # Over all sides the latent values sum to nothing.
        mean = np.column_stack((mean, -mean.sum(axis=1)))
        yield FieldThen(
            day,
            mean,
            variances[day].astype(float),
            run.moved[day][run.cell_of_site[chosen]] + run.stood[day],
        )


class _Run:
    """The filter over all days, to be run forwards and then backwards."""

    def __init__(self, sites: Sites, sided: Observations, settings: ControlSettings, end: int):
        self._sided, self._end = sided, end
        self._bounds = np.searchsorted(sided.day, np.arange(end + 2))
        self._sweep = Sweep(sites, settings)
        self._sweep.name(np.unique(self._on(day).site) for day in range(end + 1))
        field = self._sweep.field
        self._anchors, self._field = field.anchors, field
        self._named = np.flatnonzero(field.heard)
        self._hangs = field.hangs(self._named)
        self._backwards = looks_back(sided)
        self.cell_of_site, self.neighbours = self._sweep.cell_of_site, self._sweep.neighbours
        self.moved: list[Floats] = []
        self.stood: list[float] = []
        self._stretch = isqrt(end) + 1

    def _on(self, day: int) -> Observations:
        return self._sided.between(int(self._bounds[day]), int(self._bounds[day + 1]))

    def forwards(self, hear: Callable[[Sweep, Swept | None], None]) -> list[Sweep]:
        """Run to the last day; the filter as it stood before each stretch of days."""
        kept = []
        for day in range(self._end + 1):
            if day % self._stretch == 0:
                kept.append(self._sweep.snapshot())
            hear(self._sweep, self._sweep.step(self._on(day)))
            self.moved.append(self._sweep.field.moved.copy())
            self.stood.append(self._sweep.field.stood)
        return kept

    def backwards(self, kept: list[Sweep], last_day: int) -> Iterator[tuple[int, _Then]]:
        """Run back from the last day; each day to `last_day` with hindsight, the last first."""
        next_day: _Stood | None = None
        then: _Known | None = None
        while kept:
            sweep, stretch = kept.pop(), list[_Stood]()
            for day in range(sweep.day + 1, min(sweep.day + 1 + self._stretch, self._end + 1)):
                stretch.append(self._stood(sweep, day))
            first = self._stretch * len(kept)
            while stretch:
                stood = stretch.pop()
                if next_day is None or then is None:
                    then = stood.known
                else:
                    then = self._before(stood, next_day, then)
                next_day, day = stood, first + len(stretch)
                if day <= last_day:
                    yield day, self._everywhere(stood, then)

    def _stood(self, sweep: Sweep, day: int) -> _Stood:
        swept, field, named = sweep.step(self._on(day)), sweep.field, self._named
        known = _Known(
            field.mean.copy(),
            field.covariance.copy(),
            field.own[named],
            field.tie[named],
            field.own_variance[named],
        )
        return _Stood(known, self.moved[day], self.stood[day], swept)

    def _everywhere(self, stood: _Stood, known: _Known) -> _Then:
        anchors, field = self._anchors, self._field
        silent, short = field.silences(stood.moved, stood.stood)
        own, tie, own_variance = np.zeros_like(field.prior), np.zeros(len(silent)), silent.copy()
        named = self._named
        own[named], tie[named], own_variance[named] = known.own, known.tie, known.own_variance
        return _Then(
            heard=field.heard,
            prior=field.prior,
            own=own,
            tie=tie,
            own_variance=own_variance,
            long=hanging(known.mean, anchors.index, anchors.weight) if named.size else own,
            long_variance=(
                spread(known.covariance, anchors.index, anchors.weight) if named.size else tie
            ),
            silent=silent,
            short=short,
        )

    def _before(self, stood: _Stood, next_day: _Stood, then: _Known) -> _Known:
        """What is known of a day, from what is known of the next one and the filter of both."""
        now = stood.known
        if not len(now.mean):
            return now
        moved = next_day.moved - stood.moved
        added, drift = self._field.drift(moved, self._named)
        coming = now.covariance + added
        then = self._unsaid(next_day, then, now.mean, coming)
        factor = cho_factor(coming + JITTER * np.eye(len(coming)), lower=True, check_finite=False)
        back = cho_solve(factor, now.covariance, check_finite=False).T
        mean = now.mean + back @ (then.mean - now.mean)
        covariance = now.covariance + back @ (then.covariance - coming) @ back.T
        covariance = 0.5 * (covariance + covariance.T)
        pairs = _Pairs(
            spread(now.covariance, *self._hangs),
            spread(coming, *self._hangs),
            spread(then.covariance, *self._hangs),
            hanging(now.mean, *self._hangs),
            hanging(then.mean, *self._hangs),
        )
        return _Known(mean, covariance, *pairs.before(now, then, drift))

    def _unsaid(self, stood: _Stood, then: _Known, mean: Floats, coming: Floats) -> _Known:
        """What would be known had the day's claims of movement said nothing.

        `mean` and `coming` are mean and covariance of the anchors before the day's claims.
        """
        swept = stood.swept
        if swept is None:
            return then
        told, taken, known = swept.told, swept.taken, stood.known
        begin = int(self._bounds[swept.day])
        part, missing = _looking_back(swept, self._backwards[begin + swept.rows])
        lost = 1.0 - part
        if not lost.any():
            return then
        held = len(mean)
        over = _laid_out(taken.anchors, taken.weight, held)
        seen = np.sqrt(part)[:, None] * (over @ coming)
        crossed = (over.T @ (seen / taken.seen[:, None])).T
        explained = (seen.T / taken.seen) @ seen - crossed @ known.covariance @ crossed.T
        at = np.searchsorted(self._named, told.places)
        loose = (1.0 - known.tie[at]) / (1.0 - taken.share)
        long = hanging(mean, *self._field.hangs(told.places))
        own, tie, own_variance = then.own.copy(), then.tie.copy(), then.own_variance.copy()
        own[at] -= taken.share[:, None] * (missing + (lost * loose)[:, None] * long)
        tie[at] -= taken.share * lost * loose
        own_variance[at] += lost * taken.share**2 * taken.seen
        return _Known(
            then.mean - known.covariance @ (over.T @ (missing / taken.seen[:, None])),
            then.covariance + (coming - known.covariance) - explained,
            own,
            tie,
            own_variance,
        )


class _Pairs(NamedTuple):
    """Each named place's long part on a day and on the next.

    Its variance on the day (`now`), before the next day's claims (`coming`), and with hindsight on
    the next day (`then`); its mean on the day and with hindsight on the next.
    """

    now: Floats
    coming: Floats
    then: Floats
    mean: Floats
    mean_then: Floats

    def before(self, now: _Known, then: _Known, drift: Floats) -> tuple[Floats, Floats, Floats]:
        """Own parts given the long part, from those of the next day: own, tie, own variance.

        Long and own part of a place are a pair that moves by independent steps, the own part by
        one of variance `drift`; what the pair was is read from what it became.
        """
        long = np.maximum(self.now, LEAST)
        long_next = np.maximum(self.coming, LEAST)
        shared, shared_then = -now.tie * long, -then.tie * self.then
        own = now.tie**2 * long + now.own_variance
        own_next = own + drift
        # The determinant of the pair's covariance, in terms that cannot cancel.
        step, alone = long_next - long, now.own_variance + drift
        less = np.maximum(long * alone + step * own_next, LEAST**2)
        a, b = long * alone / less, shared * step / less
        c, d = shared * drift / less, (long * now.own_variance + step * own) / less
        more_long, more_shared = self.then - long_next, shared_then - shared
        more_own = then.tie**2 * self.then + then.own_variance - own_next
        variance = long + a * a * more_long + 2 * a * b * more_shared + b * b * more_own
        crossed = shared + a * c * more_long + (a * d + b * c) * more_shared + b * d * more_own
        own += c * c * more_long + 2 * c * d * more_shared + d * d * more_own
        slope = crossed / np.maximum(variance, LEAST)
        mean = now.own - now.tie[:, None] * self.mean
        went = self.mean_then - self.mean
        own_went = then.own - then.tie[:, None] * self.mean_then - mean
        mean_long = self.mean + a[:, None] * went + b[:, None] * own_went
        mean += c[:, None] * went + d[:, None] * own_went
        left = np.maximum(own - slope * crossed, LEAST)
        return mean - slope[:, None] * mean_long, -slope, left


def _looking_back(swept: Swept, backwards: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """For each place told of, the share that looks back, and the innovation that does not."""
    group, told, count = swept.group, swept.told, len(swept.told.places)
    shares = swept.shares * backwards
    part: Floats = np.minimum(np.bincount(group, shares, count), 1.0)
    everything, looking = np.zeros_like(told.innovation), np.zeros_like(told.innovation)
    np.add.at(everything, group, swept.shares[:, None] * swept.values)
    np.add.at(looking, group, shares[:, None] * swept.values)
    expected = everything - told.innovation
    missing: Floats = told.innovation - (looking - part[:, None] * expected)
    # Rounding must not make something of nothing.
    missing[part > 1.0 - LEAST] = 0.0
    part[part > 1.0 - LEAST] = 1.0
    return part, missing


def _laid_out(index: Ints, weight: Floats, width: int) -> csr_array:
    """Weighted sums (m × k) as the rows of a matrix, m × `width`."""
    begins = np.arange(len(index) + 1) * index.shape[1]
    return csr_array((weight.ravel(), index.ravel(), begins), shape=(len(index), width))
