"""OpenStreetMap extracts, written here object by object."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import osmium
import pytest

from salient.errors import GazetteerError, MissingExtraError
from salient.places import Gazetteer, Geoparser, compile_gazetteer
from salient.places.osm import feature_of, read_osm
from salient.places.sources import BrokenRow, RawPlace

Node = osmium.osm.mutable.Node
Way = osmium.osm.mutable.Way
Relation = osmium.osm.mutable.Relation
OBJECTS: tuple[Any, ...] = (
    Node(id=1, location=(37.277, 49.207), tags={
        "place": "town", "name": "Ізюм", "name:en": "Izium", "name:ru": "Изюм",
        "old_name:en": "Izyum;Isjum", "population": "45 884", "katotth": "UA63040130010081936",
    }),
    Node(id=2, location=(37.3, 49.03), tags={"place": "village", "name": "Довгеньке"}),
    Node(id=3, location=(37.31, 49.04), tags={"shop": "yes", "name": "Продукти"}),
    Node(id=4, location=(37.0, 49.0)),
    Node(id=5, location=(37.1, 49.1)),
    Node(id=6, location=(37.2, 49.2)),
    Node(id=7, location=(36.25, 49.98)),
    Way(id=10, nodes=[4, 5, 6], tags={"waterway": "river", "name": "Оскіл", "name:en": "Oskil"}),
    Way(id=11, nodes=[5, 6], tags={"waterway": "river", "name": "Оскіл", "name:en": "Oskil"}),
    Way(id=12, nodes=[4, 5], tags={"aeroway": "aerodrome", "name": "Чугуїв"}),
    Way(id=13, nodes=[98, 99], tags={"natural": "wood", "name": "Ліс"}),
    Way(id=14, nodes=[4, 5, 6]),
    Relation(id=20, members=[("n", 7, "admin_centre"), ("w", 14, "outer")], tags={
        "boundary": "administrative", "admin_level": "4", "name": "Харківська область",
        "name:en": "Kharkiv Oblast",
    }),
    Relation(id=21, members=[("w", 14, "outer")], tags={
        "boundary": "administrative", "admin_level": "6", "name": "Ізюмський район",
    }),
)  # fmt: skip


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "izium.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for item in OBJECTS:
            add: Callable[[Any], None] = {
                Node: writer.add_node, Way: writer.add_way, Relation: writer.add_relation,
            }[type(item)]  # fmt: skip
            add(item)
    return path


def test_places_boundaries_rivers_and_airfields_are_read(extract: Path) -> None:
    rows = [row for row in read_osm(extract) if isinstance(row, RawPlace)]
    found = {row.name: row for row in rows}
    assert len(rows) == len(found) == 6, "the two pieces of the river are one place"
    assert {name: row.feature_code for name, row in found.items()} == {
        "Izium": "PPL", "Довгеньке": "PPL", "Oskil": "STM", "Чугуїв": "AIRP",
        "Kharkiv Oblast": "ADM1", "Ізюмський район": "ADM2",
    }  # fmt: skip
    izium = found["Izium"]
    assert set(izium.names) == {"Ізюм", "Изюм", "Izyum", "Isjum"}
    assert (izium.population, izium.katotth) == (45_884, "UA63040130010081936")
    assert (izium.latitude, izium.longitude) == pytest.approx((49.207, 37.277))
    assert found["Kharkiv Oblast"].latitude == pytest.approx(49.98), "its seat"
    assert found["Ізюмський район"].latitude == pytest.approx(49.1), "the middle of its ways"


def test_what_has_no_coordinates_in_the_extract_is_named(extract: Path) -> None:
    (broken,) = [row for row in read_osm(extract) if isinstance(row, BrokenRow)]
    assert str(broken) == "izium.osm.pbf:13: 'Ліс' has no coordinates in this extract"


def test_an_extract_compiles_into_a_gazetteer_that_reads_texts(
    extract: Path, tmp_path: Path
) -> None:
    report = compile_gazetteer([extract], tmp_path / "index")
    gazetteer = Gazetteer.open(report.folder)
    (mention,) = Geoparser([gazetteer]).mentions("The convoy stopped in Isjum.")
    assert (mention.name, mention.place_id) == ("Izium", "izium:osm-n1")
    place = gazetteer.by_code("UA63040130010081936")
    assert place is not None
    assert place.place_id == "izium:osm-n1"
    assert gazetteer.codes_of("izium:osm-n1") == {"katotth": "UA63040130010081936"}


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ({"name": "A", "place": "suburb"}, "PPLX"),
        ({"name": "A", "natural": "water", "water": "reservoir"}, "RSV"),
        ({"name": "A", "boundary": "administrative", "admin_level": "2"}, "PCLI"),
        ({"name": "A", "boundary": "administrative"}, None),
        ({"name": "A", "landuse": "forest"}, "FRST"),
        ({"place": "town"}, None),
        ({"name": "A", "highway": "primary"}, None),
    ],
)
def test_tags_become_feature_codes(tags: dict[str, str], code: str | None) -> None:
    assert feature_of(tags) == code


def test_a_file_that_is_no_extract_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.osm.pbf"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(GazetteerError, match="is no OpenStreetMap extract that can be read"):
        list(read_osm(path))
    with pytest.raises(GazetteerError, match=r"no such file.*check the path"):
        list(read_osm(tmp_path / "missing.osm.pbf"))


def test_without_osmium_the_extra_is_named(extract: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'salient\[osm\]'"):
        list(read_osm(extract))
