"""What was fired with, and so which event it was: artillery shells, aircraft bomb, missiles strike.

*Struck*, *hit*, *attacked* and *targeted* leave open how; the weapon beside them tells, or the
label of the headline that they stand under (*Shelling of X: the enemy attacked X*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon
from salient.reading.tokens import Doc, Token
from salient.reading.tree import cases, child

__all__ = ["FIRE", "told_by_means"]

FIRE = frozenset({"shell", "strike", "airstrike"})
"""Event types of fire from afar."""

_OPEN = frozenset({"attack", "strike", "shell", "airstrike"})
_BLASTS = frozenset({"explosion", "blast", "explode", "detonate", "detonation"})
"""What is heard whatever went off: the thing that did tells the event."""

_BESIDE_A_BLAST = frozenset({"compound", "amod", "nmod", "nsubj"})
_LEFT_OPEN = frozenset(
    "attack strike hit target bombard pound fire pummel conduct carry launch deliver continue "
    "resume make inflict intensify fall land".split()
)
"""Heads of frames that do not tell by themselves what was fired with."""

_BY_MEANS = {
    "shell": frozenset(
        "artillery mortar mlrs grad smerch uragan hurricane howitzer launcher tube shell "
        "thermobaric flamethrower tos-1 tos-1a projectile".split()
    ),
    "strike": frozenset(
        "missile rocket drone uav iskander kalibr s-300 s-300s shahed tochka-u kinzhal "
        "quadcopter".split()
    ),
    "airstrike": frozenset(
        "aircraft aviation plane jet helicopter bomber warplane airstrike air-strike su-25 su-34 "
        "su-35 ka-52 mi-8 mi-24 air bomb aircrafts".split()
    ),
}
_KIND_OF = {word: kind for kind, words in _BY_MEANS.items() for word in words}
_GOES_OFF = {
    **{word: kind for word, kind in _KIND_OF.items() if word != "bomb"},
    **dict.fromkeys(("shell", "shells", "round", "munition", "munitions"), "shell"),
    **dict.fromkeys(("mine", "mines", "landmine"), "mine"),
    **dict.fromkeys(("car", "ied", "device", "scooter", "partisan", "explosives"), "sabotage"),
}
_CODES = {
    "shell": ("noun", "shelling"), "strike": ("verb", "hit"), "airstrike": ("verb", "bomb"),
    "sabotage": ("verb", "sabotage"), "mine": ("verb", "mine"),
}  # fmt: skip
"""An entry of each type whose PLOVER and ACLED codes are the type's."""

_MADE_OF = frozenset(
    "system fire strike attack weapon unit munition bomb artillery ammunition asset raid".split()
)
"""Nouns that the word before them makes a weapon of one kind or another."""

_COUNTS = frozenset("dozen number pair group hundred".split())

_WITH = frozenset({"with", "by", "using", "from", "via"})
_ON_FOOT = frozenset({"ground", "infantry", "assault", "amphibious", "combined", "tank"})
"""What makes an attack one on the ground, whatever fire supports it."""


def told_by_means(triggers: Sequence[Trigger], lexicon: Lexicon, doc: Doc) -> list[Trigger]:
    """The events of a sentence, those of fire typed by the weapon or the label that tells it."""
    label = _label(triggers, doc)
    typed = [
        _gone_off(t, lexicon) if t.frame.head in _BLASTS
        else _of_type(t, "airstrike", lexicon) if _shelling_from_the_air(t)
        else _typed(t, lexicon, label) if _is_open(t) else t
        for t in triggers
    ]  # fmt: skip
    return [_as_its_cause(t, typed, lexicon) for t in typed]


def _as_its_cause(trigger: Trigger, triggers: Sequence[Trigger], lexicon: Lexicon) -> Trigger:
    """What fire hits is hit by that fire (*launched an airstrike on X, hitting a school*)."""
    verb, frame = trigger.head, trigger.frame
    if frame.event_type != "strike" or frame.words not in {("hit",), ("strike",)}:
        return trigger
    if verb.dep_ != "advcl" or not verb.low.endswith("ing"):
        return trigger
    kinds = (t.frame.event_type for t in triggers if t is not trigger and verb.head in t.tokens)
    kind = next((k for k in kinds if k in {"airstrike", "shell"}), None)
    return trigger if kind is None else _of_type(trigger, kind, lexicon)


def _gone_off(trigger: Trigger, lexicon: Lexicon) -> Trigger:
    """A blast, typed by what went off where the words beside it say so."""
    near = [c for c in trigger.head.children if c.dep_ in _BESIDE_A_BLAST]
    near += [trigger.head.head] if trigger.head.dep_ in {"acl", "acl:relcl"} else []
    near += [g for c in near for g in c.children if g.dep_ == "compound"]
    words = (word for noun in near for word in (lemma(noun), noun.low))
    kind = next((_GOES_OFF[word] for word in words if word in _GOES_OFF), None)
    if kind is None or kind == trigger.frame.event_type:
        return trigger
    return _of_type(trigger, kind, lexicon)


def _is_open(trigger: Trigger) -> bool:
    frame = trigger.frame
    if frame.event_type not in _OPEN or frame.head not in _LEFT_OPEN:
        return False
    return not any(word in _KIND_OF and word != "bomb" for word in frame.words)


def _typed(trigger: Trigger, lexicon: Lexicon, label: Trigger | None) -> Trigger:
    kind = _means(trigger)
    if kind is None and label is not None and trigger.frame.event_type == "attack":
        under = trigger.head.i > label.head.i and not _on_foot(trigger)
        kind = label.frame.event_type if under else None
    if kind is None or kind == trigger.frame.event_type:
        return trigger
    return _of_type(trigger, kind, lexicon)


def _of_type(trigger: Trigger, kind: str, lexicon: Lexicon) -> Trigger:
    like = next(iter(lexicon.frames.get(_CODES[kind], ())), trigger.frame)
    frame = msgspec.structs.replace(
        trigger.frame, event_type=kind, plover=like.plover, acled=like.acled
    )
    return trigger._replace(frame=frame)


def _label(triggers: Sequence[Trigger], doc: Doc) -> Trigger | None:
    """The fire that a headline's label names, before the first colon and any verb."""
    first = triggers[0] if triggers else None
    if first is None or first.frame.form != "noun" or first.frame.event_type not in _CODES:
        return None
    if lemma(first.head) not in {"shelling", "bombardment", "airstrike", "bombing"}:
        return None
    for token in doc[first.head.i + 1 :]:
        if token.text == ":":
            return first
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _on_foot(trigger: Trigger) -> bool:
    near = [*trigger.tokens, *trigger.head.children]
    return any(t.low in _ON_FOOT for t in near)


def _means(trigger: Trigger) -> str | None:
    """The type that the first weapon tells, unless another bears the frame's own type out."""
    if _on_foot(trigger) or any(
        t.low in _ON_FOOT for token in trigger.tokens for t in token.children
    ):
        return None
    kinds = [_KIND_OF[word] for word in _weapons(trigger) if word in _KIND_OF]
    return kinds[0] if kinds and trigger.frame.event_type not in kinds else None


def _weapons(trigger: Trigger) -> Iterator[str]:
    """Lemmas of what may be the weapon: a modifier of the noun, a means phrase, the subject."""
    for token in trigger.tokens:
        if token.pos_ in {"NOUN", "PROPN"}:
            for c in token.children:
                if c.dep_ in {"compound", "amod"} or _with_arms(c):
                    yield from _row(c)
    yield from _right_after(trigger)
    verb = trigger.head
    for c in verb.children:
        opening = cases(c)[:1]
        if c.dep_ in {"obl", "obl:agent", "nmod"} and opening and opening[0] in _WITH:
            yield from _row(c)
        if c.dep_ == "obj" and lemma(c) in {"strike", "raid"}:
            yield from _row(c)
        if c.dep_ == "advcl" and lemma(c) == "use":
            tool = child(c, "obj")
            yield from _row(tool) if tool is not None else ()
    subject = _shooter(trigger)
    if subject is not None and trigger.frame.form == "verb":
        yield from _row(subject)
    yield from _flown_by(trigger)
    if trigger.frame.words == ("target",):
        yield from _after_with(trigger)
    if trigger.frame.form == "verb" and verb.dep_ in {"xcomp", "acl", "advcl"}:
        yield from _put_to_use(verb)


def _shelling_from_the_air(trigger: Trigger) -> bool:
    """Whether aircraft are who *shells* (*shelling by enemy aircraft*)."""
    if trigger.frame.head != "shelling" or trigger.actor is None:
        return False
    return _KIND_OF.get(lemma(trigger.actor)) == "airstrike"


def _flown_by(trigger: Trigger) -> Iterator[str]:
    """The arms of an air force, and of whom a number only counts (*dozens of helicopters*)."""
    actor = trigger.actor
    if actor is None or (trigger.frame.form == "verb" and actor.i > trigger.head.i):
        return
    if actor.low == "force" and any(c.low == "air" for c in actor.children):
        yield "air"
    counted = [c for c in actor.children if c.dep_ == "nmod" and cases(c)[:1] == ("of",)]
    if lemma(actor) in _COUNTS:
        yield from (lemma(c) for c in counted)


def _with_arms(noun: Token) -> bool:
    """Whether a noun under a noun of fire is what that is done with (*strikes with aircraft*)."""
    return noun.dep_ == "nmod" and any(c in {"with", "from"} for c in cases(noun)[:1])


def _right_after(trigger: Trigger) -> Iterator[str]:
    """The arms of a *with* that stands right after the word, whatever the parse hangs it on."""
    doc, after = trigger.head.doc, trigger.head.i + 1
    if after < len(doc) and doc[after].low == "with" and doc[after].dep_ == "case":
        yield from _row(doc[after].head)


def _put_to_use(verb: Token) -> Iterator[str]:
    """The arms that somebody uses to strike (*used artillery systems to strike X*)."""
    user = verb.head if verb.dep_ != "acl" else verb.head.head
    arms = child(user, "obj") if lemma(user) in {"use", "employ", "deploy"} else None
    if arms is None or not any(c.low == "to" for c in verb.children):
        return
    words = [*_row(arms)]
    if "himars" not in {t.low for t in arms.subtree}:
        yield from words


def _shooter(trigger: Trigger) -> Token | None:
    """What strikes: the subject, that of *continue to*, or the noun that the verb qualifies."""
    verb = trigger.head
    subject = child(verb, "nsubj")
    if subject is not None:
        return subject
    if verb.dep_ == "xcomp" and trigger.frame.words == ("target",):
        return child(verb.head, "nsubj")
    if verb.dep_ == "acl" and verb.low.endswith("ing"):
        return verb.head
    before = verb.doc[verb.i - 1] if verb.low == "targeting" and verb.i else None
    return before if before is not None and before.pos_ == "NOUN" else None


def _after_with(trigger: Trigger) -> Iterator[str]:
    """The arms of a later *with* or *using*, wherever the parse hangs them (*X City with guns*)."""
    doc = trigger.head.doc
    for token in doc[trigger.head.i + 1 :]:
        if token.low in {"with", "using"} and token.i + 1 < len(doc):
            noun = token.head if token.dep_ == "case" else child(token, "obj")
            if noun is not None and trigger.head.is_ancestor(noun):
                yield from _row(noun)
            return


def _row(noun: Token) -> Iterator[str]:
    """A noun, what stands before it in its phrase, and those joined to it."""
    yield lemma(noun)
    yield noun.low
    made_of = {"conj", "compound", "amod"} if lemma(noun) in _MADE_OF else {"conj"}
    for c in noun.children:
        if c.low == "jet" and noun.low in {"system", "systems", "launcher", "launchers"}:
            # What translations call *jet systems* fires from the ground.
            yield "mlrs"
        elif c.low == "aerial" and lemma(noun) in {"bomb", "bombardment"}:
            yield "air"
        elif c.dep_ in made_of:
            yield lemma(c)
            yield c.low
