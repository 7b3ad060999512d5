from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from salient.errors import GazetteerError, OutputError
from salient.places import Gazetteer, compile_gazetteer


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_report_counts_places_names_broken_rows_and_duplicates(tmp_path: Path) -> None:
    source = write(
        tmp_path / "g.csv",
        "geonames_id,name,alternate_names,latitude,longitude\n"
        "1,Alpha,Alfa,49,36\n1,Alpha,Aleph,49,36\n2,Beta,,99,36\n3,Gamma,,48,35\n",
    )
    report = compile_gazetteer([source], tmp_path / "index")
    assert (report.places, report.duplicates) == (2, ("1",))
    assert [str(row) for row in report.broken] == [
        "g.csv:4: latitude '99' is not allowed; it must be -90 to 90"
    ]
    gazetteer = Gazetteer.open(report.folder)
    assert [p.place_id for p in gazetteer.named("Aleph")] == ["geonames:1"]
    assert [p.place_id for p in gazetteer.named("Alfa")] == ["geonames:1"]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path, gazetteer_file: Path) -> None:
    for name in ("one", "two"):
        compile_gazetteer([gazetteer_file], tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_missing_country_and_admin1_come_from_the_nearest_known_places(
    tmp_path: Path, front: Gazetteer
) -> None:
    source = write(
        tmp_path / "g.csv",
        "geonames_id,name,latitude,longitude,admin1\n"
        "5,Near Izium,49.1,37.25,\n6,Near Kherson,46.62,32.5,\n7,Said,49.1,37.25,99\n",
    )
    report = compile_gazetteer([source], tmp_path / "index", reference=front)
    assert report.filled == 3
    gazetteer = Gazetteer.open(report.folder)
    found = {p.name: (p.country, p.admin1) for p in gazetteer.places()}
    assert found["Near Kherson"] == ("UA", "08")
    assert found["Near Izium"][0] == "UA"
    assert found["Said"] == ("UA", "99")


def test_a_known_id_lends_its_population_and_admin1(tmp_path: Path, front: Gazetteer) -> None:
    source = write(
        tmp_path / "g.csv", "geonames_id,name,latitude,longitude\n707292,Izium,49.2,37.3\n"
    )
    report = compile_gazetteer([source], tmp_path / "index", reference=front)
    (place,) = Gazetteer.open(report.folder).named("Izium")
    assert (place.population, place.admin1, place.country) == (45884, "07", "UA")


def test_places_without_an_id_are_named_after_the_gazetteer(tmp_path: Path) -> None:
    source = write(tmp_path / "atlas.csv", "name,latitude,longitude\nAlpha,49,36\nBeta,48,35\n")
    compile_gazetteer([source], tmp_path / "index")
    gazetteer = Gazetteer.open(tmp_path / "index")
    places = list(gazetteer.places())
    assert all(p.place_id.startswith("atlas:") for p in places)
    assert all(gazetteer.place(p.place_id) == p for p in places)


def test_no_source_and_no_usable_row_are_errors_that_say_so(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no gazetteer file given; name at least one"):
        compile_gazetteer([], tmp_path / "index")
    source = write(tmp_path / "g.csv", "name,latitude,longitude\nA,x,y\n")
    with pytest.raises(GazetteerError, match=r"no usable place among 1 rows; the first: g.csv:2"):
        compile_gazetteer([source], tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_a_place_at_a_pole_and_at_the_date_line_is_kept(tmp_path: Path, front: Gazetteer) -> None:
    source = write(
        tmp_path / "g.csv", "name,latitude,longitude\nPole,90,0\nLine,-17,180\nOther,-17,-180\n"
    )
    report = compile_gazetteer([source], tmp_path / "index", reference=front)
    gazetteer = Gazetteer.open(report.folder)
    assert {p.name for p in gazetteer.places()} == {"Pole", "Line", "Other"}
    (line,) = gazetteer.named("Line")
    around = gazetteer.settlements_within(line.latitude, line.longitude, 5.0)
    assert {gazetteer.label(row) for row in around} == {"Line", "Other"}


def test_a_folder_that_cannot_be_written_is_an_error_that_says_so(
    tmp_path: Path, gazetteer_file: Path
) -> None:
    blocked = write(tmp_path / "file", "")
    with pytest.raises(OutputError, match="cannot write the compiled gazetteer"):
        compile_gazetteer([gazetteer_file], blocked / "index")
    assert stat.S_ISREG(blocked.stat().st_mode)


def test_codes_of_places_are_kept_and_found(tmp_path: Path) -> None:
    source = tmp_path / "coded.csv"
    source.write_text(
        "name,latitude,longitude,katotth,pcode\n"
        "Izium,49.2,37.3,UA63040130010081936,UA6304013\n"
        "Lyman,48.98,37.8,,\n",
        encoding="utf-8",
    )
    gazetteer = Gazetteer.open(compile_gazetteer([source], tmp_path / "index").folder)
    place = gazetteer.by_code("UA6304013")
    assert place is not None
    assert place == gazetteer.by_code(" UA63040130010081936 ")
    assert gazetteer.codes_of(place.place_id) == {
        "katotth": "UA63040130010081936",
        "pcode": "UA6304013",
    }
    assert (place.katotth, place.pcode) == ("UA63040130010081936", "UA6304013")
    assert gazetteer.by_code("UA99") is None
    (plain,) = gazetteer.named("Lyman")
    assert gazetteer.codes_of(plain.place_id) == {}
    assert (plain.katotth, plain.pcode) == (None, None)


def test_two_processes_may_compile_into_one_folder(tmp_path: Path) -> None:
    source = tmp_path / "towns.csv"
    source.write_text("name,latitude,longitude\nIzium,49.2,37.3\n", encoding="utf-8")
    with ThreadPoolExecutor(4) as pool:
        reports = list(
            pool.map(lambda _: compile_gazetteer([source], tmp_path / "index"), range(12))
        )
    assert {report.places for report in reports} == {1}
    assert len(Gazetteer.open(tmp_path / "index")) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["index", "towns.csv"]


def test_a_code_that_several_rows_bear_stands_by_the_first_of_them(tmp_path: Path) -> None:
    source = write(
        tmp_path / "g.csv",
        "geonames_id,name,latitude,longitude,pcode\n3,C,49,36,UA1\n1,A,48,35,UA1\n2,B,47,35,UA2\n",
    )
    gazetteer = Gazetteer.open(compile_gazetteer([source], tmp_path / "index").folder)
    assert [p.pcode for p in gazetteer.places()] == ["UA1", "UA2", None]


def test_places_with_ids_and_without_are_found_by_them(tmp_path: Path) -> None:
    source = write(
        tmp_path / "atlas.csv",
        "geonames_id,name,latitude,longitude\n9,Alpha,49,36\n,Beta,48,35\n,Gamma,47,34\n",
    )
    gazetteer = Gazetteer.open(compile_gazetteer([source], tmp_path / "index").folder)
    ids = [p.place_id for p in gazetteer.places()]
    assert ids[0] == "geonames:9"
    assert [gazetteer.row_of(i) for i in ids] == [0, 1, 2]
    local = ids[1].partition(":")[2]
    for unknown in (f"atlas:{local}0", "atlas:zz", "atlas:", "world:" + local, "atlas:\ud800"):
        assert gazetteer.row_of(unknown) is None
    with_ids = write(tmp_path / "ids.csv", "geonames_id,name,latitude,longitude\n9,Alpha,49,36\n")
    only = Gazetteer.open(compile_gazetteer([with_ids], tmp_path / "only").folder)
    assert only.row_of("ids:abc") is None


def test_rows_are_found_by_many_geonames_ids_at_once(front: Gazetteer) -> None:
    rows = front.rows_numbered(np.array([707292, 1, 4294967295, 706483], dtype=np.uint32))
    assert [int(r) >= 0 for r in rows] == [True, False, False, True]
    assert front.at(int(rows[0])).name == "Izium"


def test_too_many_different_divisions_are_an_error_and_leave_no_folder(tmp_path: Path) -> None:
    rows = "".join(f"{n},N{n},49,36,division {n}\n" for n in range(1, 65_538))
    source = write(tmp_path / "g.csv", "geonames_id,name,latitude,longitude,admin1\n" + rows)
    with pytest.raises(GazetteerError, match="65,537 different values of admin1"):
        compile_gazetteer([source], tmp_path / "index")
    assert [p.name for p in tmp_path.iterdir()] == ["g.csv"]
