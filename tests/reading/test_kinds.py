"""Of what kind a noun is, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.reading.kinds import is_kind
from salient.reading.parties import PartyFinder

FinderOf = Callable[..., PartyFinder]


@pytest.mark.parametrize(
    ("notation", "noun", "kind", "fits"),
    [
        ("Russian/ADJ/amod>2 troops/NOUN/ROOT", "troops", "force", True),
        ("the/DET/det>2 weather/NOUN/ROOT", "weather", "force", False),
        ("most/ADJ/ROOT of/ADP/case>4 the/DET/det>4 troops/NOUN/nmod>1", "most", "force", True),
        ("total/NOUN/ROOT of/ADP/case>3 villages/NOUN/nmod>1", "total", "place", True),
        ("one/NUM/ROOT of/ADP/case>3 weapons/NOUN/nmod>1", "one", "place", False),
        ("half/NOUN/ROOT of/ADP/case>4 the/DET/det>4 town/NOUN/nmod>1", "half", "place", True),
        ("supply/NOUN/compound>2 line/NOUN/ROOT", "line", "line", True),
        ("parts/NOUN/ROOT of/ADP/case>3 road/NOUN/nmod>1", "parts", "line", True),
        ("segments/NOUN/ROOT of/ADP/case>3 road/NOUN/nmod>1", "segments", "line", True),
        ("elements/NOUN/ROOT of/ADP/case>3 steel/NOUN/nmod>1", "elements", "line", False),
        ("elements/NOUN/ROOT of/ADP/case>3 brigades/NOUN/nmod>1", "elements", "force", True),
        ("offensive/ADJ/amod>2 operations/NOUN/ROOT", "operations", "force", True),
        ("rescue/NOUN/compound>2 operations/NOUN/ROOT", "operations", "force", False),
        ("Russian/ADJ/amod>2 operation/NOUN/ROOT", "operation", "undertaking", True),
        ("the/DET/det>2 operation/NOUN/ROOT", "operation", "undertaking", False),
        ("raid/NOUN/ROOT of/ADP/case>3 troops/NOUN/nmod>1", "raid", "undertaking", True),
        ("Anna/PROPN/nsubj>3 Koval/PROPN/flat>1 died/VERB/ROOT", "Anna", "people", True),
        ("Anna/PROPN/nsubj>3 Koval/PROPN/flat>1 left/VERB/ROOT", "Anna", "people", False),
        ("reached/VERB/ROOT", "reached", "any", False),
        ("repels/VERB/ROOT assault/VERB/obj>1", "assault", "any", True),
    ],
)
def test_what_kind_a_noun_is_of(
    finder_of: FinderOf, notation: str, noun: str, kind: str, fits: bool
) -> None:
    sentence = hand_parsed(notation)
    assert is_kind(word(sentence, noun), kind, finder_of(sentence), ()) is fits


def test_a_word_of_a_place_is_a_place_and_no_force(finder_of: FinderOf) -> None:
    sentence = hand_parsed("entered/VERB/ROOT Zelene/PROPN/obj>1")
    finder, town = finder_of(sentence), word(sentence, "Zelene")
    assert is_kind(town, "place", finder, {town.i})
    assert not is_kind(town, "force", finder, {town.i})


def test_it_as_an_object_stands_for_a_place_named_before(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "surrounded/VERB/ROOT Zelene/PROPN/obj>1 and/CCONJ/cc>4 took/VERB/conj>1 it/PRON/obj>4"
    )
    finder, it = finder_of(sentence), word(sentence, "it")
    assert is_kind(it, "place", finder, {1})
    assert not is_kind(it, "place", finder, ())


@pytest.mark.parametrize(
    ("notation", "noun", "fits"),
    [
        ("Ukrainians/PROPN/nsubj:pass>2 beaten/VERB/ROOT", "Ukrainians", True),
        ("Russians/PROPN/nsubj:pass>2 beaten/VERB/ROOT", "Russians", False),
        ("130/NUM/nsubj:pass>2 rescued/VERB/ROOT", "130", True),
        ("driver/NOUN/nmod:desc>2 Smith/PROPN/nsubj>3 fled/VERB/ROOT", "Smith", True),
        ("village/NOUN/nmod:desc>2 Lypove/PROPN/nsubj>3 fell/VERB/ROOT", "Lypove", False),
    ],
)
def test_people_are_those_of_the_invaded_numbers_and_persons(
    finder_of: FinderOf, notation: str, noun: str, fits: bool
) -> None:
    sentence = hand_parsed(notation)
    assert is_kind(word(sentence, noun), "people", finder_of(sentence), ()) is fits
