from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.reading.numerals import number_of


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0", 0, 0),
        ("40", 40, 40),
        ("1,200", 1_200, 1_200),
        ("1 200", 1_200, 1_200),
        ("12.5", 12.5, 12.5),
        ("2,500,000", 2_500_000, 2_500_000),
        ("10-15", 10, 15),
        ("10–15", 10, 15),
        ("10 to 15", 10, 15),
        ("zero", 0, 0),
        ("seven", 7, 7),
        ("Twenty-two", 22, 22),
        ("a hundred", 100, 100),
        ("two hundred", 200, 200),
        ("two hundred and five", 205, 205),
        ("three thousand", 3_000, 3_000),
        ("two thousand five hundred", 2_500, 2_500),
        ("two dozen", 24, 24),
        ("2 million", 2_000_000, 2_000_000),
        ("dozens", 24, 99),
        ("several", 3, 9),
        ("hundreds", 200, 999),
        ("many", 3, None),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
    ],
)
def test_numbers_are_read_as_ranges(text: str, low: float, high: float | None) -> None:
    assert number_of(text) == (low, high)


@pytest.mark.parametrize(
    "text", ["", " ", "troops", "15-10", "5th", "and", "-", "12 monkeys", "1.2.3"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_of(text) is None


NUMERALS = st.lists(
    st.sampled_from(
        ["two", "hundred", "thousand", "and", "-", " ", "5", "1,000", "dozen", "a", ".", ",", "–"]
    ),
    max_size=12,
).map("".join)


@given(st.one_of(st.text(max_size=40), NUMERALS))
def test_any_text_is_a_range_or_none(text: str) -> None:
    found = number_of(text)
    if found is not None:
        low, high = found
        assert low >= 0
        assert high is None or low <= high
