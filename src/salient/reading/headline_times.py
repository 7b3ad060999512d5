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
_OPENING = 25
"""Code points of a headline by which it is known where an item repeats it."""
_BY_FIRE = FIRE | {"attack", "harm_civilians", "damage"}
"""Fire and what comes of it."""
_DAYS = 3
_WEEK = 7
_STEM = 4
"""Letters that the words of one deed share (*kill*, *killing*)."""


def with_times_told(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims of a document, those of its headline with the time told of the deed beneath."""
    end = text.find("\n", 0, _HEADLINE)
    if end < 0:
        return list(claims)
    body = _under_heading(text, end)
    under = [c for c in claims if body < c.predicate.start < body + _UNDER and c.mood in _TOLD]
    under.sort(key=lambda c: c.predicate.start)
    return [_dated(c, under) if c.predicate.end <= body else c for c in claims]


def _under_heading(text: str, end: int) -> int:
    """Where what is told begins: behind the headline, and behind it again where it is repeated."""
    at = text.find(text[:_OPENING], end)
    if end < _OPENING or at < 0 or at > end + _HEADLINE:
        return end
    alike = 0
    while alike < end and text[at + alike : at + alike + 1] == text[alike]:
        alike += 1
    return at + alike


def _dated(claim: Claim, under: Sequence[Claim]) -> Claim:
    if claim.time.text is not None or claim.mood not in _TOLD:
        return claim
    again = [c for c in under if _same_deed(claim, c)]
    # What goes on below without a date is of the day told first (*on May 3 … Rockets also hit X*).
    days = {(c.time.earliest, c.time.latest) for c in again if c.time.text is not None}
    # Told of two days, or of none: which is the headline's is open.
    if len(days) != 1 or again[0].time.text is None:
        return claim
    time, today = again[0].time, claim.time.latest
    if time.latest is not None and today is not None and time.latest > today:
        return claim
    return msgspec.structs.replace(claim, time=time)


def _same_deed(claim: Claim, other: Claim) -> bool:
    if other.polarity != claim.polarity or not _same_ground(claim, other):
        return False
    if other.event_type == claim.event_type:
        return claim.event_type in FIRE or bool(_stems(claim) & _stems(other))
    by_fire = {claim.event_type, other.event_type} <= _BY_FIRE and claim.polarity == "positive"
    return by_fire and _lately(claim, other) and _of_one_side(claim, other)


def _same_ground(claim: Claim, other: Claim) -> bool:
    """Whether two claims may be of one place: they share one, or the one holds the other."""
    here = {p.place_id for p in claim.places if p.place_id}
    there = {p.place_id for p in other.places if p.place_id}
    if here & there or not (_narrow(claim) and _narrow(other)):
        return True
    regions = {p.admin1 for c in (claim, other) for p in c.places if p.kind == "region"}
    within = {p.admin1 for c in (claim, other) for p in c.places if p.kind != "region"}
    return bool((regions & within) - {None})


def _narrow(claim: Claim) -> bool:
    """Whether a claim says where, and not only of several divisions together (*in the east*)."""
    return any(p.place_id and (p.kind != "region" or p.admin1) for p in claim.places)


def _lately(claim: Claim, other: Claim) -> bool:
    """Whether another deed is of a day or two right before."""
    day, time = claim.time.latest, other.time
    if time.text is None or day is None or time.earliest is None or time.latest is None:
        return time.text is None
    return (time.latest - time.earliest).days < _DAYS and (day - time.earliest).days < _WEEK


def _of_one_side(claim: Claim, other: Claim) -> bool:
    sides = {p.side for p in (claim.actor, other.actor) if p is not None and p.side is not None}
    return len(sides) < 2


def _stems(claim: Claim) -> set[str]:
    return {word[:_STEM] for word in claim.predicate.lemma.split() if len(word) >= _STEM}
