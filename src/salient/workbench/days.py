"""Days and moments as users give them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from salient.errors import UsageError
from salient.theatre import Theatre

__all__ = ["as_day", "days_between", "end_of_day"]


def as_day(value: date | str) -> date:
    """Make a day from a date or an ISO 8601 text such as `2022-05-14`.

    Raises:
        UsageError: the text is no date.

    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            f"{value!r} is no date; give a day as YYYY-MM-DD, such as 2022-05-14"
        ) from error


def end_of_day(day: date, theatre: Theatre) -> datetime:
    """Return the last moment of a day of the theatre."""
    zone = ZoneInfo(theatre.timezone)
    return datetime.combine(day + timedelta(days=1), time.min, zone) - timedelta(microseconds=1)


def days_between(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last`, both included.

    Raises:
        UsageError: `last` lies before `first`.

    """
    if last < first:
        raise UsageError(f"the days run from {first} back to {last}; give the earlier day first")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
