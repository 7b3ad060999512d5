"""Who does what an event noun names (*the attack by*, *their retreat*, *launched an assault*)."""

from __future__ import annotations

from collections.abc import Collection

from salient.reading.arguments import phrase_argument
from salient.reading.causes import of_its_clause
from salient.reading.clock_words import is_time_word
from salient.reading.doers import (
    above,
    after_by,
    before_verb,
    carried_by_word,
    fellow_subject,
    given_to,
    means_of,
)
from salient.reading.governors import SUPPORTING
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.parties import PartyFinder
from salient.reading.sides import WHO
from salient.reading.subjects import noun_actor, subject_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, child

__all__ = ["EventNouns"]

_SIDE_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "flat", "nmod:desc"})
_ASSERTED = frozenset("claim announce confirm report celebrate proclaim declare".split())
"""Verbs whose subject speaks of its own deed where the object names one (*claims the capture*)."""

_HAILED = frozenset({"declare", "proclaim", "celebrate"})
_FIRE = frozenset({"shelling", "bombardment", "bombing", "explosion", "war"})
"""Event nouns before which a country's name says where (*Ukraine shellings*)."""


_DENIED = frozenset(
    "shelling bombardment bombing strike airstrike attack massacre killing atrocity deportation "
    "shooting responsibility involvement".split()
)
"""Deeds that who denies them is said to have done (*denies the bombing of X*)."""


class EventNouns:
    """Who is behind the event nouns of one sentence."""

    def __init__(self, finder: PartyFinder, place_tokens: Collection[int]) -> None:
        self.finder = finder
        self.place_tokens = place_tokens

    def actor_of(self, noun: Token) -> Token | None:
        """Who does what a noun names: a by-phrase, a possessor, a side, its verb's subject."""
        agent = argument(noun, "by")
        if agent is not None:
            return agent
        return (
            self.qualifier(noun)
            or after_by(noun, self.finder)
            or self._of_force(noun)
            or self.carrier(noun)
            or carried_by_word(noun, self.finder)
            or means_of(noun, self.finder)
            or given_to(noun, self.finder)
            or of_its_clause(noun, self.finder)
        )

    def qualifier(self, noun: Token) -> Token | None:
        """A side or possessor that stands before the noun (*Russian attacks*, *their attack*)."""
        for c in noun.children:
            if c.pos_ == "VERB" or c.i > noun.i:
                continue
            if c.dep_ not in _SIDE_MODIFIERS and c.pos_ != "ADJ":
                continue
            hit = self.finder.names.get(c.i)
            if c.dep_ == "compound" and lemma(noun) in _FIRE and hit and hit[1] == "name":
                continue
            if hit is not None or c.low in {"enemy", "our"}:
                return c
            if c.dep_ == "nmod:poss" and not is_time_word(c):
                return c
            inner = next((g for g in c.children if g.i in self.finder.names), None)
            if inner is not None and c.dep_ == "compound":
                return inner
        return None

    def _of_force(self, noun: Token) -> Token | None:
        of = argument(noun, "of")
        force = of is not None and of.i not in self.place_tokens and self.finder.is_force(of)
        return of if force else None

    def carrier(self, noun: Token) -> Token | None:
        """Who does what the verb says that carries the noun (*attacks launched by*, *claims*)."""
        if noun.dep_ == "obj" and lemma(noun.head) in _ASSERTED:
            teller = subject_of(noun.head)
            if teller is None or teller.i in self.finder.names:
                return teller
            own = lemma(noun.head) in _HAILED and self.finder.side_of(teller) is not None
            return teller if own else None
        if noun.dep_ == "obj" and lemma(noun.head) == "deny" and lemma(noun) in _DENIED:
            denier = subject_of(noun.head)
            return denier if denier is not None and denier.i in self.finder.names else None
        for c in noun.children:
            if c.dep_ == "amod" and c.i < noun.i and lemma(c) in SUPPORTING:
                fellow = fellow_subject(c, self.finder)
                if fellow is not None:
                    return fellow
            if c.dep_ == "acl" and lemma(c) in SUPPORTING and phrase_argument(c, "by") is not None:
                return phrase_argument(c, "by")
        carried = noun.dep_ == "obj" or (noun.dep_ == "ccomp" and noun.pos_ == "VERB")
        if carried and lemma_of(noun.head.low, "VERB") in SUPPORTING:
            subject = child(noun.head, "nsubj") or noun_actor(noun)
            if subject is not None and subject.low in WHO:
                subject = subject_of(noun.head)
            return subject or before_verb(noun.head, self.finder) or above(noun.head, self.finder)
        return noun_actor(noun)
