"""Frozen parses, so that the rules are tested alone and not the pipeline of the day.

`parses.txt` holds one sentence after another: a line `= text`, then its tokens as
`text/POS/relation>head/features`. `make_parses.py` writes it from the texts of these tests.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from salient.reading.attribution import SpeechAct, find_speech_acts
from salient.reading.sentences import ParsedSentence, fold, split_sentences
from salient.reading.tokens import Doc

_PARSES = Path(__file__).with_name("parses.txt")


@cache
def _frozen() -> dict[str, str]:
    lines = _PARSES.read_text("utf-8").splitlines()
    return {line[2:]: lines[n + 1] for n, line in enumerate(lines) if line.startswith("= ")}


def build(text: str, tokens: str) -> Doc:
    """A document from a text and its tokens in the notation of `parses.txt`."""
    words, spaces, tags, relations, heads, features = [], [], [], [], [], []
    at = 0
    for token in tokens.split(" "):
        word, tag, relation, morph = token.replace("//", "\0/").split("/", 3)
        word = word.replace("\0", "/")
        relation, _, head = relation.rpartition(">")
        at = text.index(word, at) + len(word)
        words.append(word)
        spaces.append(text[at : at + 1] == " ")
        tags.append(tag)
        relations.append(relation)
        heads.append(int(head))
        features.append(morph)
    return Doc(words, spaces=spaces, pos=tags, deps=relations, heads=heads, morphs=features)


def parse(text: str) -> list[ParsedSentence]:
    """The sentences of a text with their frozen parses."""
    parsed = []
    for sentence in split_sentences(text):
        plain = fold(text[sentence.start : sentence.end])
        tokens = _frozen().get(plain)
        assert tokens is not None, f"no frozen parse of {plain!r}; run make_parses.py"
        parsed.append(ParsedSentence(build(plain, tokens), sentence.start, sentence.paragraph))
    return parsed


class Said(NamedTuple):
    """A speech act in words."""

    source: str
    cue: str
    content: str
    act: SpeechAct

    @property
    def name(self) -> str | None:
        return self.act.source_name


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.fixture
def acts() -> Callable[[str], list[Said]]:
    """Who says what in a text of the frozen sentences, in the order of the cues."""

    def read(text: str) -> list[Said]:
        return [
            Said(_words(text, a.source), a.cue_lemma, _words(text, a.content), a)
            for a in find_speech_acts(parse(text), text)
        ]

    return read


@pytest.fixture
def parsed() -> Callable[[str], list[ParsedSentence]]:
    """The frozen parses of a text."""
    return parse
