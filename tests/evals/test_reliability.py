from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from eval_scenes import a_scene
from evals.reliability import bins, by_region, by_week, draw, table

TRUTH = {0: [(0, "A")], 3: [(0, "A"), (4, "CONTESTED"), (6, "B")], 6: [(0, "B")]}


def test_bins_are_over_changing_places_with_their_contested_days() -> None:
    scene = a_scene(TRUTH)
    probability = np.full((10, 7, 3), 0.0, dtype=np.float32)
    probability[...] = [0.92, 0.05, 0.03]
    probability[:2, 3] = [0.52, 0.45, 0.03]
    said = bins(scene, probability)
    assert [n for _, _, n in said] == [2, 8]
    assert [right for _, right, _ in said] == [1.0, 0.25]
    assert [sure for sure, _, _ in said] == pytest.approx([0.52, 0.92])


def test_shares_are_given_for_changing_and_steady_places_apart() -> None:
    scene = a_scene(TRUTH)
    state = np.zeros((10, 7), dtype=np.intp)
    assert by_region(scene, state) == {"West": (0.5, 1.0, 18), "East": (None, 0.0, 10)}
    weeks = by_week(scene, state)
    # The first of March 2030 is a Friday.
    assert list(weeks) == ["2030-02-25", "2030-03-04"]
    assert weeks["2030-02-25"] == (1.0, 0.5, 9)
    assert weeks["2030-03-04"] == (0.2, 0.5, 19)


def test_windows_stand_side_by_side() -> None:
    shares = {"one": {"West": (0.5, None, 3)}, "two": {"East": (None, 1.0, 4)}}
    assert table("region", shares).splitlines() == [
        "| region | one: changing / steady | two: changing / steady |",
        "|---|---|---|",
        "| East |  | - / 1.000 |",
        "| West | 0.500 / - |  |",
    ]


def test_the_diagram_is_a_picture_and_the_same_each_time(tmp_path: Path) -> None:
    curves = {"one": [(0.5, 0.4, 10), (0.9, 0.95, 30)]}
    draw(curves, tmp_path / "a.png")
    draw(curves, tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
