"""Factuality: did it happen, who means it to, how likely does its holder think it.

Read along the parse, from the event's word outward: at each step the words that modify the node
(auxiliaries, negation, adverbs) and then the word that governs it act on the standing so far. So
*doubts that they managed to hold X* composes *manage* (nothing), then *doubt*. The approach is
that of implicative signatures (Nairn, Condoravdi and Karttunen 2006, "Computing relative polarity
for textual inference") with probability ranges after ICD 203.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.clauses import (
    AHEAD,
    adverbs_before,
    aim_of,
    came_to_nothing,
    clause_of_its_own,
    is_known,
    is_purpose,
    labels,
    of_another,
    of_purpose,
    only_near,
    only_required,
    reported_future,
    still_ahead,
    supposed,
    toward_goal,
    without_means,
)
from salient.reading.effects import EXPECTED, Standing, applied, awaited, is_ahead, meant, missed
from salient.reading.governors import (
    BY_MEANS_OF,
    CALLED_OFF,
    CAUSING,
    COMPLEMENT_CASES,
    HAPPENING,
    LASTING,
    LIGHT,
    MEANS,
    NOT_CHOSEN,
    PREVENTABLE,
    READYING,
    REPELLING,
    SPANS,
    TOLD,
    YET_TO_COME,
)
from salient.reading.lemmas import lemma, lemma_of
from salient.reading.lexicon import Lexicon, Operator
from salient.reading.operator_words import OperatorWords
from salient.reading.purposes import devoted_to, in_its_light, means_of_aim, only_enabled
from salient.reading.tokens import Token
from salient.reading.tree import attributive, cases, child, conjunct_head, let_alone, negation

__all__ = ["Standing", "standing_of"]

_STEPS = 24

_WHETHER = Operator("mark", "whether", "possible", (0.20, 0.55))


class _Walk(OperatorWords):
    """One walk from an event's word to the root of its sentence."""

    def __init__(self, lexicon: Lexicon, event_type: str) -> None:
        super().__init__(lexicon)
        self.preventable = event_type in PREVENTABLE
        self.lasting = event_type in LASTING

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
                op = self.adverb(c) if c.dep_ != "amod" else self.adjective(c)
                if op is None or op.effect in {"negate", "assert"}:
                    continue
                if of_purpose(node, c):
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
            forward = ahead and modal is not None and modal[1].effect == "forecast"
            s = applied(
                s, hedge[1], hedge[0], forward or (node.pos_ in {"NOUN", "PROPN"} and ahead), False
            )
        if modal is not None:
            s = self._modal(s, node, *modal, hedged=hedge is not None)
        return s

    def qualified(self, s: Standing, noun: Token) -> Standing:
        """What an adjective of the event's own noun says of it."""
        for c in noun.children:
            op = self.adjective(c) if c.dep_ == "amod" else None
            if op is not None and op.effect not in {"negate", "assert"}:
                s = applied(s, op, c, ahead=op.effect == "forecast", negated=False)
        return s

    def _named_goal(self, s: Standing, node: Token) -> Standing:
        """*The goal is to take X*: what the copula makes of the infinitive."""
        copula = any(c.dep_ == "cop" for c in node.children)
        infinitive = any(c.low == "to" and c.dep_ == "mark" for c in node.children)
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
        return applied(s, op, word, is_ahead(node), negated=False)

    def _not_told(self, s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """What a preposition or conjunction before `node` takes from it, and whether to go on.

        A course not taken, what is yet to come, a mere case, an open question; None for none.
        """
        dep, marks = node.dep_, cases(node)
        joint = child(node, "cc")
        chosen = "" if joint is None or dep == "conj" else joint.low
        if chosen in {"rather", "instead"} or marks[:2] in NOT_CHOSEN or marks[:1] == ("instead",):
            return s._replace(positive=False), True
        if marks[:1] in YET_TO_COME and dep in {"obl", "nmod", "advcl"}:
            return meant(s), False
        if devoted_to(node):
            return meant(s), False
        if marks[:2] == ("in", "case") or supposed(node):
            return s._replace(mood="conditional"), False
        if "whether" in marks and dep in {"csubj", "ccomp", "advcl", "xcomp", "acl"}:
            return applied(s, _WHETHER, node.head, ahead=s.mood == "forecast", negated=False), False
        return None

    def step(self, s: Standing, node: Token) -> tuple[Standing, bool]:
        """Apply what governs `node`; whether the walk goes on above it."""
        dep, head = node.dep_, node.head
        op = self.governor(node)
        ahead = is_ahead(node)
        marks = cases(node)
        apart = self._not_told(s, node)
        if apart is not None:
            return apart
        if dep == "advcl":
            return self._adverbial(s, node, op, ahead)
        if let_alone(node):
            return s._replace(positive=False), False
        if dep in {"xcomp", "ccomp"} and (self._is_aim(head) or (op is None and toward_goal(node))):
            return meant(s), True
        if dep in {"ccomp", "csubj"} and (op is None or (dep, op.effect) == ("csubj", "assert")):
            return s, False
        if dep == "xcomp" and op is not None and op.effect == "assert" and aim_of(head):
            return meant(s), True
        if dep == "xcomp" and op is not None and op.effect == "intend" and came_to_nothing(head):
            return missed(meant(s)), True
        if dep in {"xcomp", "ccomp", "csubj"}:
            return (self._govern(s, op, head, ahead) if op else s), True
        if dep in {"obj", "obl", "obl:agent", "nmod", "acl", "nsubj", "nsubj:pass"}:
            return self._nominal(s, node, op, ahead)
        if dep == "acl:relcl" and only_required(head) and s.mood == "reported":
            return s._replace(mood="conditional"), False
        if dep == "acl:relcl" and marks[:1] == ("that",) and lemma(head) in TOLD:
            return s, True
        return s, False

    def _adverbial(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What a clause is to the verb it modifies: its complement, its purpose, or neither."""
        marks = cases(node)
        first = marks[0] if marks else ""
        if first in {"if", "unless", "lest"}:
            return s._replace(mood="conditional"), False
        if first == "without":
            return s._replace(positive=not s.positive), False
        if first == "so" and "that" in marks:
            return meant(s), True
        if is_purpose(node) and any(c.low == "too" for c in node.head.children):
            return s._replace(positive=False), False
        if is_purpose(node):
            # *continue the offensive in order to take X*: the verb has its object already.
            means = lemma(node.head) in BY_MEANS_OF
            means = means or lemma(node.head) in CAUSING
            apart = "order" in marks or (op is not None and op.effect == "assert" and not means)
            if op is None or (apart and child(node.head, "obj", "obl") is not None):
                return meant(s), False
            return self._govern(s, op, node.head, ahead), True
        if marks[:1] == ("by",) and (child(node.head, "aux") is not None or means_of_aim(node)):
            return s, negation(node.head) is None
        if marks[:1] in {("until",), ("once",), ("after",), ("when",)} and still_ahead(node):
            return s._replace(mood="conditional"), False
        if marks[:1] == ("before",) and "Past" not in node.head.morph.get("Tense", []):
            return meant(s), False
        if op is not None and op.lemma in {"focus", "concentrate"} and self.lasting:
            return s, True
        if op is not None and first in {"from", "in", "on", "at", "into", "of"}:
            return self._govern(s, op, node.head, ahead), True
        return s, False

    def _nominal(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        dep, head, marks = node.dep_, node.head, cases(node)[:1]
        if dep in {"obl", "nmod"} and marks == ("for",) and self._made_for(head):
            return (awaited(s) if of_another(node, head) else meant(s)), False
        if dep in {"obl", "nmod"} and marks == ("of",) and "ahead" in adverbs_before(node):
            return meant(s), False
        if lemma(head) in SPANS and marks == ("of",):
            return s, True
        if marks == ("without",):
            return s._replace(positive=not s.positive), False
        if dep.startswith(("obl", "nmod")) and marks and marks[0] not in COMPLEMENT_CASES:
            return s, marks == ("by",) and lemma(head) in CAUSING
        if dep.startswith("nsubj"):
            return self._as_subject(s, node, op, ahead)
        if dep == "acl" and op is None and marks == ("that",):
            return s, negation(head) is None
        if dep == "acl" and not is_purpose(node) and not marks:
            return s, False
        if dep == "acl" and op is None and is_purpose(node):
            return (s._replace(positive=False) if without_means(head) else meant(s)), False
        return self._as_object(s, node, op, ahead)

    def _is_aim(self, verb: Token) -> bool:
        """Whether a verb tells what an aim is (*the main effort remains seizing X*)."""
        subject = child(verb, "nsubj") if lemma(verb) in {"be", "remain", "include"} else None
        op = self.operators.get(("noun", lemma(subject))) if subject is not None else None
        return op is not None and op.effect == "intend"

    @staticmethod
    def _made_for(governor: Token) -> bool:
        """Whether what stands after *for* is yet to be done (*regroup for*, *reserves for*)."""
        word = lemma(governor)
        return word in READYING or (governor.pos_ == "NOUN" and word in MEANS)

    def _as_object(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What a governor makes of its object or complement."""
        head, event_noun = node.head, node.pos_ in {"NOUN", "PROPN"}
        above = self.operators.get(("verb", lemma(head.head)))
        begun = above is not None and above.effect == "assert" and not only_enabled(head.head)
        aimed = is_purpose(head) or (head.dep_ == "xcomp" and toward_goal(head) and not begun)
        if op is None and event_noun and aimed and not is_known(node):
            return meant(s), False
        if op is None:
            open_yet = (
                any(c.dep_ == "aux" and lemma_of(c.text, "AUX") in AHEAD for c in head.children)
                and negation(head) is None
                and not is_known(node)
            )
            open_yet = open_yet or bool({"if", "unless"} & {*cases(head)})
            return s, node.dep_ == "obj" and (lemma(head) in LIGHT or open_yet)
        if not event_noun or op.effect != "negate" or op.form == "noun":
            looking = op.effect == "forecast" or (
                op.effect in {"possible", "hedge"}
                and (op.form == "noun" or op.lemma in {"fear", "rule"})
            )
            forward = ahead or (event_noun and looking)
            return self._govern(s, op, head, forward), True
        if op.lemma in CALLED_OFF or s.mood == "intended" or self.preventable:
            return self._govern(s, op, head, ahead), True
        return s, node.dep_ == "obj" and lemma(head) in LIGHT

    def _as_subject(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What a predicate makes of the event that is its subject (*the attack failed*)."""
        head = node.head
        if op is None:
            return s, lemma(head) in LIGHT
        if op.lemma == "fail" or op.effect == "unsuccessful":
            return missed(s), True
        if head.pos_ != "ADJ" and op.form != "verb":
            return s, lemma(head) in LIGHT
        if op.lemma in REPELLING and not (self.preventable or s.mood == "intended"):
            return s, False
        if op.effect == "negate" and lemma(head) in {"stop", "block"}:
            return s._replace(positive=False), True
        if op.lemma in {"indicate", "suggest"}:
            return s, False
        said = child(head, "xcomp")
        if said is not None and is_known(node) and lemma(said) not in HAPPENING:
            return s, False
        own = node.dep_ == "nsubj" or child(head, "xcomp", "advcl", "ccomp") is not None
        its_own_doing = op.effect in {"intend", "negate"} and own
        if head.pos_ == "VERB" and (op.effect == "possible" or its_own_doing):
            return s, False
        return self._govern(s, op, head, ahead or op.effect == "hedge"), True

    def _govern(self, s: Standing, op: Operator, word: Token, ahead: bool) -> Standing:
        negator = negation(word)
        negated = negator is not None and op.effect not in {"assert"}
        return applied(s, op, word, ahead, negated)

    @staticmethod
    def _in_case(s: Standing, node: Token) -> Standing:
        """What is yet to come under a condition (*will attack if …*, *when and if …*)."""
        if s.mood != "forecast":
            return s
        for c in node.children:
            marks = cases(c) if c.dep_ == "advcl" else ()
            even = any(g.low in {"even", "as"} for g in c.children if g.i < c.i)
            if {"if", "unless"} & {*marks} and not even:
                return s._replace(mood="conditional")
        return s

    def run(self, start: Token, s: Standing) -> Standing:
        node = start
        if attributive(start):
            return s
        s = self._in_case(self.local(s, node), node)
        for _ in range(_STEPS):
            if node.dep_ == "ROOT" or node.head == node:
                break
            while node.dep_ == "conj":
                first = conjunct_head(node)
                if clause_of_its_own(node, first):
                    return s
                s = self._shared(self._listed(s, node, first), node, first)
                node = first
            if node.dep_ == "ROOT":
                break
            governed = self.governor(node) is not None
            s, on = self.step(s, node)
            if not on or labels(node):
                break
            taken = governed and self.takes_negation(node)
            below, node = node, node.head
            s = self._above(s, node, below, skip_negation=taken)
            s = self._in_case(s, node)
        return s

    def _above(self, s: Standing, node: Token, below: Token, *, skip_negation: bool) -> Standing:
        if not skip_negation:
            return self.local(s, node, below)
        flipped = self.local(s, node, below)
        if negation(node, below) is None:
            return flipped
        return flipped._replace(positive=s.positive)

    def _listed(self, s: Standing, node: Token, first: Token) -> Standing:
        """*plans to surround X, take Y*: a base form in a list goes on with the infinitive."""
        op = self.operators.get(("verb", lemma(first)))
        if op is None or op.effect not in {"intend", "order"} or node.low != lemma(node):
            return s
        if child(node, "nsubj", "aux") is not None or child(first, "xcomp") is None:
            return s
        return self._govern(s, op, first, ahead=True)

    def _shared(self, s: Standing, node: Token, first: Token) -> Standing:
        """What a later conjunct takes over from the first: modals, and negation after *or*."""
        if child(node, "nsubj", "nsubj:pass", "aux") is not None or node.pos_ in {"NOUN", "PROPN"}:
            return s
        joint = child(node, "cc")
        if joint is not None and joint.low == "nor" and negation(node) is None:
            return s._replace(positive=not s.positive)
        perfect = any(c.dep_ == "aux" and lemma(c) == "have" for c in first.children)
        finite = "Fin" in node.morph.get("VerbForm", []) and not perfect
        if finite and "Past" in node.morph.get("Tense", []):
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


def standing_of(
    event: Token,
    lexicon: Lexicon,
    *,
    words: Sequence[Token] = (),
    negative: bool = False,
    event_type: str = "",
) -> Standing:
    """How the event whose word is `event` stands.

    `words` are all the words of its frame: an adjective may stand with a noun among them
    (*launched an unsuccessful attack*). `negative` starts from a denial in the frame itself.
    What is thwarted or blocked did not happen where `event_type` is no act of violence: a thwarted
    attack took place, a thwarted evacuation did not.
    """
    walk = _Walk(lexicon, event_type)
    s = Standing(positive=not negative)
    for word in words:
        if word != event and word.pos_ == "NOUN":
            s = walk.qualified(s, word)
    return in_its_light(event, walk.run(event, s))
