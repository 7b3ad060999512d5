"""Making a theatre's folder: round trips, and what is refused."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.errors import GazetteerError, OutputError, TheatreError, UsageError
from salient.theatre import check_theatre, load_theatre, make_theatre

GAZETTEER = "geonames_id,name,latitude,longitude\n1,Hill,50.0,36.0\n"
START = "geonames_id,date,control\n1,2022-02-24,UA\n2,2022-02-24,contested\n"


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    path = tmp_path / "my places.csv.gz"
    path.write_bytes(gzip.compress(GAZETTEER.encode()))
    return path


@pytest.fixture
def start(tmp_path: Path) -> Path:
    path = tmp_path / "held.csv"
    path.write_text(START, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_theatre_made_from_a_gazetteer_and_a_start_extends_ukraine(
    tmp_path, gazetteer, start
) -> None:
    theatre = make_theatre(tmp_path / "My War", gazetteer=gazetteer, start=start)
    assert theatre.name == "my-war"
    assert theatre.first_day == date(2022, 2, 24)
    assert theatre.side_ids == ("UA", "RU")
    assert theatre.regions == load_theatre("ukraine").regions
    assert [entry.control for entry in theatre.start] == ["UA", "contested"]
    assert theatre.gazetteer == tmp_path / "My War" / "gazetteer.csv.gz"
    assert theatre.gazetteer.read_bytes() == gazetteer.read_bytes()
    assert check_theatre(tmp_path / "My War") == []
    assert load_theatre(tmp_path / "My War") == theatre


def test_the_folder_stands_alone_when_its_inputs_are_gone(tmp_path, gazetteer, start) -> None:
    made = make_theatre(tmp_path / "made", gazetteer=gazetteer, start=start)
    gazetteer.unlink()
    start.unlink()
    assert load_theatre(tmp_path / "made") == made


def test_making_again_from_the_same_inputs_changes_nothing(tmp_path, gazetteer, start) -> None:
    folder = tmp_path / "made"
    first = make_theatre(folder, gazetteer=gazetteer, start=start)
    before = contents(folder)
    (folder / "gazetteer.index").mkdir()
    assert make_theatre(folder, gazetteer=gazetteer, start=start) == first
    (folder / "gazetteer.index").rmdir()
    assert contents(folder) == before


def test_a_stopped_run_is_completed(tmp_path, gazetteer, start) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "gazetteer.csv.gz").write_bytes(gazetteer.read_bytes())
    (folder / "start.csv.part").write_text("geonames_id,da", encoding="utf-8")
    assert make_theatre(folder, gazetteer=gazetteer, start=start).start != ()
    assert sorted(contents(folder)) == ["gazetteer.csv.gz", "start.csv", "theatre.toml"]


def test_a_folder_with_anything_else_in_it_is_refused_and_left_alone(tmp_path, start) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        make_theatre(folder, start=start)
    assert str(caught.value) == (
        f"{folder}: the folder is not empty, and notes.txt in it does not come from these inputs; "
        "give an empty folder or a new one"
    )
    assert contents(folder) == {"notes.txt": b"mine"}


def test_a_theatre_that_was_edited_is_not_overwritten(tmp_path, start) -> None:
    folder = tmp_path / "made"
    make_theatre(folder, start=start)
    configuration = folder / "theatre.toml"
    configuration.write_text(configuration.read_text("utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(OutputError, match=r"theatre\.toml in it does not come from these inputs"):
        make_theatre(folder, start=start)
    assert configuration.read_text("utf-8").endswith("# mine\n")


def test_a_theatre_of_other_sides_takes_them_from_the_start(tmp_path) -> None:
    start = tmp_path / "held.csv"
    start.write_text(
        "place_id,date,control\na,2016-01-01,OPP\nb,2016-01-01,GOV\nc,2016-01-01,CONTESTED\n",
        encoding="utf-8",
    )
    theatre = make_theatre(tmp_path / "syria", start=start, extends=None)
    assert theatre.side_ids == ("GOV", "OPP")
    assert theatre.first_day == date(2016, 1, 1)
    assert len({side.colour for side in theatre.sides}) == 2
    assert check_theatre(tmp_path / "syria") == []


def test_sides_that_are_given_keep_their_order(tmp_path, start) -> None:
    theatre = make_theatre(tmp_path / "made", start=start, extends=None, sides=("RU", "UA", "X"))
    assert theatre.side_ids == ("RU", "UA", "X")


def test_a_made_theatre_can_be_extended_by_its_folder(tmp_path, start) -> None:
    make_theatre(tmp_path / "base", start=start, extends=None, sides=("UA", "RU"))
    theatre = make_theatre(tmp_path / "later", extends=str(tmp_path / "base"))
    assert theatre.side_ids == ("UA", "RU")
    assert len(theatre.start) == 2


def test_a_start_with_unknown_sides_is_refused_before_anything_is_written(tmp_path) -> None:
    start = tmp_path / "held.csv"
    start.write_text("place_id,date,control\na,2020-01-01,X\nb,2020-01-01,Y\n", encoding="utf-8")
    with pytest.raises(TheatreError) as caught:
        make_theatre(tmp_path / "made", start=start)
    assert str(caught.value) == (
        f"{start}:2: a has control by 'X', which is no side; allowed are: UA, RU, CONTESTED "
        "(and 1 more rows)"
    )
    assert not (tmp_path / "made").exists()


def test_a_start_that_says_nothing_is_refused(tmp_path) -> None:
    start = tmp_path / "held.csv"
    start.write_text("place_id,date,control\na,2020-01-01,\n", encoding="utf-8")
    with pytest.raises(TheatreError, match="has no row that says who holds a place; give rows"):
        make_theatre(tmp_path / "made", start=start)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("none.csv", "there is no such file; give GeoNames' tab-separated dump or a CSV"),
        ("UA.zip", "the name ends in none of .csv, .csv.gz, .txt, .txt.gz, .tsv, .tsv.gz"),
    ],
)
def test_a_gazetteer_that_cannot_be_taken_is_refused(tmp_path, name, expected) -> None:
    (tmp_path / "UA.zip").write_bytes(b"PK")
    with pytest.raises(GazetteerError) as caught:
        make_theatre(tmp_path / "made", gazetteer=tmp_path / name)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {"sides": ("A", "B")},
            (
                "a theatre that extends 'ukraine' has the sides of that theatre; give either "
                "sides or a theatre to extend"
            ),
        ),
        (
            {"extends": None, "sides": ("A", "B")},
            (
                "a theatre that extends none needs a starting-control file; its last date becomes "
                "the day on which estimates begin"
            ),
        ),
        ({"extends": "mars"}, "unknown theatre 'mars'; give one of the theatres that ship"),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(tmp_path, options, expected) -> None:
    with pytest.raises(UsageError) as caught:
        make_theatre(tmp_path / "made", **options)
    assert str(caught.value).startswith(expected)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("UA", "ua"), "sides must be given once each, whatever their case; found: UA, ua"),
        (
            ("UA", "a b"),
            (
                "'a b' cannot be a side's id; use letters, digits, - and _, and not CONTESTED, "
                "which is a state of its own"
            ),
        ),
        (
            ("contested", "UA"),
            (
                "'contested' cannot be a side's id; use letters, digits, - and _, and not "
                "CONTESTED, which is a state of its own"
            ),
        ),
    ],
)
def test_ids_that_cannot_be_sides_are_refused_before_anything_is_written(
    tmp_path, start, sides, expected
) -> None:
    with pytest.raises(UsageError) as caught:
        make_theatre(tmp_path / "made", start=start, extends=None, sides=sides)
    assert str(caught.value) == expected
    assert not (tmp_path / "made").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path, start) -> None:
    with pytest.raises(OutputError, match="is a file; give a folder to make the theatre in"):
        make_theatre(start)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, start) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="the theatre cannot be written: Not a directory"):
        make_theatre(tmp_path / "file" / "made", start=start)


@settings(deadline=None, max_examples=50)
@given(name=st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_any_name_survives_the_round_trip(tmp_path_factory, name) -> None:
    folder = tmp_path_factory.mktemp("named") / "made"
    start = folder.parent / "held.csv"
    start.write_text(START, encoding="utf-8")
    assert make_theatre(folder, start=start, extends=None, name=name).name == name
