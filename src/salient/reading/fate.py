"""Whose doing an event is by what befell whom, where nothing around it names anybody.

*An enemy tank was destroyed*, *the fall of Orlivka*, *the defence of the city*, *the abducted
mayor*: the words leave the doer out because only one can be meant. Those who came into a country
take, shut in and deport; those who were there defend, free and shoot down, unless the occupiers
themselves are who tells of it. What may be an accident, or anybody's, stays nobody's.
"""

from __future__ import annotations

import msgspec

from salient.model import Party
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import child, is_passive

__all__ = ["by_fate", "with_side_told"]

_SHUTTING_IN = frozenset(
    "block blockade trap surround encircle encirclement siege besiege isolation".split()
)
_DEFENCE = frozenset({"defense", "defence"})
_DESTROYING = frozenset(
    "destroy eliminate liquidate annihilate neutralize neutralise destruction elimination "
    "shoot down bring disable".split()
)
"""Words for what only an opponent does to arms and troops."""

_TAKING = frozenset(
    "capture captive prisoner kidnap kidnapping abduct abduction deport deportation hostage "
    "filtration".split()
)
_TAKING_PEOPLE = _TAKING - {"capture", "captive", "prisoner"}
"""Words for what is done to the people of a country by those who came into it."""

_ATROCITIES = frozenset({"massacre", "atrocity", "genocide"})
_FIRE = frozenset({"shell", "airstrike", "strike", "attack"})
_NOBODYS = frozenset("explosion explode blast detonation detonate boom fire crash".split())
"""Words for what may as well be an accident."""

_STANDING = frozenset(
    "position base depot barracks fortification warehouse headquarters post point airfield "
    "concentration stronghold trench dump column defense defence".split()
)
"""Nouns of where troops and arms stand."""

_DEFENDING = frozenset({"defend", "liberate", "recapture", "retake"})


def by_fate(
    trigger: Trigger, finder: PartyFinder, event_type: str, target: Party | None
) -> Party | None:
    """The side that alone can have done what befell somebody or some place, or None."""
    doer = trigger.actor
    blast = doer is not None and lemma(doer) in _NOBODYS
    if blast or trigger.frame.negative or _NOBODYS & {trigger.frame.head, *trigger.frame.words}:
        return None
    return finder.side_as_party(
        _foe_of(trigger, finder, event_type, target) or _of_place(trigger, finder, event_type)
    )


def _foe_of(
    trigger: Trigger, finder: PartyFinder, event_type: str, target: Party | None
) -> str | None:
    """The side against that of the troops, arms, people or places that are struck or taken."""
    side = target.side if target is not None else None
    words = {trigger.frame.head, *trigger.frame.words}
    noun = trigger.target
    if side is None or noun is None or noun.pos_ == "PRON":
        return None
    taken = event_type == "detain" and words & _TAKING and not _only_qualifies(trigger.head)
    destroyed = event_type == "loss" and words & _DESTROYING
    struck = event_type in _FIRE and _of_war(noun, finder)
    return finder.opponent(side) if struck or taken or destroyed else None


def _only_qualifies(verb: Token) -> bool:
    """Whether *captured* only says which people are meant (*tried captured soldiers*)."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN"} and (
        lemma(verb) == "capture" and child(verb, "aux:pass", "nsubj") is None
    )  # fmt: skip


def _of_war(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun names troops, arms or where they stand."""
    word = lemma(noun)
    kinds = ("force", "equipment", "ground")
    return word in _STANDING or any(finder.lexicon.noun_is(word, kind) for kind in kinds)


def _of_place(trigger: Trigger, finder: PartyFinder, event_type: str) -> str | None:
    """The side that does what befalls a place or its people, by who came into the country."""
    head, frame, occupier = trigger.head, trigger.frame, finder.occupier()
    if event_type == "repel" and is_passive(head):
        # Whoever tells that an attack was repelled, and not by whom, is of who repelled it.
        return finder.pov(head)
    if occupier is None or finder.pov(head) == occupier:
        return None
    words = {frame.head, *frame.words}
    if event_type == "encircle" and words & _SHUTTING_IN:
        side = finder.side_of(trigger.target) if trigger.target is not None else None
        return finder.opponent(side) if side is not None else occupier
    if event_type == "hold" and frame.form == "noun" and lemma(head) in _DEFENCE:
        return finder.opponent(occupier)
    taken = event_type == "detain" and words & _TAKING_PEOPLE
    fallen = event_type == "capture" and frame.words == ("fall",)
    if taken or fallen or (event_type == "harm_civilians" and words & _ATROCITIES):
        return occupier
    return None


def with_side_told(actor: Party, trigger: Trigger, finder: PartyFinder, event_type: str) -> Party:
    """Fighters of no side who defend or free a place, with the side that does so."""
    occupier, noun = finder.occupier(), trigger.actor
    if actor.side is not None or noun is None or occupier is None:
        return actor
    defending = event_type in {"hold", "capture"} and trigger.frame.head in _DEFENDING
    if not defending or not finder.lexicon.noun_is(lemma(noun), "force"):
        return actor
    if finder.pov(trigger.head) == occupier or finder.of_others(noun):
        return actor
    return msgspec.structs.replace(actor, side=finder.opponent(occupier))
