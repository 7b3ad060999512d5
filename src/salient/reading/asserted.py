"""Which event nouns are told as events, and which are only spoken of inside another statement.

*Shelling of Orlivka continued* tells of shelling; *medals for the capture of Orlivka* and *to
hinder counterattacks* tell of medals and of hindering. A noun is told where a verb says that what
it names takes place, is carried out, suffered, beaten off or reported, where it heads a sentence
without a verb, and where it is the occasion or the cause of what a clause tells. Elsewhere it must
say by itself what an analyst would file: where, and by whom or when.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from salient.reading.claims import Found
from salient.reading.contenders import parties_of
from salient.reading.events import SETTLEMENT_NOUNS, Trigger
from salient.reading.governors import (
    FOCUSING,
    HAPPENING,
    LIGHT,
    MEANS,
    NOT_CHOSEN,
    PLANS,
    READYING,
    REPELLING,
    SPANS,
    SUPPORTING,
    TOLD,
)
from salient.reading.lemmas import lemma
from salient.reading.losers import presupposes_losses
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["is_told"]

_FIRE = frozenset({"shell", "strike", "airstrike", "sabotage", "mine"})
"""Events of which a place is enough: who fired goes without saying, or nobody knows."""

_GROUND = frozenset({"attack", "advance", "fight"})
"""What forces do on the ground, of which the doer and the place are enough."""

_GOING_IN = frozenset("commit reinforce progress success failure throw contribute".split())
"""Words before a deed in which whoever is told of takes part (*progress in attacks near A*)."""

_POINTS = frozenset("north south east west northeast northwest southeast southwest".split())
_AT_ODDS = frozenset({"resistance", "fight", "combat"})
_SPOKEN = frozenset(
    "blame accuse discuss discussion comment rhetoric narrative campaign criticise criticize "
    "criticism condemn ridicule debate speculate speculation fear concern talk".split()
)
"""Words of those who only speak of what may be or is to be thought."""

_MOVED = frozenset({"redeploy", "reinforce", "concentrate", "resupply", "mobilise"})
"""Events of which a country that they go to, and whose they are, is enough."""

_ONLY_HELPED = frozenset(
    "support need want develop prioritize prioritise have await order reduce limit slow focus "
    "threaten direct".split()
)
"""Verbs that carry an event noun for its doer's sake, yet do not say that the event takes place."""

_MET = frozenset(
    "report confirm claim announce document witness see hear observe survive experience endure "
    "undergo withstand resist beat defeat thwart foil record deny show depict film publish survive "
    "inflict condemn perpetrate do cause lose escalate expand stall suppress help "
    "declare proclaim celebrate put keep indicate reveal break erupt flare ensue rage "
    "restrain slow".split()
)
_COURSE = frozenset({"rage", "erupt", "ensue", "unfold", "flare", "intensify", "remain"})
_TELLING = (
    _COURSE | (SUPPORTING | LIGHT | REPELLING | HAPPENING | _MET) - _ONLY_HELPED
) | {"have", "threaten"}  # fmt: skip
"""Verbs whose object takes place, goes on, is undergone or is told of."""

_THWARTING = frozenset("prevent avoid avert deter disrupt preempt preclude forestall".split())
"""Verbs that tell of an event by what did not come of it, where they are themselves reported."""

_PREVENTING = frozenset({"prevent", "preclude", "forestall", "deter"})
"""Verbs that tell what somebody named is not to do, be it only aimed at."""

_OCCASION = frozenset(
    "after following during amid amidst since from by through due because via under despite "
    "upon in with given as".split()
)
"""Prepositions before what a clause's own event came with or came of."""

_OUTCOMES = frozenset(
    "result consequence aftermath cause cover outcome course time midst wake response retaliation "
    "face".split()
)
"""Nouns that make an occasion of the event that they are of (*as a result of the attack*)."""

_SHOWN = TOLD | frozenset(
    "sign indication indicator "
    "fake hoax lack absence footage video photo image picture evidence trace sound threat fact "
    "case place scene site victim increase decrease escalation rate intensity pace tempo extent "
    "intensification nature dynamics character result".split()
)
"""Nouns whose event is taken for a fact, seen or measured."""

_GIVEN_TO = frozenset("commit committed dedicate dedicated devote devoted resort".split())
"""Words before *to* of those who do what they are given to."""

_CONDITIONS = frozenset({"condition", "springboard", "launchpad"})
"""What is made or set for an event that somebody means to bring about."""

_MEANT = frozenset({"intend", "mean", "aim", "design"})
"""Verbs that say what an event, which takes place, is for."""

_COUNTED_UP = frozenset("exceed reach rise grow climb amount mount total surpass".split())
_SUFFERED = frozenset({"loss", "harm_civilians"})
"""Events that are told where a number of them is."""

_TAKING_PART = frozenset({"engage", "participate", "join"})
_READIED = (
    READYING
    | PLANS
    | _GIVEN_TO
    | frozenset("measure condition use anticipation foothold bridgehead springboard".split())
)
_BORNE = FOCUSING | frozenset("expect fear anticipate restrain encounter blunt".split())
"""Verbs whose object is awaited, met or put first, and told with its doer."""

_ENDING_IN = {("lead", "to"), ("result", "in"), ("focus", "on"), ("concentrate", "on")}
"""Verbs with the preposition before what they come to or are about."""

_WITHSTANDING = frozenset({"hold", "stand"})
"""Verbs of who holds out against what is done to them."""


_CALLING = frozenset("call demand urge appeal order push".split())
"""Verbs and nouns before *for* of what somebody wants of others."""

_FOUGHT = frozenset({"battle", "fight", "fighting", "struggle", "combat"})
_OWNING = _SHOWN | _OUTCOMES | PLANS | READYING | _FOUGHT
"""Words that a phrase right after them belongs to."""

_AMOUNTS = SPANS | frozenset(
    "series number dozen string spate barrage campaign hundred type kind part resumption "
    "process mission start beginning end attempt effort operation form instance pocket day week "
    "month year hour".split()
)
"""Nouns that an event of its own is told by (*the start of*, *a series of attacks*)."""

_SEEN = frozenset({"fight", "attack", "advance", "shell", "withdraw", "loss", "repel"})
_ALREADY = frozenset(
    "recent latest ongoing continued continuing continuous constant previous earlier successful "
    "unsuccessful failed failing initial stalled repeated current heavy fierce intense "
    "intensified persistent daily".split()
)
"""What is said only of events that took place or go on."""

_CLAUSE_FREE = frozenset(
    {"ROOT", "parataxis", "appos", "list", "ccomp", "dep", "discourse", "dislocated", "orphan"}
)
_FAR = 8
"""Words after an event noun in which a place is its own, wherever the parse hangs it."""


class _Own(NamedTuple):
    """What a noun says by itself of its event."""

    place: bool
    doer: bool
    date: bool

    @property
    def full(self) -> bool:
        """Whether an analyst could file the event from the noun alone."""
        return self.place and (self.doer or self.date)


def is_told(found: Found, place_tokens: Collection[int], countries: Sequence[object] = ()) -> bool:
    """Whether an event is told, not only spoken of. Events told by verbs are.

    What signs would tell of, of which there are said to be none, is not.

    place_tokens: the words of the sentence that name places; countries: those that the event
    goes to, comes from or is in.
    """
    trigger = found.trigger
    noun = trigger.head
    if found.standing.aside or _rages(trigger):
        return False
    said = any(c.dep_ == "aux" for c in noun.children)
    if said or trigger.frame.form != "noun" or noun.pos_ not in {"NOUN", "PROPN"}:
        return True
    own = _own(found, place_tokens)
    helped = noun.dep_ == "obj" and lemma(noun.head) not in _TELLING
    if own.doer and countries and trigger.frame.event_type in _MOVED and not helped:
        return True
    if own.full or (own.place and trigger.frame.event_type in _FIRE):
        return True
    if presupposes_losses(found) or _fought_by(found, own) or _says_whom(found, own):
        return True
    outer = _outer(noun, place_tokens)
    beside = outer.head.pos_ not in {"NOUN", "PROPN"} or outer.head.i in place_tokens
    # *Attacks northwest of X and none east of Y*: the parse joins the deed to the point before it.
    beside = beside or outer.head.low in _POINTS
    if outer.dep_ == "conj" and beside:
        return True
    opening = cases(outer)[:1]
    if outer.dep_ in _CLAUSE_FREE:
        return any(own) or trigger.target is not None
    if outer.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer", "csubj"}:
        return _told_as_subject(found, outer, own)
    if not opening and outer.dep_ in {"obj", "iobj", "xcomp", "obl", "advcl"}:
        return _carried(found, outer, own)
    return _told_beside(found, outer, opening[0] if opening else "of", own)


def _says_whom(found: Found, own: _Own) -> bool:
    """Whether a noun says who fired on what, or who suffered where, as something that was."""
    standing, kind = found.standing, found.trigger.frame.event_type
    if found.trigger.target is None or standing.mood != "reported" or not standing.positive:
        return False
    return own.place if kind == "harm_civilians" else own.doer and kind in _FIRE


def _rages(trigger: Trigger) -> bool:
    """Whether a verb only says that the fighting which is its subject goes on."""
    subject = child(trigger.head, "nsubj") if trigger.frame.head == "rage" else None
    return subject is not None and _among(subject, _FOUGHT)


def _fought_by(found: Found, own: _Own) -> bool:
    """Whether it is known whose attack or advance is meant and where, and nobody only speaks of it.

    So in *massing forces for an attack on A*. Where the noun names no place, the deed must be one
    that somebody wants to prevent (*reinforced A to prevent further advances by the brigade*).
    """
    trigger, standing = found.trigger, found.standing
    if trigger.frame.event_type not in _GROUND or lemma(trigger.head) in _AT_ODDS:
        return False
    if not found.places or standing.mood == "conditional" or _aside(trigger.head):
        return False
    governor = _governor(trigger.head)
    if _among(governor, _SPOKEN):
        return False
    known = own.doer and lemma(governor) in {"indicate", "suggest"}
    aim = standing.mood == "intended"
    means = governor.pos_ == "NOUN" and _among(governor, MEANS)
    readied = aim and (means or _among(governor, _READIED))
    prevented = own.doer and aim and not standing.positive
    if trigger.actor is not None:
        sided = found.finder.side_of(trigger.actor) is not None
        return sided and (own.place or prevented or known or readied)
    first = min(t.i for t in trigger.tokens)
    before = trigger.head.doc[first - 1] if first else governor
    going_in = _among(governor, _GOING_IN) or _among(before, _GOING_IN)
    return own.place and (readied or going_in) and _by_a_side(found)


def _by_a_side(found: Found) -> bool:
    """Whether the claim would say which side did it, though the noun does not."""
    mentions = [a.mention for a in found.places]
    actor, _ = parties_of(found.trigger, found.finder, found.trigger.frame.event_type, mentions)
    return actor is not None and actor.side is not None


def _aside(noun: Token) -> bool:
    """Whether *in advance* only says when, or the deed is what was not chosen."""
    opening = cases(noun)
    if lemma(noun) == "advance" and opening[:1] == ("in",) and noun.nbor(-1).low == "in":
        return True
    return (
        opening[:2] in NOT_CHOSEN
        or opening[:3] == ("in", "lieu", "of")
        or {"rather", "instead"} & {*opening, noun.head.low} != set()
    )


def _own(found: Found, place_tokens: Collection[int]) -> _Own:
    noun = found.trigger.head
    below = {t.i for t in noun.subtree} | {t.i for t in found.trigger.tokens}
    after = noun.doc[noun.i + 1 : noun.i + 1 + _FAR]
    for token in after if after and after[0].pos_ in {"ADP", "ADV"} else ():
        if token.pos_ in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            break
        below.add(token.i)
    towns = any(noun.doc[i].low in SETTLEMENT_NOUNS and _definite(noun.doc[i]) for i in below)
    actor = found.trigger.actor
    counted = any(c.dep_ == "nummod" for c in noun.children)
    return _Own(
        place=towns or _on_a_place(found) or not below.isdisjoint(place_tokens),
        doer=actor is not None and actor.i in below and found.finder.side_of(actor) is not None,
        date=counted or _dated(found, below),
    )


def _on_a_place(found: Found) -> bool:
    """Whether a place that goes without a name is attacked (*assault on the capital*)."""
    target = found.trigger.target
    if target is None or target.pos_ != "NOUN" or found.trigger.frame.event_type not in _GROUND:
        return False
    after = target.i > found.trigger.head.i and _definite(target)
    return after and found.finder.lexicon.noun_is(lemma(target), "place")


def _definite(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.low in {"the", "this", "that", "both"} for c in noun.children)


def _dated(found: Found, below: Collection[int]) -> bool:
    time = found.time
    if time is None or time.start is None or time.end is None:
        return False
    start = found.finder.sentence.start
    doc = found.trigger.head.doc
    return any(time.start <= start + doc[i].idx < time.end for i in below)


def _outer(noun: Token, place_tokens: Collection[int]) -> Token:
    """The noun that stands for the event in its clause: the first of a row, *a series* of them.

    One that the parse joins to a place (*an assault near A and strikes*) stands by itself.
    """
    node = noun
    for _ in range(6):
        above = node.head
        if above.pos_ not in {"NOUN", "PROPN"}:
            break
        counted = node.dep_ == "nmod" and lemma(above) in _AMOUNTS
        apart = above.i in place_tokens or above.low in _POINTS
        if apart or not (counted or node.dep_ in {"conj", "compound"}):
            break
        node = above
    return node


def _carried(found: Found, noun: Token, own: _Own) -> bool:
    """Whether the verb says that what its object names takes place, is met with or told of."""
    verb = lemma(noun.head)
    if verb in _PREVENTING and own.doer:
        return True
    if verb in _BORNE and _borne(found, noun.head, own):
        return True
    if verb in _THWARTING and not own.place:
        return found.standing.mood == "reported" and noun.head.dep_ not in {"xcomp", "acl"}
    return own.place or noun.head.pos_ != "VERB" or verb in _TELLING


def _borne(found: Found, verb: Token, own: _Own) -> bool:
    """Whether somebody awaits, meets or puts first what his or the other side does."""
    return own.doer or (lemma(verb) in FOCUSING and _sided(found))


def _told_as_subject(found: Found, noun: Token, own: _Own) -> bool:
    governor = noun.head
    fire = found.trigger.frame.event_type in _FIRE
    counted = lemma(governor) in _COUNTED_UP and found.trigger.frame.event_type in _SUFFERED
    if counted or lemma(governor) in _TELLING or governor.pos_ not in {"VERB", "AUX"} or fire:
        return True
    astray = "Inf" in governor.morph.get("VerbForm", [])
    if found.standing.mood in {"reported", "conditional"} or lemma(governor) in _MEANT or astray:
        return any(own) or (found.trigger.frame.event_type == "fight" and bool(found.places))
    return own.date or (own.place and own.doer)


def _governor(noun: Token) -> Token:
    """What a phrase belongs to: such a noun right before it, wherever the parse hangs it."""
    case = next((c for c in noun.children if c.dep_ == "case" and c.i < noun.i), None)
    before = case.nbor(-1) if case is not None and case.i > 0 else noun.head
    return before if noun.dep_ == "obl" and _among(before, _OWNING) else noun.head


def _among(word: Token, kind: Collection[str]) -> bool:
    """Whether a word is of a kind, whatever part of speech the parse makes of it."""
    return any(spelled in kind for spelled in word.spellings)


def _there_already(found: Found, *, the: bool = True) -> bool:
    """Whether a noun takes its event for a fact (*the fighting in X*, *recent attacks on X*)."""
    if found.trigger.frame.event_type not in _SEEN or found.standing.mood != "reported":
        return False
    return any(
        c.low in _ALREADY or (the and c.dep_ == "det" and c.low == "the")
        for c in found.trigger.head.children
    )


def _sided(found: Found) -> bool:
    actor = found.trigger.actor
    return actor is not None and found.finder.side_of(actor) is not None


def _taken_up(governor: Token, opening: str) -> bool:
    """Whether a verb says that somebody takes part in or stands up to what follows."""
    word = lemma(governor)
    if opening == "against":
        return word in _WITHSTANDING
    return opening == "in" and word in _TAKING_PART


def _told_beside(found: Found, noun: Token, opening: str, own: _Own) -> bool:
    """Whether a noun after a preposition is an occasion, a cause, or what somebody gets ready."""
    governor = _governor(noun)
    if _among(governor, _OUTCOMES):
        opening = "during"
    elif _among(governor, _SHOWN):
        by_fire = found.trigger.frame.event_type in _FIRE
        return own.place or own.doer or (by_fire and _sided(found))
    sided = _sided(found)
    if (lemma(governor), opening) in _ENDING_IN:
        return own.place or sided
    if lemma(governor) in {"responsible", "put"}:
        return own.place or found.trigger.target is not None
    if _taken_up(governor, opening):
        return True
    if _among(governor, _READIED):
        return sided or own.place
    if opening == "to" and lemma(governor.head) in _GIVEN_TO:
        return own.place
    if opening == "for" and lemma(governor) in _CONDITIONS:
        return own.place
    focused = opening == "on" and lemma(governor) in FOCUSING
    if focused or _among(governor, _CALLING | _FOUGHT):
        return own.place
    if opening not in _OCCASION:
        return own.place and opening != "for" and _there_already(found)
    if opening == "with" and found.trigger.frame.event_type in {"loss", "harm_civilians"}:
        return True
    fire = found.trigger.frame.event_type in _FIRE
    placed = fire or (opening in {"during", "in", "amid"} and _there_already(found, the=False))
    return any(own) or sided or (placed and bool(found.places))
