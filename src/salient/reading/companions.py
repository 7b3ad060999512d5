"""Places of last resort inside a sentence: those of the event that another goes with.

*Attacks forced them to hold lines north of X*, *assaults on X, and suffered heavy losses*, *killed
within the area of fighting in X*, *the defenders of the works in X surrendered*. Asked only for an
event that neither names nor shares a place by any nearer way.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.firing import FIRE
from salient.reading.governors import BRINGING_ABOUT
from salient.reading.lemmas import lemma
from salient.reading.scenes import Scene
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, governing_clause

__all__ = ["of_companion"]

_ON_GROUND = frozenset("attack advance fight capture cross encircle repel hold".split())
_OUTCOMES = frozenset({"loss", "withdraw", "repel", "surrender"})
"""Events that come of a battle, and are where it was."""

_BEFORE = _ON_GROUND | _OUTCOMES

_COST = frozenset({"loss", "harm_civilians", "damage", "repel", "win", "surrender", "lose"})
"""Events that happen in or through another."""

_SHOWING = frozenset({"indicate", "suggest", "confirm"})
_SHOT = frozenset({"strike", "repel", "loss"})

_IN = frozenset("in during amid within through by from while after following as over".split())
_AREAS = frozenset(
    "front frontline area direction border territory region city town village axis sector oblast "
    "district bank other elsewhere".split()
)
_WHERE = frozenset("in on at near along around across".split())
_GOALWARD = frozenset({"xcomp", "advcl", "acl", "ccomp", "obj", "obl", "nmod"})
_FORCES = frozenset(
    "defender force troop garrison unit soldier fighter serviceman servicemen militant grouping "
    "group personnel element army marine brigade battalion".split()
)
_STANDING = frozenset(
    "surrender hold fight repel loss attack reinforce resupply concentrate".split()
)
"""Events of a force that are where it is."""

_RULING = frozenset("official authority administration government council enlistment".split())
_OF_OFFICE = frozenset({"mobilise", "govern", "detain"})
"""Events that are where the authorities are that do them."""

_STEPS = 5


def of_companion(
    scene: Scene, n: int, placed: Sequence[list[Anchored]], mentions: Sequence[PlaceMention]
) -> list[Anchored]:
    """The places that event `n` has by the company it is in; none where it was elsewhere."""
    trigger = scene.triggers[n]
    if _elsewhere(trigger):
        return []
    return (
        _of_brought_about(scene, trigger, placed)
        or _of_battle_inside(scene, trigger, placed)
        or _of_effect(scene, trigger, placed)
        or _of_footage(scene, trigger, placed)
        or _of_joined_clause(scene, trigger, placed)
        or _of_acting_force(scene, trigger, mentions)
    )


def _elsewhere(trigger: Trigger) -> bool:
    """Whether the event's own phrase says where by a noun that names nothing (*on the front*)."""
    words = (*trigger.tokens, *((trigger.target,) if trigger.target is not None else ()))
    for word in words:
        for c in word.children:
            at = c.dep_ in {"obl", "nmod"} and not _WHERE.isdisjoint(cases(c))
            if at and (lemma(c) in _AREAS or any(g.low in _AREAS for g in c.children)):
                return True
    return False


def _verb(trigger: Trigger) -> Token:
    return trigger.support or trigger.head


def _with(own: Sequence[Anchored], *, driven: bool = False) -> list[Anchored]:
    """Another event's places as where this one was: beside them, if it was only headed there.

    `driven` says that who left a place was driven from it by this event.
    """
    found = []
    for a in own:
        place = a.mention
        if place.role == "origin" and not driven:
            continue
        if place.relation == "toward":
            place = msgspec.structs.replace(place, relation="near")
        place = msgspec.structs.replace(place, role="location")
        found.append(a._replace(mention=place, governed=False))
    return found


def _beside(a: Anchored) -> Anchored:
    """A place at which a battle was, for those who then went some way from it or towards it."""
    if a.mention.relation != "at" or a.mention.kind != "settlement":
        return a
    return a._replace(mention=msgspec.structs.replace(a.mention, relation="near"))


def _of_brought_about(
    scene: Scene, trigger: Trigger, placed: Sequence[list[Anchored]]
) -> list[Anchored]:
    """Where that is which an attack brings about or hinders (*attacks forced them to hold X*)."""
    noun, sort = trigger.head, trigger.frame.event_type
    if trigger.frame.form != "noun" or not noun.dep_.startswith("nsubj"):
        return []
    verbs = {lemma(noun.head), *(lemma(c) for c in noun.head.children if c.dep_ == "xcomp")}
    if sort not in FIRE and (sort != "attack" or verbs.isdisjoint(BRINGING_ABOUT)):
        return []
    kin = FIRE if sort in FIRE else _ON_GROUND
    for other, own in zip(scene.triggers, placed, strict=True):
        if not own or other.frame.event_type not in kin or other is trigger:
            continue
        if noun.head in other.tokens or (other.head.i > noun.i and _below(other.head, noun.head)):
            return _with(own, driven=other.frame.event_type == "repel")
    return []


def _below(node: Token, verb: Token) -> bool:
    """Whether only clauses and phrases of aim lead from a word up to a verb."""
    for _ in range(_STEPS):
        if node == verb:
            return True
        if node.dep_ not in _GOALWARD or node.head == node:
            return False
        node = node.head
    return node == verb


def _of_battle_inside(
    scene: Scene, trigger: Trigger, placed: Sequence[list[Anchored]]
) -> list[Anchored]:
    """Where the battle was in which something befell somebody (*losses in fighting near X*)."""
    if trigger.frame.event_type not in _COST:
        return []
    tops = {trigger.head.i, _verb(trigger).i, *(t.i for t in trigger.tokens)}
    for other, own in zip(scene.triggers, placed, strict=True):
        if other is trigger or not own or other.frame.event_type not in _ON_GROUND | FIRE:
            continue
        if _inside(other.head, tops):
            return _with(own)
    return []


def _of_footage(scene: Scene, trigger: Trigger, placed: Sequence[list[Anchored]]) -> list[Anchored]:
    """Where that is which a deed is taken to show (*a drone striking a tank, indicating …*).

    What was shot down is where it flew to (*downed drones that targeted a base in X*).
    """
    for other, own in zip(scene.triggers, placed, strict=True):
        if not own or other.head.i < trigger.head.i or other is trigger:
            continue
        clause = other.head
        while clause.dep_ in {"obj", "nmod", "compound", "ccomp"} and clause.head != clause:
            clause = clause.head
        shown = clause.dep_ == "advcl" and lemma(clause) in _SHOWING and clause.low.endswith("ing")
        if shown and clause.head in {_verb(trigger), _verb(trigger).head}:
            return _with(own)
        of_target = clause.dep_ == "acl:relcl" and clause.head == trigger.target
        if of_target and trigger.frame.event_type in _SHOT:
            return _with(own)
    return []


def _of_effect(scene: Scene, trigger: Trigger, placed: Sequence[list[Anchored]]) -> list[Anchored]:
    """Where that was which an attack is said to have caused (*blasts, caused by an attack*)."""
    noun = trigger.head
    if trigger.frame.event_type not in FIRE | {"attack"} or lemma(noun.head) != "cause":
        return []
    for other, own in zip(reversed(scene.triggers), reversed(placed), strict=True):
        if own and other.head.i < noun.i and other.frame.event_type in _COST | FIRE:
            return _with(own)
    return []


def _inside(node: Token, tops: set[int]) -> bool:
    """Whether a battle stands in a phrase of circumstance under one of the words."""
    circumstance = False
    for _ in range(_STEPS):
        if node.i in tops:
            return circumstance
        if node.dep_ not in {"obl", "nmod", "advcl", "acl", "conj", "obj"} or node.head == node:
            return False
        circumstance = circumstance or not _IN.isdisjoint(cases(node))
        node = node.head
    return node.i in tops and circumstance


def _of_joined_clause(
    scene: Scene, trigger: Trigger, placed: Sequence[list[Anchored]]
) -> list[Anchored]:
    """Where the battle was whose outcome the next clause tells (*attacked X and had losses*)."""
    verb = _verb(trigger)
    clause = governing_clause(verb)
    gain = trigger.frame.event_type == "advance" and clause.dep_ == "advcl"
    if not gain and (trigger.frame.event_type not in _OUTCOMES or trigger.frame.form == "adj"):
        return []
    for other, own in zip(reversed(scene.triggers), reversed(placed), strict=True):
        if other is trigger or not own or other.frame.event_type not in _BEFORE:
            continue
        if other.head.i < verb.i and _joined(governing_clause(_verb(other)), clause):
            moved = trigger.frame.event_type in {"withdraw", "advance"}
            return [_beside(a) for a in _with(own)] if moved else _with(own)
    return []


def _joined(before: Token, clause: Token) -> bool:
    """Whether two clauses stand side by side, the later told of the same battle."""
    if before == clause:
        return False
    then = clause.dep_ == "advcl" and clause.low.endswith("ing") and child(clause, "mark") is None
    if then or clause.dep_ in {"conj", "parataxis"}:
        return clause.head == before
    plain = before.dep_ == "advcl" and child(before, "mark") is None
    return (plain or before.dep_ == "parataxis") and before.head == clause


def _of_acting_force(
    scene: Scene, trigger: Trigger, mentions: Sequence[PlaceMention]
) -> list[Anchored]:
    """Where the force is that acts (*the defenders of the works in X capitulated*)."""
    actor = trigger.actor
    if actor is None:
        return []
    kinds = _STANDING if lemma(actor) in _FORCES else _OF_OFFICE if lemma(actor) in _RULING else ()
    if trigger.frame.event_type not in kinds:
        return []
    near = {
        t.i
        for c in actor.children
        if c.dep_ == "nmod"
        and c.i > actor.i
        and not {"in", "at", "of", "near"}.isdisjoint(cases(c))
        for t in c.subtree
        if t.i - actor.i < 8
    }
    return [
        Anchored(msgspec.structs.replace(m, role="location"), whole=False, governed=False)
        for m in mentions
        if (tokens := scene.tokens(m)) and tokens[0].i in near
    ]
