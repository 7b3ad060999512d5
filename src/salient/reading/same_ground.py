"""Where an event is that says nothing of it, by the one place that its sentence tells of.

*Troops continued attacks east of A and did not gain any ground*, *B lacks the men to break through
toward A*, *two missiles were shot down over A: a woman was hurt by wreckage*: where all that a
sentence puts anywhere is in one place, what stands in its clauses beside that was there too.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.reading.antecedents import Anchored
from salient.reading.clock_words import is_time_word
from salient.reading.events import Trigger
from salient.reading.firing import FIRE
from salient.reading.governors import ENABLING
from salient.reading.lemmas import lemma
from salient.reading.scenes import Scene
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["of_same_ground", "told_together"]

_BATTLE = FIRE | frozenset("attack advance fight capture encircle repel hold".split())
_HARM = frozenset({"loss", "harm_civilians", "damage"})
_GIVING = _BATTLE | _HARM
_TAKING = _BATTLE | _HARM | {"capacity", "surrender"}
_GOING = frozenset({"attack", "capture", "encircle", "capacity", "repel"})
"""Events that may be on the way to a place; what is fired or harmed is at one."""

_APART = frozenset({"acl:relcl", "appos", "reparandum", "orphan", "list"})
"""Ties to what tells another story of a thing or a person."""

_OTHER_TIMES = frozenset({"before", "after", "until", "if", "unless", "since", "despite", "rather"})
_FAR = 5
"""Steps in the parse beyond which two events are not told of together."""

_AT = frozenset("in on at near along across within inside toward towards from outside".split())
_ELSEWHERE = frozenset(
    "further farther elsewhere everywhere abroad north south east west northwest northeast "
    "southwest southeast northward southward eastward westward".split()
)
_NO_PLACE = frozenset(
    "day hour week month year night morning evening time attempt effort order addition result "
    "response fight fighting battle attack strike operation war offensive future coming term "
    "part case way".split()
)


def of_same_ground(scene: Scene, n: int, placed: Sequence[list[Anchored]]) -> list[Anchored]:
    """The one place of event `n`'s sentence, if the event is told beside what happened there."""
    trigger = scene.triggers[n]
    if trigger.frame.event_type not in _TAKING or _is_heading(trigger) or _somewhere(trigger):
        return []
    others = [k for k, own in enumerate(placed) if own and k != n]
    grounds = {frozenset(a.mention.place_id for a in placed[k]) for k in others}
    if len(grounds) != 1 or None in next(iter(grounds)):
        return []
    for k in others:
        other = scene.triggers[k]
        if other.frame.event_type in _GIVING and told_together(trigger, other.head):
            return _there(trigger, placed[k])
    return []


def _there(trigger: Trigger, own: Sequence[Anchored]) -> list[Anchored]:
    """Another event's places as this one's; none where that one only came from there."""
    found = []
    for a in own:
        place = a.mention
        on_the_way = place.relation == "toward" or place.role == "destination"
        met = trigger.frame.event_type == "fight"
        if place.role == "origin" or (on_the_way and not met and not _going(trigger)):
            return []
        if met and place.relation == "toward":
            # *They push toward A, and fighting goes on*: before they are there.
            place = msgspec.structs.replace(place, relation="near")
        if met or not on_the_way:
            place = msgspec.structs.replace(place, role="location")
        found.append(a._replace(mention=place, governed=False))
    return found


def _going(trigger: Trigger) -> bool:
    return trigger.frame.event_type in _GOING


def _somewhere(trigger: Trigger) -> bool:
    """Whether the event's own phrase says where, by whatever word (*along the route, westward*)."""
    words = [*trigger.tokens]
    words += [w for w in (trigger.target, trigger.support) if w is not None]
    if trigger.head.dep_.startswith("nsubj"):
        words.append(trigger.head.head)
    for word in words:
        for c in word.children:
            if c.dep_ == "advmod" and c.low in _ELSEWHERE:
                return True
            at = c.dep_ in {"obl", "nmod"} and not _AT.isdisjoint(cases(c))
            if at and lemma(c) not in _NO_PLACE and not is_time_word(c):
                return True
    return False


def _is_heading(trigger: Trigger) -> bool:
    """Whether a noun only names the matter (*Counteroffensive: …*, *reports of control*)."""
    noun = trigger.frame.form == "noun"
    return noun and (trigger.head.dep_ == "ROOT" or trigger.frame.event_type == "hold")


def told_together(trigger: Trigger, other: Token) -> bool:
    """Whether an event stands with another in clauses and phrases of one telling."""
    up, down = _above(trigger.head), _above(other)
    meeting = next((t for t in up if t in down), None)
    if meeting is None:
        return False
    legs = up[: up.index(meeting)], down[: down.index(meeting)]
    ways = [t for leg in legs for t in leg]
    if len(ways) > _FAR or any(t.dep_ in _APART or _at_another_time(t) for t in ways):
        return False
    if any(lemma(t) in ENABLING or "whether" in cases(t) for t in ways):
        return False
    if trigger.head.dep_.startswith("nsubj") and any(t.dep_ == "conj" for t in legs[1]):
        return False
    return not _of_two_reports(*legs) and not any(_goes_on(trigger, t) for t in ways)


def _of_two_reports(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two events are told by two verbs of saying, or as two things that one told."""
    spoken = [[t.dep_ for t in leg if t.dep_ in {"ccomp", "conj"}] for leg in (one, other)]
    return all("ccomp" in leg for leg in spoken) or ["ccomp", "conj"] in spoken


def _goes_on(trigger: Trigger, clause: Token) -> bool:
    """Whether a clause adds another thing (*that A held and that B fell*, *and is short of men*).

    What a force can do is told of the place of its deeds only where they are set against it.
    """
    if clause.dep_ != "conj" or clause.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    apart = trigger.frame.event_type == "capacity" or "that" in cases(clause)
    return apart and any(c.dep_ == "cc" and c.low == "and" for c in clause.children)


def _at_another_time(token: Token) -> bool:
    return token.dep_ in {"advcl", "obl", "nmod"} and not _OTHER_TIMES.isdisjoint(cases(token))


def _above(token: Token) -> list[Token]:
    path = [token]
    while token.head != token and len(path) <= 2 * _FAR:
        token = token.head
        path.append(token)
    return path
