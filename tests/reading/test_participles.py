"""Participles that are said of the noun beside them."""

from __future__ import annotations

from hand_parses import hand_parsed, word

from salient.reading.participles import force_on_the_way, said_of_object
from salient.reading.tokens import Token


def _is_force(token: Token) -> bool:
    return token.low in {"troops", "forces"}


def test_troops_fight_whom_somebody_supplies() -> None:
    sentence = hand_parsed(
        "resupply/VERB/ROOT troops/NOUN/obj>1 fighting/VERB/advcl>1 nearby/ADV/advmod>3"
    )
    assert said_of_object(word(sentence, "fighting"), word(sentence, "troops"))


def test_what_follows_from_the_deed_is_the_subject_s() -> None:
    sentence = hand_parsed(
        "repelled/VERB/ROOT troops/NOUN/obj>1 inflicting/VERB/advcl>1 losses/NOUN/obj>3"
    )
    assert not said_of_object(word(sentence, "inflicting"), word(sentence, "troops"))


def test_a_missile_aims_itself_only_where_it_is_brought_down() -> None:
    fired = "{}/VERB/ROOT missiles/NOUN/obj>1 targeting/VERB/advcl>1 Zelene/PROPN/obj>3"
    for verb, own in (("intercepted", True), ("launched", False)):
        sentence = hand_parsed(fired.format(verb))
        assert said_of_object(word(sentence, "targeting"), word(sentence, "missiles")) is own


def test_advancing_troops_advance_and_are_not_advanced() -> None:
    sentence = hand_parsed(
        "strike/VERB/ROOT against/SCONJ/mark>3 advancing/VERB/advcl>1 Russian/ADJ/amod>5 "
        "troops/NOUN/obj>3"
    )
    found = force_on_the_way(word(sentence, "advancing"), _is_force)
    assert found is not None
    assert found.text == "troops"


def test_by_attacking_troops_somebody_else_attacks() -> None:
    sentence = hand_parsed(
        "gain/VERB/ROOT by/SCONJ/mark>3 attacking/VERB/advcl>1 troops/NOUN/obj>3"
    )
    assert force_on_the_way(word(sentence, "attacking"), _is_force) is None
