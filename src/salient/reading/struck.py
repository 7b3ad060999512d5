"""What fire reached, by the verb that its noun stands with.

*The shelling hit a school*, *a plant hit by an air strike*, *the strike, which targeted a depot*,
*they terrorise the residents with artillery fire*: the noun of fire is an event, and what it befell
is said by another verb than its own.
"""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, is_passive

__all__ = ["struck_beside"]

_HITTING = frozenset(
    "hit strike target destroy damage ruin level devastate pound batter reach".split()
)
_WITH = frozenset("terrorize terrorise target hit strike attack pound batter cover shell".split())
"""Verbs of what is done *with* fire to their object."""

_IN_WHICH = frozenset({"in", "by", "during", "from", "with", "amid"})
_RESULT = frozenset({"result", "consequence", "outcome"})


def struck_beside(noun: Token) -> Token | None:
    """What a noun of fire is said to hit by the verb that it is subject, means or cause of."""
    for clause in noun.children:
        if clause.dep_ in {"acl", "acl:relcl"} and clause.i > noun.i and _active(clause):
            subject = child(clause, "nsubj")
            by_it = subject is None or subject.low in {"which", "that"}
            if by_it and (subject is not None or clause.low.endswith("ing")):
                return _thing(child(clause, "obj"))
    node = noun
    if node.dep_ == "nmod" and lemma(node.head) in _RESULT:
        node = node.head
    verb = node.head
    if verb.pos_ != "VERB":
        return None
    if node.dep_ == "nsubj":
        return _thing(child(verb, "obj")) if _active(verb) else None
    if node.dep_ not in {"obl", "obl:agent"}:
        return None
    if "with" in cases(node) and child(verb, "obj") is not None:
        return _thing(child(verb, "obj")) if lemma(verb) in _WITH else None
    if lemma(verb) not in _HITTING or not (_IN_WHICH & {*cases(node)} or lemma(node) in _RESULT):
        return None
    undergoes = child(verb, "nsubj:pass") or (None if child(verb, "obj") else child(verb, "nsubj"))
    if undergoes is None and verb.dep_ == "acl":
        undergoes = verb.head
    return _thing(undergoes)


def _active(verb: Token) -> bool:
    return lemma(verb) in _HITTING and not is_passive(verb)


def _thing(noun: Token | None) -> Token | None:
    """A noun that names something: pronouns say nothing that the noun of fire does not."""
    return noun if noun is not None and noun.pos_ in {"NOUN", "PROPN"} else None
