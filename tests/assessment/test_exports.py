from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from assessment_factories import place_id
from shapely.geometry import shape

from salient.assessment import Assessment, claims_jsonl, control_geojson
from salient.model import Claim

GOLDEN = Path(__file__).parent / "golden"


def features(assessment: Assessment, layer: str) -> list[dict[str, Any]]:
    collection: Any = control_geojson(assessment)
    return [f for f in collection["features"] if f["properties"]["layer"] == layer]


def test_the_geojson_of_14_may_is_as_kept(may_14: Assessment) -> None:
    made: Any = control_geojson(may_14)
    kept = msgspec.json.decode((GOLDEN / "control.geojson").read_bytes())
    points = [f for f in made["features"] if f["properties"]["layer"] == "place"]
    assert points == [f for f in kept["features"] if f["properties"]["layer"] == "place"]
    drawn = [f for f in made["features"] if f["properties"]["layer"] == "area"]
    kept_areas = [f for f in kept["features"] if f["properties"]["layer"] == "area"]
    assert [f["properties"] for f in drawn] == [f["properties"] for f in kept_areas]
    for one, other in zip(drawn, kept_areas, strict=True):
        difference = shape(one["geometry"]).symmetric_difference(shape(other["geometry"]))
        assert difference.area < 1e-3


def test_each_estimate_is_a_point_with_the_columns_of_the_csv(may_14: Assessment) -> None:
    points = features(may_14, "place")
    assert len(points) == len(may_14.inputs.today)
    popasna = next(f for f in points if f["id"] == place_id("Popasna"))
    properties = popasna["properties"]
    assert popasna["geometry"]["coordinates"] == [38.377, 48.633]
    assert properties["state"] == "RU"
    assert properties["p_RU"] == 0.9
    assert properties["p_UA"] + properties["p_RU"] + properties["p_contested"] == pytest.approx(1)
    assert properties["since"] == "2022-05-08"
    assert properties["likelihood"] == "very likely"
    assert properties["claims"] == list(may_14.place_claims[place_id("Popasna")])


def test_areas_are_valid_and_wound_as_rfc_7946_asks(may_14: Assessment) -> None:
    for area in features(may_14, "area"):
        geometry = shape(area["geometry"])
        assert geometry.buffer(0).area == pytest.approx(geometry.area, rel=1e-3)
        for part in geometry.geoms:
            assert part.exterior.is_ccw


def test_all_claims_come_back_from_the_lines_as_they_went_in(may_14: Assessment) -> None:
    lines = claims_jsonl(may_14).splitlines()
    back = [msgspec.json.decode(line, type=Claim) for line in lines]
    assert tuple(back) == may_14.inputs.claims


def test_a_line_carries_the_number_of_its_claim_in_the_text(may_14: Assessment) -> None:
    numbers = may_14.reference_numbers()
    for line in claims_jsonl(may_14).splitlines():
        record = msgspec.json.decode(line)
        assert record["reference"] == numbers.get(record["claim_id"])


def test_without_claims_the_lines_are_empty(island: Assessment) -> None:
    assert claims_jsonl(island) == ""
