"""The words that a reporting verb governs: clauses, infinitives, objects, phrases."""

from __future__ import annotations

from typing import NamedTuple

from salient.reading.attribution.extents import garden_path
from salient.reading.attribution.lexicon import Entry
from salient.reading.attribution.subjects import agent_of
from salient.reading.attribution.tree import QUOTE_MARKS, Block, Tree

__all__ = ["Complement", "governed_clause", "governed_infinitive", "governed_phrase"]

_RECIPIENTS = frozenset(
    "tell warn inform remind assure ask notify convince persuade advise brief alert reassure "
    "promise show instruct order urge text email".split()
)
_CLAUSE_PARTS = frozenset({"obj", "nsubj", "csubj", "ccomp", "parataxis", "dep", "advcl", "xcomp"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had", "will"})
_EMPTY = frozenset({"it", "there"})
_MARKS = frozenset({"that", "whether", "if"})
_ADVERBIAL_MARKS = frozenset(
    {"as", "when", "while", "after", "before", "because", "since", "although", "though", "until"}
)
_SAYING = frozenset({"that", "quote"})


_WHEN = 12
"""Words, at most, that tell when somebody spoke."""
_HOURS = frozenset(
    "at on in late early local time noon midnight morning evening afternoon night the of and am pm "
    "a.m. p.m. gmt et utc as today yesterday january february march april may june july august "
    "september october november december".split()
)


class Complement(NamedTuple):
    """What a verb introduces: stretches of its sentence and the rule that found them.

    `clausal` says whether they hold a clause; `holds_subject` that the verb's own subject is part
    of them, as in *X is said to have left*.
    """

    blocks: list[Block]
    clausal: bool
    rule: str
    holds_subject: bool = False


# --- clauses -------------------------------------------------------------------------------------


def governed_clause(tree: Tree, i: int, entry: Entry) -> Complement | None:
    """A finite clause after the verb, with the parts of it that the parse hung on the verb.

    A verb without the frame *that* may still have a clause that begins with *that*.
    """
    bare = entry.takes("that", "quote", "it-that", "seem", "be-that")
    for k in tree.all_kids(i, "ccomp", "csubj", "csubj:pass"):
        mark = tree.kid(k, "mark")
        word = tree.low[mark] if mark is not None else tree.low[tree.left[k]]
        fits = word not in _ADVERBIAL_MARKS if bare else word in {"that", "whether"}
        if k > i and tree.right[k] > i and fits:
            first = _clause_begin(tree, i, k, entry)
            end = _clause_end(tree, i, k, entry)
            if _broken_off(tree, first, end):
                end = tree.n - 1
            end = _joined(tree, end)
            return Complement([(first, end)], True, "clause")
    path = garden_path(tree, i) if bare else None
    if path is not None:
        return Complement([path], True, "clause-marked")
    for k in _stray_clauses(tree, i, entry):
        if k > i and tree.left[k] > i and _opens_with_that(tree, i, k, entry):
            end = _joined(tree, _clause_end(tree, i, k, entry))
            return Complement([(tree.left[k], end)], True, "clause-marked")
    if entry.lemma == "observe":
        return _seen_doing(tree, i)
    return _told_at(tree, i) if entry.takes("that") and not tree.passive(i) else None


def _told_at(tree: Tree, i: int) -> Complement | None:
    """A clause with *that* behind the hour or day on which it was told, hung on that by the parse.

    *The staff reported at 11am local time that troops took X*.
    """
    at = i + 1
    while at < min(tree.n, i + _WHEN) and (tree.pos[at] == "NUM" or tree.low[at] in _HOURS):
        at += 1
    if at == i + 1 or at + 2 >= tree.n or tree.low[at] != "that":
        return None
    top = tree.head[at]
    end = tree.right[top] if top > at and tree.pos[top] in {"VERB", "AUX"} else tree.n - 1
    return Complement([(at, _joined(tree, end))], True, "clause-marked")


def _seen_doing(tree: Tree, i: int) -> Complement | None:
    """A clause without a finite verb right after *observed* (*users observed troops moving*)."""
    for k in tree.all_kids(i, "advcl"):
        doer = tree.kid(k, "nsubj")
        if doer is not None and tree.left[doer] == i + 1 and tree.low[k].endswith("ing"):
            return Complement([(i + 1, tree.right[k])], True, "clause")
    for k in tree.all_kids(i, "obj"):
        doing = tree.kid(k, "acl")
        if doing is not None and tree.left[k] == i + 1 and tree.low[doing].endswith("ing"):
            return Complement([(i + 1, tree.right[k])], True, "clause")
    return None


def _joined(tree: Tree, end: int) -> int:
    """Where *and that B* after a clause with *that* ends, wherever the parse hung it."""
    at = end + 1
    if at < tree.n and tree.text[at] in QUOTE_MARKS:
        at += 1
    at += at < tree.n and tree.text[at] == ","
    if at + 3 >= tree.n or tree.low[at] not in {"and", "but"} or tree.low[at + 1] != "that":
        return end
    if tree.pos[at + 1] != "SCONJ":
        return end
    top = tree.head[at + 1]
    return max(end, tree.right[top]) if top > at + 1 else end


def _broken_off(tree: Tree, first: int, end: int) -> bool:
    """Whether a clause with *that* ends at a comma before it has a verb: a list broke the parse."""
    if end + 2 >= tree.n or tree.text[end + 1] != "," or tree.low[first] != "that":
        return False
    return tree.pos[first] == "SCONJ" and not tree.holds_verb((first, end))


def _stray_clauses(tree: Tree, i: int, entry: Entry) -> list[int]:
    """Clauses that the parse hung on the verb by another relation, or on a phrase beside it.

    A clause on the verb's object is the object's own (*supports the claim that …*), unless the
    object is who is told.
    """
    found = tree.all_kids(i, "advcl", "parataxis", "acl", "dep", "conj", "obl")
    if entry.takes(*_SAYING):
        places = {"obl", "advmod", "obl:unmarked"}
        if entry.lemma in _RECIPIENTS:
            places |= {"obj", "iobj"}
        beside = [k for k in tree.all_kids(i, *places) if k > i and tree.pos[k] != "VERB"]
        found += [j for k in beside for j in tree.all_kids(k, "acl", "acl:relcl", "ccomp", "advcl")]
    return sorted(found)


def _opens_with_that(tree: Tree, i: int, k: int, entry: Entry) -> bool:
    mark = tree.kid(k, "mark")
    if mark is not None and mark > i:
        asked = entry.attitude in {"ask", "doubt"} and tree.low[mark] == "if"
        return asked or tree.low[mark] in {"that", "whether"}
    that = tree.left[k]
    if tree.low[that] != "that":
        return False
    told = entry.lemma in _RECIPIENTS or any(j != that for j in tree.all_kids(k, "obj"))
    return told and tree.kid(k, "nsubj", "nsubj:pass") not in {None, tree.left[k]}


def _clause_begin(tree: Tree, i: int, k: int, entry: Entry) -> int:
    first = max(tree.left[k], i + 1)
    mark = tree.kid(k, "mark")
    if mark is not None and tree.low[mark] in _MARKS:
        return first
    for that in range(i + 1, min(first, i + 8)):
        if tree.low[that] == "that" and tree.pos[that] in {"SCONJ", "PRON"}:
            return that
    if entry.lemma in _RECIPIENTS:
        return first
    for part in tree.kids[i]:
        if i < part < k and tree.dep[part] in _CLAUSE_PARTS:
            return min(first, max(tree.left[part], i + 1))
    return first


def _clause_end(tree: Tree, i: int, k: int, entry: Entry) -> int:
    """Find the end of the clause with what follows it that the parse hung on the verb instead.

    *Said that A, and that B*; *said A but would B*; *said A to win B*: coordinated clauses and
    modifiers that follow at once are the complement's unless they begin a speech of their own.
    """
    end = tree.right[k]
    for part in tree.kids[i]:
        if part <= end or tree.dep[part] == "punct":
            continue
        gap = tree.text[end + 1 : tree.left[part]]
        if any(mark != "," for mark in gap) or not _belongs(tree, i, part, entry, comma=bool(gap)):
            break
        end = tree.right[part]
    return end


def _belongs(tree: Tree, i: int, part: int, entry: Entry, *, comma: bool) -> bool:
    mark = tree.kid(part, "mark", "case")
    word = tree.low[mark] if mark is not None else ""
    dep = tree.dep[part]
    if word in {"that", "whether"} and dep in {"conj", "ccomp", "parataxis", "advcl", "acl"}:
        return True
    comma = comma or tree.text[tree.left[part]] == ","
    if dep == "conj":
        return _goes_on(tree, i, part, entry)
    if comma:
        return False
    if dep == "advcl":
        return word in {"to", "because", "if", "unless", "by", "for", "without"}
    return dep in {"obl", "nmod", "acl", "acl:relcl", "xcomp"}


def _goes_on(tree: Tree, i: int, part: int, entry: Entry) -> bool:
    """Whether a clause coordinated with a verb of saying is more of what is said."""
    own = tree.kid(part, "nsubj", "nsubj:pass")
    cc = tree.kid(part, "cc")
    if not entry.takes(*_SAYING) or cc is None:
        return False
    if own is None:
        return tree.low[cc] == "but" or tree.text[tree.left[part]] != ","
    speaker = tree.kid(i, "nsubj")
    return speaker is None or tree.low[own] != tree.low[speaker]


# --- infinitives, gerunds, predicates ------------------------------------------------------------


def governed_infinitive(tree: Tree, i: int, entry: Entry, *, passive: bool) -> Complement | None:
    """An infinitive, gerund or predicate after the verb, by the entry's frames."""
    for k in tree.all_kids(i, "xcomp", "ccomp", "advcl"):
        if k <= i:
            continue
        mark = tree.kid(k, "mark", "case")
        if mark is not None and tree.low[mark] == "to":
            found = _to_infinitive(tree, i, k, entry, passive=passive)
        else:
            found = _bare_predicate(tree, i, k, entry, passive=passive)
        if found:
            return found
    return None


def _to_infinitive(tree: Tree, i: int, k: int, entry: Entry, *, passive: bool) -> Complement | None:
    block = (max(tree.left[k], i + 1), tree.right[k])
    if entry.takes("seem"):
        return _with_subject(tree, i, block, "seem")
    if passive and entry.takes("be-to", "obj-to"):
        return _with_subject(tree, i, block, "passive-infinitive")
    patient = tree.kid(i, "obj", "iobj")
    if patient is not None and i < patient < k and entry.takes("obj-to"):
        return Complement([(tree.left[patient], block[1])], True, "object-infinitive")
    at_once = tree.low[min(i + 1, k)] == "to"
    if entry.takes("to") and (at_once or tree.dep[k] != "advcl"):
        return Complement([block], True, "infinitive")
    return None


def _bare_predicate(
    tree: Tree, i: int, k: int, entry: Entry, *, passive: bool
) -> Complement | None:
    block = (max(tree.left[k], i + 1), tree.right[k])
    if tree.dep[k] == "advcl":
        return None
    if entry.takes("seem"):
        return _with_subject(tree, i, block, "seem")
    gerund = tree.morph(k, "VerbForm") == "Ger" and tree.kid(k, "mark") is None
    gerund = gerund or (k == i + 1 and tree.low[k].endswith("ing"))
    if gerund and entry.takes("ing"):
        return Complement([block], True, "gerund")
    if not entry.takes("obj-pred") or tree.dep[k] != "xcomp":
        return None
    if passive:
        named = not entry.takes("that") and agent_of(tree, i) is None
        return None if named else _with_subject(tree, i, block, "passive-predicate")
    patient = tree.kid(i, "obj", "iobj")
    start = tree.left[patient] if patient is not None and patient < k else block[0]
    return Complement([(start, block[1])], False, "predicate") if start > i else None


def _with_subject(tree: Tree, i: int, block: Block, rule: str) -> Complement:
    """Join to the complement the verb's own subject, which is its subject too."""
    for k in tree.all_kids(i, "nsubj", "nsubj:pass", "nsubj:outer"):
        if k < i and tree.low[k] not in _EMPTY:
            return Complement([(tree.left[k], min(tree.right[k], i - 1)), block], True, rule, True)
    return Complement([block], True, rule)


# --- noun phrases and prepositional phrases --------------------------------------------------


def governed_phrase(tree: Tree, i: int, entry: Entry, *, passive: bool) -> Complement | None:
    """An object or prepositional phrase that the entry takes."""
    if entry.takes("obj", "obj-as", "obj-pred"):
        found = _passive_object(tree, i) if passive else _object(tree, i, entry)
        if found:
            return found
    if passive and entry.takes("obj-pass"):
        found = _told_of(tree, i)
        if found:
            return found
    return _prepositional(tree, i, entry) if entry.prepositions else None


def _object(tree: Tree, i: int, entry: Entry) -> Complement | None:
    objects = tree.all_kids(i, "obj")
    if tree.kid(i, "iobj") is not None and entry.lemma not in _RECIPIENTS:
        return None
    for k in objects:
        if k <= i:
            continue
        clause = None if tree.low[i] == "states" else _object_of_clause(tree, k, entry)
        if clause is not None:
            return Complement([clause], True, "clause-marked")
        with_as = any(tree.case(o) == "as" for o in tree.all_kids(i, "obl", "xcomp"))
        if entry.takes("obj") or with_as or _predicated(tree, i, k, entry):
            block = (max(tree.left[k], i + 1), _phrase_end(tree, i, k))
            return Complement([block], False, "object")
    return None


def _object_of_clause(tree: Tree, k: int, entry: Entry) -> Block | None:
    """The clause whose subject the parse made the object (*claiming the army is drafting men*)."""
    after = tree.right[k] + 1
    if not entry.takes("that") or after + 1 >= tree.n or tree.low[after] not in _FINITE:
        return None
    top = tree.head[after]
    if top <= after or tree.pos[top] != "VERB":
        return None
    return tree.left[k], tree.right[top]


def _predicated(tree: Tree, i: int, k: int, entry: Entry) -> bool:
    """Whether an object holds what it is called, in words that the parse ran into it."""
    if not entry.takes("obj-pred"):
        return False
    second = any(o > k for o in tree.all_kids(i, "obj", "xcomp", "obl:unmarked"))
    return second or tree.holds_mark(tree.block(k))


def _passive_object(tree: Tree, i: int) -> Complement | None:
    """What a passive with *by* is about: its subject, or the noun before the participle."""
    if agent_of(tree, i) is None:
        return None
    for k in tree.all_kids(i, "nsubj:pass", "nsubj"):
        if k < i and tree.low[k] not in {"it", "who", "which", "that"}:
            return Complement([(tree.left[k], min(tree.right[k], i - 1))], False, "passive", True)
    if tree.dep[i] in {"acl", "amod"} and tree.head[i] < i:
        noun = tree.head[i]
        return Complement([(tree.left[noun], tree.left[i] - 1)], False, "participle")
    return None


def _told_of(tree: Tree, i: int) -> Complement | None:
    """What a passive without *by* is about: its subject (*casualties were reported*)."""
    subject = tree.kid(i, "nsubj:pass")
    if subject is None or subject > i or tree.pos[subject] not in {"NOUN", "PROPN"}:
        return None
    return Complement(
        [(tree.left[subject], min(tree.right[subject], i - 1))], False, "told-of", True
    )


def _phrase_end(tree: Tree, i: int, k: int) -> int:
    """Where an object ends together with the phrases after it that no comma parts from it."""
    end = tree.right[k]
    for other in tree.kids[i]:
        follows = tree.left[other] == end + 1 and other > k
        if follows and tree.dep[other] in {"obl", "advcl", "xcomp", "nmod", "ccomp", "obj"}:
            if tree.text[tree.left[other]] == ",":
                break
            end = tree.right[other]
    return end


def _prepositional(tree: Tree, i: int, entry: Entry) -> Complement | None:
    for k in tree.all_kids(i, "obl", "advcl", "nmod", "ccomp", "xcomp", "obl:arg"):
        case = tree.kid(k, "case", "mark")
        if case is None or case < i or tree.low[case] not in entry.prepositions:
            continue
        if case + 1 <= tree.right[k]:
            clausal = tree.dep[k] not in {"obl", "nmod", "obl:arg"}
            return Complement([(case + 1, _phrase_end(tree, i, k))], clausal, "preposition")
    return None
