"""Which of the places of one name a stretch of text means: names beside it, and several of them.

A document uses a name in one sense, mostly. But a report on a whole front has a *Lypove (5 km north
of Zelene)* in one paragraph and a *Lypove in Southern Oblast* in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from salient.places.links import Containment, Listing, Said, Stated
from salient.places.phrase import Phrase

__all__ = ["said_of", "tell_namesakes_apart", "told_together"]

_SETTLED = frozenset({"settlement", "district"})
# How far a mention may stand from one that says which place is meant to follow it.
_BESIDE = 700
# How many names before it a name is told together with, and how far it stands from them.
_MATES, _FURTHEST = 4, 250
_SENTENCE_ENDS = re.compile(r"[.!?][\s,]|\n")


def tell_namesakes_apart(phrases: Sequence[Phrase]) -> None:
    """Give mentions of a name keys of their own where the text puts them in several places.

    Those that say nothing of where they lie follow the nearest that does, if it is near; in place.
    """
    by_key: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_key.setdefault(phrase.key, []).append(phrase)
    told: dict[int, str] = {}
    for key, same in by_key.items():
        if len(same) < 2 or not _has_namesakes(same[0]):
            continue
        said = {id(phrase): _where(phrase, phrases) for phrase in same}
        places = dict.fromkeys(where for where in said.values() if where is not None)
        if len(places) < 2:
            continue
        number = {where: n for n, where in enumerate(places)}
        for phrase in same:
            where = said[id(phrase)] or _nearest(phrase, same, said)
            if where is not None:
                told[id(phrase)] = f"{key} @{number[where]}"
    for phrase in phrases:
        phrase.key = told.get(id(phrase), phrase.key)


def _has_namesakes(phrase: Phrase) -> bool:
    return sum(c.own and c.place.kind in _SETTLED for c in phrase.candidates) > 1


def _where(phrase: Phrase, phrases: Sequence[Phrase]) -> tuple[object, ...] | None:
    """What the text says of where a phrase's place lies, or None."""
    if phrase.anchor is not None and phrase.offset is not None:
        return (phrases[phrase.anchor].key, phrase.offset)
    if phrase.outer is not None:
        return (phrases[phrase.outer].key,)
    return None


def _nearest(
    phrase: Phrase, same: Sequence[Phrase], said: dict[int, tuple[object, ...] | None]
) -> tuple[object, ...] | None:
    near = [
        (abs(other.start - phrase.start), other.start, where)
        for other in same
        if (where := said[id(other)]) is not None
    ]
    distance, _, where = min(near, key=lambda item: item[:2])
    return where if distance <= _BESIDE else None


def said_of(
    phrases: Sequence[Phrase], name_of: Sequence[int], together: Iterable[tuple[int, int]]
) -> Said:
    """What the text says of the names of phrases together; `name_of` gives each phrase's name.

    `together` are the positions of those that stand in one sentence.
    """
    return Said(
        containments=[
            Containment(name_of[i], name_of[phrase.outer])
            for i, phrase in enumerate(phrases)
            if phrase.outer is not None
        ],
        listings=[
            Listing(name_of[i], name_of[phrase.beside])
            for i, phrase in enumerate(phrases)
            if phrase.beside is not None
        ],
        offsets=[
            Stated(name_of[i], name_of[phrase.anchor], phrase.offset)
            for i, phrase in enumerate(phrases)
            if phrase.anchor is not None and phrase.offset is not None
        ],
        mates=[Listing(name_of[i], name_of[j]) for i, j in together],
    )


def told_together(text: str, phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """Positions of phrases that stand in one sentence, a few names from each other at most."""
    for i, phrase in enumerate(phrases):
        for j in range(i + 1, min(i + 1 + _MATES, len(phrases))):
            start = phrases[j].start
            if start - phrase.end > _FURTHEST or _SENTENCE_ENDS.search(text, phrase.end, start):
                break
            yield i, j
