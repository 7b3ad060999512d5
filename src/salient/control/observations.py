"""Evidence to observations: which place, which day, how firmly, each happening counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
import numpy.typing as npt

from salient.control.evidence import Evidence
from salient.control.hinterlands import Hinterlands
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
    `lag` (days that the event lies before `day`), `movement`, and `source`, the position in
    `claim_ids` of the claim that it comes from.
    """

    day: Ints
    site: Ints
    side: Ints
    sign: Floats
    precision: Floats
    lag: Ints
    movement: Floats
    source: Ints
    claim_ids: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.day)

    def take(self, chosen: npt.NDArray[np.bool_]) -> Observations:
        """Keep the chosen ones, in the same order."""
        return Observations(
            self.day[chosen], self.site[chosen], self.side[chosen], self.sign[chosen],
            self.precision[chosen], self.lag[chosen], self.movement[chosen], self.source[chosen],
            self.claim_ids,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    day: int
    lag: int
    evidence: Evidence

    @property
    def precision(self) -> float:
        return self.evidence.precision

    @property
    def movement(self) -> float:
        return self.evidence.movement * min(1.0, self.precision)


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
    of_regions = [e for e in entries if e.evidence.place_id not in index and not e.evidence.contest]
    rows = _of_sites(at_sites, sites, settings) + _of_regions(of_regions, sites, settings)
    return _arrays(rows)


Row = tuple[int, int, int, int, float, int, float, str]
Happening = tuple[str, str, bool, str]


def _entry(item: Evidence, first_day: date, *, as_known: bool) -> _Entry | None:
    if item.observed < first_day:
        return None
    counted = max(item.known, item.observed) if as_known else item.observed
    return _Entry((counted - first_day).days, (counted - item.observed).days, item)


def _of_sites(entries: Sequence[_Entry], sites: Sites, settings: ControlSettings) -> list[Row]:
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
        for_whom, speaks = _for_one_side(side, sign > 0, sides)
        if sign and speaks > 0:
            yield for_whom, site, precision


def _plausible(item: Evidence, row: Row, hinterlands: Hinterlands) -> Row:
    day, site, side, sign, precision, lag, movement, claim_id = row
    if sign <= 0 or item.family not in REACHING:
        return row
    likely = hinterlands.plausible(side, site)
    return day, site, side, sign, precision * likely, lag, movement * likely, claim_id


def _row(entry: _Entry, witness: int, sites: Sites, settings: ControlSettings) -> Row | None:
    item = entry.evidence
    precision = item.precision / settings.noise_scale**2
    precision *= settings.families.get(item.family, 1.0) * settings.voices.get(item.voice, 1.0)
    precision *= settings.witness_discount**witness * 0.5 ** (entry.lag / settings.lag_days)
    if precision < NEGLIGIBLE:
        return None
    site, side = sites.index[item.place_id], sites.sides.index(item.side)
    sign = 0 if item.contest else (1 if item.supports else -1)
    return entry.day, site, side, sign, precision, entry.lag, entry.movement, item.claim_id


def _behind(
    today: Sequence[tuple[Evidence, Row]], hinterlands: Hinterlands, settings: ControlSettings
) -> Iterator[Row]:
    """Give what the claims of a day say of the ground behind their places."""
    for item, (day, site, side, sign, precision, lag, _, claim_id) in today:
        if sign <= 0 or item.family not in REACHING or item.precision <= FIRM:
            continue
        passed, trust = hinterlands.behind(side, site)
        share = trust * settings.hinterland.share
        share *= 1.0 if item.family == "gain" else settings.hinterland.hold_share
        for behind in passed if precision * share > NEGLIGIBLE else ():
            yield day, behind, side, 1, precision * share, lag, 0.0, claim_id


def _told_once(
    entries: Sequence[_Entry], settings: ControlSettings
) -> Iterator[tuple[_Entry, int]]:
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


def _of_regions(entries: Sequence[_Entry], sites: Sites, settings: ControlSettings) -> list[Row]:
    """Claims about a whole region reach its members once enough has been said of all of it.

    Each claim adds its weight (`RegionSettings`) to the region's score for its side, the share
    `again` of it for a second sentence of one document, and so on; the score halves every
    `half_life_days`. When it passes `threshold` the members are observed, and then not again for
    `quiet_days` unless the other way.
    """
    region = settings.region
    positions = {side: i for i, side in enumerate(sites.sides)}
    score: dict[tuple[str, int, int], float] = defaultdict(float)
    last: dict[tuple[str, int, int], int] = {}
    fired: dict[str, tuple[int, int, int]] = {}
    sentences: Counter[tuple[str, str, int, int]] = Counter()
    rows: list[Row] = []
    for entry in entries:
        item = entry.evidence
        if item.place_id not in sites.regions:
            continue
        side, sign = _for_one_side(positions[item.side], item.supports, len(positions))
        key = (item.place_id, side, sign)
        faded = 0.5 ** ((entry.day - last.get(key, entry.day)) / region.half_life_days)
        weight = region.whole if item.whole else (region.gain if item.supports else region.loss)
        weight *= min(1.0, item.precision) * region.again ** sentences[item.document_id, *key]
        sentences[item.document_id, *key] += 1
        score[key] = score[key] * faded + weight * 0.5 ** (entry.lag / region.half_life_days)
        last[key] = entry.day
        standing = fired.get(item.place_id)
        quiet = (
            standing is not None
            and standing[:2] == (side, sign)
            and entry.day - standing[2] < region.quiet_days
        )
        if score[key] < region.threshold or quiet:
            continue
        fired[item.place_id] = (side, sign, entry.day)
        precision = 1.0 / (region.sd * settings.noise_scale) ** 2
        rows += [
            (entry.day, int(site), side, sign, precision, entry.lag, entry.movement, item.claim_id)
            for site in sites.members(item.place_id, region.spacing_km)
        ]
    return rows


def _for_one_side(side: int, supports: bool, sides: int) -> tuple[int, int]:
    """With two sides, what speaks against one speaks for the other."""
    if not supports and sides == 2:
        return 1 - side, 1
    return side, 1 if supports else -1


def _arrays(rows: list[Row]) -> Observations:
    rows.sort()
    claim_ids = tuple(sorted({row[7] for row in rows}))
    positions = {claim_id: i for i, claim_id in enumerate(claim_ids)}
    columns = list(zip(*rows, strict=True)) if rows else [()] * 8
    return Observations(
        day=np.array(columns[0], dtype=np.intp),
        site=np.array(columns[1], dtype=np.intp),
        side=np.array(columns[2], dtype=np.intp),
        sign=np.array(columns[3], dtype=float),
        precision=np.array(columns[4], dtype=float),
        lag=np.array(columns[5], dtype=np.intp),
        movement=np.array(columns[6], dtype=float),
        source=np.array([positions[c] for c in columns[7]], dtype=np.intp),
        claim_ids=claim_ids,
    )
