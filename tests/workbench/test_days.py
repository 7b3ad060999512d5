"""Days as users give them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.errors import UsageError
from salient.theatre import load_theatre
from salient.workbench import as_day, end_of_day
from salient.workbench.days import days_between


@pytest.mark.parametrize(
    "given_day", ["2022-05-14", date(2022, 5, 14), datetime(2022, 5, 14, 23, 59, tzinfo=UTC)]
)
def test_a_day_is_a_date_or_its_text(given_day: date | str) -> None:
    assert as_day(given_day) == date(2022, 5, 14)


@pytest.mark.parametrize("text", ["2022-13-45", "14.05.2022", "", "yesterday", "2022-02-30"])
def test_what_is_no_date_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        as_day(text)
    assert str(refused.value) == (
        f"{text!r} is no date; give a day as YYYY-MM-DD, such as 2022-05-14"
    )


def test_the_end_of_a_day_is_that_of_the_theatre() -> None:
    end = end_of_day(date(2022, 5, 14), load_theatre("ukraine"))
    assert end.astimezone(UTC) == datetime(2022, 5, 14, 20, 59, 59, 999999, UTC)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_the_days_between_are_every_day_once(first: date, more: int) -> None:
    days = days_between(first, first + timedelta(days=more))
    assert len(days) == more + 1
    assert days[0] == first
    assert all(b - a == timedelta(days=1) for a, b in pairwise(days))


def test_days_that_run_backwards_are_refused() -> None:
    with pytest.raises(
        UsageError, match="run from 2022-05-02 back to 2022-05-01; give the earlier day first"
    ):
        days_between(date(2022, 5, 2), date(2022, 5, 1))
