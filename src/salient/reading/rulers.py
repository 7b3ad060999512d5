"""Who rules what a side occupies, and which of their verbs tell of a measure of rule."""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import child, phrase_tokens

__all__ = ["is_ruler", "tells_no_rule"]

_RULE = frozenset({"occupation", "occupying", "occupational"})
_OFFICES = frozenset(
    "authority official administration government head governor mayor police deputy council "
    "ministry officer leader force army troop soldier personnel regime power representative "
    "committee department commandant court leadership".split()
)
_THERE = frozenset({"occupied", "occupy", "occupation", "annexed"})
"""Words one of which a sentence has that tells what is done to occupied land or its people."""

_MADE_TO = frozenset("force compel coerce oblige pressure order require".split())
_LEAVING = frozenset(
    "leave flee evacuate surrender withdraw retreat fight move relocate abandon join serve".split()
)
"""Deeds that are told by their own verb when somebody is made to do them."""

_STAYING = frozenset({"remain", "stay"})


def is_ruler(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun names those who rule what the occupying side holds.

    An *occupation administration* does, and so do the occupier's forces. Its government and
    officials do only where the sentence speaks of occupied land or goes on to speak of the other
    side's people or things: at home they rule their own.
    """
    occupier = finder.occupier()
    if occupier is None or noun.pos_ == "VERB":
        return False
    office = lemma(noun) in _OFFICES or noun.pos_ == "PROPN"
    if office and any(t.low in _RULE for t in phrase_tokens(noun)):
        return True
    if finder.side_of(noun) != occupier:
        return False
    if finder.is_force(noun) and noun.low.endswith("s"):
        return True
    return not _THERE.isdisjoint(noun.doc.spellings) or any(
        i > noun.i and kind == "adjective" and side != occupier
        for i, (side, kind) in finder.names.items()
    )


def tells_no_rule(frame: Frame, verb: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a verb of rule or of staying tells nothing of its own.

    Who is *forced to leave* leaves, which that verb tells; *open bank accounts* opens no bank; and
    *people who stayed* only says who is meant.
    """
    if frame.form != "verb":
        return False
    if frame.head in _STAYING and frame.event_type == "other":
        return verb.dep_ in {"acl:relcl", "acl", "amod"}
    if not frame.asks_for("ruler"):
        return False
    if frame.words == (frame.head,) and frame.head in _MADE_TO and _leaves(verb):
        return True
    return any(
        t.pos_ in {"NOUN", "PROPN"} and t.dep_ == "compound" and t.head.i > t.i
        and t.head not in tokens for t in tokens[-1:]
    )  # fmt: skip


def _leaves(verb: Token) -> bool:
    made = child(verb, "xcomp", "ccomp", "advcl")
    return made is not None and lemma(made) in _LEAVING
