"""Words of three languages meet in their stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.ledger.search_words import LONGEST, stem, stems, words


@pytest.mark.parametrize(
    "family",
    [
        "crossing crossings crossed cross Cross",
        "brigade brigades brigade's Brigade’s",
        "переправа переправу переправи переправою переправой переправы переправ",
        "Харків Харкова Харкові Харковом",
        "Ізюм Ізюма Ізюмі Ізюмом",
        "понтонний понтонна понтонного понтонную понтонный понтонной",
        "атаковали атаковал атакує атакували атака атаки атакой",
        "позиції позицій позиціями позиция позиции позициями",
        "мост моста мосту мостами мостов",
        "остров острова острове островов",
        "Слов'янськ Слов’янську Словянськ",
        "отошёл отошел",
        "Kup'iansk Kupiansk KUPIANSK",
        "Čerkasy Cerkasy",
    ],
)
def test_the_forms_of_a_word_have_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("bridge", "bridle"), ("фронт", "фрукт"), ("T1302", "T1303"), ("3", "30")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_come_with_their_places_in_the_text() -> None:
    text = "«T-72»: Слов’я́нська, 3.5 km"
    found = [(text[word.start : word.end], word.stem) for word in words(text)]
    assert found == [
        ("T", "t"),
        ("72", "72"),
        ("Слов’я́нська", "словянськ"),
        ("3", "3"),
        ("5", "5"),
        ("km", "km"),
    ]


def test_a_word_without_end_is_cut() -> None:
    assert len(stem("1" * 500)) == LONGEST


@given(st.text(max_size=80))
def test_no_stem_holds_a_space_a_quotation_mark_or_nothing(text: str) -> None:
    for word in words(text):
        assert word.stem
        assert word.stem.isalnum()
        assert 0 <= word.start < word.end <= len(text)
    assert stems(text).split() == [word.stem for word in words(text)]
