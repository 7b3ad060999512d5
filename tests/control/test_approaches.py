from __future__ import annotations

from control_worlds import FIRST, day, line_of_sites, says

from salient.control import ApproachSettings, ControlSettings, Outside, Sites, estimate
from salient.control.approaches import Approaches

SETTINGS = ApproachSettings(spacing_km=7.2)


def ways(sites: Sites) -> Approaches:
    return Approaches(sites, SETTINGS)


def test_the_way_to_a_place_starts_at_the_sides_nearest_ground() -> None:
    assert ways(line_of_sites()).take(1, 2) == [3, 4, 5]


def test_a_place_at_the_line_is_reached_without_a_way() -> None:
    assert ways(line_of_sites()).take(1, 5) == []


def test_what_a_side_took_before_is_its_ground() -> None:
    approaches = ways(line_of_sites())
    approaches.take(1, 3)
    assert approaches.take(1, 1) == [2]


def test_what_the_other_side_took_back_is_no_longer_its_ground() -> None:
    approaches = ways(line_of_sites())
    approaches.take(1, 3)
    approaches.take(0, 3)
    assert approaches.take(1, 1) == [2, 3, 4, 5]


def test_a_side_without_ground_comes_from_nowhere() -> None:
    assert ways(line_of_sites(start=("A",) * 12)).take(1, 4) == []


def test_ground_outside_the_sites_is_ground_to_come_from() -> None:
    plain = line_of_sites(start=("A",) * 12)
    sites = Sites(
        place_ids=plain.place_ids,
        latitude=plain.latitude,
        longitude=plain.longitude,
        sides=plain.sides,
        first_day=FIRST,
        start=plain.start,
        outside=(Outside("B", (50.0,), (19.9,)),),
    )
    assert ways(sites).take(1, 2) == [0, 1]


def test_a_side_does_not_come_from_further_than_the_longest_way() -> None:
    approaches = Approaches(line_of_sites(30), ApproachSettings(spacing_km=7.2, longest_km=50.0))
    assert approaches.take(1, 0) == []


def test_a_capture_deep_behind_the_line_speaks_for_the_settlements_on_the_way() -> None:
    sites = line_of_sites(20)
    with_way = ControlSettings(approach=ApproachSettings(share=0.4))
    without = ControlSettings(approach=ApproachSettings(longest_km=0.0))
    claim = [says("p3", "B", 4, precision=4.0)]
    on_the_way = [
        estimate(claim, sites, [day(4)], settings=s).probability[0, 7, 1]
        for s in (with_way, without)
    ]
    assert on_the_way[0] > on_the_way[1] + 0.05
