"""Who is behind an event that names nobody: its cause, its clause, the fight it was part of.

Each question is asked only where the event's own words have no answer, and is answered only by
somebody whose side the text tells.
"""

from __future__ import annotations

from collections.abc import Callable

from salient.reading.clock_words import is_time_word
from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.subjects import object_of, subject_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, is_passive

__all__ = ["by_cause", "fallen_in", "fired_by", "of_its_clause", "struck_by", "where_it_rang"]

_CAUSES = frozenset({"result", "consequence", "outcome", "cause", "course"})
_BY_WHICH = frozenset({"in", "by", "as", "after", "from", "during", "due", "following", "of"})
_HARMFUL = DEEDS | frozenset(
    "shelling strike airstrike bombardment bombing fire action crime explosion blast aggression "
    "invasion shot attack".split()
)
_STEPS = frozenset(
    "withdraw retreat regroup capture seize advance gain enter fail suffer sustain lose bleed "
    "exhaust secure resume continue achieve kill destroy inflict take push approach move".split()
)
"""Verbs whose subject does the deed in the phrase beside them (*fled after failed assaults*)."""

_OPENING = frozenset({"after", "following", "during", "in", "through", "via", "amid", "despite"})
_FALLING = frozenset("kill die wound injure fall perish hurt lose".split())
_HITTING = frozenset(
    "hit strike target destroy damage kill injure wound ruin level devastate".split()
)
_PUSHING = frozenset("force push drive compel repel dislodge expel pin trap overwhelm".split())
"""Verbs whose subject, where it is a deed, is done to the troops that are their object."""

_UNDERGOING = frozenset("survive withstand endure undergo face experience".split())
"""Verbs whose subject is what their object is done to."""

_RINGING = frozenset(
    "ring thunder rock occur hear record sound happen take report strike go".split()
)
_SHELLS = frozenset({"shell", "airstrike", "strike", "attack"})


def by_cause(verb: Token, finder: PartyFinder, actor_of: Callable[[Token], Token | None]) -> (
    Token | None
):  # fmt: skip
    """Who did the deed that is named as the cause (*died as a result of shelling by X*).

    `actor_of` gives the actor that a noun names.
    """
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    for node in (verb, verb.head if verb.dep_ == "conj" else verb, *joined):
        for c in node.children:
            if c.dep_ not in {"obl", "obl:agent", "nmod"}:
                continue
            at_hands = lemma(c) == "hand" and cases(c)[:1] == ("at",)
            if at_hands and _sided(argument(c, "of"), finder):
                return argument(c, "of")
            inner = argument(c, "of") if lemma(c) in _CAUSES else c
            if inner is None or not _BY_WHICH & {*cases(c)[:1]} or is_time_word(inner):
                continue
            if lemma(inner) not in _HARMFUL:
                continue
            agent = _agent_of(inner, finder) or actor_of(inner)
            if agent is not None and agent != object_of(verb) and _sided(agent, finder):
                return agent
    return None


def _agent_of(deed: Token, finder: PartyFinder) -> Token | None:
    """The force that a deed is of (*actions of the occupiers*)."""
    of = argument(deed, "of")
    return of if of is not None and finder.is_force(of) else None


def _sided(token: Token | None, finder: PartyFinder) -> bool:
    return token is not None and finder.side_of(token) is not None


def fired_by(event_type: str, noun: Token, finder: PartyFinder) -> Token | None:
    """Who fired, where *of* does not tell at what (*the shelling of the occupiers*).

    Only for those whom the theatre calls occupiers: whoever is shelled is not called so by those
    who write of shelling as a crime.
    """
    if event_type not in _SHELLS:
        return None
    of = argument(noun, "of")
    if of is None or of.i < noun.i or of.pos_ not in {"NOUN", "PROPN"}:
        return None
    hit = finder.names.get(of.i)
    named = hit is not None and hit[1] == "epithet" and hit[0] == finder.occupier()
    return of if named and argument(noun, "by") is None else None


def of_its_clause(noun: Token, finder: PartyFinder) -> Token | None:
    """The force whose own step a deed was (*withdrew after unsuccessful assaults*)."""
    if lemma(noun) not in DEEDS and lemma(noun) not in {"operation", "shelling", "blockade"}:
        return None
    node = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else noun
    while node.dep_ == "nmod" and is_time_word(node.head):
        node = node.head
    verb = node.head
    beside = node.dep_ == "obl" and cases(node)[:1] and cases(node)[0] in _OPENING
    if node.dep_ == "obj" and verb.low == "following":
        beside, verb = True, verb.head
    if not beside or lemma(verb) not in _STEPS or is_passive(verb):
        return None
    agent = subject_of(verb)
    if agent is None or lemma(agent) in DEEDS:
        return None
    return agent if finder.is_force(agent) and _sided(agent, finder) else None


def fallen_in(noun: Token, *, somebody: Callable[[Token], bool]) -> Token | None:
    """Who fought, as somebody who fell there did (*killed in battles with the enemy*)."""
    verb = noun.head
    if noun.dep_ != "obl" or lemma(verb) not in _FALLING or cases(noun)[:1] != ("in",):
        return None
    fallen = object_of(verb) if is_passive(verb) else subject_of(verb)
    return fallen if fallen is not None and somebody(fallen) else None


def struck_by(noun: Token, finder: PartyFinder) -> Token | None:
    """What a deed was done to that hits or drives it, or that it survives (*the raid hit X*)."""
    verb = noun.head
    if noun.dep_ == "obj" and lemma(verb) in _UNDERGOING:
        return subject_of(verb)
    if noun.dep_ != "nsubj" or is_passive(verb):
        return None
    struck = child(verb, "obj")
    if lemma(verb) in _PUSHING:
        return struck if struck is not None and finder.is_force(struck) else None
    return struck if lemma(verb) in _HITTING else None


def where_it_rang(function: str, noun: Token) -> Token | None:
    """Where the verb after a noise has it (*explosions rang out at the base*)."""
    verb = noun.head
    if function != "at" or noun.dep_ not in {"nsubj", "nsubj:pass", "obl"}:
        return None
    if lemma(verb) not in _RINGING or noun.i > verb.i:
        return None
    for c in verb.children:
        if c.i > verb.i and c.dep_ == "obl" and cases(c)[:1] == ("at",) and not is_time_word(c):
            return c
    return None
