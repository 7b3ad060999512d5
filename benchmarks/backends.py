"""Measure the ledger on SQLite and PostgreSQL in one run, on the same claims, and print one table.

    python benchmarks/backends.py [--claims N] [--batch DOCUMENTS] [--times N] [--postgresql URL]

The claims are those of `ledger.py`, in the order of their days, with the quotes of `search.py`;
each backend is measured in a process of its own, one after the other. PostgreSQL is the server of
`--postgresql` or of SALIENT_TEST_POSTGRESQL, in a schema of its own that is dropped again; else a
throw-away one of `.ci/postgresql`; it is left out where none is to be had. Of PostgreSQL the
process's own time leaves out the server's.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.ledger import add_all, ask_all, batches
from benchmarks.search import Quotes, ask_words, worded
from salient.ledger import Ledger, open_ledger

RUNNER = Path(__file__).parents[1] / ".ci" / "postgresql"
BACKENDS = ("sqlite", "postgresql")

ROWS = (
    ("adding, claims a second", "adding", "claims_per_second"),
    ("the same, last tenth", "adding", "last_tenth_claims_per_second"),
    ("the same, of own processor time", "adding", "claims_per_second_of_own_processor_time"),
    ("memory after a tenth, MB", "adding", "memory_mb_after_a_tenth"),
    ("memory at the end, MB", "adding", "memory_mb_at_the_end"),
    ("peak memory while adding, MB", "adding", "peak_memory_mb"),
    ("bytes a claim, without the words", "size", "bytes_per_claim"),
    ("bytes a claim, the words", "size", "index_bytes_per_claim"),
    ("indexing words, claims a second", "indexing", "claims_per_second"),
)
ASKED = (
    ("claims of a place on a day", "asking", "place_day"),
    ("the same as of two moments", "asking", "place_day_as_of"),
    ("the busiest place on a day", "asking", "busiest_place_day"),
    ("all places of a day", "asking", "all_claims_of_a_day"),
    ("two middling words, first 50", "searching", "two_middling_words"),
    ("two common words, first 50", "searching", "two_common_words"),
    ("a common and a middling word", "searching", "common_and_middling"),
    ("a common and a rare word", "searching", "common_and_rare"),
    ("one common word", "searching", "one_common_word"),
)


class Place(NamedTuple):
    """A ledger to be made, and what reads the bytes that it takes."""

    target: str | Path
    connection: Any = None
    schema: str = ""

    def size(self) -> int:
        """Count the bytes on disk, of tables, indexes and what lies beside them."""
        if isinstance(self.target, Path):
            return self.target.stat().st_size
        row = self.connection.execute(
            "SELECT sum(pg_total_relation_size(pg_class.oid)) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = %s::regnamespace",
            (self.schema,),
        ).fetchone()
        return int(row[0])


@contextmanager
def sqlite_place() -> Iterator[Place]:
    """Lend a file in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        yield Place(Path(folder) / "ledger.db")


@contextmanager
def postgresql_place(url: str) -> Iterator[Place]:
    """Lend a schema of its own on the server at `url`."""
    import psycopg

    schema = f"bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        try:
            joint = "&" if "?" in url else "?"
            yield Place(f"{url}{joint}options=-csearch_path%3D{schema}", connection, schema)
        finally:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")


def measure(place: Place, claims: int, batch: int, times: int) -> dict[str, Any]:
    """Fill a ledger, index it, and ask it; the figures by what was done."""
    quotes = Quotes()
    made = (
        list(worded(readings, quotes))
        for readings in batches(claims, documents_a_batch=batch, dated=True)
    )
    with open_ledger(place.target, create=True) as ledger:
        adding = add_all(ledger, made, claims)
    adding["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = place.size()
    with open_ledger(place.target) as ledger:
        indexing = _index(ledger)
    figures: dict[str, Any] = {
        "claims": claims,
        "adding": adding,
        "indexing": indexing,
        "size": {
            "bytes_per_claim": round(size / claims),
            "index_bytes_per_claim": round((place.size() - size) / claims),
        },
    }
    with open_ledger(place.target, read_only=True) as ledger:
        figures["asking"] = ask_all(ledger)
        figures["searching"] = ask_words(ledger, times)
    return figures


def _index(ledger: Ledger) -> dict[str, int]:
    begun, worked = time.perf_counter(), time.process_time()
    indexed = ledger.search.index().claim_key
    seconds, busy = time.perf_counter() - begun, time.process_time() - worked
    return {
        "claims_per_second": round(indexed / seconds),
        "claims_per_second_of_own_processor_time": round(indexed / busy),
    }


def apart(options: argparse.Namespace, backend: str) -> dict[str, Any] | None:
    """Measure one backend in a process of its own; None where there is no server.

    Raises:
        subprocess.CalledProcessError: it failed; what it said went to stderr.

    """
    url = options.postgresql or os.environ.get("SALIENT_TEST_POSTGRESQL")
    command = [sys.executable, __file__, "--backend", backend]
    for name in ("claims", "batch", "times"):
        command += [f"--{name}", str(getattr(options, name))]
    if backend == "postgresql" and url is not None:
        command += ["--postgresql", url]
    elif backend == "postgresql":
        if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or not RUNNER.exists():
            return None
        command = [str(RUNNER), *command]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(found: dict[str, dict[str, Any] | None], claims: int) -> Iterator[str]:
    """Lay the figures out in lines, a column for each backend."""
    names = [name for name in BACKENDS if found.get(name)]
    yield f"{claims:,} claims".ljust(36) + "".join(name.rjust(22) for name in names)
    measured = [found[name] or {} for name in names]
    for label, part, key in ROWS:
        yield label.ljust(36) + "".join(f"{one[part][key]:,}".rjust(22) for one in measured)
    yield "milliseconds, median: clock (own processor time)"
    for label, part, key in ASKED:
        cells = (one[part][key] for one in measured)
        yield label.ljust(36) + "".join(
            f"{one['median_ms']:.2f} ({one['median_ms_of_own_processor_time']:.2f})".rjust(22)
            for one in cells
        )
    if len(names) < len(BACKENDS):
        yield "no PostgreSQL server; install one, or name one by --postgresql"


def alone(options: argparse.Namespace) -> dict[str, Any]:
    """Measure the one backend that the options name, here."""
    url: str = options.postgresql or os.environ.get("SALIENT_TEST_POSTGRESQL", "")
    lent = sqlite_place() if options.backend == "sqlite" else postgresql_place(url)
    with lent as place:
        return measure(place, options.claims, options.batch, options.times)


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=10_000, help="documents a batch")
    parser.add_argument("--times", type=int, default=50, help="searches of each kind")
    parser.add_argument("--postgresql", metavar="URL", help="a server on which to make a schema")
    parser.add_argument("--figures", type=Path, help="where to write all figures, as JSON")
    parser.add_argument("--backend", choices=BACKENDS, help="only this one, as JSON")
    options = parser.parse_args()
    if options.backend:
        json.dump(alone(options), sys.stdout)
        return
    found: dict[str, dict[str, Any] | None] = {}
    for backend in BACKENDS:
        found[backend] = apart(options, backend)
        if options.figures:
            options.figures.write_text(json.dumps(found, indent=2))
    sys.stdout.writelines(f"{line}\n" for line in table(found, options.claims))


if __name__ == "__main__":
    main()
