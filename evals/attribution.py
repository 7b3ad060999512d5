"""Scores attribution on a gold file of source, cue and content spans.

    python evals/attribution.py GOLD.jsonl[.gz] --score SCORE.py [--sample N] [--pipeline FOLDER]
                                [--nested] [--by-rule] [--misses N] [--false N]

GOLD has one JSON object a line with `document_id`, `text` and `attributions`, each of `source`,
`cue` and `content` as lists of [start, end]; SCORE.py is the scorer of the measuring data, called
as `SCORE.py attribution GOLD PREDICTED`. Only the outermost attributions are scored, since the gold
file marks none within another; `--nested` scores all. `--pipeline` takes a spaCy pipeline's name
or folder instead of the one that ships. `--by-rule` shows the precision of each rule, `--misses`
and `--false` print that many errors drawn by seed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from salient.reading.attribution import SpeechAct, find_speech_acts
from salient.reading.pipeline import load_pipeline
from salient.reading.sentences import ParsedSentence, parse_sentences, split_sentences

Row = dict[str, Any]
SEED = 20220514


def rows(path: Path) -> list[Row]:
    """Documents of a JSON lines file, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def characters(spans: Sequence[Sequence[int]]) -> set[int]:
    """The code points that spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def matched(gold: Sequence[Row], acts: Sequence[SpeechAct]) -> tuple[set[int], set[int]]:
    """Match as the scorer does: indexes of gold attributions found, and of the acts that found."""
    found: set[int] = set()
    used: set[int] = set()
    contents = [characters(act.content) for act in acts]
    for g, row in enumerate(gold):
        wanted = characters(row["content"])
        best, at = 0.0, -1
        for i, content in enumerate(contents):
            inter = len(wanted & content)
            covers = inter >= 0.5 * len(wanted) and inter >= 0.5 * len(content)
            if i not in used and covers and inter / len(wanted | content) > best:
                best, at = inter / len(wanted | content), i
        if at >= 0:
            found.add(g)
            used.add(at)
    return found, used


def shown(text: str, source: Any, cue: Any, content: Any) -> str:
    """One attribution as a line."""
    parts = (" … ".join(text[a:b] for a, b in sorted(spans)) for spans in (source, cue, content))
    return " | ".join(part[:160] for part in parts).replace("\n", " ")


def report(documents: Sequence[Row], acts: Sequence[Sequence[SpeechAct]], options: Any) -> None:
    """Print the precision of each rule and samples of the errors."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses: list[str] = []
    false: list[str] = []
    for document, found in zip(documents, acts, strict=True):
        gold = [a for a in document["attributions"] if a["content"]]
        hit, used = matched(gold, found)
        text = document["text"]
        for i, act in enumerate(found):
            total[act.rule] += 1
            right[act.rule] += i in used
            if i not in used:
                line = shown(text, act.source, act.cue, act.content)
                false.append(f"{act.rule}: {line}")
        for g, row in enumerate(gold):
            if g not in hit:
                misses.append(shown(text, row["source"], row["cue"], row["content"]))
    if options.by_rule:
        for rule, count in total.most_common():
            print(f"{rule:20} {count:6,} {right[rule] / count:.2f}")
    generator = random.Random(SEED)
    for name, lines, count in (("miss", misses, options.misses), ("false", false, options.false)):
        for line in generator.sample(lines, min(count, len(lines))):
            print(f"{name}: {line}")


def main() -> None:
    """Parse, attribute, score, and say how fast."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--sample", type=int, help="documents drawn by seed instead of all")
    parser.add_argument("--pipeline")
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--by-rule", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--false", type=int, default=0)
    options = parser.parse_args()
    documents = rows(options.gold)
    if options.sample is not None and options.sample < len(documents):
        documents = random.Random(SEED).sample(documents, options.sample)
    pipeline = load_pipeline(options.pipeline)
    parsed: list[list[ParsedSentence]] = [
        list(parse_sentences(d["text"], split_sentences(d["text"]), pipeline)) for d in documents
    ]
    begin = time.process_time()
    acts = [find_speech_acts(p, d["text"]) for p, d in zip(parsed, documents, strict=True)]
    seconds = time.process_time() - begin
    words = sum(len(sentence.doc) for sentences in parsed for sentence in sentences)
    if not options.nested:
        acts = [[act for act in found if act.depth == 0] for found in acts]
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text("".join(json.dumps(d) + "\n" for d in documents), "utf-8")
        predicted.write_text(
            "".join(
                json.dumps(
                    {
                        "document_id": d["document_id"],
                        "source": act.source,
                        "cue": act.cue,
                        "content": act.content,
                    }
                )
                + "\n"
                for d, found in zip(documents, acts, strict=True)
                for act in found
            ),
            "utf-8",
        )
        command = [sys.executable, str(options.score), "attribution", str(gold), str(predicted)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        print(done.stdout.strip())
    print(f"{words:,} words, {words / seconds:,.0f} words/s of processor time without the parser")
    report(documents, acts, options)


if __name__ == "__main__":
    main()
