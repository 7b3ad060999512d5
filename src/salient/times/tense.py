"""Whether a sentence puts a time in the future: a matter of a few words, not of parsing."""

from __future__ import annotations

import re

from salient.times.lexicon import Lexicon

__all__ = ["speaks_of_future"]

# How far from an expression its clause is looked for.
REACH = 160
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]?,?\s+(?=[^\W\d_a-zа-яіїєґ])|\n|;")
_CLAUSE_END = re.compile(r"[,:()—]|\s[-–]\s")
# What may stand between the beginning of a sentence and a time that opens it.
_OPENING = re.compile(r"\W*(?:\w+\W+){0,2}\Z")


def speaks_of_future(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the time at `start` to `end` is one that its sentence looks forward to.

    A word such as *will* or *planned* counts in the same clause before the time; after it only
    where the time opens the sentence. A verb of saying directly before the time (*said on
    Friday*) makes it past, whatever is then said.
    """
    before = text[max(0, start - REACH) : start]
    begin = max((found.end() for found in _SENTENCE_END.finditer(before)), default=0)
    sentence = before[begin:]
    if lexicon.before["past"].search(sentence.lower()):
        return False
    clause = _CLAUSE_END.split(sentence)[-1]
    if lexicon.future.search(clause):
        return True
    if not _OPENING.fullmatch(sentence):
        return False
    after = text[end : end + REACH]
    stop = _SENTENCE_END.search(after)
    return bool(lexicon.future.search(after[: stop.start()] if stop else after))
