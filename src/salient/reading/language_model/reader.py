"""The reader that asks a language model, passage by passage, and checks every answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from salient.model import (
    Claim,
    Document,
    DocumentRef,
    PlaceFinder,
    Reader,
    Rejected,
    TimeMention,
)
from salient.reading.holders import HolderNames
from salient.reading.language_model.endpoint import Endpoint, Message, NoAnswer
from salient.reading.language_model.passages import Passage, passages
from salient.reading.language_model.proposals import answer_schema, instructions, proposals
from salient.reading.language_model.verifying import Codes, Refusal, Verifier
from salient.reading.lexicon import load_lexicon
from salient.theatre import Theatre
from salient.times import find_times, languages

__all__ = ["MAX_TEXT", "LanguageModelReader"]

_VERSION = "1.0"
MAX_TEXT = 200_000
"""Code points of a document that are asked about; the rest is refused, so that cost is bounded."""

_TRIES = 2
"""How often a passage is asked about when its answer cannot be read."""


class LanguageModelReader:
    """Reads documents of any language by asking a model, and keeps only what the text bears out.

    theatre: whose sides, sources and days are meant.
    places: finds and resolves the places that a text names; the model resolves none.
    endpoint: what is asked.

    The version names the model, so that another model's reading supersedes this one's. Equal
    answers give equal claims; whether a model answers equally twice is its endpoint's affair.
    """

    name = "salient-language-model"
    languages: tuple[str, ...] = ()
    """None in particular: any language that the model knows."""

    def __init__(self, theatre: Theatre, places: PlaceFinder, endpoint: Endpoint) -> None:
        self.theatre = theatre
        self.version = f"{_VERSION}+{endpoint.model}"
        self._places = places
        self._endpoint = endpoint
        self._names = HolderNames(theatre)
        self._zone = ZoneInfo(theatre.timezone)
        self._schema = answer_schema(theatre.side_ids)
        self._codes = _codes()

    def read(self, document: Document) -> list[Claim | Rejected]:
        """Claims in the order of the text, then what was refused, each with its reason.

        Raises:
            EndpointError: the endpoint cannot be asked at all; nothing of the document counts as
                read.

        """
        text = document.text[:MAX_TEXT]
        verifier = self._verifier(document, text)
        found: dict[str, Claim] = {}
        refused: list[Rejected] = list(_too_long(document))
        for passage in passages(text):
            refused += [_withheld(document, s.start, s.end) for s in passage.withheld]
            for item in self._of_passage(verifier, passage):
                if isinstance(item, Rejected):
                    refused.append(item)
                else:
                    found.setdefault(item.claim_id, item)
            if refused and refused[-1].reason == "no-answer":
                break
        order = sorted(
            found.values(), key=lambda c: (c.predicate.start, c.predicate.end, c.claim_id)
        )
        return [*order, *refused]

    def _verifier(self, document: Document, text: str) -> Verifier:
        today = document.published.astimezone(self._zone).date()
        return Verifier(
            document=document,
            reference=DocumentRef.of(document),
            sides=self.theatre.side_ids,
            names=self._names,
            places=tuple(self._places.mentions(text, day=today)),
            times=_times(text, today, document.language),
            today=today,
            codes=self._codes,
            reader=Reader(name=self.name, version=self.version),
        )

    def _of_passage(self, verifier: Verifier, passage: Passage) -> Iterator[Claim | Rejected]:
        if not passage.sentences:
            return
        document = verifier.document
        start, end = passage.sentences[0].start, passage.sentences[-1].end

        def refuse(reason: str, detail: str) -> Rejected:
            return Rejected(
                stage="reading", reason=reason, detail=detail, source=document.document_id,
                start=start, end=end,
            )  # fmt: skip

        messages = self._messages(document, passage)
        for attempt in range(1, _TRIES + 1):
            try:
                proposed = list(proposals(self._endpoint.ask(messages, self._schema)))
                break
            except NoAnswer as nothing:
                if nothing.reason == "no-answer" or attempt == _TRIES:
                    yield refuse(nothing.reason, nothing.detail)
                    return
        for proposal in proposed:
            if isinstance(proposal, str):
                yield refuse("claim-unreadable", proposal)
                continue
            try:
                yield verifier.claim(proposal, passage)
            except Refusal as refusal:
                yield refuse(refusal.reason, refusal.detail)

    def _messages(self, document: Document, passage: Passage) -> list[Message]:
        """The rules, and the report as data: JSON escapes whatever would end it early."""
        material = {
            "publisher": document.publisher,
            "published": document.published.astimezone(self._zone).date().isoformat(),
            "sides": {side.id: side.name for side in self.theatre.sides},
            "sentences": [
                {"number": number, "text": document.text[s.start : s.end]}
                for number, s in enumerate(passage.sentences, 1)
            ],
        }
        return [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": json.dumps(material)},
        ]


def _times(text: str, today: date, language: str) -> tuple[TimeMention, ...]:
    known = language if language in languages() else "en"
    return tuple(find_times(text, today, language=known))


def _too_long(document: Document) -> Iterator[Rejected]:
    length = len(document.text)
    if length > MAX_TEXT:
        yield Rejected(
            stage="reading",
            reason="too-long",
            detail=f"the text has {length:,} characters; the model was asked about the first "
            f"{MAX_TEXT:,}. Split the document to have the rest read",
            source=document.document_id,
            start=MAX_TEXT,
            end=length,
        )


def _withheld(document: Document, start: int, end: int) -> Rejected:
    return Rejected(
        stage="reading",
        reason="addressed-to-a-machine",
        detail="the sentence gives orders to whatever reads it, and was kept from the model",
        source=document.document_id,
        start=start,
        end=end,
    )


def _codes() -> Codes:
    """The codes that most of the lexicon's frames of an event type carry."""
    counts: dict[str, dict[tuple[str | None, str | None], int]] = {}
    for frames in load_lexicon("en").frames.values():
        for frame in frames:
            of_type = counts.setdefault(frame.event_type, {})
            pair = (frame.plover, frame.acled)
            of_type[pair] = of_type.get(pair, 0) + 1
    return {
        event_type: max(of_type, key=lambda pair: (of_type[pair], str(pair)))
        for event_type, of_type in counts.items()
    }
