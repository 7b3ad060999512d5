"""Repairs of words of deeds that the parse takes for verbs, adjectives or parts of names.

The parser takes *fighting* in *reported fighting near A* for what the sources did, *airstrikes* in
the headline *Enemy launches airstrikes* for its verb and *counteroffensive* in *a counteroffensive
east of A* for a kind of east.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.lemmas import lemma_of

__all__ = ["with_deeds_named"]

_IN_ING = frozenset({"fighting", "shelling", "bombing"})
_WITHOUT_A_VERB = frozenset(
    "counteroffensive counteroffensives counterattack offensive "
    "stronghold foothold bridgehead".split()
)
"""Nouns that the parser takes for adjectives of the point of the compass after them."""
_LAUNCHED = frozenset("airstrikes strikes attacks assaults raids battles clashes".split())
_LAUNCHING = frozenset(
    "launches launch conducts continues mounts resumes intensifies delivers inflicts repels".split()
)
"""Verbs of headlines that the parser takes for nouns (*Enemy launches airstrikes on A*)."""
_TELLING = frozenset(
    "report claim observe confirm note document record show discuss describe announce see hear "
    "depict acknowledge mention detail".split()
)
"""Verbs whose object is the deed that somebody tells of."""
_HOW = frozenset(
    "heavy heaviest fierce fiercest intense ongoing continued continuing continuous active "
    "sporadic bitter bloody positional renewed sustained constant limited local localised "
    "localized minor major significant reported further additional street urban persistent "
    "intensified recent systematic massive extensive".split()
)
"""Words before a deed that say how it goes, which no verb has before it."""
_ARTICLES = frozenset({"the", "no", "any", "some", "a", "this", "that"})
_LATER = frozenset({"ccomp", "xcomp", "advcl", "acl", "obj", "dep", "parataxis", "obl"})
_OWN = frozenset({"nsubj", "nsubj:pass", "obj", "aux", "aux:pass", "mark", "cop"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_PASSIVE = frozenset({"nsubj:pass", "aux:pass"})
_POINTS = frozenset("north south east west northeast northwest southeast southwest".split())
_DASHES = frozenset({"-", "–", "—"})

_WORDS = _IN_ING | _WITHOUT_A_VERB | _LAUNCHED


def with_deeds_named(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
) -> tuple[list[int], list[str], list[str]]:
    """Heads, relations and parts of speech with deeds as what they are."""
    parse = _Parse(words, heads, deps, pos)
    for at, word in enumerate(parse.low):
        if word not in _WORDS:
            continue
        if word in _WITHOUT_A_VERB:
            parse.free_of_point(at)
        elif word in _LAUNCHED:
            parse.head_line(at)
        elif pos[at] in {"VERB", "NOUN"}:
            parse.tell(at)
    return parse.heads, parse.deps, parse.pos


class _Parse:
    """Heads, relations and parts of speech of a sentence while they are mended."""

    def __init__(
        self, words: Sequence[str], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
    ) -> None:
        self.low = [word.lower() for word in words]
        self.heads, self.deps, self.pos = list(heads), list(deps), list(pos)

    def _children(self, at: int) -> list[int]:
        return [i for i, head in enumerate(self.heads) if head == at and i != at]

    def _has(self, at: int, relations: frozenset[str]) -> bool:
        return any(self.deps[i] in relations for i in self._children(at))

    def _before(self, at: int) -> tuple[int, bool]:
        """The word before a deed and what says how it goes, and whether anything does."""
        i = at - 1
        while i >= 0 and (self._says_how(i) or self._joint(i)):
            i -= 1
        return i, i < at - 1

    def _says_how(self, at: int) -> bool:
        return self.low[at] in _HOW and not self._has(at, _SUBJECTS)

    def _joint(self, at: int) -> bool:
        """Whether a comma or *and* stands between two words of how (*fierce and bloody*)."""
        if at == 0 or self.low[at] not in {",", "and"}:
            return False
        return self._says_how(at - 1) and self._says_how(at + 1)

    def tell(self, at: int) -> None:
        """Make a noun of *fighting* where somebody tells of it, or says how it goes."""
        own = [i for i in self._children(at) if self.deps[i] in _OWN]
        before, how = self._before(at)
        if any(not (before < i < at) for i in own) or before < 0:
            return
        if self.deps[at] == "conj" and not how:
            if self.pos[at] == "VERB" and self.low[at - 1] in {"and", ",", "or"}:
                self._join(at)
            return
        telling = lemma_of(self.low[before], "VERB") in _TELLING and self._tells(before)
        named = how or self.low[before] in _ARTICLES
        if telling and self.deps[at] in _LATER and not self._under(before, at):
            self.heads[at], self.deps[at] = before, "obj"
        elif not (named and self.pos[at] == "VERB") or before < self.heads[at] < at:
            return
        elif self.deps[at] in {"ccomp", "xcomp", "acl"} and self.pos[self.heads[at]] == "VERB":
            self.deps[at] = "obj"
        self._name(at, before)

    def _under(self, low: int, high: int) -> bool:
        """Whether a word hangs below another."""
        node = low
        while self.heads[node] != node:
            node = self.heads[node]
            if node == high:
                return True
        return False

    def _tells(self, verb: int) -> bool:
        """Whether somebody tells, and nobody is told of (*were observed fighting*)."""
        if self.pos[verb] not in {"VERB", "NOUN"} or self._has(verb, _PASSIVE):
            return False
        return self.deps[verb] != "acl" or self._has(verb, frozenset({"nsubj"}))

    def _join(self, at: int) -> None:
        """Make a noun of the second of two deeds (*shelling of A and fighting in B*)."""
        first, told = self.heads[at], self.heads[at]
        if self.pos[first] == "VERB" and lemma_of(self.low[first], "VERB") in _TELLING:
            objects = (i for i in self._children(told) if self.deps[i] == "obj" and i < at)
            first = next(objects, first)
        if self.low[first] in _IN_ING and self.pos[first] == "NOUN":
            self.heads[at] = first
            self._name(at, at - 1)

    def _name(self, at: int, before: int) -> None:
        """Make a noun of a word: phrases are its own, and what says how it goes qualifies it."""
        self.pos[at] = "NOUN"
        for i in self._children(at):
            if self.deps[i] == "obl" and i > at:
                self.deps[i] = "nmod"
        for i in range(before + 1, at):
            if self.low[i] in _HOW:
                self.heads[i], self.deps[i] = at, "amod"

    def free_of_point(self, at: int) -> None:
        """Make a noun of *counteroffensive* where the parse has it qualify what comes after."""
        after = at + 1
        if after >= len(self.low) or self.pos[at] != "ADJ":
            return
        if self.heads[at] == after and self.low[after] in _POINTS:
            self.pos[at], self.deps[at] = "NOUN", "compound"
        elif self.low[after] in _DASHES and self.heads[at] > after and at > 1:
            self._free_of_source(at)

    def _free_of_source(self, at: int) -> None:
        """Part a headline's last word from its source (*preparing for offensive - staff*)."""
        source, case = self.heads[at], at - 1
        if self.deps[case] != "case" or self.pos[case - 1] not in {"NOUN", "VERB"}:
            return
        self.pos[at], self.deps[at] = "NOUN", "nmod"
        self.heads[at], self.heads[case] = case - 1, at
        self.deps[source] = "parataxis"

    def head_line(self, at: int) -> None:
        """Make a noun of *airstrikes*, or *battles*, that a headline has where a verb may stand."""
        verb = at - 1
        if self.pos[at] != "VERB":
            return
        if self.low[at] in {"battles", "clashes"}:
            if not self._has(at, _OWN) and self.deps[at] in {"conj", "ROOT", "parataxis"}:
                self._name(at, verb)
            return
        if verb < 1 or self.low[verb] not in _LAUNCHING or self.heads[verb] != at:
            return
        who = next((i for i in self._children(verb) if self.deps[i] == "compound"), None)
        if who is None or self.deps[verb] != "nsubj":
            return
        root = self.heads[at] == at
        self.heads[verb], self.deps[verb] = (verb if root else self.heads[at]), self.deps[at]
        self.pos[verb], self.deps[who] = "VERB", "nsubj"
        for i in self._children(at):
            if i > at and self.deps[i] in {"punct", "parataxis", "advcl"}:
                self.heads[i] = verb
        self.heads[at], self.deps[at] = verb, "obj"
        self._name(at, verb)
