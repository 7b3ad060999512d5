"""Fit the weights of the mention model: `python training/gazetteer/fit_mentions.py TREEBANKS`.

TREEBANKS holds `gum-train.conllu.gz`, English GUM, whose entity annotation says which names are
places. Only genres with a free licence are read. The fit is a logistic regression with an L2 penalty,
by Newton's method; five-fold by document for the figures printed. Output:
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


def documents(path: Path):
    """(id, text, spans of named places, spans of other named entities)."""
    document, sentences = None, []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sentence = []
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                if document:
                    yield build(document, sentences)
                document, sentences = line.split("=")[1].strip(), []
            elif line.startswith("# newpar"):
                sentences.append(None)
            elif line[:1].isdigit():
                cells = line.split("\t")
                if cells[0].isdecimal():
                    sentence.append(cells)
            elif not line and sentence:
                sentences.append(sentence)
                sentence = []
    if document:
        yield build(document, sentences)


def build(document, sentences):
    text, open_, spans = "", {}, []
    for sentence in sentences:
        if sentence is None:
            text = text.rstrip() + "\n" if text else ""
            continue
        for cells in sentence:
            start = len(text)
            text += cells[1]
            misc = dict(p.split("=", 1) for p in cells[9].split("|") if "=" in p)
            token = (start, len(text), cells[4], int(cells[0]), int(cells[6]))
            for piece in re.findall(r"\([^()]*\)?|\d+\)", misc.get("Entity", "")):
                if piece.startswith("("):
                    fields = piece.strip("()").split("-")
                    open_.setdefault(fields[0], []).append((fields[1], [], len(spans)))
            for stack in open_.values():
                for _, members, _ in stack:
                    members.append(token)
            for piece in re.findall(r"\([^()]*\)?|\d+\)", misc.get("Entity", "")):
                if piece.endswith(")"):
                    key = piece.strip("()").split("-")[0]
                    kind, members, _ = open_[key].pop()
                    spans.append((kind, members))
            if misc.get("SpaceAfter") != "No":
                text += " "
        if not text.endswith((" ", "\n")):
            text += " "
    places, others = [], []
    for kind, members in spans:
        inside = {m[3] for m in members}
        heads = [m for m in members if m[4] not in inside]
        names = [m for m in members if m[2].startswith("NNP")]
        if not names or not heads or not heads[0][2].startswith("NNP"):
            continue
        span = (names[0][0], names[-1][1])
        if kind == "place":
            places.append((*span, len(names)))
        else:
            others.append((kind, *span))
    return document, text, places, others


def label(match, places, others) -> int | None:
    """1 if the match is the name of a place, also inside the name of an office (*Montreal police*)."""
    size = match.end - match.start
    for start, end, _ in places:
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
    for number, (document, text, places, others) in enumerate(
        documents(folder / "gum-train.conllu.gz")
    ):
        if document.split("_")[1] not in OPEN_GENRES:
            continue
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
        for start, end, _ in places:
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
        story=f"Logistic regression on {len(rows)} matches of the shipped gazetteer in English GUM "
        f"(train, genres {', '.join(OPEN_GENRES)}), L2 penalty {PENALTY}; five-fold by document: "
        f"precision {tp / guess.sum():.3f}, recall {tp / y.sum():.3f}. Set by hand: what GUM cannot "
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
