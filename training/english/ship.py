"""Average the two second stages, score the pipeline and put it where the package ships it.

Usage: python ship.py BUILD_DIR OUT_DIR

The weights of the stage that saw headlines and of the one that did not are averaged one by one:
both began at the same weights, so the mean parses headlines nearly as well as the one and all else
at least as well as the other. Scores are with gold tokens on the development parts of the
treebanks, as `spacy evaluate` counts them, and are written to `scores.json` beside this file.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Corpus

HERE = Path(__file__).parent
KEYS = {"pos_acc": "UPOS", "dep_uas": "UAS", "dep_las": "LAS"}


def averaged(one: Path, other: Path) -> Language:
    """The pipeline whose weights are the means of two that were trained on from the same."""
    nlp, second = spacy.load(one), spacy.load(other)
    others: dict[str, Any] = dict(second.pipeline)
    parts: list[tuple[str, Any]] = nlp.pipeline
    for name, part in parts:
        nodes = zip(part.model.walk(), others[name].model.walk(), strict=True)
        for mine, its in nodes:
            for weights in filter(mine.has_param, mine.param_names):
                mean = 0.5 * mine.get_param(weights) + 0.5 * its.get_param(weights)
                mine.set_param(weights, mean)
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    nlp = averaged(*(args.build / stage / "model-best" for stage in ("field", "headlines")))
    scores = {}
    for name in ("ewt", "gum"):
        corpus = Corpus(args.build / f"{name}-dev.spacy", gold_preproc=True)
        found = nlp.evaluate(list(corpus(nlp)))
        scores[f"{name}-dev"] = {label: round(100 * found[key], 2) for key, label in KEYS.items()}
    nlp.meta.update(
        name="salient_english",
        version="1.0.0",
        license="CC BY-SA 4.0",
        author="The salient authors",
        description="Parts of speech and dependencies, trained by training/english",
        performance={}, sources=[],
    )  # fmt: skip
    if args.out.exists():
        shutil.rmtree(args.out)
    nlp.to_disk(args.out)
    (HERE / "scores.json").write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n")
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
