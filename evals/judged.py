"""Claims judged by eye: the shares that the stored verdicts give.

`evals/judged/*.jsonl` holds one verdict a line: the claim's id, its document and offsets, and
whether event, polarity and mood, holder, and everything at once were right. The texts are not
stored. The figures are those of the reader that was judged; they change when claims are judged
anew, not when the reader changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

__all__ = ["ASPECTS", "FOLDER", "INDEPENDENT", "largest_draw", "shares"]

FOLDER = Path(__file__).parent / "judged"
INDEPENDENT = FOLDER / "independent"
"""Draws judged by readers who had no part in the rules."""
ASPECTS = ("event", "polarity_and_mood", "holder", "all")


def shares(path: Path) -> Mapping[str, float]:
    """The share of the claims of one draw that were right, by aspect.

    Raises:
        ValueError: the file holds no verdict.

    """
    verdicts = _verdicts(path)
    if not verdicts:
        raise ValueError(f"{path} holds no verdict on whole claims; a draw has one a line")
    return {a: sum(v[a] for v in verdicts) / len(verdicts) for a in ASPECTS}


def largest_draw(folder: Path = FOLDER) -> Mapping[str, float]:
    """The shares of the draw with the most verdicts on whole claims, of several the latest."""
    return shares(max(folder.glob("*.jsonl"), key=lambda path: (len(_verdicts(path)), path.name)))


def _verdicts(path: Path) -> list[dict[str, bool]]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [v for v in found if set(ASPECTS) <= set(v)]
