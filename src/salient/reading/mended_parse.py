"""A parse while it is mended: words, and the heads and relations that can be changed."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["MendedParse"]


class MendedParse:
    """Heads and relations of a sentence while they are mended."""

    def __init__(
        self, words: Sequence[str], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
    ) -> None:
        self.words = words
        self.low = [word.lower() for word in words]
        self.heads, self.deps, self.pos = list(heads), list(deps), pos

    def children(self, at: int) -> list[int]:
        """The words that hang on one, in order."""
        return [i for i, head in enumerate(self.heads) if head == at and i != at]

    def hang(self, at: int, head: int, dep: str) -> None:
        """Hang a word on another."""
        self.heads[at], self.deps[at] = head, dep

    def has(self, at: int, *deps: str) -> bool:
        """Whether a word has a child with one of the relations."""
        return any(self.deps[i] in deps for i in self.children(at))
