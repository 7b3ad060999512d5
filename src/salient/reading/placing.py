"""Places of an event: which of a sentence's mentions belong to which event, and how.

A mention belongs to the event that governs it most nearly in the parse; the prepositions on the
way say how (*from positions around X*: origin, around). An event without a place of its own takes
its governor's, then its fellow conjunct's, then what *the city* or *the village* stands for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.antecedents import (
    Anchored,
    PlaceContext,
    about_topic,
    label_end,
    names_town,
    without_governments,
)
from salient.reading.approached import approached
from salient.reading.compass import points_of
from salient.reading.elsewhere import in_others, of_people, where_it_is, without_causes
from salient.reading.ends import arrived_at, struck_there, told_ends
from salient.reading.ends_untold import with_untold_ends
from salient.reading.events import SETTLEMENT_NOUNS, Trigger
from salient.reading.lemmas import lemma
from salient.reading.nameless_ground import nameless_ground
from salient.reading.other_names import on_its_road, where_held, without_namesakes
from salient.reading.peoples import NATIONAL
from salient.reading.recalled import keep_deeds
from salient.reading.scenes import Read, Scene, add, scene_of, settled
from salient.reading.sentences import ParsedSentence
from salient.reading.series import (
    announced,
    in_series,
    itemised,
    named_districts,
    new_clause,
    without_locators,
)
from salient.reading.tokens import Token
from salient.reading.tree import attributive
from salient.reading.unknown_divisions import with_divisions
from salient.reading.unknown_places import unknown_places
from salient.reading.unlisted_members import with_unlisted
from salient.reading.unplaced import at_unknown, fill, place_loose
from salient.reading.ways import NO_TRIGGER, Climb, climb, head_of, told_inside
from salient.reading.words_before import by_words_before

__all__ = ["anchor_places"]


_SHARED = re.compile(
    r"\s+(?:\w+ )?(?:areas?|directions?|vicinit|outskirts|suburbs?|axes|sectors?)", re.I
)


def _ways(scene: Scene, series: Sequence[PlaceMention]) -> list[tuple[PlaceMention, Token, Climb]]:
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
        inside = m is not series[0] and told_inside(head)
        member = _member(way, running if way.relation == "at" else shared, inside=inside)
        unlisted = m.kind is None and leader[0].kind == "axis"
        if (m.kind == "axis" or unlisted) and member.relation in {"toward", "near", "around"}:
            member = member._replace(relation="at", role="location")
        # What *near* says of one is said of those that follow it (*on A, near B and C*).
        from_here = member.role == "origin" != shared.role
        following = inside or from_here or member.relation in {"near", "around"}
        running = member if following else running
        found.append((m, head, member))
    return found


def _member(way: Climb, shared: Climb, *, inside: bool) -> Climb:
    """A member's place with the event of its series; a preposition of its own counts for it."""
    if way.relation == "at" and inside:
        # *Toward A or in B*: B is where it is; so is what is in B beside *near* or *along A*.
        role = "location" if shared.relation in {"toward", "along"} else shared.role
        return shared._replace(relation="at", role=role)
    if way.relation == "at" or way.trigger == shared.trigger:
        if way.relation == "at":
            # *Around A, near B, and from C*: nothing comes from the first two.
            own = way.role == "origin" and shared.role == "location"
            return shared._replace(relation="at", role="origin") if own else shared
        # *Toward A and near B*: nothing went to B.
        role = "location" if shared.relation == "toward" != way.relation else shared.role
        return shared._replace(relation=way.relation, role=role)
    return shared._replace(relation=way.relation, role=way.role)


def _of_next_clause(
    scene: Scene, leader: tuple[PlaceMention, Token, Climb], head: Token, way: Climb
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


def _is_object(scene: Scene, target: Token, mention: PlaceMention) -> bool:
    """Whether a mention is the event's object, or that of which the object is a share."""
    if target in scene.tokens(mention):
        return True
    sentence = scene.sentence
    if mention.relation.endswith("_of"):
        return False
    between = sentence.text[target.idx + len(target.text) : mention.start - sentence.start]
    return _PART_OF.match(between) is not None and mention.start > sentence.start + target.idx


def _aimed(scene: Scene, placed: list[list[Anchored]], series: Sequence[PlaceMention]) -> None:
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
    scene: Scene, placed: list[list[Anchored]], series: Sequence[PlaceMention]
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


def _read_mentions(scene: Scene, all_series: Sequence[Sequence[PlaceMention]]) -> Read:
    read = Read([[] for _ in scene.triggers], [], [])
    last, since = NO_TRIGGER, scene.sentence.start
    for series in all_series:
        ways = _ways(scene, series)
        loose = last != NO_TRIGGER and all(way.trigger == NO_TRIGGER for _, _, way in ways)
        if loose and itemised(scene.sentence.text, scene.sentence.start, since, series):
            ways = [(m, head, way._replace(trigger=last)) for m, head, way in ways]
        for mention, head, way in ways:
            last, since = (NO_TRIGGER if way.aside else way.trigger), mention.end
            found = settled(mention, way)
            if way.trigger == NO_TRIGGER:
                if not way.aside:
                    read.loose.append((found.mention, head))
                continue
            if way.aside:
                read.aside.append((way.trigger, found))
                continue
            add(read.placed[way.trigger], found)
            verb = scene.triggers[way.trigger].head
            if attributive(verb):
                # *In occupied X a man went …*: the clause about it is in X too.
                beside = climb(mention, head, {}, scene.triggers, scene.place_tokens)
                above = verb.head if verb.head not in scene.tokens(mention) else head
                read.loose.append((settled(mention, beside).mention, above))
    return read


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
    mentions = with_unlisted(sentence, mentions, frozenset() if named is None else named)
    districts = named_districts(sentence.text, sentence.start, mentions)
    every = mentions = without_namesakes(sentence, without_governments(sentence, mentions))
    mentions = without_locators(
        sentence.text, sentence.start, [m for m in mentions if m.start not in districts]
    )
    mentions = with_divisions(sentence.text, sentence.start, mentions)
    scene = scene_of(sentence, triggers, mentions, every)
    all_series = in_series(sentence.text, sentence.start, mentions)
    read = _read_mentions(scene, all_series)
    placed = read.placed
    _part_label(scene, placed, all_series)
    placed[:] = [
        _with_regions(sentence, told_ends(sentence, t, own))
        for t, own in zip(triggers, placed, strict=True)
    ]
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
    own_names = [frozenset(a.mention.start for a in own) for own in placed]
    unknown = (n for n, t in enumerate(triggers) if named is not None and at_unknown(t, named))
    away = frozenset(unknown)
    if named is not None:
        for n, trigger in enumerate(triggers):
            placed[n] = [*unknown_places(sentence, trigger, named), *placed[n]]
            placed[n] = placed[n] or nameless_ground(sentence, trigger, named)
    place_loose(triggers, placed, read.loose, away)
    fill(scene, read, mentions, context, away)
    placed[:] = [
        own if names or not in_others(t) else []
        for t, names, own in zip(triggers, own_names, placed, strict=True)
    ]
    keep_deeds(sentence, triggers, placed, context)
    _withdrawn_after(triggers, placed)
    where_it_is(triggers, own_names, placed)
    for n, trigger in enumerate(triggers):
        ends = told_ends(sentence, trigger, with_untold_ends(scene, n, placed[n], mentions))
        ends = [arrived_at(sentence, trigger, a) for a in ends]
        ends = struck_there(sentence, trigger, without_causes(sentence, trigger, ends))
        placed[n] = of_people(sentence, trigger, ends)
    return [
        [
            approached(sentence, t, on_its_road(sentence, _led(_left(scene, t, a))))
            for a in by_words_before(sentence, t, where_held(sentence, t, _once(own)))
        ]
        for t, own in zip(triggers, placed, strict=True)
    ]


_IN_REGION = re.compile(
    rf"^,?\s*(?:in\s+)?(?:the\s+)?(?:(?:temporarily|{NATIONAL})[\s-])?(?:occupied\s+)?$", re.I
)


_IN_TOWN = frozenset({" in ", ", ", " in the city of "})


def _with_regions(sentence: ParsedSentence, own: Sequence[Anchored]) -> list[Anchored]:
    """Let a region that a settlement lies in have its role (*from A in B Oblast to C*)."""
    found: list[Anchored] = []
    for a in own:
        before = found[-1].mention if found else None
        inner = before is not None and before.kind in {"settlement", "district", "region"}
        if before is not None and inner and a.mention.kind == "region":
            start = sentence.start
            gap = sentence.text[before.end - start : a.mention.start - start]
            if a.mention.start >= before.end and _IN_REGION.match(gap):
                # No region is in another: *toward A, B and C regions* is toward each.
                beside = before.kind == "region" and not gap.strip(", ")
                relation = before.relation if beside else "at"
                region = msgspec.structs.replace(a.mention, role=before.role, relation=relation)
                found.append(a._replace(mention=region))
                continue
        if before is not None and before.kind == "feature" and a.mention.kind == "settlement":
            gap = sentence.text[before.end - sentence.start : a.mention.start - sentence.start]
            if gap in _IN_TOWN:
                # *Evacuated from the A plant in B*.
                town = msgspec.structs.replace(a.mention, role=before.role)
                found.append(a._replace(mention=town))
                continue
        found += points_of(sentence, a)
    return found


def _part_label(
    scene: Scene, placed: list[list[Anchored]], all_series: Sequence[Sequence[PlaceMention]]
) -> None:
    """Part what a label names from what follows its colon, where each has places of its own."""
    sentence = scene.sentence
    end = label_end(sentence)
    if end is not None and any(
        series[0].start - sentence.start == end
        and itemised(sentence.text, sentence.start, series[0].start, series)
        for series in all_series
    ):
        # *Shells hit three villages: A, B and C* is no label.
        return
    for n, trigger in enumerate(scene.triggers):
        if end is None:
            continue
        named = trigger.head.idx < end
        inside = [a for a in placed[n] if (a.mention.start - sentence.start < end) == named]
        if named and inside:
            _told_behind(scene, placed, [a for a in placed[n] if a not in inside], end)
        placed[n] = inside or placed[n]
        if named and lemma(trigger.head) == "occupation":
            placed[n] = _around_others(placed, n)


_SPEAKER = re.compile(r"[-–—] $")
"""Before a name, what makes it that of who says so (*…, - A police*)."""


def _told_behind(
    scene: Scene, placed: list[list[Anchored]], places: Sequence[Anchored], end: int
) -> None:
    """Give what a label's noun took from behind its colon to the deed that is told there.

    So in *Explosions in A: in the B district a depot was hit*, where the deed has no place else.
    """
    for place in places:
        at = place.mention.start - scene.sentence.start
        if _SPEAKER.search(scene.sentence.text, 0, at):
            continue
        behind = [n for n, t in enumerate(scene.triggers) if t.head.idx >= end]
        nearest = min(behind, key=lambda n: abs(scene.triggers[n].head.idx - at), default=None)
        if nearest is not None and all(a in places for a in placed[nearest]):
            placed[nearest].append(place._replace(governed=False))


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


def _acts(scene: Scene, trigger: Trigger, mention: PlaceMention) -> bool:
    """Whether a place is named for its government (*Moscow launched an attack*)."""
    actor = trigger.actor
    if actor is None or not actor.dep_.startswith("nsubj") or actor == trigger.target:
        return False
    return actor in scene.tokens(mention) and trigger.frame.actor == "subject"


def _led(place: Anchored) -> Anchored:
    """A place that something goes toward is its destination; what it leaves is not before it."""
    mention = place.mention
    if mention.relation == "toward" and mention.role == "origin":
        return place._replace(mention=msgspec.structs.replace(mention, relation="at"))
    if mention.relation != "toward" or mention.role != "location":
        return place
    return place._replace(mention=msgspec.structs.replace(mention, role="destination"))


def _withdrawn_after(triggers: Sequence[Trigger], placed: list[list[Anchored]]) -> None:
    """Nobody goes to where he withdraws after an attempt toward it: he was near it."""
    tried = {
        a.mention.start
        for t, own in zip(triggers, placed, strict=True)
        for a in own
        if t.frame.event_type in {"attack", "advance", "fight"}
    }
    for n, trigger in enumerate(triggers):
        if trigger.frame.event_type != "withdraw":
            continue
        # *An attack on A forced them to retreat* does not say that they left A itself.
        forced = trigger.head.dep_ == "xcomp" and lemma(trigger.head.head) == "force"
        placed[n] = [
            _beside(a, forced=forced and not a.governed) if a.mention.start in tried else a
            for a in placed[n]
        ]


def _beside(place: Anchored, *, forced: bool) -> Anchored:
    mention = place.mention
    met = {"toward", "at"} if forced else {"toward"}
    if mention.relation not in met or mention.kind not in {"settlement", "feature"}:
        return place
    near = msgspec.structs.replace(mention, relation="near", role="location")
    return place._replace(mention=near)


_LEAVING = frozenset({"leave", "flee", "quit", "vacate", "exit"})


def _left(scene: Scene, trigger: Trigger, place: Anchored) -> Anchored:
    """The object of *leave* is where the way begins."""
    mention, target = place.mention, trigger.target
    if target is None or trigger.frame.head not in _LEAVING or trigger.frame.form != "verb":
        return place
    if mention.role != "location" or mention.relation != "at":
        return place
    if target not in scene.tokens(mention) and not (names_town(target) and place.governed):
        return place
    return place._replace(mention=msgspec.structs.replace(mention, role="origin"))


def _once(own: Sequence[Anchored]) -> list[Anchored]:
    """The places of an event without those named twice in one sense."""
    kept: dict[object, Anchored] = {}
    towns = [a.mention.start for a in own if a.mention.kind == "settlement"]
    for a in own:
        if a.mention.text.lower().startswith("the ") and min(towns, default=a.mention.start) < (
            a.mention.start
        ):
            # *Took A and is close to B in the east*: only B is said to be in the east.
            continue
        key = a.mention.place_id or a.mention.start, a.mention.relation, a.mention.role
        kept.setdefault(key, a)
    return list(kept.values())
