"""The door: evidence and sites to a series of estimates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, takewhile

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.contested import Fighting
from salient.control.evidence import Evidence
from salient.control.evidence_table import EvidenceTable
from salient.control.fusing import Fused, fuse
from salient.control.likely import Likely
from salient.control.movers import Movers
from salient.control.observations import Observations, observations
from salient.control.projecting import FieldDay, project
from salient.control.records import judge, judged_places, weighed_by_records
from salient.control.retracing import retrace
from salient.control.runs import Runs
from salient.control.series import NO_CARRIER, ControlSeries
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.control.smoothing import Later, hindsight, look_back
from salient.control.standing import Reckoning, Standing
from salient.control.sweeping import Sweep, Swept
from salient.errors import UsageError
from salient.model import CONTESTED

__all__ = ["chosen_sites", "empty_series", "estimate", "last_day", "learned", "many_named"]

Ints = npt.NDArray[np.intp]

CHUNK = 4096
"""Places projected at a time: bounds memory, changes nothing."""


def estimate(
    evidence: Iterable[Evidence],
    sites: Sites,
    days: Sequence[date],
    *,
    as_known: bool = False,
    known_by: date | None = None,
    places: Sequence[str] | None = None,
    settings: ControlSettings | None = None,
) -> ControlSeries:
    """Who likely holds each place at the end of each of `days`.

    With `as_known` each day uses only claims published by its end (a filter). Otherwise this is
    hindsight: a claim counts from the day of its event, whenever it was published, and claims of
    later events bear on earlier days too (a smoother). `known_by` leaves out what was published
    later. `places` (ids) limits the answer, not what is used; in their order.

    UsageError: a day before the sites' first day, a place that is no site, no day or days that do
    not ascend.
    """
    settings = settings or ControlSettings()
    offsets = _offsets(days, sites.first_day)
    chosen = chosen_sites(places, sites)
    evidence = learned(evidence, sites, settings, known_by=known_by)
    observed = observations(evidence, sites, settings, as_known=as_known, known_by=known_by)
    last = last_day(observed, offsets[-1], as_known=as_known)
    if (late := observed.day > last).any():
        observed = observed.take(~late)
    series = empty_series(sites, days, chosen, observed.claim_ids, settings)
    if many_named(observed, settings):
        fill = _fill_swept if as_known else _fill_retraced
        fill(series, sites, observed, chosen, offsets, settings)
        return series
    fused = fuse(sites, observed, settings, last)
    later = None if as_known else look_back(fused, len(sites.sides), settings.knot_days)
    for start in range(0, len(chosen), CHUNK):
        part = slice(start, start + CHUNK)
        _fill(series, part, _Task(sites, observed, fused, later, chosen[part], offsets, settings))
    return series


def learned(
    evidence: Iterable[Evidence],
    sites: Sites,
    settings: ControlSettings,
    *,
    known_by: date | None = None,
) -> Sequence[Evidence]:
    """Weigh evidence by its holders' records, if the settings ask for it.

    The records come from estimates in which none has a say. Each claim is weighed by what was known
    before its own publication, so claims of later days never change the weight of an earlier one.
    """
    if not settings.learn_sources:
        return EvidenceTable.of(evidence)
    used = [item for item in evidence if known_by is None or item.known <= known_by]
    places = judged_places(used, sites.index)
    if not places:
        return used
    last = max(sites.first_day, *(item.known for item in used))
    days = [sites.first_day + timedelta(days=i) for i in range((last - sites.first_day).days + 1)]
    plain = msgspec.structs.replace(settings, learn_sources=False)
    series = estimate(used, sites, days, as_known=True, places=places, settings=plain)
    return weighed_by_records(used, judge(used, series, settings.records), settings.records)


def last_day(observed: Observations, asked: int, *, as_known: bool) -> int:
    """Last day that bears on the `asked` one: itself, or with hindsight that of the last claim."""
    return asked if as_known or not len(observed) else max(asked, int(observed.day.max()))


@dataclass(frozen=True, slots=True)
class _Task:
    sites: Sites
    observed: Observations
    fused: Fused
    later: Later | None
    chosen: Ints
    offsets: Sequence[int]
    settings: ControlSettings

    def fields(self, wanted: Ints) -> Iterator[FieldDay]:
        """Give the field at the `wanted` sites on each day to the last that is asked for."""
        last = self.offsets[-1]
        if self.later is None:
            return project(self.sites, self.fused, wanted, self.settings, last)
        days = hindsight(self.sites, self.fused, self.later, wanted, self.settings, last)
        return takewhile(lambda field: field.day <= last, days)


def _fill(series: ControlSeries, part: slice, task: _Task) -> None:
    settings = task.settings
    fighting = Fighting(task.sites, task.observed, task.chosen, settings.contest)
    carriers = _Carriers(len(task.chosen), settings.carriers, task.fused.observations)
    asked = {offset: i for i, offset in enumerate(task.offsets)}
    runs, likely = Runs(len(task.chosen)), Likely(task.sites, settings, task.chosen)
    for everywhere in task.fields(likely.wanted):
        level = fighting.on(everywhere.day)
        probability = likely.next_day(everywhere.mean, everywhere.variance, level)
        field = everywhere.first(likely.size)
        runs.hear(field.day, probability)
        carriers.hear(field)
        if field.day in asked:
            d = asked[field.day]
            series.probability[d, part] = probability
            series.since[d, part] = runs.since
            series.since_earliest[d, part] = runs.earliest
            series.since_latest[d, part] = runs.latest(field.day)
            series.evidence[d, part] = 1.0 - np.minimum(field.variance / field.silent, 1.0)
            series.carriers[d, part] = carriers.claims


def many_named(observed: Observations, settings: ControlSettings) -> bool:
    """Whether more places are named than the exact filter holds."""
    joint = settings.anchors.joint
    return joint == 0 or len(np.unique(observed.site[observed.sign != 0])) > joint


def _fill_swept(
    series: ControlSeries,
    sites: Sites,
    observed: Observations,
    chosen: Ints,
    offsets: Sequence[int],
    settings: ControlSettings,
) -> None:
    asked = {offset: i for i, offset in enumerate(offsets)}
    bounds = np.searchsorted(observed.day, np.arange(offsets[-1] + 2))
    standing = Standing(sites, settings, chosen)
    for day in range(offsets[-1] + 1):
        standing.step(observed.between(int(bounds[day]), int(bounds[day + 1])))
        if day in asked:
            standing.write(series, asked[day])


def _fill_retraced(
    series: ControlSeries,
    sites: Sites,
    observed: Observations,
    chosen: Ints,
    offsets: Sequence[int],
    settings: ControlSettings,
) -> None:
    asked = {offset: i for i, offset in enumerate(offsets)}
    movers = Movers(len(sites), settings.anchors.most, settings.carriers)

    def hear(sweep: Sweep, swept: Swept | None) -> None:
        if swept is not None:
            movers.hear(swept)
        if sweep.day in asked:
            series.carriers[asked[sweep.day]] = movers.of_places(sweep.field, chosen)

    bounds = np.searchsorted(observed.day, np.arange(offsets[-1] + 2))
    reckoning = Reckoning(sites, settings, chosen)
    for then in retrace(sites, observed, settings, reckoning.wanted, offsets[-1], hear):
        today = observed.between(int(bounds[then.day]), int(bounds[then.day + 1]))
        reckoning.step(then.mean, then.variance, today)
        if then.day in asked:
            reckoning.write(series, asked[then.day], then.silent[: len(chosen)])


class _Carriers:
    """The claims that moved each place most, as later evidence takes their place."""

    def __init__(self, n: int, kept: int, observed: Observations) -> None:
        self._weight = np.zeros((n, kept))
        self.claims = np.full((n, kept), NO_CARRIER, dtype=np.int32)
        self._observed = observed

    def hear(self, field: FieldDay) -> None:
        if field.fusion is None or field.gain is None or not self._weight.size:
            return
        self._weight *= field.kept[:, None]
        observed = self._observed
        firmest = [m[np.argmax(observed.precision[m])] for m in field.fusion.members]
        named, which = np.unique(observed.source[firmest], return_inverse=True)
        moved = np.zeros((len(self._weight), len(named)))
        pulls = np.abs(field.gain) * np.abs(field.fusion.innovation).max(axis=1)
        np.add.at(moved.T, which, pulls.T)
        weights = np.hstack((self._weight, moved))
        claims = np.hstack((self.claims, np.broadcast_to(named.astype(np.int32), moved.shape)))
        kept = self._weight.shape[1]
        order = np.argsort(-weights, axis=1, kind="stable")[:, :kept]
        self._weight = np.take_along_axis(weights, order, axis=1)
        self.claims = np.take_along_axis(claims, order, axis=1)
        self.claims[self._weight < 1e-4] = NO_CARRIER


def _offsets(days: Sequence[date], first_day: date) -> list[int]:
    if not days:
        raise UsageError("no days are asked for; give at least one")
    for earlier, later in pairwise(days):
        if later <= earlier:
            raise UsageError(f"{later} follows {earlier}; give the days in order, each once")
    if days[0] < first_day:
        raise UsageError(
            f"{days[0]} lies before the theatre's first day, {first_day}; "
            "ask for that day or a later one"
        )
    return [(day - first_day).days for day in days]


def chosen_sites(places: Sequence[str] | None, sites: Sites) -> Ints:
    """Positions of places by id, in their order; all sites where None.

    UsageError: a place that is no site.
    """
    if places is None:
        return np.arange(len(sites), dtype=np.intp)
    for place_id in places:
        if place_id not in sites.index:
            raise UsageError(
                f"{place_id} is no place of the theatre's gazetteer; "
                "use place ids as `salient read --layer places` prints them"
            )
    return np.array([sites.index[p] for p in places], dtype=np.intp)


def empty_series(
    sites: Sites,
    days: Sequence[date],
    chosen: Ints,
    claim_ids: tuple[str, ...],
    settings: ControlSettings,
) -> ControlSeries:
    """Lay out a series of the chosen sites with nothing in it."""
    states = (*sites.sides, CONTESTED)
    shape = (len(days), len(chosen))
    return ControlSeries(
        place_ids=tuple(sites.place_ids[i] for i in chosen),
        days=tuple(days),
        states=states,
        first_day=sites.first_day,
        probability=np.zeros((*shape, len(states)), dtype=np.float32),
        since=np.zeros(shape, dtype=np.int32),
        evidence=np.zeros(shape, dtype=np.float32),
        carriers=np.full((*shape, settings.carriers), NO_CARRIER, dtype=np.int32),
        claim_ids=claim_ids,
        since_earliest=np.zeros(shape, dtype=np.uint16),
        since_latest=np.zeros(shape, dtype=np.uint16),
    )
