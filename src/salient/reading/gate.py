"""Which sentences are worth a parse: those with the words that some frame or cue turns on."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from salient.reading.attribution import ReportingLexicon
from salient.reading.lemmas import candidates, lemma_of
from salient.reading.lexicon import Lexicon

__all__ = ["TOO_COMMON", "Gate"]

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_SOURCE_MARKS = re.compile(
    r"[\":]|\baccording\b|\bsaid\b|\bper\b|\bthis is\b|\s[-–—]\s[^-–—]{2,70}$", re.I
)

TOO_COMMON = frozenset({"be"})
"""Heads of frames that nearly every sentence holds together with what stands beside them."""

_STANDING_IN = re.compile(
    r"\b(?:is|are|were|was|be|been)\b(?: \w+){0,2} (?:in|inside|under)\b"
    r"|\bthere (?:is|are|were|was) dead\b"
)
"""What *the troops are still in X* turns on: a word too common for the lists."""

_NO_VERB = frozenset({"of"})
"""Words that careless writing puts for a verb (*should of*), and that nearly always are none."""


class Gate:
    """Decides by words alone, far faster than a parse."""

    def __init__(self, lexicon: Lexicon, reporting: ReportingLexicon) -> None:
        frames = [frame for found in lexicon.frames.values() for frame in found]
        alone = {f.head for f in frames if len(f.words) == 1} - TOO_COMMON
        self._alone = alone | {h.partition("-")[0] for h in lexicon.heads - TOO_COMMON if "-" in h}
        self._beside: dict[str, set[frozenset[str]]] = defaultdict(set)
        for frame in frames:
            if frame.head not in self._alone | TOO_COMMON:
                needed = (w for w in frame.words[1:] if _WORD.fullmatch(w))
                self._beside[frame.head].add(frozenset(needed))
        self._cues = frozenset(
            name
            for table in (reporting.verbs, reporting.nouns, reporting.adjectives)
            for name in table
        )
        self._forms_of = lru_cache(maxsize=65_536)(_forms)
        self._turning = lru_cache(maxsize=65_536)(self._turns_on)
        self._cue_word = lru_cache(maxsize=65_536)(self._is_cue_word)

    def _turns_on(self, word: str) -> bool | tuple[frozenset[str], ...]:
        """Whether a frame turns on the word, or what words of a frame must stand beside it."""
        forms = self._forms_of(word)
        if forms & self._alone:
            return True
        return tuple(needed for form in sorted(forms) for needed in self._beside.get(form, ()))

    def _is_cue_word(self, word: str) -> bool:
        forms = (word, lemma_of(word, "VERB"), lemma_of(word, "NOUN"))
        return any(form in self._cues for form in forms)

    def event(self, sentence: str) -> bool:
        """Whether a frame may answer to some word of the folded sentence."""
        low = sentence.lower()
        words = _WORD.findall(low)
        wanted: list[frozenset[str]] = []
        for word in words:
            turning = self._turning(word)
            if turning is True:
                return True
            if turning:
                wanted += turning
        if " so" in low or _STANDING_IN.search(low) is not None:
            return True
        if not wanted:
            return False
        there = frozenset[str]().union(*(self._forms_of(word) for word in words))
        return any(needed <= there for needed in wanted)

    def source(self, sentence: str) -> bool:
        """Whether a source may stand in the folded sentence."""
        if _SOURCE_MARKS.search(sentence):
            return True
        return any(self._cue_word(w) for w in _WORD.findall(sentence.lower()))


def _forms(word: str) -> frozenset[str]:
    """What the word, or a part of it between hyphens, may be a form of."""
    word = word.rstrip("'-").removesuffix("'s")
    parts = word.split("-")
    forms = {word, *parts, *candidates(word, "v"), *candidates(word, "n")}
    forms |= {lemma_of(p, pos) for p in (word, *parts) for pos in ("VERB", "NOUN")}
    return frozenset({word}) if word in _NO_VERB else frozenset(forms)
