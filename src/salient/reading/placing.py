"""Places of an event: which of a sentence's mentions belong to which event, and how.

A mention belongs to the event that governs it most nearly in the parse; the prepositions on the
way say how (*from positions around X*: origin, around). An event without a place of its own takes
its governor's, then its fellow conjunct's, then what *the city* or *the village* stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored, PlaceContext, about_topic, inherited, referred
from salient.reading.events import Trigger
from salient.reading.sentences import ParsedSentence
from salient.reading.tree import governing_clause
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
        head = head_of(tokens)
        way = climb(mention, head, owner, triggers, place_tokens)
        if _left_from_about(way, triggers):
            way = way._replace(role="origin")
        if way.trigger == NO_TRIGGER:
            loose.append((_settled(mention, way).mention, head))
        else:
            _add(placed[way.trigger], _settled(mention, way))
    for n, trigger in enumerate(triggers):
        if about_topic(sentence, trigger, context) and context.topic is not None:
            placed[n] = [Anchored(context.topic, whole=True, governed=True)]
    _place_loose(triggers, placed, loose)
    for n, trigger in enumerate(triggers):
        placed[n] = placed[n] or referred(sentence, trigger, mentions, context)
    for n, trigger in enumerate(triggers):
        at = owner.get(trigger.target.i) if trigger.target is not None else None
        if not placed[n] and at is not None and at != n:
            placed[n] = [a._replace(governed=False) for a in placed[at]]
        placed[n] = placed[n] or inherited(trigger, triggers, placed, owner)
    return placed


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
