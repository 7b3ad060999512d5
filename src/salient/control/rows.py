"""What evidence says of single sites, before all of it is laid out as observations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from salient.control.evidence import Evidence
from salient.control.evidence_table import EvidenceTable

__all__ = ["Days", "Entry", "Heard", "Row", "Rows", "for_one_side", "in_order"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


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


class Rows(NamedTuple):
    """Observations of one day in parallel columns; `claim` is the number of the claim's name."""

    site: Ints
    side: Ints
    sign: Floats
    precision: Floats
    lag: Ints
    movement: Floats
    claim: Ints
    part: Floats

    @classmethod
    def of(cls, rows: Iterable[tuple[Row, int]]) -> Rows:
        """Lay out rows, each with the number of its claim."""
        given = list(rows)
        columns = [[getattr(row, name) for row, _ in given] for name in cls._fields[:6]]
        site, side, sign, precision, lag, movement = columns
        return cls(
            np.array(site, dtype=np.intp), np.array(side, dtype=np.intp),
            np.array(sign, dtype=float), np.array(precision, dtype=float),
            np.array(lag, dtype=np.intp), np.array(movement, dtype=float),
            np.array([claim for _, claim in given], dtype=np.intp),
            np.array([row.part for row, _ in given], dtype=float),
        )  # fmt: skip

    def take(self, chosen: npt.NDArray[np.bool_] | Ints) -> Rows:
        """Keep the chosen ones, in that order."""
        return Rows._make(column[chosen] for column in self)

    def joined(self, *others: Rows) -> Rows:
        """These and then others."""
        told = [rows for rows in (self, *others) if len(rows.site)]
        if len(told) < 2:
            return told[0] if told else self
        return Rows._make(np.concatenate(columns) for columns in zip(*told, strict=True))


def in_order(rows: Rows, claim: npt.NDArray[np.int32]) -> Rows:
    """Sort the rows of a day by every column, claims by the ranks of their names."""
    keys = (rows.part, claim, rows.movement, rows.lag, rows.precision, rows.sign, rows.side)
    return rows.take(np.lexsort((*keys, rows.site)))


@dataclass(frozen=True, slots=True)
class Entry:
    """Evidence with the day it counts from (days since the sites' first) and how late that is."""

    day: int
    lag: int
    evidence: Evidence

    @property
    def stale(self) -> int:
        """Days that the news was late, beyond the one that a day's report takes to come out."""
        return max(0, self.lag - 1)

    def movement(self, stale_days: float) -> float:
        """How far it speaks of ground changing hands now: half for every `stale_days`."""
        told = self.evidence.movement * min(1.0, self.evidence.precision)
        return float(told * 0.5 ** (self.stale / stale_days))


class Heard(NamedTuple):
    """Evidence that counts from one day, in the order in which it is heard.

    `lag` says how many days each lies back; `again` whether its document, and whether its story,
    may have told or may yet tell something more.
    """

    day: int
    lag: Ints
    table: EvidenceTable
    again: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]

    def take(self, chosen: npt.NDArray[np.bool_]) -> Heard:
        """Keep the chosen pieces of evidence."""
        document, story = self.again
        again = document[chosen], story[chosen]
        return Heard(self.day, self.lag[chosen], self.table.take(chosen), again)

    def entries(self) -> list[Entry]:
        """Each piece of evidence as an object."""
        told = zip(self.lag.tolist(), self.table, strict=True)
        return [Entry(self.day, lag, item) for lag, item in told]


class Days:
    """Evidence by the day that it counts from; what counts before the first day is left out.

    With `as_known` that is the day of publication, otherwise the event's last day. What was
    published after `known_by` is left out.
    """

    def __init__(
        self,
        table: EvidenceTable,
        first_day: date,
        *,
        as_known: bool,
        known_by: date | None = None,
    ) -> None:
        first = first_day.toordinal()
        counted = np.maximum(table.known, table.observed) if as_known else table.observed
        used = table.observed >= first
        if known_by is not None:
            used &= table.known <= known_by.toordinal()
        rows = np.flatnonzero(used)
        self._rows = rows[np.argsort(counted[rows], kind="stable")]
        self._table, self._lag = table, counted - table.observed
        self._claim, self._story = table.claim.ranks(), table.story.ranks()
        days, begins = np.unique(counted[self._rows] - first, return_index=True)
        ends = np.append(begins, len(self._rows))[1:]
        spans = zip(begins.tolist(), ends.tolist(), strict=True)
        self._spans = dict(zip(days.tolist(), spans, strict=True))
        self._documents = np.bincount(table.document.numbers[rows])
        self._stories = np.bincount(table.story.numbers[rows])

    def __iter__(self) -> Iterator[int]:
        """Give the days, counted from the first, ascending."""
        return iter(self._spans)

    def on(self, day: int) -> Heard:
        """What counts from a day: what is newest and firmest is heard first."""
        begin, end = self._spans.get(day, (0, 0))
        rows = self._rows[begin:end]
        ties = self._claim[rows], self._story[rows]
        rows = rows[np.lexsort((*ties, -self._table.precision[rows], self._lag[rows]))]
        table = self._table.take(rows)
        again = (
            self._documents[table.document.numbers] > 1,
            self._stories[table.story.numbers] > 1,
        )
        return Heard(day, self._lag[rows].astype(np.intp), table, again)


def for_one_side(side: int, supports: bool, sides: int) -> tuple[int, int]:
    """Side and sign of what supports a side or not: against one of two is for the other."""
    if not supports and sides == 2:
        return 1 - side, 1
    return side, 1 if supports else -1
