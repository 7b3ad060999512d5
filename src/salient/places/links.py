"""What a text says of two names together, and which of their candidates agree with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

import msgspec
import numpy as np
from numpy.typing import NDArray

from salient.model import Place
from salient.places.geodesy import EARTH_RADIUS_KM, unit_vectors
from salient.places.offsets import fitting
from salient.places.phrase import Offset

__all__ = [
    "Containment",
    "Field",
    "Links",
    "Listing",
    "Said",
    "Stated",
    "alike",
    "contained",
    "lies_in",
    "near",
    "stated",
]

_SETTLED = frozenset({"settlement", "district"})

Table = Callable[[slice, slice], NDArray[np.float64]]
"""How well each of n candidates agrees with each of m, given where both stand: (n, m), 0 to 1."""


class Field:
    """The candidates of all names, one name after the other, and where they lie."""

    def __init__(self, places: Sequence[Place], sizes: Sequence[int]) -> None:
        self.places = places
        self.sizes = sizes
        self.vectors = unit_vectors(np.array([[p.latitude, p.longitude] for p in places]))
        self.settled = np.array([float(p.kind in _SETTLED) for p in places])
        self.ends = (0, *accumulate(sizes))

    def of(self, name: int) -> slice:
        """Where the candidates of a name stand."""
        return slice(self.ends[name], self.ends[name + 1])


class Containment(msgspec.Struct, frozen=True):
    """The text says that name `inner` lies in name `outer`: positions in the list of names."""

    inner: int
    outer: int


class Listing(msgspec.Struct, frozen=True):
    """Two names stand beside each other in a list, so that they are likely of one sort."""

    first: int
    second: int


class Stated(msgspec.Struct, frozen=True):
    """The text says how far and which way name `inner` lies from name `anchor`."""

    inner: int
    anchor: int
    offset: Offset


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """All that a text says of its names together; `mates` stand in one sentence."""

    containments: Sequence[Containment] = ()
    listings: Sequence[Listing] = ()
    offsets: Sequence[Stated] = ()
    mates: Sequence[Listing] = ()


class Links:
    """Which candidates of one name stand in a relation to which of another's.

    `pairs` are two names' positions and what is asked of their candidates.
    """

    def __init__(self, field: Field, pairs: Iterable[tuple[int, int, Table]]) -> None:
        self._count = len(field.places)
        self._links: list[tuple[slice, slice, NDArray[np.float64]]] = []
        for one, other, related in pairs:
            if one == other or not field.sizes[one] or not field.sizes[other]:
                continue
            left, right = field.of(one), field.of(other)
            table = related(left, right)
            if table.any():
                self._links.append((left, right, table))

    def scores(
        self, probability: NDArray[np.float64], bonus: float, malus: float
    ) -> NDArray[np.float64]:
        """What each candidate gains from the likely readings at the other end of its links.

        Candidates at the near end that are related to none at the other get `malus`.
        """
        total = np.zeros(self._count)
        for left, right, table in self._links:
            total[left] += bonus * (table @ probability[right])
            if malus:
                total[left] += malus * ~table.any(axis=1)
            total[right] += bonus * (probability[left] @ table)
        return total


def contained(field: Field, links: Sequence[Containment]) -> list[tuple[int, int, Table]]:
    """Pairs of which the first lies in the second."""
    related = _each(field, lies_in)
    return [(k.inner, k.outer, related) for k in dict.fromkeys(links)]


def alike(field: Field, links: Sequence[Listing]) -> list[tuple[int, int, Table]]:
    """Pairs that are regions of one sort."""
    related = _each(field, _is_alike)
    return [(k.first, k.second, related) for k in dict.fromkeys(links)]


def near(field: Field, links: Sequence[Listing], km: float) -> list[tuple[int, int, Table]]:
    """Pairs of settlements near each other, `km` for a factor of e, where one end is in doubt."""
    vectors, settled, sizes = field.vectors, field.settled, field.sizes

    def table(left: slice, right: slice) -> NDArray[np.float64]:
        cosine = np.minimum(vectors[left] @ vectors[right].T, 1.0)
        close = np.exp(np.arccos(np.maximum(cosine, -1.0)) * (-EARTH_RADIUS_KM / km))
        return np.asarray(close * settled[left, None] * settled[right])

    doubtful = (k for k in dict.fromkeys(links) if sizes[k.first] > 1 or sizes[k.second] > 1)
    return [(k.first, k.second, table) for k in doubtful]


def stated(field: Field, links: Sequence[Stated]) -> list[tuple[int, int, Table]]:
    """Pairs of which the first lies from the second as the text says."""
    return [(k.inner, k.anchor, _lying(field, k.offset)) for k in dict.fromkeys(links)]


def _lying(field: Field, offset: Offset) -> Table:
    places, settled = field.places, field.settled

    def table(left: slice, right: slice) -> NDArray[np.float64]:
        return np.asarray(fitting(offset, places[left], places[right]) * settled[left, None])

    return table


def _each(field: Field, related: Callable[[Place, Place], bool]) -> Table:
    places = field.places

    def table(left: slice, right: slice) -> NDArray[np.float64]:
        return np.array(
            [[float(related(one, other)) for other in places[right]] for one in places[left]]
        )

    return table


def _is_alike(one: Place, other: Place) -> bool:
    if one.feature_code != other.feature_code or one.kind != "region":
        return False
    return one.feature_code == "PCLI" or one.country == other.country


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether a place lies in a region, as far as their divisions tell."""
    if outer.kind != "region" or inner.place_id == outer.place_id:
        return False
    code = outer.feature_code or ""
    if code.startswith("PCL"):
        return inner.country == outer.country
    same = inner.country == outer.country or outer.country is None
    if code == "ADM1" or outer.place_id.startswith("region:"):
        return same and inner.admin1 is not None and inner.admin1 == outer.admin1
    if code == "ADM2":
        return same and inner.admin1 == outer.admin1 and inner.feature_code != "ADM1"
    return False
