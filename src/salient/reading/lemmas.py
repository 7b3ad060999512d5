"""Lemmas of English words by rule: a table of irregular forms, then suffixes.

A suffix rule's candidate counts only if it is a known lemma, so that no forms are invented (a
trained lemmatizer made *captur* of *captured*). Tables: `training/english/lemmas.py`.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from salient.reading.tokens import Token

__all__ = ["candidates", "lemma", "lemma_of"]

_KINDS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
_FIELD = {
    "n": {
        "troops": "troop", "outskirts": "outskirt", "surroundings": "surroundings",
        "environs": "environ", "hostilities": "hostility", "casualties": "casualty",
        "headquarters": "headquarters", "forces": "force", "btgs": "btg", "barracks": "barracks",
        "reinforcements": "reinforcement",
        "supplies": "supply", "counteroffensives": "counteroffensive",
    },
    "v": {
        "repelled": "repel", "repelling": "repel", "repels": "repel", "expelled": "expel",
        "expelling": "expel", "shelled": "shell", "shelling": "shell", "de-occupied": "de-occupy",
        "deoccupied": "deoccupy", "dug": "dig", "beaten": "beat", "laid": "lay",
        "routed": "rout", "strafed": "strafe", "sunk": "sink", "strewn": "strew",
        "besieged": "besiege", "besieging": "besiege", "regrouped": "regroup",
        "regrouping": "regroup", "redeployed": "redeploy", "resupplied": "resupply",
    },
    "a": {},
}  # fmt: skip
"""Forms of war reporting that the treebanks lack or keep in the plural."""

_VERBS = frozenset(
    "ambush ascribe bash blockade cede chide conjecture de-occupy decree decry degrade demine "
    "demolish deoccupy deplore deride disable dissuade encroach enquire entrench exhume fake free "
    "hinge impede implore inch lambaste lure march mass mine mistreat opine paraphrase parry "
    "perish preclude profess prophesy query ready rebuff rebuke recapture reconnoitre reconstitute "
    "rehearse relaunch relinquish reoccupy replenish resume resupply scale skirmish snatch "
    "stockpile strafe time underline unleash".split()
)
"""Verbs of war reporting that the treebanks lack; their forms follow from the rules."""

_PREFIXES = ("re", "over", "under", "out", "with")
_VOWELS = frozenset("aeiou")
_CONTRACTED = {
    "'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'ll": "will", "'d": "would",
    "n't": "not", "wo": "will", "ca": "can", "sha": "shall",
}  # fmt: skip


class _Tables(NamedTuple):
    lemmas: dict[str, frozenset[str]]
    irregular: dict[str, dict[str, str]]


@cache
def _tables() -> _Tables:
    raw = json.loads((files("salient.reading") / "data" / "lemmas.json").read_text("utf-8"))
    lemmas = {k: frozenset(v.split()) for k, v in raw["lemmas"].items()}
    return _Tables(lemmas | {"v": lemmas["v"] | _VERBS}, raw["irregular"])


def _undoubled(stem: str) -> list[str]:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return [stem[:-1]]
    return []


@lru_cache(maxsize=65_536)
def candidates(form: str, kind: str) -> tuple[str, ...]:
    """Possible lemmas of a lower-case `form`, best first; `kind` is `v`, `n` or `a`."""
    found = [form]
    if kind in "vn" and form.endswith("s") and not form.endswith("ss"):
        if form.endswith("ies"):
            found.append(form[:-3] + "y")
        found.append(form[:-1])
        if form.endswith("es"):
            found.append(form[:-2])
        if form.endswith("ves"):
            found += [form[:-3] + "f", form[:-3] + "fe"]
    if kind == "v" and form.endswith("ed"):
        if form.endswith("ied"):
            found.append(form[:-3] + "y")
        found += [*_undoubled(form[:-2]), form[:-1], form[:-2]]
    if kind == "v" and form.endswith("ing") and len(form) > 4:
        stem = form[:-3]
        found += [*_undoubled(stem), stem + "e", stem]
    if kind == "a":
        for suffix in ("er", "est"):
            if form.endswith(suffix):
                stem = form[: -len(suffix)]
                found += [stem, stem + "e", *_undoubled(stem)]
                if stem.endswith("i"):
                    found.append(stem[:-1] + "y")
    return tuple(found)


def _guess(form: str, kind: str) -> str:
    """The likeliest lemma of a form whose lemma is not known."""
    if kind == "n" and form.endswith("men") and len(form) > 6:
        return form[:-2] + "an"
    if kind == "n" and form.endswith("s") and not form.endswith(("ss", "us", "is")):
        if form.endswith("ies"):
            return form[:-3] + "y"
        return form[:-2] if form.endswith(("ches", "shes", "xes", "sses")) else form[:-1]
    if kind == "v":
        if form.endswith(("ified", "ifies")):
            return form[:-3] + "y"
        for suffix in ("ing", "ed"):
            stem = form.removesuffix(suffix)
            if stem != form and len(stem) > 2 and _VOWELS & set(stem):
                if _undoubled(stem) and stem[-1] not in "lsz":
                    return stem[:-1]
                soft = stem.endswith(
                    ("at", "v", "c", "z", "us", "iz", "is", "g", "u", "uls", "ers")
                )
                return stem + "e" if soft and not stem.endswith("ng") else stem
        if form.endswith("s") and not form.endswith("ss"):
            return form[:-1]
    return form


@lru_cache(maxsize=65_536)
def lemma_of(form: str, pos: str) -> str:
    """Lemma of a word form with a universal part of speech, in lower case."""
    low = form.lower()
    if pos in {"VERB", "AUX", "PART"} and low in _CONTRACTED:
        return _CONTRACTED[low]
    kind = _KINDS.get(pos)
    if kind is None or not low.replace("-", "").isalpha():
        return low
    if low in _FIELD[kind]:
        return _FIELD[kind][low]
    tables = _tables()
    irregular = tables.irregular[kind].get(low)
    if irregular:
        return irregular
    for prefix in _PREFIXES if kind == "v" else ():
        rest = tables.irregular[kind].get(low.removeprefix(prefix))
        if rest is not None and low.startswith(prefix):
            return prefix + rest
    known = tables.lemmas[kind]
    possible = candidates(low, kind)
    for candidate in possible[1:] if kind == "v" else possible:
        if candidate in known:
            return candidate
    return low if low in known else (_guess(low, kind) or low)


def lemma(token: Token) -> str:
    """Lemma of a parsed token, in lower case."""
    return token.lemma
