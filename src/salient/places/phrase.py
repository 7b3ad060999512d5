"""What a text names a place with: a stretch of it and the places that it may stand for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.places.candidates import Candidate

__all__ = ["Offset", "Phrase"]


class Offset(msgspec.Struct, frozen=True, kw_only=True):
    """How far and which way a place lies from another.

    Kilometres from `least_km` to `most_km` (None: not said), and the points of the compass as
    degrees clockwise from north (none: not said).
    """

    least_km: float
    most_km: float | None
    bearings: tuple[float, ...]

    def loosened(self) -> Offset:
        """The same for a name further from the words: as far as twice the distance, or nearer."""
        if self.most_km is None:
            return self
        return msgspec.structs.replace(self, least_km=0.0, most_km=2 * self.most_km)


class Phrase(msgspec.Struct, kw_only=True):
    """A span that names a place: its key (equal for equal names), candidates, and how sure it is.

    `outer` is the position in the list of phrases of the region that the text puts it in, `beside`
    that of the next name of the same list (*A, B and C*), `offset` how far and which way it
    lies from the phrase at position `anchor`.
    """

    start: int
    end: int
    key: str
    candidates: Sequence[Candidate]
    probability: float
    outer: int | None = None
    beside: int | None = None
    anchor: int | None = None
    offset: Offset | None = None
