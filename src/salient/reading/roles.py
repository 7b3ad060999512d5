"""Who and what: the nouns that fill a frame's roles, and whether they are of the kind it asks."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame, Lexicon, Need
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tree import argument, child, object_of, phrase_tokens, subject_of
from salient.reading.tree import noun_actor as tree_noun_actor

__all__ = ["Roles"]

_QUANTIFIERS = frozenset(
    "all most part parts half rest remainder entirety whole much some majority dozens "
    "hundreds".split()
)

_SIDE_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "flat", "nmod:desc"})


class Roles:
    """The nouns that fill the roles of frames in one sentence, and whether they fit.

    `listed` says that the line is about a place named at its head, which may then be left out.
    """

    def __init__(self, finder: PartyFinder, place_tokens: Collection[int], *, listed: bool) -> None:
        self.finder = finder
        self.listed = listed
        self.lexicon: Lexicon = finder.lexicon
        self.place_tokens = place_tokens

    # -- arguments -------------------------------------------------------------------------

    def role(
        self, function: str, head: Token, tokens: tuple[Token, ...], form: str
    ) -> Token | None:
        """The noun that stands in a grammatical function to the event's words."""
        if function == "none":
            return None
        if function == "subject":
            return self._subject(head, form)
        if function == "object":
            return self._object(head, tokens)
        for token in tokens:
            found = argument(token, function)
            if found is not None and found not in tokens:
                return found
        if function in {
            "of",
            "in",
            "on",
            "to",
            "over",
            "for",
            "at",
            "from",
            "with",
            "against",
            "into",
        }:
            return self._after_particle(function, tokens)
        if function == "by" and form == "noun":
            return self.noun_actor(head)
        return None

    def _after_particle(self, function: str, tokens: tuple[Token, ...]) -> Token | None:
        """The noun after a preposition that belongs to the frame's own words."""
        for token in tokens:
            if token.text.lower() == function and token.dep_ in {
                "case",
                "mark",
                "compound:prt",
                "advmod",
            }:
                governor = token.head
                if governor not in tokens:
                    return governor
        last = tokens[-1]
        if last.text.lower() == function and last.i + 1 < len(last.doc):
            for token in last.doc[last.i + 1 : last.i + 6]:
                if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
                    return token
        return None

    def _subject(self, head: Token, form: str) -> Token | None:
        if head.dep_ == "acl" and "Inf" in head.morph.get("VerbForm", []):
            owner = self.noun_actor(head.head)
            if owner is not None:
                return owner
        if form == "verb" and head.pos_ in {"NOUN", "PROPN"}:
            return child(head, "nsubj") or self.noun_actor(head)
        if form == "adj":
            return child(head, "nsubj", "nsubj:pass") or (
                subject_of(head.head) if head.dep_ in {"xcomp", "obl"} else
                head.head if head.dep_ in {"amod", "nmod", "acl"} else None
            )  # fmt: skip
        return subject_of(head)

    def _object(self, head: Token, tokens: tuple[Token, ...]) -> Token | None:
        found = object_of(head)
        if found is None and len(tokens) > 1 and tokens[-1].pos_ in {"ADP", "ADV", "PART"}:
            found = argument(head, tokens[-1].text.lower())
        own = child(head, "nsubj")
        if found is None and own is not None and lemma(own) in DEEDS and head.text.endswith("ed"):
            found = own
        return None if found in tokens else found

    def noun_actor(self, noun: Token) -> Token | None:
        """Who does what a noun names: a by-phrase, a possessor, a side, its verb's subject."""
        agent = argument(noun, "by")
        if agent is not None:
            return agent
        for c in noun.children:
            if (c.dep_ in _SIDE_MODIFIERS or c.pos_ == "ADJ") and c.i < noun.i:
                if c.i in self.finder.names or c.text.lower() in {"enemy", "our"}:
                    return c
                if c.dep_ == "nmod:poss":
                    return c
                inner = next((g for g in c.children if g.i in self.finder.names), None)
                if inner is not None and c.dep_ == "compound":
                    return inner
        of = argument(noun, "of")
        if of is not None and of.i not in self.place_tokens and self.finder.is_force(of):
            return of
        return tree_noun_actor(noun)

    # -- conditions ------------------------------------------------------------------------

    def is_kind(self, token: Token, kind: str) -> bool:
        """Whether a noun phrase is of a kind that a frame asks for."""
        if kind == "any":
            return token.pos_ not in {"VERB", "AUX"}
        if token.pos_ == "PRON" and kind in {"place", "ground"}:
            return self._stands_for_place(token)
        if kind == "force":
            return token.i not in self.place_tokens and self.finder.is_force(token)
        if kind in {"place", "ground"}:
            if token.i in self.place_tokens:
                return True
            if kind == "place" and any(
                t.i in self.place_tokens and t.dep_ in {"compound", "appos", "flat", "nmod"}
                for t in phrase_tokens(token) if t.head == token
            ) and self.lexicon.noun_is(lemma(token), "place"):  # fmt: skip
                return True
        if self.lexicon.noun_is(lemma(token), kind):
            return True
        if token.text.lower() in _QUANTIFIERS:
            counted = argument(token, "of")
            if counted is None and token.i + 2 < len(token.doc) and token.nbor(1).text == "of":
                counted = token.nbor(2)
            return counted is not None and self.is_kind(counted, kind)
        return kind in {"line", "equipment", "people"} and any(
            self.lexicon.noun_is(lemma(c), kind)
            for c in token.children
            if c.dep_ in {"compound", "nmod"} and (c.i < token.i or kind == "equipment")
        )

    def _stands_for_place(self, pronoun: Token) -> bool:
        """Whether *it* as an object points back at a place named in the sentence."""
        if pronoun.text.lower() != "it" or pronoun.dep_ not in {"obj", "obl", "nmod"}:
            return False
        for token in reversed(list(pronoun.doc[: pronoun.i])):
            if token.i in self.place_tokens or self.lexicon.noun_is(lemma(token), "place"):
                return True
            if token.dep_ == "obj" and token.pos_ == "NOUN" and not self.finder.is_force(token):
                return False
        return False

    def _listed(self, need: Need, head: Token) -> bool:
        """Whether the object left out is the place that the line is about (*X: captured*)."""
        bare = "Past" in head.morph.get("Tense", []) and child(head, "nsubj", "obj") is None
        wanted = need.function == "object" and bool({"place", "ground"} & {*need.kinds})
        return self.listed and bare and wanted

    def needs_met(self, frame: Frame, head: Token, tokens: tuple[Token, ...]) -> bool:
        """Whether every noun that the frame asks for is there and of a kind that it allows."""
        for need in frame.needs:
            found = self.role(need.function, head, tokens, frame.form)
            if found is None:
                if "none" not in need.kinds and not self._listed(need, head):
                    return False
            elif not any(self.is_kind(found, kind) for kind in need.kinds if kind != "none"):
                return False
        return True
