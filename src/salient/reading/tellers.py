"""Who only tells of an event, and so is not who does it.

The parse may join what somebody tells of to the telling (*the staff reported that troops are
regrouping and will receive reinforcements*), and what is reported may hang on who reports it (*the
centre reported both attacks*). Who tells of a deed has done it only where the words say so: by a
gerund or an infinitive of the telling itself (*reported destroying*, *claimed to have taken*).
"""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import child

__all__ = ["doer_beside"]

_TELLING = frozenset(
    "report say state claim note announce confirm assess add indicate observe warn tell share "
    "publish post release amplify describe mention argue estimate forecast acknowledge admit "
    "emphasize emphasise stress reiterate repeat clarify specify believe suggest complain allege "
    "reveal explain assure insist recall boast".split()
)
_IN_TITLES = frozenset({"compound", "flat", "appos", "nmod:desc"})
_BELOW = frozenset({"xcomp", "advcl", "obj", "acl", "conj"})
"""Relations by which an event stands under a verb that goes on with what is told."""

_PROCLAIMING = frozenset({"claim", "announce", "declare", "acknowledge", "admit"})
"""Verbs whose object may be the teller's own deed (*announced the annexation*)."""

_SPEAKERS = frozenset(
    "staff ministry mod center centre directorate command source spokesperson spokesman "
    "spokeswoman milblogger blogger channel outlet media isw adviser advisor mayor governor head "
    "administration institute intelligence user observer aggregator journalist correspondent "
    "newspaper agency official service".split()
)
"""Nouns of those who are heard of as telling, not as doing."""


def doer_beside(noun: Token | None, event: Token, finder: PartyFinder) -> Token | None:
    """Who does an event that the parse gives to `noun`: `noun` unless that only tells of it.

    Else it is the subject of what is told, where that is a force, or nobody.
    """
    telling = noun.head if noun is not None and noun.dep_ == "nsubj" else None
    if telling is not None and lemma(telling) == "continue":
        # *The staff continued to report that …*
        telling = child(telling, "xcomp") or telling
    if noun is None or telling is None or lemma(telling) not in _TELLING or telling == event:
        return noun
    told = child(telling, "ccomp")
    if told is not None and _after_told(event, telling, told):
        subject = subject_of(told)
        if subject is not None and subject != noun and finder.side_of(subject) is not None:
            return subject
    titles = (noun, *(c for c in noun.children if c.dep_ in _IN_TITLES))
    speaks = any(lemma(t) in _SPEAKERS for t in titles) or _is_official(noun, finder)
    return None if speaks and not _own(event, telling) else noun


def _after_told(event: Token, telling: Token, told: Token) -> bool:
    """Whether an event stands after what is told, outside it (*said A did X and will do Y*)."""
    if event.i < told.i or event == told or told.is_ancestor(event):
        return False
    node = event
    while node.dep_ in _BELOW and node.head not in (telling, told) and node.head != node:
        node = node.head
    joined = node.dep_ == "conj" and node.head == telling
    return (joined and _is_no_telling(node)) or event.dep_ == "ccomp"


def _is_no_telling(verb: Token) -> bool:
    return lemma(verb) not in _TELLING and verb.pos_ == "VERB"


def _is_official(noun: Token, finder: PartyFinder) -> bool:
    named = finder.names.get(noun.i)
    return named is not None and named[1] == "official"


def _own(event: Token, telling: Token) -> bool:
    """Whether somebody tells of a deed as his own (*claimed to have taken*, *announced talks*)."""
    node = event
    if event.dep_ == "obj" and event.head == telling and lemma(telling) in _PROCLAIMING:
        return True
    while node.dep_ == "conj" and node.head != telling and node.head.i < node.i:
        node = node.head
    complement = node.head == telling and node.dep_ in {"ccomp", "xcomp"}
    return complement and bool({"Ger", "Inf"} & {*event.morph.get("VerbForm", [])})
