"""Maps that institutions draw become claims of theirs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from salient.errors import DocumentError, UsageError
from salient.reading.checking import contract_problems
from salient.workbench import Ground, Workbench
from salient.workbench.drawn import Legend, draw_reading, read_drawn_map

DAY = date(2022, 3, 10)
NOW = datetime(2022, 3, 11, tzinfo=UTC)
ONE_SIDE = Legend(property=None, sides={"": "SOUTH"})


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


@pytest.fixture
def save(tmp_path: Path):
    def write(*features: dict[str, Any]) -> Path:
        path = tmp_path / "map.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
        return path

    return write


EAST = box(36.3, 48.5, 39.0, 50.5)
"""Bridgeton, Castle Hill, Dale and the smaller Aford."""


def read(path: Path, legend: Legend = ONE_SIDE):
    return read_drawn_map(path, holder="Map Room", day=DAY, legend=legend)


def test_every_settlement_in_a_polygon_is_a_claim_of_the_holder(ground: Ground, save) -> None:
    reading = draw_reading(read(save(feature(EAST))), ground, within_km=0)
    assert [c.places[0].name for c in reading.claims] == [
        "Bridgeton", "Castle Hill", "Dale, Upper", "Aford",
    ]  # fmt: skip
    for claim in reading.claims:
        assert contract_problems(claim, reading.document, ("NORTH", "SOUTH")) == []
        assert [h.name for h in claim.holders] == ["Map Room"]
        assert (claim.event_type, claim.control[0].effect, claim.control[0].side) == (
            "hold", "holds", "SOUTH",
        )  # fmt: skip
        assert claim.time.earliest == claim.time.latest == DAY
    assert reading.claims[0].quote.text == "Bridgeton is held by SOUTH"


def test_only_settlements_near_a_line_are_claimed_where_so_asked(ground: Ground, save) -> None:
    reading = draw_reading(read(save(feature(EAST))), ground, within_km=10)
    assert [c.places[0].name for c in reading.claims] == ["Bridgeton"]


def test_the_rest_is_another_side_s_where_the_map_says_so(ground: Ground, save) -> None:
    legend = ONE_SIDE._replace(rest="NORTH")
    reading = draw_reading(read(save(feature(EAST)), legend), ground, within_km=0)
    assert {c.places[0].place_id: c.control[0].side for c in reading.claims}["geonames:1"] == (
        "NORTH"
    )
    assert len(reading.claims) == 5


def test_a_property_tells_the_sides_apart_and_other_values_are_passed_over(
    ground: Ground, save
) -> None:
    legend = Legend(property="status", sides={"taken": "SOUTH", "freed": "NORTH"})
    path = save(
        feature(box(36.7, 49.3, 36.9, 49.5), status="taken"),
        feature(box(36.3, 49.1, 36.5, 49.3), status="freed"),
        feature(EAST, status="claimed"),
        feature({"type": "Point", "coordinates": [36, 49]}, status="taken"),
    )
    reading = draw_reading(read(path, legend), ground, within_km=0)
    assert {c.places[0].name: c.control[0].side for c in reading.claims} == {
        "Bridgeton": "NORTH", "Castle Hill": "SOUTH",
    }  # fmt: skip


def test_the_same_map_again_adds_nothing_and_an_edited_one_supersedes(
    bench: Workbench, save
) -> None:
    first = draw_reading(read(save(feature(EAST))), bench.ground, within_km=0)
    assert bench.ledger.add(first, NOW).claims == 4
    assert bench.ledger.add(first, NOW).claims == 0
    smaller = draw_reading(read(save(feature(box(37, 49, 39, 51)))), bench.ground, within_km=0)
    assert bench.ledger.add(smaller, NOW).new_versions == 1
    assert len(bench.claims()) == 2


def test_a_map_moves_estimates_as_a_claim_and_not_as_the_truth(bench: Workbench, save) -> None:
    before = bench.control(on=DAY).series.probability[0, 1]
    bench.ledger.add(draw_reading(read(save(feature(EAST))), bench.ground, within_km=0), NOW)
    after = bench.control(on=DAY).series.probability[0, 1]
    assert after[1] > before[1]
    assert after[1] < 0.99


def test_a_polygon_that_crosses_itself_is_repaired(ground: Ground, save) -> None:
    bow = {
        "type": "Polygon",
        "coordinates": [[[36.3, 49.1], [36.5, 49.3], [36.5, 49.1], [36.3, 49.3], [36.3, 49.1]]],
    }
    assert read(save(feature(bow))).ground["SOUTH"].is_valid


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is no GeoJSON"),
        (b"[]", "is no GeoJSON FeatureCollection; export the map's polygons as one"),
        (b'{"type": "FeatureCollection", "features": []}', "holds no polygon; give a map of areas"),
    ],
)
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=message):
        read(path)


def test_coordinates_that_are_no_degrees_are_refused_with_the_mend(save) -> None:
    metres = box(4_000_000, 6_000_000, 4_100_000, 6_100_000)
    with pytest.raises(DocumentError, match=r"outside the degrees .* \(EPSG:4326\)"):
        read(save(feature(metres)))


def test_a_ring_that_is_none_is_refused(save) -> None:
    with pytest.raises(DocumentError, match="holds a polygon that is none"):
        read(save(feature({"type": "Polygon", "coordinates": [[[1, 2]]]})))


def test_a_legend_that_fits_nothing_is_told_what_there_is(save) -> None:
    legend = Legend(property="status", sides={"occupied": "SOUTH"})
    message = "no polygon has a 'status' that the legend names \\('occupied'\\); it has 'taken'"
    with pytest.raises(DocumentError, match=message):
        read(save(feature(EAST, status="taken")), legend)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none.geojson cannot be read \(No such file"):
        read(tmp_path / "none.geojson")


def test_a_side_that_the_theatre_has_not_is_refused(ground: Ground, save) -> None:
    legend = Legend(property=None, sides={"": "WEST"})
    with pytest.raises(UsageError, match="'WEST' is no side of the theatre border; it has NORTH"):
        draw_reading(read(save(feature(EAST)), legend), ground, within_km=0)


def test_a_map_of_elsewhere_is_refused(ground: Ground, save) -> None:
    with pytest.raises(UsageError, match="no settlement of the theatre border lies within 25 km"):
        draw_reading(read(save(feature(box(1, 1, 2, 2)))), ground, within_km=25)
