"""Measure the parse of headlines: `python evals/headlines.py [PIPELINE_FOLDER] [--errors]`.

The headlines of `headlines.txt` are parsed as the reader parses, with the names of the places known
to it given, and compared word by word with the parses written beside them; punctuation is left out.
*Clause* is the share of headlines whose root, subjects and objects are all right, which is what the
reader lives on. Prints one JSON object; `--errors` adds the headlines whose clause is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import spacy
from thinc.api import use_ops

from salient.reading.pipeline import Pipeline, load_pipeline
from salient.reading.tokens import Doc

__all__ = ["Headline", "measure", "read_headlines", "scores"]

SOURCE = Path(__file__).with_name("headlines.txt")
KNOWN = frozenset({"Lypove", "Zelene", "Orlivka", "Borivka", "Kamianka", "Vasylivka", "Bystra"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})


class Word(NamedTuple):
    """A word with its tag, its head's index (its own for the root) and their relation."""

    text: str
    tag: str
    head: int
    relation: str


class Headline(NamedTuple):
    """A headline's words; `text` is them joined by spaces."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The headline as it is parsed."""
        return " ".join(word.text for word in self.words)

    def names(self) -> list[tuple[int, int]]:
        """Spans of the places that the reader knows."""
        found: list[tuple[int, int]] = []
        at = 0
        for word in self.words:
            if word.text in KNOWN:
                found.append((at, at + len(word.text)))
            at += len(word.text) + 1
        return found


def read_headlines(path: Path = SOURCE) -> Iterator[Headline]:
    """Give the headlines of a file, one a line."""
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words: list[Word] = []
        for n, token in enumerate(line.split()):
            text, tag, rest = token.split("/", 2)
            relation, _, head = rest.partition(">")
            words.append(Word(text, tag, int(head) - 1 if head else n, relation))
        yield Headline(tuple(words))


def parsed(doc: Doc) -> tuple[Word, ...]:
    """The pipeline's answer in the same shape."""
    return tuple(Word(t.text, t.pos_, t.head.i, t.dep_) for t in doc)


def clause(words: tuple[Word, ...]) -> set[Word]:
    """The root, and the subjects and objects, by head and relation."""
    return {
        word._replace(tag="")
        for n, word in enumerate(words)
        if word.head == n or word.relation in ARGUMENTS
    }


def scores(pairs: list[tuple[Headline, tuple[Word, ...]]]) -> Mapping[str, float]:
    """Give the shares of words and of headlines that are right."""
    words = [
        (gold, found)
        for headline, answer in pairs
        for gold, found in zip(headline.words, answer, strict=True)
        if gold.tag != "PUNCT"
    ]
    shares = {
        "uas": [g.head == f.head for g, f in words],
        "las": [(g.head, g.relation) == (f.head, f.relation) for g, f in words],
        "upos": [g.tag == f.tag for g, f in words],
        "clause": [clause(h.words) == clause(a) for h, a in pairs],
    }
    return {name: sum(hits) / len(hits) for name, hits in shares.items()}


def answers(pipeline: Pipeline) -> list[tuple[Headline, tuple[Word, ...]]]:
    """Parse every headline.

    Raises:
        ValueError: the pipeline splits a headline into other words than the file does.

    """
    headlines = list(read_headlines())
    docs = pipeline.parse([h.text for h in headlines], [h.names() for h in headlines])
    return [(headline, parsed(doc)) for headline, doc in zip(headlines, docs, strict=True)]


def measure() -> Mapping[str, float]:
    """Score the pipeline that ships."""
    return scores(answers(load_pipeline()))


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pipeline", type=Path, nargs="?", help="folder; default: what ships")
    parser.add_argument("--errors", action="store_true", help="print headlines read wrongly")
    options = parser.parse_args()
    if options.pipeline is None:
        pipeline = load_pipeline()
    else:
        with use_ops("numpy", use_blis=False):
            pipeline = Pipeline(spacy.load(options.pipeline))
    found = answers(pipeline)
    out = {name: round(share, 4) for name, share in scores(found).items()}
    sys.stdout.write(json.dumps(out) + "\n")
    for headline, answer in found:
        wrong = clause(answer) - clause(headline.words)
        if options.errors and clause(answer) != clause(headline.words):
            said = ", ".join(f"{w.text} {w.relation}" for w in sorted(wrong))
            sys.stdout.write(f"{headline.text}: {said}\n")


if __name__ == "__main__":
    main()
