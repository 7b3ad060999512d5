from __future__ import annotations

import pytest
import shapely
from assessment_factories import place_id, places
from assessment_scenes import kharkiv
from shapely.geometry import Point

from salient.assessment import Assessment, compose
from salient.assessment.coast import land_within


def test_each_settlement_lies_in_an_area_of_its_own_standing(may_14: Assessment) -> None:
    from salient.assessment.standing import standing_of

    areas = {(a.key, a.rank): a.geometry for a in may_14.geography.days[0].areas}
    for identity, estimate in may_14.inputs.today.items():
        place = may_14.inputs.places[identity]
        standing = standing_of(estimate)
        spot = Point(place.longitude, place.latitude).buffer(0.02)
        assert areas[standing.key, standing.rank].intersects(spot), place.name


def test_areas_are_valid_and_do_not_overlap(may_14: Assessment) -> None:
    for picture in may_14.geography.days:
        shapes = [area.geometry for area in picture.areas]
        assert all(shape.is_valid for shape in shapes)
        total = sum(shape.area for shape in shapes)
        assert shapely.union_all(shapes).area == pytest.approx(total, rel=1e-4)


def test_settlements_across_the_border_keep_the_outline_away_from_them(may_14: Assessment) -> None:
    belgorod = Point(36.588, 50.597)
    assert not may_14.geography.outline.contains(belgorod)
    alone = compose(kharkiv(surroundings=()))
    assert alone.geography.outline.area > may_14.geography.outline.area


def test_the_sea_belongs_to_nobody(may_14: Assessment) -> None:
    assert not may_14.geography.outline.contains(Point(31.5, 45.0))


def test_the_focus_is_where_the_reports_are(may_14: Assessment) -> None:
    focus, extent = may_14.geography.focus, may_14.geography.extent
    izium = places()[place_id("Izium")]
    assert focus.west < izium.longitude < focus.east
    assert focus.south < izium.latitude < focus.north
    assert focus.east - focus.west < 0.5 * (extent.east - extent.west)


def test_without_reports_the_focus_is_everything(island: Assessment) -> None:
    assert island.geography.focus == island.geography.extent


def test_divisions_are_dissolved_from_their_settlements(may_14: Assessment) -> None:
    names = {division.name: division.geometry for division in may_14.geography.divisions}
    assert names["Kharkiv Oblast"].contains(Point(36.23, 49.99))
    assert not names["Kharkiv Oblast"].contains(Point(38.43, 48.90))


def test_days_run_from_today_backwards(may_14: Assessment) -> None:
    assert [picture.day.isoformat() for picture in may_14.geography.days] == [
        "2022-05-14", "2022-05-13", "2022-05-07",
    ]  # fmt: skip


def test_the_coast_knows_crimea_from_the_sea() -> None:
    land = land_within(32.0, 44.0, 37.0, 47.0)
    assert land.contains(Point(34.1, 44.95))
    assert not land.contains(Point(33.0, 44.1))


def test_open_sea_holds_no_land() -> None:
    assert land_within(-40.0, 30.0, -35.0, 35.0).is_empty
