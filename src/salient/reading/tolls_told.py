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

_PASSED = frozenset("leave result kill wound injure hurt die continue".split())
"""Verbs that may stand between fire and its toll."""
_ANOTHER = frozenset("after before since until when while where who which that and but ;".split())
"""Words after which another deed is told, or another time."""
_FIRE_WORDS = frozenset(
    "shelling shell strike airstrike attack bombardment bombing bomb explosion raid mine "
    "fire".split()
)
_LEADING = frozenset("at least about around over more than up to another".split())
_OPENING = frozenset({",", ":", "-", "–", "—", "with", "leaving", "resulting"})
_CAUSED = frozenset("in as a result of due to because by from under during the an".split())
"""Words between those harmed and the fire that harmed them (*killed as a result of shelling*)."""
_IN_COUNTS = frozenset({"at", "of", "than", "to", "including"})
"""Words of a count that elsewhere tell of another place or deed (*at least 4*)."""
_BACK = 14
"""Words before the harm nearest to the fire among which other harm is counted."""
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
    found = _told_before(trigger, finder)
    if any(lemma(t) in _FIRE_WORDS for t in words):
        return found
    before = {q.kind for q in found}
    opened = False
    for token in words:
        opened = opened or token.low in _OPENING
        harm = FATES.get(token.low)
        if harm is None:
            other = token.pos_ == "VERB" and lemma(token) not in _PASSED
            if other or (token.low in _ANOTHER and not _between_counts(token)):
                break
            continue
        if opened and harm not in before:
            found += [_quantity(c, finder) for c in _counts(token, harm, last, finder)]
    return found


def _quantity(count: _Count, finder: PartyFinder) -> Quantity:
    befell, first, end, range_ = count
    doc = first.doc
    low, high = qualified(range_, doc.between(max(0, first.i - 4), first.i).lower())
    text = doc.between(first.i, end.i + 1)
    return Quantity(kind=befell, side=finder.side_of(end), low=low, high=high, text=text)


def _told_before(trigger: Trigger, finder: PartyFinder) -> list[Quantity]:
    """The toll that stands before a noun of fire, with its cause (*4 killed, 9 hurt in shelling*).

    Only whose fire it was may stand between.
    """
    if trigger.frame.form != "noun":
        return []
    doc, first = trigger.head.doc, min(t.i for t in trigger.tokens)
    at = first - 1
    while at >= 0 and first - at < _FAR + 4:
        word = doc[at]
        owner = at in finder.names or word.pos_ == "PART" or word.dep_ in {"amod", "compound"}
        if word.low not in _CAUSED and not owner:
            break
        at -= 1
    if at < 0 or doc[at].low not in FATES or doc[at + 1].low not in _CAUSED:
        return []
    found: list[Quantity] = []
    for token in reversed(doc[max(0, at - _BACK) : at + 1]):
        harm = FATES.get(token.low)
        if harm is not None:
            found += [_quantity(c, finder) for c in _counts(token, harm, -1, finder)]
            continue
        apart = token.pos_ in {"VERB", "ADP", "SCONJ"} and token.low not in _IN_COUNTS
        if apart or token.low in {":", ";", "who", "which"}:
            break
    found.reverse()
    return found


def _between_counts(word: Token) -> bool:
    """Whether a word tells of the same: *and* between counts or nouns, *which* of a result.

    So in *7 dead and 6 wounded*, *fired at A and B, leaving two dead*, *as a result of which*.
    """
    if word.low == "which":
        return [t.low for t in word.doc[max(0, word.i - 2) : word.i]] == ["result", "of"]
    near = word.doc[word.i + 1 : word.i + 5]
    joined = word.dep_ == "cc" and word.head.pos_ in {"NOUN", "PROPN"}
    return word.low == "and" and (joined or any(t.low in FATES for t in near))


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
