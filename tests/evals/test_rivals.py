from __future__ import annotations

import numpy as np
import pytest
from eval_scenes import a_scene, says
from evals.rivals import last_claim, majority, markov, never_updating, symbols

TALK = [
    says(3, "B", 2, claim="c1"),
    says(3, "A", 4, claim="c2"),
    says(3, "A", 5, claim="c3"),
    says(3, "B", 6, claim="c4", contest=True),
    says(5, "B", 3, claim="c5", supports=False),
]


def test_never_updating_keeps_the_start() -> None:
    state = never_updating(a_scene({}, TALK, start=("A", "A", None, "contested", "B", "B", "B")))
    assert (state == [0, 0, -1, 2, 1, 1, 1]).all()


def test_the_last_claim_at_a_place_wins_and_fighting_is_no_side() -> None:
    state = last_claim(a_scene({}, TALK))
    assert state[:, 3].tolist() == [0, 0, 1, 1, 0, 0, 0, 0, 0, 0]
    assert state[:, 5].tolist() == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert (state[:, 0] == 0).all()


def test_the_majority_of_the_last_days_wins_and_a_tie_changes_nothing() -> None:
    state = majority(a_scene({}, TALK), days=4)
    # One for B; on day 4 one each; from day 5 two of three for A, then A alone, then silence.
    assert state[:, 3].tolist() == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0]


def test_symbols_say_what_was_told_of_a_place_that_day() -> None:
    told = symbols(a_scene({}, [*TALK, says(3, "B", 4, claim="c6")]))
    assert list(told) == [3, 5]
    assert told[3].tolist() == [0, 0, 2, 0, 4, 1, 3, 0, 0, 0]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*converge.*")
def test_a_chain_hears_its_own_place_alone_and_nothing_before_it_is_told() -> None:
    talk = [says(3, "B", n, claim=f"c{n}") for n in (4, 5, 6, 7)]
    steady = [says(p, s, n, claim=f"{s}{n}") for p, s in ((1, "A"), (6, "B")) for n in range(10)]
    scene = a_scene({}, [*talk, *steady])
    probability = markov(scene)
    assert np.allclose(probability.sum(axis=2), 1.0, atol=1e-5)
    assert probability[:, 0].argmax(axis=1).tolist() == [0] * 10
    assert probability[:4, 3].argmax(axis=1).tolist() == [0] * 4
    assert probability[7, 3].argmax() == 1
