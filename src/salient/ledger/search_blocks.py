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


class _Reach(NamedTuple):
    """The last `number` blocks of 2 ** `size` keys."""

    size: int
    number: int

    def of(self, last_key: int) -> str | None:
        """Write the blocks as a `tsquery`; None where they are all there are."""
        last = last_key >> self.size
        first = last - self.number + 1
        if first <= 0:
            return None
        return " | ".join(f"'{_mark(self.size, block)}':C" for block in range(first, last + 1))


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

    `find` gives the hits of a `tsquery`, by descending key, at most `wanted`; `match` is the query
    and `last_key` no less than the greatest key in the index. Of `several` words that must stand
    together a few blocks would not hold enough, so the search begins with large ones.
    """
    reach: _Reach | None = _Reach(_LARGE if several else _SMALL, _FIRST_BLOCKS)
    while reach is not None:
        blocks = reach.of(last_key)
        if blocks is None:
            break
        found = find(f"({match}) & ({blocks})")
        if len(found) >= wanted:
            return found
        reach = _wider(reach, len(found), wanted)
    return find(match)


def _wider(reach: _Reach, found: int, wanted: int) -> _Reach | None:
    """Say how far to look when so many were found; None for everywhere."""
    if found < _TELLING:
        return None
    keys = (reach.number << reach.size) * wanted / found * _ROOM
    number = int(keys) // (1 << _LARGE) + 2
    if number > _LARGE_BLOCKS:
        return None
    return _Reach(_LARGE, number)
