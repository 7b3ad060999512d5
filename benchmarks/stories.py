"""Time the finding of stories: `python benchmarks/stories.py [--documents N] [--days N] [FILE…]`.

Synthetic news of one size, of which a share are copies and rewordings of earlier ones, known by
construction; with files (JSON lines of documents, packed or not) the streams in them as well. The
figures are seconds of wall time on one core, peak memory, and, of the synthetic news, how many
copies and rewordings were put into the story of their original and how many into another.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from salient.documents import DocumentDefaults, read_documents
from salient.model import Document
from salient.workbench.stories import StorySettings, items_of, told_stories
from salient.workbench.witnesses import Witnesses, stories_of

__all__ = ["measure", "news"]

FIRST = datetime(2022, 3, 1, tzinfo=UTC)
LENGTH = 45
COPIES, REWORDINGS = 0.15, 0.15


def news(count: int, days: int, seed: int) -> tuple[list[Document], list[int]]:
    """Make documents by time, and for each the position of its original, or its own."""
    rng = random.Random(seed)
    words = [f"{a}{b}{c}" for a in "blakormetu" for b in "einosuvyqz" for c in _ENDINGS]
    weights = [1.0 / (rank + 3) for rank in range(len(words))]
    moments = sorted(rng.uniform(0, days * 86_400.0) for _ in range(count))
    texts: list[list[str]] = []
    origin: list[int] = []
    for i, moment in enumerate(moments):
        chance = rng.random()
        back = rng.randrange(max(0, i - count // (days * 4) - 1), i) if i else 0
        if i and chance < COPIES + REWORDINGS and moment - moments[origin[back]] < 30 * 3600:
            original = texts[origin[back]]
            text = list(original) if chance < COPIES else _reworded(original, rng, words, weights)
            origin.append(origin[back])
        else:
            text = rng.choices(words, weights, k=LENGTH)
            origin.append(i)
        texts.append(text)
    made = [
        Document(
            document_id=f"doc-{i:07}",
            text=" ".join(text),
            publisher=f"publisher {rng.randrange(40)}",
            published=FIRST + timedelta(seconds=moment),
            language="en",
            fingerprint=str(i),
        )
        for i, (text, moment) in enumerate(zip(texts, moments, strict=True))
    ]
    return made, origin


_ENDINGS = [f"{a}{b}" for a in "rstlndkm" for b in ("an", "ik", "or", "ed", "um")]


def _reworded(
    text: list[str], rng: random.Random, words: list[str], weights: list[float]
) -> list[str]:
    """Keep seven words of ten, in sentences set in another order, and put others for the rest."""
    kept = [w if rng.random() < 0.7 else rng.choices(words, weights)[0] for w in text]
    third = len(kept) // 3
    return kept[third:] + kept[:third]


def measure(documents: Sequence[Document]) -> tuple[dict[str, Any], Sequence[int]]:
    """Find the stories and witnesses of documents: the figures, and each item's story."""
    begun = time.perf_counter()
    told = told_stories(items_of(documents, ()))
    Witnesses(told, (), StorySettings())
    seconds = time.perf_counter() - begun
    told_often = [s for s in stories_of(documents[:20_000], ()) if len(s.members) > 1]
    return {
        "documents": len(documents),
        "passages": len(told.items),
        "stories": len(set(told.story)),
        "stories of two or more, first 20,000 documents": len(told_often),
        "seconds": round(seconds, 1),
        "peak_MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }, told.story


def recovered(story: Sequence[int], origin: Sequence[int]) -> dict[str, float]:
    """Say how many of those with an original share its story, and how many joined another's."""
    retold = [i for i, first in enumerate(origin) if first != i]
    fresh = [i for i, first in enumerate(origin) if first == i]
    firsts: dict[int, int] = {}
    for i, number in enumerate(story):
        firsts.setdefault(number, i)
    return {
        "retold in the story of the original": round(
            sum(story[i] == story[origin[i]] for i in retold) / max(len(retold), 1), 4
        ),
        "fresh but put into another's story": round(
            sum(firsts[story[i]] != i for i in fresh) / max(len(fresh), 1), 4
        ),
    }


def main(given: Sequence[str] | None = None) -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args(given)
    documents, origin = news(options.documents, options.days, options.seed)
    figures, story = measure(documents)
    out: dict[str, Any] = {"synthetic": {**figures, **recovered(story, origin)}}
    for file in options.files:
        defaults = DocumentDefaults(publisher=file.stem)
        found = [d for d in read_documents(file, defaults) if isinstance(d, Document)]
        out[file.name.split(".")[0]] = measure(found)[0]
    sys.stdout.write(json.dumps(out, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
