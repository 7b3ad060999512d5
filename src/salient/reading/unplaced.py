"""Events without a place of their own: what they refer to, share, or stand beside."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.anaphora import VAGUE, definite_places
from salient.reading.antecedents import Anchored, PlaceContext, labelled, names_town, referred
from salient.reading.companions import of_companion
from salient.reading.events import Trigger
from salient.reading.firing import FIRE
from salient.reading.in_the_region import in_the_region
from salient.reading.lemmas import lemma
from salient.reading.one_deed import join_deeds, of_goal, under_label
from salient.reading.recalled import of_recalled_deed
from salient.reading.same_ground import of_same_ground
from salient.reading.scenes import Read, Scene, add, add_aside, settled
from salient.reading.shared_places import inherited, of_joint_noun
from salient.reading.tokens import Token
from salient.reading.tree import governing_clause
from salient.reading.unknown_places import at_unknown
from salient.reading.ways import NO_TRIGGER, head_of

__all__ = ["at_unknown", "fill", "place_loose"]


_FALLING = FIRE | {"harm_civilians", "damage"}


_BATTLES = FIRE | frozenset("attack capture repel fight loss encircle lose damage".split())
_REGROUPING = frozenset(
    "regroup regrouping regroupment refit reform reconstitute replenish unload place put".split()
)
"""Words for what a force does where it is."""
_NOT_YET = frozenset("to may might could can will would once if before until".split())


def _tells_apart(node: Token) -> bool:
    """Whether a part of a phrase tells which one is meant (*who held A*, *based at A*)."""
    garrison = node.dep_ == "obl" and lemma(node.head) in {"base", "station", "headquarter"}
    return node.dep_ == "acl:relcl" or garrison


def _inside_target(
    scene: Scene, trigger: Trigger, mentions: Sequence[PlaceMention]
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


def _hit(trigger: Trigger, shared: list[Anchored]) -> list[Anchored]:
    """Where fire fell that is told of others' way: there, whichever way they went."""
    if trigger.frame.event_type not in _FALLING:
        return shared
    return [
        a._replace(mention=msgspec.structs.replace(a.mention, role="location"))
        if a.mention.role in {"origin", "destination"}
        else a
        for a in shared
    ]


def _not_of_battle(
    trigger: Trigger,
    shared: list[Anchored],
    triggers: Sequence[Trigger],
    placed: Sequence[list[Anchored]],
) -> list[Anchored]:
    """The places shared with another event, none where that was a battle and this one a transfer.

    *Renewed assaults on A and sent more guns*: nobody says where to. Who regroups does so there,
    and what is only to be done is where the battle is for which it is.
    """
    verb, sort = trigger.head, trigger.frame.event_type
    if sort != "redeploy" or trigger.frame.form != "verb" or lemma(verb) in _REGROUPING:
        return shared
    if any(c.dep_ in {"mark", "aux"} and c.low in _NOT_YET for c in verb.children):
        return shared
    fought = {
        a.mention.start
        for t, own in zip(triggers, placed, strict=True)
        if t.frame.event_type in _BATTLES
        for a in own
    }
    return [a for a in shared if a.mention.role != "location" or a.mention.start not in fought]


def _definite(
    scene: Scene, mentions: Sequence[PlaceMention], context: PlaceContext
) -> tuple[dict[int, list[Anchored]], dict[int, list[Anchored]]]:
    """By event, the earlier places that definite nouns under it stand for; then the vague ones."""
    found: tuple[dict[int, list[Anchored]], dict[int, list[Anchored]]] = {}, {}
    for noun, mention in definite_places(scene.sentence, mentions, context, scene.place_tokens):
        way = scene.way(mention, noun)
        if way.trigger != NO_TRIGGER and not way.aside:
            add(found[noun.low in VAGUE].setdefault(way.trigger, []), settled(mention, way))
    return found


def fill(
    scene: Scene,
    read: Read,
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
        placed[n] = own or _told_nearer(scene, n, placed[n], definite.get(n, ()))
    join_deeds(scene, placed)
    add_aside(scene, read)
    for n, trigger in enumerate(triggers):
        if n in away:
            continue
        at = scene.owner.get(trigger.target.i) if trigger.target is not None else None
        if not placed[n] and at is not None and at != n:
            placed[n] = [a._replace(governed=False) for a in placed[at]]
        placed[n] = placed[n] or of_recalled_deed(sentence, trigger, triggers, placed, context)
        placed[n] = placed[n] or of_joint_noun(trigger, placed, scene.owner)
        placed[n] = placed[n] or of_goal(trigger, triggers, placed, sentence.start)
        shared = inherited(trigger, triggers, placed, scene.owner)
        placed[n] = placed[n] or _hit(trigger, _not_of_battle(trigger, shared, triggers, placed))
        placed[n] = placed[n] or vague.get(n, [])
        placed[n] = placed[n] or _inside_target(scene, trigger, mentions)
        placed[n] = placed[n] or labelled(sentence, trigger, mentions)
        placed[n] = placed[n] or under_label(sentence, trigger, triggers, placed)
    for n, trigger in enumerate(triggers):
        if n not in away:
            placed[n] = placed[n] or of_goal(trigger, triggers, placed, sentence.start)
    for n in range(len(triggers)):
        if n not in away:
            placed[n] = placed[n] or of_companion(scene, n, placed, mentions)
    before = [list(own) for own in placed]
    for n in range(len(triggers)):
        if n not in away:
            placed[n] = placed[n] or of_same_ground(scene, n, before)
    for n in range(len(triggers)):
        placed[n] = in_the_region(scene, n, placed)


_REACHING = frozenset("shell strike airstrike attack fight repel".split())
"""Events that may be both at a town and beside it."""


def _told_nearer(
    scene: Scene, n: int, own: list[Anchored], definite: Sequence[Anchored]
) -> list[Anchored]:
    """An event's places with what *near the town*, *north of it* tell of one that it has.

    Where the name itself stands in another clause, only what is told of the town counts (*in A,
    though they fight near the town*); else it is told beside (*fired on A and forces north of it*).
    """
    for there in definite:
        mention = there.mention
        if mention.relation == "at":
            continue
        for k, a in enumerate(own):
            if a.mention.start != mention.start or a.mention.relation != "at":
                continue
            tokens = scene.tokens(a.mention)
            under = not tokens or scene.way(a.mention, head_of(tokens)).trigger == n
            if under and (
                not mention.relation.endswith("_of")
                or scene.triggers[n].frame.event_type not in _REACHING
            ):
                break
            own = [*own[: k + under], there, *own[k + 1 :]]
            break
    return own


_MINDED = frozenset(
    "say tell claim report fear expect want warn believe deny accuse urge learn know hope".split()
)
"""What a place does only where its name stands for a government (*Kyiv fears an attack*)."""


_GAP = 9
"""Characters between a town and its region (*A, B Oblast*, *A of the B region*)."""


def place_loose(
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
            if same and n in without and (own or not _of_whom(trigger, clause)):
                add(placed[n], Anchored(mention, whole=False, governed=False))
            elif own and _within(mention, placed[n]):
                placed[n].insert(0, Anchored(mention, whole=False, governed=False))


_LEAVING = frozenset({"evacuate", "withdraw", "advance", "redeploy"})
_FINDING = frozenset({"find", "discover", "exhume", "recover", "unearth"})


def _of_whom(trigger: Trigger, clause: Token) -> bool:
    """Whether an event only tells who somebody is of whom a clause tells, elsewhere and later.

    So in *in A they buried the men who fell in battle*, *convicted in A two who had fought*; the
    body of one who died is found where he did.
    """
    if trigger.frame.event_type in _LEAVING or lemma(clause) in _FINDING:
        return False
    node = trigger.head
    while node not in (clause, node.head):
        if node.dep_ == "acl:relcl":
            return any(c.low == "who" and c.dep_.startswith("nsubj") for c in node.children)
        node = node.head
    return False


def _within(mention: PlaceMention, own: Sequence[Anchored]) -> bool:
    """Whether an event has no place but the region named behind a town to say where that lies.

    *Struck a depot in occupied A, B Oblast* is told of A too, though *occupied* is told of it.
    """
    if mention.kind != "settlement" or len(own) != 1 or own[0].mention.kind != "region":
        return False
    return 0 < own[0].mention.start - mention.end < _GAP


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
