"""Who is behind an event whose own words name nobody, told by what stands around it.

The force whose clause an event noun or a bare verb stands in does what it names (*divide their
efforts between attacks on X*); what is repelled, faced or feared is the other side's; whose hold
*the occupied X* speaks of is told by the theatre's own words. Nothing is taken from another
sentence, and nobody without a side is meant.
"""

from __future__ import annotations

from salient.model import Party
from salient.reading.around import agent_around, is_idle
from salient.reading.deed_nouns import NOBODY
from salient.reading.events import Trigger
from salient.reading.governors import CAUSING, HALTING, REPELLING
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.parties import PartyFinder
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import agent_of, argument, attributive, cases, child, is_passive

__all__ = ["implied_actor", "implied_side"]

_OCCUPYING = frozenset({"occupy", "reoccupy", "occupation", "annex", "annexation"})
_FREEING = frozenset(
    "liberate liberation de-occupy deoccupy deoccupation de-occupation free liberating".split()
)
_TAKING = frozenset({"capture", "seize", "seizure"})
"""Words that those who were attacked use of their attacker's taking a place, not of their own."""

_INVADING = frozenset(
    {"deport", "deportation", "besiege", "siege", "besieged", "trial", "tribunal"}
)
"""Words for what those who came into a country do to its people and towns."""

_DONE_BY_FORCES = frozenset(
    "capture withdraw hold advance attack fight encircle cross shell airstrike strike redeploy "
    "concentrate reinforce resupply interdict mine sabotage lose".split()
)
"""Event types that a force does of its own, whoever suffers them."""

_AGAINST_A_FORCE = frozenset("repel encircle attack shell airstrike strike interdict".split())
"""Event types whose target, where it is a force, is the other side's."""

_BY_VERB = frozenset("detain mobilise govern harm_civilians damage loss capacity".split())
"""Event types done by whose clause a verb of them stands in (*goes on with measures to deport*)."""

_WAYS = frozenset("measure scheme policy program programme way task need requirement".split())
"""Nouns for how or why somebody does what an infinitive names: they do nothing themselves."""

_REPELLED = frozenset({"attack", "advance", "airstrike", "strike", "shell", "cross"})
"""Event types that are told of as repelled by the other side."""

_OF_ITS_OWN = frozenset("cross withdraw redeploy concentrate".split())
"""Event types that are the subject's own even as the cause of what it does."""

_CLAIMING = frozenset({"claim", "proclaim", "declare"})
_CLAIMED = frozenset({"hold", "capture", "advance"})
"""Event types that a side's own sources claim for it."""

_DEFENCE = frozenset({"defense", "defence"})
_DURING = frozenset({"during", "throughout", "for"})
"""Prepositions before a defence that is the subject's own."""


def implied_actor(
    trigger: Trigger, finder: PartyFinder, event_type: str, target: Party | None
) -> Party | None:
    """The party that does what an event without an actor names, or None.

    `target` is the party that it is done to. A party that no word of the sentence names bears the
    theatre's name for its side, without offsets.
    """
    if event_type == "surrender" and (forced := _forced_by(trigger, finder)) is not None:
        return finder.side_as_party(forced)
    if trigger.frame.control_of != "actor" and event_type in {"lose", "surrender"}:
        return None
    side = _within(trigger, finder) or _foe_of_target(trigger, finder, event_type, target)
    side = side or _of_the_repelled(trigger, finder, event_type)
    side = side or _taken_from(trigger, finder, event_type)
    by_verb = event_type in _BY_VERB and _bare_verb(trigger)
    if side is None and (by_verb or event_type in _DONE_BY_FORCES):
        found = _around(trigger, finder, event_type)
        if isinstance(found, Token):
            party = finder.party(found)
            own = by_verb and party is not None and target is not None
            return None if own and party and target and party.side == target.side else party
        side = found
    side = side or _of_claimant(trigger, finder) or implied_side(trigger, finder)
    return finder.side_as_party(side)


def _forced_by(trigger: Trigger, finder: PartyFinder) -> str | None:
    """The side that somebody forces to do it, where a place stands for it (*force the city to*)."""
    verb = trigger.head.head
    if trigger.head.dep_ != "xcomp" or lemma(verb) not in CAUSING:
        return None
    causer = subject_of(verb)
    return finder.opponent(finder.side_of(causer)) if causer is not None else None


def _foe_of_target(
    trigger: Trigger, finder: PartyFinder, event_type: str, target: Party | None
) -> str | None:
    """The side against which a force is that is attacked, surrounded or driven back."""
    noun = trigger.target
    if target is None or noun is None or event_type not in _AGAINST_A_FORCE:
        return None
    force = finder.is_force(noun) or (event_type == "repel" and lemma(noun) in NOBODY)
    return finder.opponent(target.side) if force else None


def _bare_verb(trigger: Trigger) -> bool:
    """Whether an event is told by an infinitive or a gerund of its own."""
    own = trigger.frame.form == "verb" and child(trigger.head, "nsubj") is None
    return own and bool({"Inf", "Ger"} & {*trigger.head.morph.get("VerbForm", [])})


def _within(trigger: Trigger, finder: PartyFinder) -> str | None:
    """The side named between the words of an event (*continued Russian offensive actions*)."""
    head = trigger.head
    if not head.low.endswith("ed") or len(trigger.tokens) == 1 or trigger.frame.form != "verb":
        return None
    last = max(t.i for t in trigger.tokens)
    between = (t for t in head.doc[head.i + 1 : last] if t.i in finder.names)
    return next((finder.names[t.i][0] for t in between if t.pos_ == "ADJ"), None)


def _of_the_repelled(trigger: Trigger, finder: PartyFinder, event_type: str) -> str | None:
    """The side against that of who repelled the deed (*the assault was repulsed by the troops*)."""
    deed = trigger.head
    if trigger.frame.form != "noun" or deed.dep_ != "nsubj:pass" or event_type not in _REPELLED:
        return None
    if lemma(deed.head) not in REPELLING | HALTING:
        return None
    by = agent_of(deed.head)
    return finder.opponent(finder.side_of(by) if by is not None else finder.pov(deed))


def _taken_from(trigger: Trigger, finder: PartyFinder, event_type: str) -> str | None:
    """The side that takes what is taken from, or cleared of, the other's force."""
    if event_type != "capture" or trigger.frame.form != "verb":
        return None
    for preposition in ("from", "of"):
        foe = argument(trigger.head, preposition)
        if foe is not None and finder.is_force(foe):
            return finder.opponent(finder.side_of(foe))
    return None


def _of_claimant(trigger: Trigger, finder: PartyFinder) -> str | None:
    """The side of whoever claims a deed without a doer (*claimed control*, *to have taken X*)."""
    event, frame = trigger.head, trigger.frame
    if lemma(event.head) not in _CLAIMING:
        return None
    noun = frame.form == "noun" and frame.event_type in _CLAIMED and event.dep_ == "obj"
    if not noun and not (frame.event_type in _DONE_BY_FORCES and _to_have(event)):
        return None
    teller = subject_of(event.head)
    return finder.side_of(teller) if teller is not None else None


def _to_have(verb: Token) -> bool:
    """Whether a verb is *to have done* something."""
    words = {c.low for c in verb.children if c.i < verb.i}
    return {"to", "have"} <= words and not is_passive(verb)


def _around(trigger: Trigger, finder: PartyFinder, event_type: str) -> Token | str | None:
    """Who does it by the clause around it: a noun, or the side that is not the noun's."""
    head = trigger.head
    idle = trigger.actor is None or is_idle(trigger.actor, finder)
    idle = idle or lemma(trigger.actor or head) in _WAYS | NOBODY
    bare = idle and not is_passive(head) and not attributive(head)
    if trigger.frame.form != "noun" and not bare:
        return None
    if event_type == "hold" and lemma(head) in _DEFENCE and not _DURING & {*cases(head)[:1]}:
        return None
    return agent_around(head, finder, own=event_type in _OF_ITS_OWN)


def implied_side(trigger: Trigger, finder: PartyFinder) -> str | None:
    """Whose control a bare *occupied* or *liberated* speaks of, by the theatre's own words."""
    head, frame = trigger.head, trigger.frame
    first = head.i - 2 if head.i >= 2 and head.nbor(-1).text == "-" else head.i
    if first in finder.names:
        # *Russian-held*: the side is part of the word.
        return finder.names[first][0]
    occupier = finder.occupier()
    if occupier is None or _of_somebody(trigger):
        return None
    return _by_word(frame, head, finder, occupier)


def _of_somebody(trigger: Trigger) -> bool:
    """Whether *under control* goes on to say whose (*under the control of its operator*)."""
    last = max(trigger.tokens, key=lambda t: t.i)
    follows = last.i + 1 < len(last.doc) and last.nbor(1).low == "of"
    return follows and trigger.frame.words[-2:] == ("under", "control")


def _by_word(frame: Frame, head: Token, finder: PartyFinder, occupier: str) -> str | None:
    speaker = finder.pov(head)
    invading = bool(_INVADING & {frame.head, *frame.words}) and speaker != occupier
    if invading or frame.head in _OCCUPYING:
        return occupier
    if frame.head in _FREEING:
        return occupier if speaker == occupier else finder.opponent(occupier)
    if frame.words[-2:] == ("under", "control"):
        return speaker
    if frame.head in _TAKING and frame.event_type == "capture" and occupier != speaker is not None:
        return occupier
    return None
