"""A parsed sentence as plain lists, so that rules read it fast and without a library's types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from salient.reading.lemmas import lemma_of
from salient.reading.sentences import ParsedSentence

__all__ = ["QUOTE_MARKS", "REACH", "Block", "Tree"]

REACH = 60
"""Tokens; how far rules look along a sentence where nothing else bounds them, so that the work
stays linear in the length of any sentence."""
QUOTE_MARKS = frozenset(('"', "''", "'", "``"))
_MAX_KIDS = 200
"""Dependents of one word that are looked at; no sentence that is language has more."""
_VERBAL = frozenset({"VERB", "AUX"})

Block = tuple[int, int]
"""First and last token of a stretch, both included."""

_FINITE_AUX = frozenset(
    "is are was were has have had does do did will would can could may might must should shall "
    "'s 're 'll 've 'd 'm am ca wo".split()
)


def _extents(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """First and last word of each word's subtree.

    A word is carried up only until one as far out has been there, so the work is linear.
    """
    n = len(heads)
    left, right = list(range(n)), list(range(n))
    for i in range(n):
        up = heads[i]
        while left[up] > i:
            left[up] = i
            up = heads[up]
    for i in range(n - 1, -1, -1):
        up = heads[i]
        while right[up] < i:
            right[up] = i
            up = heads[up]
    return left, right


class Tree:
    """The tokens of one sentence by index: words, parts of speech, relations, heads, extents.

    `begin` and `end` are code points of the document's text; `left` and `right` are the first and
    last token of a token's subtree; `kids` its dependents from left to right.
    """

    __slots__ = (
        "_marks_before", "_verbs_before", "begin", "dep", "doc", "end", "head", "kids", "left",
        "low", "n", "paragraph", "pos", "right", "start", "stop", "text",
    )  # fmt: skip

    def __init__(self, sentence: ParsedSentence) -> None:
        doc, start = sentence.doc, sentence.start
        self.doc = doc
        self.n = len(doc)
        self.paragraph = sentence.paragraph
        self.text, self.pos, self.dep, self.head = doc.words, doc.pos, doc.deps, doc.heads
        self.low = [token.low for token in doc]
        self.left, self.right = _extents(self.head)
        self.begin = [start + token.idx for token in doc]
        self.end = [begin + len(text) for begin, text in zip(self.begin, self.text, strict=True)]
        self.start = start
        self.stop = self.end[-1] if self.end else start
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i and len(self.kids[head]) < _MAX_KIDS:
                self.kids[head].append(i)

        self._verbs_before = [0, *accumulate(pos in _VERBAL for pos in self.pos)]
        self._marks_before = [0, *accumulate(text in QUOTE_MARKS for text in self.text)]

    def holds_verb(self, block: Block) -> bool:
        """Whether a stretch has a verb or auxiliary."""
        return self._verbs_before[block[1] + 1] > self._verbs_before[block[0]]

    def holds_mark(self, block: Block) -> bool:
        """Whether a stretch has a quotation mark."""
        return self._marks_before[block[1] + 1] > self._marks_before[block[0]]

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
        return values[0] if values else ""

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
        mark = self.kid(i, "mark")
        if mark is not None and self.low[mark] == "to":
            return False
        if self.pos[i] in {"VERB", "AUX"} and self.morph(i, "VerbForm") == "Fin":
            return True
        return any(
            self.dep[k] in {"aux", "aux:pass", "cop"} and self.low[k] in _FINITE_AUX
            for k in self.kids[i]
        )

    def passive(self, i: int) -> bool:
        """Whether the verb `i` is in the passive.

        A participle after the noun that a whole sentence is parsed to is more often its verb
        (*Officials of the town called for help*) than a passive.
        """
        if self.kid(i, "aux:pass") is not None:
            return True
        if self.kid(i, "obj", "nsubj") is not None:
            return False
        if self.kid(i, "nsubj:pass", "csubj:pass") is not None:
            return True
        if self.pos[i] != "VERB" or self.morph(i, "Voice") != "Pass":
            return False
        dep, up = self.dep[i], self.head[i]
        for above in self.ancestors(up):
            if self.dep[up] not in {"nmod", "conj", "flat", "appos"} or above > up:
                break
            up = above
        if dep == "acl" and self.dep[up] == "ROOT" and self.kid(up, "cop") is None:
            return self.pos[up] == "VERB"
        return dep in {"acl", "amod", "advcl", "ROOT", "parataxis"}

    def chars(self, block: Block) -> tuple[int, int]:
        """Code points from the first to the last token of a stretch."""
        return self.begin[block[0]], self.end[block[1]]
