from __future__ import annotations

import re

import pytest

from salient.times.periods import Grain
from salient.times.vocabulary import DIGITS, TemplateError, Vocabulary, alternatives, grain_named

WORDS = Vocabulary(
    words={
        "month": {"may": (5, 5), "march": (3, 3), "mar": (3, 3)},
        "month_name": {"may": (5, 5), "march": (3, 3)},
        "n": {"a few": (2, 5), "two": (2, 2), "twenty-four": (24, 24)},
        "season": {},
    },
    fragments={"ord": "(?:st|nd|rd|th)"},
    number_joiners="-| to ",
    doubtful=frozenset({"may", "march"}),
)


def match(template: str, text: str) -> dict[str, int] | None:
    found = re.fullmatch(WORDS.pattern(template), text, re.IGNORECASE)
    return WORDS.values(found.groupdict()) if found else None


def test_slots_become_numbers() -> None:
    assert match("{month} {day}{ord}?", "May 3rd") == {"month": 5, "day": 3}
    assert match("{month} {day}", "Mar. 13") == {"month": 3, "day": 13}


def test_only_short_forms_take_a_dot() -> None:
    assert match("{day} {month}", "13 Mar.") == {"day": 13, "month": 3}
    assert match("{day} {month}", "13 March.") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("3", 3, 3), ("a few", 2, 5), ("twenty-four", 24, 24), ("48-72", 48, 72), ("two to 4", 2, 4)],
)
def test_counts_may_be_words_vague_or_ranges(text: str, low: int, high: int) -> None:
    assert match("{n} hours", f"{text} hours") == {"n": low, "n_high": high}


def test_a_space_stands_for_blanks_and_one_line_break_but_not_for_a_new_paragraph() -> None:
    assert match("{month} {day}", "May\n13") is not None
    assert match("{month} {day}", "May \u00a013") is not None
    assert match("{month} {day}", "May\n\n13") is None


def test_a_space_in_a_set_of_characters_stays_itself() -> None:
    assert re.fullmatch(WORDS.pattern("a[T ]b"), "a b")


def test_doubtful_words_need_a_capital() -> None:
    assert WORDS.is_capitalised({"month": "May"})
    assert not WORDS.is_capitalised({"month": "may"})
    assert WORDS.is_capitalised({"month": "mar", "day": None})


def test_first_words_are_those_that_a_match_can_begin_with() -> None:
    assert WORDS.first_words("(?:last|this past) {month}|next {n}") == {"last", "this", "next"}
    assert WORDS.first_words("{month} {day}") == {"may", "march", "mar"}
    assert WORDS.first_words("{n} days") == {"a", "two", "twenty", DIGITS}
    assert WORDS.first_words("day(?=,)") == {"day"}


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("(?:the )?day", "'(?:the )?day' begins with something optional"),
        ("toda(?:y|s)", "begins with none of a word, a {slot} and a group (?:word|word)"),
        ("days?", "begins with none of a word, a {slot} and a group (?:word|word)"),
        (r"\w+ day", "begins with none of a word, a {slot} and a group (?:word|word)"),
    ],
)
def test_a_template_whose_first_word_cannot_be_told_is_refused(template: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(problem)):
        WORDS.first_words(template)


def test_a_template_with_an_unknown_slot_names_those_that_are_known() -> None:
    with pytest.raises(TemplateError, match=r"unknown slot \{moth\}; known are day, mm, month, "):
        WORDS.pattern("{moth} {day}")


def test_a_template_that_is_no_regular_expression_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"'last \(day' is no regular expression: missing \)"):
        WORDS.pattern("last (day")


def test_a_slot_without_words_matches_nothing() -> None:
    assert match("{season}", "") is None


def test_alternatives_are_split_outside_groups_and_sets_only() -> None:
    assert alternatives(r"a|(?:b|c)|[|]d|\|e") == ["a", "(?:b|c)", "[|]d", r"\|e"]


def test_grains_go_by_name() -> None:
    assert grain_named("week") is Grain.WEEK
    with pytest.raises(TemplateError, match="unknown grain 'fortnight'; known are minute, hour"):
        grain_named("fortnight")
