from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.model import Party
from salient.reading.parties import Discourse, PartyFinder, SideNames
from salient.reading.tokens import Token
from salient.theatre import Theatre

FinderOf = Callable[..., PartyFinder]


def find(
    finder_of: FinderOf, notation: str, noun: str, **given: object
) -> tuple[PartyFinder, Token]:
    sentence = hand_parsed(notation)
    return finder_of(sentence, **given), word(sentence, noun)


def test_a_pronoun_that_is_acted_on_is_not_the_actor(finder_of: FinderOf) -> None:
    notation = "Ukrainian/ADJ/amod>2 troops/NOUN/nsubj>3 pushed/VERB/ROOT them/PRON/obj>3"
    finder, them = find(finder_of, notation, "them")
    assert finder.target_side(them, word(finder.sentence, "troops")) == "RU"


@pytest.mark.parametrize(
    ("notation", "noun", "force"),
    [
        ("troops/NOUN/ROOT", "troops", True),
        ("Russia/PROPN/ROOT", "Russia", True),
        ("who/PRON/ROOT", "who", True),
        ("we/PRON/ROOT", "we", True),
        ("most/ADJ/ROOT of/ADP/case>4 Russian/ADJ/amod>4 troops/NOUN/nmod>1", "most", True),
        ("bread/NOUN/ROOT", "bread", False),
        ("it/PRON/ROOT", "it", False),
        ("Bondar/PROPN/ROOT", "Bondar", False),
    ],
)
def test_what_is_a_force(finder_of: FinderOf, notation: str, noun: str, force: bool) -> None:
    finder, token = find(finder_of, notation, noun)
    assert finder.is_force(token) is force


def test_a_partys_name_is_the_phrase_without_its_article_at_its_offsets(
    finder_of: FinderOf,
) -> None:
    sentence = hand_parsed(
        "The/DET/det>3 Russian/ADJ/amod>3 troops/NOUN/nsubj>4 left/VERB/ROOT", start=100
    )
    party = finder_of(sentence).party(word(sentence, "troops"))
    assert party == Party(name="Russian troops", side="RU", start=104, end=118)


def test_a_word_that_can_be_no_party_is_none(finder_of: FinderOf) -> None:
    sentence = hand_parsed("quickly/ADV/advmod>2 left/VERB/ROOT")
    finder = finder_of(sentence)
    assert finder.party(None) is None
    assert finder.party(word(sentence, "quickly")) is None


# -- names of sides ----------------------------------------------------------------------------


def test_longer_names_of_a_side_win_over_shorter_ones(theatre: Theatre) -> None:
    doc = hand_parsed(
        "the/DET/det>2 Kyiv/PROPN/ROOT regime/NOUN/flat>2 and/CCONJ/cc>5 DNR/PROPN/conj>2"
    ).doc
    hits = SideNames.of(theatre).scan(doc)
    assert {doc[i].text: side for i, (side, _) in hits.items()} == {
        "Kyiv": "UA", "regime": "UA", "DNR": "RU",
    }  # fmt: skip
    assert hits[1] == hits[2] == ("UA", "epithet")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Territorial Defense", "UA"),
        ("DNR ( DNR ) Territorial Defense", "RU"),
        ("Territorial Defense units of the LNR", "RU"),
        ("Territorial Defense of the town", "UA"),
    ],
)
def test_a_force_that_any_state_has_is_that_of_the_name_beside_it(
    theatre: Theatre, text: str, side: str
) -> None:
    words = text.split()
    doc = hand_parsed(" ".join(f"{w}/PROPN/{'ROOT' if n == 0 else 'flat>1'}"
                               for n, w in enumerate(words))).doc  # fmt: skip
    at = words.index("Defense")
    assert SideNames.of(theatre).scan(doc)[at] == (side, "force")


def test_names_are_matched_without_regard_to_case_and_in_the_plural(theatre: Theatre) -> None:
    doc = hand_parsed("RUSSIAN/ADJ/amod>2 FORCES/NOUN/ROOT Wagnerites/NOUN/dep>2").doc
    assert {i: side for i, (side, _) in SideNames.of(theatre).scan(doc).items()} == {
        0: "RU", 1: "RU", 2: "RU",
    }  # fmt: skip


def test_a_name_of_several_words_needs_all_of_them(theatre: Theatre) -> None:
    doc = hand_parsed("Black/PROPN/compound>2 Sea/PROPN/ROOT").doc
    assert SideNames.of(theatre).scan(doc) == {}


# -- what earlier sentences leave --------------------------------------------------------------


def test_only_a_party_with_a_side_is_remembered() -> None:
    discourse = Discourse()
    assert discourse.last is None
    first = Party(name="Russian troops", side="RU")
    discourse.note(first)
    discourse.note(Party(name="bread", side=None))
    discourse.note(None)
    assert discourse.last == first
