"""Times that stand in an event's clause and are something else's, and times told without a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from salient.model import TimeMention
from salient.reading.lemmas import lemma
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = [
    "TELLING",
    "aimed_once",
    "all_months",
    "by_the_way",
    "done_before",
    "gone_by",
    "meant_for",
    "names_another",
    "of_former",
    "of_other_deed",
    "of_recurrence",
    "over_by",
    "same_night",
    "without_ends",
]

TELLING = frozenset("assess report say state note forecast observe warn claim".split())
"""Verbs of telling, whose day is not always that of what is told."""

_ORDINAL = re.compile(r"(?:first|second|third|\w+th|\d+(?:st|nd|rd|th)|last)")
_COUNTED = 6
"""Words before *in ten days* among which *for the third time* may stand."""


def of_recurrence(first: Token, stated: TimeMention) -> bool:
    """Whether a time only says how often the like happened (*for the third time in ten days*)."""
    if not (stated.text or "").lower().startswith("in "):
        return False
    before = [t.low for t in first.doc[max(0, first.i - _COUNTED) : first.i]]
    if "time" not in before:
        return False
    at = before.index("time")
    return at > 0 and _ORDINAL.fullmatch(before[at - 1]) is not None


_APART = frozenset({"following", "after", "since", "before", "despite", "ahead", "from", "than"})
_FRONT = frozenset({"compound", "nummod", "amod", "nmod:unmarked", "nmod"})


def names_another(time: Token, event: Token) -> bool:
    """Whether a time is part of what another thing is called, which only stands beside the event.

    So in *resumed assaults following the May 2 evacuation*, not in *the May 2 attack killed three*;
    nor in *taken before the May 2 truce*, which tells until when it was done.
    """
    noun = time.head
    if noun.pos_ != "NOUN" or time.i > noun.i or time.dep_ not in _FRONT or cases(time):
        return False
    if noun == event or noun.is_ancestor(event):
        return False
    for node in (noun, *list(noun.ancestors)[:3]):
        if node == event or node.is_ancestor(event):
            return False
        if cases(node)[:1] == ("for",) and node == noun and event.pos_ == "VERB":
            return True
        if not _APART.isdisjoint(cases(node)[:1]):
            return cases(node)[0] != "before" or "Past" not in event.morph.get("Tense", ())
    return False


_PERIOD = re.compile(r"since\b|(?:.*\b)?(?:past|last) (?:\w+ )?(?:day|week|month|hour)s?", re.I)


def without_ends(sentence: ParsedSentence, times: Sequence[TimeMention]) -> Sequence[TimeMention]:
    """Times without those that only end a period named too (*in the past week as of July 24*)."""
    if len(times) < 2 or not any(_PERIOD.match(t.text or "") for t in times):
        return times
    return [t for t in times if not _ends_a_count(sentence, t)]


def _ends_a_count(sentence: ParsedSentence, time: TimeMention) -> bool:
    at = (time.start or 0) - sentence.start
    return sentence.text[max(0, at - _AS_OF) : at].lower().rstrip().endswith("as of")


_AS_OF = 8
"""Characters before a time in which *as of* stands."""


_SHOWN = frozenset(
    "publish post share take film release record shoot geolocate circulate observe report "
    "capture amplify repost date verify announce hold schedule plan set expect "
    "kill wound injure".split()
)
"""What is done to footage, or to a deed: its day is that of what is seen, or of the deed."""


_OF_OLD = re.compile(
    r"\b(?:first|early|initial|opening|beginning|start|outset)\b.*(?:war|invasion)"
)
"""How a war began: what is told beside it now is not of those days."""
_SEASON = 20
"""Days; who was made what they are in so long a time is told of by that time for ever after."""


def of_other_deed(node: Token, event: Token, stated: TimeMention) -> bool:
    """Whether a time says when somebody was made what they are (*reservists mobilised in fall*)."""
    if stated.earliest is None or stated.latest is None:
        return False
    if node == event or node.is_ancestor(event):
        return False
    of_old = _OF_OLD.search(stated.text or "") is not None
    if of_old and cases(node)[:1] in {("after",), ("following",), ("than",)}:
        return True
    if node.dep_ != "acl" or not node.low.endswith("ed") or node.pos_ != "VERB":
        return False
    long = (stated.latest - stated.earliest).days >= _SEASON
    return of_old or (long and lemma(node) not in _SHOWN)


_COMING = frozenset({"coming", "next", "upcoming"})


def meant_for(time: Token, event: Token, stated: TimeMention) -> bool:
    """Whether a coming time is that of what an event serves (*masses for an attack in a week*)."""
    if _COMING.isdisjoint((stated.text or "").lower().split()):
        return False
    for node in list(time.ancestors)[:4]:
        if node == event or node.is_ancestor(event):
            return False
        if node.pos_ == "NOUN" and cases(node)[:1] == ("for",):
            return True
    return False


def by_the_way(node: Token) -> bool:
    """Whether a clause says what was done once while something else goes on, or had been before.

    So in *continue to hold X, repulsing an attack on the night of May 3*, *shelled X, which they
    had left on May 3*.
    """
    if node.dep_ == "advcl:relcl":
        return any(c.low == "had" and c.dep_ in {"aux", "aux:pass"} for c in node.children)
    if node.dep_ != "advcl" or not node.low.endswith("ing") or cases(node):
        return False
    first = min(t.i for t in node.subtree)
    if "," not in {t.low for t in node.doc[max(0, first - 1) : node.i]}:
        return False
    main = node.head.head if node.head.dep_ == "xcomp" else node.head
    if main.pos_ != "VERB" or node.i < main.i or "Pres" not in main.morph.get("Tense", ()):
        return False
    return "Fin" in main.morph.get("VerbForm", ())


_JOINT = re.compile(r",? and (?:in )?(?:the )?")
_LONGER = 5
"""Days, at least, of what is a month or a part of one."""


def all_months(
    time: TimeMention, times: Sequence[TimeMention], sentence: ParsedSentence
) -> TimeMention:
    """A month or a part of one together with the next one, which is joined to it.

    So in *in June and July of 2022*, *in early 2023 and late 2022*.
    """
    if time.start is None or time.end is None or not _is_long(time):
        return time
    for other in times:
        if other.start is None or other.end is None or not _is_long(other):
            continue
        between = sentence.text[time.end - sentence.start : max(0, other.start - sentence.start)]
        if _JOINT.fullmatch(between) and (_follows(time, other) or _follows(other, time)):
            first, last = (time, other) if _follows(time, other) else (other, time)
            whole = sentence.text[time.start - sentence.start : other.end - sentence.start]
            return TimeMention(
                text=whole,
                start=time.start,
                end=other.end,
                earliest=first.earliest,
                latest=last.latest,
            )
    return time


def _is_long(time: TimeMention) -> bool:
    if time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days >= _LONGER


def _follows(time: TimeMention, other: TimeMention) -> bool:
    """Whether another time begins where a time ends."""
    return time.latest is not None and other.earliest == time.latest + timedelta(days=1)


_NIGHT = re.compile(
    r"(?:the )?(?:last|past|previous) (?:night|day|24 ?(?:hours|hrs))|overnight|yesterday", re.I
)
_BESIDE = frozenset({"conj", "parataxis", "advcl", "ccomp"})
_NOT_YET = frozenset({"will", "may", "might", "could", "would", "to", "if", "now", "still"})


def same_night(
    sentence: ParsedSentence, event: Token, times: Sequence[TimeMention]
) -> TimeMention | None:
    """The one night or day that a sentence tells of, for what it tells beside (*…, 3 hit X*)."""
    if len(times) != 1 or _NIGHT.fullmatch(times[0].text or "") is None:
        return None
    ahead = times[0].start is not None and times[0].start < sentence.start + event.idx
    told = event.pos_ == "VERB" and ahead and event.dep_ in {*_BESIDE, "ROOT"}
    if not (told or _first_of_two(event)):
        return None
    whole = [t.low for t in sentence.doc]
    return times[0] if _NOT_YET.isdisjoint(whole) else None


def _first_of_two(event: Token) -> bool:
    """Whether another happening is joined behind (*5 were killed and 12 were hurt last night*).

    The night at the end is that of both.
    """
    if event.pos_ != "VERB" or not _is_passive(event):
        return False
    return any(c.dep_ == "conj" and c.pos_ == "VERB" and _is_passive(c) for c in event.children)


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "aux:pass" for c in verb.children)


_YET_TO_COME = re.compile(
    r"(?:the )?(?:very |relatively )?(?:next|coming|upcoming|following|near|nearest|foreseeable)\b"
)
_BY_THEN = re.compile(r"(?:by|before)\b")


def over_by(time: TimeMention | None, today: date) -> TimeMention | None:
    """The time of what is told as done, which ends with the day on which it is told.

    What is yet to come is the time of something else (*is massing for an attack in the coming
    days*, *was ordered to leave by May 20*).
    """
    if time is None or time.earliest is None or (time.latest and time.latest <= today):
        return time
    words = (time.text or "").lower()
    if _YET_TO_COME.match(words) or (time.latest and _BY_THEN.match(words)):
        return None
    if time.earliest > today or (time.latest and _is_range(words)):
        return time
    return msgspec.structs.replace(time, latest=today)


def _is_range(words: str) -> bool:
    """Whether words name both ends of a time, or only its end (*until May 20*)."""
    return words.startswith(("from ", "between ", "until ", "till ", "through "))


_FORMERLY = frozenset({"previously", "formerly"})
_BEFORE = frozenset({"earlier", "initially", "originally"})
"""So right before the verb alone: *earlier this week* is a time of its own."""


def gone_by(event: Token, start: int, today: date) -> TimeMention | None:
    """The open time of what went on before (*troops previously withdrawn from X*)."""
    recent = _lately(event, start, today)
    if recent is not None:
        return recent
    nodes = [event, event.head] if event.dep_ in {"xcomp", "obj", "obl"} else [event]
    for node in nodes:
        word = _formerly(node)
        if word is not None:
            at = start + word.idx
            end = at + len(word.text)
            return TimeMention(text=word.text, start=at, end=end, earliest=None, latest=today)
    return None


_TRIED = frozenset({"try", "attempt"})
_AIMED = frozenset("want wish plan intend hope aim mean seek".split())


def aimed_once(event: Token) -> bool:
    """Whether what is aimed at was aimed at in the past (*the brigade that wanted to storm X*).

    Not where somebody says so (*said that they planned to storm X*): that may be a plan still.
    """
    verb = event.head
    if event.dep_ != "xcomp" or verb.pos_ != "VERB" or lemma(verb) not in _TRIED | _AIMED:
        return False
    had = any(c.low == "had" and c.dep_ == "aux" for c in verb.children)
    helped = any(c.dep_.startswith("aux") for c in verb.children)
    told = "Past" in verb.morph.get("Tense", ()) and "Fin" in verb.morph.get("VerbForm", ())
    if not (had or (told and not helped)):
        return False
    by_somebody = any(a.dep_ == "ccomp" for a in (verb, *list(verb.ancestors)[:3]))
    return had or lemma(verb) in _TRIED or not by_somebody


def of_former(
    sentence: ParsedSentence, event: Token, times: Sequence[TimeMention]
) -> Sequence[TimeMention]:
    """Of a deed told as done before those times alone that its own words name.

    So none in *as of May 3 they mine the plant that they earlier seized*.
    """
    if not times or event.pos_ != "VERB" or _formerly(event) is None:
        return times
    own = {sentence.start + t.idx for t in event.subtree}
    return [t for t in times if t.start in own]


def _formerly(node: Token) -> Token | None:
    """The adverb that tells of a deed as one done before."""
    if node.pos_ not in {"VERB", "ADJ"} or lemma(node) in {"report", "assess", "note", "state"}:
        return None
    children = list(node.children)
    if any(c.low in {"not", "never", "n't"} for c in children):
        return None
    had = any(c.low == "had" and c.dep_ in {"aux", "aux:pass"} for c in children)
    for word in children:
        before = word.low in _BEFORE or (had and word.low == "once")
        right = (before and word.i + 1 == node.i) or word.low in _FORMERLY
        if right and word.dep_ == "advmod" and not _set_off(word):
            return word
    return None


_PRESENT = frozenset({"is", "are", "do", "does"})
_SO_FAR = (["so", "far"], ["not", "yet"])


def done_before(event: Token, time: Token) -> bool:
    """Whether a time ends a past clause joined to the present one that tells of the event.

    So in *encircled X on May 3 and are shelling it*, *struck X on May 3 but do not have the means*.
    """
    for node in (event, *list(event.ancestors)[:6]):
        if node.is_ancestor(time):
            return False
        first = node.head
        joined = node.dep_ == "conj" or (node.dep_ == "advcl" and child(node, "cc") is not None)
        if not joined or node.pos_ != "VERB" or first.pos_ != "VERB":
            continue
        between = first.i < time.i < node.i and first.is_ancestor(time)
        if not between or lemma(first) in TELLING:
            return False
        return _is_present(node) and "Past" in first.morph.get("Tense", [])
    return False


def _is_present(verb: Token) -> bool:
    """Whether a verb tells of now (*are shelling*, *do not have*); a gerund by itself does not."""
    aux = [c.low for c in verb.children if c.dep_ in {"aux", "aux:pass"}]
    if aux:
        near = [t.low for t in verb.doc[max(0, verb.i - 4) : verb.i]]
        so_far = any(near[n : n + 2] in _SO_FAR for n in range(len(near) - 1))
        return so_far or any(a in _PRESENT for a in aux)
    return "Fin" in verb.morph.get("VerbForm", []) and "Pres" in verb.morph.get("Tense", [])


_LATELY = 28
"""Days that *recent* reaches back, as *recent weeks* do."""


def _lately(event: Token, start: int, today: date) -> TimeMention | None:
    """The time of a deed that is called recent (*in response to recent counterattacks*)."""
    if event.pos_ not in {"NOUN", "VERB"}:
        return None
    for word in event.children:
        called = word.low == "recent" and word.dep_ == "amod"
        if called or (word.low == "recently" and word.dep_ == "advmod" and not _set_off(word)):
            at = start + word.idx
            since = today - timedelta(days=_LATELY)
            return TimeMention(
                text=word.text, start=at, end=at + len(word.text), earliest=since, latest=today
            )
    return None


def _set_off(word: Token) -> bool:
    """Whether a comma follows: in translated items *previously, five died* is *as far as known*."""
    return word.i + 1 < len(word.doc) and word.doc[word.i + 1].low == ","
