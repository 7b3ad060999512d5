"""What sources usually write of, from what a ledger holds and from what has just been read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from salient.errors import UsageError
from salient.model import Claim, ClaimReader, Document, PlaceMention, Rejected

if TYPE_CHECKING:
    from salient.ledger import Ledger
    from salient.places import Habits

__all__ = ["AttentiveReader", "earlier_claims"]

_PAGE = 500
# A name that others often cite stands in many claims that are not its own.
_PAGES = 4
_ENOUGH = 200


class AttentiveReader:
    """A reader that reads with its documents' publishers' habits, and notes what its claims name.

    The reader within must have been made with a geoparser that has the same habits; any other
    reads as it would alone.
    """

    def __init__(self, reader: ClaimReader, habits: Habits) -> None:
        self.name = reader.name
        self.version = reader.version
        self.languages = reader.languages
        self._reader = reader
        self._habits = habits

    def read(self, document: Document) -> Sequence[Claim | Rejected]:
        """Claims in the order of the text, and what had to be refused."""
        with self._habits.reading(document.publisher, document.published):
            found = self._reader.read(document)
        places = [p for claim in found if isinstance(claim, Claim) for p in claim.places]
        self._habits.note(document.publisher, document.published, places)
        return found


def earlier_claims(
    ledger: Ledger, publisher: str
) -> Iterator[tuple[datetime, Sequence[PlaceMention]]]:
    """Places that the latest claims of a publisher in a ledger name, document by document.

    As reviews leave the claims, so that a corrected place teaches the right one. Enough documents
    for a habit are given, not all.
    """
    # The ledger is heavy to load, and whoever reads without one needs none of it.
    from salient.ledger import SearchQuestion

    given, offset = 0, 0
    for _ in range(_PAGES):
        question = SearchQuestion(holders=(publisher,), order="newest", limit=_PAGE, offset=offset)
        try:
            page = ledger.search.find(question)
        except UsageError:
            # A name without a word in it, such as "—", cannot be looked for.
            return
        claims = [hit.claim for hit in page.hits if hit.claim is not None]
        own = (claim for claim in claims if claim.document.publisher == publisher)
        for _, told in groupby(own, key=lambda claim: claim.document.document_id):
            group = list(told)
            places = [place for claim in group for place in claim.places]
            given += len({place.place_id for place in places})
            yield datetime.fromisoformat(group[0].document.published), places
        if given >= _ENOUGH or page.next_offset is None:
            return
        offset = page.next_offset
