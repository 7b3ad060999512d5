"""Repairs of subjects that the parser loses in the names of units and after *up to*.

It takes *motorized* in *the 5th Motorized Rifle Brigade is active near A* for a verb, and the
brigade for its object; in *that up to four battalions are moving* it makes *that* the subject, and
of *In A region, a strike on B killed two* it tells the strike as what the region is.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["with_lost_subjects"]

_KINDS = frozenset("motorized motorised mechanized mechanised armored armoured combined".split())
"""Participles that name a kind of troops."""

_UNITS = frozenset(
    "rifle infantry assault artillery arms army brigade brigades division divisions regiment "
    "regiments battalion battalions company companies column columns unit units troops forces "
    "elements formations group groups".split()
)
"""Words of which the name of a unit is made, the last of which is its head."""

_DEEDS = frozenset("exercises drills checks attacks assaults strikes raids patrols".split())
"""Plurals that the parser may take for verbs after a verb that carries them."""

_NOMINAL = frozenset(
    {"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "appos", "compound", "obl:agent"}
)
_CLAUSAL = frozenset({"ccomp", "conj", "parataxis", "advcl", "xcomp", "acl:relcl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "cc", "nmod:poss", "case"})


class _Parse:
    """Heads and relations of a sentence while they are mended."""

    def __init__(self, words: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> None:
        self.low = [word.lower() for word in words]
        self.heads, self.deps = list(heads), list(deps)

    def children(self, at: int) -> list[int]:
        """The words that hang on one, in order."""
        return [i for i, head in enumerate(self.heads) if head == at and i != at]

    def hang(self, at: int, head: int, dep: str) -> None:
        """Hang a word on another."""
        self.heads[at], self.deps[at] = head, dep

    def subject_of(self, verb: int, noun: int) -> None:
        """Make a noun the subject of a verb, of its passive where it stands in it."""
        passive = any(self.deps[k] == "aux:pass" for k in self.children(verb))
        self.hang(noun, verb, "nsubj:pass" if passive else "nsubj")


def with_lost_subjects(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with units, and what *up to* counts, as the subjects that they are.

    What a verb carries is its object (*continued tactical flight exercises*), no clause.
    """
    parse = _Parse(words, heads, deps)
    for i, word in enumerate(parse.low):
        if word in _KINDS and pos[i] == "VERB":
            _name_unit(parse, i, pos)
        elif word in _DEEDS and pos[i] == "VERB" and parse.deps[i] == "ccomp":
            _carry(parse, i, pos)
        elif word == "up" and parse.low[i + 1 : i + 2] == ["to"]:
            _count_subject(parse, i, pos)
        elif parse.deps[i] == "appos" and pos[i] == "NOUN":
            _open_clause(parse, i, pos)
    return parse.heads, parse.deps


def _name_unit(parse: _Parse, kind: int, pos: Sequence[str]) -> None:
    """Hang a kind of troops on the unit whose name it is part of, and the unit in its place."""
    unit = kind
    while unit + 1 < len(pos) and parse.low[unit + 1] in _UNITS:
        unit += 1
    if unit == kind or parse.heads[unit] != kind:
        return
    above, dep = parse.heads[kind], parse.deps[kind]
    if dep in _NOMINAL and above != kind:
        parse.hang(unit, above, dep)
        clause = above
    else:
        verb = _verb_after(parse, kind, unit, pos)
        if verb is None:
            return
        parse.hang(verb, verb if above == kind else above, dep)
        parse.subject_of(verb, unit)
        clause = verb
    parse.hang(kind, unit, "amod")
    for k in parse.children(kind):
        _hand_over(parse, k, unit, clause)


def _open_clause(parse: _Parse, noun: int, pos: Sequence[str]) -> None:
    """Make the noun after *In A region,* the subject of the verb that has none."""
    place = parse.heads[noun]
    verb = parse.heads[place]
    if not place < noun < verb or parse.deps[place] != "obl" or pos[verb] != "VERB":
        return
    first = min((noun, *(k for k in parse.children(noun) if k < noun and parse.low[k] != ",")))
    if parse.low[first - 1] != "," or not any(parse.deps[k] == "det" for k in parse.children(noun)):
        return
    if "," in parse.low[noun:verb] or any(parse.deps[k] in _SUBJECTS for k in parse.children(verb)):
        return
    parse.subject_of(verb, noun)


def _hand_over(parse: _Parse, word: int, unit: int, clause: int) -> None:
    """Hang what hung on the kind of troops on the unit, or on the verb of the clause."""
    dep = parse.deps[word]
    if word > unit or dep not in _BEFORE | _SUBJECTS | {"obl:unmarked", "obj", "obl"}:
        parse.heads[word] = clause
        return
    for k in parse.children(word):
        if parse.deps[k] in _BEFORE:
            parse.heads[k] = unit
    parse.hang(word, unit, dep if dep in _BEFORE else "compound")


def _verb_after(parse: _Parse, kind: int, unit: int, pos: Sequence[str]) -> int | None:
    """The verb after a unit that has no subject and that the parse hangs beside its name."""
    beside = {kind, parse.heads[kind]}
    for verb in range(unit + 1, len(pos)):
        if pos[verb] != "VERB" or parse.heads[verb] not in beside:
            continue
        if parse.deps[verb] in _CLAUSAL:
            own = any(parse.deps[k] in _SUBJECTS for k in parse.children(verb))
            return None if own else verb
    return None


def _carry(parse: _Parse, deed: int, pos: Sequence[str]) -> None:
    """Make a plural deed the object of the verb before it, and what qualifies it its own."""
    verb, before = parse.heads[deed], deed - 1
    if not verb < before or pos[verb] != "VERB" or not parse.low[verb].endswith(("ed", "ing")):
        return
    if parse.heads[before] != deed or parse.deps[before] not in _SUBJECTS:
        return
    qualifiers = range(verb + 1, before + 1)
    if any(pos[k] not in {"ADJ", "NOUN"} and parse.deps[k] != "nmod:poss" for k in qualifiers):
        return
    parse.hang(deed, verb, "obj")
    for k in qualifiers:
        parse.hang(k, deed, "amod" if pos[k] == "ADJ" else "compound")


def _count_subject(parse: _Parse, up: int, pos: Sequence[str]) -> None:
    """Make what *up to* counts the subject of the verb that has none, or only *that*."""
    verb = parse.heads[up]
    noun = next((k for k in parse.children(up) if k > up + 1 and pos[k] in {"NOUN", "PROPN"}), None)
    if noun is None or not noun < verb or pos[verb] != "VERB":
        return
    if not any(parse.deps[k] == "nummod" for k in parse.children(noun)):
        return
    subjects = [k for k in parse.children(verb) if parse.deps[k] in _SUBJECTS]
    if any(parse.low[k] != "that" for k in subjects):
        return
    for k in subjects:
        parse.deps[k] = "mark"
    parse.subject_of(verb, noun)
    parse.hang(up, noun, "advmod")
    parse.hang(up + 1, up, "fixed")
