"""Calendar arithmetic on days, weeks, months, seasons, years, decades and centuries.

Weeks begin on Monday (ISO 8601). Seasons are the meteorological ones of the north: winter is
December to February and is counted to the year in which it begins. A century begins with its
year 1.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import IntEnum

import msgspec

__all__ = [
    "Grain",
    "Part",
    "Period",
    "containing",
    "day_period",
    "last_before",
    "month_period",
    "part_of",
    "quarter_period",
    "season_period",
    "shift",
    "window",
    "years_period",
]


class Grain(IntEnum):
    """How coarse a time is; a larger number is coarser."""

    MINUTE = 0
    HOUR = 1
    DAY = 2
    WEEKEND = 3
    WEEK = 4
    MONTH = 5
    QUARTER = 6
    SEASON = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


class Part(IntEnum):
    """Which part of a period is meant."""

    EARLY = 0
    MID = 1
    LATE = 2
    START = 3
    END = 4
    FIRST_HALF = 5
    SECOND_HALF = 6
    SO_FAR = 7
    REMAINING = 8
    AROUND = 9


class Period(msgspec.Struct, frozen=True):
    """The days from `earliest` to `latest`, both included, None where that end is open."""

    earliest: date | None
    latest: date | None
    grain: Grain


# Days from the first and last of a month, and months of a year, that "the beginning of" and "the
# end of" cover. A reader who says "at the end of May" rarely means more than its last week.
EDGE_DAYS = 7
EDGE_MONTHS = 1
# "Around 10 May" may be off by this many days.
AROUND_DAYS = 2


def day_period(day: date) -> Period:
    """One day."""
    return Period(day, day, Grain.DAY)


def month_period(year: int, month: int, months: int = 1, grain: Grain = Grain.MONTH) -> Period:
    """`months` whole months from the given one."""
    end_year, end_month = _add_months(year, month, months - 1)
    last = monthrange(end_year, end_month)[1]
    return Period(date(year, month, 1), date(end_year, end_month, last), grain)


def quarter_period(year: int, quarter: int) -> Period:
    """Quarter 1 to 4 of a year."""
    return month_period(year, 3 * quarter - 2, 3, Grain.QUARTER)


def season_period(year: int, season: int) -> Period:
    """Season 1 (spring) to 4 (winter) that begins in `year`."""
    return month_period(year, 3 * season, 3, Grain.SEASON)


def years_period(first: int, last: int, grain: Grain = Grain.YEAR) -> Period:
    """Whole years, both included."""
    return Period(date(first, 1, 1), date(last, 12, 31), grain)


def containing(day: date, grain: Grain) -> Period:
    """The period of this grain that `day` lies in; a weekend is the one of the day's week."""
    monday = day - timedelta(days=day.weekday())
    match grain:
        case Grain.WEEK:
            return Period(monday, monday + timedelta(days=6), grain)
        case Grain.WEEKEND:
            return Period(monday + timedelta(days=5), monday + timedelta(days=6), grain)
        case Grain.MONTH | Grain.QUARTER | Grain.SEASON:
            months = _MONTHS[grain]
            # Quarters begin in January, seasons in March; both are counted in threes.
            into = (day.month - 1) % months if grain != Grain.SEASON else day.month % months
            return month_period(*_add_months(day.year, day.month, -into), months, grain)
        case Grain.YEAR | Grain.DECADE | Grain.CENTURY:
            return _years_containing(day.year, grain)
        case _:
            return day_period(day)


def _years_containing(year: int, grain: Grain) -> Period:
    if grain == Grain.CENTURY:
        first = year - (year - 1) % 100
        return years_period(first, first + 99, grain)
    if grain == Grain.DECADE:
        first = year - year % 10
        return years_period(max(first, 1), first + 9, grain)
    return years_period(year, year)


def shift(day: date, count: int, grain: Grain) -> date:
    """`day` moved by `count` units; a day that the month reached lacks becomes its last.

    Hours and minutes count as the days that they fill or begin. Raises OverflowError or
    ValueError where the calendar (years 1 to 9999) ends.
    """
    match grain:
        case Grain.MINUTE | Grain.HOUR:
            per_day = 24 if grain == Grain.HOUR else 24 * 60
            days = -(-abs(count) // per_day)
            return day + timedelta(days=days if count > 0 else -days)
        case Grain.DAY:
            return day + timedelta(days=count)
        case Grain.WEEK | Grain.WEEKEND:
            return day + timedelta(weeks=count)
        case _:
            year, month = _add_months(day.year, day.month, count * _MONTHS[grain])
            return date(year, month, min(day.day, monthrange(year, month)[1]))


def window(day: date, count: int, grain: Grain) -> Period:
    """The days from `day` to `count` units later, or earlier where `count` is negative.

    A window of hours or days keeps both ends: the last 24 hours of a 14 May are 13 to 14 May.
    """
    other = shift(day, count, grain)
    return Period(min(day, other), max(day, other), Grain.DAY)


def last_before(day: date, weekday: int) -> date:
    """The latest day of this weekday (Monday is 0) that is not after `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def part_of(period: Period, part: Part, today: date) -> Period:
    """The named part of a period; of a single day, and of an open one, the period itself.

    The thirds of a month end on the 10th and 20th, those of a year after April and August.
    `SO_FAR` and `REMAINING` cut at `today` where it lies inside.
    """
    first, last = period.earliest, period.latest
    if first is None or last is None:
        return period
    if part == Part.AROUND:
        slack = timedelta(days=AROUND_DAYS)
        return Period(first - slack, last + slack, period.grain) if first == last else period
    if first == last:
        return period
    if part in (Part.SO_FAR, Part.REMAINING):
        inside = first <= today <= last
        if not inside:
            return period
        first, last = (first, today) if part == Part.SO_FAR else (today, last)
        return Period(first, last, Grain.DAY)
    first, last = _fraction(first, last, part, period.grain)
    return Period(first, last, Grain.DAY)


def _fraction(first: date, last: date, part: Part, grain: Grain) -> tuple[date, date]:
    if part in (Part.START, Part.END):
        return _edge(first, last, part, grain)
    low, high = _FRACTIONS[part]
    if grain == Grain.MONTH:
        days = monthrange(first.year, first.month)[1]
        # 10 + 10 + the rest, 15 + the rest: how people cut a month, whatever its length.
        end = days if high == 6 else high * 5
        return first.replace(day=low * 5 + 1), first.replace(day=end)
    if grain >= Grain.QUARTER:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        begin = _add_months(first.year, first.month, months * low // 6)
        end_month = _add_months(first.year, first.month, months * high // 6 - 1)
        return date(*begin, 1), month_period(*end_month).latest or last
    span = (last - first).days + 1
    begin_day = first + timedelta(days=span * low // 6)
    return begin_day, max(begin_day, first + timedelta(days=-(-span * high // 6) - 1))


def _edge(first: date, last: date, part: Part, grain: Grain) -> tuple[date, date]:
    at_start = part == Part.START
    if grain >= Grain.QUARTER:
        months = EDGE_MONTHS if grain <= Grain.YEAR else 12
        if at_start:
            end = _add_months(first.year, first.month, months - 1)
            return first, month_period(*end).latest or last
        begin = _add_months(last.year, last.month, 1 - months)
        return date(*begin, 1), last
    days = EDGE_DAYS if grain == Grain.MONTH else 2
    reach = min(timedelta(days=days - 1), last - first)
    return (first, first + reach) if at_start else (last - reach, last)


def _add_months(year: int, month: int, count: int) -> tuple[int, int]:
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


_MONTHS = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}

# In sixths of the period, so that halves and thirds are both whole numbers.
_FRACTIONS = {
    Part.EARLY: (0, 2),
    Part.MID: (2, 4),
    Part.LATE: (4, 6),
    Part.FIRST_HALF: (0, 3),
    Part.SECOND_HALF: (3, 6),
}
