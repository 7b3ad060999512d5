"""Sides and actors: which party of the theatre a noun phrase stands for.

Read from the theatre's names, adjectives, forces and epithets; *the enemy* and *our* from the
holder's point of view; pronouns and bare *troops* from what stood before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from salient.model import Party
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon
from salient.reading.naming import name_ends
from salient.reading.sentences import ParsedSentence
from salient.reading.side_names import SideNames
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, subject_of

__all__ = ["DEEDS", "Discourse", "PartyFinder", "SideNames"]

_OF_THE_STATE = frozenset({"armed", "defense", "defence", "territorial"})

_ENEMY = frozenset({"enemy", "adversary", "foe"})
_OURS = frozenset({"our", "we", "us", "ours"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "those", "theirs", "these"})
_SINGULAR = frozenset({"it", "its", "itself"})
_PERSONAL = frozenset({"he", "she"})
_DEEP = 4
"""Steps from one noun or pronoun to another at most in telling a side."""

_POINTING = frozenset({"those", "these", "theirs"})
_AGAINST = frozenset(
    "stop repel repulse disrupt halt defeat counter hinder hamper prevent thwart destroy kill "
    "eliminate strike hit attack shell capture seize damage resist block target bomb".split()
)
"""Verbs whose object, where it is *theirs* or *its*, is not the subject's own."""

_OF_NEITHER = frozenset({"humanitarian", "civilian", "international", "medical", "peacekeeping"})
_OF_OTHER_STATES = frozenset(
    "belarusian moldovan polish american british french german turkish romanian lithuanian latvian "
    "estonian finnish swedish canadian israeli iranian syrian chinese georgian kazakh armenian "
    "azerbaijani bulgarian hungarian slovak czech nato western".split()
)
_UNITS = frozenset(
    "brigade battalion regiment division corps company element unit squad platoon".split()
)
_FAR_BACK = 14
"""Words before a unit's name among which its owner may stand (*elements of the 9th Brigade*)."""

_WHO = frozenset({"who", "which", "that", "whom", "whose"})
_UNNAMED = _PLURAL | _SINGULAR | _WHO | frozenset("he she his her him i my me this".split())
"""Pronouns that name nobody where nothing before them does."""
DEEDS = frozenset(
    "attack assault offensive attempt counterattack counteroffensive advance raid landing".split()
)
"""Nouns that stand for the force that does them; their side must be said."""


class Discourse:
    """What earlier sentences leave: the last party that was a subject, and the last event."""

    def __init__(self) -> None:
        self._last: Party | None = None
        self.event: Any = None

    def note(self, party: Party | None) -> None:
        """Remember a party with a side as the latest subject."""
        if party is not None and party.side is not None:
            self._last = party

    @property
    def last(self) -> Party | None:
        """The latest subject with a side, or None."""
        return self._last


class PartyFinder(msgspec.Struct, frozen=True):
    """Parties in one parsed sentence.

    `pov_at` gives the side whose *we* and *enemy* are read at an offset of the document.
    """

    sentence: ParsedSentence
    names: dict[int, tuple[str, str]]
    words: SideNames
    lexicon: Lexicon
    sides: tuple[str, ...]
    pov_at: Callable[[int], str | None]
    before: Party | None

    def pov(self, token: Token) -> str | None:
        """The side from whose point of view a word is said."""
        return self.pov_at(self.sentence.start + token.idx)

    def occupier(self) -> str | None:
        """The side that the theatre calls the occupiers, where it calls one so."""
        return next(
            (side for word in ("occupiers", "occupier", "invaders")
             for _, side, kind in self.words.by_first.get(word, ()) if kind == "epithet"), None
        )  # fmt: skip

    def opponent(self, side: str | None) -> str | None:
        """The other side, where there are two."""
        if side is None or len(self.sides) != 2:
            return None
        return self.sides[1] if side == self.sides[0] else self.sides[0]

    def side_of(self, token: Token, depth: int = 0) -> str | None:
        """Side of the noun phrase headed by `token`, or None."""
        if depth > _DEEP or self._of_other_state(token):
            return None
        low = token.low
        if low in _ENEMY or lemma(token) in _ENEMY:
            modified = self._modifier_side(token, depth)
            return modified or self.opponent(self.pov(token))
        if low in _OURS:
            return self.pov(token)
        hit = self.names.get(token.i)
        modified = self._modifier_side(token, depth)
        if modified is not None:
            return modified
        of = argument(token, "of")
        if of is not None and of.i in self.names and self.names[of.i][1] in {"name", "force"}:
            return self.names[of.i][0]
        if hit is not None:
            return hit[0]
        if token.pos_ == "PRON":
            return self._pronoun(token, depth + 1)
        if of is not None and not self._is_place_like(of):
            return self.side_of(of, depth + 1)
        first = child(token, "appos")
        if first is not None and token.pos_ == "PROPN":
            return self.side_of(first, depth + 1)
        if lemma(token) in DEEDS:
            return None
        force = self.lexicon.noun_is(lemma(token), "force") or _is_guard(token)
        if force and token.pos_ in {"NOUN", "PROPN"} and not self._of_others(token):
            return (
                self._own_army(token)
                or self._owner_before(token)
                or self._local(token)
                or self._told_of(token)
            )
        return None

    def _of_other_state(self, token: Token) -> bool:
        """Whether a force is another country's by its adjective (*the Belarusian 9th Brigade*)."""
        return any(
            c.low in _OF_OTHER_STATES and c.i not in self.names and c.i < token.i
            for c in token.children
        )

    def _owner_before(self, unit: Token) -> str | None:
        """Side named before a unit's own name (*DNR elements of the 9th "Falcon" Brigade*)."""
        if lemma(unit) not in _UNITS:
            return None
        for t in reversed(unit.doc[max(0, unit.i - _FAR_BACK) : unit.i]):
            if t.i in self.names:
                return self.names[t.i][0]
            if t.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ", "PRON"} or t.text in {",", ";", ":"}:
                return None
            if t.pos_ == "ADP" and t.low != "of":
                return None
        return None

    def _of_others(self, token: Token) -> bool:
        """Whether a force is of neither side by its name (*the UN column*, *humanitarian*)."""
        return any(
            c.low in _OF_NEITHER
            or (
                c.dep_ == "compound"
                and c.pos_ == "PROPN"
                and c.text.isupper()
                and c.i not in self.names
            )
            for c in token.children
        )

    def _own_army(self, token: Token) -> str | None:
        """Side of *the Armed Forces*, *the defence forces* without a country: the speaker's."""
        modifiers = {c.low for c in token.children if c.dep_ in {"amod", "compound"}}
        state = _OF_THE_STATE | ({"national", "border"} if _is_guard(token) else set())
        acts = token.dep_ in {"nsubj", "nsubj:pass", "obl:agent", "obl", "nmod"}
        return self.pov(token) if acts and modifiers & state else None

    def _told_of(self, token: Token) -> str | None:
        """Side of *the troops*, *the army*: the party that was spoken of last."""
        definite = any(c.dep_ == "det" and c.low == "the" for c in token.children)
        return self.before.side if definite and self.before is not None else None

    def _is_place_like(self, token: Token) -> bool:
        return self.lexicon.noun_is(lemma(token), "place")

    def _modifier_side(self, token: Token, depth: int = _DEEP) -> str | None:
        for c in token.children:
            if c.dep_ in {"amod", "compound", "nmod:poss", "nmod", "flat", "det", "nmod:desc"}:
                if c.dep_ == "nmod" and c.i > token.i:
                    continue
                if c.low in _OURS:
                    return self.pov(token)
                if lemma(c) in _ENEMY:
                    return self.opponent(self.pov(token))
                if c.i in self.names:
                    return self.names[c.i][0]
                if c.dep_ == "nmod:poss" and c.pos_ == "PRON" and depth < _DEEP:
                    return self._pronoun(c, depth + 1)
                inner = next(
                    (self.names[g.i][0] for g in c.children
                     if g.i in self.names and g.dep_ in {"amod", "compound"}), None,
                )  # fmt: skip
                if inner is not None:
                    return inner
                if any(lemma(g) in _ENEMY and g.i < c.i for g in c.children):
                    return self.opponent(self.pov(token))
        return None

    def _pronoun(self, token: Token, depth: int = 0) -> str | None:
        low = token.low
        if low in _PERSONAL:
            person = self.antecedent(token)
            return self.side_of(person, depth + 1) if person is not None else None
        if low not in _PLURAL | _SINGULAR:
            return None
        antecedent = self.antecedent(token)
        earlier = self._local(token) if antecedent is None else self.side_of(antecedent, depth + 1)
        if antecedent is not None and earlier is None:
            return None
        if earlier is not None:
            driver = subject_of(token.head) if token.dep_ in {"obj", "iobj"} else None
            if low == "them" and token.dep_.startswith("nsubj") and token.head.head != token.head:
                driver = subject_of(token.head.head)
            same = (
                driver is not None
                and driver != token
                and self.side_of(driver, depth + 1) == earlier
            )
            same = same or (low == "them" and driver is None)
            # *they forced them*: whom a side does something to is the other one.
            return (
                self.opponent(earlier)
                if same and "self" not in low and "selves" not in low
                else earlier
            )
        return self.before.side if self.before else None

    def _local(self, token: Token) -> str | None:
        """Side of the nearest earlier subject of the sentence; for *its*, of a country or army."""
        earlier = self.antecedent(token)
        if earlier is None:
            return None
        own = self.names.get(earlier.i)
        modified = self._modifier_side(earlier)
        return own[0] if own is not None and modified is None else modified or self._foe(earlier)

    def antecedent(self, token: Token) -> Token | None:
        """The noun of the sentence that a pronoun, or a bare *troops*, stands for, or None.

        *Who* stands for the noun before it; *their* in what somebody does for who does it; *it* for
        the last country or army, other pronouns for the last subject that has a side or is people.
        """
        low = token.low
        if low in _WHO and token.head.dep_ in {"acl:relcl", "acl"}:
            return token.head.head if token.head.head.i < token.i else None
        if low in _POINTING:
            return None
        owner = self._doer_of_own(token) if token.dep_ == "nmod:poss" else None
        if owner is not None:
            return owner
        before = reversed(token.doc[: token.i])
        if low in _SINGULAR:
            return next((t for t in before if self._may_be_it(t)), None)
        if low in _PERSONAL:
            return next((t for t in before if self._is_person(t)), None)
        foe = self._striker_of(token)
        if foe is not None:
            return self._nearest_of(self.opponent(self._plain_side(foe)), token)
        for t in before:
            if t.dep_ in {"nsubj", "nsubj:pass"} and t.pos_ != "PRON" and t != token:
                if t.i in self.names or self._modifier_side(t) is not None or self._is_foe(t):
                    return t
                if low in _PLURAL and self._are_people(t):
                    return t
        return self._agent_before(token) if low in _PLURAL else None

    def _agent_before(self, token: Token) -> Token | None:
        """The last force after *by* before a pronoun (*made by the invaders, when they came*)."""
        for t in reversed(token.doc[: token.i]):
            by = t.dep_ in {"obl", "obl:agent", "nmod"} and cases(t)[:1] == ("by",)
            if by and self._plain_side(t) is not None:
                return t
        return None

    def _doer_of_own(self, pronoun: Token) -> Token | None:
        """Who does something to what is *its* or *their* own (*to get out their wounded*)."""
        if pronoun.low not in {"its", "their"}:
            return None
        verb = next((a for a in pronoun.ancestors if a.pos_ == "VERB"), None)
        agent = subject_of(verb) if verb is not None and verb.i < pronoun.i else None
        if agent is None or agent.i > pronoun.i or agent.pos_ == "PRON":
            return None
        if verb is not None and lemma(verb) in _AGAINST:
            return None
        sided = agent.i in self.names or self._modifier_side(agent) is not None
        return agent if sided or self._is_foe(agent) else None

    @staticmethod
    def _striker_of(pronoun: Token) -> Token | None:
        """Who acts against *their* troops or attacks, and so is not meant by *their*."""
        verb = next((a for a in pronoun.ancestors if a.pos_ == "VERB"), None)
        if pronoun.low != "their" or verb is None or lemma(verb) not in _AGAINST:
            return None
        return subject_of(verb)

    def _nearest_of(self, side: str | None, token: Token) -> Token | None:
        """The nearest noun before a word that is named as of a side."""
        for t in reversed(token.doc[: token.i]):
            whole = t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"amod", "compound", "flat"}
            if whole and lemma(t) not in DEEDS and side == self._plain_side(t) is not None:
                return t
        return None

    def _plain_side(self, token: Token) -> str | None:
        """Side that a noun or its modifiers name, pronouns left aside."""
        named = self.names.get(token.i)
        modified = self._modifier_side(token)
        return modified or (named[0] if named is not None else self._foe(token))

    def _is_person(self, token: Token) -> bool:
        """Whether *he* may stand for a noun: a subject that is a name or one of people."""
        if token.dep_ not in {"nsubj", "nsubj:pass"} or token.pos_ not in {"NOUN", "PROPN"}:
            return False
        named = token.pos_ == "PROPN" and token.i not in self.names
        people = self.lexicon.noun_is(lemma(token), "people")
        return named or people or self.lexicon.noun_is(lemma(token), "force")

    def _may_be_it(self, token: Token) -> bool:
        hit = self.names.get(token.i)
        return self._is_foe(token) if hit is None else hit[1] in {"name", "force"}

    def _is_foe(self, token: Token) -> bool:
        return token.low in _ENEMY

    def _foe(self, token: Token) -> str | None:
        return self.opponent(self.pov(token)) if self._is_foe(token) else None

    def _are_people(self, token: Token) -> bool:
        return lemma(token) != token.low and self.lexicon.noun_is(lemma(token), "people")

    def target_side(
        self, token: Token, actor: Token | None, *, hostile: bool = False
    ) -> str | None:
        """Side of what is acted on; a pronoun there is not the actor itself.

        Nor are, in a `hostile` deed, troops of whom the text does not say whose they are.
        """
        side = self.side_of(token)
        if actor is None or side is None or actor == token:
            return side
        pronoun = token.pos_ == "PRON" and token.low in _PLURAL | _SINGULAR
        if pronoun or (hostile and self._is_bare(token)):
            return self.opponent(side) if side == self.side_of(actor) else side
        return side

    def _is_bare(self, token: Token) -> bool:
        """Whether a noun's side is only taken from what stood before it."""
        of = argument(token, "of")
        told = token.i in self.names or self._modifier_side(token, 0) is not None
        return not (told or of is not None or token.pos_ == "PRON")

    def is_force(self, token: Token) -> bool:
        """Whether a noun phrase is a fighting force or a side acting as one."""
        if token.i in self.names and self.names[token.i][1] != "adjective":
            return self.names[token.i][1] != "official"
        if self.lexicon.noun_is(lemma(token), "force"):
            return True
        if token.pos_ == "PRON":
            low = token.low
            return low in _OURS or low in {"who", "which"} or self._pronoun(token) is not None
        if token.pos_ == "ADJ" and token.i in self.names:
            return True
        if token.pos_ == "PROPN" or lemma(token) in {"most", "part", "rest", "number", "dozen"}:
            return self._modifier_side(token) is not None or self.side_of(token) is not None
        return False

    @staticmethod
    def is_state(verb: Token) -> bool:
        """Whether a passive speaks of a state in the present (*is still occupied*)."""
        present = {"is", "are", "'s", "remains"}
        auxiliary = any(
            c.dep_ in {"aux:pass", "cop", "aux"} and c.low in present for c in verb.children
        )
        return auxiliary or lemma(verb.head) in {"remain", "stay"}

    def party(
        self, token: Token | None, against: Token | None = None, *, hostile: bool = False
    ) -> Party | None:
        """The party that a noun phrase names, with its side where there is one.

        `against` is the actor, where the phrase names what is acted on; `hostile` says that what
        is done is done to an opponent.
        """
        if token is None or token.pos_ not in {
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
            "NUM",
            "DET",
            "VERB",
            "X",
            "SYM",
        }:
            return None
        first, last = name_ends(token)
        start, end = self.sentence.span(first, last)
        side = self.target_side(token, against, hostile=hostile) or self._within(token, last)
        if token.low == "it" and token.dep_ == "obj":
            return None
        if token.low not in _UNNAMED:
            return Party(name=self._words(first, last), side=side, start=start, end=end)
        named = self.antecedent(token)
        if token.low == "them" and side is not None:
            named = self._nearest_of(side, token)
        if named is not None and named.low not in _UNNAMED and self.side_of(named) == side:
            return Party(name=self._words(*name_ends(named)), side=side, start=start, end=end)
        if side is None:
            return None
        told = self.before is not None and self.before.side == side
        name = self.before.name if told and self.before else self._words(first, last)
        return Party(name=name, side=side, start=start, end=end)

    def _within(self, token: Token, last: Token) -> str | None:
        """Side of the named force that a part is of, wherever the parse hangs its name."""
        if not self.lexicon.noun_is(lemma(token), "force") or self._of_others(token):
            return None
        hits = (self.names[t.i] for t in token.doc[token.i : last.i + 1] if t.i in self.names)
        return next((side for side, kind in hits if kind == "force"), None)

    def _words(self, first: Token, last: Token) -> str:
        """The text from one word to another, verbatim."""
        start, end = self.sentence.span(first, last)
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]


def _is_guard(token: Token) -> bool:
    return token.low in {"guard", "guards"}
