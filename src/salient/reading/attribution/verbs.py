"""Verbs that report, and the words that they report."""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.attribution.complements import (
    Complement,
    governed_clause,
    governed_infinitive,
    governed_phrase,
)
from salient.reading.attribution.extents import (
    WHOLE,
    charge,
    garden_path,
    unbroken,
    without_comment,
    without_others,
)
from salient.reading.attribution.finding import (
    Finding,
    entry_finding,
    text_of,
    trim_block,
    without,
)
from salient.reading.attribution.lexicon import Entry, ReportingLexicon
from salient.reading.attribution.subjects import (
    Subject,
    agent_of,
    inverted_source,
    shows,
    subject_of,
)
from salient.reading.attribution.surroundings import (
    clause_follows,
    reported_after,
    reported_around,
    reported_both_sides,
    reported_by_as,
    reported_quotation,
)
from salient.reading.attribution.tree import QUOTE_MARKS, Block, Tree

__all__ = ["verb_findings"]

_MODALS = frozenset({"may", "might", "could", "would", "should"})
_AIMS = frozenset(
    "want seek plan try attempt intend aim prepare refuse decline hope wish threaten need "
    "hesitate".split()
)
_GOING_ON = frozenset({"continue", "begin", "go"})
"""Verbs that introduce direct speech and nothing else that is said."""
_WITHHELD = frozenset({"use", "access", "passage", "entry"})
"""What is denied to somebody, and said by nobody."""
_COUNTING = frozenset({"record", "register", "document"})
"""What is said so of is a deed (*police recorded ten strikes*), or it is written down, not said."""
_PARTING = frozenset({"goodbye", "farewell", "hello", "thanks", "prayers"})
_OPEN_CLASS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})


def _entries(tree: Tree, i: int, lexicon: ReportingLexicon) -> list[Entry]:
    """Look up the token in the lexicon.

    Entries with a particle that the sentence has go before those without one.
    """
    pos = tree.pos[i]
    entries = lexicon.verbs.get(tree.lemma(i, "VERB"))
    if entries is None or (pos != "VERB" and not _verbal(tree, i)):
        return []
    if pos == "VERB" and _noun_in_disguise(tree, i, lexicon):
        return []
    if tree.low[i] in {"claims", "reports"} and tree.low[i + 1 : i + 2] == ["by"]:
        return []
    if i > 1 and tree.low[i - 2 : i] == ["self", "-"]:
        # *The self-proclaimed mayor* is no speech.
        return []
    near = tree.low[i + 1 : i + 4]
    if tree.low[i] == "considering" and tree.kid(i, "aux", "nsubj") is None:
        return []
    with_particle = [e for e in entries if e.particle and e.particle in near]
    return with_particle or [e for e in entries if not e.particle]


def _noun_in_disguise(tree: Tree, i: int, lexicon: ReportingLexicon) -> bool:
    """Whether a sentence's first word, tagged as a verb, is a plural noun: *Reports that …*."""
    following = tree.low[i + 1] if i + 1 < tree.n else ""
    plural = tree.low[i].endswith("s") and tree.lemma(i, "NOUN") in lexicon.nouns
    return i == 0 and plural and following in {"that", "of", "about"}


def _verbal(tree: Tree, i: int) -> bool:
    """Whether a word tagged as a noun or adjective still governs like a verb."""
    if _present(tree, i):
        return True
    if tree.kid(i, "case", "det", "nmod:poss", "amod", "aux", "cop") is not None:
        return False
    if tree.kid(i, "nsubj") is None:
        return False
    headline = tree.dep[i] == "ROOT" and tree.low[i].endswith("s")
    return headline or tree.kid(i, "ccomp", "parataxis") is not None


def _present(tree: Tree, i: int) -> bool:
    """Whether a plural noun right after a name governs a clause with *that*: *Example warns that*.

    A noun that does so (*reports that …*) has no name before it that could be a subject.
    """
    clause = tree.kid(i, "ccomp")
    mark = None if clause is None else tree.kid(clause, "mark")
    if i == 0 or mark is None or tree.low[mark] != "that" or tree.dep[i] != "ROOT":
        return False
    return (
        tree.low[i].endswith("s") and tree.text[i - 1][:1].isupper() and tree.low[i + 1] == "that"
    )


def _complement(
    tree: Tree, i: int, entry: Entry, subject: Subject | None, *, passive: bool
) -> Complement | None:
    """Try the frames of the entry, the surest first."""
    found: Complement | None = None
    quotes = entry.takes("quote")
    if quotes and not passive:
        found = reported_both_sides(tree, i, subject) or reported_quotation(tree, i, subject)
    if found is None:
        found = governed_clause(tree, i, entry)
    found = found or governed_infinitive(tree, i, entry, passive=passive)
    if found is None and quotes:
        found = reported_after(tree, i, subject) or reported_around(tree, i, subject)
    found = found or governed_phrase(tree, i, entry, passive=passive)
    if found is None and not quotes and tree.dep[i] == "parataxis" and entry.takes("that"):
        found = reported_around(tree, i, subject)
    if found is None and quotes:
        found = reported_by_as(tree, i)
    if found is None and entry.lemma in {"say", "tell"} and not passive:
        found = clause_follows(tree, i)
    return found


def _cue(tree: Tree, i: int, entry: Entry, rule: str) -> list[tuple[int, int]]:
    """Spans of the verb with its auxiliaries, negation and particle, and of *as* before it."""
    tokens = [i]
    if rule == "as":
        tokens += [k for k in tree.all_kids(i, "mark", "advmod", "case") if tree.low[k] == "as"]
    tokens += [
        k
        for k in tree.kids[i]
        if tree.dep[k] in {"aux", "aux:pass"} or tree.low[k] in {"not", "n't", "never"}
    ]
    if entry.particle:
        tokens += [k for k in range(i + 1, min(i + 4, tree.n)) if tree.low[k] == entry.particle][:1]
    return [(tree.begin[k], tree.end[k]) for k in sorted(tokens)]


def _read(
    sentence: int, tree: Tree, i: int, entries: list[Entry], lexicon: ReportingLexicon
) -> Finding | None:
    """Read the verb by the first of its entries that finds a complement."""
    passive = tree.passive(i)
    for entry in entries:
        subject = _subject(tree, i, entry, passive=passive)
        complement = _complement(tree, i, entry, subject, passive=passive)
        if complement and _other_sense(tree, i, entry, complement, lexicon):
            return None
        if complement:
            break
    else:
        entry = entries[0]
        subject = _subject(tree, i, entry, passive=passive)
        if not (entry.takes("quote") and (subject or passive)):
            return None
    finding = entry_finding(sentence, tree, i, entry, complement.rule if complement else "open")
    if finding.rule == "as" and finding.attitude == "forecast" and tree.morph(i, "Tense") == "Past":
        # *A, as X had expected*: A came to pass.
        finding.attitude = "assert"
    if entry.lemma == "accuse" and any(tree.low[k] == "falsely" for k in tree.kids[i]):
        # Who writes *falsely* says that it is not so.
        finding.attitude = "oppose"
    if entry.lemma == "discuss" and _of_deeds(tree, i, lexicon):
        finding.attitude = "assert"
    finding.cue = _cue(tree, i, entry, finding.rule)
    finding.mooted = _mooted(tree, i)
    if complement:
        finding.clausal = complement.clausal
        blocks = _apart(complement, i, subject)
        if finding.rule in WHOLE:
            blocks = without_others(tree, i, without_comment(tree, unbroken(tree, i, blocks)))
        elif entry.lemma == "accuse":
            blocks = [charge(tree, block) for block in blocks]
        trimmed = [trim_block(tree, block) for block in blocks]
        finding.content = [tree.chars(block) for block in trimmed if block and _worded(tree, block)]
    if subject and not entry.takes("seem"):
        _name_source(finding, subject)
        finding.evidence = entry.takes("evidence") and shows(tree, subject.head, lexicon)
    finding.evidence = finding.evidence or (entry.takes("evidence") and _drawn(tree, i))
    return finding


def _drawn(tree: Tree, i: int) -> bool:
    """Whether a participle behind a comma tells what the writer concludes (*…, suggesting that*).

    What shows it is the deed told before, or what somebody says there.
    """
    if not tree.low[i].endswith("ing") or tree.kid(i, "aux", "nsubj") is not None:
        return False
    before = i - 1
    while before > 0 and tree.pos[before] == "ADV":
        before -= 1
    return tree.text[before] == ","


def _name_source(finding: Finding, subject: Subject) -> None:
    """Set a finding's source to the subject, with the name behind it; in place."""
    named = _named_behind(finding.tree, subject, finding.cue_token)
    finding.source = [finding.tree.chars(named or subject.block)]
    finding.head = subject.head
    if named is not None:
        finding.label = text_of(finding.tree, named)


def _named_behind(tree: Tree, subject: Subject, verb: int) -> Block | None:
    """A source's phrase with the name right behind it that the parse leaves out of it.

    So in *the centre of the forces head Example Name stated*, *state enterprise Example reported*.
    """
    first, last = subject.block
    if ":" in tree.text[first:last]:
        return None
    end = last
    while end + 1 < verb and tree.text[end + 1][:1].isupper():
        end += 1
    between = range(end + 1, verb)
    alone = all(tree.pos[k] in {"ADV", "AUX"} for k in between)
    return (first, end) if end > last and alone and verb - last < _NAME else None


_NAME = 8
"""Words, at most, between a source's phrase and its verb that are the rest of its name."""


def _other_sense(
    tree: Tree, i: int, entry: Entry, complement: Complement, lexicon: ReportingLexicon
) -> bool:
    """Whether a verb is meant otherwise: *continued to attack*, *denied them the use*."""
    what = tree.kid(i, "obj")
    if entry.attitude == "deny":
        withheld = what is not None and tree.lemma(what, "NOUN") in _WITHHELD
        return withheld or tree.kid(i, "iobj") is not None
    if entry.lemma in _COUNTING and complement.rule == "object":
        return tree.low[i].endswith("ing") or not _of_deeds(tree, i, lexicon)
    if entry.lemma == "say" and what is not None and tree.low[what] in _PARTING:
        return True
    if entry.lemma not in _GOING_ON or not entry.frames <= {"quote"}:
        return False
    inner = tree.kid(i, "xcomp")
    if inner is not None and tree.lemma(inner, "VERB") in lexicon.verbs:
        return False
    if _of_a_term(tree, i):
        return True
    return not any(tree.holds_mark(block) for block in complement.blocks)


def _of_a_term(tree: Tree, i: int) -> bool:
    """Whether a verb's object is a term in marks (*continue “registration measures” in X*)."""
    what = tree.kid(i, "obj")
    if what is None or what < i:
        return False
    opens = tree.left[what]
    if tree.text[opens - 1] not in QUOTE_MARKS and tree.text[opens] not in QUOTE_MARKS:
        return False
    return not any(tree.pos[k] in {"VERB", "AUX"} for k in range(i + 1, what + 1))


def _mooted(tree: Tree, i: int) -> bool:
    """Whether a verb tells what somebody may say or means to say, not what somebody said."""
    if any(tree.low[k] in _MODALS for k in tree.all_kids(i, "aux")):
        return True
    mark = tree.kid(i, "mark")
    if mark is None or tree.low[mark] != "to":
        return False
    aim = tree.dep[i] == "xcomp" and tree.lemma(tree.head[i], "VERB") in _AIMS
    return aim or tree.dep[i] in {"acl", "advcl"}


def _subject(tree: Tree, i: int, entry: Entry, *, passive: bool) -> Subject | None:
    if entry.takes("quote") and not passive:
        inverted = inverted_source(tree, i)
        if inverted:
            return inverted
    if entry.takes("that") and garden_path(tree, i) is not None:
        noun = tree.head[i]
        return Subject(noun, (tree.left[noun], i - 1))
    believer = entry.takes("be-that") and tree.kid(i, "ccomp") is not None
    if passive and not believer:
        return agent_of(tree, i)
    found = subject_of(tree, i)
    if found is not None and _drawn(tree, i) and tree.dep[i] == "acl":
        found = _of_clause(tree, i, found)
    if found is not None and found.block[0] <= found.head < i <= found.block[1]:
        return Subject(found.head, (found.block[0], i - 1))
    return found


def _of_clause(tree: Tree, i: int, found: Subject) -> Subject:
    """Who does what the clause before *…, stating that* tells, where its noun is no speaker.

    *X responded to a question about Y, stating that*: the parse makes *Y* or the question speak.
    """
    if found.block[1] >= i or tree.pos[found.head] == "PROPN":
        return found
    verb = next((k for k in tree.ancestors(i) if tree.pos[k] == "VERB"), None)
    own = None if verb is None or verb > i else tree.kid(verb, "nsubj")
    if own is None or verb is None or own > verb or tree.pos[own] != "PROPN":
        return found
    return subject_of(tree, verb) or found


def _of_deeds(tree: Tree, i: int, lexicon: ReportingLexicon) -> bool:
    """Whether what somebody discusses is itself a deed (*discussed fighting in X*)."""
    what = tree.kid(i, "obj", "xcomp")
    deeds = lexicon.evidence_nouns | {"death", "case", "killing"}
    return what is not None and tree.lemma(what, "NOUN") in deeds


def _worded(tree: Tree, block: Block) -> bool:
    return any(tree.pos[k] != "PUNCT" for k in range(block[0], block[1] + 1))


def _apart(complement: Complement, i: int, subject: Subject | None) -> list[Block]:
    """The complement's stretches without the verb, and without the source unless it is in both."""
    blocks = [part for block in complement.blocks for part in without(block, (i, i))]
    if subject is None or complement.holds_subject:
        return blocks
    return [part for block in blocks for part in without(block, subject.block)]


def verb_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """Attributions whose cue is a verb of the lexicon.

    A finding without content is a verb that can introduce speech which must be looked for in the
    sentences around.
    """
    for i, pos in enumerate(tree.pos):
        entries = _entries(tree, i, lexicon) if pos in _OPEN_CLASS else None
        finding = _read(sentence, tree, i, entries, lexicon) if entries else None
        if finding is not None:
            yield finding
