"""Sides and actors: which party of the theatre a noun phrase stands for.

Read from the theatre's names, adjectives, forces and epithets; *the enemy* and *our* from the
holder's point of view; pronouns and bare *troops* from what stood before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from salient.model import Party
from salient.reading.clock_words import is_time_word
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Lexicon
from salient.reading.sentences import ParsedSentence, fold
from salient.reading.tokens import Doc, Token
from salient.reading.tree import argument, child, noun_phrase, subject_of
from salient.theatre import Theatre

__all__ = ["DEEDS", "Discourse", "PartyFinder", "SideNames"]

_OF_THE_STATE = frozenset({"armed", "defense", "defence", "territorial"})
_ENEMY = frozenset({"enemy", "adversary", "foe"})
_OURS = frozenset({"our", "we", "us", "ours"})
_PLURAL = frozenset({"they", "them", "their", "themselves", "those", "theirs", "these"})
_SINGULAR = frozenset({"it", "its", "itself"})
DEEDS = frozenset(
    "attack assault offensive attempt counterattack counteroffensive advance raid landing".split()
)
"""Nouns that stand for the force that does them; their side must be said."""


class SideNames(NamedTuple):
    """Names of sides as words: the first word leads to whole names and their side."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]

    @classmethod
    def of(cls, theatre: Theatre) -> SideNames:
        """All the names that the theatre gives its sides."""
        found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for side in theatre.sides:
            kinds: Iterable[tuple[str, tuple[str, ...]]] = (
                ("name", (side.name, *side.names)),
                ("adjective", side.adjectives),
                ("force", side.forces),
                ("epithet", side.epithets),
                ("official", side.officials),
            )
            for kind, names in kinds:
                for name in names:
                    words = tuple(fold(name).lower().replace("'", " '").split())
                    if words:
                        found.setdefault(words[0], []).append((words, side.id, kind))
        return cls({
            first: tuple(sorted(set(entries), key=lambda e: (-len(e[0]), e)))
            for first, entries in sorted(found.items())
        })  # fmt: skip

    def scan(self, doc: Doc) -> dict[int, tuple[str, str]]:
        """Side and kind of name for each token that stands in a name of a side."""
        words = [t.low for t in doc]
        hits: dict[int, tuple[str, str]] = {}
        i = 0
        while i < len(words):
            match = self._at(words, i)
            if match is None:
                i += 1
                continue
            length, side, kind = match
            hits.update(dict.fromkeys(range(i, i + length), (side, kind)))
            i += length
        return hits

    def _at(self, words: list[str], i: int) -> tuple[int, str, str] | None:
        stem = words[i].removesuffix("s") if len(words[i]) > 4 else words[i]
        for first in (words[i], stem):
            for name, side, kind in self.by_first.get(first, ()):
                rest = words[i + 1 : i + len(name)]
                if tuple(rest) == name[1:]:
                    return len(name), side, kind
        return None


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
        if depth > 4:
            return None
        low = token.text.lower()
        if low in _ENEMY or lemma(token) in _ENEMY:
            modified = self._modifier_side(token)
            return modified or self.opponent(self.pov(token))
        if low in _OURS:
            return self.pov(token)
        hit = self.names.get(token.i)
        modified = self._modifier_side(token)
        if modified is not None:
            return modified
        of = argument(token, "of")
        if of is not None and of.i in self.names and self.names[of.i][1] in {"name", "force"}:
            return self.names[of.i][0]
        if hit is not None:
            return hit[0]
        if token.pos_ == "PRON":
            return self._pronoun(token)
        if of is not None and not self._is_place_like(of):
            return self.side_of(of, depth + 1)
        first = child(token, "appos")
        if first is not None and token.pos_ == "PROPN":
            return self.side_of(first, depth + 1)
        if lemma(token) in DEEDS:
            return None
        force = self.lexicon.noun_is(lemma(token), "force") or _is_guard(token)
        if force and token.pos_ in {"NOUN", "PROPN"} and not self._of_others(token):
            return self._own_army(token) or self._local(token) or self._told_of(token)
        return None

    def _of_others(self, token: Token) -> bool:
        """Whether a force bears a name that is of neither side (*the UN column*)."""
        return any(
            c.dep_ == "compound"
            and c.pos_ == "PROPN"
            and c.text.isupper()
            and c.i not in self.names
            for c in token.children
        )

    def _own_army(self, token: Token) -> str | None:
        """Side of *the Armed Forces*, *the defence forces* without a country: the speaker's."""
        modifiers = {c.text.lower() for c in token.children if c.dep_ in {"amod", "compound"}}
        state = _OF_THE_STATE | ({"national", "border"} if _is_guard(token) else set())
        acts = token.dep_ in {"nsubj", "nsubj:pass", "obl:agent", "obl", "nmod"}
        return self.pov(token) if acts and modifiers & state else None

    def _told_of(self, token: Token) -> str | None:
        """Side of *the troops*, *the army*: the party that was spoken of last."""
        definite = any(c.dep_ == "det" and c.text.lower() == "the" for c in token.children)
        return self.before.side if definite and self.before is not None else None

    def _is_place_like(self, token: Token) -> bool:
        return self.lexicon.noun_is(lemma(token), "place")

    def _modifier_side(self, token: Token) -> str | None:
        for c in token.children:
            if c.dep_ in {"amod", "compound", "nmod:poss", "nmod", "flat", "det", "nmod:desc"}:
                if c.dep_ == "nmod" and c.i > token.i:
                    continue
                if c.text.lower() in _OURS:
                    return self.pov(token)
                if lemma(c) in _ENEMY:
                    return self.opponent(self.pov(token))
                if c.i in self.names:
                    return self.names[c.i][0]
                if c.dep_ == "nmod:poss" and c.pos_ == "PRON":
                    return self._pronoun(c)
                inner = next(
                    (self.names[g.i][0] for g in c.children
                     if g.i in self.names and g.dep_ in {"amod", "compound"}), None,
                )  # fmt: skip
                if inner is not None:
                    return inner
                if any(lemma(g) in _ENEMY and g.i < c.i for g in c.children):
                    return self.opponent(self.pov(token))
        return None

    def _pronoun(self, token: Token) -> str | None:
        low = token.text.lower()
        if low not in _PLURAL | _SINGULAR:
            return None
        earlier = self._local(token)
        if earlier is not None:
            driver = subject_of(token.head) if token.dep_ in {"obj", "iobj"} else None
            same = driver is not None and driver != token and self.side_of(driver, 3) == earlier
            # *they forced them*: whom a side does something to is the other one.
            return (
                self.opponent(earlier)
                if same and "self" not in low and "selves" not in low
                else earlier
            )
        return self.before.side if self.before else None

    def _local(self, token: Token) -> str | None:
        """Side of the nearest earlier subject of the sentence; for *its*, of a country or army."""
        if token.text.lower() in _SINGULAR:
            kinds = ((self.names[t.i], t) for t in reversed(list(token.doc[: token.i]))
                     if t.i in self.names)  # fmt: skip
            return next((side for (side, kind), _ in kinds if kind in {"name", "force"}), None)
        for t in reversed(list(token.doc[: token.i])):
            if t.dep_ in {"nsubj", "nsubj:pass"} and t.pos_ != "PRON" and t != token:
                if t.i in self.names:
                    return self.names[t.i][0]
                side = self._modifier_side(t)
                if side is not None:
                    return side
        return None

    def target_side(self, token: Token, actor: Token | None) -> str | None:
        """Side of what is acted on; a pronoun there is not the actor itself."""
        side = self.side_of(token)
        if token.pos_ == "PRON" and actor is not None and token.text.lower() in _PLURAL | _SINGULAR:
            own = self.side_of(actor)
            if side is not None and side == own:
                return self.opponent(own)
        return side

    def is_force(self, token: Token) -> bool:
        """Whether a noun phrase is a fighting force or a side acting as one."""
        if token.i in self.names and self.names[token.i][1] != "adjective":
            return self.names[token.i][1] != "official"
        if self.lexicon.noun_is(lemma(token), "force"):
            return True
        if token.pos_ == "PRON":
            low = token.text.lower()
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
            c.dep_ in {"aux:pass", "cop", "aux"} and c.text.lower() in present
            for c in verb.children
        )
        return auxiliary or lemma(verb.head) in {"remain", "stay"}

    def party(self, token: Token | None, against: Token | None = None) -> Party | None:
        """The party that a noun phrase names, with its side where there is one.

        `against` is the actor, where the phrase names what is acted on.
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
        first, last = _name_ends(token)
        start, end = self.sentence.span(first, last)
        name = self.sentence.text[start - self.sentence.start : end - self.sentence.start]
        side = self.target_side(token, against) if against is not None else self.side_of(token)
        if token.pos_ == "PRON" and side is not None and self.before is not None:
            name = self.before.name if self.before.side == side else name
        return Party(name=name, side=side, start=start, end=end)


def _is_guard(token: Token) -> bool:
    return token.text.lower() in {"guard", "guards"}


def _name_ends(token: Token) -> tuple[Token, Token]:
    """First and last word of a party's name: its noun phrase without what the parse drew into it.

    That is a verb before the noun (*repulse enemy attacks*), a time or an adverb after it.
    """
    first, last = noun_phrase(token)
    for c in token.children:
        drawn_in = c.pos_ == "VERB" and (c.dep_ == "compound" or child(c, "nsubj") is not None)
        if drawn_in and first.i <= c.i < token.i:
            first = token.doc[c.i + 1]
    while last.i > token.i and (last.pos_ == "ADV" or is_time_word(last)):
        last = last.nbor(-1)
    comma = next((t for t in token.doc[first.i : token.i] if t.text == ","), None)
    if comma is not None and any(is_time_word(t) for t in token.doc[first.i : comma.i]):
        first = comma.nbor(1)
    if last.i > token.i:
        opened = next((t for t in token.doc[token.i : last.i + 1] if t.text == "("), None)
        closed = any(t.text == ")" for t in token.doc[token.i : last.i + 1])
        last = opened.nbor(-1) if opened is not None and not closed else last
    if first.i > 0 and first.text.lower() in {"least", "most"} and first.i < token.i:
        first = first.nbor(-1)
    return first, last
