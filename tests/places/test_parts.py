from __future__ import annotations

import pytest

from salient.places import Gazetteer, Geoparser
from salient.theatre import load_theatre


@pytest.fixture(scope="module")
def ukraine(world: Gazetteer) -> Geoparser:
    return Geoparser([world], load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In the south, two depots were destroyed.", ["southern Ukraine"]),
        ("The offensive in the east goes on.", ["eastern Ukraine"]),
        ("Missiles hit western regions of Ukraine.", ["western Ukraine"]),
        ("They hold the line in the south and the east.", ["southern Ukraine", "eastern Ukraine"]),
        ("Two depots burn in the south of the country.", ["southern Ukraine"]),
        ("Two depots burn in Ukraine's south.", ["southern Ukraine"]),
        (
            "Two depots burn in eastern and southern Ukraine.",
            ["eastern Ukraine", "southern Ukraine"],
        ),
        ("Four villages were freed in south from the enemy.", []),
        ("Four villages were freed in south (1.05.22 10:00)", ["southern Ukraine"]),
        ("Attacks on the eastern front were repelled.", ["eastern Ukraine"]),
        ("It was quiet in the southern direction.", ["Southern axis"]),
        (
            "It was quiet in the northern and eastern directions.",
            ["northern Ukraine", "eastern Ukraine"],
        ),
        ("They fight in the south of the city.", []),
        ("They fight in the south and east of the city.", []),
        ("They sit on the south bank.", []),
        ("They are in south (left) positions.", []),
        ("Somebody in the west said so.", []),
        ("It lies in the south-west.", []),
    ],
)
def test_parts_of_the_country_are_named_by_the_compass(
    ukraine: Geoparser, text: str, names: list[str]
) -> None:
    assert [m.name for m in ukraine.mentions(text)] == names


def test_another_theatre_has_no_parts_by_the_compass(world: Gazetteer) -> None:
    assert not Geoparser([world]).mentions("Two depots burn in the south.")
