"""Evidence to observations: which place, which day, how firmly, each happening counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import numpy.typing as npt

from salient.control.evidence import Evidence
from salient.control.hinterlands import Hinterlands
from salient.control.regional import of_regions
from salient.control.rows import Entry, Row, for_one_side
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Observations", "observations"]

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

NEGLIGIBLE = 1e-6
CHANGES = frozenset({"gain", "loss"})
REACHING = frozenset({"gain", "hold"})
FIRM = 0.3
"""Precision from which a claim of these families speaks for the ground behind its place as well."""


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
    entries = [
        entry
        for item in evidence
        if (entry := _entry(item, sites.first_day, as_known=as_known)) is not None
        and (known_by is None or item.known <= known_by)
    ]
    entries.sort(key=lambda e: (e.day, e.lag, -e.precision, e.evidence.story, e.evidence.claim_id))
    index = sites.index
    at_sites = [e for e in entries if e.evidence.place_id in index]
    regional = [e for e in entries if e.evidence.place_id not in index and not e.evidence.contest]
    rows = _of_sites(at_sites, sites, settings) + of_regions(regional, sites, settings)
    return _arrays(rows)


Happening = tuple[str, str, bool, str]


def _entry(item: Evidence, first_day: date, *, as_known: bool) -> Entry | None:
    if item.observed < first_day:
        return None
    counted = max(item.known, item.observed) if as_known else item.observed
    return Entry((counted - first_day).days, (counted - item.observed).days, item)


def _of_sites(entries: Sequence[Entry], sites: Sites, settings: ControlSettings) -> list[Row]:
    hinterlands = Hinterlands(sites, settings.hinterland) if settings.hinterland.share else None
    rows: list[Row] = []
    for _, told in groupby(_told_once(entries, settings), key=lambda pair: pair[0].day):
        today = [
            (entry.evidence, row)
            for entry, witness in told
            if (row := _row(entry, witness, sites, settings)) is not None
        ]
        if today and hinterlands is not None:
            hinterlands.hear(today[0][1][0], _holders([row for _, row in today], len(sites.sides)))
            today = [(item, _plausible(item, row, hinterlands)) for item, row in today]
            rows += _behind(today, hinterlands, settings)
        rows += [row for _, row in today]
    return rows


def _holders(rows: Iterable[Row], sides: int) -> Iterator[tuple[int, int, float]]:
    """Give what rows tell of who holds which site: side, site, precision."""
    for _, site, side, sign, precision, *_ in rows:
        for_whom, speaks = for_one_side(side, sign > 0, sides)
        if sign and speaks > 0:
            yield for_whom, site, precision


def _plausible(item: Evidence, row: Row, hinterlands: Hinterlands) -> Row:
    if row.sign <= 0 or item.family not in REACHING:
        return row
    likely = hinterlands.plausible(row.side, row.site)
    return row._replace(precision=row.precision * likely, movement=row.movement * likely)


def _row(entry: Entry, witness: int, sites: Sites, settings: ControlSettings) -> Row | None:
    item = entry.evidence
    precision = item.precision / settings.noise_scale**2
    precision *= settings.families.get(item.family, 1.0) * settings.voices.get(item.voice, 1.0)
    precision *= settings.witness_discount**witness * 0.5 ** (entry.lag / settings.lag_days)
    if precision < NEGLIGIBLE:
        return None
    site, side = sites.index[item.place_id], sites.sides.index(item.side)
    sign = 0 if item.contest else (1 if item.supports else -1)
    movement = entry.movement(settings.phase.stale_days)
    return Row(entry.day, site, side, sign, precision, entry.lag, movement, item.claim_id)


def _behind(
    today: Sequence[tuple[Evidence, Row]], hinterlands: Hinterlands, settings: ControlSettings
) -> Iterator[Row]:
    """Give what the claims of a day say of the ground behind their places."""
    for item, row in today:
        if row.sign <= 0 or item.family not in REACHING or item.precision <= FIRM:
            continue
        passed, trust = hinterlands.behind(row.side, row.site)
        share = trust * settings.hinterland.share
        share *= 1.0 if item.family == "gain" else settings.hinterland.hold_share
        for behind in passed if row.precision * share > NEGLIGIBLE else ():
            yield Row(
                row.day, behind, row.side, 1, row.precision * share, row.lag, 0.0, row.claim_id
            )


def _told_once(entries: Sequence[Entry], settings: ControlSettings) -> Iterator[tuple[Entry, int]]:
    """Yield the first of each story, with how many told of the same happening before it."""
    told: dict[tuple[str, bool], int] = {}
    witnesses: dict[Happening, tuple[int, int]] = {}
    documents: set[tuple[str, Happening]] = set()
    newest: dict[str, date] = {}
    for entry in entries:
        item = entry.evidence
        story = (item.story, item.supports)
        happening = (item.place_id, item.side, item.supports, item.family)
        again = (item.document_id, happening) in documents
        changes = item.family in CHANGES
        if changes and item.observed < newest.get(item.place_id, item.observed):
            continue
        if again or (story in told and entry.day - told[story] < settings.story_days):
            continue
        if changes:
            newest[item.place_id] = item.observed
        documents.add((item.document_id, happening))
        told[story] = entry.day
        since, heard = witnesses.get(happening, (entry.day, 0))
        if entry.day - since >= settings.story_days:
            since, heard = entry.day, 0
        witnesses[happening] = (since, heard + 1)
        yield entry, heard


def _arrays(rows: list[Row]) -> Observations:
    rows.sort()
    claim_ids = tuple(sorted({row.claim_id for row in rows}))
    positions = {claim_id: i for i, claim_id in enumerate(claim_ids)}
    columns = list(zip(*rows, strict=True)) if rows else [()] * 9
    return Observations(
        day=np.array(columns[0], dtype=np.intp),
        site=np.array(columns[1], dtype=np.intp),
        side=np.array(columns[2], dtype=np.intp),
        sign=np.array(columns[3], dtype=float),
        precision=np.array(columns[4], dtype=float),
        lag=np.array(columns[5], dtype=np.intp),
        movement=np.array(columns[6], dtype=float),
        source=np.array([positions[c] for c in columns[7]], dtype=np.intp),
        part=np.array(columns[8], dtype=float),
        claim_ids=claim_ids,
    )
