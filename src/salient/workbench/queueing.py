"""Which claims a person should look at first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from salient.model import Claim, ReviewedClaim
from salient.places import AMBIGUOUS_BELOW

__all__ = ["QueuedClaim", "review_queue"]

_STAKE = 0.4
"""What a claim that says nothing of control counts for, beside one that does."""
_CONFLICT = 0.6
_NAMELESS = 0.3
_LONGEST = timedelta(days=3)
_FOR = frozenset({"gains", "holds"})


class QueuedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that nobody has reviewed, and why somebody should.

    `priority` is 0..2, the greater the sooner; `reasons` are sentences for people. `alike` are the
    ids of further claims that say the same of the same places in the same words, as lists do that
    are published again and again.
    """

    claim: Claim
    priority: float
    reasons: tuple[str, ...]
    alike: tuple[str, ...] = ()


def review_queue(claims: Iterable[Claim]) -> list[QueuedClaim]:
    """Rank the claims that want a look; those that a review has accepted or corrected are done.

    Counted are: how far the score of a claim's least certain place stays below certainty, where it
    is under `AMBIGUOUS_BELOW`; a place that was named and not found; a claim of control that
    another one of the same place and nearly the same day contradicts. Claims that say something of
    control come before others. Of one rank the later published comes first.
    """
    waiting = [claim for claim in claims if not isinstance(claim, ReviewedClaim)]
    against = _conflicts(waiting)
    queued = []
    for claim in waiting:
        points, reasons = _doubts(claim)
        others = against.get(claim.claim_id, set())
        if others:
            points += _CONFLICT
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            reasons.append(f"contradicted by {min(others)}{more}")
        if reasons:
            priority = round(points * (1.0 if claim.control else _STAKE), 3)
            queued.append(QueuedClaim(claim=claim, priority=priority, reasons=tuple(reasons)))
    queued.sort(key=lambda one: one.claim.claim_id)
    queued.sort(key=lambda one: (one.priority, one.claim.document.published), reverse=True)
    return _grouped(queued)


def _grouped(queued: Iterable[QueuedClaim]) -> list[QueuedClaim]:
    """Put claims that are alike behind the first of them."""
    groups: dict[object, list[QueuedClaim]] = {}
    for one in queued:
        claim = one.claim
        places = tuple((mention.text, mention.place_id) for mention in claim.places)
        words = " ".join(claim.quote.text.split())
        key = (words, claim.event_type, places, claim.time.earliest, claim.time.latest)
        groups.setdefault(key, []).append(one)
    return [
        msgspec.structs.replace(first, alike=tuple(other.claim.claim_id for other in others))
        for first, *others in groups.values()
    ]


def _doubts(claim: Claim) -> tuple[float, list[str]]:
    points, reasons = 0.0, []
    resolved = [mention for mention in claim.places if mention.place_id is not None]
    least = min(resolved, key=lambda mention: mention.score, default=None)
    if least is not None and least.score < AMBIGUOUS_BELOW:
        points += 1.0 - least.score
        reasons.append(
            f"place {least.text!r} is {least.place_id} ({least.name}) by {least.score:.2f} only"
        )
    nameless = [mention for mention in claim.places if mention.place_id is None]
    if nameless:
        points += _NAMELESS
        reasons.append(f"place {nameless[0].text!r} was not found")
    return points, reasons


def _conflicts(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Give, by claim, the claims that say another side holds the same place about the same day."""
    said: dict[tuple[str, date], list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        first, last = claim.time.earliest, claim.time.latest
        if claim.polarity != "positive" or first is None or last is None or last < first:
            continue
        if last - first > _LONGEST:
            continue
        for effect in claim.control:
            if effect.effect in _FOR:
                for days in range((last - first).days + 1):
                    day = first + timedelta(days=days)
                    said[effect.place_id, day].append((claim.claim_id, effect.side))
    against: dict[str, set[str]] = defaultdict(set)
    for entries in said.values():
        if len({side for _, side in entries}) < 2:
            continue
        for claim_id, side in entries:
            against[claim_id] |= {other for other, theirs in entries if theirs != side}
    return against
