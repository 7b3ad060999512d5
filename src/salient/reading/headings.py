"""Headings: lines and brackets that name a subject or an aim and claim nothing."""

from __future__ import annotations

import re

from salient.reading.events import Trigger
from salient.reading.sentences import ParsedSentence

__all__ = ["in_heading"]

_HEADING = re.compile(
    r"\b(?:objective|objectives|effort|line of effort|purpose)\b[^.]{0,60}:"
    r"|^(?:russian |ukrainian )?\(?(?:subordinate )?(?:main|supporting) effort\b"
    r"|\([^)]*\befforts? to\b[^)]*\)?$|^(?:key takeaways|immediate items to watch|activities in)\b",
    re.I,
)
_INSIDE = r"(?:[^()]|\([^()]*\))*"
_AIM = re.compile(
    r"(?:\((?:(?:russian?|ukrain(?:ian|e))\s+)?(?:objectives?|purpose|aim)\s*:"
    r"|(?:^|[,;.]\s*)(?:(?:russian?|ukrain(?:ian|e))\s+)?(?:subordinate\s+)?"
    rf"(?:main|supporting)\s+effort\b\s*(?:#\s*\d+\w?)?){_INSIDE}(?:\)|$)",
    re.I,
)

_TELLING = (
    "effort", "objective", "purpose", "aim", "key takeaways", "items to watch", "activities in",
)  # fmt: skip
"""One of these stands in whatever those patterns find: far faster to ask for first."""


def _finite(sentence: ParsedSentence) -> bool:
    return any(
        t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", []) for t in sentence.doc
    )


def in_heading(sentence: ParsedSentence, trigger: Trigger) -> bool:
    """Whether an event stands in a heading (*Objective: capture of …*), which claims nothing.

    A heading may be glued to a sentence: then what it spans, to its closing bracket, is left out.
    """
    text = sentence.text
    low = text.lower()
    if not any(word in low for word in _TELLING):
        return False
    at = trigger.head.idx
    if any(m.start() <= at < m.end() and _names_aim(m.group()) for m in _AIM.finditer(text)):
        return True
    return bool(_HEADING.search(text[:120])) and not _finite(sentence)


def _names_aim(found: str) -> bool:
    return ":" in found or "#" in found or "—" in found or "–" in found
