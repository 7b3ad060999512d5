"""Words that stand for a noun before them: *it*, *them*, and bare numbers (*six dead, one taken*).

Asked only whether the noun is of a kind that a frame wants; who is meant is another question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child

__all__ = ["counts_those", "stands_for", "stands_for_people"]

_ABSTRACT = frozenset(
    "ability capability capacity condition control chance opportunity effort attempt order time "
    "intention plan goal aim use power".split()
)
"""Objects that *it* after a verb of war does not take up."""

_GROUND = frozenset("line position height highway road bridgehead stronghold".split())
_HARMED = frozenset(
    "beat shoot kill torture detain wound injure hurt starve arrest evacuate rescue deport execute "
    "rape rob terrorize capture exchange release free swap".split()
)
"""Verbs of what is done to people, of whom *them* may then be said."""

_THEM = frozenset({"them", "him", "her", "everyone", "everybody", "me", "us"})
_BARE = frozenset(
    "one two three four five six seven eight nine ten both others another several many some".split()
)
_COUNTED = frozenset({"nsubj", "nsubj:pass", "obj"})
_FAR = 14
"""Words back at most to the noun that a bare number counts."""


def _before(token: Token) -> Iterator[Token]:
    return reversed(list(token.doc[max(0, token.i - _FAR) : token.i]))


def stands_for(
    pronoun: Token, kind: str, finder: PartyFinder, place_tokens: Collection[int]
) -> bool:
    """Whether *it* points back at a place, ground or line named in the sentence."""
    if pronoun.low != "it" or pronoun.dep_ not in {"obj", "obl", "nmod", "nsubj:pass"}:
        return False
    for token in reversed(list(pronoun.doc[: pronoun.i])):
        if kind == "line" and finder.lexicon.noun_is(lemma(token), kind):
            return True
        ground = kind == "ground" and lemma(token) in _GROUND
        if ground or finder.lexicon.noun_is(lemma(token), "place") or token.i in place_tokens:
            return kind != "line"
        taken = token.dep_ == "obj" and token.pos_ == "NOUN" and not finder.is_force(token)
        if taken and lemma(token) not in _ABSTRACT:
            return False
    return False


def stands_for_people(pronoun: Token) -> bool:
    """Whether *them* or *everyone* is who is harmed or taken away."""
    harmed = pronoun.dep_ == "obj" and lemma(pronoun.head) in _HARMED
    return pronoun.low in _THEM and harmed and "like" not in cases(pronoun.head)


def counts_those(number: Token, kind: str, finder: PartyFinder) -> bool:
    """Whether a number without a noun counts people or troops named before (*one captured*)."""
    if number.low not in _BARE and not number.text.isdigit():
        return False
    if number.dep_ not in _COUNTED or argument(number, "of") is not None:
        return False
    for token in _before(number):
        if token.pos_ not in {"NOUN", "PROPN"} or child(token, "nummod") is None:
            continue
        people = finder.lexicon.noun_is(lemma(token), "people")
        force = not people and finder.is_force(token)
        if people or force:
            return kind == ("people" if people else "force")
        if finder.lexicon.noun_is(lemma(token), "equipment"):
            return kind == "equipment"
    return False
