"""Who shows footage: *X posted a video of …*. The footage is evidence; X vouches for what is seen.

The words tell it; the parse often hangs such a clause elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from salient.reading.attribution.finding import Finding, text_of, trim_block
from salient.reading.attribution.lexicon import ReportingLexicon
from salient.reading.attribution.subjects import Subject, subject_of
from salient.reading.attribution.tree import Tree

__all__ = ["FOOTAGE", "POSTING", "showing_findings"]

FOOTAGE = frozenset("footage video photo photograph image picture clip recording".split())
POSTING = frozenset("post publish share release amplify circulate repost upload present".split())
_COPIES = frozenset({"screenshot", "recording", "interception", "transcript", "intercept"})
"""Of what a talk is passed on by (*a screenshot of a conversation in which*)."""
_SHOWN = FOOTAGE | frozenset("call conversation interview interception intercept talk".split())
_PASSING_ON = POSTING | {"intercept"}
_OPENS = frozenset("of from showing depicting featuring capturing purporting claiming".split())
_DOUBTS = frozenset("reportedly purportedly allegedly supposedly apparently likely".split())
_ENDS = frozenset({";", ":", "(", ")", '"', "''"})
_BEFORE = frozenset({"NOUN", "PROPN", "ADJ"})
_WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "VERB", "ADV"})
_SKIPPED = frozenset({"also", "additionally", "previously", "recently", "have", "has"})
_BRACKET = 16
"""Words of a bracket, at most, behind which what is shown goes on."""
_NEAR = 5
"""Words between what posts and its footage, or the footage and what it shows (*on May 2*)."""


def showing_findings(sentence: int, tree: Tree, lexicon: ReportingLexicon) -> Iterator[Finding]:
    """The words behind the footage that a named source posts, as what that source says."""
    nouns = [k for k in range(2, tree.n - 2) if tree.lemma(k, "NOUN") in _SHOWN]
    for noun in nouns:
        verb = _posting(tree, noun)
        first = _opens(tree, noun)
        who = None if verb is None or first is None else _poster(tree, verb, lexicon)
        if verb is None or first is None or who is None:
            continue
        content = trim_block(tree, (first, _last(tree, verb, first)))
        if content is None:
            continue
        yield Finding(
            sentence=sentence, tree=tree, cue_token=verb, cue=[tree.chars((verb, verb))],
            lemma=tree.lemma(verb, "VERB"), attitude="assert", source=[tree.chars(who.block)],
            head=who.head, content=[tree.chars(content)], rule="showing",
            label="" if _whole(tree, who, verb) else text_of(tree, who.block),
        )  # fmt: skip


def _whole(tree: Tree, who: Subject, verb: int) -> bool:
    """Whether the parse gives the verb this very phrase."""
    return tree.head[who.head] == verb and tree.right[who.head] <= who.block[1]


def _posting(tree: Tree, noun: int) -> int | None:
    """The verb that posts the footage, which words of its own phrase alone part from it."""
    for k in range(noun - 1, max(0, noun - _NEAR - 1), -1):
        told_of = tree.low[k] == "intercepted" and tree.pos[k - 1] == "DET"
        if (
            tree.lemma(k, "VERB") in _PASSING_ON
            and not told_of
            and tree.low[k].endswith(("ed", "sh", "st", "re"))
        ):
            return k
        copied = tree.low[k] == "of" and tree.lemma(k - 1, "NOUN") in _COPIES
        if tree.pos[k] not in _WITHIN and not copied:
            return None
    return None


def _opens(tree: Tree, noun: int) -> int | None:
    """The first word of what the footage shows."""
    for k in range(noun + 1, min(tree.n - 1, noun + _NEAR + 3)):
        if tree.low[k : k + 2] == ["in", "which"]:
            return k + 2 if k + 2 < tree.n else None
        if tree.lemma(noun, "NOUN") not in FOOTAGE:
            return None
        if tree.low[k] in _OPENS or (tree.low[k] == "that" and _that_shows(tree, k + 1)):
            return k
        if tree.text[k] == "," and tree.low[k + 1] in _OPENS:
            continue
        dated = tree.low[k] in {"on", "and"} or tree.pos[k] in {"PROPN", "NUM"}
        dated = dated or tree.low[k] in _DOUBTS
        if not dated:
            return None
    return None


def _that_shows(tree: Tree, k: int) -> bool:
    """Whether *that* goes on with what footage shows (*that purportedly shows, claims to show*)."""
    while k < tree.n - 1 and tree.low[k] in _DOUBTS:
        k += 1
    return tree.low[k] in {"shows", "show", "claims", "purports", "depicts", "showed"}


def _poster(tree: Tree, verb: int, lexicon: ReportingLexicon) -> Subject | None:
    """Who posts it: the subject, or the noun right before a verb that the parse misplaces."""
    last = verb - 1
    while last > 0 and (tree.low[last] in _SKIPPED or tree.pos[last] == "ADV"):
        last -= 1
    if tree.pos[last] in _BEFORE and tree.lemma(last, "NOUN") in lexicon.source_nouns:
        first = last
        while first > 0 and tree.pos[first - 1] in _BEFORE:
            first -= 1
        return Subject(last, (first, last))
    who = subject_of(tree, verb)
    if who is None or who.block[1] >= verb:
        return None
    first, end = who.block
    # *A channel on May 2 posted*: the day is no part of its name.
    dated = (k for k in range(first + 1, end) if tree.low[k] == "on" and tree.text[end].isdigit())
    return Subject(who.head, (first, next(dated, end + 1) - 1))


def _last(tree: Tree, verb: int, first: int) -> int:
    """The last word of what footage shows: what is drawn from it, or said beside it, is not."""
    cuts = [tree.left[k] - 1 for k in tree.all_kids(verb, "conj") if k > first]
    closed = first
    for k in range(first + 1, tree.n):
        if k <= closed:
            continue
        comma = tree.text[k] == "," and k + 1 < tree.n
        drawn = comma and (tree.low[k + 1] == "which" or tree.low[k + 1].endswith("ing"))
        if tree.text[k] == "(" and ")" in tree.text[k + 1 : k + _BRACKET]:
            # *Of the 9th regiment (14th army) attacking X*: the bracket says whose it is.
            closed = tree.text.index(")", k)
            continue
        if (drawn and tree.low[k + 1] != "including") or tree.text[k] in _ENDS:
            cuts.append(k - 1)
            break
    return min([tree.n - 1, *(cut for cut in cuts if cut > first)])
