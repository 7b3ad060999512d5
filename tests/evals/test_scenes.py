from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
from eval_scenes import DAYS, PLACES, a_scene, says
from evals.scenes import UNKNOWN, estimated, held_on, read_steps, thinned


def test_steps_hold_until_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "held.csv.gz"
    steps = ("0,2030-03-04,b", "0,2030-01-01,A", "0,2030-03-08,", "1,2030-03-02,CONTESTED")
    rows = "\n".join(("geonames_id,date,control", *steps))
    path.write_bytes(gzip.compress(rows.encode()))
    held = held_on(read_steps(path), DAYS, PLACES[:3], ("A", "B"))
    assert held[:, 0].tolist() == [0, 0, 0, 1, 1, 1, 1, UNKNOWN, UNKNOWN, UNKNOWN]
    assert held[:, 1].tolist() == [UNKNOWN] + [2] * 9
    assert set(held[:, 2]) == {UNKNOWN}


def test_changing_places_have_more_than_one_known_state() -> None:
    scene = a_scene({0: [(0, "A")], 1: [(0, "A"), (3, "CONTESTED")], 2: [(2, "B"), (5, "")]})
    assert scene.changing.tolist() == [False, True, False, False, False, False, False]
    assert scene.sided.sum() == 10 + 3 + 3


def test_estimates_are_of_each_day_and_place_and_thinning_keeps_them() -> None:
    scene = a_scene({}, [says(3, "B", 2)])
    whole, some = estimated(scene), estimated(thinned(scene, 3))
    assert whole.shape == (10, 7, 3)
    assert np.array_equal(whole[:, ::3], some)
    assert np.array_equal(estimated(scene, evidence=[])[:2], whole[:2])
    assert whole[2, 3, 1] > whole[1, 3, 1]
