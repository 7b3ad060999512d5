"""The noun that a preposition ties to an event's words, and the object that two verbs share."""

from __future__ import annotations

from salient.reading.clock_words import is_time_word
from salient.reading.done_to import struck_after
from salient.reading.governors import SUPPORTING
from salient.reading.lemmas import lemma
from salient.reading.parties import PartyFinder
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, is_passive, phrase_tokens

__all__ = ["MANNER", "after_agent", "nearest_argument", "phrase_argument", "shared_object"]

MANNER = frozenset(
    "scale side basis occasion condition way account behalf pretext ground term order".split()
)
"""Nouns after *on*, *in*, *at* that tell how, not what (*an attack on this scale*)."""

_LIKE = {
    "on": ("on", "upon", "against", "at"),
    "at": ("at", "on", "upon", "against"),
    "with": ("with", "against"),
    "in": ("against", "on", "in", "at", "within"),
}
_PHRASES = frozenset({"obl", "nmod", "obl:agent", "obl:arg", "advcl", "xcomp"})


def phrase_argument(token: Token, function: str) -> Token | None:
    """The noun that a preposition like `function` ties to a word, times left aside."""
    for preposition in _LIKE.get(function, (function,)):
        for c in token.children:
            if c.dep_ in _PHRASES and preposition in cases(c) and not is_time_word(c):
                return c
    return None


def nearest_argument(function: str, tokens: tuple[Token, ...]) -> Token | None:
    """The noun that a preposition ties to the event's words, the first after them of several.

    In *strikes on A on the road to B* the parse ties both phrases to different words.
    """
    found = [
        a for t in tokens if (a := phrase_argument(t, function)) is not None and a not in tokens
    ]  # fmt: skip
    if not found and function == "of":
        # *The shelling by the army of X*.
        doers = (c for t in tokens for c in t.children if c.i > t.i and c.dep_ in _PHRASES)
        found = [s for doer in doers if (s := struck_after(doer)) is not None]
    last = max(t.i for t in tokens)
    after = [a for a in found if a.i > last and lemma(a) not in MANNER]
    return min(after, key=lambda a: a.i) if after else next(
        (a for a in found if lemma(a) not in MANNER), None
    )  # fmt: skip


def after_agent(function: str, noun: Token, finder: PartyFinder) -> Token | None:
    """What a deed is aimed at, after its by-phrase (*an attack by the army on X*)."""
    if function not in {"on", "against"}:
        return None
    agent = argument(noun, "by") or argument(noun, "of")
    if agent is None or agent.i < noun.i or not finder.is_force(agent):
        carrier = noun.head.head if noun.dep_ == "conj" else noun.head
        carried = carrier.pos_ == "VERB" and lemma(carrier) in SUPPORTING
        aim = phrase_argument(carrier, function) if carried else None
        return aim if aim is not None and aim.i > noun.i and aim != noun else None
    end = max(t.i for t in phrase_tokens(agent)) + 1
    if end >= len(noun.doc) or noun.doc[end].low not in _LIKE["on"]:
        return None
    aimed = noun.doc[end].head
    return aimed if aimed.i > end and aimed.pos_ in {"NOUN", "PROPN"} else None


def _bare_participle(verb: Token) -> bool:
    """Whether a past participle has a phrase of its own, but nobody of its own that it befalls."""
    past = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    own = child(verb, "obj", "nsubj:pass", "aux")
    return past and own is None and child(verb, "obl", "advmod") is not None


def shared_object(verb: Token) -> Token | None:
    """The object that a verb shares with its fellow (*fined and deported two*), from either."""
    first = verb.head
    if verb.dep_ == "conj" and first.pos_ == "VERB" and child(verb, "nsubj", "aux:pass") is None:
        if child(first, "aux:pass") is not None and _bare_participle(verb):
            above = first.head if first.dep_ == "conj" else first
            return child(first, "nsubj:pass") or child(above, "nsubj")
        shared = None if is_passive(first) or is_passive(verb) else child(first, "obj")
        if shared is not None and shared.i > verb.i:
            return shared
    if verb.i + 2 >= len(verb.doc) or verb.nbor(1).pos_ != "CCONJ" or is_passive(verb):
        return None
    fellow = verb.nbor(2)
    joined = fellow.dep_ == "conj" and fellow.head in {verb, verb.head}
    return child(fellow, "obj") if joined and fellow.pos_ == "VERB" else None
