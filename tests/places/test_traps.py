"""Names that a careless reader takes for places, or for other places, with all that ships."""

from __future__ import annotations

from datetime import date

import pytest
from places_land import ROWS

from salient.places import Gazetteer, Geoparser, compile_gazetteer, shipped_gazetteer
from salient.theatre import load_theatre


@pytest.fixture(scope="module")
def shipped() -> Geoparser:
    return Geoparser([shipped_gazetteer()], load_theatre("ukraine"))


@pytest.mark.parametrize(
    "text",
    [
        "Colonel Viktor Oleksandrivka said so.",
        "Of the three villages none was held.",
        "Reading the report, the officers withdrew.",
        "Ukrainian forces repelled the attack.",
        "Russian and Chechen units were seen.",
        "Kharkivites protested.",
        "She studied at the University of Kyiv.",
        "Kyiv authorities said nothing.",
        "Українські війська просунулися.",
        "Президент Володимир Зеленський прибув.",
    ],
)
def test_persons_peoples_words_and_institutions_are_no_places(
    shipped: Geoparser, text: str
) -> None:
    assert shipped.mentions(text) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He lived in Reading, England.", "Reading", "settlement"),
        ("The Izyum-Donetsk ledge is held.", "Izium–Donetsk salient", "region"),
        ("Fighting went on in the Kharkiv direction.", "Kharkiv axis", "axis"),
        ("All of Donbas was claimed.", "Donbas", "region"),
        ("They crossed the Siverskyi Donets.", "Siverskyi Donets", "river"),
        ("They dug in by the Oskil Reservoir.", "Oskil Reservoir", "feature"),
        ("The Pechenihy Reservoir rose.", "Pechenihy Reservoir", "feature"),
        ("Fighting in the Kreminna Forests went on.", "Kreminna Forest", "feature"),
        ("Shells fell in Serebryanske forestry.", "Kreminna Forest", "feature"),
        ("Hostomel Airport was shelled.", "Hostomel Airport", "feature"),
        ("They reached Donetsk airport.", "Donetsk Airport", "feature"),
        ("The T1302 was cut.", "T1302 Bakhmut–Lysychansk highway", "axis"),
        ("The M-20 was cut.", "M20 Kharkiv–Belgorod highway", "axis"),
        ("Artemivsk was shelled.", "Bakhmut", "settlement"),
        ("Severodonetsk was shelled.", "Sievierodonetsk", "settlement"),
        ("Zaporizhzhia was hit by missiles.", "Zaporizhzhia", "settlement"),
        ("The Zaporizhzhia nuclear power plant was hit.", "Zaporizhzhia Nuclear Power Plant",
         "feature"),
        ("They dug by the Siversky Donets-Donbas channel.", "Siverskyi Donets–Donbas Canal",
         "feature"),
        ("Сватівський напрямок уточнено.", "Svatove–Kreminna line", "axis"),
        ("Сили України тримають оборону.", "Ukraine", "region"),
    ],
)  # fmt: skip
def test_places_of_every_sort_are_named_as_what_they_are(
    shipped: Geoparser, text: str, name: str, kind: str
) -> None:
    assert (name, kind) in {(m.name, m.kind) for m in shipped.mentions(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia annexed Donetsk, Luhansk, Zaporizhzhia and Kherson.", "region"),
        ("The regions of Donetsk, Luhansk and Kherson were shelled.", "region"),
        ("Referendums in Donetsk, Luhansk and Kherson were announced.", "region"),
        ("They shelled Donetsk, Luhansk and Kherson.", "settlement"),
        ("They speak of the occupation of Kherson and Zaporizhzhia.", "region"),
        ("They speak of the occupation of Kherson and Hola Prystan.", "settlement"),
        ("They speak of the occupation of Kherson.", "settlement"),
        ("The mayor of Kherson, annexed or not, stayed in Kherson.", "settlement"),
    ],
)
def test_a_list_stands_for_divisions_where_the_words_before_it_say_so(
    shipped: Geoparser, text: str, kind: str
) -> None:
    found = [m for m in shipped.mentions(text) if m.text in text and m.name != "Russia"]
    assert {m.kind for m in found} == {kind}


@pytest.mark.parametrize("name", ["Izium", "Izyum", "Ізюм", "Изюм", "Izjum", "Ізюма", "Изюмом"])
def test_all_spellings_of_one_town_lead_to_it(shipped: Geoparser, name: str) -> None:
    (found,) = shipped.mentions(f"1) під {name} тихо." if not name.isascii() else f"In {name}.")
    assert (found.place_id, found.name) == ("geonames:707292", "Izium")


@pytest.mark.parametrize("mark", ["'", "’", "ʼ", "`", "′", ""])
def test_apostrophes_of_every_kind_are_one(shipped: Geoparser, mark: str) -> None:
    (found,) = shipped.mentions(f"They shelled Mar{mark}inka.")
    assert found.name == "Marinka"


def test_a_village_near_the_front_of_the_day_is_meant(shipped: Geoparser) -> None:
    text = "Fighting went on near Andriivka."
    near_izium, near_bakhmut = (
        shipped.resolved(text, day=day)[0].candidates[0][1]
        for day in (date(2022, 5, 1), date(2023, 9, 1))
    )
    assert near_izium != near_bakhmut, "the front has moved"


@pytest.mark.parametrize("text", ["ከካርኪቭ አቅራቢያ", "ខេត្ត", "𐎠𐎡𐎢", "東京と大阪", "\u202eKyiv\u202c"])
def test_scripts_that_the_gazetteer_lacks_give_no_mention_and_no_error(
    shipped: Geoparser, text: str
) -> None:
    assert all(m.text in text for m in shipped.mentions(text))


def test_an_arabic_article_within_a_name_belongs_to_it(shipped: Geoparser) -> None:
    (found,) = shipped.mentions("Troops entered Deir ez-Zor.")
    assert (found.text, found.country) == ("Deir ez-Zor", "SY")


def test_a_name_wrapped_onto_an_indented_line_is_one_name(shipped: Geoparser) -> None:
    assert shipped.mentions("They praised Gareth\n            Bale for it.") == []


@pytest.fixture(scope="module")
def with_villages(tmp_path_factory: pytest.TempPathFactory) -> Geoparser:
    """What ships, and villages that are called as people and divisions are."""
    folder = tmp_path_factory.mktemp("villages")
    names = ("Artem", "Timoshenko", "Hromada", "Port")
    rows = [
        f"{900100 + n},{name},,{48 + n / 10},37.5,PPL,UA,05,400" for n, name in enumerate(names)
    ]
    (folder / "own.csv").write_text(
        f"{ROWS.splitlines()[0]}\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    compile_gazetteer([folder / "own.csv"], folder / "index")
    own = Gazetteer.open(folder / "index")
    return Geoparser([own, shipped_gazetteer()], load_theatre("ukraine"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The court arrested Artem Vasylchuk.", []),
        ("Shells fell in Artem.", ["Artem"]),
        ("Kyrylo Timoshenko spoke. Mines are cleared, Timoshenko added.", []),
        ("Kyrylo Timoshenko spoke. Shells fell near Timoshenko.", ["Timoshenko"]),
        ("Rockets struck the Myrivska Hromada.", []),
        ("Rockets struck the village of Hromada.", ["Hromada"]),
        ("Russian forces captured the Port of Mariupol.", ["Mariupol"]),
        ("Russian forces entered Port.", ["Port"]),
        ("Central and Western Military District elements moved.", []),
        ("They mean to hold the Dnipro Gulf.", ["Dnipro River"]),
    ],
)
def test_persons_kinds_and_divisions_are_no_villages_of_that_name(
    with_villages: Geoparser, text: str, names: list[str]
) -> None:
    assert [mention.name for mention in with_villages.mentions(text)] == names
