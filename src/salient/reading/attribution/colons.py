"""Headlines and transcripts: *X: …*, and *… – X* at a headline's end."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from salient.reading.attribution.finding import Finding, text_of, trim_block
from salient.reading.attribution.labels import (
    ABOUT,
    MAX_SOURCE,
    SHOWN,
    TEXTS,
    WITH_TITLE,
    Speakers,
    has_role,
    is_capitalised,
    is_proper,
    is_spoken,
    source_in,
    speaks_after_dash,
    speaks_before_colon,
    tells_of,
    words_in,
)
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import Block, Tree

__all__ = ["Speakers", "colon_findings", "speakers_of"]

_CALLED = re.compile(r" '(\w+)'?$")
"""The last word of a name in marks (*Command 'South'*)."""
_DASHES = frozenset({"-", "–", "—", "--"})
_TELLS = frozenset({"tells", "told"})
_SHORTEST = 3
"""Letters of a name with a dash glued to it, at least."""
_LABEL = 2
"""Words; a label that is no longer says nothing."""
_SENTENCES = 2
"""Sentences of a headline before its last."""


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
        label=_CALLED.sub(r" \1", text_of(tree, source).replace('"', "")),
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
        if tree.text[k] in {"«", "|"} or _dated(tree, k):
            last = k - 1
            break
    return first, last


def _dated(tree: Tree, k: int) -> bool:
    """Whether a bracket with a date or a time opens here: *(03.05.22 16:49)*."""
    if tree.text[k] != "(" or not tree.text[k + 1][0].isdigit():
        return False
    return any(c in ".:/" for c in tree.text[k + 1]) and ")" in tree.text[k + 2 : k + 5]


def _colon(
    sentence: int, tree: Tree, stretch: Block, lexicon: ReportingLexicon, speakers: Speakers
) -> Finding | None:
    begin, end = stretch
    reach = range(begin, min(end, begin + MAX_SOURCE + 2))
    mark = next((k for k in reach if tree.text[k] == ":"), None)
    if mark is None or mark == begin:
        return None
    dash = next((k for k in range(mark - 1, begin, -1) if tree.text[k] in _DASHES), begin - 1)
    label = trim_block(tree, (dash + 1, mark - 1))
    if label is None:
        return None
    source = label if speakers.lists(tree, label) else source_in(tree, label)
    quoted = tree.text[mark + 1] in {'"', "''", "'"} and is_proper(tree, label)
    event = any(tree.lemma(k, "NOUN") in lexicon.evidence_nouns for k in words_in(tree, source))
    quoted = quoted and not event and not speakers.place(tree, source)
    named = tells_of(tree, label, source, speakers) or speaks_before_colon(
        tree, source, lexicon, speakers, whole=source == label
    )
    again = range(mark + 1, min(end, mark + MAX_SOURCE) + 1)
    if source == label and not quoted and not speakers.lists(tree, source):
        named = named and not any(tree.low[k] == tree.low[source[1]] for k in again)
    about = (
        None
        if speakers.lists(tree, source)
        else _bulletin(sentence, tree, mark, (begin, end), speakers)
    )
    if about is None and (quoted or (dash < begin and named)):
        return _finding(sentence, tree, source, mark, (mark + 1, end))
    return about or _second(sentence, tree, mark, end, speakers)


def _second(sentence: int, tree: Tree, mark: int, end: int, speakers: Speakers) -> Finding | None:
    """*Battle for X: Example about the battle: we hold it*: who speaks stands behind a topic."""
    reach = range(mark + 2, min(end, mark + MAX_SOURCE + 2))
    next_mark = next((k for k in reach if tree.text[k] == ":"), None)
    label = None if next_mark is None else trim_block(tree, (mark + 1, next_mark - 1))
    if next_mark is None or label is None:
        return None
    source = source_in(tree, label)
    if not tells_of(tree, label, source, speakers):
        return None
    found = _finding(sentence, tree, source, next_mark, (next_mark + 1, end))
    if found is not None:
        found.content.insert(0, tree.chars((source[1] + 1, label[1])))
    return found


def _bulletin(
    sentence: int, tree: Tree, mark: int, stretch: Block, speakers: Speakers
) -> Finding | None:
    """*The war in X: Summary of the General Staff*: what stands under it is that source's.

    So it is under *Battle for X: Example about the battle*.
    """
    rest = trim_block(tree, (mark + 1, stretch[1]))
    if rest is None or rest[1] - rest[0] < 2:
        return None
    source = source_in(tree, rest)
    about = source[1] < rest[1] and tree.low[source[1] + 1] in ABOUT
    listed = about and speakers.lists(tree, source)
    if tree.holds_verb(rest) and not (listed and ":" not in tree.text[mark + 1 :]):
        return None
    told = listed or tells_of(tree, rest, source, speakers)
    texts = tree.lemma(rest[0], "NOUN") in TEXTS and tree.low[rest[0] + 1] in {"of", "by"}
    if not (texts or told):
        return None
    if not is_capitalised(tree, source):
        return None
    label = (stretch[0], mark - 1)
    content = label if mark - stretch[0] > _LABEL or not listed else (source[1] + 1, rest[1])
    return _finding(sentence, tree, source, mark, content)


def _range(sentence: int, tree: Tree, mark: int) -> bool:
    """Whether a dash may join two names in running text (*in the direction of X – Y*)."""
    return sentence > 0 and tree.text[-1] == "." and tree.pos[mark - 1] == "PROPN"


def _without_bracket(tree: Tree, label: Block | None) -> Block | None:
    """A label without a bracket at its end (*Example's address (full text)*)."""
    if label is None:
        return None
    opens = next((k for k in range(label[0] + 1, label[1]) if tree.text[k] == "("), None)
    return label if opens is None else trim_block(tree, (label[0], opens - 1))


def _dash(
    sentence: int, tree: Tree, stretch: Block, lexicon: ReportingLexicon, speakers: Speakers
) -> Finding | None:
    begin, end = stretch
    for mark in range(end - 1, max(begin + 2, end - MAX_SOURCE), -1):
        if tree.text[mark] not in _DASHES:
            continue
        glued = (tree.begin[mark] == tree.end[mark - 1], tree.begin[mark + 1] == tree.end[mark])
        if all(glued):
            continue
        label = _without_bracket(tree, trim_block(tree, (mark + 1, end)))
        if label is None:
            return None
        source = source_in(tree, label)
        if any(glued) and not (speakers.lists(tree, source) or has_role(tree, source, lexicon)):
            # *X is lost -official*, not *pre- and postwar*.
            continue
        if not _TELLS.isdisjoint(tree.low[label[0] : label[1] + 1]):
            return _finding(sentence, tree, source, mark, (begin, mark - 1))
        source = label if speakers.lists(tree, label) else source
        if speakers.known and _range(sentence, tree, mark) and not speakers.lists(tree, source):
            return None
        state = tells_of(tree, label, source, speakers)
        if state or speaks_after_dash(tree, source, lexicon, speakers):
            return _finding(sentence, tree, source, mark, (begin, mark - 1))
        return None
    return _glued(sentence, tree, stretch, lexicon, speakers)


def _glued(
    sentence: int, tree: Tree, stretch: Block, lexicon: ReportingLexicon, speakers: Speakers
) -> Finding | None:
    """*X is lost -Exampleland official*: the dash is the first letter of the source's name."""
    begin, end = stretch
    for k in range(end, max(begin + 2, end - MAX_SOURCE), -1):
        word = tree.text[k]
        if word[0] not in _DASHES or len(word) < _SHORTEST or not word[1].isupper():
            continue
        name = text_of(tree, (k, end))[1:]
        alone = k == end and word[1:].isupper()
        role = k < end and has_role(tree, (k + 1, end), lexicon)
        if not (alone or role or (speakers.known is not None and speakers.known(name))):
            return None
        found = _finding(sentence, tree, (k, end), k, (begin, k - 1))
        if found is not None:
            found.cue = [(tree.begin[k], tree.begin[k] + 1)]
            found.source, found.label = [(tree.begin[k] + 1, tree.end[end])], name
            found.lemma = "-"
        return found
    return None


def _closing(tree: Tree, lexicon: ReportingLexicon, speakers: Speakers) -> Finding | None:
    """*Troops shelled the town: mayor*, as the first sentence of a document."""
    end = tree.n - 1
    mark = next((k for k in range(end - 1, max(3, end - WITH_TITLE - 1), -1)
                 if tree.text[k] == ":"), None)  # fmt: skip
    if mark is None or not tree.holds_verb((0, mark - 1)):
        return None
    label = trim_block(tree, (mark + 1, end))
    if label is None or label[1] != end or tree.holds_verb(label):
        return None
    words = words_in(tree, label)
    bare = all(tree.pos[k] == "PROPN" and tree.low[k] not in SHOWN for k in words)
    if not (speakers.lists(tree, label) or has_role(tree, label, lexicon) or bare):
        return None
    return _finding(0, tree, label, mark, (0, mark - 1))


def speakers_of(
    trees: Sequence[Tree],
    findings: Sequence[Finding],
    known: Callable[[str], bool] | None,
    places: Collection[tuple[int, int]],
) -> Speakers:
    """Who speaks elsewhere in the document, joined with what the caller knows of its names."""
    words: set[str] = set()
    for finding in findings:
        head, tree = finding.head, finding.tree
        if head is not None and tree.pos[head] == "PROPN":
            near = range(max(tree.left[head], head - 3), min(tree.right[head], head + 3) + 1)
            words.update(tree.low[k] for k in near if tree.pos[k] == "PROPN")
    topics = {
        tree.low[k]
        for tree in trees
        for k in range(tree.n)
        if tree.pos[k] == "PROPN" and not _labels(tree, k) and tree.low[k] not in words
    }
    return Speakers(frozenset(words), known, frozenset(places), frozenset(topics))


def _labels(tree: Tree, k: int) -> bool:
    """Whether a word stands right before a colon or right after a dash, as a headline's source."""
    after = tree.text[k + 1 : k + 3]
    return ":" in after or any(mark in _DASHES for mark in tree.text[max(0, k - 3) : k])


def _labelled(finding: Finding) -> bool:
    """Whether a speaker stands in capitals, as in a transcript (*SMITH: …*)."""
    name = "".join(finding.tree.text[k] for k in range(finding.cue_token))
    return name.isupper() and (len(name) >= 4 or name in {"Q", "A"})


def _transcript(finding: Finding, trees: Sequence[Tree]) -> None:
    """Give a speaker the rest of the paragraph."""
    tree = finding.tree
    last = finding.sentence
    while last + 1 < len(trees) and trees[last + 1].paragraph == tree.paragraph:
        last += 1
    finding.content = [(finding.content[0][0], trees[last].stop)]
    finding.standing = False
    finding.quoted = True
    finding.rule = "transcript"


def _extend_over_headline(
    trees: Sequence[Tree], found: list[Finding], speakers: Speakers, lexicon: ReportingLexicon
) -> None:
    """Add the source at the end of a headline of two or three sentences: *A. B – X*; in place."""
    known = {f.sentence for f in found}
    for n in range(1, min(len(trees), 2 * _SENTENCES)):
        first = n
        while first and n - first < _SENTENCES and trees[first - 1].paragraph == trees[n].paragraph:
            first -= 1
        late = trees[n].paragraph > trees[0].paragraph + 1
        if first == n or late or n in known or known & set(range(first, n)):
            continue
        after = _dash(n, trees[n], _headline(trees[n]), lexicon, speakers)
        if after is not None:
            begin = trees[first].begin[_headline(trees[first])[0]]
            after.content = [(begin, after.content[-1][1])]
            found.append(after)


def colon_findings(
    trees: Sequence[Tree],
    findings: Sequence[Finding],
    lexicon: ReportingLexicon,
    speakers: Speakers,
) -> list[Finding]:
    """Attributions by a colon or dash between a source and a sentence without a reporting verb."""
    busy = {f.sentence for f in findings if f.rule == "colon"}
    found: list[Finding] = []
    for sentence, tree in enumerate(trees):
        first = sentence == 0 or trees[sentence - 1].paragraph != tree.paragraph
        if sentence in busy or not first:
            continue
        begin, end = _headline(tree)
        after = _dash(sentence, tree, (begin, end), lexicon, speakers)
        stop = end if after is None else after.cue_token - 1
        before = _colon(sentence, tree, (begin, stop), lexicon, speakers)
        if sentence == 0 and before is None and after is None:
            after = _closing(tree, lexicon, speakers)
        found += [f for f in (before, after) if f is not None]
    _extend_over_headline(trees, found, speakers, lexicon)
    labels = [f for f in found if f.lemma == ":" and _labelled(f)]
    for finding in labels:
        if len(labels) > 2 or is_spoken(finding.tree, speakers):
            _transcript(finding, trees)
    return found
