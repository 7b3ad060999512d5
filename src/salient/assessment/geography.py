"""The picture of a day as geometry: areas by standing, outlines, rivers, what to look at.

Areas are the Voronoi cells of the settlements, dissolved by standing, cut to the ground that the
settlements can speak for and to the coast. Outlines of countries and of their first-order
divisions are dissolved from the same cells: no border is taken from anybody's map.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from salient.assessment.coast import land_within
from salient.assessment.inputs import AssessmentInputs
from salient.assessment.naming import Names
from salient.assessment.standing import standing_of
from salient.control import Plane, dissolve, footprint, nearest_cells
from salient.model import Estimate, Place

__all__ = ["Area", "Box", "DayPicture", "Division", "Geography", "River", "draw_geography"]

Coordinates = npt.NDArray[np.float64]
_Dissolver = Callable[[Sequence[int]], BaseGeometry]
_NARROWEST_KM = 130.0
_FOCUS_SHARE = 0.5
_ISLET_SHARE = 0.002


class Box(msgspec.Struct, frozen=True):
    """A window in degrees, WGS 84."""

    west: float
    south: float
    east: float
    north: float


class Area(msgspec.Struct, frozen=True):
    """Ground of one standing; `key` and `rank` as in `Standing`; geometry in degrees."""

    key: str
    rank: int
    geometry: BaseGeometry


class DayPicture(msgspec.Struct, frozen=True):
    """The areas of one day."""

    day: date
    areas: tuple[Area, ...]


class Division(msgspec.Struct, frozen=True):
    """A first-order division, such as an oblast, dissolved from its settlements' cells."""

    name: str
    geometry: BaseGeometry


class River(msgspec.Struct, frozen=True):
    """A river of the theatre as a line in degrees."""

    name: str
    geometry: LineString


class Geography(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the maps draw besides the settlements themselves, in degrees.

    `days` holds today's picture first, then the day before and the week before where there are
    estimates. `extent` takes in every place with an estimate; `focus` is where the reports and the
    changes are, equal to `extent` where they are all over.
    """

    land: BaseGeometry
    outline: BaseGeometry
    divisions: tuple[Division, ...]
    rivers: tuple[River, ...]
    days: tuple[DayPicture, ...]
    extent: Box
    focus: Box


def draw_geography(
    inputs: AssessmentInputs, names: Names, focus_ids: Sequence[str] = ()
) -> Geography:
    """The geography of an assessment; `focus_ids` are the places that readers should see first."""
    drawn = [inputs.places[i] for i in sorted(inputs.today) if _drawable(inputs.places[i])]
    around = [place for place in inputs.surroundings if _drawable(place)]
    theirs = _coordinates(drawn)
    extent = _box(theirs, margin=0.04)
    if len(drawn) == 0:
        return _empty(inputs, extent)
    plane = Plane(theirs)
    cells = nearest_cells(plane.to_plane(np.vstack([theirs, _coordinates(around)])))
    reach = footprint(plane.to_plane(theirs))
    land = _land(extent)
    ground = _ground(reach, plane.project(land))
    shapely.prepare(ground)

    def area(indices: Sequence[int]) -> BaseGeometry:
        cut = _polygonal(dissolve([cells[i] for i in indices]).intersection(ground))
        return _polygonal(shapely.make_valid(plane.unproject(cut)))

    days = tuple(
        DayPicture(day, _areas(drawn, estimates, area)) for day, estimates in _days(inputs)
    )
    outline = area(range(len(drawn)))
    extent = _around(outline)
    return Geography(
        land=land,
        outline=outline,
        divisions=_divisions(drawn, names, area),
        rivers=_rivers(inputs),
        days=days,
        extent=extent,
        focus=_focus(inputs, focus_ids, theirs, extent),
    )


def _drawable(place: Place) -> bool:
    return place.kind in {"settlement", "district"} and abs(place.latitude) < 85


def _coordinates(places: Sequence[Place]) -> Coordinates:
    points = [(place.longitude, place.latitude) for place in places]
    return np.array(points, dtype=np.float64).reshape(-1, 2)


def _empty(inputs: AssessmentInputs, extent: Box) -> Geography:
    nothing = MultiPolygon()
    return Geography(
        land=nothing,
        outline=nothing,
        divisions=(),
        rivers=_rivers(inputs),
        days=(DayPicture(inputs.day, ()),),
        extent=extent,
        focus=extent,
    )


def _days(inputs: AssessmentInputs) -> list[tuple[date, Mapping[str, Estimate]]]:
    days = [(inputs.day, inputs.today)]
    if inputs.day_before:
        days.append((inputs.day - timedelta(days=1), inputs.day_before))
    if inputs.week_before:
        days.append((inputs.day - timedelta(days=7), inputs.week_before))
    return days


def _land(extent: Box) -> BaseGeometry:
    wide, high = extent.east - extent.west, extent.north - extent.south
    return land_within(
        extent.west - wide, extent.south - high, extent.east + wide, extent.north + high
    )


def _ground(reach: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """What of the reach is land; all of it where the coastline knows none there."""
    on_land = reach.intersection(land)
    return on_land if on_land.area > 0.05 * reach.area else reach


def _polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a geometry."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    polygons = [p for p in parts if isinstance(p, Polygon) and p.area > 0]
    return MultiPolygon(polygons)


def _areas(
    places: Sequence[Place], estimates: Mapping[str, Estimate], area: _Dissolver
) -> tuple[Area, ...]:
    members: dict[tuple[str, int], list[int]] = {}
    for index, place in enumerate(places):
        if (estimate := estimates.get(place.place_id)) is not None:
            standing = standing_of(estimate)
            members.setdefault((standing.key, standing.rank), []).append(index)
    return tuple(Area(key, rank, area(members[key, rank])) for key, rank in sorted(members))


def _divisions(places: Sequence[Place], names: Names, area: _Dissolver) -> tuple[Division, ...]:
    members: dict[str, list[int]] = {}
    for index, place in enumerate(places):
        if name := names.oblast(place.place_id):
            members.setdefault(name, []).append(index)
    return tuple(Division(name, area(members[name])) for name in sorted(members))


def _rivers(inputs: AssessmentInputs) -> tuple[River, ...]:
    return tuple(
        River(region.name, LineString(region.line))
        for region in inputs.theatre.regions
        if region.kind == "river" and len(region.line) > 1
    )


def _box(points: Coordinates, margin: float) -> Box:
    if not len(points):
        return Box(-180.0, -60.0, 180.0, 75.0)
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    pad = max(0.15, margin * max(east - west, north - south))
    return Box(float(west - pad), float(south - pad), float(east + pad), float(north + pad))


def _around(outline: BaseGeometry) -> Box:
    """The box of the outline with a margin, stray settlements far off left aside."""
    parts = shapely.get_parts(outline)
    large = [part for part in parts if part.area >= _ISLET_SHARE * outline.area]
    west, south, east, north = shapely.total_bounds(np.array(large)).tolist()
    pad = 0.03 * max(east - west, north - south)
    return Box(west - pad, south - pad, east + pad, north + pad)


def _focus(
    inputs: AssessmentInputs, focus_ids: Sequence[str], everything: Coordinates, extent: Box
) -> Box:
    """Where the middle nine tenths of the places to see lie; everywhere, where that is wide."""
    shown = [inputs.places[i] for i in focus_ids if i in inputs.places]
    points = _coordinates([place for place in shown if _drawable(place)])
    if len(points) < 3:
        return extent
    west, south = np.quantile(points, 0.05, axis=0)
    east, north = np.quantile(points, 0.95, axis=0)
    plane = Plane(everything)
    (left, bottom), (right, top) = plane.to_plane([(west, south), (east, north)])
    half = max(_NARROWEST_KM, 1.3 * (right - left), 1.3 * (top - bottom)) / 2
    middle = np.array([(left + right) / 2, (bottom + top) / 2])
    low, high = plane.to_degrees([middle - half, middle + half])
    share = (
        (high - low) / np.array([extent.east - extent.west, extent.north - extent.south])
    ).max()
    if share > _FOCUS_SHARE:
        return extent
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))
