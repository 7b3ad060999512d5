"""What words for a part or for all of a place stand for, where an event speaks of its control.

*The premises of the plant* are the plant, *the occupied villages of the region* not the region.
"""

from __future__ import annotations

from salient.model import PlaceMention
from salient.reading.found import Found
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import argument

__all__ = ["ENTIRE", "MADE_UP", "only_towns_of", "stands_for_all"]

ENTIRE = frozenset({"entire", "whole", "full"})
MADE_UP = frozenset(
    "settlement village town city locality neighborhood place area plant territory".split()
)
"""Nouns of what a list of places after them makes up (*towns including A and B*)."""

_ALL_OF_IT = frozenset("station facility premise premises territory site plant".split())
"""Nouns for all that a feature is (*the premises of the plant*)."""


def stands_for_all(target: Token, kind: str | None, name: Token | None) -> bool:
    """Whether the object is a plant or an airport by another word (*the facilities of the plant*).

    So is *the station* alone where no other is told.
    """
    if kind != "feature" or lemma(target) not in _ALL_OF_IT:
        return False
    of = argument(target, "of")
    own = [c for c in target.children if c.i < target.i and c.dep_ not in {"det", "case", "punct"}]
    own += [] if of is None else [of]
    named = [c for c in own if name is not None and (c == name or c.is_ancestor(name))]
    return all(c in named or c.low in ENTIRE for c in own)


def only_towns_of(found: Found, mention: PlaceMention) -> bool:
    """Whether what is held or taken is some ground in a region (*the occupied villages of A*)."""
    target = found.trigger.target
    of = (argument(target, "of") or argument(target, "in")) if target is not None else None
    if target is None or of is None or lemma(target) not in MADE_UP or lemma(target) == target.low:
        return False
    start = found.finder.sentence.start
    return any(mention.start <= start + t.idx < mention.end for t in of.subtree)
