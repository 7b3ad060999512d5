"""Moments and days as the ledger stores them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from salient.errors import UsageError
from salient.model import TimeMention

__all__ = ["LONGEST_SPAN", "from_micros", "last_ends", "span_of", "stored_days", "to_micros"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

LONGEST_SPAN = 6
"""The class of intervals whose ends are 32 days apart or more, open ones among them."""


def to_micros(moment: datetime, what: str) -> int:
    """Count the microseconds from 1970-01-01T00:00Z to `moment`.

    Raises UsageError, naming `what`, for a moment without an offset from UTC.
    """
    if moment.utcoffset() is None:
        raise UsageError(
            f"{what} is {moment.isoformat()}, which has no offset from UTC; "
            f"give one, such as {moment.isoformat()}+00:00"
        )
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the moment, in UTC, that lies `micros` microseconds after 1970-01-01T00:00Z."""
    return _EPOCH + timedelta(microseconds=micros)


def stored_days(time: TimeMention) -> tuple[date, date]:
    """Return the first and last day of a time; an open end is the first or last day of all.

    A time whose ends are swapped is put in order, so that a query for either day finds it.
    """
    first = time.earliest or date.min
    last = time.latest or date.max
    return (first, last) if first <= last else (last, first)


def span_of(first: date, last: date) -> int:
    """Return the class of an interval's length, 0 to `LONGEST_SPAN`.

    Class k holds the intervals whose ends are under 2**k days apart, the last class all longer
    ones too. Intervals of one class that touch a given day all end within 2**k days of it, which
    is a short stretch of an index; without the class a single long interval would make every query
    read on to the last day stored.
    """
    return min((last - first).days.bit_length(), LONGEST_SPAN)


def last_ends(last_day: date) -> list[str]:
    """Return, by class, the latest day on which an interval that touches `last_day` can end."""
    room = (date.max - last_day).days
    reach = [min(2**span - 1, room) for span in range(LONGEST_SPAN)] + [room]
    return [(last_day + timedelta(days=days)).isoformat() for days in reach]
