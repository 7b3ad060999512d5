from __future__ import annotations

import msgspec
import pytest
from reading_cases import MadeUpPlaces

from salient.reading.series import announced, in_series, new_clause, without_locators


def series_of(text: str) -> list[list[str]]:
    mentions = MadeUpPlaces().mentions(text)
    return [[m.text for m in group] for group in in_series(text, 0, mentions)]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("in Zelene, Borivka and Lypove", [["Zelene", "Borivka", "Lypove"]]),
        ("near Zelene (9 km off), near Borivka", [["Zelene", "Borivka"]]),
        ("the villages of Zelene and of Lypove", [["Zelene"], ["Lypove"]]),
        ("from Zelene to Borivka", [["Zelene"], ["Borivka"]]),
        ("Zelene was shelled. Borivka was not", [["Zelene"], ["Borivka"]]),
        ("Zelene, Stepove Oblast, and Lypove", [["Zelene", "Lypove"], ["Stepove Oblast"]]),
        ("at Zelene, Nowhereivka (2 km off), and Lypove", [["Zelene", "Lypove"]]),
        ("on Zelene; north of Lypove near Borivka", [["Zelene", "Lypove", "Borivka"]]),
    ],
)
def test_places_between_commas_and_conjunctions_form_a_series(
    text: str, groups: list[list[str]]
) -> None:
    assert series_of(text) == groups


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("near Zelene (12km northwest of Kamianka)", ["Zelene"]),
        ("Zelene, about 9 kilometers south of Kamianka", ["Zelene"]),
        ("Zelene, a town roughly 70 km southeast of Kamianka", ["Zelene"]),
        ("Zelene, a village along the T9 road within 20km north of Kamianka", ["Zelene"]),
        ("along the H-20 Zelene-Kamianka City highway near Lypove", ["Lypove"]),
        ("Supporting Effort #1—Zelene and Lypove", ["Lypove"]),
        ("Zelene, less than 1 km away from the Bystra", ["Zelene"]),
        ("Zelene (9km east of Kamianka), Borivka (immediately west of Kamianka)",
         ["Zelene", "Borivka"]),
        ("Zelene and north of Kamianka", ["Zelene", "Kamianka"]),
        ("near Nowhereivka (about 12km northwest of Kamianka)", []),
        ("in the Zelene direction (24km northwest of Kamianka)", ["Zelene"]),
        ("Zelene, 60 km northwest of Kamianka City between Borivka City and Lypove", ["Zelene"]),
        ("Zelene (across the Bystra from Kamianka) and Lypove", ["Zelene", "Lypove"]),
        ("Zelene, 5 km south of Zelene near Lypove", ["Zelene", "Zelene", "Lypove"]),
        ("two Zelene-8 helicopters flew to Lypove", ["Lypove"]),
        ("Nowhere (NW) shells fell 4 km off Zelene", ["Zelene"]),
        ("attacks 9 km south of Kamianka", ["Kamianka"]),
    ],
)  # fmt: skip
def test_a_place_that_only_says_where_another_lies_is_left_out(text: str, kept: list[str]) -> None:
    mentions = MadeUpPlaces().mentions(text)
    assert [m.text for m in without_locators(text, 0, mentions)] == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("six villages, including Zelene", True),
        ("Liberated settlements: Zelene", True),
        ("two towns, among them the village of Zelene", True),
        ("six villages near Zelene", False),
    ],
)
def test_names_may_be_announced(text: str, expected: bool) -> None:
    (mention,) = MadeUpPlaces().mentions(text)
    assert announced(text, 0, mention) is expected


def test_the_last_of_two_places_may_begin_a_clause() -> None:
    apart, joined = "in Zelene, and Borivka burned", "in Zelene and Borivka"
    assert new_clause(apart, 0, MadeUpPlaces().mentions(apart))
    assert not new_clause(joined, 0, MadeUpPlaces().mentions(joined))


def test_offsets_are_those_of_the_document() -> None:
    text = "Zelene and Borivka"
    moved = [
        msgspec.structs.replace(m, start=m.start + 50, end=m.end + 50)
        for m in MadeUpPlaces().mentions(text)
    ]
    assert len(in_series(text, 50, moved)) == 1
