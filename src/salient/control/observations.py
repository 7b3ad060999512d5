"""Evidence to observations: which place, which day, how firmly, each happening counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from salient.control.evidence import Evidence
from salient.control.evidence_table import Coded, EvidenceTable
from salient.control.gathering import Gathering
from salient.control.regional import of_regions
from salient.control.rows import Days, Row, Rows, in_order
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Columns", "Observations", "observations", "of_region"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Observations:
    """Observations of single sites, sorted by the day they count from.

    Parallel arrays: `day` (days since the sites' first day), `site` and `side` (positions),
    `sign` (+1 for the side, -1 against it, 0 fighting), `precision` (1/variance in latent units),
    `lag` (days that the event lies before `day`), `movement`, `source`, the position in
    `claim_ids` of the claim that it comes from, and `part`: of the rows of one day and claim, this
    share counts, those that the estimate gives to the side most (`counted`).
    """

    day: Ints
    site: Ints
    side: Ints
    sign: Floats
    precision: Floats
    lag: Ints
    movement: Floats
    source: Ints
    part: Floats
    claim_ids: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.day)

    def between(self, start: int, stop: int) -> Observations:
        """Those at positions from `start` to before `stop`."""
        span = slice(start, stop)
        return Observations(
            self.day[span], self.site[span], self.side[span], self.sign[span],
            self.precision[span], self.lag[span], self.movement[span], self.source[span],
            self.part[span], self.claim_ids,
        )  # fmt: skip

    def take(self, chosen: npt.NDArray[np.bool_] | Ints) -> Observations:
        """Keep the chosen ones (a mask, or positions), in that order."""
        return Observations(
            self.day[chosen], self.site[chosen], self.side[chosen], self.sign[chosen],
            self.precision[chosen], self.lag[chosen], self.movement[chosen], self.source[chosen],
            self.part[chosen], self.claim_ids,
        )  # fmt: skip

    def counted(self, means: Floats) -> npt.NDArray[np.bool_]:
        """Which of one day's observations count, given the latent `means` at each (m × sides)."""
        counts = np.ones(len(self), dtype=bool)
        for source in np.unique(self.source[self.part < 1.0]):
            rows = np.flatnonzero((self.source == source) & (self.part < 1.0))
            towards = self.sign[rows] * means[rows, self.side[rows]]
            most_first = rows[np.argsort(-towards, kind="stable")]
            counts[most_first[int(self.part[rows[0]] * len(rows)) :]] = False
        return counts


def observations(
    evidence: Iterable[Evidence],
    sites: Sites,
    settings: ControlSettings,
    *,
    as_known: bool,
    known_by: date | None = None,
) -> Observations:
    """Collect what the evidence says of each site, once for each happening.

    With `as_known` a claim counts from the day it was published, and loses half its precision for
    every `lag_days` that the event lies back (besides what may have changed since, which the
    filter knows); otherwise it counts from the event's last day.
    Evidence published after `known_by`, about days before the sites' first day, or about places
    that are neither sites nor their regions, is left out. Of one story, and of one document, only
    the first counts; other witnesses of the same (same place, side, kind, within `story_days`)
    count half, a quarter, and so on of their precision, the firmest first. A change of hands counts
    no more once a later one at the place is known. Without `as_known` the ways that ground behind
    places is found by are those that later days show as well (`Gathering.of_days`).
    """
    table = EvidenceTable.of(evidence)
    days = Days(table, sites.first_day, as_known=as_known, known_by=known_by)
    regional = _of_regions(table, sites, settings, as_known=as_known, known_by=known_by)
    gathering = Gathering(sites, settings, hindsight=not as_known)
    columns = Columns(table.claim)
    every = sorted({*days, *regional})
    heard = (days.on(day) for day in every)
    of_days = (
        zip(every, map(gathering.of_day, heard), strict=True)
        if as_known
        else gathering.of_days(heard)
    )
    for day, rows in of_days:
        columns.add(day, rows.joined(Rows.of(regional[day])) if day in regional else rows)
    return columns.observations()


def _of_regions(
    table: EvidenceTable,
    sites: Sites,
    settings: ControlSettings,
    *,
    as_known: bool,
    known_by: date | None,
) -> dict[int, list[tuple[Row, int]]]:
    """Rows of what is told of regions, each with the number of its claim, by day."""
    told = table.take(of_region(table, sites))
    numbers = {told.claim.at(i): int(n) for i, n in enumerate(told.claim.numbers)}
    days = Days(told, sites.first_day, as_known=as_known, known_by=known_by)
    entries = [entry for day in days for entry in days.on(day).entries()]
    found: dict[int, list[tuple[Row, int]]] = defaultdict(list)
    for row in of_regions(entries, sites, settings):
        found[row.day].append((row, numbers[row.claim_id]))
    return found


def of_region(table: EvidenceTable, sites: Sites) -> npt.NDArray[np.bool_]:
    """Which evidence speaks of no site but of a region."""
    numbers, where = np.unique(table.place.numbers, return_inverse=True)
    names = [table.place.names[i] for i in numbers.tolist()]
    regions = [name in sites.regions and name not in sites.index for name in names]
    return np.array(regions, dtype=bool)[where] & ~table.contest


class Columns:
    """Rows of ascending days, laid out as arrays; `claims` are all that they can be drawn from."""

    def __init__(self, claims: Coded) -> None:
        self._names = claims.names
        self._rank = np.zeros(int(claims.numbers.max(initial=-1)) + 1, dtype=np.int32)
        self._rank[claims.numbers] = claims.ranks()
        self._days: list[tuple[int, int]] = []
        self._rows: list[list[npt.NDArray[Any]]] = [[] for _ in Rows._fields]

    def add(self, day: int, rows: Rows) -> None:
        """Take in all the rows of one day, later than those before."""
        if len(rows.site):
            self._days.append((day, len(rows.site)))
            for column, told in zip(
                self._rows, in_order(rows, self._rank[rows.claim]), strict=True
            ):
                column.append(told)

    def observations(self) -> Observations:
        """All that was taken in, which is then let go."""
        days = np.array(self._days, dtype=np.intp).reshape(-1, 2)
        laid = Rows._make(map(_joined, self._rows, Rows.of([])))
        found, source = np.unique(self._rank[laid.claim], return_inverse=True)
        number = np.empty(len(found), dtype=np.intp)
        number[source] = laid.claim
        return Observations(
            day=np.repeat(days[:, 0], days[:, 1]),
            site=laid.site,
            side=laid.side,
            sign=laid.sign,
            precision=laid.precision,
            lag=laid.lag,
            movement=laid.movement,
            source=source,
            part=laid.part,
            claim_ids=tuple(self._names[i] for i in number.tolist()),
        )


def _joined(parts: list[npt.NDArray[Any]], nothing: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Parts one after the other; they are let go, so that few columns are held twice at a time."""
    column = np.concatenate([nothing, *parts])
    parts.clear()
    return column
