"""Where an event is by the only places that its own clause tells of, of whatever they are told.

*They fired on a bus that took people from A*, *agreed on a corridor to bring the wounded out of A*,
*a post was destroyed whose men had attacked toward A*: asked last, and only of an event that is
told anyway and that nothing nearer gives a place or a country.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.model import Claim, PlaceMention
from salient.reading.anaphora import VAGUE, definite_places
from salient.reading.antecedents import PlaceContext
from salient.reading.bearings import without_bearings
from salient.reading.elsewhere import in_others, of_cause
from salient.reading.events import Trigger
from salient.reading.firing import FIRE
from salient.reading.governors import ENABLING
from salient.reading.lemmas import lemma
from salient.reading.offices import names_unit, of_force, of_government, of_office
from salient.reading.scenes import Scene, scene_of
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases, child
from salient.reading.ways import NO_TRIGGER, head_of

__all__ = ["in_own_clause"]

_MOVING = frozenset({"redeploy", "reinforce", "resupply", "concentrate"})
_AT_REST = FIRE | frozenset(
    "attack harm_civilians damage loss sabotage interdict ceasefire encircle repel surrender mine "
    "fight hold capture".split()
)
"""Events that go nowhere: where something else of their clause goes or comes from, they are by."""

_ASKING = _MOVING | _AT_REST | frozenset("evacuate withdraw detain advance other".split())

_UP = frozenset({"obj", "obl", "nmod", "nsubj", "nsubj:pass", "acl", "xcomp", "advcl"})
_APART = frozenset(
    "as while when because although though since after before until if unless whether despite "
    "instead rather than that where without".split()
)
"""Prepositions and conjunctions before what was at another time, or is another story."""

_TELLING = frozenset(
    "say report claim state note confirm announce assess deny add tell warn believe expect think "
    "reveal detail describe show indicate suggest want wish hope compare refer".split()
)
"""Verbs below which another story is told than that of the clause above them."""

_SETTING_OUT = frozenset({"regroup", "reform"})
"""Who regroups to attack a place is not told to be near it."""

_THEN = frozenset({"later", "then", "subsequently", "afterwards", "eventually"})
_RAISED_IN = frozenset({"compound", "amod", "nmod:poss"})
_STEPS, _HEIGHT = 10, 4
_TOGETHER = frozenset(
    "and or in the near of city region regions oblast oblasts district raion area "
    "occupied besieged northwest northeast southwest southeast north south east west".split()
)
"""Words between names that are told of together."""


def in_own_clause(
    claim: Claim,
    sentence: ParsedSentence,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
) -> Claim:
    """A claim without a place, with those that its clause tells of; one told without stays told."""
    if without_bearings(claim):
        return claim
    places = _of_own_clause(sentence, trigger, triggers, mentions, context)
    return msgspec.structs.replace(claim, places=places) if places else claim


def _of_own_clause(
    sentence: ParsedSentence,
    trigger: Trigger,
    triggers: Sequence[Trigger],
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
) -> tuple[PlaceMention, ...]:
    """The places told together that the clause of an event names nearest to it."""
    sort = trigger.frame.event_type
    if sort not in _ASKING or trigger.frame.head in _SETTING_OUT:
        return ()
    if in_others(trigger):
        return ()
    scene = scene_of(sentence, triggers, mentions)
    own = _own(trigger)
    found: list[PlaceMention] = []
    for mention in mentions:
        tokens = scene.tokens(mention)
        if not tokens or mention.place_id is None or of_cause(sentence, trigger, mention):
            continue
        head = head_of(tokens)
        if head.head == trigger.actor and head.dep_ in _RAISED_IN:
            # *A gunners*: of A, wherever they are.
            continue
        if sort == "redeploy" and trigger.target is not None and trigger.target.is_ancestor(head):
            # *Moved units based in A*: nobody says where to.
            continue
        if _leads(head, own, sort) and not _of_others(scene, mention, head):
            way = scene.way(mention, head)
            if not (way.aside and way.trigger == NO_TRIGGER):
                place = msgspec.structs.replace(mention, relation=way.relation, role=way.role)
                found.append(place)
    near = _nearest(sentence, found, trigger) or [
        msgspec.structs.replace(meant, role="location")
        for noun, meant in definite_places(sentence, mentions, context, scene.place_tokens)
        if noun.low not in VAGUE and _leads(noun, own, sort)
    ]
    return tuple(p for place in near if (p := _settled(place, sort)) is not None)


def _own(trigger: Trigger) -> frozenset[int]:
    """The words of an event and of the phrases and clauses in which it stands."""
    words = [*trigger.tokens]
    node = trigger.support or trigger.head
    words.append(node)
    for _ in range(_HEIGHT):
        if node.dep_ not in _UP or node.head == node or not _APART.isdisjoint(cases(node)):
            break
        node = node.head
        if lemma(node) in _TELLING:
            break
        words.append(node)
    return frozenset(t.i for t in words)


def _leads(node: Token, own: frozenset[int], sort: str) -> bool:
    """Whether nothing on the way up from a word to an event's tells another story."""
    for _ in range(_STEPS):
        if node.i in own:
            return True
        if node.head == node or node.dep_ in {"ROOT", "parataxis", "list"}:
            return False
        word = lemma(node)
        if word in _TELLING or not _APART.isdisjoint(cases(node)):
            return False
        if word in ENABLING and node.low.endswith("ing"):
            return False
        if any(c.low in {"not", "n't"} for c in node.children):
            return False
        besides = node.dep_ == "conj" or (node.dep_ == "advcl" and node.i > max(own))
        if besides and child(node, "nsubj", "nsubj:pass") is not None:
            # *They held three areas, the enemy advancing on A*.
            return False
        if any(c.low in _THEN for c in node.children):
            return False
        if node.dep_ == "acl:relcl" and (sort in _MOVING or node.pos_ != "VERB"):
            # *Moved units that had fought in A*.
            return False
        node = node.head
    return False


def _of_others(scene: Scene, mention: PlaceMention, head: Token) -> bool:
    """Whether a name is part of that of an office, a force or a unit."""
    named = of_office(head, scene.owner) or of_force(mention, head) or names_unit(head)
    return named or of_government(head)


def _nearest(
    sentence: ParsedSentence, found: Sequence[PlaceMention], trigger: Trigger
) -> list[PlaceMention]:
    """Of places those told together after an event, or else those before it."""
    at = sentence.start + trigger.head.idx
    behind = [m for m in found if m.start > at]
    if not behind:
        series = list(reversed(found))
        return list(reversed(_run(sentence, series)))
    return _run(sentence, behind)


def _run(sentence: ParsedSentence, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    kept = list(found[:1])
    for mention in found[1:]:
        one, other = sorted((kept[-1], mention), key=lambda m: m.start)
        gap = sentence.text[one.end - sentence.start : other.start - sentence.start].lower()
        words = gap.replace(",", " ").split()
        if not _TOGETHER.issuperset(words):
            break
        # *From the A plant in B*: from B too.
        inside = words[:1] == ["in"] and other is mention
        kept.append(msgspec.structs.replace(mention, role=one.role) if inside else mention)
    return kept


def _settled(place: PlaceMention, sort: str) -> PlaceMention | None:
    """A place as where an event is for which it was not told."""
    brought = sort == "redeploy" and place.relation == "at"
    if (brought or place.relation == "toward") and place.role == "location":
        # *Moved troops to strengthen the defence of A*: to A.
        place = msgspec.structs.replace(place, role="destination")
    if sort not in _AT_REST:
        return place if place.role != "origin" or sort in {"evacuate", "withdraw"} else None
    if place.role == "location" and place.relation != "toward":
        return place
    if place.kind == "region" and place.role == "origin":
        return None
    near = place.role in {"origin", "path"} or place.relation == "toward"
    relation = "near" if near and place.relation in {"at", "toward"} else place.relation
    return msgspec.structs.replace(place, relation=relation, role="location")
