from __future__ import annotations

import pytest

from salient.places import Geoparser


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
