"""What *do so* takes up: the event of a clause beside it, or of an earlier sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from salient.reading.events import Trigger
from salient.reading.lemmas import lemma
from salient.reading.subjects import subject_of
from salient.reading.tokens import Doc, Token

__all__ = ["Again", "done_so"]


class Again(NamedTuple):
    """The event that *do so* takes up, with a new actor.

    `of` is where that event stands among those of the sentence; None: it is of an earlier one.
    """

    trigger: Trigger
    of: int | None


def done_so(doc: Doc, told: Sequence[Trigger], earlier: Trigger | None) -> Again | None:
    """What *do so* takes up: the event of the clause it is joined to, or of an earlier sentence.

    `told` are the events of the sentence, `earlier` is the last one before it. Where it is joined
    to a clause that tells no event (*hindered it and will do so*), nothing is taken up.
    """
    for token in doc:
        if not token.i or token.low != "so" or lemma(token.nbor(-1)) != "do":
            continue
        verb = token.nbor(-1)
        joined = _joined_to(verb)
        of = next((i for i, t in enumerate(told) if t.head in joined), None)
        if of is None and not joined:
            of = _last_deed(told, verb)
        taken = told[of] if of is not None else None if joined else earlier
        if taken is None:
            return None
        frame = msgspec.structs.replace(taken.frame, form="verb", words=("do", "so"))
        return Again(Trigger(frame, verb, (verb, token), subject_of(verb), None, None), of)
    return None


def _last_deed(told: Sequence[Trigger], verb: Token) -> int | None:
    """Where the last deed before *do so* that a verb tells stands among those of the sentence.

    So in *will take X if he is determined to do so*.
    """
    governing = set(_governing(verb))
    before = [
        i
        for i, t in enumerate(told)
        if t.head.i < verb.i and t.frame.form == "verb" and t.head not in governing
    ]
    return max(before, key=lambda i: told[i].head.i, default=None)


def _governing(verb: Token) -> list[Token]:
    """The words of its own clause above *do so*, outermost last (*efforts*, *reinforced*)."""
    above: list[Token] = []
    while verb.dep_ in {"xcomp", "ccomp", "csubj", "acl", "obj"} and verb.head != verb:
        if verb.dep_ != "csubj" and verb.head.i > verb.i:
            break
        verb = verb.head
        above.append(verb)
    return above


def _joined_to(verb: Token) -> list[Token]:
    """The verbs, outermost first, of the clause that *and does so* is joined to; else none.

    Of *tried to take it and will continue to do so* they are *tried* and *take*, and so they are
    of *but retain the capability to do so*.
    """
    verb = [verb, *_governing(verb)][-1]
    joined = [verb.head] if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else []
    for outer in joined:
        joined += [c for c in outer.children if c.dep_ in {"xcomp", "ccomp"} and c.i < verb.i]
    return joined
