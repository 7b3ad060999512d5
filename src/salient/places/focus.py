"""Where a theatre's fighting is: a prior for which of many namesakes a report means.

Taken from the theatre alone: its axes, the line between the sides in its starting control, and the
stretches of front that it lists by days. A village near where the front runs or where an axis leads
is likelier in the news than its namesake three hundred kilometres behind.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import EARTH_RADIUS_KM, distance_km, unit_vectors
from salient.theatre import Front, Theatre

__all__ = ["Focus", "FocusByDay"]

# Places of two sides this near to each other lie on the line between them.
_CONTACT_KM = 12.0
# How far beyond its radius an area still lends weight: the reach of a day's fighting.
_FADE_KM = 15.0
# Shares of a narrow axis and of one point of contact. An axis weighs by the inverse of its area, so
# that one for half a country says little and several narrow ones over each other say much.
_AXIS_SHARE = 500.0
_CONTACT_SHARE = 1.0
# A stretch of front: how far on either side of it the fighting of a day reaches, how fast the
# news thin out beyond, and its share; how many days the first day's line of contact stays true
# where stretches of front are known too.
_FRONT_KM = 3.0
_FRONT_FADE_KM = 8.0
_FRONT_SHARE = 20.0
_STEP_KM = 4.0
_CONTACT_DAYS = 30
_KEPT_POINTS = 100_000


class Focus:
    """Areas where the fighting is: centres (n, 2) in degrees, radii in kilometres, and shares.

    `fronts` holds for each stretch of front points (m, 2) along it, close enough to stand for the
    line. Stretches that lie over each other add up, so that the heaviest fighting can be marked.
    """

    def __init__(
        self,
        points: NDArray[np.float64],
        radii: NDArray[np.float64],
        shares: NDArray[np.float64],
        fronts: Sequence[NDArray[np.float64]] = (),
    ) -> None:
        self._vectors = unit_vectors(points)
        self._radii = radii
        self._shares = shares
        self._fronts = [cKDTree(unit_vectors(front)) for front in fronts]
        self._known: dict[tuple[float, float], float] = {}

    def __bool__(self) -> bool:
        return len(self._shares) > 0 or bool(self._fronts)

    def intensity(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """For points (n, 2) in degrees: the logarithm of one more than the shares that reach them.

        0 far from all fighting, about 1 on a broad axis, 3 to 4 at the front.
        """
        if not self or not len(points):
            return np.zeros(len(points))
        keys = [(lat, lon) for lat, lon in points.tolist()]
        fresh = list(dict.fromkeys(key for key in keys if key not in self._known))
        if fresh:
            if len(self._known) > _KEPT_POINTS:
                self._known.clear()
                fresh = list(dict.fromkeys(keys))
            self._known.update(zip(fresh, self._reached(np.array(fresh)).tolist(), strict=True))
        return np.array([self._known[key] for key in keys])

    def _reached(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        vectors = unit_vectors(points)
        cosine = np.clip(vectors @ self._vectors.T, -1.0, 1.0)
        beyond = np.maximum(EARTH_RADIUS_KM * np.arccos(cosine) - self._radii[None, :], 0.0)
        reached = (np.exp(-beyond / _FADE_KM) * self._shares[None, :]).sum(axis=1)
        for front in self._fronts:
            chord, _ = front.query(vectors)
            km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(np.asarray(chord) / 2, 1.0))
            fade = np.exp(-np.maximum(km - _FRONT_KM, 0.0) / _FRONT_FADE_KM)
            reached = reached + _FRONT_SHARE * fade
        return np.asarray(np.log1p(reached))


class FocusByDay:
    """The focus of a theatre on any day; days on which the same fronts run share one `Focus`."""

    def __init__(self, theatre: Theatre, gazetteers: Sequence[Gazetteer]) -> None:
        self._theatre = theatre
        self._gazetteers = gazetteers
        self._known: dict[tuple[object, ...], Focus] = {}

    def on(self, day: date | None) -> Focus:
        """The focus on `day`; of all days together where it is None."""
        theatre = self._theatre
        fronts = [f for f in theatre.fronts if day is None or f.runs_on(day)]
        fresh = day is None or abs((day - theatre.first_day).days) <= _CONTACT_DAYS
        return self._made(tuple(fronts), with_contact=fresh or not fronts)

    def _made(self, fronts: tuple[Front, ...], *, with_contact: bool) -> Focus:
        key = (with_contact, *(front.id for front in fronts))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._make(fronts, with_contact=with_contact)
        return found

    def _make(self, fronts: tuple[Front, ...], *, with_contact: bool) -> Focus:
        points: list[tuple[float, float]] = []
        radii: list[float] = []
        shares: list[float] = []
        for region in self._theatre.regions:
            if region.kind != "axis" or region.radius_km <= 0:
                continue
            shape = [(lat, lon) for lon, lat in region.line]
            for point in shape or [(region.latitude, region.longitude)]:
                points.append(point)
                radii.append(region.radius_km)
                area = (region.radius_km + 5.0) ** 2
                shares.append(_AXIS_SHARE / area / max(1, len(shape)))
        for point in self._contact if with_contact else ():
            points.append(point)
            radii.append(_CONTACT_KM)
            shares.append(_CONTACT_SHARE)
        return Focus(
            np.array(points).reshape(-1, 2),
            np.array(radii),
            np.array(shares),
            [np.array(_along(front)) for front in fronts],
        )

    @cached_property
    def _contact(self) -> list[tuple[float, float]]:
        return _contact(self._theatre, self._gazetteers)


def _along(front: Front) -> list[tuple[float, float]]:
    """Points (latitude, longitude) along a front, a few kilometres apart."""
    corners = [(lat, lon) for lon, lat in front.line]
    found = corners[:1]
    for (a_lat, a_lon), (b_lat, b_lon) in pairwise(corners):
        steps = max(1, math.ceil(distance_km(a_lat, a_lon, b_lat, b_lon) / _STEP_KM))
        for i in range(1, steps + 1):
            t = i / steps
            found.append((a_lat + t * (b_lat - a_lat), a_lon + t * (b_lon - a_lon)))
    return found


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
