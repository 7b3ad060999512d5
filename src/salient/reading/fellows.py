"""The whole name of a party that several nouns make up (*two women and two children*)."""

from __future__ import annotations

from collections.abc import Sequence

from salient.model import Party, PlaceMention
from salient.reading.clock_words import is_time_word
from salient.reading.lemmas import lemma
from salient.reading.naming import name_ends
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child

__all__ = ["with_fellows"]

_FAR = 24
"""Words at most from the first noun of a party to its last."""

_PLACES = frozenset("town city village settlement district area region suburb community".split())
_AIMED = frozenset({"shell", "strike", "airstrike", "harm_civilians", "mobilise"})
"""Event types of which what they are aimed at often stands behind a preposition."""

_THINGS_HIT = frozenset(
    "infrastructure target object stockpile vehicle center centre house concentration".split()
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_LISTED = _NOUNS | {"NUM", "ADJ", "ADP"}


def with_fellows(
    party: Party | None,
    noun: Token | None,
    finder: PartyFinder,
    places: Sequence[PlaceMention],
    event_type: str = "",
) -> Party | None:
    """A party named by all the nouns that a coordination joins, where they are of one side.

    Places stand for themselves: of *Orlivka and Zelene* the first is named, as before.
    """
    if party is None or noun is None or party.start is None or noun.pos_ not in _NOUNS | {"NUM"}:
        return party
    several = _several_places(noun)
    if several is not None:
        start, end = finder.sentence.span(name_ends(noun)[0], several)
        at = finder.sentence.start
        name = finder.sentence.text[start - at : end - at]
        return Party(name=name, side=party.side, start=start, end=end)
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in _NOUNS and first.head.i < first.i:
        first = first.head
    joined = [first, *_joined_to(first)]
    if len(joined) == 1 and (counted := _counted_before(noun)) is not None:
        joined = [counted, noun]
    if len(joined) == 1 or joined[-1].i - joined[0].i > _FAR:
        return party
    first = joined[0]
    side = party.side or _side_of_one(joined, finder)
    opens = event_type in _AIMED and all(_is_hit(n, finder) for n in joined)
    if any(not _fits(n, finder, places, side, opens=opens and n == first) for n in joined):
        return party
    start, end = finder.sentence.span(name_ends(first)[0], name_ends(joined[-1])[1])
    if party.end is not None and party.end > end:
        return party
    if any(t.pos_ in {"VERB", "AUX"} or t.text in {":", ";", "("} for t in _between(joined)):
        return party
    at = finder.sentence.start
    name = finder.sentence.text[start - at : end - at]
    return Party(name=name, side=side, start=start, end=end)


def _is_hit(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun names people or things that fire or a summons may reach."""
    kinds = ("building", "place", "ground", "line", "people", "force")
    named = any(finder.lexicon.noun_is(lemma(noun), kind) for kind in kinds)
    return lemma(noun) in _THINGS_HIT or (named and noun.pos_ != "PROPN")


def _side_of_one(joined: Sequence[Token], finder: PartyFinder) -> str | None:
    """The one side that the words of nouns in a row tell (*two bases and a depot of the enemy*)."""
    told = [n for n in joined if child(n, "nmod:poss") is None and not finder.is_bare(n)]
    sides = {finder.side_of(n) for n in told} - {None}
    return next(iter(sides)) if len(sides) == 1 else None


def _counted_before(noun: Token) -> Token | None:
    """The first noun of a counted list before a verb, where the parse keeps only the last.

    So *40 soldiers* in *on May 3, 40 soldiers, 3 tanks, 2 drones were destroyed*.
    """
    if noun.dep_ != "nsubj:pass" or child(noun, "nummod") is None:
        return None
    doc, first = noun.doc, None
    start = min(c.i for c in noun.children if c.dep_ == "nummod")
    while start > 1 and doc[start - 1].text == ",":
        end = start - 1
        start = end
        while start > 0 and doc[start - 1].pos_ in _LISTED and noun.i - start < _FAR:
            start -= 1
        counted = doc[start].pos_ == "NUM" and doc[start + 1 : end]
        if not counted or doc[end - 1].pos_ not in _NOUNS or is_time_word(doc[end - 1]):
            break
        first = next(t for t in doc[start:end] if t.pos_ in _NOUNS)
    return first


def _several_places(noun: Token) -> Token | None:
    """The last of the places that a plural is of (*the towns of Orlivka and Zelene*), or None."""
    of = argument(noun, "of") if lemma(noun) in _PLACES and lemma(noun) != noun.low else None
    joined = _joined_to(of) if of is not None and of.pos_ == "PROPN" else []
    if of is None or not joined or joined[-1].i - of.i > _FAR:
        return None
    between = _between([of, *joined])
    if any(t.pos_ not in {"PROPN", "CCONJ", "DET"} and t.text != "," for t in between):
        return None
    return joined[-1] if all(t.pos_ == "PROPN" and not cases(t) for t in joined) else None


def _joined_to(first: Token) -> list[Token]:
    """The nouns joined to a noun, and to those, in the order of the text."""
    found: list[Token] = []
    for c in first.children:
        if c.dep_ == "conj" and c.i > first.i and c.pos_ in _NOUNS | {"NUM", "ADJ"}:
            found += [c, *_joined_to(c)]
    return sorted(found, key=lambda t: t.i)


def _between(joined: Sequence[Token]) -> Sequence[Token]:
    return list(joined[0].doc[joined[0].i : joined[-1].i])


def _fits(
    noun: Token,
    finder: PartyFinder,
    places: Sequence[PlaceMention],
    side: str | None,
    *,
    opens: bool,
) -> bool:
    """Whether a noun can be part of a party of a side: neither a place nor a deed nor a time.

    What `opens` a row of things hit may have a preposition (*on a school and a hospital*).
    """
    at = finder.sentence.start + noun.idx
    if any(m.start <= at < m.end for m in places) or is_time_word(noun):
        return False
    if cases(noun) and not opens:
        return False
    if noun.low.endswith("ing") or lemma(noun) in DEEDS:
        return False
    return finder.side_of(noun) in {None, side}
