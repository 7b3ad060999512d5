"""What is only supposed: turned-round conditions, the scope of *if*, deeds that others await."""

from __future__ import annotations

from itertools import pairwise

from salient.reading.clauses import is_known
from salient.reading.governors import HAPPENING, LIGHT, TOLD
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.subjects import subject_of
from salient.reading.tokens import Token
from salient.reading.tree import ancestors, cases, child, negation

__all__ = [
    "asked_how",
    "asked_whether",
    "by_another",
    "if_need_be",
    "in_condition",
    "of_another",
    "of_idle_sign",
    "of_sign",
    "opener",
    "shares_mood",
    "told_as_done",
    "told_by_the_way",
    "unseen",
    "whether_or_not",
    "without_sign",
]

_TURNED_ROUND = frozenset({"were", "had", "should"})
_NEEDED = frozenset({"necessary", "needed", "required"})
_SOON = 16
_UNREAL = frozenset({"would", "could", "might"})
_INSIDE = frozenset("xcomp ccomp csubj obj obl nmod acl conj".split())
_EVIDENCE = frozenset("indicator indication sign evidence proof confirmation".split())
_SIGNS = TOLD | _EVIDENCE
_FOOTAGE = frozenset("footage imagery image video photo".split())
_IDLE = frozenset({"indicator", "indication", "sign"})
_OPEN = frozenset(
    "unclear unknown uncertain unsure ask wonder doubt see know determine verify confirm".split()
)
_OPENLY = frozenset({"unclear", "unknown", "uncertain", "unsure"})
_IF_DENIED = frozenset("clear sure certain know say see tell predict".split())
_ASKING_HOW = frozenset({"how", "when", "where", "whether"})
_SEEING = frozenset("observe see record detect notice spot".split())
_GIVING = frozenset("find provide offer give present obtain produce show receive".split())
_SHOWING = frozenset("suggest indicate show confirm prove demonstrate".split())
_WHEN = frozenset({"when", "once", "whenever"})
_LOOSE = frozenset({(), ("while",), ("in",), ("by",), ("thus",), ("thereby",)})
_WITHIN = 12
_NOT_A_CASE = frozenset({"even", "as", "only"})
_DONE = frozenset({"have", "be"})
_JUDGING = frozenset(
    "identify compare frame characterize characterise portray paint depict label describe".split()
)
_THINKING = frozenset(
    "declare announce claim say believe think assess consider estimate suggest conclude".split()
)
_CIRCUMSTANCES = frozenset("as while because after since although though whereas".split())


def in_condition(event: Token) -> bool:
    """Whether an event stands inside a condition, however deep.

    So in *if it sees signs that they prepare to attack* and *were this shelling, they would*.
    """
    return _after_if(event) or _turned_round(event)


def _after_if(event: Token) -> bool:
    """Whether a clause of *if* holds the event; one spoken of as known is so in any case."""
    node = event
    for _ in range(_WITHIN):
        asked = node.i > node.head.i and asked_whether(node)
        if node.dep_ == "advcl" and {"if", "unless"} & {*cases(node)} and not asked:
            unreal = any(c.dep_ == "aux" and c.low in _UNREAL for c in node.head.children)
            return unreal or not any(c.low in _NOT_A_CASE for c in node.children if c.i < node.i)
        sign = node.dep_ == "acl:relcl" and lemma(node.head) in _SIGNS
        if node.head == node or not (node.dep_ in _INSIDE or sign):
            return False
        if node.dep_ == "conj" and child(node, "nsubj", "nsubj:pass") is not None:
            return False
        node = node.head
    return False


def _turned_round(event: Token) -> bool:
    """Whether a sentence opens with a condition that has no *if* (*Were they to leave, …*)."""
    doc = event.doc
    if _should_it(event):
        return True
    if doc[0].low not in _TURNED_ROUND:
        return False
    comma = next((t.i for t in doc if t.text == "," and t.i > event.i), event.i)
    would = _UNREAL | {"will", "may"} if doc[0].low == "should" else _UNREAL
    return any(t.low in would for t in doc[comma : min(len(doc), comma + _WITHIN)])


def _should_it(event: Token) -> bool:
    """Whether *should* before its subject opens the case told of (*the outcry should they leave*).

    At the head of a sentence it may ask.
    """
    for node in (event, *ancestors(event)):
        should = next((c for c in node.children if c.dep_ == "aux" and c.low == "should"), None)
        if should is not None and should.i > 0:
            after = should.nbor(1).head
            subject = next((c for c in node.children if c.dep_.startswith("nsubj")
                            and c.i > should.i), None)  # fmt: skip
            return subject is not None and after.i > should.i
        if node.dep_ not in _INSIDE:
            return False
    return False


def of_sign(node: Token) -> bool:
    """Whether a clause, or a noun, is what a sign or evidence would show.

    So in *no evidence that they left* and *no signs of preparations*.
    """
    clause = node.dep_ in {"ccomp", "acl", "acl:relcl"}
    named = node.dep_ == "nmod" and cases(node)[:1] == ("of",)
    return (clause or named) and lemma(node.head) in _EVIDENCE


def without_sign(node: Token) -> bool:
    """Whether a clause is what nothing seen would show (*no evidence that they left*).

    So too *has not seen any evidence that* and *no footage that suggests that*, whose relative
    clause says of the evidence what it would show.
    """
    sign = node.head
    if node.dep_ == "ccomp" and sign.dep_ == "acl:relcl" and lemma(sign) in _SHOWING:
        sign = sign.head
        if lemma(sign) not in _EVIDENCE | _FOOTAGE:
            return False
    elif not of_sign(node):
        return False
    if negation(sign) is not None:
        return True
    seeing = sign.head
    unseen_sign = sign.dep_ == "obj" and lemma(seeing) in _SEEING | _GIVING
    return unseen_sign and negation(seeing) is not None


def of_idle_sign(event: Token) -> bool:
    """Whether an event is only what a sign would tell (*these are no signs that they will leave*).

    So too *if it sees any sign that*. Where there is said to be no evidence, something is told.
    """
    node = event
    for _ in range(_WITHIN):
        sign = node.head
        if of_sign(node) and lemma(sign) in _IDLE:
            named = negation(sign) is not None and child(sign, "cop") is not None
            return named or _after_if(sign)
        if sign == node:
            return False
        node = sign
    return False


def whether_or_not(event: Token) -> bool:
    """Whether an event is named only to say that it makes no difference (*whether or not they*)."""
    for k in range(event.i - 1, max(1, event.i - _WITHIN), -1):
        word = event.doc[k]
        if word.text == ",":
            return False
        if word.low == "not" and (word.nbor(-2).low, word.nbor(-1).low) == ("whether", "or"):
            return True
    return False


def unseen(node: Token) -> bool:
    """Whether a participle is what somebody has not seen (*has not observed them massing*)."""
    verb = node.head if node.dep_ in {"advcl", "xcomp", "ccomp"} else node.head.head
    participle = node.low.endswith("ing") and node.dep_ in {"advcl", "xcomp", "ccomp", "acl"}
    if not participle or cases(node) or lemma(verb) not in _SEEING:
        return False
    return negation(verb) is not None


def asked_whether(node: Token) -> bool:
    """Whether a clause is an open question (*whether*, *it is unclear if they left*)."""
    marks = cases(node)
    if node.dep_ not in {"csubj", "ccomp", "advcl", "xcomp", "acl"}:
        return False
    return "whether" in marks or ("if" in marks and lemma(node.head) in _OPEN)


def asked_how(node: Token) -> bool:
    """Whether nobody can tell how or when it will be (*unclear how soon they will take X*)."""
    if node.dep_ not in {"csubj", "ccomp", "advcl", "xcomp"}:
        return False
    before = [c for c in node.children if c.i < node.i]
    if not any(w.low in _ASKING_HOW for c in before for w in (c, *c.children)):
        return False
    judged = child(node.head, "xcomp", "acomp") if lemma(node.head) == "remain" else None
    open_to = judged if judged is not None and judged != node else node.head
    if open_to.low in _OPENLY:
        return True
    denied = lemma(open_to) in _IF_DENIED or open_to.low in _IF_DENIED
    return denied and negation(open_to) is not None


def opener(clause: Token) -> str:
    """The first word that joins a clause to its verb, be it a conjunction or *when*, *once*."""
    marks = cases(clause)
    if marks:
        return marks[0]
    if clause.dep_ == "ccomp":
        # *Will begin once they leave*: the parse hangs *once* on the verb before it.
        verb = clause.head
        when = (c for c in verb.children if c.dep_ == "advmod" and c.i == verb.i + 1)
    else:
        when = (c for c in clause.children if c.dep_ == "advmod" and c.i < clause.i)
    return next((c.low for c in when if c.low in _WHEN), "")


def shares_mood(node: Token) -> bool:
    """Whether a clause is a participle beside its verb (*will strike X, killing many*)."""
    gerund = node.low.endswith("ing") and lemma(node) != node.low
    own = any(c.dep_.startswith("nsubj") or c.dep_ == "aux" for c in node.children)
    return gerund and not own and node.head.i < node.i and cases(node)[:1] in _LOOSE


def by_another(deed: Token, verb: Token) -> bool:
    """Whether a deed is said to be that of somebody else than the verb's subject."""
    if any("by" in cases(c) for c in deed.children):
        return True
    named = (c for c in deed.children if c.dep_ in {"amod", "nmod:poss"} and c.pos_ != "PRON")
    whose = {c.low for c in named if c.text[:1].isupper() or c.low == "enemy"}
    subject = subject_of(verb) if verb.pos_ in {"VERB", "AUX", "NOUN", "ADJ"} else None
    own = {c.low for c in (*subject.children, subject)} if subject is not None else set()
    return bool(whose) and bool(own) and not whose & own


def of_another(deed: Token) -> bool:
    """Whether a deed is that of somebody else than whoever the clause around it tells of."""
    verb = deed.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return by_another(deed, verb)


def if_need_be(node: Token) -> bool:
    """Whether *if necessary* stands soon after a word, wherever the parse hangs it."""
    after = node.doc[node.i + 1 : node.i + _SOON]
    return any(word.low == "if" and then.low in _NEEDED for word, then in pairwise(after))


def told_by_the_way(event: Token) -> bool:
    """Whether an event is only taken as known in what somebody thinks or judges.

    So in *believes that the strike on X was revenge*, *thinks they will stop because they lost X*
    and *portrayed the raid as revenge*, not in *believes that they struck X*.
    """
    if event.pos_ == "NOUN" and is_known(event):
        spoken_of = event.dep_.startswith("nsubj") and lemma(event.head) not in HAPPENING | LIGHT
        judged = event.dep_ == "obj" and lemma(event.head) in _JUDGING
        if spoken_of or judged or event.dep_ in {"nmod", "obl"}:
            return True
    for node in (event, *ancestors(event)):
        told = node.dep_ in {"ccomp", "ROOT", "parataxis"} or "that" in cases(node)
        if told or (node != event and lemma(node) in _THINKING):
            return False
        beside = node.dep_ == "advcl" and cases(node)[:1] and cases(node)[0] in _CIRCUMSTANCES
        if beside or node.dep_ == "acl:relcl":
            return True
    return False


def told_as_done(event: Token) -> bool:
    """Whether the clause of an event tells what is or has been, not what may come.

    So in *warned that they have crossed the river*; not in *warned of an attack*.
    """
    for node in (event, *ancestors(event)):
        if node.dep_ != "ccomp":
            continue
        auxiliaries = [c for c in node.children if c.dep_ in {"aux", "aux:pass"}]
        if any(lemma_of(c.text, "AUX") not in _DONE and c.low not in {"did", "does", "do", "to"} for
               c in auxiliaries):  # fmt: skip
            return False
        past = "Past" in node.morph.get("Tense", []) and "Fin" in node.morph.get("VerbForm", [])
        return past or bool(auxiliaries)
    return False
