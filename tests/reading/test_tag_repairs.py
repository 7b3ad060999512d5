"""Verbs that a parse takes for nouns or adjectives."""

from __future__ import annotations

from salient.reading.tag_repairs import with_verbs_told

Label = tuple[str, str, str]


def _labels(deps: str, pos: str) -> list[Label]:
    return [(dep, tag, "") for dep, tag in zip(deps.split(), pos.split(), strict=True)]


def test_an_infinitive_before_its_noun_is_a_verb() -> None:
    words = ["attempts", "to", "sever", "lines"]
    labels = _labels("ROOT case amod nmod", "NOUN ADP ADJ NOUN")
    heads, new = with_verbs_told(words, [0, 3, 3, 0], labels)
    assert heads == [0, 2, 0, 2]
    assert new[2] == ("acl", "VERB", "VerbForm=Inf")
    assert (new[1][0], new[3][0]) == ("mark", "obj")


def test_what_is_due_to_something_stays_a_noun() -> None:
    words = ["died", "due", "to", "shell", "fragments"]
    labels = _labels("ROOT case fixed compound obl", "VERB ADP ADP NOUN NOUN")
    assert with_verbs_told(words, [0, 4, 1, 4, 0], labels) == ([0, 4, 1, 4, 0], labels)


def test_what_is_continued_is_a_verb_with_its_object() -> None:
    words = ["They", "continued", "shelling", "villages"]
    labels = _labels("nsubj ROOT compound obj", "PRON VERB NOUN NOUN")
    heads, new = with_verbs_told(words, [1, 1, 3, 1], labels)
    assert heads == [1, 1, 1, 2]
    assert new[2] == ("xcomp", "VERB", "VerbForm=Ger")
    raids = [*words[:3], "raids"]
    assert with_verbs_told(raids, [1, 1, 3, 1], labels) == ([1, 1, 3, 1], labels)


def test_down_between_two_nouns_is_a_verb() -> None:
    words = ["Gunners", "down", "enemy", "plane"]
    labels = _labels("ROOT case amod nmod", "NOUN ADP ADJ NOUN")
    heads, new = with_verbs_told(words, [0, 3, 3, 0], labels)
    assert heads == [1, 1, 3, 1]
    assert [dep for dep, _, _ in new] == ["nsubj", "ROOT", "amod", "obj"]
    brought = ["Gunners", "brought", "down", "planes"]
    labels = _labels("nsubj ROOT compound:prt obj", "NOUN VERB ADP NOUN")
    assert with_verbs_told(brought, [1, 1, 1, 1], labels) == ([1, 1, 1, 1], labels)


def test_a_headline_without_a_verb_has_strikes_for_one() -> None:
    words = ["Enemy", "strikes", "residential", "area"]
    labels = _labels("amod compound amod ROOT", "ADJ NOUN ADJ NOUN")
    heads, new = with_verbs_told(words, [1, 3, 3, 3], labels)
    assert heads == [1, 1, 3, 1]
    assert [dep for dep, _, _ in new] == ["nsubj", "ROOT", "amod", "obj"]
    told = [*labels[:3], ("ROOT", "VERB", "")]
    assert with_verbs_told(words, [1, 3, 3, 3], told) == ([1, 3, 3, 3], told)


def test_what_was_shot_down_is_the_subject_of_it() -> None:
    words = ["Enemy", "plane", "shot", "down", "near", "Stepove"]
    labels = _labels("amod compound ROOT compound:prt case nmod", "ADJ NOUN NOUN ADP ADP PROPN")
    heads, new = with_verbs_told(words, [1, 2, 2, 2, 5, 2], labels)
    assert heads == [1, 2, 2, 2, 5, 2]
    assert new[2][:2] == ("ROOT", "VERB")
    assert (new[1][0], new[5][0]) == ("nsubj", "obl")


def test_forces_before_those_forced_is_the_verb() -> None:
    words = ["army", "forces", "enemy", "to", "retreat"]
    labels = _labels("nsubj ROOT obj mark advcl", "NOUN VERB ADJ PART VERB")
    heads, new = with_verbs_told(words, [1, 1, 1, 4, 2], labels)
    assert heads == [1, 1, 1, 4, 1]
    assert [label[0] for label in new] == ["nsubj", "ROOT", "obj", "mark", "xcomp"]
    kept = ["our", "forces", "advanced", "to", "retreat"]
    labels = _labels("nmod:poss nsubj ROOT mark advcl", "PRON NOUN VERB PART VERB")
    assert with_verbs_told(kept, [1, 2, 2, 4, 2], labels) == ([1, 2, 2, 4, 2], labels)
