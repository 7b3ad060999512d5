"""The toll that follows fire in its clause without hanging on it in the parse.

So in *shelling of X: 4 killed, 10 wounded*, *fired at X, one person died* and *struck X, leaving
two civilians injured*. Words settle it: a count beside a word of harm, with neither another deed
nor another fire between it and the event.
"""

from __future__ import annotations

from collections.abc import Iterator

from salient.model import Quantity
from salient.reading.events import Trigger
from salient.reading.fates import FATES
from salient.reading.firing import FIRE
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.numerals import VAGUE, figure_of, number_of, qualified
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token

__all__ = ["tolls_told"]

_PASSED = frozenset("leave kill wound injure hurt die continue".split())
"""Verbs that may stand between fire and its toll."""
_ANOTHER = frozenset("after before since until when while where who which that and but ;".split())
"""Words after which another deed is told, or another time."""
_FIRE_WORDS = frozenset(
    "shelling shell strike airstrike attack bombardment bombing bomb explosion raid mine "
    "fire".split()
)
_LEADING = frozenset("at least about around over more than up to another".split())
_OPENING = frozenset({",", ":", "-", "–", "—", "with", "leaving"})
_FAR = 5
"""Words at most from a count to its word of harm."""

_Count = tuple[str, Token, Token, tuple[float, float | None]]
"""What befell, the first and last word of the count, and its range."""


def tolls_told(trigger: Trigger, finder: PartyFinder, until: int) -> list[Quantity]:
    """How many an event of fire killed and wounded, as told after it in its quote.

    until: where the quote ends in the document.
    """
    if trigger.frame.event_type not in FIRE:
        return []
    doc, start = trigger.head.doc, finder.sentence.start
    last = max(t.i for t in trigger.tokens)
    words = [t for t in doc[last + 1 :] if start + t.idx < until]
    if any(lemma(t) in _FIRE_WORDS for t in words):
        return []
    found: list[Quantity] = []
    opened = False
    for token in words:
        opened = opened or token.low in _OPENING
        harm = FATES.get(token.low)
        if harm is None:
            other = token.pos_ == "VERB" and lemma(token) not in _PASSED
            if other or (token.low in _ANOTHER and not _between_counts(token)):
                break
            continue
        for befell, first, end, range_ in _counts(token, harm, last, finder) if opened else ():
            low, high = qualified(range_, doc.between(max(0, first.i - 4), first.i).lower())
            text = doc.between(first.i, end.i + 1)
            found.append(
                Quantity(kind=befell, side=finder.side_of(end), low=low, high=high, text=text)
            )
    return found


def _between_counts(word: Token) -> bool:
    """Whether *and* joins one count to the next (*7 dead and 6 wounded*)."""
    near = word.doc[word.i + 1 : word.i + 5]
    return word.low == "and" and any(t.low in FATES for t in near)


def _counts(harm: Token, befell: str, after: int, finder: PartyFinder) -> Iterator[_Count]:
    """The count that a word of harm follows (*two people were killed*) or precedes."""
    doc = harm.doc
    end: Token | None = None
    for token in reversed(doc[max(after + 1, harm.i - _FAR) : harm.i]):
        if token.is_punct or token.pos_ in {"VERB", "ADP", "CCONJ"}:
            break
        number = _number(token)
        if number is not None:
            yield befell, number[0], end or token, number[1]
            return
        if end is None and token.pos_ in {"NOUN", "ADJ"} and token.low not in {"more", "other"}:
            end = token
        one = token.low in {"a", "an"} and end is not None and _person(end, finder)
        if one and end is not None:
            yield befell, token, end, (1.0, 1.0)
            return
    else:
        end = None
    bare = end is not None and end.i + 1 == harm.i and end.nbor(-1).low in _OPENING
    if bare and end is not None and _person(end, finder):
        yield befell, end, end, (1.0, 1.0)
        return
    if harm.pos_ == "VERB" and harm.low in {"killed", "wounded", "injured"}:
        for token in doc[harm.i + 1 : harm.i + _FAR]:
            number = _number(token)
            noun = doc[token.i + 1] if token.i + 1 < len(doc) else None
            if number is not None and noun is not None and finder.lexicon.noun_is(
                lemma_of(noun.low, "NOUN"), "people"
            ):  # fmt: skip
                yield befell, number[0], noun, number[1]
            if token.low not in _LEADING:
                return


def _number(token: Token) -> tuple[Token, tuple[float, float | None]] | None:
    """The figure that a word is, and its range."""
    if (token.pos_ != "NUM" and token.low not in VAGUE) or token.low in {"some", "few"}:
        return None
    first, words = figure_of(token)
    range_ = number_of(words)
    return None if range_ is None else (first, range_)


def _person(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun is one person."""
    word = lemma_of(noun.low, "NOUN")
    return word == noun.low and finder.lexicon.noun_is(word, "people")
