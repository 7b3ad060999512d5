"""Streets and numbered roads: names of places that hardly any gazetteer has.

*Memphis Street* is no Memphis. Such a name is found by its form, so that it is not taken for the
town in it, and can be given as a mention without a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Span", "ways_in"]

Span = tuple[int, int]

_WORD = (
    r"(?:(?:St|Mt|Ft|[A-Z])\.|[A-Z][^\W\d_]*(?:['’-](?!s\b)[^\W\d_]+)*['’]?|\d{1,3}(?:st|nd|rd|th))"
)
_LAST = (
    r"(?:(?!County )[A-Z][^\W\d_]+|[A-Z][^\W\d_]*(?:['’-](?!s\b)[^\W\d_]+)+['’]?|"
    r"\d{1,3}(?:st|nd|rd|th))"
)
_SORT = (
    r"(?:Street|Road|Rd\.?|Avenue|Ave\.?|Boulevard|Blvd\.?|Drive|Lane|Parkway|Pkwy\.?|Highway|"
    r"Expressway|Freeway|Bypass|"
    r"St(?:(?=[,;)])|\.(?! [A-Z])|(?= (?:and|in|near|at|on|to|is|was)\b)|$))"
)
# *Wall Street Journal* and *Main Street Bridge* are something else.
_STREET = re.compile(rf"(?<![\w.'’])(?:{_WORD} ){{0,3}}{_LAST}['’]? {_SORT}(?![\w-]| [A-Z])")
_NUMBERED = re.compile(
    r"(?<![\w-])(?:Interstate(?: Highway)?|I|FM|"
    r"(?:(?:State|County|U\.?S\.?|Federal|Farm) )?(?:Highway|Route|Road))[ -]\d{1,4}(?![\w%])"
    r"(?: (?:North|South|East|West)\b(?! of))?"
)
_NAME_BEFORE = re.compile(r"\b[A-Z][^\W\d_]+ $")
_FIRST = re.compile(rf"{_WORD} ")
# A word that has its capital from beginning a sentence, or names the street's town.
_BEFORE = frozenset(
    "a an and at along both but by for from if in into near of off on onto or our over past that "
    "the their there this through to toward towards two under where while with when".split()
)
_HINT = re.compile(
    r"Street|Road|Rd|Ave|Boul|Blvd|Drive|Lane|Parkway|Pkwy|Highway|Express|Free|Bypass|"
    r"St\b|Interstate|FM|Route|\bI-"
)


def ways_in(text: str) -> Iterator[Span]:
    """Spans of the names of streets and numbered roads in a text, in order, none overlapping."""
    if not _HINT.search(text):
        return
    found = []
    for match in _NUMBERED.finditer(text):
        # *Otter Tail County Road 80* is a county's road.
        named = match.group().startswith("County ") and _NAME_BEFORE.search(
            text[max(0, match.start() - 30) : match.start()]
        )
        found.append((match.start() + len("County ") * bool(named), match.end()))
    for match in _STREET.finditer(text):
        start = _begin(text, match.start(), match.end())
        if start is not None:
            found.append((start, match.end()))
    end = 0
    for span in sorted(found, key=lambda s: (s[0], -s[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def _begin(text: str, start: int, end: int) -> int | None:
    """Where the name begins, behind words that are none of it; None if nothing is left of it."""
    while True:
        word = _FIRST.match(text, start, end)
        if word is None:
            return None
        bare = word.group().strip(" .,").casefold()
        if bare not in _BEFORE:
            return start
        start = word.end()
