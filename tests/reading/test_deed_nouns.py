"""Deeds, aims and words do not act: who acts is the one whose they are."""

from __future__ import annotations

import pytest
from conftest import FinderOf
from hand_parses import hand_parsed, word

from salient.reading.deed_nouns import owner_of


@pytest.mark.parametrize(
    ("text", "noun", "owner"),
    [
        (("Russian/ADJ/amod>2 forces/NOUN/nmod:poss>4 '/PART/case>2 destruction/NOUN/nsubj>5 "
         "cut/VERB/ROOT roads/NOUN/obj>5"), "destruction", "forces"),
        ("Russian/ADJ/amod>2 efforts/NOUN/nsubj>3 continue/VERB/ROOT", "efforts", "Russian"),
        ("Russian/ADJ/amod>2 ground/NOUN/compound>3 offensive/NOUN/nsubj>4 stalled/VERB/ROOT",
         "offensive", "Russian"),
        ("Russian/ADJ/amod>2 attacks/NOUN/compound>3 southwest/NOUN/nsubj>4 stalled/VERB/ROOT",
         "southwest", "Russian"),
        (("heroism/NOUN/nsubj>5 of/ADP/case>4 Ukrainian/ADJ/amod>4 defenders/NOUN/nmod>1 "
         "helped/VERB/ROOT"), "heroism", "defenders"),
        ("Russian/ADJ/amod>2 forces/NOUN/nsubj>3 advanced/VERB/ROOT", "forces", "forces"),
        ("operation/NOUN/nsubj>2 began/VERB/ROOT", "operation", "operation"),
    ],
)  # fmt: skip
def test_a_deed_is_done_by_whoever_is_named_with_it(
    finder_of: FinderOf, text: str, noun: str, owner: str
) -> None:
    finder = finder_of(hand_parsed(text))
    assert str(owner_of(word(finder.sentence, noun), finder)) == owner
