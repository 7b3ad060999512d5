from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.reading import load_pipeline
from salient.reading.sentences import (
    MAX_SENTENCE,
    ParsedSentence,
    fold,
    parse_sentences,
    split_sentences,
)

Parse = Callable[[str], ParsedSentence]

PIECES = st.sampled_from(
    ["Gen. ", "U.S. ", "a.m. ", "No. 5 ", "J. ", "3.5 ", "…", "?!", '."', "”", "\n", "\n\n", ",,",
     ".,", ",A", "• ", "[12]", "took", "Orlivka", "é", "\u202e", "\u0000", " ", ".", "A", "ж", "😀"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


# -- folding ---------------------------------------------------------------------------------


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Orlivka”", '"Orlivka"'),
        ("«Orlivka»", '"Orlivka"'),
        ("Ukraine’s", "Ukraine's"),
        ("Sloviansʼk", "Slovians'k"),
        ("a\u00a0village", "a village"),
        ("co‑operate", "co-operate"),
        ("\u202eleft\u202c", " left "),
        ("rail–road — both", "rail–road — both"),
    ],
)
def test_signs_of_one_meaning_get_one_form(text: str, folded: str) -> None:
    assert fold(text) == folded


# -- splitting -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Troops left. They went east.", ["Troops left.", "They went east."]),
        ("Did they leave? They did!", ["Did they leave?", "They did!"]),
        ("Gen. Bondar spoke. He left.", ["Gen. Bondar spoke.", "He left."]),
        ("J. Bondar spoke.", ["J. Bondar spoke."]),
        ("Aid from the U.S. arrived.", ["Aid from the U.S. arrived."]),
        ("Aid came from the U.S. Troops left.", ["Aid came from the U.S.", "Troops left."]),
        ("It began at 5 a.m. on Monday.", ["It began at 5 a.m. on Monday."]),
        ("Brigade No. 5 left.", ["Brigade No. 5 left."]),
        ("They said no. Troops left.", ["They said no.", "Troops left."]),
        ("It lies 3.5 km away.", ["It lies 3.5 km away."]),
        ("Troops left.[12] They rested.", ["Troops left.[12]", "They rested."]),
        ("Troops left.They rested.", ["Troops left.", "They rested."]),
        ('"Troops left." He nodded.', ['"Troops left."', "He nodded."]),
        ("“Troops left.” He nodded.", ["“Troops left.”", "He nodded."]),
        ("Troops … withdrew.", ["Troops …", "withdrew."]),
        ("Headline without a stop\nTroops left.", ["Headline without a stop", "Troops left."]),
        ("• Troops left\n• Others stayed", ["Troops left", "Others stayed"]),
        ("— Troops left.\n- Others stayed.", ["Troops left.", "Others stayed."]),
        ("First item.,Second item.", ["First item.", "Second item."]),
        ("First item,Second item", ["First item", "Second item"]),
        ("In Orlivka, Zelene and Lypove", ["In Orlivka, Zelene and Lypove"]),
        ("***\n---\n", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_paragraphs_are_counted_over_those_that_hold_something() -> None:
    found = split_sentences("One. Two.\n\n***\n\nThree.")
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_a_long_sentence_is_cut_at_spaces() -> None:
    text = "troops " * 1_000
    found = split_sentences(text)
    assert all(s.end - s.start <= MAX_SENTENCE for s in found)
    assert " ".join(sentences(text)) == text.strip()


def test_a_long_word_is_cut_within_itself() -> None:
    found = split_sentences("a" * (2 * MAX_SENTENCE + 5))
    assert [s.end - s.start for s in found] == [MAX_SENTENCE, MAX_SENTENCE, 5]


@given(TEXTS)
def test_sentences_are_in_order_apart_and_within_the_text(text: str) -> None:
    end = paragraph = 0
    for sentence in split_sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert sentence.end - sentence.start <= MAX_SENTENCE
        assert paragraph <= sentence.paragraph <= paragraph + 1
        end, paragraph = sentence.end, sentence.paragraph


@given(TEXTS)
def test_no_letter_or_digit_is_lost_between_sentences(text: str) -> None:
    kept = "".join(sentences(text))
    assert sorted(c for c in kept if c.isalnum()) == sorted(c for c in text if c.isalnum())


# -- parsing ---------------------------------------------------------------------------------


def test_a_tokens_offset_leads_back_to_the_document() -> None:
    text = "Weather was fine.\n\n“Troops” left Zelene."
    parsed = list(parse_sentences(text, split_sentences(text), load_pipeline()))
    assert [p.paragraph for p in parsed] == [0, 1]
    (place,) = [t for t in parsed[1].doc if t.text == "Zelene"]
    start, end = parsed[1].span(place, place)
    assert text[start:end] == "Zelene"


def test_only_the_sentences_asked_for_are_parsed() -> None:
    text = "Weather was fine. Troops left. They rested."
    wanted = split_sentences(text)[1:2]
    (parsed,) = parse_sentences(text, wanted, load_pipeline())
    assert parsed.text == "Troops left."


def test_a_village_that_the_parser_never_saw_is_parsed_as_a_name(parse: Parse) -> None:
    doc = parse("Troops attacked Lypove.").doc
    (village,) = [t for t in doc if t.text == "Lypove"]
    assert (village.pos_, village.dep_, village.head.text) == ("PROPN", "obj", "attacked")


def test_the_words_of_a_disguised_name_stay_its_own() -> None:
    text = "Zelene fell. Troops left Zelene."
    names = [(0, 6), (25, 31)]
    parsed = list(parse_sentences(text, split_sentences(text), load_pipeline(), names))
    assert [p.doc.text for p in parsed] == ["Zelene fell.", "Troops left Zelene."]


def test_names_of_several_words_and_of_sentences_left_out_do_no_harm() -> None:
    text = "Zelene fell. Troops left Stepove Oblast."
    names = [(0, 6), (25, 39)]
    (parsed,) = parse_sentences(text, split_sentences(text)[1:], load_pipeline(), names)
    assert parsed.doc.text == "Troops left Stepove Oblast."


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("KYIV, May 14 (Agency) - The troops left.", "KYIV, May 14 (Agency) -"),
        ("KYIV, Ukraine (May 14, 2022) — The troops left.", "KYIV, Ukraine (May 14, 2022) —"),
        ("NEW ORLIVKA, Ukraine (May 14) The troops left.", "NEW ORLIVKA, Ukraine (May 14)"),
        ("KYIV (Agency) - The troops left.", "KYIV (Agency) -"),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(text: str, dateline: str) -> None:
    found = [text[s.start : s.end] for s in split_sentences(text)]
    assert found == [dateline, "The troops left."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO - Russia talks failed",
        "The UN (May 14) warned of hunger",
        "The ISW (Institute for the Study of War) Assesses the front",
        "BREAKING - The troops left",
    ],
)
def test_capitals_and_a_dash_alone_are_no_dateline(text: str) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text)] == [text]


def test_commas_with_spaces_between_end_a_paragraph_too() -> None:
    text = "They hold Zelene., , ,We do not report on all of it."
    assert [text[s.start : s.end] for s in split_sentences(text)] == [
        "They hold Zelene.",
        "We do not report on all of it.",
    ]
