from __future__ import annotations

from datetime import date

import pytest

from salient.times.compose import Expression
from salient.times.periods import Grain, Period
from salient.times.resolve import resolve
from salient.times.rules import Scene
from salient.times.scan import Atom

TODAY = date(2022, 5, 14)
SCENE = Scene(today=TODAY, anchor=None, future=lambda: False)


def atom(means: str, **values: int) -> Atom:
    return Atom(0, 1, means, values)


def expression(first: Atom, **changes: object) -> Expression:
    return Expression(**{"start": 0, "end": 1, "first": first, **changes})


MAY_10 = atom("date", month=5, day=10)


@pytest.mark.parametrize(
    ("bound", "first", "last"),
    [
        ("since", date(2022, 5, 10), TODAY),
        ("from", date(2022, 5, 10), None),
        ("until", None, date(2022, 5, 10)),
        ("by", None, date(2022, 5, 10)),
        ("before", None, date(2022, 5, 9)),
        ("after", date(2022, 5, 11), None),
    ],
)
def test_bounds_open_one_end(bound: str, first: date | None, last: date | None) -> None:
    assert resolve(expression(MAY_10, bound=bound), SCENE) == Period(first, last, Grain.DAY)


def test_a_limit_still_to_come_begins_with_the_report() -> None:
    period = resolve(expression(atom("date", month=5, day=20), bound="by"), SCENE)
    assert period == Period(TODAY, date(2022, 5, 20), Grain.DAY)


def test_since_a_day_after_the_report_has_no_end() -> None:
    period = resolve(expression(atom("date", month=5, day=20), bound="since"), SCENE)
    assert period == Period(date(2022, 5, 20), None, Grain.DAY)


def test_a_range_borrows_the_year_and_may_begin_in_the_one_before() -> None:
    december = atom("date", month=12, day=30)
    january = atom("date", month=1, day=2, year=2020)
    period = resolve(expression(december, last=january), SCENE)
    assert period == Period(date(2019, 12, 30), date(2020, 1, 2), Grain.DAY)


def test_the_second_half_of_a_range_comes_after_the_first() -> None:
    period = resolve(
        expression(atom("weekday", weekday_name=4), last=atom("weekday", weekday_name=0)), SCENE
    )
    assert period == Period(date(2022, 5, 13), date(2022, 5, 16), Grain.DAY)


@pytest.mark.parametrize(
    "bad",
    [
        atom("date", month=2, day=30, year=2022),
        atom("offset", n=9999, n_high=9999, unit=int(Grain.YEAR), sign=-1),
        atom("days", month=5, day=14, day2=10, year=2022),
    ],
)
def test_what_the_calendar_lacks_is_no_time(bad: Atom) -> None:
    assert resolve(expression(bad), SCENE) is None
