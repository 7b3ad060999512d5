"""Verbs that report, and the words that they report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salient.reading.attribution.finding import Finding, entry_finding, trim_block, without
from salient.reading.attribution.lexicon import Entry, ReportingLexicon
from salient.reading.attribution.subjects import Subject, agent_of, subject_of
from salient.reading.attribution.tree import Block, Tree

__all__ = ["verb_findings"]

_QUOTE_MARKS = frozenset(('"', "''", "'", "``"))
_BREAKS = frozenset((",", "-", "–", "—", "--", "?", "!", *_QUOTE_MARKS))
_RECIPIENTS = frozenset(
    "tell warn inform remind assure ask notify convince persuade advise brief alert reassure "
    "promise show teach instruct order urge text email".split()
)
_TAIL_STARTS = frozenset({"ADP", "SCONJ"})


class Complement(NamedTuple):
    """What a verb introduces: stretches of its sentence, whether they hold a clause, and the rule."""

    blocks: list[Block]
    clausal: bool
    rule: str
    holds_subject: bool = False


def _entry(tree: Tree, i: int, lexicon: ReportingLexicon) -> Entry | None:
    """The lexicon's entry for the token, with the particle that the sentence has."""
    pos = tree.pos[i]
    if pos not in {"VERB", "NOUN", "PROPN", "ADJ", "AUX"}:
        return None
    entries = lexicon.verbs.get(tree.lemma(i, "VERB"))
    if entries is None or (pos != "VERB" and not _verbal(tree, i)):
        return None
    near = tree.low[i + 1 : i + 4]
    for entry in entries:
        if not entry.particle or entry.particle in near:
            return entry
    return None


def _verbal(tree: Tree, i: int) -> bool:
    """Whether a word tagged as a noun or adjective still governs like a verb."""
    if tree.kid(i, "case", "det", "nmod:poss", "amod", "aux", "cop") is not None:
        return False
    return tree.kid(i, "nsubj") is not None and tree.kid(i, "ccomp", "parataxis") is not None


# --- complements to the right ----------------------------------------------------------------


def _right_clause(tree: Tree, i: int, entry: Entry) -> Complement | None:
    for k in tree.all_kids(i, "ccomp"):
        if k > i and tree.right[k] > i:
            first = max(tree.left[k], i + 1)
            if entry.lemma not in _RECIPIENTS and tree.kid(k, "nsubj", "nsubj:pass") is None:
                first = _stray_subject(tree, i, first)
            return Complement([(first, tree.right[k])], True, "clause")
    for k in tree.all_kids(i, "advcl", "parataxis", "acl", "dep"):
        mark = tree.kid(k, "mark")
        if k > i and mark is not None and tree.low[mark] in {"that", "whether"}:
            return Complement([(max(tree.left[k], i + 1), tree.right[k])], True, "clause-marked")
    return None


def _stray_subject(tree: Tree, i: int, first: int) -> int:
    """Where the clause begins if the parse hung its subject on the reporting verb as an object."""
    for k in tree.all_kids(i, "obj", "iobj", "obl"):
        if k > i and tree.right[k] == first - 1 and not tree.case(k):
            return tree.left[k]
    return first


def _infinitive(tree: Tree, i: int, entry: Entry, *, passive: bool) -> Complement | None:
    for k in tree.all_kids(i, "xcomp", "ccomp", "advcl"):
        if k <= i:
            continue
        block = (max(tree.left[k], i + 1), tree.right[k])
        form = tree.morph(k, "VerbForm")
        mark = tree.kid(k, "mark")
        to = mark is not None and tree.low[mark] == "to"
        if entry.takes("seem") and tree.dep[k] != "advcl":
            return _with_subject(tree, i, block, "seem")
        if to and passive:
            if entry.takes("be-to", "obj-to"):
                return _with_subject(tree, i, block, "passive-infinitive")
            continue
        patient = tree.kid(i, "obj", "iobj")
        if to and patient is not None and i < patient < k and entry.takes("obj-to"):
            return Complement([(tree.left[patient], block[1])], True, "object-infinitive")
        if to and entry.takes("to") and tree.dep[k] != "advcl":
            return Complement([block], True, "infinitive")
        if form == "Ger" and entry.takes("ing") and mark is None and tree.dep[k] != "advcl":
            return Complement([block], True, "gerund")
        if entry.takes("obj-pred") and not to and tree.dep[k] == "xcomp":
            start = tree.left[patient] if patient is not None and patient < k else block[0]
            if start > i:
                return Complement([(start, block[1])], False, "predicate")
            if passive:
                return _with_subject(tree, i, block, "passive-predicate")
    return None


def _with_subject(tree: Tree, i: int, block: Block, rule: str) -> Complement:
    """The complement together with the verb's own subject, which is its subject too."""
    for k in tree.all_kids(i, "nsubj", "nsubj:pass", "nsubj:outer"):
        if k < i and tree.low[k] not in {"it", "there"}:
            return Complement([(tree.left[k], min(tree.right[k], i - 1)), block], True, rule, True)
    return Complement([block], True, rule)


def _object(tree: Tree, i: int, entry: Entry, *, passive: bool) -> Complement | None:
    if not entry.takes("obj", "obj-as", "obj-pred"):
        return None
    if passive:
        return _passive_object(tree, i)
    for k in tree.all_kids(i, "obj", "nmod:desc"):
        if k > i and tree.pos[k] != "PRON" or (k > i and tree.kids[k]):
            block = (tree.left[k], _phrase_end(tree, i, k))
            with_as = any(tree.case(o) == "as" for o in tree.all_kids(i, "obl", "xcomp"))
            if entry.takes("obj") or with_as:
                return Complement([block], False, "object")
        elif k > i and entry.takes("obj", "obj-as"):
            return Complement([(k, _phrase_end(tree, i, k))], False, "object")
    return None


def _passive_object(tree: Tree, i: int) -> Complement | None:
    for k in tree.all_kids(i, "nsubj:pass", "nsubj"):
        if k < i and tree.low[k] not in {"it", "who", "which", "that"}:
            return Complement([(tree.left[k], min(tree.right[k], i - 1))], False, "passive", True)
    if tree.dep[i] in {"acl", "amod"} and tree.head[i] < i and agent_of(tree, i):
        noun = tree.head[i]
        return Complement([(tree.left[noun], tree.left[i] - 1)], False, "participle")
    return None


def _phrase_end(tree: Tree, i: int, k: int) -> int:
    """Where an object ends together with the phrases after it that no comma parts from it."""
    end = tree.right[k]
    for other in tree.kids[i]:
        follows = tree.left[other] == end + 1 and other > k
        if follows and tree.dep[other] in {"obl", "advcl", "xcomp", "nmod", "ccomp"}:
            if tree.text[tree.left[other]] == ",":
                break
            end = tree.right[other]
    return end


def _prepositional(tree: Tree, i: int, entry: Entry) -> Complement | None:
    if not entry.prepositions:
        return None
    for k in tree.all_kids(i, "obl", "advcl", "nmod", "ccomp", "xcomp", "obl:arg"):
        case = tree.kid(k, "case", "mark")
        if case is None or case < i or tree.low[case] not in entry.prepositions:
            continue
        first = case + 1
        if first <= tree.right[k]:
            clausal = tree.dep[k] not in {"obl", "nmod", "obl:arg"}
            return Complement([(first, _phrase_end(tree, i, k))], clausal, "preposition")
    return None


# --- words around the verb -----------------------------------------------------------------------


def _group(tree: Tree, i: int, subject: Subject | None) -> Block:
    """The reporting words themselves: subject, verb, and what hangs on the verb up to a break."""
    first = last = i
    if subject and subject.block[1] < i:
        first = subject.block[0]
    for k in tree.kids[i]:
        if tree.dep[k] in {"aux", "advmod", "aux:pass", "cc"} and i - 4 <= k < first:
            first = min(first, tree.left[k])
    if subject and subject.block[0] > i:
        last = subject.block[1]
    stop = last + 1
    while (
        stop < tree.n and tree.text[stop] not in _BREAKS and tree.text[stop] not in {":", ".", ";"}
    ):
        stop += 1
    reach = max((tree.right[k] for k in tree.kids[i] if last < k < stop
                 and tree.dep[k] in {"obl", "advmod", "obj", "iobj", "obl:tmod", "obl:unmarked",
                                     "compound:prt", "xcomp"}), default=last)  # fmt: skip
    return first, max(last, min(reach, stop - 1))


def _holds_clause(tree: Tree, block: Block) -> bool:
    return any(tree.pos[k] in {"VERB", "AUX"} for k in range(block[0], block[1] + 1))


def _around(tree: Tree, i: int, subject: Subject | None) -> Complement | None:
    """A clause or quotation before the reporting words, and its rest after them."""
    group = _group(tree, i, subject)
    if group[0] == 0 or not _parted(tree, group[0], i):
        return None
    start = _clause_start(tree, i, group[0])
    before = trim_block(tree, (start, group[0] - 1))
    if before is None:
        return None
    blocks = [before]
    whole = _holds_clause(tree, before)
    tail = _tail(tree, group[1], whole=whole)
    if tail:
        blocks.append(tail)
        whole = True
    quoted = any(tree.text[k] in _QUOTE_MARKS for k in range(before[0], group[0]))
    if not whole and not quoted:
        return None
    return Complement(blocks, True, "around")


def _parted(tree: Tree, first: int, i: int) -> bool:
    """Whether a comma, dash or quotation mark parts the reporting words from what precedes."""
    mark = tree.text[first - 1]
    if mark in _BREAKS:
        return True
    return any(k < first and tree.right[k] == first - 1 for k in tree.all_kids(i, "ccomp"))


def _clause_start(tree: Tree, i: int, stop: int) -> int:
    """Where the reported words begin: after a semicolon or colon if one stands before the verb."""
    for k in range(stop - 1, 0, -1):
        if tree.text[k] in {";"}:
            return k + 1
    return 0


def _tail(tree: Tree, last: int, *, whole: bool) -> Block | None:
    """What follows the reporting words after a comma, if it goes on with the reported clause."""
    at = last + 1
    while at < tree.n and tree.text[at] in _BREAKS and tree.text[at] not in _QUOTE_MARKS:
        at += 1
    if at >= tree.n or at == last + 1 and tree.text[at] not in _QUOTE_MARKS:
        return None
    rest = trim_block(tree, (at, tree.n - 1))
    if rest is None or not whole:
        return rest
    first = rest[0]
    if tree.pos[first] in _TAIL_STARTS or tree.low[first] in {"who", "which", "according"}:
        return None
    if tree.pos[first] == "VERB" and tree.low[first].endswith("ing"):
        return None
    quoted = tree.text[first] in _QUOTE_MARKS
    return rest if quoted or _holds_clause(tree, rest) else None


def _after(tree: Tree, i: int, subject: Subject | None) -> Complement | None:
    """Words after a colon, or after a comma and a quotation mark, or a clause without a join."""
    group = _group(tree, i, subject)
    at = group[1] + 1
    if at >= tree.n:
        return None
    if tree.text[at] == ":":
        rest = trim_block(tree, (at, tree.n - 1))
        return Complement([rest], True, "colon") if rest else None
    if tree.text[at] == "," and at + 1 < tree.n and tree.text[at + 1] in _QUOTE_MARKS:
        return Complement([(at + 1, tree.n - 1)], True, "comma-quote")
    if tree.text[at] in _QUOTE_MARKS:
        return Complement([(at, tree.n - 1)], True, "quote")
    return None


def _bare(tree: Tree, i: int) -> Complement | None:
    """A clause right after the verb that the parse did not see as its complement."""
    at = i + 1
    while at < tree.n and tree.pos[at] == "ADV":
        at += 1
    rest = trim_block(tree, (at, tree.n - 1))
    if rest is None or tree.text[at] in _BREAKS or tree.text[at] == ":":
        return None
    opener = tree.pos[at] in {"DET", "PRON", "PROPN", "NOUN", "NUM", "SCONJ", "ADJ"}
    if not opener or not _holds_clause(tree, rest):
        return None
    return Complement([rest], True, "bare")


# --- the verb as a whole ------------------------------------------------------------------------------


def _complement(
    tree: Tree, i: int, entry: Entry, subject: Subject | None, *, passive: bool
) -> Complement | None:
    found: Complement | None = None
    if entry.takes("that", "quote", "it-that", "seem"):
        found = _right_clause(tree, i, entry)
    found = found or _infinitive(tree, i, entry, passive=passive)
    if found is None and entry.takes("quote"):
        found = _after(tree, i, subject) or _around(tree, i, subject)
    found = found or _object(tree, i, entry, passive=passive)
    found = found or _prepositional(tree, i, entry)
    if found is None and entry.lemma in {"say", "tell"} and not passive:
        found = _bare(tree, i)
    return found


def _cue(tree: Tree, i: int, entry: Entry) -> list[tuple[int, int]]:
    """The verb with its auxiliaries, negation and particle."""
    tokens = [i]
    for k in tree.kids[i]:
        if tree.dep[k] in {"aux", "aux:pass"} or tree.low[k] in {"not", "n't", "never"}:
            tokens.append(k)
    if entry.particle:
        tokens += [k for k in range(i + 1, min(i + 4, tree.n)) if tree.low[k] == entry.particle][:1]
    return [(tree.begin[k], tree.end[k]) for k in sorted(tokens)]


def _read(sentence: int, tree: Tree, i: int, entry: Entry) -> Finding | None:
    passive = tree.passive(i)
    subject = agent_of(tree, i) if passive else subject_of(tree, i)
    complement = _complement(tree, i, entry, subject, passive=passive)
    if complement is None and not (entry.takes("quote") and subject):
        return None
    finding = entry_finding(sentence, tree, i, entry, complement.rule if complement else "open")
    finding.cue = _cue(tree, i, entry)
    if complement:
        finding.clausal = complement.clausal
        blocks = [b for block in complement.blocks for b in without(block, (i, i))]
        if subject and not complement.holds_subject:
            blocks = [b for block in blocks for b in without(block, subject.block)]
        trimmed = [trim_block(tree, block) for block in blocks]
        finding.content = [tree.chars(block) for block in trimmed if block]
    if subject and not entry.takes("seem"):
        finding.source = [tree.chars(subject.block)]
        finding.head = subject.head
    return finding


def verb_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """Attributions whose cue is a verb of the lexicon.

    A finding without content is a verb that can introduce speech which must be looked for in the
    sentences around.
    """
    for i in range(tree.n):
        entry = _entry(tree, i, lexicon)
        if entry is not None:
            finding = _read(sentence, tree, i, entry)
            if finding is not None:
                yield finding
