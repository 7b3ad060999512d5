"""Who did it where the parse gives nobody: read from the order of the words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.reading.doers import above, after_by, before_verb, charged_with, given_to, means_of
from salient.reading.parties import PartyFinder

FinderOf = Callable[..., PartyFinder]
SHELLING = (
    "Shelling/NOUN/ROOT of/ADP/case>3 Zelene/PROPN/nmod>1 by/ADP/case>6 Russian/ADJ/amod>6 "
    "invaders/NOUN/nmod>3"
)


def test_a_by_phrase_hung_on_the_place_still_names_who_shelled_it(finder_of: FinderOf) -> None:
    sentence = hand_parsed(SHELLING)
    found = after_by(word(sentence, "Shelling"), finder_of(sentence))
    assert found is not None
    assert found.text == "invaders"


@pytest.mark.parametrize(
    "notation",
    [
        "Shelling/NOUN/ROOT of/ADP/case>3 Zelene/PROPN/nmod>1 by/ADP/case>5 night/NOUN/nmod>3",
        (
            "Shelling/NOUN/nsubj>3 was/AUX/aux>3 seen/VERB/ROOT by/ADP/case>6 Russian/ADJ/amod>6 "
            "troops/NOUN/obl>3"
        ),
        (
            "Shelling/NOUN/ROOT ,/PUNCT/punct>1 attack/NOUN/conj>1 by/ADP/case>6 "
            "Russian/ADJ/amod>6 troops/NOUN/nmod>3"
        ),
    ],
)
def test_a_by_phrase_of_something_else_names_nobody(finder_of: FinderOf, notation: str) -> None:
    sentence = hand_parsed(notation)
    assert after_by(word(sentence, "Shelling"), finder_of(sentence)) is None


def test_the_force_right_before_a_verb_without_subject_acts(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Four/NUM/nsubj>2 hurt/VERB/ROOT as/ADP/case>5 Russian/ADJ/amod>5 rockets/NOUN/obl>2 "
        "pound/VERB/parataxis>2 Zelene/PROPN/obj>6"
    )
    found = before_verb(word(sentence, "pound"), finder_of(sentence))
    assert found is not None
    assert found.text == "rockets"


@pytest.mark.parametrize(
    "notation",
    [
        # A phrase with a preposition, a thing, and a passive.
        "In/ADP/case>3 Russian/ADJ/amod>3 positions/NOUN/obl>4 pound/VERB/ROOT guns/NOUN/obj>4",
        "The/DET/det>2 weather/NOUN/dep>3 pounds/VERB/ROOT Zelene/PROPN/obj>3",
        "Russian/ADJ/amod>2 troops/NOUN/dep>4 were/AUX/aux:pass>4 pounded/VERB/ROOT",
    ],
)
def test_what_cannot_be_the_subject_is_not_taken_for_it(finder_of: FinderOf, notation: str) -> None:
    sentence = hand_parsed(notation)
    verb = next(t for t in sentence.doc if t.low.startswith("pound"))
    assert before_verb(verb, finder_of(sentence)) is None


def test_a_deed_that_is_a_means_is_of_who_uses_it(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Russian/ADJ/amod>2 troops/NOUN/nsubj>3 took/VERB/ROOT Zelene/PROPN/obj>3 "
        "through/ADP/case>7 an/DET/det>7 assault/NOUN/nmod>4"
    )
    found = means_of(word(sentence, "assault"), finder_of(sentence))
    assert found is not None
    assert found.text == "troops"


def test_what_somebody_copes_with_is_not_their_deed(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Russian/ADJ/amod>2 troops/NOUN/nsubj>3 cope/VERB/ROOT with/ADP/case>5 attacks/NOUN/obl>3"
    )
    assert means_of(word(sentence, "attacks"), finder_of(sentence)) is None


def test_who_is_accused_of_a_deed_did_it_by_that_account(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Moscow/PROPN/nsubj>2 accused/VERB/ROOT Ukrainian/ADJ/amod>4 troops/NOUN/obj>2 "
        "of/SCONJ/mark>6 shelling/VERB/acl>4 Zelene/PROPN/obj>6"
    )
    found = charged_with(word(sentence, "shelling"), finder_of(sentence))
    assert found is not None
    assert found.text == "troops"


def test_who_is_committed_to_a_deed_does_it(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Russian/ADJ/amod>2 forces/NOUN/nsubj>4 remain/VERB/cop>4 committed/ADJ/ROOT "
        "to/ADP/case>6 encirclement/NOUN/obl>4"
    )
    found = given_to(word(sentence, "encirclement"), finder_of(sentence))
    assert found is not None
    assert found.text == "forces"


def test_a_fellow_verb_has_the_subject_of_the_verb_above(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "Russian/ADJ/amod>2 troops/NOUN/nsubj>3 drop/VERB/ROOT attempts/NOUN/obj>3 to/PART/mark>6 "
        "leave/VERB/acl>4 and/CCONJ/cc>8 prepare/VERB/conj>6"
    )
    found = above(word(sentence, "prepare"), finder_of(sentence))
    assert found is not None
    assert found.text == "troops"
