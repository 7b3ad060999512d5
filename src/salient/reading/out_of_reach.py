"""What somebody has not got what it takes for.

*Lacks the strength necessary to take X*, *has not massed a strong enough group to attack X* and
*attacks X with insufficient forces to take it* name an aim, and say that it is out of reach: what
it would take is not there. How sure that is, the verb tells of which the means are the object.
"""

from __future__ import annotations

from salient.reading.clauses import to_infinitive
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import ancestors, cases, child

__all__ = ["Means", "deprived_of", "means_for"]

_NEEDED = frozenset({"necessary", "needed", "required"})
_ENOUGH = frozenset({"enough", "sufficient", "adequate"})
_TOO_LITTLE = frozenset({"insufficient", "inadequate", "scant"})
_WANTING = frozenset({"lack", "deprive", "rob", "strip", "want"})
_DEPRIVING = frozenset({"deprive", "rob", "strip"})
_UP = frozenset({"acl", "advcl", "xcomp", "amod", "nmod", "obl", "obj"})
_STEPS = 5
_FAR = 5


class Means:
    """The means to a deed: the verb that tells of them, and whether it says that they want."""

    __slots__ = ("verb", "wanting")

    def __init__(self, verb: Token, *, wanting: bool) -> None:
        self.verb, self.wanting = verb, wanting


def deprived_of(noun: Token) -> bool:
    """Whether somebody is deprived of what a noun names (*deprived them of the ability to*)."""
    above = noun.head
    whose = above.head if above.pos_ in {"NOUN", "PROPN"} and above.dep_ == "obj" else above
    return lemma(whose) in _DEPRIVING and whose.i < noun.i and cases(noun)[:1] == ("of",)


def means_for(infinitive: Token) -> Means | None:
    """The means that an infinitive says would do it, and what becomes of them."""
    if not to_infinitive(infinitive) or infinitive.dep_ not in {"advcl", "acl", "xcomp"}:
        return None
    mark = child(infinitive, "mark")
    if mark is None or mark.i < 2:
        return None
    needed = mark.nbor(-1).low in _NEEDED
    node = infinitive.head
    for _ in range(_STEPS):
        if node.pos_ == "VERB" and node.low not in _NEEDED:
            break
        if node.head == node or node.dep_ not in _UP:
            return None
        node = node.head
    noun = next((t for k in range(1, _FAR) if (t := mark.nbor(-k)).pos_ == "NOUN" or t == node
                 or t.is_punct or t.i == 0), mark)  # fmt: skip
    if node.pos_ != "VERB" or noun.pos_ != "NOUN" or node not in ancestors(noun):
        return None
    words = {c.low for c in noun.children}
    if words & _TOO_LITTLE:
        return Means(node, wanting=True)
    if lemma(node) in _WANTING and (needed or lemma(node) != "want"):
        return Means(node, wanting=True) if needed or node.i < noun.i else None
    if needed or words & _ENOUGH:
        return Means(node, wanting=False)
    return None
