"""Verbs whose object tells which of their senses is meant: *captured* a town or a soldier."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.reading.abilities import ability_to
from salient.reading.befallen import kind_by_whom_it_befalls, told_by_its_making
from salient.reading.circumstances import kind_by_circumstance
from salient.reading.events import Trigger
from salient.reading.fired_upon import kind_by_what_is_hit
from salient.reading.lemmas import lemma
from salient.reading.losers import with_loser
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child

__all__ = ["told_by_object"]

_GROUNDS = frozenset(
    "settlement village town city place hill height territory area region position".split()
)
_ONLY_TOLD = frozenset("report record register document confirm be".split())
_TAKEN = frozenset({"capture"})
_BROUGHT = frozenset({"evacuate", "withdraw", "redeploy"})
_CARRIED_OFF = frozenset({"transfer", "relocate", "remove"})
_FORCED = frozenset("forcibly forcefully illegally forced forcible".split())
_IRREGULAR = frozenset("partisan guerrilla guerilla saboteur".split())
_BLASTS = frozenset({"explosion", "blast", "detonation"})
_LADEN = frozenset("car vehicle automobile jeep scooter ied".split())
_FOCUSING = frozenset("focus concentrate prioritize prioritise".split())
_EFFORTS = frozenset("attempt effort try".split())
_MET = frozenset("attack advance capture encircle cross".split())
_FATAL = frozenset("kill wound injure die perish".split())

_NUMBERS = frozenset("dozen hundred thousand number".split())
"""Nouns that only count whose bodies they are."""


def told_by_object(triggers: Sequence[Trigger], finder: PartyFinder) -> list[Trigger]:
    """The events of a sentence, each in the sense that its object asks for.

    Who captures a country, or *them* after villages, takes ground and no prisoners; of a people
    whose country is invaded it is civilians that are killed, where no force is named.
    """
    read = (
        with_loser(t, finder)
        for t in triggers
        if not (_told_killed(t, triggers, finder) or _goal_told(t, triggers))
    )
    typed = (_as_it_was(_sensed(_by_whom(t, finder), finder), finder) for t in read)
    sensed = _able([*typed], finder)
    return [
        t
        for t in sensed
        if not any(_as_one(t, first) or told_by_its_making(t, first) for first in sensed)
    ]


def _as_it_was(trigger: Trigger, finder: PartyFinder) -> Trigger:
    """The event in the type that its circumstances ask for."""
    other = (
        kind_by_circumstance(trigger, finder)
        or kind_by_whom_it_befalls(trigger, finder)
        or kind_by_what_is_hit(trigger, finder)
    )
    if other is None:
        return trigger
    retyped = _as(trigger, finder, other[0], like=other[1])
    if trigger.frame.event_type == "concentrate":
        # What was gathered is fire: it is the deed, not whom that befalls.
        return retyped._replace(target=None)
    if other == ("detain", ("verb", "return")):
        brought = child(trigger.head, "obj")
        actor = trigger.actor if brought is not None else None
        return retyped._replace(actor=actor, target=brought or trigger.actor)
    return retyped


def _able(sensed: Sequence[Trigger], finder: PartyFinder) -> list[Trigger]:
    """The events, with an ability told once in place of the deeds that somebody is able to do."""
    told = {t.i for s in sensed if s.frame.event_type == "capacity" for t in s.tokens}
    told |= {s.target.i for s in sensed if s.frame.event_type == "capacity" and s.target}
    found: list[Trigger] = []
    for trigger in sensed:
        able = ability_to(trigger, finder)
        if able is None:
            found.append(trigger)
            continue
        noun, owner = able
        if noun.i not in told:
            told.add(noun.i)
            as_able = _as(trigger, finder, "capacity", like=("noun", "inability"))
            found.append(
                as_able._replace(
                    head=noun, tokens=(noun, *trigger.tokens), actor=owner, support=None
                )
            )
    return found


def _goal_told(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether nobody gathers, for what effort goes to is a deed told (*focus on taking X*)."""
    if trigger.frame.event_type != "concentrate" or lemma(trigger.head) not in _FOCUSING:
        return False
    goals = [c for t in trigger.tokens for c in t.children if "on" in cases(c) or _on(c)]
    return any(_is_goal(goal, t) for t in triggers if t is not trigger for goal in goals)


def _is_goal(goal: Token, deed: Trigger) -> bool:
    if goal == deed.head:
        return deed.frame.form == "verb" or deed.frame.event_type in _MET
    return _is_effort(goal) and goal.is_ancestor(deed.head)


def _on(verb: Token) -> bool:
    mark = child(verb, "mark")
    return mark is not None and mark.low == "on"


def _is_effort(goal: Token) -> bool:
    return goal.pos_ == "VERB" or lemma(goal) in _EFFORTS


def _as_one(trigger: Trigger, first: Trigger) -> bool:
    """Whether two verbs tell of one event of the same people or things (*killed and wounded*)."""
    head, target = trigger.head, trigger.target
    if target is None or target != first.target or first.head == head:
        return False
    joined = head.dep_ == "conj" and head.head == first.head
    return joined and trigger.frame.event_type == first.frame.event_type


def _told_killed(trigger: Trigger, triggers: Sequence[Trigger], finder: PartyFinder) -> bool:
    """Whether the dead are told by what killed them (*bodies of people shot*), or only sought."""
    kind = trigger.frame.event_type
    if kind not in {"harm_civilians", "other"} or not _of_the_dead(trigger):
        return False
    target = trigger.target
    if _only_sought(trigger.head) or _of_nobody_dead(target, finder):
        return True
    verbs = (t for t in triggers if t.frame.form == "verb")
    others = (t.head for t in verbs if t.frame.event_type in {"harm_civilians", "loss"})
    return target is not None and any(
        target.is_ancestor(head) for head in others if head != trigger.head
    )


def _only_sought(verb: Token) -> bool:
    """Whether somebody is yet to find or take the dead, and does not go on to (*continue to*)."""
    infinitive = "Inf" in verb.morph.get("VerbForm", [])
    return infinitive and lemma(verb.head) not in {"continue", "begin", "start"}


def _of_the_dead(trigger: Trigger) -> bool:
    return trigger.frame.asks_for("dead")


def _of_nobody_dead(bodies: Token | None, finder: PartyFinder) -> bool:
    """Whether *body* is not said of people (*a body of water*)."""
    whose = argument(bodies, "of") if bodies is not None else None
    if whose is not None and argument(whose, "of") is not None and lemma(whose) in _NUMBERS:
        whose = argument(whose, "of")
    if whose is None or whose.pos_ not in {"NOUN", "PROPN"}:
        return False
    known = any(finder.lexicon.noun_is(lemma(whose), k) for k in ("people", "force", "dead"))
    return not known and finder.side_of(whose) is None


def _sensed(trigger: Trigger, finder: PartyFinder) -> Trigger:
    kind, target = trigger.frame.event_type, trigger.target
    if trigger.frame.head == "casualty" and _of_nobody(trigger, finder):
        return _as(trigger, finder, "harm_civilians", like=("noun", "killing"))
    if kind == "loss" and _are_there(trigger):
        hurt = _as(trigger, finder, "harm_civilians", like=("verb", "kill"))
        return hurt._replace(actor=None, target=None)
    if kind == "loss" and _of_things(trigger, finder):
        return _as(trigger, finder, "damage", like=("verb", "destroy"))
    if target is None or trigger.frame.form != "verb":
        return trigger
    head = trigger.frame.head
    if kind == "harm_civilians" and _of_the_dead(trigger):
        if _of_a_force(target, finder):
            return _as(trigger, finder, "loss", like=("verb", "kill"))
        own = child(target, "nmod:poss")
        return trigger if own is None or own.pos_ != "PRON" else trigger._replace(target=None)
    carried_off = head in _CARRIED_OFF and _by_occupier(trigger, finder)
    brought = kind in _BROUGHT and (carried_off or _by_force(trigger))
    if brought or _driven_off(trigger):
        return _as(trigger, finder, "detain", like=("verb", "deport"))
    if kind == "loss" and head in _TAKEN and lemma(target) == "fighter":
        # Whom somebody captures is no aircraft.
        return _as(trigger, finder, "detain")
    if kind == "detain" and head in _TAKEN and _is_ground(target, finder):
        return _as(trigger, finder, "capture")
    if kind == "loss" and head in _FATAL and _is_people(target, finder):
        return _as(trigger, finder, "harm_civilians")
    return trigger


def _by_whom(trigger: Trigger, finder: PartyFinder) -> Trigger:
    """The event in the sense that who does it asks for, or that people are made to suffer it.

    No army strikes in *partisans targeted a police chief*.
    """
    kind = trigger.frame.event_type
    if kind == "strike" and trigger.actor is not None and lemma(trigger.actor) in _IRREGULAR:
        return _as(trigger, finder, "sabotage", like=("noun", "partisan"))
    if kind == "strike" and _blown_up(trigger):
        return _as(trigger, finder, "sabotage", like=("verb", "explode"))
    if kind in _BROUGHT and trigger.frame.form == "noun" and _by_force(trigger):
        return _carried_off(trigger, finder)
    return trigger


def _blown_up(trigger: Trigger) -> bool:
    """Whether one explosion is of or in one car, or of what was laid (*an explosion hit a car*)."""
    blast = trigger.head
    if lemma(blast) not in _BLASTS or blast.low.endswith("s") or trigger.frame.form != "noun":
        return False
    if trigger.actor is not None:
        return False
    verb = blast.head if blast.dep_.startswith("nsubj") else None
    hit = child(verb, "obj") if verb is not None else None
    near = [*blast.children, *(hit.children if hit is not None else ()), *([hit] if hit else ())]
    return any(t.low in _LADEN for t in near)


def _carried_off(trigger: Trigger, finder: PartyFinder) -> Trigger:
    """A noun of moving people against their will (*forcible transfer of residents*)."""
    moved = argument(trigger.head, "of")
    people = moved is not None and (
        finder.lexicon.noun_is(lemma(moved), "people") or _is_people(moved, finder)
    )
    if moved is None or not people:
        return trigger
    by = next((t for t in trigger.head.subtree if "by" in cases(t)), None)
    actor = by if by is not None else trigger.actor if trigger.actor != moved else None
    as_taken = _as(trigger, finder, "detain", like=("noun", "deportation"))
    return as_taken._replace(actor=actor, target=moved)


def _by_occupier(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether the invader is who moves people."""
    side = finder.side_of(trigger.actor) if trigger.actor is not None else None
    moved = trigger.target is not None and trigger.frame.asks_for("people")
    return moved and side is not None and side == finder.occupier()


def _of_a_force(bodies: Token, finder: PartyFinder) -> bool:
    """Whether the dead are a force's (*bodies of soldiers*)."""
    whose = argument(bodies, "of")
    return whose is not None and finder.lexicon.noun_is(lemma(whose), "force")


def _by_force(trigger: Trigger) -> bool:
    """Whether somebody is brought where he did not want to go (*forcibly taken to*)."""
    return any(c.low in _FORCED for t in trigger.tokens for c in t.children)


def _driven_off(trigger: Trigger) -> bool:
    """Whether those who are made to do something are made to go (*forced residents to leave*)."""
    if not trigger.frame.asks_for("ruler") or trigger.frame.head not in {"force", "compel"}:
        return False
    made = child(trigger.head, "xcomp", "ccomp", "advcl")
    return made is not None and lemma(made) in {"leave", "go", "move"}


def _of_nobody(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether casualties are civilians or only reported, of no force (*Casualties reported*)."""
    noun = trigger.head
    target = trigger.target
    if trigger.frame.event_type != "loss":
        return False
    if target is not None:
        # *Casualties among the civilian population* are as little a force's.
        words = {lemma(target), *(c.low for c in target.children)}
        return trigger.frame.form == "noun" and "civilian" in words
    if any(c.low == "civilian" for c in noun.children):
        return finder.side_of(noun) is None
    said = noun.head if noun.dep_.startswith("nsubj") else child(noun, "acl")
    told = said is not None and lemma(said) in _ONLY_TOLD
    return told and trigger.actor is None and finder.side_of(noun) is None


def _are_there(trigger: Trigger) -> bool:
    """Whether somebody untold is wounded (*shelled the town and there are wounded*)."""
    if trigger.frame.words != ("wound",):
        return False
    return any(t.dep_ == "expl" for c in trigger.head.children for t in (c, *c.children))


def _of_things(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether *damage* is inflicted on what is no force and no arms of one, or nobody says what."""
    if trigger.frame.words != ("inflict", "damage"):
        return False
    if any(c.low in {"fire", "combat"} for t in trigger.tokens for c in t.children):
        return False
    target = trigger.target
    if target is None:
        return True
    arms = finder.lexicon.noun_is(lemma(target), "equipment")
    return not arms and not finder.is_force(target) and finder.side_of(target) is None


def _as(
    trigger: Trigger, finder: PartyFinder, kind: str, like: tuple[str, str] | None = None
) -> Trigger:
    """The same words in the sense of another type, with its codes and what it says of control.

    like: the form and head of an entry of that type, where it is not of the same verb.
    """
    frames = finder.lexicon.frames.get(like or ("verb", trigger.frame.head), ())
    entry = next((f for f in frames if f.event_type == kind), None)
    if entry is None:
        return trigger
    frame = msgspec.structs.replace(
        trigger.frame, event_type=kind, plover=entry.plover, acled=entry.acled,
        control=entry.control, control_of=entry.control_of,
        negative=entry.negative or trigger.frame.negative,
    )  # fmt: skip
    return trigger._replace(frame=frame)


def _is_ground(target: Token, finder: PartyFinder) -> bool:
    if target.low == "them":
        before = reversed(target.doc[: target.i])
        noun = next((t for t in before if t.pos_ == "NOUN" and t.low.endswith("s")), None)
        grounds = any(lemma(t) in _GROUNDS for t in target.doc[: target.i])
        return grounds and not (noun is not None and finder.is_force(noun))
    _, kind = finder.names.get(target.i, ("", ""))
    return kind == "name" and target.pos_ == "PROPN" and not target.low.endswith("s")


def _is_people(target: Token, finder: PartyFinder) -> bool:
    """Whether a bare name of a people is that of the invaded side (*458 Ukrainians*)."""
    side, kind = finder.names.get(target.i, (None, ""))
    occupier = finder.occupier()
    return kind == "name" and target.low.endswith("s") and side not in {None, occupier}
