"""Where an event is said to be by a noun without a name: *along the front line*, *at the border*.

So with *in the eastern direction* where the theatre knows none of that name.

An analyst writes such a place down as it is told. It is a mention without an id, and keeps an event
from the places of its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.peoples import is_national
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, phrase_tokens
from salient.reading.ways import RELATION

__all__ = ["nameless_ground"]

_ROLES = {
    "to": "destination", "toward": "destination", "towards": "destination", "from": "origin",
    "along": "path", "across": "path",
}  # fmt: skip
_WHERE = frozenset("in on at near along across behind beyond toward towards to from of".split())
_LINES = frozenset({"frontline", "front-line"})
_SECTIONS = frozenset("section sector part segment length stretch area".split())
_OF_STATES = frozenset({"international", "state"})
_WIDE = frozenset("entire whole".split())
_POINTS = frozenset(
    f"{point}ern"
    for point in "north south east west north-east north-west south-east south-west "
    "northeast northwest southeast southwest".split()
)
_HALVES = frozenset({"north", "south"})
_AXES = frozenset({"direction", "axis", "axe"})
_ZONES = frozenset({"area", "zone"})
_STEPS = 2
_NEXT = 4


def nameless_ground(
    sentence: ParsedSentence, trigger: Trigger, named: Collection[int]
) -> list[Anchored]:
    """The fronts and borders in the event's own phrase that no name tells from others.

    `named` are the words that name something known: *the border with A* is told by it.
    """
    found: dict[int, Anchored] = {}
    for noun, prepositions in _under(trigger):
        span = _span(noun)
        if span is None or any(t.i in named for t in phrase_tokens(noun)):
            continue
        if _told_by_name(span[1], named):
            continue
        found[noun.i] = _anchored(sentence, *span, prepositions)
    return [found[i] for i in sorted(found)]


def _under(trigger: Trigger) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """Nouns of the event's phrases that say where, with the prepositions that govern them."""
    words = (*trigger.tokens, *((trigger.target,) if trigger.target is not None else ()))
    if trigger.support is not None:
        words = (*words, trigger.support)
    for word in words:
        for c in word.children:
            if c.dep_ not in {"obl", "nmod"} or _WHERE.isdisjoint(cases(c)):
                continue
            node, prepositions = c, cases(c)
            for _ in range(_STEPS):
                yield node, prepositions
                inner = child(node, "nmod")
                if inner is None or lemma(node) not in _SECTIONS or cases(inner) != ("of",):
                    break
                node = inner


def _span(noun: Token) -> tuple[Token, Token] | None:
    """The first and last word of a front or a border, or None for another noun."""
    if any(c.low in {"other", "another", "every"} for c in noun.children):
        return None
    before = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod:poss"}]
    before = [c for c in before if c.i < noun.i and c.low not in _WIDE]
    first = min((*before, noun), key=lambda t: t.i)
    words = {c.low for c in before}
    word = lemma(noun)
    front = word == "front" and not before and noun.low == "front" and not _in_front_of(noun)
    if word in _LINES or front:
        return first, noun
    if word == "line":
        of = child(noun, "nmod")
        if words & {"front", "contact"}:
            return first, noun
        if of is not None and lemma(of) == "contact" and cases(of) == ("of",):
            return first, of
    if word == "border" and (words & _OF_STATES or any(map(is_national, words))):
        return first, noun
    if word in _AXES and words and words <= _POINTS | _HALVES:
        # *South-eastern* is three words.
        hyphened = first.i > 1 and first.nbor(-1).text == "-" and first.nbor(-2).low in _HALVES
        return (first.nbor(-2) if hyphened else first), noun
    if word in _ZONES and any(c.text.isupper() and len(c.text) > _NEXT // 2 for c in before):
        # *The JFO area*: called by the letters of an operation.
        return first, noun
    return None


def _in_front_of(noun: Token) -> bool:
    """Whether *front* is part of a preposition (*shot in front of the town hall*)."""
    return {t.low for t in noun.doc[max(0, noun.i - 1) : noun.i + 2]} >= {"in", "of"}


def _told_by_name(last: Token, named: Collection[int]) -> bool:
    """Whether a phrase with a name follows at once (*the line of contact in eastern A*)."""
    behind = last.doc[last.i + 1 : last.i + 1 + _NEXT]
    return bool(behind) and behind[0].pos_ == "ADP" and any(t.i in named for t in behind)


def _anchored(
    sentence: ParsedSentence, first: Token, last: Token, prepositions: tuple[str, ...]
) -> Anchored:
    start, end = sentence.span(first, last)
    relation = next((RELATION[p] for p in prepositions if p in RELATION), "at")
    role = next((_ROLES[p] for p in prepositions if p in _ROLES), "location")
    if "across" in prepositions and lemma(last) in _AXES:
        role = "location"
    mention = PlaceMention(
        text=sentence.text[start - sentence.start : end - sentence.start], start=start, end=end,
        place_id=None, name=None, kind=None, latitude=None, longitude=None, admin1=None,
        country=None, relation=relation, role=role,
    )  # fmt: skip
    return Anchored(mention, whole=True, governed=False)
