"""Finds single expressions of time in a text, each by one rule of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from salient.times.lexicon import Lexicon, Rule
from salient.times.tense import speaks_of_future
from salient.times.vocabulary import DIGITS

__all__ = ["LOOK_BACK", "Atom", "scan", "text_before"]

_WORD = re.compile(r"\w+")
# A number glued to one of these is part of an amount, a version, an address.
_GLUE = "./:,'’$€£#№@+~"
# How much text before an expression a context may need.
LOOK_BACK = 48
# The one letter whose small form has another length than itself.
_DOTTED_I = "İ"


class Atom(msgspec.Struct, frozen=True):
    """One expression at `start` to `end`; `means` and `values` as its rule gives them."""

    start: int
    end: int
    means: str
    values: Mapping[str, int]


def scan(text: str, lexicon: Lexicon) -> Iterator[Atom]:
    """Expressions in the order of the text, none overlapping; the longest at each place."""
    end = -1
    buckets, doubtful = lexicon.rules, lexicon.vocabulary.doubtful
    digits = buckets.get(DIGITS)
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        first = word[0]
        if first in doubtful:
            continue
        if first[0].isdecimal():
            bucket = digits if _is_free(text, start, end) else None
        else:
            bucket = buckets.get(first.lower())
        if bucket is None or not bucket.gate.match(text, start):
            continue
        atom = _longest(text, start, bucket.rules, lexicon, glued=_is_glued(text, start, end))
        if atom is not None:
            end = atom.end
            yield atom


def text_before(text: str, start: int, limit: int = 0) -> str:
    """The last of the text before `start`, not before `limit`, in small letters.

    Contexts on the left are written in small letters; its characters are as many as the text's.
    """
    return text[max(limit, start - LOOK_BACK) : start].replace(_DOTTED_I, "i").lower()


def _is_free(text: str, start: int, last_end: int) -> bool:
    """Whether a number at `start` stands by itself, or after the first half of a range."""
    if start == 0 or start - 1 == last_end or text[start - 1] not in _GLUE:
        return True
    return start > 1 and not text[start - 2].isalnum() and text[start - 1] in ",.:'’"


def _is_glued(text: str, start: int, last_end: int) -> bool:
    """Whether a hyphen ties what stands at `start` to a word before it (*T-2014*, *mid-2014*)."""
    return (
        start > 1
        and start - 1 != last_end
        and text[start - 1] in "-‑"
        and text[start - 2].isalnum()
    )


def _longest(
    text: str, start: int, rules: tuple[Rule, ...], lexicon: Lexicon, *, glued: bool
) -> Atom | None:
    best: Atom | None = None
    before: str | None = None
    for rule in rules:
        if glued and rule.left is None and text[start].isdecimal():
            continue
        found = rule.regex.match(text, start)
        if found is None or (best is not None and found.end() <= best.end):
            continue
        if before is None:
            before = text_before(text, start)
        groups = found.groupdict()
        if not lexicon.vocabulary.is_capitalised(groups):
            continue
        if not _fits(text, before, found.end(), rule, lexicon):
            continue
        values = {**rule.fixed, **lexicon.vocabulary.values(groups)}
        if not _is_ordered(values):
            continue
        if rule.future and not speaks_of_future(text, start, found.end(), lexicon):
            continue
        best = Atom(start, found.end(), rule.means, values)
    return best


def _is_ordered(values: Mapping[str, int]) -> bool:
    """Whether a range of days, if this is one, runs forward (*May 12 to 6 am* does not)."""
    return values.get("day2", 32) > values.get("day", 0)


def _fits(text: str, before: str, end: int, rule: Rule, lexicon: Lexicon) -> bool:
    if rule.not_right is not None and rule.not_right.match(text, end):
        return False
    if rule.left is not None and not rule.left.search(before):
        return False
    if rule.not_left is not None and rule.not_left.search(before):
        return False
    return not lexicon.before["frequency"].search(before) and not lexicon.after["names"].match(
        text, end
    )
