"""Words of war that are said of something else (*hunger strike*, *election victory*)."""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = ["is_civil"]

_POLITICAL = frozenset(
    "election electoral vote parliamentary presidential political coalition legal court diplomatic "
    "championship cup match tournament eurovision sport party referendum".split()
)
_PEACEFUL = {
    "strike": frozenset(
        "hunger labour labor general worker miner nationwide railway union employee teacher driver "
        "sit-down wage pay".split()
    ),
    "victory": _POLITICAL, "defeat": _POLITICAL, "battle": _POLITICAL, "fight": _POLITICAL,
    "loss": _POLITICAL | {"job", "financial", "economic", "revenue", "weight", "memory"},
    "offensive": frozenset({"charm", "diplomatic", "information"}),
    "operation": frozenset(
        "enforcement police rescue psychological cleanup information influence informational "
        "intelligence financial ew electronic".split()
    ),
    "attack": frozenset({"heart", "panic", "cyber", "ddos", "hacker", "verbal", "ddos-attack"}),
}  # fmt: skip
"""What stands with a word of war where no war is meant."""


def is_civil(noun: Token) -> bool:
    """Whether a word of war is said of something else (*hunger strike*, *election victory*)."""
    other = _PEACEFUL.get(lemma(noun))
    if other is None:
        return False
    beside = [*noun.children, noun.head]
    near = [*beside, *(g for c in noun.children for g in c.children if g.low != "general")]
    return any(lemma(t) in other or t.low in other for t in near)
