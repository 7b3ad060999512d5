"""What each kind of expression means: from its numbers and the scene to a period.

Years that a text leaves out are guessed. A day and month without a year is the latest such day not
more than `NEAR_FUTURE` after the report, or the nearest one where the sentence looks forward; a
month or season alone is the latest that has begun, or the coming one where the sentence looks
forward. A weekday is the latest one up to the report, or the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import msgspec

from salient.times.periods import (
    Grain,
    Period,
    containing,
    day_period,
    last_before,
    month_period,
    quarter_period,
    season_period,
    shift,
    window,
    years_period,
)

__all__ = ["RULES", "Scene"]

Values = Mapping[str, int]

# A daily report that names a day of the next weeks without a year means the coming one.
NEAR_FUTURE = timedelta(days=31)
# A month named in a sentence that looks forward is at most this many months away; beyond that it
# is more likely the past one (*will go on with the attack begun in March*).
MONTHS_AHEAD = 9
# How many units *recent days*, *the coming weeks* reach, for want of a number.
VAGUE_COUNT = {Grain.HOUR: 24, Grain.DAY: 7, Grain.WEEK: 4, Grain.MONTH: 6, Grain.YEAR: 5}
# Fewest and most units that *weeks ago* means.
VAGUE_AGO = {
    Grain.HOUR: (0, 24), Grain.DAY: (2, 7), Grain.WEEK: (2, 8), Grain.MONTH: (2, 11),
    Grain.YEAR: (2, 10), Grain.DECADE: (2, 5),
}  # fmt: skip
# An expression such as *three days later* counts from a time of at most this many days.
ANCHOR_DAYS = {Grain.WEEK: 14, Grain.MONTH: 62, Grain.YEAR: 400}
ANCHOR_DAYS_SHORT = 3
WINTER = 4


class Scene(msgspec.Struct, frozen=True):
    """What an expression is seen from.

    `today` is the report's day. `anchor` is the last time resolved in the text. `future` tells
    whether the sentence looks forward. `after` is a day that the answer should not lie before
    (the first half of a range). With `nearest` a year left out is the one that brings the time
    nearest, before or after (*by June*). `told` is given where the text tells of years long past: a
    year left out is then the first that does not bring the story back before this day.
    """

    today: date
    anchor: Period | None
    future: Callable[[], bool]
    after: date | None = None
    nearest: bool = False
    told: date | None = None


def _date(values: Values, scene: Scene) -> Period | None:
    month = values.get("month", values.get("mm", 0))
    return _day(values["day"], month, values, scene)


def _days(values: Values, scene: Scene) -> Period | None:
    month = values.get("month", values.get("mm", 0))
    first = _day(values["day"], month, values, scene)
    last = _day(values["day2"], month, values, scene)
    if first is None or last is None:
        return None
    return Period(first.earliest, last.latest, Grain.DAY)


def _slash_date(values: Values, scene: Scene) -> Period | None:
    """Either order of day and month; of two possible days the one nearer to the report."""
    one, two = values["one"], values["two"]
    year = _year(values, scene.today)
    candidates = list(_valid([(year, two, one), (year, one, two)]))
    if not candidates:
        return None
    return day_period(min(candidates, key=lambda d: (d > scene.today, abs(d - scene.today))))


def _day(day: int, month: int, values: Values, scene: Scene) -> Period | None:
    year = _year(values, scene.today)
    if year is not None:
        return day_period(date(year, month, day))
    base = _base(scene)
    # Eight years on either side hold a 29 February, even around 1900.
    reach = 8 if (month, day) == (2, 29) or "weekday" in values else 1
    years = range(max(base.year - reach, 1), min(base.year + reach, 9999) + 1)
    candidates = list(_valid((y, month, day) for y in years))
    if "weekday" in values:
        named = [d for d in candidates if d.weekday() == values["weekday"]]
        # Farther away the weekday is more likely a slip than a hint at the year.
        near = [d for d in named if abs(d - base) < timedelta(days=2 * 366)]
        candidates = near or candidates
    return day_period(_choose(candidates, base, scene)) if candidates else None


def _choose(candidates: list[date], base: date, scene: Scene) -> date:
    """The day meant among the same day of several years."""
    if scene.after is not None and (later := [d for d in candidates if d >= scene.after]):
        return later[0]
    if scene.told is not None:
        return next((d for d in candidates if d >= base), candidates[-1])
    nearest = min(candidates, key=lambda d: abs(d - base))
    if scene.nearest:
        return nearest
    past = [d for d in candidates if d - base <= NEAR_FUTURE] or candidates[:1]
    return nearest if nearest != past[-1] and scene.future() else past[-1]


def _base(scene: Scene) -> date:
    """The day that years are guessed from."""
    return scene.today if scene.told is None else scene.told


def _year(values: Values, today: date) -> int | None:
    """The year written (*2022*, *'22*, *last year*), None where there is none.

    A short one is at most ten years after the report.
    """
    if "year" in values:
        return values["year"]
    if "year_shift" in values:
        return today.year + values["year_shift"]
    if "yy" not in values:
        return None
    year = today.year - today.year % 100 + values["yy"]
    return year - 100 if year > today.year + 10 else year


def _valid(parts: Iterable[tuple[int | None, int, int]]) -> Iterable[date]:
    for year, month, day in parts:
        try:
            yield date(year or 0, month, day)
        except ValueError:
            continue


def _month(values: Values, scene: Scene) -> Period:
    month = values["month"] if "month" in values else _first_of(values, "month_name", "plain_month")
    written = _year(values, scene.today)
    if written is not None:
        return month_period(written, month)
    base = _base(scene)
    if scene.after is not None:
        return month_period(scene.after.year + (month < scene.after.month), month)
    if scene.told is not None:
        return month_period(base.year + (month < base.month), month)
    if scene.nearest:
        years = (base.year - 1, base.year, base.year + 1)
        year = min(years, key=lambda y: abs((y - base.year) * 12 + month - base.month))
        return month_period(year, month)
    ahead = (month - base.month) % 12
    if 0 < ahead <= MONTHS_AHEAD and scene.future():
        return month_period(base.year + (month < base.month), month)
    return month_period(base.year - (month > base.month), month)


def _first_of(values: Values, *names: str) -> int:
    return next(values[name] for name in names if name in values)


def _month_named(values: Values, scene: Scene) -> Period:
    month, today = values["month_name"], scene.today
    match values["which"]:
        case -1:
            return month_period(today.year - (month >= today.month), month)
        case 1:
            return month_period(today.year + (month <= today.month), month)
        case _:
            return month_period(today.year, month)


def _day_of_month(values: Values, scene: Scene) -> Period | None:
    base = scene.today
    anchor = scene.anchor
    if anchor is not None and anchor.earliest is not None and anchor.grain == Grain.DAY:
        base = anchor.earliest
    months = [month_period(base.year, base.month).earliest]
    months += [shift(base.replace(day=1), step, Grain.MONTH) for step in (-1, 1)]
    candidates = list(_valid((m.year, m.month, values["day"]) for m in months if m is not None))
    if scene.after is not None:
        candidates = [d for d in candidates if d >= scene.after]
    elif not scene.future():
        candidates = [d for d in candidates if d <= scene.today]
    if not candidates:
        return None
    return day_period(min(candidates, key=lambda d: (abs(d - base), d)))


def _years(values: Values, _scene: Scene) -> Period | None:
    first = values["year"]
    last = values.get("year2", first - first % 100 + values.get("yy", 0))
    return years_period(first, last) if first < last <= first + 100 else None


def _one_year(values: Values, _scene: Scene) -> Period:
    return years_period(values["year"], values["year"])


def _decade(values: Values, _scene: Scene) -> Period | None:
    year = values["year"]
    return years_period(year, year + 9, Grain.DECADE) if year % 10 == 0 else None


def _century(values: Values, _scene: Scene) -> Period:
    first = (_first_of(values, "ordinal", "day") - 1) * 100 + 1
    return years_period(first, first + 99, Grain.CENTURY)


def _quarter(values: Values, scene: Scene) -> Period:
    quarter = values["quarter"]
    if "year" in values:
        return quarter_period(values["year"], quarter)
    return _latest(lambda year: quarter_period(year, quarter), scene)


def _season(values: Values, scene: Scene) -> Period:
    season = values["season"]
    if "year" not in values:
        return _latest(lambda year: season_period(year, season), scene)
    year = values["year"]
    if season != WINTER or "year2" in values or "yy" in values:
        return season_period(year, season)
    # "The winter of 2022" is the one that has begun, of the two that touch that year.
    begun = date(year, 12, 1) <= scene.today
    return season_period(year if begun else year - 1, season)


def _latest(of_year: Callable[[int], Period], scene: Scene) -> Period:
    """The latest period that has begun; the coming one where the sentence looks forward."""
    base = _base(scene)
    periods = [of_year(year) for year in (base.year - 2, base.year - 1, base.year, base.year + 1)]
    if scene.after is not None:
        return next((p for p in periods if p.earliest and p.earliest >= scene.after), periods[-1])
    begun = [p for p in periods if p.earliest and p.earliest <= base]
    coming = [p for p in periods if p.latest and p.latest >= base]
    return coming[0] if scene.told is not None or scene.future() else begun[-1]


def _season_named(values: Values, scene: Scene) -> Period:
    season, today = values["season"], scene.today
    years = (today.year - 2, today.year - 1, today.year, today.year + 1)
    periods = [season_period(year, season) for year in years]
    match values["which"]:
        case -1:
            return [p for p in periods if p.latest and p.latest < today][-1]
        case 1:
            return next(p for p in periods if p.earliest and p.earliest > today)
        case _:
            return min(periods, key=lambda p: _distance(p, today))


def _distance(period: Period, day: date) -> timedelta:
    """How far a closed period lies from a day, nothing if it holds the day."""
    first, last = period.earliest or day, period.latest or day
    return max(first - day, day - last, timedelta(0))


def _days_from_report(values: Values, scene: Scene) -> Period:
    first, last = (scene.today + timedelta(days=values[end]) for end in ("first", "last"))
    return Period(first, last, Grain.DAY)


def _weekday(values: Values, scene: Scene) -> Period:
    weekday = values["weekday_name"]
    if scene.after is not None:
        return day_period(last_before(scene.after + timedelta(days=6), weekday))
    day = last_before(scene.today, weekday)
    if day != scene.today and scene.future():
        day += timedelta(days=7)
    return day_period(day)


def _weekday_named(values: Values, scene: Scene) -> Period:
    weekday, today = values["weekday_name"], scene.today
    match values["which"]:
        case -1:
            return day_period(last_before(today - timedelta(days=1), weekday))
        case 1:
            return day_period(last_before(today + timedelta(days=7), weekday))
        case _:
            return day_period(last_before(today + timedelta(days=6 - today.weekday()), weekday))


def _weekend(_values: Values, scene: Scene) -> Period:
    saturday = last_before(scene.today, 5)
    if scene.today.weekday() < 5 and scene.future():
        saturday += timedelta(days=7)
    return containing(saturday, Grain.WEEKEND)


def _window(values: Values, scene: Scene) -> Period:
    grain = Grain(values.get("unit", values.get("unit_many", Grain.DAY)))
    grain = max(grain, Grain(values.get("unit_many2", grain)))
    count = values.get("n_high", values.get("n", VAGUE_COUNT.get(grain, 3)))
    return window(scene.today, values["sign"] * count, grain)


def _open_ahead(_values: Values, scene: Scene) -> Period:
    """From the report on, without an end."""
    return Period(scene.today, None, Grain.DAY)


def _opening(values: Values, scene: Scene) -> Period | None:
    """The first `n` days of what began on a day, else all of it so far."""
    first = date(values["year"], values["month"], values["day"])
    if first > scene.today:
        return None
    last = first + timedelta(days=values["n"]) if "n" in values else scene.today
    return Period(first, min(last, scene.today), Grain.DAY)


def _unit(values: Values, scene: Scene) -> Period:
    grain = Grain(values["period"])
    return containing(shift(scene.today, values["which"], grain), grain)


def _offset(values: Values, scene: Scene) -> Period:
    grain = Grain(values.get("unit", values.get("unit_many", Grain.DAY)))
    low, high = VAGUE_AGO.get(grain, (1, 10))
    low, high = values.get("n", low), values.get("n_high", high)
    return _between(scene.today, values["sign"], (low, high), grain)


def _between(day: date, sign: int, counts: tuple[int, int], grain: Grain) -> Period:
    """From the unit that lies the lower count of units away to the one at the higher."""
    ends = [containing(shift(day, sign * count, grain), grain) for count in sorted(counts)]
    if grain < Grain.DAY:
        ends.append(day_period(shift(day, sign * (min(counts) // 24), Grain.DAY)))
    first = min(p.earliest for p in ends if p.earliest)
    last = max(p.latest for p in ends if p.latest)
    return Period(first, last, grain if grain > Grain.DAY else Grain.DAY)


def _anaphora(values: Values, scene: Scene) -> Period | None:
    grain, sign = Grain(values["unit"]), values["sign"]
    base = _anchor_edge(scene.anchor, sign, grain)
    if base is None:
        if "report" not in values:
            return None
        base = scene.today
    counts = (values["n"], values.get("n_high", values["n"]))
    if grain in (Grain.WEEK, Grain.WEEKEND):
        days = [shift(base, sign * count, grain) for count in counts]
        return Period(min(days), max(days), Grain.DAY)
    return _between(base, sign, counts, grain)


def _anchor_edge(anchor: Period | None, sign: int, grain: Grain) -> date | None:
    """The edge of the anchor to count from, where the anchor is narrow enough to count from."""
    if anchor is None or anchor.earliest is None or anchor.latest is None:
        return None
    if (anchor.latest - anchor.earliest).days > ANCHOR_DAYS.get(grain, ANCHOR_DAYS_SHORT):
        return None
    return anchor.latest if sign > 0 else anchor.earliest


def _same(values: Values, scene: Scene) -> Period | None:
    grain = Grain(values.get("unit", values.get("period", Grain.DAY)))
    base = _anchor_edge(scene.anchor, 1, grain)
    if base is None or scene.anchor is None:
        if "report" not in values:
            return None
        base = scene.today
    elif grain == Grain.DAY:
        return scene.anchor
    return containing(shift(base, values["which"], grain), grain)


RULES: Mapping[str, Callable[[Values, Scene], Period | None]] = {
    "anaphora": _anaphora,
    "century": _century,
    "date": _date,
    "day_of_month": _day_of_month,
    "days": _days,
    "days_from_report": _days_from_report,
    "decade": _decade,
    "month": _month,
    "month_named": _month_named,
    "offset": _offset,
    "open_ahead": _open_ahead,
    "opening": _opening,
    "quarter": _quarter,
    "same": _same,
    "season": _season,
    "season_named": _season_named,
    "slash_date": _slash_date,
    "unit": _unit,
    "weekday": _weekday,
    "weekday_named": _weekday_named,
    "weekend": _weekend,
    "window": _window,
    "year": _one_year,
    "years": _years,
}
