"""Places of an event: which of a sentence's mentions belong to which event, and how.

A mention belongs to the event that governs it most nearly in the parse; the prepositions on the
way say how (*from positions around X*: origin, around). An event without a place of its own takes
its governor's, then its fellow conjunct's, then what *the city* or *the village* stands for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec

from salient.model import PlaceMention
from salient.reading.anaphora import VAGUE, definite_places
from salient.reading.antecedents import (
    Anchored,
    PlaceContext,
    about_topic,
    inherited,
    label_end,
    labelled,
    names_town,
    referred,
)
from salient.reading.clock_words import is_time_word
from salient.reading.events import SETTLEMENT_NOUNS, Trigger
from salient.reading.lemmas import lemma
from salient.reading.recalled import keep_deeds, of_recalled_deed
from salient.reading.sentences import ParsedSentence
from salient.reading.series import (
    announced,
    in_series,
    named_districts,
    new_clause,
    without_locators,
)
from salient.reading.tokens import Token
from salient.reading.tree import attributive, cases, governing_clause, phrase_tokens
from salient.reading.ways import NO_TRIGGER, Climb, climb, head_of, mention_tokens

__all__ = ["anchor_places"]


def _left_from_about(way: Climb, triggers: Sequence[Trigger]) -> bool:
    """Whether a place is where a withdrawal began (*from positions around X*)."""
    if way.trigger == NO_TRIGGER or way.role != "location":
        return False
    left = triggers[way.trigger].frame.event_type == "withdraw"
    return left and way.relation in {"around", "near"}


def _settled(mention: PlaceMention, way: Climb) -> Anchored:
    placed = msgspec.structs.replace(mention, relation=way.relation, role=way.role)
    return Anchored(placed, way.whole, way.governed)


def _add(found: list[Anchored], new: Anchored) -> None:
    key = (new.mention.start, new.mention.place_id)
    if all((a.mention.start, a.mention.place_id) != key for a in found):
        found.append(new)


_BESIDE = frozenset({"near", "around"})
_GOING = frozenset(
    "advance withdraw redeploy reinforce resupply evacuate cross concentrate attack".split()
)
"""Events that go somewhere; others happen there (*surrendered to troops near A*)."""


class _Scene(NamedTuple):
    """One sentence with its events: `owner` tells whose each word is."""

    sentence: ParsedSentence
    triggers: Sequence[Trigger]
    owner: dict[int, int]
    place_tokens: frozenset[int]

    def tokens(self, mention: PlaceMention) -> list[Token]:
        return mention_tokens(self.sentence.doc, self.sentence.start, mention)

    def way(self, mention: PlaceMention, head: Token) -> Climb:
        way = climb(mention, head, self.owner, self.triggers, self.place_tokens)
        if way.trigger != NO_TRIGGER and way.relation == "at" and cases(head)[:1] == ("on",):
            advancing = self.triggers[way.trigger].frame.event_type == "advance"
            if advancing and mention.kind == "settlement":
                way = way._replace(relation="toward", role="destination")
        if way.trigger != NO_TRIGGER and way.role == "destination" and way.relation in _BESIDE:
            going = self.triggers[way.trigger].frame.event_type in _GOING
            way = way if going else way._replace(role="location")
        return way._replace(role="origin") if _left_from_about(way, self.triggers) else way


def _scene(
    sentence: ParsedSentence, triggers: Sequence[Trigger], mentions: Sequence[PlaceMention]
) -> _Scene:
    owner = {
        t.i: n for n, trigger in enumerate(triggers) for t in trigger.tokens if t.pos_ != "ADP"
    }
    for n, trigger in enumerate(triggers):
        if trigger.support is not None:
            owner.setdefault(trigger.support.i, n)
    place_tokens = frozenset(
        t.i
        for m in mentions
        if m.kind != "region"
        for t in mention_tokens(sentence.doc, sentence.start, m)
    )
    return _Scene(sentence, triggers, owner, place_tokens)


_SHARED = re.compile(
    r"\s+(?:\w+ )?(?:areas?|directions?|vicinit|outskirts|suburbs?|axes|sectors?)", re.I
)


def _ways(scene: _Scene, series: Sequence[PlaceMention]) -> list[tuple[PlaceMention, Token, Climb]]:
    """Where each member of a series belongs: with the first of them that leads to an event."""
    heads = [(m, head_of(tokens)) for m in series if (tokens := scene.tokens(m))]
    own = [(m, head, scene.way(m, head)) for m, head in heads]
    leader = next((w for w in own if w[2].trigger != NO_TRIGGER), None)
    if leader is None or len(own) < 2:
        return own
    if leader is own[-1] and new_clause(scene.sentence.text, scene.sentence.start, series):
        return own
    shared = leader[2]
    last = own[-1][2]
    if own[-1][0].kind == "axis" and leader[0].kind != "axis" and shared.relation == "at":
        shared = shared._replace(relation="toward")
    behind = scene.sentence.text[own[-1][0].end - scene.sentence.start :]
    if shared.relation == "at" and last.relation in {"near", "toward"} and _SHARED.match(behind):
        # The noun that all share stands after the last (*the A and B areas*).
        shared = shared._replace(relation=last.relation)
    found: list[tuple[PlaceMention, Token, Climb]] = []
    running = shared
    for m, head, way in own:
        if m is series[-1] and _of_next_clause(scene, leader, head, way):
            found.append((m, head, way))
            continue
        member = _member(way, running if way.relation == "at" else shared)
        # What *near* says of one is said of those that follow it (*on A, near B and C*).
        running = member if member.relation in {"near", "around"} else running
        found.append((m, head, member))
    return found


def _member(way: Climb, shared: Climb) -> Climb:
    """A member's place with the event of its series; a preposition of its own counts for it."""
    if way.relation == "at" or way.trigger == shared.trigger:
        return shared if way.relation == "at" else shared._replace(relation=way.relation)
    return shared._replace(relation=way.relation, role=way.role)


def _of_next_clause(
    scene: _Scene, leader: tuple[PlaceMention, Token, Climb], head: Token, way: Climb
) -> bool:
    """Whether a member begins a clause of its own (*fighting in A, and B was shelled*)."""
    if way.trigger == leader[2].trigger:
        return False
    if way.trigger == NO_TRIGGER:
        # *After the battle of A, B buried its dead*: the verb after it is no event.
        before = scene.triggers[leader[2].trigger].head.i < leader[1].i
        verb = head.head
        return before and head.dep_.startswith("nsubj") and verb.pos_ == "VERB" and verb.i > head.i
    before = scene.triggers[leader[2].trigger].head.i < leader[1].i
    return before and head.dep_.startswith("nsubj") and scene.triggers[way.trigger].head.i > head.i


_PART_OF = re.compile(r"^\s*(?:%\s*)?of (?:the )?(?:(?:territory|area|whole) of )?(?:the )?$", re.I)


def _is_object(scene: _Scene, target: Token, mention: PlaceMention) -> bool:
    """Whether a mention is the event's object, or that of which the object is a share."""
    if target in scene.tokens(mention):
        return True
    sentence = scene.sentence
    if mention.relation.endswith("_of"):
        return False
    between = sentence.text[target.idx + len(target.text) : mention.start - sentence.start]
    return _PART_OF.match(between) is not None and mention.start > sentence.start + target.idx


def _aimed(scene: _Scene, placed: list[list[Anchored]], series: Sequence[PlaceMention]) -> None:
    """Let the event's own object be among its places, whatever the way up from it said."""
    for n, trigger in enumerate(scene.triggers):
        target = trigger.target
        if target is None or (placed[n] and any(a.governed for a in placed[n])):
            continue
        first = next((k for k, m in enumerate(series) if _is_object(scene, target, m)), len(series))
        for mention in reversed(series[first:]):
            whole = next((a.whole for a in placed[n] if a.mention.start == mention.start), True)
            placed[n] = [a for a in placed[n] if a.mention.start != mention.start]
            at = msgspec.structs.replace(mention, relation="at", role="location")
            placed[n].insert(0, Anchored(at, whole=whole, governed=True))


def _named_after(
    scene: _Scene, placed: list[list[Anchored]], series: Sequence[PlaceMention]
) -> None:
    """Names that a general object announces are what the event acts on (*villages: A and B*)."""
    sentence = scene.sentence
    if not announced(sentence.text, sentence.start, series[0]):
        return
    starts = {m.start for m in series}
    for n, trigger in enumerate(scene.triggers):
        target = trigger.target
        general = target is not None and lemma(target) in SETTLEMENT_NOUNS
        if not general or target is None or sentence.start + target.idx > series[0].start:
            continue
        if any(a.mention.start in starts for a in placed[n]) or len(scene.triggers) == 1:
            rest = [a for a in placed[n] if a.mention.start not in starts]
            names = [
                msgspec.structs.replace(m, relation="at", role="location")
                for m in series
                if m.kind == "settlement"
            ]
            named = [Anchored(name, whole=True, governed=True) for name in names]
            placed[n] = [*named, *(a._replace(governed=False) for a in rest)]


class _Read(NamedTuple):
    """Where mentions belong: to an event, to one through another verb, or to none."""

    placed: list[list[Anchored]]
    aside: list[tuple[int, Anchored]]
    loose: list[tuple[PlaceMention, Token]]


def _read_mentions(scene: _Scene, all_series: Sequence[Sequence[PlaceMention]]) -> _Read:
    read = _Read([[] for _ in scene.triggers], [], [])
    for series in all_series:
        for mention, head, way in _ways(scene, series):
            settled = _settled(mention, way)
            if way.trigger == NO_TRIGGER:
                if not way.aside:
                    read.loose.append((settled.mention, head))
                continue
            if way.aside:
                read.aside.append((way.trigger, settled))
                continue
            _add(read.placed[way.trigger], settled)
            verb = scene.triggers[way.trigger].head
            if attributive(verb):
                # *In occupied X a man went …*: the clause about it is in X too.
                beside = climb(mention, head, {}, scene.triggers, scene.place_tokens)
                above = verb.head if verb.head not in scene.tokens(mention) else head
                read.loose.append((_settled(mention, beside).mention, above))
    return read


def _add_aside(scene: _Scene, read: _Read) -> None:
    """Give events without a nearer place those that are named beside another verb."""
    own = {
        n
        for n, trigger in enumerate(scene.triggers)
        if read.placed[n] or (trigger.actor is not None and trigger.actor.i in scene.owner)
    }
    for n, place in read.aside:
        if n not in own:
            _add(read.placed[n], place)


def anchor_places(
    sentence: ParsedSentence,
    triggers: Sequence[Trigger],
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
    named: Collection[int] | None = None,
) -> list[list[Anchored]]:
    """The places of each event of a sentence, in the order of `triggers`.

    `named` are the words that name something known, be it no place of an event. An event at another
    name, one that nobody could resolve, takes no place from its neighbours.
    """
    districts = named_districts(sentence.text, sentence.start, mentions)
    mentions = without_locators(
        sentence.text, sentence.start, [m for m in mentions if m.start not in districts]
    )
    scene = _scene(sentence, triggers, mentions)
    all_series = in_series(sentence.text, sentence.start, mentions)
    read = _read_mentions(scene, all_series)
    placed = read.placed
    _part_label(scene, placed)
    placed[:] = [_with_regions(sentence, own) for own in placed]
    for series in all_series:
        _named_after(scene, placed, series)
        _aimed(scene, placed, series)
    for n, trigger in enumerate(triggers):
        if attributive(trigger.head) and any(a.governed for a in placed[n]):
            # *the occupied X* says nothing of the places around it.
            placed[n] = [a for a in placed[n] if a.governed]
        if about_topic(sentence, trigger, context) and context.topic is not None:
            placed[n] = [Anchored(context.topic, whole=True, governed=True)]
        placed[n] = [a for a in placed[n] if not _acts(scene, trigger, a.mention)]
    unknown = (n for n, t in enumerate(triggers) if named is not None and _at_unknown(t, named))
    away = frozenset(unknown)
    _place_loose(triggers, placed, read.loose, away)
    _fill(scene, read, mentions, context, away)
    keep_deeds(sentence, triggers, placed, context)
    return [_once(own) for own in placed]


_IN_REGION = re.compile(
    r"^,?\s*(?:in\s+)?(?:the\s+)?(?:(?:temporarily|russian)[\s-])?(?:occupied\s+)?$", re.I
)


def _with_regions(sentence: ParsedSentence, own: Sequence[Anchored]) -> list[Anchored]:
    """Let a region that a settlement lies in have its role (*from A in B Oblast to C*)."""
    found: list[Anchored] = []
    for a in own:
        before = found[-1].mention if found else None
        if before is not None and before.kind == "settlement" and a.mention.kind == "region":
            start = sentence.start
            gap = sentence.text[before.end - start : a.mention.start - start]
            if a.mention.start >= before.end and _IN_REGION.match(gap):
                region = msgspec.structs.replace(a.mention, role=before.role)
                found.append(a._replace(mention=region))
                continue
        found.append(a)
    return found


def _part_label(scene: _Scene, placed: list[list[Anchored]]) -> None:
    """Part what a label names from what follows its colon, where each has places of its own."""
    sentence = scene.sentence
    end = label_end(sentence)
    for n, trigger in enumerate(scene.triggers):
        if end is None:
            continue
        named = trigger.head.idx < end
        inside = [a for a in placed[n] if (a.mention.start - sentence.start < end) == named]
        placed[n] = inside or placed[n]
        if named and lemma(trigger.head) == "occupation":
            placed[n] = _around_others(placed, n)


def _around_others(placed: Sequence[Sequence[Anchored]], n: int) -> list[Anchored]:
    """The places of a label, which are districts where what follows tells of other towns.

    So in *Occupation of A: in B, troops seized the police station*.
    """
    others = {
        a.mention.place_id
        for k, own in enumerate(placed)
        for a in own
        if k != n and a.mention.kind == "settlement"
    }
    if not others or any(a.mention.place_id in others for a in placed[n]):
        return list(placed[n])
    around = (msgspec.structs.replace(a.mention, relation="around") for a in placed[n])
    return [a._replace(mention=m) for a, m in zip(placed[n], around, strict=True)]


def _acts(scene: _Scene, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place is named for its government (*Moscow launched an attack*)."""
    actor = trigger.actor
    if actor is None or not actor.dep_.startswith("nsubj") or actor == trigger.target:
        return False
    return actor in scene.tokens(mention) and trigger.frame.actor == "subject"


def _once(own: Sequence[Anchored]) -> list[Anchored]:
    """The places of an event without those named twice in one sense."""
    kept: dict[object, Anchored] = {}
    for a in own:
        key = a.mention.place_id or a.mention.start, a.mention.relation, a.mention.role
        kept.setdefault(key, a)
    return list(kept.values())


def _tells_apart(node: Token) -> bool:
    """Whether a part of a phrase tells which one is meant (*who held A*, *based at A*)."""
    garrison = node.dep_ == "obl" and lemma(node.head) in {"base", "station", "headquarter"}
    return node.dep_ == "acl:relcl" or garrison


def _inside_target(
    scene: _Scene, trigger: Trigger, mentions: Sequence[PlaceMention]
) -> list[Anchored]:
    """The places that the phrase of what is acted on names (*the last pocket in X*)."""
    if trigger.target is None or trigger.target.pos_ not in {"NOUN", "PROPN"}:
        return []
    told = {t.i for c in trigger.target.subtree if _tells_apart(c) for t in c.subtree}
    near = {t.i for t in trigger.target.subtree if abs(t.i - trigger.target.i) < 12}
    inside = near - told
    return [
        Anchored(m, whole=False, governed=False)
        for m in mentions
        if (tokens := scene.tokens(m)) and tokens[0].i in inside
    ]


def _definite(
    scene: _Scene, mentions: Sequence[PlaceMention], context: PlaceContext
) -> tuple[dict[int, list[Anchored]], dict[int, list[Anchored]]]:
    """By event, the earlier places that definite nouns under it stand for; then the vague ones."""
    found: tuple[dict[int, list[Anchored]], dict[int, list[Anchored]]] = {}, {}
    for noun, mention in definite_places(scene.sentence, mentions, context, scene.place_tokens):
        way = scene.way(mention, noun)
        if way.trigger != NO_TRIGGER and not way.aside:
            _add(found[noun.low in VAGUE].setdefault(way.trigger, []), _settled(mention, way))
    return found


def _fill(
    scene: _Scene,
    read: _Read,
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
    away: Collection[int],
) -> None:
    """Give the events without a place of their own what they refer to or share."""
    sentence, triggers, placed = scene.sentence, scene.triggers, read.placed
    definite, vague = _definite(scene, mentions, context)
    for n, trigger in enumerate(triggers):
        told = placed[n] and not (
            names_town(trigger.target) and not any(a.governed for a in placed[n])
        )
        own = [] if told else definite.get(n) or referred(sentence, trigger, mentions, context)
        placed[n] = own or placed[n]
    _add_aside(scene, read)
    for n, trigger in enumerate(triggers):
        if n in away:
            continue
        at = scene.owner.get(trigger.target.i) if trigger.target is not None else None
        if not placed[n] and at is not None and at != n:
            placed[n] = [a._replace(governed=False) for a in placed[at]]
        placed[n] = placed[n] or of_recalled_deed(sentence, trigger, triggers, placed, context)
        placed[n] = placed[n] or inherited(trigger, triggers, placed, scene.owner)
        placed[n] = placed[n] or vague.get(n, [])
        placed[n] = placed[n] or _inside_target(scene, trigger, mentions)
        placed[n] = placed[n] or labelled(sentence, trigger, mentions)


_WHERE = frozenset("in near at around outside toward towards".split())


def _at_unknown(trigger: Trigger, named: Collection[int]) -> bool:
    """Whether the event's own phrase names where it is by a name that nobody could resolve."""
    words = [*trigger.tokens] if trigger.target is None else [*trigger.tokens, trigger.target]
    return any(
        c.pos_ == "PROPN"
        and c.dep_ in {"obl", "nmod"}
        and c.text[:1].isupper()
        and bool(_WHERE & {*cases(c)})
        and not is_time_word(c)
        and not any(t.i in named for t in phrase_tokens(c))
        for word in words
        for c in word.children
    )


_MINDED = frozenset(
    "say tell claim report fear expect want warn believe deny accuse urge learn know hope".split()
)
"""What a place does only where its name stands for a government (*Kyiv fears an attack*)."""


def _place_loose(
    triggers: Sequence[Trigger],
    placed: list[list[Anchored]],
    loose: Sequence[tuple[PlaceMention, Token]],
    away: Collection[int],
) -> None:
    """Mentions under no event go to the events of their clause that have none."""
    without = {n for n, own in enumerate(placed) if not own and n not in away}
    for mention, head in loose:
        if head.dep_ in {"nsubj", "nmod:poss", "compound"} and mention.kind != "settlement":
            continue
        if head.dep_ == "nsubj" and lemma(head.head) in _MINDED:
            continue
        clause = governing_clause(head)
        for n, trigger in enumerate(triggers):
            own = governing_clause(trigger.head) == clause
            same = own or (clause.is_ancestor(trigger.head) and not _of_subject(head, clause))
            if same and n in without:
                _add(placed[n], Anchored(mention, whole=False, governed=False))


def _of_subject(noun: Token, clause: Token) -> bool:
    """Whether a noun stands in the subject of a clause (*the mayor of X said that …*)."""
    node = noun
    for _ in range(12):
        if node.dep_.startswith("nsubj"):
            return True
        if node in {clause, node.head}:
            return False
        node = node.head
    return False
