"""Times in the Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from salient.model import TimeMention

__all__ = ["to_edtf"]


def to_edtf(mention: TimeMention) -> str:
    """The interval of a mention as an EDTF string.

    One day is `2022-05-13`, a whole month `2022-05`, a whole year `2014`, a decade `199X`; other
    intervals are `A/B`, both at the coarsest precision that keeps the days, `A/..` and `../B`
    where an end is open, and `../..` where both are.
    """
    first, last = mention.earliest, mention.latest
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _years(first.year, last.year)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        begin, end = _month(first), _month(last)
        return begin if begin == end else f"{begin}/{end}"
    return f"{first}/{last}"


def _years(first: int, last: int) -> str:
    if first == last:
        return f"{first:04}"
    if first % 10 == 0 and last == first + 9:
        return f"{first // 10:03}X"
    return f"{first:04}/{last:04}"


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
