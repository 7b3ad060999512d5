"""Which event it was, told by who suffers it, who goes and what stands around the word.

*Died in battle* is said of a soldier even where only his name stands there, *left* of a column of
buses tells of no army, and what went off while metal was cut up was no strike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import ancestors, argument, cases, child, is_passive

__all__ = ["kind_by_circumstance"]

_FATAL = frozenset("kill die wound injure perish death".split())
_SOLDIERING = frozenset("defend fight serve".split())
_IN_BATTLE = frozenset("battle combat action".split())
_AT_THE_FRONT = frozenset({"front", "frontline", "frontlines"})
_SERVICE = frozenset("duty mission service task order".split())
_RANKS = frozenset(
    "soldier serviceman servicewoman servicemember fighter defender marine paratrooper pilot "
    "navigator gunner sniper commander colonel lieutenant sergeant major captain mercenary "
    "militant".split()
)
_NO_LONGER = frozenset("former retired ex-soldier captured imprisoned captive".split())
_AT_WORK = frozenset("journalist reporter photographer cameraman driver doctor rescuer".split())

_WRECKED = frozenset("destroy damage annihilate".split())
_MUSTERED = frozenset({"concentration", "accumulation"})

_COLUMNS = frozenset("column convoy bus train group".split())
_CIVILIAN = frozenset(
    "bus car people person civilian resident refugee evacuee child woman un humanitarian "
    "evacuation aid volunteer ambulance".split()
)
_GOING = frozenset("leave depart".split())
_FORMING = frozenset("form create formation creation".split())
_GROUPS = frozenset("group grouping force".split())
_MEN = frozenset("troop troops force forces personnel soldier unit".split())
_CAPTIVES = frozenset("pow prisoner captive hostage".split())

_BLASTS = frozenset({"explosion", "blast", "detonation"})
_MISHAPS = frozenset(
    "demining mine landmine gas unexploded uxo scrap sapper sappers negligence careless "
    "carelessness mishandling smoking".split()
)
_OFFICIALS = frozenset(
    "collaborator mayor official gauleiter bodyguard deputy commandant police administration "
    "traitor henchman".split()
)
_HARMED = frozenset("kill wound injure hurt die".split())

_ON_LAND = frozenset("offensive advance assault push operation attempt".split())
_GOING_FORWARD = frozenset("advance assault storm push".split())
_COMMUNICATIONS = frozenset({"gloc", "glocs", "lines", "line"})


_Kind = tuple[str, tuple[str, str]]


def kind_by_circumstance(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    """The type that the circumstances ask for; form and head of an entry that has its codes."""
    ask = _ASKED.get(trigger.frame.event_type)
    return None if ask is None else ask(trigger, finder)


def _of_harm(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    return ("loss", ("verb", "kill")) if _fell(trigger) else None


def _of_wreck(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    wrecked = trigger.frame.form == "verb" and _of_a_force(trigger, finder)
    return ("loss", ("verb", "destroy")) if wrecked else None


def _of_loss(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    return ("harm_civilians", ("verb", "kill")) if _died(trigger, finder) else None


def _of_leaving(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    return ("evacuate", ("verb", "evacuate")) if _civilians_leave(trigger) else None


def _of_forming(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    return ("concentrate", ("verb", "amass")) if _masses(trigger) else None


def _of_supply(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    return ("reinforce", ("verb", "reinforce")) if _of_men(trigger, finder) else None


def _of_commitment(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    arson = lemma(trigger.head) == "commit" and _arson(trigger)
    return ("sabotage", ("noun", "arson")) if arson else None


def _of_taking(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    going_on = trigger.frame.form == "verb" and _under_way(trigger)
    return ("fight", ("verb", "fight")) if going_on else None


def _of_attack(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    if _beyond_its_means(trigger):
        return "capacity", ("noun", "inability")
    return ("interdict", ("verb", "interdict")) if _on_communications(trigger) else None


def _of_fire(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    if trigger.frame.form == "noun" and lemma(trigger.head) in _BLASTS:
        return _of_a_blast(trigger)
    if _on_communications(trigger):
        return "interdict", ("verb", "interdict")
    aimed = trigger.frame.head == "target" and _on_land(trigger)
    return ("attack", ("verb", "attack")) if aimed else None


# -- who fell ------------------------------------------------------------------------------


def _fell(trigger: Trigger) -> bool:
    """Whether one who is killed or hurt was a soldier (*lieutenant X died*, *X died in battle*)."""
    target = trigger.target
    if lemma(trigger.head) not in _FATAL or target is None:
        return False
    words = [target, *_beside(target)]
    if any(t.low in _NO_LONGER or lemma(t) == "civilian" for t in words):
        return False
    named = target.pos_ == "PROPN" or any(c.dep_ == "flat" for c in target.children)
    if not named:
        return lemma(target) == "policeman" and _in_battle(trigger.head)
    if any(lemma(t) in _RANKS for t in words):
        return True
    fought = any(c.dep_ == "acl:relcl" and lemma(c) in _SOLDIERING for c in target.children)
    fought = fought or _while_fighting(trigger.head) or _in_battle(trigger.head)
    return fought or (_at_the_front(trigger.head) and not any(lemma(t) in _AT_WORK for t in words))


def _beside(noun: Token) -> Iterator[Token]:
    """What stands in apposition to a name, or before it in its phrase."""
    for c in noun.children:
        if c.dep_ in {"compound", "appos", "amod", "flat", "nmod"} and not cases(c):
            yield c
            yield from (g for g in c.children if g.dep_ in {"compound", "amod"})


def _while_fighting(verb: Token) -> bool:
    if is_passive(verb) and any(c.dep_ == "obj" and c.low == "fighting" for c in verb.children):
        return True
    return any(
        c.dep_ in {"advcl", "xcomp", "obl"}
        and (lemma(c) in _SOLDIERING or _does_duty(c))
        and (c.low.endswith("ing"))
        for c in verb.children
    )


def _does_duty(verb: Token) -> bool:
    done = child(verb, "obj")
    return lemma(verb) == "perform" and done is not None and lemma(done) in _SERVICE


def _in_battle(verb: Token) -> bool:
    return any(
        c.dep_ == "obl" and lemma(c) in _IN_BATTLE and "in" in cases(c) for c in verb.children
    )


def _at_the_front(verb: Token) -> bool:
    return any(
        c.dep_ == "obl" and c.low in _AT_THE_FRONT and bool({"on", "at"} & {*cases(c)})
        for c in verb.children
    )


def _died(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether people, not a force's men, are lost: translations say so of the dead."""
    verb, target = trigger.head, trigger.target
    if lemma(verb) != "lose" or not is_passive(verb) or target is None:
        return False
    people = finder.lexicon.noun_is(lemma(target), "people")
    return people and not finder.is_force(target) and finder.side_of(target) is None


# -- what was destroyed, who went ----------------------------------------------------------


def _of_a_force(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether arms or troops are among what was destroyed (*two posts and some equipment*)."""
    target = trigger.target
    if target is None or trigger.frame.head not in _WRECKED:
        return False
    if _lost_by_a_force(target, finder):
        return True
    joined = [c for c in target.children if c.dep_ == "conj"]
    return bool(joined) and any(_lost_by_a_force(c, finder) for c in joined)


def _lost_by_a_force(noun: Token, finder: PartyFinder) -> bool:
    word = lemma(noun)
    if word in _MUSTERED:
        return True
    if word == "target":
        return any(c.low in {"air", "aerial"} for c in noun.children)
    if noun.pos_ == "PROPN":
        made = [c for c in noun.children if c.dep_ in {"compound", "nmod"} and c.i < noun.i]
        return any(finder.lexicon.noun_is(lemma(c), "equipment") for c in made)
    return word == "equipment" or word in {"occupant", "invader", "occupier"}


def _civilians_leave(trigger: Trigger) -> bool:
    """Whether those who leave are no force (*a column of buses left Orlivka*)."""
    actor = trigger.actor
    if actor is None or lemma(trigger.head) not in _GOING or lemma(actor) not in _COLUMNS:
        return False
    near = [actor, *actor.children]
    return any(lemma(t) in _CIVILIAN or t.low in _CIVILIAN for t in near)


def _masses(trigger: Trigger) -> bool:
    """Whether what is formed is a force for a blow, not a new unit (*forming a strike group*)."""
    group = trigger.target or trigger.actor
    if lemma(trigger.head) not in _FORMING or group is None or lemma(group) not in _GROUPS:
        return False
    before = {c.low for c in group.children if c.dep_ in {"compound", "amod"}}
    made = trigger.frame.form == "verb" and lemma(group) == "grouping"
    of = argument(group, "of") if made else None
    return bool(before & {"strike", "offensive"}) or (of is not None and lemma(of) in _MEN)


def _not_of_a_force(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    """Prisoners or children that come home, or camps for people, where no force is moved."""
    verb, actor = trigger.head, trigger.actor
    if lemma(verb) == "return":
        brought = child(verb, "obj")
        home = brought if brought is not None else actor
        people = home is not None and (lemma(home) in _CAPTIVES or lemma(home) == "child")
        return ("detain", ("verb", "return")) if people else None
    words = {c.low for t in trigger.tokens for c in t.children} | {t.low for t in trigger.tokens}
    if "filtration" in words:
        return "detain", ("verb", "filter")
    return ("harm_civilians", ("verb", "torture")) if "torture" in words else None


def _of_men(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether it is men that are made up for, not stocks (*replenish its battalions*)."""
    made_up = child(trigger.head, "obj")
    if lemma(trigger.head) != "replenish" or made_up is None:
        return False
    word = lemma(made_up)
    return word in {"loss", "casualty"} or finder.lexicon.noun_is(word, "force")


def _arson(trigger: Trigger) -> bool:
    """Whether what is *committed* is arson, no reserve."""
    done = child(trigger.head, "obj")
    words = () if done is None else (done, *done.children)
    return any(t.low == "arson" for t in words)


def _under_way(trigger: Trigger) -> bool:
    """Whether a town is being cleared, so that others still hold out in it (*is clearing X*)."""
    verb = trigger.head
    if verb.low != "clearing":
        return False
    be = any(c.dep_ == "aux" and c.low in {"is", "are", "were", "was"} for c in verb.children)
    return be or lemma(verb.head) in {"begin", "start", "continue"}


def _beyond_its_means(trigger: Trigger) -> bool:
    """Whether a side is told to be unable to attack at all (*is unable to launch an offensive*)."""
    verb = trigger.support or trigger.head
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    if verb.pos_ != "VERB":
        return False
    if any(c.dep_ == "aux" and c.low in {"can", "ca"} for c in verb.children):
        return any(c.low in {"not", "n't"} for c in verb.children)
    able = verb.head
    if verb.dep_ not in {"xcomp", "advcl"}:
        return False
    not_able = able.low == "able" and any(c.low in {"not", "n't"} for c in able.children)
    if able.low not in {"unable", "incapable"} and not not_able:
        return False
    return not any(c.low in {"were", "was", "been"} for c in able.children)


# -- what went off, what was aimed at ------------------------------------------------------


def _of_a_blast(trigger: Trigger) -> _Kind | None:
    """An accident, or an attempt on those who serve the occupier, by one explosion."""
    blast = trigger.head
    if blast.low.endswith("s") or trigger.actor is not None:
        return None
    words = {lemma(t) for t in blast.doc}
    if words & _MISHAPS:
        return "other", ("verb", "demine")
    if not words & _OFFICIALS:
        return None
    verb = next((t for t in ancestors(blast) if t.pos_ == "VERB"), None)
    hurt = verb is not None and lemma(verb) in _HARMED
    beside = any(
        "near" in cases(t) or "at" in cases(t) or "outside" in cases(t)
        for t in blast.doc
        if lemma(t) in _OFFICIALS or any(lemma(c) in _OFFICIALS for c in t.children)
    )
    return ("sabotage", ("verb", "explode")) if hurt or beside else None


def _on_communications(trigger: Trigger) -> bool:
    """Whether fire is aimed at a line of communication (*strikes against the enemy's GLOCs*)."""
    target = trigger.target
    if target is None or target.low not in _COMMUNICATIONS:
        return False
    if target.low.startswith("gloc"):
        return True
    return any(lemma(c) in {"communication", "supply"} for c in target.children)


def _on_land(trigger: Trigger) -> bool:
    """Whether what *targets* ground is a force on its way (*advanced, targeting X*)."""
    verb = trigger.head
    if verb.dep_ == "acl":
        return lemma(verb.head) in _ON_LAND
    if verb.dep_ != "advcl" or not verb.low.endswith("ing"):
        return False
    above = verb.head
    goal = child(above, "xcomp", "obj")
    near = [above] if goal is None else [above, goal]
    return any(lemma(t) in _GOING_FORWARD or lemma(t) in _ON_LAND for t in near)


_ASKED: dict[str, Callable[[Trigger, PartyFinder], _Kind | None]] = {
    "harm_civilians": _of_harm, "damage": _of_wreck, "loss": _of_loss, "withdraw": _of_leaving,
    "mobilise": _of_forming, "redeploy": _not_of_a_force, "resupply": _of_supply,
    "reinforce": _of_commitment, "capture": _of_taking, "attack": _of_attack, "strike": _of_fire,
}  # fmt: skip
"""What is asked of an event of each type that may be another."""
