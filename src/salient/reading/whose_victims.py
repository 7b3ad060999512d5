"""Whose those are whom a deed of harm befalls, where no word of theirs says it.

*They detained its priest*, *they shelled a consulate*, *the plant's personnel are being tortured*:
the side of who acts, or of whom the sentence spoke before, is not that of the victims. And whoever
inflicts losses inflicts them on the other side.
"""

from __future__ import annotations

import msgspec

from salient.model import Party
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.sides import OURS
from salient.reading.tokens import Token
from salient.reading.tree import argument, child

__all__ = ["names_its_side", "of_no_told_side"]

_HARM = frozenset("harm_civilians detain evacuate damage shell strike airstrike".split())
_INFLICTED = frozenset({"inflict"})
_SOLDIERS = frozenset({"soldier", "serviceman", "conscript", "recruit"})
_OF_IT = frozenset({"amod", "compound", "nmod:poss", "nmod", "flat", "appos"})


def of_no_told_side(
    actor: Party | None,
    target: Party | None,
    trigger: Trigger,
    finder: PartyFinder,
    event_type: str,
) -> Party | None:
    """The target without a side that only who acts has, or the other side for untold losses."""
    if target is None:
        inflicted = event_type == "loss" and trigger.frame.head in _INFLICTED
        side = finder.opponent(actor.side) if inflicted and actor is not None else None
        return finder.side_as_party(side)
    noun = trigger.target
    if target.side is None or noun is None or event_type not in _HARM:
        return target
    if actor is not None and actor.side != target.side:
        return target
    if actor is None and (event_type != "harm_civilians" or child(noun, "nmod:poss") is None):
        return target
    if lemma(noun) in _SOLDIERS and child(noun, "nmod:poss") is None:
        # *Officers beat soldiers*: those of their own, unless the words tell otherwise.
        return target
    if event_type == "evacuate" and _of_somebody(noun):
        # *Evacuated what is left of their garrison*: of those who did.
        return target
    if noun.pos_ != "NOUN" or names_its_side(noun, finder) or _told_within(noun, finder):
        return target
    return msgspec.structs.replace(target, side=None)


def _of_somebody(noun: Token) -> bool:
    """Whether a pronoun says that it is somebody's, or that what it is of is."""
    of = argument(noun, "of")
    owned = any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in noun.children)
    return owned or (of is not None and _of_somebody(of))


def names_its_side(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun's own words name its side, or those of what it is of."""
    if noun.i in finder.names or any(
        c.i in finder.names and c.dep_ in _OF_IT for c in noun.children
    ):
        return True
    of = argument(noun, "of")
    return of is not None and names_its_side(of, finder)


def _told_within(noun: Token, finder: PartyFinder) -> bool:
    """Whether the words of the phrase tell whose it is after all.

    So in *their own members*, *our citizens*, *a Russian-appointed head*.
    """
    of = argument(noun, "of")
    for phrase in (noun, of) if of is not None else (noun,):
        words = [t for c in phrase.children if c.i < phrase.i for t in c.subtree]
        if any(t.low == "own" or t.low in OURS or t.i in finder.names for t in words):
            return True
    return False
