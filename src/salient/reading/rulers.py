"""Who rules what a side occupies, and which of their verbs tell of a measure of rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import child, phrase_tokens

__all__ = ["deeds_of_rule", "is_ruler", "tells_no_rule"]

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
    "flee evacuate surrender withdraw retreat fight relocate abandon join serve".split()
)
"""Deeds that are told by their own verb when somebody is made to do them."""

_STAYING = frozenset({"remain", "stay"})

_SPEAKING = frozenset(
    "announce claim state report note say add deny confirm discuss mention describe blame accuse "
    "praise thank criticise criticize amplify frame portray celebrate express voice present hold "
    "have face lack need see know hope want fear expect support view receive suffer lose meet "
    "visit attend be become remain struggle acknowledge admit deem consider call tell post publish "
    "respond react reply indicate suggest show reveal emphasise emphasize highlight stress "
    "shift prefer warn recognise recognize understand believe think likely do get use target set "
    "take make plan prepare".split()
)
"""What an administration says, undergoes, thinks or is, and verbs that tell nothing alone."""

_TALK = frozenset(
    "claim statement concern issue challenge problem opportunity role meeting video candidacy "
    "attention interest information condition view hope support narrative announcement war "
    "invasion operation offensive warning progress success difficulty resistance pressure "
    "need".split()
)
"""What is done with these is no measure."""

_CIVIL = frozenset({"authority", "official", "administration", "government"})
_EFFORTS = frozenset("effort measure step attempt campaign work plan process".split())


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

    Who is *forced to flee* flees, which that verb tells; *open bank accounts* opens no bank; and
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


def deeds_of_rule(
    finder: PartyFinder, heads: Collection[int]
) -> Iterator[tuple[Frame, Token, Token, Token]]:
    """What an occupation administration does in words that no frame holds.

    Each as a frame, its verb, who acts and what is acted on. `heads` are the words of events that
    are read already; whose clause tells one of those needs no other.
    """
    doc = finder.sentence.doc
    if _THERE.isdisjoint(doc.spellings):
        return
    for subject in doc:
        if subject.dep_ != "nsubj" or subject.head.pos_ != "VERB":
            continue
        if not (_administers(subject) or _acts_there(subject, finder)):
            continue
        verb = _deed_below(subject.head)
        done = child(verb, "obj")
        if done is None or lemma(verb) in _SPEAKING or lemma(done) in _TALK | _EFFORTS:
            continue
        if done.pos_ not in {"NOUN", "PROPN"} or any(t.i in heads for t in _clause(subject, verb)):
            continue
        like = finder.lexicon.frames["verb", "administer"][0]
        yield (
            msgspec.structs.replace(
                like, words=(lemma(verb),), needs=(), control=None, source="rulers"
            ),
            verb,
            subject,
            done,
        )


def _administers(noun: Token) -> bool:
    """Whether a noun is an occupation administration, or is joined to one."""
    joined = [c for c in noun.children if c.dep_ == "conj"]
    return any(
        lemma(t) in _OFFICES and any(p.low in _RULE for p in phrase_tokens(t))
        for t in (noun, *joined)
    )


def _acts_there(noun: Token, finder: PartyFinder) -> bool:
    """Whether officials of the occupier do something whose clause tells of occupied land."""
    if lemma(noun) not in _CIVIL or finder.side_of(noun) != finder.occupier():
        return False
    return any(t.low == "occupied" and t.dep_ == "amod" for t in noun.head.subtree)


def _deed_below(verb: Token) -> Token:
    """The verb that tells what is done: what somebody continues, or makes efforts, to do."""
    for _ in range(4):
        below = child(verb, "xcomp")
        if below is None or below.pos_ != "VERB":
            done = child(verb, "obj")
            below = child(done, "acl") if done is not None and lemma(done) in _EFFORTS else None
        if below is None or below.pos_ != "VERB" or below.low.endswith("ed"):
            break
        verb = below
    return verb


def _clause(subject: Token, verb: Token) -> list[Token]:
    """The words from the subject's verb down to the deed and the noun that it is done to."""
    found = [verb]
    while found[-1] != subject.head and found[-1].head != found[-1]:
        found.append(found[-1].head)
    done = child(verb, "obj")
    return [*found, *(phrase_tokens(done) if done is not None else ())]
