"""What is told, joined by the parser to the verb of telling."""

from __future__ import annotations

from salient.reading.told_repairs import with_joined_reports

WORDS = ["They", "claimed", "that", "troops", "hold", "Zelene", "and", "are", "fighting"]
HEADS = [1, 1, 4, 4, 1, 4, 8, 8, 1]
DEPS = ["nsubj", "ROOT", "mark", "nsubj", "ccomp", "obj", "cc", "aux", "conj"]
POS = ["PRON", "VERB", "SCONJ", "NOUN", "VERB", "PROPN", "CCONJ", "AUX", "VERB"]
MORPHS = ["", "Tense=Past", "", "", "Tense=Pres", "", "", "", ""]


def test_what_goes_on_in_the_present_belongs_to_what_was_told() -> None:
    assert with_joined_reports(WORDS, HEADS, DEPS, POS, MORPHS)[8] == 4


def test_what_the_teller_does_stays_with_him() -> None:
    for own in ("published", "noted"):
        assert with_joined_reports([*WORDS[:8], own], HEADS, DEPS, POS, MORPHS) == HEADS
    one = [*WORDS[:7], "is", "fighting"]
    assert with_joined_reports(one, HEADS, DEPS, POS, MORPHS) == HEADS
    untold = [*WORDS[:7], "did", "fight"]
    assert with_joined_reports(untold, HEADS, DEPS, POS, MORPHS) == HEADS
    bare = [*DEPS[:7], "obj", "conj"]
    assert with_joined_reports(WORDS, HEADS, bare, POS, MORPHS) == HEADS
