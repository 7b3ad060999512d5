"""How an estimate stands for a reader: whose place it likely is, contested, or uncertain."""

from __future__ import annotations

import msgspec

from salient.assessment.likelihood import likelihood
from salient.model import Estimate
from salient.model.control import CONTESTED

__all__ = ["UNCERTAIN", "Standing", "standing_of", "widely_uncertain"]

UNCERTAIN = "uncertain"
_LIKELY = 0.55


class Standing(msgspec.Struct, frozen=True, order=True):
    """`key` is a side's id, `contested` or `uncertain`; `rank` the row of the likelihood table.

    `uncertain` means that the likeliest state is a side's, but at less than 55 %, so that the
    table has no *likely* for it. `probability` is that of the likeliest state.
    """

    key: str
    rank: int
    probability: float


def standing_of(estimate: Estimate) -> Standing:
    """The standing of one estimate; contested wherever that is the likeliest state."""
    probability = min(1.0, max(0.0, estimate.probabilities.get(estimate.state, 0.0)))
    rank = likelihood(probability).rank
    if estimate.state == CONTESTED:
        return Standing(CONTESTED, rank, probability)
    if probability < _LIKELY:
        return Standing(UNCERTAIN, rank, probability)
    return Standing(estimate.state, rank, probability)


def widely_uncertain(estimate: Estimate) -> bool:
    """Whether no state, contested included, reaches 55 %."""
    return max(estimate.probabilities.values(), default=0.0) < _LIKELY
