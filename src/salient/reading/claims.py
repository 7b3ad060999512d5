"""A claim from an event: its quote, parties, places, time, standing and what it says of control."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from salient.model import (
    Claim,
    ControlEffect,
    DocumentRef,
    Holder,
    Party,
    Predicate,
    Reader,
    Span,
    TimeMention,
    content_id,
)
from salient.reading.antecedents import Anchored
from salient.reading.contenders import parties_of
from salient.reading.events import Trigger
from salient.reading.factuality import Standing
from salient.reading.holders import Voice, named_after
from salient.reading.implied import implied_side
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.quantities import quantities_of, share_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, attributive, governing_clause, noun_phrase

__all__ = ["Found", "control_effects", "event_of", "failed_attempt", "make_claim", "quote_of"]

_HELD = frozenset({"settlement", "region", "feature", "district", "axis"})
_PART = frozenset(
    "most much majority part portion half territory district suburb outskirt section "
    "quarter street foothold bridgehead "
    "position ground area checkpoint building heights height".split()
)
_EARLIER = frozenset("earlier previous previously original starting initial prior former".split())
_ENTIRE = frozenset({"entire", "whole", "full"})
_WHOLE = 0.95
"""A share of a settlement from which on it counts as held as a whole."""


class Found(NamedTuple):
    """All that the reader knows of one event, before it becomes a claim."""

    trigger: Trigger
    finder: PartyFinder
    places: tuple[Anchored, ...]
    time: TimeMention | None
    standing: Standing
    voice: Voice


def _clause_tokens(trigger: Trigger) -> list[Token]:
    clause = governing_clause(trigger.head)
    inside: list[Token] = []
    stack = [clause]
    keep = {trigger.head.i} | {t.i for t in trigger.head.ancestors}
    while stack and len(inside) < 2_000:
        node = stack.pop()
        inside.append(node)
        for c in node.children:
            apart = c.dep_ == "parataxis" or (c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})
            if apart and c.i not in keep:
                continue
            stack.append(c)
    return inside


def quote_of(found: Found, text: str) -> Span:
    """The clause that carries the event, with its arguments, verbatim."""
    trigger, sentence = found.trigger, found.finder.sentence
    tokens = _clause_tokens(trigger) + list(trigger.tokens)
    for party in (trigger.actor, trigger.target):
        if party is not None:
            tokens += noun_phrase(party)
    doc = trigger.head.doc
    ordered = [doc[i] for i in sorted({t.i for t in tokens})]
    while len(ordered) > 1 and (ordered[0].is_punct or ordered[0].dep_ == "cc"):
        ordered = ordered[1:]
    while len(ordered) > 1 and ordered[-1].is_punct:
        ordered = ordered[:-1]
    start, end = sentence.span(ordered[0], ordered[-1])
    return Span(text[start:end], start, end)


def _object_is_part(found: Found, anchored: Anchored) -> bool:
    """Whether only a part of the place is meant (*half of X*, *positions in X*).

    *The territory of the plant* is the plant, *captured territory in X* a part of it.
    """
    target = found.trigger.target
    if target is None:
        return not anchored.whole
    of = argument(target, "of") if target.low == "territory" else None
    if of is not None and {c.low for c in target.children if c.dep_ == "amod"} <= _ENTIRE:
        return False
    grey = any(c.low in {"gray", "grey"} for c in target.children)
    return not anchored.whole or (lemma(target) in _PART and not grey)


def _effect(found: Found, anchored: Anchored, side: str, effect: str) -> ControlEffect | None:
    mention = anchored.mention
    if mention.place_id is None or mention.kind not in _HELD or mention.relation != "at":
        return None
    if effect == "loses" and found.trigger.frame.event_type != "capture":
        left = mention.role == "origin" or anchored.governed
        if mention.role == "destination" or (found.trigger.head.dep_ == "conj" and not left):
            return None
    elif effect != "loses" and mention.role != "location" and not anchored.governed:
        return None
    if mention.kind == "region" and _only_told_of(found.trigger.head):
        return None
    if effect == "loses" and _falls_back(found.trigger):
        return None
    partial = _object_is_part(found, anchored)
    share = share_of(found.trigger)
    if share is not None:
        partial = mention.kind != "region" and share.low < _WHOLE
    if mention.kind == "axis":
        return None
    if partial and effect in {"gains", "holds", "loses"}:
        effect = "contests"
    return ControlEffect(place_id=mention.place_id, side=side, effect=effect)


def _falls_back(trigger: Trigger) -> bool:
    """Whether a force only goes back to where it stood before its attack (*to earlier lines*)."""
    back = argument(trigger.head, "to") if trigger.frame.event_type == "withdraw" else None
    return back is not None and bool(_EARLIER & {t.low for t in back.subtree})


def _only_told_of(event: Token) -> bool:
    """Whether a word takes a region's occupation as known, of however much (*occupied A*)."""
    return attributive(event) or (event.pos_ == "NOUN" and lemma(event) == "occupation")


def _governed(found: Found) -> Sequence[Anchored]:
    """The places whose control the event speaks of: its object's, where it has one, else all."""
    governed = [a for a in found.places if a.governed or _of_object(found, a)]
    if found.trigger.frame.control == "loses" and not governed:
        governed = [a for a in found.places if a.mention.role == "origin"]
    if governed or found.trigger.target is None:
        return governed or found.places
    return found.places if found.trigger.frame.control == "contests" else ()


def _only_around(anchored: Anchored, places: Sequence[Anchored]) -> bool:
    """Whether a region only says where another place of the event lies, or which part is meant.

    So the region in *liberated X, A region*, and in *left A region west of the river*.
    """
    region = anchored.mention
    if region.kind != "region":
        return False
    others = [a.mention for a in places if a.mention is not region]
    return any(
        (m.kind == "settlement" and region.admin1 is not None and m.admin1 == region.admin1)
        or (m.kind == "river" and m.relation.endswith("_of"))
        for m in others
    )


def _of_object(found: Found, anchored: Anchored) -> bool:
    """Whether a place is one of several that the object names (*over the A and B regions*)."""
    mention, finder = anchored.mention, found.finder
    if found.trigger.target is None or mention.relation != "at" or mention.kind != "region":
        return False
    start, end = finder.sentence.span(*noun_phrase(found.trigger.target))
    return start <= mention.start and mention.end <= end and mention.role == "location"


def control_effects(
    found: Found, actor: Party | None, target: Party | None
) -> tuple[ControlEffect, ...]:
    """What the event says about control if the claim is true; nothing where it is negative."""
    frame = found.trigger.frame
    if frame.control is None or not found.standing.positive:
        return ()
    party = actor if frame.control_of == "actor" else target
    side = party.side if party is not None else None
    if side is None and (party is None or frame.control_of == "actor"):
        side = _side_taken_from(found) or (
            implied_side(found.trigger, found.finder) if party is None else None
        )
    if frame.control_of == "target" and side is None and actor is not None:
        side = found.finder.opponent(actor.side)
    if side is None and frame.control == "contests":
        side = next((p.side for p in (actor, target) if p is not None and p.side), None)
    told = [(side, frame.control)] if side is not None else []
    loser = _loser(found)
    if loser is not None and loser != side:
        told.append((loser, "loses"))
    governed = [a for a in _governed(found) if not _only_around(a, found.places)]
    effects = (_effect(found, a, s, effect) for s, effect in told for a in governed)
    return tuple(dict.fromkeys(e for e in effects if e is not None))


def _dated(found: Found) -> bool:
    time = found.time
    return time is not None and not (time.text or "").lower().startswith("since")


def _side_taken_from(found: Found) -> str | None:
    """The side that gains what is taken from the other (*was recaptured from Russian troops*)."""
    return found.finder.opponent(_loser(found))


def _loser(found: Found) -> str | None:
    """The side from which a place is taken (*captured X from the rebels*, *cleared X of them*)."""
    trigger = found.trigger
    if trigger.frame.event_type != "capture":
        return None
    for preposition in ("from", "of"):
        for word in (trigger.head, trigger.target):
            loser = argument(word, preposition) if word is not None else None
            if loser is not None and loser != trigger.target and found.finder.is_force(loser):
                return found.finder.side_of(loser)
    return None


def event_of(found: Found) -> str:
    """The event type: the frame's, but what *is* or *remains* occupied is held."""
    trigger = found.trigger
    if trigger.frame.head not in {"occupy", "control"}:
        return trigger.frame.event_type
    return "hold" if _is_held(found) else trigger.frame.event_type


def _is_held(found: Found) -> bool:
    """Whether a participle speaks of a state: *X, occupied by …*, *is occupied*, *the occupied X*.

    With a date of its own it tells of the taking (*X, occupied on 2 March*).
    """
    head = found.trigger.head
    if attributive(head) or found.finder.is_state(head) or _heads_label(head):
        return True
    if head.low == "occupying" and head.dep_ == "acl":
        return True
    if head.low in {"occupy", "occupies"} and "Fin" in head.morph.get("VerbForm", []):
        return found.standing.mood == "reported"
    bare = not any(c.dep_ in {"aux", "aux:pass", "cop"} for c in head.children)
    after_noun = head.dep_ in {"acl", "nsubj", "nsubj:pass", "appos", "conj"} and bare
    return after_noun and "Part" in head.morph.get("VerbForm", []) and not _dated(found)


def _heads_label(participle: Token) -> bool:
    """Whether *occupied* stands before a name that nobody is said to occupy (*Occupied X: …*)."""
    if participle.low != "occupied" or participle.i + 1 >= len(participle.doc):
        return False
    alone = not any(c.dep_.startswith(("nsubj", "aux")) for c in participle.children)
    return alone and participle.nbor(1).pos_ == "PROPN"


def _time(found: Found, today: date) -> TimeMention:
    if found.time is not None:
        return found.time
    if found.standing.mood in {"forecast", "intended", "conditional"}:
        return TimeMention(text=None, start=None, end=None, earliest=today, latest=None)
    return TimeMention(text=None, start=None, end=None, earliest=today, latest=today)


def _holders(found: Found) -> tuple[Holder, ...]:
    word, voice = found.standing.unsourced, found.voice
    wanted = voice.wanting if found.standing.mood == "intended" else None
    holders = wanted or voice.holders
    if word is None or holders[-1].kind == "unspecified" or any(map(named_after, voice.acts)):
        return holders
    start, end = found.finder.sentence.span(word, word)
    unnamed = Holder(name="unspecified", kind="unspecified", start=start, end=end)
    return (*holders, unnamed)


def make_claim(
    found: Found,
    document: DocumentRef,
    text: str,
    today: date,
    reader: Reader,
    event: str | None = None,
) -> Claim:
    """The claim that an event makes; `event` overrides the frame's event type."""
    trigger, finder = found.trigger, found.finder
    frame = trigger.frame
    event_type = event or event_of(found)
    actor, target = parties_of(trigger, finder, event_type, [a.mention for a in found.places])
    start, end = finder.sentence.span(
        min(trigger.tokens, key=lambda t: t.i), max(trigger.tokens, key=lambda t: t.i)
    )
    standing = found.standing
    derived = event is not None and event != frame.event_type
    quote = quote_of(found, text)
    return Claim(
        claim_id=content_id("claim", document.document_id, reader.name, reader.version, start, end,
                            event_type, standing.polarity, quote.text),
        document=document,
        quote=quote,
        holders=_holders(found),
        event_type=event_type,
        plover=frame.plover,
        acled=frame.acled,
        predicate=Predicate(
            lemma=" ".join(frame.words), text=text[start:end], start=start, end=end
        ),
        actor=actor,
        target=None if derived and target is not None and target.side is not None else target,
        places=tuple(a.mention for a in found.places),
        time=_time(found, today),
        polarity=standing.polarity,
        mood=standing.mood,
        probability=standing.probability,
        probability_term=standing.term,
        quantities=() if derived else quantities_of(trigger, finder),
        control=() if derived else _held(control_effects(found, actor, target), event_type),
        reader=reader,
    )  # fmt: skip


def _held(effects: tuple[ControlEffect, ...], event_type: str) -> tuple[ControlEffect, ...]:
    """The effects of a place that is held, not newly taken."""
    if event_type != "hold":
        return effects
    return tuple(
        msgspec.structs.replace(e, effect="holds") if e.effect == "gains" else e for e in effects
    )


def failed_attempt(found: Found) -> Found | None:
    """The goal that a failed attempt missed, as an event of its own that did not happen."""
    if not found.standing.failed or not found.standing.positive:
        return None
    if found.trigger.frame.event_type not in {"attack", "advance", "fight", "cross", "encircle"}:
        return None
    return found._replace(standing=found.standing._replace(positive=False, failed=False))
