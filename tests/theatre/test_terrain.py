from __future__ import annotations

from datetime import date
from pathlib import Path

from salient.theatre import check_theatre, load_theatre

FRONTS = """
[[front]]
id = "spring"
since = 2020-03-01
until = 2020-06-01
line = [[36.0, 50.0], [37.0, 50.0]]
"""
PLACES = """
[[place]]
place_id = "geonames:1"
name = "Old Hill"
aliases = ["Oldhill"]
"""


def problems(folder: Path) -> list[str]:
    return [finding.message for finding in check_theatre(folder)]


def test_stretches_of_front_run_from_the_first_day_to_the_day_before_the_last(
    write_theatre, sound: str
) -> None:
    (front,) = load_theatre(write_theatre(sound + FRONTS)).fronts
    assert front.line == ((36.0, 50.0), (37.0, 50.0))
    assert [front.runs_on(date(2020, month, 1)) for month in (2, 3, 5, 6)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_a_theatre_has_its_own_names_of_places(write_theatre, sound: str) -> None:
    (name,) = load_theatre(write_theatre(sound + PLACES)).place_names
    assert (name.place_id, name.name, name.aliases) == ("geonames:1", "Old Hill", ("Oldhill",))


def test_files_of_fronts_and_places_are_read(write_theatre, sound: str) -> None:
    folder = write_theatre()
    (folder / "fronts.toml").write_text(FRONTS, encoding="utf-8")
    (folder / "places.toml").write_text(PLACES, encoding="utf-8")
    theatre = load_theatre(folder)
    assert len(theatre.fronts) == len(theatre.place_names) == 1
    assert not [f for f in check_theatre(folder) if "front" in f.message or "place" in f.message]


def test_a_front_that_ends_before_it_begins_is_named_with_its_line(
    write_theatre, sound: str
) -> None:
    found = problems(write_theatre(sound + FRONTS.replace("2020-06-01", "2020-02-01")))
    assert any(
        "'until' must be a day after 'since', 2020-03-01" in m and "theatre.toml:" in m
        for m in found
    )


def test_a_front_needs_a_day_and_a_line(write_theatre, sound: str) -> None:
    found = problems(write_theatre(sound + '\n[[front]]\nid = "x"\n'))
    assert any("add a line: since = 2022-04-20" in m for m in found)
    assert any("give a list of [longitude, latitude] pairs" in m for m in found)


def test_a_place_needs_an_id_with_its_gazetteer(write_theatre, sound: str) -> None:
    found = problems(write_theatre(sound + PLACES.replace("geonames:1", "1")))
    assert any("'1' is no id of a place; write it as geonames:706483" in m for m in found)


def test_the_theatre_ukraine_marks_its_front_on_every_day_of_the_war() -> None:
    theatre = load_theatre("ukraine")
    for year, month in ((2022, 3), (2022, 10), (2023, 6), (2024, 9), (2026, 1)):
        running = [f for f in theatre.fronts if f.runs_on(date(year, month, 15))]
        assert len(running) >= 4
    names = {entry.place_id: entry.name for entry in theatre.place_names}
    assert names["geonames:691999"] == "Sievierodonetsk"
    assert names["geonames:707292"] == "Izium"
