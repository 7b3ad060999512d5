"""Scores the room `times` on a gold file of TIMEX3 expressions, beside dateparser if asked.

    python evals/times.py GOLD.jsonl --score SCORE.py [--language en] [--errors] [--peers]

GOLD has one JSON object a line with `document_id`, `published`, `text` and `times`; SCORE.py is the
scorer of the measuring data, called as `SCORE.py times GOLD PREDICTED`. With `--peers`,
dateparser's search (`pip install dateparser`) reads the same texts in the same run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from salient.times import find_times

Row = dict[str, Any]


def ours(document: Row, language: str) -> Iterator[Row]:
    """Rows of the `times` layer."""
    published = date.fromisoformat(document["published"][:10])
    for mention in find_times(document["text"], published, language=language):
        yield {
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "earliest": mention.earliest.isoformat() if mention.earliest else None,
            "latest": mention.latest.isoformat() if mention.latest else None,
        }


def dateparser_search(document: Row, language: str) -> Iterator[Row]:
    """What dateparser's search finds; it gives no offsets, so each text is sought in order."""
    from dateparser.search import search_dates

    published = datetime.fromisoformat(document["published"][:10])
    settings = {"RELATIVE_BASE": published, "PREFER_DATES_FROM": "past"}
    at = 0
    for text, moment in search_dates(document["text"], [language], settings=settings) or []:
        start = document["text"].find(text, at)
        if start < 0:
            continue
        at = start + len(text)
        day = moment.date().isoformat()
        yield {"text": text, "start": start, "end": at, "earliest": day, "latest": day}


def predict(
    reader: Callable[[Row, str], Iterator[Row]], documents: list[Row], language: str
) -> tuple[list[Row], float]:
    """Rows of all documents, and the seconds of processor time that they took."""
    begin = time.process_time()
    rows = [
        {"document_id": document["document_id"], **row}
        for document in documents
        for row in reader(document, language)
    ]
    return rows, time.process_time() - begin


def score(scorer: Path, gold: Path, rows: list[Row]) -> str:
    """The scorer's line for these rows."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(scorer), "times", str(gold), file.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def show_errors(documents: list[Row], rows: list[Row]) -> None:
    """Gold expressions beside what overlaps them, and predictions that touch none."""
    for document in documents:
        text = document["text"]
        mine = [row for row in rows if row["document_id"] == document["document_id"]]
        for gold in document["times"]:
            over = [r for r in mine if r["start"] < gold["end"] and gold["start"] < r["end"]]
            answers = "; ".join(f"{r['text']!r} {r['earliest']}..{r['latest']}" for r in over)
            phrase = text[gold["start"] : gold["end"]]
            print(f"{gold['type']:9}{gold['value'] or '':18}{phrase!r:34}{answers or '-'}")
        for row in mine:
            if not any(
                row["start"] < g["end"] and g["start"] < row["end"] for g in document["times"]
            ):
                context = text[max(0, row["start"] - 30) : row["end"] + 30].replace("\n", " ")
                print(f"EXTRA    {row['earliest']}..{row['latest']}  {context!r}")


def main() -> None:
    """Reads the arguments and prints one line a reader."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--score", type=Path, required=True, help="the scorer's script")
    parser.add_argument("--language", default="en")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--peers", action="store_true", help="dateparser as well")
    arguments = parser.parse_args()
    lines = arguments.gold.read_text("utf-8").splitlines()
    documents = [json.loads(line) for line in lines if line.strip()]
    characters = sum(len(document["text"]) for document in documents)
    readers = {"salient": ours}
    if arguments.peers:
        readers["dateparser"] = dateparser_search
    for name, reader in readers.items():
        rows, seconds = predict(reader, documents, arguments.language)
        figures = score(arguments.score, arguments.gold, rows)
        print(f"{name:12}{figures}  {characters / 1e6 / seconds:.3f} M characters/s")
        if arguments.errors:
            show_errors(documents, rows)


if __name__ == "__main__":
    main()
