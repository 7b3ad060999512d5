"""Repairs of words of deeds that a parse takes for verbs, adjectives or parts of names."""

from __future__ import annotations

from salient.reading.deed_repairs import with_deeds_named


def test_fighting_that_somebody_reports_is_the_object() -> None:
    words = ["Sources", "reported", "fighting", "near", "A"]
    heads, deps = [1, 1, 1, 4, 2], ["nsubj", "ROOT", "ccomp", "case", "obl"]
    pos = ["NOUN", "VERB", "VERB", "ADP", "PROPN"]
    new_heads, new_deps, new_pos = with_deeds_named(words, heads, deps, pos)
    assert (new_heads[2], new_deps[2], new_pos[2]) == (1, "obj", "NOUN")
    assert new_deps[4] == "nmod"


def test_what_somebody_does_stays_a_verb() -> None:
    words = ["Troops", "reported", "shelling", "positions"]
    parse = [1, 1, 1, 2], ["nsubj", "ROOT", "xcomp", "obj"], ["NOUN", "VERB", "VERB", "NOUN"]
    assert with_deeds_named(words, *parse) == parse


def test_words_of_how_qualify_the_fighting() -> None:
    words = ["They", "saw", "fierce", "fighting"]
    heads, deps = [1, 1, 3, 1], ["nsubj", "ROOT", "compound", "ccomp"]
    new_heads, new_deps, new_pos = with_deeds_named(words, heads, deps, ["PRON", "VERB"] * 2)
    assert (new_heads[2], new_deps[2]) == (3, "amod")
    assert (new_heads[3], new_deps[3], new_pos[3]) == (1, "obj", "NOUN")


def test_a_headline_launches_airstrikes() -> None:
    words = ["Enemy", "launches", "airstrikes", "on", "A"]
    heads, deps = [1, 2, 2, 4, 2], ["compound", "nsubj", "ROOT", "case", "obl"]
    pos = ["NOUN", "NOUN", "VERB", "ADP", "PROPN"]
    new_heads, new_deps, new_pos = with_deeds_named(words, heads, deps, pos)
    assert new_deps == ["nsubj", "ROOT", "obj", "case", "nmod"]
    assert (new_heads[2], new_pos[1:3]) == (1, ["VERB", "NOUN"])


def test_a_deed_is_no_kind_of_the_point_or_the_source_after_it() -> None:
    words = ["counteroffensive", "east", "of", "A"]
    parse = [1, 1, 3, 1], ["amod", "ROOT", "case", "nmod"], ["ADJ", "NOUN", "ADP", "PROPN"]
    _, deps, pos = with_deeds_named(words, *parse)
    assert (deps[0], pos[0]) == ("compound", "NOUN")
    words = ["preparing", "for", "offensive", "-", "staff"]
    heads, deps = [0, 4, 4, 2, 0], ["ROOT", "case", "amod", "punct", "obl"]
    tags = ["VERB", "ADP", "ADJ", "PUNCT", "NOUN"]
    new_heads, new_deps, _ = with_deeds_named(words, heads, deps, tags)
    assert (new_heads[2], new_deps[2], new_deps[4]) == (0, "nmod", "parataxis")
