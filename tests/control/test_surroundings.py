from __future__ import annotations

from dataclasses import replace

import numpy as np
from control_worlds import line_of_sites
from hypothesis import given
from hypothesis import strategies as st

from salient.control import Outside
from salient.control.surroundings import Surroundings


def around(
    chosen: list[int],
    sides: tuple[str, ...] = ("A", "B"),
    outside: tuple[Outside, ...] = (),
    *,
    home: bool = False,
) -> Surroundings:
    sites = line_of_sites(24, sides=sides, start=("A",) * 12 + ("B",) * 12)
    sites = replace(sites, outside=outside)
    places = np.array(chosen, dtype=np.intp)
    return Surroundings(sites, places, 15.0, grain_km=10.0, reach=2.0, home=home)


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


def test_ground_leans_to_whose_it_is_and_to_nobody_where_two_have_half_each() -> None:
    surroundings = around(list(range(24)))
    leaning = surroundings.leaning(halves(surroundings))
    np.testing.assert_allclose(leaning[:5, 0], 1.0, atol=1e-6)
    np.testing.assert_allclose(leaning[-5:, 1], 1.0, atol=1e-6)
    assert abs(leaning[11, 0]) < 0.4
    assert abs(leaning[12, 0]) < 0.4


@given(holder=st.lists(st.integers(-1, 2), min_size=24, max_size=24))
def test_what_ground_leans_by_sums_to_nothing_and_turns_with_the_names(holder: list[int]) -> None:
    sides = ("A", "B", "C")
    one, other = around([3, 11], sides), around([3, 11], sides)
    held = np.array(holder, dtype=np.intp)[one.nodes]
    renamed = np.where(held < 0, held, 2 - held)
    leaning = one.leaning(held)
    np.testing.assert_allclose(leaning.sum(axis=1), 0.0, atol=1e-9)
    np.testing.assert_allclose(other.leaning(renamed), leaning[:, ::-1], atol=1e-9)


def test_home_ground_across_a_border_counts_where_it_is_asked_for() -> None:
    sites = line_of_sites(24)
    home = (Outside("B", (float(sites.latitude[0]),), (float(sites.longitude[0]) - 0.2,)),)
    without = around([0], outside=home)
    beyond = around([0], outside=home, home=True)
    of_a = np.zeros(len(without.nodes), dtype=np.intp)
    assert without.leaning(of_a)[0, 0] > 0.99
    assert beyond.leaning(of_a)[0, 0] < 0.9
