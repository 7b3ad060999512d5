"""Sources behind a source: *X reported, citing Y*; *with reference to Y*.

Y vouches for what X passes on, so the act of Y is said in that of X. Where nobody passes it on, Y
vouches for the clause around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from salient.reading.attribution.acts import HOLDING
from salient.reading.attribution.finding import Finding, trim_block, without
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.phrases import source_block
from salient.reading.attribution.tree import Block, Tree

__all__ = ["cite", "quoted_as", "share_contents"]

_MAX_MARKERS = 8
"""Citations of a sentence that are looked at; no sentence that is language has more."""
_CITING = frozenset({"citing", "quoting", "referencing"})
_REFERENCE = (("with", "reference", "to"), ("with", "a", "reference", "to"), ("referring", "to"),
              ("with", "a", "link", "to"), ("in", "reference", "to"))  # fmt: skip


_GUESSING = frozenset({"likely", "possibly", "probably", "presumably", "apparently"})
"""With which a writer says what is meant and cites nobody (*units, likely referring to X*)."""


def _markers(tree: Tree) -> Iterator[Block]:
    """First and last word of each phrase after which a cited source stands."""
    for i in range(tree.n - 1):
        if tree.low[i] in _CITING and (i == 0 or tree.text[i - 1] in {",", "-", "–", "—", "("}):
            yield i, i
        for words in _REFERENCE:
            if i and tree.low[i] == "referring" and tree.low[i - 1] in _GUESSING:
                break
            if tree.low[i] == words[0] and tuple(tree.low[i : i + len(words)]) == words:
                yield i, i + len(words) - 1


def _passes_on(found: Sequence[Finding], at: int) -> Finding | None:
    """The speech of the sentence that a citation at `at` belongs to: the nearest before."""
    speeches = [
        f for f in found
        if f.source and f.clausal and f.attitude in HOLDING and f.rule not in {"infinitive"}
    ]  # fmt: skip
    before = [f for f in speeches if f.cue_token < at]
    if before:
        return max(before, key=lambda f: f.cue_token)
    return min(speeches, key=lambda f: f.cue_token, default=None)


def cite(sentence: int, tree: Tree, lexicon: ReportingLexicon, found: list[Finding]) -> None:
    """Add the sources that a sentence cites to its findings; in place."""
    for first, last in islice(_markers(tree), _MAX_MARKERS):
        block = source_block(tree, last)
        if block is None:
            continue
        head, source = block
        if not (tree.pos[head] == "PROPN" or tree.lemma(head, "NOUN") in lexicon.source_nouns):
            continue
        if any(tree.low[k] == "as" for k in range(source[0], min(source[1] + 2, tree.n))):
            continue
        found[:] = [f for f in found if f.cue_token not in range(first, last + 1)]
        outer = _passes_on(found, first)
        content = list(outer.content) if outer is not None else _around(tree, (first, source[1]))
        hole = tree.chars((first, source[1]))
        for finding in found:
            finding.content = [p for s in finding.content for p in _outside(s, hole)]
        if content or outer is not None:
            found.append(Finding(
                sentence=sentence, tree=tree, cue_token=first, cue=[tree.chars((first, last))],
                lemma=" ".join(tree.low[first : last + 1]), attitude="assert",
                source=[tree.chars(source)], head=head, content=content, under=outer,
                rule="citing",
            ))  # fmt: skip


def quoted_as(sentence: int, tree: Tree, found: list[Finding]) -> None:
    """Read *A, X was quoted by Y as saying*: Y passes on what X says; in place."""
    for outer in [f for f in found if f.rule == "passive" and f.lemma in {"quote", "cite"}]:
        verb = outer.cue_token
        who = tree.kid(verb, "nsubj:pass")
        says = next((k for k in tree.all_kids(verb, "advcl", "xcomp", "ccomp")
                     if k > verb and tree.low[k].endswith("ing")), None)  # fmt: skip
        if who is None or says is None or tree.left[who] < 2 or tree.low[says - 1] != "as":
            continue
        content = trim_block(tree, (0, tree.left[who] - 1))
        if content is None or not tree.holds_verb(content):
            continue
        outer.content, outer.clausal = [tree.chars(content)], True
        found[:] = [f for f in found if f.cue_token != says]
        found.append(Finding(
            sentence=sentence, tree=tree, cue_token=says, cue=[tree.chars((says, says))],
            lemma=tree.lemma(says, "VERB"), attitude="assert",
            source=[tree.chars(tree.block(who))], head=who, content=list(outer.content),
            under=outer, rule="citing",
        ))  # fmt: skip


def _around(tree: Tree, hole: Block) -> list[tuple[int, int]]:
    parts = (trim_block(tree, part) for part in without((0, tree.n - 1), hole))
    return [tree.chars(part) for part in parts if part and tree.holds_verb(part)]


def _outside(span: tuple[int, int], hole: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = span
    if hole[1] <= start or hole[0] >= end:
        return [span]
    return [p for p in ((start, hole[0]), (hole[1], end)) if p[0] < p[1]]


def share_contents(findings: Sequence[Finding]) -> None:
    """Give cited sources the whole of what is passed on from them; in place."""
    for finding in findings:
        if finding.under is not None and finding.under.content:
            finding.content = list(finding.under.content)
            finding.quoted = finding.under.quoted
