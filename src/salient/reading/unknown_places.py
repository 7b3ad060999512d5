"""Names that the words mark as places though no gazetteer knows them: *the village of A*."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salient.model import PlaceMention
from salient.reading.antecedents import Anchored
from salient.reading.clock_words import is_time_word
from salient.reading.events import SETTLEMENT_NOUNS, Trigger
from salient.reading.lemmas import lemma
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases, phrase_tokens
from salient.reading.ways import RELATION

__all__ = ["at_unknown", "is_time", "unknown_places"]

_WHERE = frozenset("in near at around outside toward towards".split())
_NAMING = frozenset({"compound", "flat", "goeswith", "amod"})
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())


def _words(trigger: Trigger) -> tuple[Token, ...]:
    return trigger.tokens if trigger.target is None else (*trigger.tokens, trigger.target)


def _unknown_under(trigger: Trigger, named: Collection[int]) -> Iterator[Token]:
    """Nouns in the event's own phrase that are names of somewhere and of nothing known."""
    for word in _words(trigger):
        for c in word.children:
            name = c.pos_ == "PROPN" and c.dep_ in {"obl", "nmod"} and c.text[:1].isupper()
            if not name or not _WHERE & {*cases(c)} or is_time(c):
                continue
            if not any(t.i in named for t in phrase_tokens(c)):
                yield c
                yield from _joined_names(c, named)


def _joined_names(name: Token, named: Collection[int]) -> Iterator[Token]:
    """The unknown names joined to one without a word of their own (*in A and B*)."""
    for c in name.children:
        told = c.dep_ == "conj" and c.pos_ == "PROPN" and c.text[:1].isupper() and not cases(c)
        if told and not is_time(c) and not any(t.i in named for t in phrase_tokens(c)):
            yield c


def is_time(token: Token) -> bool:
    """Whether a word names a time: a month, a day, a season."""
    return is_time_word(token) or token.low.rstrip(".") in _MONTHS


def at_unknown(trigger: Trigger, named: Collection[int]) -> bool:
    """Whether the event's own phrase names where it is by a name that nobody could resolve."""
    return next(_unknown_under(trigger, named), None) is not None


def _of_settlement(trigger: Trigger, named: Collection[int]) -> Iterator[tuple[Token, Token]]:
    """Settlement nouns of the event's phrase with the unknown names that tell which is meant."""
    under = [c for t in _words(trigger) for c in t.children if c.dep_ in {"obl", "nmod", "obj"}]
    for noun in dict.fromkeys((*_words(trigger)[len(trigger.tokens) :], *under)):
        edge = lemma(noun) in _EDGES
        if not edge and lemma(noun) not in SETTLEMENT_NOUNS:
            continue
        for c in noun.children:
            of = c.dep_ == "nmod" and cases(c)[:1] == ("of",) and c.pos_ == "PROPN"
            # *Fired at A village*; *the A outskirts* may be of a town that is named elsewhere.
            called = c.dep_ == "compound" and c.pos_ == "PROPN" and c.i == noun.i - 1 and not edge
            if (
                (of or called)
                and c.text[:1].isupper()
                and not any(t.i in named for t in phrase_tokens(c))
            ):
                yield noun, c


_EDGES = frozenset({"outskirt", "suburb"})
_WORKS = 8
_ON = frozenset({("of",), ("over",), ("on",), ("at",)})
_FACILITIES = frozenset("tpp npp hpp plant station airport airfield airbase refinery dam".split())


_GROUNDS = frozenset("territory area ground premise site".split())


def _works_under(trigger: Trigger) -> Iterator[Token]:
    """What an event acts on, and the nouns joined to it or whose grounds it is.

    So in *took control of A and of the territory of the B plant*.
    """
    under = (c for t in trigger.tokens for c in t.children if c.dep_ in {"nmod", "obl"})
    waiting = [] if trigger.target is None else [trigger.target]
    waiting += [c for c in under if cases(c)[:1] in _ON]
    for _ in range(_WORKS):
        if not waiting:
            return
        noun = waiting.pop(0)
        yield noun
        grounds = lemma(noun) in _GROUNDS
        waiting += [c for c in noun.children if c.dep_ == "conj" or (grounds and c.dep_ == "nmod")]


def _is_facility(noun: Token, named: Collection[int]) -> bool:
    """Whether a noun is a works or an airfield with a name of its own that nobody knows."""
    last = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if last.dep_ == "flat" and last.head == noun and lemma(last) in _FACILITIES:
        # *Shelling of A Plant*, where the parse takes the name for the head.
        return not {noun.i, last.i} & {*named} and noun.text[:1].isupper()
    bears = any(c.text[:1].isupper() and c.dep_ in _NAMING for c in noun.children if c.i < noun.i)
    known = any(t.i in named for t in phrase_tokens(noun))
    return lemma(noun) in _FACILITIES and noun.text[:1].isupper() and bears and not known


def unknown_places(
    sentence: ParsedSentence, trigger: Trigger, named: Collection[int]
) -> list[Anchored]:
    """The event's places that nobody could resolve, as mentions without an id.

    `named` are the words that name something known.
    """
    found: dict[int, Anchored] = {}
    for noun, name in _of_settlement(trigger, named):
        how = ("near", *cases(noun)) if lemma(noun) in _EDGES else cases(noun)
        found[name.i] = _anchored(sentence, name, how, governed=noun == trigger.target)
    for noun in _works_under(trigger):
        if _is_facility(noun, named):
            found[noun.i] = _anchored(sentence, noun, cases(noun), governed=noun == trigger.target)
    for name in _unknown_under(trigger, named):
        how = cases(name.head) if name.dep_ == "conj" else cases(name)
        found.setdefault(name.i, _anchored(sentence, name, how, governed=False))
    return [found[i] for i in sorted(found)]


def _names(word: Token, name: Token) -> bool:
    """Whether a word before a name belongs to it (*the Special Forces University*)."""
    inside = name in (word.head, word.head.head)
    return word.dep_ in _NAMING and inside and word.text[:1].isupper()


def _anchored(
    sentence: ParsedSentence, name: Token, prepositions: tuple[str, ...], *, governed: bool
) -> Anchored:
    first = name
    while first.i > 0 and _names(first.nbor(-1), name):
        first = first.nbor(-1)
    last = name
    while last.i + 1 < len(last.doc) and last.nbor(1).dep_ == "flat" and last.nbor(1).head == name:
        last = last.nbor(1)
    start, end = sentence.span(first, last)
    relation = next((RELATION[p] for p in prepositions if p in RELATION), "at")
    mention = PlaceMention(
        text=sentence.text[start - sentence.start : end - sentence.start], start=start, end=end,
        place_id=None, name=None, kind=None, latitude=None, longitude=None, admin1=None,
        country=None, relation=relation,
        role="destination" if relation == "toward" else "location",
    )  # fmt: skip
    return Anchored(mention, whole=True, governed=governed)
