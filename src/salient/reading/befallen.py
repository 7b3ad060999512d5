"""Which event it was, told by whom or what it befalls, where the frame's own type is for others.

Soldiers executed are a loss of their force, food stores burnt are damage, people taken along are no
redeployment, and a resistance that *targets* officials fires no missiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child

__all__ = ["kind_by_whom_it_befalls", "told_by_its_making"]

_Kind = tuple[str, tuple[str, str]]
"""A type, and form and head of an entry that has its codes."""

_KILLED = frozenset("kill die perish execute execution murder massacre".split())
_ABUSED = frozenset("rape abuse harass mistreat".split())
_FIGHTERS = frozenset(
    "soldier serviceman servicemember servicewoman fighter sapper mercenary militant marine "
    "paratrooper conscript troop troops occupant occupier invader".split()
)
_NOT_FIGHTING = frozenset("civilian captured imprisoned captive former retired detained".split())
_IN_BULK = frozenset("metal metals steel coal grain oil fuel crop harvest product energy".split())
_BODIES = frozenset({"body", "remains"})

_STORES = frozenset("depot warehouse storage system facility network store".split())
_CARS = frozenset("car bus ambulance minibus truck vehicle".split())
_SERVING = frozenset("collaborator gauleiter henchman traitor".split())
_RUINED = frozenset("destroy damage ruin annihilate".split())
_DISRUPTING = frozenset("disrupt hinder impede hamper interrupt".split())
_COMING = frozenset(
    "rotation reinforcement redeployment transfer deployment resupply delivery".split()
)
_CIVIL = frozenset(
    "ammonia food grain health healthcare care water oil fertilizer fertiliser heating heat "
    "grocery medicine".split()
)

_HIRED = frozenset(
    "engineer teacher doctor specialist worker collaborator staff employee official candidate "
    "builder informant operator actor extra".split()
)
_MILITARY = frozenset("military contract combat army".split())

_CARRYING = frozenset("transport transfer move take send bring deport relocate".split())
_CALLED_UP = frozenset("mobilize mobilise draft conscript recruit enlist".split())
_AID = frozenset({"humanitarian", "evacuation", "aid"})

_RESISTING = frozenset("partisan guerrilla guerilla underground resistance saboteur".split())
_GATHERING = frozenset({"concentrate", "focus", "mass"})
_RIGGED = frozenset("car scooter collaborator".split())
_LAID = frozenset({"ied", "ieds", "arson"})
_CRIMES = frozenset("crime atrocity genocide".split())
_NEEDS = frozenset(
    "food water medicine drug insulin bread medication heating electricity gas product "
    "baby diaper doctor".split()
)
_HIT = frozenset("destroy attack hit strike shell damage target bomb".split())
_GATHERED = frozenset({"grouping", "concentration", "accumulation"})


def kind_by_whom_it_befalls(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    """The type that fits whom or what the event befalls; None where the frame's own does."""
    ask = _ASKED.get(trigger.frame.event_type)
    return None if ask is None else ask(trigger, finder)


def told_by_its_making(trigger: Trigger, first: Trigger) -> bool:
    """Whether a noun is only what another event makes (*forms a grouping*, *commits arson*)."""
    if trigger is first:
        return False
    if lemma(trigger.head) in _GATHERING and trigger.frame.event_type in {"attack", "shell"}:
        fire = child(trigger.head, "obj")
        return fire is not None and any(t in first.tokens for t in _joined(fire))
    if trigger.frame.event_type == first.frame.event_type == "sabotage":
        return trigger.frame.form == "noun" and trigger.head.head == first.head
    if trigger.frame.form != "noun" or lemma(trigger.head) not in _GATHERED:
        return False
    made = first.frame.event_type == trigger.frame.event_type == "concentrate"
    return made and first.target == trigger.head


def _of_harm(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    target = trigger.target
    if target is not None and lemma(trigger.head) == "steal":
        stolen = argument(target, "of") or target
        return ("other", ("verb", "exhume")) if lemma(stolen) in _IN_BULK else None
    if target is None or target.pos_ != "NOUN":
        return None
    if lemma(trigger.head) in _ABUSED and _of_its_own(trigger, target, finder):
        return "other", ("verb", "exhume")
    if lemma(trigger.head) not in _KILLED:
        return None
    dead = argument(target, "of") if lemma(target) in _BODIES else target
    if dead is None or any(t.low in _NOT_FIGHTING for t in target.subtree):
        return None
    if finder.lexicon.noun_is(lemma(dead), "people") and lemma(dead) != "volunteer":
        return None
    fought = any(lemma(t) in _FIGHTERS for t in _joined(dead))
    return ("loss", ("verb", "kill")) if fought else None


def _of_its_own(trigger: Trigger, target: Token, finder: PartyFinder) -> bool:
    """Whether soldiers are abused by their own, or it is authority that is abused."""
    if lemma(target) in {"authority", "power", "position"}:
        return True
    side = finder.side_of(target)
    actor = trigger.actor
    own = actor is not None and side is not None and finder.side_of(actor) == side
    return own and lemma(target) in _FIGHTERS


def _joined(noun: Token) -> Iterator[Token]:
    yield noun
    yield from (c for c in noun.children if c.dep_ == "conj")


def _of_loss(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    target = trigger.target
    if trigger.frame.form != "verb":
        return None
    if target is not None and lemma(target) in _CARS and _of_a_collaborator(target):
        return "sabotage", ("noun", "partisan")
    if target is None or target.low == "it":
        return ("damage", ("verb", "destroy")) if _of_a_place(trigger, finder) else None
    if lemma(trigger.head) == "damage" and lemma(target) in _CARS:
        return None if finder.side_of(target) is not None else ("damage", ("verb", "destroy"))
    if lemma(target) not in _STORES:
        return None
    of_what = {c.low for c in target.children if c.dep_ in {"compound", "amod", "nmod"}}
    of_what |= {g.low for c in target.children if c.low in of_what for g in c.children}
    return ("damage", ("verb", "destroy")) if of_what & _CIVIL else None


def _of_a_collaborator(car: Token) -> bool:
    """Whether one who serves the occupier drives the car (*a car carrying a collaborator*)."""
    return any(lemma(t) in _SERVING for t in car.subtree)


def _of_a_place(trigger: Trigger, finder: PartyFinder) -> bool:
    """Whether *it*, which somebody destroys, is the town or plant named before."""
    verb = trigger.head
    done = child(verb, "obj") if lemma(verb) in _RUINED else None
    if done is None or done.low != "it":
        return False
    for token in reversed(list(verb.doc[: verb.i])):
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        word = lemma(token)
        if finder.is_force(token) or finder.lexicon.noun_is(word, "equipment"):
            return False
        built = any(finder.lexicon.noun_is(word, kind) for kind in ("place", "building", "ground"))
        if built or token.pos_ == "PROPN":
            return True
    return False


def _of_repelling(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    """Interdiction, where what is disrupted is how troops come, no attack of theirs."""
    target = trigger.target
    if target is None or lemma(trigger.head) not in _DISRUPTING:
        return None
    return ("interdict", ("verb", "interdict")) if lemma(target) in _COMING else None


def _of_stepping(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    """Fortifying, where it is defences that somebody *improves*, no ground that he gains."""
    position = child(trigger.head, "obj") if trigger.frame.head == "improve" else None
    defensive = position is not None and any(
        c.low in {"defensive", "defense", "defence"} for c in position.children
    )
    return ("reinforce", ("verb", "improve")) if defensive else None


def _of_recruiting(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    target = trigger.target
    if target is not None and lemma(trigger.head) in {"integrate", "incorporate"}:
        arms = finder.lexicon.noun_is(lemma(target), "equipment") or lemma(target) == "artillery"
        return ("reinforce", ("verb", "reinforce")) if arms else None
    if target is None or lemma(trigger.head) not in {"recruit", "enlist"}:
        return None
    civil = lemma(target) in _HIRED and not any(c.low in _MILITARY for c in target.children)
    office = any(
        lemma(c) == "candidate" and "as" in cases(c)
        for t in (trigger.head, target)
        for c in t.children
    )
    return ("other", ("verb", "exhume")) if civil or office else None


def _of_moving(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    target = trigger.target
    if target is None or trigger.frame.form != "verb":
        return None
    if any(c.low in _AID for c in target.children if c.i < target.i):
        return "evacuate", ("verb", "evacuate")
    verb = trigger.head
    if target.low != "them" or lemma(verb) not in _CARRYING or verb.dep_ != "conj":
        return None
    taken = child(verb.head, "obj", "nsubj:pass")
    if lemma(verb.head) in _CALLED_UP:
        return None
    if taken is None or taken.pos_ != "NOUN" or finder.is_force(taken):
        return None
    if not any(finder.lexicon.noun_is(lemma(t), "people") for t in _joined(taken)):
        return None
    by_occupier = trigger.actor is not None and finder.side_of(trigger.actor) == finder.occupier()
    return ("detain", ("verb", "deport")) if by_occupier else ("evacuate", ("verb", "evacuate"))


def _of_fire(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    if trigger.frame.words != ("target",):
        return None
    verb, actor = trigger.head, trigger.actor
    if actor is not None and any(lemma(t) in _RESISTING for t in actor.subtree if t.i <= verb.i):
        return "sabotage", ("noun", "partisan")
    told = verb.head if verb.dep_ in {"acl", "advcl"} else verb
    if verb.dep_ == "acl" and any(c.low == "sabotage" for c in told.children):
        return "sabotage", ("noun", "partisan")
    going_on = child(told, "xcomp") or told
    doing = told if lemma(told) == "commit" else going_on
    done = child(doing, "obj") if verb.dep_ == "advcl" and lemma(doing) == "commit" else None
    criminal = done is not None and lemma(done) in _CRIMES
    return ("harm_civilians", ("verb", "kill")) if criminal else None


def _by_irregulars(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    """Sabotage, where no army attacks or wrecks but partisans, or what they use tells of them."""
    actor = trigger.actor
    near = [*trigger.tokens, *(c for t in trigger.tokens for c in t.children)]
    if any(t.low in _LAID for t in near):
        return "sabotage", ("noun", "partisan")
    if actor is None or (trigger.frame.form == "noun" and lemma(actor) not in _RESISTING):
        return None
    if trigger.frame.event_type == "damage" and trigger.target is None:
        return None
    named = (t for t in actor.subtree if t.i <= actor.i or "of" in cases(t))
    resisting = any(lemma(t) in _RESISTING for t in named)
    return ("sabotage", ("noun", "partisan")) if resisting else None


def _of_a_bomb(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    """Sabotage, where the bomb was no aircraft's but laid (*a bomb in an official's car*)."""
    laid = trigger.head.low == "bomb" and trigger.actor is None and trigger.target is None
    if laid and any(lemma(t) in _RIGGED for t in trigger.head.doc):
        return "sabotage", ("noun", "partisan")
    return _by_irregulars(trigger, finder)


def _of_gathering(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    """Fire or attacks that somebody concentrates, with which he gathers nobody."""
    target = trigger.target
    if target is None or lemma(trigger.head) not in _GATHERING:
        return None
    fire = {lemma(t) for t in _joined(target)}
    if fire & {"attack", "assault"}:
        return "attack", ("verb", "attack")
    return ("shell", ("noun", "shelling")) if fire & {"fire", "shelling"} else None


def _of_ability(trigger: Trigger, finder: PartyFinder) -> _Kind | None:
    target, actor = trigger.target, trigger.actor
    if target is None or lemma(target) not in _NEEDS:
        return None
    if actor is not None and (finder.is_force(actor) or finder.side_of(actor) is not None):
        return None
    return "other", ("verb", "exhume")


def _of_crossing(trigger: Trigger, _finder: PartyFinder) -> _Kind | None:
    crossing = trigger.head
    hit = crossing.dep_ in {"obj", "nsubj:pass", "conj"} and crossing.pos_ == "NOUN"
    governor = crossing.head.head if crossing.dep_ == "conj" else crossing.head
    return ("interdict", ("verb", "interdict")) if hit and lemma(governor) in _HIT else None


_ASKED: dict[str, Callable[[Trigger, PartyFinder], _Kind | None]] = {
    "harm_civilians": _of_harm, "loss": _of_loss, "mobilise": _of_recruiting,
    "airstrike": _of_a_bomb, "concentrate": _of_gathering,
    "attack": _by_irregulars, "damage": _by_irregulars, "redeploy": _of_moving,
    "strike": _of_fire, "capacity": _of_ability, "cross": _of_crossing,
    "repel": _of_repelling, "advance": _of_stepping,
}  # fmt: skip
"""What is asked of an event of each type that may befall whom another type is for."""
