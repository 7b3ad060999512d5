"""Why an estimate is what it is: the prior and every claim's weight, adding up to its log-odds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from salient.control.contested import log_odds
from salient.control.estimating import last_day, learned, many_named
from salient.control.evidence import Evidence
from salient.control.fusing import Fused, fuse, prior_means
from salient.control.kernels import distances_km
from salient.control.likely import Likely
from salient.control.observations import Observations, observations
from salient.control.projecting import project, walk
from salient.control.settings import ControlSettings
from salient.control.sites import Sites
from salient.control.smoothing import hindsight, look_back, looks_back
from salient.control.tracing import Traced, trace
from salient.errors import UsageError
from salient.model import EvidenceWeight

__all__ = ["Explanation", "explain", "explain_all"]

Floats = npt.NDArray[np.float64]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate taken apart.

    `log_odds` (nats, for `side` against the others) is `prior`, plus `tenure`, what having held
    the place and the ground around it the day before adds, plus the sum of the weights. A weight is
    negative where the claim speaks against the side, and may be small where others said the same
    before. `mobility` (0..1) is how mobile the model takes the sector to be.
    """

    place_id: str
    day: date
    side: str
    log_odds: float
    prior: float
    tenure: float
    mobility: float
    weights: tuple[EvidenceWeight, ...]


def explain(
    evidence: Iterable[Evidence],
    sites: Sites,
    place_id: str,
    day: date,
    *,
    side: str | None = None,
    as_known: bool = False,
    known_by: date | None = None,
    settings: ControlSettings | None = None,
) -> Explanation:
    """List what carries the estimate of one place on one day, heaviest weights first.

    `side` is the likeliest where None. The options are those of `estimate`, and the log-odds those
    from which it made its probabilities. The posterior mean of a linear-Gaussian model is a
    weighted sum of what was observed, so the weights are exact for the observations as fused; of
    several claims pooled on one day and place each has its share by precision.

    UsageError: a place that is no site, a side that is none, or a day before the first.
    """
    return explain_all(
        evidence,
        sites,
        [place_id],
        day,
        side=side,
        as_known=as_known,
        known_by=known_by,
        settings=settings,
    )[0]


def explain_all(
    evidence: Iterable[Evidence],
    sites: Sites,
    place_ids: Sequence[str],
    day: date,
    *,
    side: str | None = None,
    as_known: bool = False,
    known_by: date | None = None,
    settings: ControlSettings | None = None,
) -> tuple[Explanation, ...]:
    """Explain several places on one day, in their order, after running the filter once.

    UsageError: as for `explain`.
    """
    settings = settings or ControlSettings()
    _check(sites, place_ids, day, side)
    if not place_ids:
        return ()
    asked = (day - sites.first_day).days
    evidence = learned(evidence, sites, settings, known_by=known_by)
    observed = observations(evidence, sites, settings, as_known=as_known, known_by=known_by)
    last = last_day(observed, asked, as_known=as_known)
    if (late := observed.day > last).any():
        observed = observed.take(~late)
    places = np.array([sites.index[p] for p in place_ids], dtype=np.intp)
    if as_known and many_named(observed, settings):
        traced = trace(sites, observed, settings, places, asked)
    else:
        traced = _View(
            sites, fuse(sites, observed, settings, last), places, asked, settings
        ).traced(as_known=as_known)
    return tuple(
        _explanation(
            sites, settings, _Place(int(place), moved, *rest), traced.observed, (day, side)
        )
        for place, moved, *rest in zip(
            places, traced.moved, traced.variance, traced.tenure, traced.mobility, strict=True
        )
    )


class _Place(NamedTuple):
    """One place of `Traced`."""

    place: int
    moved: Floats
    variance: float
    tenure: Floats
    mobility: float


def _check(sites: Sites, place_ids: Sequence[str], day: date, side: str | None) -> None:
    for place_id in place_ids:
        if place_id not in sites.index:
            raise UsageError(
                f"{place_id} is no place of the theatre's gazetteer; "
                "use place ids as `salient read --layer places` prints them"
            )
    if side is not None and side not in sites.sides:
        raise UsageError(f"{side} is no side of the theatre; use one of {', '.join(sites.sides)}")
    if day < sites.first_day:
        raise UsageError(
            f"{day} lies before the theatre's first day, {sites.first_day}; "
            "ask for that day or a later one"
        )


def _explanation(
    sites: Sites,
    settings: ControlSettings,
    seen: _Place,
    observed: Observations,
    asked: tuple[date, str | None],
) -> Explanation:
    day, side = asked
    variance = np.array([seen.variance])
    scale = log_odds(np.ones((1, 1)), variance, settings, len(sites.sides))[0, 0]
    prior = prior_means(sites, settings)[seen.place] * scale
    total = prior + seen.tenure + scale * seen.moved.sum(axis=0)
    j = int(np.argmax(total)) if side is None else sites.sides.index(side)
    ground = sites.points[:, :3]
    distances = distances_km(ground[[seen.place]], ground[observed.site])[0]
    offset = (day - sites.first_day).days
    return Explanation(
        place_id=sites.place_ids[seen.place],
        day=day,
        side=sites.sides[j],
        log_odds=float(total[j]),
        prior=float(prior[j]),
        tenure=float(seen.tenure[j]),
        mobility=float(seen.mobility),
        weights=_weights(observed, distances, scale * seen.moved[:, j], sites.sides[j], offset),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """Some places on one day, seen from all that was fused."""

    sites: Sites
    fused: Fused
    places: npt.NDArray[np.intp]
    asked: int
    settings: ControlSettings

    def traced(self, *, as_known: bool) -> Traced:
        """All that explanations are made of."""
        fused = self.fused
        variance, tenure = self.standing(as_known=as_known)
        mobility = fused.mobility[self.asked, fused.cell_of_site[self.places]].astype(float)
        return Traced(fused.observations, self.shares(), variance, tenure, mobility)

    def shares(self) -> Iterator[Floats]:
        """Find what each observation adds to the latent value, observations × sides, by place.

        Runs the filter's updates backwards: what a day's observation does to the place is its own
        gain there plus what the later ones would have made of it at the named places.
        """
        fused = self.fused
        prior = prior_means(self.sites, self.settings)
        gains = self._gains()
        backwards = looks_back(fused.observations)
        for k in range(len(self.places)):
            moved = np.zeros((len(fused.observations), len(self.sites.sides)))
            later = np.zeros(len(fused.named))
            for fusion in reversed(fused.fusions):
                carried = fusion.inverse @ (fusion.cross.astype(float) @ later)
                gain, heard = gains[fusion.day][k], backwards | (fusion.day <= self.asked)
                start = prior[fused.named[fusion.named]]
                for i, members in enumerate(fusion.members):
                    value = fusion.steps[i] + fusion.expected[i] - start[i]
                    each = (carried[i] + gain[i] * heard[members]) * fusion.shares[i]
                    moved[members] = each[:, None] * value
                    later[fusion.named[i]] -= each.sum()
            yield moved

    def _gains(self) -> dict[int, Floats]:
        """What a unit of each day's innovations moves each place by, as it was on the asked day."""
        gains: dict[int, Floats] = {}
        after: Floats = np.zeros((len(self.places), len(self.fused.named)))
        days = walk(self.sites, self.fused, self.places, self.settings, self.asked)
        for field, covariances in days:
            if field.gain is not None:
                gains[field.day] = field.gain.astype(float)
            if field.day == self.asked:
                after = covariances.all(field.day).astype(float)
        # What comes after the day changes what is known of it, no more what it was.
        for fusion in self.fused.fusions:
            if fusion.day > self.asked:
                gain = after[:, fusion.named] @ fusion.inverse
                after -= gain @ fusion.cross.astype(float)
                gains[fusion.day] = gain
        return gains

    def standing(self, *, as_known: bool) -> tuple[Floats, Floats]:
        """Variances on the asked day, as known or with hindsight, and what tenure adds then."""
        context = self.sites, self.fused
        likely = Likely(self.sites, self.settings, self.places)
        if as_known:
            fields = project(*context, likely.wanted, self.settings, self.asked)
        else:
            later = look_back(self.fused, len(self.sites.sides), self.settings.knot_days)
            fields = hindsight(*context, later, likely.wanted, self.settings, self.asked)
        variance, quiet = np.zeros(likely.size), np.zeros(likely.size)
        for field in takewhile(lambda field: field.day <= self.asked, fields):
            variance = field.variance[: likely.size]
            likely.next_day(field.mean, field.variance, quiet)
        return variance, likely.tenure


def _distance(distances: Floats, precision: Floats) -> float:
    """Find how far off the claim's own place is: the nearest that it speaks of most firmly."""
    return float(distances[precision >= precision.max() * (1.0 - 1e-9)].min())


def _weights(
    observed: Observations, distances: Floats, moved: Floats, side: str, last: int
) -> tuple[EvidenceWeight, ...]:
    by_claim: dict[str, list[int]] = defaultdict(list)
    for i in range(len(observed)):
        by_claim[observed.claim_ids[observed.source[i]]].append(i)
    weights = [
        EvidenceWeight(
            claim_id=claim_id,
            side=side,
            weight=float(moved[rows].sum()),
            distance_km=_distance(distances[rows], observed.precision[rows]),
            age_days=last - int(observed.day[rows].max()),
        )
        for claim_id, rows in by_claim.items()
    ]
    return tuple(sorted(weights, key=lambda w: (-abs(w.weight), w.claim_id)))
