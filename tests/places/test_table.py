from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salient.errors import GazetteerError
from salient.places.sources import RawPlace
from salient.places.table import MOST_CODES, CodeColumn, PlaceTable

PLACES = st.builds(
    RawPlace,
    name=st.text(min_size=1, max_size=8),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    number=st.one_of(st.none(), st.integers(1, 6)),
    local_id=st.sampled_from(["a", "b", "osm-n123", "ц"]),
    names=st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple),
    country=st.sampled_from(["", "UA", "US"]),
    population=st.integers(0, 2**32 - 1),
    line=st.integers(0, 99),
)


def key(place: RawPlace) -> tuple[bool, int, str]:
    return place.number is None, place.number or 0, "" if place.number else place.local_id


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PLACES, max_size=25))
def test_one_row_of_each_id_stays_in_order_and_nothing_is_lost(
    tmp_path: Path, places: list[RawPlace]
) -> None:
    table = PlaceTable(tmp_path / "rows")
    for place in places:
        table.add(place, "g.csv")
    repeats = table.settle()
    firsts: dict[tuple[bool, int, str], RawPlace] = {}
    for place in places:
        firsts.setdefault(key(place), place)
    ordered = [firsts[k] for k in sorted(firsts)]
    found = list(table.in_order())
    table.close()
    assert [words.name for _, words in found] == [p.name for p in ordered]
    assert len(repeats.rows) == len(places) - len(ordered)
    for (row, words), first in zip(found, ordered, strict=True):
        same = [p for p in places if key(p) == key(first)]
        assert {words.name, *words.names} == {n for p in same for n in (p.name, *p.names)}
        assert table.country.get(row) == next((p.country for p in same if p.country), "")
        assert table.population[row] == next((p.population for p in same if p.population), 0)


def test_a_repeated_row_is_named_with_both_lines(tmp_path: Path) -> None:
    table = PlaceTable(tmp_path / "rows")
    for line, name in ((2, "Izium"), (3, "Lyman"), (9, "Izyum")):
        number = 7 if name[0] == "I" else None
        row = RawPlace(name=name, latitude=49, longitude=37, number=number, local_id="x", line=line)
        table.add(row, "g.csv")
    repeats = table.settle()
    table.close()
    assert repeats.keys == ("7",)
    assert [str(row) for row in repeats.rows] == [
        "g.csv:9: 'Izyum' was given before, in line 2, by its id"
    ]


def test_an_empty_table_settles(tmp_path: Path) -> None:
    table = PlaceTable(tmp_path / "rows")
    assert table.settle().keys == ()
    assert len(table.order) == 0
    table.close()


def test_rows_are_read_only_once_settled(tmp_path: Path) -> None:
    table = PlaceTable(tmp_path / "rows")
    table.add(RawPlace(name="A", latitude=1, longitude=1, number=1))
    with pytest.raises(ValueError, match="once it is settled"):
        table.words(0)
    table.close()


def test_codes_become_a_sorted_table_of_those_that_occur() -> None:
    column = CodeColumn("country")
    for value in ("UA", "", "BY", "UA", "ZZ"):
        column.append(value)
    column.put(1, "RU")
    names, numbers = column.coded(np.array([3, 1, 2]))
    assert names == ("BY", "RU", "UA")
    assert [names[n] for n in numbers] == ["UA", "RU", "BY"]


def test_too_many_different_codes_are_an_error_that_says_what_is_wrong() -> None:
    column = CodeColumn("admin1")
    for n in range(MOST_CODES + 1):
        column.append(f"name {n}")
    with pytest.raises(
        GazetteerError,
        match=r"65,536 different values of admin1; an index holds 65,535\. Check that the column",
    ):
        column.coded(np.arange(MOST_CODES + 1))
