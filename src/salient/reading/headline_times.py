"""The day of a headline's deed, which the sentence under it tells (*On May 3, troops shelled X*).

A headline gives no date where the text beneath does. The deed told there again, of the same kind
and at the same place, is the headline's own, and so is its time.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.model import Claim
from salient.reading.firing import FIRE

__all__ = ["with_times_told"]

_HEADLINE = 300
"""Code points; a first line that is longer is no headline."""
_UNDER = 400
"""Code points under a headline in which its deed is told again."""
_TOLD = frozenset({"reported", "assessed"})
_STEM = 4
"""Letters that the words of one deed share (*kill*, *killing*)."""


def with_times_told(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims of a document, those of its headline with the time told of the deed beneath."""
    end = text.find("\n", 0, _HEADLINE)
    if end < 0:
        return list(claims)
    under = [c for c in claims if end < c.predicate.start < end + _UNDER and c.mood in _TOLD]
    return [_dated(c, under) if c.predicate.end <= end else c for c in claims]


def _dated(claim: Claim, under: Sequence[Claim]) -> Claim:
    if claim.time.text is not None or claim.mood not in _TOLD:
        return claim
    again = [c for c in under if _same_deed(claim, c)]
    days = {(c.time.earliest, c.time.latest) for c in again}
    # Told of two days, or of none: which is the headline's is open.
    if len(days) != 1 or again[0].time.text is None:
        return claim
    time, today = again[0].time, claim.time.latest
    if time.latest is not None and today is not None and time.latest > today:
        return claim
    return msgspec.structs.replace(claim, time=time)


def _same_deed(claim: Claim, other: Claim) -> bool:
    if (other.event_type, other.polarity) != (claim.event_type, claim.polarity):
        return False
    alike = claim.event_type in FIRE or bool(_stems(claim) & _stems(other))
    here = {p.place_id for p in claim.places if p.place_id}
    there = {p.place_id for p in other.places if p.place_id}
    return alike and (bool(here & there) or not (_narrow(claim) and _narrow(other)))


def _narrow(claim: Claim) -> bool:
    """Whether a claim says where, and not only of several divisions together (*in the east*)."""
    return any(p.place_id and (p.kind != "region" or p.admin1) for p in claim.places)


def _stems(claim: Claim) -> set[str]:
    return {word[:_STEM] for word in claim.predicate.lemma.split() if len(word) >= _STEM}
