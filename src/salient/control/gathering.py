"""What a day's evidence says of single sites, each happening counted once, and of ground behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from salient.control.evidence import Evidence
from salient.control.hinterlands import Hinterlands
from salient.control.rows import Entry, Row, for_one_side
from salient.control.settings import ControlSettings
from salient.control.sites import Sites

__all__ = ["Gathering"]

NEGLIGIBLE = 1e-6
CHANGES = frozenset({"gain", "loss"})
REACHING = frozenset({"gain", "hold"})
FIRM = 0.3
"""Precision from which a claim of these families speaks for the ground behind its place as well."""

Happening = tuple[str, str, bool, str]


class Gathering:
    """Turns evidence into rows, to be given one day after the other."""

    def __init__(self, sites: Sites, settings: ControlSettings) -> None:
        self._index, self._settings = sites.index, settings
        self._side = {side: i for i, side in enumerate(sites.sides)}
        self._tellings = _Tellings(settings)
        share = settings.hinterland.share
        self._hinterlands = Hinterlands(sites, settings.hinterland) if share else None

    def of_day(self, entries: Iterable[Entry]) -> list[Row]:
        """Rows for what a day's entries say of sites; entries about others are passed over.

        Entries are given in the order in which they are heard, days ascending.
        """
        today = []
        for entry in entries:
            if entry.evidence.place_id not in self._index:
                continue
            witness = self._tellings.hear(entry)
            if witness is not None and (row := self._row(entry, witness)) is not None:
                today.append((entry.evidence, row))
        if not today or self._hinterlands is None:
            return [row for _, row in today]
        hinterlands = self._hinterlands
        told = _holders([row for _, row in today], len(self._side))
        hinterlands.hear(today[0][1].day, told)
        today = [(item, _plausible(item, row, hinterlands)) for item, row in today]
        return [*_behind(today, hinterlands, self._settings), *(row for _, row in today)]

    def _row(self, entry: Entry, witness: int) -> Row | None:
        item, settings = entry.evidence, self._settings
        precision = item.precision / settings.noise_scale**2
        precision *= settings.families.get(item.family, 1.0) * settings.voices.get(item.voice, 1.0)
        precision *= settings.witness_discount**witness * 0.5 ** (entry.lag / settings.lag_days)
        if precision < NEGLIGIBLE:
            return None
        sign = 0 if item.contest else (1 if item.supports else -1)
        return Row(
            entry.day,
            self._index[item.place_id],
            self._side[item.side],
            sign,
            precision,
            entry.lag,
            entry.movement(settings.phase.stale_days) * settings.witness_discount**witness,
            item.claim_id,
        )


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


class _Tellings:
    """What has been told before, by whom."""

    def __init__(self, settings: ControlSettings) -> None:
        self._story_days = settings.story_days
        self._told: dict[tuple[str, bool], int] = {}
        self._witnesses: dict[Happening, tuple[int, int]] = {}
        self._documents: set[tuple[str, Happening]] = set()
        self._newest: dict[str, date] = {}

    def hear(self, entry: Entry) -> int | None:
        """How many told of the same happening before; None where the entry adds nothing."""
        item, day = entry.evidence, entry.day
        story = (item.story, item.supports)
        happening = (item.place_id, item.side, item.supports, item.family)
        document = (item.document_id, happening)
        changes = item.family in CHANGES
        if changes and item.observed < self._newest.get(item.place_id, item.observed):
            return None
        last = self._told.get(story)
        if document in self._documents or (last is not None and day - last < self._story_days):
            return None
        if changes:
            self._newest[item.place_id] = item.observed
        self._documents.add(document)
        self._told[story] = day
        since, heard = self._witnesses.get(happening, (day, 0))
        if day - since >= self._story_days:
            since, heard = day, 0
        self._witnesses[happening] = (since, heard + 1)
        return heard
