"""Starting-control files: rows, dates, sides, and the wording of every refusal."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.errors import TheatreError
from salient.theatre.findings import Finding
from salient.theatre.starting import StartRow, latest_day, on_first_day, read_start

SIDES = ("NORTH", "SOUTH")


def written(folder: Path, text: str, name: str = "start.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    findings: list[Finding] = []
    read_start(path, SIDES, findings)
    return [finding.message.replace(str(path), "FILE") for finding in findings]


def test_sides_are_read_whatever_their_case_and_spelt_as_the_theatre_does(tmp_path) -> None:
    path = written(
        tmp_path, "Place_ID,date,control\na:1,2020-01-02,north\na:2,2020-01-02,Contested\n"
    )
    rows = read_start(path, ("North",), [])
    assert [row.control for row in rows] == ["North", "contested"]


def test_geonames_ids_become_place_ids_and_other_columns_are_ignored(tmp_path) -> None:
    path = written(tmp_path, "name,geonames_id,date,control\nX,12,2020-01-02,SOUTH\n")
    assert read_start(path, SIDES, []) == [StartRow(2, "geonames:12", date(2020, 1, 2), "SOUTH")]


def test_a_gzipped_file_gives_the_same_rows(tmp_path) -> None:
    text = "place_id,date,control\na:1,2020-01-02,NORTH\n"
    packed = tmp_path / "start.csv.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    assert read_start(packed, SIDES, []) == read_start(written(tmp_path, text), SIDES, [])


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path) -> None:
    path = written(tmp_path, "\ufeffplace_id,date,control\n\na:1,2020-01-02,NORTH\n\n")
    assert [row.line for row in read_start(path, SIDES, [])] == [3]


def test_rows_whose_control_is_not_known_are_left_out(tmp_path) -> None:
    path = written(tmp_path, "place_id,date,control\na:1,2020-01-02,\na:2,2020-01-02,NORTH\n")
    assert [row.place_id for row in read_start(path, SIDES, [])] == ["a:2"]
    assert problems(path) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "a:1,2020-01-02,EAST",
            (
                "FILE:2: a:1 has control by 'EAST', which is no side; allowed are: NORTH, SOUTH, "
                "CONTESTED"
            ),
        ),
        ("a:1,02.01.2020,NORTH", "FILE:2: a:1 has the date '02.01.2020'; write it as 2022-04-20"),
        (",2020-01-02,NORTH", "FILE:2: a row has no place_id"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(tmp_path, row, expected) -> None:
    path = written(tmp_path, f"place_id,date,control\n{row}\na:9,2020-01-02,NORTH\n")
    assert problems(path) == [expected]
    assert [kept.place_id for kept in read_start(path, SIDES, [])] == ["a:9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "id,day,side\n",
            (
                "FILE:1: a starting-control file needs the columns place_id (or geonames_id), "
                "date, control; found id, day, side; missing: place_id (or geonames_id), date, "
                "control"
            ),
        ),
        (
            "",
            (
                "FILE:1: a starting-control file needs the columns place_id (or geonames_id), "
                "date, control; found no header at all; missing: place_id (or geonames_id), date, "
                "control"
            ),
        ),
        (
            "place_id,date,control\na:1,2020-01-02\n",
            "FILE:2: has 2 of 3 columns; mend or remove the row",
        ),
    ],
)
def test_a_file_that_is_no_table_of_control_is_refused(tmp_path, text, expected) -> None:
    path = written(tmp_path, text)
    with pytest.raises(TheatreError) as caught:
        read_start(path, SIDES, [])
    assert str(caught.value).replace(str(path), "FILE") == expected


def test_a_missing_file_is_refused(tmp_path) -> None:
    with pytest.raises(TheatreError, match=r"start\.csv: cannot be read: No such file"):
        read_start(tmp_path / "start.csv", SIDES, [])


@pytest.mark.parametrize("cut", [slice(0, 30), slice(10, None)])
def test_a_damaged_gzip_file_is_refused(tmp_path, cut) -> None:
    whole = gzip.compress(b"place_id,date,control\n" + b"a:1,2020-01-02,NORTH\n" * 500)
    path = tmp_path / "start.csv.gz"
    path.write_bytes(whole[cut])
    with pytest.raises(TheatreError, match=r"start\.csv\.gz: "):
        read_start(path, SIDES, [])


def test_a_binary_file_is_refused(tmp_path) -> None:
    path = tmp_path / "start.csv"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(TheatreError, match="is not UTF-8 text; save the file in UTF-8"):
        read_start(path, SIDES, [])


def test_two_rows_that_disagree_about_a_day_are_an_error(tmp_path) -> None:
    path = tmp_path / "start.csv"
    day = date(2020, 1, 2)
    findings: list[Finding] = []
    on_first_day(path, [StartRow(2, "a", day, "X"), StartRow(5, "a", day, "Y")], day, findings)
    assert [finding.message.replace(str(path), "FILE") for finding in findings] == [
        "FILE:5: a is Y on 2020-01-02, but X in line 2; keep one of the two rows"
    ]


days = st.integers(0, 20).map(lambda offset: date(2020, 1, 1) + timedelta(days=offset))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), days, st.sampled_from(SIDES)), max_size=12),
    days,
)
def test_control_on_the_first_day_is_the_latest_known_by_then(changes, first_day) -> None:
    by_day = {(place, day): side for place, day, side in changes}
    rows = [StartRow(0, place, day, side) for (place, day), side in by_day.items()]
    findings: list[Finding] = []
    start = on_first_day(Path("start.csv"), rows, first_day, findings)
    expected = {}
    for (place, day), side in sorted(by_day.items(), key=lambda item: item[0][1]):
        if day <= first_day:
            expected[place] = side
    assert {entry.place_id: entry.control for entry in start} == expected
    assert all(entry.day == first_day for entry in start)
    assert bool(findings) == any(row.day > first_day for row in rows)


@given(st.lists(days))
def test_the_latest_day_is_the_greatest_or_none(some_days) -> None:
    rows = [StartRow(0, "a", day, "NORTH") for day in some_days]
    assert latest_day(rows) == (max(some_days) if some_days else None)
