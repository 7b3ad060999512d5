"""Where the name of a party begins and ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.model import Claim
from salient.reading.naming import name_ends


@pytest.mark.parametrize(
    ("notation", "noun", "name"),
    [
        ("sixty/NUM/nummod>3 -/PUNCT/punct>3 Agency/PROPN/ROOT", "Agency", "sixty"),
        ("Shelling/NOUN/compound>4 :/PUNCT/punct>4 the/DET/det>4 troops/NOUN/ROOT", "troops",
         "troops"),
        ("the/DET/det>2 Kremlin/PROPN/ROOT 's/PART/case>2", "Kremlin", "Kremlin"),
        ("most/ADJ/nsubj>4 are/AUX/cop>4 in/ADP/case>4 town/NOUN/ROOT", "town", "town"),
        ("army/NOUN/compound>3 ,/PUNCT/punct>3 forces/NOUN/ROOT", "forces", "forces"),
        ("1st/ADJ/ROOT and/CCONJ/cc>3 2nd/ADJ/conj>1 Army/PROPN/dep>1 Corps/PROPN/dep>1", "1st",
         "1st and 2nd Army Corps"),
        ("two/NUM/nummod>2 battalion/NOUN/ROOT tactical/ADJ/amod>4 groups/NOUN/dep>2", "battalion",
         "two battalion tactical groups"),
        ("tens/NOUN/ROOT of/ADP/case>3 thousands/NOUN/nmod>1", "thousands", "tens of thousands"),
    ],
)  # fmt: skip
def test_a_name_ends_where_its_words_end(notation: str, noun: str, name: str) -> None:
    sentence = hand_parsed(notation)
    first, last = name_ends(word(sentence, noun))
    assert sentence.doc.between(first.i, last.i + 1) == name


def test_names_are_verbatim_at_their_offsets(claims_of: Callable[..., list[Claim]]) -> None:
    text = "Most of the Ukrainian defenders are in Zelene. The Kremlin's attack on Orlivka failed."
    parties = [p for c in claims_of(text) for p in (c.actor, c.target) if p is not None]
    assert parties
    assert all(text[p.start : p.end] == p.name for p in parties)
