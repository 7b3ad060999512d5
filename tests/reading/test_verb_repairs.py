"""Repairs of a parse that hangs a verb, or a noun of its own, on the wrong word."""

from __future__ import annotations

from salient.reading.verb_repairs import with_own_verbs


def test_a_verb_is_raised_over_the_object_that_it_was_said_to_modify() -> None:
    words = ["They", "launched", "airstrikes", "near", "towns", "."]
    heads, deps = [2, 2, 2, 4, 2, 2], ["nsubj", "amod", "ROOT", "case", "obl", "punct"]
    pos = ["PRON", "VERB", "NOUN", "ADP", "NOUN", "PUNCT"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[1], new_deps[1]) == (1, "ROOT")
    assert (new_heads[2], new_deps[2]) == (1, "obj")
    assert new_heads[0] == new_heads[4] == new_heads[5] == 1


def test_a_participle_without_a_subject_stays_a_modifier() -> None:
    words = ["Captured", "soldiers", "left"]
    parse = [1, 2, 2], ["amod", "nsubj", "ROOT"]
    assert with_own_verbs(words, *parse, ["VERB", "NOUN", "VERB"]) == parse


def test_a_carrying_verb_after_and_joins_the_verb_before_it() -> None:
    words = ["It", "repelled", "an", "assault", "and", "inflicted", "losses"]
    heads = [1, 1, 3, 1, 6, 6, 3]
    deps = ["nsubj", "ROOT", "det", "obj", "cc", "amod", "conj"]
    pos = ["PRON", "VERB", "DET", "NOUN", "CCONJ", "VERB", "NOUN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[5], new_deps[5]) == (1, "conj")
    assert (new_heads[6], new_deps[6]) == (5, "obj")
    seized = [*words[:5], "seized", "weapons"]
    assert with_own_verbs(seized, heads, deps, pos) == (heads, deps)


def test_what_was_done_after_and_takes_its_phrases_along() -> None:
    words = ["They", "met", "fire", "and", "expelled", "troops", "from", "towns"]
    heads, deps = [1, 1, 1, 5, 5, 2, 7, 1], "nsubj ROOT obj cc amod conj case obl".split()
    pos = "PRON VERB NOUN CCONJ VERB NOUN ADP NOUN".split()
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[4], new_deps[4]) == (1, "conj")
    assert (new_heads[5], new_deps[5]) == (4, "obj")
    assert new_heads[7] == 4


def test_a_predicate_gets_the_subject_that_dashes_part_from_it() -> None:
    words = "They left but towns - Zelene - are under siege".split()
    heads = [1, 1, 3, 1, 5, 3, 9, 9, 9, 3]
    deps = "nsubj ROOT cc conj punct appos punct cop case appos".split()
    pos = "PRON VERB CCONJ NOUN PUNCT PROPN PUNCT AUX ADP NOUN".split()
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[9], new_deps[9]) == (1, "conj")
    assert (new_heads[3], new_deps[3]) == (9, "nsubj")
    assert new_heads[2] == 9
    assert new_heads[5] == 3


def test_a_present_form_is_raised_over_the_object_that_it_was_part_of() -> None:
    words = ["that", "troops", "control", "positions"]
    heads, deps = [3, 2, 3, 3], ["mark", "nsubj", "compound", "ROOT"]
    pos = ["SCONJ", "NOUN", "NOUN", "NOUN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[2], new_deps[2]) == (2, "ROOT")
    assert (new_heads[3], new_deps[3]) == (2, "obj")
    assert new_heads[0] == 2
    alone = [3, 3, 3, 3], ["mark", "amod", "compound", "ROOT"]
    assert with_own_verbs(words, *alone, pos) == alone


def test_a_participle_hangs_on_the_noun_before_an_aside() -> None:
    words = ["People", ",", "including", "children", ",", "killed", "there"]
    heads, deps = [0, 3, 3, 0, 5, 3, 5], ["ROOT", "punct", "case", "nmod", "punct", "acl", "advmod"]
    pos = ["NOUN", "PUNCT", "VERB", "NOUN", "PUNCT", "VERB", "ADV"]
    assert with_own_verbs(words, heads, deps, pos)[0][5] == 0
    near = [*words[:2], "near", *words[3:]]
    assert with_own_verbs(near, heads, deps, pos)[0][5] == 3


def test_a_clause_gets_the_noun_before_its_verb_as_subject() -> None:
    words = ["Many", "died", "after", "strikes", "hit", "schools"]
    heads = [1, 1, 3, 1, 1, 4]
    deps = ["nsubj", "ROOT", "case", "obl", "advcl", "obj"]
    pos = ["PRON", "VERB", "ADP", "NOUN", "VERB", "NOUN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[3], new_deps[3]) == (4, "nsubj")
    assert (new_heads[2], new_deps[2]) == (4, "mark")
    in_them = [*words[:2], "in", *words[3:]]
    assert with_own_verbs(in_them, heads, deps, pos) == (heads, deps)


def test_a_noun_before_of_heads_the_phrase() -> None:
    words = ["Shelling", "of", "Stepove", "region"]
    heads, deps = [3, 2, 0, 3], ["compound", "case", "nmod", "ROOT"]
    pos = ["NOUN", "ADP", "PROPN", "NOUN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[0], new_deps[0]) == (0, "ROOT")
    assert (new_heads[3], new_deps[3]) == (0, "nmod")
    assert (new_heads[2], new_deps[2]) == (3, "compound")
    assert new_heads[1] == 3


def test_a_verb_after_a_joined_noun_gets_that_noun_as_subject() -> None:
    words = ["They", "dug", "in", "near", "towns", "and", "guards", "attacked", "posts"]
    heads = [1, 1, 1, 4, 1, 6, 4, 1, 7]
    deps = ["nsubj", "ROOT", "advmod", "case", "obl", "cc", "conj", "xcomp", "obj"]
    pos = ["PRON", "VERB", "ADV", "ADP", "NOUN", "CCONJ", "NOUN", "VERB", "NOUN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[6], new_deps[6]) == (7, "nsubj")
    assert (new_heads[7], new_deps[7]) == (1, "conj")
    assert new_heads[5] == 7
    of_object = [*deps[:4], "obj", *deps[5:]]
    assert with_own_verbs(words, heads, of_object, pos) == (heads, of_object)


def test_troops_that_force_others_to_retreat_are_the_subject() -> None:
    words = ["Troops", "force", "invaders", "to", "retreat"]
    heads, deps = [1, 2, 2, 4, 2], ["nsubj", "compound", "ROOT", "mark", "acl"]
    pos = ["NOUN", "VERB", "NOUN", "PART", "VERB"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[1], new_deps[1]) == (1, "ROOT")
    assert (new_heads[2], new_deps[2]) == (1, "obj")
    assert (new_heads[4], new_deps[4]) == (1, "xcomp")


def test_an_event_is_no_part_of_the_verb_after_it() -> None:
    words, pos = ["There", "shelling", "continues"], ["ADV", "NOUN", "VERB"]
    heads, deps = with_own_verbs(words, [2, 2, 2], ["advmod", "compound", "ROOT"], pos)
    assert (heads[1], deps[1]) == (2, "nsubj")


def test_an_event_heads_the_line_whose_verb_the_parse_takes_for_a_noun() -> None:
    words, pos = ["Fighting", "rages", "in", "towns"], ["NOUN", "NOUN", "ADP", "NOUN"]
    heads, deps = with_own_verbs(words, [1, 1, 3, 1], ["compound", "ROOT", "case", "nmod"], pos)
    assert (heads[0], deps[0]) == (0, "ROOT")
    assert heads[1] == heads[3] == 0
    things = ["Fighting", "vehicles", *words[2:]]
    parse = [1, 1, 3, 1], ["compound", "ROOT", "case", "nmod"]
    assert with_own_verbs(things, *parse, pos) == parse


def test_a_verb_that_goes_on_is_no_part_of_its_object() -> None:
    words = ["They", "are", "likely", "deploying", "munitions", "forward"]
    heads, deps = [4, 4, 3, 4, 4, 4], ["nsubj", "cop", "advmod", "amod", "ROOT", "obl"]
    pos = ["PRON", "AUX", "ADV", "VERB", "NOUN", "ADV"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[3], new_deps[3]) == (3, "ROOT")
    assert (new_heads[4], new_deps[4]) == (3, "obj")
    assert (new_heads[1], new_deps[1]) == (3, "aux")
    assert new_heads[0] == 3
    these = ["These", *words[1:]]
    assert with_own_verbs(these, heads, deps, pos) == (heads, deps)


def test_who_is_recruiting_does_so() -> None:
    words, pos = ["They", "are", "recruiting", "men"], ["PRON", "AUX", "NOUN", "NOUN"]
    heads, deps = with_own_verbs(words, [3, 3, 3, 3], ["nsubj", "cop", "compound", "ROOT"], pos)
    assert (heads[2], deps[2]) == (2, "ROOT")
    assert (heads[3], deps[3]) == (2, "obj")


def test_a_participle_with_a_second_object_is_what_is_done_next() -> None:
    words = ["They", "entered", "it", ",", "removed", "papers", "there"]
    heads, deps = [1, 1, 1, 5, 5, 1, 1], ["nsubj", "ROOT", "obj", "punct", "amod", "obj", "advmod"]
    pos = ["PRON", "VERB", "PRON", "PUNCT", "VERB", "NOUN", "ADV"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[4], new_deps[4]) == (1, "conj")
    assert (new_heads[5], new_deps[5]) == (4, "obj")
    assert new_heads[6] == 4


def test_a_number_hurt_is_no_part_of_who_tells_of_it() -> None:
    words = ["three", "died", "and", "six", "wounded", "-", "Koval"]
    heads, deps = [1, 1, 6, 6, 6, 6, 1], ["nsubj", "ROOT", "cc", "nummod", "amod", "punct", "conj"]
    pos = ["NUM", "VERB", "CCONJ", "NUM", "VERB", "PUNCT", "PROPN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[4], new_deps[4]) == (1, "conj")
    assert (new_heads[3], new_deps[3]) == (4, "nsubj:pass")
    assert new_deps[6] == "parataxis"
    joined = [*words[:5], "Ivan", "Koval"]
    assert with_own_verbs(joined, heads, deps, pos)[0][4] == 6


def test_a_participle_after_have_is_the_verb() -> None:
    words = ["They", "have", "broken", "defences"]
    heads, deps = [1, 1, 3, 1], ["nsubj", "ROOT", "amod", "obj"]
    pos = ["PRON", "VERB", "VERB", "NOUN"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert new_heads == [2, 2, 2, 2]
    assert new_deps == ["nsubj", "aux", "ROOT", "obj"]


def test_what_somebody_has_stays_so() -> None:
    words = ["They", "have", "prepared", "defences"]
    parse = [1, 1, 3, 1], ["nsubj", "ROOT", "amod", "obj"]
    assert with_own_verbs(words, *parse, ["PRON", "VERB", "VERB", "NOUN"]) == parse


def test_an_enemy_before_a_headlines_verb_is_its_subject() -> None:
    words = ["Enemy", "storming", "outskirts"]
    heads, deps = [2, 2, 2], ["compound", "amod", "ROOT"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, ["NOUN", "VERB", "NOUN"])
    assert new_heads == [1, 1, 1]
    assert new_deps == ["nsubj", "ROOT", "obj"]


def test_a_noun_before_what_goes_on_is_no_second_object() -> None:
    words = ["They", "left", "A", "and", "fighting", "is", "continuing"]
    heads, deps = [1, 1, 1, 4, 2, 6, 1], ["nsubj", "ROOT", "obj", "cc", "conj", "aux", "parataxis"]
    pos = ["PRON", "VERB", "PROPN", "CCONJ", "NOUN", "AUX", "VERB"]
    new_heads, new_deps = with_own_verbs(words, heads, deps, pos)
    assert (new_heads[4], new_deps[4]) == (6, "nsubj")
    assert (new_heads[6], new_deps[6]) == (1, "conj")
    assert new_heads[3] == 6
    told = [*deps[:4], "nsubj", *deps[5:]]
    assert with_own_verbs(words, heads, told, pos) == (heads, told)
