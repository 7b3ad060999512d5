"""What the rest of a sentence says became of an attempt or a deed, and what it waits for."""

from __future__ import annotations

from salient.reading.lemmas import lemma, lemma_of
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, negation

__all__ = [
    "came_to_nothing",
    "clause_of_its_own",
    "comes_off",
    "in_perfect",
    "in_present",
    "only_hoped",
    "tried_in_vain",
]

_WITHIN = 30
_JOINTS = frozenset({"but", "and", "yet", "however"})
_BEATEN = frozenset("repulse repel rebuff thwart foil stop halt defeat".split())
_BACK = frozenset("push drive throw beat force fight".split())
_AWAY = frozenset({"back", "off", "away", "out"})
_ATTEMPTS = frozenset(
    "attack assault attempt offensive advance enemy attacker invader occupier occupant aggressor "
    "adversary intruder".split()
)
_LEAVING = frozenset({"retreat", "withdraw", "flee"})
_MADE_TO = frozenset({"have", "force", "compel", "oblige"})
_HURT = frozenset({"lose", "suffer", "sustain", "take", "incur"})
_LOSSES = frozenset("loss casualty personnel soldier man vehicle tank equipment half".split())
_IN_VAIN = (("without", "success"), ("in", "vain"), ("no", "avail"), ("no", "success"))
_BEFORE = 8
_AFTER = 14
_REPELLED = frozenset("repulse repel rebuff thwart foil halt defeat stop suppress".split())
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PRON"})
_REMAINING = frozenset({"continue", "remain", "prove"})
_VAIN = frozenset("unsuccessful futile fruitless vain ineffective stalled stuck".split())
_BAD_ENDS = frozenset("failure defeat retreat escape flight loss withdrawal".split())
_SAME_IN_THE_PAST = frozenset("cut hit put set let shut split spread hurt beat".split())
_FINITE = frozenset(
    "is are was were has have had do does did will would may might could can must should".split()
)
_SEEMING = frozenset({"appear", "seem"})
_HEDGES = frozenset({"likely", "probably", "presumably", "possibly", "apparently"})


def came_to_nothing(event: Token) -> bool:
    """Whether what was tried is said to have failed afterwards (*tried to advance, but failed*).

    So too where those who tried were beaten back or fell back, and in *tried in vain*.
    """
    doc = event.doc
    if _fell_back_after(event.head):
        return True
    for k in range(event.i + 1, min(len(doc), event.i + _WITHIN)):
        word = doc[k]
        if word.text in {";", ":"}:
            return False
        if k + 1 < len(doc) and (word.low, doc[k + 1].low) in _IN_VAIN:
            return True
        left = k + 1 < len(doc) and lemma(doc[k + 1]) in _LEAVING
        if word.text == "," and left and _missed(doc[k + 1], word.text):
            # A headline: *Invaders try to enter X, retreat with losses*.
            return True
        if word.low in _JOINTS and word.head.i > word.i and _missed(word.head, word.low):
            return True
    return False


def tried_in_vain(aim: Token) -> bool:
    """Whether a noun of trying is said to have come to nothing.

    So in *repelled continued Russian attempts to reach X*, *an attempt to reach X was repulsed* and
    *efforts to reach X continue to be unsuccessful*, wherever the parse hangs the noun.
    """
    for k in range(aim.i - 1, max(-1, aim.i - _BEFORE), -1):
        word = aim.doc[k]
        if lemma(word) in _REPELLED and word.low != lemma(word) and not word.low.endswith("ing"):
            return True
        if word.pos_ not in _NOMINAL and word.low not in {"continued", "continuing", "'s", "-"}:
            break
    if aim.dep_ == "nmod" and cases(aim)[:1] == ("in",) and lemma(aim.head) == "success":
        return negation(aim.head) is not None
    if _beaten_after(aim):
        return True
    subject = aim.head if aim.dep_ == "nmod" and cases(aim)[:1] == ("of",) else aim
    if subject.dep_ in {"nsubj", "nsubj:pass"} and _is_vain(subject.head):
        return True
    return any(c.dep_ == "acl" and _is_vain(c) for c in aim.children)


def _beaten_after(aim: Token) -> bool:
    """Whether the next verb behind an attempt and its aim says that it was beaten or is failing.

    Headlines have it without *is* (*attempts to capture towns failing*), where the parse errs most.
    """
    doc, of_aim = aim.doc, False
    for k in range(aim.i + 1, min(len(doc), aim.i + _AFTER)):
        word = doc[k]
        if word.is_punct and word.text not in {"-", "'", '"'}:
            return False
        if word.pos_ == "VERB" and not of_aim and doc[k - 1].low == "to":
            of_aim = True
            continue
        if word.low in {"failing", "fail", "fails", "failed"}:
            return k + 1 == len(doc) or doc[k + 1].low != "to"
        if lemma(word) in _REPELLED and word.low.endswith(("ed", "elled")):
            return doc[k - 1].low in {"is", "are", "was", "were", "been"}
        if word.pos_ in {"VERB", "CCONJ", "SCONJ"}:
            return False
    return False


def _is_vain(predicate: Token) -> bool:
    """Whether a predicate says that an attempt got nowhere (*remain stalled*, *are no success*)."""
    if lemma(predicate) == "end":
        ends = (c for c in predicate.children if c.dep_ == "obl" and cases(c)[:1] == ("in",))
        return any(lemma(c) in _BAD_ENDS for c in ends)
    said = child(predicate, "xcomp") if lemma(predicate) in _REMAINING else predicate
    if said is None:
        return False
    copula = said.head == predicate or child(said, "cop", "aux:pass") is not None
    beaten = lemma(said) in _REPELLED and child(said, "aux:pass") is not None
    vain = (said.low in _VAIN and copula) or (beaten and negation(said) is None)
    return vain or (said.low == "successful" and negation(said) is not None)


def _fell_back_after(attempt: Token) -> bool:
    """Whether those who tried fell back after it (*withdrew after attempting to enter X*)."""
    return (
        attempt.dep_ == "advcl"
        and cases(attempt)[:1] in {("after",), ("following",)}
        and lemma(attempt.head) in _LEAVING
    )


def _missed(predicate: Token, joint: str) -> bool:
    """Whether a predicate says that a goal was missed (*failed*, *were pushed back*)."""
    word = lemma(predicate)
    doer = child(predicate, "nsubj")
    if (word == "fail" and (doer is None or doer.pos_ == "PRON")) or (
        predicate.low == "unsuccessful"
    ):
        aim = child(predicate, "xcomp")
        return aim is None or lemma(aim) in {"succeed", "do", "reach", "achieve"}
    denied = any(c.low in {"not", "n't", "never"} for c in predicate.children)
    if denied:
        return word in {"succeed", "manage"} or predicate.low == "successful"
    own = child(predicate, "nsubj", "nsubj:pass") is not None
    thing = child(predicate, "obj")
    driven = own and word in {"force", "compel"} and thing is not None and _of_attempt(thing)
    if (driven or not own) and word in _MADE_TO:
        then = child(predicate, "xcomp")
        back = then is not None and any(c.low in _AWAY for c in then.children)
        return then is not None and (lemma(then) in _LEAVING or (back and lemma(then) == "fall"))
    if word in _BEATEN or (word in _BACK and any(c.low in _AWAY for c in predicate.children)):
        passive = any(c.dep_ == "aux:pass" or c.low == "were" for c in predicate.children)
        return (passive and not own) or (own and thing is not None and _of_attempt(thing))
    if own or (joint == "and" and child(predicate, "cc") is None):
        return False
    if word in _LEAVING:
        return True
    return word in _HURT and joint == "but" and thing is not None and lemma(thing) in _LOSSES


def _of_attempt(thing: Token) -> bool:
    return thing.pos_ == "PRON" or lemma(thing) in _ATTEMPTS


def clause_of_its_own(node: Token, first: Token) -> bool:
    """Whether a finite verb follows one that is not (*focus on holding X and are attacking*).

    What governs the first says nothing of it: *failed to take X and appear to hold Y*.
    """
    if node.i < first.i or node.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    gerund = "Ger" in first.morph.get("VerbForm", [])
    infinitive = any(c.low == "to" and c.dep_ == "mark" for c in first.children)
    if not gerund and not infinitive:
        return False
    own = any(c.dep_ in {"aux", "cop", "aux:pass"} and c.low in _FINITE for c in node.children)
    hedged = any(c.low in _HEDGES and c.dep_ == "advmod" and c.i < node.i for c in node.children)
    joint = child(node, "cc")
    but = joint is not None and joint.low == "but"
    turned = hedged and but and node.low == lemma(node)
    fell_back = (but or joint is None) and comes_off(node) and not comes_off(first)
    return own or node.low in _SEEMING or (infinitive and (turned or fell_back))


def comes_off(verb: Token) -> bool:
    """Whether a verb tells how an attempt came off (*but have no success*, *but suffer losses*)."""
    if lemma(verb) in _LEAVING | {"fail"}:
        return True
    thing = child(verb, "obj")
    return thing is not None and (
        (lemma(verb) == "have" and any(c.low == "no" for c in thing.children))
        or (lemma(verb) in _HURT and lemma(thing) in _LOSSES)
    )


def in_present(node: Token) -> bool:
    """Whether a clause is in the present or the perfect, so that it may be yet to come.

    A form like *cut* or *hit* counts as either.
    """
    if any(c.low in {"had", "was", "were", "did"} and c.dep_.startswith(("aux", "cop")) for c in
           node.children):  # fmt: skip
        return False
    if lemma(node) in {"fail", "lose", "suffer"} and node.low != lemma_of(node.low, "VERB"):
        return False
    perfect = any(c.low in {"has", "have", "is", "are"} for c in node.children)
    past = "Past" in node.morph.get("Tense", []) and node.low not in _SAME_IN_THE_PAST
    return perfect or not past


def in_perfect(node: Token) -> bool:
    """Whether an infinitive tells what has been (*claims to have taken X*)."""
    return any(c.dep_ == "aux" and c.low == "have" for c in node.children)


def only_hoped(node: Token) -> bool:
    """Whether an infinitive after a verb is what something was opened or done for.

    So in *opened a corridor for them to leave*, where the parse makes it the verb's subject.
    """
    verb = node.head
    after = node.i > verb.i and verb.pos_ == "VERB" and child(verb, "obj") is not None
    infinitive = any(c.low == "to" and c.dep_ == "mark" for c in node.children)
    told = lemma(verb) in {"take", "cost", "need", "make"} or child(verb, "expl") is not None
    return after and infinitive and not told
