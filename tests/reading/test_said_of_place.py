"""Places that a participle or *which* is said of, in trees written by hand."""

from __future__ import annotations

from hand_parses import hand_parsed, word

from salient.reading.said_of_place import place_of_aside, place_of_which

ASIDE = (
    "In/ADP/case>2 Orlivka/PROPN/obl>9 ,/PUNCT/punct>5 recently/ADV/advmod>5 captured/VERB/advcl>9 "
    "by/ADP/case>7 troops/NOUN/obl:agent>5 ,/PUNCT/punct>5 starved/VERB/ROOT"
)


def test_an_aside_after_a_place_is_said_of_it() -> None:
    sentence = hand_parsed(ASIDE)
    found = place_of_aside(word(sentence, "captured"), {1})
    assert found is not None
    assert found.text == "Orlivka"
    assert place_of_aside(word(sentence, "captured"), set()) is None
    killed = hand_parsed(ASIDE.replace("captured", "killed"))
    assert place_of_aside(word(killed, "killed"), {1}) is None


def test_what_somebody_took_in_a_place_is_not_said_of_the_place() -> None:
    sentence = hand_parsed(ASIDE.replace("by/ADP", "two/NUM"))
    assert place_of_aside(word(sentence, "captured"), {1}) is None


def test_which_stands_for_the_place_right_before_it() -> None:
    sentence = hand_parsed(
        "men/NOUN/ROOT in/ADP/case>3 parts/NOUN/nmod>1 of/ADP/case>5 Orlivka/PROPN/nmod>3 "
        "which/PRON/nsubj:pass>8 are/AUX/aux:pass>8 occupied/VERB/acl:relcl>1"
    )
    verb, men = word(sentence, "occupied"), word(sentence, "men")
    found = place_of_which(verb, men, {4})
    assert found is not None
    assert found.text == "parts"
    assert place_of_which(verb, men, set()) is None
    assert place_of_which(verb, word(sentence, "parts"), {4}) is None


def test_an_aside_after_a_region_is_said_of_the_town_in_it() -> None:
    sentence = hand_parsed(
        "In/ADP/case>2 Orlivka/PROPN/obl>10 ,/PUNCT/punct>5 Stepove/PROPN/compound>5 "
        "region/NOUN/appos>2 ,/PUNCT/punct>7 captured/VERB/advcl>10 by/ADP/case>9 "
        "troops/NOUN/obl:agent>7 starved/VERB/ROOT"
    )
    verb = word(sentence, "captured")
    found = place_of_aside(verb, {1, 3, 4})
    assert found is not None
    assert found.text == "Orlivka"
    assert place_of_aside(verb, {3, 4}) is None
