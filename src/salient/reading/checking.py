"""What every claim must satisfy, whoever read it: the contract, checked against the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salient.model import (
    CONTROL_EFFECTS,
    EVENT_TYPES,
    HOLDER_KINDS,
    MOODS,
    RELATIONS,
    ROLES,
    Claim,
    Document,
    Holder,
    Party,
)

__all__ = ["contract_problems"]

_POLARITIES = ("positive", "negative")


def contract_problems(claim: Claim, document: Document, sides: Collection[str]) -> list[str]:
    """Say what a claim has that the contract does not allow; an empty list if nothing.

    Checked are the document's id, every span (its text must stand at its offsets), that the
    predicate lies in the quote, words that must be one of a list, the sides (`sides` are the
    theatre's ids), the publisher as outermost holder, the bounds of probability and time, and that
    control is said only of places that the claim names. Each problem is a sentence for people.
    """
    return [
        *_identity(claim, document),
        *_words(claim, frozenset(sides)),
        *_spans(claim, document.text),
        *_bounds(claim),
    ]


def _identity(claim: Claim, document: Document) -> Iterator[str]:
    if not claim.claim_id:
        yield "the claim has no id"
    if claim.document.document_id != document.document_id:
        yield f"the claim belongs to document {claim.document.document_id!r}"
    if not claim.holders or claim.holders[0].kind != "publisher":
        yield "the outermost holder is not the publisher"
    elif any(holder.kind == "publisher" for holder in claim.holders[1:]):
        yield "a holder after the first is called a publisher"


def _words(claim: Claim, sides: frozenset[str]) -> Iterator[str]:
    yield from _one_of("event_type", claim.event_type, EVENT_TYPES)
    yield from _one_of("polarity", claim.polarity, _POLARITIES)
    yield from _one_of("mood", claim.mood, MOODS)
    for holder in claim.holders:
        yield from _one_of("a holder's kind", holder.kind, HOLDER_KINDS)
    for place in claim.places:
        yield from _one_of("a place's relation", place.relation, RELATIONS)
        yield from _one_of("a place's role", place.role, ROLES)
    named = {place.place_id for place in claim.places}
    for effect in claim.control:
        yield from _one_of("a control effect", effect.effect, CONTROL_EFFECTS)
        if effect.place_id not in named:
            yield f"control is said of {effect.place_id!r}, which the claim does not name"
    parties = [party for party in (claim.actor, claim.target) if party is not None]
    stated = [
        *(party.side for party in parties),
        *(quantity.side for quantity in claim.quantities),
        *(effect.side for effect in claim.control),
    ]
    for side in stated:
        if side is not None and side not in sides:
            yield f"the side {side!r} is none of the theatre's ({', '.join(sorted(sides))})"


def _one_of(what: str, word: str, allowed: Collection[str]) -> Iterator[str]:
    if word not in allowed:
        yield f"{what} is {word!r}, which is none of {', '.join(allowed)}"


def _spans(claim: Claim, text: str) -> Iterator[str]:
    quote, predicate = claim.quote, claim.predicate
    yield from _stands("the quote", quote.text, quote.start, quote.end, text)
    yield from _stands("the predicate", predicate.text, predicate.start, predicate.end, text)
    if not quote.start <= predicate.start <= predicate.end <= quote.end:
        yield f"the predicate {predicate.text!r} lies outside the quote"
    for place in claim.places:
        yield from _stands("a place", place.text, place.start, place.end, text)
    time = claim.time
    if time.start is not None and time.end is not None and time.text is not None:
        yield from _stands("the time", time.text, time.start, time.end, text)
    elif not (time.start is None and time.end is None and time.text is None):
        yield "the time has a text without offsets, or offsets without a text"
    loose: list[Holder | Party] = [
        *claim.holders,
        *(p for p in (claim.actor, claim.target) if p is not None),
    ]
    for one in loose:
        if (one.start is None) != (one.end is None):
            yield f"{one.name!r} has one offset of two"
        elif one.start is not None and one.end is not None:
            yield from _inside(one.name, one.start, one.end, text)
    for quantity in claim.quantities:
        if quantity.text not in text:
            yield f"the quantity {quantity.text!r} does not stand in the text"


def _inside(name: str, start: int, end: int, text: str) -> Iterator[str]:
    if not 0 <= start < end <= len(text):
        yield f"the offsets {start} to {end} of {name!r} lie outside the text"


def _stands(what: str, words: str, start: int, end: int, text: str) -> Iterator[str]:
    if not 0 <= start < end <= len(text) or text[start:end] != words:
        yield f"{what} {words[:80]!r} does not stand at {start} to {end} of the text"


def _bounds(claim: Claim) -> Iterator[str]:
    low, high = claim.probability
    if not 0.0 <= low <= high <= 1.0:
        yield f"the probability {low} to {high} is no interval within 0 and 1"
    earliest, latest = claim.time.earliest, claim.time.latest
    if earliest is not None and latest is not None and earliest > latest:
        yield f"the time ends ({latest}) before it begins ({earliest})"
    for quantity in claim.quantities:
        if not quantity.low >= 0 or (quantity.high is not None and quantity.high < quantity.low):
            yield f"the quantity {quantity.text!r} has impossible bounds"
    for place in claim.places:
        if not 0.0 <= place.score <= 1.0:
            yield f"the score {place.score} of {place.text!r} lies outside 0 and 1"
