"""Repairs of a parse that words alone allow, before anything is read from it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["with_joint_kinds"]

_KINDS = frozenset("sabotage reconnaissance search diversion subversion assault rescue".split())
_JOINTS = frozenset({"and", "-", "/", "&"})


def with_joint_kinds(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations with two kinds hung on the noun that they share.

    The parser takes *sabotage and reconnaissance groups* for two things, the first of them an act;
    they are groups of two kinds. What hung on the first kind goes to the shared noun.
    """
    new_heads, new_deps = list(heads), list(deps)
    for i in range(len(words) - 3):
        shared = i + 3
        if words[i].lower() not in _KINDS or words[i + 2].lower() not in _KINDS:
            continue
        if words[i + 1].lower() not in _JOINTS or (heads[shared], deps[shared]) != (i, "conj"):
            continue
        new_heads[shared] = shared if heads[i] == i else heads[i]
        new_deps[shared] = deps[i]
        new_heads[i], new_deps[i] = shared, "compound"
        new_heads[i + 1], new_deps[i + 1] = i + 2, "cc"
        new_heads[i + 2], new_deps[i + 2] = i, "conj"
        for k, head in enumerate(heads):
            if head == i and k not in range(i, shared + 1):
                new_heads[k] = shared
    return new_heads, new_deps
