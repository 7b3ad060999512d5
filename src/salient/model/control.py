"""Estimates of control."""

from __future__ import annotations

from datetime import date

import msgspec

__all__ = ["CONTESTED", "Estimate", "EvidenceWeight", "StartingControl"]

CONTESTED = "contested"


class StartingControl(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a place on the theatre's first day; `control` is a side's id or `CONTESTED`."""

    place_id: str
    day: date
    control: str


class EvidenceWeight(msgspec.Struct, frozen=True, kw_only=True):
    """How far one claim moves one estimate.

    `weight` is in nats of log-odds for `side` against the others at that place and day, after
    discounts for distance, age and repetition; the weights of an estimate and its prior add up to
    its log-odds.
    """

    claim_id: str
    side: str
    weight: float
    distance_km: float
    age_days: int


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds one place on one day.

    `probabilities` has one entry a side and one for `contested`; they sum to 1. `state` is the
    likeliest. `since` is the first day of the present unbroken state. `evidence` is the share of
    the estimate's certainty that recent claims carry, 0 (persistence alone) to 1.
    `since_earliest` and `since_latest` bound the day on which the present state may have begun;
    null where nobody has worked them out.
    """

    place_id: str
    day: date
    probabilities: dict[str, float]
    state: str
    since: date
    evidence: float
    claims: tuple[str, ...] = ()
    since_earliest: date | None = None
    since_latest: date | None = None
