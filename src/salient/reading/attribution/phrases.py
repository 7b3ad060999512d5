"""Attribution by phrases and adverbs: *according to X*, *in X's view*, *reportedly*."""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.attribution.extents import without_conclusion
from salient.reading.attribution.finding import Finding, trim_block, without
from salient.reading.attribution.labels import TEXTS
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.names import glued
from salient.reading.attribution.showing import FOOTAGE, POSTING
from salient.reading.attribution.tree import REACH, Block, Tree

__all__ = ["phrase_findings", "source_block"]

_WITHIN = frozenset(
    "det amod compound nmod:poss nummod nmod:desc advmod case punct det:predet obl:unmarked flat "
    "cc fixed".split()
)
_REPORTS = frozenset("reports reported says said writes wrote adds added notes noted".split())
_SHOWING = frozenset({"show", "depict", "demonstrate"})
_WRITTEN = frozenset({"by", "from", "of"})
_NO_SOURCES = frozenset("plan plans schedule expectations need needs law custom tradition".split())
"""What something goes according to, and nobody says."""
_NEAR = 6
_ENDS = frozenset({")", ";", ":", "-", "–", "—", '"', "''"})


def _source_after(tree: Tree, lexicon: ReportingLexicon) -> Iterator[tuple[int, int, str]]:
    """First and last token of each phrase after which a source stands, and its attitude."""
    for words, attitude in lexicon.source_after:
        width = len(words)
        for i in range(tree.n - width):
            if tree.low[i] == words[0] and tuple(tree.low[i : i + width]) == words:
                yield i, i + width - 1, attitude


def source_block(tree: Tree, last: int) -> tuple[int, Block] | None:
    """Find the noun phrase after the marker's last token: its head and its stretch."""
    at = last + 1
    if at >= tree.n:
        return None
    head = at
    for up in tree.ancestors(at):
        if up <= last or tree.dep[head] not in _WITHIN:
            break
        head = up
    end = max(tree.right[head], head)
    for k in range(at + 1, min(end, at + REACH) + 1):
        if (tree.text[k] in _ENDS and not glued(tree, k)) or (
            tree.text[k] == "," and not _apposition(tree, k)
        ):
            end = k - 1
            break
    block = trim_block(tree, (at, end))
    return (min(head, block[1]), block) if block else None


def _author(tree: Tree, head: int, source: Block) -> tuple[int, Block]:
    """Who speaks in a text: *according to a statement by X* is X, and so is *X's statement*."""
    if tree.lemma(head, "NOUN") not in TEXTS:
        return head, source
    for k in tree.all_kids(head, "nmod", "obl", "obl:agent"):
        case = tree.kid(k, "case")
        if case is not None and head < case < k <= source[1] and tree.low[case] in _WRITTEN:
            return k, (case + 1, min(tree.right[k], source[1]))
    return head, source


def _before_clause(tree: Tree, head: int, source: Block) -> tuple[int, Block]:
    """A source that the parse draws over the clause after it, cut at the comma between them."""
    words = range(source[0], source[1] + 1)
    verb = next((k for k in words if tree.pos[k] in {"VERB", "AUX"}), None)
    commas = [k for k in words if tree.text[k] == "," and (verb is None or k < verb)]
    if verb is None or not commas or commas[-1] == source[0]:
        return head, source
    cut = (source[0], commas[-1] - 1)
    return min(head, cut[1]), cut


def _apposition(tree: Tree, comma: int) -> bool:
    """Whether a comma within a source's phrase opens an apposition or relative clause."""
    k = comma + 1
    if k >= tree.n or tree.pos[comma - 1] == "PRON":
        return False
    if not _REPORTS.isdisjoint(tree.low[k : k + _NEAR]):
        return False
    return tree.pos[k] in {"DET", "PROPN", "ADJ"} or tree.low[k] in {"who", "which", "and"}


def _clause_around(tree: Tree, hole: Block, head: int) -> list[Block]:
    """Find the clause that a phrase belongs to, without the phrase itself.

    It is bounded by semicolons and by brackets; a phrase that no comma parts from the subordinate
    clause before it belongs to that clause alone.
    """
    first, last = 0, tree.n - 1
    for k in range(hole[0] - 1, max(-1, hole[0] - 4 * REACH), -1):
        if tree.text[k] in {";", "("}:
            first = k + 1
            break
    for k in range(hole[1] + 1, min(tree.n, hole[1] + 4 * REACH)):
        if tree.text[k] in {";", ")"}:
            last = k - 1
            break
    top = tree.head[head]
    apart = hole[0] == first or tree.text[hole[0] - 1] in {",", '"', "''", "-", "–", "—"}
    if not apart and tree.dep[top] in {"advcl", "acl:relcl", "acl"} and tree.left[top] < hole[0]:
        first, last = max(first, tree.left[top]), min(last, tree.right[top])
    blocks = [trim_block(tree, part) for part in without((first, last), hole)]
    return [block for block in blocks if block]


def _marker_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    taken = -1
    for first, last, attitude in sorted(_source_after(tree, lexicon)):
        if first <= taken:
            continue
        if last == first and (first == 0 or tree.text[first - 1] != ",") and first != 0:
            continue
        found = source_block(tree, last)
        if found is None or tree.low[found[0]] in _NO_SOURCES:
            continue
        head, source = _author(tree, *found)
        if first == 0 and source[1] + 2 >= tree.n:
            head, source = _before_clause(tree, head, source)
        taken = source[1]
        content = _clause_around(tree, (first, source[1]), head)
        if not content:
            continue
        yield Finding(
            sentence=sentence, tree=tree, cue_token=first, cue=[tree.chars((first, last))],
            lemma=" ".join(tree.low[first : last + 1]), attitude=attitude,
            source=[tree.chars(source)], head=head,
            content=[tree.chars(block) for block in content], quotable=True, rule="source-after",
        )  # fmt: skip


def _frame_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """*In X's view*, *in the words of X*."""
    if lexicon.frame_nouns.keys().isdisjoint(tree.low):
        return
    for i in range(1, tree.n):
        attitude = lexicon.frame_nouns.get(tree.low[i])
        if attitude is None or tree.case(i) not in {"in", "to", "by"}:
            continue
        owner = tree.kid(i, "nmod:poss")
        of = next((k for k in tree.all_kids(i, "nmod") if tree.case(k) == "of"), None)
        head = owner if owner is not None else of
        if head is None:
            continue
        hole = tree.block(i)
        source = (tree.left[head], tree.right[head])
        if tree.case(head) == "of":
            source = (source[0] + 1, source[1])
        content = _clause_around(tree, hole, i)
        if source[0] <= source[1] and content:
            yield Finding(
                sentence=sentence, tree=tree, cue_token=i, cue=[tree.chars((i, i))],
                lemma=tree.low[i], attitude=attitude, source=[tree.chars(source)], head=head,
                content=[tree.chars(block) for block in content], quotable=True, rule="frame",
            )  # fmt: skip


def _document_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """*In a new poll, A leads*: at the begin of a sentence that reports by no other word."""
    if lexicon.documents.keys().isdisjoint(tree.low):
        return
    for i in range(1, min(tree.n, REACH)):
        attitude = lexicon.documents.get(tree.low[i])
        if attitude is None or tree.case(i) not in {"in", "by"} or tree.left[i] > 1:
            continue
        comma = tree.right[i] + (tree.text[tree.right[i]] != ",")
        if comma >= tree.n or tree.text[comma] != "," or tree.dep[i] != "obl":
            continue
        content = trim_block(tree, (comma + 1, tree.n - 1))
        source = trim_block(tree, (tree.left[i] + 1, tree.right[i]))
        if content and source and tree.holds_verb(content):
            yield Finding(
                sentence=sentence, tree=tree, cue_token=tree.left[i],
                cue=[tree.chars((tree.left[i], tree.left[i]))], lemma=tree.case(i),
                attitude=attitude, source=[tree.chars(source)], head=i,
                content=[tree.chars(content)], rule="document",
            )  # fmt: skip
        return


def _adverb_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """*Reportedly* and its like: the clause they stand in, nobody named."""
    if lexicon.adverbs.keys().isdisjoint(tree.low):
        return
    for i in range(tree.n):
        attitude = lexicon.adverbs.get(tree.low[i])
        if attitude is None or (tree.low[i].endswith("ed") and tree.dep[i] != "amod"):
            continue
        top = tree.head[i]
        first, last = tree.block(top) if top != i else (0, tree.n - 1)
        if tree.pos[top] in {"NOUN", "PROPN"}:
            # *footage reportedly from X, which shows Y*: the doubt is about the phrase alone.
            clauses = [tree.left[k] - 1 for k in tree.all_kids(top, "acl:relcl") if k > top]
            last = min([last, *(end for end in clauses if end > i)])
        first, last = without_conclusion(tree, (first, last), i)
        content = [trim_block(tree, part) for part in without((first, last), (i, i))]
        blocks = [block for block in content if block]
        if blocks:
            yield Finding(
                sentence=sentence, tree=tree, cue_token=i, cue=[tree.chars((i, i))],
                lemma=tree.low[i], attitude=attitude,
                content=[tree.chars(block) for block in blocks], rule="adverb",
                evidence=_of_posted(tree, i, top),
            )  # fmt: skip


def _of_posted(tree: Tree, i: int, top: int) -> bool:
    """Whether a doubt is about what posted footage shows (*posted footage purportedly showing X*).

    Who posted it vouches for it then; nobody else is meant.
    """
    noun = tree.head[top]
    if tree.lemma(i - 1, "NOUN") in FOOTAGE:
        return tree.lemma(tree.head[i - 1], "VERB") in POSTING
    if tree.lemma(top, "VERB") not in _SHOWING:
        return False
    poster = tree.kid(top, "nsubj")
    if poster is not None and tree.lemma(poster, "VERB") in POSTING:
        return True
    if tree.dep[top] == "advcl":
        return tree.lemma(noun, "VERB") in POSTING
    return (
        tree.dep[top] == "acl"
        and tree.dep[noun] == "obj"
        and tree.lemma(tree.head[noun], "VERB") in POSTING
    )


def phrase_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """Attributions by a phrase or an adverb."""
    yield from _marker_findings(sentence, tree, lexicon)
    yield from _frame_findings(sentence, tree, lexicon)
    yield from _document_findings(sentence, tree, lexicon)
    yield from _adverb_findings(sentence, tree, lexicon)
