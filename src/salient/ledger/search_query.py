"""The language of a search: read into terms, written for each backend, tested on a text.

pontoon bridge           both words, in any form and order
"pontoon bridge"         side by side, in this order
bridge OR ferry          one of them
bridge -railway          the first, without the second
artill*                  words that begin so
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from salient.errors import UsageError
from salient.ledger.search_words import folded, spans, stem, stems, words

__all__ = ["Prefix", "Query", "Term", "Words", "parse_query"]

LEAST_PREFIX = 2
MOST_TERMS = 64
_PIECE = re.compile(r'\s*(-?)(?:"([^"]*)"|(\S+))')
_ADVICE = 'write words, "a phrase", one OR another, -without, begin*'


class Words(msgspec.Struct, frozen=True):
    """Stems that stand side by side in this order; mostly a single one."""

    stems: tuple[str, ...]


class Prefix(msgspec.Struct, frozen=True):
    """The folded beginning of a word, and the stem that the word would have if that were all."""

    start: str
    stem: str


Term: TypeAlias = Words | Prefix


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What a text must hold: one term of each group in `wanted`, and none of `unwanted`."""

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that a text may be found by, in the order of the query."""
        return tuple(term for group in self.wanted for term in group)

    def holds(self, text: list[str]) -> bool:
        """Say whether a text of these stems answers the query."""
        return all(any(_in(t, text) for t in group) for group in self.wanted) and not any(
            _in(term, text) for term in self.unwanted
        )

    @staticmethod
    def places(group: Sequence[Term], text: list[str]) -> list[int]:
        """Find where in a text of these stems the terms of one group begin, in order."""
        if len(group) == 1:
            return _starts(group[0], text)
        return sorted(at for term in group for at in _starts(term, text))

    def matches(self, text: str, stemmed: list[str] | None = None) -> list[tuple[int, int]]:
        """Find the spans of `text` that the wanted terms match, in order, none twice.

        `stemmed` are the stems of the text, or of its beginning, where they are known already.
        """
        if stemmed is not None:
            where = spans(text)
            # As many stems as words: each belongs to the word of its number.
            if len(where) == len(stemmed):
                return self._spans(stemmed, where)
        singles = {one for term in self.terms for one in _alone(term)}
        # Only a phrase needs the words between; without one, most words need not be cut.
        initials = None if not all(singles) else frozenset(one[0] for one in singles)
        found = list(words(text, initials))
        return self._spans([one.stem for one in found], [(one.start, one.end) for one in found])

    def _spans(self, cut: list[str], where: list[tuple[int, int]]) -> list[tuple[int, int]]:
        found = {
            (where[at][0], where[at + _width(term) - 1][1])
            for term in self.terms
            for at in _starts(term, cut)
        }
        return sorted(found)

    def to_fts5(self) -> str:
        """Write the query for SQLite's FTS5; `wanted` must not be empty."""
        wanted = " AND ".join(f"({' OR '.join(map(_fts5, group))})" for group in self.wanted)
        if not self.unwanted:
            return wanted
        return f"({wanted}) NOT ({' OR '.join(map(_fts5, self.unwanted))})"

    def to_tsquery(self, weight: str) -> str:
        """Write the query as PostgreSQL's `tsquery`, for lexemes of this weight."""
        parts = [f"({' | '.join(_tsquery(t, weight) for t in group)})" for group in self.wanted]
        parts += [f"!({_tsquery(term, weight)})" for term in self.unwanted]
        return " & ".join(parts)


def parse_query(text: str) -> Query:
    """Read a query.

    Words beside each other must all be there; a word of several parts, such as *T-72*, is a
    phrase of its parts. Raises UsageError, which says what is wrong and what can be written, for a
    quotation mark without its pair, an OR without a word on each side, nothing but exclusions, no
    word at all, a `*` after fewer than two letters, or more than 64 terms.
    """
    if text.count('"') % 2:
        raise UsageError(f"the search {text!r} has a quotation mark without its pair; {_ADVICE}")
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    joining = False
    for minus, phrase, word in _PIECE.findall(text):
        if word == "OR" and not minus:
            if joining or not wanted:
                raise UsageError(f"OR needs a word on each side in {text!r}; {_ADVICE}")
            joining = True
            continue
        term = _term(phrase or word, text, quoted=not word)
        if term is None:
            continue
        if minus:
            _refuse_joined(joining, text)
            unwanted.append(term)
        elif joining:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joining = False
    _refuse_joined(joining, text)
    if not wanted:
        raise UsageError(_nothing(text, bool(unwanted)))
    if sum(map(len, wanted)) + len(unwanted) > MOST_TERMS:
        raise UsageError(f"the search has more than {MOST_TERMS} terms; leave some out")
    return Query(wanted=tuple(map(tuple, wanted)), unwanted=tuple(unwanted))


def _refuse_joined(joining: bool, text: str) -> None:
    if joining:
        raise UsageError(f"OR needs a word on each side in {text!r}; {_ADVICE}")


def _nothing(text: str, only_unwanted: bool) -> str:
    if only_unwanted:
        return f"the search {text!r} only says what is not wanted; add a word that is; {_ADVICE}"
    return f"the search {text!r} holds no word to look for; {_ADVICE}"


def _term(piece: str, text: str, *, quoted: bool) -> Term | None:
    if not quoted and piece.endswith("*"):
        parts = [word.stem for word in words(piece)]
        start = folded("".join(char for char in piece if char.isalnum()))
        if len(start) < LEAST_PREFIX or len(parts) != 1:
            raise UsageError(
                f"{piece!r} in the search {text!r} is no beginning of one word; "
                f"give at least {LEAST_PREFIX} letters or digits before the *"
            )
        return Prefix(start, stem(start))
    cut = tuple(stems(piece).split())
    return Words(cut) if cut else None


def _alone(term: Term) -> tuple[str, ...]:
    """What single words of a text may begin with or be for a term; an empty one for a phrase."""
    if isinstance(term, Prefix):
        return (term.start, term.stem)
    return term.stems if len(term.stems) == 1 else ("",)


def _is(term: Prefix, word: str) -> bool:
    return word.startswith(term.start) or word == term.stem


def _width(term: Term) -> int:
    return 1 if isinstance(term, Prefix) else len(term.stems)


def _starts(term: Term, text: list[str]) -> list[int]:
    """Find where in a list of stems a term begins."""
    if isinstance(term, Prefix):
        return [at for at, word in enumerate(text) if _is(term, word)]
    first, width = term.stems[0], len(term.stems)
    times = text.count(first)
    if times == 1 and width == 1:
        return [text.index(first)]
    found: list[int] = []
    at = -1
    for _ in range(times):
        at = text.index(first, at + 1)
        if width == 1 or tuple(text[at : at + width]) == term.stems:
            found.append(at)
    return found


def _in(term: Term, text: list[str]) -> bool:
    if isinstance(term, Words) and len(term.stems) == 1:
        return term.stems[0] in text
    return bool(_starts(term, text))


def _fts5(term: Term) -> str:
    if isinstance(term, Prefix):
        return f'("{term.start}" * OR "{term.stem}")'
    return f'"{" ".join(term.stems)}"'


def _tsquery(term: Term, weight: str) -> str:
    if isinstance(term, Prefix):
        return f"('{term.start}':*{weight} | '{term.stem}':{weight})"
    return "(" + " <-> ".join(f"'{one}':{weight}" for one in term.stems) + ")"
