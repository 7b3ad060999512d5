"""What a plug-in must offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from salient.model.claims import Claim, PlaceMention
from salient.model.documents import Document, Rejected
from salient.model.places import Place

__all__ = ["ClaimReader", "GazetteerIndex", "PlaceFinder"]


@runtime_checkable
class ClaimReader(Protocol):
    """Reads documents into claims. The same document must give the same claims.

    `name` and `version` are noted with each claim; a reading by another version supersedes. Only
    documents in `languages` (codes of ISO 639-1) are given to it; an empty tuple stands for all.
    """

    name: str
    version: str
    languages: tuple[str, ...]

    def read(self, document: Document) -> Sequence[Claim | Rejected]:
        """Claims in the order of the text, and what had to be refused."""
        ...


class PlaceFinder(Protocol):
    """Finds and resolves the places that a text names."""

    def mentions(self, text: str, *, day: date | None = None) -> Sequence[PlaceMention]:
        """The places in the order of the text; `day` is its own, by which namesakes are weighed."""
        ...


@runtime_checkable
class GazetteerIndex(Protocol):
    """Places by name and by id."""

    def named(self, name: str) -> Sequence[Place]:
        """Places that bear `name` in any listed or generated spelling."""
        ...

    def place(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        ...

    def places(self) -> Iterable[Place]:
        """Every place, in a fixed order."""
        ...
