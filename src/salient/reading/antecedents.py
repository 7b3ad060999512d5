"""Places that an event does not name itself: an earlier one, or that of its neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from salient.model import PlaceMention
from salient.reading.events import SETTLEMENT_NOUNS, Trigger
from salient.reading.lemmas import lemma
from salient.reading.offices import SEATS, of_government
from salient.reading.sentences import ParsedSentence
from salient.reading.series import in_series, without_locators
from salient.reading.tokens import Token
from salient.reading.tree import argument, cases, child, follows, governing_clause
from salient.reading.ways import RELATION, head_of, is_partial, mention_tokens

__all__ = [
    "Anchored",
    "Deed",
    "PlaceContext",
    "about_topic",
    "label_end",
    "labelled",
    "names_town",
    "referred",
    "speaks",
    "without_governments",
]

_REGION_NOUNS = frozenset({"oblast", "region", "district", "province"})


_POINTS = frozenset("north northeast east southeast south southwest west northwest".split())


_OF_SPEECH = frozenset(
    "accept acknowledge admit announce assert believe claim comment confirm consider declare deny "
    "dispute expect fear insist know report say state think warn".split()
)


class Anchored(NamedTuple):
    """A mention as an event's place.

    `whole` says that the place itself is meant, not a part of it; `governed` that the event acts on
    it (its object, or what it withdraws from), rather than merely takes place there.
    """

    mention: PlaceMention
    whole: bool
    governed: bool


_SURE = 0.5
"""Below this score a name in a sentence that was not parsed is nobody's antecedent."""


class Deed(NamedTuple):
    """An event told of before: its type, places and offset, and the noun of its object."""

    event_type: str
    places: tuple[Anchored, ...]
    offset: int
    object: str | None = None


class PlaceContext(msgspec.Struct):
    """What earlier sentences leave.

    The last settlement and region named, for *the town* and *the region* (none of which something
    lies south or east; `city` may be one); the last seat of a government, for *the capital*; the
    settlements named together last, for *these towns*; the last features and axes, for *the plant*
    and *this direction*; every town by the words that named it first, for *the city* of an axis;
    the places of the last event, for *do so*; and the place that a line of a list is about
    (*X: captured by …*).
    """

    event: tuple[Anchored, ...] = ()
    topic: PlaceMention | None = None
    topic_paragraph: int = -1
    settlement: PlaceMention | None = None
    region: PlaceMention | None = None
    city: PlaceMention | None = None
    capital: PlaceMention | None = None
    settlements: tuple[PlaceMention, ...] = ()
    latest: tuple[PlaceMention, ...] = ()
    deeds: tuple[Deed, ...] = ()
    features: tuple[PlaceMention, ...] = ()
    axes: tuple[PlaceMention, ...] = ()
    towns: dict[str, PlaceMention] = {}

    def begin(self, sentence: ParsedSentence, mentions: Sequence[PlaceMention]) -> None:
        """Hear whether a line begins with the place that it is about."""
        first = mentions[0] if mentions else None
        if first is None or first.place_id is None or first.start != sentence.start:
            return
        if sentence.text[first.end - sentence.start :].lstrip().startswith(":"):
            self.topic, self.topic_paragraph = first, sentence.paragraph

    def note(self, sentence: ParsedSentence, mentions: Sequence[PlaceMention]) -> None:
        """Remember the mentions of a sentence, but not those that only tell where another lies."""
        together: list[PlaceMention] = []
        axes: list[PlaceMention] = []
        for mention in without_locators(sentence.text, sentence.start, mentions):
            if mention.place_id is None:
                continue
            if mention.kind == "settlement" and not speaks(sentence, mention):
                self.city = mention
                self.towns.setdefault(mention.text, mention)
                together.append(mention)
                self._note_seat(mention)
            if mention.kind in {"feature", "river"} or mention.place_id.startswith("axis:road"):
                self.features = (*self.features[-5:], mention)
            elif mention.kind == "axis":
                self.latest = (mention,)
                axes.append(mention)
            if mention.relation.endswith("_of"):
                continue
            if mention.kind == "settlement" and not speaks(sentence, mention):
                self.settlement = mention
            elif mention.kind == "region":
                self.region = mention
        if axes:
            self.axes = tuple(axes)
        if together:
            self.settlements = tuple(together)
            last = in_series(sentence.text, sentence.start, together)[-1]
            self.latest = tuple(last)

    def _note_seat(self, mention: PlaceMention) -> None:
        if mention.text.lower() in SEATS:
            self.capital = mention

    def note_unread(self, mentions: Sequence[PlaceMention]) -> None:
        """Remember the mentions of what was not parsed, as it tells of no event."""
        for mention in mentions:
            unsure = mention.place_id is None or mention.score < _SURE
            if unsure or mention.relation.endswith("_of"):
                continue
            if mention.kind == "settlement":
                self.settlement = self.city = mention
                self.towns.setdefault(mention.text, mention)
                self.latest = (mention,)
                self._note_seat(mention)
            elif mention.kind == "region":
                self.region = mention
            elif mention.kind == "feature":
                self.features = (*self.features[-5:], mention)


_GROUND = frozenset({"territory", "area", "land"})


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.low in {"the", "this", "that"} for c in token.children)


def _stands_for(token: Token | None, context: PlaceContext) -> PlaceMention | None:
    """The earlier place that *the city*, *the region* or *it* stands for."""
    if token is None:
        return None
    if _is_the_town(token):
        return context.settlement
    if _is_of_the_region(token):
        return context.region
    if token.low in _REGION_NOUNS and _definite(token) and argument(token, "of") is None:
        return context.region
    if token.low in {"it", "there"}:
        return context.settlement
    return None


def _is_of_the_region(token: Token) -> bool:
    """Whether a share or a territory is that of *the region* (*70% of the region's territory*)."""
    for c in token.children:
        whose = c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and "of" in cases(c))
        if whose and lemma(c) in _REGION_NOUNS:
            return _definite(c)
        if whose and lemma(c) in _GROUND:
            return _is_of_the_region(c)
    return False


def about_topic(sentence: ParsedSentence, trigger: Trigger, context: PlaceContext) -> bool:
    """Whether the event leaves out the place that its line is about (*X: captured by …*)."""
    if trigger.target is not None or context.topic_paragraph != sentence.paragraph:
        return False
    bare = not any(c.dep_ in {"nsubj", "nsubj:pass", "obj"} for c in trigger.head.children)
    return bare and trigger.frame.form in {"verb", "adj"}


def _just_named(
    sentence: ParsedSentence, trigger: Trigger, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The place of the same sentence that *it* or *the settlement* stands for."""
    for token in (trigger.target, *_around(trigger), _of_relative(trigger)):
        if token is None:
            continue
        stands = token.low == "it" and token == trigger.target
        if not stands and not _is_the_town(token):
            continue
        before = sentence.start + token.idx
        named = [
            m
            for m in mentions
            if m.end <= before and m.kind == "settlement" and not speaks(sentence, m)
        ]
        if named:
            located = named[-1].relation.endswith("_of") and not stands
            return None if located else named[-1]
    return None


def _told_what_it_is(
    sentence: ParsedSentence, noun: Token | None, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The place that a noun after a comma says what it is (*A, a port city held by troops*)."""
    if noun is None or lemma(noun) not in SETTLEMENT_NOUNS:
        return None
    article = next((c for c in noun.children if c.dep_ == "det" and c.low in {"a", "an"}), None)
    if article is None or argument(noun, "of") is not None:
        return None
    text = sentence.text[: article.idx]
    end = sentence.start + len(text.rstrip(", "))
    return next((m for m in mentions if m.end == end and m.kind == "settlement"), None)


def speaks(sentence: ParsedSentence, mention: PlaceMention) -> bool:
    """Whether a name stands for its government: it is the subject of a verb of speech or mind."""
    tokens = mention_tokens(sentence.doc, sentence.start, mention)
    if not tokens:
        return False
    head = head_of(tokens)
    return of_government(head) or (head.dep_ == "nsubj" and lemma(head.head) in _OF_SPEECH)


def without_governments(
    sentence: ParsedSentence, mentions: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Mentions without the capitals that are named for those who govern from there."""
    return [m for m in mentions if m.text.lower() not in SEATS or not _governs(sentence, m)]


def _governs(sentence: ParsedSentence, mention: PlaceMention) -> bool:
    tokens = mention_tokens(sentence.doc, sentence.start, mention)
    return bool(tokens) and of_government(head_of(tokens))


_LABEL = re.compile(r"^(?:[\d.]+ \d\d:\d\d - )?[^:]{3,80}: ")


def label_end(sentence: ParsedSentence) -> int | None:
    """Where the label before a sentence's colon ends, or None where it has none."""
    label = _LABEL.match(sentence.text)
    return None if label is None else label.end()


def labelled(
    sentence: ParsedSentence, trigger: Trigger, mentions: Sequence[PlaceMention]
) -> list[Anchored]:
    """The place of a label before a colon, for what follows it (*Shelling of X: two killed*)."""
    label = _LABEL.match(sentence.text)
    if label is None or trigger.head.idx < label.end():
        return []
    named = [m for m in mentions if m.end - sentence.start <= label.end() and m.kind != "country"]
    if len(named) != 1 or named[0].place_id is None:
        return []
    return [Anchored(named[0], whole=False, governed=False)]


def _around(trigger: Trigger) -> list[Token]:
    """The nouns that stand in a phrase under the event's words, or at once after its noun."""
    under = [c for t in trigger.tokens for c in t.children if c.dep_ in {"obl", "nmod"}]
    return [*under, *(c for c in trigger.head.head.children if follows(trigger.head, c))]


def _is_the_town(token: Token) -> bool:
    named = lemma(token) in SETTLEMENT_NOUNS and argument(token, "of") is None
    return named and _definite(token)


def names_town(token: Token | None) -> bool:
    """Whether a noun is *the town* or *the village*, named elsewhere."""
    return token is not None and _is_the_town(token)


def _earlier(trigger: Trigger, context: PlaceContext) -> PlaceMention | None:
    nouns = [trigger.target, *_around(trigger), _of_relative(trigger)]
    if trigger.frame.actor == "none":
        nouns.append(trigger.actor)
    return next((m for n in nouns if (m := _stands_for(n, context)) is not None), None)


def _of_relative(trigger: Trigger) -> Token | None:
    """What the relative clause around an event says something of (*the city, which suffered …*)."""
    clause = governing_clause(trigger.head)
    while clause.dep_ in {"xcomp", "ccomp"}:
        clause = governing_clause(clause.head)
    return clause.head if clause.dep_ == "acl:relcl" else None


def _ends_at(sentence: ParsedSentence, mention: PlaceMention, word: Token) -> bool:
    """Whether a name stands at once before a word, a comma between (*A, where*)."""
    gap = sentence.text[mention.end - sentence.start : word.idx]
    return mention.end - sentence.start < word.idx and gap.strip() == ","


_CLAUSES = 2
"""Clauses in one another through which *where* is heard."""


def _where(
    sentence: ParsedSentence, trigger: Trigger, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The place whose relative clause an event stands in (*to X, where fighting continues*)."""
    clause = governing_clause(trigger.head)
    for _ in range(_CLAUSES):
        told = any(c.low == "where" for c in clause.children) or "after" in cases(clause)
        if told or clause.dep_ not in {"advcl", "xcomp"}:
            break
        # *To X, where they fight on despite being surrounded*.
        clause = governing_clause(clause.head)
    where = next((c for c in clause.children if c.low == "where"), None)
    if where is None:
        return None
    before = next((m for m in mentions if _ends_at(sentence, m, where)), None)
    beside = before if before is not None and before.kind != "country" else None
    if beside is not None and beside.kind == "region":
        # *A, B Oblast, where*: it is A that is told of.
        gap = {m.end: m for m in mentions if m.kind == "settlement" and m.end < beside.start}
        beside = gap.get(beside.start - len(", "), beside)
    if clause.dep_ != "acl:relcl" or (beside is not None and beside.kind != "region"):
        return beside
    noun = clause.head
    words = {noun.i, *(c.i for c in noun.children if c.dep_ == "nmod" and c.i < clause.i)}
    for mention in mentions:
        tokens = mention_tokens(sentence.doc, sentence.start, mention)
        if tokens and mention.kind != "country" and head_of(tokens).i in words:
            return mention
    return beside


def referred(
    sentence: ParsedSentence,
    trigger: Trigger,
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
) -> list[Anchored]:
    """The place that *it*, *the city* or *the region* stands for, as the event's."""
    there = _where(sentence, trigger, mentions)
    if there is not None:
        relation = "near" if there.relation in {"near", "around"} else "at"
        at = msgspec.structs.replace(there, relation=relation, role="location")
        return [Anchored(at, whole=True, governed=False)]
    told = _told_what_it_is(sentence, trigger.target, mentions)
    if told is not None:
        at = msgspec.structs.replace(told, relation="at", role="location")
        return [Anchored(at, whole=True, governed=True)]
    earlier = _just_named(sentence, trigger, mentions) or _earlier(trigger, context)
    if earlier is None:
        return []
    whole = trigger.target is None or not is_partial(trigger.target)
    relation = next((r for t in _towns_of(trigger) for r in [_relation(t)] if r), "at")
    at = msgspec.structs.replace(earlier, relation=relation, role="location")
    return [Anchored(at, whole, governed=relation == "at")]


def _towns_of(trigger: Trigger) -> list[Token]:
    """The event's object and the nouns in phrases under its words, some of them places."""
    target = [] if trigger.target is None else [trigger.target]
    inner = [c for t in target for c in t.children if c.dep_ == "nmod"]
    return [t for t in (*target, *_around(trigger), *inner) if _is_the_town(t)]


def _relation(noun: Token) -> str | None:
    case = child(noun, "case")
    point = case.nbor(-1).low if case is not None and case.i > 0 and case.low == "of" else ""
    if point in _POINTS:
        return f"{point}_of"
    return next((RELATION[p] for p in cases(noun) if p in RELATION), None)
