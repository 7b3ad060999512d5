"""What is being got ready, and so is yet to be done."""

from __future__ import annotations

from salient.reading.clauses import (
    aim_of,
    is_purpose,
    noun_before,
    to_infinitive,
    used_for,
    with_means,
    without_means,
)
from salient.reading.effects import Standing, applied, awaited, meant, missed
from salient.reading.governors import CONTENDING, MEANS, READYING
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.lexicon import Operator
from salient.reading.modifiers import Modifiers
from salient.reading.out_of_reach import deprived_of
from salient.reading.outcomes import tried_in_vain
from salient.reading.supposing import if_need_be, of_another
from salient.reading.tokens import Token
from salient.reading.tree import cases, child

__all__ = ["Preparing"]

_ABLE = Operator("noun", "power", "capable")
_TELLING_AIM = frozenset({"be", "remain", "include", "continue"})
_TRIES = frozenset({"attempt", "effort", "bid"})
_BEEN_THERE = frozenset({"participant", "veteran"})
"""Who has been in a fight that is told of (*hires participants in the battle of X*)."""

_RANKED = frozenset({"first", "last"})
_REPAYING = frozenset(
    "present award thank praise reward decorate honour honor congratulate blame punish sanction "
    "criticise criticize condemn".split()
)
"""Verbs whose *for* names what has been done."""

_TASKING = frozenset({"task", "charge", "entrust"})
_LIKELY = frozenset({"likely", "probably", "possibly", "presumably", "apparently"})


def _by_the_way(likely: Token) -> bool:
    """Whether *likely* after a comma tells what a verb was done for, whatever the parse says."""
    after = likely.low in _LIKELY and likely.i > 0 and likely.nbor(-1).text == ","
    verb = likely.head
    told = verb.pos_ == "VERB" and likely.i > verb.i and child(likely, "cop", "nsubj") is None
    return after and told and likely.dep_ in {"xcomp", "advcl", "amod", "dep"}


class Preparing(Modifiers):
    """Tells what words of preparation make of the deed that they are for."""

    def set_task(self, s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """An aim beside its verb: *tasked with taking X*, *shelled X, likely to weaken it*.

        Neither what was tried in vain nor what somebody was *the first to* do is one.
        """
        head = node.head
        of = node.dep_ == "nmod" and cases(node)[:1] == ("of",)
        tried = of or node.dep_ in {"acl", "xcomp"}
        if tried and lemma_of(head.low, "NOUN") in _TRIES and tried_in_vain(head):
            # An *attempt of assault* that was beaten off was an assault.
            return (s if self.fought and of else missed(meant(s))), False
        if head.low in _RANKED and head.pos_ == "ADJ" and to_infinitive(node):
            return s, True
        if node.dep_ in {"advcl", "obl"} and cases(node)[:1] == ("with",):
            return (meant(s), True) if lemma(head) in _TASKING else None
        loose = head.low in _LIKELY and head.dep_ == "advmod" and head.i > head.head.i
        loose = loose or _by_the_way(head)
        if not loose or node.dep_ not in {"xcomp", "advcl"} or not to_infinitive(node):
            return None
        op = self.operators.get(("adv", head.low))
        s = meant(s)
        return (applied(s, op, head, ahead=False, negated=False) if op is not None else s), False

    @staticmethod
    def yet_to_come(s: Standing, deed: Token) -> Standing:
        """What is prepared for: meant, or awaited where it is the deed of somebody else."""
        dreaded = lemma(deed.head) in {"brace", "gird"}
        return awaited(s) if dreaded or of_another(deed) else meant(s)

    def made_for(self, deed: Token) -> bool:
        """Whether what stands after *for* is yet to be done (*regroup for*, *reserves for*).

        What stands before *for* counts too, wherever the parse hangs it.
        """
        if lemma(deed.head) in _REPAYING:
            return False
        case = child(deed, "case", "mark")
        before = case.nbor(-1) if case is not None and case.i > 0 else deed.head
        for governor in (deed.head, before):
            word = lemma(governor)
            if word in READYING or (governor.pos_ == "NOUN" and word in MEANS):
                return True
            contended = governor.pos_ == "NOUN" or word in {"fight", "battle", "struggle"}
            if contended and word in CONTENDING and not self.under_way:
                return True
        return False

    @staticmethod
    def by_means(s: Standing, node: Token, op: Operator | None) -> tuple[Standing, bool] | None:
        """What an infinitive is to the means before it: done, open, out of reach or meant."""
        head = node.head
        if op is not None:
            able = op.effect == "capable" and (without_means(head) or deprived_of(head))
            return (s._replace(positive=False), False) if able else None
        if not is_purpose(node):
            return None
        if used_for(node):
            return s, True
        if without_means(head):
            return s._replace(positive=False), False
        if with_means(head):
            return applied(s, _ABLE, head, ahead=False, negated=False), False
        return meant(s), False

    @staticmethod
    def in_case(s: Standing, node: Token) -> Standing:
        """What is yet to come under a condition (*will attack if …*, *when and if …*)."""
        if s.mood != "forecast":
            return s
        if if_need_be(node):
            return s._replace(mood="conditional")
        for c in node.children:
            marks = cases(c) if c.dep_ == "advcl" else ()
            even = any(g.low in {"even", "as"} for g in c.children if g.i < c.i)
            if {"if", "unless"} & {*marks} and not even:
                return s._replace(mood="conditional")
        return s

    @staticmethod
    def by_the_way(s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """What is one of several (*aims, including the capture of X*), or only a setting."""
        marks, head = cases(node)[:1], node.head
        if marks == ("including",):
            return s, s.mood == "reported" and not head.dep_.startswith("nsubj")
        if marks == ("in",) and lemma(head) in _BEEN_THERE:
            return s, False
        if marks == ("in",) and node.dep_ == "obl" and lemma(head) == "set":
            # *Sets an ultimatum in the battle for X*.
            return s, False
        return None

    def made_out(self, node: Token) -> Operator | None:
        """What something is made to somebody (*which makes it impossible to leave*)."""
        if lemma(node.head) not in {"make", "render"} or not to_infinitive(node):
            return None
        said = (c for c in node.head.children if c.dep_ == "xcomp" and c.pos_ == "ADJ")
        ops = (self.operators.get(("adj", c.low)) for c in said if c.i < node.i)
        return next((op for op in ops if op is not None and op.effect == "negate"), None)

    def pursued(self, s: Standing, aim: Token) -> Standing:
        """What is pursued by an object: meant, or missed (*continued failed attempts to take*)."""
        thing = child(aim.head, "obj")
        means = None if thing is None or thing.i > aim.i else thing
        vain = means is not None and any(
            (op := self.adjective(c)) is not None and op.effect == "unsuccessful"
            for c in means.children
            if c.dep_ == "amod"
        )
        return missed(meant(s)) if vain else meant(s)

    def of_aim(self, infinitive: Token) -> bool:
        """Whether a noun of aims stands before an infinitive (*do not abandon the plan to*)."""
        nouns = (self.operators.get(("noun", lemma(noun))) for noun in noun_before(infinitive))
        return any(op is not None and op.effect == "intend" for op in nouns)

    def is_aim(self, verb: Token) -> bool:
        """Whether a verb tells what an aim is (*the main effort remains seizing X*)."""
        subject = child(verb, "nsubj") if lemma(verb) in _TELLING_AIM else None
        op = self.operators.get(("noun", lemma(subject))) if subject is not None else None
        return op is not None and op.effect == "intend"

    @staticmethod
    def only_for(op: Operator | None, infinitive: Token) -> bool:
        """Whether an infinitive is only what a verb is done for (*paused to rest*)."""
        if op is None:
            return False
        if op.lemma in {"complete", "finish"} and any(
            lemma(noun) in READYING for noun in noun_before(infinitive)
        ):
            return True
        return (op.effect == "assert" and aim_of(infinitive)) or op.lemma in {"pause", "halt"}
