"""Run the benchmarks, small, and print one table: `python -m benchmarks [--shared FOLDER]`.

Each script of this folder can be run by itself, with more options. Here each runs in a process of
its own, one after the other, on the example reports that ship and on synthetic claims; with
`--shared` (or where `../shared` is) the reading is timed on full daily reports as well. Timings
tell of the machine and what else it does: the table ends with the load that the run met.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reading import sample

__all__ = ["Run", "figures", "plan"]

HERE = Path(__file__).parent
DEFAULT_SHARED = HERE.parents[1] / "shared"
SMALL = {
    "ledger_claims": 20_000,
    "reading_words": 10_000,
    "reports_words": 100_000,
    "places_words": 10_000,
    "stories_documents": 5_000,
}


class Run(NamedTuple):
    """One script with its arguments; `label` goes before the names of its figures."""

    label: str
    script: str
    arguments: tuple[str, ...]


def plan(texts: Path, shared: Path | None, claims: int | None = None) -> Iterator[Run]:
    """Say what is run; scripts that are not there are left out. The ledgers hold `claims`."""
    words = ("--words", str(SMALL["reading_words"]))
    yield Run("reading, example", "reading", words)
    if shared is not None:
        reports = shared / "data" / "reports" / "isw.jsonl.gz"
        # Enough that words met for the first time, and looked up once, do not tell.
        many = ("--words", str(SMALL["reports_words"]), "--starts", "0")
        yield Run("reading, reports", "reading", (*many, "--documents", str(reports)))
    yield Run("places", "places", (str(texts),))
    made = str(claims or SMALL["ledger_claims"])
    yield Run("ledger and search", "backends", ("--claims", made, "--times", "30"))
    yield Run("control", "control", ())
    yield Run("stories", "stories", ("--documents", str(SMALL["stories_documents"])))


def flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Lay nested figures out as names and values."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{name} {key}".strip().replace("_", " "))
    else:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        yield name, f"{value:,}" if number else str(value)


def figures(output: str) -> list[tuple[str, str]]:
    """Read what a script printed: one JSON object, or lines of a name, two spaces and a value."""
    try:
        return list(flat(json.loads(output)))
    except json.JSONDecodeError:
        parts = (re.split(r"\s{2,}", line.strip(), maxsplit=1) for line in output.splitlines())
        return [
            (part[0], part[1]) if len(part) == 2 else (part[0], "") for part in parts if part[0]
        ]


def run(one: Run) -> tuple[list[tuple[str, str]], float]:
    """Run a script: its figures, and the seconds that it took.

    Raises:
        subprocess.CalledProcessError: the script failed.

    """
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(HERE / f"{one.script}.py"), *one.arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    return figures(done.stdout), time.perf_counter() - begun


def write(texts: Path, words: int) -> None:
    """Write example texts as JSON lines for the scripts that take a file."""
    lines = (json.dumps({"text": document.text}) for document in sample(None, words))
    texts.write_text("\n".join(lines) + "\n", "utf-8")


def machine() -> str:
    """Say what the run met: processors, Python, and load over the last minute."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} processors, Python {platform.python_version()}{load}"


def main(given: Sequence[str] | None = None) -> int:
    """Run all, print the table; 1 if a script failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder of the measuring data")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="SCRIPT", help="reading, backends, …"
    )
    parser.add_argument("--claims", type=int, help="how many the ledgers shall hold")
    options = parser.parse_args(given)
    shared = options.shared or (DEFAULT_SHARED if DEFAULT_SHARED.is_dir() else None)
    failed = False
    out = sys.stdout
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "example.jsonl"
        write(texts, SMALL["places_words"])
        for one in plan(texts, shared, options.claims):
            wanted = not options.only or one.script in options.only
            if not wanted or not (HERE / f"{one.script}.py").is_file():
                continue
            try:
                rows, seconds = run(one)
            except subprocess.CalledProcessError as error:
                sys.stderr.write(f"benchmarks: {one.label} failed:\n{error.stderr[-1500:]}\n")
                failed = True
                continue
            out.write(f"\n{one.label} ({seconds:.0f} s)\n")
            out.writelines(f"  {name:44} {value:>16}\n" for name, value in rows)
            out.flush()
    out.write(f"\n{machine()}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
