"""The assessment as data: GeoJSON and JSON lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from salient.assessment.geography import Area
from salient.assessment.likelihood import LIKELIHOODS
from salient.assessment.report import Assessment
from salient.assessment.standing import standing_of
from salient.model import Claim, Estimate

__all__ = ["claims_jsonl", "control_geojson", "rings"]


def control_geojson(assessment: Assessment) -> dict[str, object]:
    """The day's control as a GeoJSON FeatureCollection (RFC 7946).

    Features with `"layer": "place"` are points, one for each settlement with an estimate: its
    `state` and `p_…` for each side and `contested`, as in the CSV of `salient control`, its
    `standing` (a side, `contested`, or `uncertain` where no side has 55 %) and the ids of the
    claims that carry it. Features with `"layer": "area"` are the drawn areas, each of one standing
    and one range of the likelihood table. Areas come first, so that points lie on top.
    """
    places = assessment.inputs.places
    points = (
        _point(assessment, estimate)
        for place_id, estimate in sorted(assessment.inputs.today.items())
        if place_id in places
    )
    today = assessment.geography.days[0]
    areas = (_area(area, today.day.isoformat()) for area in today.areas)
    return {
        "type": "FeatureCollection",
        "date": assessment.day.isoformat(),
        "features": [*areas, *points],
    }


def claims_jsonl(assessment: Assessment) -> str:
    """Every claim of the inputs, one JSON object a line in the shape of the contract.

    The extra key `reference` is the claim's number in the text, or null where it is not cited.
    """
    numbers = assessment.reference_numbers()
    lines = (_line(claim, numbers.get(claim.claim_id)) for claim in assessment.inputs.claims)
    return "".join(lines)


def _line(claim: Claim, number: int | None) -> str:
    record = msgspec.to_builtins(claim)
    return msgspec.json.encode({**record, "reference": number}).decode() + "\n"


def _point(assessment: Assessment, estimate: Estimate) -> dict[str, object]:
    inputs = assessment.inputs
    place = inputs.places[estimate.place_id]
    standing = standing_of(estimate)
    states = [*inputs.theatre.side_ids, "contested"]
    chances = {f"p_{state}": round(estimate.probabilities.get(state, 0.0), 4) for state in states}
    return {
        "type": "Feature",
        "id": estimate.place_id,
        "geometry": {
            "type": "Point",
            "coordinates": [round(place.longitude, 5), round(place.latitude, 5)],
        },
        "properties": {
            "layer": "place",
            "place_id": estimate.place_id,
            "name": place.name,
            "admin1": place.admin1,
            "date": assessment.day.isoformat(),
            "state": estimate.state,
            "standing": standing.key,
            "likelihood": LIKELIHOODS[standing.rank].term,
            **chances,
            "since": estimate.since.isoformat(),
            "claims": list(assessment.place_claims.get(estimate.place_id, ())),
        },
    }


def _area(area: Area, day: str) -> dict[str, object]:
    row = LIKELIHOODS[area.rank]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": list(rings(area.geometry, 4))},
        "properties": {
            "layer": "area",
            "date": day,
            "standing": area.key,
            "likelihood": row.term,
            "p_low": row.low,
            "p_high": row.high,
        },
    }


def rings(geometry: BaseGeometry, decimals: int) -> Iterator[list[list[list[float]]]]:
    """The polygons of a geometry as coordinates, outer rings counter-clockwise, as GeoJSON asks.

    Rings that vanish when rounded to `decimals` are left out.
    """
    for part in shapely.get_parts(geometry):
        if not isinstance(part, Polygon):
            continue
        oriented = orient(part)
        outlines = [oriented.exterior, *oriented.interiors]
        rounded = [_ring(list(outline.coords), decimals) for outline in outlines]
        if len(rounded[0]) >= 4:
            yield [ring for ring in rounded if len(ring) >= 4]


def _ring(coordinates: list[tuple[float, ...]], decimals: int) -> list[list[float]]:
    ring: list[list[float]] = []
    for x, y, *_ in coordinates:
        point = [round(x, decimals), round(y, decimals)]
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring
