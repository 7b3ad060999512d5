"""Works out which days an expression means, seen from the day of the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import msgspec

from salient.times.compose import Expression
from salient.times.periods import Grain, Part, Period, day_period, part_of, shift
from salient.times.rules import RULES, Scene
from salient.times.scan import Atom

__all__ = ["resolve"]

# Bounds that may lie on either side of the report.
LIMITS = frozenset({"before", "by", "from", "until"})
ONE_DAY = timedelta(days=1)


def resolve(expression: Expression, scene: Scene) -> Period | None:
    """The days meant, or None where they cannot be told (30 February, *the next day* of nothing).

    The answer has at least one closed end, and its ends are in order.
    """
    if expression.bound in LIMITS:
        scene = msgspec.structs.replace(scene, nearest=True)
    try:
        period = _resolve(expression, scene)
    except (OverflowError, ValueError):
        # The calendar has no such day: beyond its years, or past the end of a month.
        return None
    if period is None or (period.earliest is None and period.latest is None):
        return None
    if period.earliest and period.latest and period.earliest > period.latest:
        return None
    return period


def _resolve(expression: Expression, scene: Scene) -> Period | None:
    period = _range(expression, scene) if expression.last else _single(expression, scene)
    if period is None:
        return None
    if expression.night:
        period = _night(period, expression.night, scene.today)
    if expression.moved_by:
        return _moved(period, expression.moved_by)
    if expression.bound:
        return _bounded(period, expression.bound, expression.part, scene.today)
    return period


def _single(expression: Expression, scene: Scene) -> Period | None:
    period = RULES[expression.first.means](expression.first.values, scene)
    return _part(period, expression.part, scene.today)


def _part(period: Period | None, part: Part | None, today: date) -> Period | None:
    return part_of(period, part, today) if period and part is not None else period


def _range(expression: Expression, scene: Scene) -> Period | None:
    first, last = expression.first, expression.last
    if last is None:
        return None
    end = RULES[last.means](last.values, scene)
    if end is None or end.earliest is None:
        return None
    begin = _begin(first, last, end.earliest, scene)
    if begin is None or begin.earliest is None:
        return None
    if begin.earliest > end.earliest:
        end = RULES[last.means](last.values, msgspec.structs.replace(scene, after=begin.earliest))
    begin = _part(begin, expression.part, scene.today)
    end = _part(end, expression.last_part, scene.today)
    if begin is None or end is None:
        return None
    return Period(begin.earliest, end.latest, max(begin.grain, end.grain))


def _begin(first: Atom, last: Atom, end: date, scene: Scene) -> Period | None:
    """First half of a range, with the year of the second half where it has none of its own."""
    rule, values = RULES[first.means], first.values
    if "year" not in last.values or {"year", "yy"} & values.keys():
        return rule(values, scene)
    begin = rule({**values, "year": last.values["year"]}, scene)
    if begin is not None and begin.earliest is not None and begin.earliest > end:
        return rule({**values, "year": last.values["year"] - 1}, scene)
    return begin


def _night(period: Period, night: str, today: date) -> Period:
    """A night belongs to two days; of a night that is over, none lies after the report."""
    day = period.earliest
    if day is None or day != period.latest:
        return period
    if night == "night" and day != today:
        return Period(day, day + ONE_DAY, Grain.DAY)
    last = day + ONE_DAY if night == "overnight" and day != today else day
    first = day - ONE_DAY
    return Period(first, last, Grain.DAY)


def _moved(period: Period, by: Mapping[str, int]) -> Period | None:
    if period.earliest is None or period.latest is None:
        return None
    sign, grain = by["sign"], Grain(by["unit"])
    ends = [
        shift(edge, sign * by[count], grain)
        for edge in (period.earliest, period.latest)
        for count in ("n", "n_high")
    ]
    return Period(min(ends), max(ends), Grain.DAY)


def _since(period: Period, today: date) -> Period:
    """What began then and lasts: to the day of the report, as far as the report can know."""
    begin = period.earliest
    return Period(begin, today if begin and begin <= today else None, Grain.DAY)


def _until(period: Period, today: date) -> Period:
    """Up to and with that time; what is still to come begins with the report."""
    end = period.latest
    return Period(today if end and end > today else None, end, Grain.DAY)


def _before(period: Period, today: date) -> Period:
    begin = period.earliest
    return _until(day_period(begin - ONE_DAY), today) if begin else period


def _after(period: Period, _today: date) -> Period:
    return Period(period.latest + ONE_DAY, None, Grain.DAY) if period.latest else period


def _from(period: Period, _today: date) -> Period:
    return Period(period.earliest, None, Grain.DAY)


_BOUNDS: Mapping[str, Callable[[Period, date], Period]] = {
    "since": _since,
    "from": _from,
    "by": _until,
    "until": _until,
    "before": _before,
    "after": _after,
}


def _bounded(period: Period, bound: str, part: Part | None, today: date) -> Period:
    # "Before the end of May" allows its last week.
    inclusive = bound == "before" and part == Part.END
    return _BOUNDS["until" if inclusive else bound](period, today)
