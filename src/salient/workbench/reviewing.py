"""Reviews as a person makes them: corrections in words become the ledger's exact ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

import msgspec

from salient.errors import LedgerError, UsageError
from salient.ledger import Ledger, anchor_of
from salient.model import (
    ActorChange,
    Change,
    Claim,
    ClaimReview,
    ControlChange,
    ControlEffect,
    DaysChange,
    EventChange,
    Holder,
    HolderChange,
    Merge,
    MoodChange,
    PlaceChange,
    PlaceMention,
    PolarityChange,
    Review,
    ReviewAction,
    SourceMark,
    TakeBack,
)
from salient.theatre import Source
from salient.workbench.days import as_day
from salient.workbench.ground import Ground
from salient.workbench.localities import exact_place

__all__ = ["CORRECTABLE", "Reviews", "heard", "reviewed_sources"]

CORRECTABLE = ("place", "holder", "date", "event", "polarity", "mood", "actor", "control")
"""What of a claim can be corrected."""

RELIABLE = 0.9
UNRELIABLE = 0.6
"""What the marks `reliable` and `unreliable` stand for as the chance that a statement holds up."""

_NONE = "none"
_SETTING = re.compile(r"([a-z]+)(?:\[(.*)\])?\Z", re.DOTALL)


class Reviews:
    """What analysts say about a ledger's claims, documents and sources."""

    def __init__(self, ledger: Ledger, ground: Ground) -> None:
        self._ledger = ledger
        self._ground = ground

    def claim(
        self,
        claim_id: str,
        verdict: str,
        changes: Mapping[str, str] | None = None,
        *,
        by: str,
        reason: str,
        now: datetime | None = None,
    ) -> Review:
        """Accept, reject or correct a claim; see `Workbench.review`."""
        raw = self._raw(claim_id)
        made = tuple(self._change(raw, name, value) for name, value in (changes or {}).items())
        action = ClaimReview(anchor=anchor_of(raw), verdict=verdict, changes=made)
        return self._add(action, by, reason, now)

    def merge(
        self, document_ids: Sequence[str], *, by: str, reason: str, now: datetime | None = None
    ) -> Review:
        """Say that documents are one text published more than once, and so one witness."""
        return self._add(Merge(document_ids=tuple(document_ids)), by, reason, now)

    def mark_source(
        self,
        name: str,
        mark: str,
        reliability: float | None = None,
        *,
        by: str,
        reason: str,
        now: datetime | None = None,
    ) -> Review:
        """Mark a source; `mark` is one of `salient.model.SOURCE_MARKS`.

        `reliability` (0..1) goes with the mark of that name; `unmarked` ends an earlier mark.
        """
        action = SourceMark(name=name, mark=mark, reliability=reliability)
        return self._add(action, by, reason, now)

    def take_back(
        self, review_id: str, *, by: str, reason: str, now: datetime | None = None
    ) -> Review:
        """Take a review back: it counts no more, and stays in the record."""
        return self._add(TakeBack(review_id=review_id), by, reason, now)

    def _add(self, action: ReviewAction, by: str, reason: str, now: datetime | None) -> Review:
        moment = datetime.now(UTC) if now is None else now
        return self._ledger.reviews.add(action, by=by, reason=reason, recorded_at=moment)

    def find(
        self, *, place: str | None = None, unattached: bool = False, standing: bool = False
    ) -> list[Review]:
        """List reviews in the order of recording.

        With `place` only those of claims that name it, as read or as corrected; with `unattached`
        only those whose words no claim answers to at present; with `standing` only those that
        nobody took back.

        Raises:
            UsageError: there is no such place.

        """
        book = self._ledger.reviews
        if unattached:
            found = list(book.unattached())
        else:
            found = book.standing() if standing else book.all()
        if place is None:
            return found
        place_id = exact_place(self._ground, place).place_id
        return [review for review in found if place_id in self._places_of(review)]

    def _places_of(self, review: Review) -> set[str | None]:
        action = review.action
        if not isinstance(action, ClaimReview):
            return set()
        named: set[str | None] = {
            change.place.place_id
            for change in action.changes
            if isinstance(change, PlaceChange) and change.place is not None
        }
        claim_id = action.anchor.claim_id
        raw = self._ledger.claims_by_id([claim_id], reviewed=False).get(claim_id)
        return named | {mention.place_id for mention in raw.places} if raw is not None else named

    # -- reading corrections ---------------------------------------------------------------

    def _raw(self, claim_id: str) -> Claim:
        found = self._ledger.claims_by_id([claim_id], reviewed=False)
        if claim_id not in found:
            raise LedgerError(
                f"the ledger at {self._ledger.target} holds no claim {claim_id!r}; "
                "copy an id from salient search, salient why or salient review queue"
            )
        return found[claim_id]

    def _change(self, claim: Claim, setting: str, value: str) -> Change:
        match = _SETTING.match(setting)
        name, words = match.groups() if match else (setting, None)
        if name not in CORRECTABLE or (words is not None and name != "place"):
            raise UsageError(
                f"{setting!r} is nothing that can be corrected; give one of: "
                f"{', '.join(CORRECTABLE)}; or place[WORDS] for one of several places"
            )
        if name == "place":
            return self._place_change(claim, words, value)
        if name == "control":
            return ControlChange(effects=tuple(self._effects(value)))
        if name == "actor":
            return ActorChange(side=None if value == _NONE else self._side(value))
        if name == "holder":
            return HolderChange(holder=None if value == _NONE else self._holder(value))
        return _SIMPLE[name](value)

    def _place_change(self, claim: Claim, words: str | None, value: str) -> PlaceChange:
        place = None if value == _NONE else exact_place(self._ground, value)
        mention = _mention(claim, words)
        if mention is None:
            if place is None:
                raise UsageError(
                    f"claim {claim.claim_id} names no place{_said(words)}, so none "
                    "can be taken away"
                )
            return PlaceChange(words=words, offset=None, place=place)
        offset = mention.start - claim.quote.start
        return PlaceChange(words=mention.text, offset=offset, place=place)

    def _side(self, value: str) -> str:
        sides = self._ground.theatre.side_ids
        if value not in sides:
            raise UsageError(f"{value!r} is no side; give one of: {', '.join(sides)}, or none")
        return value

    def _effects(self, value: str) -> Iterator[ControlEffect]:
        if value == _NONE:
            return
        for part in value.split(","):
            try:
                place, side, effect = part.strip().rsplit(":", 2)
            except ValueError:
                raise UsageError(
                    f"{part.strip()!r} says nothing of control; write PLACE:SIDE:EFFECT, such as "
                    "Izium:UA:gains, with commas between several, or none"
                ) from None
            place_id = exact_place(self._ground, place).place_id
            yield ControlEffect(place_id=place_id, side=self._side(side), effect=effect)

    def _holder(self, value: str) -> Holder:
        """Read `NAME` or `NAME/KIND`; the kind of a source that the theatre knows is known."""
        name, _, kind = (part.strip() for part in value.partition("/"))
        known = _by_name(self._ground.theatre.sources).get(name.casefold())
        if not kind:
            kind = known.kind if known is not None else "unspecified"
        return Holder(name=known.name if known else name, kind=kind, start=None, end=None)


def _mention(claim: Claim, words: str | None) -> PlaceMention | None:
    """Find the mention that a correction is about: the one with these words, or the only one."""
    if words is not None:
        same = [m for m in claim.places if m.text.casefold() == words.casefold()]
        return same[0] if same else None
    there = [m for m in claim.places if m.role == "location"] or list(claim.places)
    if len({m.text for m in there}) > 1:
        raise UsageError(
            f"claim {claim.claim_id} names several places; say which as place[WORDS], one of: "
            f"{', '.join(dict.fromkeys(f'place[{m.text}]' for m in claim.places))}"
        )
    return there[0] if there else None


def _said(words: str | None) -> str:
    return "" if words is None else f" {words!r}"


def _days(value: str) -> DaysChange:
    """Read a day, or two with a slash between them; two dots stand for an open end."""
    first, slash, last = (part.strip() for part in value.partition("/"))
    ends = (first, last) if slash else (first, first)
    earliest, latest = (None if end in {"..", ""} else _day(end, value) for end in ends)
    return DaysChange(earliest=earliest, latest=latest)


def _day(end: str, value: str) -> date:
    try:
        return as_day(end)
    except UsageError as error:
        raise UsageError(
            f"{value!r} is no date; write 2022-05-14, or 2022-05-01/2022-05-14 for several days, "
            "with .. for an open end"
        ) from error


_SIMPLE: dict[str, Callable[[str], Change]] = {
    "date": _days,
    "event": lambda value: EventChange(event_type=value),
    "polarity": lambda value: PolarityChange(polarity=value),
    "mood": lambda value: MoodChange(mood=value),
}


def _by_name(sources: Iterable[Source]) -> dict[str, Source]:
    return {name.casefold(): one for one in sources for name in (one.name, *one.aliases)}


def _marks(ledger: Ledger, sources: Sequence[Source]) -> dict[str, SourceMark]:
    """Give the standing marks by the theatre's name of the source, or the name as written."""
    known = _by_name(sources)
    found: dict[str, SourceMark] = {}
    for name, review in ledger.reviews.source_marks().items():
        if isinstance(review.action, SourceMark):
            source = known.get(name.casefold())
            found[source.name if source is not None else name] = review.action
    return found


def reviewed_sources(ledger: Ledger, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give a theatre's sources with the reliability that reviews give them.

    A marked source that the theatre does not know is added.
    """
    numbers = {
        name: {"reliable": RELIABLE, "unreliable": UNRELIABLE}.get(mark.mark, mark.reliability)
        for name, mark in _marks(ledger, sources).items()
    }
    marked = [
        one
        if (number := numbers.get(one.name)) is None
        else msgspec.structs.replace(one, reliability=number)
        for one in sources
    ]
    known = {one.name for one in sources}
    marked += [
        Source(name=name, kind="unspecified", reliability=number)
        for name, number in numbers.items()
        if name not in known and number is not None
    ]
    return tuple(marked)


def heard(claims: Iterable[Claim], ledger: Ledger, sources: Sequence[Source]) -> Iterator[Claim]:
    """Leave out the claims for which nobody vouches but who is marked as no witness.

    The innermost holder vouches; those around it only pass on.
    """
    mute = {n.casefold() for n, m in _marks(ledger, sources).items() if m.mark == "not-a-witness"}
    known = _by_name(sources)
    for claim in claims:
        if mute and claim.holders:
            name = claim.holders[-1].name.casefold()
            source = known.get(name)
            if name in mute or (source is not None and source.name.casefold() in mute):
                continue
        yield claim
