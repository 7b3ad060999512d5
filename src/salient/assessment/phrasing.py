"""A claim as an English sentence: who says so, in which mood, how sure, what, where, when."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from salient.assessment.likelihood import likelihood
from salient.assessment.naming import Names, distinct_holders
from salient.assessment.wording import days_text, joined, long_date, number_text, shortened
from salient.model import Claim, Holder, PlaceMention, Quantity

__all__ = ["Phrase", "event_phrase", "place_text", "quoted", "said"]

FLAT = 0.99
"""From this lower bound a holder's statement is flat and carries no likelihood word."""

WIDEST_ROW = 0.26
"""An interval wider than any row of the likelihood table (0.25) is called *possible*."""

_DIRECTIONS = {
    "near": "near",
    "around": "around",
    "along": "along",
    "toward": "toward",
    "between": "between",
    **{f"{point}_of": f"{point} of" for point in (
        "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
    )},
}  # fmt: skip
_NOBODY = "there"
_SUFFERING = frozenset((
    "attrition", "bear", "casualty", "degrade", "die", "endure", "experience", "face", "incur",
    "lose", "loss", "perish", "suffer", "sustain", "toll",
))  # fmt: skip
"""Words of predicates whose actor is who loses, unless the losses are inflicted on another."""
_INFLICTING = frozenset({"inflict", "cause", "deal", "impose"})
_PEOPLE = frozenset((
    "analysts", "authorities", "commanders", "correspondents", "experts", "forces", "journalists",
    "milbloggers", "officers", "officials", "representatives", "residents", "soldiers", "sources",
    "troops", "Authorities", "Forces", "Officials", "Representatives", "Residents",
))  # fmt: skip
_PLURAL_KINDS = frozenset({"anonymous"})


class Phrase(msgspec.Struct, frozen=True, rename={"otherwise": "else"}):
    """How one event type is said; the fields are explained on top of `phrases.toml`."""

    base: str
    past: str
    noun: str
    state: bool = False
    object: str = ""
    otherwise: str = ""
    by: str = ""
    at: str = ""
    article: str = ""
    of: str = ""


class _Clause(msgspec.Struct, frozen=True):
    """The parts of a clause: who (empty: nobody named), the verb's two forms, what follows."""

    actor: str
    past: str
    base: str
    tail: str
    negative: bool
    lasting: bool = False

    def _with(self, verb: str) -> str:
        return " ".join(part for part in (self.actor, verb, self.tail) if part)

    def finite(self, adverb: str = "") -> str:
        """`Russian forces likely did not capture Popasna`."""
        if self.lasting:
            verb = f"do not {self.base}" if self.negative else self.base
        else:
            verb = f"did not {self.base}" if self.negative else self.past
        return self._with(f"{adverb} {verb}".strip())

    def modal(self, modal: str, adverb: str = "") -> str:
        """`Russian forces will likely not capture Popasna`; `modal` is *will*, *would*, *may*."""
        parts = (modal, adverb, "not" if self.negative else "", self.base)
        return self._with(" ".join(part for part in parts if part))

    def intention(self) -> str:
        """`Russian forces intend to capture Popasna`."""
        if self.actor == _NOBODY:
            return f"{self.tail} is intended"
        verb = "intend" if self.actor.endswith("s") else "intends"
        verb = f"do not {verb}" if self.negative and verb == "intend" else verb
        verb = f"does not {verb[:-1]}" if self.negative and verb == "intends" else verb
        return self._with(f"{verb} to {self.base}")


@cache
def event_phrase(event_type: str) -> Phrase | None:
    """The phrase for an event type, or None for `other` and types without one."""
    text = files("salient.assessment").joinpath("assets/phrases.toml").read_text("utf-8")
    phrases = msgspec.convert(tomllib.loads(text), dict[str, Phrase])
    return phrases.get(event_type)


def said(claim: Claim, names: Names) -> str:
    """What the claim's innermost holder says, as one sentence without a full stop.

    Likelihood words come from the claim's probability by the ICD 203 table. A claim of type
    `other` is reduced to where it is about; its quote must speak for it.
    """
    inner = distinct_holders(claim)[-1]
    holder = names.holder(inner)
    phrase = event_phrase(claim.event_type)
    if phrase is None:
        where = place_text(claim.places, names, "on")
        return f"{holder} {_verb(inner, 'comment')}{' ' + where if where else ''}"
    return f"{holder} {_content(claim, inner, _clause(claim, phrase, names))}"


def quoted(claim: Claim, limit: int = 220) -> str:
    """The quote in typographic marks, on one line, cut between words past `limit` characters."""
    line = shortened(claim.quote.text, limit)
    bare = line.strip('“”"')
    return f"“{bare}”"


def _content(claim: Claim, inner: Holder, clause: _Clause) -> str:
    if claim.mood == "denied":
        positive = msgspec.structs.replace(clause, negative=False)
        return f"{_verb(inner, 'deny')} that {positive.finite()}"
    if claim.mood == "superseded":
        return f"{_verb(inner, 'have')} given up the view that {clause.modal('would')}"
    if claim.mood == "intended":
        return f"{_verb(inner, 'say')} that {clause.intention()}"
    if claim.mood == "conditional":
        return f"{_verb(inner, 'say')} that {clause.modal('would')} on a stated condition"
    return _judged(claim, inner, clause)


def _judged(claim: Claim, inner: Holder, clause: _Clause) -> str:
    """A flat, assessed or forecast claim, with the likelihood that its holder gives to it."""
    low, high = claim.probability
    row = likelihood((low + high) / 2)
    future = claim.mood == "forecast"
    plain = clause.modal("will") if future else clause.finite()
    verb = "expect" if future else "assess" if claim.mood == "assessed" else "say"
    if low >= FLAT:
        words = f"{_verb(inner, verb)} that {plain}"
    elif high - low > WIDEST_ROW:
        words = f"{_verb(inner, 'hold')} it possible that {plain}"
    elif row.adverb:
        hedged = clause.modal("will", row.adverb) if future else clause.finite(row.adverb)
        words = f"{_verb(inner, verb)} that {hedged}"
    elif row.term in {"remote", "roughly even"}:
        chance = "only a remote chance" if row.term == "remote" else "a roughly even chance"
        words = f"{_verb(inner, 'see')} {chance} that {plain}"
    else:
        words = f"{_verb(inner, 'judge')} it {row.term} that {plain}"
    return words


def _verb(holder: Holder, base: str) -> str:
    """The verb in the present for this holder: *says*, *say*."""
    last = holder.name.split()[-1:]
    if last and last[0].endswith("s") and (holder.kind in _PLURAL_KINDS or last[0] in _PEOPLE):
        return base
    irregular = {"deny": "denies", "have": "has", "assess": "assesses"}
    return irregular.get(base, f"{base}s")


def _clause(claim: Claim, phrase: Phrase, names: Names) -> _Clause:
    actor = names.party(claim.actor) or _implied_actor(claim, names)
    target = _target(claim, names)
    when = _when(claim)
    if claim.event_type == "loss":
        return _loss_clause(claim, names, when)
    if actor is None:
        return _nobody_clause(claim, phrase, names, target, when)
    locations = [m for m in claim.places if m.role == "location"]
    others = [m for m in claim.places if m.role != "location"]
    tail: list[str] = []
    direct = _objects(claim, locations)
    if phrase.object in {"target", "either"} and target:
        tail.append(target)
        target = None
    elif phrase.object in {"place", "either"} and direct:
        tail.append(joined([names.mention(m) for m in _distinct(direct)]))
        locations = [m for m in locations if m not in direct]
    elif phrase.otherwise:
        tail.append(_counted_places(claim) or phrase.otherwise)
    if target and phrase.by:
        tail.append(f"{phrase.by} {target}")
    tail += [place_text(locations, names, phrase.at or "at"), place_text(others, names, "at"), when]
    return _Clause(
        actor,
        phrase.past,
        phrase.base,
        " ".join(filter(None, tail)),
        negative=claim.polarity == "negative",
        lasting=phrase.state and not when and actor.endswith(" forces"),
    )


def _implied_actor(claim: Claim, names: Names) -> str | None:
    """The side that a claim's effects on control make the actor where the text names none."""
    sides = {effect.side for effect in claim.control if effect.effect != "contests"}
    acts = claim.event_type in {"capture", "hold", "lose", "withdraw", "advance"}
    return names.forces(sides.pop()) if acts and len(sides) == 1 else None


def _fits(event_type: str, mention: PlaceMention) -> bool:
    """Whether a place can be the object: one crosses rivers and takes anything but rivers."""
    spot = mention.relation == "at" or (event_type == "encircle" and mention.relation == "around")
    return spot and (mention.kind == "river") == (event_type == "cross") and mention.kind != "axis"


def _objects(claim: Claim, locations: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places that can be the object of the verb.

    A region is none where it only says in which a town lies, or where some of it was taken
    (*three villages in Donetsk Oblast*); nor is a place of which a part alone was.
    """
    parts = {effect.place_id for effect in claim.control if effect.effect == "contests"}
    taken = claim.event_type in {"capture", "hold", "lose"}
    fitting = [
        m for m in locations if _fits(claim.event_type, m) and not (taken and m.place_id in parts)
    ]
    smaller = [m for m in fitting if m.kind != "region"]
    part = claim.target is not None and claim.target.name not in {
        name for m in fitting for name in (m.text, m.name)
    }
    return smaller if smaller or part else fitting


def _counted_places(claim: Claim) -> str:
    """The settlements that a claim counts and does not name (*three villages*)."""
    counted = [q for q in claim.quantities if q.kind == "settlements"]
    return joined([_amount(q) for q in counted])


def _target(claim: Claim, names: Names) -> str | None:
    """Who is acted on; nobody where a reader took one of the places for the target."""
    target = claim.target
    if target is not None and target.side is None:
        places = {name for m in claim.places for name in (m.text, m.name)}
        if target.name in places:
            return None
    return names.party(target)


def _nobody_clause(
    claim: Claim, phrase: Phrase, names: Names, target: str | None, when: str
) -> _Clause:
    """*There was a withdrawal from Izium*, where the text names no actor."""
    negative = claim.polarity == "negative"
    noun = " ".join(filter(None, ("no" if negative else phrase.article, phrase.noun)))
    if phrase.object in {"target", "either"} and target:
        noun = f"{noun} {phrase.of or 'of'} {target}"
        where = place_text(claim.places, names, "at")
    else:
        where = place_text(claim.places, names, phrase.of or phrase.at or "at")
    tail = " ".join(filter(None, (noun, where, when)))
    return _Clause(_NOBODY, "was", "be", tail, negative=False)


def _loss_clause(claim: Claim, names: Names, when: str) -> _Clause:
    """*Russian forces lost a tank to Ukrainian forces*, whichever of the two the text begins with.

    Who loses is the side of what was counted, else of what was destroyed; the actor is who loses
    only where the predicate says so.
    """
    counted = {q.side for q in claim.quantities if q.side}
    actor = names.party(claim.actor)
    if len(counted) == 1:
        sufferer: str | None = names.forces(counted.pop())
    elif claim.target is not None and claim.target.side is not None:
        sufferer = names.party(claim.target)
    else:
        sufferer = actor if _suffers(claim) else _opponent(claim, names)
    amounts = joined([_amount(q) for q in claim.quantities])
    to = f"to {actor}" if actor is not None and actor != sufferer else ""
    tail = (amounts or "people or equipment", to, place_text(claim.places, names, "at"), when)
    return _Clause(
        sufferer or "an unnamed side",
        "lost",
        "lose",
        " ".join(filter(None, tail)),
        negative=claim.polarity == "negative",
    )


def _opponent(claim: Claim, names: Names) -> str | None:
    """The forces of the one side that the actor can have done it to, in a war of two."""
    side = claim.actor.side if claim.actor is not None else None
    return names.opponents(side) if side is not None else None


def _suffers(claim: Claim) -> bool:
    """Whether the actor of a loss is who loses."""
    words = {*claim.predicate.lemma.split()}
    return bool(words & _SUFFERING) and not words & _INFLICTING


def _amount(quantity: Quantity) -> str:
    kind, low, high = quantity.kind, quantity.low, quantity.high
    nouns = {
        "killed": ("killed", "killed"),
        "wounded": ("wounded", "wounded"),
        "captured": ("taken prisoner", "taken prisoner"),
        "equipment": ("piece of equipment", "pieces of equipment"),
        "personnel": ("soldier", "soldiers"),
        "settlements": ("settlement", "settlements"),
        "distance": ("kilometre", "kilometres"),
        "units": ("unit", "units"),
    }
    figure = number_text(low)
    if high is None:
        figure = f"at least {figure}"
    elif high != low:
        top = number_text(high)
        figure = f"{figure} to {top}" if low else f"up to {top}"
    singular, plural = nouns.get(kind, (kind, kind))
    return f"{figure} {singular if figure in {'1', 'at least 1'} else plural}"


def place_text(mentions: Sequence[PlaceMention], names: Names, at: str) -> str:
    """The places of a clause as adverbials, such as `near Izium` or `from Izium toward Lyman`.

    `at` is the word for a plain location; it becomes *in* before a region.
    """
    groups: dict[str, list[PlaceMention]] = {}
    for mention in _distinct(mentions):
        groups.setdefault(_preposition(mention, at), []).append(mention)
    order = sorted(groups, key=lambda word: word in {"toward", "to"})
    return " ".join(f"{word} {joined([names.mention(m) for m in groups[word]])}" for word in order)


def _preposition(mention: PlaceMention, at: str) -> str:
    if mention.relation in _DIRECTIONS:
        words = _DIRECTIONS[mention.relation]
        return f"from {words}" if at == "from" or mention.role == "origin" else words
    if mention.role == "origin":
        return "from"
    if mention.role == "destination":
        return "to"
    if mention.role == "path":
        return "through"
    if at == "at" and mention.kind == "region":
        return "in"
    return "on" if at == "at" and mention.kind in {"axis", "river"} else at


def _distinct(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    seen: dict[tuple[str | None, str, str], PlaceMention] = {}
    for mention in mentions:
        key = (mention.place_id or mention.text, mention.relation, mention.role)
        seen.setdefault(key, mention)
    return list(seen.values())


def _when(claim: Claim) -> str:
    """The claim's own time; empty where the report's day merely stands in for it."""
    if claim.time.text is None:
        return ""
    if claim.mood in {"forecast", "intended"} and claim.time.latest is not None:
        return f"by {long_date(claim.time.latest)}"
    return days_text(claim.time.earliest, claim.time.latest)
