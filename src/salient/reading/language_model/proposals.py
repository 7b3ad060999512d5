"""What a language model is asked to give back: the shape, and its decoding claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import msgspec

from salient.model import (
    CONTROL_EFFECTS,
    EVENT_TYPES,
    HOLDER_KINDS,
    MOODS,
    QUANTITY_KINDS,
    RELATIONS,
    ROLES,
)
from salient.reading.language_model.endpoint import NoAnswer

__all__ = ["Proposal", "answer_schema", "instructions", "proposals"]

_MOST = 400
"""Claims of one passage that are looked at: more than its sentences could hold."""


class ProposedHolder(msgspec.Struct, frozen=True):
    """A holder by words that should stand in sentence number `sentence`."""

    words: str
    sentence: int
    name: str
    kind: str


class ProposedParty(msgspec.Struct, frozen=True):
    """Who acts or is acted on, by words that should stand in the quote."""

    words: str
    side: str | None


class ProposedPlace(msgspec.Struct, frozen=True):
    """A place by words that should stand in sentence number `sentence`."""

    words: str
    sentence: int
    relation: str
    role: str


class ProposedQuantity(msgspec.Struct, frozen=True):
    """A number read with the claim, by words that should stand in the quote."""

    kind: str
    side: str | None
    low: float
    high: float | None
    words: str


class ProposedControl(msgspec.Struct, frozen=True):
    """What the claim says of control, of one of its places by its words."""

    place: str
    side: str
    effect: str


class Proposal(msgspec.Struct, frozen=True):
    """A claim as a model proposes it: nothing in it is believed yet."""

    sentences: tuple[int, int]
    quote: str
    predicate: str
    lemma: str
    event_type: str
    holders: tuple[ProposedHolder, ...]
    actor: ProposedParty | None
    target: ProposedParty | None
    places: tuple[ProposedPlace, ...]
    time: str | None
    polarity: str
    mood: str
    probability: tuple[float, float]
    probability_term: str | None
    quantities: tuple[ProposedQuantity, ...]
    control: tuple[ProposedControl, ...]


class _Answer(msgspec.Struct):
    claims: list[msgspec.Raw]


def instructions() -> str:
    """What a model is told before it is shown a passage."""
    file = files("salient.reading.language_model") / "data" / "instructions.txt"
    return file.read_text("utf-8").strip()


def proposals(answer: str) -> Iterator[Proposal | str]:
    """Decode an answer; a claim of the wrong shape comes out as what is wrong with it.

    Raises:
        NoAnswer: the answer as a whole is no JSON of the form asked for, as when it was cut.

    """
    try:
        raw = msgspec.json.decode(answer.encode("utf-8", "surrogatepass"), type=_Answer)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise NoAnswer(
            "answer-unreadable", f"the answer is not the JSON asked for: {error}"
        ) from error
    for item in raw.claims[:_MOST]:
        try:
            yield msgspec.json.decode(item, type=Proposal)
        except (msgspec.DecodeError, UnicodeError) as error:
            yield f"the claim is not of the form asked for: {error}"
    if len(raw.claims) > _MOST:
        yield f"the answer lists {len(raw.claims):,} claims; the first {_MOST} were looked at"


def answer_schema(sides: tuple[str, ...]) -> Mapping[str, Any]:
    """JSON schema of an answer, in the strict subset that endpoints support."""
    side = {"type": ["string", "null"], "enum": [*sides, None]}
    words = {"type": "string"}
    number = {"type": "integer"}
    party = _object({"words": words, "side": side}) | {"type": ["object", "null"]}
    holder = {"words": words, "sentence": number, "name": words, "kind": _enum(HOLDER_KINDS[1:])}
    place = {"words": words, "sentence": number, "relation": _enum(RELATIONS), "role": _enum(ROLES)}
    quantity = {
        "kind": _enum(QUANTITY_KINDS), "side": side, "low": {"type": "number"},
        "high": {"type": ["number", "null"]}, "words": words,
    }  # fmt: skip
    control = {"place": words, "side": _enum(sides), "effect": _enum(CONTROL_EFFECTS)}
    claim = _object({
        "sentences": _list(number), "quote": words, "predicate": words, "lemma": words,
        "event_type": _enum(EVENT_TYPES), "holders": _list(_object(holder)),
        "actor": party, "target": party, "places": _list(_object(place)),
        "time": {"type": ["string", "null"]}, "polarity": _enum(("positive", "negative")),
        "mood": _enum(MOODS), "probability": _list({"type": "number"}),
        "probability_term": {"type": ["string", "null"]},
        "quantities": _list(_object(quantity)), "control": _list(_object(control)),
    })  # fmt: skip
    return _object({"claims": _list(claim)})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _enum(words: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}
