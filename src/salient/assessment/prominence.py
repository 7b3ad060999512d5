"""How prominent a settlement is on a map, from its size, its rank and its larger neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from salient.control import Plane
from salient.model import Place

__all__ = ["CITY", "TOWN", "place_sizes"]

CITY = 5.4
"""From this size a place is a city: 250,000 people, or the seat of a province."""

TOWN = 4.7
"""From this size a place is a large town: 50,000 people."""

SUBURB_KM = 9.0
"""Within this distance of a city, what is smaller than it counts as a part of it."""

_SEATS = {"PPLC": 6.4, "PPLA": 5.6, "PPLA2": 4.6, "PPLA3": 3.8, "PPLA4": 3.2}
_QUARTER = 2.4
_SUBURB = 3.4


def place_sizes(places: Mapping[str, Place]) -> dict[str, float]:
    """The prominence of each place by id: the decimal logarithm of its population.

    Where the gazetteer has no population, the rank of its seat stands in (a capital counts as 2.5
    million, the seat of a province as 400,000); a plain settlement then has 2. A quarter of a city
    stays small however many live in it, and so does a suburb: the city's own name speaks for them.
    """
    ids = sorted(places)
    sizes = np.array([_size(places[place_id]) for place_id in ids])
    if not ids:
        return {}
    degrees = np.array([(places[i].longitude, places[i].latitude) for i in ids])
    points = Plane(degrees).to_plane(degrees)
    capped = sizes.copy()
    for city in np.flatnonzero(sizes >= CITY):
        near = np.hypot(*(points - points[city]).T) <= SUBURB_KM
        parts = near & (sizes < sizes[city])
        capped[parts] = np.minimum(capped[parts], _SUBURB)
    return {place_id: round(float(size), 3) for place_id, size in zip(ids, capped, strict=True)}


def _size(place: Place) -> float:
    if place.feature_code == "PPLX" or place.kind == "district":
        return _QUARTER
    seat = _SEATS.get(place.feature_code or "", 0.0)
    if place.population > 0:
        return max(math.log10(place.population), seat - 1.0)
    return seat or 2.0
