"""Deeds that a sentence tells twice: they are in the same places.

*Repelled an assault near A in the direction of B*: the parse gives some of the phrases to the verb
and some to the noun. *Concentrated on trying to surround A*, *a raid that burnt a depot in A*: the
place stands with the goal or with what came of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from salient.reading.antecedents import Anchored, label_end
from salient.reading.events import Trigger
from salient.reading.governors import PLANS, SPANS
from salient.reading.lemmas import lemma
from salient.reading.scenes import Scene
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["join_deeds", "of_goal", "under_label"]

_MET = frozenset("attack advance fight capture cross encircle".split())
"""What is repelled where it is tried."""

_AIMING = frozenset("attack fight concentrate advance repel shell strike airstrike".split())
"""Events that are where their goal is, or what came of them."""

_MASSING = frozenset({"concentrate", "reinforce"})
_FOR = frozenset({"for", "on", "to", "into"})
_GATHERED = frozenset("force troop unit equipment weapon reserve group grouping manpower".split())

_KIN = frozenset("shell strike airstrike attack harm_civilians damage sabotage fight loss".split())
"""Events that one report tells of one another: a strike, its damage, its dead."""

_EFFORTS = frozenset("effort attempt bid order aim goal hope intention".split())
_ON_WAY = frozenset({"xcomp", "acl", "acl:relcl", "advcl", "ccomp"})
_STEPS = 4


def join_deeds(scene: Scene, placed: list[list[Anchored]]) -> None:
    """Let a deed and its being repelled have the places of both."""
    for n, trigger in enumerate(scene.triggers):
        made = _made_to(trigger, scene.triggers)
        if made is not None and placed[made]:
            # *Forced the troops to withdraw from X*: they are driven from where they go.
            placed[n] = _with(placed[n], placed[made])
        at = scene.owner.get(trigger.target.i) if trigger.target is not None else None
        if at is None or at == n or trigger.frame.event_type not in {"repel", "fight", "hold"}:
            continue
        own, other = placed[n], placed[at]
        if scene.triggers[at].frame.event_type in _MET:
            placed[n], placed[at] = _with(own, other), _with(other, own)


def _made_to(trigger: Trigger, triggers: Sequence[Trigger]) -> int | None:
    """The event that somebody is forced to, by its number."""
    if trigger.frame.words != ("force",):
        return None
    return next(
        (
            n
            for n, other in enumerate(triggers)
            if other.head.dep_ == "xcomp" and other.head.head == trigger.head
        ),
        None,
    )


def _with(own: Sequence[Anchored], other: Sequence[Anchored]) -> list[Anchored]:
    """An event's own places and those of the other that it lacks, in the order of the text."""
    starts = {a.mention.start for a in own}
    lacking = [a._replace(governed=False) for a in other if a.mention.start not in starts]
    return sorted([*own, *lacking], key=lambda a: a.mention.start) if lacking else list(own)


def of_goal(
    trigger: Trigger, triggers: Sequence[Trigger], placed: Sequence[list[Anchored]], start: int
) -> list[Anchored]:
    """The places of what an event aims at, did or came after, told in a clause under it.

    `start` is where its sentence begins.
    """
    left = trigger.frame.event_type == "withdraw"
    massing = trigger.frame.event_type in _MASSING
    if trigger.frame.event_type not in _AIMING and not left and not massing:
        return []
    words = {t.i for t in trigger.tokens} | _carriers(trigger)
    if trigger.frame.event_type == "repel" and trigger.target is not None:
        # *Repelled troops that tried to attack A*.
        words.add(trigger.target.i)
    for other, own in zip(triggers, placed, strict=True):
        if other is trigger or not own:
            continue
        if other.head.i < trigger.head.i and not left:
            continue
        if left:
            found = _near(own) if _tried_first(other, trigger.head, words) else []
        else:
            goal = massing and _meant_for(other.head, trigger)
            if trigger.frame.event_type in _AIMING:
                goal = goal or _under(other.head, words) or _right_after(other.head, trigger)
            found = _ahead(trigger, other, _there(own), start) if goal else []
        if found:
            return found
    return []


def _right_after(verb: Token, trigger: Trigger) -> bool:
    """Whether an infinitive stands at once after the event, wherever the parse hangs it."""
    to = child(verb, "mark")
    return to is not None and to.low == "to" and to.i == max(t.i for t in trigger.tokens) + 1


def _carriers(trigger: Trigger) -> set[int]:
    """The words that carry an event noun: *conducted a series of* before *attacks*."""
    node, found = trigger.head, set[int]()
    while trigger.frame.form == "noun" and node.dep_ in {"nmod", "conj", "obj"}:
        if node.dep_ == "nmod" and lemma(node.head) not in SPANS and lemma(node.head) not in PLANS:
            break
        node = node.head
        found.add(node.i)
    return found


def under_label(
    sentence: ParsedSentence,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
) -> list[Anchored]:
    """Where the event of a label is, which what follows tells (*Explosion: shell hit A*)."""
    end = label_end(sentence)
    if end is None or trigger.head.idx >= end or trigger.frame.event_type not in _KIN:
        return []
    for other, own in zip(triggers, placed, strict=True):
        if other.head.idx >= end and other.frame.event_type in _KIN and _there(own):
            return _there(own)
    return []


def _there(own: Sequence[Anchored]) -> list[Anchored]:
    return [a._replace(governed=False) for a in own if a.mention.role != "origin"]


def _meant_for(deed: Token, trigger: Trigger) -> bool:
    """Whether forces are massed or sent for a deed told by a noun (*forces for an attack on X*)."""
    words = {t.i for t in (*trigger.tokens, *([trigger.target] if trigger.target else []))}
    node = deed
    for _ in range(_STEPS):
        going = node.dep_ == "advcl" and node.low.endswith("ing") and cases(node)[:1] == ("to",)
        if going or (node.dep_ in {"obl", "nmod"} and not _FOR.isdisjoint(cases(node))):
            return node.head.i in words
        if node.dep_ not in {"compound", "conj", "amod"} or node.head == node:
            return False
        node = node.head
    return False


def _ahead(trigger: Trigger, deed: Trigger, own: Sequence[Anchored], start: int) -> list[Anchored]:
    """Where a deed is to be for which forces gather: they face it, and are not there yet."""
    target = trigger.target
    gathered = trigger.frame.event_type == "concentrate" and target is not None
    if not gathered or target is None or lemma(target) not in _GATHERED:
        return list(own)
    if deed.frame.event_type not in _MET:
        return list(own)
    found = []
    for a in own:
        place = a.mention
        if place.kind == "settlement" and place.relation == "at":
            named_after = place.start > start + deed.head.idx
            if named_after:
                place = msgspec.structs.replace(place, relation="toward", role="destination")
            elif place.role == "destination":
                place = msgspec.structs.replace(place, relation="near", role="location")
        found.append(a._replace(mention=place))
    return found


def _near(own: Sequence[Anchored]) -> list[Anchored]:
    """Where somebody is who tried something at a place and then left: not in it."""
    return [
        a._replace(mention=msgspec.structs.replace(a.mention, relation="near", role="location"))
        if a.mention.relation in {"at", "toward"} and a.mention.kind == "settlement"
        else a
        for a in _there(own)
    ]


def _tried_first(other: Trigger, verb: Token, words: Collection[int]) -> bool:
    """Whether an attack is what those did who then withdrew.

    So in *retreated after attacking A* and in *attacked A, suffered losses, and retreated*.
    """
    if other.frame.event_type not in _MET:
        return False
    node = other.support or other.head
    while node.dep_ in {"obj", "xcomp"} and node.head != node:
        node = node.head
    if node.i < verb.i:
        joined = verb.dep_ == "conj" and verb.head == node
        return joined and child(verb, "nsubj", "nsubj:pass") is None
    after = "after" in cases(node) or any(c.low == "following" for c in node.children)
    return after and node.head.i in words


def _under(verb: Token, words: Collection[int]) -> bool:
    """Whether only clauses of purpose and of relation lead from a verb up to the words."""
    node = verb
    for step in range(_STEPS):
        effort = node.dep_ in {"obl", "nmod"} and lemma(node) in _EFFORTS
        object_ = step == 0 and node.dep_ == "obj" and node.head.i in words
        if not (node.dep_ in _ON_WAY or effort or object_) or node.head == node:
            return False
        node = node.head
        if node.i in words:
            return True
    return False
