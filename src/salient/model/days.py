"""Intervals of whole days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

__all__ = ["DayRange"]


class DayRange(msgspec.Struct, frozen=True, order=True):
    """The days from `earliest` to `latest`, both included, in the theatre's calendar."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(
                f"a range of days ends on {self.latest} before it begins on {self.earliest}; "
                "give the earlier day first"
            )

    @classmethod
    def of(cls, day: date) -> DayRange:
        """The range that holds one day."""
        return cls(day, day)

    @property
    def length(self) -> int:
        """Number of days, at least 1."""
        return (self.latest - self.earliest).days + 1

    def __contains__(self, day: date) -> bool:
        return self.earliest <= day <= self.latest

    def __iter__(self) -> Iterator[date]:
        return (self.earliest + timedelta(days=i) for i in range(self.length))

    def overlaps(self, other: DayRange) -> bool:
        """Whether the two ranges share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def span(self, other: DayRange) -> DayRange:
        """The smallest range that holds both."""
        return DayRange(min(self.earliest, other.earliest), max(self.latest, other.latest))
