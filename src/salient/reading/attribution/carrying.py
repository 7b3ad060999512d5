"""How far a source speaks on: what follows a headline or a reference back without another source.

*Fighting goes on in X – mayor* stands over an item whose sentences name nobody: they are the
mayor's too. So are those after *this is stated in a report by X*. After *A, X said* in running text
the next sentence is the writer's own again.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.attribution.acts import HOLDING
from salient.reading.attribution.finding import Finding
from salient.reading.attribution.tree import Tree

__all__ = ["carry_on"]

_MAX_SENTENCES = 8
_HEADLINES = 2
"""Paragraphs at a document's begin whose first sentence may be its headline."""
_ALIKE = 2
"""Words that a sentence must share with a headline's *X says that …* to be its repetition."""
_SHARE = 0.3
_TELLS = frozenset(
    "tell report reveal speak talk announce describe explain comment name remind outline".split()
)
"""Verbs whose topic, in a headline, is what the item under it is about."""
_WITHIN_ONE_SELF = frozenset({"know", "perceive", "fear"})
"""Attitudes of whom a sentence tells, which do not make it theirs."""
_RELATIVE = frozenset({"which", "that", "what"})
"""Words for what was just said, which bring no source of their own (*which means that …*)."""
_NAMING = frozenset({"NOUN", "PROPN", "NUM", "VERB"})


def _speaks(finding: Finding) -> bool:
    """Whether a finding brings a source of its own into its sentence."""
    relative = finding.head is not None and finding.tree.low[finding.head] in _RELATIVE
    held = finding.attitude in HOLDING and not finding.evidence
    return bool(finding.source) and held and not relative


def _stems(tree: Tree, spans: Sequence[tuple[int, int]]) -> set[str]:
    return {
        tree.lemma(k)
        for k in range(tree.n)
        if tree.pos[k] in _NAMING and any(s <= tree.begin[k] < e for s, e in spans)
    }


def _repeats(finding: Finding, tree: Tree) -> bool:
    """Whether a sentence says again what a headline says."""
    said = _stems(finding.tree, finding.content)
    again = _stems(tree, [(tree.start, tree.stop)])
    return len(said & again) >= max(_ALIKE, _SHARE * len(said))


def _reported_headline(finding: Finding, trees: Sequence[Tree]) -> bool:
    """Whether a document's headline reports by a verb: *X says that …*, no stop at its end."""
    tree = finding.tree
    if finding.sentence or finding.head is None or tree.pos[finding.head] == "PRON":
        return False
    alone = len(trees) > 1 and trees[1].paragraph != tree.paragraph
    whole = finding.clausal and tree.text[-1] not in {".", ":"}
    return alone and whole and _speaks(finding) and not finding.negated


def _told(finding: Finding, trees: Sequence[Tree]) -> bool:
    """Whether a headline says no more than that somebody spoke: *X told about the fighting*."""
    tree = finding.tree
    first = trees[0].paragraph
    if tree.paragraph >= first + _HEADLINES or finding.clausal or finding.head is None:
        return False
    opens = not finding.sentence or trees[finding.sentence - 1].paragraph < tree.paragraph
    verb = finding.lemma.partition(" ")[0] in _TELLS and tree.pos[finding.head] != "PRON"
    common = tree.pos[finding.head] == "NOUN" and tree.kid(finding.head, "appos") is None
    if common and finding.lemma.partition(" ")[0] in {"speak", "talk"}:
        return False
    return opens and verb and not finding.negated and not finding.evidence


def _reach(finding: Finding, trees: Sequence[Tree], others: set[int], *, alike: bool) -> int:
    """The last sentence for which a source still stands."""
    home = trees[finding.sentence]
    last = finding.sentence
    for n in range(last + 1, min(len(trees), last + 1 + _MAX_SENTENCES)):
        tree = trees[n]
        same = tree.paragraph == home.paragraph
        if n in others or not (same or home.paragraph < trees[0].paragraph + _HEADLINES):
            break
        if alike and not _repeats(finding, tree):
            break
        last = n
    return last


def carry_on(trees: Sequence[Tree], findings: Sequence[Finding]) -> None:
    """Set `beyond` of the findings whose source speaks on, until another speaks; in place."""
    others = {
        f.sentence
        for f in findings
        if _speaks(f) and f.clausal and f.attitude not in _WITHIN_ONE_SELF
    }
    for finding in findings:
        alike = not finding.standing and _reported_headline(finding, trees)
        told = _told(finding, trees)
        if not finding.source or not (finding.standing or alike or told):
            continue
        last = _reach(finding, trees, others, alike=alike)
        if last > finding.sentence:
            finding.beyond = [(trees[finding.sentence + 1].start, trees[last].stop)]
