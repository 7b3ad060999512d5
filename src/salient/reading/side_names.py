"""The names of a theatre's sides as words of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from salient.reading.sentences import fold
from salient.reading.tokens import Doc
from salient.theatre import Theatre

__all__ = ["SideNames"]

_OF_ANY_STATE = frozenset(
    "armed territorial national defense defence force forces guard police army militia".split()
)
"""Words of names that do not say by themselves whose force it is (*Territorial Defense*)."""
_PARTS_OF_FORCE = frozenset(
    "unit units battalion battalions brigade headquarters staff troops".split()
)

_OF_FORCES = _OF_ANY_STATE | _PARTS_OF_FORCE


class SideNames(NamedTuple):
    """Names of sides as words: the first word leads to whole names and their side.

    `titles` gives each side's own name.
    """

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, theatre: Theatre) -> SideNames:
        """All the names that the theatre gives its sides."""
        found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for side in theatre.sides:
            kinds: Iterable[tuple[str, tuple[str, ...]]] = (
                ("name", (side.name, *side.names)),
                ("adjective", side.adjectives),
                ("force", side.forces),
                ("epithet", side.epithets),
                ("official", side.officials),
            )
            for kind, names in kinds:
                for name in names:
                    words = tuple(fold(name).lower().replace("'", " '").split())
                    if words:
                        found.setdefault(words[0], []).append((words, side.id, kind))
        return cls(
            by_first={
                first: tuple(sorted(set(entries), key=lambda e: (-len(e[0]), e)))
                for first, entries in sorted(found.items())
            },
            titles={side.id: side.name for side in theatre.sides},
        )

    def scan(self, doc: Doc) -> dict[int, tuple[str, str]]:
        """Side and kind of name for each token that stands in a name of a side."""
        words = [t.low for t in doc]
        hits: dict[int, tuple[str, str]] = {}
        first = self.by_first
        end = 0
        for i, word in enumerate(words):
            if i < end or not (word in first or word.removesuffix("s") in first):
                continue
            match = self._at(words, i)
            if match is None:
                continue
            length, side, kind = match
            if _OF_ANY_STATE.issuperset(words[i : i + length]):
                side = _owner(words, hits, i) or self._owner_after(words, i + length) or side
            hits.update(dict.fromkeys(range(i, i + length), (side, kind)))
            end = i + length
        return hits

    def _owner_after(self, words: list[str], i: int) -> str | None:
        """Side of the name after *of* behind a force that any state has."""
        while i < len(words) and words[i] in _OF_FORCES:
            i += 1
        if words[i : i + 1] != ["of"]:
            return None
        i += 2 if words[i + 1 : i + 2] == ["the"] else 1
        named = self._at(words, i) if i < len(words) else None
        return named[1] if named is not None and named[2] in {"name", "force"} else None

    def _at(self, words: list[str], i: int) -> tuple[int, str, str] | None:
        word = words[i]
        following = words[i + 1] if i + 1 < len(words) else ""
        stem = word.removesuffix("s") if len(word) > 4 else word
        for first in (word,) if stem == word else (word, stem):
            for name, side, kind in self.by_first.get(first, ()):
                length = len(name)
                if length == 1:
                    return length, side, kind
                if name[1] == following and tuple(words[i + 1 : i + length]) == name[1:]:
                    return length, side, kind
        return None


def _owner(words: list[str], hits: Mapping[int, tuple[str, str]], i: int) -> str | None:
    """Side named right before a force that any state has (*the DNR (D) Territorial Defense*)."""
    before = i - 1
    while before >= 0 and words[before] in {"(", ")", "'s", "’s"}:
        before -= 1
    return hits[before][0] if before >= 0 and before in hits else None
