"""Where control is right and where not, beside what needs no model, in one run.

    python -m evals.control_report --shared FOLDER [--out FOLDER] [--only PART …] [--windows NAME …]

Prints Markdown: the model beside its rivals; contested as a state; the score without each source,
by region and by week; the worst places with what carried them. `--out` takes the pictures: the
reliability diagram and a map of the errors of each window; `--page` writes the report as a page of
the documentation. Theatres and ledgers are those of
`python -m evals --control`, made where they are missing (which takes many minutes), or those of
`--kept`. With `--settings` the model has other constants, as `salient control fit` writes them.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evals import reliability, rivals
from evals.control import WINDOWS
from evals.error_map import draw_errors
from evals.left_out import left_out
from evals.scenes import Ints, Scene, estimated, held_on, load, read_steps, thinned
from evals.scoring import Figures, confusion, figures
from evals.worst import causes, failing, read_notes, worst_table
from salient.control import ControlSettings
from salient.errors import SalientError
from salient.workbench import read_settings

__all__ = ["PARTS", "main"]

PARTS = ("rivals", "contested", "sources", "regions", "weeks", "worst", "pictures")
EVERY = 4
"""Of the places, so manyth are scored without each source."""
FIGHTING_KM, FIGHTING_DAYS = 5.0, 7
INTRO = """# Where control is right and where not

What the nowcasts of `salient control --as-known` are worth, beside rules that need no model, and
where they fail, against what independent mapmakers agree on. The windows are 24 February to
31 August 2022 (`spring-news`: daily reports and outlets; `spring-all`: with map notes, a list of
cities and editors of maps) and 2023. *Changing* places have more than one true state in the window,
*steady* ones do not; measures are those of [benchmarks](benchmarks.md#control). One command writes
this page:

```
python -m evals.control_report --shared FOLDER --page docs/control-errors.md --out docs/images
```

![Reliability diagram of the three windows](images/control-reliability.png)

Share of days on which the side is wrong, for each scored place:

![Map of the errors, spring 2022, news alone](images/control-errors-spring-news.png)

![Map of the errors, spring 2022, all streams](images/control-errors-spring-all.png)

![Map of the errors, 2023](images/control-errors-2023.png)

Each of the worst places stands for all wrong ones around it (12 km, 3 km in 2023), so that one
pocket is not named fifty times. The kind of cause is found by rule, from the weights of
`salient why` for the side that truly held the place, on a day within its longest wrong run; what
went wrong is what a person found who looked there.
"""


class Judged(NamedTuple):
    """A window with what the model makes of it."""

    scene: Scene
    probability: npt.NDArray[np.float32]

    @property
    def state(self) -> Ints:
        """The likeliest state, days × places."""
        state: Ints = self.probability.argmax(axis=2)
        return state


def figure_row(name: str, found: Figures) -> str:
    """Lay figures out as a row of a Markdown table."""
    cells = ["" if value is None else f"{value:.3f}" for value in found]
    return f"| {name} | {' | '.join(cells)} |"


def rivals_table(judged: Judged, shared: Path) -> str:
    """Score the model, rules that need none, a Markov chain for each place, and VIINA."""
    scene = judged.scene
    score = scene.truth, scene.contested
    chain = rivals.markov(scene)
    drawn = held_on(
        read_steps(shared / "data" / "control" / "viina.csv.gz"),
        scene.days, scene.places, scene.sites.sides,
    )  # fmt: skip
    found = {
        "the model": figures(judged.state, *score, judged.probability),
        "never updating": figures(rivals.never_updating(scene), *score),
        "last claim at the place wins": figures(rivals.last_claim(scene), *score),
        "majority of the last seven days": figures(rivals.majority(scene), *score),
        "a Markov chain for each place": figures(chain.argmax(axis=2), *score, chain),
        "VIINA, which votes among maps": figures(drawn, *score),
    }
    head = (
        f"| {scene.name} | headline | sided | steady | accuracy | calibration error "
        "| changes: recall | precision |\n" + "|---" * 8 + "|"
    )
    return "\n".join([head, *(figure_row(name, one) for name, one in found.items())])


def contested_table(judged: Judged, shared: Path) -> str:
    """Say how contested does as a state: by true state, what the model, no model and VIINA say."""
    scene = judged.scene
    drawn = held_on(
        read_steps(shared / "data" / "control" / "viina.csv.gz"),
        scene.days, scene.places, scene.sites.sides,
    )  # fmt: skip
    states = {
        "the model": judged.state,
        "never updating": rivals.never_updating(scene),
        "VIINA": drawn,
    }
    names = [*scene.sites.sides, "contested"]
    split = f"of contested days, said to be {', '.join(names)}"
    lines = [
        f"| {scene.name} | accuracy | contested: recall | precision | {split} |",
        "|---" * 5 + "|",
    ]
    for name, state in states.items():
        counts = confusion(state, scene.truth, scene.contested)
        found = figures(state, scene.truth, scene.contested)
        truly, said = counts[-1].sum(), counts[:, -1].sum()
        split = ", ".join(f"{n / max(truly, 1):.2f}" for n in counts[-1])
        recall, precision = counts[-1, -1] / max(truly, 1), counts[-1, -1] / max(said, 1)
        lines.append(
            f"| {name} | {found.accuracy:.3f} | {recall:.3f} | {precision:.3f} | {split} |"
        )
    fought = _fought(scene)
    truly = (scene.truth == scene.contested) & scene.changing[None, :]
    sided = scene.sided & scene.changing[None, :]
    lines.append(
        f"\nFighting was reported within {FIGHTING_KM:.0f} km in the last {FIGHTING_DAYS} days on "
        f"{fought[truly].mean():.1%} of contested place-days and on {fought[sided].mean():.1%} of "
        f"the others; contested are {truly.sum() / (truly.sum() + sided.sum()):.1%}."
    )
    return "\n".join(lines)


def _fought(scene: Scene) -> npt.NDArray[np.bool_]:
    """Where fighting had been reported nearby of late, days × places."""
    from scipy.spatial import cKDTree

    tree, fought = cKDTree(scene.points), np.zeros(scene.truth.shape, dtype=bool)
    first, index = scene.days[0], scene.sites.index
    for item in scene.evidence:
        if item.contest and item.place_id in index:
            near = tree.query_ball_point(scene.sites.points[index[item.place_id]], FIGHTING_KM)
            day = max((item.known - first).days, 0)
            fought[day : day + FIGHTING_DAYS, near] = True
    return fought


def sources_table(judged: Judged, settings: ControlSettings) -> str:
    """Score the window without each source that matters, on some of the places."""
    scene = thinned(judged.scene, EVERY if len(judged.scene.places) > 1000 else 1)
    probability = estimated(scene, settings)
    whole = figures(probability.argmax(axis=2), scene.truth, scene.contested, probability)
    lines = [
        f"| {scene.name}, without | pieces of evidence | headline | sided | steady |",
        "|---|---|---|---|---|",
        f"| nobody | {len(scene.evidence):,} | " + " | ".join(f"{v:.4f}" for v in whole[:3]) + " |",
    ]
    lines += [
        f"| {one.source} | -{one.pieces:,} | {one.figures.headline - whole.headline:+.4f} "
        f"| {one.figures.sided - whole.sided:+.4f} | {one.figures.steady - whole.steady:+.4f} |"
        for one in left_out(scene, settings)
    ]
    return "\n".join(lines)


def report(
    judged: Mapping[str, Judged], parts: Sequence[str], shared: Path, settings: ControlSettings
) -> Iterator[tuple[str, str]]:
    """Give the parts of the report, each as a heading and Markdown."""
    if "rivals" in parts:
        yield (
            "Beside what needs no model",
            _joined(rivals_table(j, shared) for j in judged.values()),
        )
    if "contested" in parts:
        yield "Contested", _joined(contested_table(j, shared) for j in judged.values())
    if "sources" in parts:
        yield "Without each source", _joined(sources_table(j, settings) for j in judged.values())
    if "regions" in parts:
        shares = {n: reliability.by_region(j.scene, j.state) for n, j in judged.items()}
        yield "By region", reliability.table("region", shares)
    if "weeks" in parts:
        shares = {n: reliability.by_week(j.scene, j.state) for n, j in judged.items()}
        yield "By week", reliability.table("week of", shares)
    if "worst" in parts:
        yield "The worst places", _joined(worst_part(j, settings) for j in judged.values())


def worst_part(judged: Judged, settings: ControlSettings) -> str:
    """List a window's worst places, under its name."""
    found = failing(judged.scene, judged.state)
    why = causes(judged.scene, found, settings)
    table = worst_table(judged.scene, judged.state, found, why, read_notes())
    return f"### {judged.scene.name}\n\n{table}"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts)


def pictures(judged: Mapping[str, Judged], folder: Path) -> None:
    """Draw the reliability diagram of all windows and a map of the errors of each."""
    folder.mkdir(parents=True, exist_ok=True)
    curves = {name: reliability.bins(one.scene, one.probability) for name, one in judged.items()}
    reliability.draw(curves, folder / "control-reliability.png")
    for name, one in judged.items():
        draw_errors(one.scene, one.state, folder / f"control-errors-{name}.png")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """Read the options of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.control_report",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--shared", type=Path, required=True, help="folder of the measuring data")
    parser.add_argument("--kept", type=Path, help="folder of theatre-WINDOW and WINDOW.db")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="constants of the model")
    parser.add_argument("--windows", nargs="+", choices=list(WINDOWS),
                        default=[n for n, w in WINDOWS.items() if w.written is None])  # fmt: skip
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART",
                        help=f"parts of the report: {', '.join(PARTS)}")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="draw the pictures here")
    parser.add_argument(
        "--page", type=Path, metavar="FILE", help="write the report here, as a page"
    )
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Estimate the windows, print the report, draw the pictures; the exit status."""
    options = arguments(given)
    truth = options.shared / "data" / "control" / "agreed.csv.gz"
    if not truth.is_file():
        print(f"evals: {truth} is missing; give --shared the folder of the measuring data",
              file=sys.stderr)  # fmt: skip
        return 2
    warnings.filterwarnings("ignore", module="hmmlearn")
    try:
        settings = (
            ControlSettings() if options.settings is None else read_settings(options.settings)
        )
        judged = {}
        for name in options.windows:
            scene = load(name, options.shared, options.kept)
            judged[name] = Judged(scene, estimated(scene, settings))
        sections = [
            f"## {heading}\n\n{part}\n"
            for heading, part in report(judged, options.only, options.shared, settings)
        ]
    except SalientError as error:
        print(f"evals: {error}", file=sys.stderr)
        return 2
    if options.page is None:
        print("\n".join(sections))
    else:
        options.page.write_text("\n".join([INTRO, *sections]), "utf-8")
    if options.out is not None and "pictures" in options.only:
        pictures(judged, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
