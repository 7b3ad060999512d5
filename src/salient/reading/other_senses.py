"""Words of war said of something else: another war, a view, a siege of settlements by themselves.

A frame answers to words; what they are said of tells whether an event of this war is meant.
"""

from __future__ import annotations

import re

from salient.reading.aside import told_aside
from salient.reading.claims import Found
from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, is_passive

__all__ = ["counts_victims", "of_no_event"]

_OTHER_WAR = re.compile(
    r"\b(?:world war|great patriotic war|nazi (?:troops|forces|germany|siege|army)|wehrmacht"
    r"|allied (?:forces|troops|armies)|leningrad|stalingrad|chechen wars?|vietnam war|cold war"
    r"|soviet (?:troops|army|invasion|war))\b"
)
_LIKENED = re.compile(
    r"\b(?:since|than|like|biggest|largest|worst|bloodiest|first|unlike|similar)\b"
)
_HINTS = ("war", "nazi", "wehrmacht", "allied", "grad", "soviet")
"""One of these stands in whatever the pattern finds: far faster to ask for first."""

_BESIDE = 40
"""Characters before another war's name in which a word likens this one to it."""

_MUSTERED = frozenset({"concentrate", "redeploy", "withdraw", "surrender", "mobilise"})
_FIRE = frozenset(
    "airstrike air-strike strike shelling attack assault operation effort fire".split()
)
_GOVERNING = frozenset(
    "kremlin government authority official administration ministry parliament duma".split()
)
_CONTRACTUAL = frozenset(
    "permission contract approval permit licence license evidence proof plan candidate legitimacy "
    "authority expertise experience understanding clarity popularity support trust transparency "
    "access mandate visa".split()
)
"""What a side lacks or has that is no capacity to fight."""


_PICTURED = frozenset("capture record".split())
_PICTURES = frozenset(
    "imagery image footage photo photograph picture video satellite camera frame clip".split()
)
"""What captures a column without taking it prisoner."""

_UNABLE = frozenset(
    "narrative messaging message rhetoric statement law bill legislation propaganda story theory "
    "initiative reform proposal agreement criticism discourse idea".split()
)
"""What has a potential or lacks something without being able to fight."""

_BROUGHT_OUT = frozenset(
    "person people resident civilian refugee evacuee idp child woman family inhabitant citizen "
    "bus wounded pensioner".split()
)
"""Those whose arrival tells of an evacuation; a minister's does not."""

_TO_ACCOUNT = frozenset({"accountable", "responsible", "liable"})
_OFFICERS = frozenset("commander officer general admiral colonel chief head".split())
_MEETINGS = frozenset({"rally", "crowd", "participant", "police"})
_FLAGS = frozenset("flag banner tricolor tricolour ensign standard colours".split())
_ACCUSED = frozenset("suspicion charge accusation allegation treason bribery".split())

_SUFFERED = frozenset({"harm_civilians", "detain"})


def counts_victims(trigger: Trigger) -> bool:
    """Whether casualties are spoken of, or so many people killed, hurt or carried off."""
    if trigger.frame.head == "casualty":
        return True
    harmed = trigger.target if trigger.frame.event_type in _SUFFERED else None
    return harmed is not None and (harmed.pos_ == "NUM" or child(harmed, "nummod") is not None)


def of_no_event(found: Found) -> bool:
    """Whether the words of a frame tell of no event of this war, whatever they are elsewhere."""
    trigger, finder = found.trigger, found.finder
    return (
        _lies_around(trigger, finder)
        or _own_stopped(trigger, finder)
        or _are_captives(trigger)
        or _mustered_fire(trigger)
        or _no_capacity(trigger)
        or _aimed_measure(trigger, finder)
        or _of_words(trigger)
        or _pictured(trigger)
        or _flown(trigger)
        or _travelling(trigger)
        or _convened(trigger)
        or _dismissed(trigger)
        or _kept_from(trigger)
        or _out_of_hand(trigger, finder)
        or _accused(found)
        or _only_made(trigger)
        or _bridgehead_meant(found)
        or _other_war(found)
        or told_aside(found)
    )


_GOING_AWAY = frozenset("retreat withdraw flee abandon leave turn fall pull run".split())


def _only_made(trigger: Trigger) -> bool:
    """Whether *force* drives nobody back: who is made to do something else, or by nobody named."""
    if trigger.frame.words != ("force",) or trigger.frame.event_type != "repel":
        return False
    if any("from" in cases(c) for c in trigger.head.children):
        return False
    made = child(trigger.head, "xcomp", "advcl")
    away = made is not None and lemma(made) in _GOING_AWAY
    return not away or trigger.actor is None or is_passive(trigger.head)


_BRIDGEHEADS = frozenset({"bridgehead", "lodgement", "lodgment", "foothold"})


def _bridgehead_meant(found: Found) -> bool:
    """Whether a bridgehead is wished for, doubted or gone, not there by the way."""
    frame, standing = found.trigger.frame, found.standing
    if frame.form != "noun" or frame.head not in _BRIDGEHEADS:
        return False
    flat = standing.mood == "reported" and standing.polarity == "positive"
    return not flat or not found.places or found.finder.side_of(found.trigger.head) is None


def _lies_around(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether *surrounding* only tells what lies around a place (*the villages surrounding X*)."""
    head = trigger.head
    before = head.nbor(-1) if head.i else head
    if head.low != "surrounding" or before.pos_ not in {"NOUN", "PROPN"}:
        return False
    return not finder.is_force(before)


_CAPTIVE = frozenset(
    "captured imprisoned detained captive wounded injured dead killed fallen former".split()
)


_HOLDING_NOTHING = frozenset({"prisoners", "captives", "bodies", "evacuees", "refugees"})


def _are_captives(trigger: Trigger) -> bool:
    """Whether those who are somewhere cannot hold it (*the captured defenders are in X*)."""
    actor = trigger.actor
    if trigger.frame.event_type != "hold" or trigger.frame.head != "be" or actor is None:
        return False
    below = {t.low for t in actor.subtree if t.i < trigger.head.i}
    return bool(below & (_CAPTIVE | _HOLDING_NOTHING))


_STOPPING = frozenset("halt stop slow pause suspend".split())


def _own_stopped(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether a side halts its own forces, which beats nobody off."""
    actor, target = trigger.actor, trigger.target
    if trigger.frame.event_type != "repel" or actor is None or target is None:
        return False
    if lemma(trigger.head) not in _STOPPING or not finder.is_force(target):
        return False
    side = finder.side_of(actor)
    down = lemma(trigger.head) == "slow" and any(c.low == "down" for c in trigger.head.children)
    if down and not any(c.i < target.i for c in target.children):
        return True
    own = any(c.low in {"these", "its", "their", "own"} for c in target.children)
    return own or (side is not None and side == finder.side_of(target))


def _mustered_fire(trigger: Trigger) -> bool:
    """Whether what is gathered or moved is fire, not a force (*strikes concentrated on X*)."""
    actor, form = trigger.actor, trigger.frame.form
    if trigger.frame.event_type not in _MUSTERED or actor is None or form != "verb":
        return False
    return lemma(actor) in _FIRE and trigger.target is None


def _no_capacity(trigger: Trigger) -> bool:
    """Whether what a side lacks or has is paper or opinion (*lacks official permission*)."""
    if trigger.frame.event_type != "capacity":
        return False
    actor, target = trigger.actor, trigger.target
    if actor is not None and lemma(actor) in _UNABLE:
        return True
    if trigger.frame.head in {"exhaust", "exhausted"} and target is not None:
        return lemma(target) in _BROUGHT_OUT
    return target is not None and lemma(target) in _CONTRACTUAL


def _pictured(trigger: Trigger) -> bool:
    """Whether pictures *captured* what they show."""
    if trigger.frame.form != "verb" or trigger.frame.head not in _PICTURED:
        return False
    subject = child(trigger.head, "nsubj", "nsubj:pass")
    return subject is not None and lemma(subject) in _PICTURES


def _flown(trigger: Trigger) -> bool:
    """Whether what flies over a place is no flag, and so tells of no hold on it."""
    if trigger.frame.head not in {"fly", "wave"} or trigger.frame.event_type != "hold":
        return False
    subject = child(trigger.head, "nsubj")
    return subject is None or lemma(subject) not in _FLAGS


def _travelling(trigger: Trigger) -> bool:
    """Whether somebody arrives who need not have been brought out."""
    who = trigger.actor or trigger.target
    if trigger.frame.event_type != "evacuate" or trigger.frame.head != "arrive" or who is None:
        return False
    words = {lemma(who), *(lemma(c) for c in who.children if "of" in cases(c))}
    if any(c.low == "evacuation" for c in who.children):
        return False
    return words.isdisjoint(_BROUGHT_OUT)


def _convened(trigger: Trigger) -> bool:
    """Whether a gathering is held, or somebody to account, so that nobody is a prisoner."""
    if trigger.frame.event_type != "detain" or trigger.frame.words != ("hold",):
        return False
    if any(c.low in _TO_ACCOUNT for c in trigger.head.children):
        return True
    return trigger.target is not None and lemma(trigger.target) in _MEETINGS


def _dismissed(trigger: Trigger) -> bool:
    """Whether an officer is removed from his post, no force from its ground."""
    if trigger.frame.head != "remove" or trigger.frame.event_type != "withdraw":
        return False
    who = trigger.target or trigger.actor
    return who is not None and lemma(who) in _OFFICERS


def _kept_from(trigger: Trigger) -> bool:
    """Whether somebody is kept from doing something, not kept there."""
    if trigger.frame.words != ("keep",):
        return False
    return any(g.low == "from" for c in trigger.head.children for g in c.children
               if g.dep_ == "mark")  # fmt: skip


def _out_of_hand(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether control is lost of what is no ground (*lost control of his army*)."""
    if trigger.frame.event_type != "lose":
        return False
    control = child(trigger.head, "obj")
    if control is None or lemma(control) != "control":
        return False
    lost = argument(control, "over") or argument(control, "of") or argument(trigger.head, "over")
    if lost is None or lost.pos_ == "PROPN":
        return False
    named = (lost, argument(lost, "of") or lost)
    kinds = ("place", "ground", "line")
    return not any(finder.lexicon.noun_is(lemma(n), k) for n in named for k in kinds)


def _accused(found: Found) -> bool:
    """Whether somebody is arrested for a crime, at no place of the war."""
    if found.trigger.frame.event_type != "detain" or any(
        a.mention.place_id is not None for a in found.places
    ):
        return False
    trigger, finder = found.trigger, found.finder
    if trigger.actor is not None and trigger.target is not None:
        taker, taken = finder.side_of(trigger.actor), finder.side_of(trigger.target)
        if taker is not None and taken is not None and taker != taken:
            return False
    return any(lemma(t) in _ACCUSED for t in found.trigger.head.subtree)


def _aimed_measure(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether a government's measure is aimed at people (*the Kremlin targets pensioners*)."""
    actor, target = trigger.actor, trigger.target
    if trigger.frame.head != "target" or actor is None or target is None:
        return False
    return lemma(actor) in _GOVERNING and finder.lexicon.noun_is(lemma(target), "people")


_OF_WORDS = frozenset(
    "information informational propaganda disinformation psychological diplomatic rhetorical "
    "cyber hacker".split()
)
_MADE = frozenset({"attack", "advance", "fight"})


def _of_words(trigger: Trigger) -> bool:
    """Whether an attack or operation is one of words (*preparing an information attack*)."""
    if trigger.frame.event_type not in _MADE:
        return False
    made = child(trigger.head, "obj") if trigger.frame.form == "verb" else trigger.head
    if made is None or made.pos_ != "NOUN":
        return False
    return any(c.low in _OF_WORDS for c in made.children if c.i < made.i)


def _other_war(found: Found) -> bool:
    """Whether the clause is about another war, not only likened to it."""
    low = found.finder.sentence.text.lower()
    if not any(hint in low for hint in _HINTS):
        return False
    told = any(
        _LIKENED.search(low[max(0, m.start() - _BESIDE) : m.start()]) is None
        for m in _OTHER_WAR.finditer(low)
    )
    return told and not _of_this_war(found)


def _of_this_war(found: Found) -> bool:
    """Whether a side of this war is named as who acts or suffers."""
    parties: tuple[Token | None, ...] = (found.trigger.actor, found.trigger.target)
    return any(p is not None and _named(found, p) for p in parties)


def _named(found: Found, party: Token) -> bool:
    return any(t.i in found.finder.names for t in party.subtree)
