"""Places as a person names them: by id, by a code, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from salient.errors import UsageError
from salient.theatre import Theatre
from salient.workbench import Ground
from salient.workbench.localities import exact_place


@pytest.fixture
def coded(theatre: Theatre, tmp_path: Path) -> Ground:
    rows = tmp_path / "coded.csv"
    rows.write_text(
        "geonames_id,name,latitude,longitude,country,katotth,pcode\n"
        "2,Bridgeton,49.2,36.4,UA,UA63040130010081936,UA6304013\n"
    )
    return Ground(theatre, tmp_path / "cache", (rows,))


@pytest.mark.parametrize(
    "name", ["Bridgeton", "2", "geonames:2", "UA63040130010081936", "UA6304013"]
)
def test_a_place_is_found_by_name_id_and_code(coded: Ground, name: str) -> None:
    assert exact_place(coded, name).place_id == "geonames:2"


def test_a_name_of_several_places_is_refused_with_their_ids(ground: Ground) -> None:
    with pytest.raises(
        UsageError, match=r"'Aford' is the name of 2 places; give the id of one: geonames:1 \(Aford"
    ):
        exact_place(ground, "Aford")


def test_an_unknown_code_is_refused_as_an_unknown_name(coded: Ground) -> None:
    with pytest.raises(UsageError, match="'UA00' is no settlement of the theatre"):
        exact_place(coded, "UA00")
