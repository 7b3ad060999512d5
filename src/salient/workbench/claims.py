"""Claims as a sequence that also gives frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, overload

from salient.model import Claim, Party
from salient.workbench.frames import pandas_frame, polars_frame

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["ClaimTable"]


class ClaimTable(Sequence[Claim]):
    """Claims in order; an immutable sequence of `salient.model.Claim`.

    The frames hold one row a claim with the columns `COLUMNS`: what a claim holds once, as it is;
    of lists, the ids or names with `|` between them. The whole claim stays in the sequence.
    """

    COLUMNS = (
        "claim_id", "document_id", "publisher", "published", "url", "title", "language",
        "holders", "holder", "holder_kind", "event_type", "predicate",
        "actor", "actor_side", "target", "target_side", "place_ids", "places",
        "earliest", "latest", "polarity", "mood", "p_low", "p_high", "probability_term",
        "control", "quote", "quote_start", "quote_end", "reader", "reader_version",
    )  # fmt: skip

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = tuple(claims)

    def __len__(self) -> int:
        return len(self._claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._claims)

    @overload
    def __getitem__(self, index: int) -> Claim: ...
    @overload
    def __getitem__(self, index: slice) -> ClaimTable: ...
    def __getitem__(self, index: int | slice) -> Claim | ClaimTable:
        if isinstance(index, slice):
            return ClaimTable(self._claims[index])
        return self._claims[index]

    def __repr__(self) -> str:
        return f"<ClaimTable of {len(self)} claims>"

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give the rows of the frames as dictionaries."""
        return (_row(claim) for claim in self._claims)

    def _columns(self) -> dict[str, list[Any]]:
        rows = list(self.rows())
        return {name: [row[name] for row in rows] for name in self.COLUMNS}

    def to_pandas(self) -> pd.DataFrame:
        """One row a claim, as a pandas frame; MissingExtraError without the extra `pandas`."""
        return pandas_frame([self._columns()])

    def to_polars(self) -> pl.DataFrame:
        """One row a claim, as a Polars frame; MissingExtraError without the extra `polars`."""
        return polars_frame([self._columns()])


def _row(claim: Claim) -> dict[str, Any]:
    document, innermost = claim.document, claim.holders[-1] if claim.holders else None
    low, high = claim.probability
    return {
        "claim_id": claim.claim_id,
        "document_id": document.document_id,
        "publisher": document.publisher,
        "published": datetime.fromisoformat(document.published),
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "holders": "|".join(holder.name for holder in claim.holders),
        "holder": None if innermost is None else innermost.name,
        "holder_kind": None if innermost is None else innermost.kind,
        "event_type": claim.event_type,
        "predicate": claim.predicate.lemma,
        **_party("actor", claim.actor),
        **_party("target", claim.target),
        "place_ids": "|".join(place.place_id or "" for place in claim.places),
        "places": "|".join(place.name or place.text for place in claim.places),
        "earliest": claim.time.earliest,
        "latest": claim.time.latest,
        "polarity": claim.polarity,
        "mood": claim.mood,
        "p_low": low,
        "p_high": high,
        "probability_term": claim.probability_term,
        "control": "|".join(f"{c.place_id} {c.side} {c.effect}" for c in claim.control),
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "reader": claim.reader.name,
        "reader_version": claim.reader.version,
    }


def _party(role: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {role: None, f"{role}_side": None}
    return {role: party.name, f"{role}_side": party.side}
