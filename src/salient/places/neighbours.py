"""Which of the places of one name a single mention means: the one among those it is told with.

A document uses a name in one sense, mostly, and that is how names are resolved. A report on a
whole front does not: a *Lypove* told with Zelene and Dubove is the one beside them, though
another paragraph's is three hundred kilometres away. Asked last, of the mentions that were
resolved to a place far from all that their sentence names, where a namesake lies among it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from salient.model import Place
from salient.places.candidates import Candidate
from salient.places.geodesy import distance_km
from salient.places.links import lies_in
from salient.places.phrase import Phrase
from salient.places.resolve import Resolution

__all__ = ["among_neighbours"]

_SETTLED = frozenset({"settlement", "district"})
_NEIGHBOURS = frozenset({"settlement", "district", "feature", "axis"})
# What is told with a name sways it from this probability on, unless it is a metropolis: all sorts
# of things are told with those.
_SURE, _METROPOLIS = 0.7, 1_000_000
# A place no further than this from one told with it may stay what it is.
_AMONG_KM = 25.0
# What it is worth, in factors of e, to lie where a name told with it lies, and how that fades.
_WORTH, _FADE_KM = 9.0, 40.0
# As good as so far from a neighbour is what lies in a region told with it.
_WITHIN_KM = 10.0
_LEAST = 1e-6
# Where a name moves, those told with it are asked again.
_ROUNDS = 2
# How far from a mention that was told with its neighbours one may stand that is told with none.
_BESIDE = 700


def among_neighbours(
    phrases: Sequence[Phrase],
    resolutions: Sequence[Resolution],
    together: Iterable[tuple[int, int]],
) -> list[Resolution]:
    """The resolution of each phrase's name, or another where its neighbours tell otherwise.

    `resolutions` are those of the phrases' names, one a phrase; `together` are positions of
    phrases that stand in one sentence.
    """
    found = list(resolutions)
    doubtful = [_is_doubtful(p, r) for p, r in zip(phrases, resolutions, strict=True)]
    if not any(doubtful):
        return found
    beside: dict[int, list[int]] = {}
    for one, other in together:
        if phrases[one].key != phrases[other].key:
            beside.setdefault(one, []).append(other)
            beside.setdefault(other, []).append(one)
    told: set[int] = set()
    moved: set[int] = set()
    for _ in range(_ROUNDS):
        before = len(moved)
        for i, others in beside.items():
            places = [p for j in others if (p := _told_surely(found[j])) is not None]
            if not doubtful[i] or i in moved or not places:
                continue
            told.add(i)
            found[i] = _told_with(resolutions[i], places)
            if found[i] is not resolutions[i]:
                moved.add(i)
        if len(moved) == before:
            break
    for i, phrase in enumerate(phrases):
        if doubtful[i] and i not in told:
            same = [j for j in sorted(moved) if phrases[j].key == phrase.key]
            nearest = min(same, key=lambda j: abs(phrases[j].start - phrase.start), default=i)
            if abs(phrases[nearest].start - phrase.start) <= _BESIDE:
                found[i] = found[nearest]
    return found


def _is_doubtful(phrase: Phrase, resolution: Resolution) -> bool:
    """Whether a name may mean several towns, and the text does not say itself where its own is."""
    best = resolution.best
    if best is None or best[0].place.kind != "settlement" or not best[0].own:
        return False
    if phrase.outer is not None or phrase.anchor is not None:
        return False
    return sum(c.own and c.place.kind in _SETTLED for c in phrase.candidates) > 1


def _told_surely(resolution: Resolution) -> Place | None:
    """What a name means, if it is sure, and a place near which others are told of."""
    best = resolution.best
    if best is None or best[1] < _SURE:
        return None
    place = best[0].place
    if place.kind == "region":
        return place if place.admin1 else None
    near = place.kind in _NEIGHBOURS and place.population < _METROPOLIS
    return place if near else None


def _told_with(resolution: Resolution, neighbours: Sequence[Place]) -> Resolution:
    """The resolution with a namesake among the neighbours first, if the first lies far from all."""
    first = resolution.ranked[0][0]
    if _nearest_km(first, neighbours) <= _AMONG_KM:
        return resolution
    scores = {
        n: math.log(max(p, _LEAST)) + _WORTH * math.exp(-_nearest_km(c, neighbours) / _FADE_KM)
        for n, (c, p) in enumerate(resolution.ranked)
        if c.own and c.place.kind in _SETTLED
    }
    best = max(scores, key=lambda n: (scores[n], -n))
    if best == 0:
        return resolution
    settled = sum(resolution.ranked[n][1] for n in scores)
    weights = {n: math.exp(score - scores[best]) for n, score in scores.items()}
    total = sum(weights.values())
    probability = [
        settled * weights[n] / total if n in weights else p
        for n, (_, p) in enumerate(resolution.ranked)
    ]
    order = sorted(range(len(probability)), key=lambda n: (-probability[n], n))
    return Resolution(
        ranked=tuple((resolution.ranked[n][0], probability[n]) for n in order),
        habits=tuple(resolution.habits[n] for n in order) if resolution.habits else (),
    )


def _nearest_km(candidate: Candidate, neighbours: Sequence[Place]) -> float:
    place = candidate.place
    return min(_apart_km(place, neighbour) for neighbour in neighbours)


def _apart_km(place: Place, neighbour: Place) -> float:
    if neighbour.kind == "region":
        return _WITHIN_KM if lies_in(place, neighbour) else math.inf
    return distance_km(place.latitude, place.longitude, neighbour.latitude, neighbour.longitude)
