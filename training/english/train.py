"""Train one stage of the English pipeline.

Usage: python train.py CONFIG OUT_DIR [--paths.NAME PATH ...] [--steps N]

What `spacy train` does, with matrices multiplied by numpy: spaCy's own library falls back to plain
loops on many processors and takes half as long again. `--steps` trains for so many steps, and
lets the rate fall over a hundred more, instead of the numbers in the configuration.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    for name in ("train", "dev", "base"):
        parser.add_argument(f"--paths.{name}", type=Path)
    parser.add_argument("--steps", type=int)
    args = vars(parser.parse_args())
    settings: dict[str, str | int] = {
        k: str(v) for k, v in args.items() if k.startswith("paths.") and v is not None
    }
    if args["steps"]:
        settings["training.max_steps"] = args["steps"]
        settings["training.optimizer.learn_rate.total_steps"] = args["steps"] + 100
    args["out"].mkdir(parents=True, exist_ok=True)
    set_current_ops(NumpyOps(use_blis=False))
    nlp = init_nlp(load_config(args["config"], overrides=settings, interpolate=False))
    train(nlp, args["out"], stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
