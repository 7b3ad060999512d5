from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from eval_scenes import a_scene, says
from evals.left_out import left_out, matters
from evals.scenes import Scene

from salient.theatre import Source

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "control"))
from control_worlds import a_claim


@pytest.fixture
def scene() -> Scene:
    told = {"c1": "Herald", "c2": "the herald", "c3": "Gazette"}
    return replace(
        a_scene(
            {0: [(0, "A")], 3: [(0, "A"), (2, "B")]},
            [
                says(3, "B", 2, claim="c1", precision=9.0),
                says(3, "B", 3, claim="c2", precision=9.0),
                says(0, "A", 3, claim="c3"),
            ],
        ),
        claims={i: a_claim(event_type="capture", claim_id=i, holder=h) for i, h in told.items()},
        sources=(Source(name="Herald", kind="outlet", aliases=("The Herald",)),),
    )


def test_those_behind_enough_of_the_evidence_matter_by_their_own_name(scene: Scene) -> None:
    assert matters(scene, 0.5) == ["Wire", "Herald"]
    assert matters(scene, 0.2) == ["Wire", "Herald", "Gazette"]


def test_without_a_source_nothing_that_it_says_is_used(scene: Scene) -> None:
    found = {one.source: one for one in left_out(scene, least=0.2)}
    assert {name: one.pieces for name, one in found.items()} == {
        "Wire": 3, "Herald": 2, "Gazette": 1,
    }  # fmt: skip
    assert found["Gazette"].figures.sided == 1.0
    assert found["Herald"].figures.sided == pytest.approx(0.2)
