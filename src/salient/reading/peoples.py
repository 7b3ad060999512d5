"""Words of nationality, so that no rule need know whose war it reads of."""

from __future__ import annotations

import re

__all__ = ["NATIONAL", "SIDED", "STATES", "is_national", "is_people"]

NATIONAL = (
    r"(?:(?!civilian|guardian|custodian)[a-z]{3,}ian|afghan|american|british|chinese|czech|danish|"
    r"dutch|emirati|finnish|french|german|greek|iraqi|irish|israeli|japanese|kurdish|kyrgyz|"
    r"lebanese|moldovan|pakistani|polish|qatari|saudi|slovak|spanish|swedish|tajik|turkish|turkmen|"
    r"uzbek|yemeni)"
)
"""A pattern for adjectives of nationality in lower case: those in *-ian*, and others."""

STATES = frozenset(
    "afghanistan america armenia azerbaijan belarus britain china ethiopia france georgia germany "
    "iran iraq israel jordan lebanon libya moldova myanmar pakistan poland russia sudan "
    "syria turkey ukraine usa yemen".split()
)
"""Names of states that headlines put before a verb (*Russia strikes X*)."""

SIDED = rf"(?:{NATIONAL}|{'|'.join(sorted(STATES))})"
"""A pattern for either, in lower case."""

_NATIONAL = re.compile(rf"{NATIONAL}(?:-(?:occupied|controlled|held))?")
_PEOPLE = re.compile(r"(?!civilians|guardians|custodians)[a-z]{3,}ians")


def is_national(word: str) -> bool:
    """Whether a word in lower case says whose something is (*Syrian*, *Turkish-occupied*)."""
    return _NATIONAL.fullmatch(word) is not None


def is_people(word: str) -> bool:
    """Whether a word in lower case names a people (*Armenians*)."""
    return _PEOPLE.fullmatch(word) is not None
