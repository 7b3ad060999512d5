"""From probabilities to a map: areas by state, front lines, and the band in which they may lie."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from salient.control.areas import Tessellation

__all__ = ["Change", "ControlArea", "ControlMap", "Front", "changed_ground", "control_map"]

Floats = npt.NDArray[np.float64]

FIRM = 0.8
"""The share of a side among the sides from which ground is no part of the band."""


class ControlArea(msgspec.Struct, frozen=True, kw_only=True):
    """Ground of one state, in degrees."""

    state: str
    settlements: int
    area_km2: float
    geometry: BaseGeometry


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """Where ground of two sides meets: lines in degrees, and their length."""

    sides: tuple[str, str]
    length_km: float
    geometry: BaseGeometry


class ControlMap(msgspec.Struct, frozen=True, kw_only=True):
    """The map of one day.

    `areas` share the ground out by likeliest state. `fronts` part the ground by the likeliest
    side, contested ground too. `band` is the ground on which the front may lie: where no side
    has 80 % against the others, or `contested` is likeliest.
    """

    areas: tuple[ControlArea, ...]
    fronts: tuple[Front, ...]
    band: BaseGeometry
    band_km2: float


def control_map(
    tessellation: Tessellation, probability: npt.ArrayLike, states: Sequence[str]
) -> ControlMap:
    """Draw the map of one day from n × K probabilities over `states`, the last being contested."""
    p = np.asarray(probability, dtype=float)
    likeliest = np.argmax(p, axis=1)
    areas = []
    for k, state in enumerate(states):
        members = np.flatnonzero(likeliest == k)
        if len(members):
            areas.append(
                ControlArea(
                    state=state,
                    settlements=len(members),
                    area_km2=float(tessellation.area_km2[members].sum()),
                    geometry=tessellation.area(members),
                )
            )
    sides = p[:, :-1]
    total = sides.sum(axis=1, keepdims=True)
    share = np.divide(sides, total, out=np.zeros_like(sides), where=total > 0)
    loose = np.flatnonzero((share.max(axis=1) < FIRM) | (likeliest == len(states) - 1))
    return ControlMap(
        areas=tuple(areas),
        fronts=tuple(_fronts(tessellation, np.argmax(share, axis=1), states)),
        band=tessellation.area(loose),
        band_km2=float(tessellation.area_km2[loose].sum()),
    )


def _fronts(
    tessellation: Tessellation, side: npt.NDArray[np.intp], states: Sequence[str]
) -> list[Front]:
    """Lines along the edges between cells of different sides, by pair of sides."""
    first, second = side[tessellation.pairs].T
    found = []
    for a in range(len(states) - 1):
        for b in range(a + 1, len(states) - 1):
            between = ((first == a) & (second == b)) | ((first == b) & (second == a))
            if not between.any():
                continue
            lines = shapely.linestrings(tessellation.edges[between])
            merged = shapely.line_merge(shapely.multilinestrings(lines))
            cut = _linear(merged.intersection(tessellation.ground))
            if cut.is_empty:
                continue
            found.append(
                Front(
                    sides=(states[a], states[b]),
                    length_km=_length_km(tessellation, cut),
                    geometry=_linear(tessellation.plane.unproject(cut)),
                )
            )
    return found


def _linear(geometry: BaseGeometry) -> BaseGeometry:
    """Only the lines of a geometry, joined where they meet."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    lines = [part for part in parts if part.geom_type == "LineString" and part.length > 0]
    merged = shapely.line_merge(MultiLineString(lines))
    return MultiLineString([merged]) if merged.geom_type == "LineString" else merged


def _length_km(tessellation: Tessellation, lines: BaseGeometry) -> float:
    """True length: the plane stretches east and west away from its middle latitude."""
    ends = np.concatenate(
        [_steps(shapely.get_coordinates(line)) for line in shapely.get_parts(lines)]
    )
    degrees = tessellation.plane.to_degrees(ends.reshape(-1, 2)).reshape(-1, 2, 2)
    stretch = np.cos(np.radians(degrees[:, :, 1].mean(axis=1))) / tessellation.plane.cosine
    steps = ends[:, 1] - ends[:, 0]
    return float(np.hypot(steps[:, 0] * stretch, steps[:, 1]).sum())


def _steps(points: Floats) -> Floats:
    return np.stack((points[:-1], points[1:]), axis=1)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Ground that went from one likeliest state to another; `members` are positions."""

    before: str
    after: str
    members: tuple[int, ...]
    area_km2: float
    geometry: BaseGeometry


def changed_ground(
    tessellation: Tessellation,
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    states: Sequence[str],
) -> list[Change]:
    """Give what changed its likeliest state between two days of n × K probabilities each."""
    was = np.argmax(np.asarray(before), axis=1)
    now = np.argmax(np.asarray(after), axis=1)
    found = []
    for a, b in sorted({(int(x), int(y)) for x, y in zip(was, now, strict=True) if x != y}):
        members = np.flatnonzero((was == a) & (now == b))
        found.append(
            Change(
                before=states[a],
                after=states[b],
                members=tuple(members.tolist()),
                area_km2=float(tessellation.area_km2[members].sum()),
                geometry=tessellation.area(members),
            )
        )
    return found
