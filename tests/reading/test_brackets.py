from __future__ import annotations

import pytest

from salient.reading.brackets import bracketed_distances, bracketed_initials, hung_distance


def test_initials_in_brackets_are_found_where_they_follow_a_name() -> None:
    words = "the Example Republic ( ER ) troops left the ( old ) town".split()
    assert bracketed_initials(words) == [3]


def test_other_brackets_are_left_to_the_parser() -> None:
    assert bracketed_initials("( ER ) troops".split()) == []
    assert bracketed_initials("the town ( 10 km ) fell".split()) == []
    assert bracketed_initials("the town ( North ) fell".split()) == []
    assert bracketed_initials("the town ( ER".split()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lypove ( 10 km northwest of Zelene )",
        "Lypove ( about 15km south of Stepove City )",
        "Lypove ( just west of Zelene )",
        "Lypove ( 5 - 10 km east )",
    ],
)
def test_a_distance_in_brackets_is_found(text: str) -> None:
    words = text.split()
    assert bracketed_distances(words) == [range(1, len(words))]


@pytest.mark.parametrize(
    "text",
    [
        "( 10 km northwest of Zelene )",
        "Lypove ( a town west of Zelene )",
        "Lypove ( which lies 10 km west of Zelene )",
        "Lypove ( Zelene )",
        "Lypove ( 10 km west of Zelene",
    ],
)
def test_other_brackets_hold_no_distance(text: str) -> None:
    assert bracketed_distances(text.split()) == []


def test_the_words_of_a_distance_hang_on_the_place_before_it() -> None:
    words = "Lypove ( about 10 km northwest of Stepove City )".split()
    found = hung_distance(words, range(1, len(words)), 0)
    assert {words[i]: words[head] for i, (head, _) in found.items() if words[i] not in "()"} == {
        "about": "northwest",
        "10": "km",
        "km": "northwest",
        "northwest": "Lypove",
        "of": "City",
        "Stepove": "City",
        "City": "northwest",
    }
    assert found[5][1][0] == "parataxis"


def test_where_what_has_no_name_lies_is_told_by_its_distance() -> None:
    words = "forest ( 10 km south of Zelene )".split()
    found = hung_distance(words, range(1, len(words)), 0, named=False)
    assert found[4] == (0, ("nmod", "NOUN", "Number=Sing"))
