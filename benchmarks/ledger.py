"""Measure the ledger: adding synthetic claims, and asking for them, on one core.

    python benchmarks/ledger.py [--claims N] [--ledger TARGET]
    python benchmarks/ledger.py --growth 10000 100000 1000000 [--plot FILE] [--figures FILE]
    options of both: [--batch DOCUMENTS] [--dated]

Prints one JSON object. Where other programs keep the processor busy, the rate by processor time
says more than the rate by the clock; a server's own time is not in it.

The claims are drawn with a fixed seed over 33,156 places and 1,640 days; places are as uneven as in
real reports (the first gets about one claim in thirty), one claim in twenty covers up to thirty
days, one in a hundred has no end. Without `--ledger` a file in a temporary folder is used.

Documents come in any order, the worst case for the indexes, or with `--dated` in the order of their
days, as news does.

`--growth` fills one SQLite ledger and measures it at each size on the way; `--plot` draws that.
The full text is measured by `search.py` beside this, SQLite beside PostgreSQL by `backends.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from salient.ledger import DocumentReading, Ledger, open_ledger
from salient.model import (
    Claim,
    ControlEffect,
    Document,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Reader,
    Span,
    TimeMention,
    content_id,
)

PLACES = 33_156
DAYS = 1_640
FIRST_DAY = date(2022, 2, 24)
CLAIMS_A_DOCUMENT = 5
DOCUMENTS_A_BATCH = 1_000
SENTENCE = (
    "The brigade holds the crossroads north of the town and drove back an attack there "
    "on Saturday, the regional administration said."
)
READER = Reader(name="synthetic", version="1")
RECORDED = datetime(2026, 9, 1, tzinfo=UTC)


def place_id(rng: random.Random) -> str:
    """Draw a place; small numbers come up far more often than large ones."""
    return f"geonames:{700_000 + int(PLACES * rng.random() ** 3)}"


def _time(rng: random.Random, day: date) -> TimeMention:
    length = rng.random()
    latest: date | None = day
    if length > 0.99:
        latest = None
    elif length > 0.94:
        latest = day + timedelta(days=rng.randrange(30))
    return TimeMention(text="Saturday", start=86, end=94, earliest=day, latest=latest)


def _claim(rng: random.Random, about: DocumentRef, number: int, start: int, day: date) -> Claim:
    mention = PlaceMention(
        text="the town",
        start=start + 44,
        end=start + 52,
        place_id=place_id(rng),
        name="A Town",
        kind="settlement",
        latitude=48.5,
        longitude=37.5,
        admin1="05",
        country="UA",
        relation="north_of",
        score=0.87,
    )
    return Claim(
        claim_id=content_id("claim", about.document_id, number),
        document=about,
        quote=Span(SENTENCE, start, start + len(SENTENCE)),
        holders=(
            Holder(name=about.publisher, kind="publisher", start=None, end=None),
            Holder(name="the regional administration", kind="official", start=97, end=124),
        ),
        event_type=rng.choice(("repel", "hold", "attack", "shell", "capture")),
        plover="FIGHT",
        acled="Armed clash",
        predicate=Predicate(lemma="drive back", text="drove back", start=61, end=71),
        actor=Party(name="The brigade", side="UA", start=0, end=11),
        target=None,
        places=(mention,),
        time=_time(rng, day),
        polarity="positive",
        mood="reported",
        probability=(1.0, 1.0),
        probability_term=None,
        quantities=(),
        control=(ControlEffect(place_id=mention.place_id or "", side="UA", effect="holds"),),
        reader=READER,
    )


def _reading(rng: random.Random, number: int, on: int | None = None) -> DocumentReading:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS) if on is None else on)
    published = datetime(day.year, day.month, day.day, rng.randrange(24), tzinfo=UTC)
    text = "\n".join([SENTENCE] * CLAIMS_A_DOCUMENT)
    document = Document(
        document_id=content_id("doc", number),
        text=text,
        publisher="A Synthetic Outlet",
        published=published,
        language="en",
        fingerprint=content_id("print", number),
        url=f"https://example.org/{number}",
        title="What happened on the day",
    )
    about = DocumentRef(
        document_id=document.document_id,
        publisher=document.publisher,
        url=document.url,
        title=document.title,
        language=document.language,
        published=published.isoformat(),
    )
    claims = tuple(
        _claim(rng, about, index, index * (len(SENTENCE) + 1), day)
        for index in range(CLAIMS_A_DOCUMENT)
    )
    return DocumentReading(document=document, reader=READER, claims=claims)


def batches(
    claims: int,
    seed: int = 20220224,
    after: int = 0,
    documents_a_batch: int = DOCUMENTS_A_BATCH,
    *,
    dated: bool = False,
) -> Iterator[list[DocumentReading]]:
    """Yield batches of readings until `claims` claims have been made; of the documents `after`.

    `dated` documents come in the order of their days, as news does; else in any order.
    """
    rng = random.Random(seed + after)
    documents = claims // CLAIMS_A_DOCUMENT
    for first in range(0, documents, documents_a_batch):
        size = min(documents_a_batch, documents - first)
        numbers = range(first, first + size)
        yield [
            _reading(rng, after + number, number * DAYS // documents if dated else None)
            for number in numbers
        ]


def add_all(ledger: Ledger, made: Iterable[list[DocumentReading]], claims: int) -> dict[str, float]:
    """Add batches, which hold so many claims: the rates, and the memory early and late."""
    memory: list[int] = []
    seconds: list[float] = []
    rates: list[float] = []
    busy = 0.0
    for batch in made:
        begun, worked = time.perf_counter(), time.process_time()
        report = ledger.add_many(batch, RECORDED)
        seconds.append(time.perf_counter() - begun)
        busy += time.process_time() - worked
        rates.append(report.claims / seconds[-1])
        memory.append(megabytes_used())
    return {
        "claims_per_second": round(claims / sum(seconds)),
        "claims_per_second_of_own_processor_time": round(claims / busy),
        "slowest_batch_claims_per_second": round(min(rates)),
        "last_tenth_claims_per_second": round(statistics.mean(rates[-max(1, len(rates) // 10) :])),
        "memory_mb_after_a_tenth": memory[len(memory) // 10],
        "memory_mb_at_the_end": memory[-1],
    }


def milliseconds(ask: Callable[[], int], times: int) -> dict[str, float]:
    """Ask so many times: the clock, the process's own time, and how many claims came."""
    taken: list[float] = []
    busy: list[float] = []
    found = 0
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        found += ask()
        taken.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    taken.sort()
    return {
        "median_ms": round(statistics.median(taken), 3),
        "median_ms_of_own_processor_time": round(statistics.median(busy), 3),
        "p99_ms": round(taken[int(0.99 * (len(taken) - 1))], 3),
        "claims_each": round(found / times, 2),
    }


def ask_all(ledger: Ledger) -> dict[str, object]:
    """Time the questions that the control model and a reader ask most."""
    rng = random.Random(7)

    def day() -> date:
        return FIRST_DAY + timedelta(days=rng.randrange(DAYS))

    def place_day(
        place: str | None = None,
        published_by: datetime | None = None,
        known_by: datetime | None = None,
    ) -> int:
        on = day()
        found = ledger.claims(
            place_ids=(place or place_id(rng),),
            from_day=on,
            to_day=on,
            published_by=published_by,
            known_by=known_by,
        )
        return sum(1 for _ in found)

    def whole_day() -> int:
        on = day()
        return sum(1 for _ in ledger.claims(from_day=on, to_day=on))

    middle = datetime(2024, 6, 1, tzinfo=UTC)
    return {
        "place_day": milliseconds(place_day, 500),
        "busiest_place_day": milliseconds(lambda: place_day("geonames:700000"), 200),
        "place_day_as_of": milliseconds(
            lambda: place_day(published_by=middle, known_by=RECORDED), 500
        ),
        "all_claims_of_a_day": milliseconds(whole_day, 20),
    }


def _read_all(ledger: Ledger, claims: int) -> dict[str, object]:
    begun = time.perf_counter()
    every = sum(1 for _ in ledger.claims())
    return {
        "read_all_claims_per_second": round(every / (time.perf_counter() - begun)),
        "all_found": every == claims,
    }


def megabytes_used() -> int:
    """Return the memory that the process holds now; its greatest so far where /proc is missing."""
    status = Path("/proc/self/status")
    if status.exists():
        resident = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS:"))
        return int(resident.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(target: str | Path, claims: int, batch: int, *, dated: bool) -> dict[str, object]:
    """Fill the ledger at `target` and time it; the figures by name."""
    with open_ledger(target, create=True) as ledger:
        made = batches(claims, documents_a_batch=batch, dated=dated)
        next(batches(claims, documents_a_batch=batch))
        before = megabytes_used()
        figures: dict[str, object] = {"claims": claims, "adding": add_all(ledger, made, claims)}
        figures["memory_grown_mb_while_adding"] = megabytes_used() - before
    with open_ledger(target, read_only=True) as ledger:
        figures["asking"] = {**ask_all(ledger), **_read_all(ledger, claims)}
    if isinstance(target, Path):
        figures["bytes_per_claim_on_disk"] = round(target.stat().st_size / claims)
    return figures


def grow(target: Path, sizes: list[int], batch: int, *, dated: bool) -> Iterator[dict[str, Any]]:
    """Fill one ledger from size to size and time it at each."""
    held = 0
    for size in sizes:
        more = size - held
        made = batches(more, after=held // CLAIMS_A_DOCUMENT, documents_a_batch=batch, dated=dated)
        with open_ledger(target, create=True) as ledger:
            adding = add_all(ledger, made, more)
            memory = megabytes_used()
        held = size
        with open_ledger(target, read_only=True) as ledger:
            asking = ask_all(ledger)
        yield {
            "claims": size,
            "adding": adding,
            "memory_mb_after_adding": memory,
            "asking": asking,
            "bytes_per_claim_on_disk": round(target.stat().st_size / size),
        }


def draw(figures: list[dict[str, Any]], plot: Path) -> None:
    """Draw how adding, asking and size grow, each on a logarithmic scale of the claims held."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    sizes = [one["claims"] for one in figures]
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(11, 3.4), layout="constrained")
    asked = {
        "place_day": "a place on a day",
        "place_day_as_of": "the same as of a moment",
        "busiest_place_day": "the busiest place",
        "all_claims_of_a_day": "a day, all places",
    }
    for name, label in asked.items():
        times = [one["asking"][name]["median_ms"] for one in figures]
        middle.plot(sizes, times, marker="o", label=label)
    middle.set(yscale="log", ylabel="milliseconds, median", title="Asking")
    middle.legend(fontsize=7)
    for name, label in (
        ("claims_per_second", "by the clock"),
        ("claims_per_second_of_own_processor_time", "by processor time"),
    ):
        left.plot(sizes, [one["adding"][name] for one in figures], marker="o", label=label)
    left.set(ylabel="claims a second", title="Adding", ylim=(0, None))
    left.legend(fontsize=7)
    right.plot(sizes, [one["bytes_per_claim_on_disk"] for one in figures], marker="o")
    right.set(ylabel="bytes a claim on disk", title="Size", ylim=(0, 2500))
    for axes in (left, middle, right):
        axes.set(xscale="log", xlabel="claims held")
        axes.grid(alpha=0.3)
    figure.savefig(plot, dpi=110, metadata={"Software": None})


def _grown(options: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    """Measure the growth; what is measured is kept in `--figures` at each size."""
    target = Path(options.ledger or folder / "ledger.db")
    found: list[dict[str, Any]] = []
    for one in grow(target, options.growth, options.batch, dated=options.dated):
        found.append(one)
        sys.stderr.write(f"{one['claims']:,} claims measured\n")
        if options.figures:
            options.figures.write_text(json.dumps(found, indent=2))
    return found


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=DOCUMENTS_A_BATCH, help="documents a batch")
    parser.add_argument("--dated", action="store_true", help="documents in the order of their days")
    parser.add_argument("--ledger", help="an empty target; default: a temporary one")
    parser.add_argument("--growth", type=int, nargs="+", metavar="N", help="sizes, ascending")
    parser.add_argument("--plot", type=Path, help="where to draw the growth")
    parser.add_argument("--figures", type=Path, help="JSON of the growth: written, or drawn from")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result: object
        if options.growth:
            result = _grown(options, folder)
        elif options.figures:
            result = json.loads(options.figures.read_text())
        else:
            target: str | Path = options.ledger or folder / "ledger.db"
            target = target if "://" in str(target) else Path(target)
            result = measure(target, options.claims, options.batch, dated=options.dated)
    if options.plot and isinstance(result, list):
        draw(result, options.plot)
    json.dump(result, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
