"""Which event fire was, told by what it fell upon or who met it.

*Strikes on the bridges* cut a line of communication, a missile that air defence *struck* was lost,
and one explosion of which nobody says what went off was no missile.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from salient.reading.events import Trigger
from salient.reading.found import Found
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["as_told", "kind_by_what_is_hit"]

_Kind = tuple[str, tuple[str, str]]
"""A type, and form and head of an entry that has its codes."""

_BLASTS = frozenset({"explosion", "blast", "detonation"})
_FIRE = frozenset(
    "missile rocket shell shelling strike drone uav artillery mortar mlrs bomb bombing bombardment "
    "airstrike air-strike air aircraft hit attack strike projectile projectiles himars grad fire "
    "barrage".split()
)
"""Words beside an explosion that tell of fire from afar."""

_ABLE_TO = frozenset({"strike", "airstrike", "attack", "capture"})
_NOT_FREELY = frozenset({"not", "n't", "only", "how", "when"})
_FLYING = frozenset(
    "missile rocket drone uav helicopter aircraft plane jet target quadcopter".split()
)
_BY_HEAD = {
    "strike": ("strike", ("verb", "hit")), "hit": ("strike", ("verb", "hit")),
    "shell": ("shell", ("noun", "shelling")), "bomb": ("airstrike", ("verb", "bomb")),
}  # fmt: skip


def kind_by_what_is_hit(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    """The type that what is hit or who meets it tells; None where the frame's own fits."""
    ask = _ASKED.get(trigger.frame.event_type)
    return None if ask is None else ask(trigger, finder)


def _of_strike(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    if _met_in_the_air(trigger):
        return "loss", ("verb", "destroy")
    return _of_attack(trigger, finder)


def _of_attack(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    if _on_a_bridge(trigger):
        return "interdict", ("verb", "interdict")
    by_air_defence = trigger.frame.event_type == "attack" and _met_by_air_defence(trigger)
    return ("strike", ("verb", "hit")) if by_air_defence else None


def _of_cut_line(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    """Fire on one station, where people wait, cuts no line."""
    target = trigger.target
    if target is None or trigger.frame.form != "verb" or target.low != "station":
        return None
    return _BY_HEAD.get(trigger.frame.head)


def as_told(found: Found, lexicon: Lexicon) -> Found:
    """The event in the type that is left when nobody says what went off, or that it did.

    One explosion of unknown cause is `other`; what somebody *can* launch or take is `capacity`.
    """
    trigger = found.trigger
    if _single_blast(trigger):
        return _typed(found, lexicon, "other", ("verb", "exhume"))
    if found.standing.term == "can" and _within_its_means(trigger):
        standing = found.standing._replace(mood="reported", probability=(1.0, 1.0), term=None)
        able = _typed(found, lexicon, "capacity", ("noun", "inability"))
        return able._replace(standing=standing)
    return found


def _typed(found: Found, lexicon: Lexicon, kind: str, like: tuple[str, str]) -> Found:
    entry = next(f for f in lexicon.frames[like] if f.event_type == kind)
    frame = msgspec.structs.replace(
        found.trigger.frame, event_type=kind, plover=entry.plover, acled=entry.acled,
        control=entry.control, control_of=entry.control_of,
    )  # fmt: skip
    return found._replace(trigger=found.trigger._replace(frame=frame))


def _single_blast(trigger: Trigger) -> bool:
    """Whether it is one explosion, and no word of the sentence tells what went off."""
    blast = trigger.head
    if trigger.frame.event_type != "strike" or lemma(blast) not in _BLASTS:
        return False
    if blast.low.endswith("s") or trigger.actor is not None or trigger.frame.form != "noun":
        return False
    return not any(lemma(t) in _FIRE or t.low in _FIRE for t in blast.doc)


def _within_its_means(trigger: Trigger) -> bool:
    """Whether a side is told to be able to strike or take something (*can launch missiles*)."""
    verb = trigger.support or trigger.head
    if trigger.frame.event_type not in _ABLE_TO or verb.pos_ != "VERB":
        return False
    subject = child(verb, "nsubj")
    if verb.dep_ not in {"ROOT", "ccomp", "parataxis"} or subject is None or subject.pos_ == "PRON":
        return False
    if cases(verb)[:1] not in {(), ("that",)} or any(c.low in _NOT_FREELY for c in verb.children):
        return False
    return not any("if" in cases(c) for c in verb.children if c.dep_ == "advcl")


def _on_a_bridge(trigger: Trigger) -> bool:
    """Whether bridges are what was struck, however that is told (*strikes on the bridges*).

    Of *strikes hit the bridges* the verb tells it.
    """
    target = trigger.target
    if target is None or target.low not in {"bridge", "bridges"}:
        return False
    told_by = trigger.support or trigger.head
    return told_by.is_ancestor(target) or trigger.frame.form == "verb"


def _met_in_the_air(trigger: Trigger) -> bool:
    """Whether air defence *struck* what flies."""
    target = trigger.target
    if trigger.frame.form != "verb" or target is None or lemma(target) not in _FLYING:
        return False
    return trigger.actor is not None and _air_defence(trigger.actor)


def _met_by_air_defence(trigger: Trigger) -> bool:
    """Whether air defence is who repelled an attack, so that it came through the air."""
    noun = trigger.head
    if trigger.frame.form != "noun" or noun.dep_ not in {"nsubj:pass", "obj"}:
        return False
    met = child(noun.head, "obl:agent", "nsubj")
    return met is not None and met != noun and _air_defence(met)


def _air_defence(noun: Token) -> bool:
    words = {t.low for t in noun.subtree if t.i <= noun.i}
    return "anti-aircraft" in words or ("air" in words and bool(words & {"defense", "defence"}))


_ASKED: dict[str, Callable[[Trigger, PartyFinder], _Kind | None]] = {
    "strike": _of_strike, "attack": _of_attack, "interdict": _of_cut_line,
}  # fmt: skip
"""What is asked of an event of each type."""
