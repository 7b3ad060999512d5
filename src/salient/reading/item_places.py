"""Where the claims of a short item are that name no place, by the others of the item.

*Troops burn two tanks. In A, troops burnt two enemy tanks*: the headline tells the same deed. *The
army shelled A, which is on the border with B. Two people were injured*: all that the item puts
anywhere is in A.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from salient.model import Claim, PlaceMention
from salient.reading.countries import is_country
from salient.reading.firing import FIRE
from salient.reading.peoples import STATES, is_national

__all__ = ["with_places_of_item"]

_THERE = frozenset(
    "shell strike airstrike attack fight repel damage harm_civilians sabotage detain loss "
    "evacuate withdraw".split()
)
"""Events that an item about one place tells of that place."""

_WIDE = frozenset({"region", "axis"})
_MOST = 2
"""Places, apart from those that hold them, of which an item may be and still be about one scene."""

_SHORT_WORD = 3
_OF_SIDES = frozenset("enemy their more than about over".split())

_ON_GROUND = frozenset({"attack", "fight", "repel", "withdraw"})
_BATTLES = _ON_GROUND | {"advance", "capture", "loss", "hold", "cross", "encircle"}
"""Events one of which has to be told of a place for a battle to be there too."""

_ELSEWHERE = re.compile(
    r"\b(?:in|on|at|along|across|throughout|near|to|into|from|of)\s+(?:the\s+|its\s+|their\s+)?"
    r"(?:\w+\s+){0,2}?(?:directions?|axes|areas?|sectors?|fronts?|frontlines?|front ?lines?|"
    r"regions?|oblasts?|territor(?:y|ies)|border|sea|sky|airspace|world|country|countries|abroad|"
    r"cities|towns|villages|settlements|Ukrain\w*|Russian Federation|captivity)\b|"
    r"\bother (?:\w+ )?(?:cities|towns|villages|regions|areas)\b|"
    r"\b(?:elsewhere|abroad|everywhere|nationwide|country|regions|war)\b",
    re.IGNORECASE,
)
"""Words that say, if loosely, where a deed was or that it was in no single place."""

_AHEAD = 400
"""Code points between a deed told and its place told, at most, for them to go together."""

_LONG = 3
"""Days that a claim may sum up and still tell of one place."""


def with_places_of_item(claims: Sequence[Claim], mentions: Sequence[PlaceMention]) -> list[Claim]:
    """The claims of a short item, with the place of the deed that they tell again or go on with.

    mentions: all places that the item names. What stands beside another name is not moved.
    """
    placed = [c for c in claims if _known(c)]
    if not placed or len(placed) == len(claims):
        return list(claims)
    about = _about([c for c in placed if not _fired_from(c)])
    near = [m for m in mentions if m.kind not in _WIDE and not is_country(m)]
    return [c if c.places else _with_place(c, placed, about, near) for c in claims]


def _known(claim: Claim) -> list[PlaceMention]:
    return [p for p in claim.places if p.place_id is not None and not is_country(p)]


def _fired_from(claim: Claim) -> bool:
    """Whether all that a claim of fire tells is where it came from."""
    return claim.event_type in FIRE and all(p.role == "origin" for p in claim.places)


def _about(placed: Sequence[Claim]) -> tuple[PlaceMention, ...]:
    """Where all is that an item puts anywhere, as one claim has it; nothing if no claim has it all.

    A region that holds other places tells nothing of its own, nor does a direction.
    """
    for wide in (False, True):
        own = [[p for p in _known(c) if wide or p.kind not in _WIDE] for c in placed]
        ids = {p.place_id for places in own for p in places if not wide or p.admin1}
        if not ids and wide:
            ids = {p.place_id for places in own for p in places}
        if len(ids) > _MOST:
            return ()
        for claim in placed if ids else ():
            if ids <= {p.place_id for p in _known(claim)}:
                return tuple(p for p in _known(claim) if not p.relation.endswith("_of"))
        if ids:
            return ()
    return ()


def _with_place(
    claim: Claim,
    placed: Sequence[Claim],
    about: Sequence[PlaceMention],
    named: Sequence[PlaceMention],
) -> Claim:
    quote = claim.quote
    if _ELSEWHERE.search(quote.text) or any(quote.start <= m.start < quote.end for m in named):
        return claim
    told = next(_retold(claim, placed), None)
    if told is not None:
        same = claim.mood == told.mood
        return msgspec.structs.replace(
            claim, places=tuple(_known(told)), control=told.control if same else claim.control
        )
    before = [m.place_id for m in named if m.start < claim.predicate.start][-1:]
    astray = before and before[0] not in {p.place_id for p in about}
    if claim.event_type in _THERE and not astray and _goes_on(claim, placed, about):
        left = claim.event_type == "withdraw"
        return msgspec.structs.replace(claim, places=tuple(_there(p, left=left) for p in about))
    return claim


def _retold(claim: Claim, placed: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that tell the same deed again in another sentence, with its place."""
    for other in placed:
        apart = abs(other.predicate.start - claim.predicate.start)
        same = (other.event_type, other.polarity) == (claim.event_type, claim.polarity)
        if same and apart <= _AHEAD and other.quote != claim.quote and _alike(claim, other):
            yield other


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims of a kind are of one deed, by their parties, numbers and objects."""
    if one.actor is not None and other.actor is not None and one.actor.side != other.actor.side:
        return False
    counts = [{(q.kind, q.low) for q in c.quantities} for c in (one, other)]
    if counts[0] and counts[1] and counts[0].isdisjoint(counts[1]):
        return False
    return not _objects(one).isdisjoint(_objects(other))


def _says_whose(word: str) -> bool:
    return word in _OF_SIDES or word in STATES or is_national(word)


def _objects(claim: Claim) -> set[str]:
    words = claim.target.name.lower().split() if claim.target is not None else []
    return {w.rstrip("s") for w in words if len(w) > _SHORT_WORD and not _says_whose(w)}


def _goes_on(claim: Claim, placed: Sequence[Claim], about: Sequence[PlaceMention]) -> bool:
    """Whether a claim goes on with what is told of the place, or is the headline above it."""
    kinds = {c.event_type for c in placed}
    several = sum(p.kind not in _WIDE for p in about) > 1 and claim.event_type != "withdraw"
    if claim.event_type in _ON_GROUND and (several or kinds.isdisjoint(_BATTLES)):
        return False
    begun = any(p.start < claim.predicate.start < p.start + _AHEAD for p in about)
    at = {p.place_id for p in about}
    begun = begun or any(
        c.event_type == claim.event_type and at & {p.place_id for p in c.places} for c in placed
    )
    first, last = claim.time.earliest, claim.time.latest
    short = first is not None and last is not None and (last - first).days <= _LONG
    return begun and short and claim.mood in {"reported", "assessed"}


def _there(place: PlaceMention, *, left: bool) -> PlaceMention:
    """A place as where something else befell; who left it after a battle was near it."""
    near = place.relation == "toward" or (left and place.kind == "settlement")
    relation = "near" if near and place.relation in {"at", "toward"} else place.relation
    return msgspec.structs.replace(place, relation=relation, role="location")
