from __future__ import annotations

import pytest

from salient.documents.citations import cited_names, same_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Посёлок взят под контроль, сообщили в Минобороны.", ["Минобороны"]),
        ("Посёлок взят под контроль — Минобороны РФ", ["Минобороны РФ"]),
        ("**Минобороны РФ:** «За ночь сбито семь аппаратов»", ["Минобороны РФ"]),
        ("По данным Алексея Речного, мост закрыт.", ["Алексея Речного"]),
        ("Мост закрыт, пострадавших нет, — Речной\n[Подписаться](https://t.example/x)", ["Речной"]),
        ("За даними Генштабу, відбито вісім атак.", ["Генштабу"]),
        ("Відбито вісім атак, повідомив Павло Річний.", ["Павло Річний"]),
        ("The bridge is closed - Vadym Richny (14.05.22 10:00)", ["Vadym Richny"]),
        ("According to the Office of the Governor, the bridge is closed.",
         ["Office of the Governor"]),
        ("Мост закрыт. Подписаться — Подписаться", []),
        ("Мариуполь: мост закрыт", []),
        ("Они сообщили, что мост закрыт. Россия заявила протест.", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_found_by_the_cues_around_them(text: str, names: list[str]) -> None:
    assert cited_names(text) == names


def test_a_name_before_a_colon_counts_if_it_is_known_as_a_source() -> None:
    text = "General Staff of the Armed Forces of Hillia: the bridge is closed"
    name = "General Staff of the Armed Forces of Hillia"
    assert cited_names(text) == []
    assert cited_names(text, {name.casefold()}) == [name]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Речной", "Алексей Речной", True),
        ("Минобороны", "Минобороны РФ", True),
        ("Минобороны РФ", "Минобороны Украины", False),
        ("Boichenko", "Mayor Vadym Boychenko", True),
        ("Motuzyanyk", "Oleksandr Motuzianyk", True),
        ("Defence Ministry", "Hill Defence Ministry", False),
        ("Ukraine", "General Staff of Ukraine", False),
        ("SBU", "head of SBU", False),
        ("Hill Office", "hill office", True),
        ("", "", True),
    ],
)
def test_short_and_full_names_of_one_speaker(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same
