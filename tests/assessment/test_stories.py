from __future__ import annotations

import random
from typing import Any

from assessment_factories import Report, place_id
from assessment_scenes import reports
from hypothesis import given
from hypothesis import strategies as st

from salient.assessment.stories import PAIRED_STATEMENTS, disagreements, statements
from salient.model import Claim

ALL = [claim for report in reports() for claim in report.claims]
STAFF = [("General Staff", "organisation")]


def one(publisher: str, day: str, quote: str, event: str, **parts: Any) -> Claim:
    report = Report(publisher, f"{day}T10:00:00+03:00", f"{publisher} {day} {quote}", f"{quote}.")
    return report.say(quote, event, **parts).claims[0]


def lyman(relation: str = "at") -> list[tuple[str, str, str]]:
    return [(place_id("Lyman"), relation, "location")]


def test_a_story_passed_on_by_several_publishers_is_one_statement_of_one_witness() -> None:
    tyshky = [s for s in statements(ALL) if len(s.lead.places) == 2 and s.lead.mood == "reported"]
    entered = next(s for s in tyshky if s.lead.event_type == "capture")
    assert len(entered.claims) == 3
    assert [w.source.name for w in entered.witnesses] == [
        "General Staff of the Armed Forces of Ukraine"
    ]
    assert [c.name for c in entered.witnesses[0].carriers] == [
        "Kharkiv Desk", "Northern Post", "Harbour Radio",
    ]  # fmt: skip


def test_sources_in_their_own_words_are_separate_witnesses() -> None:
    claims = [
        one("A", "2022-05-10", "Lyman has fallen", "capture", actor="RU", at=lyman()),
        one("B", "2022-05-10", "Our troops took the town in the morning", "capture", actor="RU",
            at=lyman()),
    ]  # fmt: skip
    (statement,) = statements(claims)
    assert [witness.source.name for witness in statement.witnesses] == ["A", "B"]


def test_events_weeks_apart_are_two_statements() -> None:
    claims = [
        one("A", day, "Shells fell on Lyman", "shell", actor="RU", at=lyman())
        for day in ("2022-05-01", "2022-05-14")
    ]
    assert len(statements(claims)) == 2


def test_the_morning_after_belongs_to_the_same_statement() -> None:
    claims = [
        one("A", day, "Lyman has fallen", "capture", actor="RU", at=lyman())
        for day in ("2022-05-13", "2022-05-14")
    ]
    assert len(statements(claims)) == 1


def test_a_forecast_is_not_the_same_statement_as_a_report() -> None:
    claims = [
        one("A", "2022-05-13", "Lyman falls", "capture", actor="RU", at=lyman(), mood=mood)
        for mood in ("reported", "forecast")
    ]
    assert len(statements(claims)) == 2


@given(st.randoms(use_true_random=False))
def test_statements_do_not_depend_on_the_order_of_the_claims(shuffler: random.Random) -> None:
    shuffled = list(ALL)
    shuffler.shuffle(shuffled)
    assert statements(shuffled) == statements(ALL)


@given(st.lists(st.sampled_from(ALL), unique_by=lambda claim: claim.claim_id))
def test_each_claim_is_in_exactly_one_statement(chosen: list[Claim]) -> None:
    ids = [claim_id for statement in statements(chosen) for claim_id in statement.claim_ids]
    assert sorted(ids) == sorted(claim.claim_id for claim in chosen)


def test_a_place_given_to_two_sides_at_once_is_a_disagreement() -> None:
    places = {dispute.place_id for dispute in disagreements(statements(ALL))}
    assert place_id("Voevodivka") in places


def test_a_withdrawal_and_the_capture_that_answers_it_are_no_disagreement() -> None:
    places = {dispute.place_id for dispute in disagreements(statements(ALL))}
    assert place_id("Popasna") not in places


def test_an_event_that_one_reports_and_another_denies_is_a_disagreement() -> None:
    claims = [
        one("A", "2022-05-13", "Lyman was shelled", "shell", actor="RU", at=lyman()),
        one("B", "2022-05-13", "Nobody fired at the town", "shell", actor="RU", at=lyman(),
            polarity="negative", mood="denied"),
    ]  # fmt: skip
    (dispute,) = disagreements(statements(claims))
    assert dispute.first.lead.document.publisher == "A"


def test_one_source_does_not_disagree_with_itself() -> None:
    town = place_id("Lyman")
    claims = [
        one("A", "2022-05-13", "Lyman is ours", "hold", actor="UA", at=lyman(), holders=STAFF,
            control=[(town, "UA", "holds")]),
        one("B", "2022-05-13", "Lyman is lost to us", "capture", actor="RU", at=lyman(),
            holders=STAFF, control=[(town, "RU", "gains")]),
    ]  # fmt: skip
    assert disagreements(statements(claims)) == ()


def test_a_change_of_hands_a_week_later_is_no_disagreement() -> None:
    town = place_id("Lyman")
    claims = [
        one("A", "2022-05-01", "Lyman is ours", "hold", actor="UA", at=lyman(),
            control=[(town, "UA", "holds")]),
        one("B", "2022-05-14", "The town has been taken", "capture", actor="RU", at=lyman(),
            control=[(town, "RU", "gains")]),
    ]  # fmt: skip
    assert disagreements(statements(claims)) == ()


def test_expectations_disagree_with_nobody() -> None:
    town = place_id("Lyman")
    claims = [
        one("A", "2022-05-13", "Lyman is ours", "hold", actor="UA", at=lyman(),
            control=[(town, "UA", "holds")]),
        one("B", "2022-05-13", "They will take it", "capture", actor="RU", at=lyman(),
            mood="forecast", control=[(town, "RU", "gains")]),
    ]  # fmt: skip
    assert disagreements(statements(claims)) == ()


def test_hundreds_of_claims_on_one_place_are_grouped_in_good_time() -> None:
    claims = [
        one(f"Publisher {i}", f"2022-05-{1 + i % 14:02d}", f"Report number {i} of shelling",
            "shell", actor="RU", at=lyman())
        for i in range(PAIRED_STATEMENTS * 4)
    ]  # fmt: skip
    found = statements(claims)
    assert sum(len(statement.claims) for statement in found) == len(claims)
