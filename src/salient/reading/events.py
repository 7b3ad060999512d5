"""Events: the words of a sentence that a frame of the lexicon answers to."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import msgspec

from salient.reading.framing import head_among, spelled_frames
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.roles import Roles
from salient.reading.tokens import Doc, Token
from salient.reading.tree import subject_of

__all__ = ["Trigger", "done_so", "find_triggers"]

_OWN_FORCES = frozenset(
    {"concentrate", "redeploy", "withdraw", "mobilise", "reinforce", "resupply"}
)
"""Events in which who is moved is also who moves, where nobody else is named."""


class Trigger(NamedTuple):
    """An event read in a sentence: its frame, its head and words, who and what.

    `actor` and `target` are heads of noun phrases. `support` is the verb that carries an event
    noun (*launched* in *launched an attack*), or None.
    """

    frame: Frame
    head: Token
    tokens: tuple[Token, ...]
    actor: Token | None
    target: Token | None
    support: Token | None


def _trigger_at(roles: Roles, token: Token, used: Collection[int]) -> Trigger | None:
    """The best frame at a token, its conditions met and its words free, or None."""
    for frame, tokens in spelled_frames(token, roles.lexicon):
        if any(t.i in used for t in tokens):
            continue
        head = head_among(frame, tokens)
        if frame.form == "noun" and (
            head.dep_ in {"compound", "amod"} or _named(head) or _again(head)
        ):
            continue
        if frame.form == "verb" and head.dep_ == "amod" and head.head.i not in roles.place_tokens:
            continue
        if not roles.needs_met(frame, head, tokens):
            continue
        actor = roles.role(frame.actor, head, tokens, frame.form)
        target = roles.role(frame.target, head, tokens, frame.form)
        if frame.form in {"noun", "adj"} and frame.actor == "of" and actor is None:
            actor = roles.noun_actor(head)
        if target is not None and target == actor:
            actor, target = (None, target) if lemma(target) in DEEDS else (actor, None)
        own = frame.event_type in _OWN_FORCES and actor is None
        if own and target is not None and roles.finder.is_force(target):
            actor, target = target, None
        support = head.head if frame.form == "noun" and head.dep_ == "obj" else None
        return Trigger(frame, head, tokens, actor, target, support)
    return None


def done_so(doc: Doc, earlier: Trigger | None) -> Trigger | None:
    """The event that *do so* takes up: the last one of the sentence before, with a new actor."""
    if earlier is None:
        return None
    for token in doc:
        if token.i and token.text.lower() == "so" and lemma(token.nbor(-1)) == "do":
            verb = token.nbor(-1)
            frame = msgspec.structs.replace(earlier.frame, form="verb", words=("do", "so"))
            return Trigger(frame, verb, (verb, token), subject_of(verb), None, None)
    return None


def _again(noun: Token) -> bool:
    """Whether the noun points back at what was said before (*these losses*)."""
    return any(
        c.dep_ == "det" and c.text.lower() in {"these", "this", "those", "such", "that"}
        for c in noun.children
    )


def _named(noun: Token) -> bool:
    """Whether the noun is part of a proper name (*Operation Counterattack*, *Battle Group*)."""
    return noun.pos_ == "PROPN" and noun.i > 0 and any(
        c.pos_ == "PROPN" and c.dep_ in {"compound", "flat"} for c in noun.children
    )  # fmt: skip


def find_triggers(
    finder: PartyFinder, place_tokens: Collection[int], *, listed: bool = False
) -> list[Trigger]:
    """Events of a sentence in the order of their words; no word serves two frames.

    `listed` says that the line is about a place named at its head, which may then be left out.
    """
    roles = Roles(finder, place_tokens, listed=listed)
    doc = finder.sentence.doc
    used: set[int] = set()
    found: list[Trigger] = []
    for longest_first in (True, False):
        for token in doc:
            if token.i in used or token.i in place_tokens:
                continue
            trigger = _trigger_at(roles, token, used)
            if trigger is None or (longest_first and len(trigger.tokens) < 2):
                continue
            found.append(trigger)
            used.update(t.i for t in trigger.tokens if t.pos_ != "ADP")
    return sorted(found, key=lambda t: t.head.i)
