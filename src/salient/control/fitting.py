"""Constants of the model from a truth: seeded search, cross-validated in blocks of time.

What is scored is what a reader of the estimate would have seen: each day as known at its end. So a
fit on some days never uses what came after them, and a held-out block is scored with constants that
were fitted on the other blocks alone.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.estimating import estimate
from salient.control.evidence import Evidence
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.errors import UsageError
from salient.model import CONTESTED

__all__ = ["Fit", "Scores", "Truth", "fit", "score"]

Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

UNKNOWN = -1
SURE_ENOUGH = 1e-3
"""Least probability that a surprise is charged for, in the log loss."""
LOG_LOSS_SHARE, CALIBRATION_SHARE = 0.05, 0.1
FREE = (
    "start_variance", "mobile_rate", "still_rate", "stood_days",
    "prior_mean", "front_discount", "front_km", "slope", "spread", "lag_days", "witness_discount",
    "phase.length_km", "phase.half_life_days", "phase.threshold", "phase.opening", "phase.slack",
    "region.sd", "region.threshold",
    "hinterland.share", "hinterland.widen", "hinterland.resistance", "hinterland.belief_km",
    "hinterland.memory_days", "hinterland.plausible_km",
    "contest.fighting", "contest.doubt", "contest.floor", "contest.line", "contest.line_km",
    "families.gain", "families.loss", "families.hold", "families.fire", "families.assault",
    "families.failure", "families.repulse", "families.base", "families.presence",
)  # fmt: skip
"""The constants that are searched, by path."""
AT_MOST = {
    "front_discount": 1.0, "witness_discount": 1.0, "hinterland.share": 1.0,
    "contest.fighting": 0.9, "contest.doubt": 1.0, "contest.floor": 0.1,
    "contest.line": 0.9,
}  # fmt: skip
STEP, STEP_SPREAD = 1.5, 0.17


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """Who held places, as far as is known: for each place the days from which a state held.

    A state is a side's id, `contested`, or None from when nothing is known; days ascend.
    """

    states: Mapping[str, Sequence[tuple[date, str | None]]]


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """How well estimates agree with a truth.

    `sided` is the share of place-days right among places that change and are not contested that
    day, `steady` among places that never change, `headline` their mean; `log_loss` (nats) and
    `calibration_error` are over the changing places, contested days included. Of nothing: NaN.
    """

    headline: float
    sided: float
    steady: float
    log_loss: float
    calibration_error: float

    @property
    def merit(self) -> float:
        """What the search climbs: the headline, less for surprise and for miscalibration."""
        cost = LOG_LOSS_SHARE * self.log_loss + CALIBRATION_SHARE * self.calibration_error
        return self.headline - cost


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """Constants with where they come from.

    `start` and `scores` are the scores on all days before and after; `held_out` those of each block
    of days, `blocks`, under constants fitted on the others, `held_out_start` under the first ones.
    """

    settings: ControlSettings
    first: date
    last: date
    places: int
    claims: int
    evaluations: int
    seed: int
    start: Scores
    scores: Scores
    blocks: tuple[tuple[date, date], ...]
    held_out_start: tuple[Scores, ...]
    held_out: tuple[Scores, ...]


def fit(
    evidence: Iterable[Evidence],
    sites: Sites,
    truth: Truth,
    days: Sequence[date],
    *,
    settings: ControlSettings | None = None,
    blocks: int = 4,
    evaluations: int = 60,
    seed: int = 1,
    heard: Callable[[int, int], None] | None = None,
) -> Fit:
    """Search for constants under which `estimate` agrees best with `truth` on `days`.

    From `settings` on, one to three constants at a time are multiplied by about 1.5 or its inverse,
    and what scores better is kept: `evaluations` tries for each of the `blocks` folds and as many
    for the whole. `heard` is told of each try: how many are done, of how many. The same input and
    seed give the same answer.

    UsageError: no place of the truth is a site, fewer days than blocks, or less than two blocks.
    """
    window = _Window(list(evidence), sites, truth, days)
    start = settings or ControlSettings()
    if not 2 <= blocks <= len(days):
        raise UsageError(
            f"{blocks} blocks cannot be made of {len(days)} days; give 2 blocks or more, "
            "and at least one day for each"
        )
    edges = np.linspace(0, len(days), blocks + 1).astype(int)
    block = np.searchsorted(edges, np.arange(len(days)), side="right") - 1
    search = _Search(window, evaluations, random.Random(seed), (blocks + 1) * evaluations, heard)
    held_out = []
    for k in range(blocks):
        found = search.run(start, block != k)
        held_out.append(window.scores(found, block == k))
    whole = np.ones(len(days), dtype=bool)
    best = search.run(start, whole)
    return Fit(
        settings=best,
        first=days[0],
        last=days[-1],
        places=len(window.places),
        claims=len({e.claim_id for e in window.evidence}),
        evaluations=evaluations,
        seed=seed,
        start=window.scores(start, whole),
        scores=window.scores(best, whole),
        blocks=tuple((days[edges[k]], days[edges[k + 1] - 1]) for k in range(blocks)),
        held_out_start=tuple(window.scores(start, block == k) for k in range(blocks)),
        held_out=tuple(held_out),
    )


class _Window:
    """What is scored: places, days, and who held them."""

    def __init__(
        self, evidence: list[Evidence], sites: Sites, truth: Truth, days: Sequence[date]
    ) -> None:
        self.evidence, self.sites, self.days = evidence, sites, days
        self.places = [p for p in sites.place_ids if p in truth.states]
        if not self.places or not days:
            raise UsageError(
                "no place of the truth is a settlement of the theatre; give a CSV with place_id or "
                "geonames_id, date and control, whose places the theatre's gazetteer holds"
            )
        codes = {side: i for i, side in enumerate(sites.sides)} | {CONTESTED: len(sites.sides)}
        self.held = np.full((len(days), len(self.places)), UNKNOWN, dtype=np.intp)
        for i, place in enumerate(self.places):
            for day, state in truth.states[place]:
                from_here = int(np.searchsorted(np.array(days), np.array(day)))
                self.held[from_here:, i] = UNKNOWN if state is None else codes[state]

    def scores(self, settings: ControlSettings, scored: Bools) -> Scores:
        days = self.days[: int(np.flatnonzero(scored)[-1]) + 1]
        series = estimate(
            self.evidence, self.sites, days, as_known=True, places=self.places, settings=settings
        )
        chosen = scored[: len(days)]
        return score(series.probability[chosen], self.held[: len(days)][chosen], self._changes)

    @property
    def _changes(self) -> Bools:
        seen = [(self.held == state).any(axis=0) for state in range(len(self.sites.sides) + 1)]
        changes: Bools = np.sum(seen, axis=0) >= 2
        return changes


def score(probability: npt.NDArray[np.float32], held: Ints, changes: Bools) -> Scores:
    """Score probabilities (days × places × states) against who held (days × places).

    `held` holds positions of states, the last of them contested, or -1 where nothing is known;
    `changes` (places) tells the places that change hands or become contested.
    """
    sides = probability.shape[2] - 1
    right = probability.argmax(axis=2) == held
    sided = (held >= 0) & (held < sides)
    moving = (held >= 0) & changes
    own = np.take_along_axis(probability, np.maximum(held, 0)[..., None], axis=2)[..., 0]
    surprise = -np.log(np.maximum(own[moving], SURE_ENOUGH))
    shares = _share(right[sided & changes]), _share(right[sided & ~changes])
    known = [share for share in shares if not math.isnan(share)]
    return Scores(
        headline=sum(known) / len(known) if known else math.nan,
        sided=shares[0],
        steady=shares[1],
        log_loss=float(surprise.mean()) if surprise.size else 0.0,
        calibration_error=_calibration_error(probability.max(axis=2)[moving], right[moving]),
    )


def _share(right: Bools) -> float:
    return float(right.mean()) if right.size else math.nan


def _calibration_error(said: npt.NDArray[np.float32], right: Bools) -> float:
    """Mean distance between what was said and how often it was so, in ten bins."""
    if not said.size:
        return 0.0
    bins = np.minimum((said * 10).astype(int), 9)
    gaps = np.bincount(bins, said.astype(float) - right, minlength=10)
    return float(np.abs(gaps).sum() / said.size)


class _Search:
    def __init__(
        self,
        window: _Window,
        evaluations: int,
        chance: random.Random,
        total: int,
        heard: Callable[[int, int], None] | None,
    ) -> None:
        self._window, self._evaluations, self._chance = window, evaluations, chance
        self._heard, self._done, self._total = heard, 0, total

    def run(self, start: ControlSettings, scored: Bools) -> ControlSettings:
        best, merit = start, self._window.scores(start, scored).merit
        for _ in range(self._evaluations):
            tried = self._changed(best)
            found = self._window.scores(tried, scored).merit
            if found > merit:
                best, merit = tried, found
            self._done += 1
            if self._heard is not None:
                self._heard(self._done, self._total)
        return best

    def _changed(self, settings: ControlSettings) -> ControlSettings:
        for path in self._chance.sample(FREE, self._chance.choice((1, 1, 2, 3))):
            factor = STEP ** self._chance.choice((-1, 1))
            factor *= self._chance.uniform(1.0 - STEP_SPREAD, 1.0 + STEP_SPREAD)
            settings = _multiplied(settings, path, factor)
        return settings


def _multiplied(settings: ControlSettings, path: str, factor: float) -> ControlSettings:
    group, _, name = path.rpartition(".")
    most = AT_MOST.get(path, math.inf)
    if group == "families":
        value = min(settings.families.get(name, 1.0) * factor, most)
        return msgspec.structs.replace(settings, families={**settings.families, name: value})
    inner = getattr(settings, group) if group else settings
    changed = msgspec.structs.replace(inner, **{name: min(getattr(inner, name) * factor, most)})
    return msgspec.structs.replace(settings, **{group: changed}) if group else changed
