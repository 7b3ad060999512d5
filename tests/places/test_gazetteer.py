from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.errors import GazetteerError
from salient.model import GazetteerIndex
from salient.places import Gazetteer, compile_gazetteer, shipped_gazetteer
from salient.theatre import PlaceName


def test_a_gazetteer_is_what_plug_ins_expect(front: Gazetteer) -> None:
    assert isinstance(front, GazetteerIndex)


@pytest.mark.parametrize("name", ["Izium", "izyum", "IZIUM", "Изюм", "Ізюм"])
def test_a_place_is_found_under_every_listed_spelling(front: Gazetteer, name: str) -> None:
    assert [p.place_id for p in front.named(name)] == ["geonames:707292"]


@pytest.mark.parametrize(
    ("spelling", "place_id"),
    [
        ("Severodonetsk", "geonames:691999"), ("Lisichansk", "geonames:702972"),
        ("Dolgenkoe", "geonames:900004"), ("Popasnaya", "geonames:696566"),
    ],
)  # fmt: skip
def test_a_place_is_found_under_spellings_that_are_not_listed(
    front: Gazetteer, spelling: str, place_id: str
) -> None:
    assert [p.place_id for p in front.named(spelling)] == [place_id]


def test_namesakes_come_with_the_most_people_first(front: Gazetteer) -> None:
    assert [p.admin1 for p in front.named("Oleksandrivka")] == ["05", "08"]


def test_names_of_one_letter_and_unknown_names_find_nothing(front: Gazetteer) -> None:
    for name in ("Ю", "Nowhereville", "", "東京"):
        assert front.named(name) == []


def test_every_place_is_found_by_its_id(front: Gazetteer) -> None:
    places = list(front.places())
    assert len(places) == len(front) == 21
    assert all(front.place(p.place_id) == p for p in places)
    assert [p.place_id for p in places] == [front.place_id(row) for row in range(len(front))]


@pytest.mark.parametrize("place_id", ["geonames:1", "geonames:x", "front:1", "", "region:a"])
def test_an_unknown_id_is_no_place(front: Gazetteer, place_id: str) -> None:
    assert front.place(place_id) is None


def test_settlements_within_a_distance(front: Gazetteer) -> None:
    rows = front.settlements_within(48.94832, 38.49166, 15.0)
    assert {front.label(row) for row in rows} == {"Sievierodonetsk", "Lysychansk", "Rubizhne"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abcdefgh'- йїґ", min_size=2, max_size=12).filter(str.strip),
            st.floats(-90, 90),
            st.floats(-180, 180),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_compiled_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, float, float]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    lines = [f'{i},"{name}",{lat},{lon}' for i, (name, lat, lon) in enumerate(rows, start=1)]
    source = folder / "g.csv"
    source.write_text("geonames_id,name,latitude,longitude\n" + "\n".join(lines) + "\n", "utf-8")
    compile_gazetteer([source], folder / "index")
    gazetteer = Gazetteer.open(folder / "index")
    for i, (name, lat, lon) in enumerate(rows, start=1):
        place = gazetteer.place(f"geonames:{i}")
        assert place is not None
        assert place.name == name.strip()
        assert place.latitude == pytest.approx(lat, abs=1e-5)
        assert place.longitude == pytest.approx(lon, abs=1e-5)


def test_a_missing_index_is_an_error_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"no compiled gazetteer \(meta.json is missing\)"):
        Gazetteer.open(tmp_path)


def test_an_incomplete_index_names_the_missing_file(tmp_path: Path, gazetteer_file: Path) -> None:
    folder = tmp_path / "index"
    compile_gazetteer([gazetteer_file], folder)
    (folder / "names.marisa").unlink()
    with pytest.raises(GazetteerError, match=r"names.marisa is missing"):
        Gazetteer.open(folder)


def test_an_index_of_another_version_asks_to_compile_again(
    tmp_path: Path, gazetteer_file: Path
) -> None:
    folder = tmp_path / "index"
    compile_gazetteer([gazetteer_file], folder)
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps({**meta, "version": 99}))
    with pytest.raises(GazetteerError, match="has format 99, this version of salient reads 1"):
        Gazetteer.open(folder)


@pytest.mark.parametrize("file", ["meta.json", "latitude.npy"])
def test_a_damaged_index_is_an_error(tmp_path: Path, gazetteer_file: Path, file: str) -> None:
    folder = tmp_path / "index"
    compile_gazetteer([gazetteer_file], folder)
    (folder / file).write_bytes(b"\x00\x01 nonsense")
    with pytest.raises(GazetteerError, match="damaged"):
        Gazetteer.open(folder)


def test_the_shipped_gazetteer_knows_places_countries_and_divisions(world: Gazetteer) -> None:
    assert len(world) > 250_000
    assert "geonames:703448" in {p.place_id for p in world.named("Kyiv")}
    assert {p.feature_code for p in world.named("Ukraine")} >= {"PCLI"}
    texas = next(p for p in world.named("Texas") if p.feature_code == "ADM1")
    assert (texas.country, texas.kind) == ("US", "region")
    assert "CC BY 4.0" in world.attribution


def test_the_shipped_gazetteer_opens_at_once() -> None:
    started = time.perf_counter()
    shipped_gazetteer()
    assert time.perf_counter() - started < 0.3


def test_an_index_can_be_moved(tmp_path: Path, gazetteer_file: Path) -> None:
    compile_gazetteer([gazetteer_file], tmp_path / "here")
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert Gazetteer.open(tmp_path / "there").named("Izium")


def test_a_theatres_own_name_is_shown_and_found(front: Gazetteer) -> None:
    own = PlaceName(place_id="geonames:707292", name="Izjum", aliases=("Isjum", "Izium Town"))
    renamed = front.with_names([own, PlaceName(place_id="geonames:1", name="Nowhere")])
    place = renamed.place("geonames:707292")
    assert place is not None
    assert place.name == "Izjum"
    for name in ("izjum", "isjum", "izium"):
        assert renamed.has_name(name)
        assert [renamed.place_id(p.row) for p in renamed.postings(name)] == ["geonames:707292"]
    assert "izium town" in renamed.name_prefixes("izium town hall")
    assert not renamed.has_name("nowhere")
    assert not front.has_name("izjum"), "the gazetteer itself is left as it is"
