from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places_land import theatre_of

from salient.places import Gazetteer, Geoparser
from salient.places.inflection import InflectedNames, is_cyrillic, nominatives
from salient.places.normalise import fold, romanised
from salient.theatre import PlaceName, Region


@pytest.mark.parametrize(
    ("nominative", "cases"),
    [
        ("Ізюм", "Ізюма Ізюму Ізюмі Ізюмом"),
        ("Харків", "Харкова Харкову Харкові Харковом"),
        ("Київ", "Києва Києву Києві Києвом"),
        ("Попасна", "Попасної Попасній Попасну Попасною"),
        ("Іванівка", "Іванівки Іванівці Іванівку Іванівкою"),
        ("Веселе", "Веселого Веселому Веселим"),
        ("Куп'янськ", "Куп'янська Куп'янську Куп'янськом"),
        ("Маріуполь", "Маріуполя Маріуполю Маріуполем Маріуполі"),
        ("Тернопіль", "Тернополя Тернополю Тернополі"),
        ("Запоріжжя", "Запоріжжю Запоріжжям"),
        ("Піски", "Пісків Піскам Пісками Пісках"),
        ("Суми", "Сум Сумам Сумах"),
        ("Миронівський", "Миронівського Миронівському"),
        ("Кривий Ріг", "Кривого Рогу"),
        ("Велика Комишуваха", "Великої Комишувахи"),
        ("Изюм", "Изюма Изюму Изюмом Изюме"),
        ("Харьков", "Харькова Харькову Харькове Харьковом"),
        ("Попасная", "Попасной Попасную"),
        ("Ивановка", "Ивановки Ивановке Ивановку Ивановкой"),
        ("Красное", "Красного Красному Красным Красном"),
        ("Мариуполь", "Мариуполя Мариуполю Мариуполем Мариуполе"),
        ("Сумы", "Сум Сумам Сумами Сумах"),
        ("Харківська область", "Харківської області Харківською областю"),
    ],
)
def test_cases_lead_back_to_the_nominative(nominative: str, cases: str) -> None:
    wanted = fold(nominative).split()
    forms = fold(cases).split()
    for start in range(0, len(forms), len(wanted)):
        for form, word in zip(forms[start:], wanted, strict=False):
            assert word in nominatives(form), f"{form} is no case of {word}"


@given(st.text(max_size=12))
def test_a_word_is_first_among_its_own_nominatives(word: str) -> None:
    found = nominatives(fold(word))
    assert found[0] == fold(word)
    assert len(found) == len(set(found))


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_words_in_latin_letters_have_no_cases(word: str) -> None:
    assert nominatives(word) == (word,)
    assert not is_cyrillic(word)
    assert romanised(word) == word


def test_names_in_a_case_are_found_and_others_are_not(front: Gazetteer) -> None:
    names = InflectedNames([front])
    assert names.names_of("ізюма") == ("ізюм",)
    assert names.has_name("ізюма")
    assert not names.has_name("ізюмчик")
    assert not names.has_name("iziuma"), "Latin words have no cases here"


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Ворог відступив від Ізюма.", "geonames:707292"),
        ("Бої точаться під Ізюмом.", "geonames:707292"),
        ("Наступление на Харьков остановлено под Харьковом.", "geonames:706483"),
        ("Тривають бої в Бахмуті.", "geonames:713174"),
        ("Бій за Рубіжне та околиці Лисичанська.", "geonames:702972"),
    ],
)
def test_texts_name_places_in_every_case(front: Gazetteer, text: str, place_id: str) -> None:
    found = Geoparser([front], theatre_of()).mentions(text)
    assert place_id in {m.place_id for m in found}


def test_a_region_is_found_in_a_case_though_its_first_word_names_no_place(
    front: Gazetteer,
) -> None:
    axis = Region(
        place_id="axis:svatove", name="Svatove axis", kind="axis", latitude=49.4, longitude=38.1,
        aliases=("Сватівський напрямок",), radius_km=10.0,
    )  # fmt: skip
    parser = Geoparser([front], theatre_of(regions=(axis,)))
    (found,) = parser.mentions("Уточнено ситуацію на Сватівському напрямку.")
    assert (found.place_id, found.text) == ("axis:svatove", "Сватівському напрямку")


@pytest.mark.parametrize(
    "text",
    [
        "Українські війська просунулися.",
        "Сили оборони тримають позиції.",
        "Президент Володимир Лиман підписав указ.",
        "Вона повернулася.",
    ],
)
def test_adjectives_common_words_and_persons_are_no_places(front: Gazetteer, text: str) -> None:
    names = [
        PlaceName(place_id="geonames:900007", name="Police", aliases=("Українське", "Вона")),
        PlaceName(place_id="geonames:900008", name="Kim", aliases=("Сила",)),
    ]
    parser = Geoparser([front.with_names(names)], theatre_of())
    assert parser.mentions(text) == []


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("володимир", "volodymyr"), ("юрій", "yurii"), ("ізюм", "izium"),
        ("сєвєродонецьк", "sievierodonetsk"), ("щастя", "shchastia"),
    ],
)  # fmt: skip
def test_cyrillic_is_romanised_by_the_official_table(word: str, latin: str) -> None:
    assert romanised(word) == latin
