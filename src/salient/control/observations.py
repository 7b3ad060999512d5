"""Evidence to observations: which place, which day, how firmly, each happening counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from salient.control.evidence import Evidence
from salient.control.gathering import Gathering
from salient.control.regional import of_regions
from salient.control.rows import Entry, Row
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = [
    "Columns",
    "Observations",
    "entries_by_day",
    "heard_first",
    "observations",
    "of_region",
]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

CLAIM = Row._fields.index("claim_id")


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
    no more once a later one at the place is known.
    """
    days = entries_by_day(evidence, sites.first_day, as_known=as_known, known_by=known_by)
    regional = defaultdict(list)
    told = [entry for day in sorted(days) for entry in days[day] if of_region(entry, sites)]
    for row in of_regions(told, sites, settings):
        regional[row.day].append(row)
    gathering = Gathering(sites, settings)
    columns = Columns()
    for day in sorted({*days, *regional}):
        columns.add(gathering.of_day(days.pop(day, [])) + regional.get(day, []))
    return columns.observations()


def entries_by_day(
    evidence: Iterable[Evidence],
    first_day: date,
    *,
    as_known: bool,
    known_by: date | None = None,
) -> dict[int, list[Entry]]:
    """Sort evidence by the day it counts from, and each day's by what is heard first."""
    days: dict[int, list[Entry]] = defaultdict(list)
    for item in evidence:
        if item.observed < first_day or (known_by is not None and item.known > known_by):
            continue
        counted = max(item.known, item.observed) if as_known else item.observed
        day = (counted - first_day).days
        days[day].append(Entry(day, (counted - item.observed).days, item))
    for entries in days.values():
        entries.sort(key=heard_first)
    return days


def heard_first(entry: Entry) -> tuple[int, float, str, str]:
    """Key by which the entries of one day are sorted: what is newest and firmest comes first."""
    item = entry.evidence
    return entry.lag, -item.precision, item.story, item.claim_id


def of_region(entry: Entry, sites: Sites) -> bool:
    """Whether an entry speaks of no site but perhaps of a region."""
    return entry.evidence.place_id not in sites.index and not entry.evidence.contest


class Columns:
    """Rows of ascending days, laid out as arrays."""

    def __init__(self) -> None:
        self._days: list[list[Floats]] = []
        self._claims: list[str] = []

    def add(self, rows: list[Row]) -> None:
        """Take in all the rows of one day, later than those before."""
        rows.sort()
        columns = list(zip(*rows, strict=True))
        if columns:
            claim_ids = columns.pop(CLAIM)
            self._days.append([np.array(column, dtype=float) for column in columns])
            self._claims += claim_ids

    def observations(self) -> Observations:
        """All that was taken in."""
        claim_ids = tuple(sorted(set(self._claims)))
        positions = {claim_id: i for i, claim_id in enumerate(claim_ids)}
        wide: list[Floats] = [
            np.concatenate(column) for column in zip(*self._days, strict=True)
        ] or [np.empty(0)] * (len(Row._fields) - 1)
        day, site, side, sign, precision, lag, movement, part = wide
        return Observations(
            day=day.astype(np.intp),
            site=site.astype(np.intp),
            side=side.astype(np.intp),
            sign=sign,
            precision=precision,
            lag=lag.astype(np.intp),
            movement=movement,
            source=np.array([positions[c] for c in self._claims], dtype=np.intp),
            part=part,
            claim_ids=claim_ids,
        )
