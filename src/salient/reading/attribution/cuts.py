"""Where one speech ends and the next begins within a sentence.

The parser hangs *…, adding that B* and *…, and he warned that B* low, inside what was said before;
here the first content is cut before them and the source of the participle set right. So it is
before another's speech: *X said that A, but Y stated that B*.
"""

from __future__ import annotations

from collections.abc import Iterable

from salient.reading.attribution.finding import Finding
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import Tree

__all__ = ["cut_at_new_speech"]

_JOINTS = frozenset({",", "-", "–", "—", "--"})
_HE = frozenset({"he", "she", "they"})
_TELLING = frozenset(
    "claim note state add report say reiterate warn emphasize stress acknowledge assess suggest "
    "confirm observe specify".split()
)
_FIGHTING = frozenset(
    "force troop unit element aviation artillery grouping invader occupier occupant enemy army "
    "brigade battalion russia ukraine fighting attack assault defense defence".split()
)
_CONTRASTS = frozenset({"while", "whereas", "though", "although"})
_GLOSSES = frozenset({"refer"})
"""What explains a word amid a speech and does not end it (*units, likely referring to X, left*)."""
_CLAUSES = frozenset({"clause", "clause-marked", "bare", "both-sides", "around"})


def cut_at_new_speech(findings: Iterable[Finding], lexicon: ReportingLexicon) -> None:
    """Cut contents of clauses before a speech of the same source or of another; in place."""
    by_cue: dict[int, Finding] = {}
    ordered = list(findings)
    for finding in ordered:
        by_cue.setdefault(finding.cue_token, finding)
    for finding in ordered:
        begin = _another(finding, lexicon)
        if begin is not None:
            _part(finding, begin, by_cue)
            continue
        at = _joint(finding)
        if at is None:
            continue
        if finding.lemma in _GLOSSES:
            _leave_out(finding, by_cue)
            continue
        outer = _outer(finding, by_cue)
        if outer is None or (_shares_subject(finding) and not _past(outer.tree, outer.cue_token)):
            continue
        stop = finding.tree.begin[at]
        rest = [(max(s, stop), e) for s, e in outer.content if e > stop]
        outer.content = [
            (start, min(end, stop)) for start, end in outer.content if start < stop
        ] or outer.content
        _take_over(finding, rest)
        shared = _participle(finding.tree, finding.cue_token) or _shares_subject(finding)
        if finding.rule != "open" and shared:
            finding.source, finding.head = list(outer.source), outer.head
            finding.label = outer.label


def _leave_out(finding: Finding, by_cue: dict[int, Finding]) -> None:
    """Take a writer's gloss out of what somebody says around it; in place."""
    outer = _outer(finding, by_cue)
    if outer is None or not finding.content:
        return
    first, last = finding.at, finding.content[-1][1]
    parts = ([(s, min(e, first)), (max(s, last), e)] for s, e in outer.content)
    outer.content = [(s, e) for two in parts for s, e in two if s < e] or outer.content


def _part(finding: Finding, begin: int, by_cue: dict[int, Finding]) -> None:
    """End another's speech before the word `begin`, at which this one opens."""
    outer = _outer(finding, by_cue)
    if outer is None or outer.head == finding.head:
        return
    if _past(outer.tree, outer.cue_token) != _past(finding.tree, finding.cue_token):
        return
    stop = finding.tree.begin[begin]
    kept = [(start, min(end, stop)) for start, end in outer.content if start < stop]
    outer.content = kept or outer.content


def _another(finding: Finding, lexicon: ReportingLexicon) -> int | None:
    """The word at which a coordinated or contrasted clause begins in which somebody else speaks.

    Who speaks is named, or is one whose trade it is; the clause has its own *that*.
    """
    tree, i = finding.tree, finding.cue_token
    if tree.dep[i] not in {"conj", "advcl", "parataxis"} or finding.head is None:
        return None
    subject, clause = tree.kid(i, "nsubj"), tree.kid(i, "ccomp")
    if subject is None or subject > i or clause is None or finding.rule not in _CLAUSES:
        return None
    mark = tree.kid(clause, "mark")
    if mark is None or tree.low[mark] != "that":
        return None
    if tree.pos[subject] != "PROPN" and tree.lemma(subject, "NOUN") not in lexicon.source_nouns:
        return None
    joins = (
        *tree.all_kids(i, "cc"),
        *(k for k in tree.all_kids(i, "mark") if tree.low[k] in _CONTRASTS),
    )
    opens = min(joins, default=None)
    if opens is None or opens > subject or opens == 0 or tree.text[opens - 1] != ",":
        return None
    return opens


def _take_over(finding: Finding, rest: list[tuple[int, int]]) -> None:
    """Give the new speech what the parse hung on the old: *claiming to have A and done B*."""
    if not finding.content or not rest:
        return
    tree, (start, end) = finding.tree, finding.content[-1]
    follows = next((k for k in range(finding.cue_token, tree.n) if tree.begin[k] >= end), None)
    if follows is not None and tree.low[follows] in {"and", "or"} and rest[-1][1] > end:
        finding.content[-1] = (start, rest[-1][1])


def _shares_subject(finding: Finding) -> bool:
    tree, i = finding.tree, finding.cue_token
    return tree.dep[i] == "conj" and tree.kid(i, "nsubj") is None


def _participle(tree: Tree, i: int) -> bool:
    return tree.low[i].endswith("ing") and tree.kid(i, "aux", "nsubj", "mark", "case") is None


def _joint(finding: Finding) -> int | None:
    """The comma or dash before a participle or coordinated clause that begins a new speech."""
    tree, i = finding.tree, finding.cue_token
    if _participle(tree, i) and tree.dep[i] in {"advcl", "acl", "parataxis", "conj", "ccomp"}:
        k = i - 1
        while k > 0 and i - k < 4 and tree.pos[k] in {"ADV", "CCONJ"}:
            k -= 1
        return k if k > 0 and tree.text[k] in _JOINTS else None
    subject = tree.kid(i, "nsubj")
    cc = tree.kid(i, "cc")
    if tree.dep[i] != "conj" or cc is None:
        return None
    if subject is None and _of_forces(tree, i):
        return cc
    if subject is None:
        return cc if _past(tree, i) and not _past(tree, tree.head[i]) else None
    if tree.low[subject] not in _HE:
        return None
    if cc is not None and cc < subject and tree.text[cc - 1] == ",":
        return cc - 1
    return None


def _of_forces(tree: Tree, i: int) -> bool:
    """Whether a verb of speech would have troops for its subject, who fight and seldom speak.

    *The staff said that Russian forces left X and noted that …*: it is the staff that noted.
    """
    if tree.lemma(i, "VERB") not in _TELLING or not _past(tree, i):
        return False
    for up in tree.ancestors(i):
        subject = tree.kid(up, "nsubj", "nsubj:pass")
        if subject is not None:
            return subject < up and tree.lemma(subject, "NOUN").lower() in _FIGHTING
    return False


def _past(tree: Tree, i: int) -> bool:
    """Whether a verb is a finite past, by its own form or by *did* or *had*."""
    if any(tree.low[k] in {"did", "had"} for k in tree.all_kids(i, "aux")):
        return True
    own = tree.morph(i, "Tense") == "Past" and tree.morph(i, "VerbForm") == "Fin"
    return own and tree.kid(i, "aux") is None


def _outer(finding: Finding, by_cue: dict[int, Finding]) -> Finding | None:
    """The clause-reporting finding right around, in whose content the cue stands."""
    at = finding.at
    for up in finding.tree.ancestors(finding.cue_token):
        outer = by_cue.get(up)
        if outer is not None and outer.rule in _CLAUSES:
            inside = any(start <= at < end for start, end in outer.content)
            return outer if inside and outer.source else None
    return None
