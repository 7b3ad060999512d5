"""Measure the places room on gold data: `python evals/places.py DATA [--score PATH]`.

DATA is a folder with `geoparsing/*.jsonl[.gz]` and `gazetteer/ukraine.csv.gz`, PATH the scorer
(default: `../eval/score.py` beside DATA). Prints one line a corpus. With `--peers`, geotext and
flashgeotext (`pip install geotext flashgeotext`) look for places in the same texts in the same run;
they give no coordinates, so that only their recognition can be scored.

With `--habits publisher` documents are read in the order of their days, each with what its
publisher wrote of before; with `--habits region` each comes from a made-up channel that writes of
one part of the map alone, by where the gold places it. Both need documents that have days.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import msgspec

from salient.places import Gazetteer, Geoparser, Habits, compile_gazetteer, shipped_gazetteer

CORPORA = ("trnews", "lgl", "geovirus", "deepstate_en", "deepstate_uk")
SPAN = ("start", "end")


def rows(path: Path) -> list[dict]:
    """JSON lines of a file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def theatre_parser(data: Path, work: Path) -> Geoparser:
    """Parse with the theatre `ukraine` and the full gazetteer before the shipped one."""
    from salient.theatre import load_theatre

    world = shipped_gazetteer()
    source = data / "gazetteer" / "ukraine.csv.gz"
    compile_gazetteer([source], work / "ukraine", reference=world)
    theatre = load_theatre("ukraine")
    return Geoparser([Gazetteer.open(work / "ukraine"), world], theatre)


def parse(
    parser: Geoparser,
    gold: list[dict],
    *,
    dated: bool,
    source: Callable[[dict], str] | None = None,
) -> tuple[list[dict], float]:
    """Rows of the places layer for documents, and the seconds of processor time taken.

    With `source` documents are read by day, each with the habits of what it names.
    """
    found = []
    habits = Habits()
    started = time.process_time()
    if source is not None:
        gold = sorted(gold, key=lambda g: (g["published"], g["document_id"]))
    for document in gold:
        published = document.get("published")
        day = date.fromisoformat(published[:10]) if published and dated else None
        habit = None
        if source is not None:
            moment = datetime.fromisoformat(document["published"][:10])
            habit = habits.before(source(document), moment)
        resolved = parser.resolved(document["text"], day=day, habit=habit)
        mentions = [found.mention for found in resolved]
        if source is not None:
            habits.note(source(document), moment, mentions)
        for mention in mentions:
            row = msgspec.to_builtins(mention)
            found.append({"document_id": document["document_id"], **row})
    return found, time.process_time() - started


def publisher(document: dict) -> str:
    """Name a document's publisher."""
    return document["publisher"]


def region(document: dict) -> str:
    """Name the cell in which the middle one of a document's gold places lies."""
    points = [
        (m["latitude"], m["longitude"]) for m in document["places"] if m["latitude"] is not None
    ]
    if not points:
        return "nowhere"
    latitude, longitude = (statistics.median(axis) for axis in zip(*points, strict=True))
    return f"{round(latitude)} {round(longitude / 1.5)}"


SOURCES = {"publisher": publisher, "region": region}


def geotext(text: str) -> list[tuple[int, int]]:
    """Spans of geotext's cities and countries; it gives no offsets, so each is sought in order."""
    from geotext import GeoText

    found = GeoText(text)
    spans = []
    for name in {*found.cities, *found.countries}:
        spans += [(m.start(), m.end()) for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return sorted(spans)


def flashgeotext() -> Callable[[str], list[tuple[int, int]]]:
    """A function to spans of flashgeotext's cities and countries."""
    from flashgeotext.geotext import GeoText

    finder = GeoText()

    def spans(text: str) -> list[tuple[int, int]]:
        found = finder.extract(input_text=text, span_info=True)
        return sorted(
            span for kind in found.values() for hit in kind.values() for span in hit["span_info"]
        )

    return spans


def show_peers(scorer: Path, path: Path, gold: list[dict], work: Path) -> None:
    """Print one line a peer for a corpus."""
    size = sum(len(g["text"].encode()) for g in gold) / 1e6
    for name, find in (("geotext", geotext), ("flashgeotext", flashgeotext())):
        started = time.process_time()
        found = [
            {"document_id": g["document_id"], **dict(zip(SPAN, span, strict=True))}
            for g in gold
            for span in find(g["text"])
        ]
        seconds = time.process_time() - started
        r = score(scorer, path, found, work, 161.0)["recognition"]
        print(
            f"  {name:13} {r['precision']:.4f}    {r['recall']:.4f} {r['f1']:.4f} "
            f"no coordinates{'':21}{size / seconds:.2f}"
        )


def score(scorer: Path, gold: Path, found: list[dict], work: Path, km: float) -> dict:
    """What the scorer prints."""
    predicted = work / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    command = [sys.executable, str(scorer), "places", str(gold), str(predicted), "--km", str(km)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(done.stdout)


def calibration(gold: list[dict], found: list[dict], km: float) -> float:
    """Expected calibration error of `score` over ten bins, of found mentions with coordinates."""
    from salient.places.geodesy import distance_km

    truth = {(g["document_id"], m["start"]): m for g in gold for m in g["places"]}
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row in found:
        m = truth.get((row["document_id"], row["start"]))
        if m is None or m["latitude"] is None or row["latitude"] is None:
            continue
        there = distance_km(m["latitude"], m["longitude"], row["latitude"], row["longitude"])
        bins.setdefault(min(9, int(row["score"] * 10)), []).append((row["score"], there <= km))
    total = sum(len(b) for b in bins.values())
    return sum(
        abs(sum(s for s, _ in b) / len(b) - sum(r for _, r in b) / len(b)) * len(b) / total
        for b in bins.values()
    )


def main() -> None:
    """Print one line a corpus."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--score", type=Path)
    arguments.add_argument("--only", nargs="*", default=CORPORA)
    arguments.add_argument("--rows", type=Path, help="folder for the rows found, one file a corpus")
    arguments.add_argument("--peers", action="store_true", help="geotext and flashgeotext as well")
    arguments.add_argument("--habits", choices=SOURCES, help="whose habits count; else none do")
    options = arguments.parse_args()
    scorer = options.score or options.data.parent / "eval" / "score.py"
    print("corpus        precision recall f1    resolved end-to-end calibration MB/s")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        world = Geoparser([shipped_gazetteer()])
        for corpus in options.only:
            path = next((options.data / "geoparsing").glob(f"{corpus}.jsonl*"))
            gold = rows(path)
            is_theatre = corpus.startswith("deepstate")
            parser = theatre_parser(options.data, work) if is_theatre else world
            km = 20.0 if is_theatre else 161.0
            source = SOURCES.get(options.habits)
            found, seconds = parse(parser, gold, dated=is_theatre, source=source)
            out = score(scorer, path, found, work, km)
            size = sum(len(g["text"].encode()) for g in gold) / 1e6
            r = out["recognition"]
            print(
                f"{corpus:13} {r['precision']:.4f}    {r['recall']:.4f} {r['f1']:.4f} "
                f"{out['resolved']:.4f}   {out['end_to_end']:.4f}     "
                f"{calibration(gold, found, km):.3f}       {size / seconds:.2f}"
            )
            if options.peers:
                show_peers(scorer, path, gold, work)
            if options.rows:
                options.rows.mkdir(parents=True, exist_ok=True)
                lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
                (options.rows / f"{corpus}.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
