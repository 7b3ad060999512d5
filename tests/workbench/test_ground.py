"""The ground of a theatre: gazetteers compiled once, settlements, names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from salient.errors import GazetteerError, OutputError, UsageError
from salient.theatre import Theatre, load_theatre
from salient.workbench import Ground, default_cache
from salient.workbench.ground import compiled_index

DUMP = (
    "707292\tIzyum\tIzyum\tIzium,Изюм\t49.20697\t37.27679\tP\tPPLA2\tUA\t\t07\t\t\t\t45884\t\t80"
    "\tEurope/Kiev\t2022-01-01\n"
    "99\tNewhamlet\tNewhamlet\t\t49.30000\t37.10000\tP\tPPL\tUA\t\t07\t\t\t\t12\t\t80"
    "\tEurope/Kiev\t2022-01-01\n"
    "98\tFaraway\tFaraway\t\t10.00000\t10.00000\tP\tPPL\tNG\t\t07\t\t\t\t12\t\t80"
    "\tAfrica/Lagos\t2022-01-01\n"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "mine.txt"
    path.write_text(DUMP)
    return path


def test_a_gazetteer_is_compiled_once_and_anew_when_it_changes(dump: Path, tmp_path: Path) -> None:
    cache, told = tmp_path / "cache", []
    assert len(compiled_index(dump, cache, told.append)) == 3
    assert len(compiled_index(dump, cache, told.append)) == 3
    assert told == [f"{dump}: compiling this gazetteer, once; later runs open it at once"]
    dump.write_text(DUMP.splitlines(keepends=True)[0])
    os.utime(dump, ns=(1, 1))
    assert len(compiled_index(dump, cache, told.append)) == 1
    assert len(told) == 2
    assert [p for p in cache.iterdir() if p.name.startswith(".")] == []


def test_a_damaged_index_in_the_cache_is_made_again(dump: Path, tmp_path: Path) -> None:
    compiled_index(dump, tmp_path / "cache")
    (folder,) = (tmp_path / "cache").iterdir()
    (folder / "meta.json").write_text("{}")
    assert len(compiled_index(dump, tmp_path / "cache")) == 3


def test_rows_that_cannot_be_used_are_told_with_the_first(dump: Path, tmp_path: Path) -> None:
    dump.write_text(DUMP + "broken\n")
    told: list[str] = []
    compiled_index(dump, tmp_path / "cache", told.append)
    assert told[1].startswith(f"{dump}: rows left out because they cannot be used: 1, the first ")
    assert "mine.txt:4" in told[1]


def test_a_cache_that_cannot_be_written_is_named_with_the_mend(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        OutputError,
        match=r"cannot write the compiled gazetteer in .*file.*; set XDG_CACHE_HOME to a folder",
    ):
        compiled_index(dump, tmp_path / "file" / "salient")


def test_a_gazetteer_without_usable_rows_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("name,lat\nAford,49\n")
    with pytest.raises(GazetteerError, match="the header lacks"):
        compiled_index(tmp_path / "bad.csv", tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "salient"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_cache() == tmp_path / ".cache" / "salient"


def test_a_users_gazetteer_adds_its_settlements_whatever_their_country(
    dump: Path, tmp_path: Path
) -> None:
    theatre = load_theatre("ukraine")
    shipped = Ground(theatre, tmp_path).places
    more = Ground(theatre, tmp_path, (dump,)).places
    assert set(more) - set(shipped) == {"geonames:98", "geonames:99"}
    assert set(shipped) <= set(more)


def test_a_theatres_own_gazetteer_is_the_whole_ground(ground: Ground) -> None:
    assert [p.name for p in ground.places.values()] == [
        "Aford", "Bridgeton", "Castle Hill", "Dale, Upper", "Aford",
    ]  # fmt: skip
    assert ground.sites.start == ("NORTH", "NORTH", "SOUTH", "SOUTH", "SOUTH")


def test_places_are_found_by_id_number_name_and_other_spelling(ground: Ground) -> None:
    for name in ("geonames:2", "2", "Bridgeton", "bridgeton"):
        assert ground.find(name)[0].place_id == "geonames:2"
    assert ground.find("Eyford")[0].place_id == "geonames:1"


def test_a_theatre_without_settlements_is_refused_with_the_mend(
    theatre: Theatre, tmp_path: Path
) -> None:
    import msgspec

    nowhere = msgspec.structs.replace(theatre, gazetteer=None, countries=("XX",))
    with pytest.raises(
        UsageError,
        match="the theatre border has no settlements; give it a gazetteer that covers XX",
    ):
        _ = Ground(nowhere, tmp_path).sites


def test_a_listed_village_abroad_does_not_make_its_country_ones_own(tmp_path: Path) -> None:
    theatre = load_theatre("ukraine")
    around = Ground(theatre, tmp_path).surroundings
    across = next(place for place in around if place.country == "RU")
    line = (
        f"{across.place_id.partition(':')[2]}\t{across.name}\t{across.name}\t\t{across.latitude}"
        f"\t{across.longitude}\tP\tPPL\tRU\t\t00\t\t\t\t12\t\t80\tEurope/Moscow\t2022-01-01\n"
    )
    (tmp_path / "border.txt").write_text(line)
    ground = Ground(theatre, tmp_path, (tmp_path / "border.txt",))
    assert across.place_id in ground.places
    assert {p.place_id for p in ground.surroundings} == {p.place_id for p in around} - {
        across.place_id
    }
