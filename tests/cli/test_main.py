"""`salient` itself: help, exit codes, and what goes where."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

import salient
from salient.cli import main
from salient.cli.main import commands
from salient.errors import LedgerError
from salient.workbench import Workbench

COMMANDS = (
    "add", "areas", "assess", "changes", "control", "demo", "fronts", "read", "review", "search",
    "stories", "theatre", "why",
)  # fmt: skip


def process(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    code = "from salient.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=120, **options,
    )  # fmt: skip


def test_help_names_every_command_and_says_what_exit_codes_mean(run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in result.stdout] == []
    assert "Exit codes: 0 done, 1 some inputs failed" in " ".join(result.stdout.split())
    assert set(COMMANDS) <= set(commands.commands)


def test_the_version_is_that_of_the_package(run) -> None:
    assert run("--version").stdout == f"salient, version {salient.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Usage: salient"),
        (("frob",), "No such command 'frob'"),
        (("control", "--frob"), "No such option"),
        (("control", "--on", "2022-05-14"), "Missing option '--ledger'"),
        (("read",), "Missing argument 'PATHS…'"),
        (("assess", "--ledger", "x.db", "--on", "2022-05-14"), "Missing option '--out'"),
    ],
)
def test_a_wrong_call_is_explained_on_standard_error_with_code_2(run, arguments, words) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_help_needs_no_heavy_package() -> None:
    code = (
        "import sys; from salient.cli.main import commands\n"
        "commands.main(['--help'], standalone_mode=False)\n"
        "print(*(m for m in ('numpy', 'sqlalchemy', 'spacy', 'lxml') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\n\n")


def test_asking_about_control_loads_no_language_model_and_no_drawing(
    ledger: Path, theatre: Path
) -> None:
    code = (
        "import sys; from salient.cli.main import commands\n"
        f"commands.main(['control', '--ledger', {str(ledger)!r}, '--theatre', {str(theatre)!r},"
        " '--on', '2022-05-14'], standalone_mode=False)\n"
        "print(*(m for m in ('spacy', 'trafilatura', 'matplotlib') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("date,place_id,")
    assert done.stdout.endswith("\n\n")


def test_an_error_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = process("control", "--ledger", tmp_path / "none.db", "--on", "2022-05-14")
    assert done.returncode == 2
    assert done.stdout == ""
    path = tmp_path / "none.db"
    assert done.stderr == (
        f"salient: no ledger at {path}; make one with: salient add PATHS --ledger {path}\n"
    )


def test_a_reader_that_stops_reading_is_no_failure(ledger: Path, theatre: Path) -> None:
    code = "from salient.cli import main; main()"
    arguments = ["control", "--ledger", ledger, "--theatre", theatre, "--on", "2022-05-14"]
    writer = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.close()
    assert writer.stderr.read() == ""
    assert writer.wait(60) == 0
    writer.stderr.close()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (LedgerError("the ledger is gone; find it"), 2, "salient: the ledger is gone; find it\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "salient: No space left on device\n"),
        (
            PermissionError(errno.EACCES, "Permission denied", "a/b"),
            2,
            "salient: a/b: Permission denied\n",
        ),
        (KeyboardInterrupt(), 130, "salient: stopped; run the same command again to go on\n"),
    ],
)
def test_what_goes_wrong_under_way_is_one_line_and_a_code(
    run, monkeypatch: pytest.MonkeyPatch, ledger: Path, theatre: Path, error, code, words
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Workbench, "control", fail)
    result = run("control", "--ledger", ledger, "--theatre", theatre, "--on", "2022-05-14")
    assert (result.exit_code, result.stderr) == (code, words)


def test_a_fault_of_salients_own_is_not_hidden(
    run, monkeypatch: pytest.MonkeyPatch, ledger: Path, theatre: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Workbench, "control", fail)
    result = run("control", "--ledger", ledger, "--theatre", theatre, "--on", "2022-05-14")
    assert isinstance(result.exception, ZeroDivisionError)


def test_the_script_is_the_group_of_commands(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(sys, "argv", ["salient", "--version"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("salient, version ")
