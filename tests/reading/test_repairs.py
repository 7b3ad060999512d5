"""Repairs of a parse: two kinds of one thing, taken for two things."""

from __future__ import annotations

from salient.reading.repairs import (
    with_aims,
    with_counts_told,
    with_joint_kinds,
    with_paired_qualities,
    with_points_apart,
    with_qualified_objects,
    with_shared_regions,
)

WORDS = ["They", "met", "enemy", "sabotage", "and", "reconnaissance", "groups", "there"]
HEADS = [1, 1, 3, 1, 6, 6, 3, 1]
DEPS = ["nsubj", "ROOT", "amod", "obj", "cc", "compound", "conj", "advmod"]


def test_two_kinds_hang_on_the_noun_that_they_share() -> None:
    heads, deps = with_joint_kinds(WORDS, HEADS, DEPS)
    assert (heads[6], deps[6]) == (1, "obj")
    assert (heads[3], deps[3]) == (6, "compound")
    assert (heads[5], deps[5]) == (3, "conj")
    assert heads[2] == 6


def test_the_shared_noun_may_be_the_root() -> None:
    heads, deps = with_joint_kinds(WORDS[3:7], [0, 3, 3, 0], ["ROOT", "cc", "compound", "conj"])
    assert (heads[3], deps[3]) == (3, "ROOT")


def test_other_words_and_other_parses_stay() -> None:
    other = [*WORDS[:3], "tanks", *WORDS[4:]]
    assert with_joint_kinds(other, HEADS, DEPS) == (HEADS, DEPS)
    apart = [1, 1, 3, 1, 6, 6, 1, 1]
    assert with_joint_kinds(WORDS, apart, DEPS) == (apart, DEPS)


def test_an_infinitive_hangs_on_the_plan_right_before_it() -> None:
    words = ["They", "dropped", "plans", "to", "take", "it"]
    heads, deps = [1, 1, 1, 4, 1, 4], ["nsubj", "ROOT", "obj", "mark", "xcomp", "obj"]
    morphs = ["", "VerbForm=Fin", "", "", "VerbForm=Inf", ""]
    new_heads, new_deps = with_aims(words, heads, deps, morphs)
    assert (new_heads[4], new_deps[4]) == (2, "acl")
    other = ["They", "asked", "troops", "to", "take", "it"]
    assert with_aims(other, heads, deps, morphs) == (heads, deps)


def test_a_base_form_joins_the_infinitive_before_it() -> None:
    words = ["They", "advance", "to", "isolate", "and", "take", "it"]
    heads = [1, 1, 3, 1, 5, 1, 5]
    deps = ["nsubj", "ROOT", "mark", "advcl", "cc", "conj", "obj"]
    morphs = ["", "VerbForm=Fin", "", "VerbForm=Inf", "", "VerbForm=Inf", ""]
    new_heads, new_deps = with_aims(words, heads, deps, morphs)
    assert (new_heads[5], new_deps[5]) == (3, "conj")
    finite = [*morphs[:5], "VerbForm=Fin", ""]
    assert with_aims(words, heads, deps, finite) == (heads, deps)


def test_a_bare_form_that_cannot_go_with_the_verb_before_joins_the_aim() -> None:
    words = ["They", "regrouped", "to", "isolate", "and", "then", "take", "it"]
    heads = [1, 1, 3, 1, 6, 6, 1, 6]
    deps = ["nsubj", "ROOT", "mark", "advcl", "cc", "advmod", "conj", "obj"]
    morphs = ["", "Tense=Past|VerbForm=Fin", "", "VerbForm=Inf", "", "", "", ""]
    for taken in ("Tense=Pres|VerbForm=Fin", "Mood=Imp|VerbForm=Fin"):
        morphs[6] = taken
        assert with_aims(words, heads, deps, morphs)[0][6] == 3
    morphs[6] = "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    assert with_aims(words, heads, deps, morphs) == (heads, deps)


def test_a_bare_form_beside_an_infinitive_joins_it_and_one_after_its_object_does_not() -> None:
    words = ["They", "intend", "to", "encircle", "and", "perhaps", "seize", "it"]
    heads = [1, 1, 3, 1, 6, 6, 1, 6]
    deps = ["nsubj", "ROOT", "mark", "xcomp", "cc", "advmod", "conj", "obj"]
    present = "Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
    morphs = ["", present, "", "VerbForm=Inf", "", "", present, ""]
    assert with_aims(words, heads, deps, morphs)[0][6] == 3
    apart = [*deps[:5], "obj", *deps[6:]]
    assert with_aims(words, [*heads[:5], 3, *heads[6:]], apart, morphs)[0][6] == 1


def test_a_present_that_is_taken_for_an_infinitive_is_none() -> None:
    words = ["They", "advance", "to", "isolate", "and", "take", "it"]
    heads = [1, 1, 3, 1, 5, 1, 5]
    deps = ["nsubj", "ROOT", "mark", "advcl", "cc", "conj", "obj"]
    morphs = ["", "VerbForm=Inf", "", "VerbForm=Inf", "", "VerbForm=Inf", ""]
    assert with_aims(words, heads, deps, morphs)[0][5] == 3


def test_who_is_in_two_regions_is_no_region() -> None:
    words = ["Officials", "in", "A", "and", "B", "oblasts", "left"]
    heads, deps = [5, 2, 0, 4, 2, 6, 6], ["nsubj", "case", "nmod", "cc", "conj", "nsubj", "ROOT"]
    new_heads, new_deps = with_shared_regions(words, heads, deps)
    assert (new_heads[0], new_deps[0]) == (6, "nsubj")
    assert (new_heads[5], new_deps[5]) == (0, "nmod")
    other = [*words[:5], "troops", "left"]
    assert with_shared_regions(other, heads, deps) == (heads, deps)


def test_what_is_repelled_is_the_assault_that_was_attempted() -> None:
    words = ["Troops", "repelled", "attempted", "assaults", "there"]
    heads, deps = [1, 1, 1, 2, 2], ["nsubj", "ROOT", "xcomp", "obj", "advmod"]
    new_heads, new_deps = with_qualified_objects(words, heads, deps)
    assert new_heads == [1, 1, 3, 1, 1]
    assert new_deps == ["nsubj", "ROOT", "amod", "obj", "advmod"]
    other = ["Troops", "stopped", "making", "assaults", "there"]
    assert with_qualified_objects(other, heads, deps) == (heads, deps)


def test_a_point_of_the_compass_hangs_on_what_lies_there() -> None:
    words = ["They", "took", "the", "positions", "northwest", "of", "Zelene"]
    heads, deps = [1, 1, 4, 4, 1, 6, 4], ["nsubj", "ROOT", "det", "compound", "obj", "case", "nmod"]
    new_heads, new_deps = with_points_apart(words, heads, deps)
    assert (new_heads[3], new_deps[3]) == (1, "obj")
    assert (new_heads[4], new_deps[4]) == (1, "advmod")
    assert new_heads[2] == 3
    assert (new_heads[6], new_deps[6]) == (4, "obl")
    far = [*words[:3], "km", *words[4:]]
    assert with_points_apart(far, heads, deps) == (heads, deps)
    apart = [1, 1, 3, 1, 1, 6, 4]
    assert with_points_apart(words, apart, deps) == (apart, deps)


def test_an_offensive_and_two_points_of_the_compass_stand_apart() -> None:
    words = ["They", "began", "an", "offensive", "east", "of", "Zelene"]
    heads, deps = [1, 1, 4, 4, 1, 6, 4], ["nsubj", "ROOT", "det", "amod", "obj", "case", "nmod"]
    new_heads, new_deps = with_points_apart(words, heads, deps)
    assert (new_heads[3], new_deps[3]) == (1, "obj")
    other = [*words[:2], "the", "large", *words[4:]]
    assert with_points_apart(other, heads, deps) == (heads, deps)
    fort = [*words[:2], "a", "stronghold", *words[4:]]
    assert with_points_apart(fort, heads, deps) == (new_heads, new_deps)
    words = ["They", "continued", "fighting", "north", "and", "east", "of", "Zelene"]
    heads = [1, 1, 3, 1, 5, 3, 7, 5]
    deps = ["nsubj", "ROOT", "compound", "obj", "cc", "conj", "case", "nmod"]
    new_heads, new_deps = with_points_apart(words, heads, deps)
    assert (new_heads[2], new_deps[2]) == (1, "obj")
    joined = [*words[:5], "river", *words[6:]]
    assert with_points_apart(joined, heads, deps) == (heads, deps)


def test_two_qualities_hang_on_the_deed_after_them() -> None:
    words = ["They", "made", "limited", "and", "failed", "assaults", "there"]
    heads, deps = [1, 1, 1, 5, 5, 2, 2], ["nsubj", "ROOT", "xcomp", "cc", "amod", "conj", "obl"]
    new_heads, new_deps = with_paired_qualities(words, heads, deps)
    assert (new_heads[5], new_deps[5]) == (1, "obj")
    assert (new_heads[2], new_deps[2]) == (5, "amod")
    assert new_heads[6] == 1
    plans = [*words[:5], "plans", "there"]
    assert with_paired_qualities(plans, heads, deps) == (heads, deps)


def test_what_is_counted_is_the_subject_not_its_number() -> None:
    words = "As many as 50 villages were freed".split()
    heads = [1, 6, 4, 4, 1, 6, 6]
    deps = ["advmod", "nsubj:pass", "case", "nummod", "obl", "aux:pass", "ROOT"]
    new_heads, new_deps = with_counts_told(words, heads, deps)
    assert (new_heads[4], new_deps[4]) == (6, "nsubj:pass")
    assert (new_heads[1], new_deps[1]) == (4, "advmod")
    few = ["As", "few", *words[2:]]
    assert with_counts_told(few, heads, deps) == (heads, deps)


def test_up_to_so_many_is_the_subject_of_a_verb_that_has_none() -> None:
    words = "Up to four battalions are moving".split()
    heads, deps = [3, 3, 3, 5, 5, 5], ["case", "case", "nummod", "obl", "aux", "ROOT"]
    new_deps = with_counts_told(words, heads, deps)[1]
    assert new_deps[:4] == ["advmod", "advmod", "nummod", "nsubj"]
    told = [*deps[:4], "nsubj", "ROOT"]
    assert with_counts_told(words, heads, told) == (heads, told)
    done = [*deps[:4], "aux:pass", "ROOT"]
    assert with_counts_told(words, heads, done)[1][3] == "nsubj:pass"


def test_a_participle_that_the_parse_takes_for_a_clause_qualifies_its_object() -> None:
    words = ["They", "repelled", "continuing", "efforts"]
    heads, deps = [1, 1, 1, 2], ["nsubj", "ROOT", "advcl", "obj"]
    assert with_qualified_objects(words, heads, deps) == (
        [1, 1, 3, 1],
        ["nsubj", "ROOT", "amod", "obj"],
    )
