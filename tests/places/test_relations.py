from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.model import RELATIONS, ROLES
from salient.places.relations import relation_before


def read(text: str, name: str = "Izium") -> tuple[str, str, float | None]:
    start = text.rindex(name)
    found = relation_before(text, start, start + len(name))
    return found.relation, found.role, found.distance_km


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fighting in Izium", ("at", "location", None)),
        ("30 km northwest of Izium", ("northwest_of", "location", 30.0)),
        ("some 12.5 kilometres to the south-east of Izium", ("southeast_of", "location", 12.5)),
        ("10 miles east of the city of Izium", ("east_of", "location", 16.09344)),
        ("north of Izium", ("north_of", "location", None)),
        ("coming north from Izium", ("at", "origin", None)),
        ("may encircle Izium", ("at", "location", None)),
        ("near Izium's bridge", ("at", "location", None)),
        ("5 km from Izium", ("near", "origin", 5.0)),
        ("near Izium", ("near", "location", None)),
        ("in the area of Izium", ("near", "location", None)),
        ("on the outskirts of Izium", ("near", "location", None)),
        ("around Izium", ("around", "location", None)),
        ("in the direction of Izium", ("toward", "destination", None)),
        ("towards Izium", ("toward", "destination", None)),
        ("between Lyman and Izium", ("between", "location", None)),
        ("between Izium and Lyman", ("between", "location", None)),
        ("along Izium", ("along", "location", None)),
        ("the Izium direction", ("toward", "location", None)),
        ("withdrew from Izium", ("at", "origin", None)),
        ("from Belgorod to Izium", ("at", "destination", None)),
        ("moved into the town of Izium", ("at", "destination", None)),
        ("via Izium", ("at", "path", None)),
        ("through Izium", ("at", "path", None)),
        ("close to Izium", ("near", "location", None)),
        ("according to Izium", ("at", "location", None)),
        ("a visit to Izium", ("at", "location", None)),
        ("Izium", ("at", "location", None)),
    ],
)
def test_the_words_around_a_name_give_relation_role_and_distance(
    text: str, expected: tuple[str, str, float | None]
) -> None:
    relation, role, distance = read(text)
    assert (relation, role) == expected[:2]
    assert distance == (None if expected[2] is None else pytest.approx(expected[2]))


def test_words_of_the_line_before_do_not_count() -> None:
    assert read("north of\nIzium") == ("at", "location", None)


def test_only_the_words_right_before_the_name_count() -> None:
    assert read("north of the river, in Izium") == ("at", "location", None)


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_surroundings_give_a_relation_and_role_of_the_contract(before: str, after: str) -> None:
    text = f"{before}Izium{after}"
    found = relation_before(text, len(before), len(before) + 5)
    assert found.relation in RELATIONS
    assert found.role in ROLES
