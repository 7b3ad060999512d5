"""What `salient review` prints for people."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salient.model import Change, Claim, Review, ReviewAction
    from salient.workbench import QueuedClaim

__all__ = ["told_queue", "told_reviews"]

_WIDTH = 96
_INDENT = " " * 4


def told_reviews(reviews: Sequence[Review], void: Container[str]) -> str:
    """Tell reviews as text; those in `void` are said to be taken back."""
    if not reviews:
        return "No reviews.\n"
    return "\n".join(line for one in reviews for line in _review(one, one.review_id in void)) + "\n"


def _review(one: Review, void: bool) -> Iterator[str]:
    mark = "  (taken back)" if void else ""
    yield f"{one.recorded_at:%Y-%m-%d %H:%M} UTC  {one.by}: {_said(one.action)}{mark}"
    yield from _wrapped(f"because {one.reason}")
    quote = _quote(one.action)
    if quote:
        yield from _wrapped(f"“{quote}”")
    yield f"{_INDENT}{one.review_id}{_about(one.action)}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
    )


def _said(action: ReviewAction) -> str:
    from salient.model import ClaimReview, Merge, SourceMark

    if isinstance(action, ClaimReview):
        if action.changes:
            return "corrected " + "; ".join(map(_changed, action.changes))
        return f"{action.verdict}ed"
    if isinstance(action, Merge):
        return f"merged {', '.join(action.document_ids)}"
    if isinstance(action, SourceMark):
        number = "" if action.reliability is None else f" {action.reliability:g}"
        return f"marked {action.name} as {action.mark}{number}"
    return f"took back {action.review_id}"


def _changed(change: Change) -> str:
    from salient.model import (
        ActorChange,
        ControlChange,
        DaysChange,
        EventChange,
        HolderChange,
        MoodChange,
        PlaceChange,
    )

    if isinstance(change, PlaceChange):
        what = f"place {change.words!r}" if change.words else "place"
        return f"{what} to {change.place.place_id if change.place else 'none'}"
    if isinstance(change, HolderChange):
        return f"holder to {change.holder.name if change.holder else 'none'}"
    if isinstance(change, DaysChange):
        return f"date to {change.earliest or '..'}/{change.latest or '..'}"
    if isinstance(change, EventChange):
        return f"event to {change.event_type}"
    if isinstance(change, MoodChange):
        return f"mood to {change.mood}"
    if isinstance(change, ActorChange):
        return f"actor to {change.side or 'none'}"
    if isinstance(change, ControlChange):
        effects = ", ".join(f"{e.place_id}:{e.side}:{e.effect}" for e in change.effects)
        return f"control to {effects or 'none'}"
    return f"polarity to {change.polarity}"


def _quote(action: ReviewAction) -> str | None:
    anchor = getattr(action, "anchor", None)
    return None if anchor is None else anchor.quote.text


def _about(action: ReviewAction) -> str:
    anchor = getattr(action, "anchor", None)
    return "" if anchor is None else f"  {anchor.claim_id} of {anchor.document_id}"


def told_queue(queued: Sequence[QueuedClaim], limit: int) -> str:
    """Tell the first `limit` claims of a queue as text."""
    if not queued:
        return "No claim wants a look.\n"
    lines = [line for one in queued[:limit] for line in _queued(one)]
    rest = len(queued) - limit
    if rest > 0:
        lines.append(f"{rest} further claims want a look; --limit shows more")
    return "\n".join(lines) + "\n"


def _queued(one: QueuedClaim) -> Iterator[str]:
    yield f"{one.priority:5.2f}  {_told_claim(one.claim)}"
    for reason in one.reasons:
        yield from _wrapped(reason)
    yield from _wrapped(f"“{one.claim.quote.text}”")
    document = one.claim.document
    alike = f"  and {len(one.alike)} alike" if one.alike else ""
    yield f"{_INDENT}{one.claim.claim_id}  {document.url or document.document_id}{alike}"


def _told_claim(claim: Claim) -> str:
    holders = " > ".join(holder.name for holder in claim.holders)
    places = ", ".join(mention.name or mention.text for mention in claim.places)
    where = f" at {places}" if places else ""
    day = claim.document.published[:10]
    return f"{day}  {holders}: {claim.event_type}, {claim.polarity}, {claim.mood}{where}"
