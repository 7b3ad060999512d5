"""Whom or what an event befalls, where its frame's own role finds nobody.

The parse often hangs those taken, hit or sent on another word: *took 40 people hostage*, *fired
rockets from launchers at the town*, *deployed reserve elements*. Here the words beside the event
tell.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from salient.reading.arguments import MANNER
from salient.reading.clock_words import is_time_word
from salient.reading.fates import KILL
from salient.reading.kinds import is_kind
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.struck import struck_beside
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, is_passive

__all__ = ["Named", "befallen", "is_signature"]

Named = tuple[Token | None, Token | None]
"""Who acts and what is acted on."""

_FIRE = frozenset({"shell", "strike", "airstrike"})
_AIMED_DEEDS = _FIRE | {"attack"}
_FIRED = frozenset(
    "strike airstrike attack shelling fire bombardment barrage artillery mortar missile rocket "
    "drone air tank assault".split()
)
"""Nouns that may stand between a noun of fire and what both are aimed at."""
_SENT = frozenset({"reinforce", "redeploy"})
_SENDING = frozenset(
    "deploy redeploy commit send dispatch transfer move pull bring throw feed pour shift "
    "introduce relocate".split()
)
_OF_OTHERS = frozenset({"inflict", "cause", "casualty"})
"""Heads of frames of losses that are told of those among whom they are, not of who has them."""

_HARM_OR_RULE = frozenset({"harm_civilians", "loss", "govern"})
_PRISONERS = frozenset({"prisoner", "captive", "hostage", "pow"})

_IN_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NO_AIM = frozenset(
    "bank side line border front frontline direction axis range distance point time position "
    "territory outskirts".split()
)
"""Nouns after *at* and *on* that say whence or where fire comes, unless somebody's."""
_SETTLED = frozenset(
    "city town village settlement region oblast area capital scale west east north south".split()
)
"""Nouns that in the singular stand for a place, or say where or how widely."""

_FAR = 20
"""Words at most from an event to what it is aimed at."""
_NEAR = 14
"""Words at most from a noun of fire to the preposition before what it is aimed at."""


class _Deed(NamedTuple):
    """An event as its frame reads it, of which only who acts is known."""

    frame: Frame
    head: Token
    tokens: tuple[Token, ...]
    actor: Token | None
    finder: PartyFinder
    place_tokens: Collection[int]

    def is_of_kind(self, noun: Token, *kinds: str) -> bool:
        """Whether a noun names something of one of the kinds."""
        return any(is_kind(noun, kind, self.finder, self.place_tokens) for kind in kinds)

    def undergoes(self) -> Token | None:
        """Its subject, where its words say alone what that suffers."""
        actor, head = self.actor, self.head
        beside = actor is not None and head in {actor.head, *actor.children}
        return actor if beside and _past_alone(head, self.tokens) else None


def befallen(
    frame: Frame,
    head: Token,
    tokens: tuple[Token, ...],
    named: Named,
    finder: PartyFinder,
    place_tokens: Collection[int],
) -> Named:
    """The actor and target of an event, with those whom its frame does not find."""
    actor, target = named
    kind = frame.event_type
    if kind in _SENT and frame.form == "verb":
        return actor, _sent(frame, head, tokens, finder) or target
    if target is not None:
        return named
    if kind in _FIRE and frame.form == "verb":
        return actor, _aimed(tokens, place_tokens, finder)
    if kind in _AIMED_DEEDS and frame.form == "noun":
        aim = _aimed_noun(tokens, finder, place_tokens)
        if aim is None and kind in _FIRE:
            aim = struck_beside(head)
        return actor, None if aim == actor or aim in tokens else aim
    if kind == "detain":
        return _detained(_Deed(frame, head, tokens, actor, finder, place_tokens))
    if kind == "damage":
        return _damaged(_Deed(frame, head, tokens, actor, finder, place_tokens))
    if kind == "evacuate" and frame.form == "verb" and len(tokens) == 1:
        return actor, _after(tokens, finder, place_tokens, "people", "force")
    if kind in _HARM_OR_RULE:
        return actor, _harmed_or_ruled(frame, head, tokens, finder)
    if kind == "hold" and frame.head == "use":
        # *Use the plant as a shield*: the plant is of the event's own words.
        own = child(head, "obj")
        return actor, own if own in tokens else None
    if kind == "mobilise" and "summons" in frame.words:
        return actor, argument(tokens[-1], "to") or argument(head, "to")
    return named


def _harmed_or_ruled(
    frame: Frame, head: Token, tokens: tuple[Token, ...], finder: PartyFinder
) -> Token | None:
    """Among whom there are losses, who is harmed, or whom a measure of rule is about."""
    if frame.event_type == "govern":
        return _ruled(tokens, finder)
    if frame.event_type == "loss" and frame.head not in _OF_OTHERS:
        return None
    own = len(tokens) == 1 and frame.event_type == "harm_civilians"
    return _among(tokens) or (child(head, "obj") or _died_of(head) if own else None)


def _died_of(noun: Token) -> Token | None:
    """Who was put to death after a torment (*executed after torture*)."""
    verb = noun.head
    dead = noun.dep_ == "obl" and lemma(verb) in KILL and {"after", "of", "from"} & {*cases(noun)}
    return child(verb, "nsubj:pass") or child(verb, "nsubj") if dead else None


def _among(tokens: tuple[Token, ...]) -> Token | None:
    """Among whom there are victims or losses (*casualties among civilians*)."""
    for token in tokens:
        for noun in (token, *token.children):
            if (
                noun != tokens[0]
                and noun.pos_ in _NOUNS
                and {"among", "amongst"} & {*cases(noun)[:1]}
            ):
                return noun
    return None


def _ruled(tokens: tuple[Token, ...], finder: PartyFinder) -> Token | None:
    """Who is given papers, or what measures of integration are about."""
    for token in tokens:
        if lemma(token) == "integrate":
            return child(token, "obj")
        given = argument(token, "to") if lemma(token) in {"passport", "citizenship"} else None
        given = given or (argument(token, "to") if token == tokens[0] else None)
        if given is not None and "passport" in {lemma(t) for t in tokens}:
            people = finder.lexicon.noun_is(lemma(given), "people") or given.i in finder.names
            return given if people else None
    return None


def is_signature(noun: Token, head: Token) -> bool:
    """Whether a noun is the source that a headline ends with (*20 houses damaged - Mayor*)."""
    doc = noun.doc
    at = noun.i - 1
    while at > 0 and doc[at].pos_ in {"DET", "ADJ", "NOUN", "PROPN"} and noun.i - at < 5:
        at -= 1
    dash = doc[at]
    if at <= head.i or dash.text not in {"-", "–", "—"}:
        return False
    return doc.text[dash.idx - 1].isspace() and doc.text[dash.idx + 1].isspace()


def _sent(
    frame: Frame, head: Token, tokens: tuple[Token, ...], finder: PartyFinder
) -> Token | None:
    """The troops or arms that somebody sends, where they are of the event's own words."""
    if frame.target not in {"to", "into", "none"} or frame.head not in _SENDING:
        return None
    if is_passive(head):
        return None
    moved = child(head, "obj")
    if moved is None or moved.i < head.i:
        return None
    own = moved in tokens or any(t.head == moved for t in tokens[1:])
    kinds = ("force", "equipment", "people")
    fits = any(finder.lexicon.noun_is(lemma(moved), kind) for kind in kinds)
    return moved if own and (fits or lemma(moved) in {"reserve", "reinforcement"}) else None


def _aimed(
    tokens: tuple[Token, ...], place_tokens: Collection[int], finder: PartyFinder
) -> Token | None:
    """The first noun of *at*, *on* or *against* after the words for fire, in the same clause."""
    last = max(tokens, key=lambda t: t.i)
    for word in last.doc[last.i + 1 : last.i + _FAR]:
        attempted = word.pos_ == "VERB" and word.dep_ == "amod"
        ends = word.pos_ in {"VERB", "AUX", "SCONJ"} and not attempted
        if ends or word.text in {";", ":", ".", "("}:
            return None
        if word.low not in {"at", "on", "against"} or word.dep_ != "case":
            continue
        noun = word.head
        if noun.i < word.i or noun.pos_ not in _NOUNS or is_time_word(noun):
            continue
        if lemma(noun) in MANNER | DEEDS or noun.low.isdigit():
            return None
        if noun.i in place_tokens and word.low != "at":
            return None
        whose = finder.side_of(noun) is not None
        return noun if whose or lemma(noun) not in _NO_AIM else None
    return None


def _aimed_noun(
    tokens: tuple[Token, ...], finder: PartyFinder, place_tokens: Collection[int]
) -> Token | None:
    """What a noun of fire or attack is aimed at, told at once after it or after one joined to it.

    So in *shelling and strikes on Ukrainian positions*, *missile and artillery strikes on houses*,
    where the parse hangs what is hit on the verb or on the other noun. Places tell where it was.
    """
    last = max(tokens, key=lambda t: t.i)
    for word in last.doc[last.i + 1 : last.i + _NEAR]:
        if word.low in {"on", "against"} and word.pos_ in {"ADP", "SCONJ"}:
            noun = _phrase_after(word)
            return noun if noun is not None and _can_be_hit(noun, finder, place_tokens) else None
        beside = word.pos_ in {"CCONJ", "ADJ", "NUM"} or word.text == ","
        beside = beside or (word.pos_ == "VERB" and word.dep_ == "amod")
        if not beside and lemma(word) not in _FIRED and word.i not in finder.names:
            return None
    return None


def _can_be_hit(noun: Token, finder: PartyFinder, place_tokens: Collection[int]) -> bool:
    """Whether a noun after *on* names whom or what fire reaches: no place, time or manner."""
    if is_time_word(noun) or noun.i in place_tokens or noun.low.isdigit():
        return False
    if finder.side_of(noun) is not None:
        return True
    word = lemma(noun)
    where = word in _NO_AIM or (word in _SETTLED and word == noun.low)
    return noun.pos_ == "NOUN" and not where and word not in MANNER | DEEDS


def _phrase_after(preposition: Token) -> Token | None:
    """The noun of the phrase that a preposition opens, in the order of the words."""
    noun = None
    for word in preposition.doc[preposition.i + 1 : preposition.i + _FAR]:
        if word.low in {"and", "around", "near"} and noun is None:
            continue
        said_of = word.low.endswith(("ing", "ed")) or word.pos_ == "ADV"
        if word.pos_ not in _IN_PHRASE and not (said_of and noun is None):
            break
        noun = word if word.pos_ in _NOUNS else noun
    return noun


def _detained(deed: _Deed) -> Named:
    """Who is held: named between or after the words, or the subject of what is undergone."""
    tokens, actor = deed.tokens, deed.actor
    if deed.frame.form != "verb" or deed.frame.target == "none":
        return actor, None
    between = [
        t
        for t in deed.head.doc[deed.head.i + 1 : max(t.i for t in tokens)]
        if t not in tokens and t.pos_ in _NOUNS and deed.is_of_kind(t, "people")
    ]
    after = _after(tokens, deed.finder, deed.place_tokens, "people", "force")
    held = between[-1] if between else after
    own = next((t for t in tokens if lemma(t) in _PRISONERS and lemma(t) != t.low), None)
    if held is None and own is not None and own.dep_ == "obj" and deed.frame.head != "remain":
        return actor, own
    taken = deed.undergoes() if held is None else None
    if taken is None:
        return actor, held
    if deed.is_of_kind(taken, "people", "force"):
        return _keeper(tokens, deed.finder), taken
    return actor, None


def _keeper(tokens: tuple[Token, ...], finder: PartyFinder) -> Token | None:
    """Whose captivity it is, by the word before it (*freed from Russian captivity*)."""
    return next((c for t in tokens[1:] for c in t.children if c.i in finder.names), None)


def _damaged(deed: _Deed) -> Named:
    """What burns, is pulled down or is harmed."""
    head, tokens, actor = deed.head, deed.tokens, deed.actor
    if "fire" in deed.frame.words:
        verb = next((t for t in tokens if t.pos_ == "VERB"), head)
        burning = argument(verb, "in") or argument(verb, "at")
        built = burning is not None and deed.is_of_kind(burning, "building")
        return actor, burning if built else None
    if deed.frame.form != "verb":
        return actor, argument(head, "to") if lemma(head) in {"damage", "destruction"} else None
    if actor is not None and lemma(head) == "burn" and child(head, "obj") is None:
        return (None, actor) if deed.is_of_kind(actor, "building") else (actor, None)
    harm = next((t for t in tokens if lemma(t) in {"damage", "destruction"}), None)
    if harm is not None and harm != head:
        return actor, argument(harm, "to") or argument(head, "to")
    harmed = _after(tokens, deed.finder, deed.place_tokens, "building")
    struck = deed.undergoes() if harmed is None else None
    if struck is None:
        return actor, harmed
    return (None, struck) if deed.is_of_kind(struck, "building") else (actor, None)


def _past_alone(verb: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a past participle without *have* says what its subject suffers."""
    past = verb.low.endswith("ed") or verb.low in {"taken", "held", "kept"}
    own = child(verb, "obj")
    bare = own is None or own in tokens or is_signature(own, verb)
    return past and bare and not any(lemma(c) == "have" for c in verb.children if c.dep_ == "aux")


def _after(
    tokens: tuple[Token, ...],
    finder: PartyFinder,
    place_tokens: Collection[int],
    *kinds: str,
) -> Token | None:
    """The noun of the phrase that follows the event's words at once, if of one of the kinds."""
    last = max(tokens, key=lambda t: t.i)
    noun = None
    for word in last.doc[last.i + 1 : last.i + _FAR]:
        inside = word.pos_ in _IN_PHRASE or word.low in {"more", "over", "about", "than"}
        # *Public relations specialist A* and *destroyed houses*: a verb only by the parse.
        taken = word.pos_ == "VERB" and word.i + 1 < len(word.doc)
        taken = (
            taken and word.nbor(1).pos_ in _NOUNS and child(word, "nsubj", "aux", "mark") is None
        )
        if not inside and not (taken and (noun is not None or word.low.endswith("ed"))):
            break
        noun = word if word.pos_ in _NOUNS else noun
    if noun is None or noun.i in place_tokens or cases(noun) or is_time_word(noun):
        return None
    person = "people" in kinds and noun.pos_ == "PROPN" and noun.nbor(-1).pos_ == "PROPN"
    if person and noun.i not in finder.names and noun.nbor(-1).i not in finder.names:
        return noun
    return noun if any(is_kind(noun, kind, finder, place_tokens) for kind in kinds) else None
