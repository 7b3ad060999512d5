"""What a chain of holders says twice, and what only sounds like somebody's word."""

from __future__ import annotations

from collections.abc import Sequence

from salient.model import Holder
from salient.reading.attribution import SpeechAct

__all__ = ["each_once", "nobodys_reports", "only_worded", "own_words"]

_NAMING = frozenset({"call", "dub", "label", "term", "name"})
_SHOWING = frozenset(
    "suggest indicate show demonstrate prove imply signal underline underscore highlight".split()
)
_TAILS = frozenset({"side", "report", "reports", "post", "posts"})


def each_once(holders: Sequence[Holder]) -> list[Holder]:
    """Holders without those that add nothing: nobody before somebody named, one person twice.

    *Troops reportedly took X and claimed to have entered Y*: of Y they speak themselves. *Mayor
    Smith* who says what *Smith* says is one source, by its fuller name.
    """
    named = [i for i, h in enumerate(holders) if i and h.kind != "unspecified"]
    kept: list[Holder] = []
    for i, holder in enumerate(holders):
        if holder.kind == "unspecified" and any(k > i for k in named):
            continue
        if any(h.name == holder.name for h in kept[:-1]):
            continue
        if len(kept) > 1 and _same(kept[-1].name, holder.name):
            if len(holder.name) > len(kept[-1].name):
                kept[-1] = holder
            continue
        kept.append(holder)
    return kept


def _same(one: str, other: str) -> bool:
    """Whether two names are one source's, the shorter a person's last words in the longer."""
    one, other = one.partition(",")[0], other.partition(",")[0]
    short, long = sorted((one.lower().split(), other.lower().split()), key=len)
    if short == long or (long[:-1] == short and long[-1] in _TAILS):
        return True
    cut = len(long) - len(short)
    return long[cut:] == short and long[cut - 1] != "of"


_REPORTS = frozenset({"report", "reports", "reporting"})
_VAGUE = frozenset(
    "unconfirmed various several multiple initial numerous some other preliminary recent early "
    "tentative additional further many certain and".split()
)


def nobodys_reports(name: str) -> bool:
    """Whether a name is that of reports of which is not said whose (*initial reports*)."""
    words = name.lower().split()
    return len(words) > 1 and words[-1] in _REPORTS and all(w in _VAGUE for w in words[:-1])


def only_worded(act: SpeechAct) -> bool:
    """Whether an act names nobody who could speak: a thing's name, a sign, a judgement, a deed.

    *A programme called "X"*, *this, together with Y, suggests that*, *the assessment that*,
    *burial of the fallen: …*.
    """
    if act.source and act.source_name and _a_thing(act.source_name):
        return True
    if act.source:
        return False
    if act.cue_lemma in _NAMING and act.rule == "quote":
        return True
    if act.cue_lemma in _SHOWING and act.rule.startswith("clause"):
        return True
    return act.attitude == "assess" and act.rule == "noun-clause"


_THINGS = frozenset(
    "occupation burial survey scale campaign attack attacks strike strikes shelling explosion "
    "explosions situation liberation evacuation regrouping recruitment opportunity opportunities "
    "blackmail position positions settlement settlements device devices body bodies krai oblast "
    "effort efforts losses casualties formula textbook evidence number series".split()
)
"""Words for deeds, grounds and things, which say nothing."""


def _a_thing(name: str) -> bool:
    """Whether a name is that of a thing: its last word before *of* or *in*, or its last, is one."""
    words = name.lower().split()
    cut = next((i for i, w in enumerate(words) if i and w in {"of", "in", "on", "for"}), len(words))
    if words[:2] == ["republic", "of"] and len(words) == 3:
        return True
    return words[cut - 1].strip("'’\"“”") in _THINGS


def own_words(acts: Sequence[SpeechAct]) -> list[SpeechAct]:
    """Acts without those that only bear out, or pass on, what a named source of them says.

    *X says that they left, confirmed by Y* is X's; so is *according to X no losses were reported*,
    and *X said that they allegedly left*, *X announced the information that they left*.
    """
    named = [a for a in acts if a.source]
    kept: list[SpeechAct] = []
    for act in acts:
        others = any(a is not act for a in named)
        seconding = act.attitude == "confirm" and act.rule in _SECONDING
        if others and (seconding or act.rule == "told-of" or _unsourced_word(act)):
            continue
        kept.append(act)
    return kept


_SECONDING = frozenset({"around", "participle", "passive"})
_DOUBTED = frozenset("allegedly alleged supposedly supposed purportedly purported".split())
"""By which a writer keeps away from what somebody says (*the occupiers said that X allegedly*)."""


def _unsourced_word(act: SpeechAct) -> bool:
    """Whether an act that names nobody is a word of doubt, or *information*, in another's speech.

    A relay of its own (*X cited reports that they left*, *said that they reportedly left*) is none.
    """
    if act.source:
        return False
    told = act.rule == "noun-clause" and act.cue_lemma == "information"
    doubted = act.rule == "adverb" and act.cue_lemma in _DOUBTED
    return told or doubted or (act.rule == "as" and act.attitude == "assert")
