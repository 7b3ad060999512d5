"""Reviews in the words that a person uses, and what they do to estimates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from salient.errors import LedgerError, UsageError
from salient.model import Claim, ControlEffect, PlaceChange, ReviewedClaim, SourceMark
from salient.theatre import Source
from salient.workbench import Workbench
from salient.workbench.reviewing import UNRELIABLE, reviewed_sources

NOW = datetime(2022, 3, 20, tzinfo=UTC)
SIGNED = {"by": "Olena", "reason": "seen", "now": NOW}
BRIDGETON = "geonames:2"


@pytest.fixture
def stocked(bench: Workbench, document) -> Workbench:
    text = "SOUTH took Bridgeton on 2022-03-05."
    bench.add_documents([document(text), document(text, "2022-03-11", publisher="Copier")], now=NOW)
    return bench


def ids(bench: Workbench) -> list[str]:
    return [claim.claim_id for claim in bench.ledger.claims()]


def corrected(bench: Workbench, **changes: str) -> Claim:
    first = ids(bench)[0]
    bench.review(first, "correct", changes, **SIGNED)
    return bench.ledger.claims_by_id([first])[first]


def south(bench: Workbench) -> float:
    (row,) = bench.control(on="2022-03-12", places=[BRIDGETON]).rows()
    return row["p_SOUTH"]


class TestCorrections:
    def test_a_place_is_given_by_name_or_id_and_its_control_moves_with_it(self, stocked) -> None:
        found = corrected(stocked, place="Castle Hill")
        assert isinstance(found, ReviewedClaim)
        assert [m.place_id for m in found.places] == ["geonames:3"]
        assert found.places[0].text == "Bridgeton"
        assert found.control == (
            ControlEffect(place_id="geonames:3", side="SOUTH", effect="gains"),
        )
        assert found.reviews[0].changes[0].before == BRIDGETON
        assert corrected(stocked, place="4").places[0].name == "Dale, Upper"

    def test_a_place_that_is_none(self, stocked) -> None:
        found = corrected(stocked, place="none")
        assert (found.places[0].place_id, found.control) == (None, ())

    def test_days(self, stocked) -> None:
        found = corrected(stocked, date="2022-03-01/2022-03-04")
        assert (found.time.earliest, found.time.latest) == (date(2022, 3, 1), date(2022, 3, 4))
        found = corrected(stocked, date="../2022-03-04")
        assert (found.time.earliest, found.time.latest) == (None, date(2022, 3, 4))

    def test_a_holder(self, stocked) -> None:
        found = corrected(stocked, holder="the mayor/official")
        assert [(h.name, h.kind) for h in found.holders] == [
            ("Hill Gazette", "publisher"),
            ("the mayor", "official"),
        ]
        assert [h.name for h in corrected(stocked, holder="none").holders] == ["Hill Gazette"]

    def test_event_actor_polarity_and_mood_with_the_control_that_follows(self, stocked) -> None:
        found = corrected(stocked, event="withdraw", mood="assessed")
        assert (found.event_type, found.mood) == ("withdraw", "assessed")
        assert found.control == (ControlEffect(place_id=BRIDGETON, side="SOUTH", effect="loses"),)
        found = corrected(stocked, actor="NORTH")
        assert found.control == (ControlEffect(place_id=BRIDGETON, side="NORTH", effect="loses"),)
        assert corrected(stocked, polarity="negative").control == ()

    def test_control_as_it_is_stated(self, stocked) -> None:
        found = corrected(stocked, control="geonames:3:NORTH:holds, Bridgeton:SOUTH:contests")
        assert found.control == (
            ControlEffect(place_id="geonames:3", side="NORTH", effect="holds"),
            ControlEffect(place_id=BRIDGETON, side="SOUTH", effect="contests"),
        )
        assert corrected(stocked, control="none").control == ()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            (
                {"colour": "red"},
                "'colour' is nothing that can be corrected; give one of: place, ho",
            ),
            ({"date[x]": "2022-03-01"}, "is nothing that can be corrected"),
            ({"place": "Aford"}, "'Aford' is the name of 2 places; give the id of one: geonames:1"),
            ({"place": "Nowhere"}, "'Nowhere' is no settlement of the theatre"),
            ({"place[the hill]": "none"}, "names no place 'the hill', so none can be taken away"),
            ({"date": "May"}, "'May' is no date; write 2022-05-14, or"),
            ({"event": "dance"}, "'dance' is no event type"),
            ({"actor": "EAST"}, "'EAST' is no side; give one of: NORTH, SOUTH, or none"),
            ({"control": "Bridgeton"}, "write PLACE:SIDE:EFFECT"),
            ({"control": "Bridgeton:SOUTH:likes"}, "'likes' is no effect on control"),
            ({"holder": "x/king"}, "'king' is no kind of a holder"),
        ],
    )
    def test_what_cannot_be_corrected_is_said(self, stocked, changes, words) -> None:
        with pytest.raises(UsageError, match=words):
            corrected(stocked, **changes)
        assert stocked.reviews.find() == []

    def test_an_unknown_claim(self, stocked) -> None:
        with pytest.raises(LedgerError, match="copy an id from salient search"):
            stocked.review("claim-none", "accept", **SIGNED)


class TestEstimates:
    def test_a_rejected_claim_moves_nothing(self, stocked, bench) -> None:
        with_both = south(stocked)
        for claim_id in ids(stocked):
            stocked.review(claim_id, "reject", **SIGNED)
        assert south(stocked) < with_both
        assert stocked.evidence() == []

    def test_merged_documents_are_one_witness(self, stocked) -> None:
        assert len(stocked.evidence()) == 2
        documents = [d.document_id for d in stocked.ledger.documents()]
        stocked.reviews.merge(documents, **SIGNED)
        assert [e.document_id for e in stocked.evidence()] == documents[:1]

    def test_what_is_no_witness_is_not_heard(self, stocked) -> None:
        stocked.reviews.mark_source("copier", "not-a-witness", **SIGNED)
        assert len(stocked.evidence()) == 1
        stocked.reviews.mark_source("Copier", "unmarked", **SIGNED)
        assert len(stocked.evidence()) == 2

    def test_a_mark_takes_the_place_of_the_theatres_number(self, stocked) -> None:
        sources = (
            Source(name="Gazette", kind="media", aliases=("Hill Gazette",), reliability=0.8),
            Source(name="Other", kind="media"),
        )
        stocked.reviews.mark_source("hill gazette", "unreliable", **SIGNED)
        stocked.reviews.mark_source("Copier", "reliability", 0.0, **SIGNED)
        found = {s.name: s.reliability for s in reviewed_sources(stocked.ledger, sources)}
        assert found == {"Gazette": UNRELIABLE, "Other": None, "Copier": 0.0}

    def test_a_mark_of_nought_is_a_mark(self, stocked) -> None:
        sources = (Source(name="Gazette", kind="media", reliability=0.8),)
        stocked.reviews.mark_source("Gazette", "reliability", 0.0, **SIGNED)
        assert [s.reliability for s in reviewed_sources(stocked.ledger, sources)] == [0.0]


class TestFinding:
    def test_reviews_of_a_place(self, stocked) -> None:
        first, second = ids(stocked)
        one = stocked.review(first, "correct", {"place": "Castle Hill"}, **SIGNED)
        two = stocked.review(second, "accept", **SIGNED)
        three = stocked.reviews.mark_source("x", "reliable", **SIGNED)
        assert stocked.reviews.find() == [one, two, three]
        assert stocked.reviews.find(place="Castle Hill") == [one]
        assert stocked.reviews.find(place=BRIDGETON) == [one, two]
        back = stocked.reviews.take_back(one.review_id, **SIGNED)
        assert stocked.reviews.find(standing=True) == [two, three, back]
        assert stocked.reviews.find(unattached=True) == []
        assert isinstance(three.action, SourceMark)

    def test_the_change_is_kept_as_it_was_resolved(self, stocked) -> None:
        made = stocked.review(ids(stocked)[0], "correct", {"place": "Castle Hill"}, **SIGNED)
        (change,) = made.action.changes
        assert isinstance(change, PlaceChange)
        assert (change.words, change.place.place_id) == ("Bridgeton", "geonames:3")
