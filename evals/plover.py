"""PLOVER's example sentences against the codes of our claims: `python evals/plover.py GOLD`.

GOLD is JSON lines of `{document_id, event, text}`. A conflict record counts as found where a claim
carries its event; a record of another kind is a false alarm where a claim is coded as an assault,
a fight or a retreat. The records are news sentences of the whole world, most of them of no war that
the theatre `ukraine` knows; claims need a place or a side, so recall here is low by design.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.places import rows
from salient.model import Claim, Document
from salient.places import Geoparser, shipped_gazetteer
from salient.reading import EnglishReader
from salient.theatre import load_theatre

__all__ = ["CONFLICT", "codes", "measure"]

CONFLICT = frozenset({"ASSAULT", "COERCE", "FIGHT", "MOBILIZE", "RETREAT", "THREATEN"})
ALARMING = frozenset({"ASSAULT", "FIGHT", "RETREAT"})
DAY = datetime(2022, 5, 14, 12, tzinfo=UTC)


def codes(reader: EnglishReader, row: dict[str, Any]) -> frozenset[str]:
    """PLOVER events of the claims in one record."""
    document = Document(
        document_id=row["document_id"],
        publisher="",
        published=DAY,
        language="en",
        text=row["text"],
        fingerprint=row["document_id"],
    )
    found = reader.read(document)
    return frozenset(
        c.plover.replace("-", " ").split()[0] for c in found if isinstance(c, Claim) and c.plover
    )


def measure(gold: Path, wrong: int = 0) -> dict[str, float]:
    """Recall on conflict records, and the share of others that raise an alarm."""
    theatre = load_theatre("ukraine")
    reader = EnglishReader(theatre, Geoparser([shipped_gazetteer()], theatre))
    count: Counter[str] = Counter()
    for row in rows(gold):
        found = codes(reader, row)
        conflict = row["event"] in CONFLICT
        hit = row["event"] in found if conflict else bool(found & ALARMING)
        count["conflict" if conflict else "other"] += 1
        count["found" if conflict else "alarms"] += hit
        if hit != conflict and wrong > 0:
            wrong -= 1
            print(f"-- {row['event']} read as {sorted(found)}: {row['text'][:160]}")
    return {
        "conflict_records": count["conflict"],
        "recall": round(count["found"] / max(1, count["conflict"]), 4),
        "other_records": count["other"],
        "false_alarm_rate": round(count["alarms"] / max(1, count["other"]), 4),
    }


def main() -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="records to print that are read wrong")
    options = parser.parse_args()
    print(json.dumps(measure(options.gold, options.wrong), indent=2))


if __name__ == "__main__":
    main()
