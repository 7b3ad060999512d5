from __future__ import annotations

from pathlib import Path

import pytest

from salient.places import Gazetteer, Geoparser, compile_gazetteer
from salient.theatre import load_theatre


@pytest.fixture(scope="module")
def ukraine(world: Gazetteer) -> Geoparser:
    return Geoparser([world], load_theatre("ukraine"))


def named(parser: Geoparser, text: str) -> list[str | None]:
    return [mention.name for mention in parser.mentions(text)]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Donetsk, Luhansk, Kherson and Sumy regions", "Donetsk Luhansk Kherson Sumy"),
        ("in the Donetsk, Luhansk and partially Kharkiv regions", "Donetsk Luhansk Kharkiv"),
        ("eastern Donetsk and southern Kherson oblasts", "Donetsk Kherson"),
        ("in Donetsk/Luhansk oblasts", "Donetsk Luhansk"),
        ("the provinces of Luhansk and Donetsk", "Luhansk Donetsk"),
        ("villages in Donetsk and Luhansk", "Donetsk Luhansk"),
        ("settlements across Kherson", "Kherson"),
        ("a village in Kherson", "Kherson"),
        ("Bombs fell on village in Kherson", "Kherson"),
        ("the southern regions, especially Kherson and Sumy", "Kherson Sumy"),
        ("to annex areas of Kherson and Luhansk", "Kherson Luhansk"),
        ("in occupied Kherson and Luhansk", "Kherson Luhansk"),
        ("Depots in Kherson and Sumy Oblast burnt.", "Kherson Sumy"),
        ("Shells fell in Kherson, Dnipropetrovsk, and Sumy.", "Kherson Dnipropetrovsk Sumy"),
        ("fighting in southwestern Kherson", "Kherson"),
        ("Shelling of Luhansk territory went on.", "Luhansk"),
        ("in northern Kherson and western Zaporizhzhia", "Kherson Zaporizhzhia"),
        ("у Донецькій та Луганській областях", "Donetsk Luhansk"),
        ("в Донецкой, Луганской и Херсонской областях", "Donetsk Luhansk Kherson"),
        ("Зупинено ворога в Харківській області.", "Kharkiv"),
        ("control over the Donetsk and Luhansk region", "Donetsk Luhansk"),
        ("Kherson, part of Kharkiv, and Sumy regions", "Kherson Kharkiv Sumy"),
        ("the Kherson, Nowherinsk, and Sumy regions", "Kherson Sumy"),
    ],
)  # fmt: skip
def test_names_that_share_a_noun_are_regions(ukraine: Geoparser, text: str, regions: str) -> None:
    assert named(ukraine, text) == [f"{name} Oblast" for name in regions.split()]


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Missiles hit Kharkiv and Sumy.", "Kharkiv Sumy"),
        ("Kherson, Mykolaiv and Odesa were shelled.", "Kherson Mykolaiv Odesa"),
        ("They came north of Kherson and west of Mykolaiv.", "Kherson Mykolaiv"),
        ("A blast in northern Odesa was heard in Sumy.", "Odesa Sumy"),
        ("They met in the city of Dnipropetrovsk.", "Dnipro"),
        ("A blast rocked northern Kherson suburbs.", "Kherson"),
        ("occupied Kherson and Melitopol", "Kherson Melitopol"),
    ],
)
def test_towns_in_a_list_stay_towns(ukraine: Geoparser, text: str, towns: str) -> None:
    assert named(ukraine, text) == towns.split()


@pytest.mark.parametrize(
    "text",
    [
        "the village of Lypne, Dubskyi district, Kherson region",
        "Lypne, Dubove district of the Kherson region",
        "the Lypne railway station in the Kherson region",
        "in the Lypne resort village of Kherson region",
    ],
)
def test_a_region_is_told_behind_a_district_or_what_a_place_is(
    tmp_path: Path, world: Gazetteer, text: str
) -> None:
    rows = "\n".join(
        f"{n},Lypne,,{lat},{lon},PPL,UA,{code},900"
        for n, lat, lon, code in (
            (1, 46.9, 33.1, "08"),
            (2, 48.6, 37.9, "05"),
            (3, 50.1, 36.9, "07"),
        )
    )
    source = tmp_path / "own.csv"
    head = (
        "geonames_id,name,alternate_names,latitude,longitude,feature_code,country,admin1,population"
    )
    source.write_text(f"{head}\n{rows}\n", encoding="utf-8")
    compile_gazetteer([source], tmp_path / "own")
    own = Geoparser([Gazetteer.open(tmp_path / "own"), world], load_theatre("ukraine"))
    assert [m.admin1 for m in own.mentions(text) if m.text == "Lypne"] == ["08"]


def test_two_self_styled_republics_share_their_noun(ukraine: Geoparser) -> None:
    assert named(ukraine, "the Donetsk and Luhansk People's Republics") == [
        "Donetsk People's Republic territory",
        "Luhansk People's Republic territory",
    ]


def test_adjectives_before_a_sector_are_directions_and_no_villages(ukraine: Geoparser) -> None:
    text = "Бої на Сватівському, Бахмутському та Авдіївському відтинках."
    found = ukraine.mentions(text)
    assert [m.kind for m in found] == ["axis"] * 3
    assert [m.text for m in found] == ["Сватівському", "Бахмутському", "Авдіївському відтинках"]


def test_plural_adjectives_of_a_country_are_no_town(ukraine: Geoparser) -> None:
    assert named(ukraine, "Українські війська відступили.") == []


def test_contractions_are_no_places(ukraine: Geoparser) -> None:
    assert named(ukraine, "I'd go there, I’ve said, and I'll stay.") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("along the Kherson-Mykolaiv Oblast border", ["Kherson Oblast", "Mykolaiv Oblast"]),
        ("near the Kherson-Mykolaiv border", ["Kherson Oblast", "Mykolaiv Oblast"]),
        ("on the Kharkiv–Donetsk administrative border", ["Kharkiv Oblast", "Donetsk Oblast"]),
        ("on the road from Kherson to Mykolaiv", ["Kherson", "Mykolaiv"]),
        (
            "at the border between Luhansk and Donetsk region",
            ["Luhansk Oblast", "Donetsk Oblast"],
        ),
        (
            "along the Kherson-Mykolaiv and Kharkiv-Donetsk Oblast borders",
            ["Kherson Oblast", "Mykolaiv Oblast", "Kharkiv Oblast", "Donetsk Oblast"],
        ),
    ],
)
def test_the_border_of_two_names_is_that_of_regions(
    ukraine: Geoparser, text: str, places: list[str]
) -> None:
    assert named(ukraine, f"Russian forces hold positions {text}.") == places


def test_a_villages_name_is_not_that_of_the_town_it_is_formed_from(tmp_path: Path) -> None:
    rows = (
        "geonames_id,name,alternate_names,latitude,longitude,feature_code,country,admin1,population"
        "\n1,Northsk,Northske,48.0,37.8,PPLA,UA,05,900000\n2,Northske,,49.1,37.3,PPL,UA,07,0\n"
        "3,Izium,,49.2,37.3,PPL,UA,07,40000\n"
    )
    (tmp_path / "land.csv").write_text(rows, encoding="utf-8")
    compile_gazetteer([tmp_path / "land.csv"], tmp_path / "index")
    parser = Geoparser([Gazetteer.open(tmp_path / "index")], load_theatre("ukraine"))
    found = parser.mentions("They shelled Izium and Northske.")
    assert [m.place_id for m in found] == ["geonames:3", "geonames:2"]


@pytest.mark.parametrize("text", ["The Duma votes.", "A mass grave, Mass said.", "Pion guns"])
def test_institutions_and_weapons_are_no_places(ukraine: Geoparser, text: str) -> None:
    assert named(ukraine, text) == []


@pytest.mark.parametrize(
    ("text", "axes"),
    [
        ("in the Sloviansk, Nowherivsk and Bakhmut directions", ["Sloviansk axis", "Bakhmut axis"]),
        ("in the Bakhmut, Avdiivka and Nowherivsk directions", ["Bakhmut axis", "Avdiivka axis"]),
        ("in the Kramatorsk-Bakhmut direction", ["Kramatorsk axis", "Bakhmut axis"]),
    ],
)
def test_a_noun_behind_an_unlisted_name_is_that_of_the_whole_list(
    ukraine: Geoparser, text: str, axes: list[str]
) -> None:
    assert named(ukraine, f"They attacked {text}.") == axes


def test_an_adjective_before_district_names_no_village(ukraine: Geoparser) -> None:
    assert named(ukraine, "They shelled the Slobidskyi district of Kharkiv.") == ["Kharkiv"]
