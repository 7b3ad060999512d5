"""Times of publication: from text to a datetime with an offset from UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from salient.errors import UsageError

__all__ = ["NotADateError", "anchored", "parse_moment", "parse_published", "zone"]

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

# A day without an hour is set to noon: it is then the same day in every calendar from eleven hours
# behind to eleven hours ahead, so that no theatre's time zone moves it.
HOUR_OF_A_DAY_ALONE = time(12)

# RFC 5322 knows only the zones of North America; feeds from Europe write these.
ZONE_HOURS = {"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}

_MAIL_DATE = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?P<day>\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4})"
    r"(?:\s+(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\s+(?P<zone>[A-Za-z]{1,5}|[+-]\d{2}:?\d{2}))?)?"
)
_TRAILING_ZONE = re.compile(r"\s+(?:(?P<utc>UTC|GMT|Z)|(?P<offset>[+-]\d{2}:?\d{2}))$")


class NotADateError(ValueError):
    """A text is no usable date; the message says what it is and what would be one."""


def zone(name: str) -> ZoneInfo:
    """Return the time zone with this IANA name.

    Raises UsageError for a name that the time zone database does not hold.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(
            f"'{name}' is no time zone; give an IANA name such as UTC, Europe/Kyiv or Asia/Damascus"
        ) from None


def parse_published(value: str, timezone_name: str = "UTC") -> datetime:
    """Return what a user wrote for `--published`, with an offset; a day alone becomes its noon.

    Raises UsageError for what is no date or lies outside 1900..2100, and for an unknown time zone.
    """
    try:
        return parse_moment(value, timezone_name)
    except NotADateError as problem:
        raise UsageError(f"the publication date {problem}") from None


def parse_moment(value: str, timezone_name: str) -> datetime:
    """Return an ISO 8601 date or time, or a date as in mail and RSS, as a datetime with an offset.

    Without an offset it is a time of `timezone_name`; without an hour it is noon there. Raises
    NotADateError, whose message continues a sentence that begins with what the date is of.
    """
    text = " ".join(value.split())
    moment = _parse_iso(text) or _parse_mail(text)
    if moment is None:
        raise NotADateError(
            f"{_shown(value)} is not a date; write it as in 2022-05-14 or 2022-05-14T18:30:00+03:00"
        )
    return anchored(moment, timezone_name)


def anchored(moment: datetime, timezone_name: str) -> datetime:
    """Return the same moment with a fixed offset; a naive one is a time of `timezone_name`.

    Raises NotADateError outside the years 1900..2100.
    """
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise NotADateError(
            f"{moment.date().isoformat()} lies outside the years {EARLIEST_YEAR} to {LATEST_YEAR}; "
            "correct it in the input"
        )
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone(timezone_name))
    offset = moment.utcoffset() or timedelta(0)
    return moment.replace(tzinfo=UTC if not offset else timezone(offset), fold=0)


def _parse_iso(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), HOUR_OF_A_DAY_ALONE)
    except ValueError:
        pass
    tail = _TRAILING_ZONE.search(text)
    if tail:
        text = text[: tail.start()] + (tail["offset"] or "+00:00")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_mail(text: str) -> datetime | None:
    parts = _MAIL_DATE.fullmatch(text)
    if parts is None:
        return None
    clock = parts["clock"] or HOUR_OF_A_DAY_ALONE.strftime("%H:%M:%S")
    hours = ZONE_HOURS.get((parts["zone"] or "").upper())
    offset = f"+{hours:02}00" if hours is not None else (parts["zone"] or "")
    try:
        moment = parsedate_to_datetime(f"{parts['day']} {clock} {offset}".strip())
    except ValueError:
        return None
    return moment


def _shown(value: str) -> str:
    return repr(value if len(value) <= 40 else value[:40] + "…")
