from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places_land import theatre_of

from salient.model import RELATIONS, ROLES, PlaceMention
from salient.places import Gazetteer, Geoparser, compile_gazetteer
from salient.places.candidates import OTHER_NAME, VARIANT
from salient.theatre import load_theatre


def found(parser: Geoparser, text: str) -> dict[str, str | None]:
    return {m.text: m.place_id for m in parser.mentions(text)}


def mention(parser: Geoparser, text: str, name: str) -> PlaceMention:
    return next(m for m in parser.mentions(text) if m.text == name)


# Each of these holds capitalised words that some village somewhere bears, and none is a place.
TRAPS = [
    "Volodymyr Zelensky spoke on Monday.",
    "General Oleksandr Syrsky and Yevgeny Prigozhin argued.",
    "Human Rights Watch counted the dead.",
    "Of course it failed.",
    "Reading the order took an hour.",
    "Police said so.",
    "Many were hurt.",
    "Kim met Putin.",
    "In May and in March it snowed; by August it was over.",
    "Radio contact was lost.",
    "Olena Oleksandrivka wrote the report.",
    "The Kharkiv Herald printed it.",
    "Mr Paris and Jordan Peterson agreed.",
    "The Minsk agreements are dead.",
    "Lieutenant Colonel Austin Brown resigned.",
    "They were hit by Grada and Smerchami.",
    "Two Brits spoke to a Tartar.",
    "The University of Kharkiv closed.",
    "The 93rd Brigade and Azov Regiment fought on.",
    "The Black Sea Fleet sailed.",
    "Members of United Russia voted.",
    "The Armed Forces of Ukraine said so.",
    "They paid US$40 million.",
    "Russian and Ukrainian troops clashed.",
    "The Kyiv authorities denied it.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_names_of_other_things_are_no_places(parser: Geoparser, text: str) -> None:
    assert found(parser, text) == {}


@pytest.mark.parametrize("text", TRAPS)
def test_names_of_other_things_are_no_places_without_a_theatre(plain: Geoparser, text: str) -> None:
    assert found(plain, text) == {}


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Troops entered Izium.", "Izium", "geonames:707292"),
        ("Troops entered Izyum’s suburbs.", "Izyum", "geonames:707292"),
        ("Війська увійшли в Ізюм.", "Ізюм", "geonames:707292"),
        ("Fighting in Severodonetsk went on.", "Severodonetsk", "geonames:691999"),
        ("Fighting near Lisichansk went on.", "Lisichansk", "geonames:702972"),
        ("Shelling of Kharkiv Oblast went on.", "Kharkiv Oblast", "region:kharkiv-oblast"),
        ("Shelling of the Kharkiv region.", "Kharkiv region", "region:kharkiv-oblast"),
        ("Villages in Luhansk Province fell.", "Luhansk Province", "region:luhansk-oblast"),
        ("Shells hit northern Kharkiv Oblast.", "northern Kharkiv Oblast", "region:north-kharkiv"),
        ("Attacks in the Izium direction.", "Izium direction", "axis:izium"),
        ("The Izyum-Donetsk ledge may be cut.", "Izyum-Donetsk ledge", "region:ledge"),
        ("They crossed the Seversky Donets.", "Seversky Donets", "river:donets"),
        ("on the left bank of the Dnipro", "Dnipro", "river:dnipro"),
        ("a strike on the city of Dnipro", "Dnipro", "geonames:900009"),
        ("along the T1302", "T1302", "axis:road"),
        ("Luhansk People's Republic", "Luhansk People's Republic", "region:luhansk-oblast"),
    ],
)
def test_a_theatres_places_regions_axes_and_rivers_are_found(
    parser: Geoparser, text: str, name: str, place_id: str
) -> None:
    assert found(parser, text)[name] == place_id


def test_the_region_beside_a_name_picks_the_namesake(parser: Geoparser) -> None:
    here = mention(parser, "They hold Oleksandrivka in Kherson Oblast.", "Oleksandrivka")
    assert (here.name, here.admin1) == ("Oleksandrivka", "08")
    there = mention(parser, "Rubizhne, Luhansk Oblast, was shelled.", "Rubizhne")
    assert there.place_id == "geonames:695274"


def test_a_hamlet_once_called_so_is_not_meant_where_the_theatre_tells_of_a_city_abroad(
    tmp_path: Path, world: Gazetteer
) -> None:
    source = tmp_path / "own.csv"
    head = (
        "geonames_id,name,alternate_names,latitude,longitude,feature_code,country,admin1,population"
    )
    source.write_text(f"{head}\n1,Lypne,Brest,49.0,33.4,PPL,UA,18,900\n", encoding="utf-8")
    compile_gazetteer([source], tmp_path / "own")
    own = Geoparser([Gazetteer.open(tmp_path / "own"), world], load_theatre("ukraine"))
    text = "The Belarusian brigade left Brest for a training ground near Minsk in Belarus."
    assert mention(own, text, "Brest").country == "BY"


def test_the_other_places_of_a_text_pick_the_namesake(parser: Geoparser) -> None:
    east = mention(parser, "Fighting in Lysychansk, Sievierodonetsk and Rubizhne.", "Rubizhne")
    assert east.admin1 == "14"


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("He moved to Paris, Texas.", "Paris", "US", "TX"),
        ("He moved to Paris, France.", "Paris", "FR", "11"),
        ("He lives in Alexandria, La.", "Alexandria", "US", "LA"),
        ("Talks between London and Brussels.", "London", "GB", "ENG"),
    ],
)
def test_places_of_the_world_are_resolved_without_a_theatre(
    plain: Geoparser, text: str, name: str, country: str, admin1: str
) -> None:
    place = mention(plain, text, name)
    assert (place.country, place.admin1) == (country, admin1)


def test_a_plural_at_the_end_of_a_list_holds_for_all_its_names(parser: Geoparser) -> None:
    ids = found(parser, "Villages in Kherson, Kharkiv and Luhansk oblasts were shelled.")
    assert list(ids.values()) == [
        "region:kherson-oblast", "region:kharkiv-oblast", "region:luhansk-oblast"
    ]  # fmt: skip


def test_names_of_a_list_are_of_one_sort(plain: Geoparser) -> None:
    text = "Cases were found in Mexico, China, Japan and Brazil."
    assert {m.kind for m in plain.mentions(text)} == {"region"}


def test_relation_role_and_distance_come_with_the_mention(parser: Geoparser) -> None:
    (resolved,) = parser.resolved("Shells fell 30 km northwest of Izium.")
    assert resolved.mention.relation == "northwest_of"
    assert resolved.distance_km == 30.0
    moved = parser.mentions("They withdrew from Izium to Lyman.")
    assert [m.role for m in moved] == ["origin", "destination"]


def test_candidates_come_with_their_probabilities(parser: Geoparser) -> None:
    (resolved,) = parser.resolved("They entered Oleksandrivka.")
    assert len(resolved.candidates) == 5
    assert all(c.place.name.startswith("Oleks") for c, _ in resolved.candidates)
    assert len({c.place.place_id for c, _ in resolved.candidates}) == 5
    assert resolved.mention.score == round(resolved.candidates[0][1], 4)


def test_a_name_that_may_be_many_places_stays_without_one(plain: Geoparser) -> None:
    (place,) = plain.mentions("He grew up in Springfield.")
    assert place.place_id is None
    assert (place.latitude, place.name, place.country) == (None, None, None)
    assert 0.0 < place.score < 0.3


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "1234",
        "東京で地震",
        "دمشق",
        "नई दिल्ली",
        "\x00\x01",
        "\u202eIzium",
        "🙂 Izium",
        "A",
        "’s",
    ],
)
def test_odd_texts_give_mentions_or_none_and_never_fail(parser: Geoparser, text: str) -> None:
    for m in parser.mentions(text):
        assert text[m.start : m.end] == m.text


WORDS = st.sampled_from(
    ["Izium", "Kharkiv", "Oblast", "Dnipro", "the", "of", "in", "north", "and", ",", ".", "\n", "-",
     "People's", "Republic", "Mr", "Police", "Ізюм", "’s", "St.", "30 km", "direction", "York"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=14), st.text(max_size=20))
def test_any_text_gives_ordered_mentions_that_quote_it(
    parser: Geoparser, words: list[str], tail: str
) -> None:
    text = " ".join(words) + tail
    end = 0
    for m in parser.mentions(text):
        assert m.start >= end
        assert text[m.start : m.end] == m.text
        assert m.relation in RELATIONS
        assert m.role in ROLES
        assert 0.0 <= m.score <= 1.0
        assert (m.place_id is None) == (m.latitude is None)
        end = m.end
    assert parser.mentions(text) == parser.mentions(text)


def test_a_fresh_parser_gives_the_same_as_a_used_one(
    parser: Geoparser, front: Gazetteer, world: Gazetteer
) -> None:
    from places_land import theatre_of

    text = "From Kharkiv to Izium, then toward Lyman and Rubizhne in Luhansk Oblast."
    assert Geoparser([front, world], theatre_of()).mentions(text) == parser.mentions(text)


def test_a_geoparser_needs_a_gazetteer() -> None:
    with pytest.raises(ValueError, match="at least one gazetteer"):
        Geoparser([])


def test_a_place_without_a_geonames_id_is_one_with_that_of_the_gazetteer_below(
    world: Gazetteer, tmp_path: Path
) -> None:
    source = tmp_path / "own.csv"
    source.write_text(
        "name,latitude,longitude,country,katotth\nIzium,49.21,37.27,UA,UA63040130010081936\n"
        "Izium,47.5,33.1,UA,\n",
        encoding="utf-8",
    )
    own = Gazetteer.open(compile_gazetteer([source], tmp_path / "own").folder)
    (found,) = Geoparser([own, world], theatre_of()).resolved("Shelling of Izium went on.")
    ids = [candidate.place.place_id for candidate, _ in found.candidates]
    assert found.place is not None
    assert found.place.katotth == "UA63040130010081936"
    assert found.place.population > 40_000
    assert [i.partition(":")[0] for i in ids] == ["own", "own"]


@pytest.fixture(scope="module")
def ukraine(world: Gazetteer) -> Geoparser:
    return Geoparser([world], load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Shelling of a colony in Olenivka.", "geonames:698614"),
        ("Troops are near Chornobyl.", "geonames:710403"),
        ("Shells fell near Kreminna.", "geonames:704138"),
    ],
)
def test_a_name_means_whom_the_theatre_or_all_call_so(
    ukraine: Geoparser, text: str, place_id: str
) -> None:
    (found,) = ukraine.resolved(text)
    assert found.candidates[0][0].place.place_id == place_id
    assert all(c.name_class not in {VARIANT, OTHER_NAME} for c, _ in found.candidates[1:])


def test_nearby_villages_are_where_it_happened(parser: Geoparser) -> None:
    (near,) = parser.mentions("They fight nearby Izium.")
    (at,) = parser.mentions("They stormed the nearby villages of Izium.")
    assert (near.relation, at.relation) == ("near", "at")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('The "Lyman" battalion was formed in Izium.', ["Izium"]),
        ("The “Popasna” and “Lyman” brigades left Izium.", ["Izium"]),
        ('"Lyman is ours," he said.', ["Lyman"]),
        ('"We left Lyman," he said.', ["Lyman"]),
    ],
)
def test_a_name_quoted_by_itself_is_no_place(
    parser: Geoparser, text: str, names: list[str]
) -> None:
    assert [mention.name for mention in parser.mentions(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Most attacks were on the OCU.", []),
        ("The Baltic and Northern Fleets are at sea.", []),
        ("They met in Ankara and in Tokyo.", ["Ankara", "Tokyo"]),
        ("Trains left Vladivostok and Gomel.", ["Vladivostok", "Homyel'"]),
        ("They left Krasnodar Krai for Grodno.", ["Krasnodar Krai", "Hrodna"]),
        ("The head of Chechnya spoke in Popasna.", ["Chechnya", "Popasna"]),
    ],
)
def test_a_town_far_from_the_theatre_is_meant_only_surely(
    ukraine: Geoparser, text: str, names: list[str]
) -> None:
    assert [m.name for m in ukraine.mentions(text)] == names


def test_what_only_sounds_like_a_far_town_has_no_place(ukraine: Geoparser) -> None:
    found = ukraine.resolved("Most attacks were on the OCU.")
    assert [(r.mention.text, r.place, r.candidates) for r in found] == [("OCU", None, ())]


@pytest.mark.parametrize("text", ["They advanced on Velyka Vienna.", "They are in Staryi Paris."])
def test_an_adjective_before_a_name_makes_another_name_of_it(ukraine: Geoparser, text: str) -> None:
    assert not ukraine.mentions(text)
