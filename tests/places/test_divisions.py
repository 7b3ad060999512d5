"""Districts named for their seats, however the gazetteer spells them."""

from __future__ import annotations

import pytest

from salient.places import Geoparser
from salient.places.divisions import Divisions
from salient.places.gazetteer import shipped_gazetteer
from salient.theatre import load_theatre


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser([shipped_gazetteer()], load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Izium district", "Izyum Raion"),
        ("Kryvyi Rih district", "Kryvyy Rih Raion"),
        ("Kramatorsk raion", "Kramatorskyi Raion"),
        ("Bucha district", "Buchanskyi Raion"),
        ("Svatove Raion", "Svativskyi Raion"),
        ("Bakhmutskyi district", "Bakhmut Raion"),
        ("Bakhmut district", "Bakhmut Raion"),
    ],
)
def test_a_district_is_found_by_its_seat(geoparser: Geoparser, words: str, name: str) -> None:
    (found,) = geoparser.mentions(f"The enemy shelled the {words} overnight.")
    assert (found.text, found.name, found.kind) == (words, name, "region")


def test_a_quarter_of_a_town_is_no_division(geoparser: Geoparser) -> None:
    found = geoparser.mentions("The enemy shelled the Saltivka district of Kharkiv.")
    assert all(mention.kind != "region" for mention in found)


def test_without_a_town_or_an_adjective_there_is_none() -> None:
    divisions = Divisions([shipped_gazetteer()], ["UA"])
    assert divisions.of_seat("zolote pole", []) is None
    assert divisions.of_seat("vasylivskyi", []) is not None
