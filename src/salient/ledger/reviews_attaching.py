"""Which claim a review is about, after the claims have been read anew or the text was edited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from salient.model import Anchor, Claim, Span

__all__ = ["anchor_of", "attach"]

LEAST_SHARED = 0.6
"""Share of the shorter quote's words that the other must hold for the two to be one sentence."""
SAME_SENTENCE = 0.8
"""The same, where not even the predicate is the same."""

_WORD = re.compile(r"\w+")
_NEARBY = 200.0


def anchor_of(claim: Claim) -> Anchor:
    """Make the anchor of a claim as it was read."""
    predicate = claim.predicate
    return Anchor(
        document_id=claim.document.document_id,
        claim_id=claim.claim_id,
        quote=claim.quote,
        predicate=Span(predicate.text, predicate.start, predicate.end),
        lemma=predicate.lemma,
        event_type=claim.event_type,
        polarity=claim.polarity,
    )


def attach(anchor: Anchor, claims: Sequence[Claim]) -> int | None:
    """Find which of the `claims` that now answer for the anchor's document it is about.

    A claim that still has the anchor's id is it. Else it is the claim whose quote shares the most
    words with the anchor's (at least `LEAST_SHARED` of the shorter one), has the same predicate
    or at least the same event type, and lies nearest; None where there is none such: the review
    stays unattached until a reading brings the words back.
    """
    for index, claim in enumerate(claims):
        if claim.claim_id == anchor.claim_id and _likeness(anchor, claim) > 0:
            return index
    likeness = [_likeness(anchor, claim) for claim in claims]
    best = max(likeness, default=0.0)
    return likeness.index(best) if best > 0 else None


def _likeness(anchor: Anchor, claim: Claim) -> float:
    """Return how surely the claim is the anchor's, 0 where it cannot be."""
    shared, alike = _shared(anchor.quote.text, claim.quote.text)
    if shared < LEAST_SHARED:
        return 0.0
    predicate = _same_predicate(anchor, claim)
    same_event = claim.event_type == anchor.event_type
    if not predicate and not (same_event and shared >= SAME_SENTENCE):
        return 0.0
    distance = abs(claim.predicate.start - anchor.predicate.start)
    return (
        shared
        + 0.4 * alike
        + predicate
        + 0.5 * same_event
        + 0.25 * (claim.polarity == anchor.polarity)
        + 0.2 / (1.0 + distance / _NEARBY)
    )


def _same_predicate(anchor: Anchor, claim: Claim) -> float:
    ours, theirs = anchor.predicate.text.casefold(), claim.predicate.text.casefold()
    if ours == theirs:
        return 1.0
    if anchor.lemma == claim.predicate.lemma or ours in theirs or theirs in ours:
        return 0.8
    return 0.0


def _shared(a: str, b: str) -> tuple[float, float]:
    """Return the shares of the shorter and of the longer text's words that the other holds."""
    ours = Counter(_WORD.findall(a.casefold()))
    theirs = Counter(_WORD.findall(b.casefold()))
    shorter, longer = sorted((ours.total(), theirs.total()))
    if not shorter:
        return float(a == b), float(a == b)
    both = (ours & theirs).total()
    return both / shorter, both / longer
