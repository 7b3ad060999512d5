"""Whose ability, morale or want is told, and where that is told beside the deed itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import ancestors, argument, child

if TYPE_CHECKING:
    from salient.reading.events import Trigger
    from salient.reading.lexicon import Frame

__all__ = ["ability_to", "whose_ability", "without_deeds"]

_ABLE = frozenset({"able", "unable", "capable", "incapable", "inability"})
"""Words whose infinitive says what a side can or cannot do."""

_ABILITIES = frozenset("ability inability capability capacity".split())
"""Nouns whose infinitive says what a side can or cannot do."""

_GAINING = frozenset(
    "improve increase enhance restore strengthen boost expand preserve raise".split()
)
"""Verbs of what somebody does for abilities, mostly his own."""

_AMONG = ("among", "amongst", "within", "in", "of", "for")
_HELD_BY = frozenset("face experience suffer have see endure address overcome solve".split())
"""Verbs whose subject has the want or the trouble that is their object."""


def whose_ability(
    frame: Frame, head: Token, actor: Token | None, finder: PartyFinder
) -> Token | None:
    """Whose ability, morale or want an event is about, given what the frame's roles say.

    Who restores or improves what no other is named for has it.
    """
    if frame.form == "verb":
        named = actor is not None and actor.pos_ != "PRON"
        gained = frame.actor == "of" and lemma(head) in _GAINING and not named
        return (subject_of(head) if gained else None) or actor
    if actor is not None and (frame.form == "adj" or finder.is_force(actor)):
        return actor
    return _owner(head, finder) or actor


def _owner(head: Token, finder: PartyFinder) -> Token | None:
    """The force that a want, a mood or a condition is of, where no possessor stands by it.

    So in *shortages among Russian troops*, *Russia's shell shortages* and *troops face shortages*.
    """
    for word in _AMONG:
        force = argument(head, word)
        if force is not None and finder.is_force(force):
            return force
    if head.pos_ in {"NOUN", "PROPN"}:
        return _possessor(head, finder) or _of_its_verb(head, finder)
    mood = child(head, "nsubj")
    return _possessor(mood, finder) if mood is not None else None


def _possessor(noun: Token, finder: PartyFinder) -> Token | None:
    """Whose the noun is, where the parse hangs the possessor on another word."""
    for token in reversed(list(noun.doc[: noun.i])):
        owner = token.head if token.text in {"'s", "'"} else token
        if finder.side_of(owner) is not None:
            return owner
        if token.dep_ not in {"compound", "amod"}:
            return None
    return None


def _of_its_verb(noun: Token, finder: PartyFinder) -> Token | None:
    verb = noun.head
    if noun.dep_ != "obj" or lemma(verb) not in _HELD_BY:
        return None
    subject = subject_of(verb)
    return subject if subject is not None and finder.is_force(subject) else None


def ability_to(trigger: Trigger, finder: PartyFinder) -> tuple[Token, Token | None] | None:
    """The noun under which a deed is told as what somebody can do, and whose ability it is.

    So *ability* and *brigade* of *the ability of the brigade to storm X*.
    """
    verb = trigger.support or trigger.head
    while verb.dep_ in {"conj", "xcomp"} and verb.head != verb:
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "acl" or noun.pos_ != "NOUN" or lemma(noun) not in _ABILITIES:
        return None
    return noun, _owner(noun, finder) or trigger.actor


def without_deeds(triggers: Sequence[Trigger]) -> list[Trigger]:
    """Events without abilities and wants of what is itself an event.

    So *unable to take X* is the capture alone, and a *lack of advances* is no want.
    """
    deeds = [t.head for t in triggers if lemma(t.head) not in _ABLE]
    return [t for t in triggers if not (_of_deed(t, deeds) or _lacks_deed(t))]


def _of_deed(trigger: Trigger, deeds: Sequence[Token]) -> bool:
    head = trigger.head
    if lemma(head) not in _ABLE:
        return False
    return any(head in ancestors(deed) and deed.i > head.i for deed in deeds)


def _lacks_deed(trigger: Trigger) -> bool:
    wanted = trigger.target
    return lemma(trigger.head) == "lack" and wanted is not None and lemma(wanted) in DEEDS
