"""Rivers between places: what crossing one is worth in kilometres.

A river is a line that armies stop at. Each adds one coordinate to the points of the places near it,
positive on one bank and negative on the other, so that straight distances between such points hold
what the river adds. They are distances of a Euclidean space still, in which kernels of distance
stay positive definite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["River", "banks"]

Floats = npt.NDArray[np.float64]
KM_PER_DEGREE = 111.195
FADES = 2.5
"""Distance from the river, in `barrier_km`, over which its coordinate falls to 1/e: places far from
it on both sides are reached by other ways as well."""


@dataclass(frozen=True, slots=True)
class River:
    """A line of (longitude, latitude) in WGS 84 degrees; crossing it is worth `barrier_km`."""

    line: tuple[tuple[float, float], ...]
    barrier_km: float


def banks(latitude: Floats, longitude: Floats, rivers: Sequence[River]) -> Floats:
    """One column a river (n × rivers, kilometres): half of what crossing it is worth, signed.

    The banks are told apart by the nearest stretch of the line, in a plane true to scale at its
    middle.
    """
    columns = [_bank(latitude, longitude, river) for river in rivers]
    return np.column_stack(columns) if columns else np.empty((len(latitude), 0))


def _bank(latitude: Floats, longitude: Floats, river: River) -> Floats:
    line = np.asarray(river.line, dtype=float)
    scale = KM_PER_DEGREE * np.array([np.cos(np.radians(line[:, 1].mean())), 1.0])
    points = np.column_stack((longitude, latitude)) * scale
    start, along = line[:-1] * scale, np.diff(line, axis=0) * scale
    nearest = np.full(len(points), np.inf)
    side = np.zeros(len(points))
    for here, step in zip(start, along, strict=True):
        gone = points - here
        length = float(step @ step)
        share = np.clip(gone @ step / length, 0.0, 1.0) if length else np.zeros(len(points))
        away = np.linalg.norm(gone - share[:, None] * step, axis=1)
        nearer = away < nearest
        nearest[nearer] = away[nearer]
        turn = step[0] * gone[:, 1] - step[1] * gone[:, 0]
        side[nearer] = np.sign(turn[nearer])
    found: Floats = side * 0.5 * river.barrier_km * np.exp(-nearest / (FADES * river.barrier_km))
    return found
