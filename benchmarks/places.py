"""How fast places are matched and read: `python benchmarks/places.py TEXTS [--gazetteer FILE]`.

TEXTS is a `.jsonl[.gz]` of documents with `text`; FILE a gazetteer to stack on the shipped one,
with the theatre `ukraine`. Prints megabytes of UTF-8 a second on one core for the matching alone
and for the whole layer, the milliseconds to open, and the memory that opening adds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from salient.places import Gazetteer, Geoparser, compile_gazetteer, shipped_gazetteer
from salient.places.scan import Scanner, tokens_of
from salient.theatre import load_theatre

ROUNDS = 3


def texts_of(path: Path) -> list[str]:
    """The texts of JSON lines, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few rounds."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def main() -> None:
    """Print one line a measurement."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("--gazetteer", type=Path)
    options = arguments.parse_args()
    texts = texts_of(options.texts)
    size = sum(len(text.encode()) for text in texts) / 1e6
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    world = shipped_gazetteer()
    print(f"open the shipped gazetteer  {(time.perf_counter() - started) * 1e3:8.1f} ms")
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"memory that opening adds    {added:8.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        gazetteers = [world]
        if options.gazetteer:
            started = time.perf_counter()
            report = compile_gazetteer([options.gazetteer], Path(folder) / "own", reference=world)
            seconds = time.perf_counter() - started
            print(f"compile {report.places} places       {seconds:8.1f} s")
            gazetteers = [Gazetteer.open(report.folder), world]
        first = Scanner(gazetteers[:1])
        seconds = best(lambda: [list(first.matches(t, tokens_of(t))) for t in texts])
        print(f"match {len(gazetteers[0])} places       {size / seconds:8.2f} MB/s")
        theatre = load_theatre("ukraine") if options.gazetteer else None
        parser = Geoparser(gazetteers, theatre)
        seconds = best(lambda: [parser.mentions(text) for text in texts])
        print(f"whole layer                 {size / seconds:8.2f} MB/s over {size:.1f} MB")


if __name__ == "__main__":
    main()
