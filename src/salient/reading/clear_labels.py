"""From the CLEAR labels of spaCy's own English pipelines to Universal Dependencies.

CLEAR hangs a noun on its preposition and a predicate on its copula; Universal Dependencies hang
both on what governs the phrase, and the small words on them. Labels are those of the ClearNLP
guidelines and of Universal Dependencies 2; what heads and labels do not tell is left as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

__all__ = ["CLEAR", "to_universal"]

CLEAR = frozenset({"dobj", "pobj", "nsubjpass"})
"""Labels by which a CLEAR pipeline is known."""

_RENAMED = {
    "dobj": "obj", "dative": "iobj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass",
    "auxpass": "aux:pass", "neg": "advmod", "poss": "nmod:poss", "prt": "compound:prt",
    "relcl": "acl:relcl", "quantmod": "advmod", "npadvmod": "obl:unmarked", "oprd": "xcomp",
    "predet": "det:predet", "preconj": "cc:preconj", "intj": "discourse", "meta": "dep",
    "nmod": "compound",
}  # fmt: skip
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})


def to_universal(
    heads: Sequence[int], deps: Sequence[str], pos: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations of a sentence in Universal Dependencies.

    heads: the place of each word's head, its own for a root. deps: CLEAR labels. pos: universal
    parts of speech.
    """
    new_heads, new_deps = list(heads), [_RENAMED.get(dep, dep) for dep in deps]
    for i, dep in enumerate(deps):
        if dep in {"pobj", "pcomp"} and deps[heads[i]] in {"prep", "agent", "dative"}:
            _raise_over_preposition(i, new_heads, new_deps, deps, pos)
    for i, dep in enumerate(deps):
        if dep in {"attr", "acomp"} and pos[heads[i]] == "AUX" and new_heads[i] == heads[i]:
            _raise_over_copula(i, new_heads, new_deps)
    for i, dep in enumerate(new_deps):
        if dep in {"prep", "agent"}:
            new_deps[i] = "obl"
        elif dep in {"attr", "acomp"}:
            new_deps[i] = "xcomp"
    return new_heads, new_deps


def _raise_over_preposition(
    i: int, heads: list[int], deps: list[str], old: Sequence[str], pos: Sequence[str]
) -> None:
    """*went to the city*: the noun hangs on the verb, the preposition on the noun."""
    preposition = heads[i]
    if deps[preposition] in {"case", "mark"}:
        # A second noun under one preposition: the first has taken it.
        heads[i], deps[i] = heads[preposition], "conj"
        return
    governor = heads[preposition]
    clause = old[i] == "pcomp"
    if old[preposition] == "agent":
        label = "obl:agent"
    elif pos[governor] in _VERBAL:
        label = "advcl" if clause else "obl"
    else:
        label = "acl" if clause else "nmod"
    heads[i] = i if governor == preposition else governor
    deps[i] = "ROOT" if governor == preposition else label
    _adopt(preposition, i, heads, {i})
    heads[preposition], deps[preposition] = i, "mark" if clause else "case"


def _raise_over_copula(i: int, heads: list[int], deps: list[str]) -> None:
    """*is the commander*: the noun heads the clause, the copula and its dependents hang on it."""
    copula = heads[i]
    root = heads[copula] == copula
    heads[i], deps[i] = (i, "ROOT") if root else (heads[copula], deps[copula])
    _adopt(copula, i, heads, {i})
    heads[copula], deps[copula] = i, "cop"


def _adopt(old: int, new: int, heads: list[int], kept: Collection[int]) -> None:
    for k, head in enumerate(heads):
        if head == old and k not in kept and k != old:
            heads[k] = new
