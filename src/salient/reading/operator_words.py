"""Which operator a word is: of its own, as an adjective, or with the words beside it."""

from __future__ import annotations

from salient.reading.clauses import ends, in_degree
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.lexicon import Lexicon, Operator
from salient.reading.purposes import only_enabled
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import cases, negation

__all__ = ["OperatorWords"]

_OF_PARTICIPLES = frozenset({"forecast", "intend", "hedge", "doubt", "negate"})
_RULED_OUT = Operator("verb", "rule", "doubt", (0.01, 0.05))
_NOT_RULED_OUT = Operator("verb", "rule", "hedge", (0.45, 0.80))
"""*Do not rule out*: with its negation 0.20 to 0.55."""
_TRIES = frozenset("attempt effort try hope plan intention".split())
_TALKED = frozenset("pressure pressurise pressurize coerce talk push force scare".split())
_MADE = Operator("verb", "make", "assert")
"""What somebody is pressured *into* he does."""

_ENABLED = Operator("verb", "enable", "capable")


_OF_PEOPLE = frozenset("determined ready willing eager prepared able capable".split())
"""Adjectives that before a noun say what somebody is like (*determined resistance*)."""


_CONFIRMED = frozenset({"confirmed", "verified", "observed"})

_SPEAKING = frozenset(
    "source official staff ministry milblogger command directorate administration representative "
    "spokesperson authority outlet channel commander officer soldier".split()
)
"""Whoever *indicates* something says it; what else indicates it is a sign of it."""

_VERY = frozenset("very highly extremely exceedingly extraordinarily most".split())


def _next(token: Token) -> str:
    return token.nbor(1).low if token.i + 1 < len(token.doc) else ""


def _in_another_sense(node: Token, verb: str) -> bool:
    """Whether a verb that may be an operator is none here (*went all in*, *ended in shelling*)."""
    head = node.head
    if verb == "go":
        return _next(head) not in {"to", "on"}
    if verb == "appear":
        where = (c for c in head.children if c.dep_ == "obl" and head.i < c.i < node.i)
        return any(cases(c)[:1] in {("in",), ("at",), ("near",), ("on",)} for c in where)
    if verb == "mean":
        # *Which means that they control X* tells what is, *is meant to* what is wanted.
        clause = node.dep_ in {"ccomp", "xcomp"}
        return clause and not any(c.low == "to" and c.dep_ == "mark" for c in node.children)
    if verb == "look":
        return node.dep_ == "obl" and cases(node)[:1] != ("for",)
    if verb == "indicate":
        subject = None if head.dep_ == "advcl" else subject_of(head)
        return subject is not None and lemma(subject) in _SPEAKING
    if verb == "consider":
        return node.dep_ == "obj" and head.low != "considering"
    return verb == "end" and cases(node)[:1] in {("in",), ("with",)}


class OperatorWords:
    """Finds the operators of a lexicon in a parse."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.operators = lexicon.operators

    def adverb(self, token: Token) -> Operator | None:
        """Operator of an adverb, with the degree or the *no* before it."""
        low = token.low
        before = {c.low for c in token.children if c.dep_ == "advmod"}
        if low == "longer" and "no" in {c.low for c in token.children}:
            return self.operators.get(("adv", "no_longer"))
        for degree in ("almost", "very", "highly", "most"):
            if degree in before and ("adv", f"{degree}_{low}") in self.operators:
                return self.operators["adv", f"{degree}_{low}"]
        if low in {"almost", "nearly"} and (
            token.head.pos_ not in {"VERB", "AUX"} or in_degree(token)
        ):
            return None
        return self.operators.get(("adv", "not" if low in {"n't", "not"} else low))

    def hedge_before(self, adverb: Token) -> Operator | None:
        """The hedge that the parse hangs on the adverb behind it (*likely further disrupting*)."""
        before = adverb.nbor(-1) if adverb.i > 0 else adverb
        if before.head != adverb or before.dep_ != "advmod":
            return None
        op = self.operators.get(("adv", before.low))
        return op if op is not None and op.effect in {"hedge", "possible"} else None

    def adjective(self, token: Token) -> Operator | None:
        """Operator of an adjective or of one joined to it (*limited and unsuccessful*).

        What is *claimed or confirmed* is both, and hearsay for neither.
        """
        words = (token, *(c for c in token.children if c.dep_ == "conj"))
        either = len(words) > 1 and any(word.low in _CONFIRMED for word in words)
        for word in words:
            op = self.operators.get(("adj", word.low))
            if word.i + 1 < len(word.doc) and (word.low, word.nbor(1).low) == ("false", "flag"):
                continue
            prefixed = word.i > 1 and word.nbor(-1).text == "-"
            if word.low in _OF_PEOPLE and token.dep_ == "amod":
                continue
            if either and op is not None and op.effect == "unsourced":
                continue
            if op is not None and not (prefixed and word.nbor(-2).low in {"pre", "than"}):
                return op
        return None

    def governor(self, node: Token) -> Operator | None:
        """The operator that the governor of `node` is to it, if it is one."""
        head = node.head
        word = lemma(head)
        if head.pos_ in {"VERB", "AUX"}:
            if _in_another_sense(node, word):
                return None
            idiom = self._idiom(node)
            if idiom is not None:
                return idiom
            enabled = only_enabled(head) and not node.dep_.startswith("nsubj")
            found = _ENABLED if enabled else self.operators.get(("verb", word))
            if found is None:
                found = self.operators.get(("adj", head.low))
                if head.dep_ == "amod":
                    return None
                if found is not None and found.effect not in _OF_PARTICIPLES:
                    return None
            return found
        if head.pos_ in {"NOUN", "PROPN"}:
            return self.operators.get(("noun", lemma_of(head.low, "NOUN")))
        for form in ("adj", "adv", "noun"):
            if (form, head.low) in self.operators:
                return self.by_degree(head) or self.operators[form, head.low]
        return None

    def by_degree(self, adjective: Token) -> Operator | None:
        """The operator of an adjective with the degree before it (*highly unlikely*)."""
        for c in adjective.children:
            degree = "very" if c.low in _VERY else c.low
            op = self.operators.get(("adj", f"{degree}_{adjective.low}"))
            if op is not None and c.dep_ == "advmod":
                return op
        return None

    def _idiom(self, node: Token) -> Operator | None:
        """What the governing verb means with the words beside it (*give up*, *put an end to*)."""
        head = node.head
        word = lemma(head)
        beside = {c.low for c in head.children}
        if "from" in cases(node) and ("verb", f"{word}_from") in self.operators:
            return self.operators["verb", f"{word}_from"]
        if word in _TALKED and cases(node)[:1] == ("into",):
            return _MADE
        if word in {"leave", "drop", "quit"} and node.dep_ == "obj" and lemma(node) in _TRIES:
            return self.operators.get(("verb", "abandon"))
        if word == "rule" and "out" in beside:
            return _NOT_RULED_OUT if negation(head) is not None else _RULED_OUT
        if (word == "give" and "up" in beside) or (word == "call" and "off" in beside):
            return self.operators.get(("verb", "abandon"))
        if word == "put" and node.dep_ != "nsubj" and ends(head):
            return self.operators.get(("verb", "end"))
        if word == "have" and "yet" in beside:
            return self.operators.get(("adv", "yet_to"))
        if word == "go" and node.dep_ == "xcomp" and (head.low, _next(head)) == ("going", "to"):
            return self.operators.get(("aux", "will"))
        return None

    def takes_negation(self, node: Token) -> bool:
        """Whether the governor of `node` has made its own negation part of what it does to it."""
        idiom = self._idiom(node)
        return (idiom.effect if idiom is not None else self._effect(node.head)) != "assert"

    def _effect(self, word: Token) -> str | None:
        for form in ("verb", "noun", "adj"):
            op = self.operators.get((form, lemma(word) if form != "adj" else word.low))
            if op is not None:
                return op.effect
        return None
