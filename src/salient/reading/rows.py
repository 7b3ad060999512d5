"""Several parties named in one row that act together: all of them, and whose they are.

*Elements of the 2nd army, the 41st army and the 90th division are advancing*: the parse may give
only the last as subject. *Russian and Ukrainian forces* are of no one side.
"""

from __future__ import annotations

import msgspec

from salient.model import Party
from salient.reading.lemmas import lemma
from salient.reading.naming import name_ends
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument

__all__ = ["of_one_side", "with_row"]

_FORMATIONS = frozenset(
    "army division brigade regiment battalion corps company force district fleet unit detachment "
    "guard group squadron forces vdv".split()
)
_OPENING = frozenset({"element", "unit", "part", "detachment", "member", "soldier", "troop"})
"""Nouns before *of* that open a row of formations."""

_WITHIN = frozenset({"of", "the", "and", "or", ",", "(", ")", "'s", "’s", "-", "/", "elements"})
_FAR = 45
"""Words at most from the first of a row to its last."""


def with_row(party: Party | None, noun: Token | None, finder: PartyFinder) -> Party | None:
    """A formation that is the last of a row, named with the whole row where that is of one side."""
    if party is None or party.start is None or noun is None:
        return party
    of = argument(noun, "of") if lemma(noun) in _OPENING else None
    if not _is_formation(noun if of is None else of):
        return party
    first, last = name_ends(noun)
    if finder.sentence.span(first, last) != (party.start, party.end):
        return party
    joint = _before(first) if of is None else None
    opening = _opening(joint) if joint is not None and joint.pos_ == "CCONJ" else None
    closing = _closing(of or noun) if opening is None else last
    if opening is None and closing is None:
        return party
    opening, last = opening or first, closing or last
    sides = {finder.names[i][0] for i in range(opening.i, last.i + 1) if i in finder.names}
    if sides - {party.side} and party.side is not None:
        return party
    start, end = finder.sentence.span(opening, last)
    at = finder.sentence.start
    after = last.nbor(1).low if last.i + 1 < len(last.doc) else ""
    row = finder.sentence.text[start - at : end - at]
    if row.count("(") != row.count(")") or (closing is not None and after in {"and", "or"}):
        return party
    side = party.side or (next(iter(sides)) if len(sides) == 1 else None)
    return Party(name=row, side=side, start=start, end=end)


def _is_formation(noun: Token) -> bool:
    return noun.text[:1].isupper() and (lemma(noun) in _FORMATIONS or noun.low in _FORMATIONS)


def _closing(noun: Token) -> Token | None:
    """The last word of the row that a formation opens, or None where it opens none."""
    last: Token | None = None
    for c in noun.children:
        if c.dep_ == "conj" and c.i > noun.i and _is_formation(c) and c.i - noun.i < _FAR:
            last = _closing(c) or name_ends(c)[1]
    return last


def _before(first: Token) -> Token | None:
    """The word before a name, articles and *elements of* left aside."""
    at = first.i - 1
    while at >= 0 and first.doc[at].low in {"the", "of", "elements", "unspecified", "other"}:
        at -= 1
    return first.doc[at] if at >= 0 else None


def _opening(joint: Token) -> Token | None:
    """The first word of the row that a conjunction ends; None without a formation."""
    doc, at, formations = joint.doc, joint.i - 1, 0
    opening: Token | None = None
    while at >= 0 and joint.i - at < _FAR:
        token = doc[at]
        formation = _is_formation(token)
        named = formation or token.pos_ == "NUM" or not token.text[:1].islower()
        named = named and not token.is_punct
        if not (named or token.low in _WITHIN or token.pos_ == "ADJ" or lemma(token) in _OPENING):
            break
        formations += formation
        if named or lemma(token) in _OPENING or token.low == "elements" or token.pos_ == "ADJ":
            opening = token
        if lemma(token) in _OPENING:
            break
        at -= 1
    return opening if formations else None


def of_one_side(party: Party | None, noun: Token | None, finder: PartyFinder) -> Party | None:
    """A party without a side where its noun names both (*A and B forces*)."""
    if party is None or party.side is None or noun is None:
        return party
    for c in noun.children:
        if c.i > noun.i or c.i not in finder.names:
            continue
        others = [g for g in c.children if g.dep_ == "conj" and g.i in finder.names]
        if any(finder.names[g.i][0] != finder.names[c.i][0] and g.i < noun.i for g in others):
            return msgspec.structs.replace(party, side=None)
    return party
