"""Names of two words that begin with an adjective."""

from __future__ import annotations

import pytest

from salient.places.gazetteer import Gazetteer
from salient.places.geoparser import Geoparser
from salient.theatre import load_theatre


@pytest.fixture(scope="module")
def ukraine(world: Gazetteer) -> Geoparser:
    return Geoparser([world], load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops shelled Nova Kahovkha at night.", ["Nova Kakhovka"]),
        ("The outlet Novaya Gazeta wrote of Popasna.", ["Popasna"]),
        ("Recruits of Primorsky Krai are in Popasna.", ["Popasna"]),
        ("Troops shelled Velyka Novosilka.", ["Velyka Novosilka"]),
        ("Troops entered Khmelnytskyi City.", ["Khmelnytskyi"]),
    ],
)
def test_an_adjective_belongs_to_the_word_behind_it(
    ukraine: Geoparser, text: str, names: list[str]
) -> None:
    found = [m for m in ukraine.mentions(text) if m.kind == "settlement"]
    assert [m.name for m in found] == names
