"""Parsed words as plain objects, so that rules read them at the speed of a list.

A parser's own token asks a table of strings each time for each of its fields; rules ask some
hundred times a word. Here a sentence is laid out once. Names of fields are spaCy's.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import overload

from salient.reading.lemmas import lemma_of

__all__ = ["Doc", "Token"]

_NO_FEATURES: Mapping[str, tuple[str, ...]] = {}


@lru_cache(maxsize=4_096)
def _features(morph: str) -> Mapping[str, tuple[str, ...]]:
    """Values by feature of a notation such as `Tense=Past|VerbForm=Part`."""
    if not morph or morph == "_":
        return _NO_FEATURES
    pairs = (part.partition("=") for part in morph.split("|"))
    return {name: tuple(value.split(",")) for name, _, value in pairs}


@lru_cache(maxsize=4_096)
def _all_punctuation(text: str) -> bool:
    return all(unicodedata.category(c).startswith("P") for c in text)


@lru_cache(maxsize=65_536)
def _forms(text: str, pos: str) -> tuple[str, str, frozenset[str]]:
    """A word in lower case, its lemma, and the words of a lexicon that it may stand for."""
    low, lemma = text.lower(), lemma_of(text, pos)
    return low, lemma, frozenset((low, lemma, lemma_of(low, "NOUN"), lemma_of(low, "VERB")))


class Token:
    """One word of a parsed sentence.

    `i` is its place among the words, `idx` the code point at which it begins in the sentence's
    text, `head` the word that governs it (itself for a root), `children` those that it governs
    directly, from left to right. `pos_`, `dep_` and `morph` are labels of Universal Dependencies.
    `low` is the text in lower case, `spellings` the words of a lexicon that it may stand for,
    `prepositions` what `tree.cases` found before it, once it has been asked.
    """

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "lemma", "low", "morph", "pos_",
        "prepositions", "spellings", "text",
    )  # fmt: skip

    def __init__(
        self,
        doc: Doc,
        i: int,
        idx: int,
        text: str,
        labels: tuple[str, str, Mapping[str, tuple[str, ...]]],
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.pos_, self.dep_, self.morph = labels
        self.low, self.lemma, self.spellings = _forms(text, self.pos_)
        self.head = self
        self.children: list[Token] = []
        self.prepositions: tuple[str, ...] | None = None

    def __repr__(self) -> str:
        return self.text

    @property
    def is_space(self) -> bool:
        """Whether it is made of space alone."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether it is made of punctuation alone."""
        return _all_punctuation(self.text)

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, nearest first."""
        node = self
        for _ in range(len(self.doc)):
            if node.head is node:
                return
            node = node.head
            yield node

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all below it, each word's left children before it and the others after."""
        stack: list[tuple[Token, bool]] = [(self, False)]
        while stack:
            node, laid_out = stack.pop()
            if laid_out or not node.children:
                yield node
                continue
            stack += [(c, False) for c in reversed(node.children) if c.i > node.i]
            stack.append((node, True))
            stack += [(c, False) for c in reversed(node.children) if c.i < node.i]

    def is_ancestor(self, other: Token) -> bool:
        """Whether it stands above `other`."""
        return any(a is self for a in other.ancestors)

    def nbor(self, step: int = 1) -> Token:
        """The word `step` places further on.

        Raises:
            IndexError: there is none.

        """
        at = self.i + step
        if at < 0:
            raise IndexError(f"there is no word at {at}")
        return self.doc[at]


class Doc:
    """The words of one parsed sentence, in order, its text, and all that its words may stand for.

    words: how each is spelled. spaces: whether a space follows each; by default one follows all but
    the last. heads: the place of each word's head among the words, its own for a root. deps, pos:
    labels of Universal Dependencies. morphs: features, in the notation `Tense=Past|VerbForm=Part`.
    All but the features can be read as lists, too.

    Raises:
        ValueError: the lists are not of one length.

    """

    __slots__ = ("_tokens", "deps", "heads", "pos", "spellings", "text", "words")

    def __init__(
        self,
        words: Sequence[str],
        *,
        heads: Sequence[int],
        deps: Sequence[str],
        pos: Sequence[str],
        morphs: Sequence[str] = (),
        spaces: Sequence[bool] = (),
    ) -> None:
        n = len(words)
        self.words, self.heads = words, heads
        self.deps, self.pos = deps, pos
        gaps = spaces or [True] * max(0, n - 1) + [False] * min(1, n)
        self._tokens: list[Token] = []
        at = 0
        for i, (word, gap, tag, dep, morph) in enumerate(
            zip(words, gaps, pos, deps, morphs or [""] * n, strict=True)
        ):
            self._tokens.append(Token(self, i, at, word, (tag, dep, _features(morph))))
            at += len(word) + gap
        self.text = "".join(
            word + " " if gap else word for word, gap in zip(words, gaps, strict=True)
        )
        self.spellings = frozenset[str]().union(*(token.spellings for token in self._tokens))
        for token, head in zip(self._tokens, heads, strict=True):
            if head != token.i:
                token.head = self._tokens[head]
                token.head.children.append(token)

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...

    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        return self._tokens[at]

    def covering(self, first: int, end: int) -> list[Token]:
        """The words that stand in part between two code points of the text."""
        tokens = self._tokens
        at = bisect_left(tokens, end, key=lambda t: t.idx)
        stop = at
        while at > 0 and tokens[at - 1].idx + len(tokens[at - 1].text) > first:
            at -= 1
        return tokens[at:stop]

    def between(self, first: int, end: int) -> str:
        """The text from the word at `first` to before the one at `end`."""
        tokens = self._tokens[first:end]
        if not tokens:
            return ""
        return self.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]
