"""A text with its capitalised words, and what the whole of it says of each word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from salient.places.lexicon import Lexicon
from salient.places.scan import Match, Token

__all__ = ["DocumentView"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOWER_WORD = re.compile(r"(?<![^\W_])[a-z][a-z]+(?![^\W_])")
_SENTENCE_END = frozenset(".!?:;\n•*|")
_OPENING = " \t\u00a0\"“”‘’'«([–—-"
_SPACES = frozenset({" ", "\u00a0", "  "})
# A line that goes on, indented, on the next one: texts cut out of pages and telegrams have such.
_WRAPPED = re.compile(r"\n[ \t]{4,}")
_FURTHEST = 40
_WINDOW = 32


class DocumentView:
    """A text, its capitalised words (`tokens`) and those of them that gazetteers know.

    `persons` says how often a word stands right behind a given name or a title.
    """

    def __init__(
        self, text: str, tokens: Sequence[Token], matches: Sequence[Match], lexicon: Lexicon
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.matched = {i for match in matches for i in range(match.first, match.last + 1)}
        self.persons = self._persons()

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that the text writes in lower case."""
        return frozenset(_LOWER_WORD.findall(self.text))

    @cached_property
    def inside(self) -> frozenset[str]:
        """Capitalised words that stand somewhere else than at the beginning of a sentence."""
        return frozenset(t.folded for t in self.tokens if not self.starts_sentence(t.start))

    def _persons(self) -> dict[str, int]:
        seen: dict[str, int] = {}
        for left, right in zip(self.tokens, self.tokens[1:], strict=False):
            gap = self._gap(left, right)
            if gap not in _SPACES and gap != ". ":
                continue
            is_title = self.lexicon.is_a(left.folded, "titles")
            before_surname = is_title or (
                self.is_given(left.folded) if gap in _SPACES else len(left.folded) == 1
            )
            if before_surname:
                seen[right.folded] = seen.get(right.folded, 0) + 1
        return seen

    def _gap(self, left: Token, right: Token) -> str:
        """What parts two words; a space where only a line's end and indentation do."""
        if right.start - left.end > _FURTHEST:
            return self.text[left.end : left.end + _FURTHEST]
        gap = self.text[left.end : right.start]
        return " " if len(gap) > 2 and _WRAPPED.fullmatch(gap) else gap

    def is_given(self, word: str) -> bool:
        """Whether a folded word is a given name and not also a common word."""
        return self.lexicon.given_rank(word) is not None and word not in self.lexicon.common

    def adjacent(self, i: int, step: int) -> Token | None:
        """The capitalised word before (-1) or after (1) token `i`, if only a space parts them."""
        j = i + step
        if not 0 <= j < len(self.tokens):
            return None
        left, right = sorted((self.tokens[i], self.tokens[j]))
        gap = self._gap(left, right)
        is_initial = len(left.folded) == 1 and gap == ". "
        return self.tokens[j] if gap in _SPACES or is_initial else None

    def word_before(self, start: int) -> tuple[str, str]:
        """The word before a position, in lower case, and what parts them; "" if there is none."""
        window = self.text[max(0, start - _WINDOW) : start]
        stripped = window.rstrip(_OPENING)
        # Backwards by hand: a pattern anchored at the end would try every letter of the window.
        i = len(stripped)
        while i and (stripped[i - 1].isalpha() or stripped[i - 1] in "'’-"):
            i -= 1
        return stripped[i:].strip("'’-").casefold(), window[len(stripped) :]

    def word_after(self, end: int) -> tuple[str, str]:
        """The word after a position, in lower case, and what parts them; "" if there is none."""
        window = self.text[end : end + _WINDOW]
        found = _WORD.search(window)
        if found is None:
            return "", window
        return found.group().casefold(), window[: found.start()]

    def starts_sentence(self, start: int) -> bool:
        """Whether a position begins a sentence, line or quotation."""
        before = self.text[max(0, start - 4) : start].rstrip(_OPENING)
        return not before or before[-1] in _SENTENCE_END

    def is_capital_by_place(self, token: Token) -> bool:
        """Whether a word has its capital only from beginning a sentence: *In Kharkiv*."""
        known = self.lexicon.is_a(token.folded, "place_prepositions")
        known = known or self.lexicon.is_a(token.folded, "weak_prepositions")
        return known and self.starts_sentence(token.start)

    def stands_for_institution(self, i: int) -> bool:
        """Whether *of* parts token `i` from a word such as *University* before it."""
        if i == 0:
            return False
        between = self.text[self.tokens[i - 1].end : self.tokens[i].start]
        return between in (" of ", " of the ") and self.lexicon.is_a(
            self.tokens[i - 1].folded, "institutions_of"
        )
