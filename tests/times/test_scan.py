from __future__ import annotations

import pytest

from salient.times.lexicon import load_lexicon
from salient.times.scan import LOOK_BACK, scan, text_before

ENGLISH = load_lexicon("en")


def atoms(text: str) -> list[tuple[str, str]]:
    return [(text[a.start : a.end], a.means) for a in scan(text, ENGLISH)]


def test_the_longest_expression_wins_at_each_place() -> None:
    assert atoms("on May 13, 2022 and in May") == [("May 13, 2022", "date"), ("May", "month")]


@pytest.mark.parametrize(
    "text", ["1.13 May", "x/13 May", "$2014-05-13", "T-13 May", "№13 May", "a@13 May", "#13 May"]
)
def test_a_number_glued_to_something_is_not_a_day(text: str) -> None:
    assert all(found != "13 May" and "2014" not in found for found, _ in atoms(text))


def test_a_hyphenated_year_is_read_only_after_a_word_for_its_part() -> None:
    assert atoms("mid-2014") == [("2014", "year")]
    assert atoms("T-2014") == []


def test_values_are_the_numbers_of_the_slots_and_of_the_rule() -> None:
    (atom,) = scan("two to three days ago", ENGLISH)
    assert atom.values == {"n": 2, "n_high": 3, "unit": 2, "sign": -1}


def test_text_before_is_in_small_letters_and_as_long_as_the_text() -> None:
    assert text_before("İİ SINCE May", 9) == "ii since "
    assert text_before("ab SINCE May", 9, limit=3) == "since "
    assert len(text_before("x" * 500, 400)) == LOOK_BACK
