"""Events: the words of a sentence that a frame of the lexicon answers to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import msgspec
from spacy.tokens import Doc, Token

from salient.reading.lemmas import candidates, lemma, lemma_of
from salient.reading.lexicon import Frame, Lexicon, Need
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tree import argument, child, noun_actor, object_of, phrase_tokens, subject_of

__all__ = ["Trigger", "done_so", "find_triggers"]

_GAP = 4
"""A frame's next word may stand this many tokens after the one before it."""

_OWN_FORCES = frozenset(
    {"concentrate", "redeploy", "withdraw", "mobilise", "reinforce", "resupply"}
)
"""Events in which who is moved is also who moves, where nobody else is named."""

_QUANTIFIERS = frozenset(
    "all most part parts half rest remainder entirety whole much some majority dozens "
    "hundreds".split()
)

_SIDE_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod", "flat", "nmod:desc"})


class Trigger(NamedTuple):
    """An event read in a sentence: its frame, its head and words, who and what.

    `actor` and `target` are heads of noun phrases. `support` is the verb that carries an event
    noun (*launched* in *launched an attack*), or None.
    """

    frame: Frame
    head: Token
    tokens: tuple[Token, ...]
    actor: Token | None
    target: Token | None
    support: Token | None


def _forms(token: Token) -> tuple[str, ...]:
    """The forms of frame that a token may be the head of."""
    if token.pos_ in {"VERB", "AUX"}:
        nominal = token.text.endswith("ing") and token.dep_ in {"nsubj", "obj", "obl", "nmod"}
        return ("noun", "verb") if nominal else ("verb",)
    if token.pos_ in {"NOUN", "PROPN"}:
        if token.i == 0 or token.dep_ in {"ROOT", "ccomp", "parataxis", "appos"}:
            return ("noun", "verb")
        return ("noun",)
    if token.pos_ == "ADJ":
        if token.dep_ in {"nsubj", "obj", "obl", "nmod", "nsubj:pass"}:
            return ("noun", "adj")
        return ("adj", "verb") if token.text.lower().endswith("ed") else ("adj",)
    return ("adj",) if token.pos_ == "ADP" else ()


def _lemma_as(token: Token, form: str) -> str:
    if form == "verb" and token.pos_ not in {"VERB", "AUX"}:
        return lemma_of(token.text, "VERB")
    if form == "noun" and token.pos_ == "PROPN":
        return lemma_of(token.text.lower(), "NOUN")
    return lemma(token)


def _frame_lemma(token: Token, form: str, lexicon: Lexicon) -> str:
    """The token's lemma; where no frame turns on it, another that its suffix allows."""
    found = _lemma_as(token, form)
    if (form, found) in lexicon.frames or form == "adj":
        return found
    kind = "v" if form == "verb" else "n"
    other = (c for c in candidates(token.text.lower(), kind) if (form, c) in lexicon.frames)
    return next(other, found)


def _same(token: Token, word: str) -> bool:
    low = token.text.lower()
    if low == word or lemma(token) == word:
        return True
    return word in {lemma_of(low, "NOUN"), lemma_of(low, "VERB")}


def _near(doc: Doc, i: int, word: str) -> Token | None:
    """The token that spells `word` within a short gap after token `i`."""
    for j in range(i + 1, min(len(doc), i + 1 + _GAP)):
        if _same(doc[j], word):
            return doc[j]
        if doc[j].text in {";", ":", "."}:
            return None
    return None


def _bound(head: Token, word: str) -> Token | None:
    """The token that spells `word` as the head's preposition, object or passive subject."""
    for c in head.children:
        if c.dep_ in {"obj", "nsubj:pass"} and c.pos_ == "NOUN" and _same(c, word):
            return c
        if c.dep_ in {"obl", "nmod", "advmod", "compound:prt"}:
            if c.text.lower() == word:
                return c
            for g in c.children:
                if g.dep_ == "case" and g.text.lower() == word and c.i - g.i < 8:
                    return g
    return None


def _following(doc: Doc, start: int, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """Tokens after `start` that spell `words` in order, near by or bound in the parse, or None."""
    found: list[Token] = []
    i = start
    for word in words:
        token = _near(doc, i, word) or _bound(doc[i], word) or _bound(doc[start], word)
        if token is None or token in found:
            return None
        found.append(token)
        i = token.i
    return tuple(found)


def _particle_belongs(tokens: tuple[Token, ...]) -> bool:
    """Whether the words hang together in the parse or stand side by side."""
    head = tokens[0]
    previous = head
    for token in tokens[1:]:
        adjacent = token.i == previous.i + 1
        below = any(a in tokens for a in (token.head, token.head.head))
        if not (adjacent or below or head.head == token):
            return False
        previous = token
    return True


def _head_of(frame: Frame, tokens: tuple[Token, ...]) -> Token:
    if frame.form == "verb":
        return tokens[0]
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head == token:
            if token.pos_ == "ADP" and len(tokens) > 1:
                continue
            return token
    return tokens[-1]


class _Matcher:
    """Matches the frames of one sentence; keeps the parts that each decision needs."""

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
            return self._noun_actor(head)
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
            owner = self._noun_actor(head.head)
            if owner is not None:
                return owner
        if form == "verb" and head.pos_ in {"NOUN", "PROPN"}:
            return child(head, "nsubj") or self._noun_actor(head)
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

    def _noun_actor(self, noun: Token) -> Token | None:
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
        return noun_actor(noun)

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

    def _needs_met(self, frame: Frame, head: Token, tokens: tuple[Token, ...]) -> bool:
        for need in frame.needs:
            found = self.role(need.function, head, tokens, frame.form)
            if found is None:
                if "none" not in need.kinds and not self._listed(need, head):
                    return False
            elif not any(self.is_kind(found, kind) for kind in need.kinds if kind != "none"):
                return False
        return True

    # -- matching --------------------------------------------------------------------------

    def candidates(self, token: Token) -> Iterator[tuple[Frame, tuple[Token, ...]]]:
        """Frames that the token's word and the words after it spell, best first."""
        for form in _forms(token):
            for frame in self.lexicon.frames.get(
                (form, _frame_lemma(token, form, self.lexicon)), ()
            ):
                rest = _following(token.doc, token.i, frame.words[1:])
                if rest is None:
                    continue
                tokens = (token, *rest)
                if len(tokens) == 1 or _particle_belongs(tokens):
                    yield frame, tokens

    def at(self, token: Token, used: Collection[int]) -> Trigger | None:
        """The best frame at a token, its conditions met and its words free, or None."""
        for frame, tokens in self.candidates(token):
            if any(t.i in used for t in tokens):
                continue
            head = _head_of(frame, tokens)
            if frame.form == "noun" and (
                head.dep_ in {"compound", "amod"} or _named(head) or _again(head)
            ):
                continue
            if (
                frame.form == "verb"
                and head.dep_ == "amod"
                and head.head.i not in self.place_tokens
            ):
                continue
            if not self._needs_met(frame, head, tokens):
                continue
            actor = self.role(frame.actor, head, tokens, frame.form)
            target = self.role(frame.target, head, tokens, frame.form)
            if frame.form in {"noun", "adj"} and frame.actor == "of" and actor is None:
                actor = self._noun_actor(head)
            if target is not None and target == actor:
                actor, target = (None, target) if lemma(target) in DEEDS else (actor, None)
            own = frame.event_type in _OWN_FORCES and actor is None
            if own and target is not None and self.finder.is_force(target):
                actor, target = target, None
            support = head.head if frame.form == "noun" and head.dep_ == "obj" else None
            return Trigger(frame, head, tokens, actor, target, support)
        return None


def done_so(doc: Doc, earlier: Trigger | None) -> Trigger | None:
    """The event that *do so* takes up: the last one of the sentence before, with a new actor."""
    if earlier is None:
        return None
    for token in doc:
        if token.i and token.text.lower() == "so" and lemma(token.nbor(-1)) == "do":
            verb = token.nbor(-1)
            frame = msgspec.structs.replace(earlier.frame, form="verb", words=("do", "so"))
            return Trigger(frame, verb, (verb, token), subject_of(verb), None, None)
    return None


def _again(noun: Token) -> bool:
    """Whether the noun points back at what was said before (*these losses*)."""
    return any(
        c.dep_ == "det" and c.text.lower() in {"these", "this", "those", "such", "that"}
        for c in noun.children
    )


def _named(noun: Token) -> bool:
    """Whether the noun is part of a proper name (*Operation Counterattack*, *Battle Group*)."""
    return noun.pos_ == "PROPN" and noun.i > 0 and any(
        c.pos_ == "PROPN" and c.dep_ in {"compound", "flat"} for c in noun.children
    )  # fmt: skip


def find_triggers(
    finder: PartyFinder, place_tokens: Collection[int], *, listed: bool = False
) -> list[Trigger]:
    """Events of a sentence in the order of their words; no word serves two frames.

    `listed` says that the line is about a place named at its head, which may then be left out.
    """
    matcher = _Matcher(finder, place_tokens, listed=listed)
    doc = finder.sentence.doc
    used: set[int] = set()
    found: list[Trigger] = []
    for longest_first in (True, False):
        for token in doc:
            if token.i in used or token.i in place_tokens:
                continue
            trigger = matcher.at(token, used)
            if trigger is None or (longest_first and len(trigger.tokens) < 2):
                continue
            found.append(trigger)
            used.update(t.i for t in trigger.tokens if t.pos_ != "ADP")
    return sorted(found, key=lambda t: t.head.i)
