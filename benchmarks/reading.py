"""Time the reading of English: `python benchmarks/reading.py [--documents FILE] [--words N]`.

FILE is JSON lines, gzipped or not, each an object with `text`; without it the example reports of
the theatre `ukraine` are read, again and again until there are enough words. Measured on one core
in processor time, after one document has been read to warm up: the whole reading (sentences,
places, times, claims), the parser alone on every sentence, sentence splitting alone, and, where
spaCy's blank English is the peer, its tokenizer with rule-based sentences. `start` runs a fresh
process that loads everything and reads one item: the time to the first claim, and its peak memory.
Python's garbage collector is set as the commands set it.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import spacy

from salient.cli.collecting import collect_rarely
from salient.documents import DocumentDefaults, expand_inputs, read_documents
from salient.model import Claim, Document
from salient.places import Geoparser, shipped_gazetteer
from salient.reading import EnglishReader
from salient.reading.pipeline import load_pipeline
from salient.reading.sentences import parse_sentences, split_sentences
from salient.theatre import example_reports, load_theatre

PUBLISHED = datetime(2022, 5, 14, 12, tzinfo=UTC)
FIRST_CLAIM = """
import gc
import resource
import sys
from datetime import UTC, datetime
from salient.model import Document
from salient.places import Geoparser, shipped_gazetteer
from salient.reading import EnglishReader
from salient.theatre import load_theatre
gc.set_threshold(*map(int, sys.argv[1:]))
theatre = load_theatre("ukraine")
reader = EnglishReader(theatre, Geoparser([shipped_gazetteer()], theatre))
found = reader.read(Document(
    document_id="first", publisher="Example Post", language="en", fingerprint="first",
    published=datetime(2022, 5, 14, 12, tzinfo=UTC),
    text="Ukrainian forces repelled a Russian attack near Izium on Friday, the General Staff said.",
))
assert found and hasattr(found[0], "claim_id"), found
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def start(times: int) -> dict[str, float]:
    """Time a fresh process to its first claim, the best of `times`, and take its peak memory."""
    walls: list[float] = []
    cores: list[float] = []
    memory: list[float] = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", FIRST_CLAIM, *map(str, gc.get_threshold())],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        walls.append(time.perf_counter() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cores.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        memory.append(float(done.stdout))
    return {
        "start_to_first_claim_s": round(min(walls), 2),
        "start_to_first_claim_processor_s": round(min(cores), 2),
        "start_peak_memory_mb": round(max(memory)),
    }


def _from_file(path: Path) -> Iterator[Document]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for number, line in enumerate(raw.decode("utf-8").splitlines()):
        if line.strip():
            yield Document(
                document_id=f"bench-{number}",
                text=json.loads(line)["text"],
                publisher="Example Post",
                published=PUBLISHED,
                language="en",
                fingerprint=str(number),
            )


def _example() -> Iterator[Document]:
    for path in expand_inputs([str(example_reports())]):
        for found in read_documents(path, DocumentDefaults(timezone="Europe/Kyiv")):
            if isinstance(found, Document) and found.language == "en":
                yield found


def sample(path: Path | None, words: int) -> list[Document]:
    """Take documents until they hold `words` words; a file is read once at most."""
    source = _from_file(path) if path is not None else cycle(list(_example()))
    taken: list[Document] = []
    count = 0
    for document in source:
        taken.append(document)
        count += len(document.text.split())
        if count >= words:
            break
    return taken


def per_second(work: Callable[[Document], object], documents: Sequence[Document]) -> int:
    """Count words a second of processor time; a word is what stands between spaces."""
    words = sum(len(document.text.split()) for document in documents)
    begun = time.process_time()
    for document in documents:
        work(document)
    return round(words / (time.process_time() - begun))


def measure(documents: Sequence[Document]) -> dict[str, float]:
    """Time each part of the reading over the same documents."""
    theatre = load_theatre("ukraine")
    reader = EnglishReader(theatre, Geoparser([shipped_gazetteer()], theatre))
    pipeline = load_pipeline()
    peer = spacy.blank("en")
    peer.add_pipe("sentencizer")
    claims: list[Claim] = []

    def read(document: Document) -> None:
        claims.extend(found for found in reader.read(document) if isinstance(found, Claim))

    def parse(document: Document) -> None:
        text = document.text
        for _ in parse_sentences(text, split_sentences(text), pipeline):
            pass

    read(documents[0])
    claims.clear()
    whole = per_second(read, documents)
    parser = per_second(parse, documents)
    return {
        "words": sum(len(document.text.split()) for document in documents),
        "documents": len(documents),
        "claims": len(claims),
        "whole_reading_words_per_s": whole,
        "parser_alone_words_per_s": parser,
        "whole_reading_to_parser": round(whole / parser, 2),
        "splitting_words_per_s": per_second(lambda d: split_sentences(d.text), documents),
        "spacy_blank_words_per_s": per_second(lambda d: list(peer(d.text).sents), documents),
    }


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=Path, help="JSON lines with `text`")
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--starts", type=int, default=3, help="fresh processes; the best counts")
    options = parser.parse_args()
    collect_rarely()
    figures: dict[str, float] = measure(sample(options.documents, options.words))
    if options.starts:
        figures |= start(options.starts)
    json.dump(figures, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
