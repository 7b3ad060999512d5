"""Institutions' own maps, and where they conflict."""

from __future__ import annotations

import numpy as np
import pytest

from salient.errors import UsageError
from salient.workbench import Workbench
from salient.workbench.disagreement import FIRM, TOLD

DAY = "2022-03-20"


@pytest.fixture
def disputed(bench: Workbench, document) -> Workbench:
    """Two papers that keep giving Bridgeton to another side each; a third is silent of it."""
    told = [
        ("North Post", "NORTH took Bridgeton on 2022-03-{}.", (5, 9, 13, 17)),
        ("South Post", "SOUTH took Bridgeton on 2022-03-{}.", (6, 10, 14, 18)),
        ("Coast Post", "SOUTH took Castle Hill on 2022-03-{}.", (7,)),
    ]
    bench.add_documents(
        document(text.format(f"{day:02}"), f"2022-03-{day:02}", publisher=publisher)
        for publisher, text, days in told
        for day in days
    )
    return bench


def test_each_map_is_that_of_control_with_only_the_source(disputed: Workbench) -> None:
    found = disputed.disagreement(DAY, as_known=True)
    assert found.evidence == {"North Post": 4, "South Post": 4, "Coast Post": 1}
    for name, series in found.own.items():
        alone = disputed.control(on=DAY, as_known=True, only_sources=[name]).series
        np.testing.assert_array_equal(series.probability, alone.probability)
    joint = disputed.control(on=DAY, as_known=True).series
    np.testing.assert_array_equal(found.joint.probability, joint.probability)


def test_a_row_says_who_holds_what_and_which_claims_carry_it(disputed: Workbench) -> None:
    found = disputed.disagreement(DAY, sources=["North Post", "SOUTH POST"], as_known=True)
    rows = {row["place_id"]: row for row in found.rows()}
    row = rows["geonames:2"]
    assert list(row) == found.columns
    assert (row["name"], row["state_North Post"], row["state_SOUTH POST"]) == (
        "Bridgeton", "NORTH", "SOUTH",
    )  # fmt: skip
    assert min(row["p_North Post"], row["p_SOUTH POST"]) >= FIRM
    assert row["conflict"] == pytest.approx(
        min(row["evidence_North Post"], row["evidence_SOUTH POST"]), abs=1e-4
    )
    assert row["conflict"] >= TOLD
    claims = {c.claim_id: c for c in disputed.claims()}
    for side, publisher in (("NORTH", "North Post"), ("SOUTH", "South Post")):
        carried = row[f"claims_{side}"].split("|")
        assert {claims[c].document.publisher for c in carried} == {publisher}


def test_the_sharpest_conflict_comes_first_and_agreement_is_no_row(disputed: Workbench) -> None:
    rows = list(disputed.disagreement(DAY, as_known=True).rows())
    assert rows[0]["place_id"] == "geonames:2"
    sharpness = [row["conflict"] for row in rows]
    assert sharpness == sorted(sharpness, reverse=True)
    agreed = disputed.disagreement(DAY, sources=["South Post", "Coast Post"], as_known=True)
    assert "geonames:3" not in {row["place_id"] for row in agreed.rows()}


def test_what_nobody_had_published_by_then_is_not_used(disputed: Workbench) -> None:
    assert disputed.disagreement("2022-03-04", as_known=True).evidence == {}
    early = disputed.disagreement(DAY, known_by="2022-03-05")
    assert (early.evidence, list(early.rows())) == ({"North Post": 1}, [])


def test_without_a_source_is_with_only_the_others(disputed: Workbench) -> None:
    without = disputed.control(on=DAY, without_sources=["north post"])
    only = disputed.control(on=DAY, only_sources=["South Post", "Coast Post"])
    both = disputed.control(
        on=DAY,
        only_sources=["North Post", "South Post", "Coast Post"],
        without_sources=["North Post"],
    )
    assert without.to_csv() == only.to_csv() == both.to_csv()
    assert without.to_csv() != disputed.control(on=DAY).to_csv()


def test_a_source_without_claims_is_refused(disputed: Workbench) -> None:
    for ask in (disputed.control, disputed.territory):
        with pytest.raises(UsageError, match="no claim is vouched for by 'Nobody'"):
            ask(on=DAY, only_sources=["Nobody"])
    with pytest.raises(UsageError, match="no claim is vouched for by 'Nobody'"):
        disputed.disagreement(DAY, sources=["Nobody"])
    with pytest.raises(UsageError, match="lies before 2022-03-01"):
        disputed.disagreement("2022-02-01")
