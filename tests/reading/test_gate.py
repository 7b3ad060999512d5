from __future__ import annotations

import pytest
from reading_cases import load_cases

from salient.reading.attribution import shipped_reporting_lexicon
from salient.reading.gate import TOO_COMMON, Gate
from salient.reading.lexicon import Lexicon
from salient.reading.sentences import fold


@pytest.fixture(scope="module")
def gate(lexicon: Lexicon) -> Gate:
    return Gate(lexicon, shipped_reporting_lexicon("en"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Russian forces took Orlivka.",
        "THE ENEMY SHELLED ZELENE",
        "A counter-attack was under way.",
        "The city’s re-captured outskirts were quiet.",
        "They are likely to do so.",
    ],
)
def test_a_sentence_with_an_events_word_goes_to_the_parser(gate: Gate, sentence: str) -> None:
    assert gate.event(fold(sentence))


@pytest.mark.parametrize(
    "sentence", ["The weather was fine.", "Bread costs more.", "", "…", "12 14"]
)
def test_a_sentence_with_nothing_in_it_is_not_parsed(gate: Gate, sentence: str) -> None:
    assert not gate.event(sentence)
    assert not gate.source(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Not enough bread right now – Ivan Petrenko",
        "Bondar said the bread was fresh.",
        "According to Bondar, the bread was fresh.",
        "“The bread was fresh.”",
        "Bondar: bread is fresh",
        "The expectation is that bread will be dear.",
    ],
)
def test_a_sentence_with_a_source_is_parsed_though_nothing_happens(
    gate: Gate, sentence: str
) -> None:
    assert not gate.event(fold(sentence))
    assert gate.source(fold(sentence))


def test_no_frame_of_the_lexicon_is_shut_out(gate: Gate, lexicon: Lexicon) -> None:
    frames = [f for found in lexicon.frames.values() for f in found if f.head not in TOO_COMMON]
    shut_out = [f.words for f in frames if not gate.event(f"it {' '.join(f.words)} it")]
    assert len(frames) > 500
    assert shut_out == []


@pytest.mark.parametrize(
    "sentence",
    [
        "They have a cat.",
        "The assessment of the plan has not changed.",
        "March 20, 4:00pm",
        "He claimed the prize.",
    ],
)
def test_a_word_that_needs_another_beside_it_does_not_open_the_gate_alone(
    gate: Gate, sentence: str
) -> None:
    assert not gate.event(fold(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "They have few reserves.",
        "The village has changed hands again.",
        "Both towns are in the mayor's control or out of it; he is in control of one.",
        "He claimed that the blast claimed lives.",
        "They begin their ‘open mobilisation’ there.",
    ],
)
def test_it_does_with_the_other_word(gate: Gate, sentence: str) -> None:
    assert gate.event(fold(sentence))


@pytest.mark.parametrize("words", ["are in", "is still in", "were inside", "had been only just in"])
def test_words_too_common_for_the_lists_are_let_through_together(gate: Gate, words: str) -> None:
    assert gate.event(f"it {words} it")
    assert not gate.event("it is it, in it")


def test_no_case_with_something_to_read_is_shut_out(gate: Gate) -> None:
    strong = [c for c in load_cases() if not c.weak]
    wanted = [c for c in strong if any(not e.startswith("!") for e in c.expected)]
    texts = [case.text for case in wanted]
    assert [text for text in texts if not gate.event(fold(text))] == []
