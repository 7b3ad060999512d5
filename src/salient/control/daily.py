"""An estimate that is kept, and given each day's evidence as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from salient.control.estimating import chosen_sites, empty_series
from salient.control.evidence import Evidence
from salient.control.evidence_table import Coded, EvidenceTable, Vocabulary
from salient.control.gathering import Gathering
from salient.control.observations import Columns, Observations, of_region
from salient.control.regional import of_regions
from salient.control.rows import Days, Entry, Heard, Rows
from salient.control.series import ControlSeries
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.control.standing import Standing
from salient.errors import UsageError

__all__ = ["StandingEstimate"]


class StandingEstimate:
    """The nowcast of the days so far, which takes in a further day in a fraction of a second.

    Each day's estimate is, byte for byte, the one that `estimate` gives with `as_known` for the
    evidence of all days at once, when that uses the filter for many named places (always with
    `AnchorSettings(joint=0)`). `places` (ids) limits the answer, not what is used.

    UsageError: a place that is no site, or settings that learn the weights of sources, which follow
    from all claims of the past anew each day.
    """

    def __init__(
        self,
        sites: Sites,
        *,
        places: Sequence[str] | None = None,
        settings: ControlSettings | None = None,
    ) -> None:
        self._sites, self._settings = sites, settings or ControlSettings()
        if self._settings.learn_sources:
            raise UsageError(
                "a standing estimate cannot learn the weights of sources; turn learn_sources off, "
                "or use estimate over all days"
            )
        self._chosen = chosen_sites(places, sites)
        self._standing = Standing(sites, self._settings, self._chosen)
        self._gathering = Gathering(sites, self._settings)
        self._vocabulary = Vocabulary()
        self._waiting = EvidenceTable.of([], self._vocabulary)
        self._regional: list[Entry] = []
        self._claims: dict[str, int] = {}

    @property
    def day(self) -> date | None:
        """The last day that was taken in; None before the first."""
        return None if self._standing.day < 0 else self._date(self._standing.day)

    def _date(self, offset: int) -> date:
        return self._sites.first_day + timedelta(days=offset)

    def advance(self, evidence: Iterable[Evidence]) -> ControlSeries:
        """Take in what was published on the next day; the estimate at its end, a series of one day.

        The first day is the sites' first. Evidence of later days may be given ahead: it waits.

        UsageError: evidence that counts from a day that was taken in before.
        """
        today = self._standing.day + 1
        told = EvidenceTable.of(evidence, self._vocabulary)
        days = Days(told, self._sites.first_day, as_known=True)
        for day in days:
            if day < today:
                raise UsageError(
                    f"claim {days.on(day).table.claim.at(0)} counts from {self._date(day)}, but "
                    f"the estimate stands at {self._date(today - 1)}; give each day's claims with "
                    "that day, or begin anew"
                )
        told = self._waiting.joined(told)
        later = np.maximum(told.known, told.observed) > self._date(today).toordinal()
        self._waiting = told.take(later)
        days = Days(told.take(~later), self._sites.first_day, as_known=True)
        self._standing.step(self._observed(days.on(today)))
        series = empty_series(
            self._sites, [self._date(today)], self._chosen, tuple(self._claims), self._settings
        )
        self._standing.write(series, 0)
        return series

    def _observed(self, heard: Heard) -> Observations:
        everything = np.ones(len(heard.lag), dtype=bool)
        regional = heard.take(of_region(heard.table, self._sites))
        self._regional += regional.entries()
        rows = self._gathering.of_day(heard._replace(again=(everything, everything)))
        told = of_regions(self._regional, self._sites, self._settings) if self._regional else []
        numbering = self._vocabulary.numberings["claim"]
        told_today = [(row, numbering[row.claim_id]) for row in told if row.day == heard.day]
        rows = rows.joined(Rows.of(told_today))
        columns = Columns(Coded(rows.claim.astype(np.int32), numbering.names))
        columns.add(heard.day, rows)
        observed = columns.observations()
        for claim_id in observed.claim_ids:
            self._claims.setdefault(claim_id, len(self._claims))
        positions = np.array([self._claims[c] for c in observed.claim_ids], dtype=np.intp)
        return replace(observed, source=positions[observed.source])
