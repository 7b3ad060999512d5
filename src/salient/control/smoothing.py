"""Hindsight: what a day looks like once everything that came after it is known.

The filter of `salient.control.fusing` carries the field forward; here what later days found runs
back through its updates, as in the smoother of Bryson and Frazier (Bierman, 1973): an adjoint of
the mean and one of the covariance over the named places, from which the field of any place on any
day follows without inverting anything large. The mean is exact. The variance, which after
smoothing is a continuous function of time, is worked out every `knot_days` and drawn straight
between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.covariances import Covariances
from salient.control.fusing import Fused, Fusion
from salient.control.projecting import FieldDay, walk
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Later", "hindsight", "look_back"]

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


def look_back(fused: Fused, sides: int, knot_days: int) -> Later:
    """Run back from the day of the last claim to the first day."""
    last_day = fused.fusions[-1].day if fused.fusions else 0
    named = len(fused.named)
    spacing = max(knot_days, -(-last_day // MOST_KNOTS))
    knots = tuple(sorted({*range(0, last_day, spacing), last_day}))
    fusions = {fusion.day: fusion for fusion in fused.fusions}
    pull = np.zeros((last_day + 1, named, sides), dtype=np.float32)
    mean, information = np.zeros((named, sides)), np.zeros((named, named))
    kept: list[Singles] = []
    for day in range(last_day, -1, -1):
        pull[day] = mean
        if day in knots:
            kept.append(information.astype(np.float32))
        if day in fusions:
            mean, information = _before(fusions[day], mean, information)
    return Later(pull, knots, tuple(reversed(kept)))


def _before(fusion: Fusion, mean: Floats, information: Floats) -> tuple[Floats, Floats]:
    """Adjoints before a day's update, from those after it."""
    cross = fusion.cross.astype(float)
    gain = cross.T @ fusion.inverse
    carried = information @ gain
    mean = mean.copy()
    mean[fusion.named] += fusion.inverse @ fusion.innovation - gain.T @ mean
    information = information.copy()
    information[fusion.named] -= carried.T
    information[:, fusion.named] -= carried
    information[np.ix_(fusion.named, fusion.named)] += gain.T @ carried + fusion.inverse
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
    before: tuple[int, Floats] | None = None
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
        knot = field.day, _smoothed(field, covariances, information[field.day])
        yield from _drawn_between(before or knot, knot, waiting)
        waiting, before = [], knot


def _smoothed(field: FieldDay, covariances: Covariances, information: Singles) -> Floats:
    cross = covariances.all(field.day)
    found = np.einsum("ij,ij->i", cross @ information, cross)
    smoothed: Floats = np.clip(field.variance - found, 1e-9, field.variance)
    return smoothed


def _drawn_between(
    before: tuple[int, Floats], knot: tuple[int, Floats], fields: list[FieldDay]
) -> Iterator[FieldDay]:
    (first, start), (last, end) = before, knot
    for field in fields:
        share = (field.day - first) / (last - first) if last > first else 1.0
        between = (1.0 - share) * start + share * end
        yield msgspec.structs.replace(field, variance=np.minimum(between, field.variance))
