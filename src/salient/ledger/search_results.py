"""What a search gives: hits with the words around what was found, and how they are ranked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import msgspec

from salient.ledger.search_query import Query
from salient.model import Claim, DocumentRef, Span

__all__ = ["SearchHit", "SearchPage", "score", "snippet_of"]

SNIPPET = 240
"""Characters of a text that are shown around what was found."""

# Of Okapi BM25: how soon repetition stops to count, and how much length does. The usual values.
_K1 = 1.2
_B = 0.75


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """One claim or one document that answers a search.

    `score` tells hits of one search apart and means nothing else. `snippet` is a passage of the
    document's text with its offsets there, `matches` the spans of that text, within the snippet,
    that were looked for; they are empty where only the title holds them. `claim` is null for a
    document.
    """

    kind: Literal["claim", "document"]
    score: float
    document: DocumentRef
    snippet: Span
    matches: tuple[tuple[int, int], ...]
    claim: Claim | None = None


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some hits of a search, in order.

    `next_offset` is where the next page begins, null where this one is the last. `unindexed`
    counts the claims and wordings that are stored and not in the index yet.
    """

    hits: tuple[SearchHit, ...]
    offset: int
    next_offset: int | None
    unindexed: int


def score(query: Query, words: list[str], usual_length: int) -> float:
    """Say how well a text of these stems answers a query that it holds.

    The mean over the query's terms of BM25's saturated frequency, as every text that answers
    holds every term and their rarity tells nothing; plus how near to each other the terms stand,
    1 where they are neighbours.
    """
    if not query.wanted:
        return 0.0
    longer = _K1 * (1 - _B + _B * len(words) / usual_length)
    places = [query.places(group, words) for group in query.wanted]
    frequency = 0.0
    for at in places:
        frequency += len(at) / (len(at) + longer)
    frequency *= (_K1 + 1) / len(places)
    return frequency + (_nearness(places) if len(places) > 1 else 0.0)


def _nearness(places: Sequence[Sequence[int]]) -> float:
    """Return the number of terms by the words of the shortest stretch that holds all of them."""
    if not all(places):
        return 0.0
    if all(len(at) == 1 for at in places):
        only = [at[0] for at in places]
        return min(1.0, len(places) / (max(only) - min(only) + 1))
    shortest = min(_stretch(start, places) for start in places[0])
    return min(1.0, len(places) / shortest)


def _stretch(start: int, places: Sequence[Sequence[int]]) -> int:
    low = high = start
    for others in places[1:]:
        at = bisect_left(others, start)
        if at == len(others) or (at and start - others[at - 1] < others[at] - start):
            at -= 1
        low, high = min(low, others[at]), max(high, others[at])
    return high - low + 1


def snippet_of(
    text: str, matches: Sequence[tuple[int, int]], offset: int = 0
) -> tuple[Span, tuple[tuple[int, int], ...]]:
    """Cut the passage out of `text` that holds the most matches, and give those within it.

    Offsets given back are those in `text` plus `offset`. A passage that begins or ends inside the
    text does so between words.
    """
    start, end = _window(text, matches)
    shown = tuple((a + offset, b + offset) for a, b in matches if a >= start and b <= end)
    return Span(text[start:end], start + offset, end + offset), shown


def _window(text: str, matches: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= SNIPPET:
        return 0, len(text)
    best, most = 0, 0
    for index, (start, _) in enumerate(matches):
        inside = sum(1 for _, end in matches[index:] if end - start <= SNIPPET * 2 // 3)
        if inside > most:
            best, most = start, inside
    start = max(0, min(best - SNIPPET // 6, len(text) - SNIPPET))
    end = start + SNIPPET
    if start > 0:
        gap = text.find(" ", start, start + SNIPPET // 6)
        start = gap + 1 if gap >= 0 else start
    if end < len(text):
        gap = text.rfind(" ", end - SNIPPET // 6, end)
        end = gap if gap >= 0 else end
    return start, end
