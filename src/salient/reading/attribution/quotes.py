"""Quotations: where direct speech opens and closes, over sentences and paragraphs.

Only the outermost quotation is kept, so that any depth of nesting costs one pass. Marks: straight
and curly double quotes, guillemets, low-high pairs, two apostrophes in a row, and single quotes
where they are plainly no apostrophes. A paragraph that ends inside a quotation closes it; the next
one carries it on if it opens with a mark again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Quote", "Quotes", "find_quotes"]

_MARK = re.compile(r"''|[\"“”„‟«»]|(?<![\w'])['‘](?=\w)|(?<=[.,!?…])['’](?!\w)")
_OPENING = frozenset("“„«‟‘")
_CLOSING = frozenset("”»’")
MAX_QUOTE = 6_000
"""Code points; a longer quotation has lost its closing mark and is dropped."""


class Quote(NamedTuple):
    """A quotation with its marks, code points `start` to `end`.

    `carried` is true when it carries on the quotation before it into a new paragraph. `direct` is
    false for a word or two in quotes within a clause.
    """

    start: int
    end: int
    carried: bool
    direct: bool


class Quotes:
    """The quotations of a text, sorted and apart from one another; look-up by position."""

    __slots__ = ("_ends", "_starts", "items")

    def __init__(self, items: Sequence[Quote]) -> None:
        self.items = list(items)
        self._starts = [q.start for q in items]
        self._ends = [q.end for q in items]

    def at(self, position: int) -> int | None:
        """Index of the quotation that holds this code point."""
        k = bisect_right(self._starts, position) - 1
        return k if k >= 0 and position < self._ends[k] else None

    def within(self, start: int, end: int) -> range:
        """Indexes of the quotations that touch the stretch."""
        first = bisect_right(self._ends, start)
        last = bisect_right(self._starts, end - 1)
        return range(first, max(first, last))


def _opens(text: str, at: int, width: int) -> bool | None:
    """Whether a straight mark opens (true), closes (false), or may do either (None)."""
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    left = before.isspace() or before in "([{-–—/:,“‘"
    right = after.isspace() or after in ".,;:!?)]}-–—"
    if before in {",", ":"}:
        left = not right
    if left and not after.isspace():
        return True
    if right and not before.isspace():
        return False
    return None


def _direct(inner: str) -> bool:
    """Whether quoted words are speech rather than a term: four words, or a sentence's end."""
    bare = inner.strip()
    return bare.count(" ") >= 3 or (bare[-1:] in set(".,!?…") and bare[:1].isupper())


class _Scanner:
    """One pass over a paragraph; `open_at` and `single` are the state."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quote] = []
        self.open_at = -1
        self.single = False
        self.depth = 0
        self.carry = False

    def mark(self, at: int, mark: str) -> None:
        single = mark in {"'", "‘", "’"}
        if self.open_at >= 0 and single != self.single:
            return
        opens: bool | None
        if mark == "“" and self.open_at >= 0:
            opens = _opens(self.text, at, 1) is not False
        elif mark in _OPENING:
            opens = True
        elif mark in _CLOSING:
            opens = False
        else:
            opens = _opens(self.text, at, len(mark))
        if opens is None:
            opens = self.open_at < 0
        if opens and self.open_at < 0:
            self.open_at, self.single, self.depth = at, single, 1
        elif opens and mark in _OPENING:
            self.depth += 1
        elif not opens and self.open_at >= 0:
            self.depth -= 1 if mark in _CLOSING or mark == "“" else self.depth
            if self.depth <= 0:
                self.close(at + len(mark))

    def close(self, end: int) -> None:
        inner = self.text[self.open_at + 1 : end - 1]
        if end - self.open_at <= MAX_QUOTE and inner.strip(" '"):
            self.found.append(Quote(self.open_at, end, self.carry, _direct(inner)))
        self.open_at = -1
        self.carry = False

    def break_paragraph(self, end: int, following: int) -> None:
        """End a paragraph at `end`; the next begins at `following`."""
        self.carry = False
        if self.open_at < 0:
            return
        mark = self.text[self.open_at : self.open_at + 2]
        carries = self.text.startswith((mark if mark == "''" else mark[0]), following)
        if self.single or not (carries or self._speech(end)):
            self.open_at = -1
            return
        self.close(end)
        self.carry = carries

    def _speech(self, end: int) -> bool:
        """Whether an unclosed mark still opens plain speech: it stands at a paragraph's begin."""
        before = self.text[max(0, self.open_at - 2) : self.open_at]
        return (not before.strip() or before.strip() in {":", ","}) and end - self.open_at < 1_500


def find_quotes(text: str, breaks: Iterable[int] = ()) -> Quotes:
    """Quotations of `text`; `breaks` are further offsets at which paragraphs begin."""
    stops = {m.start(): m.end() for m in re.finditer(r"\s*\n\s*", text)}
    known = set(stops.values())
    for at in breaks:
        if at not in known:
            stops.setdefault(at, at)
    scanner = _Scanner(text)
    ends = sorted(stops)
    k = 0
    for match in _MARK.finditer(text):
        while k < len(ends) and ends[k] <= match.start():
            scanner.break_paragraph(ends[k], stops[ends[k]])
            k += 1
        scanner.mark(match.start(), match.group())
    last = ends[k] if k < len(ends) else len(text)
    scanner.break_paragraph(last, stops.get(last, last))
    return Quotes(scanner.found)
