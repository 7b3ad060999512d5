"""Where a mention lies on the map: a shape, and the settlements that it covers.

A name with its relation stands for ground, not for a point: *30 km northwest of Izium*, *between
Popasna and Bakhmut*, *the east bank of the Siverskyi Donets*. Each mention gets a GeoJSON geometry
and the settlements under it with weights, and says in `basis` how the shape was drawn. Where a
road's course is unknown the straight corridor between the places that name it stands in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from salient.model import Place
from salient.places.gazetteer import Gazetteer
from salient.places.geodesy import EARTH_RADIUS_KM
from salient.places.geoparser import ResolvedMention
from salient.places.readings import Bearing, bearing_of
from salient.places.regions import (
    ALONG_KM,
    BEARINGS,
    CONE_DEGREES,
    DIRECTION_KM,
    WIDTHS_KM,
    region_members,
    relation_cover,
)
from salient.theatre import Region, Theatre

__all__ = ["Extent", "Extents"]

_BANK_KM = 10.0
_KM_PER_DEGREE = 111.195
_PART = 0.5
_ARC_STEPS = 12
_POINTS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """The ground that a mention stands for.

    `geometry` is a GeoJSON geometry in WGS 84 degrees, its outline that of even odds. `covers`
    lists settlements by id with weights in 0..1, heaviest first. `basis` says how it was drawn.
    """

    geometry: dict[str, Any]
    covers: tuple[tuple[str, float], ...]
    basis: str


class Extents:
    """Draws the extents of mentions.

    `gazetteers` are those of the geoparser, the first of which holds the settlements to cover;
    `theatre` gives the shapes of regions, rivers and roads.
    """

    def __init__(self, gazetteers: Sequence[Gazetteer], theatre: Theatre | None = None) -> None:
        self._gazetteers = tuple(gazetteers)
        self._ground = gazetteers[0]
        self._theatre = theatre
        self._regions = {r.place_id: r for r in theatre.regions} if theatre else {}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return region_members(self._theatre, self._ground) if self._theatre else {}

    def of(self, text: str, mentions: Sequence[ResolvedMention]) -> list[Extent | None]:
        """The extent of each mention of a text, in order; None where it has no place."""
        bearings = bearing_of(text, [m.mention for m in mentions])
        return [
            self._extent(m, mentions, bearing)
            for m, bearing in zip(mentions, bearings, strict=True)
        ]

    def _extent(
        self, resolved: ResolvedMention, mentions: Sequence[ResolvedMention], bearing: Bearing
    ) -> Extent | None:
        place = resolved.place
        if place is None:
            return None
        other = mentions[bearing.other].place if bearing.other is not None else None
        if other is not None:
            return self._corridor(place, other)
        region = self._regions.get(place.place_id)
        if bearing.bank is not None and region is not None and len(region.line) > 1:
            return self._bank(region, bearing.bank)
        if bearing.approaches:
            return self._approaches(place, bearing.approaches)
        relation = resolved.mention.relation
        if place.kind in ("region", "axis", "river", "feature"):
            return self._area(place, region, bearing.part)
        return self._around(place, relation, resolved.distance_km)

    def _around(self, place: Place, relation: str, distance: float | None) -> Extent:
        covers = relation_cover((relation, place, distance), self._ground)
        if relation == "at":
            point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
            return Extent(geometry=point, covers=tuple(covers), basis="the place itself")
        if relation in BEARINGS:
            low, high = _reach(distance)
            shape = _sector(place, BEARINGS[relation], low, high)
            basis = (
                f"within {CONE_DEGREES:g} degrees of {relation.removesuffix('_of')}, "
                f"{low:g} to {high:g} km out"
            )
        else:
            width = distance if distance is not None else WIDTHS_KM.get(relation, ALONG_KM)
            shape = _sector(place, 0.0, 0.0, width, turn=180.0)
            basis = f"within {width:g} km"
        return Extent(geometry=_geojson(shape), covers=tuple(covers), basis=basis)

    def _approaches(self, place: Place, points: Sequence[str]) -> Extent:
        shape = shapely.union_all(
            [_sector(place, _POINTS[point], 0.0, 2 * DIRECTION_KM) for point in points]
        )
        weights: dict[str, float] = {}
        for point in points:
            for place_id, weight in relation_cover((f"{point}_of", place, None), self._ground):
                weights[place_id] = max(weight, weights.get(place_id, 0.0))
        basis = f"the approaches from the {' and the '.join(points)}, up to {2 * DIRECTION_KM:g} km"
        return Extent(geometry=_geojson(shape), covers=_ranked(weights), basis=basis)

    def _corridor(self, one: Place, other: Place) -> Extent:
        covers = relation_cover(("between", one, None), self._ground, other=other)
        line = ((one.longitude, one.latitude), (other.longitude, other.latitude))
        return Extent(
            geometry=_geojson(_buffered(line, ALONG_KM)),
            covers=tuple(covers),
            basis=f"{ALONG_KM:g} km on either side of the straight line to {other.name}",
        )

    def _bank(self, river: Region, bank: str) -> Extent:
        """A strip along one bank; left and right are meant looking down the river's line."""
        left, right = (_strip(river.line, side * _BANK_KM) for side in (1.0, -1.0))
        if bank in ("left", "right"):
            shape = left if bank == "left" else right
        else:
            angle = math.radians(_POINTS[bank])
            middles = shapely.get_coordinates(shapely.centroid([left, right]))
            ahead = middles @ np.array([math.sin(angle), math.cos(angle)])
            shape = left if ahead[0] >= ahead[1] else right
        return Extent(
            geometry=_geojson(shape),
            covers=_ranked(dict.fromkeys(self._inside(shape), 1.0)),
            basis=f"{_BANK_KM:g} km along the {bank} bank of the line of {river.name}",
        )

    def _inside(self, shape: shapely.Geometry) -> list[str]:
        rows = self._ground.settlement_rows
        points = self._ground.coordinates[rows]
        within = shapely.contains_xy(shape, points[:, 1], points[:, 0])
        return [self._ground.place_id(int(row)) for row in rows[within]]

    def _area(self, place: Place, region: Region | None, part: str | None) -> Extent:
        members = self._members.get(place.place_id, ()) if region else self._held_by(place)
        rows = [row for m in members if (row := self._ground.row_of(m)) is not None]
        points = self._ground.coordinates[np.array(rows, dtype=np.int64)]
        shape, basis = _outline(place, region, points)
        if part is not None and len(points):
            chosen = _half(points, part)
            rows = [row for row, inside in zip(rows, chosen, strict=True) if inside]
            shape = _outline(place, None, points[chosen])[0]
            basis = f"the {part}ern half of its settlements"
        covers = dict.fromkeys((self._ground.place_id(row) for row in rows), 1.0)
        return Extent(geometry=_geojson(shape), covers=_ranked(covers), basis=basis)

    def _held_by(self, place: Place) -> tuple[str, ...]:
        """Ids of the settlements of a country or a first-order division of the gazetteer's."""
        code = place.feature_code or ""
        if not code.startswith(("PCL", "ADM1")):
            return ()
        rows = self._ground.settlement_rows
        inside = np.array(self._ground.country_of(rows)) == (place.country or "-")
        if code == "ADM1":
            inside &= np.array(self._ground.admin1_of(rows)) == (place.admin1 or "-")
        return tuple(self._ground.place_id(int(row)) for row in rows[inside])


def _reach(distance: float | None) -> tuple[float, float]:
    """From and to how many kilometres a direction reaches."""
    if distance is None:
        return 0.0, 2 * DIRECTION_KM
    slack = max(2.0, 0.25 * distance)
    return max(0.0, distance - slack), distance + slack


def _sector(
    place: Place, bearing: float, low: float, high: float, turn: float = CONE_DEGREES
) -> shapely.Geometry:
    """A sector of a ring about a place: degrees on either side of a bearing, kilometres out."""
    angles = np.linspace(bearing - turn, bearing + turn, _ARC_STEPS * (1 + int(turn // 90)) + 1)
    outer = [_away(place, float(angle), high) for angle in angles]
    if turn >= 180.0:
        return shapely.Polygon(outer)
    inner = [_away(place, float(angle), low) for angle in angles[::-1]] if low > 0 else [
        (place.longitude, place.latitude)
    ]  # fmt: skip
    return shapely.Polygon([*outer, *inner])


def _away(place: Place, bearing: float, km: float) -> tuple[float, float]:
    """The (longitude, latitude) that lies `km` kilometres off on a bearing, on the sphere."""
    lat, lon, angle = map(math.radians, (place.latitude, place.longitude, bearing))
    turn = km / EARTH_RADIUS_KM
    sine = math.sin(lat) * math.cos(turn) + math.cos(lat) * math.sin(turn) * math.cos(angle)
    to = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(
        math.sin(angle) * math.sin(turn) * math.cos(lat), math.cos(turn) - math.sin(lat) * sine
    )
    return (math.degrees(lon + east) + 540.0) % 360.0 - 180.0, math.degrees(to)


def _buffered(line: Sequence[tuple[float, float]], km: float) -> shapely.Geometry:
    """The ground within `km` kilometres of a line, on a plane about its middle latitude."""
    return _flat(line, lambda flat: shapely.buffer(flat, km))


def _strip(line: Sequence[tuple[float, float]], km: float) -> shapely.Geometry:
    """The ground within `km` kilometres on the left (above 0) or right of a line's direction."""
    return _flat(line, lambda flat: shapely.make_valid(flat.buffer(km, single_sided=True)))


def _flat(
    line: Sequence[tuple[float, float]], draw: Callable[[shapely.LineString], shapely.Geometry]
) -> shapely.Geometry:
    """What `draw` makes of a line on a plane in kilometres, back in degrees."""
    middle = sum(lat for _, lat in line) / len(line)
    scale = np.array([_KM_PER_DEGREE * max(0.01, math.cos(math.radians(middle))), _KM_PER_DEGREE])
    shape = draw(shapely.LineString(np.array(line) * scale))
    return shapely.transform(shape, lambda xy: xy / scale)


def _half(points: NDArray[np.float64], part: str) -> NDArray[np.bool_]:
    """Which of the points (n, 2) lie in the half that a point of the compass names."""
    column, sign = {"north": (0, 1), "south": (0, -1), "east": (1, 1), "west": (1, -1)}[part]
    values = sign * points[:, column]
    return np.asarray(values >= np.quantile(values, _PART))


def _outline(
    place: Place, region: Region | None, points: NDArray[np.float64]
) -> tuple[shapely.Geometry, str]:
    """The shape of a region, and how it was found."""
    if region is not None and region.polygon:
        return shapely.make_valid(shapely.Polygon(region.polygon)), "the theatre's polygon"
    if region is not None and len(region.line) > 1:
        if region.radius_km > 0:
            shape = _buffered(region.line, region.radius_km)
            return shape, f"{region.radius_km:g} km on either side of the theatre's line"
        return shapely.LineString(region.line), "the theatre's line"
    if region is not None and region.radius_km > 0:
        circle = _sector(place, 0.0, 0.0, region.radius_km, turn=180.0)
        return circle, f"within {region.radius_km:g} km of its middle"
    if len(points) > 3:
        hull = shapely.concave_hull(shapely.MultiPoint(points[:, ::-1]), ratio=0.2)
        return hull, "the outline of its settlements"
    return shapely.Point(place.longitude, place.latitude), "its middle alone"


def _ranked(weights: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def _geojson(shape: shapely.Geometry) -> dict[str, Any]:
    rounded = shapely.set_precision(shape, 1e-5)
    found: dict[str, Any] = msgspec.json.decode(
        shapely.to_geojson(shape if shapely.is_empty(rounded) else rounded)
    )
    return found
