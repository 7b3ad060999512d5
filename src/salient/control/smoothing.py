"""Hindsight: what a day looks like once everything that came after it is known.

The filter of `salient.control.fusing` carries the field forward; here what later days found runs
back through its updates, as in the smoother of Bryson and Frazier (Bierman, 1973): an adjoint of
the mean and one of the covariance over the named places, from which the field of any place on any
day follows without inverting anything large. The mean is exact. The variance, which after
smoothing is a continuous function of time, is worked out every `knot_days` and drawn straight
between.

A claim that ground changed hands says nothing of the days before: smoothing would draw the change
halfway back to whatever was heard last. So claims of movement do not look back; all others do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.covariances import Covariances
from salient.control.fusing import Fused, Fusion
from salient.control.observations import Observations
from salient.control.projecting import FieldDay, walk
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Later", "hindsight", "look_back", "looks_back"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

MOST_KNOTS = 40
"""Bounds the memory that the adjoints of the covariance take."""


@dataclass(frozen=True, slots=True)
class Later:
    """What the days after each one found, over the U named places.

    `pull` (days × U × sides) is the adjoint of the mean at the end of each day to that of the last
    claim, `knots` some of the days, ascending, that last one included, and `information` (U × U
    each) the adjoint of the covariance at the ends of those.
    """

    pull: Singles
    knots: tuple[int, ...]
    information: tuple[Singles, ...]


def looks_back(observed: Observations) -> npt.NDArray[np.bool_]:
    """Which observations bear on the days before them: all but those of a claim of movement."""
    moves = np.zeros(len(observed.claim_ids), dtype=bool)
    moves[observed.source[observed.movement > 0.0]] = True
    backwards: npt.NDArray[np.bool_] = ~moves[observed.source]
    return backwards


def look_back(fused: Fused, sides: int, knot_days: int) -> Later:
    """Run back from the day of the last claim to the first day."""
    last_day = fused.fusions[-1].day if fused.fusions else 0
    named = len(fused.named)
    spacing = max(knot_days, -(-last_day // MOST_KNOTS))
    knots = tuple(sorted({*range(0, last_day, spacing), last_day}))
    fusions = {fusion.day: fusion for fusion in fused.fusions}
    pull = np.zeros((last_day + 1, named, sides), dtype=np.float32)
    mean, information = np.zeros((named, sides)), np.zeros((named, named))
    backwards = looks_back(fused.observations)
    kept: list[Singles] = []
    for day in range(last_day, -1, -1):
        pull[day] = mean
        if day in knots:
            kept.append(information.astype(np.float32))
        if day in fusions:
            mean, information = _before(fusions[day], backwards, mean, information)
    return Later(pull, knots, tuple(reversed(kept)))


def _before(
    fusion: Fusion, backwards: npt.NDArray[np.bool_], mean: Floats, information: Floats
) -> tuple[Floats, Floats]:
    """Adjoints before a day's update, from those after it."""
    cross = fusion.cross.astype(float)
    gain = cross.T @ fusion.inverse
    carried = information @ gain
    parts = [shares * backwards[m] for m, shares in zip(fusion.members, fusion.shares, strict=True)]
    said = np.array([part @ steps for part, steps in zip(parts, fusion.steps, strict=True)])
    part = np.sqrt([part.sum() for part in parts])
    mean = mean.copy()
    mean[fusion.named] += fusion.inverse @ said - gain.T @ mean
    information = information.copy()
    information[fusion.named] -= carried.T
    information[:, fusion.named] -= carried
    information[np.ix_(fusion.named, fusion.named)] += gain.T @ carried + (
        part[:, None] * fusion.inverse * part
    )
    return mean, information


def hindsight(
    sites: Sites,
    fused: Fused,
    later: Later,
    chosen: Ints,
    settings: ControlSettings,
    last_day: int,
) -> Iterator[FieldDay]:
    """Carry the field to the `chosen` sites on each day to `last_day`, as seen after all claims.

    `gain` and `fusion` stay those of the filter. After the last claim there is nothing to look back
    from.
    """
    waiting: list[FieldDay] = []
    before: _Knot | None = None
    information = dict(zip(later.knots, later.information, strict=True))
    final = later.knots[-1]
    for field, covariances in walk(sites, fused, chosen, settings, max(last_day, final)):
        if field.day > final:
            yield field
            continue
        mean = field.mean + covariances.times(field.day, later.pull[field.day])
        waiting.append(msgspec.structs.replace(field, mean=mean))
        if field.day not in information:
            continue
        smoothed = _smoothed(field, covariances, information[field.day])
        knot = _Knot(field.day, smoothed, field.variance - smoothed)
        yield from _drawn_between(before or knot, knot, waiting)
        waiting, before = [], knot


def _smoothed(field: FieldDay, covariances: Covariances, information: Singles) -> Floats:
    cross = covariances.all(field.day)
    found = np.einsum("ij,ij->i", cross @ information, cross)
    smoothed: Floats = np.clip(field.variance - found, 1e-9, field.variance)
    return smoothed


class _Knot(NamedTuple):
    """A day, the smoothed variance of each place on it, and by how much later days lowered it."""

    day: int
    variance: Floats
    found: Floats


def _drawn_between(before: _Knot, knot: _Knot, fields: list[FieldDay]) -> Iterator[FieldDay]:
    """Give the days up to a knot the variance between it and the one before.

    What later days found goes to nothing on a day with a claim that looks back, and the variance
    falls on one with a claim that does not. So neither may be taken to run straight: the larger
    variance of the two counts.
    """
    for field in fields:
        span = knot.day - before.day
        share = (field.day - before.day) / span if span else 1.0
        between = (1.0 - share) * before.variance + share * knot.variance
        lowered = field.variance - ((1.0 - share) * before.found + share * knot.found)
        variance = np.minimum(np.maximum(between, lowered), field.variance)
        yield msgspec.structs.replace(field, variance=variance)
