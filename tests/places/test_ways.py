from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.places import Geoparser
from salient.places.ways import ways_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("He lives at 12 Memphis Street, Alexandria.", ["Memphis Street"]),
        ("A crash on Old Mill Road and North 5th Ave. today.", ["Old Mill Road", "North 5th Ave."]),
        ("On Main Street the shops were shut.", ["Main Street"]),
        ("Along St. Mary's Lane and O'Neill Drive.", ["O'Neill Drive"]),
        ("Paris's Main Street was shut.", ["Main Street"]),
        ("Interstate 64 East, Highway 82, FM 67.", ["Interstate 64 East", "Highway 82", "FM 67"]),
        ("I-77 and State Route 5, County Road 15.", ["I-77", "State Route 5", "County Road 15"]),
        ("Orange County Road 80 is closed.", ["Road 80"]),
        ("The Wall Street Journal said so.", []),
        ("The Main Street Bridge fell.", []),
        ("He took the road to Izium; the street was dark.", []),
        ("A patrol moved to St. Louis and the St. Clair shore.", []),
        ("The Lane family and Virginia L. Lane came.", []),
    ],
)  # fmt: skip
def test_streets_and_numbered_roads_are_found_by_their_form(text: str, named: list[str]) -> None:
    assert [text[start:end] for start, end in ways_in(text)] == named


@given(st.text(alphabet="A aSt.re'’-1Road\n", max_size=60))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    end = 0
    for start, stop in ways_in(text):
        assert end <= start < stop <= len(text)
        end = stop


def test_a_street_is_no_town_and_is_given_without_a_place(plain: Geoparser) -> None:
    text = "A shop on Memphis Street in Chicago burnt."
    found = {m.mention.text: m for m in plain.resolved(text)}
    assert set(found) == {"Memphis Street", "Chicago"}
    assert found["Memphis Street"].mention.place_id is None
    assert found["Memphis Street"].candidates == ()
    assert [m.text for m in plain.mentions(text)] == ["Chicago"]


def test_a_road_that_the_theatre_lists_stays_a_road(parser: Geoparser) -> None:
    (found,) = parser.resolved("Shelling along the T1302 went on.")
    assert found.mention.place_id == "axis:road"
