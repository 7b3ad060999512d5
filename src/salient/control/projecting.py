"""From the filter over named places to the field at any place, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salient.control.fusing import STANDSTILL, Fused, Fusion, prior_means
from salient.control.kernels import distances_km, moving_kernel, still_kernel
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["FieldDay", "project"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FieldDay:
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


def project(
    sites: Sites, fused: Fused, chosen: Ints, settings: ControlSettings, last_day: int
) -> Iterator[FieldDay]:
    """Carry the field to the `chosen` sites on each day from the first to `last_day`."""
    distances = distances_km(sites.points[chosen], sites.points[fused.named])
    moving = moving_kernel(distances, settings).astype(np.float32)
    still = (still_kernel(distances, settings) * settings.still_rate).astype(np.float32)
    covariance = settings.start_variance * moving
    mean = prior_means(sites, settings)[chosen]
    variance = np.full(len(chosen), settings.start_variance)
    silent = variance.copy()
    here, there = fused.cell_of_site[chosen], fused.cell_of_site[fused.named]
    fusions = {fusion.day: fusion for fusion in fused.fusions}
    for day in range(last_day + 1):
        if day:
            amplitude = np.sqrt(settings.mobile_rate * fused.mobility[day])
            _pass_day(covariance, moving, amplitude[here], amplitude[there], settings)
            added = amplitude[here].astype(float) ** 2 + settings.still_rate
            variance = variance + added
            silent = silent + added
        fusion = fusions.get(day)
        gain = None
        before = variance
        if fusion is not None:
            cross = covariance[:, fusion.named] + np.float32(day) * still[:, fusion.named]
            gain = cross @ fusion.inverse.astype(np.float32)
            mean = mean + gain.astype(float) @ fusion.innovation
            variance = np.maximum(variance - np.einsum("ij,ij->i", gain, cross), 1e-9)
            covariance -= gain @ fusion.cross
        yield FieldDay(day, mean, variance, silent, variance / before, gain, fusion)


def _pass_day(
    covariance: Singles, moving: Singles, here: Singles, there: Singles, settings: ControlSettings
) -> None:
    least = np.sqrt(settings.mobile_rate * STANDSTILL)
    rows = np.flatnonzero(here > least)
    if not rows.size or not (there > least).any():
        return
    covariance[rows] += (here[rows, None] * there) * moving[rows]
