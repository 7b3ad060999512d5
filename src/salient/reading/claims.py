"""A claim from an event: its quote, parties, places, time, standing and what it says of control."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from salient.model import (
    Claim,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Quantity,
    Reader,
    Span,
    TimeMention,
    content_id,
)
from salient.reading.contenders import parties_of
from salient.reading.control_entries import as_held, control_effects
from salient.reading.events import Trigger
from salient.reading.found import Found
from salient.reading.holders import named_after
from salient.reading.other_times import aimed_once
from salient.reading.quantities import quantities_of
from salient.reading.tokens import Token
from salient.reading.tree import attributive, governing_clause, noun_phrase

__all__ = ["Found", "event_of", "failed_attempt", "make_claim", "quote_of"]

_SUFFERED = frozenset({"loss", "damage"})


def _clause_tokens(trigger: Trigger) -> list[Token]:
    clause = governing_clause(trigger.head)
    inside: list[Token] = []
    stack = [clause]
    keep = {trigger.head.i} | {t.i for t in trigger.head.ancestors}
    while stack and len(inside) < 2_000:
        node = stack.pop()
        inside.append(node)
        for c in node.children:
            apart = c.dep_ == "parataxis" or (c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})
            if apart and c.i not in keep:
                continue
            stack.append(c)
    return inside


def quote_of(found: Found, text: str) -> Span:
    """The clause that carries the event, with its arguments, verbatim."""
    trigger, sentence = found.trigger, found.finder.sentence
    tokens = _clause_tokens(trigger) + list(trigger.tokens)
    for party in (trigger.actor, trigger.target):
        if party is not None:
            tokens += noun_phrase(party)
    doc = trigger.head.doc
    ordered = [doc[i] for i in sorted({t.i for t in tokens})]
    while len(ordered) > 1 and (ordered[0].is_punct or ordered[0].dep_ == "cc"):
        ordered = ordered[1:]
    while len(ordered) > 1 and ordered[-1].is_punct:
        ordered = ordered[:-1]
    start, end = sentence.span(ordered[0], ordered[-1])
    start, end = _without_stamps(text, start, end, sentence.span(trigger.head, trigger.head))
    return Span(text[start:end], start, end)


_STAMP = re.compile(r"\s*\(\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4}),? \d{1,2}:\d\d")
_STAMP_BEFORE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d|\d{4}),? \d{1,2}:\d\d\s[-–—]\s")


def _without_stamps(text: str, start: int, end: int, told: tuple[int, int]) -> tuple[int, int]:
    """A quote's span without the hour at which an item went out, and what a page adds after it.

    told: the span of the event's word, which stays inside.
    """
    before = _STAMP_BEFORE.match(text, start, end)
    if before is not None and before.end() <= told[0]:
        start = before.end()
    after = _STAMP.search(text, told[1], end)
    return start, end if after is None else after.start()


def _dated(found: Found) -> bool:
    time = found.time
    return time is not None and not (time.text or "").lower().startswith("since")


def event_of(found: Found) -> str:
    """The event type: the frame's, but what *is* or *remains* occupied is held."""
    trigger = found.trigger
    if trigger.frame.head in {"capture", "seize"} and (
        attributive(trigger.head) or _for_now(trigger.head)
    ):
        return "hold" if trigger.frame.event_type == "capture" else trigger.frame.event_type
    if trigger.frame.head not in {"occupy", "control"}:
        return trigger.frame.event_type
    return "hold" if _is_held(found) else trigger.frame.event_type


def _is_held(found: Found) -> bool:
    """Whether a participle speaks of a state: *X, occupied by …*, *is occupied*, *the occupied X*.

    With a date of its own it tells of the taking (*X, occupied on 2 March*).
    """
    head = found.trigger.head
    if attributive(head) or found.finder.is_state(head) or _before_name(found) or _for_now(head):
        return True
    if found.time is not None and (found.time.text or "").lower().startswith("since"):
        return True
    if head.low == "occupying" and head.dep_ == "acl":
        return True
    if head.low in {"occupy", "occupies"} and "Fin" in head.morph.get("VerbForm", []):
        return found.standing.mood == "reported"
    bare = not any(c.dep_ in {"aux", "aux:pass", "cop"} for c in head.children)
    after_noun = head.dep_ in {"acl", "nsubj", "nsubj:pass", "appos", "conj"} and bare
    return after_noun and "Part" in head.morph.get("VerbForm", []) and not _dated(found)


def _for_now(participle: Token) -> bool:
    """Whether a place is told as held for the time being (*X, temporarily captured by …*)."""
    children = [*participle.children]
    headline = any(c.dep_.startswith("nsubj") for c in children)
    headline = headline and not any(c.dep_.startswith("aux") for c in children)
    return not headline and any(c.low == "temporarily" and c.i < participle.i for c in children)


def _before_name(found: Found) -> bool:
    """Whether *occupied* stands before a name that nobody is said to occupy (*Occupied X: …*).

    So too where the parse has what shook the place occupy it (*blasts rock occupied X*).
    """
    participle = found.trigger.head
    if participle.low != "occupied" or participle.i + 1 >= len(participle.doc):
        return False
    helped = any(c.dep_.startswith("aux") for c in participle.children)
    by = [c for c in participle.children if c.dep_.startswith("nsubj")]
    named = participle.nbor(1).pos_ == "PROPN"
    return named and not helped and not any(map(found.finder.is_force, by))


def _only_names(found: Found) -> bool:
    """Whether *occupied* only says which place is meant: the clause's date is not its own.

    So in *a blast shook occupied X last week*.
    """
    head, time = found.trigger.head, found.time
    if not (attributive(head) or _before_name(found)) or time is None or time.start is None:
        return False
    start = found.finder.sentence.start
    return not any(time.start == start + t.idx for t in head.subtree)


def _time(found: Found, today: date, event_type: str) -> TimeMention:
    if found.time is not None and not (event_type == "hold" and _only_names(found)):
        return found.time
    if found.standing.mood in {"forecast", "intended", "conditional"}:
        over = found.standing.mood == "intended" and aimed_once(found.trigger.head)
        last = today if over else None
        return TimeMention(text=None, start=None, end=None, earliest=today, latest=last)
    return TimeMention(text=None, start=None, end=None, earliest=today, latest=today)


def _where(mention: PlaceMention, event_type: str) -> PlaceMention:
    """A place of an event: losses are suffered, prisoners taken there, wherever the way leads."""
    near = event_type == "detain" and mention.relation in {"near", "around"}
    left = mention.role == "origin" and (near or event_type in _SUFFERED)
    toward = mention.role == "destination" and event_type == "loss"
    if not (left or toward):
        return mention
    return msgspec.structs.replace(mention, role="location")


def _holders(found: Found) -> tuple[Holder, ...]:
    word, voice = found.standing.unsourced, found.voice
    wanted = voice.wanting if found.standing.mood == "intended" else None
    holders = wanted or voice.holders
    # *X said that they reportedly left*: X vouches for it.
    if word is None or len(holders) > 1 or any(map(named_after, voice.acts)):
        return holders
    start, end = found.finder.sentence.span(word, word)
    unnamed = Holder(name="unspecified", kind="unspecified", start=start, end=end)
    return (*holders, unnamed)


def make_claim(
    found: Found,
    document: DocumentRef,
    text: str,
    today: date,
    reader: Reader,
    event: str | None = None,
) -> Claim:
    """The claim that an event makes; `event` overrides the frame's event type."""
    trigger, finder = found.trigger, found.finder
    frame = trigger.frame
    event_type = event or event_of(found)
    actor, target = parties_of(trigger, finder, event_type, [a.mention for a in found.places])
    start, end = finder.sentence.span(
        min(trigger.tokens, key=lambda t: t.i), max(trigger.tokens, key=lambda t: t.i)
    )
    standing = found.standing
    derived = event is not None and event != frame.event_type
    quote = quote_of(found, text)
    return Claim(
        claim_id=content_id("claim", document.document_id, reader.name, reader.version, start, end,
                            event_type, standing.polarity, quote.text),
        document=document,
        quote=quote,
        holders=_holders(found),
        event_type=event_type,
        plover=frame.plover,
        acled=frame.acled,
        predicate=Predicate(
            lemma=" ".join(frame.words), text=text[start:end], start=start, end=end
        ),
        actor=actor,
        target=None if derived and target is not None and target.side is not None else target,
        places=tuple(_where(a.mention, event_type) for a in found.places),
        time=_time(found, today, event_type),
        polarity=standing.polarity,
        mood=standing.mood,
        probability=standing.probability,
        probability_term=standing.term,
        quantities=() if derived else _of_same_side(
            quantities_of(trigger, finder, quote.end), actor, target
        ),
        control=() if derived else as_held(control_effects(found, actor, target), event_type),
        reader=reader,
    )  # fmt: skip


def _of_same_side(
    quantities: tuple[Quantity, ...], actor: Party | None, target: Party | None
) -> tuple[Quantity, ...]:
    """Quantities of a target of no told side, without that of who acts (*rescued 47 sailors*)."""
    if target is None or target.side is not None or actor is None or actor.side is None:
        return quantities
    return tuple(
        msgspec.structs.replace(q, side=None)
        if q.side == actor.side and q.text.endswith(target.name) else q
        for q in quantities
    )  # fmt: skip


def failed_attempt(found: Found) -> Found | None:
    """The goal that a failed attempt missed, as an event of its own that did not happen."""
    if not found.standing.failed or not found.standing.positive:
        return None
    if found.trigger.frame.event_type not in {"attack", "advance", "fight", "cross", "encircle"}:
        return None
    return found._replace(standing=found.standing._replace(positive=False, failed=False))
