from __future__ import annotations

import pytest

from salient.places import Gazetteer, Geoparser
from salient.theatre import load_theatre


@pytest.mark.parametrize(
    "text",
    [
        "Shelling of Luhansk: two killed. Guns fired at villages in the Luhansk region.",
        "Three civilians were killed in Luhansk. The Luhansk Oblast is under fire.",
    ],
)
def test_an_item_on_a_division_may_call_it_by_its_chief_town(parser: Geoparser, text: str) -> None:
    assert {m.name for m in parser.mentions(text)} == {"Luhansk Oblast"}


@pytest.mark.parametrize(
    "text",
    [
        "Shelling of Luhansk: two killed.",
        "Two were killed in Luhansk, the Luhansk region's governor said.",
        "Two were killed in Luhansk. Guns fired at the city from the Luhansk region.",
        "Two were killed in Luhansk and Popasna, in the Luhansk region.",
        "Two were killed on the outskirts of Luhansk, the centre of Luhansk region.",
        "Two were killed in Luhansk. The Luhansk region is at war. " + "So it went on. " * 110,
    ],
)
def test_a_town_stays_one_where_the_item_tells_of_it(parser: Geoparser, text: str) -> None:
    assert "Luhansk" in {m.name for m in parser.mentions(text)}


@pytest.fixture(scope="module")
def ukraine(world: Gazetteer) -> Geoparser:
    return Geoparser([world], load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They hold 80 percent of Luhansk.", ["Luhansk Oblast"]),
        ("They hold 80% of Popasna.", ["Popasna"]),
        ("They made gains in Donetsk and Luhansk.", ["Donetsk Oblast", "Luhansk Oblast"]),
        ("Fire along the front in Luhansk and Donetsk and in the south.",
         ["Luhansk Oblast", "Donetsk Oblast", "southern Ukraine"]),
        ("They met in the cities of Donetsk and Luhansk.", ["Donetsk", "Luhansk"]),
        ("They are near Donetsk and Luhansk.", ["Donetsk", "Luhansk"]),
        ("They shelled Donetsk and Luhansk airports.", ["Donetsk", "Luhansk"]),
        ("They are in Kherson and Luhansk.", ["Kherson", "Luhansk"]),
        ("They shelled Luhansk and the region.", ["Luhansk", "Luhansk Oblast"]),
        ("They shelled Kherson city and its region.", ["Kherson", "Kherson Oblast"]),
        ("They are between Donetsk and the oblast border.", ["Donetsk"]),
        ("They shelled Luhansk and the region of Donbas.", ["Luhansk", "Donbas"]),
    ],
)  # fmt: skip
def test_a_share_and_a_pair_are_of_divisions(
    ukraine: Geoparser, text: str, names: list[str]
) -> None:
    assert [m.name for m in ukraine.mentions(text)] == names
