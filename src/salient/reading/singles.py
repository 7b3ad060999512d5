"""Single people and pieces of equipment that an event befell, each counted as one.

*A tank and two trucks were destroyed* is three vehicles: what an article names counts beside the
numbers, and so does who is told without one (*woman killed in X*).
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.model import Quantity
from salient.reading.events import Trigger
from salient.reading.fates import KILL, WOUND
from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import child, phrase_tokens

__all__ = ["in_one", "singles_among", "singles_of"]

_ONE = frozenset({"a", "an", "another"})
_BEFALLING = frozenset({"loss", "harm_civilians", "detain"})
_PEOPLE = frozenset({"killed", "wounded", "captured"})
_BODIES = frozenset({"body", "corpse"})
_LONG = 10
"""Words of a quantity at most."""

_MANY = frozenset(
    "people staff youth elderly wounded injured "
    "squad team patrol number couple dozen series lot group column convoy crew family crowd "
    "population personnel equipment hardware artillery armor armour weaponry ammunition "
    "manpower police rest bus "
    "authority reserve contingent element grouping formation detachment garrison force army "
    "military unit battalion brigade regiment division company platoon btg fleet navy aviation "
    "infantry warehouse depot dump post arsenal stockpile side enemy adversary opponent".split()
)
"""Nouns of one thing that is many, or of a place with much in it: none is one soldier or tank."""


def singles_of(trigger: Trigger, finder: PartyFinder) -> Sequence[Quantity]:
    """What an event befell one of (*a tank*, *another helicopter*), where it befell somebody."""
    target = trigger.target
    if target is None or trigger.frame.event_type not in _BEFALLING:
        return ()
    verbs = frozenset(lemma(t) for t in trigger.tokens)
    return singles_among(target, trigger.frame.event_type, verbs, finder)


def singles_among(
    target: Token, event_type: str, verbs: frozenset[str], finder: PartyFinder
) -> Sequence[Quantity]:
    """What `verbs` befell one of, in the row of nouns that `target` belongs to."""
    found: list[Quantity] = []
    row = _joined(target)
    told = [_has_article(noun) or child(noun, "nummod") is not None for noun in row]
    # *Fighter, journalist and hero A* is one: a row without any number may be said of one man.
    whole = len(row) == 1 or any(told)
    whole = whole and all(t or _is_one(n) for n, t in zip(row, told, strict=True))
    for noun in row:
        articled = _has_article(noun)
        if not articled and not (whole and _is_one(noun)):
            continue
        kind = _kind(noun, event_type, verbs, finder)
        if kind is None or (not articled and kind == "equipment" and len(row) == 1):
            continue
        words = phrase_tokens(noun)
        opening = (t for t in words if t.dep_ not in {"case", "punct", "cc"})
        first = next((t for t in words if t.low in _ONE), next(opening, noun))
        text = noun.doc.between(first.i, noun.i + 1)
        found.append(Quantity(kind=kind, side=finder.side_of(noun), low=1.0, high=1.0, text=text))
    return found


def in_one(found: list[Quantity], harmed: Token) -> list[Quantity]:
    """The people of one row whom the same befell as one number (*a woman and two boys*: three).

    Quantities of others, and of equipment, stay as they are.
    """
    row = _joined(harmed)
    if len(row) == 1:
        return found
    spans = {q: span for q in found if q.kind in _PEOPLE and (span := _span(q, row)) is not None}
    first = next(iter(spans), None)
    same = [q for q in spans if first is not None and (q.kind, q.side) == (first.kind, first.side)]
    if first is None or len(same) < 2:
        return found
    start, end = min(spans[q][0] for q in same), max(spans[q][1] for q in same)
    highs = [q.high for q in same if q.high is not None]
    together = Quantity(
        kind=first.kind, side=first.side, low=sum(q.low for q in same),
        high=sum(highs) if len(highs) == len(same) else None,
        text=harmed.doc.between(start, end),
    )  # fmt: skip
    return [together, *(q for q in found if q not in same)]


def _span(quantity: Quantity, row: list[Token]) -> tuple[int, int] | None:
    """From where to where the words of a quantity go that counts a noun of a row."""
    for noun in row:
        for start in range(noun.i, max(-1, noun.i - _LONG), -1):
            if noun.doc.between(start, noun.i + 1) == quantity.text:
                return start, noun.i + 1
    return None


def _joined(noun: Token) -> list[Token]:
    """The nouns of a row (*a tank, a truck and a gun*), from the first to the last."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.i < noun.i:
        noun = noun.head
    found, stack = [], [noun]
    while stack:
        node = stack.pop()
        found.append(node)
        stack += [c for c in node.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}]
    return sorted(found, key=lambda t: t.i)


def _kind(noun: Token, event_type: str, verbs: frozenset[str], finder: PartyFinder) -> str | None:
    """What one is of: *killed*, *wounded*, *captured* or *equipment*; None where it is not one."""
    word = lemma(noun)
    if word in _MANY or word in DEEDS or noun.low.endswith("s"):
        return None
    lexicon = finder.lexicon
    if word in _BODIES and event_type == "harm_civilians":
        return "killed"
    if event_type == "loss" and lexicon.noun_is(word, "equipment"):
        return "equipment"
    if not (lexicon.noun_is(word, "people") or lexicon.noun_is(word, "force")):
        return None
    if event_type == "detain":
        return "captured"
    if verbs & WOUND:
        return "wounded"
    return "killed" if verbs & KILL else None


def _has_article(noun: Token) -> bool:
    """Whether words say that one is meant (*a tank*, *another body*)."""
    return any(c.dep_ == "det" and c.low in _ONE for c in noun.children)


def _is_one(noun: Token) -> bool:
    """Whether a noun in the singular is of one, as headlines and rows tell it without *a*.

    So in *woman killed in X* and *an armoured carrier, tank and three cars*. A name is no count,
    and *any*, *no* or *every* deny that there is one.
    """
    if _has_article(noun):
        return True
    many = lemma(noun) in _MANY or lemma(noun) != noun.low
    if noun.pos_ != "NOUN" or many or noun.low.endswith("s"):
        return False
    if any(c.dep_ in {"det", "nmod:poss", "nummod"} and c.low != "the" for c in noun.children):
        return False
    # *The soldier* alone may be any of them (*paid if the soldier dies*), *the mayor of X* is one.
    known = any(c.dep_ == "det" for c in noun.children)
    return not known or any(c.dep_ in {"amod", "compound", "nmod"} for c in noun.children)
