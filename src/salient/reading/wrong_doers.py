"""Doers that the parse gives and that cannot be them: places, and those who make others do it.

*Attacked Orlivka and Zelene, resuming operations*: no village resumes any. *Forced the city to
surrender*: those in it do, not those who force them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from salient.model import Party, PlaceMention
from salient.reading.around import agent_around
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, noun_phrase

__all__ = ["is_mere_place", "made_to", "with_country"]

_OF_REGIONS = frozenset({"mobilise", "reinforce", "resupply", "redeploy", "govern"})
"""Event types that the authorities of a region, named by its name alone, are told to do."""

_COMPELLING = frozenset("force compel coerce pressure freeze starve bomb push shell oblige".split())
_YIELDING = frozenset({"surrender", "withdraw", "lose"})
"""Event types that are told of as what others make somebody do."""

_BACK = 3
"""Words before an infinitive among which those who are made to do it stand."""


def is_mere_place(
    noun: Token | None, event_type: str, finder: PartyFinder, place_tokens: Collection[int]
) -> bool:
    """Whether who is said to act is a place: neither a side by its name nor a region's rulers."""
    if noun is None or noun.i not in place_tokens or event_type in _OF_REGIONS:
        return False
    return finder.side_of(noun) is None


def with_country(
    actor: Party | None, event_type: str, finder: PartyFinder, places: Sequence[PlaceMention]
) -> Party | None:
    """A region that recruits or sends troops, with the side whose country it lies in."""
    if actor is None or actor.side is not None or event_type not in _OF_REGIONS:
        return actor
    for mention in places:
        of_side = mention.kind == "region" and mention.country in finder.sides
        inside = actor.start is not None and actor.end is not None and (
            actor.start <= mention.start < actor.end or mention.start <= actor.start < mention.end
        )  # fmt: skip
        if of_side and inside:
            return msgspec.structs.replace(actor, side=mention.country)
    return actor


def real_doer(noun: Token | None, event: Token, finder: PartyFinder) -> Token | None:
    """Who acts, where the parse has a verb or who only signs an item as the doer.

    *Enemy handing out passports*, *forces will likely leverage reserves*: the noun before the verb,
    which the parse takes for a noun. *The depot was hit, - Air Force*: nobody, that is who tells.
    """
    if noun is None:
        return None
    if _signs(noun, event):
        return None
    if finder.lexicon.noun_is(lemma(noun), "force") or event.dep_.startswith("acl"):
        helped = noun.pos_ == "NOUN" and event.head != noun and _helped(noun)
    else:
        helped = noun.pos_ == "VERB" or _helped(noun)
    if not helped:
        return noun
    for c in (g for n in (noun, *noun.children) if n.i <= noun.i for g in n.children):
        before = c.i < noun.i and c.dep_ in {"nsubj", "compound", "amod"} and c.pos_ != "VERB"
        who = c.pos_ in {"NOUN", "PROPN"} or c.low == "enemy"
        if before and who and (finder.is_force(c) or finder.side_of(c) is not None):
            return c
    return noun


def _helped(noun: Token) -> bool:
    """Whether a noun, or a word before it, has an auxiliary, so is a verb (*will leverage A*)."""
    if child(noun, "cop") is not None:
        return False
    verb = next((c for c in noun.children if c.dep_ == "compound" and c.i < noun.i), noun)
    return child(noun, "aux") is not None or child(verb, "aux") is not None


def _signs(noun: Token, event: Token) -> bool:
    """Whether a noun stands behind a spaced dash after the event, as who tells of it."""
    if noun.i < event.i or any(t.low == "by" for t in noun.children):
        return False
    first = noun_phrase(noun)[0]
    dash = first.nbor(-1) if first.i > event.i + 1 else None
    if dash is None or dash.text not in {"-", "–", "—"}:
        return False
    return dash.doc.text[dash.idx - 1].isspace()


def made_to(head: Token, event_type: str, finder: PartyFinder) -> Party | None:
    """Who is made to give in or go, as the party of the other side than who makes them, or None."""
    if event_type not in _YIELDING or not {"to", "into"} & {*cases(head)}:
        return None
    opening = next((c for c in head.children if c.low in {"to", "into"} and c.i < head.i), None)
    if opening is None:
        return None
    before = reversed(head.doc[max(0, opening.i - _BACK) : opening.i])
    made = next((t for t in before if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    whole = made.head if made is not None and made.dep_ == "nmod" else made
    if whole is None or whole.head.i > whole.i or lemma(whole.head) not in _COMPELLING:
        return None
    if finder.is_force(whole) and whole.low != "it":
        return None
    forcing = whole.head
    agent = subject_of(forcing) or agent_around(forcing, finder, own=True)
    side = finder.side_of(agent) if isinstance(agent, Token) else None
    if side is None:
        return None
    named = finder.party(whole) if whole.pos_ == "NOUN" else None
    other = finder.opponent(side)
    if named is not None and other is not None:
        # *Force the city to surrender*: the city is who is to.
        return msgspec.structs.replace(named, side=other)
    return finder.side_as_party(other)
