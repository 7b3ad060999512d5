"""Fronts, areas and changes behind a picture of control."""

from __future__ import annotations

import json
from datetime import date

import pytest
from shapely.geometry import shape

from salient.errors import UsageError
from salient.workbench import Workbench
from salient.workbench.territory import EVERYWHERE

FIRST, LAST = date(2022, 3, 2), date(2022, 3, 9)


@pytest.fixture
def told(bench: Workbench, document) -> Workbench:
    """The south takes Bridgeton, which three papers tell."""
    for paper in ("Hill Gazette", "Valley Post", "River Times"):
        text = "SOUTH took Bridgeton on 2022-03-05."
        bench.add_documents([document(text, "2022-03-05", publisher=paper)])
    return bench


def test_a_map_has_areas_fronts_and_a_band_as_geojson(told: Workbench) -> None:
    territory = told.territory(on=FIRST)
    drawn = json.loads(json.dumps(territory.fronts_geojson(FIRST)))
    layers = [f["properties"]["layer"] for f in drawn["features"]]
    assert drawn["type"] == "FeatureCollection"
    assert layers == sorted(layers, key=["area", "front", "band"].index)
    assert {f["properties"]["date"] for f in drawn["features"]} == {"2022-03-02"}
    front = next(f for f in drawn["features"] if f["properties"]["layer"] == "front")
    assert front["properties"]["sides"] == ["NORTH", "SOUTH"]
    assert all(shape(f["geometry"]).is_valid for f in drawn["features"])


def test_areas_add_up_over_states_in_every_region(told: Workbench) -> None:
    territory = told.territory(first=FIRST, last=LAST)
    rows = list(territory.held())
    assert {row["date"] for row in rows} == set(territory.days)
    total = territory.tessellation.area_km2.sum()
    for day in territory.days:
        mine = [r for r in rows if r["date"] == day and r["region_id"] == EVERYWHERE]
        assert sum(r["area_km2"] for r in mine) == pytest.approx(total, abs=1)
        assert sum(r["settlements"] for r in mine) == 5
        assert sum(r["population"] for r in mine) == pytest.approx(15_200, abs=2)
    assert {r["region_id"] for r in rows} == {EVERYWHERE, "admin1:UA.07"}


def test_changes_name_the_settlements_and_the_claims_that_moved_them(told: Workbench) -> None:
    territory = told.territory(first=FIRST, last=LAST, ends=True)
    assert territory.days == (FIRST, LAST)
    row = next(r for r in territory.changes(FIRST, LAST) if r["name"] == "Bridgeton")
    assert (row["before"], row["after"]) == ("NORTH", "SOUTH")
    assert row["p_after"] > row["p_before"]
    assert row["claims"].startswith("claim-")
    (change,) = territory.changes_geojson(FIRST, LAST)["features"]
    assert change["properties"]["after"] == "SOUTH"
    assert change["properties"]["from"] == "2022-03-02"


def test_a_day_that_was_not_asked_for_is_refused(told: Workbench) -> None:
    territory = told.territory(on=FIRST)
    with pytest.raises(UsageError, match="there is no estimate for 2022-03-09; there are 1 days"):
        territory.map(LAST)
