from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.documents.languages import (
    identify_language,
    normalise_language,
    written_in_script_of,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ukrainian forces held the village, the ministry said on Friday.", "en"),
        ("Наші війська втримали село, повідомило міністерство у п'ятницю.", "uk"),
        ("Наши войска удержали село, сообщило министерство в пятницу.", "ru"),
        ("Siły zbrojne odparły szturm na północ od miasta, podał sztab.", "pl"),
        ("Die Streitkräfte hielten das Dorf, wie das Ministerium mitteilte.", "de"),
        ("Les forces ont tenu le village, a déclaré le ministère vendredi.", "fr"),
        ("قالت القوات إنها صدت الهجوم شمال المدينة بعد قتال استمر ساعات", "ar"),
        ("הכוחות הדפו את ההתקפה מצפון לעיר", "he"),
        ("ძალებმა სოფელი შეინარჩუნეს", "ka"),
    ],
)
def test_a_sentence_is_recognised(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize("text", ["", "2022", "Izium", "— ! —", "https://example.org/the/long/way"])
def test_too_little_text_stays_undetermined(text: str) -> None:
    assert identify_language(text) == "und"


def test_place_names_in_a_short_line_do_not_make_it_a_language_of_their_own() -> None:
    assert identify_language("Novovoskresenske and Arkhanhelske: no change") in {"en", "und"}


def test_links_have_no_say_in_the_language() -> None:
    link = "https://example.org/primusova-pasportizaciya-na-luganschini-zmushuyut-ludei "
    assert identify_language(link * 3 + "The town is under the control of its defenders.") == "en"


@pytest.mark.parametrize(
    ("given_code", "code"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("uk_UA", "uk"),
        ("ua", "uk"),
        ("rus", "ru"),
        ("English", None),
        ("und", None),
        ("", None),
        (None, None),
    ],
)
def test_language_codes_are_brought_to_one_form(given_code: str | None, code: str | None) -> None:
    assert normalise_language(given_code) == code


def test_a_declared_language_must_fit_the_script() -> None:
    assert not written_in_script_of("Наши войска удержали село", "en")
    assert written_in_script_of("Наши войска удержали село", "uk")
    assert written_in_script_of("12:30", "en")
    assert written_in_script_of("Words of whatever kind", "xx")


@given(st.text(max_size=200))
def test_any_text_has_a_language_code(text: str) -> None:
    assert 2 <= len(identify_language(text)) <= 3
