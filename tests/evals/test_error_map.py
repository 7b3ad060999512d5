from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from eval_scenes import a_scene
from evals.error_map import draw_errors, wrong_shares


def test_shares_are_of_days_on_which_a_side_holds_the_place(tmp_path: Path) -> None:
    scene = a_scene({0: [(0, "A")], 3: [(0, "A"), (4, "CONTESTED"), (6, "B")], 6: [(0, "B")]})
    state = np.zeros((10, 7), dtype=np.intp)
    assert wrong_shares(scene, state) == pytest.approx([0, 0, 0, 0.5, 0, 0, 1])
    draw_errors(scene, state, tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
