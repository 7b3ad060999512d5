"""Who does what an event noun names, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.reading.event_nouns import EventNouns
from salient.reading.parties import PartyFinder

FinderOf = Callable[..., PartyFinder]


@pytest.mark.parametrize(
    ("notation", "noun", "wanted"),
    [
        ("Russian/ADJ/amod>2 attacks/NOUN/ROOT", "attacks", "Russian"),
        ("attack/NOUN/ROOT by/ADP/case>3 troops/NOUN/nmod>1", "attack", "troops"),
        ("retreat/NOUN/ROOT of/ADP/case>4 Russian/ADJ/amod>4 troops/NOUN/nmod>1", "retreat",
         "troops"),
        ("Ukraine/PROPN/compound>2 shelling/NOUN/ROOT", "shelling", "None"),
        ("Troops/NOUN/nsubj>2 launched/VERB/ROOT raids/NOUN/obj>2", "raids", "Troops"),
        ("Kyiv/PROPN/nsubj>2 claimed/VERB/ROOT advances/NOUN/obj>2", "advances", "Kyiv"),
        ("attack/NOUN/ROOT", "attack", "None"),
    ],
)  # fmt: skip
def test_who_is_behind_an_event_noun(
    finder_of: FinderOf, notation: str, noun: str, wanted: str
) -> None:
    sentence = hand_parsed(notation)
    nouns = EventNouns(finder_of(sentence), ())
    assert str(nouns.actor_of(word(sentence, noun))) == wanted
