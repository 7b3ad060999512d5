"""The day of a report that gives it in its own head: *May 9, 7:15pm ET*.

A daily report that goes out late in one zone comes out on the next day of another. Its own dateline
says which day it is of; a long one without a dateline says so by the days that it tells of.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["day_of_report"]

_HEAD = 400
"""How many letters from the start a dateline may stand."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?|ET|EST|EDT|GMT|UTC)|"
    r"\d{4}\s?(?:ET|EST|EDT|GMT|UTC))\b"
)
_DATELINE = re.compile(
    rf"\b(?P<title>(?:assessment|report|update|summary|bulletin),? (?:for |of )?)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})|"
    rf"(?P<day_first>\d{{1,2}}) (?P<month_last>{'|'.join(_MONTHS)}))\b"
    rf"(?:,? \d{{4}})?(?(title)|,?\s(?:at )?{_CLOCK})",
    re.IGNORECASE,
)
_LATEST, _EARLIEST = timedelta(1), timedelta(2)
_TOLD_OF = 8
"""How often a report names the day before the one on which it came out, if it is of that day."""


def day_of_report(text: str, published: date) -> date:
    """The day in the text's dateline, if it names one with an hour about then; else `published`.

    A dateline counts where its day lies from two days before publication to one after. Without one
    a text that tells again and again of the day before, and never of the day itself, is of that.
    """
    found = _DATELINE.search(text[:_HEAD])
    if found is None:
        before = published - timedelta(1)
        past = _names(text, before) >= _TOLD_OF and not _names(text, published)
        return before if past else published
    month = _MONTHS.index((found["month"] or found["month_last"]).casefold()) + 1
    number = int(found["day"] or found["day_first"])
    for year in (published.year, published.year - 1, published.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if -_EARLIEST <= day - published <= _LATEST:
            return day
    return published


def _names(text: str, day: date) -> int:
    """How often a text names a day by its month and number."""
    month = _MONTHS[day.month - 1].title()
    return len(re.findall(rf"\b{month} {day.day}\b|\b{day.day} {month}\b", text))
