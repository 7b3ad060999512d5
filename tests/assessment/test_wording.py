from __future__ import annotations

from datetime import date

import pytest

from salient.assessment.wording import (
    capitalised,
    counted,
    days_text,
    joined,
    long_date,
    long_moment,
    number_text,
    shortened,
)


def test_dates_are_in_full() -> None:
    assert long_date(date(2022, 5, 4)) == "4 May 2022"


def test_moments_show_their_own_clock_and_offset() -> None:
    assert long_moment("2022-05-14T08:30:00+03:00") == "14 May 2022, 08:30 (UTC+03:00)"
    assert long_moment("2022-05-14T08:30:00") == "14 May 2022, 08:30"


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        (None, None, ""),
        (date(2022, 5, 13), date(2022, 5, 13), "on 13 May 2022"),
        (date(2022, 5, 13), date(2022, 5, 14), "on 13 or 14 May 2022"),
        (date(2022, 5, 31), date(2022, 6, 1), "on 31 May or 1 June 2022"),
        (date(2022, 5, 10), date(2022, 5, 14), "between 10 and 14 May 2022"),
        (date(2021, 12, 30), date(2022, 1, 3), "between 30 December 2021 and 3 January 2022"),
        (None, date(2022, 5, 31), "by 31 May 2022"),
        (date(2022, 5, 10), None, "since 10 May 2022"),
    ],
)
def test_intervals_of_days_read_as_english(
    earliest: date | None, latest: date | None, text: str
) -> None:
    assert days_text(earliest, latest) == text


def test_lists_have_one_conjunction() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a and b"
    assert joined(["a", "b", "c"], "or") == "a, b or c"


def test_small_counts_are_words_and_large_ones_grouped_figures() -> None:
    assert counted(0, "claim") == "no claims"
    assert counted(1, "claim") == "one claim"
    assert counted(12, "claim") == "twelve claims"
    assert counted(13, "claim") == "13 claims"
    assert counted(33156, "settlement") == "33,156 settlements"
    assert counted(2, "passage or document", "passages or documents").startswith("two passages")


def test_numbers_keep_a_fraction_only_where_there_is_one() -> None:
    assert number_text(70.0) == "70"
    assert number_text(2.5) == "2.5"


def test_capitals_change_the_first_letter_only() -> None:
    assert capitalised("the General Staff") == "The General Staff"
    assert capitalised("") == ""


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    assert shortened("one two  three", 80) == "one two three"
    assert shortened("one two three four", 12) == "one two …"
    assert shortened("unbroken" * 4, 10) == "unbroken …"
