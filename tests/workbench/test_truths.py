from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from salient.errors import UsageError
from salient.workbench.truths import read_truth

ROWS = "geonames_id,date,control\n7,2030-03-05,\n7,2030-03-01,a\n8,2030-03-01,CONTESTED\n"


@pytest.mark.parametrize("packed", [False, True])
def test_rows_are_changes_in_order_of_their_days(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("held.csv.gz" if packed else "held.csv")
    path.write_bytes(gzip.compress(ROWS.encode()) if packed else ROWS.encode())
    assert read_truth(path, ("A", "B")).states == {
        "geonames:7": [(date(2030, 3, 1), "A"), (date(2030, 3, 5), None)],
        "geonames:8": [(date(2030, 3, 1), "contested")],
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place,date\n", "has the columns date, place; it needs place_id or geonames_id"),
        ("place_id,date,control\np,2030-03-01,C\n", "2 gives control to 'C'; allowed are A, B"),
        ("place_id,date,control\np,March,A\n", "2 has the date 'March'; write it as 2022-04-20"),
    ],
)
def test_what_is_wrong_with_a_truth_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "held.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=said):
        read_truth(path, ("A", "B"))


def test_a_truth_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "held.csv.gz"
    broken.write_bytes(b"no gzip")
    for path in (tmp_path / "none.csv", broken):
        with pytest.raises(UsageError, match="cannot be read"):
            read_truth(path, ("A", "B"))
