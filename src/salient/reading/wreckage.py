"""Wrecks that somebody sees or shows: participles that tell what befell a thing before its noun.

*The damaged bridge was repaired* only tells which bridge; *footage of a destroyed radar in X*,
*found under the rubble of a destroyed house* and *the previously damaged bridge* presuppose what
befell it, and an analyst files it.
"""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["tells_of_wreck"]

_WRECKING = frozenset("destroy damage down burn wreck abandon ruin demolish capture".split())
_THINGS = ("equipment", "building", "line")

_SHOWING = frozenset(
    "show depict film photograph see spot observe inspect picture capture publish share post "
    "circulate feature".split()
)
_SHOWN = frozenset(
    "footage video image imagery photo photograph picture rubble wreckage wreck remains debris "
    "view sight ruin".split()
)
"""Nouns of what is left of a thing, or shows it."""

_BEFORE = frozenset({"previously", "recently", "already", "newly", "heavily", "badly"})
"""Adverbs that tell when or how far a thing was wrecked, not which it is."""


def tells_of_wreck(participle: Token, lexicon: Lexicon) -> bool:
    """Whether a participle before its noun tells of an event, not only which thing is meant."""
    thing = participle.head
    if lemma(participle) not in _WRECKING or thing.i <= participle.i:
        return False
    if not any(_is_of(thing, lexicon, kind) for kind in _THINGS):
        return False
    if any(c.low in _BEFORE for c in participle.children):
        return True
    above = thing.head
    if thing.dep_ == "obj":
        return lemma(above) in _SHOWING
    return "of" in cases(thing)[:1] and _in_pictures(above, thing)


def _is_of(thing: Token, lexicon: Lexicon, kind: str) -> bool:
    """Whether a noun, or the one before it that says what it is, is of a kind."""
    return lexicon.noun_is(lemma(thing), kind) or any(
        lexicon.noun_is(lemma(c), kind) for c in thing.children if c.dep_ == "compound"
    )


def _in_pictures(above: Token, thing: Token) -> bool:
    """Whether what the thing is *of* is a picture or a ruin, wherever the parse hangs it."""
    if lemma(above) in _SHOWN:
        return True
    before = thing.doc[max(0, thing.i - 9) : thing.i]
    return above.pos_ == "VERB" and any(lemma(t) in _SHOWN and t.head == above for t in before)
