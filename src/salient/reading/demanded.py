"""Claims of what somebody asks of the other side, or of the world at large.

*The ministry demands that Russia withdraw from X*, *the enemy must leave X*: that is the will of
who says so, and nothing that they who would have to do it did, plan or are expected to do. What
somebody asks of his own (*called on residents to leave*) is different: they are likely to heed it.
"""

from __future__ import annotations

from collections.abc import Callable

from salient.model import Claim
from salient.reading.found import Found

__all__ = ["asked_of_others"]

_ASKING = frozenset("call demand urge appeal ask request advocate insist".split())
_BARGAINED = frozenset({"detain", "evacuate"})
"""Prisoners set free and corridors opened: what demands may well bring about."""

_GIVING_WAY = frozenset({"withdraw", "surrender", "ceasefire"})
"""What no side is said to have to do but by the other."""

_OUGHT = frozenset({"must", "should", "ought"})


def asked_of_others(found: Found, claim: Claim, side_of: Callable[[str], str | None]) -> bool:
    """Whether a claim tells only what somebody of no side, or of another, asks of a side.

    side_of: the side of a holder of this name.
    """
    if claim.event_type in _BARGAINED or claim.mood != "intended":
        return False
    if claim.actor is None or claim.actor.side is None:
        return False
    operators = {*found.standing.operators}
    asker = claim.holders[-1]
    if not _ASKING.isdisjoint(operators):
        return side_of(asker.name) != claim.actor.side
    if _OUGHT.isdisjoint(operators):
        return False
    if len(claim.holders) < 2:
        # What an outlet says that a side must give up is what somebody asks of it.
        return claim.event_type in _GIVING_WAY
    return side_of(asker.name) != claim.actor.side
