"""What is being got ready, on trees written by hand; whole sentences are in `evals/cases`."""

from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.factuality import standing_of
from salient.reading.lexicon import Lexicon

LIKELY, CERTAIN = (0.55, 0.80), (1.0, 1.0)
THEY = "They/PRON/nsubj>2 "
CASES = [
    ("shelled/VERB/ROOT likely/ADV/advmod>2 to/PART/mark>5 cut/VERB/xcomp>3", "intended", LIKELY),
    ("task/VERB/ROOT us/PRON/obj>2 with/SCONJ/mark>5 cut/VERB/advcl>2", "intended", CERTAIN),
    ("sing/VERB/ROOT first/ADJ/advmod>2 to/PART/mark>5 cut/VERB/advcl>3", "reported", CERTAIN),
    ("praise/VERB/ROOT troops/NOUN/obj>2 for/ADP/case>5 cut/NOUN/obl>2", "reported", CERTAIN),
    ("mass/VERB/ROOT troops/NOUN/obj>2 for/ADP/case>5 cut/NOUN/obl>2", "intended", CERTAIN),
]


@pytest.mark.parametrize(("rest", "mood", "probability"), CASES)
def test_what_a_deed_is_done_for(
    lexicon: Lexicon, rest: str, mood: str, probability: tuple[float, float]
) -> None:
    found = standing_of(word(hand_parsed(THEY + rest), "cut"), lexicon)
    assert (found.mood, found.probability) == (mood, probability)


def test_what_was_tried_in_vain_did_not_happen(lexicon: Lexicon) -> None:
    parsed = hand_parsed(
        "They/PRON/nsubj>2 repelled/VERB/ROOT attempts/NOUN/ccomp>2 to/PART/mark>5 cut/VERB/acl>3"
    )
    found = standing_of(word(parsed, "cut"), lexicon)
    assert (found.polarity, found.mood) == ("negative", "reported")
