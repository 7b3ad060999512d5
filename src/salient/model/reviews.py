"""What an analyst says about what was read: reviews of claims, documents and sources."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

import msgspec

from salient.model.claims import Claim, ControlEffect, Holder, Span
from salient.model.places import Place

__all__ = [
    "SOURCE_MARKS",
    "VERDICTS",
    "ActorChange",
    "Anchor",
    "AppliedChange",
    "AppliedReview",
    "Change",
    "ClaimReview",
    "ControlChange",
    "DaysChange",
    "EventChange",
    "HolderChange",
    "Merge",
    "MoodChange",
    "PlaceChange",
    "PolarityChange",
    "Review",
    "ReviewAction",
    "ReviewedClaim",
    "SourceMark",
    "TakeBack",
]

VERDICTS = ("accept", "reject", "correct")
SOURCE_MARKS = ("reliable", "unreliable", "reliability", "not-a-witness", "unmarked")


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """The words that a review of a claim is about.

    A newer reader, or an edited text, gives other claims with other ids; the words lead from the
    review to the claim that takes the place of the one that was reviewed. `claim_id`,
    `event_type` and `polarity` are those of the claim as it was read, before any correction;
    `lemma` is its predicate's.
    """

    document_id: str
    claim_id: str
    quote: Span
    predicate: Span
    lemma: str
    event_type: str
    polarity: str


class PlaceChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="place"):
    """Another place for a mention, or, with `place` null, none: the mention means no place.

    `words` is the mention's text and `offset` the code points from the start of the quote to it;
    both are null for a place that the quote does not name.
    """

    words: str | None
    offset: int | None
    place: Place | None


class HolderChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="holder"):
    """Another innermost holder; null means that the publisher itself vouches.

    Where the publisher was the only holder, the new one is added within it.
    """

    holder: Holder | None


class DaysChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="date"):
    """Other days, both included; null is an open end."""

    earliest: date | None
    latest: date | None


class EventChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="event"):
    """Another event type, one of `EVENT_TYPES`."""

    event_type: str


class PolarityChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="polarity"):
    """`positive` or `negative`."""

    polarity: str


class MoodChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="mood"):
    """Another mood, one of `MOODS`."""

    mood: str


class ActorChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="actor"):
    """Another side of the actor: a side's id, or null."""

    side: str | None


class ControlChange(msgspec.Struct, frozen=True, kw_only=True, tag_field="field", tag="control"):
    """What the claim says about control if it is true, put in place of what was read."""

    effects: tuple[ControlEffect, ...]


Change: TypeAlias = (
    PlaceChange
    | HolderChange
    | DaysChange
    | EventChange
    | PolarityChange
    | MoodChange
    | ActorChange
    | ControlChange
)


class ClaimReview(msgspec.Struct, frozen=True, kw_only=True, tag_field="subject", tag="claim"):
    """A verdict on a claim, one of `VERDICTS`; `changes` is empty unless it is `correct`."""

    anchor: Anchor
    verdict: str
    changes: tuple[Change, ...] = ()


class Merge(msgspec.Struct, frozen=True, kw_only=True, tag_field="subject", tag="documents"):
    """These documents are one text published more than once, so they are one witness."""

    document_ids: tuple[str, ...]


class SourceMark(msgspec.Struct, frozen=True, kw_only=True, tag_field="subject", tag="source"):
    """What is thought of a source.

    `mark` is one of `SOURCE_MARKS`: `reliable`, `unreliable`, `reliability` (with a number in
    0..1: the chance that a flat statement of the source holds up), `not-a-witness` (what it says
    by itself is left out of estimates), or `unmarked`.
    """

    name: str
    mark: str
    reliability: float | None = None


class TakeBack(msgspec.Struct, frozen=True, kw_only=True, tag_field="subject", tag="review"):
    """An earlier review is taken back: it counts no more, as though it had not been made."""

    review_id: str


ReviewAction: TypeAlias = ClaimReview | Merge | SourceMark | TakeBack


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """One act of review: who, when, why and what. `recorded_at` is UTC."""

    review_id: str
    by: str
    reason: str
    recorded_at: datetime
    action: ReviewAction


class AppliedChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a review changed in a claim, in words for people; null stands for nothing."""

    field: str
    before: str | None
    after: str | None


class AppliedReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review as it stands on a claim.

    `changes` holds those of its corrections that no later review has replaced.
    """

    review_id: str
    verdict: str
    by: str
    reason: str
    recorded_at: datetime
    changes: tuple[AppliedChange, ...] = ()


class ReviewedClaim(Claim, frozen=True, kw_only=True):
    """A claim as its reviews leave it; `reviews` are those that stand, oldest first.

    The verdict of the last one counts: a claim that is rejected is left out of answers and is
    only given to those who ask for it by its id.
    """

    reviews: tuple[AppliedReview, ...]

    @property
    def rejected(self) -> bool:
        """Whether the latest verdict rejects the claim."""
        return bool(self.reviews) and self.reviews[-1].verdict == "reject"
