"""Capitalised names in running text, matched against gazetteers: the longest that starts first.

Only words with a capital (in scripts that have capitals) can begin or end a name. Between the words
of a name may stand a space, a hyphen, or a short word such as *of* or *on*.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from salient.places.normalise import FIRST_WORDS, fold

__all__ = ["Match", "NameIndex", "Scanner", "Token", "tokens_of"]


def _capitals() -> str:
    """A character class of letters that can begin a name: capitals, and letters without case."""
    parts: list[str] = []
    start: int | None = None
    for code in range(0x41, min(sys.maxunicode, 0x2FFF) + 1):
        char = chr(code)
        begins = char.isalpha() and not char.islower() and not (char.isdigit())
        if begins and start is None:
            start = code
        elif not begins and start is not None:
            parts.append(f"{chr(start)}-{chr(code - 1)}")
            start = None
    return "".join(parts)


_APOSTROPHES = "'’‘ʼʹ′`´ʻ"
# The capital comes first, so that the search can skip to it; the look-behind then refuses a capital
# within a word.
_TOKEN = re.compile(
    rf"[{_capitals()}](?<![^\W_].)"
    rf"(?:(?:\.[A-Z])+\b\.?|[^\W_]*(?:[{_APOSTROPHES}][^\W\d_]+)*)"
)
_CONTRACTION = re.compile(rf"I[{_APOSTROPHES}](?:d|m|ll|ve)$", re.IGNORECASE)
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
# What may stand between two capitalised words of one name.
_CONNECTORS = (
    "of", "of the", "the", "on", "upon", "in", "and", "by", "de", "de la", "de los", "de las",
    "del", "la", "le", "les", "do", "da", "das", "dos", "di", "du", "des", "der", "den", "am",
    "an der",
    "sur", "sous", "en", "y", "i", "na", "nad", "pod", "pri", "el", "al", "ad", "sul", "von", "van",
    "bei", "på", "на", "над",
)  # fmt: skip
# Arabic articles as transliterations join them to the word behind: *Deir ez-Zor*.
_ARTICLES = ("al", "el", "ad", "ar", "as", "ash", "at", "az", "ed", "er", "es", "esh", "et", "ez")
_GAPS = {
    **{f" {word} ": f" {word} " for word in _CONNECTORS},
    **{f"-{word}-": f" {word} " for word in _CONNECTORS},
    **{f" {letter}{mark}": f" {letter}" for letter in "dl" for mark in "'’ʼ"},
    **{f" {article}-": f" {article} " for article in _ARTICLES},
    " ": " ", "  ": " ", "\u00a0": " ", "-": " ", "‑": " ", "–": " ", " - ": " ",
}  # fmt: skip
_ABBREVIATED = frozenset({"st", "ste", "mt", "ft", "w", "n", "s", "e"})
_LONGEST = 6


class Token(NamedTuple):
    """A capitalised word: where it stands, and its folded form without a possessive ending."""

    start: int
    end: int
    folded: str


class Match(NamedTuple):
    """A name found: tokens `first` to `last` (inclusive), its span, and its folded form."""

    first: int
    last: int
    start: int
    end: int
    folded: str


class NameIndex(Protocol):
    """What can be asked for names."""

    def has_name(self, folded: str) -> bool:
        """Whether the folded name is in the index."""
        ...

    def name_prefixes(self, folded: str) -> Sequence[str]:
        """Names in the index with which `folded` begins."""
        ...


def tokens_of(text: str) -> list[Token]:
    """The capitalised words of a text, in order."""
    cache: dict[str, tuple[str, int]] = {}
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        known = cache.get(word)
        if known is None:
            bare = "" if _CONTRACTION.match(word) else _POSSESSIVE.sub("", word)
            known = cache[word] = (fold(bare), len(word) - len(bare))
        if known[0]:
            tokens.append(Token(match.start(), match.end() - known[1], known[0]))
    return tokens


class Scanner:
    """Finds the names of several indexes in texts.

    `indexes` are asked one after the other; the longest name wins whoever bears it.
    """

    def __init__(self, indexes: Sequence[NameIndex]) -> None:
        self._indexes = tuple(indexes)

    def matches(self, text: str, tokens: Sequence[Token]) -> Iterator[Match]:
        """Names in the text, left to right, none overlapping another."""
        known: dict[str, bool] = {}
        i, count = 0, len(tokens)
        while i < count:
            token = tokens[i]
            last = i
            if i + 1 < count and tokens[i + 1].start - token.end <= 8:
                last = self._longest(text, tokens, i)
            if last > i:
                folded = self._joined(text, tokens, i, last)
                yield Match(i, last, token.start, tokens[last].end, folded)
            else:
                found = known.get(token.folded)
                if found is None:
                    found = len(token.folded) > 1 and self._has(token.folded)
                    known[token.folded] = found
                if found:
                    yield Match(i, i, token.start, token.end, token.folded)
            i = last + 1

    def _has(self, folded: str) -> bool:
        return any(index.has_name(folded) for index in self._indexes)

    def _longest(self, text: str, tokens: Sequence[Token], first: int) -> int:
        """Last token of the longest name of two words or more from `first`; `first` if none."""
        head = tokens[first].folded
        joined = FIRST_WORDS.get(head, head)
        ends: dict[int, int] = {}
        for i in range(first + 1, min(first + _LONGEST, len(tokens))):
            gap = _gap(text, tokens[i - 1], tokens[i])
            if gap is None:
                break
            joined += gap + tokens[i].folded
            ends[len(joined)] = i
        if not ends:
            return first
        longest = 0
        for index in self._indexes:
            for name in index.name_prefixes(joined):
                if len(name) > longest and len(name) in ends:
                    longest = len(name)
        return ends.get(longest, first)

    def _joined(self, text: str, tokens: Sequence[Token], first: int, last: int) -> str:
        parts = [tokens[first].folded]
        for i in range(first + 1, last + 1):
            parts += [_gap(text, tokens[i - 1], tokens[i]) or " ", tokens[i].folded]
        return fold("".join(parts))


def _gap(text: str, left: Token, right: Token) -> str | None:
    """The folded form of what stands between two tokens, or None if it parts two names."""
    if right.start - left.end > 9:
        return None
    between = text[left.end : right.start]
    if between == ". " and left.folded in _ABBREVIATED:
        return " "
    return _GAPS.get(between)
