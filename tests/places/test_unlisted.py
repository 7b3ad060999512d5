from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.places import Geoparser
from salient.places.normalise import slips_of


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("They shelled Sieverodonetk and Popasna.", "Sieverodonetk", None),
        ("Guns fired at Lysychank.", "Lysychank", "Lysychansk"),
        ("They fought in Lysycahnsk and Popasna.", "Lysycahnsk", "Lysychansk"),
        ("An assault on Bakhmuut failed.", "Bakhmuut", "Bakhmut"),
        ("They hold the town of Popazna.", "Popazna", "Popasna"),
        ("They hold Izium, Dovhenkke and Popasna.", "Dovhenkke", "Dovhenke"),
        ("They captured Bilohhorivka west of Lysychansk.", "Bilohhorivka", "Bilohorivka"),
        ("Guns on the edge of Lysychank (9 km south of Popasna).", "Lysychank", "Lysychansk"),
    ],
)
def test_a_slip_is_read_where_a_place_is_called_for(
    parser: Geoparser, text: str, written: str, meant: str | None
) -> None:
    found = {m.text: m.name for m in parser.mentions(text)}
    assert found.get(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Dovhenkof said so.",  # a village's name, and no place near it is named
        "They fought in Dovhenkof.",
        "General Popazna spoke in Kyiv.",
        "Ivan Popazna fought in Kyiv.",
        "Popazna said that all was well.",
        "They fought in Popazna Street.",
    ],
)
def test_a_word_that_only_looks_like_a_town_is_none(parser: Geoparser, text: str) -> None:
    assert not [m for m in parser.mentions(text) if m.text.startswith(("Dovhenk", "Popaz"))]


def test_a_slip_that_is_read_once_is_read_wherever_the_word_stands(parser: Geoparser) -> None:
    text = "They fought in Lysychank. Lysychank burns."
    assert [m.name for m in parser.mentions(text)] == ["Lysychansk", "Lysychansk"]


@given(st.text("abcdefgh", min_size=2, max_size=9))
def test_slips_are_one_edit_away_and_keep_the_first_letter(word: str) -> None:
    found = slips_of(word)
    assert word not in found
    assert len(set(found)) == len(found)
    assert all(slip[0] == word[0] for slip in found)
    assert all(abs(len(slip) - len(word)) <= 1 for slip in found)
    assert all(word in slips_of(slip) for slip in found[:5] if len(slip) > 1)
