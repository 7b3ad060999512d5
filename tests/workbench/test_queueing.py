"""Which claims want a look."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from salient.model import Claim
from salient.places import AMBIGUOUS_BELOW
from salient.workbench import Workbench
from salient.workbench.queueing import review_queue

NOW = datetime(2022, 3, 20, tzinfo=UTC)


@pytest.fixture
def claims(bench: Workbench, document) -> list[Claim]:
    texts = ("SOUTH took Bridgeton on 2022-03-05.", "NORTH took Aford on 2022-03-08.")
    bench.add_documents([document(text) for text in texts], now=NOW)
    return sorted(bench.ledger.claims(), key=lambda claim: claim.places[0].place_id or "")


def scored(claim: Claim, score: float, **changes) -> Claim:
    mention = msgspec.structs.replace(claim.places[0], score=score, **changes)
    return msgspec.structs.replace(claim, places=(mention,))


def test_sure_claims_want_no_look(claims) -> None:
    assert review_queue(claims) == []


def test_the_less_certain_the_place_the_sooner(claims) -> None:
    low, lower = AMBIGUOUS_BELOW - 0.1, AMBIGUOUS_BELOW - 0.3
    queued = review_queue([scored(claims[0], low), scored(claims[1], lower)])
    assert [one.claim.claim_id for one in queued] == [claims[1].claim_id, claims[0].claim_id]
    assert queued[0].priority == pytest.approx(1 - lower)
    assert queued[0].reasons == (
        f"place 'Bridgeton' is geonames:2 (Bridgeton) by {lower:.2f} only",
    )
    assert review_queue([scored(claims[0], AMBIGUOUS_BELOW)]) == []


def test_a_place_that_was_not_found_counts_less_without_a_stake(claims) -> None:
    nameless = scored(claims[0], 0.0, place_id=None)
    idle = msgspec.structs.replace(scored(claims[1], 0.0, place_id=None), control=())
    queued = review_queue([idle, nameless])
    assert [one.reasons for one in queued] == [
        ("place 'Aford' was not found",),
        ("place 'Bridgeton' was not found",),
    ]
    assert queued[0].priority > queued[1].priority


def test_claims_that_contradict_each_other(bench, document) -> None:
    texts = (
        "SOUTH took Bridgeton on 2022-03-05.",
        "NORTH took Bridgeton on 2022-03-05.",
        "NORTH took Bridgeton on 2022-03-15.",
    )
    bench.add_documents([document(text) for text in texts], now=NOW)
    queued = bench.review_queue()
    assert sorted(one.claim.actor.side for one in queued) == ["NORTH", "SOUTH"]
    first, second = queued
    assert first.reasons == (f"contradicted by {second.claim.claim_id}",)
    bench.review(first.claim.claim_id, "reject", by="Olena", reason="no", now=NOW)
    assert bench.review_queue() == []
    assert bench.review_queue(last="2022-01-01") == []


def test_a_reviewed_claim_leaves_the_queue(bench, document) -> None:
    bench.add_documents([document("NORTH took Aford on 2022-03-08.")], now=NOW)
    (claim,) = bench.ledger.claims()
    assert len(review_queue([scored(claim, 0.1)])) == 1
    bench.review(claim.claim_id, "accept", by="Olena", reason="yes", now=NOW)
    (reviewed,) = bench.ledger.claims()
    assert review_queue([scored(reviewed, 0.1)]) == []


def test_claims_that_are_alike_are_one_entry(bench, document) -> None:
    text = "NORTH took Aford on 2022-03-08."
    days = ("2022-03-10", "2022-03-11", "2022-03-12")
    bench.add_documents([document(text, day) for day in days], now=NOW)
    found = [scored(claim, 0.1) for claim in bench.ledger.claims()]
    (one,) = review_queue(found)
    assert one.claim == found[2]
    assert set(one.alike) == {found[0].claim_id, found[1].claim_id}
    other = scored(found[0], 0.1, place_id="geonames:3")
    assert len(review_queue([*found[1:], other])) == 2
