"""Nouns of deeds, aims and reports: none of them acts, but the one whose they are.

*Russian efforts*, *the army's destruction of a bridge*, *the heroism of the defenders* are done by
the side, the force or the people that the phrase itself names.
"""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.sides import DEEDS, SideFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, child

__all__ = ["NOBODY", "owner_of"]

NOBODY = DEEDS | frozenset(
    "effort loss operation strike airstrike shelling fire bombardment activity progress success "
    "gain plan campaign action move pressure ability inability decision order maneuver manoeuvre "
    "desire intention intent objective goal aim failure incursion invasion report speech "
    "statement announcement rhetoric escalation destruction heroism courage bravery priority "
    "protest presence application use morale counter-offensive counter-attack diversion "
    "tempo absence tactic defense defence rate lack "
    "preparation control withdrawal capture seizure movement claim demand threat policy".split()
)
"""Nouns of deeds, aims and words, which are done by whoever is named with them."""

_ARMS = frozenset({"defense", "defence"})
_POINTS = frozenset(
    "north south east west northeast northwest southeast southwest northward southward "
    "eastward westward".split()
)
_BEFORE = frozenset({"amod", "compound", "nmod:poss", "nmod"})
_DEPTH = 2
"""Phrases within phrases in which an owner is looked for."""


def owner_of(noun: Token, finder: SideFinder, depth: int = 0) -> Token:
    """Whose deed, aim or word a noun names; the noun itself where it names none or nobody's."""
    if noun.low in _POINTS:
        # *Russian attacks southwest of X*, where the parse makes the point the head.
        deed = child(noun, "compound")
        return owner_of(deed, finder, depth) if deed is not None else noun
    if lemma(noun) not in NOBODY or depth > _DEPTH:
        return noun
    if lemma(noun) in _ARMS and argument(noun, "of") is None:
        # *Russian air defences*, *the Territorial Defence* are somebody.
        return noun
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in _BEFORE]
    for c in before:
        if c.i in finder.names or c.low == "enemy":
            return c
        if c.dep_ == "nmod:poss" and finder.side_of(c) is not None:
            return owner_of(c, finder, depth + 1)
    for c in before:
        inner = next((g for g in c.children if g.i in finder.names and g.i < c.i), None)
        if inner is not None:
            return inner
    return _whole(noun, finder, depth)


def _whole(noun: Token, finder: SideFinder, depth: int) -> Token:
    """Whom what a noun is *of* names (*the heroism of the defenders*), else the noun."""
    of = argument(noun, "of")
    if of is None or finder.side_of(of) is None:
        return noun
    inner = owner_of(of, finder, depth + 1)
    people = finder.lexicon.noun_is(lemma(of), "force") or of.i in finder.names
    return inner if inner != of or people else noun
