"""Mood and probability of a claim: the parse's answer joined with who says it and how."""

from __future__ import annotations

import re
from collections.abc import Sequence

from salient.reading.attribution import SpeechAct
from salient.reading.effects import CERTAIN, Standing

__all__ = ["joined_standing", "taken_back"]

_EARLIER = re.compile(r"\b(?:earlier|previously|initially|originally|at first)\b", re.I)
_BORNE_OUT = re.compile(r"^\W*(?:as|like)\b[^,]{0,60}\bpreviously\b", re.I)
_TURN = re.compile(
    r"\b(?:but(?! (?:that|at|with|in|also|rather|only|for|to)\b)|however|although|now|instead|yet"
    r"|in fact|turned out)\b",
    re.I,
)
_WRONG = re.compile(
    r"\b(?:that|this|it|which|report|claim|statement|information|news) "
    r"(?:was|is|proved|turned out to be|has (?:since )?been|had been|were) (?:since )?"
    r"(?:wrong|incorrect|an error|a mistake|mistaken|untrue|not true|false|premature|inaccurate|"
    r"corrected|withdrawn|retracted)\b"
    r"|\bcorrection\b|\bwe (?:regret|retract|correct)\b",
    re.I,
)
_OF_ERROR = (
    "wrong", "error", "mistake", "true", "false", "premature", "inaccurate", "correct",
    "withdrawn", "retract", "regret",
)  # fmt: skip
"""One of these stands in whatever that pattern finds: far faster to ask for first."""
_DOUBT = (0.20, 0.45)
_UNCONFIRMED = (0.20, 0.55)
_WARNING = frozenset({"warn", "warning", "caution", "alarm"})
_ANSWERING = frozenset("respond reply answer comment react specify clarify".split())
"""Not doing these says nothing of what they would be about."""

_BORNE_OUT_BY = frozenset({"assess", "forecast", "predict", "estimate"})
_GOING_ON = frozenset("note add report stress emphasize emphasise reiterate".split())
_NAMING = frozenset(
    "identify compare characterize characterise depict portray paint frame label call dub brand "
    "term regard view interpret attribute ascribe rate rank picture weigh".split()
)
"""What is named or likened is taken for a fact by whoever does so."""

_EXPECTED = (0.55, 0.80)
_THOUGHT = frozenset("believe think presume suppose suspect assume".split())
"""Verbs that say, other than *assess* and *conclude*, that nobody has made sure."""


def _tells_error(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in _OF_ERROR) and _WRONG.search(text) is not None


def taken_back(acts: Sequence[SpeechAct], sentence: str, following: str) -> bool:
    """Whether the text itself takes back what its source says here.

    So it is where an earlier assessment is set against what is now (*earlier we assumed that …,
    but*) and where the next sentence calls it wrong.
    """
    earlier = _EARLIER.search(sentence)
    if _tells_error(sentence) or ((acts or earlier) and _tells_error(following)):
        return earlier is not None or bool(acts)
    judged = any(a.attitude in {"assess", "forecast", "fear", "doubt"} for a in acts)
    if earlier is None or not judged or _BORNE_OUT.search(sentence):
        return False
    turn = _TURN.search(sentence, earlier.end())
    return turn is not None


def _by_attitude(standing: Standing, act: SpeechAct) -> Standing:
    """The standing after one act that the parse has not applied already."""
    if act.cue_lemma.split()[0:1] and act.cue_lemma.split()[0] in standing.operators:
        return standing
    attitude = act.attitude
    if act.negated and act.cue_lemma in _ANSWERING:
        return standing
    if act.negated and attitude in {"confirm", "know", "perceive", "assert"}:
        return standing._replace(
            mood="assessed" if standing.mood == "reported" else standing.mood,
            probability=_UNCONFIRMED if standing.probability == CERTAIN else standing.probability,
            term=standing.term or f"not {act.cue_lemma}",
        )
    if attitude == "assess" and act.cue_lemma.split()[0] in _NAMING:
        return standing
    if attitude == "assess" and standing.mood == "reported":
        if standing.beside:
            return standing
        thought = act.cue_lemma in _THOUGHT and standing.probability == CERTAIN
        p, term = (_EXPECTED, act.cue_lemma) if thought else (standing.probability, standing.term)
        return standing._replace(mood="assessed", probability=p, term=term)
    if act.cue_lemma in _WARNING and standing.done:
        return standing
    if attitude in {"forecast", "fear"} and standing.mood in {
        "reported",
        "assessed",
        "conditional",
    }:
        p = _EXPECTED if standing.probability == CERTAIN else standing.probability
        return standing._replace(
            mood="forecast", probability=p, term=standing.term or act.cue_lemma
        )
    if attitude == "doubt" and standing.mood in {"reported", "assessed"}:
        return standing._replace(
            mood="assessed", probability=_DOUBT, term=standing.term or act.cue_lemma
        )
    if attitude == "deny":
        return standing._replace(positive=not standing.positive, mood="denied")
    return standing


def _told_apart(act: SpeechAct, acts: Sequence[SpeechAct]) -> bool:
    """Whether what is denied is over before an event (*denied the claim and noted that*)."""
    return act.attitude == "deny" and any(
        other.depth > act.depth and other.rule == "clause" and other.cue_lemma in _GOING_ON
        for other in acts
    )


def _borne_out(act: SpeechAct, acts: Sequence[SpeechAct]) -> bool:
    """Whether somebody only thought before what another reports (*said that, as we assessed*)."""
    thought = act.rule == "as" and act.cue_lemma in _BORNE_OUT_BY
    return thought and any(other.depth > act.depth for other in acts)


def joined_standing(standing: Standing, acts: Sequence[SpeechAct], *, superseded: bool) -> Standing:
    """Apply what the acts around an event say of it, innermost first; then a taking back."""
    if standing.given:
        return standing
    for act in sorted(acts, key=lambda a: -a.depth):
        if _told_apart(act, acts) or _borne_out(act, acts):
            continue
        standing = _by_attitude(standing, act)
    if superseded and standing.mood not in {"denied"}:
        standing = standing._replace(mood="superseded")
    return standing
