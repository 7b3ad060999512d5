"""Words that name a time: never the target, the place or the party of an event."""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = ["is_time_word"]

_TIMES = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "second minute hour day night morning afternoon evening noon midnight dawn dusk week weekend "
    "month year decade fortnight spring summer autumn winter overnight eve time".split()
)


_NO_MONTH_ALONE = _TIMES - {"march", "may", "second"}
"""Those whose lemma alone says so, however the word is spelled."""


def is_time_word(token: Token) -> bool:
    """Whether a noun phrase headed by `token` names a time (*March 13*, *the last 24 hours*)."""
    if token.pos_ == "NUM" and token.i > 0 and token.nbor(-1).low in _TIMES:
        return True
    if token.low in _TIMES and (token.text[:1].isupper() or token.low != "march"):
        return True
    return lemma(token) in _NO_MONTH_ALONE
