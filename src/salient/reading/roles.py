"""Who and what: the nouns that fill a frame's roles, and whether they are of the kind it asks."""

from __future__ import annotations

from collections.abc import Collection

from salient.reading.arguments import (
    after_agent,
    nearest_argument,
    phrase_argument,
    shared_object,
)
from salient.reading.causes import struck_by, where_it_rang
from salient.reading.clock_words import is_time_word
from salient.reading.doers import after_by, charged_with, lost_doer, nearer, whose_part
from salient.reading.event_nouns import EventNouns
from salient.reading.governors import AIMS
from salient.reading.kinds import is_kind
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame, Lexicon, Need
from salient.reading.participles import force_on_the_way
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.said_of_place import place_of_aside, place_of_which
from salient.reading.subjects import TROUBLES, object_of, subject_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, is_passive, last_subject

__all__ = ["OUTLOOKS", "Roles"]


_HOLDING = frozenset(
    "control hand occupation rule ability capability capacity effectiveness morale readiness "
    "potential discipline cohesion power".split()
)
"""Nouns whose owner is of what a verb and they say (*degraded Russian capabilities*)."""

_ASKED = frozenset("proposal demand call ultimatum offer order request appeal option".split())
"""Nouns whose infinitive somebody else than their owner is to do."""

_REGIONS = frozenset({"region", "oblast", "district", "raion", "province"})
OUTLOOKS = frozenset({"likelihood", "possibility", "prospect", "threat", "chance", "risk"})
"""Nouns for what may come, of the event that they are of."""

_EFFORTS = frozenset({"effort", "attempt"})
_HINDERING = frozenset("stop halt repel prevent defend hold contain slow blunt".split())
_STRIKES = frozenset({"strike", "airstrike", "shelling", "bombardment", "barrage"})
_MOVING = frozenset("fall remain stay come return change pass suffer wake live survive".split())
"""Verbs in the past that are no participles where a place is their subject (*Orlivka fell*)."""

_SHUT_IN = frozenset("block trap surround encircle besiege".split())
"""Verbs of what troops and people may remain (*they remain trapped in X*)."""

_BEFALLING = frozenset(
    "kill wound injure murder torture execute detain arrest abduct kidnap die perish "
    "capture evacuate arrive flee escape depart hide shelter starve".split()
)
"""Verbs of what befalls people, not places."""

_FOUND = frozenset("find discover recover retrieve unearth remove return exhume".split())
"""Verbs of what becomes of bodies."""

_POINTS = frozenset(
    "north south east west northeast northwest southeast southwest northward southward "
    "eastward westward".split()
)


def _qualifies(verb: Token) -> bool:
    """Whether a participle after a preposition qualifies the noun after it (*from bombed X*)."""
    if verb.i == 0 or verb.i + 1 >= len(verb.doc) or not verb.low.endswith("ed"):
        return False
    return verb.nbor(-1).pos_ == "ADP" and verb.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"}


def _to_hinder(effort: Token) -> bool:
    """Whether an effort is to keep others from doing something (*efforts to stop the advance*)."""
    return any(c.dep_ == "acl" and lemma(c) in _HINDERING for c in effort.children)


def _meant_by_which(subject: Token | None, clause: Token) -> Token | None:
    """What *which* stands for as the subject of a relative clause; other subjects as they are."""
    relative = subject is not None and subject.low in {"which", "that"}
    return clause.head if relative and clause.dep_ == "acl:relcl" else subject


class Roles:
    """The nouns that fill the roles of frames in one sentence, and whether they fit.

    `listed` says that the line is about a place named at its head, which may then be left out.
    """

    def __init__(self, finder: PartyFinder, place_tokens: Collection[int], *, listed: bool) -> None:
        self.finder = finder
        self.listed = listed
        self.lexicon: Lexicon = finder.lexicon
        self.place_tokens = place_tokens
        self.nouns = EventNouns(finder, place_tokens)

    # -- arguments -------------------------------------------------------------------------

    def role(
        self, function: str, head: Token, tokens: tuple[Token, ...], form: str
    ) -> Token | None:
        """The noun that stands in a grammatical function to the event's words; never a time."""
        found = self._role(function, head, tokens, form)
        if found is not None and found.pos_ == "VERB":
            # *X, occupied since March, was shelled*, where the parse makes *occupied* the subject.
            own = child(found, "nsubj")
            found = own if own is not None and own.i in self.place_tokens else found
        if found is None or is_time_word(found):
            return None
        # *Forces north of X* may hang on *north*, which then stands for them.
        return None if found.low in _POINTS and self.finder.side_of(found) is None else found

    def _role(
        self, function: str, head: Token, tokens: tuple[Token, ...], form: str
    ) -> Token | None:
        if function == "none":
            return None
        if function == "subject":
            hyphened = form == "verb" and head.i >= 2 and head.nbor(-1).text == "-"
            if hyphened and head.i - 2 in self.finder.names:
                # *Russian-held X*: the side stands before the hyphen.
                return head.nbor(-2)
            return self._doer(self._befallen(self._subject(head, tokens, form), head))
        if function == "object":
            return self._whose_bodies(self._befallen(self._object(head, tokens), head), head)
        found = nearest_argument(function, tokens)
        found = found or (self._tried(tokens) if function == "on" else None)
        if found is not None:
            return found
        if function == "of":
            return self._of(head, tokens, form)
        if function == "by":
            return self.nouns.actor_of(head) if form == "noun" else None
        return (
            self._after_particle(function, tokens)
            or (after_agent(function, head, self.finder) if form == "noun" else None)
            or self._whose(function, tokens)
            or (self._of_its_verb(function, head) if form == "noun" else None)
        )

    @staticmethod
    def _tried(tokens: tuple[Token, ...]) -> Token | None:
        """What somebody attempted to attack, in the words of *attempted an attack on X*."""
        verb = next((t for t in tokens[1:] if t.pos_ == "VERB"), None)
        found = child(verb, "obj") if verb is not None else None
        apart = found is None or found in tokens or found.low in _POINTS
        return None if apart else found

    def _of_its_verb(self, function: str, noun: Token) -> Token | None:
        """What a deed is done to, or whom it is done with, by the verb that carries the noun.

        So in *the strike hit a school* and *they fight battles in X with the enemy*.
        """
        if function == "with" and noun.dep_ in {"obj", "nsubj"}:
            foe = phrase_argument(noun.head, "with")
            return foe if foe is not None and self.finder.is_force(foe) else None
        aimed = function in {"on", "at", "against"}
        aimed = aimed and not self.lexicon.noun_is(lemma(noun), "equipment")
        return where_it_rang(function, noun) or (struck_by(noun, self.finder) if aimed else None)

    def _whose(self, function: str, tokens: tuple[Token, ...]) -> Token | None:
        """Whose fire it is that somebody comes under (*came under enemy fire*)."""
        if function != "from" or tokens[-1].pos_ not in {"NOUN", "PROPN"}:
            return None
        return self.nouns.qualifier(tokens[-1])

    def _befallen(self, found: Token | None, head: Token) -> Token | None:
        """Who was killed or taken, where the parse names the place that they are of."""
        if found is None or lemma(head) not in _BEFALLING:
            return found
        node = found
        while node.dep_ == "nmod" and not self.somebody(node) and node.head.i < node.i:
            node = node.head
        return node if node != found and self.somebody(node) else found

    def somebody(self, token: Token) -> bool:
        """Whether a noun is people or a force, not a place."""
        people = self.lexicon.noun_is(lemma(token), "people")
        return people or (token.i not in self.place_tokens and self.finder.is_force(token))

    def _doer(self, subject: Token | None) -> Token | None:
        """Who did the deed that the parse makes the subject (*assaults after shelling X*)."""
        if subject is not None and lemma(subject) in AIMS:
            return self.nouns.actor_of(subject) or subject
        outlook = subject is not None and lemma(subject) in OUTLOOKS
        subject = argument(subject, "of") or subject if outlook and subject else subject
        if subject is not None and lemma(subject) in _EFFORTS and not _to_hinder(subject):
            # *Their efforts to take X had no success*: they had none.
            return self.nouns.qualifier(subject) or subject
        deed = subject is not None and lemma(subject) in DEEDS | _STRIKES
        if subject is None or not deed or self.finder.side_of(subject):
            return subject
        return self.nouns.actor_of(subject) or subject

    def _of(self, head: Token, tokens: tuple[Token, ...], form: str) -> Token | None:
        """What a noun is of, where no *of* says so (*Orlivka's capture*, *Russian control*)."""
        found = self._after_particle("of", tokens)
        if found is not None:
            return found
        if form == "noun":
            owner = child(head, "nmod:poss")
            town = owner is not None and lemma(owner) in {"city", "town", "village", "settlement"}
            town = town and lemma(head) != "fall"
            return owner if owner and (town or owner.i in self.place_tokens) else None
        held = next((t for t in tokens if lemma(t) in _HOLDING), None)
        return self.nouns.actor_of(held) if held is not None else None

    def _after_particle(self, function: str, tokens: tuple[Token, ...]) -> Token | None:
        """The noun after a preposition that belongs to the frame's own words."""
        for token in tokens:
            if token.low == function and token.dep_ in {
                "case",
                "mark",
                "compound:prt",
                "advmod",
            }:
                governor = token.head
                # *Over more than 20 settlements*, where the parse gives *over* to the number.
                governor = governor.head if governor.dep_ == "nummod" else governor
                if governor not in tokens:
                    return governor
        last = tokens[-1]
        if last.low == function and last.i + 1 < len(last.doc):
            for token in last.doc[last.i + 1 : last.i + 6]:
                if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
                    return token
        return None

    def _subject(self, head: Token, tokens: tuple[Token, ...], form: str) -> Token | None:
        if head.dep_ == "cop":
            return last_subject(head.head)
        bare = form == "verb" and (self._told_of_place(head) or self._aside(head))
        if bare or (form == "verb" and _qualifies(head)):
            return phrase_argument(head, "by")
        flag = next((t for t in tokens if lemma(t) == "flag"), None)
        if flag is not None and self.finder.side_of(flag) is not None:
            raiser = subject_of(head)
            return raiser if raiser is not None and raiser != flag else flag
        if head.dep_ == "amod" and head.head in tokens and head.head.dep_ == "conj":
            # *fought on and conducted strikes*, where the parse takes *conducted* for a modifier.
            return subject_of(head.head.head)
        if head.dep_ == "amod" and head.head in tokens:
            taken = self._before_participle(head)
            if taken is not None:
                return taken
        charged = charged_with(head, self.finder) if form == "verb" else None
        charged = charged or (whose_part(head, self.finder) if form == "verb" else None)
        if charged is not None:
            return charged
        first = head.head if head.dep_ == "conj" and child(head, "nsubj") is None else head
        infinitive = first.dep_ == "acl" and "Inf" in first.morph.get("VerbForm", [])
        if infinitive and lemma(first.head) not in _ASKED:
            owner = self.nouns.actor_of(first.head)
            if owner is not None:
                return owner
        if form == "verb" and head.pos_ in {"NOUN", "PROPN"}:
            joined = head.dep_ == "conj" and head.head.pos_ == "VERB"
            own = child(head, "nsubj") or (subject_of(head.head) if joined else None)
            return own or self.nouns.actor_of(head)
        if form == "adj":
            above = head.head
            told = subject_of(above) or child(above, "nsubj:pass")
            return _meant_by_which(last_subject(head), head) or (
                told if head.dep_ in {"xcomp", "obl"} else
                child(above, "nsubj", "nsubj:pass") if head.dep_ == "conj" else
                above if head.dep_ in {"amod", "nmod", "acl"} else None
            )  # fmt: skip
        return self._said_subject(head, tokens)

    def _said_subject(self, head: Token, tokens: tuple[Token, ...]) -> Token | None:
        """The subject that the parse gives a verb, if it can be one; else what the words tell."""
        agents = (phrase_argument(t, "by") for t in tokens[1:] if is_passive(head))
        going = force_on_the_way(head, self.finder.is_force)
        found = going or subject_of(head) or next((a for a in agents if a is not None), None)
        if found is not None and found == shared_object(head):
            return phrase_argument(head, "by")
        if found is not None and lemma(found) not in TROUBLES:
            if is_time_word(found):
                return lost_doer(head, self.finder)
            if found.pos_ != "VERB" or found.i in self.place_tokens:
                return (None if self.somebody(found) else nearer(found, head, self.finder)) or found
        return self._lost_subject(head, tokens) or found

    def _lost_subject(self, head: Token, tokens: tuple[Token, ...]) -> Token | None:
        """Who does what a verb says, where the parse gives it no subject."""
        if head.dep_ == "amod" and head.head in tokens:
            return self.nouns.qualifier(head.head)
        if head.pos_ != "VERB":
            return None
        if is_passive(head):
            # *The withdrawal of the troops was completed*: who does it is the noun's actor.
            deed = next((t for t in tokens if t.head == head and t.dep_ == "nsubj:pass"), None)
            own = self.nouns.actor_of(deed) if deed is not None else None
            return own or after_by(head, self.finder)
        return lost_doer(head, self.finder)

    def _before_participle(self, verb: Token) -> Token | None:
        """The force before a verb that the parse takes for its object's modifier.

        So in *the enemy suffered losses* and *forces in the south resumed operations*.
        """
        noun = verb.head
        for c in noun.children:
            if c.i < verb.i and c != verb and (self.finder.is_force(c) or c.low == "enemy"):
                return c
        above = noun.head
        return above if above.i < verb.i and self.finder.is_force(above) else None

    def _object(self, head: Token, tokens: tuple[Token, ...]) -> Token | None:
        if head.dep_ == "amod" and lemma(head.head) in {"settlement", "village", "town", "city"}:
            return head.head
        found = self._told_of_place(head) or self._aside(head) or object_of(head)
        if found is not None and self.somebody(found):
            found = place_of_which(head, found, self.place_tokens) or found
        if found is None and len(tokens) > 1 and tokens[-1].pos_ in {"ADP", "ADV", "PART"}:
            found = argument(head, tokens[-1].text.lower())
            # Who *pulls out of X* leaves it; nothing is pulled.
            found = None if found is not None and cases(found)[:2] == ("out", "of") else found
        if found is None:
            found = shared_object(head)
        if found is not None and head.dep_ == "acl":
            found = self._in_region(found)
        own = child(head, "nsubj")
        if found is None and own is not None and head.dep_ == "compound":
            found = head.head
        if found is None and own is not None and lemma(own) in DEEDS and head.text.endswith("ed"):
            found = own
        return None if found in tokens else found

    def _aside(self, head: Token) -> Token | None:
        return place_of_aside(head, self.place_tokens)

    def _in_region(self, noun: Token) -> Token:
        """The town that a participle is said of, not the region that it lies in (*X, Y region*)."""
        if lemma(noun) not in _REGIONS:
            return noun
        within = noun.dep_ == "nmod" and bool({"in", "of"} & {*cases(noun)[:1]})
        within = within or (noun.dep_ in {"appos", "conj"} and child(noun, "cc", "case") is None)
        town = noun.head
        named = town.i in self.place_tokens or lemma(town) in {"town", "city", "village"}
        return town if within and named and town.i < noun.i else noun

    def _told_of_place(self, head: Token) -> Token | None:
        """The place that a bare participle says something of: *X captured*, *X remains occupied*.

        The parse takes it for the subject of an active verb.
        """
        if head.pos_ not in {"VERB", "ADJ"} or child(head, "obj", "aux", "aux:pass", "cop"):
            return None
        if head.dep_ == "flat" and head.head.low == "de":
            own = child(head.head, "nsubj", "nsubj:pass")
        elif head.dep_ == "xcomp" and lemma(head.head) in {"remain", "stay", "lie"}:
            own = child(head.head, "nsubj")
        else:
            own = child(head, "nsubj")
        past = "Past" in head.morph.get("Tense", []) or head.low.endswith("ed")
        if own is None or not past or lemma(head) in _MOVING:
            return None
        if head.dep_ == "xcomp" and lemma(head) in _SHUT_IN:
            own = head.head.head if own.low in {"who", "that", "which"} else own
            return own if own.i in self.place_tokens or self.somebody(own) else None
        named = own.i in self.place_tokens or lemma(own) in {"settlement", "village", "town"}
        return own if named or lemma(own) == "flag" else None

    # -- conditions ------------------------------------------------------------------------

    def is_kind(self, token: Token, kind: str) -> bool:
        """Whether a noun phrase is of a kind that a frame asks for."""
        return is_kind(token, kind, self.finder, self.place_tokens)

    def _listed(self, need: Need, head: Token) -> bool:
        """Whether the object left out is the place that the line is about (*X: captured*)."""
        bare = "Past" in head.morph.get("Tense", []) and child(head, "nsubj", "obj") is None
        wanted = need.function == "object" and bool({"place", "ground"} & {*need.kinds})
        return self.listed and bare and wanted

    def _whose_bodies(self, found: Token | None, verb: Token) -> Token | None:
        """The bodies that are found, where the parse hangs the verb on whose they are.

        So in the headline *Bodies of civilians found in X*.
        """
        if found is None or verb.dep_ != "acl" or lemma(verb) not in _FOUND:
            return found
        bodies = found.head if found == verb.head and "of" in cases(found) else None
        dead = bodies is not None and self.lexicon.noun_is(lemma(bodies), "dead")
        return bodies if dead else found

    def needs_met(self, frame: Frame, head: Token, tokens: tuple[Token, ...]) -> bool:
        """Whether every noun that the frame asks for is there and of a kind that it allows."""
        for need in frame.needs:
            found = self.role(need.function, head, tokens, frame.form)
            if found is None:
                if "none" not in need.kinds and not self._listed(need, head):
                    return False
            elif not any(self.is_kind(found, kind) for kind in need.kinds if kind != "none"):
                return False
        return True
