"""The places where control is wrong for longest, and what carried each of them there.

Places fail together, so a list of the worst alone would name one pocket fifty times: a place here
stands for all places around it that are wrong too, and the list is by what they sum to.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from evals.scenes import Scene
from salient.control import ControlSettings, Evidence, Explanation, explain_all

__all__ = [
    "CAUSES",
    "Cause",
    "Failing",
    "Note",
    "causes",
    "failing",
    "longest",
    "note_on",
    "read_notes",
    "runs_of",
    "worst_table",
]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]

NOTES = Path(__file__).with_name("control_errors.tsv")
KM_A_DEGREE = 111.2
MANY = 50
GRID_DAYS = 15
AROUND_KM, FEW_AROUND_KM, FEW = 12.0, 3.0, 1000
"""How far a place stands for others, and how far where no more than so many are scored."""
SPEAKS = 0.25
"""Nats of log-odds from which a claim counts as carrying an estimate."""
AT_KM, NEAR_KM = 3.0, 15.0
CAUSES = {
    "unreported": "the start stands; no claim speaks of a change",
    "outweighed": "claims say what is true, the start or older claims weigh more",
    "region": "a claim about a whole region",
    "at": "a claim about the place itself",
    "near": "the reach of a claim within 15 km",
    "far": "the reach of a claim further off",
    "many": "many weak claims, none of which carries much",
}


class Failing(NamedTuple):
    """A place that is wrong, with what it stands for.

    `days` are its own days wrong, `places` and `place_days` those of all that it stands for;
    `middle` is a day well within its longest wrong run, `said` and `true` the states then.
    """

    place: int
    days: int
    places: int
    place_days: int
    middle: int
    said: int
    true: int


class Note(NamedTuple):
    """What a person found to have gone wrong around a point, for one direction of error."""

    window: str
    latitude: float
    longitude: float
    km: float
    true: str
    said: str
    words: str


class Cause(NamedTuple):
    """Why a place failed on its middle day: a kind of `CAUSES`, and the claims that carried it.

    `carriers` are ids of the claims that spoke for what was said, with weights and kilometres.
    """

    kind: str
    mobility: float
    carriers: tuple[tuple[str, float, float], ...]


def longest(wrong: Sequence[bool] | Bools) -> tuple[int, int]:
    """Find the longest run of true values: its first index and the one after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(wrong, int), [0]))))
    if not edges.size:
        return 0, 0
    lengths = edges[1::2] - edges[::2]
    i = int(lengths.argmax())
    return int(edges[2 * i]), int(edges[2 * i + 1])


def failing(scene: Scene, state: Ints, many: int = MANY, km: float | None = None) -> list[Failing]:
    """List what fails worst: each stands for the wrong places around it, no place counts twice."""
    wrong = scene.sided & (state != scene.truth)
    left = wrong.sum(axis=0).astype(float)
    days = left.astype(int)
    points = scene.points
    if km is None:
        km = AROUND_KM if len(points) > FEW else FEW_AROUND_KM
    around = cKDTree(points).query_ball_point(points, km)
    found: list[Failing] = []
    while len(found) < many and left.max(initial=0) > 0:
        masses = np.array([left[near].sum() for near in around])
        centre = int(masses.argmax())
        near = np.sort(np.array(around[centre], dtype=np.intp))
        distances = np.linalg.norm(points[near] - points[centre], axis=1)
        place = int(near[np.lexsort((distances, -left[near]))[0]])
        first, after = longest(wrong[:, place])
        middle = _near_middle(first, after)
        found.append(
            Failing(
                place, int(days[place]), int((left[near] > 0).sum()), int(masses[centre]),
                middle, int(state[middle, place]), int(scene.truth[middle, place]),
            )
        )  # fmt: skip
        left[near] = 0
    return found


def _near_middle(first: int, after: int) -> int:
    """Choose a day in the midst of a run, of every so-manyth of the window where the run has one.

    Every day that is explained takes a run of the filter, so places had better share them.
    """
    middle = (first + after) // 2
    shared = round(middle / GRID_DAYS) * GRID_DAYS
    return shared if first <= shared < after else middle


def causes(
    scene: Scene, found: Sequence[Failing], settings: ControlSettings | None = None
) -> list[Cause]:
    """Find what carried each estimate on its middle day, as known then."""
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, one in enumerate(found):
        alike[one.middle, one.true].append(i)
    answers: dict[int, Cause] = {}
    for (day, true), members in sorted(alike.items()):
        # For the side that truly held it: what is against that carried the error.
        explained = explain_all(
            scene.evidence, scene.sites, [scene.places[found[i].place] for i in members],
            scene.days[day], side=scene.sites.sides[true], as_known=True, settings=settings,
        )  # fmt: skip
        for i, answer in zip(members, explained, strict=True):
            answers[i] = _cause(scene, found[i], answer)
    return [answers[i] for i in range(len(found))]


def _cause(scene: Scene, one: Failing, explained: Explanation) -> Cause:
    against = [w for w in explained.weights if w.weight < 0]
    heaviest = sorted(against, key=lambda w: w.weight)[:3]
    carriers = tuple(
        (w.claim_id, -w.weight, _nearest_km(scene, w.claim_id, one.place)) for w in heaviest
    )
    speaking = sum(w.weight for w in explained.weights if w.weight > 0)
    return Cause(_kind(scene, explained, carriers, speaking), explained.mobility, carriers)


def _kind(
    scene: Scene,
    explained: Explanation,
    carriers: Sequence[tuple[str, float, float]],
    speaking: float,
) -> str:
    standing = explained.prior + explained.tenure
    if standing < 0 and (not carriers or carriers[0][1] < -standing):
        return "outweighed" if speaking > SPEAKS else "unreported"
    if not carriers or carriers[0][1] < SPEAKS:
        return "many"
    claim_id, _, km = carriers[0]
    if any(e.place_id in scene.sites.regions for e in _evidence_of(scene, claim_id)):
        return "region"
    return "at" if km <= AT_KM else "near" if km <= NEAR_KM else "far"


def _evidence_of(scene: Scene, claim_id: str) -> Iterator[Evidence]:
    yield from (e for e in scene.evidence if e.claim_id == claim_id)


def _nearest_km(scene: Scene, claim_id: str, place: int) -> float:
    """Measure how far the nearest place of a claim lies; 0 where it speaks of a region."""
    index = scene.sites.index
    at = scene.sites.points[index[scene.places[place]]]
    named = [e.place_id for e in _evidence_of(scene, claim_id)]
    points = [scene.sites.points[index[p]] for p in named if p in index]
    return min((float(np.linalg.norm(p - at)) for p in points), default=0.0)


def runs_of(states: Ints, days: Sequence[date], letters: Sequence[str]) -> str:
    """Spell a series of states as what began when, such as `UA from 24 Feb, RU from 9 Mar`.

    Days of which nothing is known are passed over.
    """
    said, before = [], None
    for state, day in zip(states, days, strict=True):
        if state >= 0 and state != before:
            said.append(f"{letters[state]} from {day.day} {day:%b}")
            before = state
    return ", ".join(said)


def read_notes(path: Path = NOTES) -> list[Note]:
    """Read what people found when they looked at the worst places."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t"))[1:]
    return [
        Note(window, float(latitude), float(longitude), float(km), true, said, words)
        for window, latitude, longitude, km, true, said, words in rows
    ]


def note_on(scene: Scene, one: Failing, notes: Sequence[Note]) -> str:
    """Find the note that lies nearest, of those that reach the place and mean this error."""
    states = [*scene.sites.sides, "contested"]
    index = scene.sites.index[scene.places[one.place]]
    here = float(scene.sites.latitude[index]), float(scene.sites.longitude[index])
    fitting = [
        (km, note.words)
        for note in notes
        if scene.name.startswith(note.window)
        and note.true == states[one.true]
        and note.said == (states[one.said] if one.said < scene.contested else note.said)
        and (km := _apart_km(here, (note.latitude, note.longitude))) <= note.km
    ]
    return min(fitting)[1] if fitting else ""


def _apart_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points nearby, in degrees."""
    north = (one[0] - other[0]) * KM_A_DEGREE
    east = (one[1] - other[1]) * KM_A_DEGREE * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def worst_table(
    scene: Scene,
    state: Ints,
    found: Sequence[Failing],
    why: Sequence[Cause],
    notes: Sequence[Note] = (),
) -> str:
    """Lay the worst places out as a Markdown table, then how often each kind of cause was met."""
    letters = [*scene.sites.sides, "contested"]
    heads: tuple[str, ...] = ("place", "id", "region", "days wrong")
    heads += ("stands for: places, place-days", "true", "said", "kind of cause", "what went wrong")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for one, cause in zip(found, why, strict=True):
        true = runs_of(scene.truth[:, one.place], scene.days, letters)
        said = runs_of(state[:, one.place], scene.days, letters)
        place = scene.places[one.place]
        cells = (
            scene.settlements[place].name, place, scene.regions[one.place], one.days,
            f"{one.places}, {one.place_days:,}", _short(true), _short(said),
            f"{cause.kind}{_far(cause)}", note_on(scene, one, notes),
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(str, cells))} |")
    kinds, mass = Counter(c.kind for c in why), Counter[str]()
    for one, cause in zip(found, why, strict=True):
        mass[cause.kind] += one.place_days
    whole = int((scene.sided & (state != scene.truth)).sum())
    lines += [
        "",
        "| kind of cause | places | place-days | of all that are wrong |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {kind}: {CAUSES[kind]} | {n} | {mass[kind]:,} | {mass[kind] / whole:.0%} |"
        for kind, n in kinds.most_common()
    ]
    return "\n".join(lines)


def _far(cause: Cause) -> str:
    if cause.kind not in {"near", "far"}:
        return ""
    return f", {cause.carriers[0][2]:.0f} km"


def _short(runs: str) -> str:
    steps = runs.split(", ")
    return runs if len(steps) <= 4 else f"{', '.join(steps[:3])}, {len(steps) - 3} more changes"
