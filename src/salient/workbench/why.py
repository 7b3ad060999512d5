"""Why a place is estimated as it is: its claims, their weights and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from salient.control import Explanation
from salient.model import Claim, Estimate, Place

__all__ = ["Why"]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate and what carries it.

    `explanation` holds the weights, heaviest first, in nats of log-odds for its side; `claims` the
    claims they belong to.
    """

    place: Place
    estimate: Estimate
    explanation: Explanation
    claims: Mapping[str, Claim]

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row a claim: its weight, where it stands, who says it, in which words."""
        for weight in self.explanation.weights:
            claim = self.claims.get(weight.claim_id)
            if claim is None:
                continue
            yield {
                "claim_id": weight.claim_id,
                "weight": round(weight.weight, 4),
                "side": weight.side,
                "distance_km": round(weight.distance_km, 1),
                "age_days": weight.age_days,
                "event_type": claim.event_type,
                "polarity": claim.polarity,
                "mood": claim.mood,
                "probability": list(claim.probability),
                "holders": [holder.name for holder in claim.holders],
                "published": claim.document.published,
                "document_id": claim.document.document_id,
                "url": claim.document.url,
                "quote": claim.quote.text,
            }
