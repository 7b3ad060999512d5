"""`salient theatre make` and `salient theatre check`."""

from __future__ import annotations

from pathlib import Path

import pytest

TOWNS = "name,latitude,longitude,geonames_id\nAford,49,36,1\nBridgeton,49.2,36.4,2\n"
START = "geonames_id,date,control\n1,2022-03-01,NORTH\n2,2022-03-01,SOUTH\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    towns, start = tmp_path / "towns.csv", tmp_path / "start.csv"
    towns.write_text(TOWNS)
    start.write_text(START)
    return towns, start


def blank(tmp_path: Path, files: tuple[Path, Path]) -> tuple[object, ...]:
    sides = ("--extends", "none", "--side", "NORTH", "--side", "SOUTH")
    sources = ("--gazetteer", files[0], "--start", files[1])
    return ("theatre", "make", tmp_path / "border", *sides, *sources)


def test_a_theatre_is_made_and_used(run, tmp_path: Path, files) -> None:
    made = run(*blank(tmp_path, files))
    assert (made.exit_code, made.stdout) == (0, "")
    assert made.stderr.startswith("2 places with 2 names; 0 ids given twice; ")
    assert made.stderr.endswith(
        f"made the theatre border in {tmp_path / 'border'}: sides NORTH, SOUTH; 2 places with "
        f"starting control on 2022-03-01; use it with --theatre {tmp_path / 'border'}\n"
    )
    (tmp_path / "in.json").write_text('{"text": "All quiet.", "published": "2022-03-02"}')
    ledger = ("--ledger", tmp_path / "x.db", "--theatre", tmp_path / "border")
    assert run("add", tmp_path / "in.json", *ledger).exit_code == 0
    held = run("control", *ledger, "--on", "2022-03-03").stdout.splitlines()
    assert [line.split(",")[6] for line in held] == ["state", "NORTH", "SOUTH"]
    assert "p_NORTH,p_SOUTH,p_contested" in held[0]


def test_making_again_is_harmless(run, tmp_path: Path, files) -> None:
    first, second = (run(*blank(tmp_path, files)) for _ in range(2))
    assert second.exit_code == 0
    assert second.stderr == first.stderr


def test_broken_rows_are_named_ten_at_most(run, tmp_path: Path, files) -> None:
    files[0].write_text(TOWNS + "Nowhere,not,a number,9\n" * 12)
    made = run(*blank(tmp_path, files))
    assert made.exit_code == 0
    assert made.stderr.count("towns.csv:") + made.stderr.count("gazetteer.csv:") == 10
    assert "… and 2 more rows that cannot be used" in made.stderr


def test_a_missing_gazetteer_or_start_is_named(run, tmp_path: Path, files) -> None:
    for option in ("--gazetteer", "--start"):
        result = run("theatre", "make", tmp_path / "new", option, "nowhere.csv")
        assert result.exit_code == 2
        assert result.stderr.startswith("salient: nowhere.csv: ")
        assert "no such file" in result.stderr.lower()


def test_check_finds_nothing_in_what_ships_and_names_what_is_wrong(run, tmp_path, files) -> None:
    run(*blank(tmp_path, files))
    toml = tmp_path / "border" / "theatre.toml"
    toml.write_text(toml.read_text().replace('timezone = "', 'timezone = "No/'))
    result = run("theatre", "check", tmp_path / "border")
    assert result.exit_code == 1
    assert result.stdout.startswith("error: ")
    assert str(toml) in result.stdout


def test_check_of_no_theatre_says_which_there_are(run, tmp_path: Path) -> None:
    result = run("theatre", "check", tmp_path / "none")
    assert result.exit_code == 2
    shipped = "give one of the theatres that ship with salient (syria-iraq, ukraine) or a folder"
    assert shipped in result.stderr


def test_a_theatre_with_warnings_only_can_be_used(run, theatre: Path) -> None:
    result = run("theatre", "check", theatre)
    assert result.exit_code == 0
    assert {line.partition(":")[0] for line in result.stdout.splitlines()} == {"warning"}
