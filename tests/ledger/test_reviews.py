"""Reviews: kept, attached to words, and standing in every answer; on every backend."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from ledger_factories import (
    DAY,
    IZIUM,
    KHARKIV,
    NEWER_RULES,
    PUBLISHED,
    RECORDED,
    claim,
    document,
    reading,
)

from salient.errors import LedgerError, UsageError
from salient.ledger import Ledger, open_ledger
from salient.ledger.reviews_attaching import anchor_of
from salient.model import (
    Claim,
    ClaimReview,
    DaysChange,
    EventChange,
    Merge,
    Place,
    PlaceChange,
    PolarityChange,
    Review,
    ReviewAction,
    ReviewedClaim,
    SourceMark,
    TakeBack,
)

LATER = RECORDED + timedelta(hours=1)
ELSEWHERE = Place(place_id=IZIUM, name="Izium", latitude=49.2, longitude=37.3, country="UA")


def say(
    ledger: Ledger, action: ReviewAction, at: datetime = LATER, by: str = "Olena", why: str = "seen"
) -> Review:
    return ledger.reviews.add(action, by=by, reason=why, recorded_at=at)


def on(one: Claim, verdict: str, *changes) -> ClaimReview:
    return ClaimReview(anchor=anchor_of(one), verdict=verdict, changes=changes)


def moved_to(place: Place | None) -> PlaceChange:
    return PlaceChange(words="the village", offset=0, place=place)


@pytest.fixture
def one(ledger: Ledger) -> Claim:
    whole = document()
    made = claim(whole, control=(KHARKIV,))
    ledger.add(reading(whole, made), RECORDED)
    return made


class TestCorrecting:
    def test_without_reviews_claims_come_as_they_were_read(self, ledger, one) -> None:
        assert list(ledger.claims()) == [one]
        assert type(next(ledger.claims())) is Claim

    def test_a_review_by_somebody_else_is_seen_where_there_was_none(
        self, ledger, target, one
    ) -> None:
        asked = {"from_day": DAY, "to_day": DAY}
        assert list(ledger.claims(place_ids=(KHARKIV,), **asked)) == [one]
        assert list(ledger.claims(place_ids=(IZIUM,), **asked)) == []
        with open_ledger(target) as theirs:
            say(theirs, on(one, "correct", moved_to(ELSEWHERE)))
        assert list(ledger.claims(place_ids=(KHARKIV,), **asked)) == []
        assert [found.claim_id for found in ledger.claims(place_ids=(IZIUM,), **asked)] == [
            one.claim_id
        ]
        assert list(ledger.claims(place_ids=(KHARKIV,), **asked, reviewed=False)) == [one]

    def test_a_corrected_place_is_found_at_the_new_place_and_not_at_the_old(
        self, ledger, one
    ) -> None:
        say(ledger, on(one, "correct", moved_to(ELSEWHERE)))
        assert list(ledger.claims(place_ids=[KHARKIV])) == []
        (found,) = ledger.claims(place_ids=[IZIUM])
        assert isinstance(found, ReviewedClaim)
        assert found.places[0].place_id == IZIUM
        assert found.places[0].score == 1.0
        assert [e.place_id for e in found.control] == [IZIUM]
        assert list(ledger.claims(place_ids=[KHARKIV], reviewed=False)) == [one]

    def test_what_was_changed_and_by_whom_comes_with_the_claim_as_json(self, ledger, one) -> None:
        said = say(ledger, on(one, "correct", moved_to(ELSEWHERE)))
        (found,) = ledger.claims()
        record = msgspec.json.decode(msgspec.json.encode(found))
        assert record["claim_id"] == one.claim_id
        assert record["reviews"] == [
            {
                "review_id": said.review_id,
                "verdict": "correct",
                "by": "Olena",
                "reason": "seen",
                "recorded_at": "2022-05-14T21:00:00Z",
                "changes": [{"field": "place", "before": KHARKIV, "after": IZIUM}],
            }
        ]
        assert set(record) == {*Claim.__struct_fields__, "reviews"}

    def test_of_two_corrections_of_one_thing_the_latest_stands_and_both_are_kept(
        self, ledger, one
    ) -> None:
        say(ledger, on(one, "correct", EventChange(event_type="repel")))
        say(ledger, on(one, "correct", EventChange(event_type="capture")), by="Taras")
        (found,) = ledger.claims()
        assert found.event_type == "capture"
        assert (found.reviews[0].by, found.reviews[0].changes) == ("Olena", ())
        assert found.reviews[1].changes[0].before == "hold"
        assert len(ledger.reviews.all()) == 2

    def test_corrections_of_different_things_stand_together(self, ledger, one) -> None:
        say(ledger, on(one, "correct", EventChange(event_type="repel")))
        first = date(2022, 5, 10)
        say(ledger, on(one, "correct", DaysChange(earliest=first, latest=first)))
        (found,) = ledger.claims(from_day=first, to_day=first, event_types=["repel"])
        assert found.time.earliest == first
        assert list(ledger.claims(from_day=DAY, to_day=DAY)) == []
        assert list(ledger.claims(event_types=["hold"])) == []

    def test_a_correction_undoes_a_rejection(self, ledger, one) -> None:
        say(ledger, on(one, "reject"))
        assert list(ledger.claims()) == []
        say(ledger, on(one, "correct", PolarityChange(polarity="negative")))
        (found,) = ledger.claims()
        assert (found.polarity, found.control) == ("negative", ())

    def test_a_rejected_claim_is_still_found_by_its_id_and_says_that_it_is(
        self, ledger, one
    ) -> None:
        say(ledger, on(one, "reject"), why="a parody account")
        found = ledger.claims_by_id([one.claim_id])[one.claim_id]
        assert found.rejected
        assert found.reviews[0].reason == "a parody account"
        raw = ledger.claims_by_id([one.claim_id], reviewed=False)
        assert raw == {one.claim_id: one}

    def test_an_accepted_claim_says_so_and_stays_the_same(self, ledger, one) -> None:
        say(ledger, on(one, "accept"))
        (found,) = ledger.claims()
        assert found.reviews[0].verdict == "accept"
        assert all(getattr(found, f) == getattr(one, f) for f in Claim.__struct_fields__)

    def test_corrected_claims_keep_the_order_of_answers(self, ledger) -> None:
        wholes = [document(n, published=PUBLISHED + timedelta(hours=n)) for n in (1, 2, 3)]
        made = [claim(whole, places=(IZIUM,)) for whole in wholes]
        made[1] = claim(wholes[1], places=(KHARKIV,))
        ledger.add_many([reading(w, c) for w, c in zip(wholes, made, strict=True)], RECORDED)
        say(ledger, on(made[1], "correct", moved_to(ELSEWHERE)))
        found = [c.claim_id for c in ledger.claims(place_ids=[IZIUM])]
        assert found == [c.claim_id for c in made]


class TestMoments:
    def test_a_review_counts_from_the_moment_it_was_recorded(self, ledger, one) -> None:
        say(ledger, on(one, "reject"))
        assert list(ledger.claims(known_by=LATER)) == []
        assert list(ledger.claims(known_by=LATER - timedelta(microseconds=1))) == [one]
        assert ledger.reviews.all(known_by=RECORDED) == []

    def test_it_counts_whenever_the_text_was_published(self, ledger, one) -> None:
        say(ledger, on(one, "reject"), at=datetime(2026, 1, 1, tzinfo=UTC))
        assert list(ledger.claims(published_by=PUBLISHED)) == []

    def test_its_moment_never_lies_before_what_is_stored(self, ledger, one) -> None:
        assert (
            say(ledger, on(one, "reject"), at=RECORDED - timedelta(days=9)).recorded_at == RECORDED
        )
        say(ledger, TakeBack(review_id=ledger.reviews.all()[0].review_id), at=LATER)
        report = ledger.add(reading(document(7)), RECORDED)
        assert report.recorded_at == LATER

    def test_a_moment_without_an_offset_is_refused(self, ledger, one) -> None:
        with pytest.raises(UsageError, match="no offset from UTC"):
            say(ledger, on(one, "accept"), at=LATER.replace(tzinfo=None))


class TestTakingBack:
    def test_a_review_taken_back_counts_no_more_and_is_kept(self, ledger, one) -> None:
        wrong = say(ledger, on(one, "reject"))
        back = say(ledger, TakeBack(review_id=wrong.review_id), why="mistaken")
        assert list(ledger.claims()) == [one]
        assert ledger.reviews.all() == [wrong, back]
        assert ledger.reviews.standing() == [back]

    def test_taking_back_can_be_taken_back(self, ledger, one) -> None:
        first = say(ledger, on(one, "reject"))
        second = say(ledger, TakeBack(review_id=first.review_id))
        say(ledger, TakeBack(review_id=second.review_id))
        assert list(ledger.claims()) == []


class TestNewReadings:
    def test_a_newer_reader_keeps_the_review_at_the_same_words(self, ledger, one) -> None:
        say(ledger, on(one, "correct", moved_to(ELSEWHERE)))
        whole = document()
        longer = claim(
            whole, "Troops hold the village. Others left", claim_id="other", reader=NEWER_RULES
        )
        ledger.add(reading(whole, longer, reader=NEWER_RULES), LATER)
        (found,) = ledger.claims()
        assert (found.claim_id, found.places[0].place_id) == ("other", IZIUM)
        assert ledger.reviews.unattached() == ()

    def test_an_edited_text_keeps_it_too_though_offsets_move(self, ledger, one) -> None:
        say(ledger, on(one, "reject"))
        edited = document(wording=" with a long correction in front of everything")
        ledger.add(reading(edited, claim(edited, claim_id="moved")), LATER)
        assert list(ledger.claims()) == []
        assert [c.claim_id for c in ledger.claims(reviewed=False)] == ["moved"]

    def test_words_that_are_gone_leave_it_unattached_until_they_come_back(
        self, ledger, one
    ) -> None:
        said = say(ledger, on(one, "reject"))
        edited = document(text="Report 1. Nothing of it was true.")
        ledger.add(reading(edited, claim(edited, "Nothing of it was true.", claim_id="no")), LATER)
        assert [c.claim_id for c in ledger.claims()] == ["no"]
        assert ledger.reviews.unattached() == (said,)
        again = document(wording=" again")
        ledger.add(reading(again, claim(again, claim_id="back")), LATER)
        assert list(ledger.claims()) == []
        assert ledger.reviews.unattached() == ()


class TestMerging:
    def two(self, ledger: Ledger) -> tuple[Claim, Claim]:
        early, late = document(1), document(2, published=PUBLISHED + timedelta(hours=1))
        claims = claim(early), claim(late)
        ledger.add_many([reading(early, claims[0]), reading(late, claims[1])], RECORDED)
        return claims

    def test_merged_documents_are_one_witness_the_first_to_publish(self, ledger) -> None:
        first, second = self.two(ledger)
        say(ledger, Merge(document_ids=("doc-0002", "doc-0001")))
        assert list(ledger.claims()) == [first]
        assert list(ledger.claims(document_ids=["doc-0002"])) == []
        assert list(ledger.claims(reviewed=False)) == [first, second]
        assert ledger.reviews.merged() == [frozenset({"doc-0001", "doc-0002"})]

    def test_merges_that_share_a_document_are_one_group(self, ledger) -> None:
        self.two(ledger)
        ledger.add(reading(document(3)), RECORDED)
        say(ledger, Merge(document_ids=("doc-0001", "doc-0002")))
        say(ledger, Merge(document_ids=("doc-0002", "doc-0003")))
        assert ledger.reviews.merged() == [frozenset({"doc-0001", "doc-0002", "doc-0003"})]
        assert len(list(ledger.claims())) == 1


class TestSources:
    def test_the_latest_mark_of_a_source_stands(self, ledger) -> None:
        say(ledger, SourceMark(name="The Courier", mark="unreliable"))
        said = say(ledger, SourceMark(name="the courier", mark="reliability", reliability=0.4))
        assert ledger.reviews.source_marks() == {"the courier": said}
        say(ledger, SourceMark(name="The Courier", mark="unmarked"))
        assert ledger.reviews.source_marks() == {}


class TestRefusals:
    @pytest.mark.parametrize(
        ("action", "words"),
        [
            (Merge(document_ids=("a", "a")), "merging needs two different documents"),
            (SourceMark(name="x", mark="bad"), "'bad' is no mark of a source; give one of: reliab"),
            (SourceMark(name="x", mark="reliability", reliability=2.0), "a number from 0 to 1"),
            (SourceMark(name="x", mark="reliable", reliability=0.9), "comes with a number"),
            (SourceMark(name=" ", mark="reliable"), "needs the name of a source"),
        ],
    )
    def test_what_no_review_can_say(self, ledger, action, words) -> None:
        with pytest.raises(UsageError, match=words):
            say(ledger, action)
        assert ledger.reviews.all() == []

    def test_wrong_corrections(self, ledger, one) -> None:
        for changes, words in (
            ((), "a correction must change something"),
            ((EventChange(event_type="dance"),), "'dance' is no event type"),
            ((PolarityChange(polarity="maybe"),), "give one of: positive, negative"),
            (
                (DaysChange(earliest=date(2022, 5, 9), latest=date(2022, 5, 1)),),
                "give the earlier day first",
            ),
        ):
            with pytest.raises(UsageError, match=words):
                say(ledger, on(one, "correct", *changes))
        with pytest.raises(UsageError, match="would accept a claim changes nothing"):
            say(ledger, on(one, "accept", EventChange(event_type="hold")))

    def test_a_review_needs_a_name_and_a_reason(self, ledger, one) -> None:
        with pytest.raises(UsageError, match="must say by whom it is"):
            say(ledger, on(one, "accept"), by=" ")
        with pytest.raises(UsageError, match="must say the reason"):
            say(ledger, on(one, "accept"), why="")

    def test_what_is_reviewed_must_be_there(self, ledger, one) -> None:
        nowhere = msgspec.structs.replace(one, claim_id="claim-none")
        for action, words in (
            (on(nowhere, "accept"), "holds no claim 'claim-none'; check the id"),
            (Merge(document_ids=("doc-0001", "doc-9")), "holds no document 'doc-9'"),
            (TakeBack(review_id="review-x"), "holds no review 'review-x'"),
        ):
            with pytest.raises(LedgerError, match=words):
                say(ledger, action)

    def test_a_ledger_that_is_only_read_takes_no_review(self, target, one, ledger) -> None:
        with (
            open_ledger(target, read_only=True) as opened,
            pytest.raises(LedgerError, match="open it for writing to review"),
        ):
            say(opened, on(one, "accept"))

    def test_saying_the_same_twice_in_a_row_adds_nothing(self, ledger, one) -> None:
        first = say(ledger, on(one, "accept"))
        assert say(ledger, on(one, "accept"), at=LATER + timedelta(hours=1)) == first
        assert ledger.reviews.all() == [first]


def test_a_redaction_takes_the_reviews_that_quote_the_document(ledger, one) -> None:
    say(ledger, on(one, "reject"))
    mark = say(ledger, SourceMark(name="The Courier", mark="unreliable"))
    ledger.redact("doc-0001", LATER, redacted_by="Desk", reason="asked to")
    assert ledger.reviews.all() == [mark]
