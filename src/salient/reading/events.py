"""Events: the words of a sentence that a frame of the lexicon answers to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from salient.reading.abilities import whose_ability, without_deeds
from salient.reading.aimed import aimed_at
from salient.reading.causes import by_cause, fallen_in, fired_by
from salient.reading.civil import is_civil
from salient.reading.doers import after_by
from salient.reading.framing import head_among, may_head, spelled_frames
from salient.reading.governors import ANSWERING, AWAITING, COMING
from salient.reading.lemmas import lemma
from salient.reading.lexicon import Frame
from salient.reading.parties import DEEDS, PartyFinder
from salient.reading.roles import OUTLOOKS, Roles
from salient.reading.rulers import deeds_of_rule, tells_no_rule
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, phrase_tokens
from salient.reading.untold_targets import befallen, is_signature
from salient.reading.wreckage import tells_of_wreck
from salient.reading.wrong_doers import is_mere_place

__all__ = ["SETTLEMENT_NOUNS", "Trigger", "find_triggers"]

SETTLEMENT_NOUNS = frozenset({"city", "town", "village", "settlement"})
"""Common nouns for a settlement."""

_THINGS = frozenset({"crossings", "defences", "defenses"})
"""Plurals that name things, where the singular may name an event."""

_SPOKEN_OF = frozenset("attack advance fight capacity mobilise loss win reinforce".split())
_CONTENDING = frozenset("fight fighting battle struggle contest contend vie".split())
_STRIVING = frozenset("operation campaign effort offensive war assault".split())
"""What goes on *for control of* a place that is not held yet."""

_STAKES = frozenset({"control", "capture"})
_OWN_FORCES = frozenset(
    {"concentrate", "redeploy", "withdraw", "mobilise", "reinforce", "resupply"}
)
"""Events in which who is moved is also who moves, where nobody else is named."""


_SUFFERED = frozenset({"harm_civilians", "loss", "damage", "interdict"})
"""Events of which a cause may be named in place of a doer."""

_WANTED = frozenset(
    "leader commander facilitator financier courier planner bomb-maker bombmaker suspect "
    "individual operative recruiter smuggler insurgent".split()
)
"""Persons that a search is for; a strike on them says so by another verb."""

_QUALIFIED = frozenset(
    "camp centre center prison point corridor bus train drone aircraft helicopter rifle plan "
    "measure campaign zone route order ministry".split()
)
"""What an event noun before it only qualifies."""

_CARRIERS = frozenset("aircraft plane helicopter ship vessel vehicle company hub".split())

_SPANS = frozenset(
    "phase stage series wave number campaign pocket tempo pace intensity frequency".split()
)
"""Nouns that an event of its own is told by (*a new phase of the offensive*)."""

_FURTHERED = frozenset(
    "law bill legislation plan proposal agenda interest narrative claim goal idea process cause "
    "effort initiative objective aim condition explanation argument aspiration ambition career "
    "theory notion understanding science knowledge approval funding aid integration "
    "cooperation".split()
)
"""What is advanced without a step being taken."""


class Trigger(NamedTuple):
    """An event read in a sentence: its frame, its head and words, who and what.

    `actor` and `target` are heads of noun phrases. `support` is the verb that carries an event
    noun (*launched* in *launched an attack*), or None.
    """

    frame: Frame
    head: Token
    tokens: tuple[Token, ...]
    actor: Token | None
    target: Token | None
    support: Token | None


def _trigger_at(
    roles: Roles, spelled: Sequence[tuple[Frame, tuple[Token, ...]]], used: Collection[int]
) -> Trigger | None:
    """The best of the frames spelled at a token, its conditions met and its words free, or None."""
    for frame, tokens in spelled:
        if any(t.i in used for t in tokens):
            continue
        head = head_among(frame, tokens)
        if _no_event(roles, frame, head, tokens) or _harms_nobody(roles, frame, head, tokens):
            continue
        if tells_no_rule(frame, head, tokens):
            continue
        if not roles.needs_met(frame, head, tokens):
            continue
        actor, target = _parties(roles, frame, head, tokens)
        carried = (frame.form == "noun" and head.dep_ == "obj") or head.dep_ == "cop"
        support = head.head if carried else None
        return Trigger(frame, head, tokens, actor, target, support)
    return None


def _parties(
    roles: Roles, frame: Frame, head: Token, tokens: tuple[Token, ...]
) -> tuple[Token | None, Token | None]:
    """Who acts and what is acted on; one noun cannot be both."""
    actor = roles.role(frame.actor, head, tokens, frame.form)
    target = roles.role(frame.target, head, tokens, frame.form) or aimed_at(frame, tokens)
    if frame.form in {"noun", "adj"} and frame.actor == "of" and not _force(roles, actor):
        actor = roles.nouns.actor_of(head) or actor
    by = after_by(head, roles.finder) if frame.form == "noun" and frame.actor == "of" else None
    if by is not None and actor is not None and by != actor:
        actor, target = by, target or actor
    if frame.event_type == "capacity":
        actor = whose_ability(frame, head, actor, roles.finder)
    actor = (
        None if is_mere_place(actor, frame.event_type, roles.finder, roles.place_tokens) else actor
    )
    actor, target = _told_elsewhere(roles, frame, head, (actor, target))
    if target is not None and target == actor:
        undergone = frame.form == "noun" and frame.target == "of"
        if undergone or lemma(target) in DEEDS:
            carrier = roles.nouns.carrier(head) if frame.form == "noun" else None
            actor = carrier if carrier != target else None
        else:
            target = None
    moved = frame.event_type == "evacuate" and target is None and frame.form == "verb"
    moved = moved and "corridor" not in frame.words
    if moved and actor is not None and (roles.is_kind(actor, "people") or _brought_out(head)):
        actor, target = None, actor
    worn_out = frame.event_type == "capacity" and frame.form == "verb"
    own = (worn_out or frame.event_type in _OWN_FORCES) and actor is None
    if own and target is not None and roles.finder.is_force(target):
        actor, target = target, None
    if target is not None and is_signature(target, head):
        target = None
    return befallen(frame, head, tokens, (actor, target), roles.finder, roles.place_tokens)


def _brought_out(verb: Token) -> bool:
    """Whether a headline's bare participle says whom others brought out (*soldiers evacuated*)."""
    bare = child(verb, "aux", "aux:pass", "obj") is None
    return verb.low == "evacuated" and bare and argument(verb, "from") is not None


def _force(roles: Roles, token: Token | None) -> bool:
    return token is not None and roles.finder.is_force(token)


def _told_elsewhere(
    roles: Roles, frame: Frame, head: Token, named: tuple[Token | None, Token | None]
) -> tuple[Token | None, Token | None]:
    """Who acts, where only the cause, the fight or *of* the one who fires tells it."""
    actor, target = named
    if frame.form == "noun" and target is not None:
        firing = fired_by(frame.event_type, head, roles.finder)
        if firing == target:
            return firing, None
    if actor is not None:
        return actor, target
    if frame.form == "verb" and frame.event_type in _SUFFERED:
        actor = by_cause(head, roles.finder, roles.nouns.actor_of)
    elif frame.form == "noun" and frame.event_type == "fight":
        actor = fallen_in(head, somebody=roles.somebody)
    return actor, target


def _no_event(roles: Roles, frame: Frame, head: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether the words only name, qualify or date something, whatever a frame makes of them."""
    if head.low in _THINGS or (frame.event_type == "detain" and _held_captive(head)):
        return True
    if any(t.low == "push" and t.i + 1 < len(t.doc) and t.nbor(1).low == "for" for t in tokens):
        return True
    apart = _of_two_clauses(tokens) or (frame.event_type == "attack" and _at_peace(tokens))
    if apart or (frame.head == "have" and head.dep_ == "aux"):
        return True
    if frame.form == "verb":
        if frame.event_type == "advance" and frame.head == "move" and _moves_arms(roles, head):
            return True
        focused = frame.event_type == "concentrate" and head.dep_ == "acl"
        if _sought(head) or (focused and lemma(head.head) in DEEDS) or _carries(head):
            return True
        if head.dep_ == "amod" and head.head in tokens and head.head.i > head.i:
            return True
        modifier = head.dep_ == "amod" and child(head, "aux:pass") is None
        told = _of_places(roles, head) or tells_of_wreck(head, roles.lexicon)
        return modifier and not told
    if frame.form != "noun":
        return False
    if is_civil(head):
        return True
    if lemma(head) == "victim" and any("of" in cases(c) for c in head.children):
        return True
    if (
        head.dep_ in {"compound", "amod"}
        or _before_its_noun(head)
        or _named(head)
        or _again(head)
        or _at_stake(head)
    ):
        return True
    return _past_span(head) or _in_passing(roles, frame, head)


def _at_peace(tokens: tuple[Token, ...]) -> bool:
    """Whether operations that a verb carries are of another kind (*information operations*)."""
    return any(is_civil(t) for t in tokens[1:] if lemma(t) == "operation")


def _of_two_clauses(tokens: tuple[Token, ...]) -> bool:
    """Whether a later word is the verb of a clause of its own (*missiles hit X*, *made X flee*)."""
    return any(t.pos_ == "VERB" and _has_clause(t, tokens) for t in tokens[1:])


def _has_clause(verb: Token, tokens: tuple[Token, ...]) -> bool:
    subject = child(verb, "nsubj")
    own = subject is not None and (subject not in tokens or child(verb, "obj") is not None)
    aim = verb.dep_ == "acl" and verb.head not in tokens and "to" in cases(verb)
    return own or aim or verb.dep_ == "conj" or _goes_on(verb)


def _goes_on(verb: Token) -> bool:
    """Whether a verb is what somebody goes on to do or begins to (*continue to attack X*)."""
    begun = lemma(verb.head) in {"continue", "begin", "start", "resume"}
    return begun and verb.dep_ == "xcomp" and lemma(verb) in DEEDS


def _harms_nobody(roles: Roles, frame: Frame, verb: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether *execute* has a deed as its object, or *are dead* is not what there are."""
    if frame.words == ("dead",):
        feared = verb.dep_ == "xcomp" and lemma(verb.head) in {
            "fear",
            "report",
            "presume",
            "believe",
        }
        return child(verb, "nsubj") is None and not feared
    if frame.event_type != "harm_civilians" or frame.form != "verb":
        return False
    if frame.head == "be":
        there = verb.i > 0 and verb.nbor(-1).low == "there"
        return not there and "under" not in frame.words
    if frame.words == ("find", "dead"):
        return tokens[1].i != verb.i + 1
    if frame.head != "execute":
        return False
    done = child(verb, "obj", "nsubj:pass")
    if done is None and verb.dep_ == "xcomp":
        done = child(verb.head, "nsubj", "nsubj:pass")
    deeds = () if done is None else roles.lexicon.frames.get(("noun", lemma(done)), ())
    return any(len(deed.words) == 1 for deed in deeds)


def _moves_arms(roles: Roles, verb: Token) -> bool:
    """Whether troops, arms or people are what is moved, by somebody who need not come along."""
    moved = child(verb, "obj")
    return moved is not None and any(
        roles.is_kind(moved, kind) for kind in ("force", "equipment", "people")
    )


def _before_its_noun(noun: Token) -> bool:
    """Whether the next word is what the noun only qualifies for all the parse (*filtration camp*).

    A garrison at its *point of permanent deployment* has not moved either.
    """
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    if after is not None and lemma(after) in _QUALIFIED and after.pos_ in {"NOUN", "PROPN"}:
        return True
    return noun.low == "deployment" and noun.i > 0 and noun.nbor(-1).low == "permanent"


def _carries(verb: Token) -> bool:
    """Whether *transport* is said of what an aircraft is for (*transport planes*), no verb."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    return verb.low == "transport" and after is not None and lemma(after) in _CARRIERS


def _sought(verb: Token) -> bool:
    """Whether *targeted* means looked for (*a search targeted a leader*), *advanced* furthered."""
    other = {"target": _WANTED, "advance": _FURTHERED}.get(lemma(verb))
    sought = child(verb, "obj", "nsubj:pass") if other is not None else None
    return other is not None and sought is not None and lemma(sought) in other


def _in_passing(roles: Roles, frame: Frame, noun: Token) -> bool:
    """Whether an event is only what another noun is about (*the importance of an offensive*).

    It must name no place and nobody by whom.
    """
    if frame.event_type not in _SPOKEN_OF or noun.dep_ != "nmod" or lemma(noun.head) in _SPANS:
        return False
    if not {"of", "for", "about", "over", "to"} & {*cases(noun)[:1]}:
        return False
    if lemma(noun.head) in OUTLOOKS and argument(noun, "from") is not None:
        return False
    if lemma(noun.head) in AWAITING and any(c.low in COMING for c in noun.children):
        return False
    if lemma(noun.head) in ANSWERING and roles.nouns.qualifier(noun) is not None:
        return False
    by = any("by" in cases(c) for c in noun.children) or after_by(noun, roles.finder) is not None
    return not by and not any(t.i in roles.place_tokens for t in noun.subtree)


def _again(noun: Token) -> bool:
    """Whether the noun points back at what was said before (*these losses*)."""
    return any(
        c.dep_ == "det" and c.low in {"these", "this", "those", "such", "that"}
        for c in noun.children
    )


def _past_span(noun: Token) -> bool:
    """Whether *the occupation* only dates something else (*during*, *before the occupation*)."""
    dating = {"during", "before", "after", "since", "until"} & {*cases(noun)}
    return noun.low == "occupation" and bool(dating)


def _held_captive(verb: Token) -> bool:
    """Whether *captured*, *detained* only tells which people are meant (*of captured soldiers*)."""
    if verb.i == 0 or verb.i + 1 >= len(verb.doc) or not verb.low.endswith("ed"):
        return False
    before = verb.nbor(-1)
    qualifying = before.pos_ in {"ADP", "DET", "VERB"} or before.low in {"some", "many"}
    return qualifying and verb.nbor(1).pos_ in {"NOUN", "ADJ"} and before.dep_ != "aux"


def _at_stake(noun: Token) -> bool:
    """Whether the noun is what is fought for (*the battle for control of X*), not what is so."""
    if lemma(noun) not in _STAKES or noun.dep_ not in {"nmod", "obl"}:
        return False
    case = child(noun, "case")
    beside = case.nbor(-1) if case is not None and case.i > 0 and case.low == "for" else noun.head
    striven_for = cases(noun)[:1] == ("for",) and noun.low == "control"
    if striven_for and lemma(noun.head) in _STRIVING:
        return True
    return lemma(noun.head) in _CONTENDING or lemma(beside) in _CONTENDING


def _of_places(roles: Roles, participle: Token) -> bool:
    """Whether a participle qualifies a place, places, or a heading of them (*Liberated villages:*).

    Elsewhere it only tells which soldiers or tanks are meant.
    """
    noun = participle.head
    if noun.i in roles.place_tokens:
        return True
    if lemma(noun) not in SETTLEMENT_NOUNS:
        return False
    after = noun.nbor(1).text if noun.i + 1 < len(noun.doc) else ""
    return after == ":" or any(t.i in roles.place_tokens for t in phrase_tokens(noun))


def _named(noun: Token) -> bool:
    """Whether the noun is part of a proper name (*Operation Counterattack*, *Battle Group*)."""
    return noun.pos_ == "PROPN" and noun.i > 0 and any(
        c.pos_ == "PROPN" and c.dep_ in {"compound", "flat"} for c in noun.children
    )  # fmt: skip


def _own_words(trigger: Trigger) -> Iterator[int]:
    """The words that no other event may have: all but prepositions."""
    return (t.i for t in trigger.tokens if t.pos_ != "ADP")


def find_triggers(
    finder: PartyFinder, place_tokens: Collection[int], *, listed: bool = False
) -> list[Trigger]:
    """Events of a sentence in the order of their words; no word serves two frames.

    `listed` says that the line is about a place named at its head, which may then be left out.
    """
    roles = Roles(finder, place_tokens, listed=listed)
    used: set[int] = set()
    found: list[Trigger] = []
    spelled_at = [
        (token, spelled)
        for token in finder.sentence.doc
        if token.i not in place_tokens
        and may_head(token, finder.lexicon)
        and (spelled := list(spelled_frames(token, finder.lexicon)))
    ]
    best: dict[int, Trigger | None] = {}
    for token, spelled in spelled_at:
        if token.i in used or all(len(tokens) < 2 for _, tokens in spelled):
            continue
        best[token.i] = trigger = _trigger_at(roles, spelled, used)
        if trigger is not None and len(trigger.tokens) > 1:
            found.append(trigger)
            used.update(_own_words(trigger))
    for token, spelled in spelled_at:
        if token.i in used:
            continue
        if token.i in best and not any(t.i in used for _, tokens in spelled for t in tokens):
            trigger = best[token.i]
        else:
            trigger = _trigger_at(roles, spelled, used)
        if trigger is not None:
            found.append(trigger)
            used.update(_own_words(trigger))
    for frame, verb, ruler, done in deeds_of_rule(finder, used):
        found.append(Trigger(frame, verb, (verb,), ruler, done, None))
    return sorted(without_deeds(found), key=lambda t: t.head.i)
