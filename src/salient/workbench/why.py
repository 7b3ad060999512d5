"""Why a place is estimated as it is: its claims, their weights and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from salient.control import ControlSettings, Evidence, Explanation, Sites, estimate, explain
from salient.model import Claim, Estimate, Place

__all__ = ["Asked", "Why"]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate and what carries it.

    `explanation` holds the weights, heaviest first, in nats of log-odds for its side, and the
    prior and tenure, which add up with them to the log-odds; `claims` the claims they belong to.
    `namesakes` are other settlements that bear the name that was asked for. `without` is the
    estimate without the sources and claims `left_out`, None where none were to be left out.
    """

    place: Place
    namesakes: tuple[Place, ...]
    estimate: Estimate
    explanation: Explanation
    claims: Mapping[str, Claim]
    without: Estimate | None = None
    left_out: tuple[str, ...] = ()

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
        record = {
            "place_id": self.place.place_id,
            "name": self.place.name,
            "date": estimate.day,
            "state": estimate.state,
            "probabilities": {s: round(p, 5) for s, p in estimate.probabilities.items()},
            "since": estimate.since,
            "since_earliest": estimate.since_earliest,
            "since_latest": estimate.since_latest,
            "evidence": round(estimate.evidence, 4),
            "side": explanation.side,
            "log_odds": round(explanation.log_odds, 6),
            "prior": round(explanation.prior, 6),
            "tenure": round(explanation.tenure, 6),
            "claims": list(self.rows()),
        }
        if self.without is not None:
            record["without"] = {
                "left_out": list(self.left_out),
                "state": self.without.state,
                "probabilities": {s: round(p, 5) for s, p in self.without.probabilities.items()},
            }
        return record


class Answer(NamedTuple):
    """An estimate and its parts."""

    estimate: Estimate
    explanation: Explanation


class Asked(NamedTuple):
    """What is asked of the model: one place on one day, how, with which constants."""

    sites: Sites
    place_id: str
    day: date
    as_known: bool
    known_by: date | None
    settings: ControlSettings

    def estimate(self, evidence: Sequence[Evidence]) -> Estimate:
        """Give the estimate alone."""
        series = estimate(
            evidence,
            self.sites,
            [self.day],
            as_known=self.as_known,
            known_by=self.known_by,
            places=[self.place_id],
            settings=self.settings,
        )
        return next(series.estimates(self.day))

    def answer(self, evidence: Sequence[Evidence]) -> Answer:
        """Give the estimate with its explanation."""
        explanation = explain(
            evidence,
            self.sites,
            self.place_id,
            self.day,
            as_known=self.as_known,
            known_by=self.known_by,
            settings=self.settings,
        )
        return Answer(self.estimate(evidence), explanation)
