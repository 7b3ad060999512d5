"""What a rule hands on: one attribution in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from salient.reading.attribution.lexicon import Entry
from salient.reading.attribution.tree import Block, Tree

__all__ = ["Finding", "merge_spans", "trim_block", "without"]

_EDGE = frozenset(", ; : - -- – — . ' ( ) [ ] … ...".split())
_OPEN_EDGE = frozenset(", ; : - -- – — . ) ] …".split())
_CLOSE_EDGE = frozenset(", ; : - -- – — ( [".split())


@dataclass(slots=True)
class Finding:
    """An attribution in the making; spans are code points of the document's text.

    `head` is the token of `sentence` that heads the source's noun phrase, or the antecedent of a
    relative pronoun; `cue_token` the word that attributes. `content` may still be empty when the
    words that the cue introduces stand in another sentence. `label` is the source's name where it
    is plain and the parse does not matter; `beyond` what stands for this source after the content;
    `under` the speech that passes this one on, whose content is this one's too.
    """

    sentence: int
    tree: Tree
    cue_token: int
    cue: list[tuple[int, int]]
    lemma: str
    attitude: str
    source: list[tuple[int, int]] = field(default_factory=list)
    head: int | None = None
    content: list[tuple[int, int]] = field(default_factory=list)
    negated: bool = False
    clausal: bool = True
    quotable: bool = False
    quoted: bool = False
    standing: bool = False
    mooted: bool = False
    evidence: bool = False
    label: str = ""
    beyond: list[tuple[int, int]] = field(default_factory=list)
    under: Finding | None = None
    rule: str = ""

    @property
    def at(self) -> int:
        """Where the cue begins."""
        return self.cue[0][0]


def trim_block(tree: Tree, block: Block, *, final_stop: bool = False) -> Block | None:
    """The stretch without the punctuation at its ends; None when nothing is left."""
    first, last = block
    while first <= last and tree.text[first] in _OPEN_EDGE:
        first += 1
    while last >= first and (
        tree.text[last] in _CLOSE_EDGE or (not final_stop and tree.text[last] == ".")
    ):
        last -= 1
    return (first, last) if first <= last else None


def text_of(tree: Tree, block: Block) -> str:
    """The words of a stretch, each run of space one blank."""
    spaced = (
        tree.text[k] + (" " if k < block[1] and tree.begin[k + 1] > tree.end[k] else "")
        for k in range(block[0], block[1] + 1)
    )
    return " ".join("".join(spaced).split())


def without(block: Block, hole: Block) -> list[Block]:
    """The parts of `block` outside `hole`."""
    if hole[1] < block[0] or hole[0] > block[1]:
        return [block]
    parts = [(block[0], hole[0] - 1), (hole[1] + 1, block[1])]
    return [part for part in parts if part[0] <= part[1]]


def merge_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def negated(tree: Tree, i: int) -> bool:
    """Whether the word `i` carries a negation of its own."""
    return any(tree.low[k] in {"not", "n't", "never", "nor"} for k in tree.kids[i])


def entry_finding(sentence: int, tree: Tree, i: int, entry: Entry, rule: str) -> Finding:
    """A finding with cue and attitude filled in from the lexicon's entry."""
    lemma = f"{entry.lemma} {entry.particle}".strip()
    return Finding(
        sentence=sentence,
        tree=tree,
        cue_token=i,
        cue=[(tree.begin[i], tree.end[i])],
        lemma=lemma,
        attitude=entry.attitude,
        negated=negated(tree, i),
        quotable="quote" in entry.frames,
        rule=rule,
    )
