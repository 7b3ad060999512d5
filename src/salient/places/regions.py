"""Which settlements belong to a region, and which a relation to a place covers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from salient.errors import UsageError
from salient.model import RELATIONS, Place, PlaceMention
from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import bearing_degrees, distances_km
from salient.theatre import Region, Theatre

__all__ = [
    "ALONG_KM",
    "BEARINGS",
    "CONE_DEGREES",
    "DIRECTION_KM",
    "WIDTHS_KM",
    "region_members",
    "relation_cover",
]

# Degrees clockwise from north of the eight points.
BEARINGS = {
    "north_of": 0.0, "northeast_of": 45.0, "east_of": 90.0, "southeast_of": 135.0,
    "south_of": 180.0, "southwest_of": 225.0, "west_of": 270.0, "northwest_of": 315.0,
}  # fmt: skip
# Widths of the Gaussian weights in kilometres: what *near* a town means in reports is a matter of a
# few kilometres; a direction without a distance reaches further; see docs/decisions/0004-places.md.
WIDTHS_KM = {"near": 6.0, "around": 10.0, "toward": 12.0}
DIRECTION_KM = 12.0
ALONG_KM = 4.0
CONE_DEGREES = 30.0
_LEAST_WEIGHT = 0.05
_KM_PER_DEGREE = 111.195


class Divisions(NamedTuple):
    """First-order divisions of n settlements: codes, codes with the country, whether at home."""

    code: NDArray[np.str_]
    full: NDArray[np.str_]
    at_home: NDArray[np.bool_]


def region_members(theatre: Theatre, gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """Ids of the settlements in every region and axis of a theatre, by the region's id.

    A settlement is a member if its admin1 is one of the region's (within the theatre's countries;
    a code such as `SY.09` within that country alone), or it lies in the polygon, or within
    `radius_km` of the line or point. Rivers have no members.
    Members are in the order of the gazetteer.
    """
    rows = gazetteer.settlement_rows
    points = gazetteer.coordinates[rows]
    admin1 = np.array(gazetteer.admin1_of(rows))
    countries = np.array(gazetteer.country_of(rows))
    divisions = Divisions(
        code=admin1,
        full=np.char.add(np.char.add(countries, "."), admin1),
        at_home=np.isin(countries, theatre.countries),
    )
    ids = [gazetteer.place_id(int(row)) for row in rows]
    members = {}
    for region in theatre.regions:
        inside = _inside(region, points, divisions)
        members[region.place_id] = tuple(ids[i] for i in np.flatnonzero(inside))
    return members


def _inside(
    region: Region,
    points: NDArray[np.float64],
    divisions: Divisions,
) -> NDArray[np.bool_]:
    inside = np.zeros(len(points), dtype=bool)
    if region.kind == "river":
        return inside
    if region.admin1:
        named = np.isin(divisions.code, region.admin1) | np.isin(divisions.full, region.admin1)
        inside |= named & divisions.at_home
    if region.polygon:
        area = shapely.make_valid(shapely.Polygon(region.polygon))
        inside |= shapely.contains_xy(area, points[:, 1], points[:, 0])
    if region.radius_km > 0 and region.line:
        inside |= _km_to_line(region.line, points) <= region.radius_km
    elif region.radius_km > 0 and not region.polygon:
        km = distances_km(region.latitude, region.longitude, points)
        inside |= km <= region.radius_km
    return inside


def _km_to_line(
    line: Sequence[tuple[float, float]], points: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Kilometres from points (n, 2) in degrees to a line of (longitude, latitude) pairs.

    On a plane about the line's middle latitude, which is right to a percent within a country.
    """
    middle = sum(lat for _, lat in line) / len(line)
    scale = np.array([_KM_PER_DEGREE * math.cos(math.radians(middle)), _KM_PER_DEGREE])
    flat = np.array(line) * scale
    targets = shapely.points(points[:, ::-1] * scale)
    shape = shapely.LineString(flat) if len(flat) > 1 else shapely.Point(flat[0])
    return np.asarray(shapely.distance(shape, targets), dtype=np.float64)


def relation_cover(
    mention: PlaceMention | tuple[str, Place, float | None],
    gazetteer: Gazetteer,
    *,
    other: Place | None = None,
) -> list[tuple[str, float]]:
    """Settlements that a relation to a place covers, each with a weight in 0..1, heaviest first.

    `mention` is a resolved mention or (relation, place, distance in kilometres or None); `other` is
    the second place of *between*. Weights are Gaussian in the distance from what is meant: the
    place itself (`at`, `near`, `around`), a point at the distance or a cone in the direction
    (`north_of` …), the corridor between two places. Weights under 0.05 are left
    out. Raises `UsageError` for a relation that the contract does not have, and for a mention
    without a place.
    """
    relation, place_id, latitude, longitude, distance = _parts(mention)
    if relation not in RELATIONS:
        raise UsageError(f"unknown relation {relation!r}; it must be one of {', '.join(RELATIONS)}")
    if relation == "at":
        return [(place_id, 1.0)]
    reach = max(3 * DIRECTION_KM, 2.0 * (distance or 0.0) + 10.0)
    if other is not None:
        span = distances_km(latitude, longitude, np.array([[other.latitude, other.longitude]]))
        reach = max(reach, float(span[0]) + 3 * ALONG_KM)
    rows = np.array(gazetteer.settlements_within(latitude, longitude, reach), dtype=np.int64)
    if not len(rows):
        return []
    points = gazetteer.coordinates[rows]
    km = distances_km(latitude, longitude, points)
    if relation in BEARINGS:
        bearings = bearing_degrees(latitude, longitude, points)
        weights = _cone(BEARINGS[relation], distance, bearings, km)
    elif relation in ("between", "along") and other is not None:
        line = ((longitude, latitude), (other.longitude, other.latitude))
        weights = _gaussian(_km_to_line(line, points), ALONG_KM)
    elif distance is not None:
        weights = _gaussian(km - distance, max(2.0, 0.25 * distance))
    else:
        weights = _gaussian(km, WIDTHS_KM.get(relation, ALONG_KM))
    found = [
        (gazetteer.place_id(int(row)), round(float(weight), 4))
        for row, weight in zip(rows, weights, strict=True)
        if weight >= _LEAST_WEIGHT
    ]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _parts(
    mention: PlaceMention | tuple[str, Place, float | None],
) -> tuple[str, str, float, float, float | None]:
    if isinstance(mention, PlaceMention):
        if mention.place_id is None or mention.latitude is None or mention.longitude is None:
            raise UsageError(
                f"{mention.text!r} is not resolved to a place; only resolved mentions cover any"
            )
        where = (mention.place_id, mention.latitude, mention.longitude)
        return (mention.relation, *where, None)
    relation, place, distance = mention
    return relation, place.place_id, place.latitude, place.longitude, distance


def _cone(
    bearing: float,
    distance: float | None,
    bearings: NDArray[np.float64],
    km: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Weights of points in a direction, given the bearings and kilometres at which they lie."""
    turn = np.abs((bearings - bearing + 180.0) % 360.0 - 180.0)
    weights = _gaussian(turn, CONE_DEGREES) * (km > 0.5)
    if distance is None:
        return np.asarray(weights * _gaussian(km, DIRECTION_KM))
    return np.asarray(weights * _gaussian(km - distance, max(2.0, 0.25 * distance)))


def _gaussian(value: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    return np.asarray(np.exp(-0.5 * (value / width) ** 2))
