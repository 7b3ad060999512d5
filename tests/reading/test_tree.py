"""Questions to trees written by hand, so that no parser's slip can answer for them."""

from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.tree import (
    ancestors,
    argument,
    cases,
    child,
    complement_of,
    conjunct_head,
    governing_clause,
    is_passive,
    let_alone,
    negation,
    noun_actor,
    noun_phrase,
    object_of,
    phrase_tokens,
    subject_of,
)

ACTIVE = hand_parsed("Troops/NOUN/nsubj>2 took/VERB/ROOT Zelene/PROPN/obj>2")
PASSIVE = hand_parsed(
    "Zelene/PROPN/nsubj:pass>3 was/AUX/aux:pass>3 taken/VERB/ROOT/Tense=Past|VerbForm=Part "
    "by/ADP/case>5 troops/NOUN/obl:agent>3"
)
RELATIVE = hand_parsed(
    "Troops/NOUN/nsubj>5 who/PRON/nsubj>3 left/VERB/acl:relcl>1 Zelene/PROPN/obj>3 rested/VERB/ROOT"
)
FORCED = hand_parsed(
    "Shelling/NOUN/nsubj>2 forced/VERB/ROOT troops/NOUN/obj>2 to/PART/mark>5 "
    "leave/VERB/xcomp>2/VerbForm=Inf Zelene/PROPN/obj>5"
)
TRIED = hand_parsed(
    "Troops/NOUN/nsubj>2 tried/VERB/ROOT to/PART/mark>4 take/VERB/xcomp>2/VerbForm=Inf "
    "Zelene/PROPN/obj>4"
)


def text(token: object) -> str | None:
    return None if token is None else str(token)


def test_subject_and_object_of_an_active_verb() -> None:
    took = word(ACTIVE, "took")
    assert not is_passive(took)
    assert (text(subject_of(took)), text(object_of(took))) == ("Troops", "Zelene")


def test_subject_and_object_of_a_passive_verb_are_the_logical_ones() -> None:
    taken = word(PASSIVE, "taken")
    assert is_passive(taken)
    assert (text(subject_of(taken)), text(object_of(taken))) == ("troops", "Zelene")


def test_a_passive_without_an_agent_has_no_subject() -> None:
    parsed = hand_parsed("Zelene/PROPN/nsubj:pass>3 was/AUX/aux:pass>3 taken/VERB/ROOT")
    assert subject_of(word(parsed, "taken")) is None


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert text(subject_of(word(RELATIVE, "left"))) == "Troops"


def test_a_verb_with_an_object_hands_it_down_as_subject() -> None:
    assert text(subject_of(word(FORCED, "leave"))) == "troops"


def test_a_verb_without_one_hands_its_subject_down() -> None:
    assert text(subject_of(word(TRIED, "take"))) == "Troops"


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    parsed = hand_parsed(
        "Troops/NOUN/nsubj>2 took/VERB/ROOT Zelene/PROPN/obj>2 and/CCONJ/cc>5 left/VERB/conj>2"
    )
    assert text(subject_of(word(parsed, "left"))) == "Troops"
    assert object_of(word(parsed, "left")) is None


def test_a_subject_hung_on_an_auxiliary_is_found() -> None:
    parsed = hand_parsed("Troops/NOUN/nsubj>2 have/AUX/aux>3 left/VERB/ROOT")
    assert text(subject_of(word(parsed, "left"))) == "Troops"


def test_a_participle_after_a_noun_has_it_as_object() -> None:
    parsed = hand_parsed(
        "Zelene/PROPN/nsubj>5 taken/VERB/acl>1/Tense=Past|VerbForm=Part by/ADP/case>4 "
        "troops/NOUN/obl>2 burned/VERB/ROOT"
    )
    taken = word(parsed, "taken")
    assert (text(subject_of(taken)), text(object_of(taken))) == ("troops", "Zelene")


@pytest.mark.parametrize(
    ("notation", "noun", "wanted"),
    [
        ("Russia/PROPN/nmod:poss>3 's/PART/case>1 attack/NOUN/ROOT", "attack", "Russia"),
        ("attack/NOUN/ROOT by/ADP/case>3 troops/NOUN/nmod>1", "attack", "troops"),
        ("Troops/NOUN/nsubj>2 launched/VERB/ROOT attacks/NOUN/obj>2", "attacks", "Troops"),
        (
            "They/PRON/nsubj>2 made/VERB/ROOT raids/NOUN/obj>2 and/CCONJ/cc>5 attacks/NOUN/conj>3",
            "attacks",
            "They",
        ),
        ("attack/NOUN/ROOT", "attack", None),
    ],
)
def test_who_does_what_a_noun_names(notation: str, noun: str, wanted: str | None) -> None:
    assert text(noun_actor(word(hand_parsed(notation), noun))) == wanted


def test_a_finite_verb_joined_to_an_infinitive_belongs_to_the_finite_one_above() -> None:
    parsed = hand_parsed(
        "Troops/NOUN/nsubj>3 were/AUX/cop>3 unable/ADJ/ROOT to/PART/mark>5 "
        "cross/VERB/xcomp>3/VerbForm=Inf and/CCONJ/cc>7 "
        "suffered/VERB/conj>5/Tense=Past|VerbForm=Fin losses/NOUN/obj>7"
    )
    assert text(conjunct_head(word(parsed, "suffered"))) == "unable"


def test_other_conjuncts_stay_where_they_are_joined() -> None:
    parsed = hand_parsed("took/VERB/ROOT and/CCONJ/cc>3 left/VERB/conj>1/Tense=Past")
    assert text(conjunct_head(word(parsed, "left"))) == "took"


def test_let_alone_is_seen() -> None:
    parsed = hand_parsed(
        "Troops/NOUN/nsubj>2 reached/VERB/ROOT Zelene/PROPN/obj>2 let/VERB/advcl>2 "
        "alone/ADV/advmod>4 held/VERB/ccomp>4"
    )
    assert let_alone(word(parsed, "held"))
    assert not let_alone(word(parsed, "reached"))


@pytest.mark.parametrize(
    ("notation", "negator"),
    [
        ("did/AUX/aux>3 not/PART/advmod>3 leave/VERB/ROOT", "not"),
        ("never/ADV/advmod>2 left/VERB/ROOT", "never"),
        ("no/DET/det>2 troops/NOUN/nsubj>3 left/VERB/ROOT", "troops"),
        ("nobody/PRON/nsubj>2 left/VERB/ROOT", "nobody"),
        ("made/VERB/ROOT no/DET/det>3 progress/NOUN/obj>1", "progress"),
        ("no/ADV/advmod>2 longer/ADV/advmod>3 hold/VERB/ROOT", "longer"),
        ("troops/NOUN/nsubj>2 left/VERB/ROOT", None),
    ],
)
def test_what_negates_a_verb(notation: str, negator: str | None) -> None:
    parsed = hand_parsed(notation)
    root = next(t for t in parsed.doc if t.dep_ == "ROOT")
    assert text(negation(root)) == negator


def test_a_noun_is_negated_by_no() -> None:
    parsed = hand_parsed("made/VERB/ROOT no/DET/det>3 progress/NOUN/obj>1")
    assert text(negation(word(parsed, "progress"))) == "no"


PLACED = hand_parsed(
    "withdrew/VERB/ROOT from/ADP/case>4 the/DET/det>4 positions/NOUN/obl>1 around/ADP/case>6 "
    "Zelene/PROPN/nmod>4 because/ADP/case>9 of/ADP/fixed>7 shelling/NOUN/obl>1"
)


def test_prepositions_are_read_with_their_fixed_parts() -> None:
    assert cases(word(PLACED, "Zelene")) == ("around",)
    assert cases(word(PLACED, "shelling")) == ("because", "of")
    assert cases(word(PLACED, "withdrew")) == ()


def test_the_noun_that_a_preposition_ties() -> None:
    assert text(argument(word(PLACED, "withdrew"), "from")) == "positions"
    assert argument(word(PLACED, "withdrew"), "to") is None


def test_a_noun_phrase_runs_over_close_modifiers_and_of() -> None:
    parsed = hand_parsed(
        "the/DET/det>3 heavy/ADJ/amod>3 shelling/NOUN/nsubj>9 of/ADP/case>6 southern/ADJ/amod>6 "
        "Zelene/PROPN/nmod>3 near/ADP/case>8 Lypove/PROPN/nmod>3 stopped/VERB/ROOT"
    )
    first, last = noun_phrase(word(parsed, "shelling"))
    assert (first.text, last.text) == ("heavy", "Zelene")
    assert [t.text for t in phrase_tokens(word(parsed, "shelling"))] == [
        "the", "heavy", "shelling", "of", "southern", "Zelene",
    ]  # fmt: skip


def test_a_noun_phrase_of_one_word_is_that_word() -> None:
    first, last = noun_phrase(word(ACTIVE, "Zelene"))
    assert (first.text, last.text) == ("Zelene", "Zelene")


def test_ancestors_come_nearest_first() -> None:
    assert [t.text for t in ancestors(word(FORCED, "Zelene"))] == ["leave", "forced"]
    assert list(ancestors(word(FORCED, "forced"))) == []


def test_the_smallest_clause_around_a_word() -> None:
    assert text(governing_clause(word(RELATIVE, "Zelene"))) == "left"
    assert text(governing_clause(word(RELATIVE, "Troops"))) == "rested"


def test_the_first_child_of_a_label() -> None:
    assert text(child(word(ACTIVE, "took"), "obj", "nsubj")) == "Troops"
    assert child(word(ACTIVE, "took"), "obl") is None


def test_whose_complement_a_clause_is() -> None:
    assert text(complement_of(word(FORCED, "leave"))) == "forced"
    assert complement_of(word(FORCED, "forced")) is None


def test_a_tree_that_turns_back_on_itself_has_no_endless_subject() -> None:
    chain = " ".join(f"want/VERB/xcomp>{n + 1}/VerbForm=Inf" for n in range(1, 40))
    parsed = hand_parsed(f"want/VERB/ROOT {chain}")
    assert subject_of(parsed.doc[39]) is None
