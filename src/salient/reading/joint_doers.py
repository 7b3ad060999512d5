"""Those who act together, named together: all the nouns or adjectives that a coordination joins.

*Russian or Belarusian attacks*, *officials and occupation authorities deported them*, *the
brigades and the volunteers took X*: who acts is all of them, where they are of one side.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.model import Party, PlaceMention
from salient.reading.lemmas import lemma
from salient.reading.naming import name_ends
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["acting_together"]

_FAR = 24
"""Words at most from the first word of a row to its last."""

_NAMED = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_JOINING = frozenset({"and", "or", "and/or", ",", "&"})
_TELLING = frozenset({"media", "source", "milblogger", "outlet", "report", "channel"})
"""Nouns of those who tell rather than act."""


def acting_together(
    actor: Party | None,
    noun: Token | None,
    event: Token,
    finder: PartyFinder,
    places: Sequence[PlaceMention],
) -> Party | None:
    """The actor of an event with the names of all who act with him, or as he was.

    noun: the word from which he is named; event: the event's own word.
    """
    if actor is None or actor.start is None or noun is None or actor.side is None:
        return actor
    if not _in_row(noun):
        return actor
    first, last = name_ends(noun)
    if finder.sentence.span(first, last) != (actor.start, actor.end):
        return actor
    closing = _closing(noun, last, actor.side, event, finder, places)
    opening = _opening(noun, first, actor.side, finder, places)
    if closing is None and opening is None:
        return actor
    start, end = finder.sentence.span(opening or first, closing or last)
    at = finder.sentence.start
    name = finder.sentence.text[start - at : end - at]
    if name.count("(") != name.count(")"):
        return actor
    return Party(name=name, side=actor.side, start=start, end=end)


def _in_row(noun: Token) -> bool:
    """Whether anything at all may be joined to who acts."""
    if any(below.dep_ == "conj" for below in noun.subtree):
        return True
    return noun.dep_ in _SUBJECTS and any(
        c.dep_ in _SUBJECTS and c is not noun for c in noun.head.children
    )


def _closing(
    noun: Token,
    last: Token,
    side: str,
    event: Token,
    finder: PartyFinder,
    places: Sequence[PlaceMention],
) -> Token | None:
    """The last word of those whom the parse joins to who acts, None where it joins nobody."""
    found: Token | None = None
    for c in _joined(noun, last):
        if c.i <= last.i:
            continue
        if (
            noun.i < event.i <= c.i
            or c.i - noun.i > _FAR
            or not _acts(c, noun, side, finder, places)
        ):
            return None
        found = name_ends(c)[1] if c.pos_ in _NAMED else c
    if found is None or noun.i < event.i <= found.i:
        return None
    between = noun.doc[last.i + 1 : found.i + 1]
    if not any(t.low in _JOINING for t in between):
        return None
    return None if any(_parts(t) for t in between) else found


def _parts(token: Token) -> bool:
    """Whether a word between two nouns is a verb or a mark that ends the row."""
    verb = token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"amod", "compound"}
    return verb or token.text in {":", ";"}


def _joined(noun: Token, last: Token) -> list[Token]:
    """What is joined to who acts, or to the last of the formations that name him."""
    found: list[Token] = []
    rows = [noun]
    if last != noun and last.pos_ in _NAMED:
        rows.append(last)
    while rows:
        row = rows.pop()
        for c in row.children:
            if c.dep_ == "conj" and c.i > row.i and c.pos_ in _NAMED | {"ADJ"}:
                found.append(c)
                rows.append(c)
    return sorted(found, key=lambda t: t.i)


def _opening(
    noun: Token, first: Token, side: str, finder: PartyFinder, places: Sequence[PlaceMention]
) -> Token | None:
    """The first word of another subject right before *and*, which the parse does not join."""
    joint = first.nbor(-1) if first.i > 1 else None
    if joint is not None and joint.low == "the":
        joint = joint.nbor(-1)
    if joint is None or joint.low not in {"and", "or"} or joint.i < 1:
        return None
    other = joint.nbor(-1)
    subject = other.dep_ in _SUBJECTS and other.head == noun.head
    if not subject or not _acts(other, noun, side, finder, places):
        return None
    return name_ends(other)[0] if name_ends(other)[1] == other else None


def _acts(
    other: Token,
    noun: Token,
    side: str,
    finder: PartyFinder,
    places: Sequence[PlaceMention],
) -> bool:
    """Whether a noun names somebody who may act beside one of a side: not one of the other's."""
    if other.pos_ == "ADJ" or (noun.pos_ == "ADJ" and other.pos_ == "PROPN"):
        # *Russian or Belarusian*, before the deed.
        named = other.text[:1].isupper() and other.i + 1 < len(other.doc)
        return named and finder.names.get(other.i, (side, ""))[0] == side
    at = finder.sentence.start + other.idx
    if any(m.start <= at < m.end for m in places) and other.i not in finder.names:
        return False
    if (
        cases(other)
        or lemma(other) in DEEDS | _TELLING
        or finder.side_of(other) not in {None, side}
    ):
        return False
    own = finder.side_of(other) == side and not finder.is_bare(other)
    named = any(finder.lexicon.noun_is(lemma(other), kind) for kind in ("people", "equipment"))
    return own or named or finder.is_force(other)
