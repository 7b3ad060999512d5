"""What is told as no fact: what efforts go into, what is only supposed, tales called false."""

from __future__ import annotations

from datetime import date, timedelta

from salient.model import TimeMention
from salient.reading.clauses import one_of_many
from salient.reading.effects import EXPECTED, Standing
from salient.reading.governors import HAPPENING, RESPONDING, TOLD
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.lexicon import Frame
from salient.reading.supposing import by_another, of_another
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, negation

__all__ = ["devoted_to", "in_its_light", "means_of_aim", "only_enabled", "still_to_come"]

_THROWING = frozenset(
    "throw put pour channel invest hurl devote dedicate pump sink gear orient bend".split()
)
_BATTLES = frozenset("battle fight fighting combat".split())
_TURNED = frozenset("focus attention emphasis priority energy".split())
_FALSE = frozenset(
    "false fake untrue bogus fabricated baseless unfounded groundless fictitious invented "
    "incorrect misleading".split()
)
_FALSEHOODS = frozenset(
    "fake hoax myth lie disinformation misinformation fabrication falsehood fiction nonsense "
    "invention".split()
)
_TRUE = frozenset("true correct accurate real valid".split())
_TALES = TOLD | frozenset("story message post video announcement footage letter picture".split())
_INSIDE_TALE = frozenset(
    "nmod nmod:poss acl ccomp obl obl:agent obj conj appos nsubj nsubj:pass compound".split()
)
_HAPPENING = frozenset("occur happen come materialise materialize succeed take confirm".split())
_CHARGING = frozenset(
    "accuse blame portray present depict frame claim allege assert insist state".split()
)
_FALSELY = frozenset("falsely baselessly wrongly groundlessly mistakenly erroneously".split())
_DENIALS = ("deny", "refute", "reject", "debunk", "dismiss", "disprove")
"""What says no more of a tale that is called false already."""

_ENABLING = frozenset("allow allows enable enables permit permits".split())
_ABOUT = frozenset({("about",), ("on",), ("of",)})
_FALLING = frozenset({"capture", "encircle", "lose"})
_CHANGES = frozenset(
    "acceleration intensification increase resumption escalation expansion continuation".split()
)
"""Of an attack these are as much a case as the attack (*an increase in attacks would*)."""

_FAR, _NEXT = 6, 9


def devoted_to(node: Token) -> bool:
    """Whether efforts are put into what a word names (*throws all forces into taking X*).

    So too where they are turned to it or away from it (*shifted the focus from taking X*).
    """
    head, marks = node.head, cases(node)[:1]
    thing = child(head, "obj") if head.pos_ == "VERB" else None
    if thing is None or node.dep_ not in {"advcl", "obl"}:
        return False
    if marks == ("into",) and lemma(head) in _THROWING:
        return lemma(node) not in _BATTLES
    if by_another(node, head):
        return False
    return lemma(thing) in _TURNED and marks[0:1] in {("from",), ("to",), ("on",), ("onto",)}


def means_of_aim(node: Token) -> bool:
    """Whether a *by*-clause names the means to what is only an aim (*trying to cut off A by B*)."""
    return cases(node)[:1] == ("by",) and any(
        c.dep_ == "mark" and c.low == "to" for c in node.head.children
    )


def only_enabled(verb: Token) -> bool:
    """Whether a verb in the present says what something makes possible (*allows them to take X*).

    *Do not allow them to pass* tells what is done.
    """
    did = any(c.dep_ == "aux" or (c.dep_ == "mark" and c.low == "to") for c in verb.children)
    return verb.low in _ENABLING and not did and negation(verb) is None


def in_its_light(event: Token, s: Standing, event_type: str) -> Standing:
    """The standing of an event after what is said of the tale or the case that it belongs to."""
    if _supposed_by_itself(event, event_type) and s.mood in {"reported", "assessed"}:
        s = s._replace(mood="conditional")
    met = s.mood == "intended" or (s.mood == "assessed" and lemma(event.head) in RESPONDING)
    if met and s.operators[:1] == ("possible",) and of_another(event):
        # *To hinder a possible advance* of theirs: nobody here means it, it may come.
        s = s._replace(mood="forecast")
    if s.mood == "denied":
        return s._replace(untrue=s.untrue or _accused_falsely(event))
    tale = _told_falsely(event) or _accused_falsely(event)
    if tale is not None:
        operators = (*s.operators, *_DENIALS)
        # Who is falsely said to be close to it is as far from it as before.
        positive = not s.positive and s.term != "close"
        s = s._replace(positive=positive, mood="denied", operators=operators, untrue=tale)
    return s


def still_to_come(
    s: Standing, time: TimeMention | None, today: date, frame: Frame | None = None
) -> Standing:
    """What is dated from today on into the future cannot have been seen: it is a forecast.

    So for nouns and for what moves the front; of another verb of its `frame` a coming time is
    more often that of what it is done for (*are gathering for an attack in the coming days*).
    """
    if frame is not None and frame.form != "noun":
        moves = frame.control is not None or frame.event_type == "advance"
        if not moves:
            return s
    if s.given or time is None or time.earliest is None or time.latest is None:
        return s
    ahead = time.earliest >= today and time.latest > today + timedelta(days=1)
    if not ahead or s.mood != "reported" or not s.positive:
        return s
    return s._replace(mood="forecast", probability=EXPECTED)


def _supposed_by_itself(event: Token, event_type: str) -> bool:
    """Whether a noun's event is only a case (*the loss of X, if it occurs*, *would change*).

    So too the fall of a place, or a single deed, of which it is said what it *will* bring.
    """
    if event.pos_ != "NOUN":
        return False
    node = event
    if event.dep_ == "nmod" and lemma(event.head) in _CHANGES and one_of_many(event.head):
        node = event.head
    predicate = node.head if node.dep_.startswith("nsubj") else None
    if predicate is not None and any(c.dep_ == "aux" and c.low == "would" for c in
                                     predicate.children):  # fmt: skip
        return True
    if predicate is not None and any(c.low == "will" for c in predicate.children):
        destroyed = event_type == "loss" and event.low in {"destruction", "elimination"}
        fallen = event_type in _FALLING or destroyed
        leads = lemma(predicate) not in HAPPENING and child(predicate, "aux:pass") is None
        return leads and (fallen or one_of_many(event))
    # Where such a clause hangs is the parser's guess; that it stands right behind the noun is not.
    for mark in event.doc[event.i + 1 : event.i + _NEXT]:
        subject = child(mark.head, "nsubj", "nsubj:pass") if mark.low == "if" else None
        itself = subject is not None and subject.low in {"it", "this", "that"}
        if itself and lemma(mark.head) in _HAPPENING:
            return True
    return False


def _told_falsely(event: Token) -> Token | None:
    """The tale to which an event belongs, if the text calls it false (*a fake report on …*)."""
    node = event
    for _ in range(_FAR):
        if node.dep_ not in _INSIDE_TALE or node.head == node:
            return None
        above = node.head
        noun = above.pos_ in {"NOUN", "PROPN"} or above.dep_ in {"obj", "nsubj", "nmod"}
        named = noun and node.i > above.i and node.dep_ != "conj"
        if named and _is_false_tale(above):
            return above
        if above.pos_ in {"VERB", "AUX"}:
            tale = child(above, "obj")
            if node.dep_ == "obl" and tale is not None and cases(node)[:1] in _ABOUT:
                return tale if _is_false_tale(tale) else None
            if above.dep_ not in {"acl", "ccomp"}:
                return None
        node = above
    return None


def _accused_falsely(event: Token) -> Token | None:
    """The word by which somebody tells it falsely (*falsely accused them of shelling*)."""
    verb = event
    for _ in range(_FAR):
        if verb.head == verb or verb.dep_ in {"ROOT", "conj", "parataxis", "acl:relcl"}:
            return None
        verb = verb.head
        if lemma(verb) in _CHARGING:
            adverb = next((c for c in verb.children if c.low in _FALSELY), None)
            return verb if adverb is not None else None
    return None


def _is_false_tale(noun: Token) -> bool:
    """Whether a noun is a lie, or a report that the text calls one."""
    tells = lemma_of(noun.low, "NOUN")
    return tells in _FALSEHOODS or (tells in _TALES and _is_called_false(noun))


def _is_called_false(tale: Token) -> bool:
    if any(c.dep_ == "amod" and c.low in _FALSE for c in tale.children):
        return True
    if not tale.dep_.startswith("nsubj"):
        return False
    said, denied = tale.head, negation(tale.head) is not None
    if denied:
        return lemma(said) == "correspond" or said.low in _TRUE
    return said.low in _FALSE or lemma_of(said.low, "NOUN") in _FALSEHOODS
