"""Where the name of a party begins and ends in its sentence."""

from __future__ import annotations

import re

from salient.reading.clock_words import is_time_word
from salient.reading.done_to import struck_after
from salient.reading.numerals import many_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, child, noun_phrase

__all__ = ["name_ends"]

_NAMED = frozenset({"NOUN", "PROPN"})
_LEADING = frozenset({"PART", "ADV", "ADP", "DET"})
_OPENING = frozenset({"that", "and", "but", "or"})
_QUANTITIES = frozenset({"all", "most", "much", "more", "some", "several"})
_HEDGES = frozenset({"likely", "reportedly", "allegedly", "purportedly", "possibly", "tries"})
"""Words at the ends of a name that the parse draws into it from what is said of him."""

_OPENERS = frozenset({"today", "yesterday", "tonight", "morning", "now"})
_WHERE = frozenset({"direction", "area", "axis", "sector", "region"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")


def name_ends(token: Token) -> tuple[Token, Token]:
    """First and last word of a party's name: its noun phrase without what the parse drew into it.

    That is a verb before the noun (*repulse enemy attacks*), a time or an adverb after it.
    """
    first, last = noun_phrase(token)
    if token.low in _QUANTITIES:
        first, last = _counted_whole(token, first, last)
    if many_of(token):
        first = token.doc[min(first.i, token.i - 2)]
    for c in token.children:
        drawn_in = c.pos_ == "VERB" and (
            c.dep_ == "compound" or child(c, "nsubj") is not None or child(token, "aux") is not None
        )
        # *Forces will leverage reserves*, the verb taken for a noun.
        drawn_in = drawn_in or (c.dep_ == "compound" and child(c, "aux") is not None)
        if drawn_in and first.i <= c.i < token.i:
            first = token.doc[c.i + 1]
    first, last = _without_hedges(token, first, last)
    away = next((t for t in token.doc[token.i + 1 : last.i] if _goes_out(t)), None)
    last = away.nbor(-1) if away is not None and token.pos_ != "NUM" else last
    call = next((t for t in token.doc[token.i + 1 : last.i + 1] if _calls_to_look(t)), None)
    last = call.nbor(-1) if call is not None else last
    comma = next((t for t in token.doc[first.i : token.i] if t.text == ","), None)
    if comma is not None and any(is_time_word(t) for t in token.doc[first.i : comma.i]):
        first = comma.nbor(1)
    if token.low == "battalion" and last == token and _tactical_group(token):
        last = token.nbor(2)
    if last.i > token.i:
        opened = next((t for t in token.doc[token.i : last.i + 1] if t.text == "("), None)
        closed = any(t.text == ")" for t in token.doc[token.i : last.i + 1])
        last = opened.nbor(-1) if opened is not None and not closed else last
    if first.i > 0 and first.low in {"least", "most"} and first.i < token.i:
        first = first.nbor(-1)
    first = _past_denial(first, token)
    struck = struck_after(token)
    opening = next((c for c in struck.children if c.low == "of"), None) if struck else None
    if opening is not None and token.i < opening.i <= last.i:
        last = opening.nbor(-1)
    return _clean_ends(token, first, _whole_number(last))


def _past_denial(first: Token, noun: Token) -> Token:
    """The first word after *not only* or *not yet in*, which are of no name."""
    denied = first.low == "not"
    while denied and first.i < noun.i and first.pos_ in _LEADING:
        first = first.nbor(1)
    return first


def _goes_out(word: Token) -> bool:
    """Whether a word opens whence somebody is driven (*drove the units out of X*)."""
    return word.low == "out" and word.nbor(1).low == "of" and word.dep_ == "case"


def _without_hedges(token: Token, first: Token, last: Token) -> tuple[Token, Token]:
    """The ends without adverbs and times; *elements likely of the brigade* are the brigade's."""
    while last.i > token.i and (last.pos_ == "ADV" or last.low in _HEDGES or is_time_word(last)):
        last = last.nbor(-1)
    while first.i < token.i and (first.low in _OPENERS or first.low in _HEDGES):
        first = first.nbor(1)
    after = [t.low for t in token.doc[token.i + 1 : token.i + 3]]
    if last == token and len(after) > 1 and after[0] in _HEDGES and after[1] == "of":
        of = (c for c in token.children if c.dep_ in {"nmod", "appos"} and c.i > token.i)
        whole = next(of, token)
        last = noun_phrase(whole)[1] if whole != token else last
    return first, last


def _counted_whole(token: Token, first: Token, last: Token) -> tuple[Token, Token]:
    """The ends of what a bare quantity is of or adds to (*all of A and B regions*, *15 more*)."""
    if token.low == "more":
        before = token.nbor(-1) if token.i > 0 else token
        return (before, last) if first == token and before.pos_ == "NUM" else (first, last)
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    of = argument(token, "of") or (child(token, "nmod") if after.low == "of" else None)
    if of is None or of.i < token.i or last != token:
        return first, last
    return first, noun_phrase(of)[1]


def _tactical_group(battalion: Token) -> bool:
    """Whether the rest of the name of a *battalion tactical group* follows."""
    after = [t.low for t in battalion.doc[battalion.i + 1 : battalion.i + 3]]
    return after in (["tactical", "group"], ["tactical", "groups"])


def _calls_to_look(token: Token) -> bool:
    """Whether a page's own words follow its text (*View photo news*)."""
    after = token.nbor(1).low if token.i + 1 < len(token.doc) else ""
    return token.text == "View" and after in {"news", "photo", "video", "photos"}


def _whole_number(last: Token) -> Token:
    """The end of a name that the parse breaks off at a number (*the 1st and 2nd corps*)."""
    doc, at = last.doc, last.i
    if not _ORDINAL.match(last.low):
        return last
    while at + 1 < len(doc) and (
        doc[at + 1].low in {",", "and", "or", "separate"} or _ORDINAL.match(doc[at + 1].low)
    ):
        at += 1
    end = at
    while end + 1 < len(doc) and doc[end + 1].text[:1].isupper() and end < at + 5:
        end += 1
    return doc[end] if end > at else last


def _clean_ends(token: Token, first: Token, last: Token) -> tuple[Token, Token]:
    """The ends without what stands before a copula, a conjunction or a mark, nor *'s* after it."""
    doc = token.doc
    dash = next((t for t in doc[first.i + 1 : last.i + 1] if _stands_apart(t)), None)
    counted = dash is not None and dash.nbor(-1) == first and first.pos_ == "NUM"
    if dash is not None and (dash.i > token.i or counted):
        last = dash.nbor(-1)
    start = max((c.i + 1 for c in doc[first.i : min(token.i, last.i)] if _ends_before(c, token)),
                default=first.i)  # fmt: skip
    if start != first.i:
        first = doc[start]
        while first.i < token.i and first.dep_ in {"case", "det"}:
            first = first.nbor(1)
    if token.low in {"enemy", "occupiers", "invaders"}:
        # *In the X direction enemy attacks*, where the parse makes the direction its modifier.
        where = next((c for c in token.children if c.i < token.i and c.low in _WHERE), None)
        first = where.nbor(1) if where is not None and where.i >= first.i else first
    if _bare_adjective(token) and all(t.pos_ in {"ADJ", "ADV"} for t in doc[first.i : token.i]):
        first = token
    while last.i > first.i and (last.low in {"'s", "'"} or last.is_punct):
        last = last.nbor(-1)
    while first.i < token.i and first.pos_ in {"SCONJ", "CCONJ"} and first.low in _OPENING:
        first = first.nbor(1)
    day = first.nbor(1) if first.i + 1 < token.i and is_time_word(first) else first
    return day.nbor(1) if day != first and day.low.isdigit() else first, last


def _bare_adjective(token: Token) -> bool:
    """Whether a side is named by its adjective alone (*Russian* in *heavy Russian losses*)."""
    return token.pos_ == "ADJ" and token.text[:1].isupper()


def _ends_before(word: Token, noun: Token) -> bool:
    """Whether a name begins only after this word of what the parse makes its phrase."""
    if word.text == ":" or _stands_apart(word):
        return True
    if word.text == ",":
        return word.i > 0 and word.nbor(-1).pos_ in _NAMED
    return word.head == noun and word.dep_ in {"cop", "aux", "cc"}


def _stands_apart(token: Token) -> bool:
    """Whether a dash has spaces around it, as between a headline and its source."""
    if token.text not in {"-", "–", "—"} or token.i + 1 >= len(token.doc):
        return False
    spaced = token.doc.text[token.idx + len(token.text)].isspace()
    return spaced and token.doc.text[token.idx - 1].isspace()
