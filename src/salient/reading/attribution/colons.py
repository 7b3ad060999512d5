"""Headlines and transcripts: *X: …*, and *… – X* at a headline's end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from salient.reading.attribution.finding import Finding, text_of, trim_block
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import Block, Tree
from salient.reading.lemmas import lemma_of

__all__ = ["Speakers", "colon_findings", "speakers_of"]

_MAX_SOURCE = 12
_MAX_NAME = 6
_DASHES = frozenset({"-", "–", "—", "--"})
_LINKS = frozenset("of the for and in on 's a at to & ,".split())
_ABOUT = frozenset({"about", "on", "regarding", "concerning", "over", "at"})
_TEXTS = frozenset(
    "report statement address appeal summary information interception intercept briefing update "
    "message speech interview post data words".split()
)
_SHOWN = frozenset(
    "photo photos video videos infographic infographics map maps document documents update updates "
    "live exclusive analysis timeline explainer opinion interview".split()
)
_BODIES = frozenset(
    "rma ova oda rda ses ssu sbu council administration association prosecutor's "
    "department police command ministry office".split()
)
"""Last words of an institution's name, in which a place may stand."""
_TALK = frozenset("i we you our my me us your".split())
_SENTENCES = 2
"""Sentences of a headline before its last."""
_WITH_TITLE = 3
"""Words; a longer run of capitalised words before a colon is a headline of its own, not a name."""


class Speakers(NamedTuple):
    """Who may speak in a headline.

    words: proper names, word by word, of those who speak elsewhere in the document.
    known: whether a name is that of a known source; None where nothing is known of names, and then
        no topic can be told from a speaker by its name alone.
    places: spans of the document's text that name places.
    topics: proper names, word by word, of whom the document tells something and who do not speak.
    """

    words: frozenset[str]
    known: Callable[[str], bool] | None
    places: frozenset[tuple[int, int]]
    topics: frozenset[str] = frozenset()

    def place(self, tree: Tree, block: Block) -> bool:
        """Whether the stretch is, or holds a word that is, the name of a place."""
        words = (tree.chars((k, k)) for k in range(block[0], block[1] + 1))
        return tree.chars(block) in self.places or any(word in self.places for word in words)

    def lists(self, tree: Tree, block: Block) -> bool:
        """Whether the stretch is the name of a known source."""
        return self.known is not None and self.known(text_of(tree, block))


def _words(tree: Tree, block: Block) -> list[int]:
    return [k for k in range(block[0], block[1] + 1) if tree.pos[k] not in {"PUNCT", "SPACE"}]


def _source_of(tree: Tree, block: Block) -> Block:
    """The part of a headline's label that names the source.

    *X about Y* is X; *summary of X*, *appeal by X* is X, since a text speaks for who wrote it.
    """
    first, last = block
    words = _words(tree, block)
    about = next((k for k in words[1:] if tree.low[k] in _ABOUT), None)
    if about is not None:
        last = about - 1
    of = next((k for k in words[1:] if tree.low[k] in {"of", "by", "from"} and k < last), None)
    if of is not None and tree.lemma(of - 1, "NOUN") in _TEXTS:
        first = of + 1
    while first < last and tree.lemma(last, "NOUN") in _TEXTS:
        last -= 1
    while first < last and tree.low[last] in {"'s", "'"}:
        last -= 1
    while first < last and tree.low[first] in {"the", "a", "an"}:
        first += 1
    return first, last


def _role(tree: Tree, block: Block, lexicon: ReportingLexicon) -> bool:
    """Whether the stretch is headed by a noun whose bearers speak."""
    words = _words(tree, block)
    cut = next((k for k in words[1:] if tree.pos[k] == "ADP"), None)
    core = [k for k in words if cut is None or k < cut]
    return bool(core) and lemma_of(tree.text[core[-1]], "NOUN") in lexicon.source_nouns


def _capitalised(tree: Tree, block: Block) -> bool:
    words = _words(tree, block)
    return all(tree.text[k][:1].isupper() or tree.low[k] in _LINKS for k in words)


def _before_colon(
    tree: Tree, block: Block, lexicon: ReportingLexicon, speakers: Speakers, *, whole: bool
) -> bool:
    """Whether the label before a headline's colon names somebody who speaks, and no topic.

    `whole` is false where `block` is but a part of the label; then a mere name is not enough.
    """
    words = _words(tree, block)
    if not words or len(words) > _MAX_SOURCE:
        return False
    if speakers.lists(tree, block):
        return tree.chars(block) not in speakers.places
    if any(tree.pos[k] in {"VERB", "AUX"} or tree.text[k].isdigit() for k in words):
        return False
    if _role(tree, block, lexicon):
        return not _many_of(tree, words)
    if not _capitalised(tree, block) or any(tree.pos[k] == "ADP" for k in words):
        return False
    last = words[-1]
    if speakers.place(tree, block):
        return False
    if tree.low[last] in speakers.words or (tree.text[last].isupper() and _spoken(tree, speakers)):
        return True
    few = whole and speakers.known is not None and len(words) <= _WITH_TITLE
    return few and tree.low[last] not in speakers.topics and _personal(tree, words)


def _many_of(tree: Tree, words: list[int]) -> bool:
    """Whether the label is *victims of …*, *defenders of …*: a topic, not who speaks."""
    of = next((k for k in words[1:] if tree.low[k] == "of"), None)
    return of is not None and tree.low[of - 1] != tree.lemma(of - 1, "NOUN")


def _personal(tree: Tree, words: list[int]) -> bool:
    """Whether the words can be a person's or an institution's name: proper nouns and no more."""
    return all(tree.pos[k] in {"PROPN", "PART"} for k in words) and not any(
        tree.low[k] in _SHOWN or any(c.isdigit() for c in tree.text[k]) for k in words
    )


def _after_dash(tree: Tree, block: Block, lexicon: ReportingLexicon, speakers: Speakers) -> bool:
    """Whether the words after a headline's last dash name somebody who speaks.

    That place is a source's by custom, so that a name need not be known.
    """
    words = _words(tree, block)
    if not words or len(words) > _MAX_SOURCE:
        return False
    if speakers.lists(tree, block) or _role(tree, block, lexicon):
        return True
    shown = any(tree.low[k] in _SHOWN for k in words)
    shown = shown or (speakers.place(tree, block) and tree.low[words[-1]] not in _BODIES)
    return _capitalised(tree, block) and len(words) <= _MAX_NAME and not shown


def _proper(tree: Tree, block: Block) -> bool:
    words = _words(tree, block)
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
        label=text_of(tree, source).replace('"', ""),
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
    reach = range(begin, min(end, begin + _MAX_SOURCE + 2))
    mark = next((k for k in reach if tree.text[k] == ":"), None)
    if mark is None or mark == begin:
        return None
    dash = next((k for k in range(mark - 1, begin, -1) if tree.text[k] in _DASHES), begin - 1)
    label = trim_block(tree, (dash + 1, mark - 1))
    if label is None:
        return None
    source = label if speakers.lists(tree, label) else _source_of(tree, label)
    quoted = tree.text[mark + 1] in {'"', "''", "'"} and _proper(tree, label)
    event = any(tree.lemma(k, "NOUN") in lexicon.evidence_nouns for k in _words(tree, source))
    quoted = quoted and not event and not speakers.place(tree, source)
    named = _before_colon(tree, source, lexicon, speakers, whole=source == label)
    again = range(mark + 1, min(end, mark + _MAX_SOURCE) + 1)
    if source == label and not quoted and not speakers.lists(tree, source):
        named = named and not any(tree.low[k] == tree.low[source[1]] for k in again)
    if quoted or (dash < begin and named):
        return _finding(sentence, tree, source, mark, (mark + 1, end))
    return _bulletin(sentence, tree, mark, (begin, end))


def _bulletin(sentence: int, tree: Tree, mark: int, stretch: Block) -> Finding | None:
    """*The war in X: Summary of the General Staff*: what stands under it is that source's."""
    rest = trim_block(tree, (mark + 1, stretch[1]))
    if rest is None or rest[1] - rest[0] < 2 or tree.holds_verb(rest):
        return None
    if tree.lemma(rest[0], "NOUN") not in _TEXTS or tree.low[rest[0] + 1] not in {"of", "by"}:
        return None
    source = _source_of(tree, rest)
    if not _capitalised(tree, source):
        return None
    return _finding(sentence, tree, source, mark, (stretch[0], mark - 1))


def _range(sentence: int, tree: Tree, mark: int) -> bool:
    """Whether a dash may join two names in running text (*in the direction of X – Y*)."""
    return sentence > 0 and tree.text[-1] == "." and tree.pos[mark - 1] == "PROPN"


def _dash(
    sentence: int, tree: Tree, stretch: Block, lexicon: ReportingLexicon, speakers: Speakers
) -> Finding | None:
    begin, end = stretch
    for mark in range(end - 1, max(begin + 2, end - _MAX_SOURCE), -1):
        if tree.text[mark] not in _DASHES:
            continue
        if tree.begin[mark] == tree.end[mark - 1] or tree.begin[mark + 1] == tree.end[mark]:
            continue
        label = trim_block(tree, (mark + 1, end))
        if label is None:
            return None
        source = label if speakers.lists(tree, label) else _source_of(tree, label)
        if speakers.known and _range(sentence, tree, mark) and not speakers.lists(tree, source):
            return None
        if _after_dash(tree, source, lexicon, speakers):
            return _finding(sentence, tree, source, mark, (begin, mark - 1))
        return None
    return None


def _closing(tree: Tree, lexicon: ReportingLexicon, speakers: Speakers) -> Finding | None:
    """*Troops shelled the town: mayor*, as the first sentence of a document."""
    end = tree.n - 1
    mark = next((k for k in range(end - 1, max(3, end - _WITH_TITLE - 1), -1)
                 if tree.text[k] == ":"), None)  # fmt: skip
    if mark is None or not tree.holds_verb((0, mark - 1)):
        return None
    label = trim_block(tree, (mark + 1, end))
    if label is None or label[1] != end or tree.holds_verb(label):
        return None
    words = _words(tree, label)
    bare = all(tree.pos[k] == "PROPN" and tree.low[k] not in _SHOWN for k in words)
    if not (speakers.lists(tree, label) or _role(tree, label, lexicon) or bare):
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


def _spoken(tree: Tree, speakers: Speakers) -> bool:
    """Whether a label in capitals is a speaker's; in headlines topics stand so too."""
    return speakers.known is None or _talks(tree)


def _talks(tree: Tree) -> bool:
    """Whether a sentence is somebody's speech as it was spoken: *I*, *we*, *you*."""
    return not _TALK.isdisjoint(tree.low)


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
        if len(labels) > 2 or _spoken(finding.tree, speakers):
            _transcript(finding, trees)
    return found
