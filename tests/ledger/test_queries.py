"""Any history of adding, asked at any moment, answers as a plain list of readings would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_factories import DAY, IZIUM, KHARKIV, PUBLISHED, RECORDED, claim, document, reading

from salient.ledger import DocumentReading, Ledger, open_ledger
from salient.model import Claim, Reader

SENTENCES = ("Report", "Troops hold the village.", "Others left the town")
PLACES = (KHARKIV, IZIUM, "geonames:1")


class Event(NamedTuple):
    """One reading being added; numbers stand for the document, its wording and the reader."""

    number: int
    wording: int
    reader: int
    published: int
    recorded: int
    claims: tuple[tuple[int, int, int, int], ...]

    @property
    def reading(self) -> DocumentReading:
        published = PUBLISHED + timedelta(hours=self.published)
        whole = document(self.number, f" ({self.wording})", published=published)
        found = [
            claim(
                whole,
                SENTENCES[sentence],
                claim_id=f"claim-{self.number}-{self.wording}-{self.reader}-{index}",
                places=(PLACES[place],),
                days=(DAY + timedelta(days=day), DAY + timedelta(days=day + length)),
            )
            for index, (sentence, place, day, length) in enumerate(self.claims)
        ]
        version = Reader(name="rules", version=str(self.reader))
        return DocumentReading(document=whole, reader=version, claims=tuple(found))


small = st.integers(0, 2)
events = st.lists(
    st.builds(
        Event,
        number=st.integers(1, 3),
        wording=small,
        reader=small,
        published=st.integers(0, 5),
        recorded=st.integers(0, 5),
        claims=st.lists(
            st.tuples(small, small, st.integers(0, 80), st.integers(0, 80)), max_size=3
        ).map(tuple),
    ),
    max_size=12,
)
questions = st.fixed_dictionaries(
    {
        "known": st.none() | st.integers(-1, 6),
        "published": st.none() | st.integers(-1, 6),
        "place": st.none() | small,
        "first": st.none() | st.integers(-10, 90),
        "last": st.none() | st.integers(-10, 90),
    }
)


class Plain:
    """A ledger as a list, with every rule written out the slow way."""

    def __init__(self) -> None:
        self.stored: list[tuple[datetime, DocumentReading]] = []

    def add(self, one: DocumentReading, moment: datetime) -> None:
        clock = max([moment, *(recorded for recorded, _ in self.stored)])
        for _, old in self.stored:
            same = old.document.document_id == one.document.document_id
            worded_alike = old.document.fingerprint == one.document.fingerprint
            if same and worded_alike and old.reader == one.reader:
                return
        self.stored.append((clock, one))

    def first_recorded(self, fingerprint: str) -> int:
        prints = [one.document.fingerprint for _, one in self.stored]
        return prints.index(fingerprint)

    def current(self, known: datetime | None, published: datetime | None) -> list[DocumentReading]:
        there = [
            one
            for recorded, one in self.stored
            if (known is None or recorded <= known)
            and (published is None or one.document.published <= published)
        ]
        chosen: dict[str, DocumentReading] = {}
        for one in there:
            best = chosen.get(one.document.document_id)
            age = self.first_recorded(one.document.fingerprint)
            if best is None or age >= self.first_recorded(best.document.fingerprint):
                chosen[one.document.document_id] = one
        return sorted(
            chosen.values(), key=lambda one: (one.document.published, one.document.document_id)
        )


def _touches(one: Claim, first: date | None, last: date | None) -> bool:
    assert one.time.earliest is not None
    assert one.time.latest is not None
    return (last is None or one.time.earliest <= last) and (
        first is None or first <= one.time.latest
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=events, asked=st.lists(questions, min_size=1, max_size=6))
def test_any_history_asked_at_any_moment(
    fresh_target: Callable[[], str],
    history: list[Event],
    asked: list[dict[str, int | None]],
) -> None:
    plain = Plain()
    # One publication time a wording: it is part of what the fingerprint stands for.
    settled: dict[tuple[int, int], int] = {}
    with open_ledger(fresh_target(), create=True) as ledger:
        for event in history:
            published = settled.setdefault((event.number, event.wording), event.published)
            one = event._replace(published=published).reading
            moment = RECORDED + timedelta(hours=event.recorded)
            plain.add(one, moment)
            ledger.add(one, moment)
        for question in asked:
            _compare(ledger, plain, question)


def _compare(ledger: Ledger, plain: Plain, question: dict[str, int | None]) -> None:

    def after(base: datetime, hours: int | None) -> datetime | None:
        return None if hours is None else base + timedelta(hours=hours)

    known = after(RECORDED, question["known"])
    published = after(PUBLISHED, question["published"])
    first, last = (
        None if days is None else DAY + timedelta(days=days)
        for days in (question["first"], question["last"])
    )
    if first and last and last < first:
        first, last = last, first
    place = None if question["place"] is None else PLACES[question["place"]]
    current = plain.current(known, published)
    expected = [
        one
        for whole in current
        for one in sorted(whole.claims, key=lambda c: (c.quote.start, c.claim_id))
        if (place is None or place in {m.place_id for m in one.places})
        and _touches(one, first, last)
    ]
    found = ledger.claims(
        known_by=known,
        published_by=published,
        place_ids=None if place is None else [place],
        from_day=first,
        to_day=last,
    )
    assert list(found) == expected
    documents = list(ledger.documents(known_by=known, published_by=published))
    assert documents == [one.document for one in current]


def test_the_plain_ledger_agrees_on_a_case_worked_by_hand() -> None:
    plain = Plain()
    old, new = reading(document()), reading(document(wording=" (edited)"))
    plain.add(old, RECORDED)
    plain.add(new, RECORDED + timedelta(hours=1))
    plain.add(old, RECORDED + timedelta(hours=2))
    assert plain.current(None, None) == [new]
    assert plain.current(RECORDED, None) == [old]
