from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents.moments import NotADateError, anchored, parse_moment, parse_published
from salient.errors import UsageError


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2022-05-14T18:30:00+03:00", "2022-05-14T18:30:00+03:00"),
        ("2022-05-14T18:30:00.000Z", "2022-05-14T18:30:00+00:00"),
        ("2022-05-14 18:30:00 +0300", "2022-05-14T18:30:00+03:00"),
        ("2022-05-14 18:30 UTC", "2022-05-14T18:30:00+00:00"),
        ("Sat, 14 May 2022 18:30:00 GMT", "2022-05-14T18:30:00+00:00"),
        ("Sat, 14 May 2022 18:30:00 -0400", "2022-05-14T18:30:00-04:00"),
        ("14 May 2022 18:30 MSK", "2022-05-14T18:30:00+03:00"),
        ("Sat, 14 May 2022 18:30:00 EEST", "2022-05-14T18:30:00+03:00"),
    ],
)
def test_iso_and_mail_dates_keep_their_offset(written: str, expected: str) -> None:
    assert parse_moment(written, "Asia/Damascus").isoformat() == expected


@pytest.mark.parametrize("written", ["2022-05-14", "20220514", "14 May 2022"])
def test_a_day_alone_is_its_noon_in_the_default_time_zone(written: str) -> None:
    assert parse_moment(written, "Europe/Kyiv").isoformat() == "2022-05-14T12:00:00+03:00"


def test_a_naive_time_follows_the_default_zone_through_summer_time() -> None:
    assert parse_moment("2022-01-14T10:00", "Europe/Kyiv").isoformat() == (
        "2022-01-14T10:00:00+02:00"
    )
    assert parse_moment("2022-05-14T10:00", "Europe/Kyiv").isoformat() == (
        "2022-05-14T10:00:00+03:00"
    )


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2022", "2022-05", "2022-02-30", "14.05.2022", "05/14/2022", "\x00"],
)
def test_what_is_no_date_is_named_with_the_two_ways_to_write_one(written: str) -> None:
    with pytest.raises(
        NotADateError, match=r"is not a date; write it as in 2022-05-14 or 2022-05-14T18:30:00"
    ):
        parse_moment(written, "UTC")


@pytest.mark.parametrize("written", ["1899-12-31", "2101-01-01T00:00:00Z", "0001-01-01"])
def test_a_year_beyond_the_two_centuries_is_refused(written: str) -> None:
    with pytest.raises(NotADateError, match="lies outside the years 1900 to 2100"):
        parse_moment(written, "UTC")


def test_the_option_for_the_date_says_that_it_is_the_date_which_is_wrong() -> None:
    with pytest.raises(UsageError, match=r"^the publication date 'soon' is not a date; write"):
        parse_published("soon")


@pytest.mark.parametrize("name", ["Europe/Kharkiv", "", "../../etc/passwd", "Europe"])
def test_an_unknown_time_zone_is_named_with_examples_of_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"is no time zone; give an IANA name such as UTC, Eur"):
        parse_published("2022-05-14", name)


@given(
    st.datetimes(datetime(1900, 1, 2), datetime(2100, 12, 30)),  # noqa: DTZ001 - naive
    st.integers(-14 * 60, 14 * 60),
)
def test_every_iso_time_within_the_centuries_comes_back_as_the_same_instant(
    naive: datetime, minutes: int
) -> None:
    offset = timedelta(minutes=minutes)
    shown = f"{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    written = f"{naive.isoformat()}{'-' if minutes < 0 else '+'}{shown}"
    moment = parse_moment(written, "UTC")
    assert moment.replace(tzinfo=None) == naive
    assert moment.utcoffset() == offset


@given(st.text(max_size=40))
def test_any_text_is_a_moment_with_an_offset_or_a_problem(written: str) -> None:
    try:
        moment = parse_moment(written, "Europe/Kyiv")
    except NotADateError:
        return
    assert moment.utcoffset() is not None
    assert 1900 <= moment.year <= 2100


def test_the_hour_that_summer_time_skips_still_has_an_offset() -> None:
    moment = anchored(datetime(2022, 3, 27, 3, 30), "Europe/Kyiv")  # noqa: DTZ001 - naive
    assert moment.astimezone(UTC).isoformat() == "2022-03-27T01:30:00+00:00"
