"""Whose losses a noun tells of, where *of* does not say so.

*Russian manpower and equipment losses*, *casualties among their officers*, *forces recover from
heavy losses*: the side stands before the nouns joined, among whom they were, or is the force that
has to make up for them.
"""

from __future__ import annotations

from salient.reading.events import Trigger
from salient.reading.found import Found
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["presupposes_losses", "with_loser"]

_LOSSES = frozenset({"loss", "casualty"})

_AMONG = frozenset({"among", "amongst", "to", "in", "of", "within"})
_BEARING = frozenset(
    "suffer sustain take incur face experience replace replenish offset recoup recover "
    "compensate bear absorb endure mitigate hide conceal downplay exhaust need withdraw retreat "
    "rotate regroup reinforce lack struggle".split()
)
"""Verbs of those who have losses, or do something because of them."""

_SPARED = frozenset(
    "avoid minimize minimise reduce limit prevent cut risk fear threaten misreport rate "
    "veracity list number figure estimate report claim comparison ignore temptation".split()
)
"""Words over losses that need not have come about, or over talk of them."""


def with_loser(trigger: Trigger, finder: PartyFinder) -> Trigger:
    """A noun of losses with the one whose side bore them, where its own words give none."""
    noun = trigger.head
    if trigger.frame.form != "noun" or lemma(noun) not in _LOSSES:
        return trigger
    if _civil(noun) or noun.dep_ == "appos":
        return trigger
    named = trigger.actor if trigger.frame.head == "loss" else trigger.target
    if named is not None and finder.side_of(named) is not None:
        return trigger
    loser = _before(noun, finder) or _among(noun, finder) or _bearer(noun, finder)
    if loser is None:
        return trigger
    if trigger.frame.head == "loss":
        return trigger._replace(actor=loser)
    return trigger._replace(target=loser)


def _civil(noun: Token) -> bool:
    words = {t.low for t in noun.subtree}
    return bool(words & {"civilian", "civilians", "population", "people", "residents"})


def _before(noun: Token, finder: PartyFinder) -> Token | None:
    """The side before the noun, or before the nouns that it is joined to."""
    nouns = [noun]
    if noun.dep_ == "conj" and noun.head.i < noun.i and any(c.dep_ == "cc" for c in noun.children):
        nouns.append(noun.head)
    for owner in nouns:
        for c in owner.children:
            if c.i < noun.i and c.i in finder.names and c.dep_ != "nmod":
                return c
    return None


def _among(noun: Token, finder: PartyFinder) -> Token | None:
    for c in noun.children:
        among = c.dep_ in {"nmod", "obl"} and bool(_AMONG & {*cases(c)[:1]})
        if among and finder.is_force(c) and finder.side_of(c) is not None:
            return c
    return None


def _bearer(noun: Token, finder: PartyFinder) -> Token | None:
    """The force that makes up for the losses, or acts because of them."""
    verb = noun.head
    for _ in range(3):
        if verb.pos_ == "VERB":
            break
        verb = verb.head
    if verb.pos_ != "VERB" or lemma(verb) not in _BEARING:
        return None
    who = subject_of(verb)
    force = who is not None and finder.is_force(who) and finder.side_of(who) is not None
    return who if force else None


def presupposes_losses(found: Found) -> bool:
    """Whether a side's losses are taken for a fact, whatever is said to come of them."""
    trigger = found.trigger
    noun = trigger.head
    who = trigger.actor or trigger.target
    if lemma(noun) not in _LOSSES or who is None or found.finder.side_of(who) is None:
        return False
    if noun.dep_ == "appos" or noun.low == "casualty":
        return False
    above = noun.head
    spared = {lemma(above), lemma(above.head)} & _SPARED
    return found.standing.mood == "reported" and found.standing.positive and not spared
