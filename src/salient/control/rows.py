"""What one piece of evidence says of one site, before all of it is sorted into arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from salient.control.evidence import Evidence

__all__ = ["Entry", "Row", "for_one_side"]


class Row(NamedTuple):
    """One observation of one site; the fields are those of `Observations`."""

    day: int
    site: int
    side: int
    sign: int
    precision: float
    lag: int
    movement: float
    claim_id: str
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Evidence with the day it counts from (days since the sites' first) and how late that is."""

    day: int
    lag: int
    evidence: Evidence

    @property
    def precision(self) -> float:
        """Precision of the evidence itself."""
        return self.evidence.precision

    @property
    def stale(self) -> int:
        """Days that the news was late, beyond the one that a day's report takes to come out."""
        return max(0, self.lag - 1)

    def movement(self, stale_days: float) -> float:
        """How far it speaks of ground changing hands now: half for every `stale_days`."""
        told = self.evidence.movement * min(1.0, self.precision)
        return float(told * 0.5 ** (self.stale / stale_days))


def for_one_side(side: int, supports: bool, sides: int) -> tuple[int, int]:
    """Side and sign of what supports a side or not: against one of two is for the other."""
    if not supports and sides == 2:
        return 1 - side, 1
    return side, 1 if supports else -1
