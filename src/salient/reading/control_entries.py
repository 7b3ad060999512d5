"""What an event says of control: which side gains, holds, loses or contests which place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import msgspec

from salient.model import ControlEffect, Party
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.found import Found
from salient.reading.implied import implied_side
from salient.reading.lemmas import lemma
from salient.reading.shares import share_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, attributive, child, noun_phrase, phrase_tokens
from salient.reading.wholes import ENTIRE, MADE_UP, only_towns_of, stands_for_all

__all__ = ["as_held", "control_effects"]

_HELD = frozenset({"settlement", "region", "feature", "district", "axis"})
_PART = frozenset(
    "most much majority part portion half territory district suburb outskirt section "
    "quarter street foothold bridgehead neighborhood neighbourhood block station "
    "position ground area checkpoint building heights height port seaport harbour harbor "
    "terminal bridge sector".split()
)
_LINES = frozenset("position line ground defence defense".split())
_STANDING = frozenset("be remain stay sit stand presence".split())
_EARLIER = frozenset("earlier previous previously original starting initial prior former".split())
_AFLOAT = frozenset(
    "warship ship vessel boat fleet flotilla submarine frigate cruiser aircraft plane helicopter "
    "drone".split()
)
_OTHERS = frozenset({"other", "another"})
_LISTING = frozenset({"including", "namely", "like", "—", "-", ":", "–", ","})
_WHOLES = frozenset({"city", "town", "village", "settlement", "plant", "island"})
_NOT_WHOLLY = frozenset({"almost", "nearly", "partly", "partially", "largely", "mostly"})
_WHOLE = 0.95
"""A share of a settlement from which on it counts as held as a whole."""

_MOST_OF_REGION = 0.9
"""The same of a region, of which *almost all* is told where a corner is left."""


def _object_is_part(found: Found, anchored: Anchored) -> bool:
    """Whether only a part of the place is meant (*half of X*, *positions in X*).

    *The territory of the plant* is the plant, *captured territory in X* a part of it.
    """
    target = found.trigger.target
    if target is None:
        return not anchored.whole and not _leaves_all(found, anchored)
    if _within(found, target, anchored):
        # *The A-B area* is the name of the place itself.
        return False
    name = next((t for t in target.subtree if _starts(found, t, anchored)), None)
    if name is not None and name.i > target.i and _listed_after(target, name):
        return False
    if stands_for_all(target, anchored.mention.kind, name):
        return False
    of = argument(target, "of") if target.low == "territory" else None
    if of is not None and {c.low for c in target.children if c.dep_ == "amod"} <= ENTIRE:
        return False
    before = {c.low for c in target.children if c.i < target.i}
    centre = target.low in {"center", "centre"} and bool(before & {"city", "town"})
    own_name = target.low == "bridge" and name is not None and name.i < target.i
    part = centre or (
        lemma(target) in _PART and not own_name and before.isdisjoint({"gray", "grey"})
    )
    return not anchored.whole or part


def _leaves_all(found: Found, anchored: Anchored) -> bool:
    """Whether a force goes from the whole place, by what it is called (*retreated from the city*).

    *The territory of the plant* is the plant.
    """
    head = found.trigger.head
    left = argument(head, "from") or argument(head, "of")
    if left is None or found.trigger.frame.control != "loses":
        return False
    ground = lemma(left) == "territory" and anchored.mention.kind == "feature"
    return ground or lemma(left) in _WHOLES


def _within(found: Found, token: Token, anchored: Anchored) -> bool:
    """Whether a word is part of a place's name."""
    at, mention = found.finder.sentence.start + token.idx, anchored.mention
    return mention.start <= at < mention.end and mention.start != at


def _starts(found: Found, token: Token, anchored: Anchored) -> bool:
    return found.finder.sentence.start + token.idx == anchored.mention.start


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
    if mention.kind == "region" and found.trigger.frame.event_type == "advance":
        return None
    if effect == "loses" and _gives_nothing_up(found, anchored):
        return None
    kept = mention.kind == "region" and effect == "holds" and _only_stands(found.trigger)
    kept = kept or (mention.kind in {"region", "district"} and only_towns_of(found, mention))
    partial = kept or _object_is_part(found, anchored) or _not_wholly(found.trigger.head)
    share = share_of(found.trigger)
    if share is not None:
        partial = share.low < _WHOLE
        if mention.kind == "region":
            partial = round((share.low + (share.high or share.low)) / 2, 3) < _MOST_OF_REGION
    if mention.kind == "axis":
        return None
    if partial and effect in {"gains", "holds", "loses"}:
        effect = "contests"
    return ControlEffect(place_id=mention.place_id, side=side, effect=effect)


def _not_wholly(verb: Token) -> bool:
    """Whether a verb is only told of a part (*almost completely control the settlement*)."""
    adverbs = [c for c in verb.children if c.dep_ == "advmod"]
    return any(c.low in _NOT_WHOLLY for a in adverbs for c in (a, *a.children))


def _only_stands(trigger: Trigger) -> bool:
    """Whether a side only keeps its lines in a region (*hold positions in A*), or is in it.

    Who defends himself in a region need not have it all.
    """
    words = {lemma(word) for word in trigger.tokens}
    standing = lemma(trigger.head) in _STANDING or not words.isdisjoint(_LINES)
    return trigger.frame.event_type == "hold" and standing


def _gives_nothing_up(found: Found, anchored: Anchored) -> bool:
    """Whether a side leaves, or is driven, without losing the place.

    It goes back to its lines, sails off, takes arms away, goes back somewhere in a region, or was
    only near the place from which it is pushed *away*.
    """
    trigger, mention = found.trigger, anchored.mention
    event_type = trigger.frame.event_type
    if _falls_back(trigger) or _sails(trigger):
        return True
    if event_type == "repel":
        return any(c.low == "away" for c in trigger.head.children)
    if event_type != "withdraw":
        return False
    sentence = found.finder.sentence
    if _leaves_lines(trigger, mention.start - sentence.start):
        return True
    before = sentence.text[: mention.start - sentence.start].split()[-2:]
    there = mention.role == "location" or not anchored.whole
    within = mention.kind == "region" and "in" in before and there
    target = trigger.target
    arms = any(_is_arms(found, noun) for noun in (target, trigger.actor) if noun is not None)
    return within or arms


def _is_arms(found: Found, noun: Token) -> bool:
    """Whether what goes are arms, or columns of them (*columns of equipment left A*)."""
    of = argument(noun, "of") if lemma(noun) == "column" else None
    told = [noun, *([] if of is None else [of])]
    return any(found.finder.lexicon.noun_is(lemma(t), "equipment") for t in told)


def _falls_back(trigger: Trigger) -> bool:
    """Whether a force only goes back to where it stood before its attack (*to earlier lines*)."""
    back = argument(trigger.head, "to") if trigger.frame.event_type == "withdraw" else None
    return back is not None and bool(_EARLIER & {t.low for t in back.subtree})


def _leaves_lines(trigger: Trigger, at: int) -> bool:
    """Whether what is left are positions, said to be nowhere (*retreat from some positions*).

    at: where a place of the event begins in the sentence.
    """
    left = argument(trigger.head, "from")
    if left is None or lemma(left) not in _LINES:
        return False
    near = left.doc[left.i + 1 : left.i + 5]
    return not any(t.idx == at for t in (*left.subtree, *near))


def _sails(trigger: Trigger) -> bool:
    """Whether ships or aircraft leave, which held no ground (*warships left the A roadstead*)."""
    return trigger.actor is not None and lemma(trigger.actor) in _AFLOAT


def _only_told_of(event: Token) -> bool:
    """Whether a word takes a region's taking as known, of however much (*the occupation of A*).

    *Occupied A* has A held: how much of A is meant, or that it is none of the news, the consumer
    may see by the word before the name.
    """
    if event.low.endswith("occupied") and attributive(event):
        return False
    return attributive(event) or (event.pos_ == "NOUN" and lemma(event) == "occupation")


def _governed(found: Found) -> Sequence[Anchored]:
    """The places whose control the event speaks of: its object's, where it has one, else all."""
    said = [a._replace(whole=True, governed=True) for a in found.places if _is_object(found, a)]
    if said:
        return said
    governed = [a for a in found.places if a.governed or _of_object(found, a)]
    if found.trigger.frame.control == "loses" and not governed:
        governed = [a for a in found.places if a.mention.role == "origin"]
    if governed or found.trigger.target is None:
        return governed or found.places
    inside = _inside_object(found) or _meant_by_object(found)
    if inside:
        return inside
    return found.places if found.trigger.frame.control == "contests" else ()


def _inside_object(found: Found) -> Sequence[Anchored]:
    """The places that the object's own phrase names, none of them the object.

    Those of a list are meant whole (*several villages, including A and B*, *the city of the label
    before it*), those that something lies in only in part (*seized the station in A*).
    """
    target = found.trigger.target
    if target is None or target.pos_ == "PRON" or _OTHERS & {c.low for c in target.children}:
        return ()
    sentence = found.finder.sentence
    nouns = [target, *(c for c in found.trigger.head.children if _lies_in(c, target))]
    below = {
        sentence.start + t.idx: t for n in nouns for t in n.subtree
        if n != target or _of_its_phrase(t, target)
    }  # fmt: skip
    named: list[Anchored] = []
    for a in found.places:
        m = a.mention
        if m.relation != "at" or m.role != "location" or m.kind not in _HELD:
            continue
        token = next((t for at, t in below.items() if m.start <= at < m.end), None)
        listed = token is not None and _listed_after(target, token)
        if token is not None and (listed or m.kind in {"settlement", "feature"}):
            named.append(a._replace(whole=listed, governed=True))
    return named


def _meant_by_object(found: Found) -> Sequence[Anchored]:
    """The one place that *the city* or *half of the city* stands for, told elsewhere."""
    target = found.trigger.target
    if target is None:
        return ()
    noun = target if lemma(target) in _WHOLES else argument(target, "of")
    if noun is None or lemma(noun) not in _WHOLES or any(c.pos_ == "PROPN" for c in noun.children):
        return ()
    if noun != target and lemma(target) not in _PART and share_of(found.trigger) is None:
        return ()
    of_their_own = lemma(noun) == noun.low and {"the", "this"} & {c.low for c in noun.children}
    there = [
        a for a in found.places
        if a.mention.relation == "at" and a.mention.kind in {"settlement", "feature"}
    ]  # fmt: skip
    if not of_their_own or len(there) != 1:
        return ()
    return [there[0]._replace(whole=noun == target, governed=True)]


def _lies_in(phrase: Token, noun: Token) -> bool:
    """Whether a phrase of the verb right after a noun says where that is (*the station in A*)."""
    case = child(phrase, "case")
    after = max(t.i for t in phrase_tokens(noun)) + 1
    inside = case is not None and case.i == after and case.low in {"in", "within", "inside"}
    return inside and phrase.dep_ == "obl" and phrase.i > noun.i


def _of_its_phrase(token: Token, noun: Token) -> bool:
    """Whether a word after a noun hangs on it through no clause of its own."""
    if token.i <= noun.i:
        return False
    return all(
        a.pos_ not in {"VERB", "AUX"} for a in takewhile(lambda a: a != noun, token.ancestors)
    )


def _listed_after(target: Token, name: Token) -> bool:
    """Whether a name stands in a list of what the object is made up of (*towns including A*)."""
    between = target.doc[target.i + 1 : name.i]
    return lemma(target) in MADE_UP and any(t.low in _LISTING for t in between)


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


def _is_object(found: Found, anchored: Anchored) -> bool:
    """Whether the object only says what a place is (*A, a southern port city occupied by B*)."""
    target = found.trigger.target
    if target is None or target.dep_ != "appos" or target.i < target.head.i:
        return False
    town = found.finder.lexicon.noun_is(lemma(target), "place")
    return town and anchored.mention.relation == "at" and _starts(found, target.head, anchored)


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
    sides = _fighting(found) if side is None else (side,)
    told = [(told_of, frame.control) for told_of in sides]
    loser = _loser(found)
    if loser is not None and loser != side:
        told.append((loser, "loses"))
    governed = [
        a for a in _governed(found)
        if not _only_around(a, found.places) and (side or a.mention.kind != "region")
    ]  # fmt: skip
    effects = (_effect(found, a, s, effect) for s, effect in told for a in governed)
    return tuple(dict.fromkeys(e for e in effects if e is not None))


def _fighting(found: Found) -> Sequence[str]:
    """The sides that contest where there is fighting of which nobody is named: both, of two."""
    fights = found.trigger.frame.event_type == "fight" and found.trigger.frame.control == "contests"
    sides = found.finder.sides
    return sides if fights and len(sides) == 2 else ()


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


def as_held(effects: tuple[ControlEffect, ...], event_type: str) -> tuple[ControlEffect, ...]:
    """The effects of a place that is held, not newly taken."""
    if event_type != "hold":
        return effects
    return tuple(
        msgspec.structs.replace(e, effect="holds") if e.effect == "gains" else e for e in effects
    )
