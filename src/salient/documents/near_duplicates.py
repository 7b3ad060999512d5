"""Which texts resemble earlier ones: copies, reworded copies, and excerpts of one another.

Texts are compared by the words that they share, each weighed by how rare it has been in the month
before (inverse document frequency, Spärck Jones 1972), in every language alike: a word counts by
its stem, cut off after a fixed number of letters. What is said of a text depends on earlier texts
alone, so that later ones never change it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from salient.documents.wordings import Wordings

__all__ = ["LikenessSettings", "Resemblance", "TimedText", "passages", "resemblances"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_PARAGRAPH_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"[.!?…]['\"”»)\]]*\s+")
WHOLE = 1_200
"""Characters up to which a text is one passage."""
SHORTEST = 160
"""Characters below which a paragraph is taken together with the next."""
PART = 500
"""Characters after which a paragraph longer than `WHOLE` is parted at the next sentence end."""


class TimedText(msgspec.Struct, frozen=True):
    """A text and the moment of its publication (with an offset from UTC)."""

    moment: datetime
    text: str


class Resemblance(msgspec.Struct, frozen=True):
    """How much a text is like an earlier one.

    `later` and `earlier` are positions in the texts compared. `cosine` is the cosine of their
    words' weights; `contained` the weight of shared words as a share of the lighter text's;
    `copied` the share of the shorter text's runs of three words that stand in the other. All 0..1.
    """

    later: int
    earlier: int
    cosine: float
    contained: float
    copied: float


class LikenessSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What counts as resemblance, and how far back is looked.

    A pair is given from `cosine` on, or from `contained` on where the lighter text has at least
    `enough` different words. Texts further apart than `hours` are not compared. Word weights are
    those of the `memory_days` before; `newness` stands for the texts that were before all memory,
    so that the first texts do not weigh all words as common. A word found in more than `crowded`
    texts within the hours tells nothing. `block` texts are compared at a time.
    """

    cosine: float = 0.15
    contained: float = 0.45
    enough: int = 8
    hours: float = 36.0
    memory_days: int = 30
    newness: int = 500
    crowded: int = 1_000
    block: int = 2_000


DEFAULT = LikenessSettings()


def passages(text: str) -> list[tuple[int, int]]:
    """Return the spans that are compared: a short text whole, else its paragraphs, in order.

    A short paragraph goes with the next one, so that a heading is never alone; one longer than a
    short text is parted between sentences, since some archives drop the line ends.
    """
    if len(text) <= WHOLE:
        return [(0, len(text))] if text.strip() else []
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text):
        if end - start >= SHORTEST:
            spans.append((start, end))
            start = end
    if text[start:].strip():
        if spans:
            spans[-1] = (spans[-1][0], len(text))
        else:
            spans.append((start, len(text)))
    return spans


def _ends(text: str) -> Iterator[int]:
    """Yield where paragraphs end, and where long ones are parted."""
    start = 0
    for end in [*(m.end() for m in _PARAGRAPH_END.finditer(text)), len(text)]:
        if end - start > WHOLE:
            for stop in _SENTENCE_END.finditer(text, start, end):
                if stop.end() - start >= PART:
                    yield stop.end()
                    start = stop.end()
        yield end
        start = end


def resemblances(
    texts: Sequence[TimedText], settings: LikenessSettings = DEFAULT
) -> Iterator[Resemblance]:
    """Yield the pairs of texts that resemble one another, by later text, then earlier.

    `texts` come by moment. Whatever is added at the end changes nothing of what is said of those
    before. Time grows with texts times those within `settings.hours` that share a telling word.
    """
    window = _Window(texts, settings)
    for first, last in _blocks(texts, settings.block):
        yield from window.compare(first, last)


def _blocks(texts: Sequence[TimedText], size: int) -> Iterator[tuple[int, int]]:
    """Cut at `size` texts and wherever a new day (UTC) begins."""
    first = 0
    days = [t.moment.timestamp() // 86_400 for t in texts]
    for i in range(1, len(texts) + 1):
        if i == len(texts) or i - first >= size or days[i] != days[first]:
            yield first, i
            first = i


class _Window:
    """The texts that a new one may still resemble, and how frequent each word has been."""

    def __init__(self, texts: Sequence[TimedText], settings: LikenessSettings) -> None:
        self._settings = settings
        self._wordings = Wordings()
        self._texts = texts
        self._moments = np.array([t.moment.timestamp() for t in texts])
        self._words: list[Ints] = []
        self._stems: dict[int, array[int]] = {}
        self._counts = np.zeros(1024, dtype=np.int64)
        self._remembered = 0
        self._forgotten = 0

    def compare(self, first: int, last: int) -> Iterator[Resemblance]:
        """Compare the texts `first` to `last` (exclusive) with those before them."""
        begun = self._moments[first]
        self._forget(begun - self._settings.memory_days * 86_400)
        for i in range(first, last):
            self._stems[i] = self._wordings.stems(self._texts[i].text)
            self._words.append(np.unique(np.array(self._stems[i], dtype=np.int64)))
        start = int(np.searchsorted(self._moments, begun - self._settings.hours * 3600.0))
        for i in [i for i in self._stems if i < start]:
            del self._stems[i]
        self._grow()
        yield from self._pairs(start, first, last)
        for words in self._words[first:last]:
            self._counts[words] += 1
        self._remembered += last - first

    def _forget(self, before: float) -> None:
        while self._forgotten < len(self._words) and self._moments[self._forgotten] < before:
            self._counts[self._words[self._forgotten]] -= 1
            self._words[self._forgotten] = np.empty(0, dtype=np.int64)
            self._forgotten += 1
            self._remembered -= 1

    def _grow(self) -> None:
        if len(self._wordings) > self._counts.size:
            more = max(len(self._wordings), 2 * self._counts.size) - self._counts.size
            self._counts = np.concatenate([self._counts, np.zeros(more, dtype=np.int64)])

    def _pairs(self, start: int, first: int, last: int) -> Iterator[Resemblance]:
        weights = np.log((self._remembered + self._settings.newness) / (self._counts + 1.0))
        weights = np.maximum(weights, 0.0)
        weights[self._crowded(start, first)] = 0.0
        matrix = self._matrix(start, last, weights)
        norms = np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=float).ravel()
        sizes = np.diff(matrix.indptr)
        shared = (matrix[first - start :] @ matrix.T).tocoo()
        later, earlier = shared.row.astype(np.int64) + (first - start), shared.col.astype(np.int64)
        before = earlier < later
        later, earlier, dot = later[before], earlier[before], np.asarray(shared.data)[before]
        moments = self._moments[start:last]
        cosine = dot / np.sqrt(norms[later] * norms[earlier])
        lighter = np.minimum(norms[later], norms[earlier])
        contained = dot / lighter
        telling = np.minimum(sizes[later], sizes[earlier]) >= self._settings.enough
        alike = (cosine >= self._settings.cosine) | (
            telling & (contained >= self._settings.contained)
        )
        alike &= moments[later] - moments[earlier] <= self._settings.hours * 3600.0
        order = np.lexsort((earlier[alike], later[alike]))
        found = (x[alike][order].tolist() for x in (later, earlier, cosine, contained))
        for i, j, cos, part in zip(*found, strict=True):
            yield Resemblance(
                later=i + start,
                earlier=j + start,
                cosine=min(cos, 1.0),
                contained=min(part, 1.0),
                copied=self._copied(i + start, j + start),
            )

    def _crowded(self, start: int, first: int) -> Ints:
        """Return the words that too many of the texts within the hours hold."""
        within = self._words[start:first]
        if len(within) <= self._settings.crowded:
            return np.empty(0, dtype=np.int64)
        counts = np.bincount(np.concatenate(within), minlength=self._counts.size)
        return np.flatnonzero(counts > self._settings.crowded)

    def _matrix(self, start: int, last: int, weights: Floats) -> csr_array[np.float64]:
        rows = [words[weights[words] > 0.0] for words in self._words[start:last]]
        bounds = np.concatenate([[0], np.cumsum([row.size for row in rows])])
        columns = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
        return csr_array(
            (weights[columns], columns, bounds), shape=(last - start, self._counts.size)
        )

    def _copied(self, later: int, earlier: int) -> float:
        one, other = _runs(self._stems[later]), _runs(self._stems[earlier])
        shorter = min(len(one), len(other))
        return len(one & other) / shorter if shorter else 0.0


def _runs(stems: Sequence[int]) -> set[tuple[int, int, int]]:
    return set(zip(stems, stems[1:], stems[2:], strict=False))


def window_of(settings: LikenessSettings = DEFAULT) -> timedelta:
    """Return how long before a text others can matter to what is said of it."""
    return timedelta(days=settings.memory_days, hours=settings.hours)
