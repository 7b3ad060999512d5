"""Measure the ledger: adding synthetic claims, and asking for them, on one core.

    python benchmarks/ledger.py [--claims N] [--ledger PATH-OR-URL]

Prints one JSON object. Where other programs keep the processor busy, the rate by processor time
says more than the rate by the clock; a server's own time is not in it.

The claims are drawn with a fixed seed over 33,156 places and 1,640 days; places are as uneven as in
real reports (the first gets about one claim in thirty), one claim in twenty covers up to thirty
days, one in a hundred has no end. Without `--ledger` a file in a temporary folder is used.
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
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

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


def _reading(rng: random.Random, number: int) -> DocumentReading:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
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


def batches(claims: int, seed: int = 20220224) -> Iterator[list[DocumentReading]]:
    """Yield batches of readings until `claims` claims have been made."""
    rng = random.Random(seed)
    documents = claims // CLAIMS_A_DOCUMENT
    for first in range(0, documents, DOCUMENTS_A_BATCH):
        size = min(DOCUMENTS_A_BATCH, documents - first)
        yield [_reading(rng, first + index) for index in range(size)]


def _add_all(ledger: Ledger, claims: int) -> dict[str, float]:
    seconds: list[float] = []
    rates: list[float] = []
    busy = 0.0
    for batch in batches(claims):
        begun, worked = time.perf_counter(), time.process_time()
        report = ledger.add_many(batch, RECORDED)
        seconds.append(time.perf_counter() - begun)
        busy += time.process_time() - worked
        rates.append(report.claims / seconds[-1])
    return {
        "claims_per_second": round(claims / sum(seconds)),
        "claims_per_second_of_own_processor_time": round(claims / busy),
        "slowest_batch_claims_per_second": round(min(rates)),
        "last_tenth_claims_per_second": round(statistics.mean(rates[-max(1, len(rates) // 10) :])),
    }


def _milliseconds(ask: Callable[[], int], times: int) -> dict[str, float]:
    taken: list[float] = []
    found = 0
    for _ in range(times):
        begun = time.perf_counter()
        found += ask()
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return {
        "median_ms": round(statistics.median(taken), 3),
        "p99_ms": round(taken[int(0.99 * (len(taken) - 1))], 3),
        "claims_each": round(found / times, 2),
    }


def _ask_all(ledger: Ledger, claims: int) -> dict[str, object]:
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
    begun = time.perf_counter()
    every = sum(1 for _ in ledger.claims())
    return {
        "place_day": _milliseconds(place_day, 500),
        "busiest_place_day": _milliseconds(lambda: place_day("geonames:700000"), 200),
        "place_day_as_of": _milliseconds(
            lambda: place_day(published_by=middle, known_by=RECORDED), 500
        ),
        "all_claims_of_a_day": _milliseconds(whole_day, 20),
        "read_all_claims_per_second": round(every / (time.perf_counter() - begun)),
        "all_found": every == claims,
    }


def _megabytes_used() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(target: str | Path, claims: int) -> dict[str, object]:
    """Fill the ledger at `target` and time it; the figures by name."""
    with open_ledger(target, create=True) as ledger:
        next(batches(claims))
        before = _megabytes_used()
        figures: dict[str, object] = {"claims": claims, "adding": _add_all(ledger, claims)}
        figures["memory_grown_mb_while_adding"] = _megabytes_used() - before
    with open_ledger(target, read_only=True) as ledger:
        figures["asking"] = _ask_all(ledger, claims)
    if isinstance(target, Path):
        figures["bytes_per_claim_on_disk"] = round(target.stat().st_size / claims)
    return figures


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--ledger", help="an empty target; default: a temporary file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = options.ledger or Path(folder) / "ledger.db"
        json.dump(measure(target, options.claims), sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
