"""Whether a noun is of the kind that a frame of the lexicon asks for."""

from __future__ import annotations

from collections.abc import Collection

from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.rulers import is_ruler
from salient.reading.stand_ins import counts_those, stands_for, stands_for_people
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, phrase_tokens

__all__ = ["is_kind"]

_QUANTIFIERS = frozenset(
    "all most part parts half rest remainder entirety whole much some majority dozens "
    "hundreds percent % third thirds two-thirds three-quarters cent proportion share bulk total "
    "number one two three four five several many batch quantity quantities amount amounts "
    "ton tons tonne tonnes thousands tens scores "
    "ring chain belt network string row "
    "numbers handful pair couple collections".split()
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


_BEFALLING = frozenset("die perish detain kidnap abduct wound injure rescue".split())
_MILITARY = frozenset(
    "offensive assault ground military troop enemy landing amphibious air combat naval".split()
)
_THINGS = ("place", "ground", "line", "equipment", "building", "force")

_ROUGHLY = frozenset({"tens", "dozens", "scores", "hundreds", "thousands", "many"})
_GROUND_OF = frozenset({"site", "place", "spot", "pit"})
"""Nouns that stand for the dead buried there."""


_FIGHTERS = frozenset("defender soldier fighter serviceman marine paratrooper sniper".split())


def _is_fighter(name: Token) -> bool:
    """Whether a name has a fighter's calling before it (*the defender John Smith*)."""
    return name.pos_ == "PROPN" and any(
        c.dep_ == "nmod:desc" and c.i < name.i and lemma(c) in _FIGHTERS for c in name.children
    )


def _deed_as_object(token: Token) -> bool:
    """Whether a verb by the parse is a headline's noun (*army repels assault*)."""
    return token.dep_ == "obj" and token.text.islower() and lemma(token) in DEEDS


def _counted(quantity: Token) -> Token | None:
    """What there is so much of."""
    counted = argument(quantity, "of")
    if counted is None and quantity.i + 2 < len(quantity.doc) and quantity.nbor(1).text == "of":
        return quantity.nbor(2)
    if counted is None and quantity.low == "%":
        # *15% to 20% of the army*: what both are of hangs on the second.
        after = quantity.doc[quantity.i + 1 : quantity.i + 6]
        return next((argument(t, "of") for t in after if t.low == "%"), None)
    return counted


def _stood_for(
    token: Token, kind: str, finder: PartyFinder, place_tokens: Collection[int]
) -> bool | None:
    """Whether what a pronoun or a number stands for is of a kind; None where neither is asked."""
    if token.pos_ == "PRON" and kind in {"place", "ground", "line"}:
        return stands_for(token, kind, finder, place_tokens)
    if token.pos_ == "PRON" and kind == "people" and stands_for_people(token):
        return True
    if token.low not in _QUANTIFIERS and token.pos_ != "NUM":
        return None
    counted = _counted(token)
    if counted is not None:
        return is_kind(counted, kind, finder, place_tokens)
    if counts_those(token, kind, finder):
        return True
    return None if token.pos_ == "NUM" else False


def is_kind(token: Token, kind: str, finder: PartyFinder, place_tokens: Collection[int]) -> bool:
    """Whether a noun phrase is of a kind that a frame asks for."""
    if kind == "any":
        return token.pos_ not in {"VERB", "AUX"} or _deed_as_object(token)
    if kind == "ruler":
        return is_ruler(token, finder)
    stood_for = _stood_for(token, kind, finder, place_tokens)
    if stood_for is not None:
        return stood_for
    if kind == "undertaking" and not _of_war(token, finder):
        return False
    whole = argument(token, "of") if token.low in _STRETCHES else None
    stretch = whole is not None and is_kind(whole, kind, finder, place_tokens)
    told = stretch or _told_by_its_kind(token, kind)
    if told or kind == "force":
        force = finder.is_force(token) or _is_fighter(token)
        return told or (token.i not in place_tokens and force)
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
    return _by_its_part(token, kind, finder)


def _by_its_part(token: Token, kind: str, finder: PartyFinder) -> bool:
    """Whether what a noun is made up of tells its kind (*supply line*, *a place of burial*)."""
    buried = kind == "dead" and lemma(token) in _GROUND_OF
    return (buried or kind in {"line", "equipment", "people"}) and any(
        finder.lexicon.noun_is(lemma(c), kind) or (kind == "people" and c.low == "evacuation")
        for c in token.children
        if c.dep_ in {"compound", "nmod"}
        and (c.i < token.i or buried or (kind == "equipment" and "of" in cases(c)))
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
    if token.dep_.startswith("nsubj") and (token.pos_ == "NUM" or token.low in _SORTS | _ROUGHLY):
        counted = argument(token, "of")
        return counted is None or counted.low in _ROUGHLY
    taken = token.dep_ == "nsubj:pass" and lemma(token.head) == "capture"
    befallen = taken or lemma(token.head) in _BEFALLING
    if token.pos_ == "PROPN" and befallen and _full_name(token, finder):
        return True
    return token.pos_ == "PROPN" and any(
        c.dep_ in {"nmod:desc", "compound"} and finder.lexicon.noun_is(lemma(c), "people")
        for c in token.children if c.i < token.i
    )  # fmt: skip


def _of_war(token: Token, finder: PartyFinder) -> bool:
    """Whether what is undertaken is a side's or of a military kind (*enemy preparations*)."""
    whose = argument(token, "of") or argument(token, "by")
    if whose is not None and finder.is_force(whose):
        return True
    beside = [c for c in token.children if c.i < token.i and c.dep_ != "det"]
    return any(c.low in _MILITARY or c.i in finder.names for c in beside) or any(
        g.i in finder.names for c in beside for g in c.children
    )


def _full_name(token: Token, finder: PartyFinder) -> bool:
    """Whether two capitalised words name somebody of whom it is said that he died or was taken."""
    parts = [c for c in token.children if c.dep_ in {"flat", "compound"} and c.pos_ == "PROPN"]
    words = [token, *parts]
    return len(words) > 1 and not any(
        t.i in finder.names or any(finder.lexicon.noun_is(lemma(t), kind) for kind in _THINGS)
        for t in words
    )
