"""Deeds that a sentence tells twice: they are in the same places.

*Repelled an assault near A in the direction of B*: the parse gives some of the phrases to the verb
and some to the noun. *Concentrated on trying to surround A*, *a raid that burnt a depot in A*: the
place stands with the goal or with what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.scenes import Scene
from salient.reading.tokens import Token

__all__ = ["join_deeds", "of_goal"]

_MET = frozenset("attack advance fight capture cross encircle".split())
"""What is repelled where it is tried."""

_AIMING = frozenset("attack fight concentrate advance repel shell strike airstrike loss".split())
"""Events that are where their goal is, or what came of them."""

_ON_WAY = frozenset({"xcomp", "acl", "acl:relcl", "advcl", "ccomp"})
_STEPS = 4


def join_deeds(scene: Scene, placed: list[list[Anchored]]) -> None:
    """Let a deed and its being repelled have the places of both."""
    for n, trigger in enumerate(scene.triggers):
        at = scene.owner.get(trigger.target.i) if trigger.target is not None else None
        if at is None or at == n or trigger.frame.event_type != "repel":
            continue
        own, other = placed[n], placed[at]
        if scene.triggers[at].frame.event_type in _MET:
            placed[n], placed[at] = _with(own, other), _with(other, own)


def _with(own: Sequence[Anchored], other: Sequence[Anchored]) -> list[Anchored]:
    """An event's own places and those of the other that it lacks, in the order of the text."""
    starts = {a.mention.start for a in own}
    lacking = [a._replace(governed=False) for a in other if a.mention.start not in starts]
    return sorted([*own, *lacking], key=lambda a: a.mention.start) if lacking else list(own)


def of_goal(
    trigger: Trigger, triggers: Sequence[Trigger], placed: Sequence[list[Anchored]]
) -> list[Anchored]:
    """The places of what an event aims at or of what it did, told in a clause under it."""
    if trigger.frame.event_type not in _AIMING:
        return []
    words = {t.i for t in trigger.tokens}
    for other, own in zip(triggers, placed, strict=True):
        if other is trigger or not own or other.head.i < trigger.head.i:
            continue
        if _under(other.head, words):
            found = [a._replace(governed=False) for a in own if a.mention.role != "origin"]
            if found:
                return found
    return []


def _under(verb: Token, words: set[int]) -> bool:
    """Whether only clauses of purpose and of relation lead from a verb up to the words."""
    node = verb
    for _ in range(_STEPS):
        if node.dep_ not in _ON_WAY or node.head == node:
            return False
        node = node.head
        if node.i in words:
            return True
    return False
