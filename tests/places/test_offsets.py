from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.model import Place
from salient.places import Geoparser
from salient.places.offsets import fitting
from salient.places.phrase import Offset

NORTH, SOUTH = "geonames:712588", "geonames:712586"
KHARKIV, LUHANSK = "geonames:695275", "geonames:695274"


def ids(parser: Geoparser, text: str, name: str) -> list[str | None]:
    return [m.place_id for m in parser.mentions(text) if m.text == name]


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("They shelled Bilohorivka (20km northeast of Bakhmut).", "Bilohorivka", SOUTH),
        ("They shelled Bilohorivka (10 km west of Rubizhne).", "Bilohorivka", NORTH),
        ("Bilohorivka, about 15 km west of Lysychansk, was hit.", "Bilohorivka", NORTH),
        ("They took Bilohorivka, a village 21 km from Bakhmut.", "Bilohorivka", SOUTH),
        ("They took Bilohorivka - roughly 12 miles northeast of Bakhmut.", "Bilohorivka", SOUTH),
        ("20km northeast of Bakhmut near Bilohorivka they lost.", "Bilohorivka", SOUTH),
        ("They went northeast of Bakhmut near Bilohorivka (20km northeast).", "Bilohorivka", SOUTH),
        ("Rubizhne (50 km northeast of Kharkiv City) was hit.", "Rubizhne", KHARKIV),
        ("Rubizhne, just northwest of Sievierodonetsk, was hit.", "Rubizhne", LUHANSK),
        ("They hold Rubizhne and Bilohorivka, all within 50 km of Popasna.", "Rubizhne", LUHANSK),
        ("They hold Bilohorivka and Popasna (both 14 to 30km northeast of Bakhmut).",
         "Bilohorivka", SOUTH),
        ("Oleksandrivka (40 km west of Kherson) was hit.", "Oleksandrivka", "geonames:900001"),
    ],
)  # fmt: skip
def test_distances_and_bearings_tell_namesakes_apart(
    parser: Geoparser, text: str, name: str, meant: str
) -> None:
    assert ids(parser, text, name) == [meant]


def test_a_report_may_mean_two_villages_of_one_name(parser: Geoparser) -> None:
    text = (
        "They attacked Bilohorivka (20km northeast of Bakhmut) in vain. Others attacked "
        "Bilohorivka (10 km west of Rubizhne)."
    )
    assert ids(parser, text, "Bilohorivka") == [SOUTH, NORTH]


def test_a_namesake_that_lies_far_from_where_it_is_said_to_lie_is_no_place(
    parser: Geoparser,
) -> None:
    assert ids(parser, "They shelled Bilohorivka (12 km north of Kherson).", "Bilohorivka") == [
        None
    ]


def test_a_place_of_its_own_name_stays_itself_wherever_it_is_said_to_lie(
    parser: Geoparser,
) -> None:
    found = ids(parser, "They shelled Popasna (12 km north of Kherson).", "Popasna")
    assert found == ["geonames:696566"]


def test_all_of_a_list_lie_in_the_region_behind_it(parser: Geoparser) -> None:
    text = "They shelled Oleksandrivka, Izium, and Kherson in Kherson Oblast."
    assert [m.admin1 for m in parser.mentions(text)][:3] == ["08", "07", "08"]


def place(latitude: float, longitude: float, people: int = 0) -> Place:
    return Place(
        place_id=f"x:{latitude}:{longitude}", name="X", latitude=latitude, longitude=longitude,
        kind="settlement", population=people,
    )  # fmt: skip


@given(
    least=st.floats(0, 100),
    more=st.floats(0, 100),
    bearings=st.lists(st.sampled_from([0.0, 45.0, 90.0, 180.0, 315.0]), max_size=2),
    lat=st.floats(44, 52),
    lon=st.floats(22, 40),
)
def test_fits_are_shares(
    least: float, more: float, bearings: list[float], lat: float, lon: float
) -> None:
    offset = Offset(least_km=least, most_km=least + more, bearings=tuple(bearings))
    fit = fitting(offset, [place(lat, lon), place(48, 38)], [place(48.5, 37.5, 50_000)])
    assert fit.shape == (2, 1)
    assert ((fit >= 0) & (fit <= 1)).all()


def test_fit_falls_with_distance_and_turn() -> None:
    offset = Offset(least_km=20, most_km=20, bearings=(0.0,))
    anchor = place(48, 38)
    right, further, aside, behind = fitting(
        offset,
        [place(48.18, 38), place(48.36, 38), place(48.05, 38.26), place(47.82, 38)],
        [anchor],
    )[:, 0]
    assert right > 0.99
    assert right > aside > behind
    assert further < 0.1
    assert behind < 0.01
