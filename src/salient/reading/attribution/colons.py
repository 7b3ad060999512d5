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


def _proper(tree: Tree, block: Block) -> bool:
    words = [k for k in range(block[0], block[1] + 1) if tree.pos[k] != "PUNCT"]
    return 0 < len(words) <= 5 and all(
        tree.text[k][:1].isupper() or tree.low[k] in {"and", "of"} for k in words
    )


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


def _headline(tree: Tree) -> Block:
    """The sentence without a time stamp before it and a web page's trail after it."""
    first, last = 0, tree.n - 1
    for k in range(min(tree.n, 8)):
        if tree.text[k] in _DASHES:
            first = k + 1
            break
        if not tree.text[k][0].isdigit() and tree.pos[k] != "PUNCT":
            break
    for k in range(first + 1, tree.n - 1):
        dated = tree.text[k] == "(" and tree.text[k + 1][0].isdigit()
        if tree.text[k] in {"«", "|"} or (dated and k > tree.n - 12):
            last = k - 1
            break
    return first, last


def _colon(
    sentence: int, tree: Tree, lexicon: ReportingLexicon, speakers: frozenset[str]
) -> Finding | None:
    begin, end = _headline(tree)
    reach = range(begin, min(end, begin + _MAX_SOURCE + 2))
    mark = next((k for k in reach if tree.text[k] == ":"), None)
    if mark is None or mark == begin:
        return None
    dash = next((k for k in range(mark - 1, begin, -1) if tree.text[k] in _DASHES), begin - 1)
    source = trim_block(tree, (dash + 1, mark - 1))
    if source is None:
        return None
    quoted = tree.text[mark + 1] in {'"', "''", "'"} and _proper(tree, source)
    if quoted or (dash < begin and _names_source(tree, source, lexicon, speakers)):
        return _finding(sentence, tree, source, mark, (mark + 1, end))
    return None


def _dash(
    sentence: int, tree: Tree, lexicon: ReportingLexicon, speakers: frozenset[str]
) -> Finding | None:
    begin, end = _headline(tree)
    for mark in range(end - 1, max(begin + 2, end - _MAX_SOURCE), -1):
        if tree.text[mark] in _DASHES:
            spaced = tree.begin[mark] > tree.end[mark - 1] and tree.begin[mark + 1] > tree.end[mark]
            source = trim_block(tree, (mark + 1, end))
            if not spaced or not source:
                return None
            if _names_source(tree, source, lexicon, speakers):
                return _finding(sentence, tree, source, mark, (begin, mark - 1))
            return None
    return None


def _speakers(findings: Sequence[Finding]) -> frozenset[str]:
    """Proper names, word by word, of those who speak elsewhere in the document."""
    words: set[str] = set()
    for finding in findings:
        head, tree = finding.head, finding.tree
        if head is not None and tree.pos[head] == "PROPN":
            near = range(max(tree.left[head], head - 3), min(tree.right[head], head + 3) + 1)
            words.update(tree.low[k] for k in near if tree.pos[k] == "PROPN")
    return frozenset(words)


def _transcript(finding: Finding, trees: Sequence[Tree]) -> None:
    """Give a speaker in capitals (*SMITH: …*) the rest of the paragraph."""
    tree = finding.tree
    name = "".join(tree.text[k] for k in range(finding.cue_token))
    if not name.isupper() or (len(name) < 4 and name not in {"Q", "A"}):
        return
    last = finding.sentence
    while last + 1 < len(trees) and trees[last + 1].paragraph == tree.paragraph:
        last += 1
    finding.content = [(finding.content[0][0], trees[last].stop)]
    finding.standing = False
    finding.quoted = True
    finding.rule = "transcript"


def colon_findings(
    trees: Sequence[Tree], findings: Sequence[Finding], lexicon: ReportingLexicon
) -> Iterator[Finding]:
    """Attributions by a colon or dash between a source and a sentence without a reporting verb."""
    speakers = _speakers(findings)
    busy = {f.sentence for f in findings if f.rule == "colon"}
    for sentence, tree in enumerate(trees):
        first = sentence == 0 or trees[sentence - 1].paragraph != tree.paragraph
        if sentence in busy or not first:
            continue
        found = _colon(sentence, tree, lexicon, speakers) or _dash(
            sentence, tree, lexicon, speakers
        )
        if found:
            _transcript(found, trees)
            yield found
