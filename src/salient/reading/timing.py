"""The time of an event: which of a sentence's dates is its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from salient.model import TimeMention
from salient.reading.clock_words import is_time_word
from salient.reading.events import Trigger
from salient.reading.governors import HAPPENING
from salient.reading.lemmas import lemma
from salient.reading.other_times import (
    TELLING,
    aimed_once,
    all_months,
    by_the_way,
    done_before,
    gone_by,
    meant_for,
    names_another,
    of_former,
    of_other_deed,
    of_recurrence,
    over_by,
    same_night,
    without_ends,
)
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Token
from salient.reading.tree import cases, child
from salient.reading.ways import head_of, mention_tokens

__all__ = ["anchor_time", "coming_time", "left_open"]

_LONGEST = 3_660
"""Days; what spans more is an age, not the time of an event."""


def anchor_time(
    sentence: ParsedSentence, trigger: Trigger, times: Sequence[TimeMention]
) -> TimeMention | None:
    """The time that the event's clause names, else the only one that its sentence names."""
    best: tuple[int, TimeMention] | None = None
    chain = [trigger.head, *list(trigger.head.ancestors)[:12]]
    position = {t.i: n for n, t in enumerate(chain)}
    outside: list[TimeMention] = []
    times = of_former(sentence, trigger.head, without_ends(sentence, times))
    ahead = any(c.dep_ == "aux" and c.low in _AHEAD for c in trigger.head.children)
    for stated in times:
        tokens = mention_tokens(sentence.doc, sentence.start, stated)
        if not tokens or _of_none(tokens, stated):
            continue
        node, steps, aside = head_of(tokens), 0, False
        time = _until_clause(node, trigger.head, _bounded(node, stated))
        apart = _beside_main(trigger.head, node) or _before_its_effect(trigger.head, node)
        if _of_what_comes(time) and apart:
            continue
        told = _of_telling(node.head, trigger.head) or _set_against(trigger.head, node)
        told = told or _goes_on_now(trigger.head, node) or done_before(trigger.head, node)
        if told or _of_other(node, trigger.head, stated):
            continue
        while node.i not in position and node.head != node and steps < 12:
            if (
                node.dep_ in _APART
                or by_the_way(node)
                or _own_clause(node, ahead=ahead)
                or _beside(node, stated, trigger.head)
            ):
                steps = 99
            if _of_past_clause(node) if ahead else _yet_to_do(node, time):
                steps = 99
            aside = aside or node.dep_ == "acl"
            node, steps = node.head, steps + 1
        if node.i in position and steps < 99 and not aside:
            distance = position[node.i] * 2 + steps
            if best is None or distance < best[0]:
                best = (distance, time)
        elif steps < 99:
            outside.append(time)
    found = best[1] if best is not None else outside[0] if len(outside) == 1 else None
    if found is None:
        return same_night(sentence, trigger.head, times)
    return all_months(_with_next(found, times, sentence), times, sentence)


def _of_none(tokens: Sequence[Token], stated: TimeMention) -> bool:
    """Whether a time is that of no event of its sentence, by its own words."""
    stands = _is_age(stated) or _is_stamp(stated) or _of_making(tokens, stated)
    first = tokens[0]
    alike = _since_the_last(first, stated) or _of_the_like(first) or of_recurrence(first, stated)
    return stands or alike


_JOINT = re.compile(r",? and (?:on )?")
_SHORTEST_AGO = 16
"""Words before *since* among which *the first* may stand."""


def _with_next(
    time: TimeMention, times: Sequence[TimeMention], sentence: ParsedSentence
) -> TimeMention:
    """A day together with the one joined to it (*on May 3 and May 4*)."""
    if time.start is None or time.end is None or time.earliest != time.latest:
        return time
    for other in times:
        if other.start is None or other.end is None or other.earliest != other.latest:
            continue
        between = sentence.text[time.end - sentence.start : max(0, other.start - sentence.start)]
        later = time.latest is not None and other.latest is not None and other.latest > time.latest
        if later and _JOINT.fullmatch(between):
            whole = sentence.text[time.start - sentence.start : other.end - sentence.start]
            return msgspec.structs.replace(time, text=whole, end=other.end, latest=other.latest)
    return time


def _since_the_last(first: Token, stated: TimeMention) -> bool:
    """Whether a time only says when the like was last (*the first strike since May*)."""
    if not (stated.text or "").lower().startswith("since"):
        return False
    before = first.doc[max(0, first.i - _SHORTEST_AGO) : first.i]
    return any(t.low == "first" for t in before)


_LIKENESS = frozenset({"as", "like", "unlike", "than"})


def _of_the_like(first: Token) -> bool:
    """Whether a time is that of something else of the kind (*will be liberated, as in 2014*)."""
    before = first.doc[max(0, first.i - 2) : first.i]
    return len(before) == 2 and before[0].low in _LIKENESS and before[1].low in {"in", "on"}


_SAYING = TELLING | frozenset("announce add suggest believe think claim tell write".split())
_OPEN = frozenset({"forecast", "conditional", "intended"})


def coming_time(
    sentence: ParsedSentence, event: Token, times: Sequence[TimeMention], mood: str
) -> TimeMention | None:
    """The coming time of an aim that a deed yet to come is for.

    So in *may be preparing operations to take X in the coming days*: they would come before it.
    """
    if mood not in _OPEN:
        return None
    for stated in times:
        tokens = mention_tokens(sentence.doc, sentence.start, stated)
        if tokens and _of_what_comes(stated) and _aims_at(event, head_of(tokens)):
            return stated
    return None


def _aims_at(event: Token, time: Token) -> bool:
    """Whether a time is that of an infinitive below an event, and of no other clause there."""
    aims = 0
    for node in (time, *list(time.ancestors)[:12]):
        if node == event:
            return aims > 0
        if node.pos_ == "VERB" and node.dep_ != "amod":
            aims += 1
            if not any(c.low == "to" and c.dep_ == "mark" for c in node.children):
                return False
    return False


def left_open(
    sentence: ParsedSentence, event: Token, time: TimeMention | None, mood: str, today: date
) -> TimeMention | None:
    """The time of what is yet to come: not over before it is told of.

    The day on which it was said (*said on 3 May that they will withdraw*) is where it begins; a
    day gone by is none of its own.
    """
    if mood == "reported":
        time = over_by(time, today)
        return time or gone_by(event, sentence.start, today)
    if time is None and mood == "intended" and aimed_once(event):
        return gone_by(event, sentence.start, today)
    if time is None or time.latest is None or mood not in _OPEN or time.latest > today:
        return time
    if _said_then(sentence, event, time):
        return msgspec.structs.replace(time, latest=None)
    return None if time.latest < today and mood == "forecast" else time


def _said_then(sentence: ParsedSentence, event: Token, time: TimeMention) -> bool:
    """Whether a time stands with the verb that tells of an event, outside what it tells."""
    if time.start is None:
        return False
    for node in (event, *list(event.ancestors)[:12]):
        if node.dep_ == "ccomp" and lemma(node.head) in _SAYING:
            first = min(t.i for t in node.subtree)
            return time.start < sentence.start + node.doc[first].idx
    return False


def _of_telling(verb: Token, event: Token) -> bool:
    """Whether a verb only says when the event was told of (*as the staff assessed on 3 May*)."""
    told = verb.dep_ in {"advcl", "parataxis"} and "as" in cases(verb)
    return told and lemma(verb) in TELLING and verb != event and not verb.is_ancestor(event)


def _bounded(node: Token, time: TimeMention) -> TimeMention:
    """Open the span of a time that names what came after an event (*before the 2023 offensive*)."""
    names = node.dep_ in _NAMING and node.head.pos_ in {"NOUN", "PROPN"}
    if not names or cases(node.head)[:1] != ("before",):
        return time
    return msgspec.structs.replace(time, earliest=None, latest=time.earliest)


def _until_clause(node: Token, event: Token, time: TimeMention) -> TimeMention:
    """Open the span of a time of what an event came before (*held X before the war in 2022*)."""
    for above in (node, *list(node.ancestors)[:3]):
        if above.dep_ == "advcl" and cases(above)[:1] == ("before",):
            within = above == event or above.is_ancestor(event)
            opened = msgspec.structs.replace(time, earliest=None, latest=time.earliest)
            return time if within or above.low.endswith("ing") else opened
    return time


def _of_other(time: Token, event: Token, stated: TimeMention) -> bool:
    """Whether a time is that of another noun or clause (*after failures of the last two days*)."""
    if names_another(time, event) or meant_for(time, event, stated):
        return True
    if _of_clause_before(time, event):
        return True
    noun = time.head
    other = time.dep_ == "nmod" and cases(time)[:1] == ("of",) and noun.pos_ == "NOUN"
    return other and noun != event and not noun.is_ancestor(event) and not is_time_word(noun)


_SEASONS = 200
"""Days; what is from so long a time was made then, and did not happen then."""


def _of_making(tokens: Sequence[Token], stated: TimeMention) -> bool:
    """Whether a time only says how old a thing is (*mines from the 1950s*)."""
    time = head_of(tokens)
    if time.dep_ not in {"nmod", "obl"} or cases(time)[:1] != ("from",):
        return False
    if stated.earliest is None or stated.latest is None:
        return False
    return (stated.latest - stated.earliest).days > _SEASONS


_AGAINST = frozenset({"although", "though", "while", "whereas", "but"})


def _set_against(event: Token, time: Token) -> bool:
    """Whether an event is told in a clause set against the one that the time stands in.

    So in *claimed on 3 May to have taken X, although footage shows the others holding it*.
    """
    for node in (event, *list(event.ancestors)[:12]):
        if node.dep_ == "advcl" and cases(node)[:1] and cases(node)[0] in _AGAINST:
            apart = child(node, "nsubj", "nsubj:pass") is not None and not node.is_ancestor(time)
            # A time that opens the sentence is of all its clauses.
            return apart and time.i < node.i and any(t.pos_ == "VERB" for t in time.doc[: time.i])
    return False


_CONCEDING = frozenset({"despite", "although", "though", "notwithstanding"})


def _beside(node: Token, stated: TimeMention, event: Token) -> bool:
    """Whether words say in spite of what (*massing troops despite defeats*), or who somebody is."""
    return not _CONCEDING.isdisjoint(cases(node)[:1]) or of_other_deed(node, event, stated)


_NAMING = frozenset({"nummod", "amod", "compound"})
_AHEAD = frozenset({"will", "may", "might", "could"})


def _of_past_clause(node: Token) -> bool:
    """Whether a clause says what went before (*after taking X on 1 May they will move on*)."""
    return node.dep_ == "advcl" and cases(node)[:1] in {("after",), ("since",), ("having",)}


_APART = frozenset({"acl:relcl", "parataxis", "ccomp"})
_COMING = frozenset("next coming upcoming tomorrow following near nearest foreseeable".split())


def _yet_to_do(verb: Token, time: TimeMention) -> bool:
    """Whether a coming time is that of an aim (*massed troops to take X within the next days*)."""
    aim = verb.pos_ == "VERB" and any(c.low == "to" and c.dep_ == "mark" for c in verb.children)
    return aim and bool(_COMING & {*(time.text or "").lower().split()})


def _own_clause(node: Token, *, ahead: bool) -> bool:
    """Whether a verb is joined to another with its own subject (*…, tomorrow it will go on*).

    So too where it looks ahead and the event does not (*went on and will take X in the coming
    days*).
    """
    if node.dep_ != "conj" or node.pos_ not in {"VERB", "AUX"}:
        return False
    to_come = not ahead and any(c.dep_ == "aux" and c.low in _AHEAD for c in node.children)
    return to_come or child(node, "nsubj", "nsubj:pass") is not None


def _of_clause_before(time: Token, event: Token) -> bool:
    """Whether a time ends an earlier clause with a subject of its own (*held X in May, and B …*).

    One that opens the sentence is of all its clauses.
    """
    for node in (event, *list(event.ancestors)[:12]):
        if node.dep_ == "conj" and child(node, "nsubj", "nsubj:pass") is not None:
            first = node.head
            before = first.i < time.i < min(c.i for c in (node, *node.children))
            if before and first.pos_ in {"VERB", "AUX", "ADJ"}:
                return True
    return False


_STAMP = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4}),? \d{1,2}:\d\d")


def _is_stamp(time: TimeMention) -> bool:
    """Whether a time is only the hour at which an item went out (*02.07.22 10:52*)."""
    return _STAMP.fullmatch(time.text or "") is not None


def _of_what_comes(time: TimeMention) -> bool:
    return bool(_COMING & {*(time.text or "").lower().split()})


def _beside_main(event: Token, time: Token) -> bool:
    """Whether an event is told by the way in a clause of its own, outside which the time stands.

    So in *will strike within the next days the town, which they are besieging*.
    """
    for node in (event, *list(event.ancestors)[:12]):
        if node.dep_ in {"acl:relcl", "advcl:relcl"} or _of_somebody(node):
            future = any(c.dep_ == "aux" and c.low in {"will", "may", "might", "could"}
                         for c in node.children)  # fmt: skip
            return not future and not node.is_ancestor(time)
    return False


def _before_its_effect(event: Token, time: Token) -> bool:
    """Whether a time is that of what an event does to something else.

    So in *attacks near X may draw off some units in the coming days*: they go on already.
    """
    node = event
    while node.dep_ in {"nmod", "compound", "conj", "acl"} and node.head != node:
        node = node.head
    if event.pos_ != "NOUN" or node.dep_ != "nsubj" or node.is_ancestor(time):
        return False
    doing = child(node.head, "xcomp") or node.head
    return lemma(node.head) not in HAPPENING and child(doing, "obj") is not None


_NOW = frozenset({"currently", "now", "presently"})
_EARLIER = frozenset({"previously", "earlier"})


def _goes_on_now(event: Token, time: Token) -> bool:
    """Whether an event is told of as going on now, in a clause without the time.

    So in *formed a battalion on May 3 and is now forming another*.
    """
    verb = next((a for a in time.ancestors if a.pos_ == "VERB"), time)
    if lemma(verb) in TELLING and not any(c.low in _EARLIER for c in verb.children):
        # *Stated on May 3 that they are now forming it*: the day of the telling is the *now*.
        return False
    for node in (event, *list(event.ancestors)[:6]):
        if node.is_ancestor(time):
            return False
        if node.pos_ == "VERB" and any(c.low in _NOW and c.dep_ == "advmod" for c in node.children):
            return True
    return False


def _of_somebody(participle: Token) -> bool:
    """Whether a participle says who somebody is (*forces advancing from X will …*)."""
    return participle.dep_ == "acl" and participle.low.endswith(("ing", "ed"))


def _is_age(time: TimeMention) -> bool:
    """Whether a time is too long to be that of an event (*the 21st century*)."""
    if time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days > _LONGEST and not (
        (time.text or "").lower().startswith("since")
    )
