"""`salient control fit` over a small ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from salient.control import ControlSettings

IZYUM, KHARKIV = 707292, 706483
TRUTH = (
    "geonames_id,date,control\n"
    f"{IZYUM},2022-05-01,UA\n{IZYUM},2022-05-13,RU\n{KHARKIV},2022-05-01,UA\n"
)
FIRST, DAYS = "2022-05-12", ("--from", "2022-05-12", "--to", "2022-05-14")
QUICK = ("--blocks", 2, "--evaluations", 1)


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    path = tmp_path / "held.csv"
    path.write_text(TRUTH)
    return path


@pytest.fixture
def fitted(run, ledger: Path, theatre: Path, truth: Path) -> Callable[..., Result]:
    given = ("--ledger", ledger, "--theatre", theatre, "--truth", truth, *DAYS, *QUICK)
    return lambda out, *more: run("control", "fit", *given, "--out", out, *more)


def test_a_fit_writes_constants_with_their_provenance(fitted, tmp_path: Path) -> None:
    out = tmp_path / "constants.json"
    result = fitted(out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "headline on held-out blocks" in result.stderr
    provenance = json.loads(out.read_text())["provenance"]
    assert provenance["places"] == 2
    assert provenance["fitted_on"]["first"] == FIRST


def test_places_limits_what_is_scored(fitted, tmp_path: Path) -> None:
    listed, out = tmp_path / "places.txt", tmp_path / "constants.json"
    listed.write_text(f"{IZYUM}\n")
    assert fitted(out, "--places", listed).exit_code == 0
    assert json.loads(out.read_text())["provenance"]["places"] == 1


def test_an_unknown_place_is_named_and_the_rest_is_fitted(fitted, tmp_path: Path) -> None:
    listed, out = tmp_path / "places.txt", tmp_path / "constants.json"
    listed.write_text(f"{IZYUM}\n1\n")
    result = fitted(out, "--places", listed)
    assert result.exit_code == 1
    assert "no settlements of the theatre: geonames:1" in result.stderr
    assert out.is_file()


def test_places_of_which_the_truth_says_nothing_are_refused(fitted, tmp_path: Path) -> None:
    listed = tmp_path / "places.txt"
    listed.write_text("99\n")
    result = fitted(tmp_path / "constants.json", "--places", listed)
    assert result.exit_code == 2
    assert "no place of the truth is a settlement of the theatre" in result.stderr
    assert not (tmp_path / "constants.json").exists()


def test_the_search_begins_at_the_constants_given(fitted, tmp_path: Path) -> None:
    begin, out = tmp_path / "begin.json", tmp_path / "constants.json"
    begin.write_text(
        json.dumps({"format": "salient-control-settings-1", "settings": {"knot_days": 3}})
    )
    assert fitted(out, "--settings", begin).exit_code == 0
    assert json.loads(out.read_text())["settings"]["knot_days"] == 3
    assert ControlSettings().knot_days != 3
