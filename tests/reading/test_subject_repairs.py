"""Repairs of subjects that the parser loses in the names of units and after *up to*."""

from __future__ import annotations

from salient.reading.subject_repairs import with_lost_subjects


def test_a_kind_of_troops_is_part_of_the_name_of_the_unit_that_acts() -> None:
    words = ["The", "5th", "Motorized", "Rifle", "Brigade", "fights"]
    heads, deps = [1, 2, 5, 4, 2, 5], ["det", "nsubj", "nsubj", "compound", "obj", "ROOT"]
    pos = ["DET", "PROPN", "VERB", "NOUN", "NOUN", "VERB"]
    new_heads, new_deps = with_lost_subjects(words, heads, deps, pos)
    assert (new_heads[4], new_deps[4]) == (5, "nsubj")
    assert (new_heads[2], new_deps[2]) == (4, "amod")
    assert (new_heads[0], new_heads[1]) == (4, 4)


def test_the_verb_after_a_unit_takes_the_place_of_the_kind_of_troops() -> None:
    words = ["He", "says", "tank", "and", "motorized", "columns", "advance"]
    heads = [1, 1, 4, 4, 1, 4, 1]
    deps = ["nsubj", "ROOT", "nsubj", "cc", "ccomp", "obj", "ccomp"]
    pos = ["PRON", "VERB", "NOUN", "CCONJ", "VERB", "NOUN", "VERB"]
    new_heads, new_deps = with_lost_subjects(words, heads, deps, pos)
    assert (new_heads[5], new_deps[5]) == (6, "nsubj")
    assert (new_heads[6], new_deps[6]) == (1, "ccomp")
    assert (new_heads[2], new_deps[2]) == (5, "compound")


def test_what_up_to_counts_is_the_subject_of_the_verb_after_it() -> None:
    words = ["He", "says", "that", "up", "to", "four", "battalions", "move"]
    heads = [1, 1, 7, 7, 6, 6, 3, 1]
    deps = ["nsubj", "ROOT", "nsubj", "advmod", "case", "nummod", "obl", "ccomp"]
    pos = ["PRON", "VERB", "PRON", "ADV", "ADP", "NUM", "NOUN", "VERB"]
    new_heads, new_deps = with_lost_subjects(words, heads, deps, pos)
    assert (new_heads[6], new_deps[6]) == (7, "nsubj")
    assert new_deps[2] == "mark"


def test_a_plural_deed_is_what_the_verb_before_it_carries() -> None:
    words = ["Troops", "continued", "tactical", "flight", "exercises"]
    heads, deps = [1, 1, 3, 4, 1], ["nsubj", "ROOT", "amod", "nsubj", "ccomp"]
    pos = ["NOUN", "VERB", "ADJ", "NOUN", "VERB"]
    new_heads, new_deps = with_lost_subjects(words, heads, deps, pos)
    assert (new_heads[4], new_deps[4]) == (1, "obj")
    assert (new_heads[2], new_heads[3]) == (4, 4)


def test_a_clause_of_its_own_keeps_its_verb() -> None:
    words = ["He", "said", "the", "army", "attacks"]
    parse = [1, 1, 3, 4, 1], ["nsubj", "ROOT", "det", "nsubj", "ccomp"]
    assert with_lost_subjects(words, *parse, ["PRON", "VERB", "DET", "NOUN", "VERB"]) == parse
