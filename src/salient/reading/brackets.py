"""Brackets that the parser is not to see, and how their words hang once it has parsed the rest.

*The Example Republic (ER) troops attacked Lypove (10km west of Zelene) and Borivka*: initials tear
a name apart, and a distance ends a list. Both say nothing about what is done, so the parse is
truer without them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["Label", "bracketed_distances", "bracketed_initials", "hung_distance", "hung_initials"]

Label = tuple[str, str, str]
"""Relation, part of speech and features of a word."""

_INITIALS = re.compile(r"[A-Z][A-Za-z&.]{1,9}")
_UNITS = frozenset("km kilometers kilometres kilometer kilometre miles mile".split())
_FAR = re.compile(r"[\d.,-]+(?:km|kilometers|kilometres)$")
_COMPASS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west "
    "south-east south-west".split()
)
_ABOUT = frozenset(
    "about approximately roughly around over within just less than up to of from immediately only "
    "some directly the and due".split()
)
_LONGEST = 12
"""Words between the brackets of a distance."""


def bracketed_initials(words: Sequence[str]) -> list[int]:
    """Where brackets open that hold the initials of the name before them and nothing else."""
    return [
        i
        for i in range(1, len(words) - 2)
        if words[i] == "("
        and words[i + 2] == ")"
        and words[i - 1][-1:].isalpha()
        and sum(c.isupper() for c in words[i + 1]) > 1
        and _INITIALS.fullmatch(words[i + 1])
    ]


def bracketed_distances(words: Sequence[str]) -> list[range]:
    """Stretches, brackets included, that tell how far and which way a place lies and no more."""
    found: list[range] = []
    for i in range(1, len(words) - 2):
        if words[i] != "(" or not words[i - 1][-1:].isalnum():
            continue
        reach = range(i + 2, min(len(words), i + _LONGEST + 2))
        close = next((j for j in reach if words[j] == ")"), None)
        inner = [] if close is None else words[i + 1 : close]
        if close is None or not any(_tells_way(word.lower()) for word in inner):
            continue
        if all(_of_distance(word) for word in inner):
            found.append(range(i, close + 1))
    return found


def _tells_way(low: str) -> bool:
    return low in _COMPASS or low in _UNITS or _FAR.match(low) is not None


def _of_distance(word: str) -> bool:
    low = word.lower()
    known = _tells_way(low) or low in _ABOUT or word == "-"
    return known or word[:1].isdigit() or word[:1].isupper()


def hung_initials(opens: int, before: int) -> dict[int, tuple[int, Label]]:
    """Heads and labels of initials in brackets, in apposition to the word `before` them."""
    initials = opens + 1
    bracket: Label = ("punct", "PUNCT", "")
    return {
        opens: (initials, bracket),
        initials: (before, ("appos", "PROPN", "Number=Sing")),
        opens + 2: (initials, bracket),
    }


def hung_distance(
    words: Sequence[str], stretch: range, before: int, *, named: bool = True
) -> dict[int, tuple[int, Label]]:
    """Heads and labels of a distance in brackets, which hangs on the word `before` it.

    After the name of a place (`named`) it is an aside. After other words (*the forest (10km south
    of Zelene)*) nothing else tells where that is, so it modifies them.
    """
    relation = "parataxis" if named else "nmod"
    inner = stretch[1:-1]
    low = {i: words[i].lower() for i in inner}
    unit = next((i for i in inner if low[i] in _UNITS or _FAR.match(low[i])), None)
    top = next((i for i in inner if low[i] in _COMPASS), unit)
    top = inner[0] if top is None else top
    big = [i for i in inner if words[i][:1].isupper() and i != top]
    name = big[-1] if big else None
    found: dict[int, tuple[int, Label]] = {}
    for i in inner:
        if i == top:
            found[i] = (before, (relation, "NOUN", "Number=Sing"))
        elif i == unit:
            found[i] = (top, ("compound", "NOUN", "Number=Sing"))
        elif i == name:
            found[i] = (top, ("nmod", "PROPN", "Number=Sing"))
        elif i in big:
            found[i] = (top if name is None else name, ("compound", "PROPN", "Number=Sing"))
        elif words[i][:1].isdigit():
            found[i] = (top if unit is None else unit, ("nummod", "NUM", "NumType=Card"))
        elif low[i] in {"of", "from"}:
            found[i] = (top if name is None else name, ("case", "ADP", ""))
        else:
            kind: Label = ("punct", "PUNCT", "") if words[i] == "-" else ("advmod", "ADV", "")
            found[i] = (top, kind)
    for i in (stretch[0], stretch[-1]):
        found[i] = (top, ("punct", "PUNCT", ""))
    return found
