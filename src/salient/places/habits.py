"""What a source usually writes of: a prior from where its earlier mentions lie.

A channel that writes of one region means the village there, a local paper the town of its own
county. Of each source the places of its earlier texts are counted by cell, first-order division and
country; the counts are smoothed, so that few texts say little, and a source that writes of all the
world says little of any part of it. A source without a history says nothing.

Only texts published before the one that is read count, whatever was read before it.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from salient.model import Place, PlaceMention
from salient.places.geodesy import EARTH_RADIUS_KM, unit_vectors

__all__ = ["Earlier", "Habit", "HabitWeights", "Habits", "WrittenOf"]

_CELL_DEGREES = 0.5
# Countries, regions and rivers reach too far to tell of an area.
_TELLING = frozenset({"settlement", "district", "feature"})
# A mention less sure than this teaches nothing: it would only confirm a guess.
_SURE = 0.5
_MOST = 200


class HabitWeights(msgspec.Struct, frozen=True, kw_only=True):
    """How much a source's habits weigh, in the resolver's units.

    `near`, `admin1` and `country` weigh the logarithm of one more than the smoothed share of the
    source's mentions there, in units of `floor`; `near_km` is how far a mention reaches, `anywhere`
    how many mentions of no place in particular are added to those counted.
    """

    near: float
    admin1: float
    country: float
    near_km: float
    floor: float
    anywhere: float


class WrittenOf(msgspec.Struct, frozen=True, order=True):
    """One place that a text named: all that is kept of it."""

    latitude: float
    longitude: float
    country: str
    admin1: str

    @classmethod
    def of(cls, mention: PlaceMention) -> WrittenOf | None:
        """What is kept of a mention; None where it tells of no area, or is unsure itself."""
        if mention.kind not in _TELLING or mention.score < _SURE:
            return None
        if mention.latitude is None or mention.longitude is None:
            return None
        country, admin1 = mention.country or "", mention.admin1 or ""
        return cls(mention.latitude, mention.longitude, country, admin1)


class Habit:
    """Where the earlier mentions of one source lie; `bool` says whether there are any."""

    def __init__(self, mentions: Iterable[WrittenOf]) -> None:
        cells: Counter[tuple[int, int]] = Counter()
        self._admin1: Counter[tuple[str, str]] = Counter()
        self._country: Counter[str] = Counter()
        self.total = 0
        for m in mentions:
            self.total += 1
            cell = math.floor(m.latitude / _CELL_DEGREES), math.floor(m.longitude / _CELL_DEGREES)
            cells[cell] += 1
            if m.country:
                self._country[m.country] += 1
            if m.country and m.admin1:
                self._admin1[m.country, m.admin1] += 1
        centres = [((a + 0.5) * _CELL_DEGREES, (b + 0.5) * _CELL_DEGREES) for a, b in cells]
        self._vectors = unit_vectors(np.array(centres).reshape(-1, 2))
        self._counts = np.array(list(cells.values()), dtype=np.float64)

    def __bool__(self) -> bool:
        return self.total > 0

    def scores(self, places: Sequence[Place], weights: HabitWeights) -> NDArray[np.float64]:
        """What the source's habits lend to each place, 0 or more, shape (places,)."""
        w = weights
        if not self or not places:
            return np.zeros(len(places))
        points = unit_vectors(np.array([[p.latitude, p.longitude] for p in places]))
        km = EARTH_RADIUS_KM * np.arccos(np.clip(points @ self._vectors.T, -1.0, 1.0))
        near = np.exp(-km / w.near_km) @ self._counts
        admin1 = np.array([self._admin1[p.country or "", p.admin1 or ""] for p in places])
        country = np.array([self._country[p.country or ""] for p in places])
        unit = w.floor * (self.total + w.anywhere)
        return np.asarray(
            w.near * np.log1p(near / unit)
            + w.admin1 * np.log1p(admin1 / unit)
            + w.country * np.log1p(country / unit)
        )


Earlier = Callable[[str], Iterable[tuple[datetime, Sequence[PlaceMention]]]]


class Habits:
    """What sources have written of so far: the places of each text under its source and moment.

    `earlier` gives what is known of a source from before, as (moment, mentions) for each text, and
    is asked once for each source, when it is first needed. Of a source the last `most` mentions
    before a text count, each place once a text.

    What reads a text does so within `reading`, where `current` is its source's habit.
    """

    def __init__(self, earlier: Earlier | None = None, *, most: int = _MOST) -> None:
        self._earlier = earlier
        self._most = most
        self._noted: dict[str, list[tuple[datetime, WrittenOf]]] = {}
        self._turned: tuple[str, datetime] | None = None
        self._current: Habit | None = None

    @contextmanager
    def reading(self, source: str, published: datetime | None) -> Iterator[None]:
        """Read a text of `source`; where its moment is not known, without habits."""
        self._turned = (source, published) if published is not None else None
        self._current = None
        try:
            yield
        finally:
            self._turned = self._current = None

    @property
    def current(self) -> Habit | None:
        """The habit of the source that is being read; None where there is no earlier text."""
        if self._turned is not None and self._current is None:
            self._current = self.before(*self._turned)
        return self._current

    def forget(self) -> None:
        """Forget what was noted; `earlier` is asked again."""
        self._noted.clear()

    def note(
        self, source: str, published: datetime | None, mentions: Iterable[PlaceMention]
    ) -> None:
        """Remember the places of a text; one whose moment is not known is passed over."""
        if published is not None:
            self._put(self._known(source), published, mentions)

    def before(self, source: str, published: datetime) -> Habit | None:
        """The habit of `source` from texts published before a moment; None if there is none."""
        noted = self._known(source)
        end = bisect.bisect_left(noted, published, key=lambda item: item[0])
        last = [written for _, written in noted[max(0, end - self._most) : end]]
        return Habit(last) if last else None

    def _known(self, source: str) -> list[tuple[datetime, WrittenOf]]:
        noted = self._noted.get(source)
        if noted is None:
            noted = self._noted[source] = []
            for published, mentions in self._earlier(source) if self._earlier else ():
                self._put(noted, published, mentions)
        return noted

    @staticmethod
    def _put(
        noted: list[tuple[datetime, WrittenOf]],
        published: datetime,
        mentions: Iterable[PlaceMention],
    ) -> None:
        for written in {w for m in mentions if (w := WrittenOf.of(m)) is not None}:
            bisect.insort(noted, (published, written))
