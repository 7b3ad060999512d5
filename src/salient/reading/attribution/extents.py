"""How far a clause that somebody says reaches, where the parse breaks it off or joins to it.

*X said that troops based in Y took part in Z*: the parser may end the clause at *Y*. *X said that
A, which likely means B*: the second part is the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.attribution.tree import Block, Tree

__all__ = ["WHOLE", "garden_path", "unbroken", "without_comment"]

WHOLE = frozenset({"clause", "clause-marked"})
"""Rules whose content is a clause governed by a verb of speech."""
_STOPS = frozenset({",", ";", ":", "(", ")", "-", "–", "—", "--", "[", "]"})
_MARKS = frozenset({'"', "''", "'", "”", "“"})
_OTHERS = frozenset(
    "and but or while whereas although though as according however despite nor yet so".split()
)
"""Words with which something else than the clause goes on."""
_UNSURE = frozenset({"likely", "possibly", "probably", "may", "might", "could"})
_RELATIVES = frozenset({"which", "who", "whom", "where"})
_VERBS = frozenset({"VERB", "AUX"})


def garden_path(tree: Tree, i: int) -> Block | None:
    """The clause with *that* whose verb the parse made the main one, and *said* a participle.

    *The staff confirmed on Friday that troops took the town*, read like *the staff housed there*.
    """
    noun = tree.head[i]
    up = tree.head[noun]
    if tree.dep[i] != "acl" or not tree.dep[noun].startswith("nsubj") or not noun < i < up:
        return None
    mark = tree.kid(up, "mark")
    if mark is None or mark <= i or tree.low[mark] != "that":
        return None
    return mark, max(tree.right[up], up)


def unbroken(tree: Tree, i: int, blocks: Sequence[Block]) -> list[Block]:
    """`blocks` of what the verb `i` reports, the last one on to where its clause really ends.

    A clause that no mark parts from the word behind it goes on there.
    """
    if not blocks or blocks[-1][1] <= i:
        return list(blocks)
    first, last = blocks[-1]
    at = last + 1
    if at < tree.n and tree.text[at] in _MARKS:
        at += 1
    if at >= tree.n or tree.text[at] in _STOPS or tree.low[at] in _OTHERS:
        return list(blocks)
    if not tree.text[at][:1].isalnum():
        return list(blocks)
    end = at
    while end + 1 < tree.n and tree.text[end + 1] not in _STOPS:
        end += 1
    if not any(tree.pos[k] in _VERBS for k in range(at, end + 1)):
        return list(blocks)
    if not _RELATIVES.isdisjoint(tree.low[end + 2 : end + 4]):
        end = max(tree.right[k] for k in range(at, end + 1))
    return [*blocks[:-1], (first, end)]


def without_comment(tree: Tree, blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without what the writer adds at their end: *…, which likely means that B*."""
    if not blocks:
        return []
    first, last = blocks[-1]
    for k in range(first + 2, last - 1):
        if tree.text[k] != "," or tree.low[k + 1] != "which":
            continue
        if not _UNSURE.isdisjoint(tree.low[k + 2 : k + 4]):
            return [*blocks[:-1], (first, k - 1)]
    return list(blocks)
