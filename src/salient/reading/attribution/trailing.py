"""*…, X reports* and *…, reports X*, where the parse takes the verb for a plural noun."""

from __future__ import annotations

from salient.reading.attribution.finding import Finding, entry_finding, text_of, trim_block
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import Block, Tree

__all__ = ["trailing_report"]

_VERBS = frozenset({"reports", "report", "writes", "informs", "notes", "states", "claims"})
_CLOSING = frozenset("says said claims claimed stated added noted stressed confirmed".split())
"""Verbs that close a sentence after their speaker, however the parse hangs the clause before."""
_PERFECT = frozenset({"has", "have", "had"})
_SAYS = frozenset({"say", "says", "said"})
"""Said of who stands after it, at the end of a headline."""
_ENDS = frozenset({".", ",", ";", "-", "–", "—", "[", "("})
_NAMES = frozenset({"NOUN", "PROPN", "DET", "ADJ", "ADP", "PART", "CCONJ", "NUM"})
_CITES = frozenset({"with", "citing", "referring", "quoting"})
_WORDS = 10
"""Words; no source named in so short a clause is longer."""


def _named(tree: Tree, block: Block) -> bool:
    words = range(block[0], block[1] + 1)
    if not 0 < len(words) <= _WORDS:
        return False
    capital = [tree.text[k][:1].isupper() for k in words]
    if any(tree.pos[k] not in _NAMES and not big for k, big in zip(words, capital, strict=True)):
        return False
    return capital[-1] or tree.pos[block[1]] in {"NOUN", "PROPN"}


def _before(tree: Tree, i: int) -> Block | None:
    """The name between a comma and a verb that ends the sentence or a parenthesis."""
    if i + 1 < tree.n and tree.text[i + 1] not in _ENDS:
        return None
    last = i - 2 if tree.low[i - 1] in _PERFECT else i - 1
    first = next(
        (k + 1 for k in range(last, max(0, last - _WORDS - 1), -1) if tree.text[k] == ","), 0
    )
    while first < last and tree.pos[first] == "SPACE":
        first += 1
    return (first, last) if first > 1 and _named(tree, (first, last)) else None


def _after(tree: Tree, i: int) -> Block | None:
    """The name between a verb that follows a comma and the sentence's end or a citation."""
    if tree.text[i - 1] != ",":
        return None
    last = i
    while last + 1 < tree.n and tree.text[last + 1] not in _ENDS:
        if tree.low[last + 1] in _CITES:
            break
        last += 1
    return (i + 1, last) if _named(tree, (i + 1, last)) else None


def _headline_end(
    sentence: int, tree: Tree, lexicon: ReportingLexicon, found: list[Finding]
) -> bool:
    """Read *A, say Ukrainian officials* at a headline's end, where the parse is often wrong."""
    first = max(2, tree.n - _WORDS)
    i = next((k for k in range(tree.n - 2, first, -1) if tree.low[k] in _SAYS), None)
    if (
        i is None
        or tree.text[-1] in {".", '"', ":", "?", "!"}
        or not _named(tree, (i + 1, tree.n - 1))
    ):
        return False
    comma = tree.text[i - 1] == ","
    known = tree.lemma(tree.n - 1, "NOUN") in lexicon.source_nouns
    if not (known or (comma and tree.pos[tree.n - 1] == "PROPN")):
        return False
    if not comma and (tree.low[i] != "say" or tree.pos[i - 1] == "PRON"):
        return False
    content = trim_block(tree, (0, i - 1))
    if content is None or any(f.cue_token == i and f.rule == "as" for f in found):
        return False
    entry = lexicon.verbs["say"][0]
    finding = entry_finding(sentence, tree, i, entry, "trailing")
    finding.source, finding.head = [tree.chars((i + 1, tree.n - 1))], tree.n - 1
    finding.content = [tree.chars(content)]
    finding.label = text_of(tree, (i + 1, tree.n - 1)).removeprefix("the ")
    finding.standing = True
    found[:] = [f for f in found if f.cue_token != i]
    found.append(finding)
    return True


def trailing_report(
    sentence: int, tree: Tree, lexicon: ReportingLexicon, found: list[Finding]
) -> None:
    """Add the clause before such a verb to a sentence's findings; in place.

    A headline's may be without a verb (*X under shelling, mayor says*).
    """
    if _headline_end(sentence, tree, lexicon, found):
        return
    taken = {f.cue_token for f in found if f.content}
    for i in range(3, tree.n):
        closing = tree.low[i] in _CLOSING and i + 2 >= tree.n
        if i in taken or not (closing or tree.low[i] in _VERBS):
            continue
        before = _before(tree, i)
        source = before or (_after(tree, i) if tree.low[i] in _VERBS else None)
        if source is None:
            continue
        content = trim_block(tree, (0, min(i, source[0]) - 1))
        headline = closing and sentence == 0 and i + 1 == tree.n
        if content is None or not (headline or tree.holds_verb(content)):
            continue
        entry = lexicon.verbs[tree.lemma(i, "VERB")][0]
        finding = entry_finding(sentence, tree, i, entry, "trailing")
        finding.source, finding.head = [tree.chars(source)], source[1]
        finding.content = [tree.chars(content)]
        finding.label = text_of(tree, source).removeprefix("the ").removeprefix("The ")
        found[:] = [f for f in found if f.cue_token != i]
        found.append(finding)
        return
