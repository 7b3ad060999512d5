"""Dates, counts and lists in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

__all__ = [
    "capitalised",
    "counted",
    "days_text",
    "joined",
    "long_date",
    "long_moment",
    "number_text",
    "shortened",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


def long_date(day: date) -> str:
    """The day in full, such as `14 May 2022`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_moment(published: str) -> str:
    """An ISO 8601 moment as its own clock shows it, such as `14 May 2022, 08:30 (UTC+03:00)`."""
    moment = datetime.fromisoformat(published)
    zone = moment.strftime("%z")
    clock = f" (UTC{zone[:3]}:{zone[3:5]})" if zone else ""
    return f"{long_date(moment.date())}, {moment:%H:%M}{clock}"


def days_text(earliest: date | None, latest: date | None) -> str:
    """An interval of days as an adverbial, such as `on 13 May 2022` or `between … and …`.

    An open start gives `by …`, an open end `since …`; nothing known gives an empty string.
    """
    if earliest is None:
        return f"by {long_date(latest)}" if latest else ""
    if latest is None:
        return f"since {long_date(earliest)}"
    if earliest == latest:
        return f"on {long_date(earliest)}"
    if (latest - earliest).days == 1:
        return f"on {_short_start(earliest, latest)} or {long_date(latest)}"
    return f"between {_short_start(earliest, latest)} and {long_date(latest)}"


def _short_start(earliest: date, latest: date) -> str:
    if earliest.year != latest.year:
        return long_date(earliest)
    if earliest.month != latest.month:
        return f"{earliest.day} {_MONTHS[earliest.month - 1]}"
    return str(earliest.day)


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def number_text(number: float) -> str:
    """A whole number in figures with thin groups (`12,400`); words up to twelve are for `counted`.

    A fraction keeps one decimal.
    """
    if float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.1f}"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`no claims`, `one claim`, `two claims`, `13 claims`."""
    noun = singular if number == 1 else plural or f"{singular}s"
    figure = _SMALL[number] if 0 <= number < len(_SMALL) else number_text(number)
    return f"{figure} {noun}"


def capitalised(text: str) -> str:
    """`text` with its first letter large, the rest untouched."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int) -> str:
    """`text` on one line, cut between words to at most `limit` characters; ` …` marks a cut."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[: limit - 1].rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{kept or line[: limit - 2]} …"
