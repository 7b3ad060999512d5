"""Evidence in columns is the evidence that was laid out, and says the same."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from control_worlds import day, line_of_sites, says, some_evidence
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.control import ControlSettings, Evidence, EvidenceTable, estimate
from salient.control import evidence_table as module
from salient.control.evidence_table import Vocabulary
from salient.control.observations import observations
from salient.errors import UsageError


@st.composite
def any_evidence(draw: st.DrawFn) -> list[Evidence]:
    """Evidence with every optional field drawn too."""
    return [
        msgspec.structs.replace(
            item,
            share=draw(st.sampled_from([None, (0.5, 0.6)])),
            in_favour=draw(st.sampled_from([None, True, False])),
            voice=draw(st.sampled_from(["", "a voice"])),
            whole=draw(st.booleans()),
            under_way=draw(st.booleans()),
        )
        for item in draw(some_evidence())
    ]


@settings(max_examples=50, deadline=None)
@given(evidence=any_evidence())
def test_each_row_is_the_evidence_it_was_made_of(evidence: list[Evidence]) -> None:
    table = EvidenceTable.of(item for item in evidence)
    assert len(table) == len(evidence)
    assert list(table) == evidence
    assert [table[i] for i in range(-len(evidence), 0)] == evidence
    assert list(table[1:3]) == evidence[1:3]
    assert table == evidence
    assert table != [*evidence, says("p1", "A", 1)]


@settings(max_examples=50, deadline=None)
@given(evidence=any_evidence(), seed=st.integers(0, 99))
def test_rows_can_be_chosen_and_tables_joined(evidence: list[Evidence], seed: int) -> None:
    chosen = np.random.default_rng(seed).permutation(len(evidence))[:4]
    table = EvidenceTable.of(evidence)
    assert list(table.take(chosen)) == [evidence[i] for i in chosen]
    names = Vocabulary()
    one = EvidenceTable.of(evidence[:3], names)
    two = EvidenceTable.of(EvidenceTable.of(evidence[3:]), names)
    assert list(one.joined(two)) == evidence


@settings(max_examples=25, deadline=None)
@given(evidence=any_evidence(), as_known=st.booleans())
def test_a_table_and_its_objects_give_the_same_observations(
    evidence: list[Evidence], as_known: bool
) -> None:
    sites, table = line_of_sites(), EvidenceTable.of(evidence)
    given = observations(evidence, sites, ControlSettings(), as_known=as_known)
    laid = observations(table, sites, ControlSettings(), as_known=as_known)
    assert given.claim_ids == laid.claim_ids
    for name in ("day", "site", "side", "sign", "precision", "lag", "movement", "source", "part"):
        assert getattr(given, name).tobytes() == getattr(laid, name).tobytes()


def test_the_names_of_a_second_table_are_numbered_on_from_the_first() -> None:
    names = Vocabulary()
    one = EvidenceTable.of([says("p1", "A", 1, claim="c1")], names)
    two = EvidenceTable.of([says("p2", "A", 1, claim="c2"), says("p1", "B", 2)], names)
    assert one.place.numbers.tolist() == [0]
    assert two.place.numbers.tolist() == [1, 0]
    assert two.side.numbers.tolist() == [0, 1]


def test_more_evidence_than_is_laid_out_at_a_time_keeps_its_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    evidence = [says(f"p{i}", "A", i, claim=f"c{i}") for i in range(10)]
    assert list(EvidenceTable.of(evidence)) == evidence


def test_a_row_that_there_is_not_is_said_to_be_none() -> None:
    table = EvidenceTable.of([says("p1", "A", 1)])
    with pytest.raises(IndexError, match="there are 1 pieces of evidence, none at 1"):
        table[1]
    assert list(EvidenceTable.of([])) == []


def test_a_claim_for_a_side_that_is_none_is_named() -> None:
    with pytest.raises(UsageError) as told:
        estimate([says("p1", "Z", 1, claim="odd")], line_of_sites(), [day(2)])
    assert str(told.value) == (
        "claim odd speaks of the side Z, which is no side of the theatre; use one of A, B"
    )
