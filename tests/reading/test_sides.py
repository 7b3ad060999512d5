"""Whose a noun or a pronoun is, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.model import Party
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.theatre import Theatre

FinderOf = Callable[..., PartyFinder]


def find(
    finder_of: FinderOf, notation: str, noun: str, **given: object
) -> tuple[PartyFinder, Token]:
    sentence = hand_parsed(notation)
    return finder_of(sentence, **given), word(sentence, noun)


@pytest.mark.parametrize(
    ("notation", "noun", "side"),
    [
        ("Russian/ADJ/amod>2 troops/NOUN/ROOT", "troops", "RU"),
        ("Ukrainian/ADJ/amod>2 artillery/NOUN/ROOT", "artillery", "UA"),
        ("Russia/PROPN/ROOT", "Russia", "RU"),
        ("Kyiv/PROPN/ROOT", "Kyiv", "UA"),
        ("Ukraine/PROPN/nmod:poss>3 's/PART/case>1 brigades/NOUN/ROOT", "brigades", "UA"),
        ("army/NOUN/ROOT of/ADP/case>3 Russia/PROPN/nmod>1", "army", "RU"),
        ("occupiers/NOUN/ROOT", "occupiers", "RU"),
        ("defenders/NOUN/ROOT", "defenders", "UA"),
        ("forces/NOUN/ROOT", "forces", None),
        ("weather/NOUN/ROOT", "weather", None),
        ("units/NOUN/ROOT of/ADP/case>4 Russian/ADJ/amod>4 troops/NOUN/nmod>1", "units", "RU"),
    ],
)
def test_a_phrase_stands_for_a_side(
    finder_of: FinderOf, notation: str, noun: str, side: str | None
) -> None:
    finder, token = find(finder_of, notation, noun)
    assert finder.side_of(token) == side


@pytest.mark.parametrize(("pov", "enemy"), [("UA", "RU"), ("RU", "UA"), (None, None)])
def test_the_enemy_and_our_troops_are_read_from_the_speakers_side(
    finder_of: FinderOf, pov: str | None, enemy: str | None
) -> None:
    finder, token = find(finder_of, "The/DET/det>2 enemy/NOUN/ROOT", "enemy", pov=pov)
    assert finder.side_of(token) == enemy
    finder, token = find(finder_of, "enemy/NOUN/compound>2 tanks/NOUN/ROOT", "tanks", pov=pov)
    assert finder.side_of(token) == enemy
    finder, token = find(finder_of, "our/PRON/nmod:poss>2 troops/NOUN/ROOT", "troops", pov=pov)
    assert finder.side_of(token) == pov
    finder, token = find(finder_of, "We/PRON/nsubj>2 left/VERB/ROOT", "We", pov=pov)
    assert finder.side_of(token) == pov


def test_an_enemy_with_a_name_is_the_one_named(finder_of: FinderOf) -> None:
    notation = "the/DET/det>3 Russian/ADJ/amod>3 enemy/NOUN/ROOT"
    for pov in ("UA", "RU", None):
        finder, token = find(finder_of, notation, "enemy", pov=pov)
        assert finder.side_of(token) == "RU"


def test_they_is_the_party_spoken_of_last(finder_of: FinderOf) -> None:
    notation = "They/PRON/nsubj>2 left/VERB/ROOT"
    finder, token = find(finder_of, notation, "They")
    assert finder.side_of(token) is None
    last = Party(name="Russian troops", side="RU")
    finder, token = find(finder_of, notation, "They", before=last)
    assert finder.side_of(token) == "RU"
    party = finder.party(token)
    assert party is not None
    assert (party.name, party.side, party.start, party.end) == ("Russian troops", "RU", 0, 4)


def test_the_troops_is_the_party_spoken_of_last_but_troops_is_nobody(finder_of: FinderOf) -> None:
    last = Party(name="Russian army", side="RU")
    finder, token = find(finder_of, "The/DET/det>2 troops/NOUN/ROOT", "troops", before=last)
    assert finder.side_of(token) == "RU"
    finder, token = find(finder_of, "troops/NOUN/ROOT", "troops", before=last)
    assert finder.side_of(token) is None


def test_a_pronoun_goes_back_to_the_subject_of_its_own_sentence_first(finder_of: FinderOf) -> None:
    notation = (
        "Ukrainian/ADJ/amod>2 troops/NOUN/nsubj>3 left/VERB/ROOT after/SCONJ/mark>6 "
        "they/PRON/nsubj>6 fought/VERB/advcl>3"
    )
    finder, token = find(finder_of, notation, "they", before=Party(name="Russia", side="RU"))
    assert finder.side_of(token) == "UA"


def test_the_opponent_is_known_only_where_there_are_two_sides(
    finder_of: FinderOf, theatre: Theatre
) -> None:
    finder = finder_of(hand_parsed("x/X/ROOT"))
    assert [finder.opponent(s) for s in theatre.side_ids] == list(reversed(theatre.side_ids))
    assert finder.opponent(None) is None
