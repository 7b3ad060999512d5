"""Short items: a headline and a sentence or two under it tell one deed, each a part of it.

*Russian troops shelled X. One person was injured* leaves unsaid, in its second sentence, who is
behind the injury, and when. In an item so short, where all fire and harm is one side's, it is
theirs, and of the time of the fire told right before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from salient.model import Claim, PlaceMention
from salient.reading.headline_times import with_times_told
from salient.reading.item_places import with_places_of_item
from salient.reading.told_again import with_doers_told

__all__ = ["completed"]

_LONGEST = 1_500
"""Code points of a text that is a short item; a longer one may tell of more than one deed."""

_FIRE = frozenset({"shell", "strike", "airstrike", "attack"})
_HARM = frozenset({"harm_civilians", "damage"})
_RIGHT_BEFORE = 300
"""Code points between a deed and what came of it, at most, for them to be of one time."""

_THE_FIRE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hese)(?: enemy| hostile)? $")
"""What stands before fire that was told of before (*as a result of the shelling*)."""
_ARTICLE = 20
"""Code points before a deed in which such words stand."""

_UNCLAIMED = frozenset({"explosion", "blast", "explode", "detonate"})
"""Words for what went off, which do not say that anybody fired."""

SideOf = Callable[[str], str | None]


def completed(
    claims: Sequence[Claim], text: str, side_of: SideOf, mentions: Sequence[PlaceMention] = ()
) -> list[Claim]:
    """The claims of a document; in a short item with where they are and who is behind fire.

    side_of: the side of a holder by its name, None where the theatre does not say.
    mentions: the places that the document names.
    """
    claims = with_doers_told(claims, side_of)
    if len(text) > _LONGEST:
        return claims
    claims = with_times_told(with_places_of_item(claims, mentions), text)
    hostile = [c for c in claims if c.event_type in _FIRE | _HARM]
    told = [c for c in hostile if c.actor is not None and c.actor.side is not None]
    if not told or len({c.actor.side for c in told if c.actor is not None}) != 1:
        return claims
    donors = [c for c in told if c.event_type in _FIRE and _plain(c)]
    dated = [c for c in hostile if c.time.text is not None and _plain(c)]
    return [_with_time(_with_doer(c, donors, side_of), dated, text) for c in claims]


def _plain(claim: Claim) -> bool:
    return claim.polarity == "positive" and claim.mood == "reported"


def _with_doer(claim: Claim, donors: Sequence[Claim], side_of: SideOf) -> Claim:
    """A claim of harm or fire that names nobody, with the doer of the deed told nearest to it."""
    open_ = claim.actor is None and _plain(claim) and claim.event_type in _FIRE | _HARM
    if not open_ or claim.event_type == "attack" or _UNCLAIMED & {*claim.predicate.lemma.split()}:
        return claim
    if claim.target is not None and claim.target.side is not None:
        donors = [d for d in donors if d.actor and d.actor.side != claim.target.side]
    near = [d for d in donors if _same_scene(claim, d) and _same_view(claim, d, side_of)]
    if not near:
        return claim
    nearest = min(near, key=lambda d: abs(d.predicate.start - claim.predicate.start))
    return msgspec.structs.replace(claim, actor=nearest.actor)


def _with_time(claim: Claim, dated: Sequence[Claim], text: str) -> Claim:
    """A claim of harm that names no time, with that of the deed told right before it.

    So too one of the fire itself, told again (*On May 3 they fired at X. As a result of the
    shelling, …*).
    """
    at = claim.predicate.start
    again = claim.event_type in _FIRE and _THE_FIRE.search(text, max(0, at - _ARTICLE), at)
    if not (claim.event_type in _HARM or again) or claim.time.text is not None:
        return claim
    if not _plain(claim):
        return claim
    before = [
        d for d in dated
        if 0 < at - d.predicate.start <= _RIGHT_BEFORE and _same_scene(claim, d)
    ]  # fmt: skip
    if not before:
        return claim
    nearest = max(before, key=lambda d: d.predicate.start)
    return msgspec.structs.replace(claim, time=nearest.time)


def _same_scene(claim: Claim, other: Claim) -> bool:
    """Whether two claims may be of one place: they share one, or one of them names none."""
    here = {p.place_id or p.text for p in claim.places}
    there = {p.place_id or p.text for p in other.places}
    return not here or not there or not here.isdisjoint(there) or _nested(claim, other)


def _nested(claim: Claim, other: Claim) -> bool:
    """Whether a region is told of in one claim and a place in it in the other."""
    regions = {p.name for c in (claim, other) for p in c.places if p.kind == "region"}
    within = {p.admin1 for c in (claim, other) for p in c.places if p.kind != "region"}
    return any(name and a and name.startswith(a.split()[0]) for name in regions for a in within)


def _same_view(claim: Claim, other: Claim, side_of: SideOf) -> bool:
    """Whether who tells of the deed is not of the side against the one that tells of the harm."""
    views = [next((s for h in reversed(c.holders) if (s := side_of(h.name))), None)
             for c in (claim, other)]  # fmt: skip
    return None in views or views[0] == views[1]
