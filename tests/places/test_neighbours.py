"""Tests of `salient.places.neighbours`, on the made-up gazetteer alone."""

from __future__ import annotations

import pytest
from places_land import theatre_of

from salient.places import Gazetteer, Geoparser

EAST = "Fighting went on in Lysychansk, Sievierodonetsk, Popasna and Rubizhne. "


@pytest.fixture(scope="module")
def land(front: Gazetteer) -> Geoparser:
    return Geoparser([front], theatre_of())


def codes(parser: Geoparser, text: str, name: str) -> list[str | None]:
    return [m.admin1 for m in parser.mentions(text) if m.text == name]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("In Kharkiv Oblast shells hit a road near Rubizhne.", "Rubizhne", ["07"]),
        (EAST + "They left T1302 for Bilohorivka.", "Bilohorivka", ["05"]),
        (EAST + "They left Kherson and fought on in Oleksandrivka.", "Oleksandrivka", ["08"]),
        (EAST + "In Kherson Oblast a bridge near Oleksandrivka fell.", "Oleksandrivka", ["08"]),
        (EAST + "They went from Izium to Lyman and Oleksandrivka.", "Oleksandrivka", ["05"]),
    ],
)
def test_a_mention_means_the_namesake_among_its_neighbours(
    land: Geoparser, text: str, name: str, told: list[str]
) -> None:
    assert codes(land, text, name) == told


def test_what_is_told_with_none_follows_the_nearest_that_is(land: Geoparser) -> None:
    lead = "Attacks near Rubizhne were repelled.\n\nIn Kharkiv Oblast they came near Rubizhne."
    assert codes(land, lead, "Rubizhne") == ["07", "07"]
    far = lead + " It was a quiet day elsewhere." * 40 + " Rubizhne was hit."
    assert codes(land, EAST + far, "Rubizhne")[-1] == "14"


def test_a_metropolis_says_nothing_of_where_a_village_lies(land: Geoparser) -> None:
    text = EAST + "Officials in Kharkiv said that Rubizhne was hit."
    assert codes(land, text, "Rubizhne") == ["14", "14"]
