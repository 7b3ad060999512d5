"""What befell those whom a number counts, by the words beside it: killed, wounded or both."""

from __future__ import annotations

from salient.reading.lemmas import lemma
from salient.reading.tokens import Token

__all__ = ["FATES", "KILL", "WOUND", "done_to", "fate", "killed_and_wounded", "person_counts"]

KILL = frozenset(
    "kill die perish murder execute death killing eliminate massacre liquidate dead shoot "
    "neutralize neutralise annihilate destroy destruction elimination".split()
)
WOUND = frozenset("wound injure hurt injury".split())
FATES = {"killed": "killed", "dead": "killed", "wounded": "wounded", "injured": "wounded",
          "hurt": "wounded", "died": "killed"}  # fmt: skip
_PASSED = frozenset({"people", "persons", "more", "others", "and"})
_BEFORE_NUMBERS = frozenset(
    "at least over more than up to about around some nearly almost as many another".split()
)
_NOMINAL = frozenset({"DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON"})


def fate(word: Token) -> str | None:
    """What the words right after a number or a counted noun say befell them (*6 were injured*).

    A verb with an object of its own tells what they did.
    """
    doc = word.doc
    for token in doc[word.i + 1 : word.i + 6]:
        beside = token.pos_ in {"NOUN", "ADJ"} and token.nbor(-1).low == "and"
        if beside or token.pos_ in {"AUX", "ADV"} or token.low in _PASSED:
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        told = after is not None and (after.pos_ in _NOMINAL or after.low in _BEFORE_NUMBERS)
        # *Killed as the army attacks* tells when, *killed as many as nine* whom.
        told = told and not (after is not None and after.low == "as" and doc[-1] != after
                             and after.nbor(1).low != "many")  # fmt: skip
        acting = told and token.nbor(-1).pos_ != "AUX"
        return None if acting else FATES.get(token.low)
    return None


def done_to(number: Token) -> str | None:
    """What the verb before a number without a noun says was done (*the strike killed 600*)."""
    after = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else None
    if after is not None and after.pos_ in _NOMINAL and after.low not in {"others", "more"}:
        return None
    for token in reversed(number.doc[max(0, number.i - 5) : number.i]):
        if token.low not in _BEFORE_NUMBERS:
            if token.low in FATES and token.i + 1 == number.i:
                return FATES[token.low]
            word = lemma(token) if token.pos_ == "VERB" else ""
            return "killed" if word in KILL else "wounded" if word in WOUND else None
    return None


def person_counts(number: Token) -> str | None:
    """Kind of a bare number in the passive or as subject (*three were killed, 11 injured*)."""
    noun = number if number.dep_ != "nummod" else number.head
    if any(c.dep_ == "nsubj" and c.low in {"loss", "losses"} for c in number.children):
        return "personnel"
    if noun.dep_ not in {"nsubj", "nsubj:pass", "conj", "obj"}:
        return None
    verb = lemma(noun.head)
    if verb == "shoot" and any(c.low == "down" for c in noun.head.children):
        return None
    if verb in KILL:
        return "killed"
    return "wounded" if verb in WOUND else None


def killed_and_wounded(number: Token, counted: Token) -> bool:
    """Whether a number is of killed and wounded together (*300 soldiers killed and wounded*)."""
    doc = number.doc
    before = number.i
    while before > 0 and (doc[before - 1].low in _BEFORE_NUMBERS or doc[before - 1].pos_ == "NUM"):
        before -= 1
    after = max(number.i, counted.i) + 1
    while after < len(doc) and doc[after].pos_ == "AUX":
        after += 1
    for first in (before - 3, after):
        words = [t.low for t in doc[max(0, first) : max(0, first) + 3]]
        if len(words) == 3 and first >= 0 and words[1] == "and":
            fates = {FATES.get(words[0]), FATES.get(words[2])}
            if fates == {"killed", "wounded"}:
                return True
    return False
