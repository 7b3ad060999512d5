"""Where institutions' own maps conflict: each from its claims alone, beside the joint one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from salient.control import ControlSeries, Evidence, estimate
from salient.model import Claim, Place
from salient.workbench.institutions import institution, own_claims, sources_by_name
from salient.workbench.pictures import DECIMALS

if TYPE_CHECKING:
    from salient.workbench.bench import Workbench

__all__ = ["FIRM", "HOLDERS", "TOLD", "Disagreement", "disagreement"]

HOLDERS = 6
"""Institutions compared where none are named."""
FIRM = 0.6
"""Probability from which an own map names a side's holding as its view."""
TOLD = 0.25
"""Share of an own map's certainty from which claims, and not persistence, speak at a place."""
CARRIERS = 3
"""Claims given for each of the conflicting sides, by each institution that takes it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The maps of some institutions on one day, and where they conflict.

    `own` holds each institution's estimate by its name, from the claims for which it vouches
    alone; the institutions of one side together stand under `side <ID>`. `joint` is the estimate
    from all claims. `evidence` counts the pieces that each own map rests on.
    """

    day: date
    joint: ControlSeries
    own: Mapping[str, ControlSeries]
    evidence: Mapping[str, int]
    places: Mapping[str, Place]

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that can hold a place, in the theatre's order."""
        return self.joint.states[:-1]

    @property
    def columns(self) -> list[str]:
        """Names of the columns of the rows, in order."""
        told = [f"{what}_{name}" for name in self.own for what in ("state", "p", "evidence")]
        carried = [f"claims_{side}" for side in self.sides]
        return [*_PLACE, "state", "p", "conflict", *carried, *told]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give the settlements over which two institutions conflict, the sharpest first.

        Two conflict where each gives another side at least `FIRM` and at least one of them has
        claims that bear there (`TOLD`). `conflict` is the lesser of the two shares of evidence,
        of the pair for which it is greatest: near 0 where one of them has merely not spoken.
        `claims_<SIDE>` holds the ids of claims that moved those who see that side there, with `|`
        between them; `state_`, `p_` and `evidence_` of each institution its own map's likeliest
        state, that state's probability, and the share of its certainty that claims carry.
        """
        conflict = self._conflict()
        found = np.flatnonzero(conflict >= 0)
        for i in found[np.argsort(-conflict[found], kind="stable")]:
            yield self._row(int(i), float(conflict[i]))

    def _conflict(self) -> npt.NDArray[np.float64]:
        """Lesser share of evidence of the sharpest pair at each place, -1 where none conflicts."""
        held, told = [], []
        for series in self.own.values():
            state = series.state[0]
            chance = series.probability[0, np.arange(len(state)), state]
            firm = (chance >= FIRM) & (state < len(self.sides))
            held.append(np.where(firm, state, -1))
            told.append(series.evidence[0].astype(np.float64))
        found = np.full(len(self.joint.place_ids), -1.0)
        for a in range(len(held)):
            for b in range(a):
                opposed = (held[a] >= 0) & (held[b] >= 0) & (held[a] != held[b])
                opposed &= np.maximum(told[a], told[b]) >= TOLD
                lesser = np.minimum(told[a], told[b])
                found = np.where(opposed, np.maximum(found, lesser), found)
        return found

    def _row(self, i: int, conflict: float) -> dict[str, Any]:
        place = self.places[self.joint.place_ids[i]]
        state = int(self.joint.state[0, i])
        told: dict[str, Any] = {}
        carried: dict[str, dict[str, None]] = {side: {} for side in self.sides}
        for name, series in self.own.items():
            seen = int(series.state[0, i])
            chance = float(series.probability[0, i, seen])
            told[f"state_{name}"] = series.states[seen]
            told[f"p_{name}"] = round(chance, DECIMALS)
            told[f"evidence_{name}"] = round(float(series.evidence[0, i]), 4)
            if seen < len(self.sides) and chance >= FIRM and series.evidence[0, i] >= TOLD:
                carriers = [series.claim_ids[c] for c in series.carriers[0, i] if c >= 0]
                carried[series.states[seen]] |= dict.fromkeys(carriers[:CARRIERS])
        return {
            "date": self.day,
            "place_id": place.place_id,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "admin1": place.admin1 or "",
            "state": self.joint.states[state],
            "p": round(float(self.joint.probability[0, i, state]), DECIMALS),
            "conflict": round(conflict, 4),
            **{f"claims_{side}": "|".join(ids) for side, ids in carried.items()},
            **told,
        }


_PLACE = ("date", "place_id", "name", "latitude", "longitude", "admin1")


def disagreement(
    bench: Workbench,
    day: date,
    sources: Sequence[str],
    *,
    known_by: date | None,
    as_known: bool,
) -> Disagreement:
    """Estimate one day from each institution's own claims, and from all.

    UsageError: a source of `sources` vouches for no claim.
    """
    latest = min(known_by or day, day) if as_known else known_by
    evidence = bench.evidence(latest)
    claims = bench.claims(known_by=latest)
    if sources:
        parts = {
            name: _of(evidence, own_claims(claims, [name], bench.theatre.sources))
            for name in dict.fromkeys(sources)
        }
    else:
        parts = _greatest(bench, evidence, claims, day)

    def drawn(part: Sequence[Evidence]) -> ControlSeries:
        return estimate(
            part,
            bench.ground.sites,
            [day],
            as_known=as_known,
            known_by=known_by,
            settings=bench.settings,
        )

    return Disagreement(
        day=day,
        joint=drawn(evidence),
        own={name: drawn(part) for name, part in parts.items()},
        evidence={name: len(part) for name, part in parts.items()},
        places=bench.ground.places,
    )


def _of(evidence: Sequence[Evidence], ids: set[str]) -> list[Evidence]:
    return [e for e in evidence if e.claim_id in ids]


def _greatest(
    bench: Workbench, evidence: Sequence[Evidence], claims: Sequence[Claim], day: date
) -> dict[str, list[Evidence]]:
    """Give the evidence of the institutions that had most by a day, and of each side's own."""
    known = sources_by_name(bench.theatre.sources)
    voices = {claim.claim_id: institution(claim, known) for claim in claims}
    by_voice: dict[str, list[Evidence]] = defaultdict(list)
    by_side: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        voice = voices[item.claim_id]
        by_voice[voice].append(item)
        source = known.get(voice.casefold())
        if source is not None and source.side in bench.theatre.side_ids:
            by_side[f"side {source.side}"].append(item)
    most = sorted(by_voice, key=lambda name: (-_by(by_voice[name], day), name))
    named = [name for name in most if _by(by_voice[name], day)][:HOLDERS]
    sides = [f"side {side}" for side in bench.theatre.side_ids if f"side {side}" in by_side]
    return {name: by_voice[name] for name in named} | {name: by_side[name] for name in sides}


def _by(evidence: Sequence[Evidence], day: date) -> int:
    return sum(1 for e in evidence if e.known <= day and not e.contest)
