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
    adverbs_before,
    falls_short,
    is_known,
    is_purpose,
    kept_from,
    labels,
    needed,
    not_chosen,
    noun_before,
    of_risk,
    only_required,
    supposed,
    to_infinitive,
    told_as_headline,
    toward_goal,
    used_for,
)
from salient.reading.effects import (
    CERTAIN,
    EXPECTED,
    PLAIN_FUTURE,
    Standing,
    applied,
    awaited,
    is_ahead,
    made_possible,
    meant,
    missed,
)
from salient.reading.governors import (
    BARE_AIM,
    BY_MEANS_OF,
    CALLED_OFF,
    CAUSING,
    CLAUSES_OF_TIME,
    COMPLEMENT_CASES,
    FOCUSING,
    HALTING,
    LIGHT,
    REPELLING,
    RESPONDING,
    SPANS,
    STALLING,
    TOLD,
    YET_TO_COME,
)
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon, Operator
from salient.reading.modifiers import announced
from salient.reading.out_of_reach import deprived_of, means_for
from salient.reading.outcomes import (
    came_to_nothing,
    clause_of_its_own,
    in_perfect,
    in_present,
    only_hoped,
)
from salient.reading.preparing import Preparing
from salient.reading.purposes import devoted_to, in_its_light, means_of_aim, only_enabled
from salient.reading.supposing import (
    asked_how,
    asked_whether,
    by_another,
    in_condition,
    of_idle_sign,
    opener,
    shares_mood,
    told_as_done,
    told_by_the_way,
    unseen,
    whether_or_not,
    without_sign,
)
from salient.reading.tokens import Token
from salient.reading.tree import attributive, cases, child, conjunct_head, let_alone, negation
from salient.reading.under_way import (
    being_carried_out,
    being_supported,
    brought_about,
    main_verb_astray,
    only_prepared,
    taken_as_known,
)

__all__ = ["Standing", "standing_of"]

_STEPS = 24
_EVEN = 0.5
_HARDSHIPS = frozenset({"difficulty", "trouble", "challenge", "problem"})

_NO_SIGN = Operator("noun", "no sign", "doubt", (0.20, 0.45))
_WHETHER = Operator("mark", "whether", "possible", (0.20, 0.55))


class _Walk(Preparing):
    """One walk from an event's word to the root of its sentence."""

    def _not_told(self, s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """What a preposition or conjunction before `node` takes from it, and whether to go on."""
        dep, marks = node.dep_, cases(node)
        joint = child(node, "cc")
        chosen = "" if joint is None or dep == "conj" else joint.low
        if marks[:1] == ("near",) and node.head.low == "nowhere":
            return s._replace(positive=False), True
        if chosen in {"rather", "instead"} or not_chosen(node, marks):
            return s._replace(positive=False), True
        if marks[:1] in YET_TO_COME and dep in {"obl", "nmod", "advcl"}:
            return self.yet_to_come(s, node), False
        if devoted_to(node) or (dep == "advcl" and marks[:1] == ("for",) and self.made_for(node)):
            return meant(s), False
        if marks[:2] == ("in", "case") or supposed(node):
            return s._replace(mood="conditional"), False
        if without_sign(node):
            return applied(s, _NO_SIGN, node.head, ahead=s.mood == "forecast", negated=False), False
        if unseen(node):
            return s._replace(positive=not s.positive), False
        if asked_whether(node) or (s.mood == "forecast" and asked_how(node)):
            return applied(s, _WHETHER, node.head, ahead=s.mood == "forecast", negated=False), False
        return None

    def _not_yet(self, s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """What nobody has done yet: *close to taking X*, *the risk of them taking X*."""
        head = node.head
        being = any(c.dep_ == "aux:pass" and c.low == "being" for c in node.children)
        gerund = node.low.endswith("ing") or being
        if gerund and cases(node)[:1] == ("to",) and head.low == "close":
            # A denial of it is applied with the next step, and changes nothing.
            return s._replace(positive=negation(head) is not None, term="close"), True
        doer = of_risk(node) if gerund else None
        risk = self.governor(doer) if doer is not None else None
        if doer is not None and risk is not None and risk.effect in {"possible", "hedge"}:
            return self.govern(s, risk, doer.head, ahead=True), False
        return None

    def _hung_astray(self, s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """What a clause is that the parse hangs on another word than its own."""
        if brought_about(node):
            return s, True
        if main_verb_astray(node):
            return s, False
        if node.dep_ == "acl" and self.helping and being_carried_out(node):
            return s, False
        if node.dep_ == "ccomp" and opener(node) in CLAUSES_OF_TIME and self._waits(node):
            return s._replace(mood="conditional"), False
        return None

    def _for_want(self, s: Standing, node: Token) -> tuple[Standing, bool] | None:
        """What the means to it are said to be wanting for: undone, as surely as they are."""
        judged = self.made_out(node)
        if judged is not None:
            return self.govern(s, judged, node.head, is_ahead(node)), True
        if deprived_of(node):
            return s._replace(positive=not s.positive), False
        means = means_for(node) if s.mood == "reported" else None
        if means is None:
            return None
        above = self.run(means.verb, Standing())
        out_of_reach = above.positive == means.wanting or not above.positive
        if above.probability[1] < _EVEN and above.mood in {"forecast", "assessed"}:
            out_of_reach = True
        elif above.mood == "intended" or not out_of_reach:
            return None
        doubted = above.positive and not means.wanting
        mood = "forecast" if doubted else above.mood
        s = s._replace(mood=mood, probability=above.probability, term=above.term)
        return s._replace(positive=s.positive if doubted else not s.positive), False

    def step(self, s: Standing, node: Token) -> tuple[Standing, bool]:
        """Apply what governs `node`; whether the walk goes on above it."""
        dep, head = node.dep_, node.head
        op = self.governor(node)
        ahead = is_ahead(node)
        marks = cases(node)
        apart = self._not_told(s, node) or self._not_yet(s, node) or self.set_task(s, node)
        apart = apart or self._hung_astray(s, node) or self._for_want(s, node)
        apart = apart or self.by_the_way(s, node)
        if apart is not None:
            return apart
        if dep == "advcl":
            return self._adverbial(s, node, op, ahead)
        if let_alone(node):
            return s._replace(positive=False), False
        if self._is_goal(node, op):
            return meant(s), True
        astray = dep == "ccomp" and "that" in marks and lemma(head) in BARE_AIM
        if dep in {"ccomp", "csubj"} and (
            astray or op is None or (dep, op.effect) == ("csubj", "assert")
        ):
            return s, False
        if dep == "xcomp" and to_infinitive(node) and self.only_for(op, node):
            return self.pursued(s, node), True
        if dep == "xcomp" and op is not None and op.effect == "intend" and came_to_nothing(node):
            return missed(meant(s)), True
        if dep in {"xcomp", "ccomp", "csubj"}:
            return (self.govern(s, op, head, ahead) if op else s), True
        if dep in {"obj", "obl", "obl:agent", "nmod", "acl", "nsubj", "nsubj:pass"}:
            return self._nominal(s, node, op, ahead)
        if dep == "acl:relcl" and only_required(head) and s.mood == "reported":
            return s._replace(mood="conditional"), False
        if dep == "acl:relcl" and marks[:1] == ("that",) and lemma(head) in TOLD:
            return s, True
        return (meant(s) if dep == "acl:relcl" and to_infinitive(node) else s), False

    def _adverbial(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What a clause is to the verb it modifies: its complement, its purpose, or neither."""
        marks = cases(node)
        first = marks[0] if marks else ""
        if first in {"if", "unless", "lest"}:
            return s._replace(mood="conditional"), False
        if "without" in marks:
            return self._lacking(s, node), False
        if first == "so" and ("that" in marks or "can" in s.operators):
            return made_possible(s), True
        if is_purpose(node) and (short := falls_short(node.head)):
            return s._replace(positive=short == "enough"), True
        if is_purpose(node):
            return self._purpose(s, node, op, ahead)
        if marks[:1] == ("by",) and (child(node.head, "aux") is not None or means_of_aim(node)):
            return s, negation(node.head) is None
        if opener(node) in CLAUSES_OF_TIME and self._waits(node):
            return s._replace(mood="conditional"), False
        if first in {"before", "prior"} and "Past" not in node.head.morph.get("Tense", []):
            return self._put_off(s, node), False
        if op is not None and op.lemma in {"focus", "concentrate"} and self.going_on and s.positive:
            return s, True
        if op is not None and first in {"from", "in", "on", "at", "into", "of"}:
            return self.govern(s, op, node.head, ahead), True
        return (self._beside(s, node) if shares_mood(node) else s), False

    def _purpose(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What an infinitive that hangs loosely on a verb is to it: complement or purpose."""
        if node.head.dep_ == "acl" and used_for(node):
            return s, False
        if op is not None and op.effect == "negate" and self.of_aim(node):
            return self.govern(meant(s), op, node.head, ahead), True
        # *continue the offensive in order to take X*: the verb has its object already.
        means = lemma(node.head) in BY_MEANS_OF | CAUSING
        apart = "order" in cases(node) or (op is not None and op.effect == "assert" and not means)
        if op is None or (apart and child(node.head, "obj", "obl") is not None):
            return meant(s), False
        return self.govern(s, op, node.head, ahead), True

    def _put_off(self, s: Standing, node: Token) -> Standing:
        """What something else comes before: as open as that, or not reached any more."""
        above = self.run(node.head, Standing())
        if lemma(node.head) in STALLING:
            return above._replace(positive=not above.positive)
        if above.mood == "intended" and s.probability == CERTAIN:
            return meant(s)._replace(probability=above.probability, term=above.term)
        return above if above.mood == "forecast" else meant(s)

    def _waits(self, node: Token) -> bool:
        """Whether what a clause of time hangs on is itself yet to come (*will, once they*)."""
        soon = node.head.low == "soon"
        if not in_present(node) or (cases(node)[:1] == ("as",) and not soon):
            return False
        above = node.head.head if soon else node.head
        if lemma(above) in {"wait", "await"}:
            return True
        return self.run(above, Standing()).mood in {"forecast", "conditional", "intended"}

    def _beside(self, s: Standing, node: Token) -> Standing:
        """A participle beside its verb is as sure as the verb (*may strike X, killing many*)."""
        above = self.run(node.head, Standing())
        if s.mood == "intended" and above.mood == "forecast" and s.probability == CERTAIN:
            return s._replace(mood="forecast", probability=above.probability, term=above.term)
        if s.mood != "reported" or not above.positive or above.mood in {"reported", "intended"}:
            return s
        return s._replace(mood=above.mood, probability=above.probability, term=above.term)

    def _lacking(self, s: Standing, node: Token) -> Standing:
        """What something is done without: undone as surely as that is done.

        Of what is unlikely, or will not be, it is what that would need (*is unlikely to take X
        without committing reserves*).
        """
        above = self.run(node.head, Standing())
        if above.mood == "forecast" and (not above.positive or above.probability[1] < _EVEN):
            return s._replace(mood="conditional")
        return self._beside(s._replace(positive=not s.positive), node)

    def _nominal(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        dep, head, marks = node.dep_, node.head, cases(node)[:1]
        if dep in {"obl", "nmod", "obj"} and marks == ("for",) and self.made_for(node):
            return self.yet_to_come(s, node), False
        if dep in {"obl", "nmod"} and marks == ("of",) and "ahead" in adverbs_before(node):
            return self.yet_to_come(s, node), False
        if lemma(head) in SPANS and marks == ("of",):
            return s, True
        if marks == ("without",):
            return s._replace(positive=not s.positive), False
        if dep.startswith(("obl", "nmod")) and marks and marks[0] not in COMPLEMENT_CASES:
            return s, marks == ("by",) and lemma(head) in CAUSING
        if dep.startswith("nsubj"):
            return self.as_subject(s, node, op, ahead)
        told = marks == ("that",) or (lemma(head) in TOLD and in_perfect(node))
        if dep == "acl" and op is None and told:
            return s, negation(head) is None
        hard = lemma(head) in _HARDSHIPS and marks in {(), ("in",)}
        bare = not marks and (op is None or child(node, "aux:pass") is None)
        if dep == "acl" and not is_purpose(node) and (hard or bare):
            return (meant(s) if hard else s), False
        if op is None and told_as_headline(node) and is_purpose(node):
            return awaited(s)._replace(probability=EXPECTED), False
        if dep == "acl":
            by_means = self.by_means(s, node, op)
            if by_means is not None:
                return by_means
        return self._as_object(s, node, op, ahead)

    def _is_goal(self, node: Token, op: Operator | None) -> bool:
        """Whether a clause under a verb is what the verb is done for."""
        if node.dep_ == "csubj":
            return op is None and only_hoped(node)
        aim = node.dep_ in {"xcomp", "ccomp"}
        sought = op is None and (toward_goal(node) or needed(node))
        return aim and (self.is_aim(node.head) or sought)

    def _as_object(
        self, s: Standing, node: Token, op: Operator | None, ahead: bool
    ) -> tuple[Standing, bool]:
        """What a governor makes of its object or complement."""
        head = node.head
        # A bare noun that the parser took for a verb is a noun where it is an object.
        bare = node.dep_ == "obj" and child(node, "mark", "aux", "obj", "nsubj") is None
        event_noun = node.pos_ in {"NOUN", "PROPN"} or bare
        above = self.operators.get(("verb", lemma(head.head)))
        begun = above is not None and above.effect == "assert" and not only_enabled(head.head)
        met = lemma(head) in RESPONDING or cases(node)[:1] == ("against",)
        met = met and not any(c.low == "any" for c in node.children)
        if op is None and event_noun and met and by_another(node, head):
            return s, False
        if event_noun and self.under_way and being_supported(node):
            return s, False
        if op is not None and op.lemma == "abandon" and cases(node)[:1] in {("in",), ("during",)}:
            return s, False
        aimed = is_purpose(head) or (head.dep_ == "xcomp" and toward_goal(head) and not begun)
        if op is None and event_noun and aimed and not is_known(node):
            out_of_reach = means_for(head) is not None
            return (s if out_of_reach else meant(s)), out_of_reach
        if op is None:
            return self.under_plain_verb(s, node, event_noun)
        if event_noun and self.under_way and op.lemma in FOCUSING:
            return s, True
        if event_noun and self.fought and op.lemma in HALTING and by_another(node, head):
            return s, False
        if event_noun and kept_from(head):
            return s, False
        if not event_noun or op.effect != "negate" or op.form == "noun":
            looking = op.effect == "forecast" or (
                op.effect in {"possible", "hedge"}
                and (op.form == "noun" or op.lemma in {"fear", "rule"})
            )
            gerund = op.form == "noun" and node.low.endswith("ing")
            forward = ahead or ((event_noun or gerund) and looking)
            return self.govern(s, op, head, forward), True
        if op.lemma in CALLED_OFF or s.mood == "intended" or self.preventable:
            return self.govern(s, op, head, ahead), True
        return s, node.dep_ == "obj" and lemma(head) in LIGHT

    def run(self, start: Token, s: Standing) -> Standing:
        node = start
        if attributive(start) or taken_as_known(start):
            return s._replace(given=True)
        s = self.of_loose_predicate(self.in_case(self.local(s, node), node), node)
        for _ in range(_STEPS):
            if node.dep_ == "ROOT" or node.head == node:
                break
            while node.dep_ == "conj":
                first = conjunct_head(node)
                if clause_of_its_own(node, first):
                    return s
                s = self.shared(self.listed(s, node, first), node, first)
                node = first
            if node.dep_ == "ROOT":
                break
            governed = self.governor(node) is not None
            s, on = self.step(s, node)
            if not on or labels(node):
                s = self._hedged_above(s, node)
                break
            taken = governed and self.takes_negation(node)
            below, node = node, node.head
            s = self._above(s, node, below, skip_negation=taken)
            s = self.in_case(s, node)
        if node != start and node.dep_ == "ROOT" and s.mood == "reported" and announced(node):
            # *Army to expand evacuations from X*, of a headline.
            return awaited(s)._replace(probability=EXPECTED)
        return s

    def _hedged_above(self, s: Standing, node: Token) -> Standing:
        """An aim is as sure as what serves it (*may mass troops to take X*)."""
        noun = node.dep_ in {"obl", "nmod", "obj"} and not is_known(node)
        aim = noun or node.dep_ == "xcomp" or is_purpose(node)
        if not aim or s.mood != "intended" or s.probability != CERTAIN:
            return s
        serving = node.head
        beside = noun_before(node)
        while serving.pos_ in {"NOUN", "PROPN"} and serving.dep_ in {"obj", "obl", "nmod"}:
            beside.append(serving)
            serving = serving.head
        for c in (c for noun in beside for c in noun.children):
            op = self.adverb(c) if c.dep_ == "advmod" else None
            if op is not None and op.effect in {"hedge", "possible"}:
                return applied(s, op, c, ahead=False, negated=False)
        above = self.run(serving, Standing())
        if above.mood == "conditional" and to_infinitive(node) and node.dep_ != "acl":
            return s._replace(mood="conditional", probability=above.probability)
        if not above.positive or above.probability == CERTAIN or above.term in PLAIN_FUTURE:
            return s
        if above.mood == "forecast" and above.probability[1] < _EVEN and is_purpose(node):
            s = s._replace(mood="forecast")
        return s._replace(probability=above.probability, term=above.term)

    def _above(self, s: Standing, node: Token, below: Token, *, skip_negation: bool) -> Standing:
        if not skip_negation:
            return self.local(s, node, below)
        flipped = self.local(s, node, below)
        if negation(node, below) is None:
            return flipped
        return flipped._replace(positive=s.positive)


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
    aside = of_idle_sign(event) or whether_or_not(event)
    s = Standing(not negative, done=told_as_done(event), aside=aside)
    s = s._replace(beside=told_by_the_way(event))
    for word in words:
        if word != event and word.pos_ == "NOUN":
            s = walk.qualified(s, word)
    s = walk.run(event, s)
    if s.given:
        return s
    if only_prepared(event, event_type):
        s = meant(s)
    beaten_off = event.pos_ == "NOUN" and not REPELLING.isdisjoint(s.operators)
    missed_goal = s.failed or (beaten_off and s.mood == "reported")
    if missed_goal and not s.positive and event_type == "attack":
        # What was tried in vain was an attack all the same.
        s = s._replace(positive=True)
    s = in_its_light(event, s, event_type)
    if s.mood in {"reported", "assessed", "intended", "forecast"} and in_condition(event):
        known = event.pos_ == "NOUN" and is_known(event)
        s = s if known else s._replace(mood="conditional")
    return s
