"""Making and checking theatres, their gazetteers included."""

from __future__ import annotations

import shutil
from pathlib import Path

from salient.theatre import Theatre
from salient.workbench import check_theatre_folder, make_theatre_folder


def copy_of(theatre: Theatre, folder: Path) -> Path:
    shutil.copytree(theatre.folder, folder / "copy")
    return folder / "copy"


def test_making_compiles_the_gazetteer_and_reports_it(theatre: Theatre, tmp_path: Path) -> None:
    made = make_theatre_folder(
        tmp_path / "new", gazetteer=theatre.folder.parent / "towns.csv", extends="ukraine"
    )
    assert made.gazetteer is not None
    assert made.gazetteer.places == 5
    assert made.theatre.gazetteer_index is not None
    assert made.theatre.gazetteer_index.is_dir()
    again = make_theatre_folder(
        tmp_path / "new", gazetteer=theatre.folder.parent / "towns.csv", extends="ukraine"
    )
    assert again == made


def test_a_theatre_that_ships_has_nothing_to_mend() -> None:
    assert check_theatre_folder("ukraine") == []


def test_a_gazetteer_without_an_index_is_found(theatre: Theatre, tmp_path: Path) -> None:
    folder = copy_of(theatre, tmp_path)
    shutil.rmtree(folder / "gazetteer.index")
    found = check_theatre_folder(folder)
    assert any("is not compiled, so the first run compiles it" in f.message for f in found)


def test_starting_control_of_unknown_places_is_found(theatre: Theatre, tmp_path: Path) -> None:
    folder = copy_of(theatre, tmp_path)
    with (folder / "start.csv").open("a") as start:
        start.write("77,2022-03-01,NORTH\n")
    (finding,) = [f for f in check_theatre_folder(folder) if "start.csv" in f.message]
    assert finding.severity == "warning"
    assert finding.message == (
        "start.csv: 1 of 6 places are not in the gazetteer, the first geonames:77; "
        "their starting control is not used"
    )


def test_empty_regions_are_named_ten_at_most(theatre: Theatre, tmp_path: Path) -> None:
    make_theatre_folder(
        tmp_path / "new", gazetteer=theatre.folder.parent / "towns.csv", extends="ukraine"
    )
    (finding,) = [f for f in check_theatre_folder(tmp_path / "new") if "regions" in f.message]
    assert finding.message.startswith("no settlement of the gazetteer lies in these regions")
    assert finding.message.count("region:") + finding.message.count("axis:") == 10
    assert " more" in finding.message
    assert "regions.toml:" in finding.message


def test_rows_of_the_gazetteer_are_checked_with_their_lines(
    theatre: Theatre, tmp_path: Path
) -> None:
    towns = tmp_path / "towns.csv"
    rows = (theatre.folder.parent / "towns.csv").read_text()
    towns.write_text(rows + "6,Eastford,,36.0,,PPL,07,UA,10\n1,Aford,49.00,36.00,,PPL,07,UA,9000\n")
    made = make_theatre_folder(tmp_path / "new", gazetteer=towns, extends="ukraine")
    found = [f.message for f in check_theatre_folder(tmp_path / "new")]
    assert "gazetteer.csv:7: latitude '' is not allowed; it must be -90 to 90" in found
    assert "gazetteer.csv:8: 'Aford' was given before, in line 2, by its id" in found
    assert made.gazetteer is not None
    assert made.gazetteer.places == 5, "the rest is loaded"


def test_with_errors_the_gazetteer_is_not_looked_at(theatre: Theatre, tmp_path: Path) -> None:
    folder = copy_of(theatre, tmp_path)
    toml = folder / "theatre.toml"
    toml.write_text(toml.read_text().replace('timezone = "', 'timezone = "No/'))
    found = check_theatre_folder(folder)
    assert found[0].severity == "error"
