from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.model import Place
from salient.places.candidates import Candidate
from salient.places.index import PRIMARY
from salient.places.links import Containment, Listing, Said, Stated
from salient.places.phrase import Offset
from salient.places.resolve import Resolution, resolve, resolver_coefficients


def town(
    number: int, latitude: float, longitude: float, people: int = 5000, **more: Any
) -> Candidate:
    parts: dict[str, Any] = {
        "place_id": f"geonames:{number}", "name": f"Town {number}", "latitude": latitude,
        "longitude": longitude, "country": "UA", "admin1": "07", "feature_code": "PPL",
        "population": people,
    }  # fmt: skip
    return Candidate(Place(**{**parts, **more}), PRIMARY, False)


def division(number: int, admin1: str, country: str = "UA") -> Candidate:
    return town(
        number,
        49,
        36,
        1_000_000,
        kind="region",
        feature_code="ADM1",
        admin1=admin1,
        country=country,
    )


def ids(resolution: Resolution) -> list[str]:
    return [candidate.place.place_id for candidate, _ in resolution.ranked]


def test_without_context_the_larger_town_is_likelier() -> None:
    (found,) = resolve([[town(1, 49, 36, 900), town(2, 48, 30, 900_000)]])
    assert ids(found) == ["geonames:2", "geonames:1"]


def test_company_nearby_outweighs_a_larger_namesake_far_away() -> None:
    names = [
        [town(1, 49.0, 37.0, 5_000, admin1="05"), town(2, 50.0, 30.0, 20_000, admin1="13")],
        [town(3, 49.1, 37.1, admin1="05")],
        [town(4, 48.9, 37.2, admin1="05")],
    ]
    assert ids(resolve(names)[0])[0] == "geonames:1"


def test_the_region_that_the_text_names_decides_between_namesakes() -> None:
    names = [[town(1, 46, 32, 900, admin1="08"), town(2, 49, 37, 90_000)], [division(3, "08")]]
    assert ids(resolve(names)[0])[0] == "geonames:2"
    assert ids(resolve(names, Said(containments=[Containment(0, 1)]))[0])[0] == "geonames:1"


def test_names_beside_each_other_in_a_list_are_of_one_sort() -> None:
    georgia = [
        town(1, 42, 43, 3_700_000, kind="region", feature_code="PCLI", country="GE", admin1=None),
        division(2, "GA", "US"),
    ]
    others = [[division(3, "OH", "US")], [division(4, "TX", "US")]]
    found = resolve([georgia, *others], Said(listings=[Listing(0, 1), Listing(1, 2)]))
    assert ids(found[0])[0] == "geonames:2"


def test_a_name_is_drawn_to_those_told_together_with_it() -> None:
    one, other = town(1, 47, 33), town(2, 48.5, 38)
    names = [[one, other], [town(3, 47.1, 33.1)], [town(4, 48.4, 38.1)]]
    near_first = resolve(names, Said(mates=[Listing(0, 1)]))
    near_second = resolve(names, Said(listings=[Listing(0, 2)]))
    assert ids(near_first[0])[0] == "geonames:1"
    assert ids(near_second[0])[0] == "geonames:2"


def test_what_is_said_of_where_a_name_lies_outweighs_its_company() -> None:
    one, other = town(1, 47.18, 33), town(2, 48.5, 38)
    names = [[one, other], [town(3, 47, 33)], [town(4, 48.4, 38.1)], [town(5, 48.4, 38.2)]]
    said = Said(
        mates=[Listing(0, 2), Listing(0, 3)],
        offsets=[Stated(0, 1, Offset(least_km=20, most_km=20, bearings=(0.0,)))],
    )
    assert ids(resolve(names, said)[0])[0] == "geonames:1"


def test_names_without_candidates_resolve_to_nothing() -> None:
    empty, full = resolve([[], [town(1, 49, 36)]])
    assert empty.best is None
    assert full.best is not None
    assert resolve([]) == []


def test_a_doubtful_name_sways_the_others_less() -> None:
    names = [
        [town(1, 49.0, 37.0, admin1="05"), town(2, 50.0, 30.0, admin1="13")],
        [town(3, 49.1, 37.1, admin1="05")],
    ]
    sure = dict(zip(ids(resolve(names)[0]), (p for _, p in resolve(names)[0].ranked), strict=True))
    unsure = resolve(names, weights=[1.0, 0.0])[0]
    doubtful = dict(zip(ids(unsure), (p for _, p in unsure.ranked), strict=True))
    assert doubtful["geonames:1"] < sure["geonames:1"]


towns = st.lists(
    st.builds(
        town,
        st.integers(1, 9999),
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.integers(0, 10_000_000),
        admin1=st.sampled_from(["01", "02", None]),
        country=st.sampled_from(["UA", "RU", None]),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(towns, max_size=5), st.data())
def test_probabilities_of_a_name_add_up_to_at_most_one(
    names: list[list[Candidate]], data: st.DataObject
) -> None:
    positions = st.integers(0, max(0, len(names) - 1))
    links = data.draw(st.lists(st.builds(Containment, positions, positions), max_size=3))
    if not names:
        links = []
    found = resolve(names, Said(containments=links))
    assert len(found) == len(names)
    for resolution, candidates in zip(found, names, strict=True):
        probabilities = [p for _, p in resolution.ranked]
        assert sum(probabilities) <= 1.0 + 1e-9
        assert probabilities == sorted(probabilities, reverse=True)
        assert sorted(ids(resolution)) == sorted(c.place.place_id for c in candidates)


@settings(max_examples=30, deadline=None)
@given(st.lists(towns, min_size=2, max_size=4))
def test_the_order_of_candidates_does_not_matter(names: list[list[Candidate]]) -> None:
    def as_table(found: list[Resolution]) -> list[list[tuple[str, float]]]:
        return [
            sorted((c.place.place_id, round(p, 6)) for c, p in resolution.ranked)
            for resolution in found
        ]

    assert as_table(resolve(names)) == as_table(resolve([n[::-1] for n in names]))


def test_the_coefficients_tell_their_story() -> None:
    stored = json.loads(files("salient.places").joinpath("data/resolver.json").read_text("utf-8"))
    assert "open halves" in stored["story"]
    for theatre in (False, True):
        shipped = resolver_coefficients(theatre=theatre)
        assert shipped.contained > 0 > shipped.variant


def test_a_theatre_has_coefficients_of_its_own() -> None:
    assert resolver_coefficients(theatre=True).focus > resolver_coefficients().focus


def test_a_town_at_the_pole_and_one_at_the_date_line_are_resolved() -> None:
    found = resolve([[town(1, 90, 0), town(2, -90, 180)], [town(3, 0, 180), town(4, 0, -180)]])
    assert all(r.best is not None and r.best[1] == pytest.approx(r.best[1]) for r in found)
