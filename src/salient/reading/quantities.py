"""Quantities of a claim: how many killed, how much equipment, what distance, with ranges."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.model import Quantity
from salient.reading.clock_words import is_time_word
from salient.reading.countables import (
    BODIES,
    CIVIL_VEHICLES,
    FORMATIONS,
    OF_SIZE,
    STORES,
    UNITS,
)
from salient.reading.events import Trigger
from salient.reading.fates import (
    FATES,
    KILL,
    WOUND,
    done_to,
    fate,
    killed_and_wounded,
    person_counts,
)
from salient.reading.firing import FIRE
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.lexicon import Lexicon
from salient.reading.numerals import SCALES, VAGUE, figure_of, many_of, number_of, qualified
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.shares import PERCENT, share_of
from salient.reading.singles import in_one, singles_among, singles_of
from salient.reading.tokens import Token
from salient.reading.tolls import numbered, tolls_of
from salient.reading.tolls_told import tolls_told
from salient.reading.tree import cases, phrase_tokens

__all__ = ["is_hostile", "quantities_of"]

_NO_COUNT = frozenset("side direction area front occasion time".split())
_TAKE = frozenset(
    "capture detain arrest abduct prisoner surrender kidnap detention arrest abduction take".split()
)
_AMMUNITION = frozenset(
    "missile rocket shell bomb munition drone uav mine mortar artillery launcher piece".split()
)
_HOSTILE = FIRE | {"attack", "repel", "encircle", "loss", "detain", "capture", "win", "sabotage"}
"""Event types whose target is the other side's."""

_BY_NOUN = {
    "casualty": "personnel", "death": "killed", "dead": "killed", "injury": "wounded",
    "wounded": "wounded", "prisoner": "captured", "pow": "captured", "captive": "captured",
    "loss": "personnel", "body": "killed", "corpse": "killed",
}  # fmt: skip
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_DISTANCE = frozenset({"kilometer", "kilometre", "km", "mile"})
_GONE = frozenset("advance move push drive retreat withdraw pull".split())
"""Verbs of going that far, *from* where they began."""

_SETTLEMENTS = frozenset({"settlement", "village", "town", "city", "community", "locality"})
_PASSED = frozenset({"people", "persons"})
_POINTS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west "
    "south-east south-west".split()
)
_TAKING = frozenset({"detain", "surrender", "capture", "harm_civilians", "loss", "win"})
"""Event types in which who is taken is taken captive (*took 40 people out* is an evacuation)."""
_BY_EVENT = {"detain": "captured", "evacuate": "personnel", "harm_civilians": None}
"""Event types that befall people alone, with what a bare number of them is."""

_NOBODY = (
    CIVIL_VEHICLES
    | _NO_COUNT
    | frozenset("group grouping animal dog cow horse grave burial cemetery".split())
)
_MOVES = frozenset(
    "evacuate withdraw surrender redeploy advance attack fight hold concentrate".split()
)
"""Event types whose actors are counted."""


def _kind(counted: Token, verbs: frozenset[str], finder: PartyFinder) -> str | None:
    lexicon, word = finder.lexicon, lemma_of(counted.low, "NOUN")
    if word in CIVIL_VEHICLES:
        return None
    if word in _DISTANCE:
        return "distance"
    populated = word == "area" and any(c.low == "populated" for c in counted.children)
    if word in _SETTLEMENTS or populated:
        return "settlements"
    equipment = lexicon.noun_is(word, "equipment") and word not in FORMATIONS | STORES
    if equipment and not (word == "fighter" and lexicon.noun_is(word, "force")):
        return "equipment"
    if word in _NO_COUNT or (word in DEEDS and word != "loss"):
        return None
    if word in {"unit", "piece"} and _of_equipment(counted, lexicon):
        return "equipment"
    if word in FORMATIONS | BODIES:
        # *Nineteen battalion tactical groups* are counted by what they are groups of.
        told = {word, *(c.low for c in counted.children if c.dep_ == "compound")}
        return "units" if told & UNITS else None
    return _people_counted(word, verbs, lexicon, named=_is_people(counted, finder))


def _is_people(counted: Token, finder: PartyFinder) -> bool:
    """Whether a noun is the name of a side's people (*200 Ukrainians*)."""
    named = finder.names.get(counted.i, ("", ""))[1] in {"adjective", "name", "epithet"}
    return named and counted.low.endswith("s") and counted.pos_ in {"NOUN", "PROPN"}


def _people_counted(
    word: str, verbs: frozenset[str], lexicon: Lexicon, *, named: bool = False
) -> str | None:
    """What befell the people whom a noun names, by the event's verbs or the noun itself."""
    if named or lexicon.noun_is(word, "people") or lexicon.noun_is(word, "force"):
        for befell, kind in ((WOUND, "wounded"), (KILL, "killed"), (_TAKE, "captured")):
            if verbs & befell:
                return kind
        return _BY_NOUN.get(word, "personnel")
    return _BY_NOUN.get(word)


def _of_equipment(counted: Token, lexicon: Lexicon) -> bool:
    """Whether units are of things, not of troops (*20 units of vehicles*, *equipment units*)."""
    things = (
        c for c in counted.children
        if (c.dep_ == "nmod" and "of" in cases(c)) or c.dep_ == "compound"
    )  # fmt: skip
    return any(lexicon.noun_is(lemma(c), "equipment") for c in things)


def _counted(number: Token) -> Token:
    """The noun that a number counts (through *of*, *hundreds of soldiers*)."""
    head = number.head if number.dep_ in {"nummod", "det", "amod", "compound", "nmod"} else number
    if head.i > number.i and number.nbor(1).text in {"-", "–", "—", ",", ":"}:
        spaced = head.doc.text[number.idx + len(number.text)].isspace()
        return number if spaced or number.nbor(1).text in {",", ":"} else head
    if many_of(number):
        head = number
    while head.dep_ == "compound" and head.head.i > head.i > number.i and head.low not in _PASSED:
        head = head.head
    for c in head.children:
        if c.dep_ == "nmod" and "of" in cases(c) and head.low in (*VAGUE, *SCALES, "number"):
            return c
    return head


def quantities_of(trigger: Trigger, finder: PartyFinder, until: int) -> tuple[Quantity, ...]:
    """Numbers under an event's words, with what they count and the side that they concern.

    until: where the event's quote ends in the document.
    """
    event_type = trigger.frame.event_type
    verbs = frozenset(lemma(t) for t in trigger.tokens)
    if trigger.frame.asks_for("dead"):
        verbs |= {"dead"}
    if trigger.frame.words[-1] == "hospital":
        verbs |= {"wound"}
    if event_type == "harm_civilians" and "lose" in verbs:
        verbs |= {"kill"}
    if event_type not in _TAKING:
        verbs -= _TAKE
    share = share_of(trigger)
    found = [] if share is None else [share]
    words = [*_reach(trigger), *_of_target(trigger), *_beside(trigger), *_of_actor(trigger)]
    for token in dict.fromkeys(t for t in words if _counts(t)):
        quantity = _quantity(token, verbs, finder, _befell(token, verbs, trigger, finder))
        if quantity is None:
            continue
        if event_type in FIRE and _is_ammunition(token, trigger):
            if _counted(token) in trigger.tokens and token.nbor(1).low not in OF_SIZE:
                found.append(_fired(quantity, trigger, finder))
            continue
        if event_type != "harm_civilians" or quantity.kind != "equipment":
            found.append(_of_party(quantity, _counted(token), trigger, finder))
    found += [
        _of_party(q, trigger.target, trigger, finder)
        for q in singles_of(trigger, finder)
        if trigger.target is not None
    ]
    if trigger.target is not None:
        found = in_one(found, trigger.target)
    found += _of_tolls(trigger, finder)
    found = _with_told(found, tolls_told(trigger, finder, until))
    sides = {quantity.side for quantity in found} - {None}
    if event_type == "loss" and len(sides) == 1:
        # What is listed together is lost together.
        found = [msgspec.structs.replace(q, side=next(iter(sides))) for q in found]
    return tuple(dict.fromkeys(found))


def _with_told(found: list[Quantity], told: list[Quantity]) -> list[Quantity]:
    """Quantities with those told after the event that they lack, people with their fate."""
    kinds = {q.kind for q in found}
    added = [q for q in told if q.kind not in kinds]
    people = {q.low for q in added}
    return [q for q in found if q.kind != "personnel" or q.low not in people] + added


def _of_tolls(trigger: Trigger, finder: PartyFinder) -> list[Quantity]:
    """How many an event killed and wounded, where other words than its own tell it."""
    found: list[Quantity] = []
    for verb, befell, harmed in tolls_of(trigger):
        verbs = frozenset({verb})
        for token in numbered(harmed):
            itself = _counted(token) in {harmed, token}
            quantity = _quantity(token, verbs, finder, befell if itself else None)
            if quantity is not None and quantity.kind == befell:
                found.append(quantity)
        found += singles_among(harmed, "harm_civilians", verbs, finder)
        found = in_one(found, harmed)
    return found


def _of_party(
    quantity: Quantity, counted: Token, trigger: Trigger, finder: PartyFinder
) -> Quantity:
    """A quantity with the side of the party that it counts; who acts suffers nothing by it."""
    head = counted.head if counted.dep_ == "conj" else counted
    held = trigger.target is not None and trigger.target in {counted, counted.head}
    if held and trigger.frame.event_type == "detain" and quantity.kind == "personnel":
        quantity = msgspec.structs.replace(quantity, kind="captured")
    if trigger.target is not None and trigger.target in {counted, head}:
        hostile = is_hostile(trigger)
        side = finder.target_side(counted, trigger.actor, hostile=hostile)
        if side is None and counted != trigger.target and quantity.kind != "settlements":
            side = finder.target_side(trigger.target, trigger.actor, hostile=hostile)
        if side is None and hostile and quantity.kind == "equipment" and trigger.actor is not None:
            side = finder.opponent(finder.side_of(trigger.actor))
        if side is None and trigger.frame.event_type == "loss":
            side = _loser(trigger, finder)
        return msgspec.structs.replace(quantity, side=side)
    done = quantity.kind in {"killed", "wounded", "captured"} and trigger.target is not None
    if counted == trigger.actor and done:
        return msgspec.structs.replace(quantity, kind="personnel")
    if quantity.side is None and trigger.frame.event_type == "loss":
        return msgspec.structs.replace(quantity, side=_loser(trigger, finder))
    return quantity


def _loser(trigger: Trigger, finder: PartyFinder) -> str | None:
    """Whose loss an event tells, for all that is listed as lost (*17 troops, a tank, 5 trucks*)."""
    actor, target = trigger.actor, trigger.target
    if not is_hostile(trigger) or trigger.frame.form == "noun":
        return finder.side_of(actor) if actor is not None else None
    if target is None:
        inflicted = actor is not None and trigger.frame.head == "inflict"
        return finder.opponent(finder.side_of(actor)) if inflicted and actor else None
    side = finder.target_side(target, actor, hostile=True)
    if side is None and actor is not None:
        return finder.opponent(finder.side_of(actor))
    return side


_OWN_LOSS = frozenset("lose suffer sustain incur abandon leave".split())
"""Heads of frames whose subject, not the other side, is the worse off."""


def is_hostile(trigger: Trigger) -> bool:
    """Whether what the event befalls is the other side's, not what somebody lost."""
    own = trigger.frame.head in _OWN_LOSS
    return trigger.frame.event_type in _HOSTILE and not own


def _is_ammunition(number: Token, trigger: Trigger) -> bool:
    """Whether a number counts what was fired, not what was hit (*40 missiles struck X*)."""
    counted = _counted(number)
    hit = trigger.target is not None and counted == trigger.target
    return lemma_of(counted.low, "NOUN") in _AMMUNITION and not hit


def _fired(quantity: Quantity, trigger: Trigger, finder: PartyFinder) -> Quantity:
    """How much an event of fire says was fired: it is of the side that fires."""
    side = finder.side_of(trigger.actor) if trigger.actor is not None else None
    return msgspec.structs.replace(quantity, kind="equipment", side=side)


def _of_target(trigger: Trigger) -> Sequence[Token]:
    """The words of what is acted on, wherever the parse hangs it (*five people reported killed*).

    So is the whole list (*two women, two children killed*).
    """
    target = trigger.target
    if target is None:
        return ()
    many = target.head if target.head.low in VAGUE and target.dep_ == "nmod" else target
    found = phrase_tokens(many)
    if target.dep_ == "nmod" and lemma(target.head) == "body":
        found += [c for c in target.head.children if c.dep_ == "nummod"]
    while target.dep_ == "conj" and trigger.head.dep_ == "acl" and target.head.pos_ == "NOUN":
        target = target.head
        found += [c for c in target.children if c.dep_ == "nummod"]
    return found


def _of_actor(trigger: Trigger) -> Sequence[Token]:
    """The words for who leaves, where another verb has them for its subject (*managed to leave*).

    And the number that a loss is said to be (*the loss of personnel is about 300*).
    """
    head, actor = trigger.head, trigger.actor
    if trigger.frame.event_type in _MOVES and actor is not None and not head.is_ancestor(actor):
        near = head.dep_ in {"xcomp", "conj"} and actor.head in {head.head, head.head.head}
        near = near or (head.dep_ in {"acl", "acl:relcl"} and actor == head.head)
        return phrase_tokens(actor) if near and head.pos_ == "VERB" else ()
    if trigger.frame.event_type != "loss" or head.dep_ != "nsubj" or head.pos_ != "NOUN":
        return ()
    if head.head.pos_ == "NUM":
        return [head.head]
    return [c for c in head.head.children if c.dep_ == "nummod"]


def _beside(trigger: Trigger) -> Sequence[Token]:
    """A number right before a verb of harm, whatever the parse makes of it (*8 more were hurt*)."""
    head = trigger.head
    if lemma(head) not in KILL | WOUND or head.pos_ != "VERB":
        return ()
    for word in reversed(head.doc[max(0, head.i - 4) : head.i]):
        if word.pos_ == "NUM":
            return [word]
        if word.pos_ != "AUX" and word.low not in {"more", "others", "people", "persons"}:
            break
    return ()


def _befell(
    number: Token, verbs: frozenset[str], trigger: Trigger, finder: PartyFinder
) -> str | None:
    """What a number counts of those whom an event befalls, whatever their noun or without one.

    So in *two bakers were killed* and *15,000 deported*.
    """
    event_type, target, counted = trigger.frame.event_type, trigger.target, _counted(number)
    if target is None or counted not in {target, number} or event_type not in _BY_EVENT:
        return None
    if counted == number:
        # *2,000 were evacuated, including 200 from X*.
        among = event_type == "evacuate" and number.i > 0 and number.nbor(-1).low == "including"
        return _BY_EVENT[event_type] if number == target or among else None
    word = lemma_of(counted.low, "NOUN")
    things = ("equipment", "building", "place", "line", "ground")
    if any(finder.lexicon.noun_is(word, kind) for kind in things) or word in _NOBODY | DEEDS:
        return None
    if event_type == "detain":
        return "captured"
    return "wounded" if verbs & WOUND else "killed" if verbs & KILL - {"destroy"} else None


def _counts(token: Token) -> bool:
    """Whether a word may be a number of something."""
    return token.pos_ == "NUM" or token.dep_ == "nummod" or token.low in VAGUE


def _quantity(
    token: Token, verbs: frozenset[str], finder: PartyFinder, befell: str | None = None
) -> Quantity | None:
    apart = token.dep_ == "appos" and fate(token) is None
    if not _counts(token) or apart or token.dep_ in {"nmod:tmod", "obl:tmod", "flat"}:
        return None
    if is_time_word(token) or _square(token) or _no_figure(token) or _of_month(token):
        return None
    if any(t.low == "mm" for t in token.doc[token.i + 1 : token.i + 3]):
        return None
    if token.i + 1 < len(token.doc) and token.nbor(1).low in PERCENT:
        return None
    first, words = figure_of(token)
    range_ = number_of(words)
    if range_ is None or _where(token):
        return None
    counted = _counted(token)
    kind = _kind_of(token, counted, verbs, finder) or befell
    if kind is None or _half_said(token, counted):
        return None
    scale = token.i + 1 < len(token.doc) and token.nbor(1).low in SCALES
    if scale and range_[1] is not None:
        factor = SCALES[token.nbor(1).low]
        range_ = range_[0] * factor, range_[1] * factor
    before = token.doc.between(max(0, first.i - 4), first.i).lower()
    low, high = qualified(range_, before)
    last = counted if counted.i > token.i else token
    text = token.doc.between(first.i, last.i + 1)
    return Quantity(kind=kind, side=finder.side_of(counted), low=low, high=high, text=text)


def _kind_of(
    number: Token, counted: Token, verbs: frozenset[str], finder: PartyFinder
) -> str | None:
    """What a number counts, by the words beside it before the parse."""
    if killed_and_wounded(number, counted):
        return "personnel"
    if counted.low in FATES and counted != number:
        return FATES[counted.low]
    if counted == number or counted.low in {"more", "others", "other"}:
        return fate(number) or done_to(number) or person_counts(number)
    kind = _kind(counted, verbs, finder)
    if kind == "settlements" and cases(counted)[:1] == ("between",):
        # *The road between the two towns* is of neither.
        return None
    if kind == "personnel" and any(c.low == "dead" for c in counted.children):
        return "killed"
    return (fate(counted) or kind) if kind in {"killed", "wounded", "personnel"} else kind


def _no_figure(word: Token) -> bool:
    """Whether a word only says that there are some (*as many as possible*, *few losses*)."""
    as_many = word.low == "many" and word.i > 0 and word.nbor(-1).low == "as"
    of_losses = word.low in VAGUE and lemma_of(word.head.low, "NOUN") == "loss"
    return word.low == "some" or as_many or of_losses


def _of_month(number: Token) -> bool:
    """Whether a number is a day of the month before it (*since Feb 24*)."""
    month = number.nbor(-1) if number.i > 0 else None
    return month is not None and month.low.rstrip(".")[:3] in _MONTHS and (
        month.text[:1].isupper() and number.text.isdigit() and int(number.text) < 32
    )  # fmt: skip


def _half_said(number: Token, counted: Token) -> bool:
    """Whether a word is part of a number (*tens* of thousands), or *enemy* taken for a noun."""
    return counted.low == "enemy" or (many_of(counted) and counted != number)


def _square(number: Token) -> bool:
    """Whether an area is given, not a distance (*30 square kilometres*)."""
    return number.i + 1 < len(number.doc) and number.nbor(1).low in {"square", "sq"}


def _where(number: Token) -> bool:
    """Whether a distance only says where a place lies (*9 km south of X*, *within 9 km of X*)."""
    if lemma_of(_counted(number).low, "NOUN") not in _DISTANCE:
        return False
    unit = _counted(number)
    following = [t.low for t in number.doc[unit.i + 1 : unit.i + 4]]
    within = any(t.low == "within" for t in number.doc[max(0, number.i - 3) : number.i])
    if following[:1] == ["-"] or (within and following[:1] == ["of"]):
        # *A 13-kilometre-long convoy* is as little a way gone as *within 9 km of X*.
        return True
    if following[:1] == ["from"] and unit.head.pos_ == "VERB" and lemma(unit.head) in _GONE:
        return False
    return any(w.removesuffix("ern") in _POINTS or w == "from" for w in following)


def _reach(trigger: Trigger) -> Sequence[Token]:
    """Tokens under the event's words, without clauses of their own."""
    seen: list[Token] = []
    stack = [trigger.head]
    while stack and len(seen) < 120:
        node = stack.pop()
        seen.append(node)
        stack += [
            c for c in node.children
            if c.dep_ not in {"ccomp", "parataxis", "acl:relcl"}
            and not (c.dep_ in {"advcl", "conj"} and c.pos_ == "VERB")
        ]  # fmt: skip
    return sorted(seen, key=lambda t: t.i)
