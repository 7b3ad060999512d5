"""A picture of control as CSV, GeoJSON, rows and frames: all say the same."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from salient.control import ControlSeries
from salient.errors import MissingExtraError
from salient.model import Place
from salient.workbench import ControlPicture

PLACES = {
    "geonames:1": Place(
        place_id="geonames:1", name="Aford", latitude=49.5, longitude=36.25, admin1="07"
    ),
    "own:2": Place(place_id="own:2", name='Dale, "Upper"', latitude=-3.0, longitude=-0.5),
}
COLUMNS = [
    "date", "place_id", "name", "latitude", "longitude", "admin1", "state",
    "p_NORTH", "p_SOUTH", "p_contested", "since", "claims",
]  # fmt: skip


def picture(
    weights: list[list[list[float]]] | None = None, claim_ids: tuple[str, ...] = ("c1", "c2")
) -> ControlPicture:
    chances = np.array(
        weights or [[[8, 1, 1], [2, 2, 6]], [[5, 5, 0], [0, 1, 0]]], dtype=np.float32
    )
    chances /= chances.sum(axis=2, keepdims=True)
    days = tuple(date(2022, 5, 13 + d) for d in range(len(chances)))
    shape = chances.shape[:2]
    carriers = np.full((*shape, 2), -1, dtype=np.int32)
    carriers[0, 0] = (1, 0)
    carriers[-1, 1] = (0, -1)
    return ControlPicture(
        ControlSeries(
            place_ids=tuple(PLACES)[: shape[1]],
            days=days,
            states=("NORTH", "SOUTH", "contested"),
            first_day=date(2022, 4, 20),
            probability=chances,
            since=np.arange(shape[0] * shape[1], dtype=np.int32).reshape(shape),
            evidence=np.zeros(shape, dtype=np.float32),
            carriers=carriers,
            claim_ids=claim_ids,
            since_earliest=np.zeros(shape, dtype=np.uint16),
            since_latest=np.full(shape, 24, dtype=np.uint16),
        ),
        PLACES,
    )


def test_the_csv_has_the_columns_of_the_contract_and_a_row_for_each_day_and_place() -> None:
    assert picture().to_csv() == (
        "date,place_id,name,latitude,longitude,admin1,state,p_NORTH,p_SOUTH,p_contested,since,claims\n"
        "2022-05-13,geonames:1,Aford,49.5,36.25,07,NORTH,0.8,0.1,0.1,2022-04-20,c2|c1\n"
        '2022-05-13,own:2,"Dale, ""Upper""",-3.0,-0.5,,contested,0.2,0.2,0.6,2022-04-21,\n'
        "2022-05-14,geonames:1,Aford,49.5,36.25,07,NORTH,0.5,0.5,0.0,2022-04-22,\n"
        '2022-05-14,own:2,"Dale, ""Upper""",-3.0,-0.5,,SOUTH,0.0,1.0,0.0,2022-04-23,c1\n'
    )
    assert picture().columns == COLUMNS
    assert len(picture()) == 4


def test_claim_ids_that_csv_must_quote_are_quoted() -> None:
    made = picture(claim_ids=('a,"b"', "c2"))
    rows = list(csv.DictReader(io.StringIO(made.to_csv())))
    assert [row["claims"] for row in rows] == ['c2|a,"b"', "", "", 'a,"b"']


@given(arrays(np.float32, (2, 2, 3), elements=st.floats(1 / 1024, 1, width=32)))
def test_rounded_probabilities_are_read_back_within_the_last_decimal(weights: np.ndarray) -> None:
    made = picture(weights.tolist())
    rows = list(csv.DictReader(io.StringIO(made.to_csv())))
    read = np.array([[float(r[f"p_{s}"]) for s in made.series.states] for r in rows])
    assert np.abs(read - made.series.probability.reshape(4, 3)).max() <= 0.51e-5
    assert np.abs(read.sum(axis=1) - 1).max() <= 2e-5
    assert [r["state"] for r in rows] == [
        made.series.states[k] for k in made.series.state.reshape(4)
    ]


def test_rows_frames_and_files_say_the_same() -> None:
    made = picture()
    rows = list(made.rows())
    assert list(rows[0]) == COLUMNS
    assert rows[0]["date"] == date(2022, 5, 13)
    assert rows[3]["since"] == date(2022, 4, 23)
    assert made.to_polars().to_dicts() == rows
    assert made.to_arrow().to_pylist() == rows
    frame = made.to_pandas()
    assert list(frame.columns) == COLUMNS
    for name in ("date", "since"):
        frame[name] = frame[name].dt.date
    assert frame.to_dict("records") == rows
    texts = [{k: str(v) for k, v in row.items()} for row in rows]
    assert list(csv.DictReader(io.StringIO(made.to_csv()))) == texts


def test_geojson_is_a_point_for_each_row_with_the_claims_as_a_list() -> None:
    collection = json.loads(picture().to_geojson())
    assert collection["type"] == "FeatureCollection"
    features = collection["features"]
    assert len(features) == 4
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [36.25, 49.5]}
    assert features[0]["properties"]["claims"] == ["c2", "c1"]
    assert features[1]["properties"]["claims"] == []
    assert features[0]["properties"]["date"] == "2022-05-13"
    added = {"since_earliest": "2022-04-20", "since_latest": "2022-05-14"}
    assert set(features[0]["properties"]) == {*COLUMNS, *added} - {"latitude", "longitude"}
    assert features[0]["properties"].items() >= added.items()


def test_rows_and_frames_tell_since_when_with_an_interval_where_it_is_asked_for() -> None:
    made = picture()
    rows = list(made.rows(intervals=True))
    assert list(rows[0]) == [*COLUMNS, "since_earliest", "since_latest"]
    assert rows[0]["since_earliest"] == date(2022, 4, 20)
    assert made.to_polars(intervals=True).to_dicts() == rows
    assert made.to_arrow(intervals=True).to_pylist() == rows
    assert list(made.to_pandas(intervals=True).columns) == list(rows[0])


def test_of_no_places_there_is_a_header_and_no_row() -> None:
    nobody = ControlSeries(
        place_ids=(), days=(date(2022, 5, 13),), states=("NORTH", "SOUTH", "contested"),
        first_day=date(2022, 4, 20), probability=np.zeros((1, 0, 3), np.float32),
        since=np.zeros((1, 0), np.int32), evidence=np.zeros((1, 0), np.float32),
        carriers=np.zeros((1, 0, 2), np.int32), claim_ids=(),
        since_earliest=np.zeros((1, 0), np.uint16), since_latest=np.zeros((1, 0), np.uint16),
    )  # fmt: skip
    made = ControlPicture(nobody, PLACES)
    assert made.to_csv() == ",".join(COLUMNS) + "\n"
    assert json.loads(made.to_geojson())["features"] == []
    assert list(made.to_pandas().columns) == COLUMNS


@pytest.mark.parametrize(
    ("module", "method", "extra"),
    [
        ("pandas", "to_pandas", "pandas"),
        ("polars", "to_polars", "polars"),
        ("pyarrow", "to_arrow", "parquet"),
    ],
)
def test_a_missing_extra_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, module: str, method: str, extra: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(
        MissingExtraError,
        match=rf"not installed; install it with: pip install 'salient\[{extra}\]'",
    ):
        getattr(picture(), method)()
