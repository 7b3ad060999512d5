"""Which place each name of a document means, all names together.

A candidate's score is additive: how well known it is, how it bears the name, whether it belongs to
the theatre, whether the text says in which region it lies, and how near it is to what the other
names of the document probably mean. Scores become probabilities over the candidates and one more
outcome, *none of these*. The coefficients are in `data/resolver.json` with their story.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from salient.places.candidates import INFLECTED, OTHER_NAME, VARIANT, Candidate
from salient.places.focus import Focus
from salient.places.geodesy import EARTH_RADIUS_KM
from salient.places.habits import Habit, HabitWeights
from salient.places.index import LISTED, PRIMARY, SHORT
from salient.places.links import Field, Links, Said, alike, contained, near, stated

__all__ = ["Coefficients", "Resolution", "resolve", "resolver_coefficients"]

_ROUNDS = 3
_SETTLED = frozenset({"settlement", "district"})
# From this many people on (as a power of ten), size tells in a theatre too: a report that means the
# hamlet and not the city of its name says so.
_TOWN = 4.0
# A former name still means the town, less surely, and a city of a million no more than a town.
_FORMER_SHARE, _FORMER_MOST = 0.5, 0.5
_SIZED = frozenset({PRIMARY, LISTED, INFLECTED})
_ANCHORS = 80
# A reading less likely than this sways no other name.
_LEAST_ANCHOR = 0.15


class Coefficients(msgspec.Struct, frozen=True, kw_only=True):
    """Weights of the resolver; distances in kilometres."""

    population: float
    primary: float
    listed: float
    short: float
    variant: float
    other_name: float
    country: float
    capital: float
    first_division: float
    second_division: float
    feature: float
    district: float
    hand_listed: float
    theatre_population: float
    theatre_city: float
    theatre_place: float
    theatre_region: float
    focus: float
    unfocused: float
    contained: float
    not_contained: float
    alike: float
    listed_near: float
    listed_km: float
    mate_near: float
    mate_km: float
    offset: float
    near_km: float
    near: float
    far_km: float
    far: float
    same_country: float
    same_admin1: float
    none: float
    temperature: float
    certainty: float
    habit: HabitWeights


class _Shipped(msgspec.Struct, frozen=True):
    """What `resolver.json` holds: two sets of weights, and the story of where they come from."""

    story: str
    world: Coefficients
    theatre: Coefficients


@cache
def resolver_coefficients(*, theatre: bool = False) -> Coefficients:
    """The coefficients that ship: for texts of a theatre, or of the world."""
    path = Path(__file__).parent / "data" / "resolver.json"
    shipped = msgspec.json.decode(path.read_bytes(), type=_Shipped)
    return shipped.theatre if theatre else shipped.world


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """Candidates of one name with their probabilities, likeliest first.

    They add up to at most 1; the rest is the probability that none of them is meant. `habits` says
    what each owes to what its source usually writes of, in factors of e; empty without a habit.
    """

    ranked: tuple[tuple[Candidate, float], ...]
    habits: tuple[float, ...] = ()

    @property
    def best(self) -> tuple[Candidate, float] | None:
        """The likeliest candidate and its probability, or None if there is no candidate."""
        return self.ranked[0] if self.ranked else None


def resolve(
    names: Sequence[Sequence[Candidate]],
    said: Said | None = None,
    *,
    weights: Sequence[float] | None = None,
    focus: Focus | None = None,
    habit: Habit | None = None,
    coefficients: Coefficients | None = None,
) -> list[Resolution]:
    """Resolve the names of one document, each given by its candidates.

    `weights` (0..1, default 1) say how sure it is that each name is that of a place, and so how
    much it may sway the others; `said` is what the text says of names by their positions in
    `names`. `focus` says where a theatre's fighting is; None is a text of the world. `habit` is
    that of the text's source. One `Resolution` a name, in order.
    """
    c = coefficients or resolver_coefficients(theatre=focus is not None)
    sizes = [len(candidates) for candidates in names]
    if not any(sizes):
        return [Resolution(ranked=()) for _ in names]
    flat = [candidate for candidates in names for candidate in candidates]
    owner = np.repeat(np.arange(len(names)), sizes)
    trust = np.asarray(weights if weights is not None else [1.0] * len(names))
    prior = np.array([_prior(candidate, c) for candidate in flat])
    if focus is not None:
        prior += _attention(flat, focus, c)
    lent = habit.scores([k.place for k in flat], c.habit) if habit is not None else None
    if lent is not None:
        prior += lent
    field = Field([candidate.place for candidate in flat], sizes)
    company = _Company(field, owner, trust)
    links = _links(said or Said(), field, c)
    probability = _softmax(prior, owner, len(names), c)
    for _ in range(_ROUNDS):
        score = prior + company.scores(probability, c)
        for link, bonus, malus in links:
            score += link.scores(probability, bonus, malus)
        probability = _softmax(score, owner, len(names), c)
    probability = probability * c.certainty
    results, start = [], 0
    for size in sizes:
        part = probability[start : start + size]
        order = sorted(range(size), key=lambda i: (-part[i], i))
        results.append(
            Resolution(
                ranked=tuple((flat[start + i], float(part[i])) for i in order),
                habits=tuple(float(lent[start + i]) for i in order) if lent is not None else (),
            )
        )
        start += size
    return results


def _links(said: Said, field: Field, c: Coefficients) -> list[tuple[Links, float, float]]:
    """What is said of names together, with what it is worth to agree and not to agree with it."""
    listings, mates = said.listings, said.mates
    found = [
        (contained(field, said.containments), c.contained, c.not_contained),
        (alike(field, listings), c.alike, 0.0),
        (near(field, listings, c.listed_km), c.listed_near, 0.0),
        (near(field, mates, c.mate_km), c.mate_near, 0.0),
        (stated(field, said.offsets), c.offset, 0.0),
    ]
    return [(Links(field, pairs), bonus, malus) for pairs, bonus, malus in found if pairs]


def _attention(flat: Sequence[Candidate], focus: Focus, c: Coefficients) -> NDArray[np.float64]:
    """What the theatre's fighting lends its settlements; where none is known, all the same."""
    settled = np.array([k.own and k.place.kind in _SETTLED for k in flat])
    if not focus:
        return np.asarray(settled * c.unfocused)
    points = np.array([[k.place.latitude, k.place.longitude] for k in flat])
    return np.asarray(settled * c.focus * focus.intensity(points))


def _prior(candidate: Candidate, c: Coefficients) -> float:
    place = candidate.place
    people = math.log10(place.population + 10.0)
    if candidate.own:
        score = c.theatre_population * people
        size = max(0.0, people - _TOWN) ** 2
        if candidate.name_class == OTHER_NAME:
            score += c.theatre_city * _FORMER_SHARE * min(_FORMER_MOST, size)
        elif candidate.name_class in _SIZED:
            score += c.theatre_city * size
    else:
        score = c.population * people
    score += {
        PRIMARY: c.primary,
        LISTED: c.listed,
        SHORT: c.short,
        VARIANT: c.variant,
        OTHER_NAME: c.other_name,
        INFLECTED: c.listed,
    }[candidate.name_class]
    code = place.feature_code or ""
    if code.startswith(("PCL", "CONT")):
        score += c.country
    elif code == "PPLC":
        score += c.capital
    elif code == "ADM1":
        score += c.first_division
    elif code == "ADM2":
        score += c.second_division
    elif place.kind == "district":
        score += c.district
    elif place.kind in ("river", "feature"):
        score += c.feature
    if place.place_id.startswith("world:"):
        score += c.hand_listed
    if candidate.own:
        is_settled = place.kind in _SETTLED
        score += c.theatre_place if is_settled else c.theatre_region
    return score


class _Company:
    """What the likeliest readings of the other names lend to each candidate."""

    def __init__(self, field: Field, owner: NDArray[np.int64], trust: NDArray[np.float64]) -> None:
        places = field.places
        self._owner = owner
        self._trust = trust[owner]
        self._vectors = field.vectors
        self._country = _numbered([p.country for p in places])
        self._admin1 = _numbered(
            [f"{p.country}.{p.admin1}" if p.country and p.admin1 else None for p in places]
        )

    def scores(self, probability: NDArray[np.float64], c: Coefficients) -> NDArray[np.float64]:
        """Nearness to the others' readings, and their share in the same country and division."""
        weight = probability * self._trust
        anchors = np.flatnonzero(weight > _LEAST_ANCHOR)
        if len(anchors) > _ANCHORS:
            anchors = anchors[np.argsort(-weight[anchors], kind="stable")[:_ANCHORS]]
        if not len(anchors):
            return np.zeros(len(weight))
        cosine = np.clip(self._vectors @ self._vectors[anchors].T, -1.0, 1.0)
        km = EARTH_RADIUS_KM * np.arccos(cosine)
        other = (self._owner[:, None] != self._owner[anchors]) * weight[anchors]
        near = (np.exp(-km / c.near_km) * other).sum(axis=1)
        far = (np.exp(-km / c.far_km) * other).sum(axis=1)
        total = other.sum(axis=1)
        # A share of the others, held back where there are few: several names in company say more
        # than one, but not many times more.
        alike = _same(self._country, anchors, other) / (total + 1.0)
        close = _same(self._admin1, anchors, other) / (total + 1.0)
        return np.asarray(
            c.near * np.log1p(near)
            + c.far * np.log1p(far)
            + c.same_country * alike
            + c.same_admin1 * close
        )


def _numbered(values: Sequence[str | None]) -> NDArray[np.int64]:
    """Equal values get equal numbers, None gets -1."""
    numbers: dict[str, int] = {}
    return np.array([-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values])


def _same(
    numbers: NDArray[np.int64], anchors: NDArray[np.int64], other: NDArray[np.float64]
) -> NDArray[np.float64]:
    same = (numbers[:, None] == numbers[anchors]) & (numbers[:, None] >= 0)
    return np.asarray((same * other).sum(axis=1))


def _softmax(
    score: NDArray[np.float64], owner: NDArray[np.int64], names: int, c: Coefficients
) -> NDArray[np.float64]:
    """Probabilities within each name, *none of these* among the outcomes."""
    scaled = score / c.temperature
    none = c.none / c.temperature
    top = np.full(names, none)
    np.maximum.at(top, owner, scaled)
    raised = np.exp(scaled - top[owner])
    total = np.exp(none - top)
    np.add.at(total, owner, raised)
    return np.asarray(raised / total[owner])
