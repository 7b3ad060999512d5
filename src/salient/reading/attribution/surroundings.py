"""The words around a reporting verb: what stands before, after and on both sides of *X said*."""

from __future__ import annotations

from salient.reading.attribution.complements import Complement
from salient.reading.attribution.finding import trim_block
from salient.reading.attribution.subjects import Subject
from salient.reading.attribution.tree import QUOTE_MARKS, REACH, Block, Tree

__all__ = [
    "clause_follows",
    "reported_after",
    "reported_around",
    "reported_both_sides",
    "reported_by_as",
    "reported_quotation",
]

_BREAKS = frozenset((",", "-", "–", "—", "--", "?", "!", *QUOTE_MARKS))
_STOPS = frozenset((":", ".", ";", *_BREAKS))
_QUOTE_ENDS = frozenset({",", ".", "?", "!", "…", "..."})
_REACH = frozenset({"obl", "advmod", "iobj", "obl:tmod", "obl:unmarked", "compound:prt"})
_TERM = 5
_TAIL_WORDS = frozenset({"who", "which", "according", "when", "while", "as", "although", "though"})
_ADJUNCTS = frozenset({"advcl", "obl", "advmod", "obl:tmod", "obl:unmarked", "obl:npmod", "cc"})
_SAY_LEMMAS = frozenset({"tell", "ask", "remind", "assure", "warn", "inform"})


def _group(tree: Tree, i: int, subject: Subject | None) -> Block:
    """The reporting words themselves: subject, verb, and what hangs on the verb up to a break."""
    first = last = i
    if subject and subject.block[1] < i:
        first = subject.block[0]
    for k in tree.kids[i]:
        if (
            tree.dep[k] in {"aux", "advmod", "aux:pass"}
            and i - 4 <= k < first
            and ("," not in tree.text[k:first])
        ):
            first = min(first, tree.left[k])
    if subject and subject.block[0] > i:
        last = subject.block[1]
    stop = last + 1
    while stop < min(tree.n, last + REACH) and tree.text[stop] not in _STOPS:
        stop += 1
    told = tree.lemma(i, "VERB") in _SAY_LEMMAS
    for k in tree.kids[i]:
        if last < k < stop and (tree.dep[k] in _REACH or (told and tree.dep[k] == "obj")):
            last = max(last, min(tree.right[k], stop - 1))
    return first, last


def _begin(tree: Tree, stop: int) -> int:
    """Where the reported words begin: after a semicolon, if one stands before the verb."""
    for k in range(stop - 1, max(0, stop - 4 * REACH), -1):
        introduced = tree.text[k] == ":" and tree.text[k + 1] in QUOTE_MARKS
        if tree.text[k] == ";" or (introduced and k + 1 < stop - 1):
            return k + 1
    return 0


def _main_clause(tree: Tree, i: int, before: Block) -> bool:
    """Whether the words before are a clause that can be reported, not an adjunct of the verb."""
    near = range(max(before[0], before[1] - 4 * REACH), before[1] + 1)
    tops = [k for k in near if tree.head[k] == k or not before[0] <= tree.head[k] <= before[1]]
    verbs = [k for k in tops if tree.pos[k] != "PUNCT"]
    if not verbs:
        return False
    if all(tree.dep[k] in _ADJUNCTS and tree.head[k] == i for k in verbs):
        return False
    return tree.pos[before[0]] != "SCONJ" or any(tree.dep[k] in {"ccomp", "ROOT"} for k in verbs)


def reported_around(tree: Tree, i: int, subject: Subject | None) -> Complement | None:
    """A clause or quotation before the reporting words, and its rest after them."""
    first, last = _group(tree, i, subject)
    if first == 0 or not _parted(tree, first, i):
        return None
    before = trim_block(tree, (_begin(tree, first), first - 1))
    if before is None:
        return None
    quoted = tree.holds_mark((before[0], first - 1))
    if not quoted and not _parenthesis(tree, i, subject):
        return None
    if not quoted and (_has_object(tree, i) or not _main_clause(tree, i, before)):
        return None
    blocks = [before]
    whole = tree.holds_verb(before)
    tail = _tail(tree, last, whole=whole)
    inverted = subject is not None and subject.block[0] > i
    if tail and not (inverted and quoted and tree.text[tail[0]] not in QUOTE_MARKS):
        blocks.append(tail)
    if not (whole or quoted or tail):
        return None
    return Complement(blocks, True, "around")


def _parenthesis(tree: Tree, i: int, subject: Subject | None) -> bool:
    """Whether subject and verb can stand as a parenthesis: a finite clause of their own."""
    if subject is None or tree.kid(i, "mark") is not None or tree.dep[i] == "acl:relcl":
        return False
    relative = subject.block[0] == subject.block[1] and tree.low[subject.block[0]] in {
        "who", "which", "that",
    }  # fmt: skip
    participle = tree.low[i].endswith("ing") and tree.kid(i, "aux") is None
    return not relative and not participle


def _has_object(tree: Tree, i: int) -> bool:
    told = tree.lemma(i, "VERB") in _SAY_LEMMAS
    return any(k > i + 1 for k in tree.all_kids(i, "obj", "xcomp")) and not told


def _parted(tree: Tree, first: int, i: int) -> bool:
    """Whether a comma, dash or quotation mark parts the reporting words from what precedes."""
    if tree.text[first - 1] in _BREAKS:
        return True
    return any(k < first and tree.right[k] == first - 1 for k in tree.all_kids(i, "ccomp"))


def _tail(tree: Tree, last: int, *, whole: bool) -> Block | None:
    """What follows the reporting words after a comma, if it goes on with the reported clause."""
    at = last + 1
    while at < tree.n and tree.text[at] in _BREAKS and tree.text[at] not in QUOTE_MARKS:
        at += 1
    if at >= tree.n or (at == last + 1 and tree.text[at] not in QUOTE_MARKS):
        return None
    rest = trim_block(tree, (at, tree.n - 1))
    if rest is None or not whole:
        return rest
    first = rest[0]
    if tree.pos[first] in {"ADP", "SCONJ"} or tree.low[first] in _TAIL_WORDS:
        return None
    if tree.pos[first] == "VERB" and tree.low[first].endswith("ing"):
        return None
    return rest if tree.text[first] in QUOTE_MARKS or tree.holds_verb(rest) else None


def reported_quotation(tree: Tree, i: int, subject: Subject | None) -> Complement | None:
    """A quotation that closes right before the reporting words, whatever follows them."""
    first, _ = _group(tree, i, subject)
    if subject is None or first < 2 or tree.text[first - 1] not in QUOTE_MARKS:
        return None
    if tree.low[i].endswith("ing") or tree.text[first - 2] not in _QUOTE_ENDS:
        return None
    begin = _begin(tree, first)
    if tree.text[begin] not in QUOTE_MARKS and tree.holds_mark((begin, first - 2)):
        return None
    closed = (
        tree.begin[first - 1] == tree.end[first - 2] and tree.begin[first] > tree.end[first - 1]
    )
    if not closed or not (subject.block[1] < i or subject.block[0] == i + 1):
        return None
    return reported_around(tree, i, subject)


def reported_both_sides(tree: Tree, i: int, subject: Subject | None) -> Complement | None:
    """*A, X said, B*: short reporting words between two commas, the clause on both sides."""
    first, last = _group(tree, i, subject)
    inside = subject is not None and first > 1 and last + 2 < tree.n and last - first < 12
    if not inside or tree.text[last + 1] != ",":
        return None
    after = trim_block(tree, (last + 2, tree.n - 1))
    before = trim_block(tree, (_begin(tree, first), first - 1))
    if after is None or before is None:
        return None
    closed = tree.text[first - 1] in QUOTE_MARKS
    reopened = tree.text[after[0]] in QUOTE_MARKS
    if closed and reopened:
        return Complement([(before[0], first - 1), (after[0], tree.n - 1)], True, "both-sides")
    if closed or reopened or tree.text[first - 1] != "," or not _goes_on(tree, after):
        return None
    blocks = [after] if tree.pos[before[0]] == "SCONJ" else [before, after]
    return Complement(blocks, True, "both-sides")


def _goes_on(tree: Tree, block: Block) -> bool:
    """Whether the words after a parenthesis can go on with the clause before it."""
    first = block[0]
    participle = tree.pos[first] == "VERB" and tree.low[first].endswith("ing")
    return tree.low[first] not in _TAIL_WORDS and not participle and tree.holds_verb(block)


def reported_by_as(tree: Tree, i: int) -> Complement | None:
    """*As X said, …*: the clause around, without the words from *as* to the verb's own."""
    if tree.dep[i] not in {"advcl", "parataxis", "acl", "acl:relcl"}:
        return None
    first, last = tree.block(i)
    mark = tree.kid(i, "mark", "advmod", "case")
    at = mark if mark is not None else first
    if at > 0 and tree.text[at - 1] not in {",", '"', "''", "-", "–", "—", "("}:
        return None
    told = tree.kid(i, "obj", "ccomp")
    if tree.low[at] != "as" or (told is not None and tree.low[told] != "it"):
        return None
    parts = [(0, at - 1), (last + 1, tree.n - 1)]
    trimmed = [trim_block(tree, part) for part in parts if part[0] <= part[1]]
    blocks = [part for part in trimmed if part]
    return Complement(blocks, True, "as") if blocks else None


def reported_after(tree: Tree, i: int, subject: Subject | None) -> Complement | None:
    """Words after a colon or semicolon, or after an opening quotation mark."""
    at = _group(tree, i, subject)[1] + 1
    if at >= tree.n - 1:
        return None
    if tree.text[at] in {":", ";"}:
        rest = trim_block(tree, (at, tree.n - 1))
        return Complement([rest], True, "colon") if rest else None
    if tree.text[at] == "," and tree.text[at + 1] in QUOTE_MARKS:
        return Complement([(at + 1, tree.n - 1)], True, "comma-quote")
    if tree.text[at] in QUOTE_MARKS:
        last = _closing(tree, at) if tree.dep[i] == "acl" else tree.n - 1
        return Complement([(at, last)], True, "quote")
    return None


def _closing(tree: Tree, at: int) -> int:
    """Where a term in quotes closes (*a company called "X"*); the sentence's end if it does not."""
    stop = min(tree.n, at + _TERM)
    return next((k for k in range(at + 2, stop) if tree.text[k] in QUOTE_MARKS), tree.n - 1)


def clause_follows(tree: Tree, i: int) -> Complement | None:
    """A clause right after the verb that the parse did not see as its complement."""
    at = i + 1
    while at < tree.n and tree.pos[at] == "ADV":
        at += 1
    rest = trim_block(tree, (at, tree.n - 1))
    if rest is None or tree.text[at] in _STOPS:
        return None
    opener = tree.pos[at] in {"DET", "PRON", "PROPN", "NOUN", "NUM", "SCONJ", "ADJ"}
    opener = opener or tree.low[at].endswith("ing")
    if not opener or not tree.holds_verb(rest):
        return None
    return Complement([rest], True, "bare")
