"""What a preposition ties to an event's words."""

from __future__ import annotations

from collections.abc import Callable

from hand_parses import hand_parsed, word

from salient.reading.arguments import after_agent, nearest_argument, phrase_argument, shared_object
from salient.reading.parties import PartyFinder


def test_of_two_phrases_the_first_after_the_words_is_meant() -> None:
    sentence = hand_parsed(
        "launched/VERB/ROOT strikes/NOUN/obj>1 on/ADP/case>4 Zelene/PROPN/nmod>2 on/ADP/case>7 "
        "the/DET/det>7 road/NOUN/obl>1"
    )
    words = (word(sentence, "launched"), word(sentence, "strikes"))
    found = nearest_argument("on", words)
    assert found is not None
    assert found.text == "Zelene"


def test_scale_and_days_are_not_what_is_attacked() -> None:
    sentence = hand_parsed("attack/NOUN/ROOT on/ADP/case>4 this/DET/det>4 scale/NOUN/nmod>1")
    assert nearest_argument("on", (word(sentence, "attack"),)) is None
    sentence = hand_parsed("attack/NOUN/ROOT on/ADP/case>3 Monday/PROPN/nmod>1")
    assert phrase_argument(word(sentence, "attack"), "on") is None


def test_what_an_attack_is_aimed_at_may_follow_who_attacks(
    finder_of: Callable[..., PartyFinder],
) -> None:
    sentence = hand_parsed(
        "attack/NOUN/ROOT by/ADP/case>4 Russian/ADJ/amod>4 troops/NOUN/nmod>1 on/ADP/case>6 "
        "Zelene/PROPN/nmod>4"
    )
    found = after_agent("on", word(sentence, "attack"), finder_of(sentence))
    assert found is not None
    assert found.text == "Zelene"


def test_two_verbs_in_a_row_share_the_object_of_the_second() -> None:
    sentence = hand_parsed(
        "arrested/VERB/ROOT and/CCONJ/cc>3 deported/VERB/conj>1 two/NUM/nummod>5 men/NOUN/obj>3"
    )
    found = shared_object(word(sentence, "arrested"))
    assert found is not None
    assert found.text == "men"
    assert shared_object(word(sentence, "deported")) is None


def test_a_fellow_verb_has_the_object_of_the_first() -> None:
    told = "found/VERB/ROOT and/CCONJ/cc>3 destroyed/VERB/conj>1 tanks/NOUN/obj>1"
    sentence = hand_parsed(told)
    assert shared_object(word(sentence, "destroyed")) == word(sentence, "tanks")
    before = hand_parsed("found/VERB/ROOT tanks/NOUN/obj>1 and/CCONJ/cc>4 fled/VERB/conj>1")
    assert shared_object(word(before, "fled")) is None


def test_two_passives_in_a_row_share_what_they_befall() -> None:
    past = "VerbForm=Part|Tense=Past"
    sentence = hand_parsed(
        f"units/NOUN/nsubj:pass>3 were/AUX/aux:pass>3 formed/VERB/ROOT and/CCONJ/cc>5 "
        f"sent/VERB/conj>3/{past} there/ADV/advmod>5"
    )
    found = shared_object(word(sentence, "sent"))
    assert found is not None
    assert found.text == "units"
