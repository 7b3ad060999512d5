"""Parties: who a noun phrase names as acting or acted on, with name and side."""

from __future__ import annotations

from typing import Any

from salient.model import Party
from salient.reading.deed_nouns import owner_of
from salient.reading.lemmas import lemma
from salient.reading.naming import name_ends
from salient.reading.side_names import SideNames
from salient.reading.sides import DEEDS, OURS, PLURAL, SINGULAR, WHO, SideFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument

__all__ = ["DEEDS", "Discourse", "PartyFinder", "SideNames"]

_UNNAMED = PLURAL | SINGULAR | WHO | frozenset("he she his her him i my me this".split())
"""Pronouns that name nobody where nothing before them does."""


_MOVING = frozenset(
    "deploy redeploy send transfer move refit integrate withdraw return deliver train assign "
    "commit bring evacuate mobilize mobilise conscript".split()
)
"""Verbs of what somebody does with troops, people and arms of its own."""


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


class PartyFinder(SideFinder, frozen=True):
    """Parties in one parsed sentence."""

    def target_side(
        self, token: Token, actor: Token | None, *, hostile: bool = False
    ) -> str | None:
        """Side of what is acted on; a pronoun there is not the actor itself.

        Nor are, in a `hostile` deed, troops of whom the text does not say whose they are.
        """
        side = self.side_of(token)
        if actor is None or side is None or actor == token:
            return side
        pronoun = token.pos_ == "PRON" and token.low in PLURAL | SINGULAR
        whose = hostile and any(c.dep_ == "nmod:poss" and c.low == "their" for c in token.children)
        if whose and side == self.side_of(actor):
            return self.opponent(side)
        if pronoun or (hostile and self.is_bare(token)):
            return self.opponent(side) if side == self.side_of(actor) else side
        return side

    def is_bare(self, token: Token) -> bool:
        """Whether a noun's side is only taken from what stood before it."""
        of = argument(token, "of")
        told = token.i in self.names or self.modifier_side(token, 0) is not None
        return not (told or of is not None or token.pos_ == "PRON")

    def side_as_party(self, side: str | None) -> Party | None:
        """A side as a party that no word of the text names, by the theatre's name for it."""
        return None if side is None else Party(name=self.words.titles.get(side, side), side=side)

    def is_force(self, token: Token) -> bool:
        """Whether a noun phrase is a fighting force or a side acting as one."""
        if token.i in self.names and self.names[token.i][1] != "adjective":
            return self.names[token.i][1] != "official"
        if self.lexicon.noun_is(lemma(token), "force"):
            return True
        if token.pos_ == "PRON":
            low = token.low
            return low in OURS or low in {"who", "which"} or self.pronoun_side(token) is not None
        if token.pos_ == "ADJ" and token.i in self.names:
            return True
        if token.pos_ == "PROPN" or lemma(token) in {"most", "part", "rest", "number", "dozen"}:
            return self.modifier_side(token) is not None or self.side_of(token) is not None
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
            moved = self.moved_before(token)
            if moved is not None:
                return Party(name=self._words(*name_ends(moved)), side=side, start=start, end=end)
            named = self.nearest_of(side, token)
        if named is not None and named.low not in _UNNAMED and self.side_of(named) == side:
            named = owner_of(named, self)
            return Party(name=self._words(*name_ends(named)), side=side, start=start, end=end)
        if side is None:
            return self._people_before(token)
        told = self.before is not None and self.before.side == side
        name = self.before.name if told and self.before else self._words(first, last)
        return Party(name=name, side=side, start=start, end=end)

    def moved_before(self, them: Token) -> Token | None:
        """The troops, people or arms that *them* stands for as what somebody moves, or None.

        So in *seized the boats to transfer them* and *took units in to send them to X*.
        """
        if them.dep_ != "obj" or lemma(them.head) not in _MOVING:
            return None
        for t in reversed(them.doc[: them.head.i]):
            if t.dep_ in {"obj", "nsubj:pass"} and t.pos_ == "NOUN" and lemma(t) != t.low:
                word = lemma(t)
                kinds = ("people", "force", "equipment")
                return t if any(self.lexicon.noun_is(word, kind) for kind in kinds) else None
        return None

    def _people_before(self, token: Token) -> Party | None:
        """The people or force whom *them* stands for as what another verb was done to, or None."""
        if token.low != "them":
            return None
        for t in reversed(token.doc[: token.i]):
            kind = self.lexicon.noun_is(lemma(t), "people") or self.lexicon.noun_is(
                lemma(t), "force"
            )
            if t.dep_ in {"obj", "nsubj:pass"} and kind and lemma(t) != t.low:
                start, end = self.sentence.span(token, token)
                name = self._words(*name_ends(t))
                return Party(name=name, side=self.side_of(t), start=start, end=end)
        return None

    def _within(self, token: Token, last: Token) -> str | None:
        """Side of the named force that a part is of, wherever the parse hangs its name."""
        if not self.lexicon.noun_is(lemma(token), "force") or self.of_others(token):
            return None
        if any(self._of_other_state(t) for t in token.doc[token.i : last.i + 1]):
            return None
        hits = (self.names[t.i] for t in token.doc[token.i : last.i + 1] if t.i in self.names)
        return next((side for side, kind in hits if kind == "force"), None)

    def _words(self, first: Token, last: Token) -> str:
        """The text from one word to another, verbatim."""
        start, end = self.sentence.span(first, last)
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]
