"""Measure the search: indexing synthetic claims, and asking for words, on one core.

    python benchmarks/search.py [--claims N] [--ledger PATH-OR-URL]

Prints one JSON object. The quotes are drawn with a fixed seed from 30,000 made-up words that are as
uneven as those of a language (the n-th comes up in proportion to 1/(n + 2.7)), twenty to a quote.
*Common* words are in about one quote in ten, *middling* ones in one in two hundred, *rare* ones in
one in five thousand; a pair of common words is in about one quote in a hundred. Without `--ledger`
a file in a temporary folder is used.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.ledger import RECORDED, batches
from salient.ledger import DocumentReading, Ledger, open_ledger
from salient.ledger.search import SearchQuestion
from salient.model import Predicate, Span

VOCABULARY = 30_000
WORDS_A_QUOTE = 20
BANDS = {"common": (15, 40), "middling": (400, 800), "rare": (8_000, 12_000)}
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def word(rank: int) -> str:
    """Make the word of a rank; no two are alike, and none ends so that it would be cut."""
    syllables = []
    rank += 70
    while rank:
        rank, at = divmod(rank, len(_SYLLABLES))
        syllables.append(_SYLLABLES[at])
    return "".join(syllables) + "k"


class Quotes:
    """Draws sentences with a fixed seed."""

    def __init__(self, seed: int = 14052022) -> None:
        self._rng = random.Random(seed)
        self._words = [word(rank) for rank in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def draw(self) -> str:
        """Draw one sentence."""
        drawn = self._rng.choices(self._words, cum_weights=self._weights, k=WORDS_A_QUOTE)
        return " ".join(drawn) + "."


def worded(readings: list[DocumentReading], quotes: Quotes) -> Iterator[DocumentReading]:
    """Give readings another text, one drawn sentence to a claim."""
    for reading in readings:
        sentences = [quotes.draw() for _ in reading.claims]
        text, claims, start = "\n".join(sentences), [], 0
        for one, sentence in zip(reading.claims, sentences, strict=True):
            first = sentence.split(" ", 1)[0]
            claims.append(
                msgspec.structs.replace(
                    one,
                    quote=Span(sentence, start, start + len(sentence)),
                    predicate=Predicate(
                        lemma=first, text=first, start=start, end=start + len(first)
                    ),
                )
            )
            start += len(sentence) + 1
        document = msgspec.structs.replace(reading.document, text=text)
        yield DocumentReading(document=document, reader=reading.reader, claims=tuple(claims))


def _milliseconds(ask: Callable[[random.Random], int], times: int) -> dict[str, float]:
    rng, found = random.Random(5), 0
    taken: list[float] = []
    busy: list[float] = []
    ask(random.Random(1))
    for _ in range(times):
        begun, worked = time.perf_counter(), time.process_time()
        found += ask(rng)
        taken.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    taken.sort()
    return {
        "median_ms": round(statistics.median(taken), 2),
        "median_ms_of_own_processor_time": round(statistics.median(busy), 2),
        "p95_ms": round(taken[int(0.95 * (len(taken) - 1))], 2),
        "hits_each": round(found / times, 1),
    }


def ask_words(ledger: Ledger, times: int) -> dict[str, object]:
    """Time searches for words of each kind, and for common ones within limits."""

    def two(*bands: str) -> Callable[[random.Random], int]:
        def ask(rng: random.Random, **limits: object) -> int:
            text = " ".join(word(rng.randrange(*BANDS[band])) for band in bands)
            question = msgspec.convert({"text": text, **limits}, SearchQuestion)
            return len(ledger.search.find(question).hits)

        return ask

    def near(rng: random.Random) -> int:
        places = tuple(f"geonames:{700_000 + rng.randrange(2_000)}" for _ in range(40))
        question = SearchQuestion(text=word(rng.randrange(*BANDS["common"])), place_ids=places)
        return len(ledger.search.find(question).hits)

    def month(rng: random.Random) -> int:
        first = date(2022, 3, 1) + timedelta(days=rng.randrange(1500))
        question = SearchQuestion(
            text=word(rng.randrange(*BANDS["common"])),
            from_day=first,
            to_day=first + timedelta(days=30),
            event_types=("capture",),
        )
        return len(ledger.search.find(question).hits)

    return {
        "two_common_words": _milliseconds(two("common", "common"), times),
        "common_and_middling": _milliseconds(two("common", "middling"), times),
        "two_middling_words": _milliseconds(two("middling", "middling"), times),
        "common_and_rare": _milliseconds(two("common", "rare"), times),
        "one_common_word": _milliseconds(two("common"), times),
        "common_word_near_40_places": _milliseconds(near, times),
        "common_word_month_and_event": _milliseconds(month, times),
    }


def measure(target: str | Path, claims: int, times: int) -> dict[str, object]:
    """Fill the ledger at `target`, index it, and time searches; the figures by name."""
    quotes = Quotes()
    with open_ledger(target, create=True) as ledger:
        if not ledger.stats().claims:
            for batch in batches(claims):
                ledger.add_many(worded(batch, quotes), RECORDED)
        size = target.stat().st_size if isinstance(target, Path) else 0
        begun, worked = time.perf_counter(), time.process_time()
        indexed = ledger.search.index().claim_key
        seconds, busy = time.perf_counter() - begun, time.process_time() - worked
    figures: dict[str, object] = {"claims": claims}
    if indexed:
        figures["indexed_claims_per_second"] = round(indexed / seconds)
        figures["indexed_claims_per_second_of_own_processor_time"] = round(indexed / busy)
    with open_ledger(target, read_only=True) as ledger:
        figures["asking"] = ask_words(ledger, times)
    if isinstance(target, Path) and indexed:
        figures["index_bytes_per_claim"] = round((target.stat().st_size - size) / claims)
    return figures


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=100, help="questions of each kind")
    parser.add_argument("--ledger", help="a path or a postgresql:// URL with nothing there yet")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target: str | Path = options.ledger or Path(folder) / "search.db"
        if "://" not in str(target):
            target = Path(target)
        json.dump(measure(target, options.claims, options.times), sys.stdout, indent=2)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
