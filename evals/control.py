"""Who holds what, measured as it would have been known on each day.

A window is a theatre made from the full gazetteer and a starting situation, a ledger of the
window's report streams, the estimates of every day as known at its end, and the scorer's figures
against what independent mapmakers agree on. Reading thousands of reports takes minutes, so the
ledger is kept under `build/evals` for as long as nothing that reads has changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["WINDOWS", "Window", "forget_others", "ledger_of", "measure", "reading_state"]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "evals" / "control"
READING_ROOMS = ("model", "theatre", "documents", "places", "times", "reading", "ledger")
FIGURES = (
    "headline",
    "sided",
    "steady_accuracy",
    "accuracy",
    "calibration_error",
    "change_recall_3d",
    "change_precision_3d",
)


class Window(NamedTuple):
    """One window: its starting situation, first and last day, places scored and streams read.

    `written` names the folder of a window whose reports (`reports.jsonl`), places and truth
    (`held.csv`) are our own words and stand beside this module.
    """

    start: str
    first: str
    last: str
    places: str
    streams: tuple[str, ...]
    written: str | None = None

    def reports(self, shared: Path, stream: str) -> Path:
        """Where a stream's reports lie."""
        if self.written is None:
            return shared / "data" / "reports" / f"{stream}.jsonl.gz"
        return HERE / self.written / f"{stream}.jsonl"

    def places_file(self, shared: Path) -> Path:
        """The file of the ids of the places scored."""
        if self.written is None:
            return shared / "data" / "control" / f"places_{self.places}.txt"
        return HERE / self.written / f"{self.places}.txt"

    def truth(self, shared: Path) -> Path:
        """Who held the places."""
        if self.written is None:
            return shared / "data" / "control" / "agreed.csv.gz"
        return HERE / self.written / "held.csv"


_NEWS = ("isw", "outlets")
_EDITED = ("deepstate", "wiki_cities", "map_editors")
WINDOWS: Mapping[str, Window] = {
    "spring-news": Window("2022-02-24", "2022-02-24", "2022-08-31", "2022-spring", _NEWS),
    "spring-all": Window("2022-02-24", "2022-02-24", "2022-08-31", "2022-spring", _NEWS + _EDITED),
    "2023": Window(
        "2023-01-01", "2023-01-01", "2023-12-31", "2023", ("isw", "deepstate", "wiki_cities")
    ),
    "autumn-written": Window(
        "2022-09-01", "2022-09-01", "2022-11-20", "places", ("reports",), written="autumn_2022"
    ),
}


def _sources(root: Path) -> Iterator[Path]:
    for room in READING_ROOMS:
        yield from sorted(p for p in (root / room).rglob("*") if p.suffix != ".pyc" and p.is_file())


def reading_state(root: Path = ROOT / "src" / "salient") -> str:
    """Name the state of everything that decides what a ledger holds.

    The reader's version alone would not do: it stays the same while its files are being changed.
    """
    from salient.reading import EnglishReader

    digest = hashlib.blake2b(EnglishReader.version.encode(), digest_size=6)
    for path in _sources(root):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return f"{EnglishReader.version}-{digest.hexdigest()}"


def forget_others(build: Path = BUILD) -> None:
    """Remove what was kept for earlier states of reading; each takes half a gigabyte."""
    state = reading_state()
    for folder in build.glob("*/"):
        if folder.name != state:
            shutil.rmtree(folder)


def _salient(*arguments: str | Path, allowed: tuple[int, ...] = (0,)) -> None:
    program = Path(sys.executable).with_name("salient")
    done = subprocess.run(  # noqa: S603
        [str(program), *map(str, arguments)], check=False, stderr=subprocess.PIPE, text=True
    )
    sys.stderr.write(done.stderr)
    # A run that broke off ends with 1 too, and has not read all.
    if done.returncode not in allowed or "Traceback" in done.stderr:
        raise subprocess.CalledProcessError(done.returncode, ["salient", *map(str, arguments)])


def ledger_of(name: str, shared: Path, build: Path = BUILD) -> tuple[Path, Path]:
    """Find a window's theatre and ledger; they are made where they are not there yet."""
    window, data = WINDOWS[name], shared / "data"
    folder = build / reading_state()
    folder.mkdir(parents=True, exist_ok=True)
    theatre, ledger = folder / f"theatre-{name}", folder / f"{name}.db"
    if not theatre.is_dir():
        start = data / "control" / f"start_{window.start}.csv.gz"
        gazetteer = data / "gazetteer" / "ukraine.csv.gz"
        _salient("theatre", "make", theatre, "--gazetteer", gazetteer, "--start", start)
    if not ledger.is_file():
        # A run that was broken off must not pass for a whole ledger.
        growing = ledger.with_suffix(".growing.db")
        for leftover in folder.glob(f"{growing.name}*"):
            leftover.unlink()
        begun = _begun(window, folder)
        if begun is not None:
            shutil.copyfile(folder / f"{begun}.db", growing)
        known = WINDOWS[begun].streams if begun is not None else ()
        fresh = [stream for stream in window.streams if stream not in known]
        streams = [window.reports(shared, stream) for stream in fresh]
        # Exit code 1 says that some documents were refused, as are those in other languages.
        _salient("add", *streams, "--theatre", theatre, "--ledger", growing, allowed=(0, 1))
        growing.rename(ledger)
    return theatre, ledger


def _begun(window: Window, folder: Path) -> str | None:
    """The window of the same start whose ledger is there and holds some of the streams."""
    for name, other in WINDOWS.items():
        smaller = set(other.streams) < set(window.streams) and other.start == window.start
        if smaller and (folder / f"{name}.db").is_file():
            return name
    return None


def measure(name: str, shared: Path, build: Path = BUILD) -> dict[str, float]:
    """Take the scorer's figures for one window, by name of measure."""
    window = WINDOWS[name]
    theatre, ledger = ledger_of(name, shared, build)
    folder = ledger.parent
    estimates = folder / f"{name}.csv"
    days = ("--from", window.first, "--to", window.last)
    places = window.places_file(shared)
    _salient(
        "control", "--ledger", ledger, "--theatre", theatre, *days, "--as-known",
        "--places", places, "--format", "csv", "--out", estimates,
    )  # fmt: skip
    scorer = [sys.executable, str(shared / "eval" / "score.py"), "control"]
    truth = str(window.truth(shared))
    done = subprocess.run(  # noqa: S603
        [*scorer, truth, str(estimates), *days], check=True, capture_output=True, text=True
    )
    scores = json.loads(done.stdout)
    return {f"control.{name}.{key}": scores[key] for key in FIGURES if scores[key] is not None}
