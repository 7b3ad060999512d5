"""A window of control as arrays: what was reported of which places, and who held them.

States are numbered: the sides in the theatre's order, then contested; `UNKNOWN` where nothing is
known. Arrays of states run over days × places.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.control import WINDOWS, ledger_of
from salient.control import ControlSettings, Evidence, Sites, estimate
from salient.model import Claim, Place
from salient.theatre import Source, Theatre
from salient.workbench import open_workbench

__all__ = ["UNKNOWN", "Scene", "estimated", "held_on", "load", "read_steps", "thinned"]

UNKNOWN = -1
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Steps = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One window: D days, N places that are scored, and all evidence known by its end.

    `truth` (D × N) says who held a place as far as independent mapmakers agree, `start` (N) the
    state that the theatre begins with. `regions` (N) names the first-order division of each.
    `settlements` are all places of the theatre that have an estimate, by id; `region_names` are
    the names of first-order divisions by code.
    """

    name: str
    days: tuple[date, ...]
    places: tuple[str, ...]
    regions: tuple[str, ...]
    truth: Ints
    start: Ints
    evidence: Sequence[Evidence]
    sites: Sites
    settlements: Mapping[str, Place]
    region_names: Mapping[str, str]
    claims: Mapping[str, Claim]
    sources: Sequence[Source]

    @property
    def contested(self) -> int:
        """Number of the state `contested`."""
        return len(self.sites.sides)

    @property
    def changing(self) -> Bools:
        """Whether each place has more than one state within the window."""
        seen = [(self.truth == state).any(axis=0) for state in range(self.contested + 1)]
        changing: Bools = np.sum(seen, axis=0) > 1
        return changing

    @property
    def sided(self) -> Bools:
        """Where the truth names a side, D × N."""
        return (self.truth >= 0) & (self.truth < self.contested)

    @property
    def points(self) -> Floats:
        """Coordinates of the places in space, N × 3, kilometres."""
        return self.sites.points[[self.sites.index[p] for p in self.places]]


def read_steps(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Read from which day on who held each place: days as text and states, by place id."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = f"geonames:{row['geonames_id']}"
            found[place].append((row["date"], row["control"].upper()))
    return {place: sorted(steps) for place, steps in found.items()}


def held_on(
    steps: Steps, days: Sequence[date], places: Sequence[str], sides: Sequence[str]
) -> Ints:
    """Lay out who held what, days × places; a step holds until the next one."""
    codes = {side.upper(): i for i, side in enumerate(sides)} | {"CONTESTED": len(sides)}
    spelt = [day.isoformat() for day in days]
    held = np.full((len(days), len(places)), UNKNOWN, dtype=np.intp)
    for j, place in enumerate(places):
        for day, state in steps.get(place, ()):
            held[int(np.searchsorted(spelt, day)) :, j] = codes.get(state, UNKNOWN)
    return held


def load(name: str, shared: Path, kept: Path | None = None) -> Scene:
    """Load a window; its theatre and ledger are made where `kept` does not hold them.

    `kept` is a folder with `theatre-WINDOW` and `WINDOW.db`, the evals' own where None.
    """
    window = WINDOWS[name]
    theatre, ledger = (
        ledger_of(name, shared) if kept is None else (kept / f"theatre-{name}", kept / f"{name}.db")
    )
    first, last = date.fromisoformat(window.first), date.fromisoformat(window.last)
    days = tuple(first + timedelta(days=i) for i in range((last - first).days + 1))
    with open_workbench(ledger, theatre, create=False) as bench:
        sites, known = bench.ground.sites, bench.ground.places
        listed = window.places_file(shared).read_text("utf-8").split()
        places = tuple(p for n in listed if (p := f"geonames:{n}") in sites.index)
        regions = _region_names(bench.theatre)
        codes = {side: i for i, side in enumerate(sites.sides)} | {"contested": len(sites.sides)}
        home = Counter(known[p].country for p in sites.place_ids).most_common(1)[0][0]
        start = [sites.start[sites.index[p]] for p in places]
        return Scene(
            name=name,
            days=days,
            places=places,
            regions=tuple(_region(known[p], regions, home) for p in places),
            truth=held_on(read_steps(window.truth(shared)), days, places, sites.sides),
            start=np.array([codes.get(s or "", UNKNOWN) for s in start], dtype=np.intp),
            evidence=bench.evidence(days[-1]),
            sites=sites,
            settlements={p: known[p] for p in sites.place_ids},
            region_names=regions,
            claims={claim.claim_id: claim for claim in bench.ledger.claims()},
            sources=bench.theatre.sources,
        )


def thinned(scene: Scene, every: int) -> Scene:
    """Give the scene with each so-manyth of its places only."""
    return replace(
        scene,
        places=scene.places[::every],
        regions=scene.regions[::every],
        truth=scene.truth[:, ::every],
        start=scene.start[::every],
    )


def estimated(
    scene: Scene,
    settings: ControlSettings | None = None,
    evidence: Sequence[Evidence] | None = None,
) -> npt.NDArray[np.float32]:
    """Estimate each day as known at its end: probabilities, days × places × states."""
    return estimate(
        scene.evidence if evidence is None else evidence,
        scene.sites,
        scene.days,
        as_known=True,
        places=scene.places,
        settings=settings,
    ).probability


def _region(place: Place, names: Mapping[str, str], home: str | None) -> str:
    """Name a place's division; places at a border may be taken for the neighbour's."""
    return names.get(place.admin1 or "", "?") if place.country == home else "?"


def _region_names(theatre: Theatre) -> dict[str, str]:
    """Name the first-order divisions of a theatre, by code."""
    found = (r for r in theatre.regions if r.kind == "region" and len(r.admin1) == 1)
    return {region.admin1[0]: region.name for region in found}
