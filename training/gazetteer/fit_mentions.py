"""Fit the weights of the mention model: `python training/gazetteer/fit_mentions.py TREEBANKS`.

TREEBANKS holds `gum-train.conllu.gz`, English GUM, whose entity annotation says which names are
places. Only genres with a free licence are read. The fit is a logistic regression with an L2
penalty, by Newton's method; five-fold by document for the figures printed. Output:
src/salient/places/data/mention_weights.json, whose hand-set part is kept as it was.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

import msgspec
import numpy as np

from salient.places.candidates import CandidateStack
from salient.places.evidence import MentionWeights, features_of
from salient.places.gazetteer import shipped_gazetteer
from salient.places.lexicon import english_lexicon
from salient.places.scan import Scanner, tokens_of
from salient.places.view import DocumentView

TARGET = Path(__file__).parents[2] / "src/salient/places/data/mention_weights.json"
OPEN_GENRES = ("academic", "bio", "interview", "news", "speech", "textbook", "voyage")
PENALTY = 1.0


class Reading:
    """One document put together from its tokens: text, open and finished entities."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.spans: list[tuple[str, list[tuple]]] = []
        self._open: dict[str, list[tuple[str, list[tuple]]]] = {}

    def paragraph(self) -> None:
        self.text = self.text.rstrip() + "\n" if self.text else ""

    def token(self, cells: list[str]) -> None:
        start = len(self.text)
        self.text += cells[1]
        misc = dict(p.split("=", 1) for p in cells[9].split("|") if "=" in p)
        pieces = re.findall(r"\([^()]*\)?|\d+\)", misc.get("Entity", ""))
        for piece in pieces:
            if piece.startswith("("):
                key, kind = piece.strip("()").split("-")[:2]
                self._open.setdefault(key, []).append((kind, []))
        token = (start, len(self.text), cells[4], (cells[0], start), cells[6])
        for stack in self._open.values():
            for _, members in stack:
                members.append(token)
        for piece in pieces:
            if piece.endswith(")"):
                self.spans.append(self._open[piece.strip("()").split("-")[0]].pop())
        if misc.get("SpaceAfter") != "No":
            self.text += " "

    def names(self) -> tuple[list[tuple[int, int]], list[tuple[str, int, int]]]:
        """Spans of named places, and kinds and spans of other named entities."""
        places, others = [], []
        for kind, members in self.spans:
            inside = {number for _, _, _, (number, _), _ in members}
            heads = [m for m in members if m[4] not in inside]
            proper = [m for m in members if m[2].startswith("NNP")]
            if not proper or not heads or not heads[0][2].startswith("NNP"):
                continue
            if kind == "place":
                places.append((proper[0][0], proper[-1][1]))
            else:
                others.append((kind, proper[0][0], proper[-1][1]))
        return places, others


def documents(path: Path):
    reading = None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if reading:
                    yield reading
                reading = Reading(line.split("=")[1].strip())
            elif line.startswith("# newpar"):
                reading.paragraph()
            elif line[:1].isdigit():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdecimal():
                    reading.token(cells)
    if reading:
        yield reading


def label(match, places, others) -> int | None:
    """1 if the match is the name of a place, also within an office's (*Montreal police*)."""
    size = match.end - match.start
    for start, end in places:
        if start < match.end and end > match.start:
            return 1 if end - start <= size + 12 else None
    for kind, start, end in others:
        # A state that acts is annotated as an organisation; it is a place no less.
        if kind == "organization" and start == match.start and end == match.end:
            return None
    return 0


def main(folder: Path) -> None:
    gazetteer = shipped_gazetteer()
    stack = CandidateStack([gazetteer], None)
    scanner, lexicon = Scanner(stack.indexes), english_lexicon()
    rows, labels, groups = [], [], []
    missed = total = 0
    for number, reading in enumerate(documents(folder / "gum-train.conllu.gz")):
        if reading.name.split("_")[1] not in OPEN_GENRES:
            continue
        text = reading.text
        places, others = reading.names()
        tokens = tokens_of(text)
        matches = list(scanner.matches(text, tokens))
        view = DocumentView(text, tokens, matches, lexicon)
        for match in matches:
            truth = label(match, places, others)
            if (
                truth is None
                or match.folded in lexicon.context["never"]
                or lexicon.is_a(match.folded, "calendar")
            ):
                continue
            rows.append(features_of(view, match, stack.named(match.folded), theatre=False))
            labels.append(truth)
            groups.append(number)
        for start, end in places:
            total += 1
            missed += not any(m.start < end and m.end > start for m in matches)
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y, g = np.array(labels), np.array(groups)
    print(
        len(rows),
        "matches,",
        int(y.sum()),
        "places;",
        missed,
        "of",
        total,
        "named places unmatched",
    )
    scores = np.zeros(len(y))
    for fold in range(5):
        held = np.isin(g, np.unique(g)[fold::5])
        scores[held] = matrix[held] @ newton(matrix[~held], y[~held])
    guess = scores > 0
    tp = int((guess & (y == 1)).sum())
    print(f"five-fold: precision {tp / guess.sum():.3f}, recall of matched {tp / y.sum():.3f}")
    weights = newton(matrix, y)
    old = msgspec.json.decode(TARGET.read_bytes(), type=MentionWeights) if TARGET.exists() else None
    model = MentionWeights(
        story=f"Logistic regression on {len(rows)} matches of the shipped gazetteer in GUM "
        f"(train, genres {', '.join(OPEN_GENRES)}), L2 penalty {PENALTY}; five-fold by document: "
        f"precision {tp / guess.sum():.3f}, recall {tp / y.sum():.3f}. By hand: what GUM cannot "
        "show. Run training/gazetteer/fit_mentions.py again after a change of features or lists.",
        fitted={n: round(float(w), 3) for n, w in zip(names, weights, strict=True)},
        set_by_hand=old.set_by_hand if old else {},
    )
    TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    for name, weight in sorted(model.fitted.items(), key=lambda item: item[1]):
        print(f"  {weight:7.2f} {name}  n={int((matrix[:, names.index(name)] != 0).sum())}")


def newton(x, y):
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - PENALTY * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, gradient)
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]))
