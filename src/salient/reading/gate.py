"""Which sentences are worth a parse: those with a word that some frame or cue turns on."""

from __future__ import annotations

import re
from functools import lru_cache

from salient.reading.attribution import ReportingLexicon
from salient.reading.lemmas import candidates, lemma_of
from salient.reading.lexicon import Lexicon

__all__ = ["TOO_COMMON", "Gate"]

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SOURCE_MARKS = re.compile(r"[\":]|\baccording\b|\bsaid\b|\bper\b|\bthis is\b|\b- [A-Z]", re.I)

TOO_COMMON = frozenset({"be", "in"})
"""Heads of frames that nearly every sentence holds: what they need beside them is asked for."""

_STANDING_IN = re.compile(r"\b(?:is|are|were|was|be|been)\b(?: \w+){0,2} (?:in|inside)\b")
"""What *the troops are still in X* turns on: a word too common for the lists."""


class Gate:
    """Decides by words alone, far faster than a parse."""

    def __init__(self, lexicon: Lexicon, reporting: ReportingLexicon) -> None:
        heads = lexicon.heads - TOO_COMMON
        self._heads = frozenset(h.partition("-")[0] for h in heads) | heads
        self._cues = frozenset(
            name
            for table in (reporting.verbs, reporting.nouns, reporting.adjectives)
            for name in table
        )
        self._event_word = lru_cache(maxsize=65_536)(self._is_event_word)
        self._cue_word = lru_cache(maxsize=65_536)(self._is_cue_word)

    def _is_event_word(self, word: str) -> bool:
        forms = {word, *candidates(word, "v"), *candidates(word, "n")}
        forms |= {lemma_of(word, "VERB"), lemma_of(word, "NOUN")}
        parts = {lemma_of(p, pos) for p in word.split("-") for pos in ("VERB", "NOUN")}
        return bool((forms | parts) & self._heads)

    def _is_cue_word(self, word: str) -> bool:
        forms = (word, lemma_of(word, "VERB"), lemma_of(word, "NOUN"))
        return any(form in self._cues for form in forms)

    def event(self, sentence: str) -> bool:
        """Whether a frame may answer to some word of the folded sentence."""
        low = sentence.lower()
        if any(self._event_word(w) for w in _WORD.findall(low)) or " so" in low:
            return True
        return _STANDING_IN.search(low) is not None

    def source(self, sentence: str) -> bool:
        """Whether a source may stand in the folded sentence."""
        if _SOURCE_MARKS.search(sentence):
            return True
        return any(self._cue_word(w) for w in _WORD.findall(sentence.lower()))
