"""Whose a noun phrase is: the side of the theatre that a name, an epithet or a pronoun stands for.

Read from the theatre's names, adjectives, forces and epithets; *the enemy* and *our* from the
holder's point of view; pronouns and bare *troops* from what stood before.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from salient.model import Party
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon
from salient.reading.sentences import ParsedSentence
from salient.reading.side_names import SideNames
from salient.reading.subjects import object_of, subject_of
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child

__all__ = ["DEEDS", "OURS", "PLURAL", "SINGULAR", "WHO", "SideFinder"]

_OF_THE_STATE = frozenset({"armed", "defense", "defence", "territorial"})

_ENEMY = frozenset({"enemy", "adversary", "foe"})
OURS = frozenset({"our", "we", "us", "ours"})
"""Words for the speaker's own side."""

PLURAL = frozenset({"they", "them", "their", "themselves", "those", "theirs", "these"})
SINGULAR = frozenset({"it", "its", "itself"})
"""Pronouns of several (`PLURAL`) and of one (`SINGULAR`) that may stand for a side."""

_PERSONAL = frozenset({"he", "she", "his", "him"})
_DEEP = 4
"""Steps from one noun or pronoun to another at most in telling a side."""

_POINTING = frozenset({"those", "these", "theirs"})
_DEFINITE = frozenset({"the", "these", "those"})
_JUDGING = frozenset("criticize criticise condemn denounce blame praise thank punish".split())
"""Verbs whose object did what *for* and a noun with *its* name."""

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
_IN_BRACKETS = 14
"""Words after a force's name within which its brackets close."""

_FAR_BACK = 14
"""Words before a unit's name among which its owner may stand (*elements of the 9th Brigade*)."""

WHO = frozenset({"who", "which", "that", "whom", "whose"})
"""Relative pronouns."""

DEEDS = frozenset(
    "attack assault offensive attempt counterattack counteroffensive advance raid landing".split()
)
"""Nouns that stand for the force that does them; their side must be said."""


class SideFinder(msgspec.Struct, frozen=True):
    """Sides of the nouns and pronouns of one parsed sentence.

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
            modified = self.modifier_side(token, depth)
            return modified or self.opponent(self.pov(token))
        if low in OURS:
            return self.pov(token)
        hit = self.names.get(token.i)
        modified = self.modifier_side(token, depth)
        if modified is not None:
            return modified
        of = argument(token, "of")
        if of is not None and of.i in self.names and self.names[of.i][1] in {"name", "force"}:
            return None if self._of_other_state(of) else self.names[of.i][0]
        if hit is not None:
            return hit[0]
        if token.pos_ == "PRON":
            return self.pronoun_side(token, depth + 1)
        if of is not None and not self._is_place_like(of):
            return self.side_of(of, depth + 1)
        first = child(token, "appos")
        if first is not None and token.pos_ == "PROPN":
            return self.side_of(first, depth + 1)
        if lemma(token) in DEEDS:
            return None
        force = self.lexicon.noun_is(lemma(token), "force") or _is_guard(token)
        if force and token.pos_ in {"NOUN", "PROPN"} and not self.of_others(token):
            return (
                self._bracketed(token)
                or self._own_army(token)
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

    def of_others(self, token: Token) -> bool:
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

    def _bracketed(self, token: Token) -> str | None:
        """Side named in brackets right after a force (*Airborne Forces (VDV)*, *A Brigade (B)*)."""
        after = token.doc[token.i + 1 : token.i + _IN_BRACKETS]
        if not after or after[0].text != "(":
            return None
        closed = next((t.i for t in after if t.text == ")"), None)
        inside = after[1:] if closed is not None else ()
        return next(
            (self.names[t.i][0] for t in inside if closed and t.i < closed and t.i in self.names),
            None,
        )

    def _own_army(self, token: Token) -> str | None:
        """Side of *the Armed Forces*, *the defence forces* without a country: the speaker's."""
        modifiers = {c.low for c in token.children if c.dep_ in {"amod", "compound"}}
        state = _OF_THE_STATE | ({"national", "border"} if _is_guard(token) else set())
        acts = token.dep_ in {"nsubj", "nsubj:pass", "obl:agent", "obl", "nmod"}
        return self.pov(token) if acts and modifiers & state else None

    def _told_of(self, token: Token) -> str | None:
        """Side of *the troops*, *those units*: the party that was spoken of last."""
        definite = any(c.dep_ == "det" and c.low in _DEFINITE for c in token.children)
        return self.before.side if definite and self.before is not None else None

    def _is_place_like(self, token: Token) -> bool:
        return self.lexicon.noun_is(lemma(token), "place")

    def modifier_side(self, token: Token, depth: int = _DEEP) -> str | None:
        """Side that the words before a noun name (*Russian*, *enemy*, *our*), or None."""
        for c in token.children:
            if c.dep_ in {"amod", "compound", "nmod:poss", "nmod", "flat", "det", "nmod:desc"}:
                if c.dep_ == "nmod" and c.i > token.i:
                    continue
                if c.low in OURS:
                    return self.pov(token)
                if lemma(c) in _ENEMY:
                    return self.opponent(self.pov(token))
                if c.i in self.names:
                    return self.names[c.i][0]
                if c.dep_ == "nmod:poss" and c.pos_ == "PRON" and depth < _DEEP:
                    return self.pronoun_side(c, depth + 1)
                inner = next(
                    (self.names[g.i][0] for g in c.children
                     if g.i in self.names and g.dep_ in {"amod", "compound"}), None,
                )  # fmt: skip
                if inner is not None:
                    return inner
                if any(lemma(g) in _ENEMY and g.i < c.i for g in c.children):
                    return self.opponent(self.pov(token))
        return None

    def pronoun_side(self, token: Token, depth: int = 0) -> str | None:
        """Side of what a personal pronoun stands for, or None."""
        low = token.low
        if low in _POINTING and child(token, "acl", "acl:relcl") is not None:
            # *Those killed* are told by what befell them, not by what stands before.
            return None
        if low in _PERSONAL:
            person = self.antecedent(token)
            return self.side_of(person, depth + 1) if person is not None else None
        if low not in PLURAL | SINGULAR:
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
        modified = self.modifier_side(earlier)
        return own[0] if own is not None and modified is None else modified or self._foe(earlier)

    def antecedent(self, token: Token) -> Token | None:
        """The noun of the sentence that a pronoun, or a bare *troops*, stands for, or None.

        *Who* stands for the noun before it; *their* in what somebody does for who does it; *it* for
        the last country or army, other pronouns for the last subject that has a side or is people.
        """
        low = token.low
        if low in WHO and token.head.dep_ in {"acl:relcl", "acl"}:
            return token.head.head if token.head.head.i < token.i else None
        if low in _POINTING:
            return None
        owner = self._doer_of_own(token) if token.dep_ == "nmod:poss" else None
        if owner is not None:
            return owner
        before = reversed(token.doc[: token.i])
        if low in SINGULAR:
            return next((t for t in before if self._may_be_it(t)), None)
        if low in _PERSONAL:
            if low in {"his", "him"}:
                # *Losses on the enemy during his attempt*: of a side, only a foe is *he*.
                return next((t for t in before if self._is_foe(t)), None)
            return next((t for t in before if self._is_person(t)), None)
        foe = self._striker_of(token)
        if foe is not None:
            return self.nearest_of(self.opponent(self._plain_side(foe)), token)
        for t in before:
            if t.dep_ in {"nsubj", "nsubj:pass"} and t.pos_ != "PRON" and t != token:
                if t.i in self.names or self.modifier_side(t) is not None or self._is_foe(t):
                    return t
                if low in PLURAL and self._are_people(t):
                    return t
        return self._agent_before(token) if low in PLURAL else None

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
        if verb is not None and lemma(verb) in _JUDGING and "for" in cases(pronoun.head)[:1]:
            # *Criticised the ministry for its efforts*: the ministry's.
            agent = object_of(verb) or agent
        if agent is None or agent.i > pronoun.i or agent.pos_ == "PRON":
            return None
        if verb is not None and lemma(verb) in _AGAINST:
            return None
        sided = agent.i in self.names or self.modifier_side(agent) is not None
        return agent if sided or self._is_foe(agent) else None

    @staticmethod
    def _striker_of(pronoun: Token) -> Token | None:
        """Who acts against *their* troops or attacks, and so is not meant by *their*."""
        verb = next((a for a in pronoun.ancestors if a.pos_ == "VERB"), None)
        if pronoun.low != "their" or verb is None or lemma(verb) not in _AGAINST:
            return None
        return subject_of(verb)

    def nearest_of(self, side: str | None, token: Token) -> Token | None:
        """The nearest noun before a word that is named as of a side."""
        for t in reversed(token.doc[: token.i]):
            whole = t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"amod", "compound", "flat"}
            if whole and lemma(t) not in DEEDS and side == self._plain_side(t) is not None:
                return t
        return None

    def _plain_side(self, token: Token) -> str | None:
        """Side that a noun or its modifiers name, pronouns left aside."""
        named = self.names.get(token.i)
        modified = self.modifier_side(token)
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


def _is_guard(token: Token) -> bool:
    return token.low in {"guard", "guards"}
