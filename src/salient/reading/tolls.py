"""The toll told beside an event: whom fire killed and wounded, what a death toll rose to."""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.events import Trigger
from salient.reading.fates import FATES, WOUND
from salient.reading.firing import FIRE
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, phrase_tokens

__all__ = ["Toll", "numbered", "tolls_of"]

Toll = tuple[str, str, Token]
"""The verb of the harm, what befell, and whom or how many."""

_HARM = frozenset("kill die perish wound injure hurt".split())
_DYING = frozenset({"die", "perish"})
_UPWARD = frozenset({"obl", "obl:agent", "nmod", "orphan", "nsubj"})
_ANOTHER_TIME = frozenset("after before since despite until than".split())
_FAR = 4
_RISING = frozenset("rise climb increase grow mount jump reach stand exceed surpass".split())
_DEATHS = frozenset({"toll", "death"})
_FIRED = frozenset({"fire", "shell", "shoot", "bomb", "strike", "hit"})
_GOING_ON = frozenset({"continue", "keep", "begin", "start"})
_ROW = frozenset({"conj", "xcomp"})
_FIRING = frozenset("shelling strike airstrike attack bombardment bombing explosion raid".split())


def tolls_of(trigger: Trigger) -> Iterator[Toll]:
    """Whom an event harmed, where another verb says so (*five were killed in the shelling*).

    So too what a toll came to (*the death toll from the strike rose to nine*), and those counted
    beside the killed without a clause to themselves (*40 were killed and 90 wounded*).
    """
    head = trigger.head
    yield from _risen(head)
    if head.pos_ == "VERB" and lemma(head) in _HARM:
        for joined in head.children:
            count = _count_right_before(joined) if joined.dep_ == "conj" else None
            if count is not None and lemma(joined) in _HARM:
                yield _toll(joined, count)
    fired_at = trigger.frame.event_type == "harm_civilians" and lemma(head) in _FIRED
    if not (trigger.frame.event_type in FIRE | {"attack"} or fired_at):
        return
    for verb in sorted(set(_harming(head)), key=lambda t: t.i):
        harmed = _harmed(verb)
        if harmed is not None and harmed != head:
            yield _toll(verb, harmed)


def _toll(verb: Token, harmed: Token) -> Toll:
    return lemma(verb), "wounded" if lemma(verb) in WOUND else "killed", harmed


def _risen(noun: Token) -> Iterator[Toll]:
    """What a count of the dead or the hurt came to, where the event is that count or what did it.

    So for the strike in *the toll of the strike reached nine*.
    """
    for node in (noun, *list(noun.ancestors)[:2]):
        if node.dep_ == "nsubj" and lemma(node.head) in _RISING:
            befell = _count_of(node)
            number = _figure_after(node.head)
            if befell is not None and number is not None:
                yield "kill" if befell == "killed" else "wound", befell, number
            return


def _figure_after(verb: Token) -> Token | None:
    """The number that a count came to, after its verb (*rose in May to nine*)."""
    after = (c for c in verb.children if c.dep_ in {"obl", "obj"} and c.i > verb.i)
    return next((c for c in after if c.pos_ == "NUM" or child(c, "nummod") is not None), None)


def _count_of(noun: Token) -> str | None:
    """What a count is a count of: the killed (*death toll*), the wounded or neither."""
    word = lemma(noun)
    if word in _DEATHS:
        return "killed"
    counted = child(noun, "nmod") if word == "number" else None
    if counted is None:
        return None
    told = next((FATES[c.low] for c in counted.children if c.low in FATES), None)
    return FATES.get(counted.low, told)


def _harming(head: Token) -> Iterator[Token]:
    """The verbs that say whom an event harmed, with those joined to them."""
    if head.pos_ == "VERB":
        going_on = head.dep_ == "xcomp" and lemma(head.head) in _GOING_ON
        told = [*head.children, *(head.head.children if going_on else ())]
        for c in told:
            if c.dep_ == "advcl" and c.i > head.i and c.low.endswith("ing"):
                yield from _with_joined(c)
        return
    node = head
    for _ in range(_FAR):
        if node.dep_ not in _UPWARD or _ANOTHER_TIME & {*cases(node)}:
            return
        node = node.head
        if node.pos_ in {"VERB", "ADJ"}:
            yield from _with_joined(node)
            return


def _with_joined(verb: Token) -> Iterator[Token]:
    """Verbs of harm in the row of a verb: those that no other fire, and nobody else, did."""
    if lemma(verb) in _HARM:
        yield verb
        first = verb.head
        if verb.dep_ in _ROW and lemma(first) in _HARM and not _elsewhere(first, verb):
            yield first
    for other in verb.children:
        if other.dep_ == "conj" and lemma(other) in _HARM:
            active = lemma(other) not in _DYING and child(other, "nsubj") is not None
            done = active and child(other, "obj") is not None
            own = any(t.low in _FIRING for c in other.children if c.dep_ == "obl"
                      for t in c.subtree)  # fmt: skip
            if not done and not own:
                yield other


def _elsewhere(verb: Token, later: Token) -> bool:
    """Whether a verb has a place or cause to itself (*killed in X and one wounded in a strike*)."""
    return any(c.dep_ == "obl" and verb.i < c.i < later.i for c in verb.children)


def _harmed(verb: Token) -> Token | None:
    """Who is the worse for a verb of harm."""
    if lemma(verb) in _DYING:
        return child(verb, "nsubj", "nsubj:pass")
    hurt = child(verb, "nsubj:pass") or child(verb, "obj")
    if hurt is None and verb.dep_ == "acl":
        return verb.head
    if hurt is None and not verb.low.endswith("ing"):
        return child(verb, "nsubj") or _count_right_before(verb)
    return hurt


def _count_right_before(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nummod" and c.i + 1 == verb.i), None)


def numbered(harmed: Token) -> list[Token]:
    """The words among which the numbers of those harmed are, the whole row of them."""
    row = [harmed, *(c for c in harmed.children if c.dep_ == "conj" and c.pos_ != "VERB")]
    return [t for noun in row for t in phrase_tokens(noun)]
