"""The field at a place from its own reports and those of the place next to it.

The short scales of the field reach a few kilometres, so a village that no report names shares most
of what is found of the town beside it. Each place takes that from the one neighbour that tells it
most; its own part of the field and the neighbour's correlate as the kernel of the short scales
says.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from salient.control.compiled import COMPILED, WORTHWHILE
from salient.control.kernels import moving_kernel
from salient.control.settings import ControlSettings

__all__ = ["Lent", "Neighbours"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

NEAREST = 6
"""Neighbours of a place that may tell it something."""
LEAST = 1e-3
"""Precision below which what a neighbour tells is left out."""
LEAST_VARIANCE = 1e-9
WEAKEST = 0.15
"""Correlation below which a neighbour tells nothing."""


class Field(Protocol):
    """The field at n places, as `salient.control.anchored.AnchoredField` lays it out."""

    heard: npt.NDArray[np.bool_]
    prior: Floats
    own: Floats
    tie: Floats
    own_variance: Floats
    long: Floats

    @property
    def long_variance(self) -> Floats:
        """Variance of the long part at each place."""

    def own_silent(self) -> Floats:
        """Variance of each place's own part, had nothing been observed."""

    def short_silent(self) -> Floats:
        """Variance of the short scales at each place, had nothing been observed."""


class Lent(NamedTuple):
    """What each of some places takes from one neighbour.

    Its own part becomes `kept` of what it was and `borrowed` of the neighbour's, with `variance`.
    """

    place: Ints
    other: Ints
    kept: Floats
    borrowed: Floats
    variance: Floats


class Neighbours:
    """Which places lie near which, and how their own parts correlate."""

    def __init__(self, points: Floats, short: ControlSettings) -> None:
        wanted = min(NEAREST + 1, len(points))
        self._heard = -1
        self._active = self._first = self._pairs = np.empty(0, dtype=np.intp)
        if wanted < 2:
            self.place = self.other = np.empty(0, dtype=np.intp)
            self.correlation = np.empty(0)
            return
        away, other = cKDTree(points).query(points, wanted)
        away, other = np.asarray(away)[:, 1:], np.asarray(other, dtype=np.intp)[:, 1:]
        alone = float(moving_kernel(np.zeros(1), short)[0])
        correlation = moving_kernel(away, short) / alone if alone else np.zeros_like(away)
        near = correlation >= WEAKEST
        self.place = np.repeat(np.arange(len(points)), wanted - 1)[near.ravel()]
        self.other = other[near]
        self.correlation = correlation[near]

    def settle(self, field: Field, *, compiled: bool = COMPILED) -> tuple[Floats, Floats]:
        """Mean (n × sides) and variance (n) of the field at each place."""
        if compiled and len(field.tie) > WORTHWHILE:
            return self._settle_compiled(field)
        tie, own = field.tie.copy(), field.own.copy()
        variance = field.own_variance.copy()
        lent = self.lent(field)
        place, other = lent.place, lent.other
        if place.size:
            own[place] = lent.kept[:, None] * own[place] + lent.borrowed[:, None] * (
                field.own[other] - field.tie[other, None] * (field.long[other] - field.long[place])
            )
            tie[place] = lent.kept * tie[place] + lent.borrowed * field.tie[other]
            variance[place] = lent.variance
        loose = 1.0 - tie
        mean = field.prior + own + loose[:, None] * field.long
        return mean, loose**2 * field.long_variance + variance

    def _settle_compiled(self, field: Field) -> tuple[Floats, Floats]:
        from salient.control import loops

        self._look_round(field)
        ends = np.append(self._first, len(self._active))
        mean, variance = field.prior.copy(), np.empty(len(field.tie))
        loops.settle(
            (ends, self._active, self.place, self.other, self.correlation),
            (field.own, field.tie, field.own_variance, field.long, field.long_variance),
            (field.own_silent(), field.short_silent()),
            (LEAST, LEAST_VARIANCE),
            (mean, variance),
        )
        return mean, variance

    def _look_round(self, field: Field) -> None:
        """Find the pairs whose second place has been heard of."""
        heard = int(field.heard.sum())
        if heard != self._heard:
            self._active = np.flatnonzero(field.heard[self.other])
            self._first, self._pairs = _groups(self.place[self._active])
            self._heard = heard

    def lent(self, field: Field) -> Lent:
        """What places take from the neighbours that tell them most."""
        pairs, slope, noise, told = self._best(field)
        place, other = self.place[pairs], self.other[pairs]
        alone = field.own_variance[place]
        settled = 1.0 / (1.0 / alone + told)
        return Lent(place, other, settled / alone, settled * slope / noise, settled)

    def _best(self, field: Field) -> tuple[Ints, Floats, Floats, Floats]:
        """Pairs of a place and the neighbour that tells it most.

        With what a unit of the neighbour's own part says of the place's, with what noise, and what
        precision that adds to what the place's own silence leaves.
        """
        self._look_round(field)
        if not self._active.size:
            nothing = np.empty(0)
            return self._active, nothing, nothing, nothing
        place, other = self.place[self._active], self.other[self._active]
        silent, short = field.own_silent(), field.short_silent()
        slope = self.correlation[self._active] * np.sqrt(short[place] * short[other])
        slope /= silent[other]
        less = slope**2 * (silent[other] - field.own_variance[other])
        noise = np.maximum(silent[place] - less, LEAST_VARIANCE)
        told = 1.0 / noise - 1.0 / silent[place]
        most = np.maximum.reduceat(told, self._first)
        firmest = np.flatnonzero(told == np.repeat(most, self._pairs))
        # Of pairs that tell a place as much, the first.
        best = firmest[np.r_[True, place[firmest[1:]] != place[firmest[:-1]]]]
        best = best[told[best] > LEAST]
        return self._active[best], slope[best], noise[best], told[best]


def _groups(places: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal places begins, and how long it is."""
    first = np.flatnonzero(np.r_[True, places[1:] != places[:-1]][: places.size])
    return first, np.diff(np.r_[first, places.size])
