"""One sentence with its events and the places that it names, before they are brought together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases
from salient.reading.ways import NO_TRIGGER, Climb, climb, mention_tokens

__all__ = ["Read", "Scene", "add", "add_aside", "scene_of", "settled"]


def _left_from_about(way: Climb, triggers: Sequence[Trigger]) -> bool:
    """Whether a place is where a withdrawal began (*from positions around X*)."""
    if way.trigger == NO_TRIGGER or way.role != "location":
        return False
    left = triggers[way.trigger].frame.event_type == "withdraw"
    return left and way.relation in {"around", "near"}


def settled(mention: PlaceMention, way: Climb) -> Anchored:
    """A mention as an event's place, with the relation and role that the way up from it gave."""
    placed = msgspec.structs.replace(mention, relation=way.relation, role=way.role)
    return Anchored(placed, way.whole, way.governed)


def add(found: list[Anchored], new: Anchored) -> None:
    """Add a place to those of an event, unless the same mention of it is among them.

    *North and east of A* are two of one mention.
    """
    if not any(_same(a.mention, new.mention) for a in found):
        found.append(new)


def _same(one: PlaceMention, other: PlaceMention) -> bool:
    if (one.start, one.place_id) != (other.start, other.place_id):
        return False
    pointed = one.relation.endswith("_of") and other.relation.endswith("_of")
    return not pointed or one.relation == other.relation


_BESIDE = frozenset({"near", "around"})
_FRONT = re.compile(r"\s+(?:front|sector|axis)\b", re.IGNORECASE)
"""After a region's name, the part of the line that runs through it."""
_PART = re.compile(r"\bin the (?:far |very )?(?:north|south|east|west)\w* of (?:the )?$")
"""Before a region's name, the part of it that is meant."""


_GOING = frozenset(
    "advance withdraw redeploy reinforce resupply evacuate cross concentrate attack".split()
)
"""Events that go somewhere; others happen there (*surrendered to troops near A*)."""


_STAYING = frozenset({"hold", "encircle", "fight", "lose"})
"""Events that go nowhere."""


class Scene(NamedTuple):
    """One sentence with its events: `owner` tells whose each word is."""

    sentence: ParsedSentence
    triggers: Sequence[Trigger]
    owner: dict[int, int]
    place_tokens: frozenset[int]

    def tokens(self, mention: PlaceMention) -> list[Token]:
        """The words that a mention covers."""
        return mention_tokens(self.sentence.doc, self.sentence.start, mention)

    def way(self, mention: PlaceMention, head: Token) -> Climb:
        """The way up from a mention's head to an event, as that event takes it."""
        way = climb(mention, head, self.owner, self.triggers, self.place_tokens)
        if way.trigger != NO_TRIGGER and way.relation == "at" and cases(head)[:1] == ("on",):
            advancing = self.triggers[way.trigger].frame.event_type == "advance"
            if advancing and mention.kind == "settlement":
                way = way._replace(relation="toward", role="destination")
        if way.trigger != NO_TRIGGER and way.relation in _BESIDE:
            going = self.triggers[way.trigger].frame.event_type in _GOING
            if way.role == "path" or (way.role == "destination" and not going):
                way = way._replace(role="location")
        reached = way.trigger != NO_TRIGGER and way.role == "destination" and way.governed
        if reached and self.triggers[way.trigger].frame.event_type in _STAYING:
            # *Held on to A*: nothing went there.
            way = way._replace(role="location")
        way = self._in_front(mention, way)
        return way._replace(role="origin") if _left_from_about(way, self.triggers) else way

    def _in_front(self, mention: PlaceMention, way: Climb) -> Climb:
        """What is done on an axis or a region's *front line* is there, not on the way to it.

        Nor is what is done *in the south of* a region outside it.
        """
        if way.relation.endswith("_of") and mention.kind == "region":
            before = self.sentence.text[: max(0, mention.start - self.sentence.start)][-40:]
            return way._replace(relation="at", whole=False) if _PART.search(before) else way
        if way.relation != "toward" or way.role != "location":
            return way
        behind = self.sentence.text[mention.end - self.sentence.start :][:20]
        there = mention.kind == "axis" or (mention.kind == "region" and _FRONT.match(behind))
        return way._replace(relation="at") if there else way


def scene_of(
    sentence: ParsedSentence,
    triggers: Sequence[Trigger],
    mentions: Sequence[PlaceMention],
    every: Sequence[PlaceMention] = (),
) -> Scene:
    """A sentence with its events and the words that name its places, regions aside.

    `every` mention counts as a name, be it only one that tells where another place lies.
    """
    owner = {
        t.i: n for n, trigger in enumerate(triggers) for t in trigger.tokens if t.pos_ != "ADP"
    }
    for n, trigger in enumerate(triggers):
        if trigger.support is not None:
            owner.setdefault(trigger.support.i, n)
    place_tokens = frozenset(
        t.i
        for m in every or mentions
        if m.kind != "region"
        for t in mention_tokens(sentence.doc, sentence.start, m)
    )
    return Scene(sentence, triggers, owner, place_tokens)


class Read(NamedTuple):
    """Where mentions belong: to an event, to one through another verb, or to none."""

    placed: list[list[Anchored]]
    aside: list[tuple[int, Anchored]]
    loose: list[tuple[PlaceMention, Token]]


_HITTING = frozenset("shell strike airstrike harm_civilians damage".split())


def _as_beside(place: Anchored, trigger: Trigger) -> Anchored:
    """What is named beside another verb as the event's: where fire fell, where somebody is sent.

    *Fired on a bus that left A* was by it, *moved units to quell the unrest in A* goes there.
    """
    mention, sort = place.mention, trigger.frame.event_type
    if sort == "redeploy" and (mention.role, mention.relation) == ("location", "at"):
        return place._replace(mention=msgspec.structs.replace(mention, role="destination"))
    if sort not in _HITTING or mention.role != "origin":
        return place
    relation = "near" if mention.relation == "at" else mention.relation
    return place._replace(
        mention=msgspec.structs.replace(mention, relation=relation, role="location")
    )


def add_aside(scene: Scene, read: Read) -> None:
    """Give events without a nearer place those that are named beside another verb."""
    own = {
        n
        for n, trigger in enumerate(scene.triggers)
        if read.placed[n] or (trigger.actor is not None and trigger.actor.i in scene.owner)
    }
    for n, place in read.aside:
        if n not in own:
            add(read.placed[n], _as_beside(place, scene.triggers[n]))
