"""Who does what, in trees written by hand, so that no parser's slip can answer for them."""

from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.subjects import noun_actor, object_of, subject_of
from salient.reading.tree import is_passive

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


def test_a_tree_that_turns_back_on_itself_has_no_endless_subject() -> None:
    chain = " ".join(f"want/VERB/xcomp>{n + 1}/VerbForm=Inf" for n in range(1, 40))
    parsed = hand_parsed(f"want/VERB/ROOT {chain}")
    assert subject_of(parsed.doc[39]) is None
