from __future__ import annotations

import numpy as np
import pytest
from control_worlds import FIRST, day, line_of_sites, says

from salient.control import (
    ControlSettings,
    Evidence,
    HinterlandSettings,
    Outside,
    Sites,
    estimate,
)
from salient.control.hinterlands import Hinterlands
from salient.control.observations import observations

SETTINGS = HinterlandSettings(spacing_km=5.0, widen=0.05, margin_km=0.5, belief_km=3.0)
"""On a line of places 7.2 km apart: each is a node of its own."""


def ways(sites: Sites, settings: HinterlandSettings = SETTINGS) -> Hinterlands:
    hinterlands = Hinterlands(sites, settings)
    hinterlands.hear(0, *told())
    return hinterlands


def told(*said: tuple[int, int, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Columns of side, site and precision."""
    side, site, precision = zip(*said, strict=True) if said else ((), (), ())
    return np.array(side, dtype=int), np.array(site, dtype=int), np.array(precision, dtype=float)


def behind(hinterlands: Hinterlands, side: int, site: int) -> tuple[list[int], float]:
    asked = hinterlands.asks(np.array([side]), np.array([site]))
    return hinterlands.behind(side, site) if asked.all() else ([], 0.0)


def plausible(hinterlands: Hinterlands, side: int, *sites: int) -> list[float]:
    found: list[float] = hinterlands.plausible(np.full(len(sites), side), np.array(sites)).tolist()
    return found


def test_the_way_to_a_place_starts_at_the_sides_own_ground() -> None:
    passed, sure = behind(ways(line_of_sites()), 1, 2)
    assert passed == [3, 4, 5, 6]
    assert sure == 1.0


def test_a_place_at_its_own_ground_is_reached_without_a_way() -> None:
    far_apart = HinterlandSettings(spacing_km=10.0)
    assert behind(ways(line_of_sites(), far_apart), 1, 6)[0] == []


def test_a_side_without_ground_comes_from_nowhere_and_may_be_anywhere() -> None:
    hinterlands = ways(line_of_sites(start=("A",) * 12))
    assert behind(hinterlands, 1, 4)[0] == []
    assert plausible(hinterlands, 1, 4) == [1.0]


def test_ground_outside_the_sites_is_ground_to_come_from() -> None:
    plain = line_of_sites(start=("A",) * 12)
    sites = Sites(
        place_ids=plain.place_ids,
        latitude=plain.latitude,
        longitude=plain.longitude,
        sides=plain.sides,
        first_day=FIRST,
        start=plain.start,
        outside=(Outside("B", (50.0,), (19.95,)),),
    )
    assert behind(ways(sites), 1, 2)[0] == [0, 1]


def test_a_side_does_not_come_from_further_than_the_longest_way() -> None:
    settings = HinterlandSettings(spacing_km=5.0, longest_km=20.0)
    assert behind(ways(line_of_sites(30), settings), 1, 2)[0] == []


def test_a_place_is_not_asked_for_again_within_the_quiet_days() -> None:
    hinterlands = ways(line_of_sites())
    assert behind(hinterlands, 1, 2)[0]
    hinterlands.hear(SETTINGS.quiet_days - 1, *told())
    assert behind(hinterlands, 1, 2)[0] == []
    hinterlands.hear(SETTINGS.quiet_days, *told())
    assert behind(hinterlands, 1, 2)[0]


def two_ways() -> Sites:
    """Two rows of places from B's ground in the east to one place in the west, equally long."""
    longitude = [20.0, *(20.1 + 0.1 * i for i in range(5))] * 2
    latitude = [50.0 + 0.08] + [50.0] * 5 + [50.0 + 0.08] + [50.16] * 5
    return Sites(
        place_ids=tuple(f"p{i}" for i in range(12)),
        latitude=np.array(latitude),
        longitude=np.array(longitude) + np.array([0.0] * 6 + [-0.001] + [0.0] * 5),
        sides=("A", "B"),
        first_day=FIRST,
        start=tuple("B" if lon > 20.45 else "A" for lon in longitude),
    )


def test_a_way_goes_round_ground_that_is_told_of_for_the_other_side() -> None:
    settings = HinterlandSettings(spacing_km=3.0, widen=0.3, margin_km=1.0, belief_km=5.0)
    hinterlands = Hinterlands(two_ways(), settings)
    hinterlands.hear(0, *told((0, 2, 4.0), (0, 3, 4.0)))
    passed, _ = behind(hinterlands, 1, 0)
    assert {8, 9} <= set(passed)
    assert not {2, 3} & set(passed)


def test_the_more_is_told_for_others_at_the_place_the_less_its_way_counts() -> None:
    hinterlands = Hinterlands(line_of_sites(), SETTINGS)
    hinterlands.hear(0, *told((0, 2, 1.0), (1, 2, 1.0)))
    told_by_both = behind(hinterlands, 1, 2)[1]
    own = 1.0 + SETTINGS.doubt
    assert told_by_both == pytest.approx(own / (own + 1.0), rel=1e-3)


def test_the_further_from_its_ground_the_less_plausible_a_side_is() -> None:
    near, far = plausible(ways(line_of_sites(30)), 1, 13, 2)
    assert 1.0 > near > far > 0.0


def test_towns_told_of_on_the_way_make_the_next_one_plausible() -> None:
    alone = ways(line_of_sites(30))
    along = Hinterlands(line_of_sites(30), SETTINGS)
    along.hear(0, *told(*((1, site, 2.0) for site in range(6, 15))))
    assert plausible(along, 1, 5) > plausible(alone, 1, 5)


def test_a_place_that_no_way_leads_to_is_judged_by_the_straight_distance() -> None:
    plain = line_of_sites(4, start=("A", "A", "A", "B"), step_degrees=3.0)
    assert 0.0 < plausible(ways(plain), 1, 2)[0] < 1.0


def test_a_capture_deep_behind_the_line_speaks_for_the_settlements_on_the_way() -> None:
    sites = line_of_sites(20)
    with_way = ControlSettings(hinterland=HinterlandSettings(share=0.4))
    without = ControlSettings(hinterland=HinterlandSettings(share=0.0))
    claim = [says("p3", "B", 4, precision=4.0)]
    on_the_way = [
        estimate(claim, sites, [day(4)], settings=s).probability[0, 7, 1]
        for s in (with_way, without)
    ]
    assert on_the_way[0] > 1.3 * on_the_way[1]


def test_what_later_days_tell_fades_towards_the_days_before_it_and_not_on_its_own() -> None:
    hinterlands = Hinterlands(line_of_sites(), SETTINGS)
    first, second, third = hinterlands.told_after(
        [(0, *told()), (5, *told((1, 4, 2.0))), (35, *told((0, 4, 1.0)))]
    )
    assert not third.any()
    assert second[0, 4] == pytest.approx(0.5 ** (30 / SETTINGS.memory_days))
    assert second[1, 4] == 0.0
    assert first[1, 4] == pytest.approx(2.0 * 0.5 ** (5 / SETTINGS.memory_days))
    assert first[0, 4] == pytest.approx(0.5 ** (35 / SETTINGS.memory_days))


def test_later_tellings_count_for_their_day_alone() -> None:
    hinterlands = Hinterlands(line_of_sites(), SETTINGS)
    before = hinterlands.plausible(np.array([1]), np.array([2]))
    (later, _) = hinterlands.told_after([(0, *told()), (1, *told((0, 3, 8.0), (0, 4, 8.0)))])
    hinterlands.hear(0, *told(), later)
    assert hinterlands.plausible(np.array([1]), np.array([2])) < before
    hinterlands.hear(1, *told())
    assert hinterlands.plausible(np.array([1]), np.array([2])) == pytest.approx(before)


def weight_behind(evidence: list[Evidence], *, as_known: bool) -> float:
    """How much the claim `taken` says of the ground behind p2, in all."""
    settings = ControlSettings(hinterland=SETTINGS)
    found = observations(evidence, line_of_sites(), settings, as_known=as_known)
    of_claim = found.source == found.claim_ids.index("taken")
    return float(found.precision[of_claim & (found.site != 2)].sum())


@pytest.mark.parametrize(("movement", "looks_back"), [(0.0, True), (1.0, False)])
def test_in_hindsight_ways_know_what_later_days_tell_of_who_holds_the_ground(
    movement: float, looks_back: bool
) -> None:
    taken = says("p2", "B", 3, claim="taken")
    later = [
        says(f"p{i}", "A", 6, claim=f"held {i}", precision=9.0, family="hold", movement=movement)
        for i in (3, 4)
    ]
    alone = weight_behind([taken], as_known=False)
    assert alone > 0.0
    assert (weight_behind([taken, *later], as_known=False) < 0.9 * alone) == looks_back
    assert weight_behind([taken, *later], as_known=True) == alone


@pytest.mark.parametrize(("apart", "discounted"), [(0, True), (2, True), (10, False)])
def test_in_hindsight_a_witness_echoes_by_the_day_it_speaks(apart: int, discounted: bool) -> None:
    told_twice = [
        says("p2", "B", 3, claim="c1", known=3),
        says("p2", "B", 3, claim="c2", known=3 + apart),
    ]
    found = observations(told_twice, line_of_sites(), ControlSettings(), as_known=False)
    first, second = (
        found.precision[(found.site == 2) & (found.source == source)].sum() for source in (0, 1)
    )
    assert (second < 0.5 * first) == discounted
