from __future__ import annotations

import numpy as np
from control_worlds import line_of_sites
from hypothesis import given
from hypothesis import strategies as st

from salient.control import ContestSettings
from salient.control.surroundings import Surroundings

SETTINGS = ContestSettings()


def around(chosen: list[int], sides: tuple[str, ...] = ("A", "B")) -> Surroundings:
    sites = line_of_sites(24, sides=sides, start=("A",) * 12 + ("B",) * 12)
    return Surroundings(sites, np.array(chosen, dtype=np.intp), SETTINGS)


def halves(surroundings: Surroundings) -> np.ndarray:
    return (surroundings.nodes >= 12).astype(np.intp)


def test_ground_is_mixed_at_the_line_and_of_one_side_far_from_it() -> None:
    surroundings = around(list(range(24)))
    mixed = surroundings.mixed(halves(surroundings))
    assert mixed[11] > 0.9
    assert mixed[12] > 0.9
    assert (mixed[:5] < 1e-6).all()
    assert (mixed >= 0).all()
    assert (mixed <= 1).all()


@given(chosen=st.sets(st.integers(0, 23), min_size=1))
def test_what_is_said_of_a_place_does_not_depend_on_which_others_are_chosen(
    chosen: set[int],
) -> None:
    places = sorted(chosen)
    every, some = around(list(range(24))), around(places)
    np.testing.assert_allclose(
        some.mixed(halves(some)), every.mixed(halves(every))[places], atol=1e-12
    )


@given(days=st.lists(st.lists(st.integers(-1, 2), min_size=24, max_size=24), max_size=5))
def test_day_after_day_gives_what_the_last_day_alone_would(days: list[list[int]]) -> None:
    carried, sides = around(list(range(24)), ("A", "B", "C")), ("A", "B", "C")
    for day in days:
        holder = np.array(day, dtype=np.intp)[carried.nodes]
        alone = around(list(range(24)), sides).mixed(holder)
        np.testing.assert_allclose(carried.mixed(holder), alone, atol=1e-6)


def test_nothing_is_asked_where_no_place_is() -> None:
    surroundings = around([])
    assert len(surroundings.nodes) == 0
    assert len(surroundings.mixed(np.empty(0, dtype=np.intp))) == 0
