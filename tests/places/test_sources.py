from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from salient.errors import GazetteerError
from salient.places.sources import BrokenRow, RawPlace, kind_of, read_source

HEADER = "geonames_id,name,latitude,longitude,population\n"


def rows_of(tmp_path: Path, text: str, name: str = "g.csv") -> list[RawPlace | BrokenRow]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read_source(path))


def test_every_broken_row_is_named_with_its_line_and_the_rest_loads(tmp_path: Path) -> None:
    found = rows_of(
        tmp_path,
        HEADER
        + "1,Good,49,36,10\n"
        + "2,North,91,36,\n"
        + "3,East,49,181,\n"
        + "4,Words,abc,36,\n"
        + "5,,49,36,\n"
        + "x,Id,49,36,\n"
        + '6,"Quote,49,36,\n'
        + "7,Many,49,36,1,2,3\n"
        + "8,Nan,nan,36,\n"
        + "9,Last,-90,180,\n",
    )
    places = [row.name for row in found if isinstance(row, RawPlace)]
    assert places == ["Good", "Last"]
    broken = {row.line: row.problem for row in found if isinstance(row, BrokenRow)}
    assert sorted(broken) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert broken[3] == "latitude '91' is not allowed; it must be -90 to 90"
    assert broken[4] == "longitude '181' is not allowed; it must be -180 to 180"
    assert broken[6] == "no name"
    assert broken[7] == "geonames_id 'x' is not allowed; it must be a whole number above 0"
    assert broken[9] == "7 columns instead of 5"


def test_a_broken_row_prints_as_file_line_problem() -> None:
    assert str(BrokenRow("g.csv", 3, "no name")) == "g.csv:3: no name"


def test_a_round_id_as_spreadsheets_write_it_is_read(tmp_path: Path) -> None:
    (place,) = rows_of(tmp_path, HEADER + "7e+05,Town,49,36,\n")
    assert isinstance(place, RawPlace)
    assert place.number == 700000


def test_a_place_without_an_id_gets_one_from_its_content(tmp_path: Path) -> None:
    one, two, again = rows_of(tmp_path, "name,latitude,longitude\nA,1,2\nB,1,2\nA,1,2\n")
    assert isinstance(one, RawPlace)
    assert isinstance(two, RawPlace)
    assert isinstance(again, RawPlace)
    assert (one.name, one.local_id) == (again.name, again.local_id)
    assert one.local_id != two.local_id


def test_alternate_names_and_ascii_names_are_names(tmp_path: Path) -> None:
    text = 'name,ascii_name,alternate_names,latitude,longitude\nÉ,E,"Ee, Eé,",1,2\n'
    (place,) = rows_of(tmp_path, text)
    assert isinstance(place, RawPlace)
    assert place.names == ("E", "Ee", "Eé")


def dump_row(number: str, name: str, feature: tuple[str, str], latitude: str = "49.2") -> str:
    cells = [number, name, name, "Other,Ізюм", latitude, "37.2", *feature, "UA", "", "07"]
    return "\t".join([*cells, "", "", "", "45000", "", "70", "Europe/Kyiv", "2022-01-01"]) + "\n"


def test_the_dump_of_geonames_is_read_without_a_header(tmp_path: Path) -> None:
    text = (
        dump_row("1", "Izium", ("P", "PPL"))
        + dump_row("2", "Hotel", ("S", "HTL"))
        + dump_row("3", "Donets", ("H", "STM"))
        + "4\tcut off\n"
        + dump_row("5", "Nowhere", ("P", "PPL"), latitude="")
    )
    found = rows_of(tmp_path, text, "UA.txt")
    assert [row.name for row in found if isinstance(row, RawPlace)] == ["Izium", "Donets"]
    assert [(row.line, row.problem) for row in found if isinstance(row, BrokenRow)] == [
        (4, "2 columns instead of 19"),
        (5, "latitude '' is not allowed; it must be -90 to 90"),
    ]
    izium = found[0]
    assert isinstance(izium, RawPlace)
    assert (izium.admin1, izium.population, izium.names) == ("07", 45000, ("Other", "Ізюм"))


def test_a_packed_file_is_read_as_the_plain_one(tmp_path: Path) -> None:
    path = tmp_path / "g.csv.gz"
    path.write_bytes(gzip.compress((HEADER + "1,Good,49,36,10\n").encode()))
    assert len(list(read_source(path))) == 1


@pytest.mark.parametrize(
    ("content", "wording"),
    [
        (b"", "the gazetteer is empty"),
        (b"name,lat,lon\nA,1,2\n", "the header lacks latitude, longitude; it has name, lat, lon"),
        ("név,latitude,longitude\n".encode("iso8859-2"), "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_gazetteer_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, wording: str
) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        list(read_source(path))
    assert wording in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"cannot read the gazetteer .*check the path"):
        list(read_source(tmp_path / "none.csv"))


def test_a_damaged_packed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.csv.gz"
    path.write_bytes(gzip.compress(HEADER.encode() * 500)[:-20])
    with pytest.raises(GazetteerError, match="damaged"):
        list(read_source(path))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("PPL", "settlement"), ("PPLX", "district"), ("STM", "river"), ("ADM1", "region"),
        ("PCLI", "region"), ("AIRP", "feature"), ("HTL", None), ("", "settlement"),
    ],
)  # fmt: skip
def test_feature_codes_say_the_kind(code: str, kind: str | None) -> None:
    assert kind_of(code) == kind
