"""What is under way or has been done, though it is told in words of aims.

*Is forcing conscripts to sign*, *artillery strikes to support ground attacks on X* and *the
operation to evacuate X continues* tell of deeds, not of intentions; *prepares referendums in X*
the other way round tells of what is not there yet.
"""

from __future__ import annotations

from salient.reading.clauses import is_purpose
from salient.reading.governors import CAUSING
from salient.reading.lemmas import lemma
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, negation

__all__ = [
    "being_carried_out",
    "being_supported",
    "brought_about",
    "main_verb_astray",
    "only_prepared",
    "taken_as_known",
]

_FORCING = CAUSING | {"compel"}
_COMING = frozenset("future further potential possible planned prospective upcoming new".split())
_SUPPORTING = frozenset({"support", "complement", "reinforce", "augment"})
_TRIES = frozenset({"effort", "attempt", "plan", "preparation"})
_FIRING = frozenset(
    "conduct launch carry strike shell fire bomb bombard attack intensify continue undertake "
    "fight use provide".split()
)
_LIKELY = frozenset({"likely", "probably", "possibly", "presumably"})
_OPERATIONS = frozenset({"operation", "mission", "campaign", "process"})
_LASTING = frozenset({"continue", "resume", "proceed", "begin", "start"})
_ONGOING = frozenset({"underway", "ongoing", "way"})
_ASTRAY = frozenset({"xcomp", "conj", "advcl", "ccomp"})
_OF_CLAUSES = frozenset({"mark", "aux", "aux:pass", "nsubj", "nsubj:pass", "cop", "cc"})
_NOW = frozenset({"currently", "already", "presently", "still", "now"})
_ALREADY = frozenset({"already", "illegally", "previously", "forcibly", "newly", "recently"})
_PLANNING = frozenset({"prepare", "plan", "schedule"})


def brought_about(infinitive: Token) -> bool:
    """Whether the parse hangs on its object what somebody is forced to (*forcing men to sign*)."""
    forced = infinitive.head
    if infinitive.dep_ != "acl" or forced.dep_ not in {"obj", "obl"} or cases(forced):
        return False
    return lemma(forced.head) in _FORCING and negation(forced.head) is None


def being_supported(deeds: Token) -> bool:
    """Whether several deeds are supported, which go on then (*to support ground attacks on X*)."""
    verb = deeds.head
    if lemma(verb) not in _SUPPORTING or "Plur" not in deeds.morph.get("Number", []):
        return False
    if not is_purpose(verb) or lemma(deeds) in _TRIES:
        return False
    serving = verb.head
    fire = serving.pos_ == "NOUN" or lemma(serving) in _FIRING
    if not fire or any(word.low in _LIKELY for word in (serving, *verb.children)):
        return False
    return not any(c.low in _COMING for c in deeds.children)


def being_carried_out(infinitive: Token) -> bool:
    """Whether the operation to do something goes on (*the operation to rescue them continues*)."""
    operation = infinitive.head
    if operation.dep_ != "nsubj" or lemma(operation) not in _OPERATIONS:
        return False
    predicate = operation.head
    aux = any(c.dep_ == "aux" and c.low not in {"has", "have", "is"} for c in predicate.children)
    goes_on = lemma(predicate) in _LASTING or predicate.low in _ONGOING
    return goes_on and not aux and negation(predicate) is None


def only_prepared(event: Token, event_type: str) -> bool:
    """Whether an event's own verb says that it is yet to come (*prepares elections in X*)."""
    if event.pos_ not in {"VERB", "AUX"} or lemma(event) not in _PLANNING:
        return False
    if event_type == "govern":
        return True
    aim = child(event, "obl")
    return aim is not None and cases(aim)[:1] == ("for",)


def taken_as_known(participle: Token) -> bool:
    """Whether a participle only qualifies a noun, though the parse makes an aim of it.

    So in *seeks to force mobilized men to sign*, *to annex already invaded territories*, *to leave
    the towns captured by the army* and *may commit forces currently operating in X*.
    """
    if participle.dep_ not in _ASTRAY or participle.low == lemma(participle) or participle.i < 2:
        return False
    if any(c.dep_ in _OF_CLAUSES for c in participle.children):
        return False
    before = participle.nbor(-1)
    if participle.low.endswith("ing"):
        return before.low in _NOW and participle.nbor(-2).pos_ in {"NOUN", "PROPN"}
    if not participle.low.endswith("ed"):
        return False
    thing = child(participle, "obj")
    if thing is None:
        by = child(participle, "obl:agent")
        return participle.dep_ == "xcomp" and by is not None and before.pos_ in {"NOUN", "PROPN"}
    if before.low in _ALREADY:
        return participle.nbor(-2).pos_ in {"VERB", "ADP", "PART"}
    return participle.dep_ == "xcomp" and before.pos_ in {"VERB", "NOUN", "ADV"}


def main_verb_astray(verb: Token) -> bool:
    """Whether a clause's own verb hangs on a participle of its subject.

    So in *forces attempting to surround X continue to face shortages*.
    """
    head = verb.head
    if verb.dep_ != "xcomp" or verb.low != lemma(verb) or not head.low.endswith("ing"):
        return False
    if any(c.dep_ in {"aux", "mark"} for c in head.children) or cases(verb):
        return False
    return any(
        c.dep_ == "xcomp" and c.i < verb.i and any(m.low == "to" for m in c.children)
        for c in head.children
    )
