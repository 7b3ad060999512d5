"""What a deed is done to, where the words name it only after who does it.

*The shelling by the occupiers of a school* is of the school; no occupiers are *of a school*, though
the parse has them so.
"""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = ["struck_after"]

_DONE_TO = frozenset(
    "shelling bombardment bombing destruction torture killing murder capture occupation "
    "seizure robbery looting deportation execution shooting blockade siege abduction".split()
)
"""Nouns of what is done to somebody or something that *of* names."""

_WHOSE = frozenset(
    "federation russia ukraine republic army brigade division corps regiment battalion country "
    "state force unit ministry group fleet guard service command "
    "aggressor enemy invader occupier".split()
)
"""Nouns of what forces are part of, after *of*."""


def struck_after(doer: Token) -> Token | None:
    """The noun after *of* that a deed is done to, where it hangs on who does it; else None."""
    by = next((c for c in doer.children if c.low == "by" and c.dep_ == "case"), None)
    deed = by.nbor(-1) if by is not None and by.i > 0 else None
    if deed is None or lemma(deed) not in _DONE_TO:
        return None
    for c in doer.children:
        of = c.dep_ == "nmod" and c.i > doer.i and any(g.low == "of" for g in c.children)
        if of and not _own(c):
            return c
    return None


def _own(noun: Token) -> bool:
    """Whether a noun after *of* is what a force is part of (*troops of the Western District*)."""
    return lemma(noun) in _WHOSE or any(c.low == "military" for c in noun.children)
