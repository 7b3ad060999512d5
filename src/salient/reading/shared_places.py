"""Places that an event shares with another of its sentence: its governor, fellow, or attempt."""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import ancestors, cases, child

__all__ = ["inherited", "of_joint_noun"]

_OF_EVENTS = frozenset({"nsubj", "nsubj:pass", "obl", "nmod"})
"""What ties an event to another that is its cause or its occasion (*killed in the strike on X*)."""


_SAYING = frozenset("say report claim state note confirm announce assess deny add".split())
"""Verbs whose source tells of other events in other places."""


_GOALS = frozenset({"advance", "capture", "cross", "encircle"})


_AFTERWARDS = frozenset("later then now subsequently afterwards being".split())
_QUARTERS = frozenset("north south east west northeast northwest southeast southwest".split())
_FRONTS = frozenset("direction axis front sector".split())
_VAIN = frozenset({"not", "n't", "no", "never", "without"})


def inherited(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
    owner: dict[int, int],
) -> list[Anchored]:
    """Places of the event that governs, or of the fellow conjunct."""
    node = trigger.head
    nearer = (
        _of_acting(trigger, triggers, placed, owner)
        or _tried_before(trigger, placed, owner)
        or _of_joint_verb(trigger, triggers, placed, owner)
        or _of_vain_attempt(trigger, triggers, placed)
    )
    if nearer:
        return nearer
    for _ in range(8):
        if node.dep_ == "ROOT" or node.head == node or node.dep_ == "parataxis":
            break
        relative = node.dep_ in {"acl:relcl"} or (
            node.dep_ == "ccomp" and lemma(node.head) in _SAYING
        )
        node = node.head
        if relative:
            break
        at = owner.get(node.i)
        if at is not None and placed[at]:
            near = triggers[at].frame.event_type == trigger.frame.event_type
            near = near or trigger.frame.event_type == "advance"
            return [a for a in placed[at] if a.mention.role in {"location", "path"} or near]
    if trigger.actor is not None:
        for t in trigger.actor.subtree:
            at = owner.get(t.i)
            if at is not None and triggers[at] is not trigger and placed[at]:
                return list(placed[at])
    for c in trigger.head.children:
        at = owner.get(c.i)
        if at is not None and placed[at] and c.dep_ in _OF_EVENTS and triggers[at] is not trigger:
            return [a._replace(governed=False) for a in placed[at]]
        if c.dep_ == "conj" and at is not None and placed[at] and c.pos_ == "VERB":
            return [] if _apart(trigger, c) else list(placed[at])
    return of_joint_noun(trigger, placed, owner) or _of_next_verb(trigger, placed, owner)


def _apart(trigger: Trigger, then: Token) -> bool:
    """Whether a joined verb tells of another place than the first one.

    So in *regroups in three directions and attacks in A*, *was captured and is now held in A*, *a
    shop burnt down and no house was left in A*.
    """
    if child(then, "nsubj", "nsubj:pass") is not None:
        return True
    if any(c.low in _AFTERWARDS for c in then.children):
        return True
    return any(
        c.dep_ in {"obl", "nmod"} and c.i < then.i and cases(c)[:1] == ("in",) and _elsewhere(c)
        for t in trigger.tokens
        for c in (*t.children, *(trigger.target.children if trigger.target is not None else ()))
    )


def _elsewhere(noun: Token) -> bool:
    """Whether a noun tells by itself where something is (*in the east*, *in two directions*)."""
    return noun.low in _QUARTERS or lemma(noun) in _FRONTS


def _of_acting(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
    owner: dict[int, int],
) -> list[Anchored]:
    """The places of a deed that is itself the actor (*attacks south of X made gains*)."""
    acting = owner.get(trigger.actor.i) if trigger.actor is not None else None
    return [] if acting is None or triggers[acting] is trigger else list(placed[acting])


def _tried_before(
    trigger: Trigger, placed: Sequence[list[Anchored]], owner: dict[int, int]
) -> list[Anchored]:
    """Where a force was that tried something and then did this (*tried to break in … but left*)."""
    node = trigger.head
    while node.dep_ == "xcomp" and node.head != node:
        node = node.head
    if node.dep_ != "conj":
        return []
    for c in _tried(node.head, trigger.head.i):
        at = owner.get(c.i)
        if at is not None and placed[at]:
            met = trigger.frame.event_type == "repel"
            return [
                a._replace(governed=False)
                for a in placed[at]
                if a.mention.role == "location" or (met and a.mention.role == "destination")
            ]
    return []


def _tried(verb: Token, before: int) -> list[Token]:
    """The infinitives under a verb, each under the last (*continued to try to take*)."""
    found: list[Token] = []
    inner = child(verb, "xcomp")
    while inner is not None and inner.i < before and len(found) < 4:
        found.append(inner)
        inner = child(inner, "xcomp")
    return found


def _of_joint_verb(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
    owner: dict[int, int],
) -> list[Anchored]:
    """Where the joined verb at once after an event's own noun has both happen.

    So in *kept up fire and launched strikes along X*.
    """
    verb = trigger.support
    if verb is None:
        return []
    for c in verb.children:
        at = owner.get(c.i)
        if c.dep_ != "conj" or c.pos_ != "VERB" or at is None or child(c, "nsubj") is not None:
            continue
        and_ = child(c, "cc")
        last = max((*trigger.tokens, verb), key=lambda t: t.i)
        if and_ is not None and and_.i == last.i + 1:
            own = triggers[at].target is not None
            return [
                a for a in placed[at] if a.mention.role != "origin" and not (own and a.governed)
            ]
    return []


def _of_vain_attempt(
    trigger: Trigger, triggers: Sequence[Trigger], placed: Sequence[list[Anchored]]
) -> list[Anchored]:
    """Where the attempts were that came to nothing (*attacked A but did not make any gains*)."""
    verb = trigger.support or trigger.head
    if trigger.frame.event_type not in _GOALS:
        return []
    for _ in range(2):
        verb = verb.head if verb.dep_ in {"obj", "xcomp", "compound"} else verb
    denied = any(c.low in _VAIN for t in (verb, trigger.head) for c in t.children)
    if verb.dep_ != "conj" or child(verb, "nsubj") is not None:
        return []
    if not denied and lemma(verb) != "fail":
        return []
    for other, own in zip(triggers, placed, strict=True):
        deed = other.head.i < verb.i and (
            other.head == verb.head or verb.head in ancestors(other.head)
        )
        if own and deed and verb.head.i <= other.head.i:
            return [a._replace(governed=False) for a in own]
    return []


def _of_next_verb(
    trigger: Trigger, placed: Sequence[list[Anchored]], owner: dict[int, int]
) -> list[Anchored]:
    """Where the verb right after an event noun has it happen (*a strike hit a school in X*)."""
    last = max(trigger.tokens, key=lambda t: t.i)
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    at = owner.get(after.i) if after is not None and after.pos_ == "VERB" else None
    return [] if at is None else [a._replace(governed=False) for a in placed[at]]


def of_joint_noun(
    trigger: Trigger, placed: Sequence[list[Anchored]], owner: dict[int, int]
) -> list[Anchored]:
    """The places of a deed joined to the event's own noun (*air strikes and attacks on X*)."""
    for token in trigger.tokens:
        for c in token.children:
            at = owner.get(c.i)
            if c.dep_ == "conj" and c.pos_ == "NOUN" and at is not None and placed[at]:
                return list(placed[at])
    return []
