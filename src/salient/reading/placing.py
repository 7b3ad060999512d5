"""Places and times of an event: which of a sentence's mentions belong to which event, and how.

A mention belongs to the event that governs it most nearly in the parse; the prepositions on the
way say how (*from positions around X*: origin, around). An event without a place of its own takes
its governor's, then its fellow conjunct's, then what *the city* or *the village* stands for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec
from spacy.tokens import Doc, Token

from salient.model import PlaceMention, TimeMention
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.sentences import ParsedSentence
from salient.reading.tree import argument, cases, governing_clause

__all__ = ["Anchored", "PlaceContext", "anchor_places", "anchor_time", "mention_tokens"]

_ROLE = {
    "from": "origin", "out": "origin",
    "to": "destination", "toward": "destination", "towards": "destination", "into": "destination",
    "onto": "destination", "through": "path", "via": "path", "along": "path", "across": "path",
}  # fmt: skip
_RELATION = {
    "near": "near", "around": "around", "outside": "near", "beside": "near", "by": "near",
    "toward": "toward", "towards": "toward", "along": "along", "between": "between",
    "about": "around",
    "surrounding": "around", "close": "near", "beyond": "near", "past": "near",
}  # fmt: skip
_NEAR_NOUNS = frozenset(
    "outskirt area vicinity environ suburb approach periphery surroundings".split()
)
_TOWARD_NOUNS = frozenset({"direction"})
_PARTIAL = frozenset(
    "part portion half territory district suburb outskirt section quarter street microdistrict "
    "central central- eastern western northern southern northeastern northwestern southeastern "
    "southwestern center centre position ground foothold edge bit area".split()
)
_FACILITIES = frozenset(
    "plant npp npps station airport airfield bridge dam refinery factory steelworks depot base "
    "warehouse hospital highway road railway".split()
)
"""What bears a town's name and is not the town (*the Orlivka plant*)."""

_SETTLEMENT_NOUNS = frozenset({"city", "town", "village", "settlement"})
_REGION_NOUNS = frozenset({"oblast", "region", "district", "province"})
_DIRECTED = frozenset("advance withdraw redeploy resupply concentrate attack".split())
_APART = frozenset("as while when because although though since after before if whereas".split())


class Anchored(NamedTuple):
    """A mention as an event's place.

    `whole` says that the place itself is meant, not a part of it; `governed` that the event acts on
    it (its object, or what it withdraws from), rather than merely takes place there.
    """

    mention: PlaceMention
    whole: bool
    governed: bool


class PlaceContext(msgspec.Struct):
    """What earlier sentences leave.

    The last settlement and region named, for *the city* and *the region*; the places of the last
    event, for *do so*; and the place that a line of a list is about (*X: captured by …*).
    """

    event: tuple[Anchored, ...] = ()
    topic: PlaceMention | None = None
    topic_paragraph: int = -1
    settlement: PlaceMention | None = None
    region: PlaceMention | None = None

    def begin(self, sentence: ParsedSentence, mentions: Sequence[PlaceMention]) -> None:
        """Hear whether a line begins with the place that it is about."""
        first = mentions[0] if mentions else None
        if first is None or first.place_id is None or first.start != sentence.start:
            return
        if sentence.text[first.end - sentence.start :].lstrip().startswith(":"):
            self.topic, self.topic_paragraph = first, sentence.paragraph

    def note(self, mentions: Sequence[PlaceMention]) -> None:
        """Remember the mentions of a sentence."""
        for mention in mentions:
            if mention.place_id is None:
                continue
            if mention.kind == "settlement":
                self.settlement = mention
            elif mention.kind == "region":
                self.region = mention


def mention_tokens(doc: Doc, start: int, mention: PlaceMention | TimeMention) -> list[Token]:
    """Tokens of the sentence that a mention covers."""
    if mention.start is None or mention.end is None:
        return []
    first, last = mention.start - start, mention.end - start
    return [t for t in doc if t.idx < last and t.idx + len(t.text) > first]


def _head_of(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])


_NO_TRIGGER = -1
_MAX_WAY = 14


class _Way(msgspec.Struct):
    """What is read on the way from a place to its event."""

    relation: str
    role: str
    whole: bool = True
    role_fixed: bool = False


class _Climb(NamedTuple):
    trigger: int
    relation: str
    role: str
    whole: bool
    governed: bool


def _partial(node: Token) -> bool:
    if any(c.text.lower() in {"entire", "whole", "all"} for c in node.children):
        return False
    if lemma(node) in _PARTIAL:
        return True
    return any(
        c.dep_ in {"amod", "compound", "nmod"} and c.i < node.i and lemma(c) in _PARTIAL
        for c in node.children
    )


def _same_object(node: Token) -> bool:
    """Whether a noun names the same object as its head (*A and B*, *the village of A*)."""
    if node.dep_ in {"conj", "appos", "compound", "flat", "list", "nmod:desc", "dep"}:
        return True
    return node.dep_ in {"nmod", "nmod:poss"} and cases(node)[:1] in {("of",), ()}


def _read_way(way: _Way, node: Token, mention: PlaceMention, *, first: bool) -> None:
    """Take from one node of the way what its prepositions and its own word say."""
    for preposition in cases(node):
        if preposition in _RELATION and way.relation == "at":
            way.relation = _RELATION[preposition]
        if way.role_fixed:
            continue
        if preposition in _ROLE:
            way.role, way.role_fixed = _ROLE[preposition], True
        elif first and preposition in {"in", "at", "on"}:
            way.role, way.role_fixed = "location", True
    if first:
        facility = node.dep_ in {"compound", "amod", "nmod", "flat"}
        if facility and way.relation == "at" and lemma(node.head) in _FACILITIES:
            way.relation = "near"
        close = (c for c in node.children if c.dep_ in {"amod", "compound"} and c.i < node.i)
        way.whole = not any(lemma(c) in _PARTIAL for c in close)
        return
    word = lemma(node)
    if way.relation == "at" and word in _NEAR_NOUNS:
        way.relation = "near"
    if way.relation == "at" and word in _TOWARD_NOUNS and mention.kind not in {"axis", "region"}:
        way.relation = "toward"
    way.whole = way.whole and not _partial(node)


def _leaves_clause(node: Token) -> bool:
    """Whether the way up from a node leaves the clause in which the place is named."""
    if node.dep_ in {"ROOT", "acl:relcl", "parataxis"} or node.head == node:
        return True
    return node.dep_ == "advcl" and any(m in _APART for m in cases(node))


def _contains(region: Token, place_tokens: Collection[int]) -> bool:
    """Whether a region is named only to say where another place lies (*X, Y region*)."""
    if region.dep_ not in {"appos", "nmod", "compound", "dep", "list", "flat", "nmod:desc"}:
        return False
    return region.head.i in place_tokens or lemma(region.head) in _SETTLEMENT_NOUNS


def _climb(
    mention: PlaceMention,
    head: Token,
    owner: dict[int, int],
    triggers: Sequence[Trigger],
    place_tokens: Collection[int],
) -> _Climb:
    """From a mention up to the first word of an event, with what the way says.

    Where the way leads to no event, the answer's `trigger` is `_NO_TRIGGER`.
    """
    way = _Way(mention.relation, mention.role)
    chained, node = True, head
    passed: Token | None = head
    for step in range(_MAX_WAY):
        if node.i in owner:
            target = triggers[owner[node.i]].target
            governed = passed == target if target is not None else chained
            return _Climb(owner[node.i], way.relation, way.role, way.whole, governed)
        _read_way(way, node, mention, first=step == 0)
        if _leaves_clause(node):
            break
        if node == head and mention.kind == "region" and _contains(node, place_tokens):
            chained, passed = False, None
        if chained:
            passed = node
        chained = chained and (_same_object(node) or node.head.i in owner)
        node = node.head
    return _Climb(_NO_TRIGGER, way.relation, way.role, way.whole, False)


def _left_from_about(climb: _Climb, triggers: Sequence[Trigger]) -> bool:
    """Whether a place is where a withdrawal began (*from positions around X*)."""
    if climb.trigger == _NO_TRIGGER or climb.role != "location":
        return False
    left = triggers[climb.trigger].frame.event_type == "withdraw"
    return left and climb.relation in {"around", "near"}


def _settled(mention: PlaceMention, climb: _Climb) -> Anchored:
    placed = msgspec.structs.replace(mention, relation=climb.relation, role=climb.role)
    return Anchored(placed, climb.whole, climb.governed)


def _add(found: list[Anchored], new: Anchored) -> None:
    key = (new.mention.start, new.mention.place_id)
    if all((a.mention.start, a.mention.place_id) != key for a in found):
        found.append(new)


def _definite(token: Token) -> bool:
    return any(
        c.dep_ == "det" and c.text.lower() in {"the", "this", "that"} for c in token.children
    )


def _stands_for(token: Token | None, context: PlaceContext) -> PlaceMention | None:
    """The earlier place that *the city*, *the region* or *it* stands for."""
    if token is None:
        return None
    word = lemma(token)
    if word in _SETTLEMENT_NOUNS and _definite(token) and argument(token, "of") is None:
        return context.settlement
    if word in _REGION_NOUNS and _definite(token) and argument(token, "of") is None:
        return context.region
    if token.text.lower() in {"it", "there"}:
        return context.settlement
    return None


def _about_topic(sentence: ParsedSentence, trigger: Trigger, context: PlaceContext) -> bool:
    """Whether the event leaves out the place that its line is about (*X: captured by …*)."""
    if trigger.target is not None or context.topic_paragraph != sentence.paragraph:
        return False
    bare = not any(c.dep_ in {"nsubj", "nsubj:pass", "obj"} for c in trigger.head.children)
    return bare and trigger.frame.form in {"verb", "adj"}


def _just_named(
    sentence: ParsedSentence, trigger: Trigger, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The place of the same sentence that *it* as an object stands for."""
    target = trigger.target
    if target is None or target.text.lower() != "it":
        return None
    before = sentence.start + target.idx
    named = [m for m in mentions if m.end <= before and m.kind == "settlement"]
    return named[-1] if named else None


def _earlier(trigger: Trigger, context: PlaceContext) -> PlaceMention | None:
    nouns = [
        trigger.target,
        *(c for t in trigger.tokens for c in t.children if c.dep_ in {"obl", "nmod"}),
    ]
    if trigger.frame.actor == "none":
        nouns.append(trigger.actor)
    return next((m for n in nouns if (m := _stands_for(n, context)) is not None), None)


def _inherited(
    trigger: Trigger,
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
    owner: dict[int, int],
) -> list[Anchored]:
    """Places of the event that governs, or of the fellow conjunct."""
    node = trigger.head
    for _ in range(8):
        if node.dep_ == "ROOT" or node.head == node or node.dep_ == "parataxis":
            break
        relative = node.dep_ in {"acl:relcl"}
        node = node.head
        if relative:
            break
        at = owner.get(node.i)
        if at is not None and placed[at]:
            return [a for a in placed[at] if a.mention.role in {"location", "path"} or
                    triggers[at].frame.event_type == trigger.frame.event_type]  # fmt: skip
    if trigger.actor is not None:
        for t in trigger.actor.subtree:
            at = owner.get(t.i)
            if at is not None and triggers[at] is not trigger and placed[at]:
                return list(placed[at])
    for c in trigger.head.children:
        at = owner.get(c.i)
        if c.dep_ == "conj" and at is not None and placed[at] and c.pos_ == "VERB":
            return list(placed[at])
    return []


def anchor_places(
    sentence: ParsedSentence,
    triggers: Sequence[Trigger],
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
) -> list[list[Anchored]]:
    """The places of each event of a sentence, in the order of `triggers`."""
    placed: list[list[Anchored]] = [[] for _ in triggers]
    owner = {
        t.i: n for n, trigger in enumerate(triggers) for t in trigger.tokens if t.pos_ != "ADP"
    }
    for n, trigger in enumerate(triggers):
        if trigger.support is not None:
            owner.setdefault(trigger.support.i, n)
    loose: list[tuple[PlaceMention, Token]] = []
    place_tokens = frozenset(
        t.i
        for m in mentions
        if m.kind != "region"
        for t in mention_tokens(sentence.doc, sentence.start, m)
    )
    for mention in mentions:
        tokens = mention_tokens(sentence.doc, sentence.start, mention)
        if not tokens:
            continue
        head = _head_of(tokens)
        climb = _climb(mention, head, owner, triggers, place_tokens)
        if _left_from_about(climb, triggers):
            climb = climb._replace(role="origin")
        if climb.trigger == _NO_TRIGGER:
            loose.append((_settled(mention, climb).mention, head))
        else:
            _add(placed[climb.trigger], _settled(mention, climb))
    for n, trigger in enumerate(triggers):
        if _about_topic(sentence, trigger, context) and context.topic is not None:
            placed[n] = [Anchored(context.topic, whole=True, governed=True)]
    _place_loose(triggers, placed, loose)
    for n, trigger in enumerate(triggers):
        placed[n] = placed[n] or _referred(sentence, trigger, mentions, context)
    for n, trigger in enumerate(triggers):
        at = owner.get(trigger.target.i) if trigger.target is not None else None
        if not placed[n] and at is not None and at != n:
            placed[n] = [a._replace(governed=False) for a in placed[at]]
        placed[n] = placed[n] or _inherited(trigger, triggers, placed, owner)
    return placed


def _referred(
    sentence: ParsedSentence,
    trigger: Trigger,
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
) -> list[Anchored]:
    """The place that *it*, *the city* or *the region* stands for, as the event's."""
    earlier = _just_named(sentence, trigger, mentions) or _earlier(trigger, context)
    if earlier is None:
        return []
    whole = trigger.target is None or not _partial(trigger.target)
    return [Anchored(msgspec.structs.replace(earlier, relation="at", role="location"), whole, True)]


def _place_loose(
    triggers: Sequence[Trigger],
    placed: list[list[Anchored]],
    loose: Sequence[tuple[PlaceMention, Token]],
) -> None:
    """Mentions under no event go to the events of their clause that have none."""
    for mention, head in loose:
        if head.dep_ in {"nsubj", "nmod:poss", "compound"} and mention.kind != "settlement":
            continue
        clause = governing_clause(head)
        for n, trigger in enumerate(triggers):
            same = governing_clause(trigger.head) == clause or clause.is_ancestor(trigger.head)
            if same and not any(a.governed for a in placed[n]):
                _add(placed[n], Anchored(mention, whole=False, governed=False))


def anchor_time(
    sentence: ParsedSentence, trigger: Trigger, times: Sequence[TimeMention]
) -> TimeMention | None:
    """The time that the event's clause names, else the only one that its sentence names."""
    best: tuple[int, TimeMention] | None = None
    chain = [trigger.head, *list(trigger.head.ancestors)[:12]]
    position = {t.i: n for n, t in enumerate(chain)}
    outside: list[TimeMention] = []
    for time in times:
        tokens = mention_tokens(sentence.doc, sentence.start, time)
        if not tokens:
            continue
        node, steps = _head_of(tokens), 0
        while node.i not in position and node.head != node and steps < 12:
            if node.dep_ in {"acl:relcl", "acl", "parataxis"}:
                steps = 99
            node, steps = node.head, steps + 1
        if node.i in position and steps < 99:
            distance = position[node.i] * 2 + steps
            if best is None or distance < best[0]:
                best = (distance, time)
        elif steps < 99:
            outside.append(time)
    if best is not None:
        return best[1]
    return outside[0] if len(outside) == 1 else None
