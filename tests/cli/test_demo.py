"""`salient demo`: the whole path on the reports that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from salient.cli.demo import demo


def test_an_output_that_cannot_be_made_is_refused_at_once(run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("demo", "--out", tmp_path / "file" / "demo")
    assert result.exit_code == 2
    assert result.stderr == (
        f"salient: cannot make the folder {tmp_path / 'file' / 'demo'} (Not a directory); "
        "give --out a folder that you may write\n"
    )


def test_the_demo_says_what_it_does() -> None:
    assert "Running it again adds nothing twice" in (demo.help or "")


@pytest.mark.slow
def test_the_demo_ends_by_naming_files_that_are_there_and_can_be_run_again(run, tmp_path) -> None:
    out = tmp_path / "demo"
    first = run("demo", "--out", out)
    assert first.exit_code == 0, first.stderr
    named = [line.split()[0] for line in first.stdout.splitlines() if str(out) in line]
    files = [Path(name) for name in named if name.startswith(str(out))]
    assert len(files) == 7
    assert files[0].name == "assessment.html"
    assert all(path.stat().st_size for path in files)
    before = {path.name: path.read_bytes() for path in files if path.suffix != ".db"}
    second = run("demo", "--out", out)
    assert second.exit_code == 0
    assert second.stdout == first.stdout
    assert {path.name: path.read_bytes() for path in files if path.suffix != ".db"} == before
    told = run("why", "--ledger", out / "ledger.db", "Izium", "--on", "2022-05-14")
    assert told.exit_code == 0
