"""A review finds its claim by the words."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from ledger_factories import claim, document

from salient.ledger.reviews_attaching import anchor_of, attach
from salient.model import Claim, Predicate, Span

TWICE = document(text="Troops hold the village. It rained. Troops hold the village. Others left.")


def at(start: int, quoted: str = "Troops hold the village.", **changes) -> Claim:
    made = claim(TWICE, **{"claim_id": f"at-{start}-{len(quoted)}", **changes})
    return msgspec.structs.replace(
        made,
        quote=Span(quoted, start, start + len(quoted)),
        predicate=Predicate(lemma="hold", text="hold", start=start + 7, end=start + 11),
    )


def other(one: Claim, **changes) -> Claim:
    return msgspec.structs.replace(one, claim_id="new", **changes)


def test_of_a_sentence_that_stands_twice_the_nearer_one_is_meant() -> None:
    first, second = at(0), at(36)
    anchor = anchor_of(second)
    assert attach(anchor, [other(first), other(second)]) == 1
    assert attach(anchor_of(first), [other(first), other(second)]) == 0


def test_the_same_id_wins_over_a_likelier_text() -> None:
    one = at(0)
    assert attach(anchor_of(one), [other(one), one]) == 1


def test_of_two_claims_of_one_predicate_the_one_of_the_same_event_and_polarity() -> None:
    one = at(0)
    read_anew = [
        other(one, event_type="attack", polarity="negative"),
        other(one, event_type="hold", polarity="positive"),
    ]
    assert attach(anchor_of(one), read_anew) == 1


def test_another_event_of_the_same_predicate_will_do_where_there_is_no_better() -> None:
    one = at(0)
    assert attach(anchor_of(one), [other(one, event_type="capture")]) == 0


def test_another_sentence_is_never_taken() -> None:
    one = at(0)
    moved = msgspec.structs.replace(one, claim_id="x", quote=Span("Others left.", 61, 73))
    assert attach(anchor_of(one), [moved]) is None
    assert attach(anchor_of(one), []) is None


def test_another_predicate_and_event_of_the_sentence_is_never_taken() -> None:
    one = at(0)
    left = Predicate(lemma="leave", text="left", start=3, end=7)
    assert attach(anchor_of(one), [other(one, predicate=left, event_type="withdraw")]) is None


@given(st.permutations(range(4)), st.integers(0, 3))
def test_the_order_in_which_claims_come_does_not_matter(order: list[int], meant: int) -> None:
    claims = [
        at(0),
        at(36),
        at(0, "Troops hold the village. It rained."),
        at(36, "hold the village."),
    ]
    read_anew = [other(claims[i]) for i in order]
    found = attach(anchor_of(claims[meant]), read_anew)
    assert found is not None
    assert read_anew[found].quote == claims[meant].quote
