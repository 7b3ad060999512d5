"""`salient drawn`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

MAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"status": "taken"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[37, 48], [40, 48], [40, 50], [37, 50], [37, 48]]],
            },
        }
    ],
}
STATED = ("--holder", "Map Room", "--on", "2022-05-14", "--within", "0")


@pytest.fixture
def add(run, theatre: Path, tmp_path: Path):
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps(MAP))

    def call(*arguments: object):
        ledger = tmp_path / "own.db"
        return run("drawn", path, "--ledger", ledger, "--theatre", theatre, *STATED, *arguments)

    return call


def test_a_map_is_added_once(add) -> None:
    first, again = add("--held", "RU"), add("--held", "RU")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "own.db: map of 2022-05-14 by Map Room: 4 claims added" in first.stderr
    assert again.stderr.endswith("map of 2022-05-14 by Map Room: there already\n")


def test_a_property_and_the_rest_are_taken(add) -> None:
    result = add("--property", "status", "--held", "RU=taken", "--rest", "UA")
    assert "6 claims added" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--held", "RU=taken"), "with --property give --held SIDE=VALUE for each side"),
        (("--held", "RU", "--property", "status"), "with --property give --held SIDE=VALUE"),
        (("--held", "=taken"), "names no side"),
        (("--held", "XX"), "'XX' is no side of the theatre"),
        (("--held", "RU=lost", "--property", "status"), "it has 'taken'"),
    ],
)
def test_a_wrong_legend_is_refused_with_the_mend(add, arguments, message: str) -> None:
    result = add(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
