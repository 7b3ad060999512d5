"""Repairs of *occupied* where a parse takes it for the deed of somebody.

In *annex occupied territories* and *drive it to occupied Stepove Oblast* the parser sees somebody
who occupies them: after another verb, and after *to*, the word only says which ground is meant.
Right before a name it is read so in any case.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["with_states_told"]

Label = tuple[str, str, str]
"""Relation, part of speech and features of a word."""

_HELPING = frozenset("have has had having be been being was were is are get got".split())
_OF_A_DEED = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "obl:agent"})
_FAR = 4


def with_states_told(
    words: Sequence[str], heads: Sequence[int], labels: Sequence[Label]
) -> tuple[list[int], list[Label]]:
    """Heads and labels with *occupied* made the quality of the noun after it."""
    new_heads, new_labels = list(heads), list(labels)
    for at, (dep, pos, _) in enumerate(labels):
        if pos != "VERB" or dep in {"amod", "ROOT"} or at == 0:
            continue
        if words[at].lower() == "occupied":
            _make_quality(at, words, new_heads, new_labels)
    return new_heads, new_labels


def _make_quality(at: int, words: Sequence[str], heads: list[int], labels: list[Label]) -> None:
    before = words[at - 1].lower()
    after_verb = labels[at - 1][1] == "VERB" and before not in _HELPING
    if not (after_verb or before == "to"):
        return
    own = [k for k, head in enumerate(heads) if head == at and k != at]
    noun = next((k for k in own if labels[k][0] == "obj" and at < k <= at + _FAR), None)
    if noun is None or labels[noun][1] != "NOUN" or labels[at + 1][1] == "PROPN":
        return
    if any(heads[k] != noun for k in range(at + 1, noun)):
        return
    if any(labels[k][0] in _OF_A_DEED for k in own):
        return
    above, dep = heads[at], labels[at][0]
    if after_verb:
        verb = at - 1
        if heads[verb] == at:
            heads[verb], labels[verb] = above, (dep, *labels[verb][1:])
        above, dep = verb, "obj"
    else:
        verb, dep = above, "obl"
        labels[at - 1] = ("case", "ADP", "")
    for k in own:
        if k not in {noun, at - 1}:
            heads[k] = verb
    if not after_verb:
        heads[at - 1] = noun
    heads[noun], labels[noun] = above, (dep, *labels[noun][1:])
    heads[at], labels[at] = noun, ("amod", *labels[at][1:])
