"""When two claims are about the same happening: event, place, side and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from salient.model import Claim

__all__ = ["CHANGES", "SLACK", "Happening", "happenings", "same_days"]

_GROUPS = {
    "capture": "takes", "win": "takes", "surrender": "surrenders",
    "withdraw": "leaves", "lose": "leaves",
    "shell": "fire", "airstrike": "fire", "strike": "fire",
    "attack": "fighting", "advance": "fighting", "fight": "fighting", "repel": "fighting",
}  # fmt: skip
"""Event types that reports of one happening exchange for one another."""
CHANGES = frozenset({"takes", "leaves", "surrenders", "encircle", "cross"})
"""What happens to a place once: two reports of it within hours are of the same."""
_WIDE = frozenset({"country", "region", "river", "axis"})
SLACK = timedelta(days=1)
_TOLD = frozenset({"reported", "assessed", "denied"})


class Happening(msgspec.Struct, frozen=True, order=True):
    """What a claim says happened: the group of its event type, the settlement, and who did it."""

    event: str
    place_id: str
    side: str


def happenings(claim: Claim) -> Iterator[Happening]:
    """Give what a claim reports, once for each settlement where it is said to have happened.

    What is forecast or intended has not happened. A whole region is no place in this sense: too
    much happens in it.
    """
    if claim.mood not in _TOLD:
        return
    side = (claim.actor.side if claim.actor is not None else None) or ""
    event = _GROUPS.get(claim.event_type, claim.event_type)
    seen = set()
    for place in claim.places:
        if place.place_id is None or place.kind in _WIDE or place.role in ("origin", "path"):
            continue
        if place.place_id not in seen:
            seen.add(place.place_id)
            yield Happening(event=event, place_id=place.place_id, side=side)


def same_days(one: Claim, other: Claim, slack: timedelta = SLACK) -> bool:
    """Whether the times of two claims touch; reports of one night may differ by a day."""
    return _first(one) <= _last(other) + slack and _first(other) <= _last(one) + slack


def _first(claim: Claim) -> date:
    return claim.time.earliest or date.min + SLACK


def _last(claim: Claim) -> date:
    return claim.time.latest or date.max - SLACK
