"""Deeds told again without their doer, who was named with the same deed at the same place nearby.

*Russian missiles hit a factory in X. The strike on X killed two*: the strike is the one told of
before, whoever tells of it now. Only the claims that were found are compared, each with those
close to it in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from salient.model import Claim, Party
from salient.reading.firing import FIRE

__all__ = ["with_doers_told"]

_BEFALLING = frozenset({"loss", "harm_civilians", "damage", "repel", "capture"})
_TOLD_AGAIN = FIRE | _BEFALLING | {"attack", "withdraw", "encircle", "detain", "advance"}
"""Event types that one side does, told again of a place; of a region too where it befalls people
or arms (`_BEFALLING`)."""

_UNCLAIMED = frozenset({"explosion", "blast", "explode", "detonate", "boom"})
"""Words for what went off, which do not say that anybody fired."""

_BACK = 600
"""Code points back from a deed to where its doer may have been named."""

_AHEAD = 250
"""Code points on from a headline to the sentence that names the doer."""

_STEM = 5
"""Letters that the words of one deed share at least (*withdraw*, *withdrawal*)."""

SideOf = Callable[[str], str | None]


def with_doers_told(claims: Sequence[Claim], side_of: SideOf) -> list[Claim]:
    """The claims of a document, deeds told again with the doer that was named with them.

    side_of: the side of a holder by its name, None where the theatre does not say.
    """
    named = [c for c in claims if _names_one(c)]
    return [_completed(c, named, side_of) for c in claims]


def _names_one(claim: Claim) -> bool:
    """Whether a claim of such a deed names one party of a side as its doer."""
    if claim.event_type not in _TOLD_AGAIN or claim.actor is None or claim.actor.side is None:
        return False
    return " and " not in claim.actor.name and claim.polarity == "positive"


def _completed(claim: Claim, named: Sequence[Claim], side_of: SideOf) -> Claim:
    untold = claim.actor is None or claim.actor.start is None
    if claim.event_type not in _TOLD_AGAIN or not untold or claim.mood == "denied":
        return claim
    if _UNCLAIMED & {*claim.predicate.lemma.split()}:
        return claim
    donors = [d for d in named if _same_deed(claim, d)]
    if not donors or len({d.actor.side for d in donors if d.actor is not None}) != 1:
        return claim
    nearest = min(donors, key=lambda d: abs(d.predicate.start - claim.predicate.start))
    doer = nearest.actor
    if doer is None or not _may_be(doer, claim.actor):
        return claim
    if claim.target is not None and claim.target.side == doer.side:
        return claim
    views = [_view(c, side_of) for c in (claim, nearest)]
    if None not in views and views[0] != views[1]:
        return claim
    return msgspec.structs.replace(claim, actor=doer)


def _same_deed(claim: Claim, other: Claim) -> bool:
    """Whether a deed at a settlement is told close by, in like words or as fire."""
    apart = claim.predicate.start - other.predicate.start
    if other.event_type != claim.event_type or not -_AHEAD <= apart <= _BACK or not apart:
        return False
    alike = claim.event_type in FIRE or bool(_stems(claim) & _stems(other))
    wide = claim.event_type in _BEFALLING and _plain(claim) and abs(apart) <= _AHEAD
    here = {p.place_id for p in claim.places if (wide or p.kind != "region") and p.place_id}
    return alike and any(p.place_id in here for p in other.places)


def _plain(claim: Claim) -> bool:
    return claim.polarity == "positive" and claim.mood == "reported"


def _may_be(doer: Party, told: Party | None) -> bool:
    """Whether a doer named nearby is who did it: nobody is told, or his side by its bare name."""
    return told is None or (doer.start is not None and doer.side == told.side)


def _stems(claim: Claim) -> set[str]:
    return {w[:_STEM] for w in claim.predicate.lemma.split() if len(w) >= _STEM}


def _view(claim: Claim, side_of: SideOf) -> str | None:
    """The side of the innermost holder of a claim whose side is known."""
    return next((s for h in reversed(claim.holders) if (s := side_of(h.name))), None)
