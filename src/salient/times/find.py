"""Times in running text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec

from salient.model import TimeMention
from salient.times.compose import Expression, compose
from salient.times.lexicon import Lexicon, load_lexicon
from salient.times.periods import Grain, Period
from salient.times.resolve import resolve
from salient.times.rules import Scene
from salient.times.scan import Atom, scan
from salient.times.tense import speaks_of_future

__all__ = ["find_times", "find_times_with"]

# A text is a narrative of the past when it names at least so many years, nearly all of them at
# least so many before the report; and either no time counted from the report, or many years.
NARRATIVE_YEARS = 6
NARRATIVE_MANY = 12
NARRATIVE_GAP = 2
NARRATIVE_SHARE = 0.9
# How far a story may step back without naming the year again.
STEP_BACK = timedelta(days=62)
# What carries a story on; of years only those of a date.
TOLD = frozenset({"date", "days", "month", "season", "year"})
FROM_REPORT = frozenset({
    "days_from_report", "month_named", "season_named", "unit", "weekday", "weekday_named", "window",
})  # fmt: skip
EXPLICIT = frozenset({"date", "days", "slash_date"})
# How far *yesterday* and the date beside it may be apart (time zones, an item passed on a few
# days later); the date is believed.
APPOSITION_DAYS = timedelta(days=7)


class _Found(msgspec.Struct, frozen=True):
    expression: Expression
    period: Period


def find_times(text: str, published: date, *, language: str = "en") -> list[TimeMention]:
    """Times that a text names, as intervals of days, in the order of the text.

    `published` is the report's day in the theatre's calendar; relative times and missing years are
    read from it. Offsets count code points of `text`, so `text[m.start:m.end] == m.text`; mentions
    do not overlap. Both ends of an interval belong to it, None is an open end. Hours are cut to
    their day; a night has two. Durations and frequencies are no times, nor is a time that the
    text gives too little to place (*two days after the attack*).

    `language` is the code of a language that has a lexicon (`languages()`); raises `UsageError`
    for another.
    """
    return find_times_with(load_lexicon(language), text, published)


def find_times_with(lexicon: Lexicon, text: str, published: date) -> list[TimeMention]:
    """As `find_times`, with a lexicon of the caller's own."""
    atoms = list(scan(text, lexicon))
    told = _beginning(atoms) if _is_narrative(atoms, published) else None
    found: list[_Found] = []
    anchor: Period | None = None
    for expression in compose(text, atoms, lexicon):
        scene = Scene(
            today=published, anchor=anchor, future=_future(text, expression, lexicon), told=told
        )
        period = resolve(expression, scene)
        if period is None:
            continue
        found.append(_Found(expression, period))
        anchor = period
        if told is not None and expression.first.means in TOLD:
            told = _told(period) or told
    return [
        TimeMention(
            text=text[f.expression.start : f.expression.end],
            start=f.expression.start,
            end=f.expression.end,
            earliest=f.period.earliest,
            latest=f.period.latest,
        )
        for f in _without_appositions(text, found, lexicon)
    ]


def _future(text: str, expression: Expression, lexicon: Lexicon) -> Callable[[], bool]:
    return lambda: speaks_of_future(text, expression.start, expression.end, lexicon)


def _beginning(atoms: Sequence[Atom]) -> date:
    """First day of the first year that the text names."""
    return date(next(atom.values["year"] for atom in atoms if "year" in atom.values), 1, 1)


def _told(period: Period) -> date | None:
    """How far a story has come with this time, some weeks back allowed."""
    day = period.earliest or period.latest
    if day is None or period.grain >= Grain.YEAR or day - date.min < STEP_BACK:
        return day
    return day - STEP_BACK


def _is_narrative(atoms: Sequence[Atom], published: date) -> bool:
    years = [atom.values["year"] for atom in atoms if "year" in atom.values]
    past = sum(year <= published.year - NARRATIVE_GAP for year in years)
    if len(years) < NARRATIVE_YEARS or past < NARRATIVE_SHARE * len(years):
        return False
    return len(years) >= NARRATIVE_MANY or not any(a.means in FROM_REPORT for a in atoms)


def _without_appositions(text: str, found: Sequence[_Found], lexicon: Lexicon) -> list[_Found]:
    """*Yesterday, on May 13* as one mention with the days of the date."""
    out: list[_Found] = []
    for item in found:
        if out and (joined := _joined(text, out[-1], item, lexicon)):
            out[-1] = joined
        else:
            out.append(item)
    return out


def _joined(text: str, one: _Found, two: _Found, lexicon: Lexicon) -> _Found | None:
    gap = text[one.expression.end : two.expression.start]
    explicit = [f for f in (one, two) if f.expression.first.means in EXPLICIT]
    if len(explicit) != 1 or one.expression.bound or two.expression.bound:
        return None
    if not lexicon.after["apposition"].fullmatch(gap):
        return None
    if one.expression.first.means == "window" and "(" in gap:
        # *During the day (17.05.22 10:36)*: the hour at which an item went out.
        return None
    starts = (one.period.earliest, two.period.earliest)
    if starts[0] is None or starts[1] is None or abs(starts[0] - starts[1]) > APPOSITION_DAYS:
        return None
    if any(_days(f.period) > APPOSITION_DAYS for f in (one, two)):
        return None
    end = two.expression.end
    if "(" in gap and text[end : end + 1] == ")":
        end += 1
    expression = msgspec.structs.replace(
        explicit[0].expression, start=one.expression.start, end=end
    )
    return _Found(expression, explicit[0].period)


def _days(period: Period) -> timedelta:
    if period.earliest is None or period.latest is None or period.grain > Grain.WEEK:
        return timedelta.max
    return period.latest - period.earliest
