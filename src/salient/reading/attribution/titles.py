"""Sources named with title and name: *Former X Republic (XR) Envoy to Y, A B, said …*.

The parser tears long titles apart at brackets, at *and*, at a town within them, so that only a part
of the words before *said* would be the source. Here the run of nominal words right before the verb
is taken, where it opens its clause and ends in a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salient.reading.attribution.finding import Finding
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.names import phrase_name
from salient.reading.attribution.tree import Block, Tree

__all__ = ["spell_out"]

_MAX_TITLE = 26
"""Words; longer runs are lists of something else."""
_MAX_BRACKET = 5
_SECOND = 4
"""Words of a second source: *X and Russian bloggers*."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X"})
_LINKS = frozenset({"of", "for", "to", "in", "at", "the", "'s", "'", "and", "on"})
_BETWEEN = frozenset({"ADV", "AUX"})
_BREAKS = frozenset({".", ",", ";", ":", '"', "''", "-", "–", "—"})
_OPENERS = frozenset(
    {"and", "but", "while", "as", "that", "although", "though", "because", "since"}
)
_ARTICLES = frozenset({"the", "a", "an", "one", "another"})
_PARTICIPLES = frozenset("occupied appointed exiled captured retired elected proclaimed".split())
_OFFICES = frozenset("head mayor militia colonel general captain magnate mogul activist".split())


def spell_out(findings: Sequence[Finding], lexicon: ReportingLexicon) -> None:
    """Give findings of a sentence the whole title and name before a verb as source; in place.

    Those that share the source of such a verb (*A claimed X and noted Y*) take it too.
    """
    for finding in findings:
        head = finding.head
        if not _spelt(finding, lexicon):
            continue
        for other in findings:
            if other is not finding and other.head == head and not other.label:
                other.source, other.head = list(finding.source), finding.head
                other.label = finding.label


def _spelt(finding: Finding, lexicon: ReportingLexicon) -> bool:
    """Set source, head and label of one finding; false where nothing is to be mended."""
    tree, head = finding.tree, finding.head
    if head is None or finding.label or len(finding.source) != 1 or tree.pos[head] == "PRON":
        return False
    stretch = next(
        (s for last in _lasts(finding, tree) if (s := _stretch(tree, last)) is not None), None
    )
    if stretch is None:
        return False
    words = _bare(tree, stretch)
    if not words:
        return False
    torn = finding.source[0] != tree.chars(stretch) and finding.source[0][0] > tree.begin[words[0]]
    cut = tree.text[words[-1]] not in phrase_name(tree, head)
    if not (torn or cut or _broken(tree, stretch)):
        return False
    words = _first_of_two(tree, words, lexicon)
    bracketed = "(" in tree.low[stretch[0] : stretch[1] + 1]
    body = (torn or bracketed) and _body(tree, words)
    if not (body or _person(tree, words, lexicon)):
        return False
    name = _joined(tree, words)
    finding.source = [tree.chars(stretch)]
    finding.head = words[-1]
    finding.label = name
    return True


def _broken(tree: Tree, stretch: Block) -> bool:
    """Whether a bracket or *and* stands amid the words, where the parser tears them apart."""
    words = tree.low[stretch[0] : stretch[1] + 1]
    return "(" in words or "and" in words


def _last_before(tree: Tree, cue: int) -> int | None:
    """The last word before a verb and its adverbs and auxiliaries."""
    k = cue - 1
    while k > 0 and cue - k < 5 and tree.pos[k] in _BETWEEN:
        k -= 1
    joined = tree.pos[k] == "NOUN" and "and" in tree.low[max(0, k - _SECOND) : k]
    named = k > 0 and (tree.text[k][:1].isupper() or tree.text[k] == ")" or joined)
    return k if named else None


def _lasts(finding: Finding, tree: Tree) -> Iterator[int]:
    """Where the name may end: right before the verb, or where the source found so far ends."""
    last = _last_before(tree, finding.cue_token)
    if last is not None and _within(finding, tree, last):
        yield last
    end = finding.source[0][1]
    own = next((k for k in range(finding.cue_token) if tree.end[k] == end), None)
    if own is not None and own != last and tree.text[own][:1].isupper():
        yield own


def _within(finding: Finding, tree: Tree, last: int) -> bool:
    """Whether the source found so far is a part of what stands right before the verb."""
    start, end = finding.source[0]
    return start >= tree.begin[max(0, last - _MAX_TITLE)] and end <= tree.end[last]


def _stretch(tree: Tree, last: int) -> Block | None:
    """The nominal words up to `last`, if they open the sentence or a clause."""
    k = last
    while k >= 0 and last - k <= _MAX_TITLE:
        if tree.text[k] == ")":
            opened = next(
                (j for j in range(k - 1, max(-1, k - _MAX_BRACKET - 2), -1)
                 if tree.text[j] == "("), None)  # fmt: skip
            if opened is None:
                return None
            k = opened - 1
        elif _fits(tree, k):
            k -= 1
        else:
            break
    first = k + 1
    if first > 0 and tree.text[first - 1] not in _BREAKS and tree.low[first - 1] not in _OPENERS:
        return None
    while first < last and tree.low[first] in _OPENERS:
        first += 1
    if first >= last or tree.low[first] in _LINKS - {"the"}:
        return None
    return first, last


def _fits(tree: Tree, k: int) -> bool:
    if tree.pos[k] in _NOMINAL or tree.low[k] in _LINKS:
        return True
    if tree.text[k] == "-" and 0 < k < tree.n - 1:
        return tree.begin[k] == tree.end[k - 1] and tree.end[k] == tree.begin[k + 1]
    return tree.low[k] in _PARTICIPLES and tree.text[k + 1][:1].isupper()


def _bare(tree: Tree, stretch: Block) -> list[int]:
    """The words of a stretch without brackets and without the article before them."""
    words: list[int] = []
    inside = False
    for k in range(stretch[0], stretch[1] + 1):
        inside = inside or tree.text[k] == "("
        if not inside:
            words.append(k)
        inside = inside and tree.text[k] != ")"
    while len(words) > 1 and tree.low[words[0]] in _ARTICLES:
        words = words[1:]
    return words


def _person(tree: Tree, words: list[int], lexicon: ReportingLexicon) -> bool:
    """Whether the words are an office and then a person's name of two words."""
    if len(words) < 3:
        return False
    name, office = words[-2:], words[:-2]
    if not all(tree.text[k][:1].isupper() and tree.text[k][1:2].islower() for k in name):
        return False
    if any(tree.lemma(k, "NOUN") in lexicon.source_nouns for k in name):
        return False
    joints = [n for n, k in enumerate(words) if tree.low[k] == "and"]
    if any(not _joins_offices(tree, words, n) for n in joints):
        return False
    return any(
        tree.lemma(k, "NOUN") in lexicon.people or tree.low[k] in _OFFICES for k in office
    ) and not tree.low[office[0]].endswith("day")


def _first_of_two(tree: Tree, words: list[int], lexicon: ReportingLexicon) -> list[int]:
    """The first of two sources joined by *and*, where it is a person with an office."""
    joint = next((n for n, k in enumerate(words) if tree.low[k] == "and"), None)
    if joint is None or not _person(tree, words[:joint], lexicon):
        return words
    return words[:joint]


def _joins_offices(tree: Tree, words: list[int], at: int) -> bool:
    """Whether *and* joins two offices of one person: *officer and blogger A B*."""
    if not 0 < at < len(words) - 3:
        return False
    return tree.text[words[at - 1]].islower() and tree.text[words[at + 1]].islower()


def _body(tree: Tree, words: list[int]) -> bool:
    """Whether the words are one name of an institution, every word but its links in capitals."""
    if len(words) < 3 or any(tree.low[k] == "and" for k in words):
        return False
    big = [k for k in words if tree.low[k] not in _LINKS and tree.text[k] != "-"]
    return all(tree.text[k][:1].isupper() for k in big) and tree.low[words[0]] not in _LINKS


def _joined(tree: Tree, words: list[int]) -> str:
    parts = [
        tree.text[k]
        + ("" if n + 1 < len(words) and tree.begin[words[n + 1]] == tree.end[k] else " ")
        for n, k in enumerate(words)
    ]
    return " ".join("".join(parts).split())
