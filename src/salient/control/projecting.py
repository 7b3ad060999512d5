"""From the filter over named places to the field at any place, day by day."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.covariances import Covariances
from salient.control.fusing import Fused, Fusion, prior_means
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["FieldDay", "project", "walk"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]


class FieldDay(msgspec.Struct, frozen=True, kw_only=True):
    """The field at some places at the end of one day.

    `mean` is n × sides, `variance` n, `silent` the variance that the same days would have left
    without any evidence. `gain` (n × m) is what each of the day's m pooled observations moved each
    place by, for a unit of innovation, and `fusion` the day's fusion; both None on a day without.
    `kept` (n) is the share of variance that the day's observations left.
    """

    day: int
    mean: Floats
    variance: Floats
    silent: Floats
    kept: Floats
    gain: Singles | None
    fusion: Fusion | None

    def first(self, n: int) -> FieldDay:
        """The field at the first `n` of the places."""
        return FieldDay(
            day=self.day,
            mean=self.mean[:n],
            variance=self.variance[:n],
            silent=self.silent[:n],
            kept=self.kept[:n],
            gain=None if self.gain is None else self.gain[:n],
            fusion=self.fusion,
        )


def project(
    sites: Sites, fused: Fused, chosen: Ints, settings: ControlSettings, last_day: int
) -> Iterator[FieldDay]:
    """Carry the field to the `chosen` sites on each day from the first to `last_day`."""
    return (field for field, _ in walk(sites, fused, chosen, settings, last_day))


def walk(
    sites: Sites, fused: Fused, chosen: Ints, settings: ControlSettings, last_day: int
) -> Iterator[tuple[FieldDay, Covariances]]:
    """Give each day's field with the covariances of the `chosen` and the named sites at its end.

    The covariances are one object that the next day changes.
    """
    here, there = fused.cell_of_site[chosen], fused.cell_of_site[fused.named]
    covariances = Covariances(
        (sites.points[chosen], here), (sites.points[fused.named], there), settings, np.float32
    )
    mean = prior_means(sites, settings)[chosen]
    opening = settings.start_variance + settings.still_rate * settings.stood_days
    variance = np.full(len(chosen), opening)
    silent = variance.copy()
    fusions = {fusion.day: fusion for fusion in fused.fusions}
    for day in range(last_day + 1):
        if day:
            covariances.pass_day(fused.mobility[day])
            mobile = settings.mobile_rate * fused.mobility[day, here].astype(float)
            variance = variance + mobile + settings.still_rate
            silent = silent + mobile + settings.still_rate
        fusion = fusions.get(day)
        gain = None
        before = variance
        if fusion is not None:
            cross = covariances.columns(day, fusion.named)
            gain = cross @ fusion.inverse.astype(np.float32)
            mean = mean + gain.astype(float) @ fusion.innovation
            variance = np.maximum(variance - np.einsum("ij,ij->i", gain, cross), 1e-9)
            covariances.take(gain, fusion.cross)
        field = FieldDay(
            day=day,
            mean=mean,
            variance=variance,
            silent=silent,
            kept=variance / before,
            gain=gain,
            fusion=fusion,
        )
        yield field, covariances
