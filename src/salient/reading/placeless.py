"""Events without any place that tell of nothing on the ground: the war at large, aims, headings.

A report that says *the offensive has hurt the economy*, *troops that invaded the country* or
*advances his ambitions* speaks of the war and tells no deed of it. Where such words come with a
place, a date, an aim of their own or a number, or where a verb says that what they name was carried
out, they are told.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.model import PlaceMention
from salient.reading.found import Found
from salient.reading.governors import HAPPENING, LIGHT, READYING, REPELLING, SUPPORTING
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, governing_clause

__all__ = ["tells_nothing"]

_AT_LARGE = frozenset({"attack", "advance", "fight", "win"})
"""Events whose nouns may stand for the war as a whole, or for a battle that may come."""

_DRIVING = frozenset("push drive force compel halt stop retake recapture regain".split())
_COURSE = frozenset(
    "culminate slow stall bog falter reach rage intensify escalate increase decrease accelerate "
    "wane peter subside grind collapse".split()
)
"""Verbs of how a battle or an offensive goes."""

_GOES_ON = REPELLING | HAPPENING | _DRIVING | _COURSE
_CARRIED = _GOES_ON | SUPPORTING | LIGHT | {"ready"}

_GOING_ON = frozenset(
    "underway under ongoing continuing culminating successful unsuccessful heavy fierce "
    "intense".split()
)

_TAKEN = frozenset({"capture", "hold", "lose", "advance", "reinforce", "win"})
_NO_GROUND = frozenset(
    "strategy narrative aspiration ambition law party talk negotiation election economy loyalty "
    "enterprise company asset business satellite policy opportunity discourse ceasefire truce "
    "agreement entry market price media industry grain parliament seat rhetoric relation "
    "relationship diplomacy influence reform goal objective interest agenda measure regime "
    "leadership sovereignty independence".split()
)
"""What is taken, held or advanced without anything happening on the ground."""


_BONDS = frozenset(
    "treaty deal contract accord convention statute memorandum process union council "
    "organization organisation alliance pact project championship competition tournament".split()
)
"""What else somebody withdraws from without leaving ground."""

_WORKS = frozenset(
    "coordination evacuation formation structure energy society information sphere space "
    "communication operation process production planning decision supply distribution".split()
)
"""What somebody directs, not holds."""

_PICTURES = frozenset(
    "imagery image footage video camera photo photograph picture satellite recording".split()
)


def tells_nothing(found: Found, countries: Sequence[PlaceMention]) -> bool:
    """Whether an event without a place is no deed of the war.

    countries: those that the event goes to, leaves or takes place in.
    """
    known = _taken_for_known(found) or _leaves_no_ground(found)
    if known or _rules_people(found) or _filmed(found):
        return True
    if found.places:
        return False
    if countries:
        return _filed_under(found)
    return (
        _spoken_of(found)
        or _invaders(found)
        or _fights_at_large(found)
        or _no_ground(found)
        or _filed_under(found)
    )


def _spoken_of(found: Found) -> bool:
    """Whether a noun names a battle or an offensive that no verb says was carried out."""
    trigger = found.trigger
    if trigger.frame.form != "noun" or trigger.support is not None or _told_apart(found):
        return False
    if trigger.frame.event_type not in _AT_LARGE:
        return False
    outer = _outer(trigger.head)
    above = outer.head
    if _aimed(found) or _readied(found, above):
        return False
    if above.low in _GOING_ON:
        return found.standing.mood != "reported"
    return lemma(above) not in (_GOES_ON if outer.dep_.startswith("nsubj") else _CARRIED)


def _sided(found: Found) -> bool:
    actor = found.trigger.actor
    return actor is not None and found.finder.side_of(actor) is not None


def _aimed(found: Found) -> bool:
    """Whether it is told who attacks, and that a town is attacked (*assault on the capital*)."""
    target = found.trigger.target
    if target is None or target.pos_ != "NOUN" or not _sided(found):
        return False
    return found.finder.lexicon.noun_is(lemma(target), "place")


def _readied(found: Found, above: Token) -> bool:
    """Whether somebody gets ready for a deed of their own (*is getting ready for an offensive*)."""
    ready = lemma(above) in READYING or any(c.low == "ready" for c in above.children)
    return ready and found.standing.mood == "intended" and _sided(found)


def _outer(noun: Token) -> Token:
    node = noun
    while node.dep_ in {"conj", "nmod", "compound"} and node.head.pos_ == "NOUN":
        node = node.head
    return node


def _told_apart(found: Found) -> bool:
    """Whether a date, a number or an aim of its own tells an event from the war it is part of."""
    head = found.trigger.head
    below = list(head.subtree)
    if head.i + 1 < len(head.doc) and head.nbor(1).low == "to" and head.nbor(1).dep_ == "mark":
        return True
    if any(t.dep_ == "nummod" for t in head.children):
        return True
    time = found.time
    if time is None or time.start is None or time.end is None:
        return False
    start = found.finder.sentence.start
    return any(time.start <= start + t.idx < time.end for t in below)


def _invaders(found: Found) -> bool:
    """Whether a clause only tells who the invaders are (*troops, which invaded the country*)."""
    trigger = found.trigger
    if trigger.frame.head != "invade":
        return False
    return governing_clause(trigger.head).dep_ in {"acl:relcl", "acl"} and not _told_apart(found)


def _fights_at_large(found: Found) -> bool:
    """Whether somebody fights or wins a war, not a battle with a force."""
    trigger, finder = found.trigger, found.finder
    if trigger.frame.event_type == "win":
        return True
    if trigger.frame.event_type != "fight" or trigger.frame.form != "verb":
        return False
    if trigger.target is None:
        force = trigger.actor is not None and finder.lexicon.noun_is(lemma(trigger.actor), "force")
        return found.standing.mood != "reported" and not force
    if trigger.actor is not None and _stake(trigger.target, finder):
        return False
    return not finder.is_force(trigger.target)


def _stake(target: Token, finder: PartyFinder) -> bool:
    """Whether a place is what is fought for (*for control of the station*)."""
    held = argument(target, "of") if lemma(target) == "control" else target
    if held is None or held.pos_ != "NOUN":
        return False
    return any(finder.lexicon.noun_is(lemma(held), kind) for kind in ("place", "line", "building"))


def _no_ground(found: Found) -> bool:
    """Whether what is taken, held or advanced is no ground."""
    trigger = found.trigger
    if trigger.frame.event_type not in _TAKEN:
        return False
    words = [t for t in (trigger.target,) if t is not None]
    words += [c for t in trigger.tokens for c in t.children if c.dep_ in {"obj", "obl", "nmod"}]
    return any(lemma(t) in _NO_GROUND for t in words)


def _rules_people(found: Found) -> bool:
    """Whether what comes under control is somebody or some work, no ground (*of a battalion*)."""
    trigger = found.trigger
    if trigger.frame.event_type not in {"capture", "hold"} or trigger.target is None:
        return False
    if "control" not in trigger.frame.words or trigger.target.pos_ != "NOUN":
        return False
    word, lexicon = lemma(trigger.target), found.finder.lexicon
    if any(lexicon.noun_is(word, kind) for kind in ("place", "ground", "line", "building")):
        return False
    someone = lexicon.noun_is(word, "people") or lexicon.noun_is(word, "force")
    return someone or word in _NO_GROUND | _WORKS


def _leaves_no_ground(found: Found) -> bool:
    """Whether somebody withdraws from what is no ground (*Kyiv has withdrawn from the talks*)."""
    trigger = found.trigger
    if trigger.frame.event_type != "withdraw" or trigger.frame.form != "verb":
        return False
    left = argument(trigger.head, "from") or _after_from(trigger.head)
    return left is not None and lemma(left) in _NO_GROUND | _BONDS


def _after_from(verb: Token) -> Token | None:
    """The noun of *from X* right behind a verb, or behind the quotation mark that follows it."""
    doc = verb.doc
    start = verb.i + 1 + (verb.i + 1 < len(doc) and doc[verb.i + 1].pos_ == "PUNCT")
    if start + 1 >= len(doc) or doc[start].low != "from":
        return None
    nouns = (t for t in doc[start + 1 : start + 5] if t.pos_ in {"NOUN", "PROPN"})
    return next(nouns, None)


def _taken_for_known(found: Found) -> bool:
    """Whether *occupied* only goes with the name of a region, which nobody tells anew.

    Of a town (*schools of occupied Orlivka*) it says who holds it on the day.
    """
    head = found.trigger.head
    if found.trigger.frame.event_type != "hold" or head.low != "occupied" or head.dep_ != "amod":
        return False
    return bool(found.places) and all(p.mention.kind == "region" for p in found.places)


def _filmed(found: Found) -> bool:
    """Whether a picture, not a force, has captured something (*imagery captured a convoy*)."""
    head = found.trigger.head
    if found.trigger.frame.head != "capture" or found.trigger.frame.form != "verb":
        return False
    return any(c.dep_ == "nsubj" and lemma(c) in _PICTURES for c in head.children)


def _filed_under(found: Found) -> bool:
    """Whether a headline without a verb only names its subject (*Losses of the enemy: a list*)."""
    doc = found.trigger.head.doc
    if found.trigger.frame.form != "noun" or _told_apart(found) or found.trigger.support:
        return False
    if found.trigger.target is not None and _counted(found.trigger.target):
        return False
    label = any(t.text == ":" for t in doc)
    return label and all(t.pos_ not in {"VERB", "AUX"} for t in doc)


def _counted(noun: Token) -> bool:
    return any(c.dep_ == "nummod" for c in noun.children)
