"""All attributions of a document: the rules run, their findings joined, nested and named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from salient.reading.attribution.acts import HOLDING, SpeechAct
from salient.reading.attribution.carrying import carry_on
from salient.reading.attribution.citing import cite, quoted_as, share_contents
from salient.reading.attribution.colons import colon_findings, speakers_of
from salient.reading.attribution.cuts import cut_at_new_speech
from salient.reading.attribution.discourse import join_quotations
from salient.reading.attribution.finding import Finding, merge_spans
from salient.reading.attribution.lexicon import ReportingLexicon, shipped_reporting_lexicon
from salient.reading.attribution.names import name_sources
from salient.reading.attribution.nouns import noun_findings
from salient.reading.attribution.phrases import phrase_findings
from salient.reading.attribution.quotes import find_quotes
from salient.reading.attribution.showing import showing_findings
from salient.reading.attribution.titles import spell_out
from salient.reading.attribution.trailing import trailing_report
from salient.reading.attribution.tree import Tree
from salient.reading.attribution.verbs import verb_findings
from salient.reading.sentences import ParsedSentence

__all__ = ["find_speech_acts"]

_PARENTHESES = frozenset({"as", "source-after", "frame"})
_MAX_MARKERS = 8
_TELLINGS = frozenset({"report", "reporting", "information", "statement"})
"""What *indicates* something to who reads it: *this report suggests that …* is the reader's."""
_REPORTS = frozenset({"report", "reporting"})
"""Of which those that nothing points at are somebody's (*unconfirmed reports indicate that*)."""
_NAME = 5
"""Words; no name of a place is longer."""
_MAX_OPEN = 64
"""Contents around one cue that are looked at, innermost last."""


def _findings(
    trees: Sequence[Tree],
    lexicon: ReportingLexicon,
    known: Callable[[str], bool] | None,
    places: Collection[tuple[int, int]],
) -> list[Finding]:
    found: list[Finding] = []
    for n, tree in enumerate(trees):
        verbs = list(verb_findings(n, tree, lexicon))
        spell_out(verbs, lexicon)
        cut_at_new_speech(verbs, lexicon)
        found += noun_findings(n, tree, lexicon)
        found += showing_findings(n, tree, lexicon)
        phrases = phrase_findings(n, tree, lexicon)
        speaks = any(f.clausal for f in verbs)
        verbs += (f for f in phrases if f.rule != "document" or not speaks)
        trailing_report(n, tree, lexicon, verbs)
        quoted_as(n, tree, verbs)
        cite(n, tree, lexicon, verbs)
        found += verbs
    for finding in found:
        _unseat_places(finding, places)
        _unseat_things(finding, lexicon)
    found += colon_findings(trees, found, lexicon, speakers_of(trees, found, known, places))
    found.sort(key=lambda f: (f.at, f.cue_token, f.lemma))
    return found


def _unseat_places(finding: Finding, places: Collection[tuple[int, int]]) -> None:
    """A place that is the last of a phrase vouches for nothing: *gains at X and Y show that …*."""
    tree, head = finding.tree, finding.head
    if finding.lemma == "find" and finding.rule == "predicate":
        # *The town found destroyed*, in a headline, found nothing.
        finding.evidence = any(span in places for span in finding.source)
    if head is None or head == 0:
        return
    end = tree.end[head]
    first = next(
        (k for k in range(head, max(-1, head - _NAME), -1) if (tree.begin[k], end) in places), None
    )
    if first is None:
        return
    if first and (tree.pos[first - 1] in {"ADP", "CCONJ"} or tree.text[first - 1] == "-"):
        finding.evidence = True


def _unseat_things(finding: Finding, lexicon: ReportingLexicon) -> None:
    """What happens, and what is so, vouches for nothing: *fighting continues*, *it is hard to say*.

    Nor does who *finds itself* somewhere.

    A capital letter amid a sentence makes a name of the word (*Radio Battle*).
    """
    tree, head = finding.tree, finding.head
    if head is None:
        return
    after = tree.low[finding.cue_token + 1 : finding.cue_token + 2]
    if finding.lemma == "find" and after and after[0].endswith(("self", "selves")):
        finding.evidence = True
    noun = tree.lemma(head, "NOUN")
    if noun in _TELLINGS and finding.lemma in {"indicate", "suggest"}:
        pointed = tree.kid(head, "det", "nmod:poss") is not None or head == 0
        finding.evidence = pointed or noun not in _REPORTS
    common = tree.pos[head] == "NOUN" or tree.text[head].islower() or head <= 2
    if tree.pos[head] in {"NOUN", "PROPN"} and common:
        if tree.lemma(head, "NOUN") in lexicon.evidence_nouns:
            finding.evidence = True
    elif tree.pos[head] == "ADJ" and tree.kid(head, "cop") is not None:
        finding.evidence = True


def _without_source(content: list[tuple[int, int]], finding: Finding) -> list[tuple[int, int]]:
    """The content less the source and cue that stand amid it."""
    for hole in merge_spans([*finding.source, *finding.cue]):
        content = _cut_out(content, hole)
    return content


def _lift_parentheses(findings: Sequence[Finding]) -> None:
    """Take *as X reported* and *according to X* out of the contents that they are said about.

    Both orders would do by the words (*X said that A, according to Y*); the phrase goes outermost,
    but where what X says goes on after it (*X said that, according to Y, A*) it is X who cites Y.
    """
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    for group in by_sentence.values():
        markers = [f for f in group if f.rule in _PARENTHESES][:_MAX_MARKERS]
        for marker in markers:
            hole = (
                min(s for s, _ in (*marker.source, *marker.cue)),
                max(e for _, e in (*marker.source, *marker.cue)),
            )
            for finding in group:
                if finding is marker:
                    continue
                around = _cites(finding, hole)
                if around is not None:
                    marker.content = _clipped(marker.content, around)
                elif any(s <= finding.at < e for s, e in marker.content):
                    finding.content = _cut_out(finding.content, hole)


def _cites(finding: Finding, hole: tuple[int, int]) -> tuple[int, int] | None:
    """The stretch of a clause's content amid which a phrase stands that names another source."""
    if not (finding.clausal and finding.source and finding.attitude in HOLDING):
        return None
    if finding.rule in _PARENTHESES or finding.at > hole[0]:
        return None
    tree = finding.tree
    after = next((k for k in range(finding.cue_token, tree.n) if tree.begin[k] >= hole[1]), None)
    if after is None:
        return None
    for start, end in finding.content:
        if start <= hole[0] and tree.end[after] < end:
            last = next((k for k in range(tree.n - 1, after, -1) if tree.end[k] <= end), after)
            return (start, end) if tree.holds_verb((after, last)) else None
    return None


def _clipped(spans: list[tuple[int, int]], bounds: tuple[int, int]) -> list[tuple[int, int]]:
    cut = [(max(s, bounds[0]), min(e, bounds[1])) for s, e in spans]
    return [(s, e) for s, e in cut if s < e] or spans


def _cut_out(spans: list[tuple[int, int]], hole: tuple[int, int]) -> list[tuple[int, int]]:
    first, last = hole
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if last <= start or first >= end:
            kept.append((start, end))
        else:
            kept += [p for p in ((start, first), (last, end)) if p[0] < p[1]]
    return kept


def _strip(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without the space and the joining punctuation at their ends; empty ones dropped."""
    stripped: list[tuple[int, int]] = []
    for first, last in spans:
        start, end = first, last
        while start < end and (text[start].isspace() or text[start] in ",;:–—"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            stripped.append((start, end))
    return stripped


def _finish(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """Findings with clean content; empty ones and doubles dropped."""
    kept: list[Finding] = []
    for finding in findings:
        finding.source = _strip(text, merge_spans(finding.source))
        finding.cue = merge_spans(finding.cue)
        finding.content = _strip(text, merge_spans(_without_source(finding.content, finding)))
        if finding.content:
            kept.append(finding)
    best: dict[tuple[tuple[int, int], ...], Finding] = {}
    for finding in kept:
        other = best.get(tuple(finding.content))
        if finding.under is None and (other is None or _surer(finding) > _surer(other)):
            best[tuple(finding.content)] = finding
    return [f for f in kept if f.under is not None or best[tuple(f.content)] is f]


def _surer(finding: Finding) -> tuple[bool, bool]:
    """Order findings of the same content: a named source first, then a verb before a noun."""
    return bool(finding.source), not finding.rule.startswith(("noun", "adjective"))


def _parents(findings: Sequence[Finding]) -> list[int | None]:
    """For each finding the innermost other one whose content holds its cue."""
    bounds = sorted(
        ((start, end, n) for n, finding in enumerate(findings) for start, end in finding.content),
        key=lambda b: (b[0], -b[1]),
    )
    parents: list[int | None] = [None] * len(findings)
    around: list[tuple[int, int, int]] = []
    k = 0
    for n in sorted(range(len(findings)), key=lambda n: findings[n].at):
        at = findings[n].at
        while k < len(bounds) and bounds[k][0] <= at:
            around.append(bounds[k])
            k += 1
        around = [b for b in around if b[1] > at][-_MAX_OPEN:]
        others = [b for b in around if b[2] != n]
        if others:
            parents[n] = min(others, key=lambda b: (b[1] - b[0], b[2]))[2]
    place = {id(finding): n for n, finding in enumerate(findings)}
    for n, finding in enumerate(findings):
        if finding.under is not None:
            parents[n] = place.get(id(finding.under), parents[n])
    return parents


def _depths(parents: Sequence[int | None]) -> tuple[list[int], list[int | None]]:
    """Depth of each finding; a circle of parents is cut where it closes."""
    cut: list[int | None] = list(parents)
    depths: list[int | None] = [None] * len(cut)
    for n in range(len(cut)):
        chain: list[int] = []
        at: int | None = n
        while at is not None and depths[at] is None:
            chain.append(at)
            depths[at] = -1
            at = cut[at]
        below = depths[at] if at is not None else -1
        if chain and at is not None and below == -1:
            cut[chain[-1]] = None
        depth = -1 if below is None else below
        for link in reversed(chain):
            depth += 1
            depths[link] = depth
    return [depth or 0 for depth in depths], cut


def find_speech_acts(
    sentences: Sequence[ParsedSentence],
    text: str,
    lexicon: ReportingLexicon | None = None,
    *,
    known: Callable[[str], bool] | None = None,
    places: Collection[tuple[int, int]] = (),
) -> list[SpeechAct]:
    """Who says what in a document, in the order of the cues.

    `sentences` are parsed sentences of `text`, in order; sentences may be left out, and then
    nothing is found whose cue stands in them. `lexicon` defaults to the English one that ships.
    `known` tells whether a name is that of a known source, and `places` are spans of `text` that
    name places; both help to tell a speaker from a topic before a headline's colon.
    """
    words = lexicon or shipped_reporting_lexicon()
    trees = [Tree(sentence) for sentence in sentences if len(sentence.doc)]
    if not trees:
        return []
    breaks = [tree.start for before, tree in pairwise(trees) if tree.paragraph != before.paragraph]
    findings = _findings(trees, words, known, places)
    _lift_parentheses(findings)
    join_quotations(text, trees, findings, find_quotes(text, breaks))
    share_contents(findings)
    findings = _finish(text, findings)
    carry_on(trees, findings)
    depths, parents = _depths(_parents(findings))
    names = name_sources(findings, parents, trees, words)
    return [
        SpeechAct(
            source=tuple(f.source),
            cue=tuple(f.cue),
            content=tuple(f.content),
            source_name=name,
            cue_lemma=f.lemma,
            attitude=f.attitude,
            negated=f.negated,
            clausal=f.clausal,
            quoted=f.quoted,
            standing=f.standing,
            beyond=tuple(f.beyond),
            mooted=f.mooted,
            evidence=f.evidence,
            parent=parent,
            depth=depth,
            rule=f.rule,
        )
        for f, name, parent, depth in zip(findings, names, parents, depths, strict=True)
    ]
