"""Headlines and transcripts: *X: …*, and *… – X* at a headline's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salient.reading.attribution.finding import Finding, trim_block
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import Block, Tree
from salient.reading.lemmas import lemma_of

__all__ = ["colon_findings"]

_MAX_SOURCE = 12
_DASHES = frozenset({"-", "–", "—", "--"})
_LINKS = frozenset("of the for and in on 's a at".split())


def _names_source(
    tree: Tree, block: Block, lexicon: ReportingLexicon, speakers: frozenset[str]
) -> bool:
    """Whether a stretch without a verb names somebody who speaks."""
    words = [k for k in range(block[0], block[1] + 1) if tree.pos[k] != "PUNCT"]
    if not words or len(words) > _MAX_SOURCE:
        return False
    if any(tree.pos[k] in {"VERB", "AUX"} for k in words):
        return False
    cut = next((k for k in words[1:] if tree.pos[k] == "ADP"), None)
    core = [k for k in words if cut is None or k < cut]
    noun = lemma_of(tree.text[core[-1]], "NOUN")
    if noun in lexicon.source_nouns:
        return True
    last = tree.low[core[-1]]
    proper = all(tree.text[k][:1].isupper() or tree.low[k] in _LINKS for k in words)
    return proper and cut is None and (last in speakers or tree.text[core[-1]].isupper())


def _finding(sentence: int, tree: Tree, source: Block, mark: int, content: Block) -> Finding | None:
    rest = trim_block(tree, content)
    if rest is None or rest[1] - rest[0] < 2:
        return None
    head = source[1]
    for k in range(source[0], source[1] + 1):
        if tree.left[k] <= source[0] and tree.right[k] >= source[1] and tree.pos[k] != "PUNCT":
            head = k
            break
    return Finding(
        sentence=sentence, tree=tree, cue_token=mark, cue=[tree.chars((mark, mark))],
        lemma=tree.text[mark], attitude="assert", source=[tree.chars(source)], head=head,
        content=[tree.chars(rest)], quotable=True, standing=True, rule="colon-source",
    )  # fmt: skip


def _colon(
    sentence: int, tree: Tree, lexicon: ReportingLexicon, speakers: frozenset[str]
) -> Finding | None:
    mark = next((k for k in range(min(tree.n, _MAX_SOURCE + 2)) if tree.text[k] == ":"), None)
    if mark is None or mark == 0 or mark + 1 >= tree.n:
        return None
    source = trim_block(tree, (0, mark - 1))
    if source and _names_source(tree, source, lexicon, speakers):
        return _finding(sentence, tree, source, mark, (mark + 1, tree.n - 1))
    return None


def _dash(
    sentence: int, tree: Tree, lexicon: ReportingLexicon, speakers: frozenset[str]
) -> Finding | None:
    for mark in range(tree.n - 2, max(2, tree.n - _MAX_SOURCE), -1):
        if tree.text[mark] in _DASHES:
            spaced = tree.begin[mark] > tree.end[mark - 1] and tree.begin[mark + 1] > tree.end[mark]
            source = trim_block(tree, (mark + 1, tree.n - 1))
            if not spaced or not source:
                return None
            if _names_source(tree, source, lexicon, speakers):
                return _finding(sentence, tree, source, mark, (0, mark - 1))
            return None
    return None


def colon_findings(
    trees: Sequence[Tree], findings: Sequence[Finding], lexicon: ReportingLexicon
) -> Iterator[Finding]:
    """Attributions by a colon or dash between a source and a sentence without a reporting verb."""
    speakers = frozenset(
        f.tree.low[f.head] for f in findings if f.head is not None and f.tree.pos[f.head] == "PROPN"
    )
    busy = {f.sentence for f in findings if f.rule == "colon"}
    for sentence, tree in enumerate(trees):
        first = sentence == 0 or trees[sentence - 1].paragraph != tree.paragraph
        if sentence in busy or not first:
            continue
        found = _colon(sentence, tree, lexicon, speakers) or _dash(
            sentence, tree, lexicon, speakers
        )
        if found:
            yield found
