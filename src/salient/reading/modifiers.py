"""What the words that modify a node, govern it or are joined to it make of an event."""

from __future__ import annotations

from salient.reading.clauses import (
    AHEAD,
    is_known,
    is_purpose,
    of_degree,
    of_purpose,
    one_of_many,
    only_near,
    reported_future,
    to_infinitive,
)
from salient.reading.effects import (
    EXPECTED,
    Standing,
    applied,
    awaited,
    is_ahead,
    missed,
    to_be_held,
    unrecorded,
)
from salient.reading.governors import (
    AIMS,
    BEING_DONE,
    DECLARING,
    ENABLING,
    HALTING,
    HAPPENING,
    JOINING,
    LASTING,
    LIGHT,
    PREVENTABLE,
    RECORDING,
    REPELLING,
    SETTING_ABOUT,
    SIGNIFYING,
    TAKING_UP,
    TOLD,
    TURNED,
    ULTIMATA,
    UNDER_WAY,
)
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.lexicon import Lexicon, Operator
from salient.reading.operator_words import OperatorWords
from salient.reading.outcomes import comes_off
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, negation

__all__ = ["Modifiers", "announced"]


_HASTENING = frozenset({"hasten", "accelerate", "expedite", "quicken"})
"""What is hastened is not there yet, though the text says *the* (*may hasten the fall of X*)."""

_CONCLUDED = Operator("verb", "end", "cease")
"""What a siege does that has concluded."""

_PURSUING = frozenset({"pursue", "sustain"})
"""Verbs whose object is there as much as they tell, where it is not spoken of as known."""

_BETWEEN = 3
"""As far as *to* may stand behind the subject of a headline."""


class Modifiers(OperatorWords):
    """Applies the operators found in a parse, each to the standing so far."""

    def __init__(self, lexicon: Lexicon, event_type: str) -> None:
        super().__init__(lexicon)
        self.preventable = event_type in PREVENTABLE
        self.fought = event_type == "attack"
        self.going_on = event_type in LASTING | BEING_DONE
        self.under_way = event_type in UNDER_WAY
        self.helping = event_type == "evacuate"
        self.staged = event_type == "govern"
        self.able = event_type == "capacity"

    def local(self, s: Standing, node: Token, below: Token | None = None) -> Standing:
        """Apply the words that modify `node` itself: adverbs first, auxiliaries, then negation."""
        ahead = is_ahead(node)
        s = self._named_goal(s, node)
        negator = negation(node, below)
        modal: tuple[Token, Operator] | None = None
        hedge: tuple[Token, Operator] | None = None
        for c in node.children:
            if negator is not None and c in (negator, negator.head):
                continue
            if c.dep_ in {"advmod", "amod", "dep"} and c.pos_ in {"ADV", "ADJ", "VERB", "SCONJ"}:
                op = self._modifying(node, c)
                if op is None:
                    continue
                if op.effect in {"hedge", "possible", "doubt", "forecast"}:
                    hedge = (c, op)
                else:
                    s = applied(s, op, c, ahead, negated=False)
            elif c.dep_ == "aux":
                op = self.operators.get(("aux", lemma_of(c.text, "AUX")))
                if op is not None:
                    modal = (c, op)
        if negator is not None and not only_near(negator):
            s = s._replace(positive=not s.positive, operators=(*s.operators, "not"))
        if hedge is not None:
            open_yet = {"forecast", "possible"} if node.pos_ == "VERB" else {"forecast"}
            forward = ahead and modal is not None and modal[1].effect in open_yet
            s = applied(
                s, hedge[1], hedge[0], forward or (node.pos_ in {"NOUN", "PROPN"} and ahead), False
            )
        if modal is not None:
            s = self._modal(s, node, *modal, hedged=hedge is not None)
        return s

    def _modifying(self, node: Token, word: Token) -> Operator | None:
        """The operator that an adverb or adjective is to what it modifies."""
        op = self.adverb(word) if word.dep_ != "amod" else self.adjective(word)
        if op is None and node.pos_ == "VERB" and word.i < node.i:
            op = self.hedge_before(word)
        if op is None or op.effect in {"negate", "assert"}:
            return None
        if self.staged and (op.form, op.effect) == ("adj", "deny"):
            # A *fake referendum* is held all the same.
            return None
        return None if of_purpose(node, word) or of_degree(node, word) else op

    def qualified(self, s: Standing, noun: Token) -> Standing:
        """What an adjective of the event's own noun says of it."""
        for c in noun.children:
            op = self.adjective(c) if c.dep_ == "amod" else None
            if op is not None and self.staged and op.effect == "deny":
                continue
            if op is not None and op.effect not in {"negate", "assert"}:
                s = applied(s, op, c, ahead=op.effect == "forecast", negated=False)
        return s

    def _named_goal(self, s: Standing, node: Token) -> Standing:
        """*The goal is to take X*: what the copula makes of the infinitive."""
        copula = any(c.dep_ == "cop" for c in node.children)
        infinitive = to_infinitive(node)
        if not copula or not (infinitive or node.pos_ == "NOUN"):
            return s
        for c in node.children:
            if c.dep_.startswith("nsubj"):
                op = self.operators.get(("noun", lemma(c)))
                if op is not None and (infinitive or op.effect == "intend"):
                    return applied(s, op, c, ahead=True, negated=False)
        return s

    def _modal(self, s: Standing, node: Token, word: Token, op: Operator, hedged: bool) -> Standing:
        if op.effect == "forecast":
            if hedged or s.term is not None:
                return s._replace(mood="forecast", operators=(*s.operators, op.lemma))
            return applied(s, op, word, ahead=True, negated=False)
        if not s.positive and (op.effect == "capable" or op.lemma == "could"):
            return s
        if op.effect == "conditional" and reported_future(node):
            p = s.probability if s.term else EXPECTED
            return s._replace(mood="forecast", probability=p, term=s.term or word.low)
        ahead = is_ahead(node) or (self.staged and to_be_held(node))
        return applied(s, op, word, ahead, negated=False)

    def govern(self, s: Standing, op: Operator, word: Token, ahead: bool) -> Standing:
        """Apply a governing operator, and its own negation to it."""
        if op.lemma == "possible" and _proved_possible(word):
            return s if negation(word) is None else s._replace(positive=not s.positive)
        if op.lemma == "reject" and self._refused(s, word):
            return s._replace(positive=not s.positive, mood="reported")
        if self.able and op.lemma == "struggle":
            # Who struggles to sustain a tempo has not the strength for it.
            return s._replace(positive=not s.positive)
        negator = negation(word)
        negated = negator is not None and op.effect not in {"assert"}
        return applied(s, op, word, ahead, negated)

    @staticmethod
    def _refused(s: Standing, verb: Token) -> bool:
        """Whether what is rejected is something to do, not something said."""
        thing = child(verb, "obj")
        return s.mood == "intended" or (thing is not None and lemma(thing) in ULTIMATA)

    def listed(self, s: Standing, node: Token, first: Token) -> Standing:
        """*plans to surround X, take Y*: a base form in a list goes on with the infinitive."""
        op = self.operators.get(("verb", lemma(first)))
        if op is None or op.effect not in {"intend", "order"} or node.low != lemma(node):
            return s
        if node.pos_ != "VERB" or comes_off(node):
            return s
        if child(node, "nsubj", "aux") is not None or child(first, "xcomp") is None:
            return s
        return self.govern(s, op, first, ahead=True)

    def shared(self, s: Standing, node: Token, first: Token) -> Standing:
        """What a later conjunct takes over from the first: modals, and negation after *or*."""
        joint = child(node, "cc")
        if node.pos_ in {"NOUN", "PROPN"}:
            alike = joint is not None and joint.low in {"or", "nor"} and first.pos_ == "NOUN"
            denied = alike and negation(first) is not None and negation(node) is None
            return s._replace(positive=not s.positive) if denied else s
        if child(node, "nsubj", "nsubj:pass", "aux", "cop") is not None:
            return s
        if joint is not None and joint.low == "nor" and negation(node) is None:
            return s._replace(positive=not s.positive)
        perfect = any(c.dep_ == "aux" and lemma(c) == "have" for c in first.children)
        finite = "Fin" in node.morph.get("VerbForm", []) and not perfect
        if finite and "Past" in node.morph.get("Tense", []):
            return s
        if first.low.endswith("ing") and node.low.endswith("ed") and lemma(node) != node.low:
            # *Are likely gathering and conducted raids*: no word of the first is shared.
            return s
        either = child(node, "cc")
        negator = negation(first)
        carried = self.local(Standing(), first)
        if carried.failed and s.mood == "intended":
            return missed(s)
        if carried.mood != "reported" and s.mood == "reported":
            s = s._replace(mood=carried.mood, probability=carried.probability, term=carried.term)
        elif s.mood == "intended" and carried.mood in {"assessed", "forecast"}:
            mood = carried.mood if carried.mood == "forecast" else s.mood
            s = s._replace(mood=mood, probability=carried.probability, term=carried.term)
        if negator is not None and either is not None and either.low in {"or", "nor"}:
            s = s._replace(positive=not s.positive)
        return s

    def under_plain_verb(self, s: Standing, node: Token, event_noun: bool) -> tuple[Standing, bool]:
        """What a verb that is no operator makes of its object, and whether to go on above it."""
        head = node.head
        if node.dep_ != "obj":
            return s, False
        known = is_known(node) and lemma(head) not in _HASTENING
        if known and self.under_way and lemma(head) in JOINING and is_purpose(head):
            return s, False
        if event_noun and lemma(head) in TAKING_UP:
            return s, False
        denied = negation(head) is not None
        if denied and s.mood == "intended" and lemma(head) in SETTING_ABOUT:
            return s, True
        if denied and event_noun and not known and lemma(head) in RECORDING:
            return unrecorded(s, lemma(head)), False
        modal = any(c.dep_ == "aux" and lemma_of(c.text, "AUX") in AHEAD for c in head.children)
        open_yet = not known and (
            (modal and not denied) or (event_noun and self._hedged(head, node))
        )
        open_yet = open_yet or bool({"if", "unless"} & {*cases(head)})
        open_yet = open_yet or (event_noun and not known and lemma(head) in _PURSUING)
        open_yet = open_yet or (event_noun and self.staged and lemma(head) in DECLARING)
        return s, lemma(head) in LIGHT or open_yet

    def _hedged(self, verb: Token, thing: Token) -> bool:
        """Whether an adverb says how likely a verb is (*likely commenced operations*)."""
        if lemma(thing) in TOLD:
            return False
        adverbs = (self.adverb(c) for c in verb.children if c.dep_ == "advmod" and c.i < verb.i)
        return any(op is not None and op.effect in {"hedge", "possible"} for op in adverbs)

    def _remains(
        self, s: Standing, told: Operator | None, head: Token, ahead: bool
    ) -> Standing | None:
        """What becomes of an event that *remains unlikely*, *proves unsuccessful*."""
        if told is None or lemma(head) not in {"remain", "prove"}:
            return None
        if told.effect == "unsuccessful":
            return missed(s)
        doubted = told.effect in {"doubt", "hedge"} and lemma(head) == "remain"
        return self.govern(s, told, head, ahead) if doubted else None

    def as_subject(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What a predicate makes of the event that is its subject (*the attack failed*)."""
        head = node.head
        said = child(head, "xcomp")
        told = self.operators.get(("adj", said.low)) if said is not None else None
        remaining = self._remains(s, told, head, ahead)
        if remaining is not None:
            return remaining, True
        op = op or _concluded(head)
        if op is None:
            return _of_plain_predicate(s, head)
        if op.lemma == "fail" or op.effect == "unsuccessful":
            return missed(s), True
        named = op.form == "noun" and op.lemma in AIMS and child(head, "cop") is not None
        if named and s.mood == "reported":
            return self.govern(s, op, head, ahead), True
        if head.pos_ not in {"ADJ", "ADV"} and op.form != "verb":
            return s, lemma(head) in LIGHT
        if op.lemma in REPELLING and not (self.preventable or s.mood == "intended"):
            return s, False
        if op.lemma in HALTING | {"block"} and (ended := self._ended(s, op, head)) is not None:
            return ended
        if op.lemma in SIGNIFYING | TURNED:
            return s, op.lemma in TURNED
        done = said is not None and child(said, "aux:pass") is not None
        if said is not None and is_known(node) and not done and lemma(said) not in HAPPENING:
            return s, False
        headline = head.low.endswith("ed") and child(head, "aux", "obj") is None
        active = node.dep_ == "nsubj" and not headline
        own = active or child(head, "xcomp", "advcl", "ccomp") is not None
        # *The exchange is promised to be carried out* is no promise of its own.
        own = own and (active or not done)
        its_own_doing = op.effect in {"intend", "negate"} and own
        its_own_doing = its_own_doing or (op.effect == "cease" and child(head, "obj") is not None)
        there = is_known(node) or (lemma(head) in ENABLING and not one_of_many(node))
        # *The attacks made no gains* denies the gains.
        gains = child(head, "obj") is not None and negation(head) is not None
        there = there and lemma(head) not in HAPPENING | LIGHT
        if op.effect == "assert" and (there or gains):
            return s, False
        s = self._comes_to(s, said)
        if head.pos_ == "VERB" and (op.effect == "possible" or its_own_doing):
            return s, False
        ahead = ahead or op.effect == "hedge" or _is_to_be(head)
        return self.govern(s, op, head, ahead), True

    def of_loose_predicate(self, s: Standing, noun: Token) -> Standing:
        """What a predicate says of an event from which the parse has cut it off.

        In *assesses that an attack on X is unlikely* it makes the attack what is assessed; a
        headline (*Evacuation of X to be organised*) has nothing else to hang it on.
        """
        coming = announced(noun) or any(map(_still_to_be, noun.children))
        if noun.dep_ == "ROOT" and s.mood == "reported" and coming:
            return awaited(s)._replace(probability=EXPECTED)
        if noun.dep_ != "ccomp" or noun.pos_ != "NOUN" or child(noun, "cop") is not None:
            return s
        end = max(t.i for t in noun.subtree) + 1
        verb = noun.doc[end] if end < len(noun.doc) else noun
        predicate = verb.head
        op = self.operators.get(("adj", predicate.low))
        if verb.dep_ != "cop" or predicate.i < verb.i or op is None:
            return s
        return self.govern(s, self.by_degree(predicate) or op, predicate, _is_to_be(predicate))

    def _ended(self, s: Standing, op: Operator, verb: Token) -> tuple[Standing, bool] | None:
        """What becomes of an event that is stopped, or stops something.

        An attack that others stopped took place.
        """
        passive = child(verb, "aux:pass") is not None
        if self.fought and passive and op.lemma in HALTING:
            return s, False
        if op.effect != "negate":
            return None
        stopping = child(verb, "obj") is not None and not passive
        return (s, False) if stopping else (s._replace(positive=False), True)

    def _comes_to(self, s: Standing, said: Token | None) -> Standing:
        """What an event is thought to come to (*the offensive is likely to stall*)."""
        after = self.operators.get(("verb", lemma(said))) if said is not None else None
        if said is None or after is None or child(said, "obj") is not None:
            return s
        return self.govern(s, after, said, False) if after.effect in {"cease", "negate"} else s


def _concluded(predicate: Token) -> Operator | None:
    """What *has concluded* says of a siege; with an object it judges."""
    if lemma(predicate) != "conclude" or child(predicate, "obj", "ccomp") is not None:
        return None
    return _CONCLUDED


def _proved_possible(predicate: Token) -> bool:
    """Whether *it was possible to* tells of what was done, not of what might be."""
    copula = child(predicate, "cop")
    infinitive = child(predicate, "csubj", "xcomp", "advcl", "ccomp")
    open_yet = any(c.dep_ == "aux" for c in predicate.children)
    past = copula is not None and copula.low == "was" and not open_yet
    return past and infinitive is not None and to_infinitive(infinitive)


def _of_plain_predicate(s: Standing, predicate: Token) -> tuple[Standing, bool]:
    """What a predicate that is no operator makes of its subject, and whether to go on."""
    if _still_to_be(predicate) and s.mood == "reported":
        return awaited(s)._replace(probability=EXPECTED), False
    thing = child(predicate, "obj")
    # *Took place* tells of its subject, *made progress* of its object.
    return s, lemma(predicate) in LIGHT and (thing is None or thing.low == "place")


def announced(verb: Token) -> bool:
    """Whether a headline's verb tells what is to come (*Army to open corridor for 5 hours*)."""
    subject, to = child(verb, "nsubj", "nsubj:pass"), child(verb, "mark")
    if subject is None or to is None or not to_infinitive(verb):
        return False
    return subject.i < to.i <= subject.i + _BETWEEN


def _still_to_be(predicate: Token) -> bool:
    """Whether a headline tells of something to be done (*Evacuation to be organised*)."""
    marked = any(c.low == "to" and c.dep_ == "mark" for c in predicate.children)
    passive = child(predicate, "aux:pass") is not None
    return marked and passive and predicate.dep_ in {"ROOT", "parataxis", "acl"}


def _is_to_be(predicate: Token) -> bool:
    """Whether an adjective in the present says of an event that it may come (*is unlikely*)."""
    copula = child(predicate, "cop")
    return predicate.pos_ == "ADJ" and copula is not None and copula.low in {"is", "are", "'s"}
