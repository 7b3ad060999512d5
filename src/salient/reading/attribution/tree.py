"""A parsed sentence as plain lists, so that rules read it fast and without a library's types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salient.reading.lemmas import lemma_of
from salient.reading.sentences import ParsedSentence

__all__ = ["Block", "Tree"]

Block = tuple[int, int]
"""First and last token of a stretch, both included."""

_FINITE_AUX = frozenset(
    "is are was were has have had does do did will would can could may might must should shall "
    "'s 're 'll 've 'd 'm am ca wo".split()
)


class _Token(NamedTuple):
    text: str
    pos: str
    dep: str
    head: int
    begin: int
    left: int
    right: int


class Tree:
    """The tokens of one sentence by index: words, parts of speech, relations, heads, extents.

    `begin` and `end` are code points of the document's text; `left` and `right` are the first and
    last token of a token's subtree; `kids` its dependents from left to right.
    """

    __slots__ = (
        "begin", "dep", "doc", "end", "head", "kids", "left", "low", "n", "paragraph", "pos",
        "right", "start", "stop", "text",
    )  # fmt: skip

    def __init__(self, sentence: ParsedSentence) -> None:
        doc, start = sentence.doc, sentence.start
        rows = [
            _Token(t.text, t.pos_, t.dep_, t.head.i, t.idx, t.left_edge.i, t.right_edge.i)
            for t in doc
        ]
        self.doc = doc
        self.n = len(rows)
        self.paragraph = sentence.paragraph
        self.text = [row.text for row in rows]
        self.low = [row.text.lower() for row in rows]
        self.pos = [row.pos for row in rows]
        self.dep = [row.dep for row in rows]
        self.head = [row.head for row in rows]
        self.left = [row.left for row in rows]
        self.right = [row.right for row in rows]
        self.begin = [start + row.begin for row in rows]
        self.end = [start + row.begin + len(row.text) for row in rows]
        self.start = start
        self.stop = self.end[-1] if rows else start
        self.kids: list[list[int]] = [[] for _ in rows]
        for i, row in enumerate(rows):
            if row.head != i:
                self.kids[row.head].append(i)

    def kid(self, i: int, *deps: str) -> int | None:
        """The first dependent of `i` by one of these relations, subtypes not included."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def all_kids(self, i: int, *deps: str) -> list[int]:
        """The dependents of `i` by these relations."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def lemma(self, i: int, pos: str = "") -> str:
        """Lemma of a token, read as the given part of speech or as its own."""
        return lemma_of(self.text[i], pos or self.pos[i])

    def morph(self, i: int, feature: str) -> str:
        """Value of a morphological feature, or an empty text."""
        values = self.doc[i].morph.get(feature)
        return str(values[0]) if values else ""

    def block(self, i: int) -> Block:
        """The stretch of a token's subtree."""
        return self.left[i], self.right[i]

    def case(self, i: int) -> str:
        """The preposition of a noun phrase in lower case, or an empty text."""
        case = self.kid(i, "case")
        return self.low[case] if case is not None else ""

    def ancestors(self, i: int, limit: int = 40) -> Iterator[int]:
        """Heads above a token, nearest first; bounded, so that no malformed parse can hold us."""
        for _ in range(limit):
            up = self.head[i]
            if up == i:
                return
            yield up
            i = up

    def finite(self, i: int) -> bool:
        """Whether a clause headed by `i` is finite: its own form, an auxiliary or a copula."""
        if self.pos[i] in {"VERB", "AUX"} and self.morph(i, "VerbForm") == "Fin":
            return True
        return any(
            self.dep[k] in {"aux", "aux:pass", "cop"} and self.low[k] in _FINITE_AUX
            for k in self.kids[i]
        )

    def passive(self, i: int) -> bool:
        """Whether the verb `i` is in the passive."""
        if self.kid(i, "aux:pass") is not None:
            return True
        if self.kid(i, "obj", "nsubj") is not None:
            return False
        if self.kid(i, "nsubj:pass", "csubj:pass") is not None:
            return True
        reduced = self.dep[i] in {"acl", "amod", "advcl", "ROOT", "parataxis"}
        return reduced and self.pos[i] == "VERB" and self.morph(i, "Voice") == "Pass"

    def chars(self, block: Block) -> tuple[int, int]:
        """Code points from the first to the last token of a stretch."""
        return self.begin[block[0]], self.end[block[1]]
