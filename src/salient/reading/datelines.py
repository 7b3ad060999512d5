"""The day of a report that gives it in its own head: *May 9, 7:15pm ET*.

A daily report that goes out late in one zone comes out on the next day of another. Its own dateline
says which day it is of.
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


def day_of_report(text: str, published: date) -> date:
    """The day in the text's dateline, if it names one with an hour about then; else `published`.

    A dateline counts where its day lies from two days before publication to one after.
    """
    found = _DATELINE.search(text[:_HEAD])
    if found is None:
        return published
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
