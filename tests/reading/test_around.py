"""Whose doing an event is by the clause around it, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.reading.around import agent_around
from salient.reading.parties import PartyFinder

FinderOf = Callable[..., PartyFinder]

AMONG = (
    "Russian/ADJ/amod>2 troops/NOUN/nsubj>3 split/VERB/ROOT efforts/NOUN/obj>3 "
    "between/ADP/case>6 attacks/NOUN/nmod>4"
)
VERGE = (
    "Russian/ADJ/amod>2 forces/NOUN/nsubj>4 are/AUX/cop>4 likely/ADJ/ROOT on/ADP/case>6 "
    "verge/NOUN/obl>4 of/ADP/mark>8 seizing/VERB/acl>6/VerbForm=Ger Zelene/PROPN/obj>8"
)
FACED = "Ukrainian/ADJ/amod>2 troops/NOUN/nsubj>3 faced/VERB/ROOT assaults/NOUN/obj>3"
ACCUSED = (
    "Kyiv/PROPN/nsubj>2 accused/VERB/ROOT Russia/PROPN/obj>2 of/ADP/case>5 shelling/NOUN/obl>2"
)
REPORTED = "Ukrainian/ADJ/amod>2 troops/NOUN/nsubj>3 reported/VERB/ROOT assaults/NOUN/obj>3"
AFTER = "Russian/ADJ/amod>2 troops/NOUN/nsubj>3 fled/VERB/ROOT after/ADP/case>5 shelling/NOUN/obl>3"
NOBODY = "weather/NOUN/nsubj>2 slowed/VERB/ROOT work/NOUN/obj>2 on/ADP/case>5 crossing/NOUN/nmod>3"


@pytest.mark.parametrize(
    ("notation", "event", "wanted"),
    [
        (AMONG, "attacks", "troops"),
        (VERGE, "seizing", "forces"),
        (FACED, "assaults", "RU"),
        (ACCUSED, "shelling", "Russia"),
        (REPORTED, "assaults", "None"),
        (AFTER, "shelling", "None"),
        (NOBODY, "crossing", "None"),
    ],
)
def test_who_does_it_by_the_words_above(
    finder_of: FinderOf, notation: str, event: str, wanted: str
) -> None:
    sentence = hand_parsed(notation)
    assert str(agent_around(word(sentence, event), finder_of(sentence), own=False)) == wanted


def test_what_a_force_does_itself_is_its_own_even_as_a_cause(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Russian/ADJ/amod>2 troops/NOUN/nsubj>3 paused/VERB/ROOT after/ADP/case>5 "
        "withdrawal/NOUN/obl>3"
    )
    event, finder = word(sentence, "withdrawal"), finder_of(sentence)
    assert agent_around(event, finder, own=False) is None
    assert str(agent_around(event, finder, own=True)) == "troops"
