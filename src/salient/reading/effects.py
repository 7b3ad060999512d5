"""What an operator does to the standing of an event: mood, polarity, probability."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from salient.reading.lemmas import lemma
from salient.reading.lexicon import Operator
from salient.reading.tokens import Token

__all__ = [
    "CERTAIN",
    "EXPECTED",
    "PLAIN_FUTURE",
    "POSSIBLE",
    "Standing",
    "applied",
    "awaited",
    "is_ahead",
    "made_possible",
    "meant",
    "missed",
    "to_be_held",
    "unrecorded",
]

CERTAIN = (1.0, 1.0)
POSSIBLE = (0.20, 0.55)
EXPECTED = (0.80, 0.95)
_PERFECT = frozenset({"have"})
_LASTING = frozenset(
    "be have lack possess remain control hold intend want plan hope aim wish "
    "desire indicate suggest signal reflect represent".split()
)
"""Verbs of what is so already where it may be so (*may be in X*, *may intend to take X*)."""

PLAIN_FUTURE = frozenset({None, "will", "would", "shall", "'ll"})
"""Terms that say no more than that it is yet to come."""


_COMING = frozenset("future upcoming forthcoming further".split())
"""Adjectives after which an attempt is one still (*future attempts to cross*)."""


class Standing(NamedTuple):
    """How an event stands with its holder.

    `operators` are the words that were applied, in order; `failed` says that an attempt took
    place and missed its goal; `unsourced` that the text passes it on from somebody unnamed;
    `done` that a clause of its own tells it as what is or has been; `aside` that it is only what
    signs would tell that there are none of, which claims nothing; `given` that a participle before
    a name takes it as known (*occupied X*); `beside` that it is only a circumstance of what is
    told; `untrue` is the word of the tale that the text calls false.
    """

    positive: bool = True
    mood: str = "reported"
    probability: tuple[float, float] = CERTAIN
    term: str | None = None
    failed: bool = False
    unsourced: Token | None = None
    operators: tuple[str, ...] = ()
    done: bool = False
    aside: bool = False
    given: bool = False
    beside: bool = False
    untrue: Token | None = None

    @property
    def polarity(self) -> str:
        """`positive` or `negative`."""
        return "positive" if self.positive else "negative"


def is_ahead(node: Token) -> bool:
    """Whether a node's form looks ahead: a bare infinitive without a perfect or progressive."""
    if any(c.dep_ == "aux" and lemma(c) in _PERFECT for c in node.children):
        return False
    if "Ger" in node.morph.get("VerbForm", []) or node.low.endswith("ing"):
        return False
    if any(c.dep_ == "cop" for c in node.children):
        # *may be able to take X* looks ahead, *may be in X* does not.
        return node.low in {"able", "capable"}
    if lemma(node) in _LASTING:
        # *May have to withdraw* looks ahead, *may have the means* does not.
        return lemma(node) == "have" and any(
            c.dep_ == "xcomp" and any(m.low == "to" for m in c.children) for c in node.children
        )
    return "Inf" in node.morph.get("VerbForm", []) or any(
        c.low == "to" and c.dep_ == "mark" for c in node.children
    )


def to_be_held(verb: Token) -> bool:
    """Whether a vote or a trial may yet be *held*, where holding ground would go on already."""
    return lemma(verb) == "hold" and not any(lemma(c) in _PERFECT for c in verb.children)


def _hedged(s: Standing, p: tuple[float, float], term: str, ahead: bool) -> Standing:
    mood = s.mood
    if mood == "reported":
        mood = "forecast" if ahead else "assessed"
    elif mood == "intended" and ahead:
        mood = "forecast"
    if s.probability != CERTAIN and s.term not in PLAIN_FUTURE:
        p = (min(p[0], s.probability[0]), min(p[1], s.probability[1]))
    return s._replace(mood=mood, probability=p, term=term)


def applied(s: Standing, op: Operator, word: Token, ahead: bool, negated: bool) -> Standing:
    """The standing after one operator; `negated` where the operator's own word is negated."""
    s = s._replace(operators=(*s.operators, op.lemma))
    term = word.low if op.form != "adv" else op.lemma.replace("_", " ")
    if negated:
        return _negated(s, op, term, ahead)
    if op.effect in {"hedge", "doubt"}:
        return _hedged(s, op.probability or (0.55, 0.80), term, ahead)
    if op.effect == "possible":
        return _hedged(s, op.probability or POSSIBLE, term, ahead)
    if op.form == "adj" and s.mood == "intended" and op.lemma in _COMING:
        return s
    if op.effect in _EXPECTING:
        mood, usual = _EXPECTING[op.effect]
        p = s.probability if s.term else (op.probability or usual)
        return s._replace(mood=mood, probability=p, term=s.term or term)
    if op.effect == "unsourced":
        return s._replace(unsourced=word)
    if op.effect == "near":
        return s._replace(positive=not s.positive, term=term)
    simple = _SIMPLE.get(op.effect)
    return simple(s) if simple is not None else s


def meant(s: Standing) -> Standing:
    """What is said to have happened becomes what is meant to; other moods stay."""
    return s._replace(mood="intended") if s.mood in {"reported", "assessed"} else s


def made_possible(s: Standing) -> Standing:
    """What something is done for others to be able to do (*so that people can leave*)."""
    able = s.mood == "conditional" and "can" in s.operators
    return s._replace(mood="intended", probability=CERTAIN, term=None) if able else meant(s)


def awaited(s: Standing) -> Standing:
    """What somebody else is thought to be about to do."""
    if s.mood not in {"reported", "assessed"}:
        return s
    p = POSSIBLE if s.probability == CERTAIN else s.probability
    return s._replace(mood="forecast", probability=p)


def _undone(s: Standing) -> Standing:
    """It did not happen; an intention that came to nothing is a plain report of that.

    What had failed before it was given up did not happen for that.
    """
    if s.failed and not s.positive:
        return s
    return s._replace(positive=not s.positive, mood="reported" if s.mood == "intended" else s.mood)


def unrecorded(s: Standing, verb: str) -> Standing:
    """What those who would tell of it do not: most likely it did not happen."""
    mood = "assessed" if s.mood == "reported" else s.mood
    return s._replace(
        positive=not s.positive,
        mood=mood,
        probability=(0.55, 0.80),
        term=f"not {verb}",
        operators=(*s.operators, verb),
    )


def missed(s: Standing) -> Standing:
    """An attempt that failed: what was meant did not happen; what was done reached no goal."""
    if s.mood == "intended":
        return s._replace(positive=False, mood="reported", failed=True)
    return s._replace(failed=True)


_EXPECTING: dict[str, tuple[str, tuple[float, float]]] = {
    "forecast": ("forecast", EXPECTED),
    "capable": ("conditional", POSSIBLE),
}
_TRYING = frozenset({"try", "attempt"})
_SIMPLE: dict[str, Callable[[Standing], Standing]] = {
    "negate": _undone,
    "cease": _undone,
    "intend": meant,
    "order": meant,
    "conditional": lambda s: s._replace(mood="conditional"),
    "deny": lambda s: s._replace(positive=not s.positive, mood="denied"),
    "retract": lambda s: s._replace(mood="superseded"),
    "unsuccessful": missed,
}


def _negated(s: Standing, op: Operator, term: str, ahead: bool) -> Standing:
    if op.effect in {"hedge", "forecast", "possible"}:
        low, high = op.probability or POSSIBLE
        if op.effect == "possible":
            return s._replace(positive=not s.positive)
        p = (round(1.0 - high, 2), round(1.0 - low, 2))
        return _hedged(s, p, f"not {term}", ahead)
    if op.effect == "doubt":
        return s
    if op.effect in {"negate", "cease", "near"}:
        return s
    if op.effect == "deny":
        return s
    if op.lemma in _TRYING and s.mood == "intended" and s.probability == CERTAIN:
        # What nobody tried was not done; what nobody plans may be done all the same.
        return s._replace(positive=not s.positive, mood="reported")
    if op.lemma in _TRYING and s.mood == "reported":
        return s._replace(positive=not s.positive)
    if op.effect in {"intend", "order"}:
        mood = "intended" if s.mood in {"reported", "assessed"} else s.mood
        return s._replace(positive=not s.positive, mood=mood)
    return s._replace(positive=not s.positive)
