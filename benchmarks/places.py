"""How fast places are matched and read: `python benchmarks/places.py TEXTS [--gazetteer FILE]`.

`python benchmarks/places.py --compile ROWS [--folder FOLDER]` instead makes up a dump of that many
rows, of the kinds that GeoNames' own has, compiles it in a process of its own and opens it: seconds
of processor time, the most memory held, and what it takes on disk. The world has 13 million rows.

TEXTS is a `.jsonl[.gz]` of documents with `text`; FILE a gazetteer to stack on the shipped one,
with the theatre `ukraine`. Prints megabytes of UTF-8 a second on one core for the matching alone
and for the whole layer, the milliseconds to open, and the memory that opening adds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
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


_SYLLABLES = (
    "ka lo mi ren dor sha vel tin os ur be gra no pi zel ma ri so ty van ko lu she dan fo ga hi jo "
    "ke lan mo ne par qua ro sta tor ul vi wes ya zor ab cen dri el fen"
).split()
# Kinds of rows with their shares of a hundred, roughly as GeoNames has them; every fourth is of a
# kind that is left out (hotels, schools, springs).
_KINDS = (("P", "PPL", 37), ("H", "STM", 18), ("S", "HTL", 14), ("T", "MT", 9), ("S", "SCH", 7),
          ("L", "LCTY", 4), ("H", "LK", 5), ("A", "ADM2", 4), ("H", "SPNG", 2))  # fmt: skip


def made_up_dump(path: Path, rows: int) -> None:
    """Write a dump of made-up places, the same for the same number of rows; a third has aliases."""
    chance = random.Random(1)
    kinds = [kind[:2] for kind in _KINDS for _ in range(kind[2])]
    countries = [a + b for a in "ABCDEFGHIJKLMN" for b in "ABCDEFGHIJKLMN"]
    with path.open("w", encoding="utf-8") as out:
        for number in range(1, rows + 1):
            name, alias = ("".join(chance.choices(_SYLLABLES, k=4)).title() for _ in range(2))
            group, code = chance.choice(kinds)
            alternates = f"{alias},{name} {alias}" if chance.random() < 0.33 else ""
            latitude, longitude = chance.uniform(-60, 75), chance.uniform(-180, 180)
            out.write(
                f"{number}\t{name}\t{name}\t{alternates}\t{latitude:.5f}\t{longitude:.5f}\t"
                f"{group}\t{code}\t{chance.choice(countries)}\t\t{chance.randrange(40):02d}\t\t\t\t"
                f"{chance.randrange(3000)}\t\t\t\t\n"
            )


def show_compiling(rows: int, folder: Path) -> None:
    """Print what it takes to compile a made-up dump, in a process of its own, and to open it."""
    dump = folder / "world.txt"
    made_up_dump(dump, rows)
    pid = os.fork()
    if pid == 0:
        compile_gazetteer([dump], folder / "world", reference=shipped_gazetteer())
        os._exit(0)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"compiling {rows} rows failed with status {status}")
    size = sum(path.stat().st_size for path in (folder / "world").iterdir()) / 1e6
    started, clock = time.process_time(), time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gazetteer = Gazetteer.open(folder / "world")
    seconds, clock = time.process_time() - started, time.perf_counter() - clock
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"rows of the dump            {rows:>12,} ({dump.stat().st_size / 1e6:,.0f} MB)")
    print(f"places in the index         {len(gazetteer):>12,} ({size:,.0f} MB)")
    print(f"compile, processor time     {used.ru_utime + used.ru_stime:12.0f} s")
    print(f"compile, most memory        {used.ru_maxrss / 1024:12,.0f} MB")
    print(f"open, processor time        {seconds * 1e3:12.0f} ms ({clock * 1e3:.0f} by the clock)")
    print(f"memory that opening adds    {added:12.1f} MB")


def main() -> None:
    """Print one line a measurement."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path, nargs="?")
    arguments.add_argument("--gazetteer", type=Path)
    arguments.add_argument("--compile", type=int, metavar="ROWS")
    arguments.add_argument("--folder", type=Path, help="where the made-up dump has room")
    options = arguments.parse_args()
    if options.compile:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            show_compiling(options.compile, Path(folder))
        return
    if options.texts is None:
        arguments.error("give TEXTS, or --compile ROWS")
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
