"""Who a verb's, noun's or adjective's subject is, with repairs for common slips of the parser."""

from __future__ import annotations

from typing import NamedTuple

from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.tree import QUOTE_MARKS, REACH, Block, Tree

__all__ = ["Subject", "agent_of", "inverted_source", "shows", "subject_of"]

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OPENERS = frozenset(
    "also then now later earlier still however meanwhile thus yet so yesterday today not never to "
    "previously is are was were do did does will would should can could may has have had".split()
)
_OBLIQUE = frozenset({"obl", "nmod", "obj", "obl:tmod", "obl:npmod", "nmod:poss", "obl:unmarked"})
_INSIDE_NOUN = frozenset(
    "appos nmod conj flat acl:relcl acl amod compound nummod obl obj nsubj xcomp advcl nmod:poss "
    "nmod:desc obl:unmarked ccomp".split()
)
_ISSUE = frozenset({"issue", "release", "send", "publish", "post", "write", "make", "give", "sign"})
_IN_NAME = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "ADP", "PART", "CCONJ", "X"})
_BEFORE_NAME = frozenset({",", "-", "–", "—", '"', "''", "'"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_NAME = 8
_JOINS = frozenset({"SCONJ", "CCONJ"})
_AFTER_VERB = frozenset({"obj", "iobj", "dep", "obl", "nmod", "appos", "flat", "nmod:desc"})


class Subject(NamedTuple):
    """A source's noun phrase: the token that names it and its stretch of the sentence.

    `head` differs from the stretch for a relative pronoun, whose antecedent it is.
    """

    head: int
    block: Block


def _phrase(tree: Tree, head: int, verb: int) -> Subject:
    """The noun phrase of `head`, cut so that it does not run over the verb."""
    first, last = tree.block(head)
    if first <= verb <= last:
        first, last = (first, verb - 1) if head < verb else (verb + 1, last)
    while last > head and tree.text[last] in {",", "-", "–", "—", ".", ":"}:
        last -= 1
    while first < head and (tree.text[first] in _BEFORE_NAME or tree.pos[first] in _JOINS):
        first += 1
    return _after_label(tree, Subject(head, (first, last)))


def _after_label(tree: Tree, subject: Subject) -> Subject:
    """The subject without a headline's label before it: *Defenders of X: Y said …* is Y."""
    head, (first, last) = subject
    colon = next((k for k in range(last - 1, first, -1) if tree.text[k] == ":"), None)
    if colon is None or first > 0 or colon > _NAME or last - colon > _NAME:
        return subject
    if tree.holds_verb((first, colon)) or tree.pos[last] != "PROPN":
        return subject
    if head <= colon:
        named = [k for k in range(colon + 1, last + 1) if tree.pos[k] in {"PROPN", "NOUN"}]
        if not named:
            return subject
        head = next((k for k in named if tree.head[k] <= colon), named[-1])
    return Subject(head, (colon + 1, last))


def _own(tree: Tree, i: int) -> int | None:
    """The subject among the dependents, the nearest on the left first."""
    kids = tree.all_kids(i, *_SUBJECTS)
    before = [k for k in kids if k < i]
    if before:
        return before[-1]
    return kids[0] if kids else None


def _inverted(tree: Tree, i: int) -> int | None:
    """The noun phrase right after a verb that stands after a comma or a quotation mark."""
    before = tree.text[i - 1] if i else ""
    if before not in {",", '"', "''", "-", "–", "—", "?", "!", ")", "'"}:
        return None
    if tree.low[i].endswith("ing"):
        return None
    for k in tree.kids[i]:
        if k <= i or tree.left[k] != i + 1 or tree.pos[k] not in _NOMINAL or tree.case(k):
            continue
        clause = tree.dep[k] in {"ccomp", "xcomp", "parataxis"}
        if tree.dep[k] in _AFTER_VERB or (clause and not _has_subject(tree, k)):
            return k
    return None


def inverted_source(tree: Tree, i: int) -> Subject | None:
    """Take the words after a verb of saying that stands right after a quotation as its source.

    *"…," said the town's mayor, who …*: up to the next comma or mark, whatever the parse says.
    """
    before = tree.text[i - 1] if i else ""
    closed = before in QUOTE_MARKS and (i < 2 or tree.begin[i - 1] == tree.end[i - 2])
    left = any(k < i for k in tree.all_kids(i, *_SUBJECTS))
    if not closed or left or i + 1 >= tree.n or tree.pos[i + 1] not in _NOMINAL:
        return None
    last = i + 1
    while last + 1 < min(tree.n, i + REACH) and tree.pos[last + 1] in _IN_NAME:
        last += 1
    while last > i + 1 and tree.pos[last] in {"ADP", "CCONJ", "PART", "DET"}:
        last -= 1
    heads = [k for k in range(i + 1, last + 1) if not i < tree.head[k] <= last]
    head = next((k for k in heads if tree.pos[k] in _NOMINAL), last)
    return Subject(head, (i + 1, last))


def _has_subject(tree: Tree, i: int) -> bool:
    return any(tree.low[k] not in _RELATIVE for k in tree.all_kids(i, *_SUBJECTS))


def agent_of(tree: Tree, i: int) -> Subject | None:
    """Who does what a passive says: the phrase with *by*."""
    for k in tree.kids[i]:
        if k > i and tree.dep[k] in {"obl:agent", "obl", "nmod"} and tree.case(k) == "by":
            case = tree.kid(k, "case")
            first, last = tree.block(k)
            if case is not None and first <= case < k:
                first = case + 1
            return Subject(k, (first, last))
    return None


def _relative(tree: Tree, i: int) -> Subject | None:
    """A participle or relative clause: the noun that it belongs to, or who issued that noun."""
    noun = tree.head[i]
    issuer = tree.head[noun]
    if tree.dep[noun] == "obj" and tree.dep[i] == "acl" and tree.lemma(issuer, "VERB") in _ISSUE:
        found = _own_subject(tree, issuer)
        if found:
            return found
    while tree.dep[noun] == "nmod" and _is_theirs(tree, noun) and tree.head[noun] < noun:
        noun = tree.head[noun]
    if noun >= i or tree.pos[noun] not in _NOMINAL:
        return None
    case = tree.kid(noun, "case")
    first = tree.left[noun] if case is None or case > noun else case + 1
    last = min(tree.right[noun], tree.left[i] - 1)
    while last > noun and tree.text[last] in {",", "-", "–", "—", "("}:
        last -= 1
    return Subject(noun, (first, last)) if last >= noun else None


def _is_theirs(tree: Tree, noun: int) -> bool:
    """Whether a noun only says whose, or from where, another is (*men from X complaining that*)."""
    case = tree.case(noun)
    return case == "of" or (case == "from" and tree.pos[noun] == "PROPN")


def _own_subject(tree: Tree, i: int) -> Subject | None:
    own = _own(tree, i)
    if own is None:
        own = _inverted(tree, i)
    if own is None:
        return None
    if tree.pos[own] == "VERB":
        # *A resident reporting from X claimed*, *a channel posted footage showing X*: the parse
        # makes the participle, or the verb before, the subject.
        within = tree.kid(own, "nsubj")
        if within is not None and within < own:
            return _phrase(tree, within, i)
    if tree.low[own] in _RELATIVE and tree.dep[i] == "acl:relcl":
        return Subject(tree.head[i], (own, own))
    return _phrase(tree, own, i)


def _positional(tree: Tree, i: int) -> Subject | None:
    """Take a nominal before the verb, or before its apposition, that the parse hung elsewhere."""
    k = i - 1
    while k >= 0 and tree.pos[k] in {"AUX", "ADV", "PART"} and i - k < 5:
        k -= 1
    if k > 1 and tree.text[k] in {",", "-", "–", "—", "--", ")"}:
        return _before_apposition(tree, k)
    if k < 0 and tree.text[0][:1].isupper() and tree.low[0] not in _OPENERS:
        return Subject(0, (0, 0)) if 0 < i < 5 and not tree.low[0].endswith("ly") else None
    if (
        k < 0
        or tree.low[k] in {"it", "there"}
        or tree.pos[k] not in _NOMINAL
        or tree.case(k)
        or tree.pos[k] == "NUM"
        or (tree.low[k] in _MONTHS and tree.pos[k - 1] == "NUM")
        or tree.dep[k] in _OBLIQUE
    ):
        return _sentence_noun(tree, i)
    return _phrase(tree, k, i)


def _sentence_noun(tree: Tree, i: int) -> Subject | None:
    """Take the noun that a sentence is parsed to, where its verb hangs below it in disguise."""
    root = next((k for k in range(min(i, REACH)) if tree.head[k] == k), None)
    if root is None or tree.pos[root] not in {"NOUN", "PROPN"} or tree.case(root):
        return None
    return Subject(root, (tree.left[root], root)) if tree.left[root] == 0 else None


def _before_apposition(tree: Tree, comma: int) -> Subject | None:
    """Take the noun phrase before an apposition or relative clause that ends at the comma."""
    top = comma - 1
    for up in tree.ancestors(comma - 1):
        if up >= comma or tree.dep[top] not in _INSIDE_NOUN:
            break
        top = up
    if tree.pos[top] not in {"NOUN", "PROPN"} or tree.left[top] == comma - 1:
        return _opening_name(tree, comma)
    if tree.case(top) or comma - top > REACH or tree.text[comma] not in tree.text[top:comma]:
        return _opening_name(tree, comma)
    return Subject(top, (tree.left[top], comma - 1))


def _opening_name(tree: Tree, comma: int) -> Subject | None:
    """Take the proper name that opens a sentence, torn from *said* by what follows."""
    first = next((k for k in range(min(comma, _NAME)) if tree.text[k] == ","), None)
    if tree.text[comma] != "," or first is None or not 0 < first < comma:
        return None
    if any(tree.pos[k] not in {"PROPN", "ADJ", "NOUN", "DET"} for k in range(first)):
        return None
    return Subject(first - 1, (0, first - 1)) if tree.pos[first - 1] == "PROPN" else None


def _quoted_as(tree: Tree, i: int) -> Subject | None:
    """Who is quoted *as saying*: the object of the verb above, or its subject in the passive."""
    up = tree.head[i]
    mark = tree.kid(i, "mark", "case")
    if mark is None or tree.low[mark] != "as" or not tree.low[i].endswith("ing"):
        return None
    k = tree.kid(up, "nsubj:pass") if tree.passive(up) else tree.kid(up, "obj")
    return _phrase(tree, k, i) if k is not None and k < i else None


def subject_of(tree: Tree, i: int) -> Subject | None:
    """Who says, thinks or wants what the word `i` expresses; None where nobody is named.

    A verb without a subject of its own takes that of the verb it is coordinated with or depends
    on (*declined to say*, *left, adding that …*), a participle its noun (*officials saying …*).
    An empty *it* or *there* counts as nobody.
    """
    at = i
    for _ in range(8):
        found = _own_subject(tree, at)
        if found:
            return (
                None if tree.low[found.head] in {"it", "there"} and _expletive(tree, at) else found
            )
        dep, up = tree.dep[at], tree.head[at]
        if up == at:
            break
        quoted = _quoted_as(tree, at)
        if quoted is not None:
            return quoted
        if dep in {"acl", "acl:relcl"}:
            return _relative(tree, at)
        if dep == "xcomp" or (dep == "ccomp" and not tree.finite(at)):
            patient = tree.kid(up, "obj", "iobj")
            if patient is not None and patient < at:
                return _phrase(tree, patient, at)
        elif dep not in {"conj", "advcl", "parataxis", "ccomp", "dep", "advcl:relcl"}:
            break
        at = up
    return _positional(tree, i)


def shows(tree: Tree, head: int, lexicon: ReportingLexicon) -> bool:
    """Whether a source is a thing that shows something rather than somebody who vouches for it.

    A common noun is such a thing unless the lexicon knows that its bearers speak or write.
    """
    if tree.pos[head] == "PRON":
        return tree.low[head] in {"this", "that", "it", "which", "what"}
    if tree.pos[head] != "NOUN":
        return False
    noun = tree.lemma(head, "NOUN")
    return noun in lexicon.evidence_nouns or noun not in lexicon.source_nouns


def _expletive(tree: Tree, verb: int) -> bool:
    return tree.passive(verb) or tree.kid(verb, "expl") is not None
