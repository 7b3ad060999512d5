"""Verbs whose object tells which of their senses is meant: *captured* a town or a soldier."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token

__all__ = ["told_by_object"]

_GROUNDS = frozenset(
    "settlement village town city place hill height territory area region position".split()
)
_TAKEN = frozenset({"capture"})
_FATAL = frozenset("kill wound injure die perish".split())


def told_by_object(triggers: Sequence[Trigger], finder: PartyFinder) -> list[Trigger]:
    """The events of a sentence, each in the sense that its object asks for.

    Who captures a country, or *them* after villages, takes ground and no prisoners; of a people
    whose country is invaded it is civilians that are killed, where no force is named.
    """
    return [_sensed(t, finder) for t in triggers]


def _sensed(trigger: Trigger, finder: PartyFinder) -> Trigger:
    kind, target = trigger.frame.event_type, trigger.target
    if target is None or trigger.frame.form != "verb":
        return trigger
    head = trigger.frame.head
    if kind == "detain" and head in _TAKEN and _is_ground(target, finder):
        return _as(trigger, finder, "capture")
    if kind == "loss" and head in _FATAL and _is_people(target, finder):
        return _as(trigger, finder, "harm_civilians")
    return trigger


def _as(trigger: Trigger, finder: PartyFinder, kind: str) -> Trigger:
    """The same words in the sense of another type, with its codes and what it says of control."""
    frames = finder.lexicon.frames.get(("verb", trigger.frame.head), ())
    like = next((f for f in frames if f.event_type == kind), None)
    if like is None:
        return trigger
    frame = msgspec.structs.replace(
        trigger.frame, event_type=kind, plover=like.plover, acled=like.acled, control=like.control,
        control_of=like.control_of,
    )  # fmt: skip
    return trigger._replace(frame=frame)


def _is_ground(target: Token, finder: PartyFinder) -> bool:
    if target.low == "them":
        before = reversed(target.doc[: target.i])
        noun = next((t for t in before if t.pos_ == "NOUN" and t.low.endswith("s")), None)
        grounds = any(lemma(t) in _GROUNDS for t in target.doc[: target.i])
        return grounds and not (noun is not None and finder.is_force(noun))
    _, kind = finder.names.get(target.i, ("", ""))
    return kind == "name" and target.pos_ == "PROPN" and not target.low.endswith("s")


def _is_people(target: Token, finder: PartyFinder) -> bool:
    """Whether a bare name of a people is that of the invaded side (*458 Ukrainians*)."""
    side, kind = finder.names.get(target.i, (None, ""))
    occupier = finder.occupier()
    return kind == "name" and target.low.endswith("s") and side not in {None, occupier}
