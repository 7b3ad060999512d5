"""The side of somebody who acts and whose own words do not tell whose he is.

*Resistance fighters blew up an enemy patrol*: whoever does that to one side's troops is of the
other. *Self-proclaimed authorities* are those of who came into a country, and who *died defending
the city* was one of its defenders.
"""

from __future__ import annotations

import msgspec

from salient.model import Party
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import agent_of, argument, child

__all__ = ["with_side"]

_HOSTILE = frozenset(
    "repel loss damage attack shell strike airstrike interdict encircle sabotage detain".split()
)
"""Event types that troops of one side do to the other's."""

_UNKNOWN = frozenset(
    "unknown unidentified unspecified individual assailant perpetrator somebody someone".split()
)
"""Words for doers of whom it is said that nobody knows whose they are."""

_AT_HOME = frozenset("army military defense defence navy infantry aviation company".split())
"""Nouns of forces that are the teller's own where nothing says whose they are."""

_BEATING = frozenset("destroy eliminate liquidate shoot down bring neutralize neutralise".split())

_SELF_STYLED = frozenset("self-proclaimed self-styled pseudo puppet quisling".split())
_STYLED = frozenset({"proclaimed", "styled", "appointed", "installed"})
_SELF = frozenset({"-", "self"})
_BEFORE = 4
"""Words before rulers among which it stands that they call themselves so."""

_RULING = frozenset("authority official administration government leader council".split())
_OF_REGIONS = frozenset({"oblast", "oblasts", "krai", "republic", "okrug"})
"""Nouns of regions that raise troops."""


def with_side(
    actor: Party,
    trigger: Trigger,
    finder: PartyFinder,
    event_type: str,
    target: Party | None,
) -> Party:
    """The actor of an event with the side that the deed leaves to him, where it leaves one."""
    noun = trigger.actor
    if actor.side is not None or noun is None or finder.of_others(noun):
        return actor
    side = (
        _of_foe(trigger, noun, finder, event_type, target)
        or _of_defender(trigger, noun, finder, event_type)
        or _our_own(trigger, noun, finder, event_type)
        or _led_by(noun, finder)
        or _self_styled(noun, finder)
        or _of_region(noun, finder, event_type)
    )
    return actor if side is None else msgspec.structs.replace(actor, side=side)


def _of_foe(
    trigger: Trigger,
    noun: Token,
    finder: PartyFinder,
    event_type: str,
    target: Party | None,
) -> str | None:
    """The side against that of the troops or arms that fighters strike, take or drive out."""
    if event_type not in _HOSTILE or target is None or target.side is None:
        return None
    if trigger.frame.head == "lose":
        return None
    words = {lemma(noun), *(c.low for c in noun.children)}
    lexicon = finder.lexicon
    acts = lexicon.noun_is(lemma(noun), "force") or lexicon.noun_is(lemma(noun), "people")
    if not acts or words & _UNKNOWN or noun.pos_ == "PRON":
        return None
    return finder.opponent(target.side)


def _of_defender(trigger: Trigger, noun: Token, finder: PartyFinder, event_type: str) -> str | None:
    """The side of a person who defends a place, unless those who came to take it tell of it."""
    if event_type != "hold" or trigger.frame.head != "defend":
        return None
    against = argument(trigger.head, "from") or argument(trigger.head, "against")
    foe = finder.side_of(against) if against is not None else None
    if foe is not None:
        return finder.opponent(foe)
    occupier = finder.occupier()
    named = noun.pos_ == "PROPN" and child(noun, "flat", "compound") is not None
    person = named or finder.lexicon.noun_is(lemma(noun), "people")
    if occupier is None or not person or finder.pov(trigger.head) == occupier:
        return None
    return finder.opponent(occupier)


def _our_own(trigger: Trigger, noun: Token, finder: PartyFinder, event_type: str) -> str | None:
    """The side of who tells it, where the bare *army* or *air defence* beats an attack off.

    So too of what *the army* of a headline destroys, and of *my company*.
    """
    mine = any(c.low in {"my", "our"} for c in noun.children)
    bare = lemma(noun) in _AT_HOME and not any(
        c.pos_ == "ADJ" or (c.dep_ == "nmod" and c.i > noun.i) for c in noun.children
    )
    beats = event_type == "repel" or (event_type == "loss" and trigger.frame.head in _BEATING)
    return finder.pov(trigger.head) if beats and (mine or bare) else None


def _led_by(noun: Token, finder: PartyFinder) -> str | None:
    """The side of whom a force is led by (*a detachment led by the company*)."""
    if not finder.lexicon.noun_is(lemma(noun), "force"):
        return None
    for c in noun.children:
        if c.dep_ == "acl" and c.low in {"led", "commanded", "headed"}:
            leader = agent_of(c)
            return finder.side_of(leader) if leader is not None else None
    return None


def _self_styled(noun: Token, finder: PartyFinder) -> str | None:
    """The occupiers, of whom *self-proclaimed authorities* are."""
    if lemma(noun) not in _RULING:
        return None
    before = noun.doc[max(0, noun.i - _BEFORE) : noun.i]
    styled = any(t.low in _STYLED and t.nbor(-1).low in _SELF for t in before if t.i)
    return finder.occupier() if styled or any(t.low in _SELF_STYLED for t in before) else None


def _of_region(noun: Token, finder: PartyFinder, event_type: str) -> str | None:
    """The occupiers, whose country's regions the theatre leaves out, where one raises troops."""
    named = noun.text[:1].isupper() and noun.dep_ == "nsubj"
    raises = event_type == "mobilise" and named and noun.low in _OF_REGIONS
    return finder.occupier() if raises else None
