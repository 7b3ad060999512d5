"""Joins single expressions with the words around them: parts, ranges, nights, *since*, *by*."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from salient.times.lexicon import Lexicon
from salient.times.periods import Part
from salient.times.scan import LOOK_BACK, Atom, text_before

__all__ = ["Expression", "compose"]

# What may be an end of a range.
RANGEABLE = frozenset({
    "date", "day_of_month", "days", "days_from_report", "decade", "month", "month_named", "quarter",
    "season", "slash_date", "unit", "weekday", "weekday_named", "year",
})  # fmt: skip
# Expressions that an article belongs to; before others it belongs to a later noun (*the May 13
# attack*).
WITH_ARTICLE = frozenset({
    "anaphora", "century", "day_of_month", "days_from_report", "decade", "open_ahead", "opening",
    "quarter", "same", "season", "unit", "weekend", "window", "years",
})  # fmt: skip
NIGHTS = ("night_into", "overnight", "night")


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """A time as the text words it.

    `first` alone, or the range from `first` to `last`, each cut to its part. `night` is one of
    `NIGHTS`; `bound` one of the lexicon's bounds; `moved_by` holds the count and unit (and the
    sign) by which the time is then moved (*two days after …*). `within` says that the words name an
    hour or part of a day.
    """

    start: int
    end: int
    first: Atom
    part: Part | None = None
    last: Atom | None = None
    last_part: Part | None = None
    night: str | None = None
    bound: str | None = None
    moved_by: Mapping[str, int] | None = None
    within: bool = False


def compose(text: str, atoms: Sequence[Atom], lexicon: Lexicon) -> list[Expression]:
    """Expressions in the order of the text, none overlapping."""
    out: list[Expression] = []
    at, limit = 0, 0
    while at < len(atoms):
        expression = _with_left(text, atoms[at], limit, lexicon)
        at += 1
        if at < len(atoms) and (joined := _range(text, expression, atoms[at], limit, lexicon)):
            expression = joined
            at += 1
        expression = _with_opening(text, expression, limit, lexicon)
        following = atoms[at].start if at < len(atoms) else len(text)
        expression = _closed(text, expression, (limit, following), lexicon)
        out.append(expression)
        limit = expression.end
    return _with_years(text, out, lexicon)


def _with_years(text: str, expressions: list[Expression], lexicon: Lexicon) -> list[Expression]:
    """Gives the year of the last in a list (*in January and February 2022*) to those before it."""
    for at in range(len(expressions) - 2, -1, -1):
        one, two = expressions[at].first, expressions[at + 1].first
        month, next_month = _month(one), _month(two)
        if not month or not next_month or "year" not in two.values or "year" in one.values:
            continue
        gap = text[expressions[at].end : expressions[at + 1].start]
        if len(gap) > LOOK_BACK or not lexicon.after["list"].fullmatch(gap):
            continue
        values = {**one.values, "year": two.values["year"] - (month > next_month)}
        dated = msgspec.structs.replace(one, values=values)
        expressions[at] = msgspec.structs.replace(expressions[at], first=dated)
    return expressions


def _month(atom: Atom) -> int:
    """The month that an atom names without reference to the report, 0 where there is none."""
    if "which" in atom.values:
        return 0
    names = ("month", "month_name", "plain_month")
    return next((atom.values[name] for name in names if name in atom.values), 0)


def _with_left(text: str, atom: Atom, limit: int, lexicon: Lexicon) -> Expression:
    """The atom with what belongs to it on the left: part, night, part of the day, hour."""
    start, part, night = atom.start, None, None
    if found := lexicon.modifiers.search(text_before(text, start, limit)):
        start -= found.end() - found.start()
        part = lexicon.parts[found.lastgroup or ""]
    for name in NIGHTS:
        if night is None and (length := _length(lexicon.before[name], text, start, limit)):
            start, night = start - length, name
    whole = start
    for name in ("daypart_left", "clock_left"):
        start -= _length(lexicon.before[name], text, start, limit)
    return Expression(
        start=start, end=atom.end, first=atom, part=part, night=night, within=start < whole
    )


def _range(
    text: str, first: Expression, atom: Atom, limit: int, lexicon: Lexicon
) -> Expression | None:
    """The range from `first` to `atom`, where words or a dash between them make one."""
    if first.first.means not in RANGEABLE or atom.means not in RANGEABLE:
        return None
    if atom.start - first.end > LOOK_BACK:
        return None
    last = _with_left(text, atom, first.end, lexicon)
    gap = text[first.end : last.start]
    before = text_before(text, first.start, limit)
    if lexicon.after["and"].fullmatch(gap):
        opening = lexicon.before["between"].search(before)
        if opening is None:
            return None
    elif lexicon.after["joiner"].fullmatch(gap):
        if " " in gap and re.search(r"\w", gap) is None and atom.means != first.first.means:
            return None
        opening = lexicon.before["from"].search(before)
    else:
        return None
    start = first.start - (len(opening[0]) if opening else 0)
    return msgspec.structs.replace(
        first, start=start, end=last.end, last=last.first, last_part=last.part
    )


def _with_opening(text: str, expression: Expression, limit: int, lexicon: Lexicon) -> Expression:
    """The expression with its article, or the *between* of *between May 10 and 14*."""
    start = expression.start
    if expression.first.means in ("days", "years") and expression.last is None:
        for name in ("between", "from"):
            start -= _length(lexicon.before[name], text, start, limit)
    if expression.first.means in WITH_ARTICLE:
        start -= _length(lexicon.before["article"], text, start, limit)
    return msgspec.structs.replace(expression, start=start)


def _length(context: re.Pattern[str], text: str, start: int, limit: int) -> int:
    found = context.search(text_before(text, start, limit))
    return len(found[0]) if found else 0


def _closed(
    text: str, expression: Expression, free: tuple[int, int], lexicon: Lexicon
) -> Expression:
    """The expression with its bound and with what belongs to it on the right.

    `free` is the stretch of text between the expressions on either side.
    """
    limit, following = free
    end = expression.end
    if found := lexicon.after["daypart_right"].match(text, end, following):
        end = found.end()
    start = expression.start
    expression = msgspec.structs.replace(expression, end=end)
    if lexicon.after["possessive"].match(text, end):
        return expression
    before = text_before(text, start, limit)
    for name in ("shift_after", "shift_before"):
        if found := lexicon.before[name].search(before):
            sign = 1 if name == "shift_after" else -1
            moved = {**lexicon.vocabulary.values(found.groupdict()), "sign": sign}
            return msgspec.structs.replace(expression, start=start - len(found[0]), moved_by=moved)
    if found := lexicon.signals_after.match(text, end, following):
        start -= _length(lexicon.before["from"], text, start, limit)
        bound = lexicon.bounds[found.lastgroup or ""]
        return msgspec.structs.replace(expression, start=start, end=found.end(), bound=bound)
    if expression.last is not None or lexicon.before["moved"].search(before):
        return expression
    if found := lexicon.signals.search(before):
        bound = lexicon.bounds[found.lastgroup or ""]
        # "Before dawn on 13 May" is still 13 May.
        if not (expression.within and bound in ("before", "after")):
            start -= len(found[0])
            return msgspec.structs.replace(expression, start=start, bound=bound)
    return expression
