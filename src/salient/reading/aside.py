"""Deeds that are told in the words of the war and are none of it, or that nobody tells anew.

What police do to their own at home, a unit's own name, and land that is only told by who holds it
(*returned to territory controlled by X*) say nothing about the ground.
"""

from __future__ import annotations

from salient.reading.found import Found
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["told_aside"]

_KEPT = frozenset(
    "detain arrest jail imprison hold send disappear release fine interrogate".split()
)
_AUTHORITIES = frozenset(
    "authority official police fsb court government investigator law service mvd".split()
)
_OF_THE_WAR = frozenset(
    "pow prisoner child resident civilian soldier serviceman fighter "
    "serviceperson personnel saboteur deserter convict".split()
)
_MEASURED = frozenset(
    "psyop tribunal campaign law legislation act measure repression sanction propaganda rhetoric "
    "operation crackdown case lawsuit narrative".split()
)
_OF_MINDS = frozenset({"psyop", "psyops", "propaganda", "disinformation"})
_RULING = frozenset(
    "kremlin government authority official administration ministry parliament duma campaign".split()
)
_ALOUD = frozenset("publicly verbally rhetorically".split())
_WHO_RESIST = frozenset("member action activity leader movement representative".split())
_NOT_FOUGHT = frozenset("mobilization mobilisation government conscription law regime".split())
_ASKING = frozenset("Will Can Is Are Did Does Do".split())
_OPENING = frozenset({"whether", "if", "why", "how"})
_QUESTIONING = frozenset({"question", "verify", "ask", "wonder"})
_FURNISHED = frozenset("bed room ward post seat office apartment".split())
_LAND = frozenset("territory territories area areas part parts land".split())
_WRECKING = frozenset("destroy damage ruin annihilate undermine".split())
_UNTOUCHED = frozenset(
    "sense evidence order morale livelihood propaganda plan myth economy culture statehood "
    "identity future hope democracy relation relationship trust reputation dream lie "
    "illusion power".split()
)
"""What words destroy and fire does not."""

_A_YEAR = 300
"""Days from which a span of time is a year's, not a season's."""
_BLASTS = frozenset({"explosion", "blast", "detonation"})


def told_aside(found: Found) -> bool:
    """Whether an event is none of the war's, or only taken for granted on the way."""
    return (
        _at_home(found)
        or _a_name(found)
        or _aimed_elsewhere(found)
        or _told_by_its_holder(found)
        or _of_another_time(found)
        or _of_no_body(found)
        or _let_go(found)
        or _only_weighed(found)
        or _victory_in(found)
        or _nowhere_to_return(found)
        or _said_only(found)
        or _a_movement(found)
        or _asked(found)
        or _left_open(found)
        or _no_ground(found)
        or _cargo(found)
    )


def _at_home(found: Found) -> bool:
    """Whether a state's police deal with people who have no part in the war, in its own land."""
    trigger, finder = found.trigger, found.finder
    kind = trigger.frame.event_type
    if kind not in {"detain", "harm_civilians"} or trigger.target is None:
        return False
    known = [a.mention for a in found.places if a.mention.country is not None]
    own = finder.occupier()
    invaded = finder.opponent(own)
    abroad = bool(known) and invaded is not None and all(m.country != invaded for m in known)
    if any(m.role != "location" for m in known) or len(known) < len(found.places):
        return False
    target, actor = trigger.target, trigger.actor
    if any(_of_others(t, finder) for t in (target, *target.subtree)) or finder.is_force(target):
        return False
    if kind == "harm_civilians":
        return abroad
    if lemma(trigger.head) not in _KEPT:
        return False
    if abroad:
        return True
    taker = actor is not None and finder.side_of(actor) == own and lemma(actor) in _AUTHORITIES
    if not taker or known or "occup" in finder.sentence.text.lower():
        return False
    return not any(finder.side_of(t) == invaded for t in finder.sentence.doc if t.text.istitle())


def _of_others(word: Token, finder: PartyFinder) -> bool:
    """Whether a word tells of people of the war: prisoners, residents, those of the other side."""
    side = finder.side_of(word)
    return lemma(word) in _OF_THE_WAR or (side is not None and side != finder.occupier())


def _a_name(found: Found) -> bool:
    """Whether a word for gathering or forming names who is (*Eastern Grouping of Forces*)."""
    head = found.trigger.head
    if found.trigger.frame.event_type != "concentrate":
        return head.low == "formations" and found.trigger.frame.event_type == "mobilise"
    if head.low == "mass":
        return head.i + 1 < len(head.doc) and lemma(head.nbor(1)) in {"grave", "burial", "shooting"}
    if head.low != "grouping" or not head.text[:1].isupper() or head.i == 0:
        return False
    after = [t.text for t in head.doc[head.i + 1 : head.i + 3]]
    return after[:1] == ["of"] and after[1:2] in (["Forces"], ["Troops"])


def _aimed_elsewhere(found: Found) -> bool:
    """Whether what *targets* somebody is a measure, a campaign or words, and no fire."""
    trigger = found.trigger
    if trigger.frame.head != "target" or trigger.frame.event_type != "strike":
        return False
    verb, actor = trigger.head, trigger.actor
    by = verb.head if verb.dep_ in {"acl", "acl:relcl"} else child(verb, "nsubj")
    if by is not None and (lemma(by) in _MEASURED or by.low in _MEASURED):
        return not any(lemma(c) in {"air", "artillery", "missile"} for c in by.children)
    if actor is not None and any(c.low in _OF_MINDS for c in (actor, *actor.children)):
        return True
    return actor is not None and lemma(actor) in _RULING


def _told_by_its_holder(found: Found) -> bool:
    """Whether land without a name is only where somebody comes to (*to territory X controls*)."""
    trigger = found.trigger
    target = trigger.target
    if trigger.frame.event_type != "hold" or lemma(trigger.head) != "control" or target is None:
        return False
    if trigger.head.dep_ != "acl" or target.low not in _LAND:
        return False
    inside = {t.i for t in target.subtree if t.i < trigger.head.i}
    start = found.finder.sentence.start
    spans = [target.doc[i] for i in inside]
    named = any(
        a.mention.start <= start + t.idx < a.mention.end for t in spans for a in found.places
    )
    reached = target.dep_ == "obj" and lemma(target.head) in {"reach", "leave", "enter"}
    return not named and (reached or bool({"to", "into", "from", "for"} & {*cases(target)}))


def _of_another_time(found: Found) -> bool:
    """Whether a blast is told only by its year, and so of another age (*the explosion in 1986*)."""
    if lemma(found.trigger.head) not in _BLASTS or found.time is None:
        return False
    first, last = found.time.earliest, found.time.latest
    return first is not None and last is not None and (last - first).days > _A_YEAR


def _of_no_body(found: Found) -> bool:
    """Whether what is destroyed cannot be hit (*their morale*, *the evidence*, a whole country)."""
    trigger, target = found.trigger, found.trigger.target
    if trigger.frame.event_type not in {"damage", "loss"} or target is None:
        return False
    if lemma(trigger.head) not in _WRECKING:
        return False
    if lemma(target) in _UNTOUCHED:
        return True
    named = found.finder.names.get(target.i, ("", ""))[1] == "name" and target.pos_ == "PROPN"
    return named and not found.places and found.standing.mood != "reported"


def _let_go(found: Found) -> bool:
    """Whether *free up* sets nobody free, and *give up on* hands over no arms."""
    trigger = found.trigger
    kind, after = trigger.frame.event_type, {c.low for c in trigger.head.children}
    if kind == "detain" and lemma(trigger.head) == "free":
        return "up" in after
    if kind != "surrender" or lemma(trigger.head) != "give" or "up" not in after:
        return False
    return any("on" in cases(c) for c in trigger.head.children)


def _only_weighed(found: Found) -> bool:
    """Whether losses are only the price of what might be (*to take X with few losses*)."""
    trigger, standing = found.trigger, found.standing
    if trigger.frame.event_type != "loss" or trigger.frame.form != "noun":
        return False
    real = standing.mood == "reported" and standing.positive
    return not real and bool({"with", "without"} & {*cases(trigger.head)})


def _victory_in(found: Found) -> bool:
    """Whether a battle only names what somebody calls a victory (*victory in the Battle of X*)."""
    head = found.trigger.head
    named = found.trigger.frame.event_type == "fight" and lemma(head) == "battle"
    return named and lemma(head.head) in {"victory", "defeat"} and "in" in cases(head)


def _nowhere_to_return(found: Found) -> bool:
    """Whether what somebody returns to is no place (*returned to a role*, *return to talks*)."""
    trigger, finder = found.trigger, found.finder
    if trigger.frame.event_type != "redeploy" or trigger.frame.words != ("return", "to"):
        return False
    to = next((c for c in trigger.head.children if "to" in cases(c)), None)
    if to is None or to.pos_ != "NOUN" or found.places:
        return False
    kinds = ("place", "ground", "line", "building")
    return not any(finder.lexicon.noun_is(lemma(to), kind) for kind in kinds)


def _said_only(found: Found) -> bool:
    """Whether a person attacks others in words (*attacked the outlet for calling them thieves*)."""
    trigger, actor = found.trigger, found.trigger.actor
    if trigger.frame.words != ("attack",) or trigger.frame.form != "verb" or actor is None:
        return False
    if actor.pos_ != "PROPN" or found.finder.is_force(actor):
        return False
    below = [*trigger.head.children]
    below += [*trigger.target.children] if trigger.target is not None else []
    if any(c.low in _ALOUD for c in below):
        return True
    return any(
        c.low.endswith("ing") and any(g.low == "for" and g.dep_ == "mark" for g in c.children)
        for c in below
    )


def _a_movement(found: Found) -> bool:
    """Whether *resistance* names those who resist, or is against no force (*to mobilisation*)."""
    trigger = found.trigger
    noun = trigger.head
    if trigger.frame.event_type != "fight" or noun.low != "resistance":
        return False
    if "of" in cases(noun) and lemma(noun.head) in _WHO_RESIST:
        return True
    to = next((c for c in noun.children if "to" in cases(c)), None)
    return to is not None and lemma(to) in _NOT_FOUGHT


def _asked(found: Found) -> bool:
    """Whether a headline asks it without a mark (*Battle for X: Will X be captured*)."""
    verb = found.trigger.head
    subject = child(verb, "nsubj", "nsubj:pass")
    asking = child(verb, "aux", "aux:pass")
    if found.trigger.frame.form != "verb" or subject is None or asking is None:
        return False
    if asking.text not in _ASKING or asking.i > subject.i:
        return False
    return asking.i == 0 or asking.doc[asking.i - 1].text in {":", "-", "–", "—"}


def _left_open(found: Found) -> bool:
    """Whether it is only asked or of no account whether it is so (*whether or not they took X*)."""
    verb = found.trigger.head
    if found.trigger.frame.form != "verb":
        return False
    while verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ == "VERB":
        verb = verb.head
    opening = next((c for c in verb.children if c.low in _OPENING and c.i < verb.i), None)
    if opening is None:
        return False
    after = [t.low for t in opening.doc[opening.i + 1 : opening.i + 3]]
    if opening.low == "whether" and after == ["or", "not"]:
        return True
    asked = verb.dep_ in {"ccomp", "advcl", "xcomp"} and lemma(verb.head) in _QUESTIONING
    if opening.low in {"why", "how"} and not any(c.low == "would" for c in verb.children):
        # Who asks how they entered X takes for known that they did.
        return False
    return asked


def _no_ground(found: Found) -> bool:
    """Whether what is left or shut in is no ground and nobody else (*vacated beds*)."""
    kind, target = found.trigger.frame.event_type, found.trigger.target
    if target is None or kind not in {"withdraw", "encircle"}:
        return False
    if kind == "encircle":
        return target.low in {"himself", "themselves", "itself"} and not found.places
    return lemma(found.trigger.head) == "vacate" and lemma(target) in _FURNISHED


def _cargo(found: Found) -> bool:
    """Whether shells are carried, not fired (*ships carried thousands of artillery shells*)."""
    trigger = found.trigger
    if trigger.frame.event_type not in {"shell", "strike", "attack", "airstrike"}:
        return False
    head = trigger.head
    return lemma(head) == "carry" and not any(c.low == "out" for c in head.children)
