from __future__ import annotations

import pytest
from hand_parses import hand_parsed
from reading_cases import MadeUpPlaces

from salient.reading.antecedents import Anchored
from salient.reading.compass import points_of


def relations(text: str) -> list[str]:
    notation = " ".join(f"{w}/X/dep>1" if n else f"{w}/X/ROOT" for n, w in enumerate(text.split()))
    sentence = hand_parsed(notation)
    (mention,) = MadeUpPlaces().mentions(text)
    places = points_of(sentence, Anchored(mention, whole=True, governed=False))
    assert all(a.mention.name == "Zelene" for a in places)
    return [a.mention.relation for a in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("north of Zelene", ["north_of"]),
        ("west or east of Zelene", ["west_of", "east_of"]),
        ("northwest and to the south of Zelene", ["northwest_of", "south_of"]),
        ("north, west, and east of Zelene", ["north_of", "west_of", "east_of"]),
        ("east and east of Zelene", ["east_of"]),
        ("in Zelene", ["at"]),
        ("the north and Zelene", ["at"]),
    ],
)
def test_each_point_before_a_name_is_a_place_of_its_own(text: str, expected: list[str]) -> None:
    assert relations(text) == expected
