"""What an estimate of control looks like: arrays over days and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from salient.errors import UsageError
from salient.model import Estimate

__all__ = ["NO_CARRIER", "SURE", "ControlSeries"]

SURE = 0.65
"""Probability from which a state counts as begun for sure, or not yet ended."""

NO_CARRIER = -1
"""Stands in `ControlSeries.carriers` where no further claim moved the estimate."""


@dataclass(frozen=True, slots=True)
class ControlSeries:
    """Estimates of D days × N places × K states.

    `states` are the sides, then `contested`; `probability` is D × N × K and sums to 1 over states.
    `since` (D × N) is the day, counted from `first_day`, on which the present unbroken state began
    (0: it has held since the start). `since_earliest` and `since_latest` (D × N, counted alike) are
    the days between which it may have begun: the day after another state last had `SURE`, and the
    first day of the run on which the present one had it (the day of the estimate where it has not
    yet). `evidence` (D × N) is the share of the estimate's certainty
    that claims carry, 0 (persistence alone) to 1. `carriers` (D × N × k) are positions in
    `claim_ids` of the claims that moved the estimate most, the heaviest first, -1 where there are
    fewer.
    """

    place_ids: tuple[str, ...]
    days: tuple[date, ...]
    states: tuple[str, ...]
    first_day: date
    probability: npt.NDArray[np.float32]
    since: npt.NDArray[np.int32]
    evidence: npt.NDArray[np.float32]
    carriers: npt.NDArray[np.int32]
    claim_ids: tuple[str, ...]
    since_earliest: npt.NDArray[np.uint16]
    since_latest: npt.NDArray[np.uint16]

    @property
    def state(self) -> npt.NDArray[np.intp]:
        """Position in `states` of the likeliest, D × N; of equals the first."""
        state: npt.NDArray[np.intp] = np.argmax(self.probability, axis=2)
        return state

    def estimates(self, day: date) -> Iterator[Estimate]:
        """Give the estimates of one day, in the order of `place_ids`.

        UsageError if the day is not among `days`.
        """
        if day not in self.days:
            raise UsageError(
                f"there is no estimate for {day}; the series has {len(self.days)} days from "
                f"{self.days[0]} to {self.days[-1]}"
                if self.days
                else f"there is no estimate for {day}; the series has no days"
            )
        d = self.days.index(day)
        state = self.state[d]
        for i, place_id in enumerate(self.place_ids):
            row = self.probability[d, i]
            yield Estimate(
                place_id=place_id,
                day=day,
                probabilities={s: float(p) for s, p in zip(self.states, row, strict=True)},
                state=self.states[state[i]],
                since=self.first_day + timedelta(days=int(self.since[d, i])),
                evidence=float(self.evidence[d, i]),
                claims=tuple(self.claim_ids[c] for c in self.carriers[d, i] if c >= 0),
                since_earliest=self.first_day + timedelta(days=int(self.since_earliest[d, i])),
                since_latest=self.first_day + timedelta(days=int(self.since_latest[d, i])),
            )
