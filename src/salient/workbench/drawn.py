"""Maps that institutions draw, as claims of theirs: what a map shows is said by whoever drew it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from salient.control import Plane
from salient.errors import DocumentError, UsageError
from salient.ledger import DocumentReading
from salient.model import (
    Claim,
    ControlEffect,
    Document,
    DocumentRef,
    Holder,
    Party,
    Place,
    PlaceMention,
    Predicate,
    Reader,
    Span,
    TimeMention,
    content_id,
)
from salient.workbench.ground import Ground

__all__ = ["READER", "DrawnMap", "Legend", "draw_reading", "read_drawn_map"]

READER = Reader(name="drawn-map", version="1.0")
_HELD = "held"
_MANY = 8


class Legend(NamedTuple):
    """How a map's polygons say who holds the ground.

    property: the property of a feature that tells, or None where every polygon is one side's.
    sides: which side each value of the property stands for; values that are not listed are passed
        over (a map may also draw rivers or claims). With no property, the one key is the empty
        text.
    rest: the side that holds what no polygon covers, or None where the map says nothing of it.
    """

    property: str | None
    sides: Mapping[str, str]
    rest: str | None = None


class DrawnMap(msgspec.Struct, frozen=True, kw_only=True):
    """What one map shows: ground by side, in WGS 84 degrees."""

    holder: str
    day: date
    ground: Mapping[str, BaseGeometry]
    rest: str | None
    url: str | None
    digest: str


def read_drawn_map(
    path: Path, *, holder: str, day: date, legend: Legend, url: str | None = None
) -> DrawnMap:
    """Read a GeoJSON file of polygons as the map that `holder` drew of `day`.

    Polygons that cross themselves are repaired; where two sides' overlap, both are said to hold
    the ground, as the map has it.

    Raises:
        DocumentError: the file cannot be read, is no GeoJSON, or holds no polygon that the legend
            gives to a side.

    """
    try:
        packed = path.read_bytes()
        data = msgspec.json.decode(packed)
    except OSError as error:
        raise DocumentError(
            f"{path} cannot be read ({error.strerror or error}); give a GeoJSON file of polygons"
        ) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise DocumentError(f"{path} is no GeoJSON: {error}") from error
    shapes: dict[str, list[BaseGeometry]] = {}
    seen: set[str] = set()
    for geometry, properties in _features(path, data):
        value = "" if legend.property is None else str(properties.get(legend.property, ""))
        seen.add(value)
        if value in legend.sides:
            shapes.setdefault(legend.sides[value], []).append(_polygon(path, geometry))
    if not shapes:
        raise DocumentError(_no_ground(path, legend, seen))
    return DrawnMap(
        holder=holder,
        day=day,
        ground={side: shapely.union_all(shapes[side]) for side in sorted(shapes)},
        rest=legend.rest,
        url=url,
        digest=hashlib.blake2b(packed, digest_size=12).hexdigest(),
    )


def _features(path: Path, data: Any) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection":
        features = data.get("features")
    elif kind == "Feature":
        features = [data]
    else:
        features = None
    if not isinstance(features, list):
        raise DocumentError(
            f"{path} is no GeoJSON FeatureCollection; export the map's polygons as one"
        )
    for feature in features:
        if isinstance(feature, dict) and isinstance(feature.get("geometry"), dict):
            properties = feature.get("properties")
            if feature["geometry"].get("type") in {"Polygon", "MultiPolygon"}:
                yield feature["geometry"], properties if isinstance(properties, dict) else {}


def _polygon(path: Path, geometry: Mapping[str, Any]) -> BaseGeometry:
    try:
        drawn = shapely.make_valid(shapely.force_2d(shape(dict(geometry))))
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError) as error:
        raise DocumentError(f"{path} holds a polygon that is none: {error}") from error
    west, south, east, north = drawn.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise DocumentError(
            f"{path} holds coordinates outside the degrees (up to {max(east, north):,.0f}); "
            "export it in WGS 84 longitude and latitude (EPSG:4326)"
        )
    return drawn


def _no_ground(path: Path, legend: Legend, seen: set[str]) -> str:
    if not seen:
        return f"{path} holds no polygon; give a map of areas, not of points or lines"
    values = ", ".join(repr(value) for value in sorted(seen)[:_MANY])
    return (
        f"{path}: no polygon has a {legend.property!r} that the legend names "
        f"({', '.join(map(repr, legend.sides))}); it has {values}"
    )


def draw_reading(drawn: DrawnMap, ground: Ground, *, within_km: float) -> DocumentReading:
    """Turn a map into a document of the ledger, whose every line is a claim of its holder.

    A line for each settlement of the theatre that the map gives to a side and that lies within
    `within_km` of the edge of that side's ground (0: all of them): a map says something by where
    it draws a line, and repeats itself about the ground far behind it. Nothing is taken as true:
    the claims are weighed as their holder's, like those of its texts.

    Raises:
        UsageError: the legend names a side that the theatre has not, or no settlement is near.

    """
    sides = {side.id: side.name for side in ground.theatre.sides}
    for side in (*drawn.ground, *([] if drawn.rest is None else [drawn.rest])):
        if side not in sides:
            raise UsageError(
                f"{side!r} is no side of the theatre {ground.theatre.name}; "
                f"it has {', '.join(sides)}"
            )
    places = list(ground.places.values())
    shown = sorted(_shown(drawn, places, within_km), key=lambda one: (one[1], one[0].place_id))
    if not shown:
        raise UsageError(
            f"no settlement of the theatre {ground.theatre.name} lies within {within_km:g} km of "
            f"a line on the map of {drawn.holder}; give a greater --within, or the map's theatre"
        )
    head = f"Map of {drawn.day.isoformat()} by {drawn.holder}.\n"
    lines = [f"{place.name} is {_HELD} by {sides[side]}.\n" for place, side in shown]
    text = head + "".join(lines)
    zone = ZoneInfo(ground.theatre.timezone)
    published = datetime.combine(drawn.day, time(23, 59), zone).astimezone(UTC)
    document = Document(
        document_id=content_id("map", drawn.holder, drawn.day.isoformat()),
        text=text,
        publisher=drawn.holder,
        published=published,
        language="en",
        fingerprint=content_id("map", drawn.digest, f"{within_km:g}", text),
        url=drawn.url,
        title=f"Map of {drawn.day.isoformat()}",
    )
    claims, at = [], len(head)
    for (place, side), line in zip(shown, lines, strict=True):
        claims.append(_claim(document, drawn.day, place, side, sides[side], at))
        at += len(line)
    return DocumentReading(document=document, reader=READER, claims=tuple(claims))


def _shown(
    drawn: DrawnMap, places: Sequence[Place], within_km: float
) -> Iterator[tuple[Place, str]]:
    """Each settlement near a line, with the side that the map gives it to."""
    degrees = np.array([(place.longitude, place.latitude) for place in places]).reshape(-1, 2)
    plane = Plane(degrees)
    points = np.asarray(shapely.points(plane.to_plane(degrees)), dtype=object)
    covered = np.zeros(len(places), dtype=bool)
    near_any = np.zeros(len(places), dtype=bool)
    for side, shape_of in drawn.ground.items():
        area = plane.project(shape_of)
        shapely.prepare(area)
        inside = shapely.covers(area, points)
        near = _near(points, area.boundary, within_km)
        for i in np.flatnonzero(inside & near).tolist():
            yield places[i], side
        covered |= inside
        near_any |= near
    if drawn.rest is not None:
        for i in np.flatnonzero(~covered & near_any).tolist():
            yield places[i], drawn.rest


def _near(
    points: npt.NDArray[np.object_], line: BaseGeometry, within_km: float
) -> npt.NDArray[np.bool_]:
    if not within_km:
        return np.ones(len(points), dtype=bool)
    return np.asarray(shapely.dwithin(points, line, within_km), dtype=bool)


def _claim(document: Document, day: date, place: Place, side: str, name: str, start: int) -> Claim:
    words = f"{place.name} is {_HELD} by {name}"
    held = start + len(place.name) + len(" is ")
    holding = held + len(f"{_HELD} by ")
    return Claim(
        claim_id=content_id(
            "claim", document.document_id, document.fingerprint, READER.version,
            place.place_id, side,
        ),
        document=DocumentRef.of(document),
        quote=Span(words, start, start + len(words)),
        holders=(Holder(name=document.publisher, kind="publisher", start=None, end=None),),
        event_type="hold",
        plover=None,
        acled=None,
        predicate=Predicate(lemma="hold", text=_HELD, start=held, end=held + len(_HELD)),
        actor=Party(name=name, side=side, start=holding, end=holding + len(name)),
        target=None,
        places=(
            PlaceMention(
                text=place.name, start=start, end=start + len(place.name),
                place_id=place.place_id, name=place.name, kind=place.kind,
                latitude=place.latitude, longitude=place.longitude, admin1=place.admin1,
                country=place.country, score=1.0,
            ),
        ),
        time=TimeMention(text=None, start=None, end=None, earliest=day, latest=day),
        polarity="positive",
        mood="reported",
        probability=(1.0, 1.0),
        probability_term=None,
        quantities=(),
        control=(ControlEffect(place_id=place.place_id, side=side, effect="holds"),),
        reader=READER,
    )  # fmt: skip
