"""Passages of the project that stand in the measuring reports: `python -m evals.borrowed SHARED`.

The measuring data may measure and nothing else: no sentence of a report may become a case, a test
or an example, where it would be third-party text and would make the reader's figures flatter
themselves. A passage counts as borrowed when `RUN` running words of it stand in one report; the
names of the theatre's sources and sides are one word each, whatever their length, and numbers and
marks are none. Prints each passage with file and line; exits 1 when there is one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from salient.theatre import load_theatre

__all__ = ["RUN", "Passage", "borrowed", "in_project", "measure", "reports"]

ROOT = Path(__file__).resolve().parents[1]
RUN = 8
"""Running words; shorter ones are phrases that everybody writes."""

_FOLDERS = ("docs", "evals", "src", "tests", "benchmarks", "training")
_KINDS = frozenset({".py", ".md", ".txt", ".toml", ".json", ".frames"})
_LINES = 2
"""Lines over which a passage may run."""

_NAME = "\x00"
_PIECE = re.compile(rf"{_NAME}|[^\W\d_]+(?:'[^\W\d_]+)*")


class Passage(NamedTuple):
    """Running words of a file that stand in a report."""

    path: Path
    line: int
    words: tuple[str, ...]


class _Word(NamedTuple):
    word: str
    line: int


def in_project(root: Path = ROOT) -> list[Path]:
    """The project's own texts: sources, data as text, documentation, cases and tests."""
    tops = [p for p in root.glob("*.md") if p.is_file()]
    inner = (p for folder in _FOLDERS for p in (root / folder).rglob("*"))
    return sorted([*tops, *(p for p in inner if p.suffix in _KINDS and p.is_file())])


def reports(shared: Path) -> Iterator[str]:
    """The texts of the measuring reports."""
    data = shared / "data"
    for path in sorted([*(data / "reports").glob("*.jsonl.gz"), *(data / "events").glob("*.gz")]):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line).get("text") or ""


def borrowed(paths: Iterable[Path], texts: Iterable[str]) -> list[Passage]:
    """The passages of `paths` of which `RUN` running words stand in one of `texts`."""
    names = _names()
    files = {path: _words(path.read_text("utf-8", errors="replace"), names) for path in paths}
    starts: dict[int, list[tuple[Path, int]]] = {}
    for path, words in files.items():
        for at in range(len(words) - RUN + 1):
            if words[at + RUN - 1].line - words[at].line <= _LINES:
                key = hash(tuple(w.word for w in words[at : at + RUN]))
                starts.setdefault(key, []).append((path, at))
    hits: dict[Path, set[int]] = {}
    for text in texts:
        for key in _runs(_words(text, names)):
            for path, at in starts.get(key, ()):
                hits.setdefault(path, set()).add(at)
    return [p for path in sorted(hits) for p in _joined(path, files[path], sorted(hits[path]))]


def _runs(words: Sequence[_Word]) -> Iterator[int]:
    plain = [w.word for w in words]
    for at in range(len(plain) - RUN + 1):
        yield hash(tuple(plain[at : at + RUN]))


def _joined(path: Path, words: Sequence[_Word], starts: Sequence[int]) -> Iterator[Passage]:
    """Runs that overlap are one passage."""
    first = last = starts[0]
    for at in (*starts[1:], None):
        if at is not None and at <= last + 1:
            last = at
            continue
        run = words[first : last + RUN]
        yield Passage(path, run[0].line, tuple("…" if w.word == _NAME else w.word for w in run))
        if at is not None:
            first = last = at


def _words(text: str, names: re.Pattern[str]) -> list[_Word]:
    found: list[_Word] = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = names.sub(_NAME, line.lower().replace("’", "'"))
        found += [_Word(piece.group(), number) for piece in _PIECE.finditer(plain)]
    return found


def _names() -> re.Pattern[str]:
    """The names of the theatre's sources and sides, the longest first."""
    theatre = load_theatre("ukraine")
    names = {n for s in theatre.sources for n in (s.name, *s.aliases)}
    names |= {n for s in theatre.sides for n in (s.name, *s.names, *s.forces, *s.officials)}
    ordered = sorted((n.lower().replace("’", "'") for n in names if " " in n), key=len)
    return re.compile(r"\b(?:the )?(?:" + "|".join(map(re.escape, reversed(ordered))) + r")\b")


def measure(shared: Path) -> dict[str, float]:
    """How many passages of the project stand in the measuring reports."""
    return {"project.borrowed_passages": float(len(borrowed(in_project(), reports(shared))))}


def main() -> int:
    """Print the passages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path, help="folder of the measuring data")
    found = borrowed(in_project(), reports(parser.parse_args().shared))
    for one in found:
        print(f"{one.path.relative_to(ROOT)}:{one.line}: {' '.join(one.words)}")
    print(f"{len(found)} passages of {RUN} words or more stand in a report", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
