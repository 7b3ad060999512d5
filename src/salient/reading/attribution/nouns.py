"""Nouns and adjectives that report: *the claim that …*, *plans to …*, *confident that …*."""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.attribution.extents import without_others
from salient.reading.attribution.finding import (
    Finding,
    entry_finding,
    negated,
    text_of,
    trim_block,
)
from salient.reading.attribution.lexicon import Entry, ReportingLexicon
from salient.reading.attribution.subjects import Subject, agent_of, subject_of
from salient.reading.attribution.tree import Block, Tree

__all__ = ["noun_findings"]

_CLAUSES = ("acl", "ccomp", "advcl", "xcomp", "acl:relcl", "csubj", "csubj:pass")
_LIGHT = frozenset(
    "make issue give have express voice renew reiterate repeat reject deny offer raise deliver "
    "receive obtain publish release share provide get spread amplify circulate promote disseminate "
    "push relay post".split()
)
_THEIRS = frozenset({"its", "their", "his", "her"})
_ARRIVE = frozenset("receive come appear emerge surface obtain arrive get".split())
_HEARSAY = frozenset({"report", "claim", "rumour", "rumor", "allegation"})
_BEARING_OUT = frozenset({"indicate", "suggest", "show", "imply", "demonstrate", "confirm"})
"""What reports do for who reads them and draws something from them."""
_EVIDENCE = frozenset({"evidence", "proof", "confirmation", "indication", "sign"})
_BELONGS = "side"
_MAKER = 10
"""Words, at most, that name who makes a claim between *by* and *that*."""
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})


def _clause(tree: Tree, i: int, entry: Entry) -> tuple[Block, bool] | None:
    for k in tree.all_kids(i, *_CLAUSES):
        mark = tree.kid(k, "mark")
        if k <= i or mark is None:
            continue
        word = tree.low[mark]
        if (word == "to" and entry.takes("to")) or (
            word in {"that", "whether", "if"} and entry.takes("that")
        ):
            return (max(tree.left[k], i + 1), tree.right[k]), True
    return None


def _extraposed(tree: Tree, i: int, entry: Entry) -> tuple[Block, bool] | None:
    """*Confirmation was received that …*: the clause stands apart from its noun."""
    up = tree.head[i]
    if tree.dep[i] not in {"nsubj", "nsubj:pass", "obj"} or not entry.takes("that"):
        return None
    if tree.lemma(up, "VERB") not in _ARRIVE | _LIGHT:
        return None
    for k in tree.all_kids(up, "ccomp", "acl", "advcl"):
        mark = tree.kid(k, "mark")
        if k > max(up, i) and mark is not None and tree.low[mark] == "that":
            return (mark, tree.right[k]), True
    return None


def _made_by(tree: Tree, i: int) -> tuple[Subject, tuple[Block, bool]] | None:
    """*Claims made by X that A*, where the parse hangs the clause on X."""
    by = i + 1 + (i + 2 < tree.n and tree.lemma(i + 1, "VERB") in _LIGHT)
    if by >= tree.n or tree.low[by] != "by":
        return None
    that = by + 1
    while that < min(tree.n - 1, by + _MAKER) and tree.low[that] != "that":
        if tree.pos[that] not in _NOMINAL:
            return None
        that += 1
    if that - by < 2 or tree.low[that] != "that":
        return None
    top = tree.head[that]
    if top < that or tree.pos[top] not in {"VERB", "AUX"}:
        return None
    return Subject(that - 1, (by + 1, that - 1)), ((that, max(tree.right[top], top)), True)


def _phrase(tree: Tree, i: int, entry: Entry) -> tuple[Block, bool] | None:
    for k in tree.all_kids(i, "nmod", "obl", "acl", "advcl", "obl:arg"):
        case = tree.kid(k, "case", "mark")
        if case is not None and i < case < tree.right[k] and tree.low[case] in entry.prepositions:
            return (case + 1, tree.right[k]), tree.dep[k] in {"acl", "advcl"}
    return None


def _owner(tree: Tree, i: int, lexicon: ReportingLexicon) -> Subject | None:
    """Whose claim it is: possessor, *by* or *from* phrase, or the subject of a light verb."""
    owner = tree.kid(i, "nmod:poss")
    told = _among(tree, i) if owner is None else None
    if told is not None:
        return told
    renewed = tree.dep[i] == "obj" and tree.lemma(tree.head[i], "VERB") in _LIGHT
    if owner is not None and not (renewed and tree.low[owner] in _THEIRS):
        first, last = tree.block(owner)
        case = tree.kid(owner, "case")
        if case is not None and case == last:
            last -= 1
        return Subject(owner, (first, last))
    up = tree.head[i]
    if tree.dep[i] in {"obj", "nsubj:pass"} and tree.lemma(up, "VERB") in _LIGHT:
        found = agent_of(tree, up) if tree.passive(up) else subject_of(tree, up)
        if found is not None:
            return found
    made = next((k for k in tree.all_kids(i, "acl") if tree.lemma(k, "VERB") in _LIGHT), None)
    maker = None if made is None else agent_of(tree, made)
    if maker is not None:
        return maker
    for k in tree.all_kids(i, "nmod", "acl"):
        case = tree.kid(k, "case")
        if case is not None and tree.low[case] in {"by", "from"} and case < k:
            return Subject(k, (case + 1, tree.right[k]))
    maker = _compound(tree, i, lexicon)
    if maker is not None:
        return maker
    side = _side(tree, i)
    return Subject(side, (side, side)) if side is not None else None


def _among(tree: Tree, i: int) -> Subject | None:
    """Who tells of what claims are a part (*X told different stories, including claims*)."""
    if tree.low[i - 1 : i] != ["including"] or not tree.low[i].endswith("s"):
        return None
    verb = next((k for k in tree.ancestors(i) if tree.pos[k] == "VERB"), None)
    if verb is None or tree.lemma(verb, "VERB") not in _LIGHT:
        return None
    return subject_of(tree, verb)


def _compound(tree: Tree, i: int, lexicon: ReportingLexicon) -> Subject | None:
    """The words before the noun that say whose it is: *General Staff reports*."""
    for k in tree.all_kids(i, "compound", "nmod"):
        speaks = tree.lemma(k, "NOUN") in lexicon.source_nouns
        if k == i - 1 and (speaks or _initials(tree.text[k])):
            first = min(tree.left[i], tree.left[k])
            while first < k and tree.pos[first] in {"DET", "PUNCT", "CCONJ", "ADP", "VERB", "NUM"}:
                first += 1
            return Subject(k, (first, k))
    return None


def _initials(word: str) -> bool:
    """Whether a word is an institution's initials (*GUR reports that …*)."""
    return len(word) > 2 and word.isalpha() and word.isupper()


def _side(tree: Tree, i: int) -> int | None:
    """The adjective that says whose claims they are: *Russian reports of …*."""
    for k in tree.all_kids(i, "amod"):
        if k < i and tree.text[k][:1].isupper() and tree.low[k].endswith(("an", "sh", "ese", "n")):
            return k
    return None


def _noun(
    sentence: int, tree: Tree, i: int, entry: Entry, lexicon: ReportingLexicon
) -> Finding | None:
    owner = _owner(tree, i, lexicon)
    found = _clause(tree, i, entry) or _extraposed(tree, i, entry)
    rule = "noun-clause"
    if found is None and entry.takes("that"):
        made = _made_by(tree, i)
        owner, found = made or (owner, found)
    if found is None and (owner is not None or _hearsay(tree, i, entry)):
        found, rule = _phrase(tree, i, entry), "noun-phrase"
    if found is None or (owner is None and _missing(tree, i, entry)):
        return None
    if rule == "noun-clause":
        found = without_others(tree, i, [found[0]])[0], found[1]
    return _finish(entry_finding(sentence, tree, i, entry, rule), owner, found)


def _missing(tree: Tree, i: int, entry: Entry) -> bool:
    """Whether nobody has the evidence, so that nobody says what it would show (*no evidence*)."""
    if entry.lemma not in _EVIDENCE:
        return False
    up = tree.head[i]
    none = any(tree.low[k] == "no" for k in tree.kids[i])
    return none or (tree.dep[i] == "obj" and negated(tree, up))


def _hearsay(tree: Tree, i: int, entry: Entry) -> bool:
    """Whether a plural noun names nobody's reports (*amid reports of shelling*)."""
    if entry.lemma not in _HEARSAY or not tree.low[i].endswith("s"):
        return False
    there = tree.kid(i, "expl") is not None or tree.kid(tree.head[i], "expl") is not None
    # *Reports of shelling prompted them to*; *the reports of shelling* are told of elsewhere.
    acting = tree.dep[i] == "nsubj" and tree.kid(i, "det", "nmod:poss") is None
    acting = acting and tree.lemma(tree.head[i], "VERB") not in _BEARING_OUT
    return bool(tree.case(i)) or there or acting


def _adjective(sentence: int, tree: Tree, i: int, entry: Entry) -> Finding | None:
    if tree.kid(i, "cop") is None and tree.dep[i] not in {"xcomp", "conj", "acl", "advcl"}:
        return None
    owner = subject_of(tree, i)
    found = _clause(tree, i, entry) or _bare_clause(tree, i, entry)
    rule = "adjective-clause"
    if found is None:
        found, rule = _phrase(tree, i, entry), "adjective-phrase"
    if found is None:
        return None
    return _finish(entry_finding(sentence, tree, i, entry, rule), owner, found)


def _bare_clause(tree: Tree, i: int, entry: Entry) -> tuple[Block, bool] | None:
    if not entry.takes("that"):
        return None
    for k in tree.all_kids(i, "ccomp", "advcl"):
        if k > i and tree.finite(k) and tree.kid(k, "mark") is None:
            return (max(tree.left[k], i + 1), tree.right[k]), True
    return None


def _finish(finding: Finding, owner: Subject | None, found: tuple[Block, bool]) -> Finding | None:
    tree = finding.tree
    content = trim_block(tree, found[0])
    if content is None:
        return None
    finding.quotable = False
    finding.content = [tree.chars(content)]
    finding.clausal = found[1]
    if owner:
        finding.source = [tree.chars(owner.block)]
        finding.head = owner.head
        if owner.block[0] == owner.block[1] and tree.dep[owner.head] == "amod":
            finding.label = f"{tree.text[owner.head]} {_BELONGS}"
        elif tree.dep[owner.head] in {"compound", "nmod"} and owner.head == finding.cue_token - 1:
            finding.label = text_of(tree, owner.block)
    return finding


def _said_by(tree: Tree, i: int) -> bool:
    """Whether a word taken for a verb is a plural noun before who made it (*claims by X that*)."""
    return tree.low[i] in {"claims", "reports"} and tree.low[i + 1 : i + 2] == ["by"]


def noun_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """Attributions whose cue is a noun or an adjective of the lexicon."""
    for i in range(tree.n):
        pos = tree.pos[i]
        if pos in {"NOUN", "PROPN"} or (i == 0 and tree.low[i].endswith("s")) or _said_by(tree, i):
            entry = lexicon.nouns.get(tree.lemma(i, "NOUN"))
            finding = _noun(sentence, tree, i, entry, lexicon) if entry else None
        elif pos in {"ADJ", "VERB"}:
            entry = lexicon.adjectives.get(tree.low[i])
            finding = _adjective(sentence, tree, i, entry) if entry else None
        else:
            continue
        if finding:
            yield finding
