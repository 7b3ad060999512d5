"""Moments and days in the form in which the ledger stores and compares them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salient.errors import UsageError
from salient.ledger.moments import (
    LONGEST_SPAN,
    from_micros,
    last_ends,
    span_of,
    stored_days,
    to_micros,
)
from salient.model import TimeMention

DAYS = st.dates()


# Time zones are read from the disk, which takes a while where much else is running.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_comes_back_from_its_microseconds(moment: datetime) -> None:
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        return
    assert from_micros(to_micros(moment, "it")) == in_utc


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_microseconds_are_ordered_as_their_moments(one: datetime, other: datetime) -> None:
    assert (to_micros(one, "it") < to_micros(other, "it")) == (one < other)


@given(st.datetimes())
def test_a_moment_without_an_offset_is_refused(moment: datetime) -> None:
    with pytest.raises(UsageError, match=r"the publication time is .*, which has no offset"):
        to_micros(moment, "the publication time")


@given(DAYS, DAYS, DAYS, DAYS)
def test_an_interval_touches_the_days_asked_for_exactly_if_its_class_finds_it(
    one: date, two: date, three: date, four: date
) -> None:
    (first, last), (begin, end) = sorted((one, two)), sorted((three, four))
    ends = last_ends(end)
    found = (
        begin.isoformat() <= last.isoformat() <= ends[span_of(first, last)]
        and first.isoformat() <= end.isoformat()
    )
    assert found == (first <= end and begin <= last)


def test_classes_of_length_double() -> None:
    day = date(2022, 5, 14)
    lengths = [0, 1, 2, 3, 4, 15, 16, 31, 32, 1000]
    assert [span_of(day, day + timedelta(days=n)) for n in lengths] == [
        0, 1, 2, 2, 3, 4, 5, 5, 6, 6,
    ]  # fmt: skip
    assert span_of(date.min, date.max) == LONGEST_SPAN
    assert last_ends(day)[:4] == ["2022-05-14", "2022-05-15", "2022-05-17", "2022-05-21"]
    assert last_ends(day)[LONGEST_SPAN] == "9999-12-31"


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (date(2022, 5, 1), date(2022, 5, 2), (date(2022, 5, 1), date(2022, 5, 2))),
        (date(2022, 5, 2), date(2022, 5, 1), (date(2022, 5, 1), date(2022, 5, 2))),
        (None, date(2022, 5, 2), (date.min, date(2022, 5, 2))),
        (date(2022, 5, 1), None, (date(2022, 5, 1), date.max)),
        (None, None, (date.min, date.max)),
    ],
)
def test_open_ends_run_on_for_ever_and_swapped_ends_are_put_in_order(
    earliest: date | None, latest: date | None, expected: tuple[date, date]
) -> None:
    time = TimeMention(text=None, start=None, end=None, earliest=earliest, latest=latest)
    assert stored_days(time) == expected
