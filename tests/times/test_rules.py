from __future__ import annotations

from datetime import date

import pytest

from salient.times.periods import Grain, Period, day_period, month_period, season_period
from salient.times.rules import RULES, Scene

TODAY = date(2022, 5, 14)


def scene(*, future: bool = False, **changes: object) -> Scene:
    settings = {"today": TODAY, "anchor": None, "future": lambda: future, **changes}
    return Scene(**settings)  # type-checked at run time by the rules under test


def day(means: str, values: dict[str, int], at: Scene) -> date | None:
    period = RULES[means](values, at)
    assert period is not None
    return period.earliest


@pytest.mark.parametrize(
    ("month", "dom", "future", "expected"),
    [
        (5, 13, False, date(2022, 5, 13)),
        (6, 10, False, date(2022, 6, 10)),  # a daily report names the coming weeks
        (7, 10, False, date(2021, 7, 10)),
        (7, 10, True, date(2022, 7, 10)),
        (2, 24, True, date(2022, 2, 24)),  # near and past beats far and future
        (12, 25, False, date(2021, 12, 25)),
        (2, 29, False, date(2020, 2, 29)),
    ],
)
def test_the_year_of_a_day_is_guessed(month: int, dom: int, future: bool, expected: date) -> None:
    assert day("date", {"month": month, "day": dom}, scene(future=future)) == expected


def test_a_weekday_beside_a_date_chooses_the_year() -> None:
    # 6 May was a Friday in 2022, a Thursday in 2021.
    assert day("date", {"month": 5, "day": 6, "weekday": 3}, scene()) == date(2021, 5, 6)
    assert day("date", {"month": 5, "day": 6, "weekday": 4}, scene()) == date(2022, 5, 6)


@pytest.mark.parametrize(("yy", "year"), [(22, 2022), (32, 2032), (33, 1933), (99, 1999)])
def test_a_short_year_is_at_most_ten_years_ahead(yy: int, year: int) -> None:
    assert day("date", {"month": 1, "day": 1, "yy": yy}, scene()) == date(year, 1, 1)


@pytest.mark.parametrize(
    ("month", "future", "nearest", "expected"),
    [
        (5, False, False, date(2022, 5, 1)),
        (6, False, False, date(2021, 6, 1)),
        (6, True, False, date(2022, 6, 1)),
        (3, True, False, date(2022, 3, 1)),
        (6, False, True, date(2022, 6, 1)),
    ],
)
def test_the_year_of_a_month_is_guessed(
    month: int, future: bool, nearest: bool, expected: date
) -> None:
    values = {"month_name": month}
    assert day("month", values, scene(future=future, nearest=nearest)) == expected


def test_of_two_readings_of_a_slashed_date_the_past_one_is_taken() -> None:
    assert day("slash_date", {"one": 5, "two": 6, "year": 2022}, scene()) == date(2022, 5, 6)
    assert day("slash_date", {"one": 11, "two": 5, "year": 2022}, scene()) == date(2022, 5, 11)
    assert RULES["slash_date"]({"one": 13, "two": 13, "year": 2022}, scene()) is None


def test_the_winter_of_a_year_is_the_one_that_has_begun() -> None:
    values = {"season": 4, "year": 2022}
    assert RULES["season"](values, scene()) == season_period(2021, 4)
    assert RULES["season"](values, scene(today=date(2023, 1, 1))) == season_period(2022, 4)
    assert RULES["season"]({**values, "yy": 23}, scene()) == season_period(2022, 4)


@pytest.mark.parametrize(
    ("which", "today", "year"),
    [
        (-1, TODAY, 2021),
        (0, date(2023, 3, 26), 2022),
        (0, date(2022, 10, 1), 2022),
        (1, TODAY, 2022),
    ],
)
def test_last_this_and_next_winter(which: int, today: date, year: int) -> None:
    values = {"season": 4, "which": which}
    assert RULES["season_named"](values, scene(today=today)) == season_period(year, 4)


def test_what_follows_counts_from_the_late_edge_and_what_precedes_from_the_early() -> None:
    anchor = Period(date(2022, 5, 1), date(2022, 5, 3), Grain.DAY)
    later = {"n": 1, "unit": Grain.DAY, "sign": 1}
    assert day("anaphora", later, scene(anchor=anchor)) == date(2022, 5, 4)
    assert day("anaphora", {**later, "sign": -1}, scene(anchor=anchor)) == date(2022, 4, 30)


def test_days_are_not_counted_from_a_month_nor_from_nothing() -> None:
    values = {"n": 1, "unit": Grain.DAY, "sign": 1}
    assert RULES["anaphora"](values, scene(anchor=month_period(2022, 4))) is None
    assert RULES["anaphora"](values, scene()) is None
    assert day("anaphora", {**values, "sign": -1, "report": 1}, scene()) == date(2022, 5, 13)


def test_the_same_day_is_the_anchor_and_nothing_without_one() -> None:
    anchor = day_period(date(2022, 5, 3))
    assert RULES["same"]({"unit": Grain.DAY, "which": 0}, scene(anchor=anchor)) == anchor
    assert RULES["same"]({"unit": Grain.DAY, "which": 0}, scene()) is None


def test_years_run_forward_and_not_for_more_than_a_century() -> None:
    assert RULES["years"]({"year": 2014, "yy": 15}, scene()) is not None
    assert RULES["years"]({"year": 2014, "yy": 5}, scene()) is None
    assert RULES["years"]({"year": 1700, "year2": 2014}, scene()) is None


def test_a_decade_begins_with_a_round_year() -> None:
    assert RULES["decade"]({"year": 1994}, scene()) is None
