"""Who does what the words of an event name nobody for, told by a word within its phrase.

*Held in enemy captivity*, *under heavy enemy fire*, *died from Russian shells*: an adjective tells
it. A call-up in an occupied land is the occupiers', and who helps with an evacuation, be it a body
of neither side, has part in it.
"""

from __future__ import annotations

from salient.model import Party
from salient.reading.doers import after_by
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import cases, is_passive

__all__ = ["left_out"]

_KEEPING = frozenset({"captivity", "custody", "prison", "detention", "prisons", "imprisonment"})
_FIRE = frozenset({"shell", "strike", "airstrike", "attack"})
_SUFFERED = frozenset({"harm_civilians", "loss", "damage"})
_FROM = frozenset({"from", "by", "under"})
_ROW = frozenset(
    "shelling strike airstrike air missile artillery rocket drone bombing bombardment mortar fire "
    "attack".split()
)
"""Nouns of fire that stand in a row with an event's own."""

_FAR = 8
"""Words back from a noun of fire to the side that opens its row."""

_VOTES = frozenset({"referendum", "pseudo-referendum", "passport", "passportization"})
_MODIFYING = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
_HELPING = frozenset(
    "help lead organize organise ensure conduct carry prepare facilitate assist arrange provide "
    "support oversee coordinate make participate undertake plan join".split()
)
"""Verbs whose subject has part in the evacuation that they are about."""

_OFFICES = frozenset({"fm", "pm", "mp", "ceo"})
"""Letters before somebody's name that are no body's."""

_BACK = 6
"""Words before such a verb among which a body's letters may stand."""

_STEPS = 5
"""Words up the tree in which who helps is looked for."""


def left_out(
    trigger: Trigger, finder: PartyFinder, event_type: str, target: Party | None
) -> Party | None:
    """The party that a word within the phrase of an event names as its doer, or None."""
    found = _by_adjective(trigger, finder, event_type)
    if found is not None:
        party = finder.party(found)
        told = party is not None and party.side is not None
        return party if told and not _own(party, target) else None
    if event_type in {"govern", "mobilise"} and _of_occupation(trigger, finder, event_type):
        return finder.side_as_party(finder.occupier())
    if event_type == "evacuate":
        return _helper(trigger, finder)
    return None


def _own(party: Party | None, target: Party | None) -> bool:
    return party is not None and target is not None and target.side == party.side


def _by_adjective(trigger: Trigger, finder: PartyFinder, event_type: str) -> Token | None:
    """The word of a side that qualifies the fire, the captivity or the arms of an event."""
    if event_type == "detain":
        kept = next((t for t in trigger.tokens if lemma(t) in _KEEPING), None)
        kept = kept or next((c for c in trigger.head.children if lemma(c) in _KEEPING), None)
        return _qualifier(kept, finder) if kept is not None else None
    if event_type in _FIRE:
        last = max(trigger.tokens, key=lambda t: t.i)
        several = len(trigger.tokens) > 1
        found = (_qualifier(last, finder) or after_by(last, finder)) if several else None
        return found or (_of_row(trigger.head, finder) if trigger.frame.form == "noun" else None)
    if event_type in _SUFFERED and trigger.frame.form == "verb":
        for c in trigger.head.children:
            arms = c.dep_ in {"obl", "obl:agent"} and _FROM & {*cases(c)[:1]}
            if arms and finder.lexicon.noun_is(lemma(c), "equipment"):
                return _qualifier(c, finder)
    return None


def _of_row(noun: Token, finder: PartyFinder) -> Token | None:
    """The side before a row of fire that a noun ends (*Russian shelling and air strikes*)."""
    between: list[str] = []
    for t in reversed(noun.doc[max(0, noun.i - _FAR) : noun.i]):
        if t.i in finder.names or t.low == "enemy":
            adjective = t.low == "enemy" or finder.names[t.i][1] == "adjective"
            return t if adjective and _ROW & {*between} else None
        if t.pos_ not in {"NOUN", "ADJ", "CCONJ", "DET", "PROPN"} and t.text != ",":
            return None
        between.append(lemma(t))
    return None


def _qualifier(noun: Token, finder: PartyFinder) -> Token | None:
    """The word before a noun that names a side (*Russian*, *enemy*), or None."""
    for c in noun.children:
        if c.i < noun.i and c.dep_ in _MODIFYING and (c.i in finder.names or c.low == "enemy"):
            return c
    return None


def _of_occupation(trigger: Trigger, finder: PartyFinder, event_type: str) -> bool:
    """Whether a vote or a call-up is one in an occupied land, which the occupiers hold."""
    if finder.occupier() is None or trigger.frame.form != "noun":
        return False
    if event_type == "govern":
        named = any(side == finder.occupier() for side, _ in finder.names.values())
        return named and lemma(trigger.head) in _VOTES
    told = finder.pov(trigger.head) != finder.occupier()
    return told and any(t.low == "occupied" for t in trigger.head.doc)


def _helper(trigger: Trigger, finder: PartyFinder) -> Party | None:
    """The organisation that helps with, leads or prepares an evacuation."""
    node = trigger.head
    if is_passive(node):
        return None
    for _ in range(_STEPS):
        up = node.head
        if up == node:
            return None
        node = up
        if node.pos_ in {"VERB", "AUX"} and lemma(node) in _HELPING and not is_passive(node):
            agent = subject_of(node)
            if agent is not None and _organisation(agent, finder):
                return finder.party(agent)
            # *ICRC says ready to lead*, *agrees for UN to help*.
            before = reversed(node.doc[max(0, node.i - _BACK) : node.i])
            return finder.party(next((t for t in before if _is_acronym(t)), None))
    return None


def _is_acronym(noun: Token) -> bool:
    letters = noun.text.isupper() and len(noun.text) > 1 and noun.low not in _OFFICES
    return noun.pos_ == "PROPN" and letters


def _organisation(noun: Token, finder: PartyFinder) -> bool:
    """Whether a name is that of a body or a side, not of a place."""
    if noun.pos_ != "PROPN":
        return False
    return _is_acronym(noun) or noun.low in {"cross", "nations"} or finder.is_force(noun)
