from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from eval_scenes import a_scene, says
from evals.control_report import Judged, contested_table, figure_row, main, report, rivals_table
from evals.scenes import estimated
from evals.scoring import Figures

from salient.control import ControlSettings

VIINA = "geonames_id,date,control\n3,2030-03-01,A\n3,2030-03-05,B\n0,2030-03-01,A\n6,2030-03-01,B\n"


@pytest.fixture
def judged() -> Judged:
    truth = {0: [(0, "A")], 3: [(0, "A"), (3, "CONTESTED"), (5, "B")], 6: [(0, "B")]}
    talk = [
        says(3, "A", 3, claim="c1", contest=True),
        says(3, "B", 5, claim="c2", precision=9.0),
    ]
    scene = a_scene(truth, talk)
    return Judged(scene, estimated(scene))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    import gzip

    folder = tmp_path / "data" / "control"
    folder.mkdir(parents=True)
    (folder / "viina.csv.gz").write_bytes(gzip.compress(VIINA.encode()))
    return tmp_path


def test_a_row_leaves_out_what_is_not_defined() -> None:
    row = figure_row("rule", Figures(0.5, 0.25, 0.75, 0.5, None, 0.1, None))
    assert row == "| rule | 0.500 | 0.250 | 0.750 | 0.500 |  | 0.100 |  |"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:.*converge.*")
def test_the_model_stands_beside_its_rivals(judged: Judged, shared: Path) -> None:
    rows = {line.split(" | ")[0]: line for line in rivals_table(judged, shared).splitlines()}
    assert rows["| never updating"].startswith("| never updating | 0.688 | 0.375 | 1.000 | 0.300")
    drawn = rows["| VIINA, which votes among maps"]
    assert drawn.endswith("| 1.000 | 1.000 | 1.000 | 0.800 |  | 1.000 | 1.000 |")
    assert "| the model" in rows
    assert "| a Markov chain for each place" in rows


def test_contested_is_told_by_what_was_said_of_it(judged: Judged, shared: Path) -> None:
    table = contested_table(judged, shared)
    assert "| never updating | 0.300 | 0.000 | 0.000 | 1.00, 0.00, 0.00 |" in table
    assert "on 100.0% of contested place-days" in table
    assert "contested are 20.0%" in table


def test_a_folder_without_the_data_is_refused(tmp_path: Path, capsys) -> None:
    assert main(["--shared", str(tmp_path)]) == 2
    assert "give --shared the folder of the measuring data" in capsys.readouterr().err


def test_the_likeliest_state_is_the_models(judged: Judged) -> None:
    assert np.array_equal(judged.state, judged.probability.argmax(axis=2))


def test_parts_come_in_order_under_their_headings(judged: Judged, shared: Path) -> None:
    parts = ["weeks", "worst", "regions", "contested"]
    found = list(report({"made up": judged}, parts, shared, ControlSettings()))
    assert [heading for heading, _ in found] == [
        "Contested", "By region", "By week", "The worst places",
    ]  # fmt: skip
    assert found[-1][1].startswith("### made up")
