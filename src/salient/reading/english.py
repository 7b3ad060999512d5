"""The built-in reader of English: documents into claims."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from salient.model import (
    Attribution,
    Claim,
    Document,
    DocumentRef,
    Party,
    PlaceFinder,
    PlaceMention,
    Reader,
    Rejected,
    TimeMention,
)
from salient.reading.again import done_so
from salient.reading.antecedents import Anchored, PlaceContext
from salient.reading.asserted import is_told
from salient.reading.attribution import (
    ReportingLexicon,
    SpeechAct,
    find_speech_acts,
    shipped_reporting_lexicon,
)
from salient.reading.bearings import without_bearings
from salient.reading.bounds import MAX_TEXT, refusal_of
from salient.reading.claims import Found, failed_attempt, make_claim
from salient.reading.countries import countries_crossed, is_country, with_countries
from salient.reading.datelines import day_of_report
from salient.reading.demanded import asked_of_others
from salient.reading.elsewhere import in_others
from salient.reading.events import Trigger, find_triggers
from salient.reading.factuality import Standing, standing_of
from salient.reading.fired_upon import as_told
from salient.reading.firing import told_by_means
from salient.reading.gate import Gate
from salient.reading.headings import in_heading, names_rubric
from salient.reading.holders import HolderNames, Voice
from salient.reading.items import completed
from salient.reading.lexicon import Lexicon, load_lexicon
from salient.reading.of_the_war import BY_FIRE, OF_A_SIDE, musters
from salient.reading.other_senses import counts_victims, of_no_event
from salient.reading.own_clause import in_own_clause
from salient.reading.parties import Discourse, PartyFinder, SideNames
from salient.reading.pipeline import PIPELINE_VERSION, Pipeline, load_pipeline
from salient.reading.placeless import tells_nothing
from salient.reading.placing import anchor_places
from salient.reading.purposes import still_to_come
from salient.reading.senses import told_by_object
from salient.reading.sentences import (
    ParsedSentence,
    Sentence,
    fold,
    parse_sentences,
    split_sentences,
)
from salient.reading.standing import joined_standing, taken_back
from salient.reading.timing import anchor_time, coming_time, left_open
from salient.reading.topics import Topic, at_topic, topic_of
from salient.reading.unplaced import at_unknown
from salient.reading.ways import mention_tokens
from salient.reading.windows import ActWindow, Window
from salient.theatre import Theatre
from salient.times import find_times

__all__ = ["MAX_TEXT", "READER_VERSION", "EnglishReader"]

READER_VERSION = f"1.11+{PIPELINE_VERSION}"

_BESIDE = frozenset({"loss", "capacity", "damage", "harm_civilians"})
"""Events that *do so* does not take up: what befell somebody, not what somebody did."""

_ONE_NAME = frozenset({"settlement", "river", "district", "feature"})

_LOOK_AHEAD = 120
"""Characters after a sentence in which it may be taken back."""

_QUESTION = re.compile(r"\?[\"')\].]*$")


class _Scene(NamedTuple):
    """One document while it is read."""

    document: Document
    ref: DocumentRef
    today: date
    acts: tuple[SpeechAct, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    topic: Topic | None


class _Line(NamedTuple):
    """One sentence while it is read.

    Beside its parse: the names of sides in it, its places and times, who speaks in it, and how the
    text goes on after it.
    """

    sentence: ParsedSentence
    names: Mapping[int, tuple[str, str]]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    acts: tuple[SpeechAct, ...]
    following: str


_IS_ITS_GOAL = frozenset({"advance", "cross", "encircle"})
"""Events that did not take place where they failed: no attempt stands beside them."""


class EnglishReader:
    """Reads English documents for one theatre. The same document gives the same claims.

    theatre: whose sides, sources and days are meant.
    places: finds and resolves the places that a text names.
    pipeline: an installed spaCy pipeline to parse with in place of the one that ships.
    lexicon: a folder whose files add to or override the lexicon that ships.
    """

    name = "salient-english"
    version = READER_VERSION
    languages: tuple[str, ...] = ("en",)

    def __init__(
        self,
        theatre: Theatre,
        places: PlaceFinder,
        *,
        pipeline: str | None = None,
        lexicon: Path | None = None,
    ) -> None:
        self.theatre = theatre
        self._places = places
        self._pipeline_name = pipeline
        self._lexicon: Lexicon = load_lexicon("en", lexicon)
        self._reporting: ReportingLexicon = shipped_reporting_lexicon("en")
        self._names = SideNames.of(theatre)
        self._holders = HolderNames(theatre)
        self._gate = Gate(self._lexicon, self._reporting)
        self._zone = ZoneInfo(theatre.timezone)
        self._reader = Reader(name=self.name, version=self.version)

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline that parses, loaded when first needed."""
        return load_pipeline(self._pipeline_name)

    def day_of(self, moment: datetime) -> date:
        """The theatre's day to which a moment belongs."""
        return moment.astimezone(self._zone).date()

    # -- the two layers --------------------------------------------------------------------

    def read(self, document: Document) -> list[Claim | Rejected]:
        """Claims of a document in the order of its text, and what had to be refused."""
        refusal = refusal_of(document)
        if refusal is not None and refusal.reason == "surrogate":
            return [refusal]
        text = document.text[:MAX_TEXT]
        refused: list[Claim | Rejected] = [] if refusal is None else [refusal]
        sentences = split_sentences(text)
        folded = fold(text)
        wanted = {s.start for s in sentences if self._gate.event(folded[s.start : s.end])}
        if not wanted:
            return refused
        places = tuple(self._places.mentions(text, day=self.day_of(document.published)))
        relevant = [
            s for s in sentences
            if s.start in wanted or self._gate.source(folded[s.start : s.end])
        ]  # fmt: skip
        parsed = self._parse(text, relevant, places)
        scene = self._scene(document, text, parsed, places)
        claims = self._claims(scene, parsed, wanted)
        return [*claims, *refused]

    def attributions(self, document: Document) -> list[Attribution]:
        """Who says what in a document: source, cue and content of each reported statement."""
        text = document.text[:MAX_TEXT]
        places = self._places.mentions(text, day=self.day_of(document.published))
        parsed = self._parse(text, split_sentences(text), places)
        return [
            Attribution(
                document_id=document.document_id, source=a.source, cue=a.cue, content=a.content
            )
            for a in self._speech_acts(parsed, text, places)
            if a.depth == 0
        ]

    # -- inside ----------------------------------------------------------------------------

    def _speech_acts(
        self, parsed: Sequence[ParsedSentence], text: str, places: Sequence[PlaceMention]
    ) -> list[SpeechAct]:
        return find_speech_acts(
            parsed,
            text,
            self._reporting,
            known=self._holders.is_known,
            places=self._holders.grounds(places),
        )

    def _parse(
        self, text: str, sentences: Sequence[Sentence], places: Sequence[PlaceMention]
    ) -> list[ParsedSentence]:
        names = sorted((m.start, m.end) for m in places if m.kind in _ONE_NAME)
        return list(parse_sentences(text, sentences, self.pipeline, names))

    def _scene(
        self,
        document: Document,
        text: str,
        parsed: Sequence[ParsedSentence],
        places: tuple[PlaceMention, ...],
    ) -> _Scene:
        today = day_of_report(text, self.day_of(document.published))
        acts = tuple(self._speech_acts(parsed, text, places))
        places = self._holders.without_speakers(places, acts)
        return _Scene(
            document=document,
            ref=DocumentRef.of(document),
            today=today,
            acts=acts,
            places=places,
            times=tuple(find_times(text, today)),
            topic=topic_of(text, [m for m in places if not is_country(m)]),
        )

    def _claims(
        self, scene: _Scene, parsed: Sequence[ParsedSentence], wanted: set[int]
    ) -> list[Claim]:
        discourse, context = Discourse(), PlaceContext()
        claims: list[Claim] = []
        places, times, acts = Window(scene.places), Window(scene.times), ActWindow(scene.acts)
        read = 0
        for sentence in parsed:
            end = sentence.start + len(sentence.text)
            context.note_unread(self._no_sides(places.within(read, sentence.start)))
            read = end
            line = _Line(
                sentence=sentence,
                names=self._names.scan(sentence.doc),
                places=places.within(sentence.start, end),
                times=times.within(sentence.start, end),
                acts=acts.within(sentence.start, end),
                following=scene.document.text[end : end + _LOOK_AHEAD],
            )
            if sentence.start in wanted and not _QUESTION.search(sentence.text):
                claims += self._of_sentence(scene, line, discourse, context)
            self._note(scene, line, discourse)
            context.note(sentence, line.places)
        claims.sort(key=lambda c: (c.predicate.start, c.predicate.end, c.claim_id))
        claims = completed(claims, scene.document.text, self._holders.side, scene.places)
        return list({c.claim_id: c for c in claims if not without_bearings(c)}.values())

    def _finder(
        self,
        line: _Line,
        scene: _Scene,
        before: Party | None,
        places: frozenset[int] = frozenset(),
    ) -> PartyFinder:
        sentence = line.sentence
        acting = {"nsubj", "nsubj:pass", "nmod:poss", "amod"}
        return PartyFinder(
            sentence=sentence,
            names={
                i: hit
                for i, hit in line.names.items()
                if i not in places or sentence.doc[i].dep_ in acting
            },
            words=self._names,
            lexicon=self._lexicon,
            sides=self.theatre.side_ids,
            pov_at=lambda offset: self._voice(scene, line, offset, offset + 1).side,
            before=before,
        )

    def _no_sides(self, mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
        """Mentions without those that may be a side's name (*Kyiv wants …*)."""
        return [m for m in mentions if m.text.lower() not in self._names.by_first]

    def _voice(self, scene: _Scene, line: _Line, start: int, end: int) -> Voice:
        return self._holders.voice(scene.document, line.acts, start, end)

    def _of_sentence(
        self,
        scene: _Scene,
        line: _Line,
        discourse: Discourse,
        context: PlaceContext,
    ) -> Iterable[Claim]:
        sentence = line.sentence
        here = [m for m in line.places if not is_country(m)]
        place_tokens = _of_mentions(sentence, here)
        finder = self._finder(line, scene, discourse.last, place_tokens)
        context.begin(sentence, here)
        listed = context.topic_paragraph == sentence.paragraph
        told = told_by_object(find_triggers(finder, place_tokens, listed=listed), finder)
        triggers = told_by_means(told, self._lexicon, sentence.doc)
        named = place_tokens | {*line.names} | _of_mentions(sentence, line.places)
        anchored = anchor_places(sentence, triggers, here, context, named)
        again = done_so(sentence.doc, triggers, discourse.event)
        if again is not None:
            triggers.append(again.trigger)
            anchored.append(list(context.event if again.of is None else anchored[again.of]))
        for trigger, places in zip(triggers, anchored, strict=True):
            if trigger.frame.event_type not in _BESIDE:
                discourse.event, context.event = trigger, tuple(places)
        every = list(zip(triggers, anchored, strict=True))
        crossed = countries_crossed(sentence, triggers, line.places, anchored)
        for (trigger, places), countries in zip(every, crossed, strict=True):
            start, end = sentence.span(trigger.head, trigger.head)
            voice = self._voice(scene, line, start, end)
            superseded = taken_back(voice.acts, sentence.text, line.following)
            standing = joined_standing(
                standing_of(
                    trigger.head,
                    self._lexicon,
                    words=trigger.tokens,
                    negative=trigger.frame.negative,
                    event_type=trigger.frame.event_type,
                ),
                voice.acts,
                superseded=superseded,
            )
            if standing.untrue is not None and standing.mood == "denied":
                voice = voice.denying(sentence.span(standing.untrue, standing.untrue)[0])
            time = anchor_time(sentence, trigger, line.times)
            standing = still_to_come(standing, time, scene.today, trigger.frame)
            time = time or coming_time(sentence, trigger.head, line.times, standing.mood)
            found = Found(
                trigger=trigger,
                finder=finder,
                places=tuple(places or _at_topic(scene, trigger, standing, named, start)),
                time=left_open(sentence, trigger.head, time, standing.mood, scene.today),
                standing=standing,
                voice=voice,
            )
            if tells_nothing(found, countries):
                continue
            if is_told(found, place_tokens, countries) and not names_rubric(found, every):
                for claim in self._of_event(scene, found, in_war=discourse.last is not None):
                    told_at = with_countries(claim, countries)
                    if not told_at.places and not at_unknown(trigger, named):
                        told_at = in_own_clause(told_at, sentence, trigger, triggers, here, context)
                    yield told_at

    def _of_event(self, scene: _Scene, found: Found, *, in_war: bool) -> Iterable[Claim]:
        of_war = _concerns_the_war(found, in_war=in_war) and not of_no_event(found)
        if not of_war or in_heading(found.finder.sentence, found.trigger):
            return
        text = scene.document.text
        found = as_told(found, self._lexicon)
        missed = failed_attempt(found)
        if missed is None or found.trigger.frame.event_type not in _IS_ITS_GOAL:
            claim = make_claim(found, scene.ref, text, scene.today, self._reader)
            if not asked_of_others(found, claim, self._holders.side):
                yield claim
        if missed is not None:
            goal = "advance" if found.trigger.frame.event_type in {"attack", "fight"} else None
            yield make_claim(missed, scene.ref, text, scene.today, self._reader, event=goal)

    def _note(self, scene: _Scene, line: _Line, discourse: Discourse) -> None:
        if not line.names:
            return
        finder = self._finder(line, scene, discourse.last)
        doc = line.sentence.doc
        subjects = [t for t in doc if t.dep_ in {"nsubj", "nsubj:pass"}]
        objects = [t for t in doc if t.dep_ == "obj" and t.pos_ == "NOUN"]
        if any(t.pos_ == "PRON" for t in subjects):
            # *They shelled the troops*: who they are is spoken of on.
            objects = []
        for told in (subjects, objects):
            parties = [finder.party(t) for t in told if t.pos_ != "PRON" and finder.is_force(t)]
            sided = [p for p in parties if p is not None and p.side is not None]
            if sided:
                discourse.note(sided[-1])
                return


def _at_topic(
    scene: _Scene, trigger: Trigger, standing: Standing, named: Collection[int], at: int
) -> list[Anchored]:
    """The place that a short item is about, for an event of it that names none, known or not."""
    if at_unknown(trigger, named) or in_others(trigger):
        return []
    return at_topic(scene.topic, trigger, standing, at)


def _of_mentions(sentence: ParsedSentence, mentions: Sequence[PlaceMention]) -> frozenset[int]:
    """The tokens that mentions of places cover."""
    return frozenset(t.i for m in mentions for t in mention_tokens(sentence.doc, sentence.start, m))


def _concerns_the_war(found: Found, *, in_war: bool) -> bool:
    """Whether an event has a side or a place of the theatre; else it is a claim of nothing.

    After a sentence about one of the sides (`in_war`) fire and its victims are the war's; so are
    battles and what comes of them where one of a side's own tells of them, or a verb does and
    the sentence names a side.
    """
    finder, trigger = found.finder, found.trigger
    if in_war and trigger.frame.event_type in BY_FIRE:
        return True
    if trigger.frame.event_type in OF_A_SIDE or counts_victims(trigger):
        named = bool(finder.names)
        foreign = trigger.actor is not None and trigger.actor.pos_ == "PROPN"
        by_a_side = found.voice.side is not None and (in_war or named)
        if by_a_side or (named and trigger.frame.form == "verb" and not foreign):
            return True
    for token in (trigger.actor, trigger.target):
        if token is not None and finder.side_of(token) is not None:
            return True
    if any(a.mention.place_id is not None for a in found.places):
        return True
    return in_war and musters(found)
