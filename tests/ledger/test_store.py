"""One conformance suite: every backend must give back whole records, in the same order."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ledger_factories import (
    DAY,
    IZIUM,
    KHARKIV,
    NEWER_RULES,
    PUBLISHED,
    RECORDED,
    RULES,
    claim,
    document,
    reading,
    rejected,
)

from salient.errors import LedgerError, UsageError
from salient.ledger import AddReport, DocumentReading, Ledger, LedgerStats, open_ledger
from salient.ledger.parts import SCHEMA_VERSION
from salient.model import Reader

HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)


class TestWholeRecords:
    def test_a_claim_comes_back_as_it_went_in(self, ledger: Ledger) -> None:
        whole = document()
        given = claim(whole, places=(KHARKIV, None, IZIUM), control=("region:donbas",))
        ledger.add(reading(whole, given), RECORDED)
        assert list(ledger.claims()) == [given]

    def test_a_document_comes_back_as_it_went_in(self, ledger: Ledger) -> None:
        kyiv = timezone(timedelta(hours=3))
        whole = document(
            text="Ізюм — «наш»\n\t'\"\\ \u0000 🇺🇦 %s ? :x \U0010ffff",
            title="Заголовок",
            url=None,
            published=datetime(2022, 5, 14, 11, 30, 1, 999_999, tzinfo=kyiv),
        )
        ledger.add(DocumentReading(document=whole, reader=RULES), RECORDED)
        found = ledger.document(whole.document_id)
        assert found == whole
        assert found is not None
        assert found.published.isoformat() == whole.published.isoformat()

    def test_a_named_time_zone_keeps_its_offset_in_the_hour_that_comes_twice(
        self, ledger: Ledger
    ) -> None:
        second = datetime(2022, 10, 30, 3, 30, tzinfo=ZoneInfo("Europe/Kyiv"), fold=1)
        ledger.add(reading(document(published=second)), RECORDED)
        found = ledger.document("doc-0001")
        assert found is not None
        assert found.published.isoformat() == "2022-10-30T03:30:00+02:00"

    def test_an_empty_reading_is_kept(self, ledger: Ledger) -> None:
        whole = document()
        report = ledger.add(DocumentReading(document=whole, reader=RULES), RECORDED)
        assert (report.added, report.claims) == (1, 0)
        assert ledger.unread([whole], RULES) == []
        assert list(ledger.documents()) == [whole]

    def test_rejections_come_back_as_they_went_in(self, ledger: Ledger) -> None:
        loose = rejected(source="звіт.txt")
        inside = rejected(2, stage="reading", reason="no-event", start=3, end=9)
        whole = document()
        one = DocumentReading(document=whole, reader=RULES, rejected=(inside,))
        report = ledger.add_many([loose, one], RECORDED)
        assert report.rejections == 2
        assert sorted(ledger.rejections(), key=lambda r: r.stage) == [loose, inside]

    def test_more_records_than_one_fetch_come_back_in_order(self, ledger: Ledger) -> None:
        readings = [reading(document(number)) for number in range(1, 1202)]
        ledger.add_many(readings, RECORDED)
        assert list(ledger.claims()) == [one.claims[0] for one in readings]
        assert list(ledger.documents()) == [one.document for one in readings]
        assert list(ledger.claims(event_types=["hold"])) == [one.claims[0] for one in readings]


class TestAddingAgain:
    def test_the_same_reading_changes_nothing(self, ledger: Ledger) -> None:
        batch = [reading(document(number)) for number in (1, 2)]
        first = ledger.add_many([*batch, rejected()], RECORDED)
        before = ledger.stats()
        again = ledger.add_many([*batch, rejected()], RECORDED + HOUR)
        assert first == AddReport(added=2, claims=2, rejections=1, recorded_at=RECORDED)
        assert again == AddReport(unchanged=2, recorded_at=RECORDED + HOUR)
        assert ledger.stats() == before

    def test_twice_in_one_batch_is_once(self, ledger: Ledger) -> None:
        one = reading(document())
        report = ledger.add_many([one, one, rejected(), rejected()], RECORDED)
        assert (report.added, report.unchanged, report.rejections) == (1, 1, 1)
        assert list(ledger.claims()) == list(one.claims)
        assert list(ledger.rejections()) == [rejected()]

    def test_an_older_wording_added_again_does_not_come_back(self, ledger: Ledger) -> None:
        old, new = reading(document()), reading(document(wording=" (edited)"))
        ledger.add_many([old, new], RECORDED)
        report = ledger.add(old, RECORDED + HOUR)
        assert (report.unchanged, report.new_versions) == (1, 0)
        assert list(ledger.claims()) == list(new.claims)

    def test_a_restarted_ledger_knows_what_it_holds(self, target: str) -> None:
        one = reading(document())
        with open_ledger(target, create=True) as ledger:
            ledger.add(one, RECORDED)
        with open_ledger(target, create=True) as ledger:
            assert ledger.add(one, RECORDED).unchanged == 1
            assert list(ledger.claims()) == list(one.claims)

    def test_unread_are_new_documents_new_wordings_and_new_readers(self, ledger: Ledger) -> None:
        ledger.add(reading(document(1)), RECORDED)
        edited, new = document(1, " (edited)"), document(2)
        assert ledger.unread([new, document(1), edited], RULES) == [new, edited]
        assert ledger.unread([document(1)], NEWER_RULES) == [document(1)]
        assert ledger.unread([document(1)], Reader(name="other", version="1")) == [document(1)]


class TestVersions:
    @pytest.fixture
    def edited(self, ledger: Ledger) -> tuple[DocumentReading, DocumentReading]:
        """One document, edited a day later: published and recorded again."""
        old = reading(document())
        new = reading(document(wording=" (edited)", published=PUBLISHED + ONE_DAY))
        assert ledger.add(old, RECORDED) == AddReport(added=1, claims=1, recorded_at=RECORDED)
        assert ledger.add(new, RECORDED + ONE_DAY) == AddReport(
            new_versions=1, claims=1, recorded_at=RECORDED + ONE_DAY
        )
        return old, new

    def test_the_claims_of_the_new_wording_supersede_the_old(
        self, ledger: Ledger, edited: tuple[DocumentReading, DocumentReading]
    ) -> None:
        assert list(ledger.claims()) == list(edited[1].claims)
        assert list(ledger.documents()) == [edited[1].document]

    @pytest.mark.parametrize("axis", ["known_by", "published_by"])
    def test_the_old_wording_answers_again_for_the_past(
        self, ledger: Ledger, edited: tuple[DocumentReading, DocumentReading], axis: str
    ) -> None:
        moment = RECORDED if axis == "known_by" else PUBLISHED
        for at, expected in (
            (moment - HOUR, []),
            (moment, [edited[0]]),
            (moment + ONE_DAY - HOUR, [edited[0]]),
            (moment + ONE_DAY, [edited[1]]),
        ):
            asked = {axis: at}
            assert list(ledger.claims(**asked)) == [c for one in expected for c in one.claims]
            assert list(ledger.documents(**asked)) == [one.document for one in expected]
            found = ledger.document("doc-0001", **asked)
            assert found == (expected[0].document if expected else None)

    def test_the_old_wording_answers_place_and_day_questions_too(
        self, ledger: Ledger, edited: tuple[DocumentReading, DocumentReading]
    ) -> None:
        asked = {"place_ids": [KHARKIV], "from_day": DAY, "to_day": DAY}
        assert list(ledger.claims(**asked)) == list(edited[1].claims)
        assert list(ledger.claims(known_by=RECORDED, **asked)) == list(edited[0].claims)

    def test_versions_are_numbered_from_one(
        self, ledger: Ledger, edited: tuple[DocumentReading, DocumentReading]
    ) -> None:
        versions = ledger.versions("doc-0001")
        assert [one.number for one in versions] == [1, 2]
        assert [one.recorded_at for one in versions] == [RECORDED, RECORDED + ONE_DAY]
        assert [one.document for one in versions] == [one.document for one in edited]
        assert ledger.document("doc-0001", 1) == edited[0].document
        assert ledger.document("doc-0001", 2) == edited[1].document
        assert ledger.document("doc-0001", 3) is None

    def test_a_document_that_is_not_there_is_none(self, ledger: Ledger) -> None:
        assert ledger.document("doc-9999") is None
        assert ledger.document("with\0nul") is None
        assert ledger.versions("doc-9999") == ()
        assert ledger.versions("\ud800") == ()

    def test_a_newer_reader_supersedes_and_the_past_keeps_the_older(self, ledger: Ledger) -> None:
        whole = document()
        older = reading(whole)
        newer = reading(whole, claim(whole, event_type="advance"), reader=NEWER_RULES)
        ledger.add(older, RECORDED)
        report = ledger.add(newer, RECORDED + HOUR)
        assert report == AddReport(reread=1, claims=1, recorded_at=RECORDED + HOUR)
        assert list(ledger.claims()) == list(newer.claims)
        assert list(ledger.claims(known_by=RECORDED)) == list(older.claims)

    def test_rereading_an_old_wording_does_not_bring_it_back(
        self, ledger: Ledger, edited: tuple[DocumentReading, DocumentReading]
    ) -> None:
        old = edited[0].document
        ledger.add(reading(old, reader=NEWER_RULES), RECORDED + 2 * ONE_DAY)
        assert list(ledger.claims()) == list(edited[1].claims)

    def test_a_reading_that_finds_nothing_supersedes_too(self, ledger: Ledger) -> None:
        ledger.add(reading(document()), RECORDED)
        ledger.add(DocumentReading(document=document(), reader=NEWER_RULES), RECORDED)
        assert list(ledger.claims()) == []

    def test_rejections_of_a_superseded_reading_answer_for_the_past_only(
        self, ledger: Ledger
    ) -> None:
        old, new = rejected(1, stage="reading"), rejected(2, stage="reading")
        whole = document()
        ledger.add(DocumentReading(document=whole, reader=RULES, rejected=(old,)), RECORDED)
        ledger.add(
            DocumentReading(document=whole, reader=NEWER_RULES, rejected=(new,)), RECORDED + HOUR
        )
        assert list(ledger.rejections()) == [new]
        assert list(ledger.rejections(known_by=RECORDED)) == [old]
        assert list(ledger.rejections(known_by=RECORDED - HOUR)) == []


class TestOrderAndLimits:
    def test_claims_are_ordered_by_publication_document_and_place_in_the_text(
        self, ledger: Ledger
    ) -> None:
        late, early = document(1, published=PUBLISHED + HOUR), document(3)
        middle = document(2)
        readings = [
            reading(late),
            reading(early, claim(early, "Others left"), claim(early, "Report", claim_id="claim-b")),
            reading(
                middle,
                claim(middle, claim_id="claim-z"),
                claim(middle, claim_id="claim-a"),
            ),
        ]
        ledger.add_many(readings, RECORDED)
        found = [(one.document.document_id, one.claim_id) for one in ledger.claims()]
        assert found == [
            ("doc-0002", "claim-a"),
            ("doc-0002", "claim-z"),
            ("doc-0003", "claim-b"),
            ("doc-0003", readings[1].claims[0].claim_id),
            ("doc-0001", readings[0].claims[0].claim_id),
        ]

    def test_documents_are_ordered_by_code_point_not_by_locale(self, ledger: Ledger) -> None:
        ids = ["b", "a", "B", "_", "ж", "ab", "a-b", "é", "\U0001f600", "\uffff"]
        ledger.add_many([reading(document(document_id=one)) for one in ids], RECORDED)
        assert [one.document_id for one in ledger.documents()] == sorted(ids)

    def test_places_are_those_named_and_those_whose_control_is_told(self, ledger: Ledger) -> None:
        first, second, third = document(1), document(2), document(3)
        named = claim(first, places=(IZIUM, KHARKIV))
        told = claim(second, places=(KHARKIV,), control=(IZIUM, IZIUM))
        ledger.add_many(
            [reading(first, named), reading(second, told), reading(third, claim(third))], RECORDED
        )
        assert list(ledger.claims(place_ids=[IZIUM])) == [named, told]
        assert len(list(ledger.claims(place_ids=(KHARKIV, IZIUM)))) == 3
        assert list(ledger.claims(place_ids=["geonames:1"])) == []
        assert list(ledger.claims(place_ids=[])) == []
        assert list(ledger.claims(place_ids=["\0", "\ud800"])) == []

    def test_ten_thousand_places_can_be_asked_for_at_once(self, ledger: Ledger) -> None:
        one = reading(document())
        ledger.add(one, RECORDED)
        many = [*(f"geonames:{number}" for number in range(40_000)), KHARKIV]
        assert list(ledger.claims(place_ids=many, from_day=DAY, to_day=DAY)) == list(one.claims)

    @pytest.mark.parametrize(
        ("days", "from_day", "to_day", "found"),
        [
            ((DAY, DAY), DAY, DAY, True),
            ((DAY, DAY), DAY + ONE_DAY, DAY + ONE_DAY, False),
            ((DAY, DAY), None, DAY - ONE_DAY, False),
            ((DAY, DAY), DAY, None, True),
            ((DAY, DAY + 400 * ONE_DAY), DAY + 200 * ONE_DAY, DAY + 200 * ONE_DAY, True),
            ((DAY, DAY + 400 * ONE_DAY), DAY + 401 * ONE_DAY, None, False),
            ((DAY, None), date(2100, 1, 1), date(2100, 1, 1), True),
            ((DAY, None), None, DAY - ONE_DAY, False),
            ((None, DAY), date(1900, 1, 1), date(1900, 1, 1), True),
            ((None, DAY), DAY + ONE_DAY, None, False),
            ((None, None), DAY, DAY, True),
            ((DAY + ONE_DAY, DAY), DAY, DAY, True),
        ],
    )
    def test_days_find_the_claims_that_share_one(
        self,
        ledger: Ledger,
        days: tuple[date | None, date | None],
        from_day: date | None,
        to_day: date | None,
        found: bool,
    ) -> None:
        whole = document()
        ledger.add(reading(whole, claim(whole, days=days)), RECORDED)
        for places in (None, [KHARKIV]):
            asked = ledger.claims(place_ids=places, from_day=from_day, to_day=to_day)
            assert len(list(asked)) == found

    def test_days_in_the_wrong_order_are_refused(self, ledger: Ledger) -> None:
        with pytest.raises(UsageError) as raised:
            ledger.claims(from_day=date(2022, 5, 14), to_day=date(2022, 5, 13))
        assert str(raised.value) == (
            "the days asked for end on 2022-05-13 before they begin on 2022-05-14; "
            "give the earlier day first"
        )

    def test_documents_events_and_publication_limit_the_claims(self, ledger: Ledger) -> None:
        readings = [
            reading(whole, claim(whole, event_type=kind))
            for whole, kind in (
                (document(1), "hold"),
                (document(2, published=PUBLISHED + HOUR), "advance"),
                (document(3, published=PUBLISHED + 2 * HOUR), "hold"),
            )
        ]
        ledger.add_many(readings, RECORDED)
        one, two, three = (item.claims[0] for item in readings)
        assert list(ledger.claims(document_ids=["doc-0003", "doc-0001"])) == [one, three]
        assert list(ledger.claims(document_ids=())) == []
        assert list(ledger.claims(event_types=("advance", "capture"))) == [two]
        assert list(ledger.claims(event_types=["hold"], document_ids=["doc-0001"])) == [one]
        assert list(ledger.claims(published_from=PUBLISHED + HOUR)) == [two, three]
        assert list(
            ledger.claims(published_from=PUBLISHED + HOUR, published_by=PUBLISHED + HOUR)
        ) == [two]
        assert list(ledger.documents(published_from=PUBLISHED + 2 * HOUR)) == [readings[2].document]
        assert list(ledger.documents(document_ids={"doc-0002"})) == [readings[1].document]

    def test_moments_compare_across_time_zones(self, ledger: Ledger) -> None:
        far_east = timezone(timedelta(hours=12))
        ledger.add(reading(document()), RECORDED)
        same = PUBLISHED.astimezone(far_east)
        assert len(list(ledger.claims(published_by=same))) == 1
        assert list(ledger.claims(published_by=same - HOUR)) == []

    def test_the_ends_of_time_can_be_asked_for(self, ledger: Ledger) -> None:
        ledger.add(reading(document()), RECORDED)
        first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
        assert list(ledger.claims(published_by=first)) == []
        assert len(list(ledger.claims(published_from=first, known_by=last))) == 1
        assert len(list(ledger.claims(from_day=date.min, to_day=date.max))) == 1


class TestClaimsById:
    def test_superseded_claims_are_found_too(self, ledger: Ledger) -> None:
        old, new = reading(document()), reading(document(wording=" (edited)"))
        ledger.add(old, RECORDED)
        ledger.add(new, RECORDED + HOUR)
        first, second = old.claims[0], new.claims[0]
        asked = [second.claim_id, "claim-none", first.claim_id, "\0", "\ud800"]
        found = ledger.claims_by_id(asked)
        assert list(found.items()) == [(second.claim_id, second), (first.claim_id, first)]
        assert ledger.claims_by_id(asked, known_by=RECORDED) == {first.claim_id: first}
        assert ledger.claims_by_id([]) == {}

    def test_of_two_readings_with_the_same_id_the_later_answers(self, ledger: Ledger) -> None:
        whole = document()
        first = claim(whole, claim_id="claim-same")
        second = claim(whole, claim_id="claim-same", event_type="advance")
        ledger.add(reading(whole, first), RECORDED)
        ledger.add(reading(whole, second, reader=NEWER_RULES), RECORDED + HOUR)
        assert ledger.claims_by_id(["claim-same"]) == {"claim-same": second}
        assert ledger.claims_by_id(["claim-same"], known_by=RECORDED) == {"claim-same": first}


class TestAddingAsAWhole:
    def test_a_batch_that_breaks_off_stores_nothing(self, ledger: Ledger) -> None:
        before = ledger.stats()
        with pytest.raises(AttributeError):
            ledger.add_many([reading(document()), _broken()], RECORDED)
        assert ledger.stats() == before
        assert ledger.add(reading(document()), RECORDED).added == 1

    def test_what_the_ledger_refuses_is_named_and_stored(self, ledger: Ledger) -> None:
        whole, naive = document(1), document(2, published=datetime(2022, 5, 14))  # noqa: DTZ001
        good, bad = claim(whole), claim(whole, document=claim(document(3)).document)
        batch = [reading(whole, good, bad), reading(naive, claim(whole)), reading(document(4))]
        report = ledger.add_many(batch, RECORDED)
        assert (report.added, report.claims, report.rejections) == (2, 2, 2)
        assert [(one.stage, one.reason, one.source) for one in report.refused] == [
            ("ledger", "other-document", "doc-0001"),
            ("ledger", "no-offset", "doc-0002"),
        ]
        assert set(ledger.rejections()) == set(report.refused)
        again = ledger.add_many(batch, RECORDED)
        assert (again.unchanged, again.rejections) == (2, 0)

    def test_transaction_time_never_runs_backwards(self, ledger: Ledger) -> None:
        ledger.add(reading(document(1)), RECORDED)
        report = ledger.add(reading(document(2)), RECORDED - ONE_DAY)
        assert report.recorded_at == RECORDED
        assert list(ledger.claims(known_by=RECORDED - HOUR)) == []
        assert len(list(ledger.claims(known_by=RECORDED))) == 2

    def test_a_moment_without_an_offset_is_refused(self, ledger: Ledger) -> None:
        naive = datetime(2022, 5, 14, 20)  # noqa: DTZ001
        with pytest.raises(UsageError) as raised:
            ledger.add(reading(document()), naive)
        assert str(raised.value) == (
            "the time of recording is 2022-05-14T20:00:00, which has no offset from UTC; "
            "give one, such as 2022-05-14T20:00:00+00:00"
        )
        with pytest.raises(UsageError, match="known_by is 2022-05-14T20:00:00, which has no"):
            ledger.claims(known_by=naive)
        with pytest.raises(UsageError, match="published_by is 2022-05-14T20:00:00, which has no"):
            ledger.documents(published_by=naive)

    def test_an_answer_begun_goes_on_while_more_is_added(self, ledger: Ledger) -> None:
        first = [reading(document(number)) for number in range(1, 1500)]
        ledger.add_many(first, RECORDED)
        answer = ledger.claims()
        begun = [next(answer)]
        ledger.add_many([reading(document(number)) for number in range(3000, 3010)], RECORDED)
        assert [*begun, *answer] == [one.claims[0] for one in first]

    def test_writers_at_the_same_time_lose_nothing(self, target: str) -> None:
        open_ledger(target, create=True).close()
        failures: list[BaseException] = []

        def add(first: int) -> None:
            try:
                with open_ledger(target) as mine:
                    for number in range(first, first + 10):
                        mine.add_many([reading(document(number)), rejected(number)], RECORDED)
                        mine.add(reading(document(1000)), RECORDED)
            except BaseException as error:  # noqa: BLE001 - handed to the main thread
                failures.append(error)

        writers = [threading.Thread(target=add, args=(first,)) for first in (100, 200, 300)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        assert failures == []
        with open_ledger(target, read_only=True) as ledger:
            stats = ledger.stats()
            assert (stats.documents, stats.current_claims, stats.rejections) == (31, 31, 30)
            assert len(list(ledger.claims())) == 31


def _broken() -> Any:
    """Something that only a caller who ignores the types would add."""
    return "no reading"


class TestTheHandle:
    def test_stats_count_everything_and_name_who_wrote(self, ledger: Ledger) -> None:
        empty = ledger.stats()
        assert empty == LedgerStats(
            schema_version=SCHEMA_VERSION,
            salient_versions=(),
            theatres=(),
            documents=0,
            versions=0,
            readings=0,
            claims=0,
            current_claims=0,
            rejections=0,
            first_published=None,
            last_published=None,
            last_recorded=None,
        )
        ledger.add_many([reading(document(1)), rejected()], RECORDED, theatre="ukraine")
        edited = document(1, " (edited)", published=PUBLISHED + HOUR)
        ledger.add(reading(edited), RECORDED + HOUR, theatre="elsewhere")
        ledger.add(reading(edited, reader=NEWER_RULES), RECORDED + HOUR)
        full = ledger.stats()
        assert len(full.salient_versions) == 1
        assert full == LedgerStats(
            schema_version=SCHEMA_VERSION,
            salient_versions=full.salient_versions,
            theatres=("elsewhere", "ukraine"),
            documents=1,
            versions=2,
            readings=3,
            claims=3,
            current_claims=1,
            rejections=1,
            first_published=PUBLISHED,
            last_published=PUBLISHED + HOUR,
            last_recorded=RECORDED + HOUR,
        )

    def test_a_closed_ledger_says_so(self, target: str) -> None:
        ledger = open_ledger(target, create=True)
        ledger.add(reading(document()), RECORDED)
        answer = ledger.claims()
        ledger.close()
        ledger.close()
        expected = f"the ledger at {ledger.target} has been closed; open it again"
        for ask in (ledger.stats, ledger.claims, lambda: list(answer)):
            with pytest.raises(LedgerError) as raised:
                ask()
            assert str(raised.value) == expected

    def test_a_ledger_opened_for_reading_adds_nothing(self, target: str) -> None:
        with open_ledger(target, create=True) as ledger:
            ledger.add(reading(document()), RECORDED)
        with open_ledger(target, read_only=True) as ledger:
            assert ledger.read_only
            assert len(list(ledger.claims())) == 1
            with pytest.raises(LedgerError) as raised:
                ledger.add(reading(document(2)), RECORDED)
        assert str(raised.value) == (
            f"the ledger at {ledger.target} was opened for reading only; "
            "open it for writing to add to it"
        )
