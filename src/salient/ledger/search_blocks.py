"""How PostgreSQL finds the last hits of a search without reading all the others.

Its index of words keeps no order, so that the last 150 hits of a word are known only when all of
them have been read. Here each claim has, besides its marks, the numbers of the blocks of keys that
it lies in, one number for each size of block, as words. With them a search looks in the last few
blocks first; the index leaps from one hit to the next and never comes to the rest. How many hits
lie there says how far the search must reach for as many as are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from salient.ledger.schema_search import mark

__all__ = ["block_marks", "last_hits"]

_SMALL = 11
_LARGE = 15
_FIRST_BLOCKS = 2
"""Blocks that are looked in first: more than 2,048 claims, or more than 32,768."""

_LARGE_BLOCKS = 16
"""Blocks beyond which a search had better read all of its hits, for there are few of them."""

_TELLING = 4
"""Hits from which the number in a longer stretch can be told."""

_ROOM = 1.5


class _Stretch(NamedTuple):
    """The blocks of 2 ** `size` keys from `first` to `last`."""

    size: int
    first: int
    last: int

    def query(self) -> str:
        """Write the blocks as a `tsquery`."""
        marks = (_mark(self.size, block) for block in range(self.first, self.last + 1))
        return " | ".join(f"'{one}':C" for one in marks)


def _mark(size: int, block: int) -> str:
    return mark(f"block{size}", str(block))


def block_marks(claim_key: int) -> str:
    """Write the blocks of a claim as words of the index."""
    return " ".join(_mark(size, claim_key >> size) for size in (_SMALL, _LARGE))


def last_hits(
    find: Callable[[str], Sequence[Any]],
    match: str,
    last_key: int,
    wanted: int,
    *,
    several: bool = False,
) -> Sequence[Any]:
    """Give the `wanted` hits of greatest key, or all if there are fewer.

    `find` gives the hits of a `tsquery`, by descending key, at most `wanted`, each a row that
    begins with its key; `match` is the query and `last_key` no less than the greatest key in the
    index. Of `several` words that must stand together a few blocks would not hold enough, so the
    search begins with large ones.
    """
    size = _LARGE if several else _SMALL
    last = last_key >> size
    stretch: _Stretch | None = _Stretch(size, last - _FIRST_BLOCKS + 1, last)
    found: list[Any] = []
    lowest: int | None = None
    while stretch is not None and stretch.first > 0:
        rows = find(f"({match}) & ({stretch.query()})")
        found += [row for row in rows if lowest is None or row[0] < lowest]
        if len(found) >= wanted:
            return found[:wanted]
        lowest = stretch.first << stretch.size
        stretch = _next(lowest, last_key - lowest + 1, len(found), wanted)
    return find(match)


def _next(lowest: int, looked_at: int, found: int, wanted: int) -> _Stretch | None:
    """Say where to look below the key `lowest`; None for everywhere.

    So many keys were looked at, and so many hits found there.
    """
    if found < _TELLING:
        return None
    keys = looked_at * (wanted - found) / found * _ROOM
    number = int(keys) // (1 << _LARGE) + 1
    last = (lowest - 1) >> _LARGE
    if number + (looked_at >> _LARGE) > _LARGE_BLOCKS:
        return None
    return _Stretch(_LARGE, last - number + 1, last)
