"""Whether a noun is of the kind that a frame of the lexicon asks for."""

from __future__ import annotations

from collections.abc import Collection

from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.rulers import is_ruler
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, phrase_tokens

__all__ = ["is_kind"]

_QUANTIFIERS = frozenset(
    "all most part parts half rest remainder entirety whole much some majority dozens "
    "hundreds percent % third thirds two-thirds three-quarters cent proportion share bulk total "
    "number one two three four five several many batch quantity quantities amount amounts "
    "ton tons tonne tonnes thousands tens scores".split()
)

_SORTS = frozenset({"wounded", "injured", "elderly", "displaced", "bedridden"})
"""Adjectives that stand for people."""


_BY_ITS_KIND = {
    "equipment": {"asset": frozenset("military combat air naval aviation artillery".split())},
    "force": {
        "power": frozenset({"combat", "fighting"}),
        "operation": frozenset("offensive counteroffensive assault ground landing".split()),
    },
}
"""Nouns that name a force, its arms or its attack only by the word before (*military assets*)."""


_STRETCHES = frozenset(
    "element elements section sections segment segments stretch stretches portion portions "
    "concentration concentrations network".split()
)
"""Parts of a road, a front or a force, that may also be something by themselves."""


def _deed_as_object(token: Token) -> bool:
    """Whether a verb by the parse is a headline's noun (*army repels assault*)."""
    return token.dep_ == "obj" and token.text.islower() and lemma(token) in DEEDS


def is_kind(token: Token, kind: str, finder: PartyFinder, place_tokens: Collection[int]) -> bool:
    """Whether a noun phrase is of a kind that a frame asks for."""
    if kind == "any":
        return token.pos_ not in {"VERB", "AUX"} or _deed_as_object(token)
    if kind == "ruler":
        return is_ruler(token, finder)
    if token.pos_ == "PRON" and kind in {"place", "ground"}:
        return _stands_for_place(token, finder, place_tokens)
    if token.low in _QUANTIFIERS:
        counted = argument(token, "of")
        if counted is None and token.i + 2 < len(token.doc) and token.nbor(1).text == "of":
            counted = token.nbor(2)
        return counted is not None and is_kind(counted, kind, finder, place_tokens)
    whole = argument(token, "of") if token.low in _STRETCHES else None
    stretch = whole is not None and is_kind(whole, kind, finder, place_tokens)
    told = stretch or _told_by_its_kind(token, kind)
    if told or kind == "force":
        return told or (token.i not in place_tokens and finder.is_force(token))
    if kind in {"place", "ground"}:
        if token.i in place_tokens:
            return True
        if token.pos_ == "PROPN" and any(
            c.dep_ == "conj" and c.i in place_tokens for c in token.children
        ):
            return True
        if kind == "place" and any(
            t.i in place_tokens and t.dep_ in {"compound", "appos", "flat", "nmod"}
            for t in phrase_tokens(token) if t.head == token
        ) and finder.lexicon.noun_is(lemma(token), "place"):  # fmt: skip
            return True
    if finder.lexicon.noun_is(lemma(token), kind) or (kind == "people" and _people(token, finder)):
        return True
    return kind in {"line", "equipment", "people"} and any(
        finder.lexicon.noun_is(lemma(c), kind) or (kind == "people" and c.low == "evacuation")
        for c in token.children
        if c.dep_ in {"compound", "nmod"}
        and (c.i < token.i or (kind == "equipment" and "of" in cases(c)))
    )


def _told_by_its_kind(token: Token, kind: str) -> bool:
    told = _BY_ITS_KIND.get(kind, {}).get(token.lemma, frozenset())
    return any(c.low in told for c in token.children if c.i < token.i)


def _people(token: Token, finder: PartyFinder) -> bool:
    """Whether a noun is the invaded side's people, a number of them, or a person with a calling.

    So in *Ukrainians*, *130 rescued* and *the driver John Smith*.
    """
    side, kind = finder.names.get(token.i, (None, ""))
    if kind in {"name", "adjective"} and token.pos_ == "PROPN" and token.low.endswith("ans"):
        return side is not None and side != finder.occupier()
    if token.dep_.startswith("nsubj") and (token.pos_ == "NUM" or token.low in _SORTS):
        return argument(token, "of") is None
    return token.pos_ == "PROPN" and any(
        c.dep_ in {"nmod:desc", "compound"} and finder.lexicon.noun_is(lemma(c), "people")
        for c in token.children if c.i < token.i
    )  # fmt: skip


def _stands_for_place(pronoun: Token, finder: PartyFinder, place_tokens: Collection[int]) -> bool:
    """Whether *it* as an object points back at a place named in the sentence."""
    if pronoun.low != "it" or pronoun.dep_ not in {"obj", "obl", "nmod"}:
        return False
    for token in reversed(list(pronoun.doc[: pronoun.i])):
        if token.i in place_tokens or finder.lexicon.noun_is(lemma(token), "place"):
            return True
        if token.dep_ == "obj" and token.pos_ == "NOUN" and not finder.is_force(token):
            return False
    return False
