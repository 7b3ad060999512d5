"""Repairs of a parse in which what somebody tells is joined to the verb that tells of it.

In *sources claimed that A holds X and is fighting for Y* the parser joins *fighting* to *claimed*:
the sources would be fighting. The tenses tell that it goes on with what was claimed.
"""

from __future__ import annotations

from collections.abc import Sequence

from salient.reading.lemmas import lemma_of

__all__ = ["with_joined_reports"]

_TELLING = frozenset(
    "report state claim say note announce confirm assess add warn tell observe emphasize stress "
    "indicate suggest forecast believe admit acknowledge allege argue".split()
)
_WHOSE_OWN = _TELLING | frozenset(
    "publish post release share show provide call urge express cite refer accuse deny predict "
    "monitor continue expect ask thank offer promise refuse decline comment issue update specify "
    "clarify differentiate elaborate mention describe identify name".split()
)
"""What those who tell go on to do themselves."""

_NOW = frozenset("is are was were has have will would can could may might".split())
"""Auxiliaries that a verb of telling in the past hardly shares with what is joined to it."""

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "expl"})
_SINGULAR = frozenset({"is", "has", "was"})


def with_joined_reports(
    words: Sequence[str],
    heads: Sequence[int],
    deps: Sequence[str],
    pos: Sequence[str],
    morphs: Sequence[str],
) -> list[int]:
    """Heads with a verb joined to what was told, not to the past verb that tells it.

    The verb has no subject of its own and is in the present or has an auxiliary, as the verb of
    telling has not.
    """
    new_heads = list(heads)
    for at, dep in enumerate(deps):
        teller = heads[at]
        if dep != "conj" or pos[at] != "VERB" or teller >= at or "Tense=Past" not in morphs[teller]:
            continue
        if lemma_of(words[teller].lower(), "VERB") not in _TELLING:
            continue
        told = _told_by(teller, at, heads, deps)
        if told is not None and _goes_on(at, told, words, heads, deps, morphs):
            new_heads[at] = told
    return new_heads


def _told_by(teller: int, before: int, heads: Sequence[int], deps: Sequence[str]) -> int | None:
    """The last clause before a word that is what a verb tells."""
    clauses = (i for i in range(before - 1, teller, -1) if heads[i] == teller)
    return next((i for i in clauses if deps[i] == "ccomp"), None)


def _goes_on(
    verb: int,
    told: int,
    words: Sequence[str],
    heads: Sequence[int],
    deps: Sequence[str],
    morphs: Sequence[str],
) -> bool:
    """Whether a verb goes on with what is told, by its tense and its number."""
    if lemma_of(words[verb].lower(), "VERB") in _WHOSE_OWN:
        return False
    own = [i for i, head in enumerate(heads) if head == verb and i != verb]
    if any(deps[i] in _SUBJECTS or (deps[i] == "mark" and i < verb) for i in own):
        return False
    auxiliaries = [words[i].lower() for i in own if deps[i] in {"aux", "aux:pass", "cop"}]
    present = "Tense=Pres" in morphs[verb] and "VerbForm=Fin" in morphs[verb]
    if not _NOW.issuperset(auxiliaries) or not (auxiliaries or present):
        return False
    subject = next(
        (i for i, head in enumerate(heads) if head == told and deps[i] in _SUBJECTS), None
    )
    if subject is None:
        return False
    many = words[subject].endswith("s")
    alone = bool(_SINGULAR & {*auxiliaries}) or (
        present and not auxiliaries and "Person=3" in morphs[verb] and "Number=Sing" in morphs[verb]
    )
    return not (many and alone)
