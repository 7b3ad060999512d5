"""Measure accuracy and compare it with the floors: `python -m evals [--shared FOLDER]`.

FOLDER holds `data/` and `eval/score.py`; without it only what needs no measuring data is measured.
The windows of control take minutes and are measured with `--control`, or when `--only` names them.
Exits 0 when every measure is at its floor or better, 1 when one is below or was not measured though
asked for, 2 when the call itself cannot be carried out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from evals import control
from evals.floors import Floor, FloorsError, load_floors, raised_all, write_floors
from evals.measures import MEASURES, UNSHARED

Task = Callable[[], Mapping[str, float]]


def tasks(shared: Path | None, only: Sequence[str], *, with_control: bool) -> dict[str, Task]:
    """Choose the measurements to take, by name; `only` are beginnings of names."""
    found: dict[str, Task] = dict(UNSHARED)
    if shared is not None:
        found |= {name: partial(measure, shared) for name, measure in MEASURES.items()}
        windows = {f"control.{w}": partial(control.measure, w, shared) for w in control.WINDOWS}
        found |= {
            name: task
            for name, task in windows.items()
            if with_control or any(one.startswith("control") for one in only)
        }
    chosen = {n: t for n, t in found.items() if not only or any(n.startswith(one) for one in only)}
    if not chosen:
        raise FloorsError(
            f"nothing is measured under {', '.join(only)}; there is {', '.join(found)}"
            + ("" if shared else " (and more with --shared)")
        )
    return chosen


def run(chosen: Mapping[str, Task], jobs: int) -> tuple[dict[str, float], dict[str, str]]:
    """Take all measurements: figures by name, and what went wrong by name of measurement."""
    values: dict[str, float] = {}
    failed: dict[str, str] = {}
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        pending = {name: pool.submit(task) for name, task in chosen.items()}
        for name, future in pending.items():
            try:
                values |= future.result()
            except subprocess.CalledProcessError as error:
                failed[name] = f"{error}; {(error.stderr or '').strip()[-600:]}"
            except (OSError, StopIteration, ImportError, ValueError, KeyError) as error:
                failed[name] = f"{type(error).__name__}: {error}"
    return values, failed


def verdict(floor: Floor, value: float) -> str:
    """How a value stands to what is asked."""
    if not floor.met(value):
        return "BELOW"
    return "aim reached" if floor.reached(value) else "ok"


def table(values: Mapping[str, float], floors: Mapping[str, Floor]) -> str:
    """One line a measure: value, floor, aim, verdict."""
    width = max((len(name) for name in values), default=7)
    lines = [f"{'measure':{width}}  {'value':>7}  {'floor':>8}  {'aim':>7}"]
    for name in sorted(values):
        floor = floors.get(name)
        if floor is None:
            lines.append(f"{name:{width}}  {values[name]:7.4f}")
            continue
        sign = ">" if floor.direction == "up" else "<"
        lines.append(
            f"{name:{width}}  {values[name]:7.4f}  {sign}{floor.floor:7.4f}  {floor.aim:7.4f}  "
            f"{verdict(floor, values[name])}"
        )
    return "\n".join(lines)


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder of the measuring data")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="beginnings of names")
    parser.add_argument("--control", action="store_true", help="the windows of control as well")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time (2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument(
        "--raise",
        dest="fraction",
        type=float,
        metavar="FRACTION",
        help="raise the floors to this fraction of what was measured; none is lowered",
    )
    return parser.parse_args(given)


def check_shared(shared: Path | None) -> None:
    """Refuse a folder that is not the measuring data."""
    if shared is not None and not (shared / "eval" / "score.py").is_file():
        raise FloorsError(
            f"{shared} holds no eval/score.py; give --shared the folder of the measuring data, or "
            "leave it out to measure what needs none"
        )


def missed(
    chosen: Mapping[str, Task], values: Mapping[str, float], floors: Mapping[str, Floor]
) -> list[str]:
    """Names that have a floor and belong to a chosen measurement, but have no value."""
    return [
        name
        for name in floors
        if name not in values and any(name.startswith(f"{one}.") for one in chosen)
    ]


def main(given: Sequence[str] | None = None) -> int:
    """Measure, print, compare; the exit status."""
    options = arguments(given)
    try:
        check_shared(options.shared)
        floors = load_floors()
        chosen = tasks(options.shared, options.only, with_control=options.control)
        if any(name.startswith("control.") for name in chosen):
            control.forget_others()
        begun = time.monotonic()
        values, failed = run(chosen, options.jobs)
        print(table(values, floors))
        print(f"{len(values)} figures in {time.monotonic() - begun:.0f} s")
        for name, problem in failed.items():
            print(f"not measured: {name}: {problem}", file=sys.stderr)
        lost = missed(chosen, values, floors)
        below = [n for n, v in values.items() if n in floors and not floors[n].met(v)]
        for kind, names in (("below the floor", below), ("floor without a value", lost)):
            if names:
                print(f"{kind}: {', '.join(names)}", file=sys.stderr)
        if options.json is not None:
            options.json.write_text(json.dumps(values, indent=1, sort_keys=True) + "\n", "utf-8")
        if options.fraction is not None:
            write_floors(raised_all(floors, values, options.fraction))
    except FloorsError as error:
        print(f"evals: {error}", file=sys.stderr)
        return 2
    return 1 if failed or below or lost else 0


if __name__ == "__main__":
    sys.exit(main())
