from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from salient.control import ControlSettings, Fit, Scores
from salient.errors import UsageError
from salient.workbench import fitted_file, read_settings

SCORES = Scores(headline=0.9, sided=0.85, steady=0.95, log_loss=0.5, calibration_error=0.04)
DAY = date(2030, 3, 1)


def a_fit(settings: ControlSettings) -> Fit:
    return Fit(
        settings=settings, first=DAY, last=DAY, places=3, claims=7, evaluations=5, seed=1,
        start=SCORES, scores=SCORES, blocks=((DAY, DAY),), held_out_start=(SCORES,),
        held_out=(SCORES,),
    )  # fmt: skip


def written(path: Path, **file: object) -> Path:
    path.write_text(json.dumps({"format": "salient-control-settings-1", "settings": {}, **file}))
    return path


def test_fitted_constants_come_back_as_they_were_written(tmp_path: Path) -> None:
    settings = ControlSettings(slope=7.5, families={"gain": 1.2})
    path = tmp_path / "constants.json"
    path.write_bytes(fitted_file(a_fit(settings), ledger="war.db", truth="t.csv", version="0"))
    assert read_settings(path) == settings
    provenance = json.loads(path.read_text())["provenance"]
    assert provenance["fitted_on"] == {"first": "2030-03-01", "last": "2030-03-01"}
    assert provenance["held_out"][0]["after"]["headline"] == 0.9


def test_constants_that_are_left_out_keep_their_defaults(tmp_path: Path) -> None:
    path = written(tmp_path / "some.json", settings={"phase": {"threshold": 3.0}})
    read = read_settings(path)
    assert read.phase.threshold == 3.0
    assert read.slope == ControlSettings().slope


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"settings": {"slop": 3.0}}, "sets slop, which is no constant of the model; there are"),
        ({"settings": {"phase": {"speed": 1}}}, "sets phase.speed, which is no constant"),
        ({"settings": {"slope": "steep"}}, "Expected `float`"),
        ({"format": "2"}, "has the format '2'; this version reads salient-control-settings-1"),
        ({"more": 1}, "is no file of constants"),
    ],
)
def test_what_is_wrong_with_a_file_of_constants_is_said(
    tmp_path: Path, file: dict[str, object], said: str
) -> None:
    with pytest.raises(UsageError, match=said.replace("(", r"\(")):
        read_settings(written(tmp_path / "bad.json", **file))


def test_a_missing_file_of_constants_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.json cannot be read"):
        read_settings(tmp_path / "none.json")
