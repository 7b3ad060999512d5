"""A claim as its reviews leave it. Pure: the same claim and reviews give the same answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from salient.model import (
    ActorChange,
    AppliedChange,
    AppliedReview,
    Change,
    Claim,
    ClaimReview,
    ControlChange,
    ControlEffect,
    DaysChange,
    EventChange,
    Holder,
    HolderChange,
    MoodChange,
    Party,
    Place,
    PlaceChange,
    PlaceMention,
    PolarityChange,
    Review,
    ReviewedClaim,
    TimeMention,
)

__all__ = ["apply_reviews", "find_mention"]

# What an event of this type says of the place where it happens, and for whose side, where a
# review and not the lexicon says which type it is.
_EFFECTS = {
    "capture": ("gains", "actor"),
    "hold": ("holds", "actor"),
    "repel": ("holds", "actor"),
    "withdraw": ("loses", "actor"),
    "lose": ("loses", "actor"),
    "surrender": ("loses", "actor"),
    "fight": ("contests", "actor"),
}


def apply_reviews(claim: Claim, reviews: Sequence[Review]) -> ReviewedClaim:
    """Return `claim` as `reviews` of it, oldest first, leave it.

    Of several corrections of one thing the latest stands; what no review speaks of stays as it
    was read. A changed place takes the control entries of the old one with it. A changed event
    type, polarity or actor gives the control entries that such an event has, unless a review
    states them. The answer's `reviews` say what was changed and by whom.
    """
    standing = _standing(claim, reviews)
    changed: Claim = claim
    told: dict[str, list[AppliedChange]] = {}
    ordered = sorted(standing, key=lambda item: _ORDER.index(type(item[1])))
    for review, change in ordered:
        before = _shown(changed, change)
        changed = _APPLIERS[type(change)](changed, change)
        field = change.__struct_config__.tag
        after = _shown(changed, change)
        told.setdefault(review.review_id, []).append(
            AppliedChange(field=str(field), before=before, after=after)
        )
    values: dict[str, Any] = {name: getattr(changed, name) for name in Claim.__struct_fields__}
    return ReviewedClaim(
        **values,
        reviews=tuple(
            AppliedReview(
                review_id=review.review_id,
                verdict=review.action.verdict,
                by=review.by,
                reason=review.reason,
                recorded_at=review.recorded_at,
                changes=tuple(told.get(review.review_id, ())),
            )
            for review in reviews
            if isinstance(review.action, ClaimReview)
        ),
    )


def _standing(claim: Claim, reviews: Sequence[Review]) -> list[tuple[Review, Change]]:
    """Give the corrections that no later one replaces, in the order of the reviews."""
    latest: dict[tuple[str, object], tuple[Review, Change]] = {}
    for review in reviews:
        if not isinstance(review.action, ClaimReview):
            continue
        for change in review.action.changes:
            thing: object = None
            if isinstance(change, PlaceChange):
                at = find_mention(claim, change)
                thing = at if at is not None else (change.words, change.offset)
            latest.pop((type(change).__name__, thing), None)
            latest[type(change).__name__, thing] = (review, change)
    return list(latest.values())


def find_mention(claim: Claim, change: PlaceChange) -> int | None:
    """Find which of the claim's mentions a change of place is about; None if it is none of them.

    The mention has the same words, or words that hold the change's or are held by them; of
    several the nearest to where it stood in the quote.
    """
    if change.words is None:
        return None
    words = change.words.casefold()
    expected = claim.quote.start + (change.offset or 0)
    best: tuple[tuple[bool, int, int], int] | None = None
    for index, mention in enumerate(claim.places):
        text = mention.text.casefold()
        if text != words and text not in words and words not in text:
            continue
        rank = ((text != words, abs(mention.start - expected), index), index)
        best = rank if best is None else min(best, rank)
    return None if best is None else best[1]


def _with_place(claim: Claim, change: PlaceChange) -> Claim:
    at = find_mention(claim, change)
    places = list(claim.places)
    before = places[at] if at is not None else None
    if before is None:
        if change.place is None:
            return claim
        places.append(_mentioned(_unplaced(claim, change), change.place))
    else:
        places[at or 0] = _mentioned(before, change.place)
    changed = msgspec.structs.replace(claim, places=tuple(places))
    if before is None:
        return _recontrolled(changed) if not claim.control else changed
    new_id = change.place.place_id if change.place is not None else None
    return msgspec.structs.replace(changed, control=_moved(claim, before.place_id, new_id))


def _moved(claim: Claim, old: str | None, new: str | None) -> tuple[ControlEffect, ...]:
    """Give the control entries with those of the old place at the new one, or gone with it."""
    kept = []
    for effect in claim.control:
        if effect.place_id != old:
            kept.append(effect)
        elif new is not None:
            kept.append(msgspec.structs.replace(effect, place_id=new))
    return tuple(dict.fromkeys(kept))


def _unplaced(claim: Claim, change: PlaceChange) -> PlaceMention:
    """Make a mention without a place: at its words if the quote has them, else at the predicate."""
    found = claim.quote.text.find(change.words) if change.words else -1
    if change.words and found >= 0:
        text, start = change.words, claim.quote.start + found
    else:
        text, start = claim.predicate.text, claim.predicate.start
    return PlaceMention(
        text=text, start=start, end=start + len(text), place_id=None, name=None, kind=None,
        latitude=None, longitude=None, admin1=None, country=None,
    )  # fmt: skip


def _mentioned(mention: PlaceMention, place: Place | None) -> PlaceMention:
    """Return the mention with this place, of which a person is sure; None means none."""
    sure = place is not None
    return msgspec.structs.replace(
        mention,
        place_id=place.place_id if place is not None else None,
        name=place.name if place is not None else None,
        kind=place.kind if place is not None else None,
        latitude=place.latitude if place is not None else None,
        longitude=place.longitude if place is not None else None,
        admin1=place.admin1 if place is not None else None,
        country=place.country if place is not None else None,
        score=1.0 if sure else 0.0,
    )


def _with_holder(claim: Claim, change: HolderChange) -> Claim:
    outer: tuple[Holder, ...] = claim.holders[:1]
    if change.holder is None:
        return msgspec.structs.replace(claim, holders=outer)
    kept = claim.holders[:-1] if len(claim.holders) > 1 else outer
    return msgspec.structs.replace(claim, holders=(*kept, change.holder))


def _with_days(claim: Claim, change: DaysChange) -> Claim:
    time: TimeMention = msgspec.structs.replace(
        claim.time, earliest=change.earliest, latest=change.latest
    )
    return msgspec.structs.replace(claim, time=time)


def _with_event(claim: Claim, change: EventChange) -> Claim:
    if change.event_type == claim.event_type:
        return claim
    # The codes of other schemes were those of the old type.
    return _recontrolled(
        msgspec.structs.replace(claim, event_type=change.event_type, plover=None, acled=None)
    )


def _with_polarity(claim: Claim, change: PolarityChange) -> Claim:
    if change.polarity == claim.polarity:
        return claim
    return _recontrolled(msgspec.structs.replace(claim, polarity=change.polarity))


def _with_mood(claim: Claim, change: MoodChange) -> Claim:
    return msgspec.structs.replace(claim, mood=change.mood)


def _with_actor(claim: Claim, change: ActorChange) -> Claim:
    actor = claim.actor or Party(name=change.side or "", side=None)
    if actor.side == change.side:
        return claim
    return _recontrolled(
        msgspec.structs.replace(claim, actor=msgspec.structs.replace(actor, side=change.side))
    )


def _with_control(claim: Claim, change: ControlChange) -> Claim:
    return msgspec.structs.replace(claim, control=change.effects)


def _recontrolled(claim: Claim) -> Claim:
    """Give the claim the control entries that an event of its type has where it happens."""
    effect, whose = _EFFECTS.get(claim.event_type, (None, ""))
    party = claim.actor if whose == "actor" else claim.target
    if effect is None or claim.polarity == "negative" or party is None or party.side is None:
        return msgspec.structs.replace(claim, control=())
    roles = {"location", "origin"} if effect == "loses" else {"location"}
    entries = [
        ControlEffect(place_id=mention.place_id, side=party.side, effect=effect)
        for mention in claim.places
        if mention.place_id is not None and mention.relation == "at" and mention.role in roles
    ]
    return msgspec.structs.replace(claim, control=tuple(dict.fromkeys(entries)))


_APPLIERS: dict[type, Callable[[Claim, Any], Claim]] = {
    PlaceChange: _with_place,
    HolderChange: _with_holder,
    DaysChange: _with_days,
    EventChange: _with_event,
    PolarityChange: _with_polarity,
    MoodChange: _with_mood,
    ActorChange: _with_actor,
    ControlChange: _with_control,
}
# What control entries are worked out from comes before them, and what is stated of them last.
_ORDER = [*_APPLIERS]


def _shown(claim: Claim, change: Change) -> str | None:
    """Say, for people, what the claim has where the change changes it."""
    if isinstance(change, PlaceChange):
        at = find_mention(claim, change)
        place = claim.places[at] if at is not None else None
        if place is None and change.place is not None:
            named = [m for m in claim.places if m.place_id == change.place.place_id]
            place = named[0] if named else None
        return place.place_id if place is not None else None
    return _SHOWN[type(change)](claim)


_SHOWN: dict[type, Callable[[Claim], str | None]] = {
    HolderChange: lambda claim: claim.holders[-1].name if claim.holders else None,
    DaysChange: lambda claim: f"{claim.time.earliest or ''}/{claim.time.latest or ''}",
    EventChange: lambda claim: claim.event_type,
    PolarityChange: lambda claim: claim.polarity,
    MoodChange: lambda claim: claim.mood,
    ActorChange: lambda claim: claim.actor.side if claim.actor is not None else None,
    ControlChange: lambda claim: (
        ", ".join(f"{e.place_id} {e.side} {e.effect}" for e in claim.control) or None
    ),
}
