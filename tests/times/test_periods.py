from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.times.periods import (
    Grain,
    Part,
    Period,
    containing,
    day_period,
    last_before,
    month_period,
    part_of,
    quarter_period,
    season_period,
    shift,
    window,
    years_period,
)

DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31))
COARSE = [grain for grain in Grain if grain >= Grain.DAY]
TODAY = date(2022, 5, 14)


@given(DAYS, st.sampled_from(COARSE))
def test_a_period_holds_its_day_except_for_weekends(day: date, grain: Grain) -> None:
    period = containing(day, grain)
    assert period.earliest is not None
    assert period.latest is not None
    if grain == Grain.WEEKEND:
        assert [period.earliest.weekday(), period.latest.weekday()] == [5, 6]
        assert period.earliest.isocalendar()[:2] == day.isocalendar()[:2]
    else:
        assert period.earliest <= day <= period.latest


@given(DAYS, st.sampled_from([g for g in COARSE if g != Grain.WEEKEND]))
def test_periods_of_one_grain_follow_each_other_without_a_gap(day: date, grain: Grain) -> None:
    period = containing(day, grain)
    assert period.latest is not None
    following = containing(period.latest + timedelta(days=1), grain)
    assert following.earliest == period.latest + timedelta(days=1)


@given(DAYS, st.integers(-500, 500))
def test_months_moved_and_moved_back_lose_at_most_the_end_of_a_month(day: date, count: int) -> None:
    back = shift(shift(day, count, Grain.MONTH), -count, Grain.MONTH)
    assert (back.year, back.month) == (day.year, day.month)
    assert timedelta(0) <= day - back <= timedelta(days=3)


def test_the_last_day_of_a_month_stands_for_a_day_that_the_month_lacks() -> None:
    assert shift(date(2024, 1, 31), 1, Grain.MONTH) == date(2024, 2, 29)
    assert shift(date(2024, 2, 29), 1, Grain.YEAR) == date(2025, 2, 28)


def test_hours_count_as_the_days_that_they_begin() -> None:
    assert shift(TODAY, -24, Grain.HOUR) == date(2022, 5, 13)
    assert shift(TODAY, -25, Grain.HOUR) == date(2022, 5, 12)
    assert shift(TODAY, 1, Grain.HOUR) == date(2022, 5, 15)
    assert shift(TODAY, -90, Grain.MINUTE) == date(2022, 5, 13)


def test_the_calendar_ends_are_errors() -> None:
    with pytest.raises((OverflowError, ValueError)):
        shift(TODAY, 9999, Grain.YEAR)
    with pytest.raises((OverflowError, ValueError)):
        shift(date.min, -1, Grain.DAY)


@given(DAYS, st.integers(0, 200), st.sampled_from([Grain.DAY, Grain.WEEK, Grain.MONTH]))
def test_a_window_has_the_day_at_one_end(day: date, count: int, grain: Grain) -> None:
    assert window(day, count, grain).earliest == day
    assert window(day, -count, grain).latest == day


@given(DAYS, st.integers(0, 6))
def test_the_last_weekday_is_at_most_six_days_back(day: date, weekday: int) -> None:
    found = last_before(day, weekday)
    assert found.weekday() == weekday
    assert timedelta(0) <= day - found <= timedelta(days=6)


def test_winter_is_counted_to_the_year_in_which_it_begins() -> None:
    assert season_period(2022, 4) == Period(date(2022, 12, 1), date(2023, 2, 28), Grain.SEASON)
    assert containing(date(2023, 1, 5), Grain.SEASON) == season_period(2022, 4)
    assert containing(date(2023, 3, 1), Grain.SEASON) == season_period(2023, 1)


def test_a_century_begins_with_its_year_one() -> None:
    assert containing(date(2000, 6, 1), Grain.CENTURY) == years_period(1901, 2000, Grain.CENTURY)


PERIODS = st.one_of(
    st.builds(month_period, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(quarter_period, st.integers(1900, 2100), st.integers(1, 4)),
    st.builds(season_period, st.integers(1900, 2100), st.integers(1, 4)),
    st.builds(lambda year: years_period(year, year), st.integers(1900, 2100)),
    st.builds(containing, DAYS, st.sampled_from([Grain.WEEK, Grain.WEEKEND, Grain.DECADE])),
)


@given(PERIODS, st.sampled_from([p for p in Part if p != Part.AROUND]), DAYS)
def test_a_part_lies_in_its_period(period: Period, part: Part, today: date) -> None:
    cut = part_of(period, part, today)
    assert cut.earliest is not None
    assert cut.latest is not None
    assert period.earliest is not None
    assert period.latest is not None
    assert period.earliest <= cut.earliest <= cut.latest <= period.latest


@given(PERIODS.filter(lambda p: p.grain not in (Grain.WEEK, Grain.WEEKEND)))
def test_thirds_and_halves_cover_a_period_without_overlap(period: Period) -> None:
    for names in ((Part.EARLY, Part.MID, Part.LATE), (Part.FIRST_HALF, Part.SECOND_HALF)):
        cuts = [part_of(period, name, TODAY) for name in names]
        assert cuts[0].earliest == period.earliest
        assert cuts[-1].latest == period.latest
        for one, two in pairwise(cuts):
            assert one.latest is not None
            assert two.earliest == one.latest + timedelta(days=1)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (Part.EARLY, 1, 10),
        (Part.MID, 11, 20),
        (Part.LATE, 21, 28),
        (Part.START, 1, 7),
        (Part.END, 22, 28),
        (Part.FIRST_HALF, 1, 15),
        (Part.SECOND_HALF, 16, 28),
    ],
)
def test_a_month_is_cut_on_round_days(part: Part, first: int, last: int) -> None:
    cut = part_of(month_period(2023, 2), part, TODAY)
    assert cut == Period(date(2023, 2, first), date(2023, 2, last), Grain.DAY)


def test_a_year_begins_and_ends_with_one_month() -> None:
    year = years_period(2022, 2022)
    assert part_of(year, Part.START, TODAY).latest == date(2022, 1, 31)
    assert part_of(year, Part.END, TODAY).earliest == date(2022, 12, 1)


def test_so_far_and_remaining_meet_on_the_day_of_the_report() -> None:
    may = month_period(2022, 5)
    assert part_of(may, Part.SO_FAR, TODAY).latest == TODAY
    assert part_of(may, Part.REMAINING, TODAY).earliest == TODAY
    assert part_of(month_period(2022, 4), Part.SO_FAR, TODAY) == month_period(2022, 4)


def test_around_widens_a_day_and_nothing_coarser() -> None:
    around = part_of(day_period(TODAY), Part.AROUND, TODAY)
    assert (around.earliest, around.latest) == (date(2022, 5, 12), date(2022, 5, 16))
    assert part_of(month_period(2022, 5), Part.AROUND, TODAY) == month_period(2022, 5)


def test_an_open_period_has_no_parts() -> None:
    period = Period(TODAY, None, Grain.DAY)
    assert part_of(period, Part.EARLY, TODAY) == period
