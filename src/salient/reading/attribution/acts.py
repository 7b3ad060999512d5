"""What attribution finds: one record for each time that somebody says something."""

from __future__ import annotations

import msgspec

__all__ = ["ATTITUDES", "HOLDING", "Spans", "SpeechAct"]

Spans = tuple[tuple[int, int], ...]

ATTITUDES = {
    "assert": "says that it is so",
    "confirm": "says that it is so after somebody else did",
    "know": "takes it for a fact",
    "perceive": "saw or heard it, or found it so",
    "assess": "judges it so",
    "seem": "it looks so; nobody is named",
    "quote": "passes on another's words",
    "mention": "speaks about it without saying that it is so",
    "forecast": "expects it",
    "hope": "wishes for it",
    "fear": "expects it and does not want it",
    "intend": "means to do it, or promises it",
    "ask": "asks whether it is so, or for it",
    "order": "wants another to do it",
    "doubt": "is not sure that it is so",
    "deny": "says that it is not so",
    "refuse": "will not do it, or does not want to",
    "favour": "is for it",
    "oppose": "is against it",
}
"""What a cue says of the source's stance towards the content."""

HOLDING = frozenset(
    (
        "assert",
        "confirm",
        "know",
        "perceive",
        "assess",
        "quote",
        "forecast",
        "doubt",
        "deny",
        "fear",
    )
)
"""Attitudes that make the source a holder of what the content says; with the others (a wish, an
order, praise) the content is about the source's will, not about the world."""


class SpeechAct(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution: who (source), by which words (cue), says what (content).

    All spans are code points of the document's text, sorted, apart from one another, end
    exclusive. `source` is empty where the text names nobody (*reportedly*). `content` is never
    empty.

    source_name: the source's name as the document first gives it in full, pronouns and roles
        (*he*, *the ministry*) resolved; null for an unnamed source.
    attitude: one of `ATTITUDES`.
    negated: the cue itself is negated (*did not say*).
    clausal: the content holds a clause; false for a mere topic (*spoke about the losses*).
    quoted: the content is, or holds, direct speech.
    standing: what follows belongs to this source too until another speaks (a headline's *X: …*,
        *this is stated in a report by X*).
    beyond: where those following words are, as far as the text shows it.
    mooted: the source may say so, or means to, and has not (*may declare*, *ability to claim*).
    evidence: the source is a thing that shows the content (footage, a pattern), nobody who vouches
        for it.
    parent: index, in the list returned, of the act in whose content this one is said; null for
        the outermost.
    depth: number of acts around this one.
    rule: which rule found it, for error analysis.
    """

    source: Spans
    cue: Spans
    content: Spans
    source_name: str | None
    cue_lemma: str
    attitude: str
    negated: bool = False
    clausal: bool = True
    quoted: bool = False
    standing: bool = False
    beyond: Spans = ()
    mooted: bool = False
    evidence: bool = False
    parent: int | None = None
    depth: int = 0
    rule: str = ""
