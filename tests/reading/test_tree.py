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
    noun_phrase,
    phrase_tokens,
    rough_number,
)

ACTIVE = hand_parsed("Troops/NOUN/nsubj>2 took/VERB/ROOT Zelene/PROPN/obj>2")
RELATIVE = hand_parsed(
    "Troops/NOUN/nsubj>5 who/PRON/nsubj>3 left/VERB/acl:relcl>1 Zelene/PROPN/obj>3 rested/VERB/ROOT"
)
FORCED = hand_parsed(
    "Shelling/NOUN/nsubj>2 forced/VERB/ROOT troops/NOUN/obj>2 to/PART/mark>5 "
    "leave/VERB/xcomp>2/VerbForm=Inf Zelene/PROPN/obj>5"
)


def text(token: object) -> str | None:
    return None if token is None else str(token)


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


def test_a_headline_leaves_out_the_verb_of_its_passive() -> None:
    told = (
        "people/NOUN/nsubj>2 deported/VERB/ROOT/Tense=Past|VerbForm=Fin from/ADP/case>4 "
        "Zelene/PROPN/obl>2"
    )
    assert is_passive(word(hand_parsed(told), "deported"))
    active = "troops/NOUN/nsubj>2 deported/VERB/ROOT/Tense=Past|VerbForm=Fin people/NOUN/obj>2"
    assert not is_passive(word(hand_parsed(active), "deported"))
    other = told.replace("deported", "advanced")
    assert not is_passive(word(hand_parsed(other), "advanced"))


def test_a_rough_number_is_what_the_verb_counts() -> None:
    parsed = hand_parsed("deported/VERB/ROOT over/ADP/case>4 30/NUM/nummod>4 people/NOUN/obl>1")
    assert text(rough_number(word(parsed, "deported"))) == "people"
    plain = hand_parsed("deported/VERB/ROOT from/ADP/case>3 villages/NOUN/obl>1")
    assert rough_number(word(plain, "deported")) is None


def test_who_is_reported_killed_suffers_it() -> None:
    told = "three/NUM/nsubj>2 reported/VERB/ROOT killed/VERB/xcomp>2/Tense=Past|VerbForm=Part"
    assert is_passive(word(hand_parsed(told), "killed"))
    assert not is_passive(word(hand_parsed(told.replace("reported", "remained")), "killed"))


def test_troops_pushed_back_were_pushed() -> None:
    told = (
        "troops/NOUN/nsubj>2 pushed/VERB/ROOT/Tense=Past|VerbForm=Fin back/ADV/advmod>2 "
        "near/ADP/case>5 Zelene/PROPN/obl>2"
    )
    assert is_passive(word(hand_parsed(told), "pushed"))
    assert not is_passive(word(hand_parsed(told.replace("near", "against")), "pushed"))
    assert not is_passive(word(hand_parsed(told.replace("back", "on")), "pushed"))


def test_so_many_hurt_after_a_comma_are_hurt() -> None:
    told = (
        "They/PRON/nsubj>2 killed/VERB/ROOT two/NUM/obj>2 nine/NUM/appos>3 "
        "injured/VERB/xcomp>2/Tense=Past|VerbForm=Part"
    )
    assert is_passive(word(hand_parsed(told), "injured"))
    assert not is_passive(word(hand_parsed(told.replace("nine/NUM", "men/NOUN")), "injured"))


def test_a_form_that_is_only_a_participle_is_suffered() -> None:
    told = "people/NOUN/nsubj>2 beaten/VERB/ROOT/Tense=Past|VerbForm=Part"
    assert is_passive(word(hand_parsed(told), "beaten"))
    assert not is_passive(word(hand_parsed(told.replace("beaten", "beat")), "beat"))
