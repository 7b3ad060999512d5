"""`salient fronts`, `salient areas` and `salient changes` over a small ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

DAYS = ("--from", "2022-05-08", "--to", "2022-05-14")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_fronts_are_geojson_with_named_layers(ask, tmp_path: Path) -> None:
    out = tmp_path / "fronts.geojson"
    result = ask("fronts", "--on", "2022-05-14", "--out", out)
    assert result.stdout == ""
    drawn = json.loads(out.read_text())
    assert {f["properties"]["layer"] for f in drawn["features"]} >= {"area", "band"}


def test_areas_are_a_table_by_day_region_and_state(ask) -> None:
    rows = table(ask("areas", *DAYS).stdout)
    assert len({row["date"] for row in rows}) == 7
    assert list(rows[0]) == [
        "date", "region_id", "region", "state", "settlements", "area_km2", "area_low", "area_high",
        "population", "population_low", "population_high",
    ]  # fmt: skip
    everywhere = [row for row in rows if row["region_id"] == "everywhere"]
    assert {row["state"] for row in everywhere} == {"UA", "RU", "contested"}
    assert any(row["region"] == "Kharkiv Oblast" for row in rows)


def test_changes_are_a_table_with_its_head_even_where_nothing_changed(ask) -> None:
    result = ask("changes", "--from", "2022-05-14", "--to", "2022-05-14")
    assert result.stdout == (
        "place_id,name,latitude,longitude,admin1,before,after,p_before,p_after,claims\n"
    )


def test_changes_as_geojson_are_ground(ask) -> None:
    drawn = json.loads(ask("changes", *DAYS, "--format", "geojson").stdout)
    assert drawn["type"] == "FeatureCollection"
    for feature in drawn["features"]:
        assert feature["properties"]["before"] != feature["properties"]["after"]


def test_days_in_the_wrong_order_are_refused(ask) -> None:
    result = ask("changes", "--from", "2022-05-14", "--to", "2022-05-08")
    assert result.exit_code == 2
    assert "2022-05-14" in result.stderr
