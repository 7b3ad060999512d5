"""The measurements: each takes the folder of measuring data and gives figures by name.

The parts of a name are the room, the data and the figure. A measurement whose module is named here
needs nothing but its data, and the same code on the same data gives the same figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from evals import borrowed as borrowed_evals
from evals import headlines as headline_evals
from evals import isaf as isaf_evals
from evals import judged as judged_evals
from evals import places as place_evals
from evals import plover as plover_evals
from evals import times as time_evals

__all__ = [
    "MEASURES",
    "UNSHARED",
    "attribution",
    "cases",
    "headlines",
    "isaf",
    "parse",
    "places",
    "plover",
    "stories",
    "times",
]

Figures = Mapping[str, float]
ROOT = Path(__file__).resolve().parents[1]
THEATRE_KM, WORLD_KM = 20.0, 161.0


def scorer(shared: Path) -> Path:
    """Find the scorer in the measuring data."""
    return shared / "eval" / "score.py"


def places(corpus: str, shared: Path, *, habits: bool = False) -> Figures:
    """Mentions found and resolved in one corpus; `deepstate` ones with the full gazetteer.

    With `habits` by day and with what each publisher wrote of before, as `salient read` does.
    """
    from salient.places import Geoparser, shipped_gazetteer

    data = shared / "data"
    path = next((data / "geoparsing").glob(f"{corpus}.jsonl*"))
    gold = place_evals.rows(path)
    in_theatre = corpus.startswith("deepstate")
    km = THEATRE_KM if in_theatre else WORLD_KM
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        parser = (
            place_evals.theatre_parser(data, work)
            if in_theatre
            else Geoparser([shipped_gazetteer()])
        )
        source = place_evals.publisher if habits else None
        found, _ = place_evals.parse(parser, gold, dated=in_theatre, source=source)
        out = place_evals.score(scorer(shared), path, found, work, km)
    if habits:
        return {
            f"places.{corpus}_habits.resolved": out["resolved"],
            f"places.{corpus}_habits.end_to_end": out["end_to_end"],
            f"places.{corpus}_habits.calibration_error": place_evals.calibration(gold, found, km),
        }
    return {
        f"places.{corpus}.recall": out["recognition"]["recall"],
        f"places.{corpus}.f1": out["recognition"]["f1"],
        f"places.{corpus}.resolved": out["resolved"],
        f"places.{corpus}.end_to_end": out["end_to_end"],
        f"places.{corpus}.calibration_error": place_evals.calibration(gold, found, km),
    }


def times(shared: Path) -> Figures:
    """Expressions of time in English news."""
    gold = shared / "data" / "times" / "te3_en.jsonl"
    documents = place_evals.rows(gold)
    rows, _ = time_evals.predict(time_evals.ours, documents, "en")
    out = json.loads(time_evals.score(scorer(shared), gold, rows))
    return {
        "times.te3.found": out["found"],
        "times.te3.value_right": out["value_right"],
        "times.te3.precision": out["precision"],
    }


def attribution(shared: Path) -> Figures:
    """Who says what in annotated news articles: the whole development part."""
    command = [
        sys.executable,
        str(ROOT / "evals" / "attribution.py"),
        str(shared / "data" / "attribution" / "dev.jsonl"),
        "--score",
        str(scorer(shared)),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    out = json.loads(done.stdout.splitlines()[0])
    return {
        "attribution.polnear_dev.content_f1": out["content"]["f1"],
        "attribution.polnear_dev.both_f1": out["both"]["f1"],
    }


def isaf(shared: Path) -> Figures:
    """Press releases of another war: what claims tell of day, province, kind and number killed."""
    out = isaf_evals.measure(shared / "data" / "events" / "isaf.jsonl.gz")
    return {f"isaf.{name}": share for name, share in out.items() if name not in {"dated", "named"}}


def plover(shared: Path) -> Figures:
    """PLOVER's example sentences: conflict records found, false alarms in the others."""
    out = plover_evals.measure(shared / "data" / "events" / "plover_gsr.jsonl")
    names = ("recall", "false_alarm_rate")
    return {f"plover.{name}": out[name] for name in names}


def parse() -> Figures:
    """Give the English pipeline's scores on the treebanks' development parts, as shares of 1.

    They were taken with gold tokens when the pipeline was trained (`training/english/ship.py`).
    """
    scores = json.loads((ROOT / "training" / "english" / "scores.json").read_text("utf-8"))
    return {
        f"parse.{part}.{label.lower()}": value / 100
        for part, labels in scores.items()
        for label, value in labels.items()
    }


def headlines() -> Figures:
    """Headlines and fragments of our own: the English pipeline's parse of them, by words."""
    return {f"parse.headlines.{name}": share for name, share in headline_evals.measure().items()}


def cases() -> Figures:
    """Hand-written cases of reading English: the share of texts read as they should be."""
    from tests.reading import reading_cases

    reader = reading_cases.made_up_reader()
    right: dict[str, list[bool]] = {}
    for case in reading_cases.load_cases():
        document = reading_cases.document_of(case.text, case.publisher)
        claims: list[Any] = [c for c in reader.read(document) if hasattr(c, "claim_id")]
        right.setdefault(case.grade, []).append(not reading_cases.failures(case, claims))
    return {f"reading.cases.{grade}": sum(hits) / len(hits) for grade, hits in right.items()}


def stories() -> Figures:
    """Give how much of synthetic news, whose descent is known, comes into the right stories."""
    from benchmarks.stories import news, recovered

    from salient.workbench.stories import items_of, told_stories

    documents, origin = news(4_000, 5, seed=1)
    shares = recovered(told_stories(items_of(documents, ())).story, origin)
    return {
        "stories.synthetic.retold": shares["retold in the story of the original"],
        "stories.synthetic.misplaced": shares["fresh but put into another's story"],
    }


def judged() -> Figures:
    """Claims judged by eye, as the verdicts were stored.

    By who wrote the rules, the largest draw; by readers who had no part in them, the last three,
    and the share that is found of the claims that they would write themselves.
    """
    own = judged_evals.largest_draw()
    others = judged_evals.last_draws(judged_evals.INDEPENDENT)
    return {
        "reading.found_by_others": judged_evals.found_share(),
        **{
            f"reading.{name}.{aspect}": share
            for name, found in (("judged", own), ("judged_by_others", others))
            for aspect, share in found.items()
        },
    }


UNSHARED: Mapping[str, Callable[[], Figures]] = {
    "parse": parse,
    "parse.headlines": headlines,
    "reading": cases,
    "reading.judged": judged,
    "stories": stories,
}
"""Measurements that need nothing but the project."""

MEASURES: Mapping[str, Callable[[Path], Figures]] = {
    "attribution": attribution,
    **{
        f"places.{corpus}": partial(places, corpus)
        for corpus in ("lgl", "geovirus", "deepstate_en", "deepstate_uk", "trnews")
    },
    **{
        f"places.{corpus}_habits": partial(places, corpus, habits=True)
        for corpus in ("lgl", "deepstate_en", "deepstate_uk")
    },
    "isaf": isaf,
    "plover": plover,
    "times": times,
    "project": borrowed_evals.measure,
}
"""Measurements that need the measuring data, the longest first."""
