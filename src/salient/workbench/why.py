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

    `explanation` holds the weights, heaviest first, in nats of log-odds for its side, and the
    prior, which adds up with them to the log-odds; `claims` the claims they belong to, by id.
    `namesakes` are other settlements that bear the name that was asked for.
    """

    place: Place
    namesakes: tuple[Place, ...]
    estimate: Estimate
    explanation: Explanation
    claims: Mapping[str, Claim]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give one row a claim: its weight, where it stands, who says it, in which words."""
        for weight in self.explanation.weights:
            claim = self.claims[weight.claim_id]
            yield {
                "claim_id": weight.claim_id,
                "weight": round(weight.weight, 6),
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

    def record(self) -> dict[str, Any]:
        """Everything as one dictionary, ready for JSON; `claims` holds the rows."""
        estimate, explanation = self.estimate, self.explanation
        return {
            "place_id": self.place.place_id,
            "name": self.place.name,
            "date": estimate.day,
            "state": estimate.state,
            "probabilities": {s: round(p, 5) for s, p in estimate.probabilities.items()},
            "since": estimate.since,
            "evidence": round(estimate.evidence, 4),
            "side": explanation.side,
            "log_odds": round(explanation.log_odds, 6),
            "prior": round(explanation.prior, 6),
            "claims": list(self.rows()),
        }
