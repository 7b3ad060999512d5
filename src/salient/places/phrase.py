"""What a text names a place with: a stretch of it and the places that it may stand for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.places.candidates import Candidate

__all__ = ["Phrase"]


class Phrase(msgspec.Struct, kw_only=True):
    """A span that names a place: its key (equal for equal names), candidates, and how sure it is.

    `outer` is the position in the list of phrases of the region that the text puts it in, `beside`
    that of the next name of the same list (*A, B and C*).
    """

    start: int
    end: int
    key: str
    candidates: Sequence[Candidate]
    probability: float
    outer: int | None = None
    beside: int | None = None
