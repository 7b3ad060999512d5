"""Headings: lines and brackets that name a subject or an aim and claim nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from salient.reading.antecedents import Anchored
from salient.reading.claims import Found
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.peoples import SIDED
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token

__all__ = ["in_heading", "names_rubric"]

_HEADING = re.compile(
    r"\b(?:objective|objectives|effort|line of effort|purpose)\b[^.]{0,60}:"
    rf"|^(?:{SIDED} )?\(?(?:subordinate )?(?:main|supporting) effort\b"
    r"|\([^)]*\befforts? to\b[^)]*\)?$|^(?:key takeaways|immediate items to watch|activities in"
    rf"|(?:{SIDED} )?mobili[sz]ation and force generation)\b"
    r"|^(?:\w+ )?counteroffensives[—–]",
    re.I,
)
_INSIDE = r"(?:[^()]|\([^()]*\))*"
_AIM = re.compile(
    rf"(?:\((?:{SIDED}\s+)?(?:objectives?|purpose|aim)\s*:"
    rf"|(?:^|[,;.]\s*)(?:{SIDED}\s+)?(?:subordinate\s+)?"
    rf"(?:main|supporting)\s+effort\b\s*(?:#\s*\d+\w?)?){_INSIDE}(?:\)|$)",
    re.I,
)

_RUN_IN = re.compile(r"[^(:]*(?::\s*(?=[^\s(])|:?\s*\((?:[^()]|\([^()]*\))*\)[:.]?\s*(?=[A-Z]))")
"""A heading to its colon or bracket after which its first sentence stands in the same line."""

_TELLING = (
    "effort", "objective", "purpose", "aim", "key takeaways", "items to watch", "activities in",
    "counteroffensives",
)  # fmt: skip
"""One of these stands in whatever those patterns find: far faster to ask for first."""

_FIRE = frozenset({"shell", "strike", "airstrike", "attack", "sabotage"})
"""Events of one kin: a label's *shelling* is the *strike* that the headline goes on to tell."""

_LONGEST = 14
"""Words of a label before a headline's colon at most."""


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
    aims = _AIM.finditer(text)
    if any(m.start() <= at < _end(sentence, m) and _names_aim(m.group()) for m in aims):
        return True
    return bool(_HEADING.search(text[:120])) and not _finite(sentence)


def _end(sentence: ParsedSentence, heading: re.Match[str]) -> int:
    """Where a heading ends: at its colon, where that runs on into a clause of its own."""
    run_in = _RUN_IN.match(heading.group())
    if run_in is None:
        return heading.end()
    colon = heading.start() + run_in.end()
    return colon if _clause_after(sentence, colon) else heading.end()


def _clause_after(sentence: ParsedSentence, at: int) -> bool:
    """Whether what stands after a character is a clause, a verb with its subject, not a phrase."""
    later = [t for t in sentence.doc if t.idx >= at]
    verbs = (t for t in later if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm", []))
    governors = [v.head if v.pos_ == "AUX" else v for v in verbs]
    return any(c.dep_.startswith("nsubj") and c.idx >= at for v in governors for c in v.children)


def _names_aim(found: str) -> bool:
    return ":" in found or "#" in found or "—" in found or "–" in found


def names_rubric(found: Found, told: Sequence[tuple[Trigger, Sequence[Anchored]]]) -> bool:
    """Whether an event noun only names what a headline is filed under (*Defence of X: …*).

    A label is a phrase without a verb before a colon. Fire on a place is told even there, unless
    the words after the colon tell it anew (*Shelling of X: the enemy fired on X*). That a place is
    occupied the rubric does not tell: it stands over items of a year. `told` are all events of the
    sentence with their places.
    """
    noun = found.trigger.head
    if found.trigger.frame.form != "noun" or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    colon = _colon_after(noun)
    if colon is None and _follows_label(noun):
        return _is_rubric(found) or _talked_of(noun)
    if colon is None or not _label_before(noun):
        return False
    if lemma(noun) == "occupation":
        return True
    if found.trigger.frame.event_type not in _FIRE - {"attack"} and not _done_by(found):
        return True
    towns = {a.mention.place_id for a in found.places if a.mention.kind == "settlement"}
    return any(
        t.head.i > colon and t.frame.event_type in _FIRE and not _elsewhere(places, towns)
        for t, places in told
    )


_TALK = frozenset("conversation briefing meeting talk talks interview negotiation".split())
_SERIES = frozenset({"loss", "attack", "win", "lose", "hold"})
"""Event types of which a bare noun after a label is what a series of items is about."""


def _is_rubric(found: Found) -> bool:
    """Whether all that a headline has after its label is a series' name (*Losses: Elimination*).

    It is more where it says who did it, where it counts, what town was attacked, or that a place
    is occupied.
    """
    trigger = found.trigger
    noun = trigger.head
    counted = any(t.pos_ == "NUM" for t in noun.subtree if not t.text[0].isdigit())
    battle = trigger.frame.event_type == "fight" and lemma(noun) == "battle"
    town = any(a.mention.kind != "region" for a in found.places)
    series = trigger.frame.event_type in _SERIES or battle
    if trigger.frame.event_type == "attack" and town:
        return False
    return series and trigger.actor is None and not counted and lemma(noun) != "occupation"


def _talked_of(noun: Token) -> bool:
    """Whether the label before a noun names talk of it (*The minister's briefing: evacuation*)."""
    label = noun.doc[: noun.i]
    return any(lemma(t) in _TALK for t in label if t.pos_ in {"NOUN", "PROPN"})


def _follows_label(noun: Token) -> bool:
    """Whether a noun heads all that stands between a label's colon and the headline's end."""
    doc, first = noun.doc, noun.i
    while first > 0 and doc[first - 1].text != ":":
        first -= 1
        if noun.i - first > _LONGEST or doc[first].is_punct or doc[first].pos_ in {"VERB", "AUX"}:
            return False
    if first == 0 or first > _LONGEST * 2 or not _label_before(doc[first - 1]):
        return False
    for token in doc[noun.i + 1 : noun.i + _LONGEST]:
        if token.text == "(" or (token.text == "." and token.i + 1 == len(doc)):
            return True
        if token.pos_ in {"VERB", "AUX"} or token.is_punct:
            return False
    return noun.i + _LONGEST >= len(doc)


def _done_by(found: Found) -> bool:
    """Whether a label names who attacked (*Russia's attack on X: three people wounded*)."""
    actor = found.trigger.actor
    sided = actor is not None and found.finder.side_of(actor) is not None
    return sided and found.trigger.frame.event_type == "attack" and bool(found.places)


def _elsewhere(places: Sequence[Anchored], towns: Collection[str | None]) -> bool:
    """Whether an event's places are other towns than those of the label before it."""
    there = {a.mention.place_id for a in places}
    return bool(there and towns) and there.isdisjoint(towns)


def _colon_after(noun: Token) -> int | None:
    """Where the colon stands that ends the label of a noun, with something after it."""
    for token in noun.doc[noun.i + 1 : noun.i + _LONGEST]:
        if token.text == ":":
            return token.i if token.i + 1 < len(token.doc) else None
        if token.pos_ in {"VERB", "AUX"} or token.text in {".", ";", ","}:
            return None
    return None


def _label_before(noun: Token) -> bool:
    """Whether nothing but the label, or a date and a dash, stands before the noun."""
    for token in reversed(noun.doc[max(0, noun.i - _LONGEST) : noun.i]):
        if token.text in {"-", "–", "—"}:
            return True
        if token.pos_ in {"VERB", "AUX"} or token.is_punct:
            return False
    return noun.i <= _LONGEST
