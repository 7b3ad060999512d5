"""Places that a participle or *which* is said of, where the parse hangs the clause on another noun.

*In Orlivka, temporarily captured by the invaders, people …* tells of Orlivka, and *men on the
outskirts of Orlivka which the troops control* of the outskirts.
"""

from __future__ import annotations

from collections.abc import Collection

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import child

__all__ = ["place_of_aside", "place_of_which"]

_OF_PLACES = frozenset(
    "liberate capture recapture occupy seize take retake regain control hold free deoccupy "
    "besiege surround encircle blockade block".split()
)
"""Verbs of what becomes of a place."""

_WIDE = frozenset({"region", "oblast", "province", "country"})
"""What is called held in passing though only parts of it are."""

_AFTER = frozenset({"by", "from", "since"})
"""What follows a participle that is said of what stands before it."""


def place_of_aside(verb: Token, place_tokens: Collection[int]) -> Token | None:
    """The place before a comma of which an aside tells (*in A, recently freed from the troops*)."""
    if lemma(verb) not in _OF_PLACES or child(verb, "aux", "aux:pass", "cop", "obj", "mark"):
        return None
    after = verb.nbor(1).low if verb.i + 1 < len(verb.doc) else ""
    before = verb.i - 1
    while before > 0 and verb.doc[before].pos_ == "ADV":
        before -= 1
    place = before - 1
    if after not in _AFTER or place < 0 or verb.doc[before].text != ",":
        return None
    if place in place_tokens and lemma(verb.doc[place]) in _WIDE:
        place = _town_before(verb, place, place_tokens)
    return verb.doc[place] if place in place_tokens else None


def _town_before(verb: Token, region: int, place_tokens: Collection[int]) -> int:
    """The town that a region after a comma lies around (*in A, B region, taken by*), or -1."""
    before = region
    while before in place_tokens:
        before -= 1
    return before - 1 if before > 0 and verb.doc[before].text == "," else -1


def place_of_which(verb: Token, found: Token, place_tokens: Collection[int]) -> Token | None:
    """The place right before *which*, where the parse gives its clause to a noun further off."""
    if verb.dep_ != "acl:relcl" or found != verb.head or lemma(verb) not in _OF_PLACES:
        return None
    which = next((c for c in verb.children if c.low in {"which", "that"} and c.i < verb.i), None)
    if which is None or found.i in place_tokens:
        return None
    before = which.i - 1
    if before > 0 and verb.doc[before].text == ",":
        before -= 1
    if before not in place_tokens or before <= found.i:
        return None
    name = verb.doc[before]
    whole = name.head if name.dep_ in {"nmod", "flat", "compound"} else name
    return whole if found.i < whole.i else name
