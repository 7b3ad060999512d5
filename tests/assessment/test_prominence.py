from __future__ import annotations

import pytest

from salient.assessment.prominence import CITY, place_sizes
from salient.model import Place


def place(name: str, longitude: float = 36.0, **parts: object) -> Place:
    return Place(place_id=f"x:{name}", name=name, latitude=50.0, longitude=longitude, **parts)


def sizes(*places: Place) -> dict[str, float]:
    return place_sizes({p.place_id: p for p in places})


def test_size_grows_with_population() -> None:
    made = sizes(place("hamlet", population=100), place("town", 37.0, population=100_000))
    assert made == {"x:hamlet": 2.0, "x:town": 5.0}


@pytest.mark.parametrize(("code", "size"), [("PPLC", 6.4), ("PPLA", 5.6), ("PPL", 2.0)])
def test_the_rank_of_a_seat_stands_in_for_a_missing_population(code: str, size: float) -> None:
    assert sizes(place("seat", feature_code=code)) == {"x:seat": size}


def test_a_quarter_and_a_suburb_leave_the_name_to_their_city() -> None:
    made = sizes(
        place("city", population=1_400_000),
        place("quarter", feature_code="PPLX", population=600_000),
        place("suburb", 36.08, population=300_000),
        place("next city", 37.0, population=300_000),
    )
    assert made["x:city"] > CITY
    assert made["x:quarter"] < 3
    assert made["x:suburb"] < 4
    assert made["x:next city"] > CITY


def test_no_places_have_no_sizes() -> None:
    assert place_sizes({}) == {}
