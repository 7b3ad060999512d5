"""A document cut into passages of numbered sentences, as a language model is shown them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from salient.reading.sentences import Sentence, fold, split_sentences

__all__ = ["Passage", "addressed_to_a_machine", "passages"]

LONGEST = 6_000
"""Characters of a passage: long enough for context, short enough for an answer in one piece."""


class Passage(NamedTuple):
    """Sentences of a document that are asked about together, by number from 1.

    `withheld` are sentences that speak to a machine and are not shown.
    """

    sentences: tuple[Sentence, ...]
    withheld: tuple[Sentence, ...]

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Code points from sentence `first` to `last`; None if there are none such."""
        if not 1 <= first <= last <= len(self.sentences):
            return None
        return self.sentences[first - 1].start, self.sentences[last - 1].end


@cache
def _machine_words() -> re.Pattern[str]:
    file = files("salient.reading.language_model") / "data" / "addressed.txt"
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return re.compile("|".join(line for line in lines if line and not line.startswith("#")), re.I)


def addressed_to_a_machine(sentence: str) -> bool:
    """Whether a sentence gives orders to whatever reads it; such are no report about a war."""
    return _machine_words().search(fold(sentence)) is not None


def passages(text: str) -> Iterator[Passage]:
    """Cut a text into passages, at paragraphs where that is possible."""
    shown: list[Sentence] = []
    withheld: list[Sentence] = []
    for paragraph in _paragraphs(split_sentences(text)):
        length = paragraph[-1].end - paragraph[0].start
        if shown and paragraph[0].start - shown[0].start + length > LONGEST:
            yield Passage(tuple(shown), tuple(withheld))
            shown, withheld = [], []
        for sentence in paragraph:
            if addressed_to_a_machine(text[sentence.start : sentence.end]):
                withheld.append(sentence)
                continue
            if shown and sentence.end - shown[0].start > LONGEST:
                yield Passage(tuple(shown), tuple(withheld))
                shown, withheld = [], []
            shown.append(sentence)
    if shown or withheld:
        yield Passage(tuple(shown), tuple(withheld))


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    together: list[Sentence] = []
    for sentence in sentences:
        if together and sentence.paragraph != together[-1].paragraph:
            yield together
            together = []
        together.append(sentence)
    if together:
        yield together
