from __future__ import annotations

from datetime import date

import pytest

from salient.model import TimeMention
from salient.times import to_edtf


def mention(earliest: date | None, latest: date | None) -> TimeMention:
    return TimeMention(text=None, start=None, end=None, earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        (date(2022, 5, 13), date(2022, 5, 13), "2022-05-13"),
        (date(2022, 5, 13), date(2022, 5, 14), "2022-05-13/2022-05-14"),
        (date(2022, 5, 1), date(2022, 5, 31), "2022-05"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2023, 2, 1), date(2023, 2, 27), "2023-02-01/2023-02-27"),
        (date(2022, 6, 1), date(2022, 8, 31), "2022-06/2022-08"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014"),
        (date(2014, 1, 1), date(2015, 12, 31), "2014/2015"),
        (date(1990, 1, 1), date(1999, 12, 31), "199X"),
        (date(1991, 1, 1), date(2000, 12, 31), "1991/2000"),
        (date(800, 1, 1), date(800, 12, 31), "0800"),
        (date(2022, 5, 10), None, "2022-05-10/.."),
        (None, date(2022, 5, 10), "../2022-05-10"),
        (None, None, "../.."),
    ],
)
def test_an_interval_is_written_at_its_coarsest_precision(
    earliest: date | None, latest: date | None, edtf: str
) -> None:
    assert to_edtf(mention(earliest, latest)) == edtf
