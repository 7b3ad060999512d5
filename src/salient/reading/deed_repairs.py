"""Repairs of words of deeds that the parse takes for verbs, adjectives or parts of names.

The parser takes *fighting* in *reported fighting near A* for what the sources did, *shelling* in
*continued shelling settlements* for a kind of settlement, *counteroffensive* in *a counteroffensive
east of A* for a kind of east and *control* in *forces control positions* for a kind of positions.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.lemmas import lemma_of

__all__ = ["with_deeds_named"]

_IN_ING = frozenset({"fighting", "shelling", "bombing"})
_WITHOUT_A_VERB = frozenset({"counteroffensive", "counteroffensives", "counterattack"})
_TELLING = frozenset(
    "report claim observe confirm note document record show discuss describe announce see hear "
    "depict acknowledge mention detail".split()
)
"""Verbs whose object is the deed that somebody tells of."""
_HOW = frozenset(
    "heavy heaviest fierce fiercest intense ongoing continued continuing continuous active "
    "sporadic bitter bloody positional renewed sustained constant limited local localised "
    "localized minor major significant reported further additional street urban close-quarters persistent "
    "intensified recent systematic massive extensive".split()
)
"""Words before a deed that say how it goes, which no verb has before it."""
_ARTICLES = frozenset({"the", "no", "any", "some", "a", "this", "that"})
_LATER = frozenset({"ccomp", "xcomp", "advcl", "acl", "obj", "dep", "parataxis", "obl"})
_OWN = frozenset({"nsubj", "nsubj:pass", "obj", "aux", "aux:pass", "mark", "cop"})
_PASSIVE = frozenset({"nsubj:pass", "aux:pass"})
_POINTS = frozenset("north south east west northeast northwest southeast southwest".split())
_GOING_ON = frozenset({"continue", "begin", "start", "resume", "stop", "keep", "cease"})
_NAMED_BY_ACTS = frozenset("operation action activity attack mission campaign effort".split())
_HELD = frozenset({"control"})

_WORDS = _IN_ING | _WITHOUT_A_VERB | _HELD


def with_deeds_named(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
) -> tuple[list[int], list[str], list[str]]:
    """Heads, relations and parts of speech with deeds as what they are."""
    parse = _Parse(words, heads, deps, pos)
    for at, word in enumerate(parse.low):
        if word not in _WORDS:
            continue
        if word in _HELD:
            parse.let_control(at)
        elif word in _WITHOUT_A_VERB:
            parse.free_of_point(at)
        elif pos[at] == "NOUN" and deps[at] == "compound":
            parse.let_go_on(at)
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
        while i >= 0 and (self.low[i] in _HOW or (self.low[i] in {",", "and"} and self._joint(i))):
            i -= 1
        return i, i < at - 1

    def _joint(self, at: int) -> bool:
        """Whether a comma or *and* stands between two words of how (*fierce and bloody*)."""
        return at > 0 and self.low[at - 1] in _HOW and self.low[at + 1] in _HOW

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
        first = self.heads[at]
        if self.low[first] in _IN_ING and self.pos[first] == "NOUN":
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

    def let_go_on(self, at: int) -> None:
        """Make a verb of *shelling* in *continued shelling settlements* and its object one."""
        noun, verb = self.heads[at], self.heads[self.heads[at]]
        if verb != at - 1 or noun < at or self.deps[noun] != "obj":
            return
        if lemma_of(self.low[verb], "VERB") not in _GOING_ON or self.low[noun] in _POINTS:
            return
        if lemma_of(self.low[noun], "NOUN") in _NAMED_BY_ACTS:
            return
        self.pos[at], self.heads[at], self.deps[at] = "VERB", verb, "xcomp"
        self.heads[noun] = at
        for i in self._children(verb):
            if i > noun and self.deps[i] == "obl":
                self.heads[i] = at

    def let_control(self, at: int) -> None:
        """Make a verb of *control* right after its subject, and of its noun the object."""
        noun, subject = self.heads[at], at - 1
        if self.pos[at] != "NOUN" or self.deps[at] != "compound" or noun < at or subject < 0:
            return
        if self.deps[subject] != "nsubj" or self.heads[subject] not in {noun, at}:
            return
        root = self.heads[noun] == noun
        self.pos[at], self.deps[at] = "VERB", self.deps[noun]
        self.heads[at] = at if root else self.heads[noun]
        for i in self._children(noun):
            outer = self.deps[i] in {"conj", "punct", "advcl", "parataxis"} and i > noun
            if i < at or outer:
                self.heads[i] = at
        self.heads[noun], self.deps[noun] = at, "obj"
