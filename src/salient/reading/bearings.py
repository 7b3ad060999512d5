"""Claims that say too little of who and where to be filed or checked.

*Prepares a new attack*, *a risk of shelling*, *may strike civilians*, *hostilities continue*:
without a place or a doer an analyst can neither file nor later check them, and what is read of such
words is seldom right.
"""

from __future__ import annotations

from salient.model import Claim

__all__ = ["without_bearings"]

_ON_GROUND = frozenset(
    {"attack", "capture", "advance", "redeploy", "withdraw", "concentrate", "fight", "hold"}
)
"""Events that take place somewhere, or did not take place at all."""
_BEFALLING = frozenset(
    {"loss", "harm_civilians", "damage", "strike", "shell", "airstrike", "interdict"}
)
_TO_COME = frozenset({"intended", "forecast", "conditional"})
_OF_A_SIDE = frozenset(
    {"capacity", "govern", "mobilise", "negotiate", "ceasefire", "surrender", "detain"}
)
"""Events that are told of a side as a whole, and so may be denied of it without a place."""
_TOLLS = frozenset({"harm_civilians", "loss", "damage"})
"""Events that are told by their number where nobody is named."""
_OF_PLACES = frozenset(
    {"attack", "advance", "capture", "lose", "hold", "fight", "encircle", "withdraw", "evacuate"}
    | {"shell", "airstrike", "interdict", "cross", "concentrate", "mobilise", "govern"}
)
"""Events that tell something of the place even where nobody is named."""


def without_bearings(claim: Claim) -> bool:
    """Whether a claim says neither who, where nor when, or too little of what has not happened.

    A deed on the ground that is only meant needs a place, any other a doer or a day; what is denied
    is worth keeping for who denies it.
    """
    if _missed_nowhere(claim):
        return True
    if claim.mood == "reported":
        return _unfiled(claim)
    return _nowhere(claim) or (claim.mood != "denied" and _of_nobody(claim))


def _nowhere(claim: Claim) -> bool:
    """Whether somebody means, awaits or doubts a deed on the ground, and not where."""
    if claim.places:
        return False
    to_come = claim.event_type in _BEFALLING and claim.mood in _TO_COME
    return claim.event_type in _ON_GROUND or (to_come and not claim.quantities)


def _missed_nowhere(claim: Claim) -> bool:
    """Whether a deed is told not to happen, and not where.

    What did not happen on a day that is named is told of the whole front, as is an attack.
    """
    if claim.polarity == "positive" or claim.places or claim.mood == "denied":
        return False
    if claim.event_type in _OF_A_SIDE or claim.quantities:
        return False
    return claim.mood != "reported" or (claim.event_type != "attack" and not claim.time.text)


def _of_nobody(claim: Claim) -> bool:
    """Whether a deed is meant, awaited or doubted of nobody, and tells nothing of a place."""
    if claim.actor is not None or claim.event_type == "negotiate" or claim.time.text:
        return False
    if claim.event_type in _TOLLS and claim.quantities:
        return False
    return claim.event_type not in _OF_PLACES or not _placed(claim)


def _unfiled(claim: Claim) -> bool:
    """Whether an event has no doer, side that it is done to, place, number or day of its own."""
    done_to = claim.target is not None and claim.target.side is not None
    told = done_to or _placed(claim) or claim.quantities or claim.time.text
    return claim.actor is None and not told


def _placed(claim: Claim) -> bool:
    return any(mention.place_id is not None for mention in claim.places)
