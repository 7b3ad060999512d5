"""The command line over a small theatre and a ledger of a few of the reports that ship."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from salient.cli.main import commands
from salient.places import shipped_gazetteer
from salient.theatre import example_reports
from salient.workbench import make_theatre_folder

TOWNS = {"Izyum": 707292, "Kharkiv": 706483, "Popasna": 696566, "Lyman": 704204, "Kupiansk": 703656}
REPORTS = (
    "2022-05-06-general-staff.json",
    "2022-05-08-russian-outlet.json",
    "2022-05-13-institute.json",
    "2022-05-14-institute.json",
    "2022-05-14-outlet-institute.html",
    "2022-05-14-russian-outlet.json",
)

Run = Callable[..., Result]


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def run() -> Run:
    """Run `salient` with these arguments, in this process."""

    def call(*arguments: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(commands, [str(a) for a in arguments], input=stdin)

    return call


@pytest.fixture(scope="session")
def reports() -> list[Path]:
    return [example_reports() / name for name in REPORTS]


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The theatre that ships, over five towns."""
    folder, world = tmp_path_factory.mktemp("theatre"), shipped_gazetteer()
    lines = ["geonames_id,name,latitude,longitude,country,admin1,feature_code,population"]
    for name, number in TOWNS.items():
        place = world.place(f"geonames:{number}")
        assert place is not None, name
        lines.append(f"{number},{name},{place.latitude},{place.longitude},UA,07,PPL,9000")
    # Another place of a name that is there already.
    lines.append("99,Lyman,49.9,36.1,UA,07,PPL,10")
    (folder / "towns.csv").write_text("\n".join(lines) + "\n")
    make_theatre_folder(folder / "towns", gazetteer=folder / "towns.csv")
    return folder / "towns"


@pytest.fixture(scope="session")
def ledger(
    tmp_path_factory: pytest.TempPathFactory, run: Run, reports: list[Path], theatre: Path
) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "war.db"
    result = run("add", *reports, "--ledger", path, "--theatre", theatre)
    assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """A report that states neither who published it nor when."""
    path = tmp_path / "post.txt"
    path.write_text("Russian forces shelled Izium on Friday.\n")
    return path


@pytest.fixture
def ask(run: Run, ledger: Path, theatre: Path) -> Run:
    """Ask something of the ledger."""

    def call(command: str, *arguments: object) -> Result:
        return run(command, "--ledger", ledger, "--theatre", theatre, *arguments)

    return call
