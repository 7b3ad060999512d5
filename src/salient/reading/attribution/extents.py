"""How far a clause that somebody says reaches, where the parse breaks it off or joins to it.

*X said that troops based in Y took part in Z*: the parser may end the clause at *Y*. *X said that
A, which likely means B*: the second part is the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.attribution.tree import Block, Tree

__all__ = [
    "WHOLE",
    "charge",
    "garden_path",
    "unbroken",
    "without_comment",
    "without_conclusion",
    "without_others",
]

WHOLE = frozenset({"clause", "clause-marked"})
"""Rules whose content is a clause governed by a verb of speech."""
_STOPS = frozenset({",", ";", ":", "(", ")", "-", "–", "—", "--", "[", "]"})
_DASHES = frozenset({"-", "–", "—", "--"})
_ASIDE = 12
"""Words of what stands between two dashes, at most."""
_MARKS = frozenset({'"', "''", "'", "”", "“"})
_OTHERS = frozenset(
    "and but or while whereas although though as according however despite nor yet so".split()
)
"""Words with which something else than the clause goes on."""
_UNSURE = frozenset({"likely", "possibly", "probably", "may", "might", "could"})
_DRAWN = frozenset({"indicates", "suggests", "implies", "indicate", "suggest", "imply"})
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
    at = _behind_dashes(tree, at)
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


def _behind_dashes(tree: Tree, at: int) -> int:
    """The word behind what stands between two dashes from `at` on, and names no deed; else `at`."""
    if at >= tree.n or tree.text[at] not in _DASHES:
        return at
    for k in range(at + 2, min(tree.n - 1, at + _ASIDE)):
        if tree.text[k] in _DASHES:
            return k + 1
        if tree.pos[k] in _VERBS:
            return at
    return at


def without_comment(tree: Tree, blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without what the writer adds at their end: *…, which likely means that B*."""
    if not blocks:
        return []
    first, last = blocks[-1]
    for k in range(first + 2, last - 1):
        if tree.text[k] != "," or tree.low[k + 1] != "which":
            continue
        if not _UNSURE.isdisjoint(tree.low[k + 2 : k + 4]) or tree.low[k + 2 : k + 3] == ["if"]:
            return [*blocks[:-1], (first, k - 1)]
        if not _DRAWN.isdisjoint(tree.low[k + 2 : k + 4]) and "that" in tree.low[k + 3 : k + 6]:
            # *…, which indicates that B*: who writes draws it from what X says.
            return [*blocks[:-1], (first, k - 1)]
    return list(blocks)


_CONCLUDING = frozenset({"suggesting", "indicating", "implying", "demonstrating", "confirming"})


def without_conclusion(tree: Tree, block: Block, i: int) -> Block:
    """`block` without what is drawn behind a comma from the deed doubted by the word `i`.

    *Troops reportedly blew up a bridge, suggesting that B*: that B follows is the writer's word.
    """
    first, last = block
    for k in range(i + 1, last - 1):
        if tree.text[k] != ",":
            continue
        at = k + 1 + (tree.pos[k + 1] == "ADV")
        drawn = tree.low[at] == "which" and not (_DRAWN | _UNSURE).isdisjoint(
            tree.low[at + 1 : at + 3]
        )
        if drawn or tree.low[at] in _CONCLUDING:
            return first, k - 1
    return block


def charge(tree: Tree, block: Block) -> Block:
    """What somebody is accused of, without what is said of it behind a dash or another comma."""
    first, last = block
    for k in range(first + 1, last):
        set_apart = tree.text[k] in {"–", "—", "--", ";"}
        commented = tree.text[k] == "," and tree.low[k + 1] in (_OTHERS | _RELATIVES) - {
            "and",
            "or",
        }
        if set_apart or commented:
            return first, k - 1
    return block


def without_others(tree: Tree, i: int, blocks: Sequence[Block]) -> list[Block]:
    """`blocks` of what the verb `i` reports, without what somebody else says beside it.

    *X claimed that A, while Y posted footage of B*; *X claimed that A, but this claim is false*;
    *X claimed that A, following Y's claim that B*. What another *that* joins is still X's.
    """
    if not blocks:
        return []
    first, last = blocks[-1]
    begin = max(first, i) + 2
    for k in range(begin, min(last - 1, begin + _LONG)):
        if tree.low[k] in {"while", "whereas"} and _speaks(tree, k + 1, last):
            return [*blocks[:-1], (first, k - 1)]
        if tree.text[k] != ",":
            continue
        if tree.low[k + 1] in _AGAINST and (
            _shows(tree, k + 2, last) or _speaks(tree, k + 2, last)
        ):
            return [*blocks[:-1], (first, k - 1)]
        if tree.low[k + 1] in _CONCEDING:
            # *X claimed that A, though B*: it is the writer who holds B against it.
            return [*blocks[:-1], (first, k - 1)]
        if tree.low[k + 1] in _AFTER and _theirs(tree, k + 2, last):
            return [*blocks[:-1], (first, k - 1)]
    return list(blocks)


_AGAINST = frozenset({"and", "but", "while", "whereas", "although", "though"})
_CONCEDING = frozenset({"though", "although"})
_AFTER = frozenset({"following", "contradicting", "despite", "confirming", "supporting"})
_SAY = frozenset(
    "say state claim report announce note deny confirm publish release post suggest indicate "
    "stress respond reply clarify refute amplify assess observe judge forecast verify".split()
)
_SAID = frozenset({"claim", "statement", "report", "assertion", "announcement", "denial"})
_LONG = 200
"""Words of a clause in which another speaker is looked for: work must not grow with its square."""
_NEAR = 9
"""Words of a source's name before its verb, at most."""


def _speaks(tree: Tree, at: int, last: int) -> bool:
    """Whether a clause begins at a word in which somebody named speaks, or a claim is judged."""
    for k in range(at, min(at + _NEAR, last + 1)):
        noun = tree.pos[k] in {"NOUN", "PROPN"}
        if noun and tree.low[k] in _SAID and tree.low[k - 1] in {"this", "the", "that", "these"}:
            return True
        if tree.pos[k] not in _VERBS:
            if tree.low[k] in _JOINING or tree.text[k] in _STOPS - {"(", ")", "-"}:
                return False
            continue
        if tree.pos[k] == "AUX":
            continue
        if tree.lemma(k, "VERB") == "continue" and tree.low[k + 1 : k + 2] == ["to"]:
            continue
        subject = tree.kid(k, "nsubj")
        if subject is None and tree.lemma(tree.head[k], "VERB") == "continue":
            subject = tree.kid(tree.head[k], "nsubj")
        named = subject is not None and at <= subject < k and tree.pos[subject] != "PRON"
        return named and tree.lemma(k, "VERB") in _SAY and not tree.passive(k)
    return False


_SEEN = frozenset("footage imagery images video videos photos photographs".split())
_SHOW = frozenset("show indicate suggest depict reveal confirm".split())


def _shows(tree: Tree, at: int, last: int) -> bool:
    """Whether a clause begins at a word in which footage shows something (*…, but footage shows*).

    What X said ends before it: who writes looks at the footage.
    """
    end = min(at + _NEAR, last + 1)
    noun = next((k for k in range(at, end) if tree.low[k] in _SEEN), end)
    for k in range(at, end):
        if tree.text[k] in {",", ";", ":"} or tree.low[k] in _JOINING:
            return False
        if k > noun and tree.lemma(k, "VERB") in _SHOW and tree.pos[k] in _VERBS:
            return True
    return False


_JOINING = frozenset({"that", "who", "which", "to", "as", "because", "if"})


def _theirs(tree: Tree, at: int, last: int) -> bool:
    """Whether somebody's own statement stands at a word (*following Y's claim that …*)."""
    for k in range(at, min(at + _NEAR, last + 1)):
        if tree.low[k] in {"'s", "’s"} and not _SAID.isdisjoint(
            {tree.lemma(j, "NOUN") for j in range(k + 1, min(k + 4, last + 1))}
        ):
            return True
        if tree.pos[k] in _VERBS or tree.text[k] in _STOPS - {"-"}:
            return False
    return False
