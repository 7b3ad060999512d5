"""Loading a theatre: what a sound folder gives, and the wording of every refusal."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from salient.errors import TheatreError, UsageError
from salient.model import StartingControl
from salient.theatre import load_theatre, region_lines, shipped_theatres


def refusal(folder: Path | str) -> str:
    with pytest.raises(TheatreError) as caught:
        load_theatre(folder)
    return str(caught.value).replace(str(folder), "DIR")


def test_a_sound_folder_gives_its_sides_sources_regions_and_start(write_theatre) -> None:
    folder = write_theatre()
    theatre = load_theatre(folder)
    assert theatre.side_ids == ("NORTH", "SOUTH")
    assert theatre.side("SOUTH").forces == ("Southern Guard",)
    assert theatre.sources[0].aliases == ("hillgazette.example",)
    assert theatre.regions[0].radius_km == 20
    assert theatre.first_day == date(2020, 3, 1)
    assert theatre.start == (
        StartingControl(place_id="hill:1", day=date(2020, 3, 1), control="NORTH"),
        StartingControl(place_id="hill:2", day=date(2020, 3, 1), control="SOUTH"),
    )
    assert theatre.gazetteer is None
    assert theatre.gazetteer_index is None


def test_sides_sources_and_regions_may_have_files_of_their_own(write_theatre) -> None:
    folder = write_theatre(
        sources='[[source]]\nname = "Vale Radio"\nkind = "media"\n',
        regions='[[region]]\nplace_id = "river:run"\nname = "the Run"\nkind = "river"\n'
        "line = [[36.0, 50.0], [36.2, 50.1], [36.4, 50.1]]\n",
    )
    theatre = load_theatre(folder)
    assert [source.name for source in theatre.sources] == ["Hill Gazette", "Vale Radio"]
    assert theatre.regions[1].line[1] == (36.2, 50.1)
    assert (theatre.regions[1].longitude, theatre.regions[1].latitude) == (36.2, 50.1)


def test_a_region_without_a_point_stands_at_the_middle_of_its_polygon(write_theatre, sound) -> None:
    region = (
        '\n[[region]]\nplace_id = "region:square"\nname = "Square"\nkind = "region"\n'
        "polygon = [[30, 40], [32, 40], [32, 42], [30, 42]]\n"
    )
    theatre = load_theatre(write_theatre(sound + region))
    assert (theatre.regions[1].longitude, theatre.regions[1].latitude) == (31, 41)


def test_an_unknown_name_lists_the_theatres_that_ship() -> None:
    with pytest.raises(UsageError) as caught:
        load_theatre("atlantis")
    assert str(caught.value) == (
        "unknown theatre 'atlantis'; give one of the theatres that ship with salient "
        "(syria-iraq, ukraine) or a folder with a theatre.toml"
    )


def test_a_folder_without_theatre_toml_is_refused(tmp_path) -> None:
    assert refusal(tmp_path) == (
        "DIR/theatre.toml: there is no such file; a theatre is a folder with a theatre.toml, "
        "which `salient theatre make` writes"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            'timezone = "Europe/Kyiv"',
            'timezone = "Europe/Kyiv',
            "DIR/theatre.toml:3: is not valid TOML: Illegal character '\\n'; mend that line",
        ),
        (
            'title = "A border war"\n',
            "",
            "DIR/theatre.toml: the theatre has no 'title'; add a line: title = \"…\"",
        ),
        (
            'timezone = "Europe/Kyiv"',
            'timezone = "Europe/Nowhere"',
            (
                "DIR/theatre.toml:3: unknown timezone 'Europe/Nowhere'; give a name of the IANA "
                "time "
                'zone database, such as "Europe/Kyiv"'
            ),
        ),
        (
            'languages = ["en"]',
            'languages = "en"',
            (
                "DIR/theatre.toml:4: 'languages' must be a list of texts in quotes, such as "
                '["a", "b"]'
            ),
        ),
        (
            'countries = ["UA"]',
            'countries = ["Ukraine"]',
            (
                "DIR/theatre.toml:5: 'Ukraine' in 'countries' is no ISO code: two capital "
                "letters, as "
                '"UA"'
            ),
        ),
        (
            "first_day = 2020-03-01",
            'first_day = "the first of March"',
            (
                "DIR/theatre.toml:6: 'first_day' must be a date such as 2022-04-20, not "
                "'the first of March'"
            ),
        ),
        (
            'id = "SOUTH"',
            'id = "Contested"',
            (
                "DIR/theatre.toml:16: 'Contested' cannot be a side's id; use letters, digits, - "
                "and _, and not CONTESTED, which is a state of its own (and 1 more; `salient "
                "theatre check` lists them)"
            ),
        ),
        (
            'colour = "#D55E00"',
            'colour = "vermilion"',
            "DIR/theatre.toml:18: 'vermilion' is no colour; write it as #RRGGBB",
        ),
        (
            'names = ["the South"]',
            'names = ["the South", "Northern"]',
            (
                "DIR/theatre.toml: the alias 'Northern' is claimed by side 'NORTH' and by side "
                "'SOUTH'; leave it to one of them"
            ),
        ),
        (
            'kind = "media"',
            'kind = "newspaper"',
            (
                "DIR/theatre.toml:24: unknown kind 'newspaper'; it is one of: publisher, "
                "organisation, official, person, media, anonymous, unspecified"
            ),
        ),
        (
            'side = "NORTH"',
            'side = "EAST"',
            "DIR/theatre.toml:25: unknown side 'EAST'; this theatre has: NORTH, SOUTH",
        ),
        (
            'place_id = "region:uplands"',
            'place_id = "Uplands"',
            (
                "DIR/theatre.toml:29: 'Uplands' cannot be a region's id; write region:, river: or "
                "axis: and small letters, digits and hyphens"
            ),
        ),
        (
            "latitude = 50.0",
            "latitude = 150.0",
            (
                "DIR/theatre.toml:32: 'latitude' must be a number from -90 to 90, not 150.0 "
                "(and 1 more; `salient theatre check` lists them)"
            ),
        ),
        (
            "radius_km = 20",
            "polygon = [[36, 50], [36, 51], [370, 50]]",
            (
                "DIR/theatre.toml:34: 'polygon' must be a list of [longitude, latitude] pairs in "
                "degrees; found [370, 50]"
            ),
        ),
    ],
)
def test_a_fault_is_refused_with_its_line_and_the_mend(
    write_theatre, sound, before, after, expected
) -> None:
    assert sound.count(before) >= 1
    assert refusal(write_theatre(sound.replace(before, after, 1))) == expected


def test_a_theatre_without_sides_is_refused(write_theatre, sound) -> None:
    folder = write_theatre(sound[: sound.index("[[side]]")], start=None)
    assert refusal(folder) == (
        "DIR/theatre.toml: no [[side]] is given; name at least one party that can hold ground"
    )


def test_a_side_table_in_single_brackets_is_refused(write_theatre, sound) -> None:
    text = sound[: sound.index("[[side]]")] + '[side]\nid = "NORTH"\n'
    message = refusal(write_theatre(text, start=None))
    assert message.startswith("DIR/theatre.toml: write each side under a line [[side]] of its own")


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(write_theatre, sound) -> None:
    folder = write_theatre()
    (folder / "theatre.toml").write_bytes(sound.encode() + "# Київ\n".encode("cp1251"))
    assert refusal(folder) == (
        "DIR/theatre.toml:35: is not UTF-8 (byte 0xca); save the file in UTF-8"
    )


def test_a_theatre_without_any_first_day_is_refused(write_theatre, sound) -> None:
    folder = write_theatre(sound.replace("first_day = 2020-03-01\n", ""), start=None)
    assert refusal(folder) == (
        "DIR/theatre.toml: neither first_day nor a start.csv says on which day estimates begin; "
        "add a line such as: first_day = 2022-04-20"
    )


def test_an_unknown_key_does_not_prevent_loading(write_theatre, sound) -> None:
    assert load_theatre(write_theatre('colour_scheme = "dark"\n' + sound)).name == "border-war"


def test_an_extension_adds_names_and_replaces_everything_else(write_theatre) -> None:
    write_theatre(name="base")
    text = (
        'name = "late-war"\nextends = "../base"\n'
        '[[side]]\nid = "SOUTH"\ncolour = "#009E73"\nforces = ["River Corps"]\n'
    )
    theatre = load_theatre(write_theatre(text, start=None))
    assert theatre.name == "late-war"
    assert theatre.title == "A border war"
    assert theatre.side("SOUTH").forces == ("Southern Guard", "River Corps")
    assert theatre.side("SOUTH").colour == "#009E73"
    assert theatre.side("NORTH").adjectives == ("northern",)
    assert len(theatre.start) == 2
    assert theatre.first_day == date(2020, 3, 1)


def test_an_extension_with_a_start_of_its_own_begins_on_its_date(write_theatre) -> None:
    write_theatre(name="base")
    folder = write_theatre(
        'name = "late-war"\nextends = "../base"\n',
        start="geonames_id,date,control\n77,2021-06-01,CONTESTED\n",
    )
    theatre = load_theatre(folder)
    assert theatre.first_day == date(2021, 6, 1)
    assert [(entry.place_id, entry.control) for entry in theatre.start] == [
        ("geonames:77", "contested")
    ]


def test_extending_an_unknown_theatre_is_refused(write_theatre) -> None:
    folder = write_theatre('name = "late-war"\nextends = "syria"\n', start=None)
    assert refusal(folder).startswith(
        "DIR/theatre.toml:2: extends 'syria', which is neither a theatre that ships with salient "
        "(syria-iraq, ukraine) nor a folder beside this one with a theatre.toml; write one of "
        'these, or "none"'
    )


def test_theatres_that_extend_each_other_are_refused(write_theatre) -> None:
    write_theatre('name = "a"\nextends = "../b"\n', start=None, name="a")
    folder = write_theatre('name = "b"\nextends = "../a"\n', start=None, name="b")
    assert "which extends this theatre again" in refusal(folder)


def test_a_gazetteer_in_the_folder_is_found_and_its_index_goes_beside_it(write_theatre) -> None:
    folder = write_theatre()
    (folder / "gazetteer.csv").write_text("name,latitude,longitude\n", encoding="utf-8")
    theatre = load_theatre(folder)
    assert theatre.gazetteer == folder / "gazetteer.csv"
    assert theatre.gazetteer_index == folder / "gazetteer.index"


def test_a_gazetteer_that_is_named_but_missing_is_refused(write_theatre, sound) -> None:
    folder = write_theatre('gazetteer = "places.csv"\n' + sound)
    assert refusal(folder) == (
        "DIR/theatre.toml:1: the gazetteer 'places.csv' does not exist; give a file or folder "
        "relative to this theatre's folder, or remove the line"
    )


def test_the_path_of_theatre_toml_stands_for_its_folder(write_theatre) -> None:
    folder = write_theatre()
    assert load_theatre(folder / "theatre.toml").folder == folder


def test_loading_is_quick(write_theatre) -> None:
    rows = "".join(f"{number},2020-03-01,NORTH\n" for number in range(33_156))
    folder = write_theatre(start="geonames_id,date,control\n" + rows)
    began = time.perf_counter()
    assert len(load_theatre(folder).start) == 33_156
    load_theatre("ukraine")
    # Measured at 0.15 s together; the bound is loose because test machines are shared.
    assert time.perf_counter() - began < 2


def test_ukraine_ships() -> None:
    assert "ukraine" in shipped_theatres()


def test_a_theatre_that_ships_may_be_named_by_a_path_too(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_theatre(Path("ukraine")) == load_theatre("ukraine")
    (tmp_path / "ukraine").mkdir()
    with pytest.raises(TheatreError, match="there is no such file; a theatre is a folder"):
        load_theatre(Path("ukraine"))


def test_the_lines_of_regions_are_known(write_theatre) -> None:
    folder = write_theatre()
    assert region_lines(folder) == {"region:uplands": f"{folder / 'theatre.toml'}:28"}
