"""Where a theatre's fighting is: a prior for which of many namesakes a report means.

Taken from the theatre alone: its axes, and the line between the sides in its starting control. The
front moves, but a village near where it was or where an axis leads is likelier in the news than its
namesake three hundred kilometres behind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import EARTH_RADIUS_KM, unit_vectors
from salient.theatre import Theatre

__all__ = ["Focus"]

# Places of two sides this near to each other lie on the line between them.
_CONTACT_KM = 12.0
# How far beyond its radius an area still lends weight: the reach of a day's fighting.
_FADE_KM = 15.0
# Shares of a narrow axis and of one point of contact. An axis weighs by the inverse of its area, so
# that one for half a country says little and several narrow ones over each other say much.
_AXIS_SHARE = 2000.0
_CONTACT_SHARE = 1.0


class Focus:
    """Areas where the fighting is: centres (n, 2) in degrees, radii in kilometres, and shares."""

    def __init__(
        self, points: NDArray[np.float64], radii: NDArray[np.float64], shares: NDArray[np.float64]
    ) -> None:
        self._vectors = unit_vectors(points)
        self._radii = radii
        self._shares = shares

    @classmethod
    def of(cls, theatre: Theatre | None, gazetteers: Sequence[Gazetteer]) -> Focus:
        """The focus of a theatre; an empty one if there is none."""
        points: list[tuple[float, float]] = []
        radii: list[float] = []
        shares: list[float] = []
        for region in theatre.regions if theatre else ():
            if region.kind != "axis" or region.radius_km <= 0:
                continue
            shape = [(lat, lon) for lon, lat in region.line]
            for point in shape or [(region.latitude, region.longitude)]:
                points.append(point)
                radii.append(region.radius_km)
                area = (region.radius_km + 5.0) ** 2
                shares.append(_AXIS_SHARE / area / max(1, len(shape)))
        for point in _contact(theatre, gazetteers) if theatre else ():
            points.append(point)
            radii.append(_CONTACT_KM)
            shares.append(_CONTACT_SHARE)
        return cls(np.array(points).reshape(-1, 2), np.array(radii), np.array(shares))

    def __bool__(self) -> bool:
        return len(self._shares) > 0

    def intensity(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """For points (n, 2) in degrees: the logarithm of one more than the shares that reach them.

        0 far from all fighting, about 1 on a broad axis, 3 where several narrow ones meet.
        """
        if not self:
            return np.zeros(len(points))
        cosine = np.clip(unit_vectors(points) @ self._vectors.T, -1.0, 1.0)
        beyond = np.maximum(EARTH_RADIUS_KM * np.arccos(cosine) - self._radii[None, :], 0.0)
        reached = np.exp(-beyond / _FADE_KM) * self._shares[None, :]
        return np.asarray(np.log1p(reached.sum(axis=1)))


def _contact(theatre: Theatre, gazetteers: Sequence[Gazetteer]) -> list[tuple[float, float]]:
    """Points on the line between the sides on the theatre's first day, thinned to a grid."""
    held: dict[str, list[tuple[float, float]]] = {}
    for entry in theatre.start:
        place = next((p for g in gazetteers if (p := g.place(entry.place_id))), None)
        if place is not None:
            held.setdefault(entry.control, []).append((place.latitude, place.longitude))
    sides = [side for side in sorted(held) if side != "CONTESTED"]
    found = list(held.get("CONTESTED", ()))
    chord = _CONTACT_KM / EARTH_RADIUS_KM
    for side in sides:
        others = [point for other in sides if other != side for point in held[other]]
        if not others:
            continue
        own = np.array(held[side])
        near, _ = cKDTree(unit_vectors(np.array(others))).query(
            unit_vectors(own), distance_upper_bound=chord
        )
        found += [tuple(point) for point in own[np.isfinite(near)].tolist()]
    grid = {(round(lat * 8), round(lon * 6)): (lat, lon) for lat, lon in sorted(found)}
    return [grid[cell] for cell in sorted(grid)]
