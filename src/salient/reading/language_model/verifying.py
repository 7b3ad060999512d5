"""From what a model proposes to a claim, or to the reason why it is refused.

Nothing that the model says is taken on trust: words must stand where they are said to stand, and
offsets, ids, coordinates, days, codes and the publisher are our own. So a model that invents, or
that follows orders hidden in a report, can at most misread words that are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from salient.model import (
    Claim,
    ControlEffect,
    Document,
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
from salient.reading.checking import contract_problems
from salient.reading.holders import HolderNames
from salient.reading.language_model.passages import Passage
from salient.reading.language_model.proposals import (
    Proposal,
    ProposedControl,
    ProposedHolder,
    ProposedParty,
    ProposedPlace,
    ProposedQuantity,
)
from salient.reading.sentences import fold

__all__ = ["Codes", "Refusal", "Verifier"]

_OPEN = frozenset({"forecast", "intended", "conditional"})

Codes = Mapping[str, tuple[str | None, str | None]]
"""PLOVER and ACLED codes by event type."""


class Refusal(Exception):  # noqa: N818 - becomes a Rejected, never leaves the room
    """A proposal cannot be a claim: a short `reason`, and a sentence for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Verifier(NamedTuple):
    """All that a proposal about one document is held against.

    `places` and `times` are what salient itself found in the document, `today` its day.
    """

    document: Document
    reference: DocumentRef
    sides: tuple[str, ...]
    names: HolderNames
    places: Sequence[PlaceMention]
    times: Sequence[TimeMention]
    today: date
    codes: Codes
    reader: Reader

    def claim(self, proposal: Proposal, passage: Passage) -> Claim:
        """Make the claim that a proposal stands for.

        Raises:
            Refusal: something in it is not in the text, not allowed, or contradicts itself.

        """
        inside = passage.span(*proposal.sentences)
        if inside is None:
            numbers = f"{proposal.sentences[0]} to {proposal.sentences[1]}"
            raise Refusal("quote-not-in-text", f"there are no sentences {numbers} in the passage")
        quote = self._find(proposal.quote, *inside, reason="quote-not-in-text", what="the quote")
        predicate = self._find(
            proposal.predicate, quote.start, quote.end,
            reason="predicate-not-in-quote", what="the predicate",
        )  # fmt: skip
        places = tuple(self._place(place, quote, passage) for place in proposal.places)
        plover, acled = self.codes.get(proposal.event_type, (None, None))
        claim = Claim(
            claim_id=content_id(
                "claim", self.document.document_id, self.reader.name, self.reader.version,
                predicate.start, predicate.end, proposal.event_type, proposal.polarity, quote.text,
            ),
            document=self.reference,
            quote=quote,
            holders=self._holders(proposal.holders, passage),
            event_type=proposal.event_type,
            plover=plover,
            acled=acled,
            predicate=Predicate(
                lemma=proposal.lemma, text=predicate.text, start=predicate.start, end=predicate.end
            ),
            actor=self._party(proposal.actor, quote),
            target=self._party(proposal.target, quote),
            places=places,
            time=self._time(proposal, inside),
            polarity=proposal.polarity,
            mood=proposal.mood,
            probability=proposal.probability,
            probability_term=self._term(proposal.probability_term, inside),
            quantities=tuple(self._quantity(q, quote) for q in proposal.quantities),
            control=tuple(
                effect for c in proposal.control if (effect := self._effect(c, places)) is not None
            ),
            reader=self.reader,
        )  # fmt: skip
        problems = contract_problems(claim, self.document, self.sides)
        if problems:
            raise Refusal("not-allowed", "; ".join(problems))
        return claim

    def _find(self, words: str, start: int, end: int, *, reason: str, what: str) -> Span:
        """Find words within a stretch of the text, letter by letter."""
        at = self.document.text.find(words, start, end) if words.strip() else -1
        if at < 0:
            raise Refusal(reason, f"{what} {words[:120]!r} does not stand in the text there")
        return Span(words, at, at + len(words))

    def _in_sentence(self, words: str, number: int, passage: Passage, what: str) -> Span:
        inside = passage.span(number, number)
        if inside is None:
            raise Refusal("words-not-in-text", f"{what} names sentence {number}, which is none")
        return self._find(words, *inside, reason="words-not-in-text", what=what)

    def _holders(self, proposed: Sequence[ProposedHolder], passage: Passage) -> tuple[Holder, ...]:
        chain = [self.names.publisher(self.document)]
        for holder in proposed:
            span = self._in_sentence(holder.words, holder.sentence, passage, "a holder")
            known = self.names.known(holder.name) or self.names.known(holder.words)
            name = holder.name if known is None else known.name
            if known is None and fold(name).casefold() not in fold(self.document.text).casefold():
                raise Refusal(
                    "holder-not-in-text", f"the text names no holder {holder.name[:120]!r}"
                )
            kind = holder.kind if known is None or known.kind == "publisher" else known.kind
            chain.append(Holder(name=name, kind=kind, start=span.start, end=span.end))
        return tuple(chain)

    def _party(self, proposed: ProposedParty | None, quote: Span) -> Party | None:
        if proposed is None:
            return None
        span = self._find(
            proposed.words, quote.start, quote.end, reason="words-not-in-text", what="a party"
        )
        return Party(name=span.text, side=proposed.side, start=span.start, end=span.end)

    def _place(self, proposed: ProposedPlace, quote: Span, passage: Passage) -> PlaceMention:
        """Find a place by its words, in the quote before any other sentence.

        Which place of the gazetteer is meant is for our own resolver to say, never for the model.
        """
        at = self.document.text.find(proposed.words, quote.start, quote.end)
        if at >= 0 and proposed.words.strip():
            span = Span(proposed.words, at, at + len(proposed.words))
        else:
            span = self._in_sentence(proposed.words, proposed.sentence, passage, "a place")
        found = next((m for m in self.places if m.start < span.end and span.start < m.end), None)
        if found is None:
            return PlaceMention(
                text=span.text, start=span.start, end=span.end, place_id=None, name=None, kind=None,
                latitude=None, longitude=None, admin1=None, country=None,
                relation=proposed.relation, role=proposed.role,
            )  # fmt: skip
        return PlaceMention(
            text=found.text, start=found.start, end=found.end, place_id=found.place_id,
            name=found.name, kind=found.kind, latitude=found.latitude, longitude=found.longitude,
            admin1=found.admin1, country=found.country, score=found.score,
            relation=proposed.relation, role=proposed.role,
        )  # fmt: skip

    def _time(self, proposal: Proposal, inside: tuple[int, int]) -> TimeMention:
        if proposal.time is None:
            latest = None if proposal.mood in _OPEN else self.today
            return TimeMention(text=None, start=None, end=None, earliest=self.today, latest=latest)
        span = self._find(proposal.time, *inside, reason="words-not-in-text", what="the time")
        for time in self.times:
            start, end = time.start, time.end
            if start is not None and end is not None and start < span.end and span.start < end:
                return time
        return TimeMention(
            text=span.text, start=span.start, end=span.end, earliest=None, latest=None
        )

    def _term(self, term: str | None, inside: tuple[int, int]) -> str | None:
        if term is None:
            return None
        return self._find(
            term, *inside, reason="words-not-in-text", what="the estimative word"
        ).text

    def _quantity(self, proposed: ProposedQuantity, quote: Span) -> Quantity:
        span = self._find(
            proposed.words, quote.start, quote.end, reason="words-not-in-text", what="a quantity"
        )
        return Quantity(
            kind=proposed.kind, side=proposed.side, low=proposed.low, high=proposed.high,
            text=span.text,
        )  # fmt: skip

    def _effect(
        self, proposed: ProposedControl, places: Sequence[PlaceMention]
    ) -> ControlEffect | None:
        """An effect on one of the claim's places; None where that place was not resolved."""
        for place in places:
            if fold(proposed.place) in {fold(place.text), fold(place.name or "")}:
                if place.place_id is None or place.relation != "at":
                    return None
                return ControlEffect(
                    place_id=place.place_id, side=proposed.side, effect=proposed.effect
                )
        raise Refusal(
            "control-elsewhere",
            f"control is said of {proposed.place[:120]!r}, which is none of the claim's places",
        )
