"""Whose doing an event is by the clause that it stands in, where its own words name nobody.

The force whose clause an event noun or a bare verb stands in does what it names (*divide their
efforts between attacks on X*, *on the verge of taking X*); what is repelled, faced or feared is
the other side's. Nobody without a side is meant.
"""

from __future__ import annotations

from salient.reading.governors import REPELLING, RESPONDING
from salient.reading.lemmas import lemma
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.subjects import object_of, subject_of
from salient.reading.tellers import doer_beside
from salient.reading.tokens import Token
from salient.reading.tree import cases, child, is_passive

__all__ = ["agent_around", "is_idle"]

_OPPOSING = (REPELLING | RESPONDING | frozenset(
    "prevent thwart foil deter defeat intercept survive face endure suffer expect anticipate fear "
    "flee escape evade await brace protect disperse stall frustrate beat".split()
)) - {"counter"}  # fmt: skip
"""Verbs whose subject is not who does what their object or *against* names."""

_TELLING = frozenset(
    "report record observe see hear note condemn denounce investigate confirm film discuss detect "
    "spot warn deny recall remember describe mention announce claim publish post say state release "
    "show celebrate commemorate welcome support condition question".split()
)
"""Verbs that only tell or see what their object names."""

_IN_ANSWER = frozenset(
    {"due", "because", "after", "following", "amid", "despite", "since", "under"}
)
"""Prepositions before what may as well be the other side's."""

_CHARGING = frozenset("accuse suspect blame charge convict".split())
_RULERS = frozenset({"official", "authority", "administration", "officer"})
"""Nouns of those who act for a side that their words name."""

_UP = frozenset(
    "obj obl nmod acl advcl xcomp conj amod iobj obl:arg obl:npmod appos compound fixed dep".split()
)
"""Relations by which an event stands within the clause of the word above."""

_BEARERS = frozenset("video footage image photo picture statement post message claim map".split())
"""What bears a claim for whoever published it."""

_FAR = 9
"""Words up the tree in which a subject is looked for."""


def agent_around(head: Token, finder: PartyFinder, *, own: bool) -> Token | str | None:
    """Who does what `head` names by the words above it: a noun, or the side that is not theirs.

    `own` says that the deed is the subject's own even as the cause of what the subject does.
    """
    node = head
    for _ in range(_FAR):
        up = node.head
        if up == node or node.dep_ not in _UP:
            return _own(node.head, finder) if node.dep_ == "acl:relcl" else None
        if _opposed(node, up):
            if head.pos_ == "VERB":
                # *faces challenges completing it*: a gerund is the subject's own all the same.
                return _own(subject_of(up), finder)
            return _other(subject_of(up), finder) if node in {head, head.head} else None
        told = node.dep_ == "obj" and lemma(up) in _TELLING and lemma(node) not in _BEARERS
        if told or (not own and _in_answer(node)):
            return None
        if _said_of_object(node, up):
            return _own(object_of(up), finder)
        owner = child(up, "nmod:poss") if up.pos_ == "NOUN" else None
        if owner is not None and node.dep_ in {"acl", "nmod"}:
            return _own(owner, finder)
        if up.pos_ in {"VERB", "AUX"} or child(up, "cop") is not None:
            agent = subject_of(up)
            if agent is not None and up.dep_ == "acl" and agent == up.head and _is_thing(agent):
                # *published a video claiming to have taken it*: whoever published it.
                node = agent
                continue
            if agent is not None:
                return _own(doer_beside(agent, head, finder), finder)
            if is_passive(up):
                by = cases(node)[:1] == ("by",)
                return _other(object_of(up), finder) if by else None
        node = up
    return None


def is_idle(noun: Token, finder: PartyFinder) -> bool:
    """Whether a noun only bears or carries a deed: a video that shows it, a weapon."""
    return _is_thing(noun) or finder.lexicon.noun_is(lemma(noun), "equipment")


def _is_thing(noun: Token) -> bool:
    return lemma(noun) in _BEARERS


def _in_answer(node: Token) -> bool:
    return bool(_IN_ANSWER & {*cases(node)[:2]})


def _said_of_object(node: Token, up: Token) -> bool:
    """Whether the word above says of its object that it did the event (*accused A of*)."""
    charged = lemma(up) in _CHARGING and bool({"of", "for", "with"} & {*cases(node)[:1]})
    return charged or (lemma(up) == "involve" and cases(node)[:1] == ("in",))


def _opposed(node: Token, up: Token) -> bool:
    """Whether the word above is what somebody does against the event."""
    if lemma(up) in _OPPOSING and up.pos_ in {"VERB", "AUX"}:
        return node.dep_ == "obj" or bool({"against", "from", "to"} & {*cases(node)[:1]})
    return up.pos_ == "VERB" and cases(node)[:1] == ("against",)


def _own(agent: Token | None, finder: PartyFinder) -> Token | None:
    """The agent, if it is a force or somebody of a side."""
    if agent is None or lemma(agent) in DEEDS or finder.side_of(agent) is None:
        return None
    named = finder.is_force(agent) or agent.i in finder.names
    return agent if named or (lemma(agent) in _RULERS and _of_one(agent, finder)) else None


def _of_one(noun: Token, finder: PartyFinder) -> bool:
    """Whether a phrase names one side only (not *officials of A and of B*)."""
    return len({finder.names[t.i][0] for t in noun.subtree if t.i in finder.names}) == 1


def _other(agent: Token | None, finder: PartyFinder) -> str | None:
    return finder.opponent(finder.side_of(agent)) if agent is not None else None
