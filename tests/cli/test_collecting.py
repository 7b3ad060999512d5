"""The process looks for garbage rarely, and only a process of its own does."""

from __future__ import annotations

import subprocess
import sys


def _threshold(before: str) -> str:
    code = f"import gc\n{before}\nprint(gc.get_threshold())"
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_commands_collect_rarely() -> None:
    called = (
        "import sys\nfrom salient.cli.main import main\nsys.argv = ['salient', '--version']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert _threshold(called).endswith("(100000, 20, 50)")


def test_importing_leaves_the_collector_alone() -> None:
    assert _threshold("import salient.cli.main") == _threshold("")
