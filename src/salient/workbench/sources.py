"""The records of holders: what each said, and how much of it was later borne out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from salient.control import ControlSettings, Evidence, Sites, estimate
from salient.control.records import (
    SourceRecord,
    Tally,
    judge,
    judged_places,
    source_records,
)
from salient.theatre import Source
from salient.workbench.days import days_between

__all__ = ["COLUMNS", "HolderRecord", "records_of"]

COLUMNS = (
    "holder", "side", "kind", "stance", "claims", "borne_out", "contradicted", "undecided", "open",
    "delay", "reliability", "low", "high", "lean",
)  # fmt: skip
"""Columns of `HolderRecord.rows`."""

ALL = "all"


class HolderRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one holder as known on a day.

    `side` is the holder's own, None where the theatre gives it none; `on` the day. `record` has the
    counts (`salient.control.records`).
    """

    holder: str
    side: str | None
    on: date
    record: SourceRecord

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give the total (kind and stance `all`), then a row for each kind and stance.

        `lean` stands in the total only. Numbers are rounded to three places.
        """
        yield self._row(ALL, ALL, self.record.total, self.record.lean)
        for (kind, stance), tally in self.record.kinds.items():
            yield self._row(kind, stance, tally, None)

    def _row(self, kind: str, stance: str, tally: Tally, lean: float | None) -> dict[str, Any]:
        row = {
            "holder": self.holder, "side": self.side, "kind": kind, "stance": stance,
            **msgspec.to_builtins(tally), "lean": lean,
        }  # fmt: skip
        return {name: round(row[name], 3) if isinstance(row[name], float) else row[name]
                for name in COLUMNS}  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """Give the record as one object: the total's keys, `on`, and `kinds`, a list of rows."""
        total, *kinds = self.rows()
        shared = {"holder", "side", "lean"}
        object_ = {k: v for k, v in total.items() if k not in {"kind", "stance"}}
        return {
            **object_,
            "on": self.on.isoformat(),
            "kinds": [{k: v for k, v in row.items() if k not in shared} for row in kinds],
        }


def records_of(
    evidence: Sequence[Evidence],
    sites: Sites,
    sources: Sequence[Source],
    on: date,
    settings: ControlSettings,
    *,
    least: int = 1,
) -> list[HolderRecord]:
    """Give the record of each holder with at least `least` claims, as known at the end of a day.

    The evidence is that known by then; it is judged by estimates that no record has moved.
    """
    plain = msgspec.structs.replace(settings, learn_sources=False)
    places = judged_places(evidence, sites.index)
    days = days_between(sites.first_day, on)
    series = estimate(evidence, sites, days, as_known=True, places=places, settings=plain)
    judged = judge(evidence, series, settings.records)
    by_name = {source.name.casefold(): source for source in sources}
    stated = {
        name: source.reliability
        for name, source in by_name.items()
        if source.reliability is not None
    }
    return [
        HolderRecord(
            holder=source.name if source is not None else record.voice,
            side=source.side if source is not None else None,
            on=on,
            record=record,
        )
        for record in source_records(judged, settings.records, stated=stated)
        if record.total.claims >= least
        for source in [by_name.get(record.voice)]
    ]
