"""Claims of deeds that have not happened and would take place nowhere in particular.

*Prepares a new attack*, *wants to free our land*: without a place an analyst can neither file nor
later check them, and what is read of such words is seldom right.
"""

from __future__ import annotations

from salient.model import Claim

__all__ = ["only_meant"]

_ON_GROUND = frozenset(
    {"attack", "capture", "advance", "redeploy", "withdraw", "concentrate", "fight"}
)
"""Events that take place somewhere, or did not take place at all."""


def only_meant(claim: Claim) -> bool:
    """Whether a claim tells only that somebody means, awaits or doubts a deed, and not where."""
    return claim.event_type in _ON_GROUND and claim.mood != "reported" and not claim.places
